"""What stands out, in sentences: one for each finding, with its numbers, dates and what it is compared with."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from sozialraum.model.fields import in_language
from sozialraum.model.findings import INDEX_RULES, PLACES_RULES, Finding, Weight
from sozialraum.model.indicators import Indicator
from sozialraum.model.project import Project
from sozialraum.model.tables import CITY, group_parts
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.lage_words import class_labels
from sozialraum.presentation.words.numbers import day, difference_unit, number
from sozialraum.presentation.words.numbers import period as period_label
from sozialraum.presentation.words.texts import Texts

MORE_DIGITS = 2  # at most so many more, so that two numbers that differ do not read alike
COUNT_DIGITS = 9  # beyond these a fraction of a place is one of binary numbers
TO_MORE = frozenset({"above_city", "overtook_city", "rising"})  # the side on which the area differs
OF_CITY = frozenset({"rising", "falling", "worsening_series", "improving_series"})  # told otherwise of the city


@dataclass(frozen=True)
class Told:
    """A finding as pages tell it.

    Args:
        text: the sentence.
        layer_id: layer of the map that shows its numbers, or None.
        period: date of it.
    """

    text: str
    weight: Weight
    layer_id: str | None
    period: str | None


@dataclass(frozen=True)
class Note:
    """What a planner says of an area or the city, with name and date; plain text."""

    text: str
    signed: str
    on: str


def findings_of(context: Context) -> dict[str, list[Told]]:
    """The released findings of each area (and of CITY) that has any, the most telling first."""
    told: dict[str, list[Told]] = {}
    for one in context.published.findings:
        text = sentence(one, context.project, context.words)
        told.setdefault(one.area_id, []).append(Told(text, one.weight, _layer_id(one), one.period or None))
    return told


def notes_of(context: Context) -> dict[str, list[Note]]:
    """The planner's notes on each area (and CITY) that has any, the newest first."""
    notes: dict[str, list[Note]] = {}
    for one in sorted(context.project.planner_notes, key=lambda note: note.on, reverse=True):
        note = Note(context.text(one.text), one.signed, day(one.on, context.words))
        notes.setdefault(one.area, []).append(note)
    return notes


def sentence(finding: Finding, project: Project, words: Texts) -> str:
    """One finding in words.

    Args:
        finding: its numbers are unrounded.
        project: labels, units and digits.
        words: of the language of the sentence.
    """
    common = {
        "period": period_label(finding.period, words),
        "since": period_label(finding.since, words) if finding.since else "",
        "area_words": _text(project.areas.label_plural, words),
    }
    if finding.rule in INDEX_RULES:
        fields = _of_index(finding, project, words)
    elif finding.rule in PLACES_RULES:
        fields = _of_places(finding, project, words)
    else:
        fields = _of_rate(finding, project, words)
    key = f"{finding.rule}_of_city" if finding.area_id == CITY and finding.rule in OF_CITY else finding.rule
    return words(f"findings.{key}", **common | fields)


def _layer_id(finding: Finding) -> str | None:
    if finding.rule in PLACES_RULES:
        return f"{finding.indicator_id}_bilanz"
    return finding.indicator_id or None


def _of_index(finding: Finding, project: Project, words: Texts) -> dict[str, str]:
    labels = class_labels(words, project.lage_index) if project.lage_index else []
    return {
        "class": labels[int(finding.numbers["class"])],
        "value": number(finding.numbers["value"], 2, words, signed=True),
    }


def _of_places(finding: Finding, project: Project, words: Texts) -> dict[str, str]:
    coverage = next(one for one in project.coverage if one.id == finding.indicator_id)
    numbers = finding.numbers
    return {
        "label": _label(coverage.label, words),
        "places": _count(numbers["places"], words),
        "needed": _whole(numbers["needed"], words),
        "missing": _whole(numbers["missing"], words),
        "target": f"{_plain(numbers['target'], 1, words)}\u202f%",
    }


def _of_rate(finding: Finding, project: Project, words: Texts) -> dict[str, str]:
    indicator, numbers = project.indicator(finding.indicator_id), finding.numbers
    fields = {
        "label": _label(indicator.label, words),
        "judgement": words(f"findings.words.{'worse' if _worse(finding, indicator) else 'better'}"),
    }
    if finding.rule == "group_gap":
        digits = _digits(indicator, abs(numbers["difference"]), abs(numbers["city"]), words)
        return fields | {
            "group": _group(finding.words["group"], project, words),
            "other": _group(finding.words["other"], project, words),
            "gap": _points(abs(numbers["difference"]), digits, indicator, words),
            "city_gap": _points(abs(numbers["city"]), digits, indicator, words),
            "wider": words("findings.words.wider" if finding.weight == "burden" else "findings.words.closer"),
        }
    if "now" in numbers:
        digits = _digits(indicator, numbers["earlier"], numbers["now"], words)
        return fields | {name: _points(numbers[name], digits, indicator, words) for name in ("earlier", "now")}
    fields |= _values(numbers, indicator, words)
    if "change" in numbers:
        fields |= _moved(numbers, indicator, words)
        fields["steps"] = _count(numbers.get("steps", 0), words)
    return fields


def _worse(finding: Finding, indicator: Indicator) -> bool:
    """Whether it differs to the worse, also where that is no burden because it got better all the same."""
    if finding.weight != "neutral":
        return finding.weight == "burden"
    return (finding.rule in TO_MORE) == (indicator.polaritaet == "mehr_belastung")


def _values(numbers: Mapping[str, float], indicator: Indicator, words: Texts) -> dict[str, str]:
    """The values, with as many digits as tell them from what they are compared with."""
    pairs = (("value", "rest"), ("earlier", "earlier_rest"))
    compared = [(numbers[one], numbers[other]) for one, other in pairs if other in numbers]
    if "change" in numbers:
        compared = [(numbers["change"], numbers.get("city", 0.0))]
    digits = max(_digits(indicator, one, other, words) for one, other in compared)
    unit = _text(indicator.unit, words)
    told = [name for name in ("value", "rest", "earlier", "earlier_rest") if name in numbers]
    return {name: f"{number(numbers[name], digits, words)}\u202f{unit}".rstrip() for name in told}


def _moved(numbers: Mapping[str, float], indicator: Indicator, words: Texts) -> dict[str, str]:
    """The change of the area and that of the city, in words."""
    digits = _digits(indicator, numbers["change"], numbers.get("city", 0.0), words)
    told = {"own": numbers["change"], "city": numbers.get("city", 0.0)}
    moved = {name: _change(change, digits, indicator, words) for name, change in told.items()}
    return moved | {"way": words("findings.words.way_up" if numbers["change"] > 0 else "findings.words.way_down")}


def _change(change: float, digits: int, indicator: Indicator, words: Texts) -> str:
    if number(abs(change), digits, words) == number(0, digits, words):
        return words("findings.words.same")
    points = _points(abs(change), digits, indicator, words)
    return words("findings.words.up" if change > 0 else "findings.words.down", points=points)


def _points(value: float, digits: int, indicator: Indicator, words: Texts) -> str:
    """A difference of values: in percentage points where they are in percent, else in the indicator's own unit."""
    unit = difference_unit(indicator.kind, _text(indicator.unit, words), words)
    return words("findings.words.points", value=number(value, digits, words), unit=unit).strip()


def _digits(indicator: Indicator, one: float, other: float, words: Texts) -> int:
    """The digits of the indicator, or more where two different numbers would read alike."""
    least = indicator.decimals
    choices = range(least, least + MORE_DIGITS + 1)
    apart = (digits for digits in choices if number(one, digits, words) != number(other, digits, words))
    return next(apart, least)


def _group(group: str, project: Project, words: Texts) -> str:
    parts = {(one.id, part.id): _text(part.label, words) for one in project.breakdowns for part in one.parts}
    named = [parts.get(pair, pair[1]) for pair in group_parts(group).items()]
    return ", ".join(named) or words("findings.words.all_others")


def _count(value: float, words: Texts) -> str:
    return number(value, 0, words)


def _whole(value: float, words: Texts) -> str:
    """Places that are needed or missing, rounded up: there is no half a place."""
    return number(math.ceil(round(value, COUNT_DIGITS)), 0, words)


def _plain(value: float, digits: int, words: Texts) -> str:
    """A number without digits that say nothing."""
    return number(value, 0 if value == round(value) else digits, words)


def _label(value: Mapping[str, str], words: Texts) -> str:
    """A label before a colon has none of its own."""
    return _text(value, words).replace(": ", ", ")


def _text(value: Mapping[str, str], words: Texts) -> str:
    return in_language(value, words.language)
