"""From tables of counts to findings: what stands out, and what a city of equal areas has to say (nothing)."""

import tomllib
from collections.abc import Mapping

import pytest
from analysis.noticing.drawn import told
from cities import PROJECT
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import indicator

from sozialraum.analysis.change import changes
from sozialraum.analysis.noticing.findings import findings
from sozialraum.analysis.rates import with_larger_areas
from sozialraum.analysis.uncertainty.comparison import interval_table
from sozialraum.model.findings import Finding, FindingRules
from sozialraum.model.project import Project
from sozialraum.model.situation import Situation
from sozialraum.model.tables import CITY, GROUP_GAPS, INDICATORS, MEASURES, RELATIONS, SIMILAR, frame
from sozialraum.sources.project import parsed

YEARS = ("2020-12-31", "2021-12-31", "2022-12-31", "2023-12-31")
Counts = Mapping[str, Mapping[str, tuple[float, float]]]  # date -> area -> numerator, denominator


def project(**more: object) -> Project:
    """The fixture city's project with the indicator x in place of its own, without index and coverage."""
    usual: dict[str, object] = {
        "indicators": [indicator(handlungsfeld="soziale_sicherung")],
        "coverage": [],
        "lage_index": None,
        "gaps": None,
    }
    return parsed(tomllib.loads(PROJECT)).model_copy(update=usual | more)


def found(
    city: Project, counts: Counts, statuses: Mapping[tuple[str, str], str] | None = None
) -> tuple[Finding, ...]:
    """Findings of these counts; the city is the sum of its areas."""
    areas = sorted({area for of_date in counts.values() for area in of_date})
    rows: list[dict[str, object]] = [
        {
            "area_id": area,
            "indicator_id": "x",
            "period": period,
            "value": 100 * above / below,
            "numerator": above,
            "denominator": below,
            "status": (statuses or {}).get((area, period), "A"),
            "basis": "given",
        }
        for period, of_date in counts.items()
        for area, (above, below) in of_date.items()
    ]
    table = with_larger_areas(frame(INDICATORS, rows), {CITY: areas}, {}, city.indicators)
    situation = Situation(
        measures=frame(MEASURES),
        changes=changes(table, city.indicators, 95.0),
        intervals=interval_table(table, city.indicators, 95.0),
        group_gaps=frame(GROUP_GAPS),
        relations=frame(RELATIONS),
        similar=frame(SIMILAR),
        findings=(),
    )
    return findings(city, table, situation, areas)


# nord worsens from year to year and passes the rest; mitte and hafen stay as they are, which is better than the city
# does, mitte well below it, hafen in the end no longer above it; heide has so few people that nothing is sure
CITY_OF_FOUR: Counts = {
    year: {"nord": (nord, 2000), "mitte": (100, 2000), "hafen": (480, 4000), "heide": (4, 20)}
    for year, nord in zip(YEARS, (150, 220, 320, 420), strict=True)
}


def test_a_city_of_four() -> None:
    assert told(found(project(), CITY_OF_FOUR)) == [
        ("city", "worsening_series", "burden"),
        ("hafen", "falling", "strength"),
        ("mitte", "below_city", "strength"),
        ("mitte", "falling", "strength"),
        ("nord", "overtook_city", "burden"),
        ("nord", "worsening_series", "burden"),
    ]


def test_the_rules_of_the_project_hold() -> None:
    """Four comparisons are not there; the base year leaves the last step alone, which is told against the city's."""
    longer = project(findings=FindingRules(worsening_dates=4, since=2022))
    result = found(longer, CITY_OF_FOUR)
    assert ("nord", "rising", "burden") in told(result)
    assert {one.since for one in result if one.rule == "rising"} == {"2022-12-31"}
    assert {one.rule for one in result}.isdisjoint({"worsening_series", "overtook_city"})


def test_a_break_leaves_only_what_one_date_tells() -> None:
    broken = indicator(reihenbruch=("2023-01-01",), handlungsfeld="soziale_sicherung")
    result = found(project(indicators=[broken]), CITY_OF_FOUR)
    assert told(result) == [("mitte", "below_city", "strength"), ("nord", "above_city", "burden")]


def test_a_missing_year_and_an_estimated_one_end_a_series() -> None:
    gap = {year: dict(of_date) for year, of_date in CITY_OF_FOUR.items()}
    del gap[YEARS[1]]["nord"]
    assert "worsening_series" not in {one.rule for one in found(project(), gap) if one.area_id == "nord"}
    guessed = found(project(), CITY_OF_FOUR, {("nord", YEARS[3]): "E"})
    assert "nord" not in {one.area_id for one in guessed}


def test_nothing_is_compared_with_a_city_whose_value_is_estimated() -> None:
    """Of Heide the last value is estimated, and so is the sum: Mitte and Nord have nothing to stand beside."""
    assert told(found(project(), CITY_OF_FOUR, {("heide", YEARS[3]): "E"})) == []


def test_groups_are_set_against_each_other_only_where_the_project_says_so() -> None:
    """Of the Sozialraum nord, not of the district above it."""
    apart = {"dimension": "sex", "group": "f", "other": "m", "difference": 10.0, "lower": 6.0, "upper": 14.0}
    areas = ("bezirk", "nord", "mitte", CITY)
    key = {"indicator_id": "x", "period": YEARS[3]}
    drawn = [{**key, **apart, "area_id": area, "city_difference": 4.0} for area in areas[:2]]
    drawn.append({**key, **apart, "area_id": "mitte", "difference": 5.0, "lower": 1.0, "city_difference": 4.0})
    rows = [
        {**key, "area_id": area, "group": group, "value": 10.0, "status": "A"}
        for area in areas
        for group in ("", "sex=f", "sex=m")
    ]
    table, gaps = frame(INDICATORS, rows), frame(GROUP_GAPS, drawn)

    def said(rules: FindingRules) -> list[tuple[str, str, str]]:
        city = project(findings=rules)
        situation = Situation(
            measures=frame(MEASURES),
            changes=changes(table, city.indicators, 95.0),
            intervals=interval_table(table, city.indicators, 95.0),
            group_gaps=gaps,
            relations=frame(RELATIONS),
            similar=frame(SIMILAR),
            findings=(),
        )
        return told(findings(city, table, situation, ["mitte", "nord"]))

    assert said(FindingRules()) == []
    assert said(FindingRules(group_gaps=["age"])) == []
    assert said(FindingRules(group_gaps=["sex"])) == [("nord", "group_gap", "burden")]


def test_without_counts_nothing_is_said() -> None:
    city = project()
    table = frame(
        INDICATORS,
        [
            {"area_id": area, "indicator_id": "x", "period": year, "value": value + step, "status": "A"}
            for step, year in enumerate(YEARS)
            for area, value in (("nord", 40.0), ("mitte", 5.0), ("hafen", 10.0), ("heide", 9.0), (CITY, 12.0))
        ],
    )
    situation = Situation(
        measures=frame(MEASURES),
        group_gaps=frame(GROUP_GAPS),
        changes=changes(table, city.indicators, 95.0),
        intervals=interval_table(table, city.indicators, 95.0),
        relations=frame(RELATIONS),
        similar=frame(SIMILAR),
        findings=(),
    )
    assert findings(city, table, situation, ["hafen", "heide", "mitte", "nord"]) == ()


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(counts=st.lists(st.lists(st.integers(0, 400), min_size=4, max_size=4), min_size=3, max_size=3))
def test_promises(counts: list[list[int]]) -> None:
    """An area as the others are together gets no finding; swapped polarity swaps burden and strength."""
    areas = ("a", "b", "c", "d")
    drawn = {
        year: {area: (float(k), 400.0) for area, k in zip(areas, row, strict=True)}
        for year, row in zip(YEARS[1:], counts, strict=True)
    }
    for of_date in drawn.values():
        of_date["gleich"] = (sum(k for k, _ in of_date.values()), 1600.0)
    rules = FindingRules(worsening_dates=2, min_deviations=0.0)
    result = found(project(findings=rules), drawn)
    assert "gleich" not in {one.area_id for one in result}
    other = indicator(polaritaet="weniger_belastung", handlungsfeld="soziale_sicherung")
    swapped = found(project(findings=rules, indicators=[other]), drawn)
    assert mirrored(result) == plain(swapped)


def plain(result: tuple[Finding, ...]) -> set[tuple[str, str, str]]:
    return {(one.area_id, one.rule, one.weight) for one in result if not one.rule.startswith("spread")}


def mirrored(result: tuple[Finding, ...]) -> set[tuple[str, str, str]]:
    swap = {"burden": "strength", "strength": "burden"}
    series = {"worsening_series": "improving_series", "improving_series": "worsening_series"}
    return {(area, series.get(rule, rule), swap.get(weight, weight)) for area, rule, weight in plain(result)}
