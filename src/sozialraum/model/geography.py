"""The areas of a city as the project file declares them."""

from datetime import date

from pydantic import Field, model_validator

from sozialraum.model.fields import ProjectPath, Slug, Strict, Text
from sozialraum.model.files import ColumnName, TableFile


class City(Strict):
    """[city]"""

    name: str
    ags: str | None = Field(None, pattern=r"^\d{8}$", description="Amtlicher Gemeindeschlüssel, 8 Ziffern")
    crs: str = Field(description="metrisches Bezugssystem der Stadt, z. B. EPSG:25832")
    languages: list[str] = Field(["de"], min_length=1)
    title: Text | None = Field(None, description="Überschrift des Atlas")
    notice: Text | None = Field(None, description="Hinweis auf jeder Seite, z. B. dass die Stadt erfunden ist")
    keys: list[str] = Field([], description='womit Dateien die ganze Stadt bezeichnen, z. B. "Gesamtstadt" oder ""')


class AreaColumns(Strict):
    """Headings in the file of boundaries."""

    area_id: ColumnName
    name: str | None = None


class AreaFile(TableFile):
    """A file of boundaries; any CRS that PROJ knows."""

    columns: AreaColumns
    crs: str | None = Field(None, description="nur, wenn die Datei ihr Bezugssystem nicht nennt")


class Areas(AreaFile):
    """[areas]: the Sozialräume."""

    label: Text
    label_plural: Text
    boundaries_as_of: date = Field(description="Gebietsstand")
    geography: str | None = Field(None, description='Name der Gliederung, z. B. "LOR 2021"')
    source: Slug
    schematic: Text | None = Field(None, description="Satz auf jeder Karte, wenn die Grenzen nicht amtlich sind")
    schematic_short: Text | None = None
    names: dict[str, str] = Field({}, description="Kennung -> Name, der gezeigt wird")
    aliases: dict[str, str] = Field({}, description="andere Schreibweise -> Kennung")
    outline_file: ProjectPath | None = Field(None, description="Umriss der Stadt; sonst aus den Flächen gebildet")

    @model_validator(mode="after")
    def _both_texts(self) -> "Areas":
        if (self.schematic is None) != (self.schematic_short is None):
            raise ValueError("schematic_needs_both")
        return self


class LargerAreaColumns(Strict):
    """Headings of the table that says which area belongs to which larger one."""

    area_id: ColumnName
    part_of: str | None = Field(None, description="Kennung des größeren Gebiets; sonst prefix")
    name: str | None = Field(None, description="Name des größeren Gebiets")


class LargerAreas(TableFile):
    """[[planungsbezirke]]: one level of larger areas, made of whole areas of the level before."""

    level: Slug
    label: Text
    label_plural: Text
    columns: LargerAreaColumns
    prefix: int | None = Field(None, ge=1, description="so viele erste Zeichen der Kennung nennen das größere Gebiet")
    names: dict[str, str] = Field({}, description="Kennung -> Name, der gezeigt wird")
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
    members: list[str] = Field(min_length=2, description="Kennungen der Sozialräume")


class OtherGeography(Strict):
    """[[other_geographies]]: an earlier or different division, so that its keys are recognised and refused."""

    name: str
    file: ProjectPath
    column: str
    layer: str | None = None
