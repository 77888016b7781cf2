"""The areas of a city as the project file declares them."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from sozialraum.model.fields import ProjectPath, Slug, Strict, Text
from sozialraum.model.files import ColumnName, TableFile


class City(Strict):
    """[city]"""

    name: str
    ags: str | None = Field(None, pattern=r"^\d{8}$")
    crs: str
    languages: list[str] = Field(["de"], min_length=1)
    title: Text | None = None
    notice: Text | None = None
    keys: list[str] = []


class AreaColumns(Strict):
    """Headings in the file of boundaries."""

    area_id: ColumnName
    name: str | None = None


class AreaFile(TableFile):
    """A file of boundaries; any CRS that PROJ knows."""

    columns: AreaColumns
    crs: str | None = None


class AreaCorrection(Strict):
    """[[areas.corrections]]: the right key of the area that bears all these texts in the file of boundaries."""

    where: dict[str, str | list[str]] = Field(min_length=1)
    area_id: str = Field(min_length=1)


class Areas(AreaFile):
    """[areas]: the Sozialräume."""

    label: Text
    label_plural: Text
    boundaries_as_of: date
    geography: str | None = None
    source: Slug
    schematic: Text | None = None
    schematic_short: Text | None = None
    names: dict[str, str] = {}
    aliases: dict[str, str] = {}
    corrections: list[AreaCorrection] = []
    matching: Literal["normalised", "exact"] = "normalised"
    outline_file: ProjectPath | None = None

    @model_validator(mode="after")
    def _both_texts(self) -> "Areas":
        if (self.schematic is None) != (self.schematic_short is None):
            raise ValueError("schematic_needs_both")
        return self


class LargerAreaColumns(Strict):
    """Headings of the table that says which area belongs to which larger one."""

    area_id: ColumnName
    part_of: str | None = None
    name: str | None = None


class LargerAreas(TableFile):
    """[[planungsbezirke]]: one level of larger areas, made of whole areas of the level before."""

    level: Slug
    label: Text
    label_plural: Text
    columns: LargerAreaColumns
    prefix: int | None = Field(None, ge=1)
    names: dict[str, str] = {}
    source: Slug | None = None

    @model_validator(mode="after")
    def _says_the_larger(self) -> "LargerAreas":
        if (self.columns.part_of is None) == (self.prefix is None):
            raise ValueError("larger_needed")
        return self


class JointArea(Strict):
    """[[joint_areas]]: areas for which a source gives one value together; it is never split."""

    id: Slug
    name: str
    keys: list[str] = []
    members: list[str] = Field(min_length=2)


class AddressColumns(Strict):
    """Headings in a register of addresses."""

    street: str
    house_number: ColumnName
    suffix: str | None = None
    street_key: str | None = None
    postcode: str | None = None
    place: str | None = None
    x: str | None = None
    y: str | None = None

    @model_validator(mode="after")
    def _x_with_y(self) -> "AddressColumns":
        if (self.x is None) != (self.y is None):
            raise ValueError("x_and_y")
        return self


class AddressRegister(TableFile):
    """[addresses]: the city's house coordinates, so that facilities with an address only are found."""

    layout: Literal["gebref"] | None = None
    columns: AddressColumns | None = None
    crs: str | None = None
    source: Slug

    @model_validator(mode="after")
    def _layout_or_columns(self) -> "AddressRegister":
        if (self.layout is None) == (self.columns is None):
            raise ValueError("layout_or_columns")
        return self


class OtherGeography(Strict):
    """[[other_geographies]]: an earlier or different division, so that its keys are recognised and refused."""

    name: str
    file: ProjectPath
    column: str
    layer: str | None = None
