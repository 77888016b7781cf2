"""The tables of larger areas below the atlas: what they call a quota, at which date, and that it is today's."""

from dataclasses import replace

import pytest
from rows import measures

from sozialraum.model.measures import QUOTAS
from sozialraum.model.planning import Planning
from sozialraum.presentation.atlas.data import CityPages
from sozialraum.presentation.atlas.page import atlas_context
from sozialraum.presentation.views.context import Context

NOW, NEXT = "2023/24", "2024/25"

# area: today, next year, next year with the planned measures
QUOTA = {
    "west": (48.21, 46, 99.9),
    "ost": (51, 47, 124.5),
    "city": (49.6, 46.5, 112),
    "nord": (40, 38, 80),
}


def drawn(context: Context, now: str = "") -> CityPages:
    """The small city with quotas of two years; of today's only that of a Sozialraum is without this status."""
    coverage = next(one for one in context.project.coverage if one.id == "kita_u3")
    quota = QUOTAS[coverage.measure]
    rows = [
        f"| {area} | {period} | {scenario} | {quota} | {values[at]} | {status} |"
        for at, (period, scenario) in enumerate([(NOW, "bestand"), (NEXT, "bestand"), (NEXT, "mit_massnahmen")])
        for area, values in QUOTA.items()
        for status in ["F" if period == NEXT else "" if area == "nord" else now]
    ]
    head = "| area_id | period | scenario | measure_id | value | status |"
    table = measures("\n".join([head, *rows]), target_group=coverage.id)
    own = replace(context.published, measures=table, planning=Planning(today=NOW))
    return CityPages(replace(context, published=own))


@pytest.fixture(scope="module")
def planned(context: Context) -> CityPages:
    return drawn(context)


def test_a_quota_is_todays_without_measures_and_called_as_its_layer(planned: CityPages) -> None:
    layer = next(one for one in planned.layers if one.id == "kita_u3_quota")
    assert layer.short != planned.context.text(planned.context.project.coverage[0].short)
    (level,) = atlas_context(planned, "1")["larger"]
    at = [column["label"] for column in level["columns"]].index(layer.short)
    assert level["columns"][at]["as_of"] == NOW
    unit = layer.unit
    assert [(row["name"], row["cells"][at]) for row in level["rows"]] == [
        ("Bezirk Ost", f"51,0\u202f{unit}"),
        ("Bezirk West", f"48,2\u202f{unit}"),
        ("Musterstadt", f"49,6\u202f{unit}"),
    ]


def test_what_every_number_of_a_column_is_worth_is_said_once_in_its_heading(context: Context) -> None:
    pages = drawn(context, now="P")
    layer = next(one for one in pages.layers if one.id == "kita_u3_quota")
    (level,) = atlas_context(pages, "1")["larger"]
    at = [column["label"] for column in level["columns"]].index(layer.short)
    assert level["columns"][at]["as_of"] == f"{NOW}, vorläufig"
    assert [row["cells"][at] for row in level["rows"]] == [
        f"{value}\u202f{layer.unit}" for value in ("51,0", "48,2", "49,6")
    ]
