"""Reach beside the figures of the areas: the same children, and a rule that tells no zeros."""

from pathlib import Path

import pandas as pd
import pytest
from analysis.access.reach_city import CHILDREN, published_city

from sozialraum.analysis.ledger.edition import withheld_of
from sozialraum.analysis.ledger.reach import reach_ledger, withheld_people
from sozialraum.model.published import Audience
from sozialraum.sources.project import read_project

FEW = CHILDREN.replace("h1;500300;5700500;6", "h1;500300;5700500;4")


@pytest.mark.slow
def test_people_of_a_question_are_cells_of_the_ledger(tmp_path: Path) -> None:
    """Hafen has 4 children and is hidden; nord or the west goes with it, and so does all that reach tells of them."""
    results, published = published_city(tmp_path / "stadt", FEW)
    project = read_project(tmp_path / "stadt" / "projekt.toml").project
    ledger = reach_ledger(results, project, Audience.OEFFENTLICH, [])
    cells = ledger.cells.set_index("area_id")
    assert cells["value"].dropna().to_dict() == {"city": 47, "west": 42, "ost": 5, "nord": 38, "mitte": 5, "hafen": 4}
    assert cells["state"]["hafen"] == "hidden"
    gone = withheld_people(withheld_of(results, project, Audience.OEFFENTLICH).cells, results, "kita")
    assert "hafen" in gone
    assert len(gone) > 1
    rows = published.reach.measures
    counts = rows[rows["area_id"].isin(gone) & rows["measure_id"].str.contains("people")]
    assert counts["value"].isna().all()
    assert rows[rows["area_id"].isin(gone)]["base"].isna().all()


@pytest.mark.slow
def test_where_zeros_are_not_told_nobody_is_told_to_be_nowhere(tmp_path: Path) -> None:
    """In hafen nobody lives within 400 m, in the west all do or do not: neither 0 nor all but 0 is told."""
    rule = {'zeros = "zeigen"': 'zeros = "sperren"'}
    told = published_city(tmp_path / "stadt", settings=rule)[1].reach
    rows = told.measures
    counts = rows[~rows["measure_id"].str.contains("_m$|places_per", regex=True)]
    assert not (counts["value"] == 0).any()
    assert not (told.around["people"] == 0).any()
    assert not rows["reason"].isin(["nobody", "unreachable"]).any()
    assert rows["value"].notna().any()
    hafen = rows[rows["area_id"] == "hafen"].set_index("measure_id")
    assert hafen.loc["people_within:200", "status"] == "Q"
    assert pd.isna(hafen.loc["people_within_pct:200", "value"])
