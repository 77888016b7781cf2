"""What a reader must know about the data: sources, quality, what is missing, what is listed but not mapped."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from sozialraum.errors import Problem
from sozialraum.model.disclosure_rules import USUAL_CLASS, AudienceRule, DisclosureRule, Schutzklasse
from sozialraum.model.measures import COUNT
from sozialraum.model.published import Audience
from sozialraum.model.schutzklassen import STRICTER, schutzklassen
from sozialraum.model.status import Status
from sozialraum.model.tables import CITY
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import day, number, shown
from sozialraum.presentation.words.numbers import period as period_label
from sozialraum.presentation.words.texts import Texts, problem_text

LINKS = ("https://", "http://")


def source_rows(context: Context, source_ids: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """Sources as the templates print them, in the order of the project file; only web addresses become links."""
    wanted = None if source_ids is None else set(source_ids)
    return [
        {
            "title": source.title,
            "publisher": source.publisher,
            "licence": source.licence,
            "url": source.url if source.url and source.url.startswith(LINKS) else None,
            "as_of": day(source.as_of, context.words) or None,
            "retrieved_on": day(source.retrieved_on, context.words) or None,
        }
        for id_, source in context.project.sources.items()
        if wanted is None or id_ in wanted
    ]


def problem_rows(problems: Iterable[Problem], words: Texts) -> list[dict[str, Any]]:
    """What was found in the input, as sentences."""
    return [
        {
            "code": str(problem.code),
            "severity_word": words(f"quality.{problem.severity}"),
            "text": problem_text(problem, words).removeprefix(f"{problem.code} "),
            "place": None,
        }
        for problem in problems
    ]


def missing_rows(context: Context) -> list[dict[str, Any]]:
    """Data nobody has delivered yet, and who would have them."""
    declared = [
        {
            "what": context.text(one.label),
            "where": None,
            "why": context.text(one.note) or None,
            "office": context.text(one.office),
        }
        for one in context.project.missing_data
    ]
    table = context.published.indicators
    numbered = {*table["indicator_id"].unique(), *context.published.facility_values["indicator_id"].unique()}
    silent = [
        {
            "what": context.text(indicator.label),
            "where": None,
            "why": context.words("why.no_numbers"),
            "office": context.text(indicator.office) or None,
        }
        for indicator in context.project.indicators
        if indicator.id not in numbered
    ]
    return declared + silent


def quality_notes(context: Context) -> list[str]:
    """How complete the data are: places known, facilities located, values withheld."""
    words, published = context.words, context.published
    notes = []
    for offer in context.project.offers:
        expected = published.facilities[published.facilities["facility_type"].isin(offer.facility_types)]
        said = published.offers[(published.offers["offer"] == offer.id) & published.offers["places"].notna()]
        if len(expected):
            known = expected.index.isin(said["facility_id"]).sum()
            fields = {"offer": context.text(offer.label), "known": int(known), "all": len(expected)}
            notes.append(words("quality.places", **fields))
    located = int(published.facilities.geometry.notna().sum())
    if len(published.facilities):
        notes.append(words("quality.located", known=located, all=len(published.facilities)))
    near = int((published.facilities["position"] == "address_near").sum())
    by_address = int((published.facilities["position"] == "address").sum()) + near
    if by_address:
        notes.append(words("quality.by_address", count=by_address, near=near))
    for type_ in context.project.facility_types:
        if type_.position == "never_mapped":
            count = number(counted(context, type_.id, CITY), 0, words)
            notes.append(words("quality.only_counted", types=context.text(type_.label_plural), count=count))
    withheld = int((published.indicators["status"] == Status.WITHHELD).sum())
    if withheld:
        notes.append(words("quality.withheld", count=number(withheld, 0, words)))
    return notes


def counted(context: Context, type_id: str, area_id: str) -> int:
    """Facilities of a type in operation in an area."""
    table = context.measures_of[area_id]
    return int(table.loc[(table["measure_id"] == COUNT) & (table["target_group"] == type_id), "value"].sum())


def fact_rows(context: Context, area_id: str | None = None) -> list[dict[str, Any]]:
    """Sourced figures that no map colours, of one area or of all."""
    words = context.words
    table = context.published.indicators if area_id is None else context.indicators_of[area_id]
    rows = table[table["list_only"] & table["value"].notna() & (table["basis"] == "given")]
    facts = []
    for row in rows.sort_values(["indicator_id", "area_id", "period", "group"]).itertuples(index=False):
        indicator = context.project.indicator(str(row.indicator_id))
        where = context.project.city.name if row.area_id == CITY else context.names.get(str(row.area_id), "")
        group = f" ({group_label(context, str(row.group))})" if row.group else ""
        facts.append(
            {
                "what": (f"{where}: " if area_id is None else "") + context.text(indicator.label) + group,
                "value": shown(
                    float(str(row.value)), str(row.status), indicator.decimals, context.text(indicator.unit), words
                ),
                "as_of": period_label(str(row.period), words),
                "source": str(row.source_url) or context.sources(str(row.source_id).split(";")),
                "why": str(row.note) or None,
            }
        )
    return facts


def group_label(context: Context, group: str) -> str:
    """A breakdown group in words: "weiblich, unter 6"."""
    parts = {(one.id, part.id): context.text(part.label) for one in context.project.breakdowns for part in one.parts}
    pairs = [piece.split("=", 1) for piece in group.split(";") if piece]
    return ", ".join(parts.get((dimension, part), part) for dimension, part in pairs)


def general_notes(context: Context) -> list[str]:
    """How to read the pages: disclosure, non-values, rates, borders, index."""
    words = context.words
    notes = _disclosure_notes(context)
    notes += [words("notes.five_states"), words("notes.rates"), words("notes.borders_places")]
    if context.project.lage_index is not None:
        notes.append(words("lage.caption"))
    if context.project.areas.schematic is not None:
        notes.append(context.text(context.project.areas.schematic))
    return notes


def _disclosure_notes(context: Context) -> list[str]:
    """What is withheld by which rule, and that more is withheld than what is small."""
    words, audience = context.words, context.published.audience
    rules = rules_in_use(context)
    if all(rule.shows_everything for _, rule in rules):
        return [words("notes.disclosure_open", **rule_fields(context, rules[0][1]))]
    several = sum(len(classes) for classes, _ in rules) > 1
    notes = []
    for classes, rule in rules:
        named = ", ".join(words(f"disclosure_report.class.{one}") for one in classes)
        of = words("notes.disclosure_of", classes=named) if several else ""
        notes.append(words(f"notes.{_kind(rule)}", **rule_fields(context, rule), of=of))
    if any("sozialdaten" in classes for classes, _ in rules) and audience is Audience.OEFFENTLICH:
        notes.append(words("notes.disclosure_families"))
    if any(not rule.shows_everything and rule.rounds_to is None for _, rule in rules):
        notes.append(words("notes.disclosure_others"))
    return notes


def rules_in_use(context: Context) -> list[tuple[list[Schutzklasse], DisclosureRule]]:
    """(classes of data, the rule that holds for them in this edition), for the classes that the city has."""
    project = context.project
    whole: AudienceRule = getattr(project.disclosure, str(context.published.audience))
    met = {USUAL_CLASS, *schutzklassen(project.indicators, project.sources, {}).values()}
    used = [one for one in STRICTER[1:] if one in met]
    general = [one for one in used if whole.of(one) is whole]
    own: list[tuple[list[Schutzklasse], DisclosureRule]] = [
        ([one], whole.of(one)) for one in used if one not in general
    ]
    return [(general, whole), *own] if general else own


def _kind(rule: DisclosureRule) -> str:
    if rule.shows_everything:
        return "disclosure_all_shown"
    rounded = "disclosure" if rule.rounds_to is None else "disclosure_rounded"
    return f"{rounded}_base" if rule.min_base else rounded


def rule_fields(context: Context, rule: DisclosureRule) -> dict[str, object]:
    """What a sentence may say of a rule."""
    return {
        "rounded_to": rule.rounds_to,
        "min_count": rule.min_count,
        "min_base": number(rule.min_base, 0, context.words),
        "rule": rule.rule,
        "set_by": rule.set_by,
        "set_on": day(rule.set_on, context.words),
    }


def shown_value(value: object) -> float | None:
    """A table's number or None."""
    return None if pd.isna(value) else float(str(value))  # type: ignore[call-overload]  # a cell is one value
