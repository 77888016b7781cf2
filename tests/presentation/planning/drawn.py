"""The small city with planning drawn by hand."""

from dataclasses import replace
from typing import Any

import pandas as pd
from rows import long

from sozialraum.model.planning import Planning
from sozialraum.model.project import Project
from sozialraum.model.tables import MEASURES
from sozialraum.presentation.atlas.data import CityPages
from sozialraum.presentation.planning.grid import Cell, Grid, Line, Section
from sozialraum.presentation.planning.page import sections
from sozialraum.presentation.views.context import Context

OFFER = "kita_u3"


def balance(drawn: str, **fixed: object) -> pd.DataFrame:
    """Table `measures` of the one coverage from one row for each area, measure and year."""
    return long(drawn, MEASURES, **{"target_group": OFFER, "scenario": "bestand", **fixed})


def with_planning(
    pages: CityPages, measures: pd.DataFrame, plan: Planning, project: Project | None = None
) -> CityPages:
    """The pages of the city with these tables in place of its own."""
    context = pages.context
    published = replace(context.published, measures=measures.astype(MEASURES), planning=plan)
    return CityPages(Context(published, project or context.project, context.words))


def section(pages: CityPages, id_: str) -> Section:
    """The part of the page with that anchor."""
    return {one.id: one for one in sections(pages)}[id_]


def line(grid: Grid, name: str) -> Line:
    """The row of that name."""
    return {one.name: one for one in grid.lines}[name]


def read(one: Cell) -> list[Any]:
    """A cell as it is read, from above."""
    return [one.text, *one.lines]
