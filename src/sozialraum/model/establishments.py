"""Facilities, their Merkmale, offers and places as the project file declares them."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from sozialraum.model.fields import Colour, Slug, Strict, Text
from sozialraum.model.files import ColumnName, TableFile


class Betriebsstatus(StrEnum):
    """Where a facility stands between decision and closure."""

    IN_BETRIEB = "in_betrieb"
    PROVISORISCH = "provisorisch"
    GEPLANT = "geplant"
    BESCHLOSSEN = "beschlossen"
    IM_BAU = "im_bau"
    GESCHLOSSEN = "geschlossen"


class OfferKind(StrEnum):
    """Which of the several numbers of places of one facility is meant."""

    BETRIEBSERLAUBNIS = "betriebserlaubnis"
    KIBIZ_MELDUNG = "kibiz_meldung"
    BELEGT = "belegt"
    GEPLANT = "geplant"
    OHNE_ANGABE = "ohne_angabe"  # the source does not say which


class FacilityColumns(Strict):
    """Headings in a file of facilities."""

    facility_id: ColumnName
    name: str
    traeger: str | None = None
    address: ColumnName | None = None
    street: str | None = None
    house_number: ColumnName | None = None
    postcode: str | None = None
    place: str | None = None
    x: str | None = None
    y: str | None = None
    area_id: str | None = None
    area_name: str | None = None
    betriebsstatus: str | None = None
    gueltig_ab: str | None = None
    gueltig_bis: str | None = None
    link: str | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _x_with_y(self) -> "FacilityColumns":
        if (self.x is None) != (self.y is None):
            raise ValueError("x_and_y")
        return self


class PositionColumns(Strict):
    """Headings in a second list of the same facilities."""

    facility_id: ColumnName
    x: str | None = None
    y: str | None = None

    @model_validator(mode="after")
    def _x_with_y(self) -> "PositionColumns":
        if (self.x is None) != (self.y is None):
            raise ValueError("x_and_y")
        return self


class PositionCheck(TableFile):
    """[[facility_types.position_checks]]: another list of the same facilities whose positions are compared."""

    columns: PositionColumns
    crs: str | None = None
    tolerance_m: float = Field(500, gt=0)


class Symbol(Strict):
    """How a facility type is drawn: shape and letter tell it apart without colour."""

    shape: Literal["circle", "square", "diamond", "triangle", "pentagon", "hexagon", "shield"]
    letter: str = Field(min_length=1, max_length=2)
    color: Colour


class FacilityType(TableFile):
    """[[facility_types]]: a kind of Einrichtung and its list. Code never names one."""

    id: Slug
    label: Text
    label_plural: Text
    symbol: Symbol
    columns: FacilityColumns
    crs: str | None = None
    betriebsstatus: Betriebsstatus = Betriebsstatus.IN_BETRIEB
    betriebsstatus_names: dict[str, Betriebsstatus] = {}
    as_of: date
    source: Slug
    shown: bool = True
    assign_by: Literal["stated", "position"] = "stated"
    position: Literal["exact", "never_mapped"] = "exact"
    address_tolerance_m: float = Field(200, gt=0)
    position_checks: list[PositionCheck] = []


class MerkmalColumns(Strict):
    """Headings in a file of Merkmale."""

    facility_id: ColumnName
    merkmal: str | None = None
    gueltig_ab: str | None = None
    gueltig_bis: str | None = None
    verbund: str | None = None


class Merkmal(Strict):
    """[[merkmale]]: a quality of a facility; creates no places and no facility."""

    id: Slug
    label: Text


class MerkmalFile(TableFile):
    """[[merkmal_files]]: which facility bears which Merkmal, from when to when."""

    columns: MerkmalColumns
    merkmal: Slug | None = None
    merkmal_names: dict[str, Slug] = {}
    source: Slug


THIRD_BIRTHDAY = 2  # the last whole year of age before it


class TargetGroup(Strict):
    """[[target_groups]]: whom places are for."""

    id: Slug
    label: Text
    ages: tuple[int, int] | None = None

    @property
    def is_under_three(self) -> bool:
        """Whether all of them have not had their third birthday."""
        return self.ages is not None and self.ages[1] <= THIRD_BIRTHDAY


class Offer(Strict):
    """[[offers]]: what a facility offers, e.g. Kita or Offener Ganztag; places belong to it."""

    id: Slug
    label: Text
    facility_types: list[Slug] = Field(min_length=1)
    counts_for: list[Slug] = []  # target groups; none means all, for homes all that end before the third birthday


class PlacesColumns(Strict):
    """Headings in a file of places."""

    facility_id: ColumnName
    places: str
    offer: str | None = None
    target_group: str | None = None
    kind: str | None = None
    period: str | None = None
    weekly_hours: str | None = None
    group_form: str | None = None
    inclusion: str | None = None
    status: str | None = None
    note: str | None = None


class PlacesFile(TableFile):
    """[[places]]: capacity, always of an offer, a target group, a kind and a year."""

    columns: PlacesColumns
    offer: Slug | None = None
    offer_names: dict[str, Slug] = {}
    target_group: Slug | None = None
    target_group_names: dict[str, Slug] = {}
    kind: OfferKind | None = None
    kind_names: dict[str, OfferKind] = {}
    period: str | None = None
    source: Slug
    note: Text | None = None

    @model_validator(mode="after")
    def _says_which_places(self) -> "PlacesFile":
        for fixed, column in (
            (self.offer, self.columns.offer),
            (self.target_group, self.columns.target_group),
            (self.kind, self.columns.kind),
            (self.period, self.columns.period),
        ):
            if (fixed is None) == (column is None):
                raise ValueError("places_meaning_needed")
        return self
