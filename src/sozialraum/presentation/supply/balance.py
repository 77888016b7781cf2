"""The balance of one offer in one Sozialraum: children, places, what is missing, by Kita-Jahr."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sozialraum.model import measures as m
from sozialraum.model.cohorts import CohortGroup
from sozialraum.model.periods import in_order
from sozialraum.model.planned import WITH_MEASURES
from sozialraum.model.rules import Coverage
from sozialraum.model.status import Status
from sozialraum.model.tables import BESTAND, CITY
from sozialraum.presentation.quality.data_notes import shown_value
from sozialraum.presentation.supply.cells import Cell, Line, balance, balance_span, number_span, plain, printed
from sozialraum.presentation.supply.rows import At, PlanRows, Row
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import day, number

UNITS = {"versorgungsquote": "%", "plaetze_je_100": ""}  # of a quota, whose name tells what it is of
FEWEST_KINDS = 2  # of hours; of one alone the places themselves tell
MOST_YEARS = 10  # columns of a table that still fit on paper; the newest are kept


@dataclass(frozen=True)
class Offer:
    """The figures of one coverage in one Sozialraum.

    Args:
        context: names, words, rules.
        rows: rows of all areas.
        coverage: the offer.
        area_id: the Sozialraum.
    """

    context: Context
    rows: PlanRows
    coverage: Coverage
    area_id: str

    def row(self, measure: str, period: str, scenario: str = BESTAND, area_id: str | None = None) -> Row | None:
        """The row of a figure; None where nobody worked it out."""
        own = self.rows.measures.get(area_id or self.area_id, {})
        return own.get(At(self.coverage.id, measure, period, scenario))

    def value(self, measure: str, period: str, scenario: str = BESTAND) -> float | None:
        """The number of a figure, or None."""
        row = self.row(measure, period, scenario)
        return None if row is None else shown_value(row["value"])

    def children(self, period: str, scenario: str = BESTAND) -> Row | None:
        """The row of the children of a year, of those with a claim where only they are told."""
        own = self.row(m.CHILDREN, period, scenario)
        return own if own is not None else self.row(m.ENTITLED, period, scenario)

    def claims_from(self, periods: Sequence[str]) -> str:
        """The first year in which only children with a claim are told, after years that told all; "" for none."""
        told = [period for period in periods if self.children(period) is not None]
        only = [period for period in told if self.row(m.CHILDREN, period) is None]
        return only[0] if only and only[0] != told[0] else ""

    def periods(self) -> list[str]:
        """The newest years of which places or children are told."""
        own = self.rows.measures.get(self.area_id, {})
        told = {
            at.period
            for at in own
            if at.coverage == self.coverage.id and at.measure in {m.CHILDREN, m.ENTITLED, m.PLACES}
        }
        return in_order(sorted(told))[-MOST_YEARS:]

    def left_out(self) -> int:
        """How many older years there are beside those shown."""
        own = self.rows.measures.get(self.area_id, {})
        told = {at.period for at in own if at.coverage == self.coverage.id and at.measure in {m.CHILDREN, m.PLACES}}
        return len(told - set(self.periods()))


def claims_need(offer: Offer, periods: Sequence[str]) -> bool:
    """Whether a target says how many places are needed: without one no page claims any."""
    return any(offer.row(one, period) is not None for period in periods for one in (m.NEEDED, m.MISSING))


def is_hidden(offer: Offer, periods: Sequence[str]) -> bool:
    """Whether neither the children nor the balance of any year may be shown."""
    rows = [offer.children(period) for period in periods] + [offer.row(m.MISSING, period) for period in periods]
    told = [row for row in rows if row is not None]
    return bool(told) and all(str(row["status"]) == Status.WITHHELD for row in told)


def balance_table(offer: Offer, periods: Sequence[str]) -> dict[str, Any]:
    """The table as the template prints it, see cells.printed."""
    words = offer.context.words
    needed = claims_need(offer, periods)
    groups = [
        (words("supply.group_children"), _children(offer, periods)),
        (words("supply.group_balance" if needed else "supply.group_places"), _balance(offer, periods)),
        (words("supply.group_measures"), _with_measures(offer, periods)),
        (words("supply.group_residence"), _residence(offer, periods)),
        (words("supply.group_waiting"), _waiting(offer, periods)),
    ]
    today = offer.context.published.planning.today
    return printed(groups, periods, today, words, told_only=is_hidden(offer, periods))


def _children(offer: Offer, periods: Sequence[str]) -> list[Line]:
    words = offer.context.words
    groups = _groups(offer)
    by_age = [
        Line(
            group_label(offer.context, groups.get(id_), id_),
            tuple(_of_group(offer, id_, period) for period in periods),
        )
        for id_ in offer.coverage.cohorts
    ]
    spans = tuple(number_span(offer.children(period), words) for period in periods)
    totals = [_line(offer, periods, measure) for measure in (m.CHILDREN, m.ENTITLED)]
    return [
        *(by_age if len(by_age) > 1 else []),
        *(replace(total, main=True) for total in totals),
        Line(words("supply.variants"), spans),
    ]


def _of_group(offer: Offer, group: str, period: str) -> Cell:
    return plain(offer.rows.children.get((offer.area_id, group, period)), 0, "", offer.context.words)


def _balance(offer: Offer, periods: Sequence[str]) -> list[Line]:
    words = offer.context.words
    unit = UNITS[offer.coverage.measure]
    quota = m.QUOTAS[offer.coverage.measure]
    return [
        _line(offer, periods, m.NEEDED, 1),
        _line(offer, periods, m.PLACES),
        *_by_hours(offer, periods),
        _line(offer, periods, m.ALL_PLACES),
        _silent(offer, periods),
        *_saldo(offer, periods, m.MISSING, m.SPARE, BESTAND),
        _line(offer, periods, m.OF_NEED, 1, "%"),
        _each(quota_label(offer), periods, lambda year: plain(offer.row(quota, year), 1, unit, words)),
        _each(
            words("supply.quota_city"),
            periods,
            lambda year: plain(offer.row(quota, year, area_id=CITY), 1, unit, words),
        ),
    ]


def _with_measures(offer: Offer, periods: Sequence[str]) -> list[Line]:
    """Nothing where the counted measures change no place of this area."""
    if not changes(offer, periods):
        return []
    words = offer.context.words
    unit, quota = UNITS[offer.coverage.measure], m.QUOTAS[offer.coverage.measure]
    return [
        _line(offer, periods, m.PLACES, scenario=WITH_MEASURES, key="places_with_measures"),
        *_saldo(offer, periods, m.MISSING, m.SPARE, WITH_MEASURES),
        _each(quota_label(offer), periods, lambda year: plain(offer.row(quota, year, WITH_MEASURES), 1, unit, words)),
    ]


def quota_label(offer: Offer) -> str:
    """The name of the quota: that of coverage, or places per 100 of the children that the indicator names."""
    context, coverage = offer.context, offer.coverage
    children = context.text(context.project.indicator(coverage.children).label)
    return context.words(f"supply.quota_{coverage.measure}", children=children)


def changes(offer: Offer, periods: Sequence[str]) -> bool:
    """Whether the counted measures change any place of this area."""
    pairs = [(offer.row(m.PLACES, one), offer.row(m.PLACES, one, WITH_MEASURES)) for one in periods]
    return any(own is not None and planned is not None and (_ends(own) != _ends(planned)) for own, planned in pairs)


def _ends(row: Row) -> list[float | None]:
    return [shown_value(row[name]) for name in ("value", "lower", "upper")]


def _residence(offer: Offer, periods: Sequence[str]) -> list[Line]:
    words = offer.context.words
    lines = [
        _line(offer, periods, m.BY_RESIDENCE),
        *_saldo(offer, periods, m.MISSING_BY_RESIDENCE, m.SPARE_BY_RESIDENCE, BESTAND),
        _each(words(f"supply.{m.FROM_OUTSIDE}"), periods, lambda year: _from_outside(offer, year)),
        _line(offer, periods, m.ELSEWHERE),
        _line(offer, periods, m.BETREUUNG, 1, "%"),
        _line(offer, periods, m.INANSPRUCHNAHME, 1, "%"),
    ]
    return [replace(line, beside=True) for line in lines]


def _from_outside(offer: Offer, period: str) -> Cell:
    words = offer.context.words
    cell = plain(offer.row(m.FROM_OUTSIDE, period), 0, "", words)
    share = offer.value(m.FROM_OUTSIDE_PCT, period)
    if not cell.valued or share is None:
        return cell
    return Cell(cell.text, f"{number(share, 1, words)}\u202f%", status=cell.status, valued=True)


def _waiting(offer: Offer, periods: Sequence[str]) -> list[Line]:
    words = offer.context.words

    def cell(period: str) -> Cell:
        told = plain(offer.row(m.WAITING, period), 0, "", words)
        on = offer.rows.counted_on.get((offer.coverage.id, period), "")
        return Cell(told.text, day(on, words) if told.text else "", status=told.status, valued=told.valued)

    return [replace(_each(words(f"supply.{m.WAITING}"), periods, cell), beside=True)]


def _saldo(offer: Offer, periods: Sequence[str], missing: str, spare: str, scenario: str) -> list[Line]:
    words = offer.context.words

    def rows(period: str) -> tuple[Row | None, Row | None]:
        return offer.row(missing, period, scenario), offer.row(spare, period, scenario)

    return [
        Line(words("supply.balance"), tuple(balance(*rows(one), words) for one in periods), main=True),
        Line(words("supply.variants"), tuple(balance_span(*rows(one), words) for one in periods)),
    ]


def _by_hours(offer: Offer, periods: Sequence[str]) -> list[Line]:
    """Places by weekly hours, where more than one kind of hours is told."""
    words = offer.context.words
    own = offer.rows.measures.get(offer.area_id, {})
    told = {at.measure for at in own if at.coverage == offer.coverage.id and at.measure.startswith(m.OF_HOURS)}
    told = {kind for kind in told if any(offer.value(kind, period) for period in periods)}
    if len(told) < FEWEST_KINDS:
        return []
    hours = {kind: float(kind.removeprefix(m.OF_HOURS)) for kind in told if kind != m.OF_HOURS}
    labels = {
        kind: words("supply.hours", hours=number(hours[kind], 0, words))
        for kind in sorted(hours, key=lambda one: hours[one])
    }
    if m.OF_HOURS in told:
        labels[m.OF_HOURS] = words("supply.hours_untold")
    return [
        Line(label, tuple(plain(offer.row(kind, period), 0, "", words) for period in periods))
        for kind, label in labels.items()
    ]


def _silent(offer: Offer, periods: Sequence[str]) -> Line:
    """Houses that tell no places, where there are any."""
    words = offer.context.words

    def cell(period: str) -> Cell:
        row = offer.row(m.UNKNOWN_HOUSES, period)
        return Cell("") if row is None or not shown_value(row["value"]) else plain(row, 0, "", words)

    return _each(words(f"supply.{m.UNKNOWN_HOUSES}"), periods, cell)


def _line(
    offer: Offer,
    periods: Sequence[str],
    measure: str,
    decimals: int = 0,
    unit: str = "",
    scenario: str = BESTAND,
    key: str = "",
) -> Line:
    words = offer.context.words
    return _each(
        words(f"supply.{key or measure}"),
        periods,
        lambda year: plain(offer.row(measure, year, scenario), decimals, unit, words),
    )


def _each(label: str, periods: Sequence[str], cell: Callable[[str], Cell]) -> Line:
    return Line(label, tuple(cell(period) for period in periods))


def _groups(offer: Offer) -> Mapping[str, CohortGroup]:
    cohorts = offer.context.project.cohorts
    return {group.id: group for group in cohorts.groups} if cohorts else {}


def group_label(context: Context, group: CohortGroup | None, id_: str) -> str:
    """A group of children in a few words: its short name, else its one year of age, else its whole name."""
    if group is None:
        return id_
    if group.short is None and group.from_age is not None and group.from_age == group.to_age:
        return context.words(f"target.age_{min(group.from_age, 2)}", age=group.from_age)
    return context.text(group.short or group.label)
