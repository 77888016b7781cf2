"""What must fit between the parts of a project file that plan: targets, cohorts, the years ahead, schools."""

from collections.abc import Iterable
from itertools import combinations

from sozialraum.errors import Problem
from sozialraum.model.codes import Code
from sozialraum.model.cohorts import ages_of
from sozialraum.model.project import Project
from sozialraum.model.targets import all_targets, target_problems

Idle = tuple[str, str]  # the setting, and the one that decides in its place


def planning_faults(project: Project, file: str) -> list[Problem]:
    """Targets that contradict each other, cohorts that count a child twice, births without a file.

    Args:
        project: all of whose references resolve.
        file: the project file.
    """
    targets = all_targets(project.coverage, project.targets)
    problems = target_problems(
        targets, project.coverage, ages_of(project.cohorts), project.quality.target_high_pct, file
    )
    problems += _centre_children(project, file)
    forecast = project.forecast
    if forecast and forecast.births == "projection" and not any(one.projected for one in project.births):
        problems.append(Problem(Code.BIRTHS_FILE_NEEDED, file, column="forecast.births"))
    return problems


FROM_REGISTER = ("births", "city_projection", "new_housing")


def idle_planning(project: Project) -> Iterable[Idle]:
    """Each setting of planning that is written down and does nothing, with the one that decides."""
    rules, planning = project.planning.rules, project.planning
    if project.forecast is None:
        for name in FROM_REGISTER:
            if getattr(project, name):
                yield name, "forecast"
    else:
        if project.cohorts is None or not project.registers:
            # bands are carried on from indicators, everything else from a register
            of_register = [name for name in FROM_REGISTER if getattr(project, name)]
            for name in of_register if project.forecast.bands else ["forecast"]:
                yield name, "cohorts" if project.cohorts is None else "registers"
        if project.forecast.births != "projection" and any(one.projected for one in project.births):
            yield "births.projected", "forecast.births"
    if planning.measures.model_fields_set and not project.planned_measures:
        yield "planning.measures", "planned_measures"
    if planning.ganztag is not None and rules.ganztag is None:
        yield "planning.ganztag", "planning.rules.ganztag"
    if planning.centre_children and planning.familienzentren is None:
        yield "planning.centre_children", "planning.familienzentren"
    all_day = planning.ganztag is not None and rules.ganztag is not None
    if project.pupils and not all_day:
        yield "pupils", "planning.ganztag"
    if project.registrations and not all_day and rules.entry_classes is None:
        yield "registrations", "planning.rules.entry_classes"


def _centre_children(project: Project, file: str) -> Iterable[Problem]:
    """The groups that are together the children under six share no age."""
    ages = ages_of(project.cohorts)
    for one, other in combinations(project.planning.centre_children, 2):
        common = ages.get(one, frozenset()) & ages.get(other, frozenset())
        if common and one != other:
            fields = {
                "coverage": "planning.centre_children",
                "other": other,
                "ages": ", ".join(str(age) for age in sorted(common)),
            }
            yield Problem(Code.COHORTS_OVERLAP, file, column="planning.centre_children", value=one, fields=fields)
