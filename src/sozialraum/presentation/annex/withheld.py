"""What the public edition withholds, as a workbook of the internal edition."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from sozialraum.model.disclosure_rules import DisclosureRule
from sozialraum.model.tables import CITY, records
from sozialraum.presentation.annex.sheet import Block, Cell, Column, Row, Sheet, book_bytes
from sozialraum.presentation.internal import banner_of, file_name
from sozialraum.presentation.quality.data_notes import group_label
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import period

BOOK = "data/geheimhaltung.xlsx"
REASONS = ("primary", "secondary", "derived")
DIGITS = 6


def withheld_files(context: Context) -> dict[str, bytes]:
    """data/intern_geheimhaltung.xlsx; nothing for a public edition, which tells no reasons."""
    banner = banner_of(context)
    if banner is None:
        return {}
    title = context.words("intern.title", city=context.project.city.name)
    sheet = Sheet(
        name=context.words("intern.sheet"),
        title=title,
        lead=tuple(_lead(context)),
        blocks=(_figures(context), _rules(context)),
    )
    return {file_name(context, BOOK): book_bytes([sheet], title, banner)}


def numbers_of(context: Context) -> dict[str, int]:
    """How many figures the public edition withholds: all, and by reason."""
    why = context.published.withheld["why"]
    return {"count": len(why)} | {reason: int((why == reason).sum()) for reason in REASONS}


def _lead(context: Context) -> list[str]:
    words = context.words
    counts = {key: f"{count}" for key, count in numbers_of(context).items()}
    if not len(context.published.withheld):
        return [words("intern.none")]
    return [
        words("intern.lead"),
        words("intern.numbers", **counts),
        *(words(f"intern.lead_{reason}") for reason in REASONS),
        words("intern.lead_range"),
    ]


def _figures(context: Context) -> Block:
    words = context.words
    columns = (
        Column(words("intern.area"), 26),
        Column(words("intern.what"), 44),
        Column(words("intern.of"), 22),
        Column(words("intern.period"), 16),
        Column(words("intern.group"), 24),
        Column(words("intern.value"), 12, "whole"),
        Column(words("intern.why"), 14),
        Column(words("intern.smallest"), 14, "whole"),
        Column(words("intern.largest"), 14, "whole"),
    )
    table = context.published.withheld.sort_values(["what", "of", "period", "group", "area_id"], kind="stable")
    return Block(columns, tuple(Row(_cells(context, row)) for row in records(table)))


def _cells(context: Context, row: Mapping[str, Any]) -> tuple[Cell, ...]:
    told = {name: str(row[name]) for name in ("area_id", "what", "of", "period", "group", "why")}
    area = context.project.city.name if told["area_id"] == CITY else context.names.get(told["area_id"], "")
    return (
        area,
        _label(context, told["what"]),
        _of(context, told["of"]),
        period(told["period"], context.words),
        group_label(context, told["group"]) if "=" in told["group"] else told["group"],
        _number(row["value"]),
        context.words(f"intern.reason.{told['why']}"),
        _number(row["smallest"]),
        _number(row["largest"]),
    )


def _label(context: Context, what: str) -> str:
    found = [context.text(one.label) for one in context.project.indicators if one.id == what]
    return found[0] if found else what


def _of(context: Context, of: str) -> str:
    named = {one.id: context.text(one.short) for one in context.project.coverage}
    houses = context.published.facilities
    if of in houses.index:
        return str(houses.loc[of, "name"])
    return named.get(of, of)


def _number(value: object) -> Cell:
    if pd.isna(value):  # type: ignore[call-overload]  # a cell is one value
        return None
    exact = round(float(str(value)), DIGITS)
    return int(exact) if exact == int(exact) else exact


def _rules(context: Context) -> Block:
    words, disclosure = context.words, context.project.disclosure
    columns = (
        Column(words("intern.audience"), 26),
        Column(words("intern.text"), 44),
        Column(words("intern.class"), 22),
        Column(words("intern.set_by"), 16),
        Column(words("intern.set_on"), 24, "day"),
    )
    rows = []
    for audience, rule in (("oeffentlich", disclosure.oeffentlich), ("intern", disclosure.intern)):
        if rule is None:
            continue
        each: list[tuple[str, DisclosureRule]] = [("others", rule), *rule.klassen.items()]
        whom = words(f"disclosure_report.audience.{audience}")
        rows += [
            Row((whom, one.rule, words(f"disclosure_report.class.{name}"), one.set_by, one.set_on))
            for name, one in each
        ]
    return Block(columns, tuple(rows), words("intern.rule_title"))
