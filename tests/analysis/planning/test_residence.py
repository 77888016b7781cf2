"""Places by residence: home x facility with commuters."""

import pandas as pd
import pytest
from analysis.planning.given import AGES, MEMBERS, YEAR, by_age, supply, targets, use
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import column, long, of

from sozialraum.analysis.planning.applications import application_measures
from sozialraum.analysis.planning.balance import Supply, house_rows
from sozialraum.analysis.planning.needs import demand
from sozialraum.analysis.planning.residence import residence_measures, use_measures, use_of
from sozialraum.model.planning_tables import APPLICATIONS

HOUSES = """
    | facility_id | area_id |
    |-------------|---------|
    | k1          | nord    |
    | k2          | mitte   |
    | k3          | hafen   |
"""
PLACES = """
    | facility_id | places |
    |-------------|--------|
    | k1          |     20 |
    | k2          |     60 |
    | k3          |     18 |
"""
CHILDREN = """
    | area_id | age_0 | age_1 | age_2 |
    |---------|-------|-------|-------|
    | nord    |    10 |    30 |    40 |
    | mitte   |    10 |    40 |    30 |
    | hafen   |    10 |    10 |    10 |
"""
MATRIX = """
    | facility_id | home    | group | children |
    |-------------|---------|-------|----------|
    | k1          | nord    | age_1 |       12 |
    | k1          | nord    | age_2 |        4 |
    | k2          | nord    | age_2 |       15 |
    | k2          | mitte   | age_0 |        5 |
    | k2          | mitte   | age_2 |       20 |
    | k2          | outside | age_2 |       10 |
    | k2          |         | age_1 |        4 |
    | k3          | hafen   | age_1 |       11 |
    | k3          | mitte   | age_2 |        9 |
"""
TARGETS = "| group | target_pct |\n| u3 | 50 |"


def residence(one: Supply, matrix: pd.DataFrame) -> pd.DataFrame:
    needs = demand(one.coverage, by_age(CHILDREN), targets(TARGETS), AGES, MEMBERS, YEAR)
    return residence_measures(
        one.coverage, house_rows(one, YEAR), use_of(one.coverage, matrix, YEAR), needs, MEMBERS, YEAR
    )


def test_residence_by_hand() -> None:
    """Taken: k1 16 of 20, k2 54 of 60, k3 20 of 18 (two too many).

    Nord: 16 + 15 of k2, 4 free at k1 = 35; needed 40: 5 missing; by location 20.
    Mitte: 25 + 9 of k3, 6 free = 40; needed 40. Hafen: 11 - 2 = 9; needed 15: 6 missing; by location 18.
    10 from outside the city and 4 of unknown home keep their places: 35 + 40 + 9 + 14 = 98 = all places.
    From outside: k2 in Mitte 15 + 10 of 54 = 46.3 %; k3 in Hafen 9 of 20 = 45 %. West: 10 of 70 from outside, and
    9 of its children are in Hafen; City: 10 of 90.
    """
    rows = residence(supply(HOUSES, PLACES), use(MATRIX))
    assert column(of(rows, measure_id="places_by_residence")) == {
        "city": 98, "ost": 9, "west": 75, "hafen": 9, "mitte": 40, "nord": 35,
    }  # fmt: skip
    assert column(of(rows, measure_id="places_missing_by_residence")) == pytest.approx(
        {"city": 0, "ost": 6, "west": 5, "hafen": 6, "mitte": 0, "nord": 5}
    )
    assert column(of(rows, measure_id="places_from_outside")) == {
        "city": 10, "ost": 9, "west": 10, "hafen": 9, "mitte": 25, "nord": 0,
    }  # fmt: skip
    share = column(of(rows, measure_id="places_from_outside_pct"))
    assert share == pytest.approx(
        {"city": 1000 / 90, "ost": 45, "west": 1000 / 70, "hafen": 45, "mitte": 2500 / 54, "nord": 0}
    )
    assert column(of(rows, measure_id="children_elsewhere")) == {
        "city": 0, "ost": 0, "west": 9, "hafen": 0, "mitte": 9, "nord": 15,
    }  # fmt: skip


def test_a_house_that_does_not_say_where_its_children_live_leaves_all_open() -> None:
    rows = residence(supply(HOUSES, PLACES), use("\n".join(MATRIX.splitlines()[:-3]) + "\n"))
    by_home = of(rows, measure_id="places_by_residence").set_index("area_id")
    assert by_home["value"].isna().all()
    assert set(by_home["reason"]) == {"use_unknown"}
    assert by_home.loc["nord", "lower"] == 35
    outside = column(of(rows, measure_id="places_from_outside"))
    assert [outside["mitte"], outside["hafen"]] == [25, None]
    assert of(rows, measure_id="places_missing_by_residence")["value"].isna().all()


def test_betreuung_and_inanspruchnahme_by_hand() -> None:
    """Nord: 31 of 80 children are in care = 38.75 %; all have a claim: 31 of the 70 aged 1 and 2 = 44.29 %.

    Mitte: 25 + 9 = 34 of 80 = 42.5 %; with a claim 29 of 70 = 41.43 %. City: 80 of 190, nobody from outside.
    """
    coverage = supply(HOUSES, PLACES).coverage
    needs = demand(coverage, by_age(CHILDREN), targets(TARGETS), AGES, MEMBERS, YEAR)
    claims = {"age_0": False, "age_1": True, "age_2": True}
    rows = use_measures(coverage, use_of(coverage, use(MATRIX), YEAR), by_age(CHILDREN), claims, needs, MEMBERS, YEAR)
    care = column(of(rows, measure_id="betreuungsquote_pct"))
    assert [care["nord"], care["mitte"], care["city"]] == pytest.approx([38.75, 42.5, 8000 / 190])
    taken = column(of(rows, measure_id="inanspruchnahmequote_pct"))
    assert [taken["nord"], taken["mitte"]] == pytest.approx([3100 / 70, 2900 / 70])
    assert taken["city"] == pytest.approx(100 * 75 / 160)
    not_by_age = use(MATRIX).assign(group="")
    rows = use_measures(coverage, use_of(coverage, not_by_age, YEAR), by_age(CHILDREN), claims, needs, MEMBERS, YEAR)
    assert set(of(rows, measure_id="inanspruchnahmequote_pct")["reason"]) == {"use_not_by_age"}
    assert column(of(rows, measure_id="betreuungsquote_pct"))["nord"] == 38.75


def test_without_a_matrix_nothing_is_said_of_use() -> None:
    coverage = supply(HOUSES, PLACES).coverage
    needs = demand(coverage, by_age(CHILDREN), targets(TARGETS), AGES, MEMBERS, YEAR)
    none = use("| facility_id | home | children |")
    rows = use_measures(coverage, none, by_age(CHILDREN), {}, needs, MEMBERS, YEAR)
    assert rows["value"].isna().all()


def test_applications_stand_beside() -> None:
    """The newest count; a child may stand twice in it: unreliable; an area without a row is unknown."""
    rows = application_measures(
        long(
            """
            | area_id | counted_on | children | deduplicated |
            |---------|------------|----------|--------------|
            | nord    | 2026-01-15 |       40 | yes          |
            | nord    | 2026-03-15 |       12 | yes          |
            | mitte   | 2026-03-15 |        9 |              |
            """,
            APPLICATIONS,
            coverage="kita_u3",
            period=YEAR,
        ).assign(deduplicated=[True, True, False]),
        MEMBERS,
    )
    assert column(rows) == {"city": None, "ost": None, "west": 21, "hafen": None, "mitte": 9, "nord": 12}
    assert column(rows, value="status") == {
        "city": "O", "ost": "O", "west": "U", "hafen": "O", "mitte": "U", "nord": "A",
    }  # fmt: skip
    assert of(rows, area_id="city")["lower"].item() == 21


def test_where_a_house_hides_its_places_nobody_knows_the_free_ones() -> None:
    """k3 says who comes, but not how many could: Hafen and the city are unknown, 9 children of Mitte have a place."""
    silent = supply(HOUSES, PLACES.replace("|     18 |", "|        |"))
    rows = residence(silent, use(MATRIX))
    by_home = of(rows, measure_id="places_by_residence")
    assert column(by_home) == {"city": None, "ost": None, "west": 75, "hafen": None, "mitte": 40, "nord": 35}
    hafen = by_home[by_home["area_id"] == "hafen"].iloc[0]
    assert [hafen["lower"], hafen["status"], hafen["reason"]] == [11, "O", "places_unknown"]
    missing = of(rows, measure_id="places_missing_by_residence", area_id="hafen").iloc[0]
    assert [pd.isna(missing["value"]), missing["reason"]] == [True, "places_unknown"]
    assert column(of(rows, measure_id="places_from_outside"))["hafen"] == 9


CELLS = st.lists(
    st.tuples(
        st.sampled_from(["k1", "k2", "k3"]),
        st.sampled_from(["nord", "mitte", "hafen", "outside", ""]),
        st.integers(0, 40),
    ),
    max_size=10,
)


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(cells=CELLS, places=st.tuples(*[st.integers(0, 80)] * 3))
def test_location_and_residence_agree_for_the_city(
    cells: list[tuple[str, str, int]], places: tuple[int, ...]
) -> None:
    one = supply(
        HOUSES,
        "| facility_id | places |\n" + "\n".join(f"| k{at + 1} | {number} |" for at, number in enumerate(places)),
    )
    every = [*((house, "nord", 0) for house in ("k1", "k2", "k3")), *cells]
    drawn = "\n".join(f"| {house} | {home} | {number} |" for house, home, number in every)
    rows = residence(one, use(f"| facility_id | home | children |\n{drawn}"))
    by_home = column(of(rows, measure_id="places_by_residence"))
    strangers = sum(number for _, home, number in cells if home in {"outside", ""})
    assert by_home["city"] == pytest.approx(sum(places))
    assert by_home["nord"] + by_home["mitte"] + by_home["hafen"] + strangers == pytest.approx(by_home["city"])
    assert by_home["west"] + by_home["ost"] + strangers == pytest.approx(by_home["city"])
