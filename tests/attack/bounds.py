"""Bounds of classes made from values: they lie between those that are shown, the last is the largest of these."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attack.open_tables import near

Layer = Mapping[str, Any]


def untold_bounds(layer: Layer, layers: Mapping[str, Layer]) -> Iterator[str]:
    """Bounds that only a value which is not shown explains; where a series breaks, each side has its own.

    What is steadied has the classes of the figure it is made from.
    """
    scale = layer.get("scale") or {"upper": []}
    made_from = layers.get(layer["id"].rpartition(":")[2], layer)
    shown = [*_shown(layer), *_shown(made_from)]
    since, *others = scale.get("apart", [0])
    late = scale.get("late", "apart" not in scale)
    own, other = ([value for at, value in shown if (at >= since) == side] for side in (late, not late))
    fixed = scale.get("by") == "fixed"
    for bounds, values in ((scale["upper"], own), (others, other)):
        if bounds and not near(bounds[-1], [max(values)], 0.0):
            yield f"{layer['id']} scale: {bounds[-1]} is no largest value"
        if outside := [one for one in bounds[:-1] if not (fixed or min(values) <= one <= max(values))]:
            yield f"{layer['id']} scale: {outside}"


def _shown(layer: Layer) -> Iterator[tuple[int, float]]:
    """Number of the date, and value."""
    planned = layer.get("planned") or {"from": 0, "v": []}
    rows: Sequence[tuple[int, Sequence[float | None]]] = [
        *enumerate(layer["v"]),
        *enumerate(planned["v"], start=planned["from"]),
    ]
    yield from ((at, value) for at, row in rows for value in row if value is not None)
