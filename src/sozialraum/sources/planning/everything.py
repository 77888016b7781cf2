"""All tables of planning in one go."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from sozialraum.errors import Problem
from sozialraum.model.intake import Intake
from sozialraum.sources.planning.applications import read_applications
from sozialraum.sources.planning.births import read_births, read_city_projection
from sozialraum.sources.planning.planned_measures import read_planned
from sozialraum.sources.planning.pupils import read_pupils
from sozialraum.sources.planning.registrations import read_registrations
from sozialraum.sources.planning.use import read_use
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.values.indicators import Known

READERS = MappingProxyType(
    {
        "births": read_births,
        "city_projection": lambda folder, _: read_city_projection(folder),
        "use": read_use,
        "applications": read_applications,
        "planned": read_planned,
        "registrations": read_registrations,
        "pupils": read_pupils,
    }
)


def read_planning(
    folder: ProjectFolder, known: Known
) -> tuple[Mapping[str, pd.DataFrame], list[Intake], list[Problem]]:
    """The tables by their name in model.inputs.Inputs, the account of each file, and every Problem.

    Args:
        known: the areas of the project, and every facility.
    """
    tables, intakes, problems = {}, [], []
    for name, read in READERS.items():
        tables[name], accounts, found = read(folder, known)
        intakes += accounts
        problems += found
    return tables, intakes, problems
