"""Areas that the project file names outside its lists of areas: they must be there."""

from collections.abc import Collection, Iterable

from sozialraum.errors import Problem
from sozialraum.model.codes import Code
from sozialraum.model.project import Project
from sozialraum.model.tables import CITY
from sozialraum.sources.paths import NONE_NEAR, listed, nearest
from sozialraum.sources.project import PROJECT_FILE


def unknown_areas(project: Project, base: Collection[str]) -> list[Problem]:
    """One Problem for each area that is left out of the index, noted on or released and does not exist.

    Args:
        base: ids of the Sozialräume; notes and releases may also speak of the city.
    """
    return [
        Problem(code, PROJECT_FILE, column=where, value=area_id, fields={"nearest": _near(area_id, known)})
        for code, where, area_id, known in _named(project, set(base))
        if area_id not in known
    ]


def _named(project: Project, base: set[str]) -> Iterable[tuple[Code, str, str, set[str]]]:
    if project.lage_index:
        for one in project.lage_index.excluded:
            yield Code.AREA_UNKNOWN, "lage_index.excluded", one.area, base
    for note in project.planner_notes:
        yield Code.NAMED_AREA_UNKNOWN, "planner_notes", note.area, base | {CITY}
    for release in project.findings.release:
        if release.area is not None:
            yield Code.NAMED_AREA_UNKNOWN, "findings.release", release.area, base | {CITY}


def _near(area_id: str, known: Collection[str]) -> str:
    alike = nearest(area_id, known)
    return alike if alike != NONE_NEAR else listed(sorted(known))
