"""Demand and supply on the page of one Sozialraum: offers, what is planned, schools, Familienzentren."""

from collections.abc import Sequence
from typing import Any

from sozialraum.model import measures as m
from sozialraum.model.planned import WITH_MEASURES
from sozialraum.model.status import Status
from sozialraum.model.tables import BESTAND, CITY
from sozialraum.presentation.quality.data_notes import shown_value
from sozialraum.presentation.supply.balance import (
    UNITS,
    Offer,
    balance_table,
    changes,
    claims_need,
    is_hidden,
    quota_label,
)
from sozialraum.presentation.supply.cells import balance, balance_span, plain
from sozialraum.presentation.supply.centres_here import centres_here
from sozialraum.presentation.supply.looking_back import looking_back
from sozialraum.presentation.supply.planned_here import planned_here
from sozialraum.presentation.supply.rows import PlanRows, Row
from sozialraum.presentation.supply.schools_here import schools_here
from sozialraum.presentation.supply.timeline import Drawing, Series, timeline
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import day, number
from sozialraum.presentation.words.numbers import period as period_label
from sozialraum.presentation.words.target_words import targets_ahead
from sozialraum.presentation.words.tenses import tense


def supply_block(context: Context, rows: PlanRows, area_id: str) -> dict[str, Any] | None:
    """What the template prints; None where nothing at all is told of this area.

    Returns:
        {heading, texts: fixed words, offers: [...], planned: [...], schools: [...], centres | None}, each as in its
        module; an offer is {id, label, hidden: text | None, lead: [[term, text]], drawing | None, described, back,
        table, notes: [text]}.
    """
    offers = [Offer(context, rows, one, area_id) for one in context.project.coverage]
    told = [_offer(one) for one in offers if one.periods()]
    needed = any(claims_need(one, one.periods()) for one in offers)
    planned = planned_here(context, rows, area_id)
    schools = schools_here(context, rows, area_id)
    centres = centres_here(context, rows, area_id)
    if not (told or planned or schools or centres):
        return None
    return {
        "heading": context.words("supply.heading" if needed else "supply.heading_plain"),
        "texts": context.words.section("supply"),
        "offers": told,
        "planned": planned,
        "schools": schools,
        "centres": centres,
    }


def _offer(offer: Offer) -> dict[str, Any]:
    context, periods = offer.context, offer.periods()
    hidden = is_hidden(offer, periods)
    drawing = None if hidden else _drawing(offer, periods)
    lead = _lead(offer, periods, hidden)
    return {
        "id": offer.coverage.id,
        "label": context.text(offer.coverage.label),
        "hidden": context.words("supply.all_withheld") if hidden else None,
        "lead": lead,
        "drawing": drawing,
        "described": " ".join(f"{term}: {text}." for term, text in lead),
        "ticks": [(y, number(value, 0, context.words)) for y, value in drawing.ticks] if drawing else [],
        "back": looking_back(context, offer.coverage) if drawing and drawing.ahead is not None else "",
        "table": balance_table(offer, periods),
        "notes": _notes(offer, periods),
    }


def _lead(offer: Offer, periods: Sequence[str], hidden: bool) -> list[tuple[str, str]]:
    """Today, the next and the last year ahead in a sentence each, unless all is withheld; the target that holds."""
    context, words = offer.context, offer.context.words
    today = context.published.planning.today
    ahead = [period for period in periods if tense(period, today) == "ahead"]
    behind = [period for period in periods if period not in ahead]
    chosen = {} if hidden else dict.fromkeys([*behind[-1:], *ahead[:1], *ahead[-1:]])
    lead = []
    for period in chosen:
        key = "supply.lead_ahead" if period in ahead else "supply.lead" if ahead else "supply.lead_only"
        if text := _sentence(offer, period, planned=changes(offer, periods)):
            lead.append((words(key, year=period_label(period, words)), text))
    target = targets_ahead(context, offer.coverage, behind[-1] if behind else periods[0], offer.area_id)
    if target:
        lead.append((words("info.target"), target))
    return lead


def _sentence(offer: Offer, period: str, planned: bool) -> str:
    words = offer.context.words
    pairs = {
        scenario: (offer.row(m.MISSING, period, scenario), offer.row(m.SPARE, period, scenario))
        for scenario in (BESTAND, WITH_MEASURES)
    }
    cells = {scenario: balance(*pair, words) for scenario, pair in pairs.items()}
    spans = {scenario: balance_span(*pair, words) for scenario, pair in pairs.items()}
    said = []
    if cells[BESTAND].text:
        own = cells[BESTAND].text
        said.append(words("supply.lead_span", own=own, span=spans[BESTAND].text) if spans[BESTAND].text else own)
    if planned and cells[WITH_MEASURES].text not in {"", cells[BESTAND].text}:
        said.append(words("supply.lead_measures", balance=cells[WITH_MEASURES].text))
    quota = m.QUOTAS[offer.coverage.measure]
    unit = UNITS[offer.coverage.measure]
    own_quota, city = offer.row(quota, period), offer.row(quota, period, area_id=CITY)
    if own_quota is not None and shown_value(own_quota["value"]) is not None:
        said.append(f"{quota_label(offer)} {plain(own_quota, 1, unit, words).text}")
        if city is not None and shown_value(city["value"]) is not None:
            said[-1] = words("supply.lead_city", own=said[-1], city=plain(city, 1, unit, words).text)
    return "; ".join(said)


def _drawing(offer: Offer, periods: Sequence[str]) -> Drawing | None:
    children = [offer.children(period) for period in periods]
    needed = [offer.row(m.NEEDED, period) for period in periods]
    return timeline(
        periods,
        offer.context.published.planning.today,
        _series(children),
        _series(needed),
        [offer.value(m.PLACES, period) for period in periods],
        [offer.value(m.PLACES, period, WITH_MEASURES) for period in periods],
        offer.claims_from(periods),
    )


def _series(rows: Sequence[Row | None]) -> Series:
    def numbers(column: str) -> list[float | None]:
        return [
            None if row is None or str(row["status"]) == Status.WITHHELD else shown_value(row[column]) for row in rows
        ]

    withheld = [row is not None and str(row["status"]) == Status.WITHHELD for row in rows]
    return Series(
        values=numbers("value"),
        lower=numbers("lower"),
        upper=numbers("upper"),
        sure=[row is not None and str(row["status"]) == Status.NORMAL for row in rows],
        withheld=withheld,
    )


def _notes(offer: Offer, periods: Sequence[str]) -> list[str]:
    """How to read the table: which places and children are meant, how is rounded, why numbers are not there."""
    context, words, coverage = offer.context, offer.context.words, offer.coverage
    notes = [words("supply.note_places", kind=words(f"kind.{coverage.kind}"))]
    counted = context.published.planning.years.counted_on
    days = sorted({counted[period] for period in periods if period in counted})
    if coverage.cohorts and days:
        notes.append(words("supply.note_counted", day=day(days[-1], words)))
    elif not coverage.cohorts:
        label = context.text(context.project.indicator(coverage.children).label)
        notes.append(words("supply.note_children", children=label))
    notes += [
        words("supply.note_dates", places=period_label(places, words), children=period_label(children, words))
        for places, children in sorted(coverage.pairs.items())
        if places in periods
    ]
    if since := offer.claims_from(periods):
        notes.append(words("supply.note_claims", year=period_label(since, words)))
    if any(offer.row(m.MISSING, period) is not None for period in periods):
        notes.append(words("supply.note_rounded"))
    if any(balance_span(offer.row(m.MISSING, one), offer.row(m.SPARE, one), words).text for one in periods):
        notes.append(words("supply.note_variants"))
    if any(offer.row(m.BY_RESIDENCE, period) is not None for period in periods):
        notes.append(words("supply.note_residence"))
    reasons = {
        str(row["reason"])
        for at, row in offer.rows.measures.get(offer.area_id, {}).items()
        if at.coverage == coverage.id and at.period in periods and at.measure != m.FIELD
        if shown_value(row["value"]) is None and row["reason"]
    }
    keys = {f"{section}.{reason}" for reason in reasons for section in ("planning.why", "why")}
    why = sorted({words(key) for key in keys & set(words.entries)})
    if why:
        notes.append(words("supply.note_why", reasons="; ".join(why)))
    if older := offer.left_out():
        notes.append(words("supply.note_older", count=older))
    return [*notes, *(text for text in (context.text(coverage.note), context.text(coverage.office)) if text)]
