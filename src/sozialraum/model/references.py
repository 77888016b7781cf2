"""Names in the project file that refer to another part of it, and ids that a list declares twice."""

from collections.abc import Iterable
from dataclasses import dataclass

from sozialraum.model.lage import all_parts
from sozialraum.model.measures import INDEX
from sozialraum.model.planning_references import Reference, planning_references
from sozialraum.model.project import Project
from sozialraum.model.reach_references import groups_of_people, reach_references
from sozialraum.model.tour_references import figures, tour_references


@dataclass(frozen=True)
class Loose:
    """A name in the project file that refers to nothing."""

    where: str
    id: str
    known: tuple[str, ...]


def loose_ends(project: Project) -> list[Loose]:
    """Every reference in the project file to something it does not declare."""
    ids = {
        "sources": tuple(project.sources),
        "indicators": tuple(indicator.id for indicator in project.indicators),
        "handlungsfelder": tuple(field.id for field in project.handlungsfelder),
        "facility_types": tuple(type_.id for type_ in project.facility_types),
        "merkmale": tuple(merkmal.id for merkmal in project.merkmale),
        "target_groups": tuple(group.id for group in project.target_groups),
        "offers": tuple(offer.id for offer in project.offers),
        "coverage": tuple(coverage.id for coverage in project.coverage),
        "breakdowns": tuple(breakdown.id for breakdown in project.breakdowns),
        "cohorts": tuple(group.id for group in project.cohorts.groups) if project.cohorts else (),
    }
    way = project.planning.rules.school_way
    ids["people"] = groups_of_people(project)
    ids["way_limits"] = tuple(limit.id for limit in way.limits) if way else ()
    ids["figures"] = figures(project)
    ids["levels"] = tuple(larger.level for larger in project.planungsbezirke)
    ids["noticed"] = (*ids["indicators"], *ids["coverage"], INDEX)
    return [
        Loose(where=where, id=id_, known=ids[kind])
        for where, kind, id_ in _references(project)
        if id_ is not None and id_ not in ids[kind]
    ]


def repeated_ids(project: Project) -> list[tuple[str, str]]:
    """(list, id) of every id that a list of the project file declares twice."""
    lists = {
        "indicators": project.indicators,
        "handlungsfelder": project.handlungsfelder,
        "facility_types": project.facility_types,
        "merkmale": project.merkmale,
        "target_groups": project.target_groups,
        "offers": project.offers,
        "coverage": project.coverage,
        "breakdowns": project.breakdowns,
        "joint_areas": project.joint_areas,
        "reach.questions": project.reach.questions,
        "views": project.views,
        "base_lines": project.base_lines,
        "cohorts.groups": project.cohorts.groups if project.cohorts else [],
        "forecast.dwelling_types": project.forecast.dwelling_types if project.forecast else [],
    }
    found = []
    for name, items in lists.items():
        ids = [item.id for item in items]  # type: ignore[attr-defined]  # each of these models has an id
        found += [(name, id_) for id_ in sorted({id_ for id_ in ids if ids.count(id_) > 1})]
    return found


def _references(project: Project) -> Iterable[Reference]:
    yield "areas.source", "sources", project.areas.source
    if project.addresses:
        yield "addresses.source", "sources", project.addresses.source
    if project.network:
        yield "network.source", "sources", project.network.source
    for base in project.base_lines:
        yield f"base_lines.{base.id}.source", "sources", base.source
    for larger in project.planungsbezirke:
        yield "planungsbezirke.source", "sources", larger.source
    for indicator in project.indicators:
        place = f"indicators.{indicator.id}"
        yield f"{place}.source", "sources", indicator.source
        yield f"{place}.handlungsfeld", "handlungsfelder", indicator.handlungsfeld
        if indicator.computed_from:
            yield f"{place}.computed_from", "indicators", indicator.computed_from.numerator
            yield f"{place}.computed_from", "indicators", indicator.computed_from.denominator
    for number, stated in enumerate(project.disclosure.sums, start=1):
        for counted in (stated.total, *stated.parts):
            yield f"disclosure.sums[{number}]", "indicators", counted
    for weighed in project.disclosure.weights.indicators:
        yield "disclosure.weights.indicators", "indicators", weighed
    for values in project.values:
        yield "values.source", "sources", values.source
        in_columns = [one.indicator for one in values.wide]
        for id_ in (values.indicator, *values.indicator_names.values(), *in_columns):
            yield "values.indicator", "indicators", id_
        for id_ in (*values.columns.dimensions, *values.dimension_values):
            yield "values.dimensions", "breakdowns", id_
    for type_ in project.facility_types:
        yield f"facility_types.{type_.id}.source", "sources", type_.source
    for merkmal_file in project.merkmal_files:
        yield "merkmal_files.source", "sources", merkmal_file.source
        for id_ in (merkmal_file.merkmal, *merkmal_file.merkmal_names.values()):
            yield "merkmal_files.merkmal", "merkmale", id_
    for register in project.registers:
        yield "registers.source", "sources", register.source
    for offer in project.offers:
        for id_ in offer.facility_types:
            yield f"offers.{offer.id}.facility_types", "facility_types", id_
    for places in project.places:
        yield "places.source", "sources", places.source
        for id_ in (places.offer, *places.offer_names.values()):
            yield "places.offer", "offers", id_
        for id_ in (places.target_group, *places.target_group_names.values()):
            yield "places.target_group", "target_groups", id_
    for coverage in project.coverage:
        place = f"coverage.{coverage.id}"
        yield f"{place}.children", "indicators", coverage.children
        for id_ in (*coverage.offers, *coverage.also_shown):
            yield f"{place}.offers", "offers", id_
        for id_ in coverage.target_groups:
            yield f"{place}.target_groups", "target_groups", id_
        for id_ in coverage.cohorts:
            yield f"{place}.cohorts", "cohorts", id_
    yield from planning_references(project)
    yield from reach_references(project)
    yield from tour_references(project)
    if project.lage_index:
        if project.lage_index.residents is not None:
            yield "lage_index.residents", "indicators", project.lage_index.residents
        for id_ in all_parts(project.lage_index):
            yield "lage_index.parts", "indicators", id_
        for weight in project.lage_index.field_weights:
            yield "lage_index.field_weights", "handlungsfelder", weight.handlungsfeld
        for part in project.lage_index.dynamics.parts if project.lage_index.dynamics else ():
            yield "lage_index.dynamics.parts", "indicators", part.indicator
    for id_ in (*project.uncertainty.smoothed, *(one.indicator for one in project.uncertainty.pooled)):
        yield "uncertainty", "indicators", id_
    for release in project.findings.release:
        yield "findings.release", "noticed", release.indicator
    for id_ in project.findings.group_gaps:
        yield "findings.group_gaps", "breakdowns", id_
    if project.gaps:
        for id_ in project.gaps.coverage:
            yield "gaps.coverage", "coverage", id_
    for id_ in project.profile.headline:
        yield "profile.headline", "indicators", id_
    for id_ in project.profile.similar_by:
        yield "profile.similar_by", "indicators", id_
