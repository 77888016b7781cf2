"""What is known of facilities and indicators, and where it is missing or jumps."""

from collections.abc import Mapping, Sequence

from sozialraum.errors import Problem
from sozialraum.model.fields import text_of
from sozialraum.model.project import Project
from sozialraum.model.quality import Filled, Quality
from sozialraum.model.status import MARKED, Status
from sozialraum.presentation.quality.grid import Column, Grid, Section, area_names
from sozialraum.presentation.words.numbers import number
from sozialraum.presentation.words.numbers import period as period_label
from sozialraum.presentation.words.texts import Texts

FEW_PERIODS = 3
WITH_VALUE = frozenset({str(Status.NORMAL), *(str(status) for status in MARKED)})


def facilities_section(quality: Quality, project: Project, words: Texts) -> Section:
    """How the positions of the facilities are known."""
    grades = words.section("report.position")
    labels = {type_.id: text_of(type_.label_plural, words.language) for type_ in project.facility_types}
    rows = [
        [
            labels[one.facility_type],
            number(sum(one.counts.values()), 0, words),
            *(number(one.counts.get(grade, 0), 0, words) for grade in grades),
        ]
        for one in quality.positions
    ]
    columns = [
        Column(words("report.facilities.type")),
        Column(words("report.facilities.count"), "number"),
        *(Column(label, "number") for label in grades.values()),
    ]
    sentence = words("report.facilities.intro") if rows else words("report.facilities.none")
    grids = [Grid("", columns, rows)] if rows else []
    return Section("einrichtungen", words("report.facilities.title"), [sentence], grids)


def filled_section(quality: Quality, project: Project, names: Mapping[str, str], words: Texts) -> Section:
    """For which areas and dates there are values: those with gaps one by one, the complete ones together."""
    labels = {one.id: text_of(one.label, words.language) for one in project.indicators}
    area_words = text_of(project.areas.label_plural, words.language)
    complete = [one for one in quality.filled if set(one.areas) == {str(Status.NORMAL)}]
    with_gaps = {one.indicator_id for one in quality.filled if one not in complete}
    of_all = {one.indicator_id for one in complete} - with_gaps
    rows = [
        [labels[one.indicator_id], _periods(one.periods, words), *_states(one, names, area_words, words)]
        for one in quality.filled
        if one.indicator_id not in of_all
    ]
    columns = [
        Column(words("report.filled.indicator")),
        Column(words("report.filled.periods")),
        Column(words("report.filled.with_value")),
        Column(words("report.filled.without")),
    ]
    at_the_same: dict[str, list[str]] = {}
    for one in complete:
        if one.indicator_id in of_all:
            at_the_same.setdefault(_periods(one.periods, words), []).append(labels[one.indicator_id])
    whole = [[periods, ", ".join(found)] for periods, found in at_the_same.items()]
    whole_columns = [Column(words("report.filled.periods")), Column(words("report.filled.indicators"))]
    grids = [
        Grid(words("report.filled.gaps"), columns, rows),
        Grid(words("report.filled.complete", areas=area_words), whole_columns, whole),
    ]
    sentences = [words("report.filled.intro" if quality.filled else "report.filled.none")]
    return Section("luecken", words("report.filled.title"), sentences, [grid for grid in grids if grid.rows])


def jumps_section(found: Sequence[Problem], project: Project, words: Texts) -> Section:
    """A table, since there can be many; what to do about them is the same for all."""
    labels = {one.id: text_of(one.label, words.language) for one in project.indicators}
    rows = [
        [
            labels.get(one.fields["indicator_id"], one.fields["indicator"]),
            one.fields["area"],
            _dated(one.fields["earlier"], one.fields["since"], words),
            _dated(one.value or "", one.fields["period"], words),
            words("report.jumps.change", change=_plain(one.fields["change"], words)),
        ]
        for one in found
    ]
    columns = [
        Column(words("report.filled.indicator")),
        Column(words("report.match.area")),
        Column(words("report.jumps.from"), "number"),
        Column(words("report.jumps.to"), "number"),
        Column(words("report.jumps.by"), "number"),
    ]
    sentences = [words("report.jumps.intro"), *([words("report.jumps.remedy")] if rows else [])]
    return Section("spruenge", words("report.jumps.title"), sentences, [Grid("", columns, rows)] if rows else [])


def _dated(value: str, period: str, words: Texts) -> str:
    return words("report.jumps.value", value=_plain(value, words), period=period_label(period, words))


def _plain(text: str, words: Texts) -> str:
    """A number as a problem quotes it, in the writing of the language."""
    try:
        value = float(text)
    except ValueError:
        return text
    return number(value, len(text.partition(".")[2]), words, signed=text.startswith("+"))


def _periods(periods: Sequence[str], words: Texts) -> str:
    told = [period_label(one, words) for one in periods]
    if len(told) > FEW_PERIODS:
        return words("report.filled.many_periods", count=len(told), first=told[0], last=told[-1])
    return ", ".join(told) or words("report.filled.no_period")


def _states(one: Filled, names: Mapping[str, str], area_words: str, words: Texts) -> tuple[str, str]:
    """How many Sozialräume have a value, marked ones told apart; and the others by what stands there instead."""
    total = sum(len(areas) for areas in one.areas.values())
    valued = sum(len(areas) for state, areas in one.areas.items() if state in WITH_VALUE)
    told = [words("report.filled.of", count=valued, total=total)]
    told += [
        words("report.filled.marked", count=len(areas), mark=words(f"report.state.{state}"))
        for state, areas in one.areas.items()
        if state in WITH_VALUE and state != Status.NORMAL
    ]
    without = [
        f"{words(f'report.state.{state}')}: "
        + (words("report.filled.all", areas=area_words) if len(areas) == total else area_names(areas, names, words))
        for state, areas in one.areas.items()
        if state not in WITH_VALUE
    ]
    return ", ".join(told), "; ".join(without) or "–"
