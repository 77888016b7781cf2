"""One Kita-Jahr of an offer in full, and the balance by residence of the children."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sozialraum.model.measures import (
    ALL_PLACES,
    BETREUUNG,
    BY_RESIDENCE,
    CHILDREN,
    ELSEWHERE,
    ENTITLED,
    FROM_OUTSIDE,
    FROM_OUTSIDE_PCT,
    INANSPRUCHNAHME,
    MISSING,
    MISSING_BY_RESIDENCE,
    NEEDED,
    OF_NEED,
    PLACES,
    QUOTAS,
    SPARE,
    SPARE_BY_RESIDENCE,
    UNKNOWN_HOUSES,
    WAITING,
)
from sozialraum.model.periods import in_order, kind_of
from sozialraum.model.planned import WITH_MEASURES
from sozialraum.model.status import Status
from sozialraum.model.tables import BESTAND, CITY
from sozialraum.presentation.planning.figures import amount, between, decimals_of, net, why_text
from sozialraum.presentation.planning.grid import Cell, Column, Grid, Head, Pane
from sozialraum.presentation.planning.offer import Offer, area_line, column, corner, decimals, quota, vector
from sozialraum.presentation.words.numbers import day, number
from sozialraum.presentation.words.numbers import period as period_label
from sozialraum.presentation.words.texts import Texts

RESIDENCE = "wohnort"
NOT_SUMMED = Column("none")


@dataclass(frozen=True)
class Part:
    """A column: its heading, the cell of an area, and how areas are put together in it."""

    head: Head
    cell: Callable[[str], Cell]
    column: Column = NOT_SUMMED


def year_in_full(offer: Offer, year: str) -> Grid:
    """Children, needed places, places and what follows, in one year."""
    words = offer.context.words
    parts = [*_parts(offer, year), *_parts_with_measures(offer, year), *_waiting(offer, year)]
    ahead = offer.ahead(year)
    caption = words("planning.year_ahead", year=period_label(year, words)) if ahead else _caption(year, words)
    notes = (words("planning.waiting_note"),) if offer.figures.tells(WAITING, year) else ()
    return _grid(offer, caption, parts, notes, ahead=ahead, folded=True)


def residence(offer: Offer) -> list[Pane]:
    """By residence of the children, at the newest date of which the use of places is told."""
    words = offer.context.words
    told = in_order([year for measure, year, _ in offer.figures.told if measure == BY_RESIDENCE])
    if not told:
        return []
    year = told[-1]
    notes = [words("planning.residence_note")]
    if why := _never_told(offer, INANSPRUCHNAHME, year):
        notes.append(words("planning.not_told", what=words("planning.head.inanspruchnahme"), why=why))
    caption = words("planning.overview.residence")
    grid = _grid(offer, caption, list(_parts_by_residence(offer, year)), tuple(notes))
    return [Pane(RESIDENCE, words("planning.pane.wohnort", year=period_label(year, words)), [grid])]


def _caption(year: str, words: Texts) -> str:
    key = "planning.year" if kind_of(year) == "school_year" else "planning.date"
    return words(key, year=period_label(year, words))


def _grid(
    offer: Offer,
    caption: str,
    parts: list[Part],
    notes: tuple[str, ...],
    ahead: bool = False,
    folded: bool = False,
) -> Grid:
    return Grid(
        caption,
        corner(offer),
        [Head(one.head.label, one.head.note, ahead) for one in parts],
        [area_line(offer, place, tuple(one.cell(place.area_id) for one in parts)) for place in offer.rows],
        [one.column for one in parts],
        notes,
        folded,
    )


def _parts(offer: Offer, year: str) -> Iterable[Part]:
    words, coverage, figures = offer.context.words, offer.coverage, offer.figures
    asked = ENTITLED if figures.tells(ENTITLED, year) else CHILDREN
    children, needed, places = (vector(offer, one, year) for one in (asked, NEEDED, PLACES))
    head = Head(words("planning.head.entitled" if asked == ENTITLED else "planning.head.children"))
    yield Part(head, lambda area: amount(figures.at(area, asked, year), words), column("sum", children))
    if offer.wanted:
        yield _summed(offer, Head(words("planning.head.needed")), NEEDED, year)
    there = decimals(offer, [PLACES], year)
    head = Head(words("planning.head.places"))
    yield Part(head, lambda area: _places(offer, area, year, there), column("sum", places, written=(there, 0)))
    if figures.tells(ALL_PLACES, year):
        head = Head(words("planning.head.places_all"), words("planning.head.places_all_note"))
        yield _summed(offer, head, ALL_PLACES, year)
    if offer.wanted:
        both = column("net", places, needed, written=(there, decimals(offer, [NEEDED], year)))
        yield Part(Head(words("planning.head.net")), lambda area: _net(offer, area, year, BESTAND), both)
        yield Part(Head(words("planning.head.between")), lambda area: _reach(offer, area, year))
    unit = words(f"coverage.unit_quota_{coverage.measure}")
    yield _rate(offer, Head(quota(offer), unit), QUOTAS[coverage.measure], year, column("ratio", places, children))
    if offer.wanted:
        head = Head(words("planning.head.of_need"), words("planning.head.of_need_note"))
        yield _rate(offer, head, OF_NEED, year, column("ratio", places, needed))


def _summed(offer: Offer, head: Head, measure: str, year: str, scenario: str = BESTAND) -> Part:
    """A column of numbers of which several areas have a sum."""
    digits = decimals(offer, [measure], year, scenario)
    return Part(
        head,
        lambda area: amount(offer.figures.at(area, measure, year, scenario), offer.context.words, digits),
        column("sum", vector(offer, measure, year, scenario), written=(digits, 0)),
    )


def _rate(offer: Offer, head: Head, measure: str, year: str, summed: Column = NOT_SUMMED) -> Part:
    return Part(head, lambda area: amount(offer.figures.at(area, measure, year), offer.context.words, 1), summed)


def _parts_with_measures(offer: Offer, year: str) -> Iterable[Part]:
    words, figures = offer.context.words, offer.figures
    if not figures.tells(PLACES, year, WITH_MEASURES):
        return
    note, after = words("planning.head.with_measures"), vector(offer, PLACES, year, WITH_MEASURES)
    yield _summed(offer, Head(words("planning.head.places"), note), PLACES, year, WITH_MEASURES)
    if offer.wanted:
        written = decimals(offer, [PLACES], year, WITH_MEASURES), decimals(offer, [NEEDED], year)
        yield Part(
            Head(words("planning.head.net"), note),
            lambda area: _net(offer, area, year, WITH_MEASURES),
            column("net", after, vector(offer, NEEDED, year), written=written),
        )


def _waiting(offer: Offer, year: str) -> Iterable[Part]:
    words, figures = offer.context.words, offer.figures
    if figures.tells(WAITING, year):
        yield _summed(offer, Head(words("planning.head.waiting"), _counted_on(offer, year)), WAITING, year)


def _counted_on(offer: Offer, year: str) -> str:
    table = offer.context.published.planning.applications
    days = table.loc[(table["coverage"] == offer.coverage.id) & (table["period"] == year), "counted_on"]
    return day(str(days.max()), offer.context.words) if len(days) and days.max() else ""


def _net(offer: Offer, area: str, year: str, scenario: str) -> Cell:
    missing, spare = (offer.figures.at(area, one, year, scenario) for one in (MISSING, SPARE))
    return net(missing, spare, offer.context.words)


def _reach(offer: Offer, area: str, year: str) -> Cell:
    missing, spare = (offer.figures.at(area, one, year) for one in (MISSING, SPARE))
    return Cell(between(missing, spare, offer.context.words) if missing.value is not None else "")


def _places(offer: Offer, area: str, year: str, digits: int) -> Cell:
    words, places = offer.context.words, offer.figures.at(area, PLACES, year)
    cell = amount(places, words, digits)
    silent = offer.figures.at(area, UNKNOWN_HOUSES, year).value
    if places.value is not None or not silent or places.status == Status.WITHHELD:
        return cell
    least = number(places.lower or 0.0, max(digits, decimals_of([places.lower])), words)
    return Cell(cell.text, (words("planning.houses_silent", least=least, count=number(silent, 0, words)),))


def _parts_by_residence(offer: Offer, year: str) -> Iterable[Part]:
    words, figures = offer.context.words, offer.figures
    needed, home = (vector(offer, measure, year) for measure in (NEEDED, BY_RESIDENCE))
    outer, elsewhere = (decimals(offer, [measure], year) for measure in (FROM_OUTSIDE, ELSEWHERE))

    def balance(area: str) -> Cell:
        missing, spare = (figures.at(area, one, year) for one in (MISSING_BY_RESIDENCE, SPARE_BY_RESIDENCE))
        return net(missing, spare, words)

    def from_outside(area: str) -> Cell:
        outside, share = figures.at(area, FROM_OUTSIDE, year), figures.at(area, FROM_OUTSIDE_PCT, year)
        cell = amount(outside, words, outer)
        if share.status == Status.WITHHELD and outside.value is not None:
            return Cell(cell.text, (words("planning.share_withheld"), *cell.lines))
        if share.value is None:
            return cell
        return Cell(cell.text, (words("planning.share_of_taken", share=number(share.value, 1, words)), *cell.lines))

    if offer.wanted:
        yield _summed(offer, Head(words("planning.head.needed")), NEEDED, year)
    yield _summed(offer, Head(words("planning.head.places_here")), PLACES, year)
    yield _summed(offer, Head(words("planning.head.by_residence")), BY_RESIDENCE, year)
    if offer.wanted:
        head = Head(words("planning.head.net"), words("planning.head.by_residence_note"))
        written = decimals(offer, [BY_RESIDENCE], year), decimals(offer, [NEEDED], year)
        yield Part(head, balance, column("net", home, needed, written=written))
    yield Part(Head(words("planning.head.from_outside")), from_outside)
    yield Part(
        Head(words("planning.head.elsewhere")),
        lambda area: Cell("–") if area == CITY else amount(figures.at(area, ELSEWHERE, year), words, elsewhere),
    )
    yield _rate(offer, Head(words("planning.head.betreuung"), "%"), BETREUUNG, year)
    if not _never_told(offer, INANSPRUCHNAHME, year):
        yield _rate(offer, Head(words("planning.head.inanspruchnahme"), "%"), INANSPRUCHNAHME, year)


def _never_told(offer: Offer, measure: str, year: str) -> str:
    """Why no area has a value, where it is the same for all but those withheld; "" where one has, or the reasons
    differ."""
    told = [offer.figures.at(place.area_id, measure, year) for place in offer.rows]
    open_ = [one for one in told if one.status != Status.WITHHELD]
    whys = {why_text(one.reason, offer.context.words) if one.value is None else "" for one in open_ or told}
    return whys.pop() if len(whys) == 1 else ""
