"""The last sheet: targets, rules, how the years ahead are worked out and how far off that was, sources."""

from collections.abc import Iterable

from sozialraum.model.fields import text_of
from sozialraum.model.stated_rule import Rule
from sozialraum.model.status import Status
from sozialraum.model.tables import BASE_LEVEL, records
from sozialraum.model.targets import Target, all_targets
from sozialraum.presentation.annex.names import area_name
from sozialraum.presentation.annex.sheet import Block, Column, Row, Sheet
from sozialraum.presentation.annex.values import number
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import day
from sozialraum.presentation.words.numbers import number as written

WIDTHS = (38, 64, 24, 14, 24, 16)  # of all tables of the sheet: they stand one below the other
ERRORS = ("error_pct", "naive_error_pct", "within_pct")


def method_sheet(context: Context, version: str) -> Sheet:
    """Everything a reader needs to check the sheets before."""
    words = context.words
    blocks = (_targets(context), _rules(context), _back_test(context), sources_block(context))
    return Sheet(
        name=words("annex.method"),
        title=words("annex.method_title", city=context.project.city.name),
        lead=tuple(line for line in _lead(context, version) if line),
        blocks=tuple(block for block in blocks if block.rows),
    )


def _lead(context: Context, version: str) -> Iterable[str]:
    words, rule = context.words, context.published.rule
    yield context.text(context.project.city.notice)
    yield words("annex.method_needed")
    yield words("annex.explained")
    yield words("annex.explained_parts")
    if context.published.planning.years.ahead:
        forecast = context.project.forecast
        births = words(f"annex.births_{forecast.births}") if forecast else ""
        yield words("annex.method_ahead", births=births)
        yield context.text(forecast.note) if forecast else ""
        yield words("annex.method_variants")
    yield words("annex.method_states")
    yield words("annex.method_withheld", count=rule.min_count, rule=rule.rule, by=rule.set_by)
    yield words("annex.method_made", version=version, stand=day(context.published.newest, words))


def _columns(*headings: tuple[str, str]) -> tuple[Column, ...]:
    kinds = {"whole": "whole", "tenths": "tenths"}
    return tuple(
        Column(heading, width, kinds.get(kind, "text"))  # type: ignore[arg-type]  # two of the kinds
        for (heading, kind), width in zip(headings, WIDTHS, strict=False)
    )


def _targets(context: Context) -> Block:
    words = context.words
    columns = _columns(
        (words("annex.offer"), ""),
        (words("annex.decided"), ""),
        (words("annex.of_whom"), ""),
        (words("annex.year"), ""),
        (words("annex.area"), ""),
        (words("annex.target_pct"), "tenths"),
    )
    offers = {one.id: context.text(one.short) for one in context.project.coverage}
    rows = tuple(
        Row(
            (
                offers.get(one.coverage or "", words("annex.every_offer")),
                _with_reserve(context, one),
                _of_whom(context, one),
                one.year or words("annex.every_year"),
                area_name(context, one.area or ""),
                float(one.target_pct),
            )
        )
        for one in all_targets(context.project.coverage, context.project.targets)
    )
    return Block(columns, rows, words("annex.targets"))


def _with_reserve(context: Context, target: Target) -> str:
    source = context.text(target.source)
    if not target.reserve_pct:
        return source
    return context.words("annex.reserve", source=source, value=written(target.reserve_pct, 1, context.words))


def _of_whom(context: Context, target: Target) -> str:
    if target.age is not None:
        return context.words("annex.of_age", age=target.age)
    return _group(context, target.group) if target.group else context.words("annex.every_age")


def _group(context: Context, group: str) -> str:
    cohorts = context.project.cohorts
    names = {one.id: context.text(one.short or one.label) for one in cohorts.groups} if cohorts else {}
    bands = context.project.forecast.bands if context.project.forecast else []
    names |= {one.indicator: context.text(context.project.indicator(one.indicator).label) for one in bands}
    return names.get(group, group)


def _rules(context: Context) -> Block:
    words, rules = context.words, context.project.planning.rules
    columns = _columns((words("annex.rule"), ""), (words("annex.read_in"), ""), (words("annex.as_of"), ""))
    rows = []
    cohorts = context.project.cohorts
    if cohorts:
        source = context.text(cohorts.source)
        rows.append(Row((context.text(cohorts.label), source, day(cohorts.as_of, words))))
    named: dict[str, Rule | None] = {
        "entry_classes": rules.entry_classes,
        "class_number": rules.class_number,
        "ganztag": rules.ganztag,
        "group_forms": rules.group_forms,
        "network": rules.network,
    }
    for key, rule in named.items():
        if rule is not None:
            said = ". ".join(text for text in (context.text(rule.source), context.text(rule.note)) if text)
            rows.append(Row((words(f"annex.rule_{key}"), said, day(rule.as_of, words))))
    return Block(columns, tuple(rows), words("annex.rules"))


def _back_test(context: Context) -> Block:
    words = context.words
    columns = _columns(
        (words("annex.children"), ""),
        (words("annex.looked_at"), ""),
        (words("annex.years_ahead"), "whole"),
        (words("annex.error"), "tenths"),
        (words("annex.naive_error"), "tenths"),
        (words("annex.within"), "tenths"),
    )
    rows = tuple(
        Row(
            (
                _group(context, str(row["group"])),
                _looked_at(context, str(row["level"]), int(row["pairs"])),
                int(row["horizon"]),
                *(number(row[one], str(Status.MISSING), words, 1) for one in ERRORS),
            )
        )
        for table in (
            context.published.planning.years.back_test,
            context.published.planning.bands_test.sort_values(
                ["level", "group", "horizon"], ascending=[False, True, True]
            ),
        )
        for row in records(table)
    )
    return Block(columns, rows, words("annex.back_test"))


def _looked_at(context: Context, level: str, pairs: int) -> str:
    areas = text_of(context.project.areas.label_plural, context.words.language)
    of = areas if level == BASE_LEVEL else context.project.city.name
    return context.words("annex.pairs", of=of, pairs=pairs)


def sources_block(context: Context) -> Block:
    """Every source of the project."""
    words = context.words
    columns = _columns((words("annex.source"), ""), (words("annex.publisher"), ""), (words("annex.as_of"), ""))
    rows = tuple(
        Row(
            (
                one.title,
                ", ".join(part for part in (one.publisher, one.licence or "", one.url or "") if part),
                day(one.as_of, words),
            )
        )
        for one in context.project.sources.values()
    )
    return Block(columns, rows, words("annex.source_list"))
