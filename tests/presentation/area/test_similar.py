"""Areas that are alike: in order, with what they are alike in."""

from dataclasses import replace

import pytest
from rows import long

from sozialraum.model.tables import SIMILAR
from sozialraum.presentation.area.similar import similar_areas, similar_by, similar_note
from sozialraum.presentation.atlas.data import CityPages
from sozialraum.presentation.views.context import Context

ALIKE = """
    | area_id | other_id | place | distance |
    |---------|----------|-------|----------|
    | nord    | hafen    |     2 |      0.9 |
    | nord    | mitte    |     1 |      0.4 |
    | mitte   | nord     |     1 |      0.4 |
"""


@pytest.fixture(scope="module")
def alike(pages: CityPages) -> Context:
    context = pages.context
    table = long(ALIKE, SIMILAR, period="2023-12-31")
    return Context(replace(context.published, similar=table), context.project, context.words)


def test_the_most_alike_stands_first(alike: Context) -> None:
    assert similar_areas(alike) == {"mitte": ["nord"], "nord": ["mitte", "hafen"]}


def test_it_is_said_by_what_and_when(alike: Context) -> None:
    """Without a choice of the project the indicators of the index."""
    assert similar_by(alike) == ["SGB II unter 18", "Alleinerziehende"]
    assert "31.12.2023" in similar_note(alike)


def test_where_nothing_is_compared_nothing_is_said(alike: Context) -> None:
    none = Context(replace(alike.published, similar=alike.published.similar.iloc[:0]), alike.project, alike.words)
    assert similar_note(none) == ""
    assert similar_areas(none) == {}
