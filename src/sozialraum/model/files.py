"""How a file of the city is read: which columns mean what. Nobody edits an export; the project maps it."""

from typing import Literal

from pydantic import Field, FiniteFloat, model_validator

from sozialraum.model.fields import CellRange, Day, ProjectPath, Slug, Strict

ColumnName = str | list[str]  # several columns are joined by " / " to one key
NonValue = Literal["zero", "missing", "not_collected", "not_applicable", "withheld", "unreliable"]


STAR = "*"  # in the name of a file: one entry for all files that fit


def stands_for(pattern: str, file: str) -> str | None:
    """What the star of a pattern stands for in the name of a file; None where the file does not fit."""
    before, _, behind = pattern.partition(STAR)
    said = file[len(before) : len(file) - len(behind)]
    return said if said and file == f"{before}{said}{behind}" else None


class Limits(Strict):
    """[limits]: how large files may be, so that a wrong one is refused before it stops the machine."""

    max_mb: int = Field(500, ge=1)
    max_unpacked_mb: int = Field(1_000, ge=1)
    max_ratio: int = Field(200, ge=2)
    max_rows: int = Field(2_000_000, ge=1)
    max_vertices: int = Field(5_000_000, ge=3)


class Dialect(Strict):
    """How a table file is written; what is left out is recognised from the file."""

    encoding: str | None = None
    separator: str | None = None
    decimal: Literal[",", "."] | None = None
    range: CellRange | None = None
    header_rows: int | None = Field(None, ge=0, le=4)
    sections: str | None = None


class TableFile(Strict):
    """A table of the city: CSV, a sheet of a workbook, or the attributes of GeoJSON, GeoPackage, Shapefile, GML.

    `file` may have one STAR in its last part; then it means every file that fits.
    """

    file: ProjectPath
    layer: str | None = None
    dialect: Dialect = Dialect()
    where: dict[str, str | list[str]] = {}
    unless: dict[str, str | list[str]] = {}
    preset: Slug = "amtliche_statistik"
    non_values: dict[str, NonValue] = {}
    column_non_values: dict[str, dict[str, NonValue]] = {}


class ValueColumns(Strict):
    """Headings of the columns of a file of values."""

    area_id: ColumnName | None = None
    area_name: ColumnName | None = None
    facility_id: ColumnName | None = None
    indicator: str | None = None
    period: str | None = None
    value: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    largest: str | None = None  # what the largest contributor adds to a sum
    second_largest: str | None = None
    status: str | None = None
    group: str | None = None
    dimensions: dict[Slug, str] = {}
    source: str | None = None
    source_url: str | None = None
    note: str | None = None
    list_only: str | None = None


class WideColumn(Strict):
    """[[values.wide]]: values that stand side by side, a column for each indicator, year or group.

    `column` is a heading, or one with `{period}` in it that stands for every heading of that form.
    """

    column: str
    indicator: Slug | None = None
    period: str | None = None
    group: str = ""


class ValueFile(TableFile):
    """[[values]]: numbers of one or several indicators."""

    columns: ValueColumns
    wide: list[WideColumn] = []
    indicator: Slug | None = None
    indicator_names: dict[str, Slug] = {}
    period: str | None = None
    stichtag: Day | None = None
    group: str = ""
    dimension_values: dict[Slug, dict[str, str]] = {}
    value_texts: dict[str, FiniteFloat] = {}
    source: Slug | None = None
    status: Literal["A", "E", "P", "F", "U"] = "A"
    list_only: bool = False
    note: str | None = None

    @model_validator(mode="after")
    def _says_whose_value(self) -> "ValueFile":
        columns = self.columns
        if sum(key is not None for key in (columns.area_id, columns.area_name, columns.facility_id)) != 1:
            raise ValueError("one_key_needed")
        if columns.largest is None and columns.second_largest is not None:
            raise ValueError("contributions_unfit")
        if columns.largest is not None and (columns.value is None or columns.facility_id is not None):
            raise ValueError("contributions_unfit")
        if self.wide:
            self._check_wide()
            return self
        if (self.indicator is None) == (columns.indicator is None):
            raise ValueError("indicator_needed")
        if (self.period is None) == (columns.period is None):
            raise ValueError("period_needed")
        if columns.value is None and (columns.numerator is None or columns.denominator is None):
            raise ValueError("value_needed")
        return self

    def _check_wide(self) -> None:
        columns = self.columns
        if columns.value is not None or columns.numerator is not None or columns.denominator is not None:
            raise ValueError("wide_has_its_values")
        for one in self.wide:
            if sum(said is not None for said in (one.indicator, self.indicator, columns.indicator)) != 1:
                raise ValueError("indicator_needed")
            in_heading = "{period}" in one.column
            if sum((one.period is not None, in_heading, self.period is not None, columns.period is not None)) != 1:
                raise ValueError("period_needed")
