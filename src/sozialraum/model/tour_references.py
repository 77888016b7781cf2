"""What the walk-through of a project may show: the ids of the figures its atlas can have."""

from collections.abc import Iterable

from sozialraum.model.measures import DYNAMICS, FIELD_INDEX, INDEX, POOLED, RANK, SMOOTHED, TYPE
from sozialraum.model.project import Project

OF_OFFERS = ("bilanz", "quota", "places", "places_all")


def figures(project: Project) -> tuple[str, ...]:
    """Ids of all figures that the atlas of the project can show; which have values, only the data tell."""
    return tuple(_figures(project))


def tour_references(project: Project) -> Iterable[tuple[str, str, str | None]]:
    """Every reference of [[views]]: where it stands, the list "figures" or "levels", the id; None for none."""
    for view in project.views:
        yield f"views.{view.id}.figure", "figures", view.figure
        yield f"views.{view.id}.level", "levels", view.level


def _figures(project: Project) -> Iterable[str]:
    for coverage in project.coverage:
        if project.gaps and (not project.gaps.coverage or coverage.id in project.gaps.coverage):
            yield f"{coverage.id}_lage_versorgung"
        yield from (f"{coverage.id}_{what}" for what in OF_OFFERS)
    for question in project.reach.questions:
        yield from (f"reach_{question.id}", f"reach_{question.id}_places")
    if project.lage_index:
        yield from (INDEX, TYPE, DYNAMICS, RANK)
        yield from (f"{FIELD_INDEX}{field.id}" for field in project.handlungsfelder)
    yield from (indicator.id for indicator in project.indicators)
    yield from (f"{SMOOTHED}{id_}" for id_ in project.uncertainty.smoothed)
    yield from (f"{POOLED}{one.indicator}" for one in project.uncertainty.pooled)
    yield from (f"{type_.id}_count" for type_ in project.facility_types)
