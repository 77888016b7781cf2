"""An edition that would give away what it withholds is not made."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager

from sozialraum.errors import InputError, Problem
from sozialraum.model.audit import Audit, AuditFinding, Fault
from sozialraum.model.codes import Code
from sozialraum.model.fields import in_language
from sozialraum.model.project import Project
from sozialraum.model.published import Audience

PROJECT_FILE = "projekt.toml"
NAMED = 5
PARTED = "\x1f"  # between the parts of a key
NOTHING = "–"
CODES: dict[Fault, Code] = {
    "told": Code.EDITION_TELLS,
    "without_input": Code.EDITION_RESTS_ON_WITHHELD,
    "unprotectable": Code.EDITION_UNPROTECTABLE,
    "without_protection": Code.EDITION_WITHOUT_PROTECTION,
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


def refuse_unprotected(keys: Collection[str], project: Project, names: Mapping[str, str]) -> None:
    """Nothing, if withholding helps.

    Args:
        keys: numbers that follow from what is known, whatever else is withheld: their four parts as one text.
        project: as in refuse_unsafe.
        names: as in refuse_unsafe.

    Raises:
        InputError: there are such numbers.
    """
    parts = [key.split(PARTED) for key in sorted(keys)]
    findings = [AuditFinding(one[-1], one[0], one[1], one[2], "without_protection") for one in parts]
    refuse_unsafe(Audit(tuple(findings)), project, names)


@contextmanager
def without_traceback(project: Project, audience: Audience) -> Iterator[None]:
    """Work that nobody may skip: where it breaks down, the edition is not made.

    Raises:
        InputError: the work ended with an error that nobody wrote for a reader; it is its cause.
    """
    try:
        yield
    except (RuntimeError, ValueError) as error:
        problem = Problem(
            Code.EDITION_BROKE_OFF,
            PROJECT_FILE,
            column="disclosure",
            value=str(audience),
            fields={"areas": project.city.name},
        )
        raise InputError([problem]) from error


def _problems(findings: Iterable[AuditFinding], project: Project, names: Mapping[str, str]) -> Iterable[Problem]:
    """One for each fault, indicator and date."""
    groups = project.cohorts.groups if project.cohorts else ()
    labels = {one.id: one.label for one in (*groups, *project.coverage, *project.indicators)}
    areas: dict[tuple[Fault, str, str], set[str]] = defaultdict(set)
    for one in findings:
        named = [part for part in (*one.what.split(":"), one.group) if part in labels]
        bare = " ".join(part for part in (one.what.partition(":")[0], one.group) if part)
        label = in_language(labels[named[0]], project.language) if named else bare
        areas[one.fault, label, one.period].add(names.get(one.area_id, one.area_id))
    for (fault, label, period), found in sorted(areas.items()):
        told = sorted(one for one in found if one)
        fields = {
            "areas": ", ".join(told[:NAMED]) + (" …" if len(told) > NAMED else "") or NOTHING,
            "period": period or NOTHING,
            "count": str(max(len(told), 1)),
        }
        yield Problem(CODES[fault], PROJECT_FILE, column="disclosure", value=label, fields=fields)
