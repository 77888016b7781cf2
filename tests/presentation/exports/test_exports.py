"""The open tables say what the pages show, and no spreadsheet runs anything in them."""

import csv
import hashlib
import json
from dataclasses import replace
from io import StringIO

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sozialraum.model.forecast import BACK_TEST, BANDS_AHEAD
from sozialraum.model.planning import ChildrenOfYears, Planning
from sozialraum.model.planning_tables import (
    APPLICATIONS,
    CLASS_TOTALS,
    CLASSES,
    EFFECTS,
    GANZTAG,
    NEAREST,
    NETWORKS,
    PLANNED,
    TARGETS,
)
from sozialraum.model.reach import AROUND, BLOCKS, FAIRNESS, UNREACHED, VARIANTS
from sozialraum.model.tables import CHILDREN, NUMBER, frame
from sozialraum.presentation.exports.columns import TABLES
from sozialraum.presentation.exports.open_tables import data_files
from sozialraum.presentation.views.context import Context


@pytest.fixture(scope="module")
def files(context: Context) -> dict[str, bytes]:
    return data_files(context, "0.0.0")


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(files[f"data/{name}.csv"].decode("utf-8"))))


def with_name(context: Context, name: str) -> Context:
    facilities = context.published.facilities.copy()
    facilities["name"] = name
    return replace(context, published=replace(context.published, facilities=facilities))


def test_every_table_has_its_columns(files: dict[str, bytes]) -> None:
    assert set(files) == {"data/datapackage.json", *(f"data/{name}.csv" for name in TABLES)}
    for name, columns in TABLES.items():
        assert files[f"data/{name}.csv"].decode().splitlines()[0] == ",".join(columns)


def test_the_columns_the_readers_rely_on() -> None:
    assert TABLES["indicators"][:9] == (
        "area_id", "indicator_id", "period", "group", "value", "numerator", "denominator", "status", "source_id",
    )  # fmt: skip
    assert TABLES["measures"][:11] == (
        "area_id", "measure_id", "target_group", "period", "group", "scenario", "value", "lower", "upper", "base",
        "status",
    )  # fmt: skip
    assert "area_id" in TABLES["facilities"]
    assert "area_id" in TABLES["offers"]


def test_withheld_values_are_absent(files: dict[str, bytes]) -> None:
    row = next(
        row
        for row in rows(files, "indicators")
        if (row["area_id"], row["indicator_id"], row["period"]) == ("hafen", "children_u3", "2023-12-31")
    )
    assert (row["value"], row["numerator"], row["denominator"], row["status"]) == ("", "", "", "Q")
    for row in rows(files, "measures"):
        if row["status"] == "Q":
            assert row["value"] == row["lower"] == row["upper"] == row["base"] == ""


def test_a_zero_is_written_and_the_unknown_is_not(files: dict[str, bytes]) -> None:
    children = {
        row["area_id"]: (row["value"], row["status"])
        for row in rows(files, "indicators")
        if row["indicator_id"] == "children_u3" and row["period"] == "2023-12-31"
    }
    assert children["heide"] == ("0", "A")
    assert children["mitte"] == ("30", "A")
    single = {
        row["area_id"]: (row["value"], row["status"])
        for row in rows(files, "indicators")
        if row["indicator_id"] == "single_parents"
    }
    assert single["heide"] == ("", "M")


def test_the_status_beside_an_interval_is_that_of_its_value(context: Context, files: dict[str, bytes]) -> None:
    """Withheld, not applicable and missing stay apart, although none of them has an interval."""
    values = {
        tuple(row[name] for name in ("area_id", "indicator_id", "period", "group")): row
        for row in rows(files, "indicators")
    }
    intervals = rows(files, "intervals")
    assert len(intervals) == len(context.published.intervals) > 0
    for row in intervals:
        own = values[tuple(row[name] for name in ("area_id", "indicator_id", "period", "group"))]
        assert row["status"] == own["status"]
        assert own["value"] or not row["lower"]


def test_every_table_is_described_in_the_language_of_the_city(files: dict[str, bytes]) -> None:
    package = json.loads(files["data/datapackage.json"])
    described = {resource["name"]: resource["description"] for resource in package["resources"]}
    assert set(described) == set(TABLES)
    assert described["similar"].startswith("Ähnliche Gebiete")


def test_numbers_have_dots_and_no_thousands(files: dict[str, bytes]) -> None:
    values = {
        (row["area_id"], row["indicator_id"]): row["value"] for row in rows(files, "indicators") if not row["group"]
    }
    assert values[("nord", "residents")] == "1200"
    assert values[("city", "single_parents")] == "19.0322580645"


def test_a_house_without_coordinates_has_none(files: dict[str, bytes]) -> None:
    houses = {row["facility_id"]: row for row in rows(files, "facilities")}
    assert houses["k4"]["lon"] == houses["k4"]["lat"] == ""
    assert float(houses["k1"]["lat"]) == pytest.approx(51.4, abs=0.1)
    assert houses["k5"]["area_id"] == "nord"
    assert houses["k5"]["placement"] == "conflict"


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\tx"])
def test_no_cell_is_a_formula(context: Context, name: str) -> None:
    made = rows(data_files(with_name(context, name), "0"), "facilities")
    assert {row["name"] for row in made} == {f"'{name}"}


def test_no_line_of_a_cell_is_a_formula_and_none_begins_a_row(context: Context) -> None:
    made = rows(data_files(with_name(context, "a\r=1\r\nb"), "0"), "facilities")
    assert {row["name"] for row in made} == {"a\n'=1\nb"}


@settings(max_examples=15, deadline=None)
@given(name=st.text(min_size=1, max_size=20).filter(lambda text: "\x00" not in text))
def test_any_name_arrives(name: str) -> None:
    from sozialraum.presentation.exports.open_tables import _cell, _csv

    table = pd.DataFrame(
        {"facility_id": ["k1"], "merkmal": [name], "from": [""], "to": [""], "verbund": [""], "source_id": [""]}
    )
    text = _csv(table, "merkmale").decode("utf-8", "surrogatepass")
    (_, read) = csv.reader(StringIO(text, newline=""))
    assert read[1] == _cell(name)
    assert read[1][0] not in "=+-@\t\n"


def test_the_order_of_rows_never_matters(context: Context, files: dict[str, bytes]) -> None:
    published = context.published
    mixed = replace(
        published,
        **{
            name: getattr(published, name).iloc[::-1]
            for name in (
                *("areas", "indicators", "measures", "facilities", "offers", "merkmale", "facility_values"),
                *("changes", "intervals", "group_gaps", "relations", "similar"),
            )
        },
    )
    assert data_files(replace(context, published=mixed), "0.0.0") == files


def test_planning_is_told_as_it_was_worked_out(context: Context) -> None:
    """Fractions stay, what is unknown or withheld is empty, and a measure says whether it counts."""
    children = [
        {"area_id": "nord", "group": "u3", "year": "2025/26", "value": 80.25, "lower": 76.0, "upper": 84.5},
        {"area_id": "hafen", "group": "u3", "year": "2025/26", "reason": "parts_withheld"},
    ]
    of = [{"status": "F", "basis": "forecast"}, {"status": "Q", "basis": "forecast"}]
    planned = {"facility_id": "k1", "places": -5.0, "from_day": "2026-02-01", "status": "im_bau", "who": "=Stadt"}
    planning = Planning(
        years=ChildrenOfYears(children=frame(CHILDREN, [one | more for one, more in zip(children, of, strict=True)])),
        planned=frame(PLANNED, [{"measure": "M1", **planned}, {"measure": "M2", **planned}]),
        counted=frozenset({"M2"}),
    )
    made = data_files(replace(context, published=replace(context.published, planning=planning)), "0.0.0")
    hafen, nord = rows(made, "children")
    assert (nord["value"], nord["lower"], nord["upper"], nord["status"]) == ("80.25", "76", "84.5", "F")
    assert (hafen["value"], hafen["lower"], hafen["status"], hafen["reason"]) == ("", "", "Q", "parts_withheld")
    first, second = rows(made, "planned")
    assert (first["measure"], first["counts"], second["counts"]) == ("M1", "false", "true")
    assert (first["places"], first["cost_eur"], first["who"]) == ("-5", "", "'=Stadt")


def test_a_number_is_called_one_in_every_table(files: dict[str, bytes], context: Context) -> None:
    """The description agrees with the tables of the program."""
    fields = {
        resource["name"]: {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        for resource in json.loads(files["data/datapackage.json"])["resources"]
    }
    known = {"children": CHILDREN, "planned": PLANNED, "targets": TARGETS, "effects": EFFECTS, "classes": CLASSES}
    known |= {"class_totals": CLASS_TOTALS, "ganztag": GANZTAG, "networks": NETWORKS, "applications": APPLICATIONS}
    known |= {"nearest": NEAREST, "bands": BANDS_AHEAD, "bands_test": BACK_TEST}
    known |= {"reach_blocks": BLOCKS, "reach_around": AROUND, "reach_unreached": UNREACHED}
    known |= {"reach_fairness": FAIRNESS, "reach_variants": VARIANTS}
    for name, columns in known.items():
        for column, type_ in fields[name].items():
            if column in columns:
                assert (type_ == "number") == (columns[column] in {NUMBER, "int64"}), (name, column)


def test_the_description_fits_the_files(files: dict[str, bytes]) -> None:
    package = json.loads(files["data/datapackage.json"])
    assert {resource["path"] for resource in package["resources"]} == {f"{name}.csv" for name in TABLES}
    for resource in package["resources"]:
        content = files[f"data/{resource['path']}"]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert names == content.decode().splitlines()[0].split(",")
    assert {source["name"] for source in package["sources"]} == {"geo", "melderegister", "jugendamt"}
