"""The balance of one offer: areas beside Kita-Jahre, today and with measures, and what follows for the city."""

from collections.abc import Iterable

from sozialraum.model.fields import text_of
from sozialraum.model.measures import ALL_PLACES, MISSING, MISSING_IN_PARTS, NEEDED, PLACES, QUOTAS, SPARE
from sozialraum.model.periods import kind_of
from sozialraum.model.planned import WITH_MEASURES
from sozialraum.model.tables import BESTAND, CITY
from sozialraum.model.whole_places import whole_missing, whole_spare
from sozialraum.presentation.planning.areas import Place
from sozialraum.presentation.planning.balance_year import residence, year_in_full
from sozialraum.presentation.planning.figures import Figure, amount, between, net, plain, without
from sozialraum.presentation.planning.grid import Cell, Column, Grid, Pane, Section
from sozialraum.presentation.planning.offer import (
    Offer,
    area_line,
    children_of,
    column,
    corner,
    decimals,
    quota,
    vector,
    year_head,
)
from sozialraum.presentation.views.supply_rows import claims_text
from sozialraum.presentation.words.numbers import number
from sozialraum.presentation.words.numbers import period as period_label
from sozialraum.presentation.words.target_words import targets_ahead
from sozialraum.presentation.words.tenses import tense
from sozialraum.presentation.words.texts import Texts


def balance_section(offer: Offer, number_of: int) -> Section:
    """The part of the page about one offer."""
    context, coverage, words = offer.context, offer.coverage, offer.context.words
    panes = [
        Pane(BESTAND, words("planning.pane.bestand"), _scenario_grids(offer, BESTAND)),
        *_with_measures(offer),
        *residence(offer),
    ]
    last = offer.years[-1]
    near = next((year for year in offer.years if tense(year, offer.today) == "today"), last)
    target = targets_ahead(context, coverage, near, CITY)
    facts = [
        (words("info.target"), words("planning.target_of", year=period_label(near, words), target=target))
        if target
        else (words("info.target"), words("planning.no_target")),
        (words("planning.places_term"), _what_counts(offer)),
        (words("planning.apart_term"), _apart(offer, near)),
        (words("info.break"), claims_text(context, coverage)),
        (words("info.office"), text_of(coverage.office, words.language)),
        (words("info.note"), text_of(coverage.note, words.language)),
    ]
    return Section(
        id=f"bilanz-{number_of}",
        title=context.text(coverage.label),
        sentences=list(_sentences(offer)),
        panes=panes,
        grids=[year_in_full(offer, year) for year in offer.years if tense(year, offer.today) != "past"],
        facts=[(term, text) for term, text in facts if text],
    )


def _what_counts(offer: Offer) -> str:
    """Of which kind the places are, and how a house counts that opens within a Kita-Jahr."""
    words, coverage = offer.context.words, offer.coverage
    kind = words(f"kind.{coverage.kind}")
    yearly = any(kind_of(year) == "school_year" for year in offer.years)
    return words(f"planning.openings.{coverage.openings}", kind=kind) if yearly else kind


def _apart(offer: Offer, year: str) -> str:
    """Offers shown beside and never counted, with the places of all of them in the city."""
    context, words = offer.context, offer.context.words
    labels = {one.id: context.text(one.label) for one in context.project.offers}
    named = ", ".join(labels[one] for one in offer.coverage.also_shown)
    every, own = (offer.figures.at(CITY, one, year) for one in (ALL_PLACES, PLACES))
    if not named or every.value is None or own.value is None:
        return named
    counts = {"every": plain(every.value, words), "own": plain(own.value, words)}
    return words("planning.apart", offers=named, **counts)


def _sentences(offer: Offer) -> Iterable[str]:
    """What is missing in the city, today and at the end; net difference and sum of the parts told apart."""
    if not offer.wanted:
        return
    words, figures = offer.context.words, offer.figures
    areas = text_of(offer.context.project.areas.label_plural, words.language)
    shown = [year for year in offer.years if tense(year, offer.today) != "past"]
    for year in dict.fromkeys([shown[0], shown[-1]] if shown else []):
        missing, spare = figures.at(CITY, MISSING, year), figures.at(CITY, SPARE, year)
        label = period_label(year, words)
        if missing.value is None:
            told = without(missing, words)
            yield words("planning.city_unknown", year=label, why=", ".join([told.text, *told.lines]))
            continue
        reach = between(missing, spare, words) if offer.ahead(year) else ""
        sentence = words(
            "planning.city_year_ahead" if offer.ahead(year) else "planning.city_year",
            year=label,
            told=_city_words(missing.value, spare.value or 0.0, words),
            reach=words("planning.reach", reach=reach) if reach else "",
        )
        parts = figures.at(CITY, MISSING_IN_PARTS, year)
        if parts.value is None or whole_missing(parts.value) <= whole_missing(missing.value):
            yield sentence
        else:
            yield f"{sentence} {words('planning.in_parts', count=plain(parts.value, words), areas=areas)}"


def _city_words(missing: float, spare: float, words: Texts) -> str:
    """What is missing or spare in the city, as the beginning of a sentence."""
    gone, free = whole_missing(missing), whole_spare(spare)
    if not gone and not free:
        return words("planning.city_even")
    key = "planning.city_missing" if gone else "planning.city_spare"
    return words(f"{key}_one") if (gone or free) == 1 else words(key, count=number(gone or free, 0, words))


def _with_measures(offer: Offer) -> list[Pane]:
    words = offer.context.words
    if not any(offer.figures.tells(PLACES, year, WITH_MEASURES) for year in offer.years):
        return []
    counted = ", ".join(words(f"planning.state.{one}") for one in offer.context.project.planning.measures.counted)
    told = words("planning.pane.counted", states=counted)
    title = words("planning.pane.mit_massnahmen")
    return [Pane(WITH_MEASURES, title, _scenario_grids(offer, WITH_MEASURES), [told])]


def _scenario_grids(offer: Offer, scenario: str) -> list[Grid]:
    """Areas beside Kita-Jahre: what is missing or spare, or the quota where there is no target."""
    words, measure = offer.context.words, PLACES
    years = [year for year in offer.years if offer.figures.tells(measure, year, scenario)]
    heads = [year_head(offer, year) for year in years]
    columns = [_overview_column(offer, year, scenario) for year in years]
    lines = [
        area_line(
            offer,
            place,
            tuple(
                _overview_cell(offer, place, year, scenario, one.decimals)
                for year, one in zip(years, columns, strict=True)
            ),
        )
        for place in offer.rows
    ]
    caption = (
        words("planning.overview.balance") if offer.wanted else words("planning.overview.quota", quota=quota(offer))
    )
    note = [words("planning.larger_note")] if offer.wanted and any(one.kind == "larger" for one in offer.rows) else []
    return [Grid(caption, corner(offer), heads, lines, columns, tuple(note))]


def _overview_cell(offer: Offer, place: Place, year: str, scenario: str, written: tuple[int, int]) -> Cell:
    """What is missing or spare, of how many, with the decimals of its column: of places, and of what is needed."""
    words, figures = offer.context.words, offer.figures
    places = figures.at(place.area_id, PLACES, year, scenario)
    if not offer.wanted:
        return _quota_cell(offer, place, year, scenario, places, written[0])
    missing = figures.at(place.area_id, MISSING, year, scenario)
    needed = figures.at(place.area_id, NEEDED, year, scenario)
    cell = net(missing, figures.at(place.area_id, SPARE, year, scenario), words)
    if missing.value is None or places.value is None or needed.value is None:
        return cell
    there, wanted = (number(one, at, words) for one, at in zip((places.value, needed.value), written, strict=True))
    of = words("page.planning.of", places=there, needed=wanted)
    parts = figures.at(place.area_id, MISSING_IN_PARTS, year, scenario)
    apart = parts.value is not None and whole_missing(parts.value) > whole_missing(missing.value)
    alone = (words("page.planning.parts", count=number(parts.value or 0.0, written[1], words)),) if apart else ()
    return Cell(cell.text, (of, *alone, *cell.lines), cell.tone)


def _quota_cell(offer: Offer, place: Place, year: str, scenario: str, places: Figure, written: int) -> Cell:
    words, coverage = offer.context.words, offer.coverage
    quota = offer.figures.at(place.area_id, QUOTAS[coverage.measure], year, scenario)
    cell = amount(quota, words, 1, words(f"coverage.unit_quota_{coverage.measure}"))
    children = children_of(offer, place.area_id, year, scenario)
    if places.value is None or children.value is None:
        return cell
    there, heads = number(places.value, written, words), number(children.value, 0, words)
    of = words("planning.places_children", places=there, children=heads)
    return Cell(cell.text, (of, *cell.lines))


def _overview_column(offer: Offer, year: str, scenario: str) -> Column:
    places, there = vector(offer, PLACES, year, scenario), decimals(offer, [PLACES], year, scenario)
    if offer.wanted:
        wanted = decimals(offer, [NEEDED, MISSING_IN_PARTS], year, scenario)
        return column("net", places, vector(offer, NEEDED, year, scenario), written=(there, wanted))
    unit = offer.context.words(f"coverage.unit_quota_{offer.coverage.measure}")
    children = [children_of(offer, area, year) for area in offer.context.areas]
    return column("ratio", places, children, unit, (there, 0))
