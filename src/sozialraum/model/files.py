"""How a file of the city is read: which columns mean what. Nobody edits an export; the project maps it."""

from typing import Literal

from pydantic import model_validator

from sozialraum.model.fields import Day, ProjectPath, Slug, Strict

ColumnName = str | list[str]  # several columns are joined by " / " to one key
NonValue = Literal["zero", "missing", "not_collected", "not_applicable", "withheld", "unreliable"]


class Dialect(Strict):
    """How a table file is written; what is left out is recognised from the file."""

    encoding: str | None = None
    separator: str | None = None
    decimal: Literal[",", "."] | None = None


class TableFile(Strict):
    """A table of the city: CSV, or the attribute table of GeoJSON, GeoPackage, Shapefile."""

    file: ProjectPath
    layer: str | None = None
    dialect: Dialect = Dialect()
    where: dict[str, str | list[str]] = {}
    unless: dict[str, str | list[str]] = {}
    non_values: dict[str, NonValue] = {}


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
    status: str | None = None
    group: str | None = None
    dimensions: dict[Slug, str] = {}
    source: str | None = None
    source_url: str | None = None
    note: str | None = None
    list_only: str | None = None


class ValueFile(TableFile):
    """[[values]]: numbers of one or several indicators."""

    columns: ValueColumns
    indicator: Slug | None = None
    indicator_names: dict[str, Slug] = {}
    period: str | None = None
    stichtag: Day | None = None
    group: str = ""
    dimension_values: dict[Slug, dict[str, str]] = {}
    source: Slug | None = None
    status: Literal["A", "E", "P", "F", "U"] = "A"
    list_only: bool = False
    note: str | None = None

    @model_validator(mode="after")
    def _says_whose_value(self) -> "ValueFile":
        columns = self.columns
        if sum(key is not None for key in (columns.area_id, columns.area_name, columns.facility_id)) != 1:
            raise ValueError("one_key_needed")
        if (self.indicator is None) == (columns.indicator is None):
            raise ValueError("indicator_needed")
        if (self.period is None) == (columns.period is None):
            raise ValueError("period_needed")
        if columns.value is None and (columns.numerator is None or columns.denominator is None):
            raise ValueError("value_needed")
        return self
