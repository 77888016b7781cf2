"""Familienzentren: how many beside the children around them, which certificates hold, how far networks reach."""

from datetime import date
from typing import Any

from sozialraum.model.measures import CENTRE_HOUSES, CENTRES, CHILDREN_PER_CENTRE
from sozialraum.model.periods import first_day, in_order, last_day
from sozialraum.model.school_rules import NetworkRule
from sozialraum.model.tables import records
from sozialraum.presentation.planning.areas import Place, kept
from sozialraum.presentation.planning.figures import Figure, Figures, amount, decimals_of, figures_of, known
from sozialraum.presentation.planning.grid import Cell, Grid, Head, Line, Section, Tone
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.centre_words import centre_groups
from sozialraum.presentation.words.numbers import day, number
from sozialraum.presentation.words.numbers import period as period_label


def centres_section(context: Context, rows: list[Place], pages: dict[str, str]) -> Section | None:
    """None where the project names no Merkmal of a Familienzentrum or nothing follows from it."""
    words, merkmal = context.words, context.project.planning.familienzentren
    if merkmal is None:
        return None
    figures = figures_of(context.published.measures, merkmal)
    days = in_order([when for measure, when, _ in figures.told if measure == CENTRES])
    if not days:
        return None
    on = days[-1]
    bare = [one.name for one in rows if one.kind == "area" and figures.at(one.area_id, CENTRES, on).value == 0]
    areas = context.text(context.project.areas.label_plural)
    sentences = [
        words("planning.centres.intro", day=period_label(on, words)),
        words("planning.centres.without", areas=", ".join(bare))
        if bare
        else words("planning.centres.all", areas=areas),
    ]
    grids = [_by_area(context, figures, on, rows, pages), *_networks(context), *_certificates(context, merkmal, on)]
    return Section("familienzentren", words("planning.centres.title"), sentences, grids=grids)


def _by_area(context: Context, figures: Figures, on: str, rows: list[Place], pages: dict[str, str]) -> Grid:
    words = context.words
    heads = [
        Head(words("planning.centres.centres")),
        Head(words("planning.centres.houses")),
        Head(words("planning.centres.children"), centre_groups(context)),
        Head(words("planning.centres.per_centre")),
    ]
    told = kept(rows, set(figures.areas))
    counted = {
        measure: decimals_of(figures.at(one.area_id, measure, on).value for one in told)
        for measure in (CENTRES, CENTRE_HOUSES)
    }
    lines = [
        Line(
            one.name,
            (
                *(amount(figures.at(one.area_id, each, on), words, digits) for each, digits in counted.items()),
                amount(_children(context, one.area_id, on), words),
                amount(figures.at(one.area_id, CHILDREN_PER_CENTRE, on), words),
            ),
            one.kind,
            one.level,
            pages.get(one.area_id),
        )
        for one in told
    ]
    caption = words("planning.centres.caption", day=period_label(on, words))
    corner = context.text(context.project.areas.label)
    return Grid(caption, corner, heads, lines, note=(words("planning.centres.note"),))


def _children(context: Context, area: str, on: str) -> Figure:
    """Children of these groups who live there, in the Kita-Jahr of that day."""
    table = context.published.planning.years.children
    groups = context.project.planning.centre_children
    held = [year for year in in_order(list(table["year"])) if first_day(year) <= last_day(on)]
    rows = table[(table["area_id"] == area) & table["group"].isin(groups) & (table["year"] == (held or [""])[-1])]
    values = [known(one) for one in rows["value"]]
    complete = len(values) == len(groups) and bool(groups) and None not in values
    status = next(
        (str(one) for one, value in zip(rows["status"], rows["value"], strict=True) if known(value) is None), "O"
    )
    if not complete:
        return Figure(None, None, None, status, "")
    return Figure(sum(value or 0.0 for value in values), None, None, "A", "")


def _networks(context: Context) -> list[Grid]:
    words, table = context.words, context.published.planning.networks
    if table.empty:
        return []
    rule = context.project.planning.rules.network
    heads = [
        Head(words("planning.networks.houses")),
        Head(words("planning.networks.pairs")),
        Head(words("planning.networks.circle")),
    ]
    lines = [
        Line(
            str(row["verbund"]),
            (
                _counted(context, row),
                _distance(context, row, "pairwise_m", "by_pairs"),
                _distance(context, row, "circle_m", "by_circle"),
            ),
        )
        for row in records(table)
    ]
    note = (_limits(context, rule),) if rule else ()
    return [Grid(words("planning.networks.caption"), words("planning.networks.verbund"), heads, lines, note=note)]


def _limits(context: Context, rule: NetworkRule) -> str:
    words = context.words
    return words("planning.networks.rule", houses=rule.max_houses, metres=number(rule.max_m, 0, words))


def _counted(context: Context, row: dict[str, Any]) -> Cell:
    words = context.words
    gone = known(row["without_position"]) or 0.0
    lines = [words(f"planning.networks.{row['number']}")]
    lines += [words("planning.networks.without_position", count=number(gone, 0, words))] if gone else []
    tone: Tone = "missing" if row["number"] == "above" else "none"
    return Cell(number(known(row["houses"]) or 0.0, 0, words), tuple(lines), tone)


def _distance(context: Context, row: dict[str, Any], column: str, judged: str) -> Cell:
    words, metres = context.words, known(row[column])
    text = words("status.O") if metres is None else f"{number(metres, 0, words)}\u202fm"
    tone: Tone = "missing" if row[judged] == "above" else "none"
    return Cell(text, (words(f"planning.networks.{row[judged]}"),), tone)


def _certificates(context: Context, merkmal: str, on: str) -> list[Grid]:
    """Every house with a certificate, those that have run out told apart."""
    words, published = context.words, context.published
    rows = records(published.merkmale[published.merkmale["merkmal"] == merkmal])
    if not rows:
        return []
    names = published.facilities["name"]
    areas = published.facilities["area_id"]
    heads = [
        Head(words("planning.certificates.verbund"), words=True),
        Head(words("planning.certificates.from")),
        Head(words("planning.certificates.to")),
        Head(words("planning.certificates.state"), words=True),
    ]
    when = last_day(on)
    told = sorted(rows, key=lambda row: (str(names.get(row["facility_id"], "")), str(row["from"])))
    lines = [
        Line(
            str(names.get(row["facility_id"], "")) or str(row["facility_id"]),
            (
                Cell(str(row["verbund"]) or "–"),
                Cell(period_label(str(row["from"]), words) or "–"),
                Cell(period_label(str(row["to"]), words) or "–"),
                Cell(words(f"planning.certificates.{_state(row, when)}")),
            ),
            note=context.names.get(str(areas.get(row["facility_id"], "")), ""),
        )
        for row in told
    ]
    caption = words("planning.certificates.caption", day=day(when, words))
    return [Grid(caption, words("planning.certificates.house"), heads, lines, folded=True)]


def _state(row: dict[str, Any], when: date) -> str:
    begins, ends = str(row["from"]), str(row["to"])
    if begins and first_day(begins) > when:
        return "not_yet"
    return "ended" if ends and last_day(ends) < when else "valid"
