"""Every rule finds what it should, and nothing where the figures do not carry it."""

from collections.abc import Mapping

import pandas as pd
import pytest
from analysis.noticing.drawn import LESS, WANTED, changes, group_gaps, intervals, rates, told
from rows import coverage, indicators, measures

from sozialraum.analysis.noticing.group_gaps import group_gap_findings
from sozialraum.analysis.noticing.lage_and_places import index_findings, places_findings, too_small
from sozialraum.analysis.noticing.moving import moving_findings, series_findings, spread_findings
from sozialraum.analysis.noticing.standing import standing_findings
from sozialraum.model.findings import Finding
from sozialraum.model.indicators import Indicator
from sozialraum.model.rules import Coverage

NEWEST = {"x": "2023-12-31"}
NOT_CROSSED = pd.DataFrame(columns=["area_id", "indicator_id", "since", "earlier", "earlier_rest"])
VALUES = rates("""
    | area_id | value |
    |---------|-------|
    | nord    |    24 |
    | mitte   |    10 |
    | hafen   |    18 |
    | heide   |    19 |
    | au      |       |
    | city    |    18 |
""")
BESIDE = intervals("""
    | area_id | rest | beside_rest |
    |---------|------|-------------|
    | nord    |   16 | more        |
    | mitte   |   20 | less        |
    | hafen   |   17 | similar     |
    | heide   |   17 |             |
    | au      |   17 | more        |
""")


def standing(
    values: pd.DataFrame = VALUES,
    beside: pd.DataFrame = BESIDE,
    wanted: Mapping[str, Indicator] = WANTED,
    crossed: pd.DataFrame = NOT_CROSSED,
    least: float = 0.5,
) -> list[Finding]:
    return list(standing_findings(values, beside, crossed, wanted, NEWEST, least))


def test_above_and_below_the_rest_of_the_city() -> None:
    """Hafen is similar, of Heide no counts are known, Au has no value. The deviation of 24, 10, 18, 19 is
    root 25.1875: 8 points are 1.594 of it, 10 points 1.992."""
    found = standing()
    assert told(found) == [("mitte", "below_city", "strength"), ("nord", "above_city", "burden")]
    assert {one.area_id: round(one.strength, 3) for one in found} == {"nord": 1.594, "mitte": 1.993}
    north = next(one for one in found if one.area_id == "nord")
    assert (north.numbers, north.period, north.since) == ({"value": 24, "rest": 16}, "2023-12-31", "")


def test_polarity_decides_what_is_a_burden() -> None:
    assert told(standing(wanted={"x": LESS})) == [
        ("mitte", "below_city", "burden"),
        ("nord", "above_city", "strength"),
    ]


def test_a_sure_but_small_difference_does_not_stand_out() -> None:
    assert told(standing(least=1.8)) == [("mitte", "below_city", "strength")]
    assert standing(least=2.0) == []


def test_neither_groups_nor_earlier_dates_are_spoken_of() -> None:
    assert standing(beside=BESIDE.assign(group="sex=f")) == []
    assert standing(beside=BESIDE.assign(period="2022-12-31")) == []
    assert standing(values=VALUES.assign(period="2022-12-31")) == []


def test_where_all_areas_are_alike_nothing_stands_out() -> None:
    assert standing(values=VALUES.assign(value=18.0), least=0.0) == []


def test_who_changed_sides_is_told_so_instead() -> None:
    crossed = pd.DataFrame(
        [{"area_id": "nord", "indicator_id": "x", "since": "2020", "earlier": 15, "earlier_rest": 17}]
    )
    found = standing(crossed=crossed)
    assert told(found) == [("mitte", "below_city", "strength"), ("nord", "overtook_city", "burden")]
    north = next(one for one in found if one.area_id == "nord")
    assert north.numbers == {"value": 24, "rest": 16, "earlier": 15, "earlier_rest": 17}
    assert north.since == "2020"
    south = standing(crossed=crossed.assign(area_id="mitte"))
    assert ("mitte", "fell_below_city", "strength") in told(south)


BOTH_DATES = rates("""
    | area_id | period     | value |
    |---------|------------|-------|
    | nord    | 2020-12-31 |    10 |
    | nord    | 2023-12-31 |    15 |
    | mitte   | 2020-12-31 |    20 |
    | mitte   | 2023-12-31 |    19 |
    | hafen   | 2020-12-31 |    12 |
    | hafen   | 2023-12-31 |    13 |
    | heide   | 2020-12-31 |    12 |
    | heide   | 2023-12-31 |    20 |
    | city    | 2020-12-31 |    14 |
    | city    | 2023-12-31 |    15 |
""")
CHANGES = changes("""
    | area_id | change | lower | upper | beside_city | reason   |
    |---------|--------|-------|-------|-------------|----------|
    | nord    |      5 |     2 |     8 | more        |          |
    | mitte   |     -1 |    -2 |     0 | less        |          |
    | hafen   |      1 |    -2 |     4 | similar     |          |
    | heide   |      8 |       |       |             |          |
    | au      |        |       |       |             | no_value |
    | city    |      1 |   0.4 |   1.6 |             |          |
""")


def test_change_against_the_city() -> None:
    """Hafen moved as the city did, of Heide no counts are known, of Au no change; the city itself rose for sure."""
    found = list(moving_findings(BOTH_DATES, CHANGES, WANTED))
    assert told(found) == [
        ("city", "rising", "burden"),
        ("mitte", "falling", "strength"),
        ("nord", "rising", "burden"),
    ]
    north = next(one for one in found if one.area_id == "nord")
    assert north.numbers == {"change": 5, "earlier": 10, "value": 15, "city": 1}
    assert (north.since, north.period) == ("2020-12-31", "2023-12-31")
    city = next(one for one in found if one.area_id == "city")
    assert "city" not in city.numbers


def test_an_area_that_fell_less_than_the_city_is_neither_burden_nor_strength() -> None:
    """-1 beside -6 of the city: "more", so worse than the city's way, although it fell."""
    lagging = CHANGES.assign(beside_city=CHANGES["beside_city"].replace("less", "more"))
    lagging.loc[lagging["area_id"] == "city", ["change", "lower", "upper"]] = [-6, -7, -5]
    assert ("mitte", "rising", "neutral") in told(moving_findings(BOTH_DATES, lagging, WANTED))
    assert ("city", "falling", "strength") in told(moving_findings(BOTH_DATES, lagging, WANTED))


def test_what_rose_less_than_in_the_city_is_no_strength() -> None:
    """+1 beside +6 of the city; +0.04 is told with one digit as unchanged and stays a strength."""
    rose = CHANGES.assign(change=CHANGES["change"].mask(CHANGES["area_id"] == "mitte", 1))
    assert ("mitte", "falling", "neutral") in told(moving_findings(BOTH_DATES, rose, WANTED))
    still = CHANGES.assign(change=CHANGES["change"].mask(CHANGES["area_id"] == "mitte", 0.04))
    assert ("mitte", "falling", "strength") in told(moving_findings(BOTH_DATES, still, WANTED))


def test_without_a_change_of_the_city_there_is_nothing_to_compare_with() -> None:
    no_city = CHANGES[CHANGES["area_id"] != "city"]
    assert list(moving_findings(BOTH_DATES, no_city, WANTED)) == []
    unsure = CHANGES.assign(lower=CHANGES["lower"] - 1)  # -0.6 to 1.6 holds zero
    assert "city" not in {one.area_id for one in moving_findings(BOTH_DATES, unsure, WANTED)}


def test_polarity_swaps_what_a_change_means() -> None:
    other = told(moving_findings(BOTH_DATES, CHANGES, {"x": LESS}))
    assert {weight for area, _, weight in other if area in {"nord", "city"}} == {"strength"}
    assert ("mitte", "falling", "burden") in other


def test_a_series_counts_only_where_it_leads_away_from_the_city() -> None:
    """Hafen rose from date to date but not further than the city; Mitte's direction is not that of its change."""
    in_a_row = pd.DataFrame(
        [("nord", 1), ("hafen", 1), ("mitte", 1), ("city", 1)], columns=["area_id", "direction"]
    ).assign(indicator_id="x")
    found = list(series_findings(BOTH_DATES, CHANGES, in_a_row, WANTED, 3))
    assert told(found) == [("city", "worsening_series", "burden"), ("nord", "worsening_series", "burden")]
    assert all(one.numbers["steps"] == 3 for one in found)
    better = told(series_findings(BOTH_DATES, CHANGES, in_a_row, {"x": LESS}, 3))
    assert better == [("city", "improving_series", "strength"), ("nord", "improving_series", "strength")]


@pytest.mark.parametrize(
    ("now", "deviation", "rule"),
    [
        (5.0, 2.5, "spread_grows"),  # 25 % and 25 %
        (5.0, 2.2, None),  # the deviation grew by 10 % only
        (4.8, 2.4, "spread_grows"),  # exactly 20 % is enough
        (3.0, 1.5, "spread_shrinks"),  # a quarter less by both
        (3.0, 2.5, None),  # they contradict each other
        (4.0, 2.0, None),
    ],
)
def test_spread_needs_both_measures(now: float, deviation: float, rule: str | None) -> None:
    row = {"indicator_id": "x", "since": "2020", "period": "2023", "areas": 8, "earlier": 4.0, "now": now}
    table = pd.DataFrame([{**row, "earlier_deviation": 2.0, "deviation": deviation}])
    found = list(spread_findings(table, 20.0))
    assert [one.rule for one in found] == ([] if rule is None else [rule])
    if found:
        assert (found[0].area_id, found[0].numbers) == ("city", {"earlier": 4.0, "now": now, "areas": 8.0})
        assert found[0].weight == ("burden" if rule == "spread_grows" else "strength")


def test_a_spread_from_nothing_is_no_percentage() -> None:
    row = {"indicator_id": "x", "since": "2020", "period": "2023", "areas": 8, "earlier": 0.0, "now": 4.0}
    assert list(spread_findings(pd.DataFrame([{**row, "earlier_deviation": 0.0, "deviation": 2.0}]), 20.0)) == []


GAPS = group_gaps("""
    | area_id | difference | lower | upper | city_difference |
    |---------|------------|-------|-------|-----------------|
    | nord    |         10 |     6 |    14 |               4 |
    | mitte   |          1 |   0.5 |   1.5 |               4 |
    | hafen   |          5 |     1 |     9 |               4 |
    | heide   |         -3 |    -5 |    -1 |               4 |
    | au      |         10 |       |       |               4 |
    | city    |          4 |     3 |     5 |                 |
""")
COUNTED = pd.concat(
    [
        indicators(f"| area_id | value |\n{drawn}", group=group)
        for group in ("sex=f", "sex=m", "")
        for drawn in ["".join(f"| {area} | 1 |\n" for area in ("nord", "mitte", "hafen", "heide", "au", "city"))]
    ],
    ignore_index=True,
)


def test_groups_further_apart_than_in_the_city() -> None:
    """Nord: 6 to 14 lies above the city's 4. Mitte: 0.5 to 1.5 below it, closer. Hafen: 1 to 9 holds 4. Heide: the
    other group is ahead, by less. Au: no counts."""
    found = list(group_gap_findings(GAPS, COUNTED, WANTED, NEWEST, 0.1))
    assert told(found) == [("mitte", "group_gap", "strength"), ("nord", "group_gap", "burden")]
    north = next(one for one in found if one.area_id == "nord")
    assert north.numbers == {"difference": 10, "city": 4}
    assert north.words == {"group": "sex=f", "other": "sex=m"}


def test_of_the_gaps_of_an_indicator_the_most_telling_is_told() -> None:
    """Against m: 6 points of a deviation of 4.8; against all others: 26 points of a deviation of 13."""
    others = group_gaps(
        """
        | area_id | difference | lower | upper | city_difference |
        |---------|------------|-------|-------|-----------------|
        | nord    |         30 |    20 |    40 |               4 |
        | mitte   |          4 |     3 |     5 |               4 |
        """,
        other="",
    )
    found = list(group_gap_findings(pd.concat([GAPS, others]), COUNTED, WANTED, NEWEST, 0.1))
    assert [(one.words["other"], one.strength) for one in found if one.area_id == "nord"] == [("", 2.0)]


def test_an_estimated_group_tells_nothing() -> None:
    estimated = COUNTED.assign(status=COUNTED["status"].mask(COUNTED["group"] == "sex=m", "E"))
    assert list(group_gap_findings(GAPS, estimated, WANTED, NEWEST, 0.1)) == []


def test_groups_of_the_city_that_are_estimated_are_nothing_to_stand_beside() -> None:
    of_city = (COUNTED["group"] == "sex=m") & (COUNTED["area_id"] == "city")
    estimated = COUNTED.assign(status=COUNTED["status"].mask(of_city, "E"))
    assert list(group_gap_findings(GAPS, estimated, WANTED, NEWEST, 0.1)) == []


INDEX = measures("""
    | area_id | measure_id       | period     | value | base | status |
    |---------|------------------|------------|-------|------|--------|
    | nord    | lage_index       | 2023-12-31 |   1.9 |    4 | A      |
    | nord    | lage_class       | 2023-12-31 |     2 |    4 | A      |
    | nord    | lage_rank_robust | 2023-12-31 |     1 |    4 | A      |
    | mitte   | lage_index       | 2023-12-31 |  -1.4 |    4 | P      |
    | mitte   | lage_class       | 2023-12-31 |     0 |    4 | P      |
    | mitte   | lage_rank_robust | 2023-12-31 |     1 |    4 | P      |
    | hafen   | lage_index       | 2023-12-31 |   1.2 |    4 | A      |
    | hafen   | lage_class       | 2023-12-31 |     2 |    4 | A      |
    | hafen   | lage_rank_robust | 2023-12-31 |     0 |    4 | A      |
    | heide   | lage_index       | 2023-12-31 |   0.1 |    4 | A      |
    | heide   | lage_class       | 2023-12-31 |     1 |    4 | A      |
    | heide   | lage_rank_robust | 2023-12-31 |     1 |    4 | A      |
    | au      | lage_index       | 2023-12-31 |   1.8 |    4 | E      |
    | au      | lage_class       | 2023-12-31 |     2 |    4 | E      |
    | au      | lage_rank_robust | 2023-12-31 |     1 |    4 | E      |
    | berg    | lage_index       | 2023-12-31 |       |    4 | O      |
    | tal     | lage_index       | 2022-12-31 |   2.5 |    4 | A      |
    | tal     | lage_class       | 2022-12-31 |     2 |    4 | A      |
    | tal     | lage_rank_robust | 2022-12-31 |     1 |    4 | A      |
""")


def test_an_index_is_told_where_it_is_extreme_and_robust() -> None:
    """Hafen depends on the recipe, Heide is in the middle, Au is estimated, Berg has none, Tal had one in 2022."""
    found = list(index_findings(INDEX, 3))
    assert told(found) == [("mitte", "relieved_index", "strength"), ("nord", "strained_index", "burden")]
    assert found[0].numbers == {"value": -1.4, "class": 0}
    assert told(index_findings(INDEX, 4)) == [("mitte", "relieved_index", "strength")]
    assert list(index_findings(INDEX[INDEX["measure_id"] == "lage_index"], 3)) == []
    assert list(index_findings(INDEX.head(0), 3)) == []


PLACES = measures(
    """
    | area_id | measure_id           | value | status |
    |---------|----------------------|-------|--------|
    | nord    | places               |    30 | A      |
    | nord    | places_needed        |  40.5 | A      |
    | nord    | places_missing       |  10.5 | A      |
    | nord    | coverage_of_need_pct |    74 | A      |
    | mitte   | places               |    50 | A      |
    | mitte   | places_needed        |    50 | A      |
    | mitte   | places_missing       |     0 | A      |
    | mitte   | coverage_of_need_pct |   100 | A      |
    | hafen   | places               |    19 | A      |
    | hafen   | places_needed        |    20 | A      |
    | hafen   | places_missing       |     1 | A      |
    | hafen   | coverage_of_need_pct |    95 | A      |
    | heide   | places               |       | O      |
    | heide   | places_needed        |    20 | A      |
    | au      | places               |    10 | E      |
    | au      | places_needed        |    20 | A      |
    | au      | places_missing       |    10 | E      |
    | au      | coverage_of_need_pct |    50 | E      |
    | city    | places               |    99 | A      |
    | city    | places_needed        | 110.5 | A      |
    | city    | places_missing       |  11.5 | A      |
    | city    | coverage_of_need_pct |  89.6 | A      |
    | bezirk  | places               |     1 | A      |
    | bezirk  | places_needed        |     2 | A      |
    | bezirk  | places_missing       |     1 | A      |
    | bezirk  | coverage_of_need_pct |    50 | A      |
""",
    target_group="kita_u3",
    period="2023/24",
)
AREAS = ["nord", "mitte", "hafen", "heide", "au"]


def test_places_by_the_bounds_of_the_project() -> None:
    """Bounds 90 and 100: Hafen with 95 % is neither. Heide is unknown, Au estimated, a larger area no Sozialraum."""
    found = list(places_findings(PLACES, coverage(), (90, 100), AREAS))
    assert told(found) == [
        ("city", "places_missing", "burden"),
        ("mitte", "places_enough", "strength"),
        ("nord", "places_missing", "burden"),
    ]
    north = next(one for one in found if one.area_id == "nord")
    assert north.numbers == {"places": 30, "needed": 40.5, "missing": 10.5, "coverage": 74, "target": 50}
    assert (north.indicator_id, north.period) == ("kita_u3", "2023/24")
    assert ("hafen", "places_missing", "burden") in told(places_findings(PLACES, coverage(), (100, 100), AREAS))


def test_less_than_a_whole_place_is_not_missing() -> None:
    half = PLACES.assign(value=PLACES["value"].mask(PLACES["measure_id"] == "places_missing", 0.9999))
    assert "places_missing" not in {one.rule for one in places_findings(half, coverage(), (90, 100), AREAS)}
    whole = PLACES.assign(value=PLACES["value"].mask(PLACES["measure_id"] == "places_missing", 3.3 - 2.3))
    assert ("nord", "places_missing", "burden") in told(places_findings(whole, coverage(), (90, 100), AREAS))


def test_areas_too_small_for_the_index_are_those_of_its_newest_date() -> None:
    table = measures(
        """
        | area_id | measure_id | period     | reason              |
        |---------|------------|------------|---------------------|
        | nord    | lage_index | 2022-12-31 | below_min_residents |
        | mitte   | lage_index | 2023-12-31 | below_min_residents |
        | hafen   | lage_index | 2023-12-31 | excluded            |
        | heide   | lage_class | 2023-12-31 | below_min_residents |
        """
    )
    assert too_small(table) == {"mitte"}
    assert too_small(table.head(0)) == frozenset()


def test_what_is_planned_or_lies_ahead_is_no_news_of_today() -> None:
    ahead = PLACES.assign(period="2026/27", status="F", value=0.0)
    with_measures = PLACES.assign(scenario="mit_massnahmen", value=500.0)
    usual = list(places_findings(PLACES, coverage(), (90, 100), AREAS))
    assert usual
    assert list(places_findings(pd.concat([ahead, PLACES, with_measures]), coverage(), (90, 100), AREAS)) == usual


def test_of_places_only_the_newest_kita_jahr_is_told() -> None:
    newer = PLACES[PLACES["area_id"] == "mitte"].assign(period="2024/25")
    found = places_findings(pd.concat([PLACES, newer]), coverage(), (90, 100), AREAS)
    assert told(found) == [("mitte", "places_enough", "strength")]
    assert (
        list(places_findings(PLACES, Coverage(**coverage().model_dump() | {"id": "other"}), (90, 100), AREAS)) == []
    )
