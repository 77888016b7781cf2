"""The parts of the atlas's data block that tell of the soziale Lage beyond the layers."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sozialraum.model.situation import FEWEST_AREAS
from sozialraum.model.tables import CITY
from sozialraum.presentation.area.similar import similar_areas, similar_by, similar_note
from sozialraum.presentation.atlas.group_data import groups_data
from sozialraum.presentation.atlas.palettes import palettes
from sozialraum.presentation.lage.contributions import lage_data
from sozialraum.presentation.lage.methods import all_methods
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.layer import Layer
from sozialraum.presentation.words.findings import Note, Told

T = TypeVar("T")


def situation_data(
    context: Context,
    layers: Sequence[Layer],
    findings: Mapping[str, Sequence[Told]],
    notes: Mapping[str, Sequence[Note]],
) -> dict[str, Any]:
    """Contributions and ranks, what stands out, planners' notes, groups, similar areas, methods.

    Args:
        layers: those of the page; a finding leads only to what is there.
        findings, notes: by area, and CITY.
    """
    periods = {layer.id: set(layer.periods) for layer in layers}
    return {
        "lage": lage_data(context),
        "findings": _by_area(
            context, {area: [_finding(one, periods) for one in told] for area, told in findings.items()}
        ),
        "notes": _by_area(
            context,
            {
                area: [{"text": one.text, "signed": one.signed, "on": one.on} for one in said]
                for area, said in notes.items()
            },
        ),
        "groups_of": groups_data(context),
        "neutral": list(palettes()["neutral"]),
        "similar": _similar(context),
        "fewest_areas": FEWEST_AREAS,
        "methods": [list(row) for row in all_methods(context)],
    }


def _finding(one: Told, periods: Mapping[str, set[str]]) -> dict[str, Any]:
    shown = one.layer_id in periods
    return {
        "text": one.text,
        "weight": one.weight,
        "layer": one.layer_id if shown else None,
        "period": one.period if shown and one.period in periods[str(one.layer_id)] else None,
    }


def _by_area(context: Context, said: Mapping[str, list[T]]) -> dict[str, Any]:
    return {
        "city": said.get(CITY, []),
        "areas": {str(number): said[area] for number, area in enumerate(context.areas) if said.get(area)},
    }


def _similar(context: Context) -> dict[str, Any] | None:
    numbers = {area: number for number, area in enumerate(context.areas)}
    alike = similar_areas(context)
    if not alike:
        return None
    return {
        "by": similar_by(context),
        "areas": [[numbers[other] for other in alike.get(area, []) if other in numbers] for area in context.areas],
        "note": similar_note(context),
    }
