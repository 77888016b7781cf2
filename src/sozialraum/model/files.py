"""How a file of the city is read: which columns mean what. Nobody edits an export; the project maps it."""

from typing import Literal

from pydantic import Field, model_validator

from sozialraum.model.fields import Day, ProjectPath, Slug, Strict

ColumnName = str | list[str]  # several columns are joined by " / " to one key
NonValue = Literal["zero", "missing", "not_collected", "not_applicable", "withheld", "unreliable"]


class Dialect(Strict):
    """How a table file is written; what is left out is recognised from the file."""

    encoding: str | None = Field(None, description="utf-8, cp1252, …")
    separator: str | None = Field(None, description="Trennzeichen der Spalten: ; , oder Tabulator")
    decimal: Literal[",", "."] | None = Field(None, description="Dezimalzeichen der Zahlen")


class TableFile(Strict):
    """A table of the city: CSV, or the attribute table of GeoJSON, GeoPackage, Shapefile."""

    file: ProjectPath
    layer: str | None = Field(None, description="Ebene in einem GeoPackage oder Tabelle in einem Archiv")
    dialect: Dialect = Dialect()
    where: dict[str, str | list[str]] = Field({}, description="nur Zeilen mit diesen Texten in diesen Spalten")
    unless: dict[str, str | list[str]] = Field({}, description="Zeilen, auf die alles zutrifft, bleiben außen vor")
    non_values: dict[str, NonValue] = Field(
        {}, description="Zeichen statt Zahlen und ihre Bedeutung; ergänzt die Vorgabe der amtlichen Statistik"
    )


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
    group: str | None = Field(None, description='fertiger Text einer Gliederung, z. B. "age=u6;sex=f"')
    dimensions: dict[Slug, str] = Field({}, description="je Gliederung die Spalte mit ihrem Teil")
    source: str | None = None
    source_url: str | None = None
    note: str | None = None
    list_only: str | None = Field(None, description="Spalte: 1 = nur auflisten, nicht einfärben")


class ValueFile(TableFile):
    """[[values]]: numbers of one or several indicators."""

    columns: ValueColumns
    indicator: Slug | None = Field(None, description="wenn die Datei nur eine Kennzahl enthält")
    indicator_names: dict[str, Slug] = Field({}, description="Bezeichnung in der Datei -> Kennung hier")
    period: str | None = Field(None, description="wenn die Datei nur einen Zeitpunkt enthält")
    stichtag: Day | None = Field(None, description='macht aus einem bloßen Jahr den Stichtag, z. B. "12-31"')
    group: str = Field("", description="Gliederung, die für die ganze Datei gilt")
    dimension_values: dict[Slug, dict[str, str]] = Field(
        {}, description="je Gliederung: Text in der Datei -> Teil hier; leer bedeutet insgesamt"
    )
    source: Slug | None = Field(None, description="Quelle; sonst die der Kennzahl")
    status: Literal["A", "E", "P", "F", "U"] = Field("A", description="gilt, wo die Datei keinen Status nennt")
    list_only: bool = Field(False, description="nur mit Quelle auflisten, nicht einfärben (gerundet, Prognose, …)")
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
