"""One thing the map can show: its meaning in words, its values per date and area, its classes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from sozialraum.model.status import Status
from sozialraum.presentation.atlas.classes import Classes


@dataclass(frozen=True)
class CityValue:
    """Value of the whole city at one date."""

    value: float | None
    status: str
    why: str = ""


@dataclass(frozen=True)
class Change:
    """Change to an earlier date, for each area and the city."""

    since: str
    values: Mapping[str, float]
    city: float | None


@dataclass(frozen=True)
class ClassEntry:
    """One box of the legend."""

    color: str
    label: str
    code: str | None = None


@dataclass(frozen=True)
class Certainty:
    """How firm the values of a layer are; everything by (period, area_id), absent where there is nothing to say.

    Args:
        lower, upper: ends of the interval of a value, unrounded.
        beside: "more", "similar" or "less" than the rest of the city; of the value, not of the strain.
        firm: whether what the map says of an area holds beyond chance or beyond the choice of method.
        note: what it means that an area is not firm.
    """

    lower: Mapping[tuple[str, str], float] = field(default_factory=dict)
    upper: Mapping[tuple[str, str], float] = field(default_factory=dict)
    beside: Mapping[tuple[str, str], str] = field(default_factory=dict)
    firm: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True)
class Shortfall:
    """Places beside those that are needed; everything by (period, area_id), absent where it is not known.

    The city is in it too, by itself: it is no sum of what is missing in its areas.

    Args:
        gap: whole places: above 0 so many are missing, below 0 so many are more than needed.
        lower, upper: whole places missing in the lower and the upper variant, where they tell more than `gap`.
        needed, places: unrounded.
        children: whom the places are for; of those with a claim where only they are told.
        withheld: of children, needed and places: (name, period, area_id) of what may not be shown.
        steps: what is missing is drawn in steps: upper ends, each inclusive; the last step has none.
    """

    gap: Mapping[tuple[str, str], int]
    lower: Mapping[tuple[str, str], int]
    upper: Mapping[tuple[str, str], int]
    needed: Mapping[tuple[str, str], float]
    places: Mapping[tuple[str, str], float]
    steps: tuple[int, ...] = ()
    children: Mapping[tuple[str, str], float] = field(default_factory=dict)
    withheld: frozenset[tuple[str, str, str]] = frozenset()


@dataclass(frozen=True)
class Scale:
    """Classes that are made from the values of a layer, so that a reader may have others.

    Args:
        classes: those that the layer is shown in.
        start: "deviation" where it is first shown by its distance to the city; else "".
        fixed: bounds that the project states where `classes` are not those.
        since: where the series breaks so that its two sides cannot share classes, the first date after the break.
        late: are `classes` those from there on, or those before?
        other: those of the other side; told where `since` is.
    """

    classes: Classes
    start: str = ""
    fixed: tuple[float, ...] = ()
    since: str = ""
    late: bool = False
    other: Classes | None = None


@dataclass(frozen=True)
class OfCells:
    """What a layer shows of a question of [reach], beside the figures of the areas.

    Args:
        question: its id.
        kind: "way" or "places": by which classes cells are coloured.
        what: what the figure of an area says, in words.
        drawn: whether there are cells to be drawn; else the areas are coloured.
    """

    question: str
    kind: str
    what: str
    drawn: bool


@dataclass(frozen=True)
class Layer:
    """What a choropleth, a map of symbols, a field of two questions or a mere list consists of.

    Args:
        values: (period, area_id) -> value; unrounded.
        statuses: (period, area_id) -> status letter; absent means missing.
        class_of: (period, area_id) -> number of the class.
        sentences: (period, area_id) -> what has to be said of this one value.
        kind: "choropleth", "bivariate" or "list".
        symbols: counts: circles by size instead of colour.
        only_city: no area has a figure of its own at any date, the city has.
        axes: of a bivariate layer, whose class is row * columns + column: {x, y, x_labels, y_labels, critical},
            critical being the numbers of the classes to be outlined.
        unassigned: name of the group of areas without a class, where it is more than an unknown value.
        ahead: the dates that are worked out for the years to come.
        shortfall: of a balance of places: what is missing or spare.
        planned: the same layer with planned measures, for the dates for which there is one.
        scale: of classes made from the values; None where classes have a meaning of their own.
        cells: of a layer of reach: whose cells it draws.
        offer, part: of a layer of places: short name of the offer, and what is shown of it.
    """

    id: str
    group: str
    kind: str
    label: str
    short: str
    unit: str
    decimals: int
    polarity: str
    polarity_word: str
    info: list[tuple[str, str]]
    periods: list[str]
    values: Mapping[tuple[str, str], float]
    statuses: Mapping[tuple[str, str], str]
    city: Mapping[str, CityValue]
    class_of: Mapping[tuple[str, str], int] = field(default_factory=dict)
    classes: list[ClassEntry] = field(default_factory=list)
    class_note: str = ""
    sentences: Mapping[tuple[str, str], str] = field(default_factory=dict)
    changes: Mapping[str, Change] = field(default_factory=dict)
    change_unit: str = ""
    symbols: bool = False
    caption: str | None = None
    why_list: str | None = None
    only_city: bool = False
    axes: Mapping[str, Any] | None = None
    certainty: Certainty = Certainty()
    unassigned: str | None = None
    breaks: tuple[str, ...] = ()
    ahead: frozenset[str] = frozenset()
    shortfall: Shortfall | None = None
    planned: "Layer | None" = None
    cells: OfCells | None = None
    scale: Scale | None = None
    offer: str = ""
    part: str = ""
    source_ids: tuple[str, ...] = ()
    office: str = ""
    formula: str = ""

    def status(self, period: str, area_id: str) -> str:
        return self.statuses.get((period, area_id), str(Status.MISSING))

    def newest_with_value(self, area_id: str) -> str | None:
        """The last date for which this area has a value, else the last date of all; none of the years to come."""
        dates = [period for period in self._been if (period, area_id) in self.values]
        return dates[-1] if dates else self.newest

    @property
    def newest(self) -> str | None:
        """The last date of all that is none of the years to come; of those where there are no others."""
        return self._been[-1] if self._been else None

    @property
    def _been(self) -> list[str]:
        return [period for period in self.periods if period not in self.ahead] or self.periods


def by_period_and_area(rows: pd.DataFrame, column: str) -> dict[tuple[str, str], Any]:
    """(period, area_id) -> the column's value; NA is left out."""
    known = rows[rows[column].notna()]
    return dict(zip(zip(known["period"], known["area_id"], strict=True), known[column], strict=True))


def numbers_of(rows: pd.DataFrame, column: str = "value") -> dict[tuple[str, str], float]:
    """(period, area_id) -> number; NA is left out."""
    return {key: float(value) for key, value in by_period_and_area(rows, column).items()}
