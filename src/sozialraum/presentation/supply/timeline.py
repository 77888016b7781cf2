"""Children, needed places and places over the years as a drawing; the table below it says the same in numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import ceil, floor, log10
from typing import TypeVar

from sozialraum.presentation.words.tenses import Tense, tense

WIDTH, HEIGHT = 560, 230
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 22, 26
STEPS = (1.0, 2.0, 5.0, 10.0)
MOST_TICKS = 5
FEWEST_YEARS = 2
NEARLY = 1e-9

T = TypeVar("T")
Numbers = Sequence[float | None]
Scale = Callable[[float], int]


@dataclass(frozen=True)
class Series:
    """A quantity over the years.

    Args:
        values: one for each year, None for none.
        lower, upper: its variants.
        sure: whether the value was counted.
        withheld: whether there is a value that may not be shown; nothing where all may.
    """

    values: Numbers
    lower: Numbers
    upper: Numbers
    sure: Sequence[bool]
    withheld: Sequence[bool] = ()


@dataclass(frozen=True)
class Drawing:
    """A time line in units of an SVG of WIDTH x HEIGHT.

    Args:
        ticks: where on the scale, and the number there.
        years: the middle of each year, its label and where it stands.
        ahead: from where on to the right the years ahead begin; None without any.
        broken: where no line may be joined, since what is counted is another thing; None for nowhere.
        bands: outline of what lies between lower and upper variants, for children and for needed places.
        children, needed, places, planned: paths; "" for nothing to draw.
        dots: of children and needed places: (series, x, y, hollow), hollow where the number was not counted.
        withheld: years whose children or needed places may not be shown, neighbours as one: (left edge, width).
    """

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    ticks: tuple[tuple[int, float], ...]
    years: tuple[tuple[int, str, Tense], ...]
    ahead: int | None
    broken: int | None
    bands: tuple[tuple[str, str], ...]
    children: str
    needed: str
    places: str
    planned: str
    dots: tuple[tuple[str, int, int, bool], ...]
    withheld: tuple[tuple[int, int], ...]


def timeline(
    periods: Sequence[str],
    today: str,
    children: Series,
    needed: Series,
    places: Numbers,
    planned: Numbers,
    other_from: str = "",
) -> Drawing | None:
    """The drawing of an offer.

    Args:
        periods: the years, in order.
        today: see tenses.tense.
        children, needed: drawn as points joined by lines; a year without a value leaves a gap.
        places: drawn as steps, since they stand for a whole year.
        planned: places with the counted measures; drawn from the first year on in which they differ.
        other_from: the year from which on children and needed places are counted in another way; "" for none.

    Returns:
        None where fewer than two years have anything to draw.
    """
    every = (children.values, needed.values, places, planned)
    filled = [at for at in range(len(periods)) if any(one[at] is not None for one in every)]
    if len(filled) < FEWEST_YEARS:
        return None
    limits = (*every, children.upper, needed.upper)
    highest = max(value or 0.0 for one in limits for value in one)
    step = _step(highest)
    steps = max(1, ceil(highest / step))
    wide = (WIDTH - LEFT - RIGHT) / len(periods)
    edges = [round(LEFT + wide * at) for at in range(len(periods) + 1)]
    middle = [round(LEFT + wide * (at + 0.5)) for at in range(len(periods))]
    tenses = [tense(period, today) for period in periods]

    def y(value: float) -> int:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / (steps * step))

    own = {"children": children, "needed": needed}
    cut = list(periods).index(other_from) if other_from in periods else 0
    bands = [(name, _band(middle, one, cut, y)) for name, one in own.items()]
    return Drawing(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        top=TOP,
        bottom=HEIGHT - BOTTOM,
        ticks=tuple((y(step * n), step * n) for n in range(steps + 1)),
        years=tuple((x, _short(period), when) for x, period, when in zip(middle, periods, tenses, strict=True)),
        ahead=edges[tenses.index("ahead")] if "ahead" in tenses else None,
        broken=edges[cut] if cut else None,
        bands=tuple((name, band) for name, band in bands if band),
        children=_joined(middle, children.values, cut, y),
        needed=_joined(middle, needed.values, cut, y),
        places=_steps(edges, places, y),
        planned=_steps(edges, _from_first_difference(places, planned), y),
        dots=tuple(
            (name, x, y(value), not sure)
            for name, one in own.items()
            for x, value, sure in zip(middle, one.values, one.sure, strict=True)
            if value is not None
        ),
        withheld=_columns(edges, children.withheld, needed.withheld),
    )


def _columns(edges: Sequence[int], *withheld: Sequence[bool]) -> tuple[tuple[int, int], ...]:
    years = [True if any(of) else None for of in zip_longest(*withheld, fillvalue=False)]
    return tuple((edges[run[0][0]], edges[run[-1][0] + 1] - edges[run[0][0]]) for run in _runs(years))


def _step(highest: float) -> float:
    """A round distance of the marks of a scale from 0, at least 1: things are counted."""
    rough = max(highest, 1.0) / MOST_TICKS
    size = 10.0 ** floor(log10(rough))
    return max(1.0, next(size * one for one in STEPS if size * one >= rough * (1 - NEARLY)))


def _short(period: str) -> str:
    """A year as it fits below a drawing: 24/25, 2023."""
    return period[2:] if "/" in period else period[:4]


def _joined(xs: Sequence[int], values: Numbers, cut: int, y: Scale) -> str:
    return "".join(
        "M" + "L".join(f"{xs[at]} {y(value)}" for at, value in run) for run in _runs(values, cut) if len(run) > 1
    )


def _steps(edges: Sequence[int], values: Numbers, y: Scale) -> str:
    """One level for each year; neighbouring years are joined by an upright line."""
    return "".join(
        f"M{edges[run[0][0]]} " + "V".join(f"{y(value)}H{edges[at + 1]}" for at, value in run)
        for run in _runs(values)
    )


def _from_first_difference(places: Numbers, planned: Numbers) -> Numbers:
    """The places with measures from the first year on in which they are others."""
    differs = [new is not None and new != old for old, new in zip(places, planned, strict=True)]
    first = differs.index(True) if any(differs) else len(planned)
    return [value if at >= first else None for at, value in enumerate(planned)]


def _band(xs: Sequence[int], one: Series, cut: int, y: Scale) -> str:
    """What lies between the variants, from the last year without any on."""
    ends = [
        None if value is None else (value if low is None else low, value if high is None else high)
        for value, low, high in zip(one.values, one.lower, one.upper, strict=True)
    ]
    open_ = [end is not None and end[0] < end[1] for end in ends]
    near = [any(open_[max(0, at - 1) : at + 2]) for at in range(len(ends))]
    parts = []
    drawn = [None if end is None or not beside else end for end, beside in zip(ends, near, strict=True)]
    for run in _runs(drawn, cut):
        if len(run) > 1:
            above = [f"{xs[at]} {y(high)}" for at, (_, high) in run]
            below = [f"{xs[at]} {y(low)}" for at, (low, _) in reversed(run)]
            parts.append("M" + "L".join([*above, *below]) + "Z")
    return "".join(parts)


def _runs(values: Sequence[T | None], cut: int = 0) -> list[list[tuple[int, T]]]:
    """Stretches of years with a value, each value with its place; at `cut` a new one begins."""
    runs: list[list[tuple[int, T]]] = []
    for at, value in enumerate(values):
        if value is None:
            continue
        if at not in {0, cut} and values[at - 1] is not None:
            runs[-1].append((at, value))
        else:
            runs.append([(at, value)])
    return runs
