"""Which birth months make a group: the rules of North Rhine-Westphalia by hand, and what holds for any rules."""

from datetime import date
from typing import Any

import pytest
from cohorts_of import NRW
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tables import text_table

from sozialraum.model.cohorts import Cohorts, month_number, months_before, window, year_of, year_text
from sozialraum.sources.catalogue import packaged_cohorts

AGES = ("alter_0", "alter_1", "alter_2", "alter_3", "alter_4", "alter_5", "alter_6_vor_schule")
CLASSES = ("einschulung", "klasse_2", "klasse_3", "klasse_4")
SLICES = (*AGES, *CLASSES)
BORDERS = [f"{month:02d}-01" for month in range(1, 13)] + ["01-31", "04-30", "06-30", "09-30", "12-31", "02-28"]


def rules(**more: Any) -> Cohorts:
    return Cohorts.model_validate({**packaged_cohorts()["nrw"], **more})


def months(group: str, year: int, of: Cohorts = NRW) -> range:
    return window(of, next(one for one in of.groups if one.id == group), year)


def month_text(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02d}"


def test_windows_of_the_kita_year_2026_27_by_hand() -> None:
    """Ages count on 1 November 2026; who is six by the beginning of 30 September goes to school on 1 August 2026."""
    drawn = text_table("""
        | group              | first   | last    | months |
        |--------------------|---------|---------|--------|
        | u3                 | 2023-11 | 2026-10 | 36     |
        | anspruch_1_2       | 2023-11 | 2025-10 | 24     |
        | ue3                | 2020-10 | 2023-10 | 37     |
        | ue3_jahrgaenge     | 2020-11 | 2023-10 | 36     |
        | alter_0            | 2025-11 | 2026-10 | 12     |
        | alter_3            | 2022-11 | 2023-10 | 12     |
        | alter_6_vor_schule | 2020-10 | 2020-10 | 1      |
        | einschulung        | 2019-10 | 2020-09 | 12     |
        | klasse_2           | 2018-10 | 2019-09 | 12     |
        | klasse_4           | 2016-10 | 2017-09 | 12     |
        | klassen_1_4        | 2016-10 | 2020-09 | 48     |
    """)
    for row in drawn.itertuples():
        found = months(str(row.group), 2026)
        assert (month_text(found[0]), month_text(found[-1]), str(len(found))) == (row.first, row.last, row.months)


def test_one_child_through_the_years() -> None:
    """Born on 30.9., 1.10., 31.10. or 1.11.2019: a month apart at most, and up to a year apart in Kita and school.

    The month decides, so 1.10. and 31.10. go together: in Kita until 2026 although six in 2025.
    """
    drawn = text_table("""
        | year    | 30.9.       | 1.10.              | 31.10.             | 1.11.       |
        |---------|-------------|--------------------|--------------------|-------------|
        | 2019/20 | alter_0     | alter_0            | alter_0            |             |
        | 2020/21 | alter_1     | alter_1            | alter_1            | alter_0     |
        | 2021/22 | alter_2     | alter_2            | alter_2            | alter_1     |
        | 2022/23 | alter_3     | alter_3            | alter_3            | alter_2     |
        | 2023/24 | alter_4     | alter_4            | alter_4            | alter_3     |
        | 2024/25 | alter_5     | alter_5            | alter_5            | alter_4     |
        | 2025/26 | einschulung | alter_6_vor_schule | alter_6_vor_schule | alter_5     |
        | 2026/27 | klasse_2    | einschulung        | einschulung        | einschulung |
        | 2027/28 | klasse_3    | klasse_2           | klasse_2           | klasse_2    |
        | 2028/29 | klasse_4    | klasse_3           | klasse_3           | klasse_3    |
        | 2029/30 |             | klasse_4           | klasse_4           | klasse_4    |
    """)
    born = {"30.9.": 9, "1.10.": 10, "31.10.": 10, "1.11.": 11}
    for row in drawn.to_dict("records"):
        year = int(row["year"][:4])
        for day, month in born.items():
            found = [group for group in SLICES if month_number(2019, month) in months(group, year)]
            assert found == ([row[day]] if row[day] else []), (row["year"], day)


def test_the_two_readings_differ_by_those_born_in_october() -> None:
    both = set(months("ue3", 2025)) ^ set(months("ue3_jahrgaenge", 2025))
    assert [month_text(month) for month in both] == ["2019-10"]


@given(
    year=st.integers(2000, 2060),
    fixed=st.sampled_from(BORDERS),
    cut_off=st.sampled_from(["06-30", "07-01", "07-31", "08-01", "08-31", "09-30"]),
    starts=st.sampled_from(["08-01", "09-01"]),
)
def test_every_child_is_in_exactly_one_age_cohort_each_year(year: int, fixed: str, cut_off: str, starts: str) -> None:
    """Ages 0, 1, 2 … follow each other without gap, and so do Kita until school and the classes."""
    ages = [
        {"id": f"a{age}", "label": {"de": "x"}, "kind": "kita", "from_age": age, "to_age": age} for age in range(7)
    ]
    ends = [
        {"id": "kita", "label": {"de": "x"}, "kind": "kita", "from_age": 0, "until": "school"},
        *(
            {"id": f"c{n}", "label": {"de": "x"}, "kind": "school", "from_class": n, "to_class": n}
            for n in range(1, 5)
        ),
    ]
    own = rules(year_starts=starts, ages_fixed_on=fixed, school_cut_off=cut_off, groups=[*ages, *ends])
    for names in ([f"a{age}" for age in range(7)], ["kita", "c1", "c2", "c3", "c4"]):
        every = [month for name in names for month in months(name, year, own)]
        assert len(every) == len(set(every)) == max(every) - min(every) + 1
    assert all(len(months(f"a{age}", year, own)) == 12 for age in range(7))
    assert [month + 12 for month in months("a2", year, own)] == list(months("a2", year + 1, own))


def test_a_day_parts_two_months_or_is_refused() -> None:
    drawn = {"11-01": 10, "10-31": 10, "09-30": 9, "10-01": 9, "01-01": 0, "12-31": 12, "02-28": 2}
    assert {day: months_before(day) for day in drawn} == drawn
    for day in ("06-15", "13-01", "09-29"):
        with pytest.raises(ValidationError):
            rules(school_cut_off=day)


@pytest.mark.parametrize(
    "group",
    [
        {"kind": "kita"},
        {"kind": "kita", "from_age": 3},
        {"kind": "kita", "from_age": 3, "to_age": 5, "until": "school"},
        {"kind": "kita", "from_age": 5, "to_age": 3},
        {"kind": "kita", "from_age": 7, "until": "school"},
        {"kind": "kita", "from_age": 3, "to_age": 5, "from_class": 1, "to_class": 1},
        {"kind": "school", "from_class": 1},
        {"kind": "school", "from_class": 3, "to_class": 1},
        {"kind": "school", "from_age": 6, "to_age": 9},
    ],
)
def test_a_group_that_no_child_can_be_in_or_that_says_two_things_is_refused(group: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="cohort_window"):
        rules(groups=[{"id": "x", "label": {"de": "x"}, **group}])


def test_the_year_of_a_day() -> None:
    drawn = {"2026-07-31": "2025/26", "2026-08-01": "2026/27", "2026-12-31": "2026/27", "1999-12-31": "1999/00"}
    assert {day: year_text(year_of(NRW, date.fromisoformat(day))) for day in drawn} == drawn
