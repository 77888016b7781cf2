"""Areas that the project file names outside its lists of areas: they must be there."""

from collections.abc import Collection, Iterable, Mapping

from sozialraum.errors import Problem
from sozialraum.model.codes import Code
from sozialraum.model.project import Project
from sozialraum.model.tables import CITY
from sozialraum.sources.paths import NONE_NEAR, listed, nearest
from sozialraum.sources.project import PROJECT_FILE


def unknown_areas(
    project: Project, base: Collection[str], larger: Collection[str] = (), names: Mapping[str, str] | None = None
) -> list[Problem]:
    """One Problem for each area that the project leaves out, notes on, releases or plans for and does not exist.

    Args:
        base: ids of the Sozialräume; notes and releases may also speak of the city.
        larger: ids of the areas made of them, of which targets may speak, too, and stops of the walk-through.
        names: area_id -> name; who writes the name is told the id.
    """
    meant = {name: id_ for id_, name in (names or {}).items()}
    return [
        Problem(
            code,
            PROJECT_FILE,
            column=where,
            value=area_id,
            fields={"nearest": meant.get(area_id) or _near(area_id, known)},
        )
        for code, where, area_id, known in _named(project, set(base), {*base, *larger, CITY})
        if area_id not in known
    ]


def _named(project: Project, base: set[str], every: set[str]) -> Iterable[tuple[Code, str, str, set[str]]]:
    if project.lage_index:
        for one in project.lage_index.excluded:
            yield Code.AREA_UNKNOWN, "lage_index.excluded", one.area, base
    for note in project.planner_notes:
        yield Code.NAMED_AREA_UNKNOWN, "planner_notes", note.area, base | {CITY}
    for release in project.findings.release:
        if release.area is not None:
            yield Code.NAMED_AREA_UNKNOWN, "findings.release", release.area, base | {CITY}
    for view in project.views:
        if view.area is not None:
            yield (
                Code.AREA_UNKNOWN,
                f"views.{view.id}.area",
                view.area,
                base if view.level is None else every - base - {CITY},
            )
    for number, target in enumerate(project.targets, start=1):
        if target.area is not None:
            yield Code.NAMED_AREA_UNKNOWN, f"targets[{number}].area", target.area, every
    for taken in project.forecast.city_rates if project.forecast else ():
        yield Code.AREA_UNKNOWN, "forecast.city_rates", taken.area, base


def _near(area_id: str, known: Collection[str]) -> str:
    alike = nearest(area_id, known)
    return alike if alike != NONE_NEAR else listed(sorted(known))
