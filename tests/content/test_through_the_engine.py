"""The cities as the program itself reads and works them out, beside figures taken from the raw files."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sozialraum.analysis.everything import analyse
from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.files import ValueColumns, ValueFile
from sozialraum.model.inputs import Results
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project

ROOT = Path(__file__).resolve().parents[2]


@cache
def worked_out(city: str, data: Path | None = None) -> Results:
    folder = read_project(ROOT / city, data)
    return analyse(folder.project, read_inputs(folder))


def row_of(results: Results, area: str, indicator: str, period: str) -> "pd.Series[Any]":
    table = results.indicators
    here = (table["area_id"] == area) & (table["indicator_id"] == indicator) & (table["period"] == period)
    (found,) = (row for _, row in table[here & (table["group"] == "")].iterrows())
    return found


def measure(results: Results, area: str, id_: str, target: str) -> float:
    table = results.situation.measures
    here = (table["area_id"] == area) & (table["measure_id"] == id_) & (table["target_group"] == target)
    (value,) = table.loc[here, "value"].tolist()
    return float(value)


def codes(problems: Iterable[Problem]) -> Counter[str]:
    return Counter(str(problem.code) for problem in problems)


def test_dorsten_has_eleven_stadtteile_and_no_facility_contradicts_the_drawing() -> None:
    results = worked_out("geodata/dorsten")
    levels = Counter(results.inputs.areas["level"])
    assert (levels["sozialraum"], levels["joint"]) == (11, 1)
    assert Code.FACILITY_CONFLICT not in codes(results.problems)
    assert codes(results.problems)[Code.FACILITY_NO_AREA] == 5


def test_dorsten_the_stated_stadtteil_wins_over_the_schematic_border() -> None:
    facilities = worked_out("geodata/dorsten").facilities
    assert facilities.loc["156309", "area_id"] == "hervest"  # drawn outside Hervest, says Hervest
    assert (facilities["facility_type"] == "kita").sum() == 31
    assert not facilities[facilities["facility_type"] == "kita"].geometry.notna().any()


def test_dorsten_the_city_shows_the_published_total_and_not_the_sum_of_its_parts() -> None:
    results = worked_out("geodata/dorsten")
    assert row_of(results, "city", "einwohner", "2010-03-31")["value"] == 78_132
    assert row_of(results, "city", "einwohner", "2023-12-31")["value"] == 77_294
    assert row_of(results, "hervest", "einwohner", "2010-03-31")["value"] == 13_036
    assert pd.isna(row_of(results, "city", "wanderungssaldo_quartal", "2010-Q1")["value"])


def test_dorsten_a_forecast_for_two_stadtteile_stays_with_both_and_is_only_listed() -> None:
    results = worked_out("geodata/dorsten")
    forecast = row_of(results, "lembeck_rhade", "kita_bedarf_prognose", "2027")
    assert (forecast["value"], forecast["status"], bool(forecast["list_only"])) == (109, "F", True)
    table = results.indicators
    alone = table["area_id"].isin(["lembeck", "rhade"]) & (table["indicator_id"] == "kita_bedarf_prognose")
    assert not table[alone]["value"].notna().any()


def test_dorsten_has_no_measure_but_counts_of_facilities() -> None:
    assert set(worked_out("geodata/dorsten").situation.measures["measure_id"]) == {"facilities"}


def test_dorsten_the_school_index_stays_at_the_school() -> None:
    results = worked_out("geodata/dorsten")
    assert "schulsozialindex" not in set(results.indicators["indicator_id"])
    values = results.inputs.facility_values
    index = values[values["indicator_id"] == "schulsozialindex"].set_index("facility_id")["value"]
    assert len(index) == 14
    assert (index["185929"], index["122646"]) == (5, 1)


@pytest.mark.parametrize(
    ("area", "residents", "under_7", "sgb2", "kita", "hort"),
    [
        ("STGT03", 12_525, 946, 2_170, 460, 90),
        ("STGT13", 5_596, 453, 150, 285, 0),
        ("STGT01", 3_866, 174, 475, 60, 0),
        ("city", 97_877, 6_148, 11_152, 4_220, 255),
    ],
)
def test_flensburg_2021(
    area: str, residents: int, under_7: int, sgb2: int, kita: int, hort: int, shared: Callable[[str], Path]
) -> None:
    results = worked_out("examples/flensburg", shared("flensburg"))
    expected = {"residents": residents, "residents_u7": under_7, "sgb2_personen": sgb2}
    assert {id_: row_of(results, area, id_, "2021-12-31")["value"] for id_ in expected} == expected
    assert measure(results, area, "places", "kita") == kita
    assert measure(results, area, "places_per_100", "kita") == pytest.approx(100 * kita / under_7)
    offers = results.offers.merge(results.facilities[["area_id"]], left_on="facility_id", right_index=True)
    here = offers["target_group"].eq("schulkinder") & (offers["area_id"].eq(area) if area != "city" else True)
    assert offers.loc[here, "places"].sum() == hort


def test_flensburg_waldkiga_is_the_one_conflict(shared: Callable[[str], Path]) -> None:
    problems = worked_out("examples/flensburg", shared("flensburg")).problems
    conflicts = [problem.value for problem in problems if problem.code == Code.FACILITY_CONFLICT]
    assert conflicts == ["Waldkiga"]
    assert codes(problems) == {Code.FACILITY_CONFLICT: 1}


def test_flensburg_a_share_without_its_parts_has_no_city_value(shared: Callable[[str], Path]) -> None:
    results = worked_out("examples/flensburg", shared("flensburg"))
    rate = row_of(results, "city", "beschaeftigtenquote", "2021-12-31")
    assert pd.isna(rate["value"])
    assert rate["reason"] == "only_rates"
    assert row_of(results, "city", "sgb2_je_100", "2021-12-31")["value"] == pytest.approx(100 * 11_152 / 97_877)


@pytest.mark.slow
def test_berlin_places_by_position_agree_with_the_published_table_but_for_listed_border_cases(
    shared: Callable[[str], Path],
) -> None:
    results = worked_out("examples/berlin", shared("berlin"))
    kitas = results.facilities[results.facilities["facility_type"] == "kita"]
    assert len(kitas) == 2893
    assert measure(results, "city", "places", "kita") == 199_851
    conflicts = {problem.row for problem in results.problems if problem.code == Code.FACILITY_CONFLICT}
    assert len(conflicts) == 33
    at_borders = kitas[kitas["row"].isin(conflicts)]
    touched = set(at_borders["area_id"]) | set(at_borders["stated_area"])
    with (shared("berlin") / "kitas" / "berlin-daycare-centers-2026-01-planning-areas.csv").open() as file:
        published = {row["id"]: float(row["places"]) for row in csv.DictReader(file)}
    places = results.situation.measures[results.situation.measures["measure_id"] == "places"].set_index("area_id")[
        "value"
    ]
    differing = {id_ for id_, value in published.items() if float(places[id_]) != value}
    assert len(differing) > 0
    assert differing <= touched


@pytest.mark.slow
def test_berlin_the_index_is_that_of_the_monitoring(shared: Callable[[str], Path]) -> None:
    results = worked_out("examples/berlin", shared("berlin"))
    index = results.situation.measures[results.situation.measures["measure_id"] == "lage_index"].set_index("area_id")[
        "value"
    ]
    raw = shared("berlin") / "mss" / "raw_mss_2021_indizes.csv"
    with raw.open(encoding="utf-8-sig") as file:
        published = {row["PLR_ID"]: row["SI_V"] for row in csv.DictReader(file)}

    def status(value: float) -> str:
        return "hoch" if value <= -1 else "mittel" if value <= 1 else "niedrig" if value <= 1.5 else "sehr niedrig"

    ours = {str(id_): status(float(value)) for id_, value in index.dropna().items()}
    assert len(ours) == 536
    assert ours == {id_: text for id_, text in published.items() if text != "Planungsraum ohne Zuordnung"}


@pytest.mark.slow
def test_berlin_the_monitoring_of_2019_is_refused_by_name(shared: Callable[[str], Path]) -> None:
    folder = read_project(ROOT / "examples" / "berlin", shared("berlin"))
    old = ValueFile(
        file="mss/berlin-monitoring-social-urban-development-2019-00-1-planning-areas.csv",
        columns=ValueColumns(area_id="id", value="inhabitants"),
        indicator="residents",
        period="2018-12-31",
        source="mss",
    )
    project = folder.project.model_copy(update={"values": [*folder.project.values, old]})
    with pytest.raises(InputError) as refused:
        read_inputs(replace(folder, project=project))
    errors = [problem for problem in refused.value.problems if problem.is_error]
    assert [problem.code for problem in errors] == [Code.OTHER_GEOGRAPHY]
    assert (errors[0].fields["geography"], errors[0].fields["other"]) == ("LOR 2021", "LOR bis 2020")
    assert errors[0].file == old.file
