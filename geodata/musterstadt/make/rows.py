"""Rows of the files of values, from arrays of counts: totals, breakdowns, and what is not a plain number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from areas import AREAS, STICHTAGE, YEARS, between
from dice import Dice, Floats, Ints, whole_by
from people import AGE_PARTS, NATIONALITIES, SEXES
from writing import decimal_text

HEADER = ["Gebiet", "Kennzahl", "Zeitpunkt", "Gliederung", "Wert", "Zaehler", "Nenner", "Status", "Bemerkung"]
CITY = "Gesamtstadt"
PARTS = {"age": tuple(part for part, _, _ in AGE_PARTS), "nationality": NATIONALITIES, "sex": SEXES}
JAHRE = tuple(str(year) for year in YEARS)
SCHULJAHRE = tuple(f"{year}/{(year + 1) % 100:02d}" for year in YEARS)  # 2018 stands for 2018/19
WITHOUT_VALUE = "OLMQ"


@dataclass(frozen=True)
class Row:
    """One value; `value` is text as printed, counts are whole numbers."""

    area: str
    indicator: str
    period: str
    group: str = ""
    value: str = ""
    numerator: int | None = None
    denominator: int | str | None = None  # text where it is not a whole number
    status: str = "A"
    note: str = ""

    def cells(self) -> list[object]:
        return [
            self.area,
            self.indicator,
            self.period,
            self.group,
            self.value,
            self.numerator,
            self.denominator,
            self.status,
            self.note,
        ]


def in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.indicator, row.period, row.group, row.area))


def counts(indicator: str, values: Ints, periods: Sequence[str] = STICHTAGE, group: str = "") -> list[Row]:
    """One count for each area and period."""
    return [
        Row(area.id, indicator, period, group, str(int(values[number, step])))
        for number, area in enumerate(AREAS)
        for step, period in enumerate(periods)
    ]


def ratio(
    indicator: str,
    numerator: Ints,
    denominator: Ints,
    periods: Sequence[str] = STICHTAGE,
    group: str = "",
    per: float = 100,
    decimals: int = 2,
) -> list[Row]:
    """A share, rate or mean; an empty denominator is "not applicable", a zero numerator is a zero."""
    rows = []
    for number, area in enumerate(AREAS):
        for step, period in enumerate(periods):
            top, base = int(numerator[number, step]), int(denominator[number, step])
            if base == 0:
                rows.append(Row(area.id, indicator, period, group, status="M", note="Nenner ist null"))
                continue
            value = decimal_text(per * top / base, decimals)
            rows.append(Row(area.id, indicator, period, group, value, top, base))
    return rows


def groups_of(values: Ints, axes: Sequence[str], kept: Sequence[str]) -> list[tuple[str, Ints]]:
    """Values summed over all axes but the kept ones; one (group text, array of area and period) per part."""
    axes = axes[: values.ndim - 2]
    drop = tuple(number + 2 for number, axis in enumerate(axes) if axis not in kept)
    summed = values.sum(axis=drop) if drop else values
    present = [axis for axis in axes if axis in kept]
    found = []
    for where in product(*(range(summed.shape[number + 2]) for number in range(len(present)))):
        texts = sorted(f"{axis}={PARTS[axis][index]}" for axis, index in zip(present, where, strict=True))
        found.append((";".join(texts), np.moveaxis(summed, (0, 1), (-2, -1))[where]))
    return found


def broken_counts(indicator: str, values: Ints, axes: Sequence[str], kept: Sequence[Sequence[str]]) -> list[Row]:
    """A count in total and by each of the combinations of axes."""
    return [
        row
        for each in ((), *kept)
        for text, part in groups_of(values, axes, each)
        for row in counts(indicator, part, group=text)
    ]


def broken_ratio(
    indicator: str, numerator: Ints, denominator: Ints, axes: Sequence[str], kept: Sequence[Sequence[str]]
) -> list[Row]:
    """A share in total and by each of the combinations of axes."""
    rows: list[Row] = []
    for each in ((), *kept):
        bases = groups_of(denominator, axes, each)
        for (text, top), (_, base) in zip(groups_of(numerator, axes, each), bases, strict=True):
            rows += ratio(indicator, top, base, group=text)
    return rows


def marked(
    rows: list[Row], status: str, note: str, areas: Sequence[str] = (), periods: Sequence[str] = ()
) -> list[Row]:
    """The rows with a status where area and period fit (none named: all); O, L, M and Q lose their numbers."""
    found = []
    for row in rows:
        if (not areas or row.area in areas) and (not periods or row.period in periods) and row.status == "A":
            row = replace(row, status=status, note=note)
            if status in WITHOUT_VALUE:
                row = replace(row, value="", numerator=None, denominator=None)
        found.append(row)
    return found


def only_rates(rows: list[Row], decimals: int = 1) -> list[Row]:
    """The rates without their counts, as some offices deliver them."""
    found = []
    for row in rows:
        if row.denominator:
            value = decimal_text(float(row.value.replace(",", ".")), decimals)
            row = replace(row, value=value, numerator=None, denominator=None)
        found.append(row)
    return found


def city_ratio(
    indicator: str, top: Ints, base: Ints, periods: Sequence[str] = STICHTAGE, per: float = 100, decimals: int = 1
) -> list[Row]:
    """The city's own value, for indicators that come without counts."""
    return [
        Row(
            CITY,
            indicator,
            period,
            value=decimal_text(per * int(top[:, step].sum()) / int(base[:, step].sum()), decimals),
        )
        for step, period in enumerate(periods)
    ]


def strain() -> Floats:
    """Latent social strain by area and year."""
    return np.array([[between(area.strain, year) for year in YEARS] for area in AREAS])


def drawn(topic: str, base: Ints, rate: Floats, unrest: float = 0.04) -> Ints:
    """Whole numbers of about base x rate, never above the base: lasting differences and some from year to year."""
    dice = Dice(topic)
    lasting = unrest * dice.bell(len(AREAS), 1)
    yearly = 0.6 * unrest * dice.bell(*base.shape[:2])
    factor = 1 + lasting + yearly
    threshold = dice.uniform(len(AREAS), 1, *base.shape[2:])
    shape = (*base.shape[:2], *([1] * (base.ndim - 2)))
    return np.minimum(whole_by(base * rate * factor.reshape(shape), threshold), base)
