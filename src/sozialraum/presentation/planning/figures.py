"""The numbers of one coverage, found by area, measure, year and scenario, and what they say in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from sozialraum.model.planned import WITH_MEASURES
from sozialraum.model.status import MARKED, Status
from sozialraum.model.tables import BESTAND, records
from sozialraum.model.whole_places import whole_missing, whole_spare
from sozialraum.presentation.planning.grid import Cell, Tone
from sozialraum.presentation.words.numbers import half_away, number, with_unit
from sozialraum.presentation.words.texts import Texts


@dataclass(frozen=True)
class Figure:
    """A number, what it lies between, and what it is worth."""

    value: float | None
    lower: float | None
    upper: float | None
    status: str
    reason: str


NOTHING = Figure(None, None, None, str(Status.MISSING), "")
Key = tuple[str, str, str, str]  # area, measure, year, scenario


@dataclass(frozen=True)
class Figures:
    """All figures of a coverage; `told`: (measure, year, scenario) of which any area has a row."""

    of: Mapping[Key, Figure]
    told: frozenset[tuple[str, str, str]]
    areas: frozenset[str]

    def at(self, area: str, measure: str, year: str, scenario: str = BESTAND) -> Figure:
        """The figure; an unknown one where there is none."""
        return self.of.get((area, measure, year, scenario), NOTHING)

    def tells(self, measure: str, year: str, scenario: str = BESTAND) -> bool:
        """Whether any area has a row of that measure."""
        return (measure, year, scenario) in self.told


def figures_of(measures: pd.DataFrame, target_group: str) -> Figures:
    """The figures of one target_group of the table `measures`."""
    rows = measures[
        (measures["target_group"] == target_group)
        & (measures["group"] == "")
        & measures["scenario"].isin([BESTAND, WITH_MEASURES])
    ]
    found = {
        (str(row["area_id"]), str(row["measure_id"]), str(row["period"]), str(row["scenario"])): Figure(
            known(row["value"]), known(row["lower"]), known(row["upper"]), str(row["status"]), str(row["reason"])
        )
        for row in records(rows)
    }
    return Figures(found, frozenset(key[1:] for key in found), frozenset(key[0] for key in found))


def known(value: object) -> float | None:
    """A table's number or None."""
    return None if pd.isna(value) else float(str(value))  # type: ignore[call-overload]  # a cell is one value


def decimals_of(values: Iterable[float | None]) -> int:
    """Decimals of all numbers of a column: none where each is whole, else one, or two where one would hide that some
    number is not whole."""
    return max((_decimals(value) for value in values if value is not None), default=0)


def _decimals(value: float) -> int:
    if half_away(value, 2).is_integer():
        return 0
    return 2 if half_away(value, 1).is_integer() else 1


def plain(value: float, words: Texts) -> str:
    """A number by itself, with as many decimals as it needs."""
    return number(value, _decimals(value), words)


def amount(figure: Figure, words: Texts, decimals: int = 0, unit: str = "") -> Cell:
    """A number with the decimals of its column, or the word for why there is none."""
    if figure.value is None:
        return without(figure, words)
    return Cell(with_unit(figure.value, decimals, unit, words), marks(figure, words))


def marks(figure: Figure, words: Texts) -> tuple[str, ...]:
    """The word for a mark; the heading of a year says itself that it is a forecast."""
    marked = figure.status in MARKED and figure.status != Status.FORECAST
    return (words(f"status.{figure.status}"),) if marked else ()


def without(figure: Figure, words: Texts) -> Cell:
    """Why there is no number."""
    status = figure.status if figure.status != Status.NORMAL else str(Status.MISSING)
    why = "" if status == Status.WITHHELD else why_text(figure.reason, words)  # the word says why already
    return Cell(words(f"status.{status}"), (why,) if why else ())


def why_text(reason: str, words: Texts) -> str:
    """A reason in words; "" for none."""
    return words(f"why.{reason}") if reason else ""


def net(missing: Figure, spare: Figure, words: Texts) -> Cell:
    """What is missing or spare, in whole places: "fehlen 46", "3 übrig", "ausgeglichen".

    Source: docs/methods.md#ganze-plaetze
    """
    if missing.value is None or spare.value is None:
        told = without(missing, words)
        reach = between(missing, spare, words)
        return Cell(told.text, (*told.lines, reach) if reach else told.lines)
    return Cell(
        net_words(missing.value, spare.value, words), marks(missing, words), _tone(missing.value, spare.value)
    )


def net_words(missing: float, spare: float, words: Texts) -> str:
    """What is missing or spare, in words alone."""
    gone, free = whole_missing(missing), whole_spare(spare)
    if gone:
        return words("page.planning.missing", count=number(gone, 0, words))
    return words("page.planning.spare", count=number(free, 0, words)) if free else words("page.planning.even")


def _tone(missing: float, spare: float) -> Tone:
    return "missing" if whole_missing(missing) else "spare" if whole_spare(spare) else "even"


def between(missing: Figure, spare: Figure, words: Texts) -> str:
    """From the most that may be missing to the most that may be spare; "" where no limits may be told."""
    if missing.status == Status.WITHHELD or missing.lower is None:
        return ""
    if missing.upper is None:
        return (
            words("planning.at_least", count=number(whole_missing(missing.lower), 0, words)) if missing.lower else ""
        )
    # below zero: spare
    worst = whole_missing(missing.upper) or -whole_spare(spare.lower or 0.0)
    best = whole_missing(missing.lower) or -whole_spare(spare.upper or 0.0)
    return reach(worst, best, words)


def reach(worst: int, best: int, words: Texts) -> str:
    """From one number of whole places to another: missing above zero, spare below it."""
    if worst == best:
        return net_words(max(0, worst), max(0, -worst), words)
    fields = {"low": number(abs(best), 0, words), "high": number(abs(worst), 0, words)}
    if best >= 0:
        return words("planning.between_missing", **fields)
    if worst <= 0:
        return words("planning.between_spare", low=fields["high"], high=fields["low"])
    return words(
        "planning.between",
        worst=number(worst, 0, words),
        best=number(-best, 0, words),
    )
