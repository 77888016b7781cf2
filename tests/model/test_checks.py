"""Checks of tables: each gives Problems that name what is wrong, whatever the order of rows."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point
from tables import text_table

from sozialraum.errors import Problem, Severity
from sozialraum.model.checks import (
    facilities_alike,
    facility_ids,
    repeated_merkmale,
    repeated_names,
    repeated_places,
    shortened,
    unmapped,
)
from sozialraum.model.codes import Code
from sozialraum.model.indicators import Indicator
from sozialraum.model.value_checks import impossible_values, repeated_values, text


def test_a_name_that_several_areas_bear() -> None:
    names = pd.Series({"b": "Mitte", "a": "Mitte", "c": "Nord"})
    (problem,) = repeated_names(names, "a.shp")
    assert (problem.value, problem.fields["ids"], problem.is_error) == ("Mitte", "a, b", False)


def test_texts_that_mean_nothing_are_told_once_with_the_first_row() -> None:
    texts = pd.Series(["x", "gut", "y", "x"], index=[5, 6, 7, 3])
    found = unmapped(texts, texts == "gut", Code.AREA_UNKNOWN, "a.csv", "KEY", lambda _: "gut")
    assert [(one.value, one.row, one.fields["count"]) for one in found] == [("x", 3, "2"), ("y", 7, "1")]


def facilities(drawn: str) -> pd.DataFrame:
    table = text_table(drawn)
    points = [Point(*map(float, place.split())) if place else None for place in table.pop("at")]
    return table.assign(row=table["row"].astype(int), file="k.csv", geometry=points)


FACILITIES = facilities("""
    | facility_id | facility_type | name | address | at  | row |
    |-------------|---------------|------|---------|-----|-----|
    | k1          | kita          | A    | Weg 1   | 0 0 | 2   |
    | k1          | kita          | B    |         | 1 1 | 3   |
    | k2          | kita          | C    |         |     | 4   |
    | k2          | kita          | C    |         |     | 5   |
    | k3          | kita          | A    | Weg 1   |     | 6   |
    | k4          | kita          | D    |         | 9 9 | 7   |
    | k5          | kita          | D    |         | 9 9 | 8   |
    | k6          | schule        | A    | Weg 1   | 0 0 | 9   |
    | k7          | kita          | E    |         |     | 10  |
    | k8          | kita          | E    |         |     | 11  |
""")


def test_one_id_for_two_facilities_is_an_error_and_one_row_twice_a_warning() -> None:
    found = [(one.code, one.row, one.value, one.fields["other"]) for one in facility_ids(FACILITIES)]
    assert found == [
        (Code.FACILITY_ID_REPEATED, 3, "k1", "k.csv:2"),
        (Code.FACILITY_TWICE, 5, "k2", "k.csv:4"),
    ]


def test_one_facility_under_two_ids_is_told_by_address_or_position() -> None:
    found = [(one.row, one.value, one.fields["other"]) for one in facilities_alike(FACILITIES)]
    assert sorted(found) == [(6, "A", "k.csv:2"), (8, "D", "k.csv:7")]


def test_places_of_the_same_offer_twice() -> None:
    rows = text_table("""
        | facility_id | target_group | places | row |
        |-------------|--------------|--------|-----|
        | k1          | u3           | 10     | 2   |
        | k1          | u3           | 10     | 3   |
        | k1          | u3           | 12     | 4   |
        | k1          | ue3          | 10     | 5   |
    """).assign(file="p.csv", offer="kita", period="2023/24", kind="belegt", group_form="", inclusion="")
    rows = rows.assign(places=pd.to_numeric(rows["places"]), weekly_hours=pd.Series([None] * 4, dtype="Float64"))
    found = [(one.row, one.severity, one.fields["other"]) for one in repeated_places(rows)]
    assert found == [(3, Severity.WARNING, "p.csv:2"), (4, Severity.ERROR, "p.csv:2")]


def test_a_merkmal_twice_from_the_same_day_on() -> None:
    rows = pd.DataFrame({"facility_id": ["k1"] * 3, "merkmal": "fz", "from": ["2010", "2010", "2015"], "to": ""})
    found = repeated_merkmale(rows.assign(file="m.csv", row=[2, 3, 4]))
    assert [(one.row, one.is_error) for one in found] == [(3, False)]


def indicator(id_: str, kind: str, **further: object) -> Indicator:
    said = {"de": "x"}
    usual = {"id": id_, "kind": kind, "label": said, "short": said, "definition": said, "unit": said}
    role = {"handlungsfeld": "h", "counts": "persons", "polaritaet": "keine", "rolle": "lage"}
    where = {"raumbezug": "wohnort", "zeitbezug": "stichtag"}
    return Indicator.model_validate({**usual, **role, **where, **further})


DEFINITIONS = {
    "count": indicator("count", "count"),
    "balance": indicator("balance", "count", balance=True),
    "share": indicator("share", "share"),
    "rate": indicator("rate", "rate", per=1000, counts="things"),
    "index": indicator("index", "index"),
}
HEADINGS = {"value": "W", "numerator": "Z", "denominator": "N"}


def test_values_that_cannot_be() -> None:
    drawn = text_table("""
        | indicator_id | value | numerator | denominator | code   |
        |--------------|-------|-----------|-------------|--------|
        | count        | 0     |           |             |        |
        | count        | -1    |           |             | SR-510 |
        | balance      | -52   |           |             |        |
        | share        | 0     |           |             |        |
        | share        | 100   |           |             |        |
        | share        | 100.1 |           |             | SR-511 |
        | share        | -0.1  |           |             | SR-511 |
        | share        | 50    | 30        | 20          | SR-512 |
        | share        | 12.5  | 1         | 8           |        |
        | share        | 12    | 1         | 8           |        |
        | share        | 12.4  | 1         | 8           | SR-523 |
        | share        |       | 1         |             |        |
        | rate         | 3000  | 30        | 10          |        |
        | rate         | 3     | 3         | -1          | SR-513 |
        | index        | -7    | 9         | 1           |        |
    """)
    numbers = {name: pd.to_numeric(drawn[name]).astype("Float64") for name in HEADINGS}
    rows = drawn[["indicator_id"]].assign(**numbers, file="w.csv", row=range(2, len(drawn) + 2))
    found = {one.row: one for one in impossible_values(rows, DEFINITIONS, HEADINGS)}
    assert {row: str(one.code) for row, one in found.items()} == {
        row: code for row, code in zip(rows["row"], drawn["code"], strict=True) if code
    }
    assert (found[7].column, found[7].value, found[7].fields["limit"]) == ("W", "100.1", "100")
    assert (found[9].column, found[9].value, found[9].fields["denominator"]) == ("Z", "30", "20")
    assert [one.about_persons for _, one in sorted(found.items())] == [True, True, True, True, True, False]
    assert [row for row, one in found.items() if not one.is_error] == [12]


def test_one_value_twice_warns_and_two_values_are_an_error() -> None:
    rows = pd.DataFrame(
        {
            "area_id": ["a", "a", "a", "b"],
            "indicator_id": "count",
            "period": "2023",
            "group": "",
            "value": pd.Series([5, 5, 6, 5], dtype="Float64"),
            "status": "A",
            "list_only": False,
            "file": "w.csv",
            "row": [4, 2, 3, 5],
        }
    )
    key = ["area_id", "indicator_id", "period", "group"]
    found = repeated_values(rows, key, DEFINITIONS)
    assert [(one.code, one.row, one.fields["other"]) for one in found] == [
        (Code.VALUES_DIFFER, 3, "w.csv:2"),
        (Code.VALUE_REPEATED, 4, "w.csv:2"),
    ]
    assert repeated_values(rows.sample(frac=1, random_state=1), key, DEFINITIONS) == found
    assert not repeated_values(rows.assign(list_only=True), key, DEFINITIONS)


def test_numbers_are_told_as_they_are_typed() -> None:
    assert [text(value) for value in (5.0, 12.5, 0.1 + 0.2, None, 1e20)] == ["5", "12.5", "0.3", "–", "1e+20"]


@given(st.lists(st.sampled_from(["SR-501", "SR-510"]), max_size=30), st.integers(1, 10))
def test_shortening_a_list_loses_no_count(codes: list[str], most: int) -> None:
    problems = [Problem(code, "a.csv", row) for row, code in enumerate(codes)]
    told = shortened(problems, most)
    for code in ("SR-501", "SR-510"):
        single = sum(problem.code == code for problem in told)
        rest = sum(
            int(one.fields["count"]) for one in told if one.code == Code.FURTHER and one.fields["code"] == code
        )
        assert single + rest == codes.count(code)
        assert single <= most
