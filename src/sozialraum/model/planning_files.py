"""The files of planning: who uses which place, who waits, what is planned, who is registered at which school."""

from typing import Literal

from pydantic import model_validator

from sozialraum.model.fields import Slug, Strict, Text
from sozialraum.model.files import ColumnName, TableFile
from sozialraum.model.planned import PlannedStatus


class AreaColumns(Strict):
    """Headings of a file with one row for each area."""

    area_id: ColumnName | None = None
    area_name: ColumnName | None = None
    status: str | None = None

    @model_validator(mode="after")
    def _one_key(self) -> "AreaColumns":
        if (self.area_id is None) == (self.area_name is None):
            raise ValueError("one_key_needed")
        return self


class BirthsColumns(AreaColumns):
    """Headings of a file of births."""

    year: str | None = None
    births: str


class BirthsFile(TableFile):
    """[[births]]: live births of a calendar year by area, or of the city; counted ones or an official projection."""

    columns: BirthsColumns
    year: int | None = None
    area_names: dict[str, str] = {}
    projected: bool = False
    source: Slug

    @model_validator(mode="after")
    def _says_when(self) -> "BirthsFile":
        if (self.year is None) == (self.columns.year is None):
            raise ValueError("period_needed")
        return self


class ProjectionColumns(Strict):
    """Headings of an official projection of the whole city."""

    year: str
    from_age: str
    to_age: str | None = None
    count: str


class ProjectionFile(TableFile):
    """[[city_projection]]: children of the whole city by age in an official projection."""

    columns: ProjectionColumns
    source: Slug


class UseColumns(Strict):
    """Headings of a home x facility matrix with one row for each pair."""

    facility_id: ColumnName
    home: ColumnName
    children: str
    offer: str | None = None
    target_group: str | None = None
    group: str | None = None
    period: str | None = None
    status: str | None = None


class UseFile(TableFile):
    """[[use]]: how many children of which area have a place in which facility."""

    columns: UseColumns
    offer: Slug | None = None
    offer_names: dict[str, Slug] = {}
    target_group: Slug | None = None
    target_group_names: dict[str, Slug] = {}
    group_names: dict[str, Slug] = {}
    home_names: dict[str, str] = {}  # as the file writes it -> a Sozialraum, "outside", or "" for unknown
    period: str | None = None
    source: Slug

    @model_validator(mode="after")
    def _says_which(self) -> "UseFile":
        for fixed, column in (
            (self.offer, self.columns.offer),
            (self.target_group, self.columns.target_group),
            (self.period, self.columns.period),
        ):
            if (fixed is None) == (column is None):
                raise ValueError("places_meaning_needed")
        return self


class ApplicationsColumns(AreaColumns):
    """Headings of a file of applications without a place."""

    children: str
    coverage: str | None = None
    period: str | None = None
    counted_on: str | None = None


class ApplicationsFile(TableFile):
    """[[applications]]: children of each area whose application has found no place, each child once."""

    columns: ApplicationsColumns
    coverage: Slug | None = None
    coverage_names: dict[str, Slug] = {}
    period: str | None = None
    counted_on: str | None = None
    deduplicated: bool = False
    source: Slug

    @model_validator(mode="after")
    def _says_which(self) -> "ApplicationsFile":
        for fixed, column in (
            (self.coverage, self.columns.coverage),
            (self.period, self.columns.period),
            (self.counted_on, self.columns.counted_on),
        ):
            if (fixed is None) == (column is None):
                raise ValueError("places_meaning_needed")
        return self


class PlannedColumns(Strict):
    """Headings of a file of planned measures."""

    measure: str
    facility_id: ColumnName
    places: str
    from_day: str
    status: str
    groups: str | None = None  # where no places are told: so many groups of a form with so many hours
    group_form: str | None = None
    weekly_hours: str | None = None
    label: str | None = None
    offer: str | None = None
    target_group: str | None = None
    cost_eur: str | None = None
    who: str | None = None
    drucksache: str | None = None

    @model_validator(mode="after")
    def _says_which_groups(self) -> "PlannedColumns":
        if len({one is None for one in (self.groups, self.group_form, self.weekly_hours)}) > 1:
            raise ValueError("groups_need_form")
        return self


class PlannedFile(TableFile):
    """[[planned_measures]]: what is to change the places of a facility, by how many, from when, in which state."""

    columns: PlannedColumns
    offer: Slug | None = None
    offer_names: dict[str, Slug] = {}
    target_group: Slug | None = None
    target_group_names: dict[str, Slug] = {}
    status_names: dict[str, PlannedStatus] = {}
    source: Slug
    note: Text | None = None

    @model_validator(mode="after")
    def _says_which(self) -> "PlannedFile":
        for fixed, column in ((self.offer, self.columns.offer), (self.target_group, self.columns.target_group)):
            if (fixed is None) == (column is None):
                raise ValueError("places_meaning_needed")
        return self


class RegistrationColumns(Strict):
    """Headings of a file of registrations for the first class."""

    facility_id: ColumnName
    children: str
    year: str | None = None
    counted_on: str | None = None
    status: str | None = None


class RegistrationFile(TableFile):
    """[[registrations]]: children registered for, or entered into, the first class of each school."""

    columns: RegistrationColumns
    year: str | None = None
    counted_on: str | None = None
    kind: Literal["registered", "entered"] = "registered"
    source: Slug

    @model_validator(mode="after")
    def _says_when(self) -> "RegistrationFile":
        if (self.year is None) == (self.columns.year is None):
            raise ValueError("period_needed")
        return self


class PupilColumns(Strict):
    """Headings of a file of pupils."""

    facility_id: ColumnName
    school_class: str
    children: str
    year: str | None = None
    status: str | None = None


class PupilFile(TableFile):
    """[[pupils]]: children of each class of each school."""

    columns: PupilColumns
    year: str | None = None
    source: Slug

    @model_validator(mode="after")
    def _says_when(self) -> "PupilFile":
        if (self.year is None) == (self.columns.year is None):
            raise ValueError("period_needed")
        return self
