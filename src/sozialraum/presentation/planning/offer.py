"""One offer of places as the tables of the page need it: its figures, its rows, the years that are shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from sozialraum.model.measures import CHILDREN, ENTITLED, NEEDED, PLACES
from sozialraum.model.periods import in_order, kind_of
from sozialraum.model.rules import Coverage
from sozialraum.model.status import Status
from sozialraum.model.tables import BESTAND, CITY
from sozialraum.presentation.planning.areas import Place, kept
from sozialraum.presentation.planning.figures import Figure, Figures, decimals_of
from sozialraum.presentation.planning.grid import Cell, Column, Head, Line, Way
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import period as period_label
from sozialraum.presentation.words.tenses import tense

PAST = 2  # Kita-Jahre before today's in the tables; all of them are in the open data


@dataclass(frozen=True)
class Offer:
    """One coverage and all that its tables need.

    Args:
        rows: the rows of its tables.
        pages: area_id -> the page of a Sozialraum.
        years: those shown, in order.
        wanted: whether there is a target, so that places are needed.
    """

    context: Context
    coverage: Coverage
    figures: Figures
    rows: tuple[Place, ...]
    pages: dict[str, str]
    years: tuple[str, ...]
    wanted: bool
    today: str

    def ahead(self, year: str) -> bool:
        """Whether a year is to come."""
        return tense(year, self.today) == "ahead"


def offer_of(
    context: Context, coverage: Coverage, figures: Figures, rows: list[Place], pages: dict[str, str]
) -> Offer | None:
    """The coverage with the years of which places are told; None where there is none."""
    today = context.published.planning.today
    told = in_order([year for measure, year, _ in figures.told if measure == PLACES and _tells(figures, year)])
    past = [year for year in told if tense(year, today) == "past"]
    years = [*past[-PAST:], *(year for year in told if tense(year, today) != "past")]
    if not years:
        return None
    wanted = any(figures.tells(NEEDED, year) for year in years)
    own = tuple(kept(rows, set(figures.areas)))
    return Offer(context, coverage, figures, own, pages, tuple(years), wanted, today)


def _tells(figures: Figures, year: str) -> bool:
    """A year of which not even a lower limit of the city's places is known says nothing."""
    city = figures.at(CITY, PLACES, year)
    parts = (one for (_, measure, when, _), one in figures.of.items() if measure == PLACES and when == year)
    return city.value is not None or any(
        one.value is not None or bool(one.lower) or one.status == Status.WITHHELD for one in parts
    )


def corner(offer: Offer) -> str:
    """What the rows are."""
    return offer.context.text(offer.context.project.areas.label)


def quota(offer: Offer) -> str:
    """The name of the quota: places per 100 of the children that the indicator names."""
    context, coverage = offer.context, offer.coverage
    if coverage.cohorts or coverage.measure != "plaetze_je_100":
        return context.words(f"planning.head.{coverage.measure}")
    children = context.text(context.project.indicator(coverage.children).label)
    return context.words("supply.quota_plaetze_je_100", children=children)


def year_head(offer: Offer, year: str) -> Head:
    """A Kita-Jahr; one to come says in words that it is a forecast."""
    words = offer.context.words
    ahead = offer.ahead(year)
    notes = [words("status.F")] if ahead else [words("planning.today")] if _is_today(offer, year) else []
    notes += [words("planning.only_entitled")] if offer.figures.tells(ENTITLED, year) else []
    return Head(period_label(year, words), ", ".join(notes), ahead)


def _is_today(offer: Offer, year: str) -> bool:
    """A single day is no time in which anybody lives."""
    return year == offer.today and kind_of(year) == "school_year"


def area_line(offer: Offer, place: Place, cells: tuple[Cell, ...]) -> Line:
    """The row of an area; a Sozialraum can be ticked."""
    index = offer.context.areas.index(place.area_id) if place.kind == "area" else None
    return Line(place.name, cells, place.kind, place.level, offer.pages.get(place.area_id), index)


def children_of(offer: Offer, area: str, year: str, scenario: str = BESTAND) -> Figure:
    """Children of the offer; where only some have a claim, those."""
    measure = ENTITLED if offer.figures.tells(ENTITLED, year, scenario) else CHILDREN
    return offer.figures.at(area, measure, year, scenario)


def vector(offer: Offer, measure: str, year: str, scenario: str = BESTAND) -> list[Figure]:
    """A measure of every Sozialraum, in the order of the data block."""
    return [offer.figures.at(area, measure, year, scenario) for area in offer.context.areas]


def decimals(offer: Offer, measures: Sequence[str], year: str, scenario: str = BESTAND) -> int:
    """With how many decimals these measures of a year are written, in every row."""
    keys = [(row.area_id, measure) for row in offer.rows for measure in measures]
    return decimals_of(offer.figures.at(*key, year, scenario).value for key in keys)


def column(
    way: Way,
    of: list[Figure],
    by: list[Figure] | None = None,
    unit: str = "",
    written: tuple[int, int] = (0, 0),
) -> Column:
    """A column whose parts may be summed; its statuses are those of the sides that are unknown.

    Args:
        written: decimals of both sides in the cells of the column.
    """
    other = by or of
    letters = "".join(
        next((side.status for side in pair if side.value is None), "A") for pair in zip(of, other, strict=True)
    )
    return Column(
        way=way,
        of=tuple(one.value for one in of),
        by=tuple(one.value for one in by) if by else (),
        statuses=letters if letters.strip("A") else "",
        unit=unit,
        decimals=written,
    )
