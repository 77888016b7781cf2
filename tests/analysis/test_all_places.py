"""Places of a coverage with those shown beside it: unknown where a house is silent, marked where estimated."""

from pathlib import Path

import pandas as pd
from cities import write_city

from sozialraum.analysis.all_places import all_places
from sozialraum.analysis.everything import analyse, base_members
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project


def test_an_estimated_place_marks_the_sum(tmp_path: Path) -> None:
    """One house of nord is estimated: nord and what holds it are, no other; a silent house leaves a lower bound."""
    folder = read_project(write_city(tmp_path))
    results = analyse(folder.project, read_inputs(folder))
    (coverage,) = folder.project.coverage
    offers = results.offers.copy()
    newest = offers["period"].max()
    houses = results.facilities[results.facilities["facility_type"] == "kita"]
    first = houses.index[houses["area_id"] == "nord"][0]
    offers.loc[offers["facility_id"] == first, "status"] = "E"
    members = base_members(results.inputs.areas)
    rows = all_places(coverage, frozenset({"kita"}), results.facilities, offers, members)
    at = rows[rows["period"] == newest].set_index("area_id")
    expected = at["value"].notna().map({True: "A", False: "O"})
    if pd.notna(at.loc["nord", "value"]):
        expected["nord"] = "E"
    known = [area for area, parts in members.items() if "nord" in parts and pd.notna(at.loc[area, "value"])]
    expected[known] = "E"
    assert at["status"].to_dict() == expected.to_dict()
    assert "E" in set(at["status"])
    assert at.loc[at["value"].isna(), "lower"].notna().all()
