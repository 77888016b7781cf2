"""What the parts of a project file that plan refer to."""

from collections.abc import Iterable, Sequence

from sozialraum.model.planning_files import (
    ApplicationsFile,
    BirthsFile,
    PlannedFile,
    ProjectionFile,
    PupilFile,
    RegistrationFile,
    UseFile,
)
from sozialraum.model.project import Project

FileOfPlanning = BirthsFile | ProjectionFile | UseFile | ApplicationsFile | PlannedFile | RegistrationFile | PupilFile
Reference = tuple[str, str, str | None]  # where it stands, which list it refers to, the id


def planning_references(project: Project) -> Iterable[Reference]:
    """Every reference of targets, of the files of planning and of [planning]."""
    for number, target in enumerate(project.targets, start=1):
        yield f"targets[{number}].coverage", "coverage", target.coverage
        yield f"targets[{number}].group", "cohorts", target.group
    yield from _of_files(project)
    planning = project.planning
    yield "planning.ganztag", "coverage", planning.ganztag
    yield "planning.familienzentren", "merkmale", planning.familienzentren
    for id_ in planning.schools:
        yield "planning.schools", "facility_types", id_
    for one in planning.nearest:
        for id_ in one.facility_types:
            yield f"planning.nearest.{one.id}.facility_types", "facility_types", id_
        for merkmal in (one.merkmal, *one.without):
            yield f"planning.nearest.{one.id}.merkmal", "merkmale", merkmal
    for band in project.forecast.bands if project.forecast else ():
        for indicator in (band.indicator, band.births):
            yield "forecast.bands", "indicators", indicator
    for id_ in planning.centre_children:
        yield "planning.centre_children", "cohorts", id_


def _of_files(project: Project) -> Iterable[Reference]:
    every: tuple[tuple[str, Sequence[FileOfPlanning]], ...] = (
        ("births", project.births),
        ("city_projection", project.city_projection),
        ("use", project.use),
        ("applications", project.applications),
        ("planned_measures", project.planned_measures),
        ("registrations", project.registrations),
        ("pupils", project.pupils),
    )
    for name, files in every:
        for file in files:
            yield f"{name}.source", "sources", file.source
    for use in project.use:
        yield from _offers_and_groups("use", use.offer, use.offer_names, use.target_group, use.target_group_names)
        for id_ in use.group_names.values():
            yield "use.group_names", "cohorts", id_
    for plan in project.planned_measures:
        yield from _offers_and_groups(
            "planned_measures", plan.offer, plan.offer_names, plan.target_group, plan.target_group_names
        )
    for waiting in project.applications:
        for coverage in (waiting.coverage, *waiting.coverage_names.values()):
            yield "applications.coverage", "coverage", coverage


def _offers_and_groups(
    where: str, offer: str | None, offers: dict[str, str], group: str | None, groups: dict[str, str]
) -> Iterable[Reference]:
    for id_ in (offer, *offers.values()):
        yield f"{where}.offer", "offers", id_
    for id_ in (group, *groups.values()):
        yield f"{where}.target_group", "target_groups", id_
