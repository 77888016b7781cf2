"""One row of the spine chart: an area's value beside the city's and among those of all areas, as places to draw."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sozialraum.presentation.views.layer import Layer

WIDTH, CENTRE, REACH = 200, 100, 92  # of the drawing; the farthest area lies REACH from the centre
EDGE = 2  # an interval that reaches beyond the drawing ends here
FEWEST_AREAS = 3
MOST_TICKS = 120  # more areas than that are only shown as bands


@dataclass(frozen=True)
class Spine:
    """Places from left to right, whole units of a drawing WIDTH wide.

    Args:
        all_areas: from the lowest to the highest of all areas.
        middle_half: from the lower to the upper quartile of the areas.
        ticks: one per area, each place once; empty where there are too many areas.
        city: whether the centre is the city's value; else it is the median of the areas.
        own: this area.
        interval: its interval, or None.
        judged: right means more strain; else right means more.
    """

    all_areas: tuple[int, int]
    middle_half: tuple[int, int]
    ticks: tuple[int, ...]
    city: bool
    own: int
    interval: tuple[int, int] | None
    judged: bool

    @property
    def path(self) -> str:
        """The ticks as one path."""
        steps = [later - earlier for earlier, later in pairwise(self.ticks)]
        return f"M{self.ticks[0]} 6v8" + "".join(f"m{step}-8v8" for step in steps) if self.ticks else ""


@dataclass(frozen=True)
class Ground:
    """What the rows of all areas have in common at one date.

    Args:
        centre: the city's value, else the median of the areas.
        city: whether it is the city's.
        farthest: of all areas from the centre.
        low, high: ends of the areas.
        middle: their lower and upper quartile.
        each: the values, once each; empty where there are too many areas.
        side: -1 where a higher value means less strain, so that right means more.
    """

    centre: float
    city: bool
    farthest: float
    low: float
    high: float
    middle: tuple[float, float]
    each: tuple[float, ...]
    side: int


def ground(layer: Layer, period: str, areas: list[str]) -> Ground | None:
    """The scale of a figure at a date: linear, the same for every area, centred on the city.

    Args:
        areas: all areas of the city.

    Returns:
        None for counts, for lists, with too few areas or where all are alike.
    """
    known = np.array([layer.values[(period, area)] for area in areas if (period, area) in layer.values], dtype=float)
    if layer.symbols or layer.kind != "choropleth" or len(known) < FEWEST_AREAS:
        return None
    city = layer.city.get(period)
    of_city = None if city is None else city.value
    centre = float(np.median(known)) if of_city is None else of_city
    farthest = float(np.abs(known - centre).max())
    if farthest == 0:
        return None
    lower, upper = np.quantile(known, [0.25, 0.75])
    return Ground(
        centre=centre,
        city=of_city is not None,
        farthest=farthest,
        low=float(known.min()),
        high=float(known.max()),
        middle=(float(lower), float(upper)),
        each=tuple(sorted(set(known.tolist()))) if len(known) <= MOST_TICKS else (),
        side=-1 if layer.polarity == "weniger_belastung" else 1,
    )


def spine(layer: Layer, period: str, area_id: str, on: Ground | None) -> Spine | None:
    """Where an area stands at a date; None without a scale or without a value of this area."""
    own = layer.values.get((period, area_id))
    if on is None or own is None:
        return None
    ends = [end.get((period, area_id)) for end in (layer.certainty.lower, layer.certainty.upper)]
    return Spine(
        all_areas=_span(on, on.low, on.high),
        middle_half=_span(on, *on.middle),
        ticks=tuple(sorted({_place(on, value) for value in on.each})),
        city=on.city,
        own=_place(on, own),
        interval=None if ends[0] is None or ends[1] is None else _span(on, ends[0], ends[1]),
        judged=layer.polarity != "keine",
    )


def _place(on: Ground, value: float) -> int:
    """Where a value is drawn; what lies beyond the drawing stands at its edge."""
    at = round(CENTRE + on.side * REACH * (value - on.centre) / on.farthest)
    return min(max(at, EDGE), WIDTH - EDGE)


def _span(on: Ground, low: float, high: float) -> tuple[int, int]:
    """Where a range is drawn, from left to right."""
    first, last = sorted((_place(on, low), _place(on, high)))
    return first, last
