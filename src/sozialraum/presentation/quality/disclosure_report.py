"""What is withheld from whom, as the project says it: the rule of every class of data, for the office to check."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sozialraum.model.disclosure_rules import AudienceRule, DisclosureRule, Schutzklasse
from sozialraum.model.project import Project
from sozialraum.model.schutzklassen import STRICTER
from sozialraum.presentation.quality.grid import Column, Grid, Section
from sozialraum.presentation.words.texts import Texts

WORDS = "disclosure_report"
NUMBERS = ("min_count", "min_base", "min_values")
CHOICES = ("zeros", "complement", "rates_without_counts")
TEXTS = ("rule", "set_by", "set_on")


def disclosure_section(project: Project, classes: Mapping[str, Schutzklasse], words: Texts) -> Section:
    """The rules as a table: a column for each rule that holds for something, a row for each part of it.

    Args:
        project: its rules, sources and indicators.
        classes: indicator id -> class.
    """
    columns = list(_columns(project, classes))
    counted = {one: sum(other == one for other in classes.values()) for one in STRICTER}
    rows = [
        [words(f"{WORDS}.{name}"), *(_shown(rule, name, words) for _, _, rule in columns)]
        for name in (*NUMBERS, *CHOICES, "dominance", "rounding", *TEXTS)
    ]
    never = [name == "oeffentlich" and "sozialdaten" in held for name, held, _ in columns]
    below = [words(f"{WORDS}.below_city_{'yes' if one else 'no'}") for one in never]
    rows.insert(0, [words(f"{WORDS}.below_city"), *below])
    indicators = [str(sum(counted[one] for one in held)) for _, held, _ in columns]
    rows.insert(0, [words(f"{WORDS}.indicators"), *indicators])
    headings = [
        words(f"{WORDS}.heading", audience=words(f"{WORDS}.audience.{name}"), classes=_named(held, words))
        for name, held, _ in columns
    ]
    grid = Grid("", [Column(words(f"{WORDS}.part")), *map(Column, headings)], rows)
    sentences = [words(f"{WORDS}.intro")]
    if counted["oeffentlich"]:
        sentences.append(words(f"{WORDS}.things", count=counted["oeffentlich"]))
    published = [id_ for id_, one in project.sources.items() if one.disclosure == "as_published"]
    if published:
        sentences.append(words(f"{WORDS}.as_published", sources=", ".join(published)))
    unnamed = [id_ for id_, one in project.sources.items() if one.schutzklasse is None and one.disclosure == "rule"]
    if unnamed:
        sentences.append(words(f"{WORDS}.without_class", sources=", ".join(unnamed)))
    return Section(WORDS, words(f"{WORDS}.title"), sentences, [grid])


def rules_in_force(project: Project, classes: Mapping[str, Schutzklasse]) -> Iterator[dict[str, Any]]:
    """Each rule that holds for something, for programs to read: its audience, its classes and every part of it.

    Args:
        project: its rules.
        classes: indicator id -> class.
    """
    for audience, held, rule in _columns(project, classes):
        parts = rule.model_dump(mode="json", include=set(DisclosureRule.model_fields))
        yield {"audience": audience, "classes": list(held), **parts}


def _columns(
    project: Project, classes: Mapping[str, Schutzklasse]
) -> Iterator[tuple[str, Sequence[Schutzklasse], DisclosureRule]]:
    """(audience, classes, rule) of each rule: that of all other classes first, then those with one of their own."""
    used = [one for one in STRICTER[1:] if one in classes.values() or one == STRICTER[1]]
    audiences: dict[str, AudienceRule | None] = {
        "oeffentlich": project.disclosure.oeffentlich,
        "intern": project.disclosure.intern,
    }
    for name, rule in audiences.items():
        if rule is None:
            continue
        yield name, [one for one in used if one not in rule.klassen], rule
        yield from ((name, [one], rule.of(one)) for one in used if one in rule.klassen)


def _shown(rule: DisclosureRule, name: str, words: Texts) -> str:
    """One part of a rule as text."""
    if name in NUMBERS or name in TEXTS:
        return str(getattr(rule, name))
    if name in CHOICES:
        return words(f"{WORDS}.choice.{getattr(rule, name)}")
    if name == "rounding":
        return words(f"{WORDS}.no_rounding") if rule.rounds_to is None else str(rule.rounds_to)
    dominance = rule.dominance
    if dominance == "keine":
        return words(f"{WORDS}.choice.keine")
    if dominance.p_percent is not None:
        return words(f"{WORDS}.p_percent", p=f"{dominance.p_percent:g}")
    return words(f"{WORDS}.n_k", n=dominance.largest, k=f"{dominance.k_percent:g}")


def _named(classes: Sequence[Schutzklasse], words: Texts) -> str:
    return ", ".join(words(f"{WORDS}.class.{one}") for one in classes) or words(f"{WORDS}.class.others")
