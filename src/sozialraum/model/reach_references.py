"""What the parts of a project file about people, ways and places beyond the border refer to."""

from collections.abc import Iterable

from sozialraum.model.project import Project

Reference = tuple[str, str, str | None]  # where it stands, which list it refers to, the id


def groups_of_people(project: Project) -> tuple[str, ...]:
    """Groups of whom it is known where they live in the city, in the order of the project file."""
    named = [group for file in project.population if not file.beyond for group in file.people]
    if project.spread is not None:
        named += project.spread.people
    return tuple(dict.fromkeys(named))


def reach_references(project: Project) -> Iterable[Reference]:
    """Every reference of [[population]], [spread] and [reach]."""
    for number, file in enumerate(project.population, start=1):
        place = f"population[{number}]"
        yield f"{place}.source", "sources", file.source
        for indicator in file.compared_with.values():
            yield f"{place}.compared_with", "indicators", indicator
        for group in file.compared_with:
            yield f"{place}.compared_with", "people", group
    if project.spread is not None:
        yield "spread.source", "sources", project.spread.source
        for indicator in project.spread.people.values():
            yield "spread.people", "indicators", indicator
    for question in project.reach.questions:
        place = f"reach.questions.{question.id}"
        for id_ in question.facility_types:
            yield f"{place}.facility_types", "facility_types", id_
        for merkmal in (question.merkmal, *question.without):
            yield f"{place}.merkmal", "merkmale", merkmal
        for group in question.people if groups_of_people(project) else ():
            yield f"{place}.people", "people", group
        yield f"{place}.limit", "way_limits", question.limit
        if question.places is not None:
            yield f"{place}.places.coverage", "coverage", question.places.coverage
    for number, beyond in enumerate(project.reach.beyond, start=1):
        place = f"reach.beyond[{number}]"
        yield f"{place}.source", "sources", beyond.source
        yield f"{place}.facility_type", "facility_types", beyond.facility_type
        for coverage in beyond.columns.places:
            yield f"{place}.columns.places", "coverage", coverage
