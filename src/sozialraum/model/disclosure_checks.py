"""What must fit between the rules of disclosure control and the data they are for."""

from collections.abc import Iterable, Iterator

from sozialraum.model.codes import Code
from sozialraum.model.disclosure_rules import USUAL_CLASS, DisclosureRule, Dominance
from sozialraum.model.files import ValueColumns
from sozialraum.model.project import Project

LARGEST, SECOND = "largest", "second_largest"  # columns of a file of values


def disclosure_misfits(project: Project) -> Iterable[tuple[Code, str, str]]:
    """(code, where, what) of each fault.

    People are nobody's public matter because a line says so: who has published them must be named. A rule on
    dominance needs contributions that it can be held against, and contributions belong to sums.
    """
    for one in project.indicators:
        if one.schutzklasse == "oeffentlich" and {one.counts, one.base_counts} != {"things"}:
            yield Code.PEOPLE_NOT_PUBLIC, f"indicators.{one.id}.schutzklasse", one.schutzklasse
    files = [one.columns for one in project.values]
    counts = {one.id for one in project.indicators if one.kind == "count"}
    for number, file in enumerate(project.values, start=1):
        ids = {*([file.indicator] if file.indicator else []), *file.indicator_names.values()}
        if file.columns.largest is not None and ids - counts:
            yield Code.CONTRIBUTIONS_UNFIT, f"values[{number}].columns.{LARGEST}", ", ".join(sorted(ids - counts))
    for number, one_sum in enumerate(project.disclosure.sums, start=1):
        place, named = f"disclosure.sums[{number}]", [one_sum.total, *one_sum.parts]
        yield from ((Code.NOT_A_COUNT, place, id_) for id_ in dict.fromkeys(named) if id_ not in counts)
        yield from ((Code.NAMED_TWICE, place, id_) for id_ in dict.fromkeys(named) if named.count(id_) > 1)
    for where, rule in _rules(project):
        lacking = _lacking(rule, files)
        if lacking:
            yield Code.DOMINANCE_WITHOUT_CONTRIBUTIONS, f"{where}.dominance", ", ".join(lacking)


def idle_disclosure(project: Project) -> Iterable[tuple[str, str]]:
    """Rules for classes that no data have, and contributions that no rule asks for, each with what decides."""
    stated = {one.schutzklasse for one in project.sources.values()} | {one.schutzklasse for one in project.indicators}
    rules = dict(_rules(project))
    for where in rules:
        of_class = where.partition(".klassen.")[2]
        if of_class not in ("", USUAL_CLASS, *stated):
            yield where, "schutzklasse"
    if not any(isinstance(rule.dominance, Dominance) for rule in rules.values()):
        for number, one in enumerate(project.values, start=1):
            if one.columns.largest is not None:
                yield f"values[{number}].columns.{LARGEST}", "disclosure.oeffentlich.dominance"


def _rules(project: Project) -> Iterator[tuple[str, DisclosureRule]]:
    """(where, rule) of every audience and of every class in it."""
    audiences = {"oeffentlich": project.disclosure.oeffentlich, "intern": project.disclosure.intern}
    for name, rule in audiences.items():
        if rule is not None:
            yield f"disclosure.{name}", rule
            for of_class, own in rule.klassen.items():
                yield f"disclosure.{name}.klassen.{of_class}", own


def _lacking(rule: DisclosureRule, files: Iterable[ValueColumns]) -> list[str]:
    """The columns that rule needs where no file has them all; none where one has."""
    if not isinstance(rule.dominance, Dominance):
        return []
    needed = [LARGEST] if rule.dominance.largest == 1 else [LARGEST, SECOND]
    return [] if any(all(getattr(one, name) is not None for name in needed) for one in files) else needed
