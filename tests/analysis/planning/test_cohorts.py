"""Children by cohort from the register."""

from collections.abc import Mapping

import pandas as pd
import pytest
from cohorts_of import NRW
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from rows import long
from tables import text_table

from sozialraum.analysis.planning.cohorts import children, counted_on
from sozialraum.model.tables import CHILDREN, REGISTER, frame

MEMBERS = {
    "city": ["hafen", "mitte", "nord"],
    "west": ["hafen", "nord"],
    "ost": ["mitte"],
    "hafen": ["hafen"],
    "mitte": ["mitte"],
    "nord": ["nord"],
}
ONE = {"city": ["nord"], "nord": ["nord"]}
FIGURES = ["value", "lower", "upper", "status", "basis", "reason"]
SINGLE = ["alter_0", "alter_1", "alter_2", "alter_3", "alter_4", "alter_5", "alter_6_vor_schule"]


def months(first: str, last: str) -> list[str]:
    return [f"{month:%Y-%m}" for month in pd.period_range(first, last, freq="M")]


def by_month(counts: Mapping[str, Mapping[str, float | None]], as_of: str = "2024-12-31") -> pd.DataFrame:
    """Area -> birth month -> children."""
    rows = [
        {"area_id": area, "as_of": as_of, "birth_month": month, "count": count, "status": "A"}
        for area, of_month in counts.items()
        for month, count in of_month.items()
    ]
    return frame(REGISTER, [dict(row) for row in rows])


def by_age(counts: Mapping[str, list[float]], as_of: str = "2024-12-31") -> pd.DataFrame:
    """Area -> children of age 0, 1, 2 …; the last is open."""
    rows = [
        {"area_id": area, "as_of": as_of, "age": float(age), "count": count, "status": "A"}
        for area, of_age in counts.items()
        for age, count in enumerate(of_age)
    ]
    return frame(REGISTER, [dict(row) for row in rows])


def told(table: pd.DataFrame, year: str, area: str = "nord") -> pd.DataFrame:
    rows = table[(table["year"] == year) & (table["area_id"] == area)]
    return rows.set_index("group")[FIGURES]


def same(table: pd.DataFrame, drawn: str, year: str, area: str = "nord") -> None:
    """The drawn groups have exactly these figures; an empty number is NA."""
    expected = text_table(drawn)
    rows = told(table, year, area)
    for row in expected.to_dict("records"):
        found = rows.loc[row["group"]]
        shown = {name: "" if pd.isna(found[name]) else f"{found[name]:g}" for name in ("value", "lower", "upper")}
        shown |= {name: found[name] for name in ("status", "basis", "reason")}
        assert shown == {name: row[name] for name in FIGURES}, row["group"]


def test_birth_months_give_every_group_exactly() -> None:
    """One child a month, two in October 2018 and five in September 2018; the register of 31.12.2024.

    2024/25: Ü3 is Oct 2018 to Oct 2021, 37 months and one child more; the three cohorts leave October 2018 out.
    2025/26: of U3 (Nov 2022 to Oct 2025) 26 months were born; school entry is Oct 2018 to Sep 2019: 12 and one more.
    """
    counts: dict[str, float | None] = dict.fromkeys(months("2012-01", "2024-12"), 1)
    table = children(NRW, by_month({"nord": {**counts, "2018-10": 2, "2018-09": 5}}), ONE)
    assert sorted(table["year"].unique()) == ["2024/25", "2025/26"]
    same(
        table,
        """
        | group              | value | lower | upper | status | basis       | reason |
        |--------------------|-------|-------|-------|--------|-------------|--------|
        | u3                 | 36    |       |       | A      | birth_month |        |
        | anspruch_1_2       | 24    |       |       | A      | birth_month |        |
        | ue3                | 38    |       |       | A      | birth_month |        |
        | ue3_jahrgaenge     | 36    |       |       | A      | birth_month |        |
        | alter_6_vor_schule | 2     |       |       | A      | birth_month |        |
        | einschulung        | 16    |       |       | A      | birth_month |        |
        | klasse_2           | 12    |       |       | A      | birth_month |        |
        """,
        "2024/25",
    )
    same(
        table,
        """
        | group        | value | lower | upper | status | basis       | reason       |
        |--------------|-------|-------|-------|--------|-------------|--------------|
        | u3           |       | 26    |       | O      | birth_month | not_born_yet |
        | alter_0      |       | 2     |       | O      | birth_month | not_born_yet |
        | anspruch_1_2 | 24    |       |       | E      | birth_month | before_year  |
        | ue3          | 37    |       |       | E      | birth_month | before_year  |
        | einschulung  | 13    |       |       | E      | birth_month | before_year  |
        | klasse_2     | 16    |       |       | E      | birth_month | before_year  |
        """,
        "2025/26",
    )


def test_years_of_age_are_spread_over_their_months_and_say_so() -> None:
    """Ages 0 to 7 at the end of 2024 are the years of birth 2024 to 2017: 24, 36, 12, 48, 24, 36, 60, 12.

    U3 2024/25 is Nov 2021 to Oct 2024: 2/12 of 48 + 12 + 36 + 10/12 of 24 = 8 + 12 + 36 + 20 = 76; the 48 whole ones
    for certain, at most all of 24 + 36 + 12 + 48 = 120. Ü3 is Oct 2018 to Oct 2021: 3/12 of 60 + 36 + 24 + 10/12
    of 48 = 15 + 36 + 24 + 40 = 115. School entry: 3/12 of 12 + 9/12 of 60 = 3 + 45 = 48.
    """
    table = children(NRW, by_age({"nord": [24, 36, 12, 48, 24, 36, 60, 12, 12, 999]}), ONE)
    same(
        table,
        """
        | group       | value | lower | upper | status | basis | reason             |
        |-------------|-------|-------|-------|--------|-------|--------------------|
        | u3          | 76    | 48    | 120   | E      | age   | spread_over_months |
        | ue3         | 115   | 60    | 168   | E      | age   | spread_over_months |
        | einschulung | 48    | 0     | 72    | E      | age   | spread_over_months |
        | klasse_2    | 12    | 0     | 24    | E      | age   | spread_over_months |
        | klasse_3    |       |       |       | O      | age   | age_open           |
        | klasse_4    |       |       |       | O      | age   | not_in_register    |
        """,
        "2024/25",
    )
    same(
        table,
        """
        | group        | value | lower | upper | status | basis | reason       |
        |--------------|-------|-------|-------|--------|-------|--------------|
        | u3           |       | 60    |       | O      | age   | not_born_yet |
        | alter_0      |       | 0     |       | O      | age   | not_born_yet |
        | alter_1      | 26    |       |       | E      | age   | before_year  |
        """,
        "2025/26",
    )


@pytest.mark.parametrize("as_of", ["2024-10-31", "2024-11-01"])
def test_ages_at_the_day_on_which_they_are_fixed_are_exact(as_of: str) -> None:
    """At the end of October each year of age is a cohort; Ü3 until school still needs one month of age 6."""
    table = children(NRW, by_age({"nord": [10, 20, 30, 40, 50, 60, 24, 12, 12, 12, 12, 999]}, as_of), ONE)
    same(
        table,
        """
        | group          | value | lower | upper | status | basis | reason             |
        |----------------|-------|-------|-------|--------|-------|--------------------|
        | u3             | 60    |       |       | A      | age   |                    |
        | ue3_jahrgaenge | 150   |       |       | A      | age   |                    |
        | ue3            | 152   | 150   | 174   | E      | age   | spread_over_months |
        """,
        "2024/25",
    )


def test_months_go_before_ages_and_ages_fill_what_the_months_leave() -> None:
    """Months from 2018 on: school entry 2024/25 needs Oct to Dec 2017 from age 7: 9 counted + 3/12 of 12."""
    month_rows = by_month({"nord": dict.fromkeys(months("2018-01", "2024-12"), 1)})
    table = children(NRW, pd.concat([month_rows, by_age({"nord": [99] * 7 + [12] * 5 + [999]})]), ONE)
    same(
        table,
        """
        | group       | value | lower | upper | status | basis       | reason             |
        |-------------|-------|-------|-------|--------|-------------|--------------------|
        | u3          | 36    |       |       | A      | birth_month |                    |
        | ue3         | 37    |       |       | A      | birth_month |                    |
        | einschulung | 12    | 9     | 21    | E      | age         | spread_over_months |
        | klasse_2    | 12    | 0     | 24    | E      | age         | spread_over_months |
        """,
        "2024/25",
    )


def test_each_year_is_told_by_its_last_stichtag_else_by_the_year_before() -> None:
    register = pd.concat(
        [
            by_month({"nord": {"2020-01": 1}}, "2021-10-31"),
            by_month({"nord": {"2020-01": 2}}, "2022-07-31"),
            by_age({"nord": [1, 1]}, "2021-12-31"),
            by_month({"nord": {"2020-01": 3}}, "2024-12-31"),
        ]
    )
    found = counted_on(NRW, register)
    assert {year: (one.birth_month, one.age, one.is_before) for year, one in found.items()} == {
        2021: ("2022-07-31", "2021-12-31", False),
        2022: ("2022-07-31", "2021-12-31", True),
        2024: ("2024-12-31", "", False),
        2025: ("2024-12-31", "", True),
    }
    assert list(counted_on(NRW, register, [2023, 2025, 2030])) == [2025]


def test_a_month_that_is_not_over_at_the_stichtag_is_not_known_yet() -> None:
    """On 15 October 2024 three children of October are born: nobody knows how many there will be."""
    counts: dict[str, float | None] = dict.fromkeys(months("2014-01", "2024-09"), 1)
    table = children(NRW, by_month({"nord": {**counts, "2024-10": 3}}, "2024-10-15"), ONE)
    same(
        table,
        """
        | group   | value | lower | upper | status | basis       | reason       |
        |---------|-------|-------|-------|--------|-------------|--------------|
        | alter_0 |       | 14    |       | O      | birth_month | not_born_yet |
        | alter_1 | 12    |       |       | A      | birth_month |              |
        """,
        "2024/25",
    )


def test_unknown_parts_make_unknown_groups_and_the_weakest_status_is_kept() -> None:
    """nord lacks a month's number, mitte has it withheld, hafen has a provisional one; ost has no register at all."""
    every: dict[str, float | None] = dict.fromkeys(months("2013-01", "2024-12"), 1)
    register = by_month(dict.fromkeys(("nord", "mitte", "hafen"), every))
    march = register["birth_month"] == "2023-03"
    register.loc[march & (register["area_id"] != "hafen"), "count"] = None
    register.loc[march, "status"] = ["O", "Q", "P"]
    members = {**MEMBERS, "leer": ["leer"], "city": [*MEMBERS["city"], "leer"]}
    table = children(NRW, register, members)
    drawn = text_table("""
        | area  | value | status | basis       | reason          |
        |-------|-------|--------|-------------|-----------------|
        | nord  |       | O      | birth_month | parts_missing   |
        | mitte |       | Q      | birth_month | parts_withheld  |
        | hafen | 12    | P      | birth_month |                 |
        | leer  |       | O      |             | not_in_register |
        | west  |       | O      | birth_month | parts_missing   |
        | city  |       | Q      | birth_month | parts_withheld  |
    """)
    for row in drawn.to_dict("records"):
        found = told(table, "2024/25", row["area"]).loc["alter_1"]
        value = "" if pd.isna(found["value"]) else f"{found['value']:g}"
        assert {"area": row["area"], "value": value} | found[["status", "basis", "reason"]].to_dict() == row
    assert told(table, "2024/25", "west").loc["alter_2", ["value", "status"]].tolist() == [24, "A"]
    assert told(table, "2024/25", "city").loc["alter_2", "reason"] == "parts_missing"


def test_sexes_add_up_and_a_total_goes_before_them() -> None:
    """alter_1 of 2024/25: 11 months of 1 + 2 and February of 9, which the register gives as a total too."""
    rows = [
        {"area_id": "nord", "as_of": "2024-12-31", "birth_month": month, "sex": sex, "count": count, "status": "A"}
        for month in months("2013-01", "2024-12")
        for sex, count in (("f", 1), ("m", 2))
    ]
    register = frame(REGISTER, [dict(row) for row in rows])
    february = long(
        """
        | area_id | as_of      | birth_month | count |
        |---------|------------|-------------|-------|
        | nord    | 2024-12-31 | 2023-02     | 9     |
        """,
        REGISTER,
    )
    table = children(NRW, pd.concat([register, february]), ONE)
    assert told(table, "2024/25").loc["alter_1", "value"] == 11 * 3 + 9
    lost = register[~((register["birth_month"] == "2023-02") & (register["sex"] == "f"))]
    half = told(children(NRW, lost, ONE), "2024/25")
    assert half.loc["alter_1", ["status", "reason"]].tolist() == ["O", "parts_missing"]


def test_without_a_register_there_are_no_children_and_no_fault() -> None:
    table = children(NRW, frame(REGISTER), MEMBERS)
    assert table.empty
    assert list(table.columns) == list(CHILDREN)


FIRST, LAST = "2013-01", "2024-12"
EVERY = months(FIRST, LAST)
REGISTERS = st.fixed_dictionaries(
    {area: st.lists(st.integers(0, 9), min_size=len(EVERY), max_size=len(EVERY)) for area in MEMBERS["city"]}
)


def drawn_register(counts: Mapping[str, list[int]]) -> pd.DataFrame:
    return by_month({area: dict(zip(EVERY, values, strict=True)) for area, values in counts.items()})


@pytest.mark.slow
@given(REGISTERS)
@settings(max_examples=15, deadline=None)
def test_children_are_conserved_over_groups_and_areas(counts: Mapping[str, list[int]]) -> None:
    table = children(NRW, drawn_register(counts), MEMBERS, [2024])
    values = table.pivot(index="area_id", columns="group", values="value")
    assert (values[SINGLE[:3]].sum(axis=1) == values["u3"]).all()
    assert (values[SINGLE[3:]].sum(axis=1) == values["ue3"]).all()
    assert (values["ue3"] == values["ue3_jahrgaenge"] + values["alter_6_vor_schule"]).all()
    classes = ["einschulung", "klasse_2", "klasse_3", "klasse_4"]
    assert (values[classes].sum(axis=1) == values["klassen_1_4"]).all()
    born = {area: sum(each[EVERY.index("2014-10") : EVERY.index("2024-10") + 1]) for area, each in counts.items()}
    total = values["u3"] + values["ue3"] + values["klassen_1_4"]
    assert {area: total[area] for area in born} == born
    assert (values.loc["city"] == values.loc[["hafen", "mitte", "nord"]].sum()).all()
    assert (values.loc["city"] == values.loc[["west", "ost"]].sum()).all()


@pytest.mark.slow
@given(REGISTERS, st.sampled_from(["2024-12-31", "2024-10-31"]))
@settings(max_examples=15, deadline=None)
def test_what_ages_say_for_certain_holds_for_the_months(counts: Mapping[str, list[int]], as_of: str) -> None:
    until = EVERY.index(as_of[:7]) + 1
    kept = {area: values[:until] for area, values in counts.items()}
    by_months = by_month({area: dict(zip(EVERY, values, strict=False)) for area, values in kept.items()}, as_of)
    ages = {
        area: [float(sum(values[at - 12 : at])) for at in range(len(values), 11, -12)]
        for area, values in kept.items()
    }
    exact = children(NRW, by_months, MEMBERS, [2024])
    spread = children(NRW, by_age(ages, as_of), MEMBERS, [2024])
    known = spread["value"].notna()
    assert known.any()
    lower, upper = (spread[name].fillna(spread["value"])[known] for name in ("lower", "upper"))
    assert ((lower <= exact["value"][known]) & (exact["value"][known] <= upper)).all()
    assert ((lower <= spread["value"][known]) & (spread["value"][known] <= upper)).all()
    counted = known & (spread["status"] == "A")
    assert (spread["value"][counted] == exact["value"][counted]).all()


@pytest.mark.slow
@given(REGISTERS, st.randoms(use_true_random=False))
@settings(max_examples=5, deadline=None)
def test_the_order_of_rows_decides_nothing(counts: Mapping[str, list[int]], random: object) -> None:
    register = drawn_register(counts)
    seed = random.randrange(1000)  # type: ignore[attr-defined]  # Hypothesis gives a random.Random
    shuffled = register.sample(frac=1, random_state=seed)
    assert_frame_equal(children(NRW, register, MEMBERS), children(NRW, shuffled, dict(reversed(MEMBERS.items()))))
