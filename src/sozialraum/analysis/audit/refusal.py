"""An edition that would give away what it withholds is not made."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sozialraum.errors import InputError, Problem
from sozialraum.model.audit import Audit, AuditFinding, Fault
from sozialraum.model.codes import Code
from sozialraum.model.fields import in_language
from sozialraum.model.project import Project

PROJECT_FILE = "projekt.toml"
NAMED = 5
CODES: dict[Fault, Code] = {
    "told": Code.EDITION_TELLS,
    "without_input": Code.EDITION_RESTS_ON_WITHHELD,
    "unprotectable": Code.EDITION_UNPROTECTABLE,
}


def refuse_unsafe(audit: Audit, project: Project, names: Mapping[str, str]) -> None:
    """Nothing, if the edition is safe.

    Args:
        audit: of the edition.
        project: names its indicators, groups and offers.
        names: area or facility -> its name.

    Raises:
        InputError: the edition is not safe. Names indicator, date and areas; never a number, nor between which
            numbers it lies.
    """
    problems = list(_problems(audit.findings, project, names))
    if problems:
        raise InputError(problems)


def _problems(findings: Iterable[AuditFinding], project: Project, names: Mapping[str, str]) -> Iterable[Problem]:
    """One for each fault, indicator and date."""
    labels = {one.id: one.label for one in project.indicators} | {one.id: one.label for one in project.coverage}
    areas: dict[tuple[Fault, str, str], set[str]] = defaultdict(set)
    for one in findings:
        what = one.what.partition(":")[0]
        parts = [one.group] if what not in labels and one.group else []
        label = in_language(labels[what], project.language) if what in labels else " ".join([what, *parts])
        areas[one.fault, label, one.period].add(names.get(one.area_id, one.area_id))
    for (fault, label, period), found in sorted(areas.items()):
        told = sorted(one for one in found if one)
        fields = {
            "areas": ", ".join(told[:NAMED]) + (" …" if len(told) > NAMED else "") or "–",
            "period": period or "–",
            "count": str(max(len(told), 1)),
        }
        yield Problem(CODES[fault], PROJECT_FILE, column="disclosure", value=label, fields=fields)
