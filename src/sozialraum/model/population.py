"""Where people live, smaller than a Sozialraum: cells of a grid, points of addresses, or totals spread out."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import pandas as pd
from pydantic import Field, model_validator

from sozialraum.model.fields import ProjectPath, Slug, Strict
from sozialraum.model.files import ColumnName, TableFile
from sozialraum.model.tables import FLAG, TEXT, frame

Basis = Literal["counted", "address", "spread"]

# index cell_id; where people live. Cells and points outside every Sozialraum stay, with area_id "".
LIVING = {
    "area_id": TEXT,  # of the Sozialraum in which the middle lies, the first by id on a border; "" beyond
    "x": "float64",  # of the middle, metres in the city's coordinate system
    "y": "float64",
    "column": "int64",  # of the cell in the grid: x of its left edge / size, in the CRS of the grid
    "row": "int64",
    "beyond": FLAG,  # people outside the city, who compete for places and are never shown
    "source_id": TEXT,
    "file": TEXT,
    "line": "int64",  # row of the file; 0 for what was spread out
}


@dataclass(frozen=True)
class Grid:
    """The grid on which people are shown: coordinate system and edge of its cells (m)."""

    crs: str = ""
    cell_m: float = 100.0


@dataclass(frozen=True)
class Population:
    """People by place.

    Args:
        living: table LIVING in order of cell_id.
        people: same index, a Float64 column for each group; NA where it is not known.
        statuses: same shape: letters as in model.status; A where the number is known, zero included.
        grid: of the columns and rows; points stand in the cell they lie in.
        basis: counted in cells, counted at addresses, or totals of areas spread out.
        as_of: the day they were counted.
    """

    living: pd.DataFrame = field(default_factory=lambda: frame(LIVING))
    people: pd.DataFrame = field(default_factory=pd.DataFrame)
    statuses: pd.DataFrame = field(default_factory=pd.DataFrame)
    grid: Grid = field(default_factory=Grid)
    basis: Basis = "counted"
    as_of: date | None = None


class PopulationColumns(Strict):
    """Headings in a file of cells or points: the id of a grid cell, or coordinates."""

    cell_id: ColumnName | None = None  # "CRS3035RES100mN2700500E4400100" says grid, edge and corner
    x: str | None = None
    y: str | None = None
    flag: str | None = None  # what the numbers of a row are worth

    @model_validator(mode="after")
    def _says_where(self) -> "PopulationColumns":
        if (self.x is None) != (self.y is None):
            raise ValueError("x_and_y")
        if self.cell_id is None and self.x is None:
            raise ValueError("cell_or_position_needed")
        return self


class PopulationFile(TableFile):
    """[[population]]: people by cell or address.

    `absent` says what it means for a place of another file that this one has no row for it: nobody ("zero"), or
    that nothing is known. `compared_with` names the counts of the Sozialräume that the places should add up to.
    """

    columns: PopulationColumns
    people: dict[Slug, ColumnName] = Field(min_length=1)  # group -> heading; several headings are added up
    crs: str | None = None
    beyond: bool = False
    absent: Literal["zero", "unknown"] = "unknown"
    flag_names: dict[str, Literal["A", "E", "P", "U"]] = {}
    compared_with: dict[Slug, Slug] = {}  # group -> indicator of kind count
    tolerance_pct: float = Field(10.0, ge=0, le=100)
    as_of: date
    source: Slug

    @property
    def is_grid(self) -> bool:
        """Whether its rows are cells; else they are addresses."""
        return self.columns.cell_id is not None


class Spread(Strict):
    """[spread]: totals of the Sozialräume spread over where people live, for a city without cells or addresses."""

    people: dict[Slug, Slug] = Field(min_length=1)  # group -> indicator of kind count
    over: Literal["area", "polygons", "houses"] = "area"
    file: ProjectPath | None = None  # polygons of residential land or buildings
    layer: str | None = None
    crs: str | None = None
    cell_m: float = Field(100.0, ge=10, le=1000)
    source: Slug | None = None  # of the polygons

    @model_validator(mode="after")
    def _polygons_have_a_file(self) -> "Spread":
        if (self.over == "polygons") != (self.file is not None):
            raise ValueError("polygons_need_a_file")
        return self
