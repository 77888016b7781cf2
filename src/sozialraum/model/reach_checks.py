"""What must fit between the parts of a project file about people and ways beyond their names."""

from collections.abc import Iterable

from sozialraum.model.codes import Code
from sozialraum.model.planning_checks import Idle
from sozialraum.model.project import Project
from sozialraum.model.reach_references import groups_of_people
from sozialraum.model.reach_settings import ReachQuestion

LEAST_M = 10.0  # a distance shorter than that was meant in kilometres
MOST_PLACES = 10.0  # per child; a bound above that was meant per 100 children


def reach_misfits(project: Project) -> Iterable[tuple[Code, str, str]]:
    """(code, place, id) of every misfit: people, network, houses or rules that a setting needs and nobody named."""
    reach, spread = project.reach, project.spread
    known = groups_of_people(project)
    for question in reach.questions:
        if not known:
            yield Code.REACH_NEEDS_PEOPLE, f"reach.questions.{question.id}.people", question.id
        if question.benchmark and project.planning.rules.kita_way is None:
            yield Code.WAY_RULE_MISSING, f"reach.questions.{question.id}.benchmark", question.id
        yield from _places_misfits(project, question)
    for where, metres in _distances(project):
        if any(0 < one < LEAST_M for one in metres):
            yield Code.METRES_EXPECTED, where, ", ".join(f"{one:g}" for one in metres)
    if reach.way == "network" and project.network is None:
        yield Code.REACH_NEEDS_NETWORK, "reach.way", "network"
    if spread is not None and spread.over == "houses" and project.addresses is None:
        yield Code.SPREAD_NEEDS_HOUSES, "spread.over", "houses"
    wanted = [("spread.people", id_) for id_ in (spread.people.values() if spread else ())]
    for file in project.population:
        wanted += [("population.compared_with", id_) for id_ in file.compared_with.values()]
    for where, id_ in wanted:
        if project.indicator(id_).kind != "count":
            yield Code.NOT_A_COUNT, where, id_


def _places_misfits(project: Project, question: ReachQuestion) -> Iterable[tuple[Code, str, str]]:
    if question.places is None:
        return
    where, coverage = f"reach.questions.{question.id}.places", question.places.coverage
    offers = {offer for one in project.coverage if one.id == coverage for offer in one.offers}
    types = {type_ for offer in project.offers if offer.id in offers for type_ in offer.facility_types}
    if types.isdisjoint(question.facility_types):
        yield Code.PLACES_OF_OTHER_TYPES, f"{where}.coverage", coverage
    if question.places.bounds[-1] > MOST_PLACES:
        yield Code.BOUNDS_NOT_PER_CHILD, f"{where}.bounds", ", ".join(f"{one:g}" for one in question.places.bounds)


def _distances(project: Project) -> Iterable[tuple[str, list[float]]]:
    """Where the project file states metres, and what it states."""
    reach = project.reach
    for question in reach.questions:
        where = f"reach.questions.{question.id}"
        yield f"{where}.steps_m", question.steps_m
        if question.within_m is not None:
            yield f"{where}.within_m", [question.within_m]
        if question.places is not None:
            yield f"{where}.places.weights", [metres for metres, _ in question.places.weights]
    for number, file in enumerate(reach.beyond, start=1):
        yield f"reach.beyond[{number}].covers_m", [file.covers_m]
    yield "reach.max_snap_m", [reach.max_snap_m]
    yield "reach.people_beyond_m", [reach.people_beyond_m]
    if project.network is not None:
        yield "network.beyond_m", [project.network.beyond_m]


def idle_reach(project: Project) -> Iterable[Idle]:
    """Each setting about people and ways that is written down and does nothing, with the one that decides."""
    reach = project.reach
    of_city = [file for file in project.population if not file.beyond]
    beyond = [file for file in project.population if file.beyond]
    if of_city and project.spread is not None:
        yield "spread", "population"
    if reach.people_beyond_m and not beyond:
        yield "reach.people_beyond_m", "population.beyond"
    if not reach.questions:
        for name in ("beyond", "way", "people_beyond_m"):
            if name in reach.model_fields_set and getattr(reach, name):
                yield f"reach.{name}", "reach.questions"
    asked = {type_ for question in reach.questions for type_ in question.facility_types}
    shared = {question.places.coverage for question in reach.questions if question.places is not None}
    for number, listed in enumerate(reach.beyond if reach.questions else (), start=1):
        if listed.facility_type not in asked:
            yield f"reach.beyond[{number}].facility_type", "reach.questions"
        elif not shared.issuperset(listed.columns.places):
            yield f"reach.beyond[{number}].columns.places", "reach.questions.places"
    for number, file in enumerate(project.population, start=1):
        if file.flag_names and file.columns.flag is None:
            yield f"population[{number}].flag_names", "population.columns.flag"
        if file.beyond and file.compared_with:
            yield f"population[{number}].compared_with", "population.beyond"
