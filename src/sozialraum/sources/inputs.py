"""Everything a project's files say, read in one go: Inputs, or one InputError with every Problem."""

import geopandas as gpd

from sozialraum.errors import InputError, Problem
from sozialraum.model.checks import shortened
from sozialraum.model.forecast import BIRTHS, CITY_PROJECTION
from sozialraum.model.inputs import Inputs
from sozialraum.model.intake import Intake
from sozialraum.model.project import Project
from sozialraum.model.tables import BASE_LEVEL, typed
from sozialraum.sources.accounting import unread
from sozialraum.sources.areas.base_map import read_base_map
from sozialraum.sources.areas.boundaries import Boundaries, read_boundaries
from sozialraum.sources.areas.geographies import read_other_geographies
from sozialraum.sources.establishments.addresses import houses_of, read_addresses
from sozialraum.sources.establishments.facilities import read_facilities
from sozialraum.sources.establishments.places import read_merkmale, read_offers
from sozialraum.sources.network.everything import read_network
from sozialraum.sources.planning.checks import planning_problems
from sozialraum.sources.planning.everything import read_planning
from sozialraum.sources.project import PROJECT_FILE, ProjectFolder
from sozialraum.sources.reach.everything import read_reach
from sozialraum.sources.values.indicators import Known, read_values
from sozialraum.sources.values.registers import read_registers
from sozialraum.sources.workbooks.origin import placed

MOST_OF_A_KIND = 100  # Problems of one code in one file that are told one by one


def read_inputs(folder: ProjectFolder) -> Inputs:
    """All tables of a project; warnings stay in Inputs.problems.

    Rows are in order of their keys, so the order of rows in the files decides nothing.

    Raises:
        InputError: at least one error; it carries every Problem of all files, warnings too.
    """
    inputs, _, problems = read_intake(folder)
    if inputs is None:
        raise InputError(problems)
    return inputs


def read_intake(folder: ProjectFolder) -> tuple[Inputs | None, tuple[Intake, ...], tuple[Problem, ...]]:
    """All tables of a project, None if there is an error; the account of every file; every Problem, errors first."""
    boundaries: Boundaries | None = None
    try:
        boundaries, intakes, problems = read_boundaries(folder)
    except InputError as error:
        problems, intakes = list(error.problems), [unread("areas", folder.project.areas.file)]
    keys = boundaries.keys if boundaries else None
    base = frozenset(boundaries.areas.index[boundaries.areas["level"] == BASE_LEVEL]) if boundaries else frozenset()
    others, found = read_other_geographies(folder)
    problems += found
    addresses, accounts, found = read_addresses(folder)
    problems, intakes = problems + found, intakes + accounts
    facilities, complete, accounts, found = read_facilities(folder, keys, base, addresses)
    problems, intakes = problems + found, intakes + accounts
    known = frozenset(facilities.index) if complete else None
    offers, accounts, found = read_offers(folder, known)
    problems, intakes = problems + found, intakes + accounts
    merkmale, accounts, found = read_merkmale(folder, known)
    problems, intakes = problems + found, intakes + accounts
    known_keys = Known(keys, base, others, known, _schools(folder.project, facilities) if complete else None)
    register, accounts, found = read_registers(folder, known_keys)
    problems, intakes = problems + found, intakes + accounts
    plans, accounts, found = read_planning(folder, known_keys)
    problems, intakes = problems + found, intakes + accounts
    problems += planning_problems(folder.project, plans, base, register, facilities if complete else None, offers)
    known_places = (boundaries.areas, boundaries.outline) if boundaries else (None, None)
    network, accounts, found = read_network(folder, *known_places)
    problems, intakes = problems + found, intakes + accounts
    base_map, accounts, found = read_base_map(folder, boundaries.outline if boundaries else None)
    problems, intakes = problems + found, intakes + accounts
    indicators, facility_values, contributions, accounts, found = read_values(folder, known_keys)
    problems, intakes = problems + found, intakes + accounts
    houses = houses_of(addresses, folder.files.crs)
    reach, accounts, found = read_reach(folder, boundaries, facilities, houses, indicators, register)
    told = [placed(problem, folder.origin, PROJECT_FILE) for problem in (*folder.problems, *problems, *found)]
    problems, intakes = in_order(told), intakes + accounts
    if boundaries is None or any(problem.is_error for problem in problems):
        return None, tuple(intakes), tuple(problems)
    inputs = Inputs(
        areas=boundaries.areas,
        members=boundaries.members,
        outline=boundaries.outline,
        facilities=facilities,
        merkmale=merkmale,
        offers=offers,
        indicators=indicators,
        facility_values=facility_values,
        intakes=tuple(intakes),
        problems=tuple(problems),
        contributions=contributions,
        houses=houses,
        register=register,
        births=typed(plans["births"], BIRTHS),
        city_projection=typed(plans["city_projection"], CITY_PROJECTION),
        use=plans["use"],
        applications=plans["applications"],
        planned=plans["planned"],
        registrations=plans["registrations"],
        pupils=plans["pupils"],
        network=network,
        population=reach.population,
        homes_land=reach.homes_land,
        beyond=reach.beyond.facilities,
        beyond_places=reach.beyond.places,
        base=base_map,
    )
    return inputs, inputs.intakes, inputs.problems


def _schools(project: Project, facilities: gpd.GeoDataFrame) -> frozenset[str] | None:
    """The houses of which registrations and pupils are told; None where the project does not say which they are."""
    all_day = {offer for one in project.coverage if one.id == project.planning.ganztag for offer in one.offers}
    of_offers = {type_ for one in project.offers if one.id in all_day for type_ in one.facility_types}
    if not project.planning.schools:
        return None
    kinds = {*project.planning.schools, *of_offers}
    return frozenset(facilities.index[facilities["facility_type"].isin(kinds)])


def in_order(problems: list[Problem]) -> list[Problem]:
    """Each Problem once, errors first, by file, row and code; long lists of one kind shortened."""
    unique = {repr(problem): problem for problem in problems}
    ordered = sorted(unique.values(), key=_place)
    return sorted(shortened(ordered, MOST_OF_A_KIND), key=_place)


def _place(problem: Problem) -> tuple[bool, str, bool, int, str, str, str]:
    last = str(problem.code).endswith("99")
    row = problem.row or 0
    return (
        not problem.is_error,
        problem.file,
        last,
        row,
        str(problem.code),
        problem.column or "",
        problem.value or "",
    )
