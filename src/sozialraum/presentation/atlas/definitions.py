"""What each number of the atlas means, for the list at the end of the page."""

from collections.abc import Iterable, Mapping
from typing import Any

from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.indicators import indicator_info
from sozialraum.presentation.views.layer import Layer


def definitions(
    context: Context, layers: Iterable[Layer], groups: Iterable[Mapping[str, str]]
) -> list[dict[str, Any]]:
    """By group: first what the map can show, then figures of single facilities.

    Returns:
        [{label, layers: [{label, rows}]}]; rows as the layers carry them, so that a packed page has them once.
    """
    shown = list(layers)
    said = [(layer.group, layer.label, layer.info) for layer in shown]
    mapped = {layer.id for layer in shown}
    of_houses = dict(tuple(context.published.facility_values.groupby("indicator_id")))
    said += [
        (one.handlungsfeld, context.text(one.label), indicator_info(context, one, of_houses[one.id]))
        for one in context.project.indicators
        if one.id in of_houses and one.id not in mapped
    ]
    labels = {group["id"]: group["label"] for group in groups}
    labels |= {field.id: context.text(field.label) for field in context.project.handlungsfelder}
    found = {
        label: [{"label": name, "rows": [list(row) for row in rows]} for group, name, rows in said if group == id_]
        for id_, label in labels.items()
    }
    return [{"label": label, "layers": own} for label, own in found.items() if own]
