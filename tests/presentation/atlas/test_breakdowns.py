"""Groups of an area: bars on one scale, the city's same group beside them, gaps in sentences."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from rows import indicators, long

from sozialraum.model.tables import GROUP_GAPS, INTERVALS
from sozialraum.presentation.atlas.data import CityPages
from sozialraum.presentation.atlas.group_rows import GroupBar, breakdown_tables
from sozialraum.presentation.views.context import Context

RATES = """
    | area_id | group | value | status |
    |---------|-------|-------|--------|
    | nord    |       |    25 |        |
    | nord    | sex=f |    30 |        |
    | nord    | sex=m |    20 |        |
    | mitte   | sex=f |    10 |        |
    | mitte   | sex=m |       | Q      |
    | city    |       |    24 |        |
    | city    | sex=f |    22 |        |
    | city    | sex=m |    26 |        |
"""
COUNTS = """
    | area_id | group | value |
    |---------|-------|-------|
    | nord    |       |   200 |
    | nord    | sex=f |   120 |
    | nord    | sex=m |    80 |
    | city    |       |  1000 |
    | city    | sex=f |   480 |
    | city    | sex=m |   520 |
"""
ENDS = """
    | area_id | group | lower | upper |
    |---------|-------|-------|-------|
    | nord    | sex=f |    24 |    40 |
    | nord    | sex=m |    16 |    24 |
"""
GAPS = """
    | area_id | group | other | difference | lower | upper | city_difference |
    |---------|-------|-------|------------|-------|-------|-----------------|
    | nord    | f     | m     |         10 |     2 |    18 |              -4 |
    | mitte   | f     | m     |          1 |    -3 |     5 |                 |
    | hafen   | f     | m     |         -2 |       |       |              -4 |
"""


@pytest.fixture(scope="module")
def group_pages(pages: CityPages) -> CityPages:
    """The small city with one rate and one count by sex, and no others."""
    context, at = pages.context, {"indicator_id": "sgb2_u18", "period": "2023-12-31"}
    tables = [indicators(RATES, **at), indicators(COUNTS, **{**at, "indicator_id": "residents"})]
    published = replace(
        context.published,
        indicators=pd.concat(tables, ignore_index=True),
        intervals=long(ENDS, INTERVALS, method="wilson", **at),
        group_gaps=long(GAPS, GROUP_GAPS, dimension="sex", **at),
    )
    return CityPages(Context(published, context.project, context.words))


def table(pages: CityPages, area_id: str, counted: bool = False) -> dict[str, Any]:
    return next(one for one in breakdown_tables(pages, area_id) if one["counted"] == counted)


def test_bars_of_a_rate_by_hand(group_pages: CityPages) -> None:
    """The longest is the upper end of 40, so 2.5 units a point."""
    nord = table(group_pages, "nord")
    (sex,) = nord["dimensions"]
    assert sex["label"] == "Geschlecht"
    assert [(row["group"], row["bar"]) for row in sex["rows"]] == [
        ("weiblich", GroupBar(75, (60, 100), 55, False)),
        ("männlich", GroupBar(50, (40, 60), 65, False)),
    ]
    assert nord["total"]["bar"] == GroupBar(62, None, 60, False)


def test_each_group_has_its_interval_in_numbers_and_the_citys_same_group(group_pages: CityPages) -> None:
    rows = table(group_pages, "nord")["dimensions"][0]["rows"]
    assert [(row["value"], row["interval"], row["city"]) for row in rows] == [
        ("30,0\u202f%", "24,0 bis 40,0", "22,0\u202f%"),
        ("20,0\u202f%", "16,0 bis 24,0", "26,0\u202f%"),
    ]


def test_what_is_withheld_has_a_mark_and_no_length(group_pages: CityPages) -> None:
    rows = table(group_pages, "mitte")["dimensions"][0]["rows"]
    assert rows[1]["value"] == "gesperrt (Datenschutz)"
    assert rows[1]["bar"] == GroupBar(None, None, 100, True)


def test_of_counts_the_share_of_the_total_is_drawn_and_nothing_fluctuates(group_pages: CityPages) -> None:
    """60 and 40 of 100 in nord, 48 and 52 in the city; the longest is 60."""
    rows = table(group_pages, "nord", counted=True)["dimensions"][0]["rows"]
    assert [(row["share"], row["city"], row["interval"], row["bar"]) for row in rows] == [
        ("60,0\u202f%", "48,0\u202f%", None, GroupBar(100, None, 80, False)),
        ("40,0\u202f%", "52,0\u202f%", None, GroupBar(67, None, 87, False)),
    ]


def test_rates_stand_before_counts(group_pages: CityPages) -> None:
    assert [one["counted"] for one in breakdown_tables(group_pages, "nord")] == [False, True]


def test_gaps_are_said_in_a_sentence_with_their_fluctuation(group_pages: CityPages) -> None:
    (beyond,) = table(group_pages, "nord")["gaps"]
    assert beyond == (
        "Geschlecht, weiblich gegenüber männlich: +10,0 Prozentpunkte (2,0 bis 18,0), über die übliche "
        "Schwankung hinaus. In der Stadt: −4,0 Prozentpunkte."
    )
    (similar,) = table(group_pages, "mitte")["gaps"]
    assert similar.endswith("+1,0 Prozentpunkte (−3,0 bis 5,0), im Rahmen der üblichen Schwankung.")


def test_an_area_without_groups_has_no_table(group_pages: CityPages) -> None:
    assert breakdown_tables(group_pages, "hafen") == []
