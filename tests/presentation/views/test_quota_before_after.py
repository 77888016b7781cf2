"""The quota with planned measures beside today's one, as the page is given both: areas and the city."""

import json
from dataclasses import replace
from pathlib import Path

from rows import measures

from sozialraum.model.measures import QUOTAS
from sozialraum.model.planning import Planning
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.coverage import coverage_layers
from sozialraum.presentation.views.layer_json import layer_json

WORKED = json.loads((Path(__file__).parents[2] / "worked" / "quota_before_after.json").read_text(encoding="utf-8"))
AREAS = ["hafen", "mitte", "nord"]
SIDES = {"bestand": "before", "mit_massnahmen": "after"}


def test_both_quotas_of_areas_and_city_reach_the_page(context: Context) -> None:
    """In the colours of one scale; the year has both, and of it the page makes the difference."""
    coverage = next(one for one in context.project.coverage if one.id == "kita_u3")
    rows = [
        f"| {area} | {WORKED['year']} | {scenario} | {QUOTAS[coverage.measure]} | {row[side]} | F |"
        for scenario, side in SIDES.items()
        for area, row in WORKED["areas"].items()
        if area in {*AREAS, "city"}
    ]
    head = "| area_id | period | scenario | measure_id | value | status |"
    table = measures("\n".join([head, *rows]), target_group=coverage.id)
    own = replace(context, published=replace(context.published, measures=table, planning=Planning(today="2024/25")))
    layer = next(one for one in coverage_layers(own) if one.id == "kita_u3_quota")
    told = layer_json(layer, AREAS, own.words)
    assert told["v"] == [[WORKED["areas"][area]["before"] for area in AREAS]]
    assert told["planned"]["v"] == [[WORKED["areas"][area]["after"] for area in AREAS]]
    assert (told["planned"]["from"], told["planned"]["s"]) == (0, ["FFF"])
    cities = told["city"][0]["v"], told["planned"]["city"][0]["v"]
    assert cities == (WORKED["areas"]["city"]["before"], WORKED["areas"]["city"]["after"])
    assert layer.planned
    assert layer.planned.classes == layer.classes
