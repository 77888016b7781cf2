"""The block about the soziale Lage: class in words, bars that add up, a rank only with its range."""

from dataclasses import replace
from typing import Any

import pytest
from rows import measures

from sozialraum.presentation.atlas.data import CityPages
from sozialraum.presentation.lage.block import Bar, bar, lage_block
from sozialraum.presentation.views.context import Context

# nord: 0.90 + 0.50 - 0.20 = 1.20
DRAWN = """
    | area_id | measure_id               | value | lower | upper | base | status | reason              |
    |---------|--------------------------|-------|-------|-------|------|--------|---------------------|
    | nord    | lage_index               |  1.20 |       |       |    3 | A      |                     |
    | mitte   | lage_index               | -1.00 |       |       |    3 | A      |                     |
    | hafen   | lage_index               | -0.20 |       |       |    3 | A      |                     |
    | heide   | lage_index               |       |       |       |    3 | O      | below_min_residents |
    | nord    | lage_class               |     2 |       |       |      | A      |                     |
    | mitte   | lage_class               |     0 |       |       |      | A      |                     |
    | hafen   | lage_class               |     1 |       |       |      | A      |                     |
    | nord    | lage_part:sgb2_u18       |  0.50 |       |       |      | A      |                     |
    | nord    | lage_part:single_parents |  0.90 |       |       |      | A      |                     |
    | nord    | lage_centring            | -0.20 |       |       |      | A      |                     |
    | hafen   | lage_part:sgb2_u18       |       |       |       |      | O      | no_exact_parts      |
    | nord    | lage_rank                |     1 |     1 |     2 |    3 | A      |                     |
    | nord    | lage_rank_median         |     1 |       |       |    3 | A      |                     |
    | nord    | lage_top_three_pct       |   100 |       |       |    3 | A      |                     |
    | nord    | lage_rank_robust         |     1 |       |       |    3 | A      |                     |
    | mitte   | lage_rank                |     3 |       |       |    3 | A      |                     |
"""


@pytest.fixture(scope="module")
def lage_pages(pages: CityPages) -> CityPages:
    """The small city with these measures and no others."""
    context = pages.context
    published = replace(context.published, measures=measures(DRAWN, period="2023-12-31"))
    return CityPages(Context(published, context.project, context.words))


def block(pages: CityPages, area_id: str) -> dict[str, Any]:
    made = lage_block(pages, area_id)
    assert made is not None
    return made


def test_the_class_is_said_in_words_with_its_date_and_caption(lage_pages: CityPages) -> None:
    nord = block(lage_pages, "nord")
    assert (nord["class"], nord["as_of"]) == ("hohe soziale Belastung", "31.12.2023")
    assert "+1,20" in nord["value"]
    assert " 3 " in nord["value"]
    assert nord["caption"] == lage_pages.context.words("lage.caption")


def test_an_area_without_an_index_is_ohne_zuordnung_with_the_reason_and_has_nothing_else(
    lage_pages: CityPages,
) -> None:
    heide = block(lage_pages, "heide")
    assert heide["class"].startswith("ohne Zuordnung")
    assert "zu wenige" in heide["class"]
    assert [heide[key] for key in ("value", "scale", "parts", "rank")] == [None] * 4


def test_bars_by_hand(lage_pages: CityPages) -> None:
    """From -0.2 to 0.9 on 196 units: 178.2 a point, the zero line at 2 + 0.2 x 178.2 = 38."""
    parts = block(lage_pages, "nord")["parts"]
    (field,) = parts["fields"]
    assert field["label"] == "Soziale Sicherung"
    assert field["value"] == "+1,40"
    assert [(row["label"], row["value"], row["bar"]) for row in field["rows"]] == [
        ("Haushalte Alleinerziehender", "+0,90", Bar(38, 160, 38, True)),
        ("Kinder im SGB-II-Bezug", "+0,50", Bar(38, 89, 38, True)),
    ]
    assert parts["centring"] == {"value": "−0,20", "bar": Bar(2, 36, 38, False)}
    assert parts["sum"] == "+1,20"
    assert parts["note"] == lage_pages.context.words("lage.note_centring")


def test_beside_each_part_stands_its_value_and_the_citys(lage_pages: CityPages) -> None:
    """20 of 100 households and 30 of 120 children in nord; 59 of 310 and 100 of 420 in the city."""
    rows = block(lage_pages, "nord")["parts"]["fields"][0]["rows"]
    assert [row["figures"] for row in rows] == ["20,0\u202f%, Stadt 19,0\u202f%", "25,0\u202f%, Stadt 23,8\u202f%"]


def test_where_no_contributions_exist_the_page_says_so(lage_pages: CityPages) -> None:
    parts = block(lage_pages, "hafen")["parts"]
    assert parts["fields"] == []
    assert parts["note"] == lage_pages.context.words("lage.note_none")


def test_a_rank_stands_with_its_range_and_right_is_more_strained(lage_pages: CityPages) -> None:
    """Three places on 196 units: rank 3 at 2, rank 2 at 100, rank 1 at 198."""
    rank = block(lage_pages, "nord")["rank"]
    assert (rank["own"], rank["x"], rank["width"], rank["median"]) == (198, 100, 98, 198)
    assert rank["robust"] == "robust"
    assert "Rang 1 bis 2" in rank["text"]


def test_a_rank_without_a_range_is_not_shown(lage_pages: CityPages) -> None:
    assert block(lage_pages, "mitte")["rank"] is None


def test_the_scale_has_a_strip_per_class_and_a_tick_per_area(lage_pages: CityPages) -> None:
    """From -1 to 1.2 with 4 % room on both sides: 2.2 points and 0.088 twice on 200 units, 84.18 a point."""
    scale = block(lage_pages, "nord")["scale"]
    assert [(one["x"], one["width"], one["own"]) for one in scale["classes"]] == [
        (0, 49, False),
        (49, 85, False),
        (134, 66, True),
    ]
    assert scale["ticks"] == "M7 6v6M75 6v6M193 6v6"
    assert scale["own"] == 193


def test_without_an_index_there_is_no_block(pages: CityPages) -> None:
    context = pages.context
    without = context.project.model_copy(update={"lage_index": None})
    assert lage_block(CityPages(Context(context.published, without, context.words)), "nord") is None


@pytest.mark.parametrize(
    ("value", "low", "high", "drawn"),
    [
        (1, 0, 1, Bar(2, 196, 2, True)),
        (-1, -1, 0, Bar(2, 196, 198, False)),
        (0.5, -0.5, 0.5, Bar(100, 98, 100, True)),
        (0, -1, 1, Bar(100, 1, 100, False)),
        (0, 0, 0, Bar(2, 1, 2, False)),
    ],
)
def test_a_bar_by_hand(value: float, low: float, high: float, drawn: Bar) -> None:
    assert bar(value, low, high) == drawn
