"""One sheet for each offer: children, places needed and there, balance, by Kita-Jahr and area."""

from collections.abc import Iterable, Mapping

from sozialraum.model.cohorts import CohortGroup
from sozialraum.model.measures import (
    CHILDREN,
    ENTITLED,
    MISSING,
    MISSING_IN_PARTS,
    NEEDED,
    OF_NEED,
    PLACES,
    QUOTAS,
    SPARE,
    UNKNOWN_HOUSES,
)
from sozialraum.model.periods import in_order
from sozialraum.model.planned import WITH_MEASURES
from sozialraum.model.rules import Coverage
from sozialraum.model.status import Status
from sozialraum.model.tables import BESTAND, CITY, records
from sozialraum.presentation.annex.sheet import Block, Cell, Column, Row, Sheet
from sozialraum.presentation.annex.values import balance, counted, places, reach, tenths, whole
from sozialraum.presentation.planning.areas import Place, kept, places_in_order
from sozialraum.presentation.planning.figures import Figure, Figures, known
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import number, period
from sozialraum.presentation.words.target_words import has_target, target_text
from sozialraum.presentation.words.tenses import tense

KEYS = 4


def offer_sheets(context: Context, of: Mapping[str, Figures]) -> list[Sheet]:
    """A sheet for each coverage of which anything is known; years: today, those ahead, then the past ones."""
    sheets = []
    for coverage in context.project.coverage:
        figures = of[coverage.id]
        years = years_told(context, figures)
        if years:
            sheets.append(_sheet(context, coverage, figures, years))
    return sheets


def years_told(context: Context, figures: Figures) -> list[str]:
    """The years with places or a balance: today and ahead first, then the past ones, the newest first."""
    return today_first(context, [year for measure, year, _ in figures.told if measure in {PLACES, NEEDED}])


def today_first(context: Context, years: Iterable[str]) -> list[str]:
    """Each year once: a council reads the first page, and decides on what is to come."""
    today = context.published.planning.today
    told = in_order(list(years))
    past = [year for year in told if tense(year, today) == "past"]
    return [*(year for year in told if year not in past), *reversed(past)]


def _sheet(context: Context, coverage: Coverage, figures: Figures, years: list[str]) -> Sheet:
    words = context.words
    target, planned = has_target(context, coverage), _with_measures(figures)
    groups = _ages(context, coverage)
    columns = [
        *(Column(words(f"annex.{key}"), width) for key, width in (("year", 9), ("told", 10), ("level", 15))),
        Column(words("annex.area"), 23),
        *(Column(label, 7, "whole", words("annex.children")) for _, label in groups),
        Column(words("annex.together"), 10, "whole", words("annex.children")),
        *([Column(words("annex.entitled"), 9, "whole", words("annex.children"))] if _entitled(figures) else []),
        *([Column(words("annex.needed"), 11, "tenths", words("annex.stock"))] if target else []),
        Column(words("annex.places"), 8, "whole", words("annex.stock")),
        Column(words(f"annex.{coverage.measure}"), 12, "tenths", words("annex.stock")),
    ]
    if target:
        columns += [
            Column(words("annex.of_need"), 8, "tenths", words("annex.stock")),
            Column(words("annex.balance"), 10, "balance", words("annex.stock")),
            Column(words("annex.best"), 10, "balance", words("annex.stock")),
            Column(words("annex.worst"), 11, "balance", words("annex.stock")),
            Column(words("annex.in_parts"), 10, "whole", words("annex.stock")),
        ]
    if planned:
        columns += [
            Column(words("annex.places"), 8, "whole", words("annex.with_measures")),
            *([Column(words("annex.of_need"), 8, "tenths", words("annex.with_measures"))] if target else []),
            *([Column(words("annex.balance"), 10, "balance", words("annex.with_measures"))] if target else []),
        ]
    columns.append(Column(words("annex.remark"), 24))
    children = _by_group(context, coverage)
    rows = [
        Row(
            (
                *_head(context, figures, place, year),
                *(whole(children.get((place.area_id, group, year), _none()), words) for group, _ in groups),
                *_numbers(context, coverage, figures, place, year, target, planned),
                _remark(context, figures, place, year),
            ),
            strong=place.kind != "area",
            begins=at == 0,
        )
        for year in years
        for at, place in enumerate(kept(places_in_order(context), set(figures.areas)))
    ]
    return Sheet(
        name=context.text(coverage.short),
        title=words("annex.offer_title", city=context.project.city.name, offer=context.text(coverage.label)),
        lead=_lead(context, coverage, years, target),
        blocks=(Block(tuple(columns), tuple(rows)),),
        notes=_notes(context, coverage, figures, target),
        keys=KEYS,
    )


def _numbers(
    context: Context, coverage: Coverage, figures: Figures, place: Place, year: str, target: bool, planned: bool
) -> list[Cell]:
    words, area = context.words, place.area_id

    def at(measure: str, scenario: str = BESTAND) -> Figure:
        return figures.at(area, measure, year, scenario)

    cells = [whole(at(CHILDREN), words) if figures.tells(CHILDREN, year) else None]
    if _entitled(figures):
        cells.append(whole(at(ENTITLED), words) if figures.tells(ENTITLED, year) else None)
    if target:
        cells.append(tenths(at(NEEDED), words))
    cells += [places(at(PLACES), words), tenths(at(QUOTAS[coverage.measure]), words)]
    if target:
        best, worst = reach(at(MISSING), at(SPARE))
        cells += [tenths(at(OF_NEED), words), balance(at(MISSING), at(SPARE), words), best, worst]
        cells.append(None if place.kind == "area" else _missing_in_parts(context, at(MISSING_IN_PARTS)))
    if planned:
        told = figures.tells(PLACES, year, WITH_MEASURES)
        cells.append(places(at(PLACES, WITH_MEASURES), words) if told else None)
        if target:
            cells.append(tenths(at(OF_NEED, WITH_MEASURES), words) if told else None)
            net = balance(at(MISSING, WITH_MEASURES), at(SPARE, WITH_MEASURES), words)
            cells.append(net if told else None)
    return cells


def _missing_in_parts(context: Context, figure: Figure) -> Cell:
    """Rounded up as what is missing is everywhere."""
    found = balance(figure, Figure(0.0, None, None, figure.status, ""), context.words)
    return -found if isinstance(found, int) else found


def _head(context: Context, figures: Figures, place: Place, year: str) -> tuple[Cell, ...]:
    words = context.words
    if place.kind == "area":
        level = context.text(context.project.areas.label)
    else:
        level = words("level.city") if place.area_id == CITY else place.level
    name = context.project.city.name if place.area_id == CITY else place.name
    heads = figures.at(place.area_id, CHILDREN if figures.tells(CHILDREN, year) else ENTITLED, year)
    return period(year, words), counted(heads.status, words), level, name


def _remark(context: Context, figures: Figures, place: Place, year: str) -> str:
    """Why a number is missing or weaker than it looks."""
    words = context.words
    told = [one for one in (CHILDREN, ENTITLED, PLACES, NEEDED) if figures.tells(one, year)]
    said = [words(f"why.{reason}") for one in told if (reason := figures.at(place.area_id, one, year).reason)]
    there = figures.at(place.area_id, PLACES, year)
    silent = figures.at(place.area_id, UNKNOWN_HOUSES, year).value or 0
    if silent and there.status != Status.WITHHELD and there.lower is not None:
        least = number(there.lower, 0, words)
        said.append(words("annex.silent_houses", count=int(silent), least=least))
    if there.value is not None and there.status in {Status.ESTIMATED, Status.PROVISIONAL, Status.UNRELIABLE}:
        said.append(words("annex.places_are", status=words(f"status.{there.status}")))
    return "; ".join(dict.fromkeys(said))


def _lead(context: Context, coverage: Coverage, years: list[str], target: bool) -> tuple[str, ...]:
    words = context.words
    lines = [
        context.text(context.project.city.notice),
        words("annex.kind", kind=words(f"kind.{coverage.kind}"), order=words("annex.order")),
    ]
    if target and (text := target_text(context, coverage, years[0], CITY)):
        lines.append(words("annex.target", year=period(years[0], words), text=text))
    return tuple(line for line in lines if line)


def _notes(context: Context, coverage: Coverage, figures: Figures, target: bool) -> tuple[str, ...]:
    words, offers = context.words, context.published.offers
    rows = offers[offers["offer"].isin(coverage.offers) & (offers["kind"] == str(coverage.kind))]
    lines = [words("annex.explained"), words("annex.explained_parts")] if target else []
    if _entitled(figures):
        lines.append(words("annex.explained_entitled"))
    if _with_measures(figures):
        lines.append(words("annex.explained_measures"))
    lines.append(context.text(coverage.note))
    sources = context.sources(sorted(set(rows["source_id"])))
    lines.append(words("annex.sources", sources=sources, office=context.text(coverage.office)))
    return tuple(line for line in lines if line)


def _with_measures(figures: Figures) -> bool:
    return any(scenario == WITH_MEASURES for _, _, scenario in figures.told)


def _entitled(figures: Figures) -> bool:
    return any(measure == ENTITLED for measure, _, _ in figures.told)


def _ages(context: Context, coverage: Coverage) -> list[tuple[str, str]]:
    """(cohort group, its name) of a coverage whose children are told by more than one."""
    cohorts = context.project.cohorts
    if cohorts is None or len(coverage.cohorts) < 2:  # of one group the sum says it all
        return []
    groups = {group.id: group for group in cohorts.groups}
    return [(id_, _age(context, groups[id_]) if id_ in groups else id_) for id_ in coverage.cohorts]


def _age(context: Context, group: CohortGroup) -> str:
    """The years of age of a group of one, else its own name."""
    if group.from_age is not None and group.from_age == group.to_age:
        return context.words(f"target.age_{min(group.from_age, 2)}", age=group.from_age)
    return context.text(group.short or group.label)


def _by_group(context: Context, coverage: Coverage) -> dict[tuple[str, str, str], Figure]:
    table = context.published.planning.years.children
    return {
        (str(row["area_id"]), str(row["group"]), str(row["year"])): Figure(
            known(row["value"]), None, None, str(row["status"]), ""
        )
        for row in records(table[table["group"].isin(coverage.cohorts)])
    }


def _none() -> Figure:
    return Figure(None, None, None, str(Status.MISSING), "")
