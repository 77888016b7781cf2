"""[cohorts] and [[registers]]: which birth months make a group of children in a Kita-Jahr or Schuljahr."""

import calendar
from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from sozialraum.model.fields import Day, Slug, Strict, Text
from sozialraum.model.files import ColumnName, TableFile

MONTHS = 12
YEAR_TRIED = 2001  # a year without a leap day: the rules know months, not days


class CohortGroup(Strict):
    """[[cohorts.groups]]: children of some ages, or of some classes, in one Kita-Jahr or Schuljahr.

    Ages are those on the day `ages_fixed_on`, both ends included; `until = "school"` takes in everybody who is not
    yet to go to school instead of an upper age. Classes count from the year of school entry, nobody repeating.
    """

    id: Slug
    label: Text
    short: Text | None = None
    kind: Literal["kita", "school"]
    from_age: int | None = Field(None, ge=0, le=20)
    to_age: int | None = Field(None, ge=0, le=20)
    until: Literal["school"] | None = None
    from_class: int | None = Field(None, ge=1, le=13)
    to_class: int | None = Field(None, ge=1, le=13)
    claim: bool = False
    note: Text | None = None

    @model_validator(mode="after")
    def _says_one_window(self) -> "CohortGroup":
        ages = (self.from_age, self.to_age, self.until)
        classes = (self.from_class, self.to_class)
        if self.kind == "kita":
            whole = self.from_age is not None and (self.to_age is None) == (self.until is not None)
            other = any(part is not None for part in classes)
        else:
            whole = all(part is not None for part in classes)
            other = any(part is not None for part in ages)
        if not whole or other:
            raise ValueError("cohort_window")
        return self


class Cohorts(Strict):
    """[cohorts]: the rules of the Land; `preset` takes them from the built-in ones, other keys override."""

    preset: Slug | None = None
    label: Text
    year_starts: Day
    ages_fixed_on: Day
    school_cut_off: Day
    school_entry_age: int = Field(ge=4, le=8)
    source: Text
    as_of: date
    evidence: list[str] = []
    groups: list[CohortGroup] = Field(min_length=1)

    @model_validator(mode="after")
    def _between_months(self) -> "Cohorts":
        for day in (self.year_starts, self.ages_fixed_on, self.school_cut_off):
            months_before(day)
        if any(not window(self, group, YEAR_TRIED) for group in self.groups):
            raise ValueError("cohort_window")
        return self


class RegisterColumns(Strict):
    """Headings in a file of the register."""

    area_id: ColumnName | None = None
    area_name: ColumnName | None = None
    as_of: str | None = None
    birth_month: str | None = None
    age: str | None = None
    sex: str | None = None
    count: str
    status: str | None = None

    @model_validator(mode="after")
    def _says_whose_children(self) -> "RegisterColumns":
        if (self.area_id is None) == (self.area_name is None):
            raise ValueError("one_key_needed")
        if self.birth_month is None and self.age is None:
            raise ValueError("register_age_needed")
        return self


class RegisterFile(TableFile):
    """[[registers]]: children (or everybody) of each area by birth month or by single year of age.

    `absent` says what it means that the file has no row for a birth month or an age of an area: nobody ("zero"),
    or that nothing is known. Two columns may be named where young children are given by month and the others by age.
    """

    columns: RegisterColumns
    as_of: str | None = None
    stichtag: Day | None = None
    sex_names: dict[str, str] = {}
    age_names: dict[str, int] = {}
    absent: Literal["zero", "unknown"] = "unknown"
    status: Literal["A", "E", "P", "U"] = "A"
    source: Slug

    @model_validator(mode="after")
    def _says_when(self) -> "RegisterFile":
        if (self.as_of is None) == (self.columns.as_of is None):
            raise ValueError("period_needed")
        return self


def month_number(year: int, month: int) -> int:
    """Months since the year 0, so that neighbouring months are neighbouring numbers."""
    return MONTHS * year + month - 1


def months_before(day: str) -> int:
    """How many months of the year lie before a day that parts two months: "11-01" -> 10, "09-30" -> 9.

    Raises:
        ValueError: the day lies inside a month, so that birth months cannot be parted by it, or is none.
    """
    month, of_month = int(day[:2]), int(day[3:])
    if not 1 <= month <= MONTHS:
        raise ValueError("not_a_date")
    if of_month == 1:
        return month - 1
    if of_month == calendar.monthrange(YEAR_TRIED, month)[1]:
        return month
    raise ValueError("cut_off_inside_month")


def window(rules: Cohorts, group: CohortGroup, year: int) -> range:
    """The birth months (as from `month_number`) of a group in the Kita-Jahr or Schuljahr that begins in `year`.

    A birth month belongs as a whole to one side of a cut-off: who was born in the month that ends at it has
    completed the year of age, who was born in the month that begins at it has not.
    """
    if group.kind == "school":
        oldest = _school_border(rules, year, group.to_class or 1) - MONTHS
        return range(oldest, _school_border(rules, year, group.from_class or 1))
    behind = _fixed(rules, year) - MONTHS * (group.from_age or 0)
    if group.to_age is None:
        return range(_school_border(rules, year, 1), behind)
    return range(_fixed(rules, year) - MONTHS * (group.to_age + 1), behind)


def ages_of(cohorts: Cohorts | None) -> dict[str, frozenset[int]]:
    """Cohort group -> its years of age; none for a group that is no set of whole years."""
    return {
        group.id: frozenset(range(group.from_age, group.to_age + 1))
        if group.from_age is not None and group.to_age is not None
        else frozenset()
        for group in (cohorts.groups if cohorts else ())
    }


def year_text(start: int) -> str:
    """The Kita-Jahr or Schuljahr that begins in that calendar year: 2026 -> "2026/27"."""
    return f"{start}/{(start + 1) % 100:02d}"


def year_of(rules: Cohorts, day: date) -> int:
    """The calendar year in which the Kita-Jahr or Schuljahr of a day began."""
    month, of_month = int(rules.year_starts[:2]), int(rules.year_starts[3:])
    return day.year if (day.month, day.day) >= (month, of_month) else day.year - 1


def _fixed(rules: Cohorts, year: int) -> int:
    """The first birth month too late for age 0 on the day at which ages are fixed: that day from the start on."""
    later = months_before(rules.ages_fixed_on) < months_before(rules.year_starts)
    return MONTHS * (year + later) + months_before(rules.ages_fixed_on)


def _school_border(rules: Cohorts, year: int, class_: int) -> int:
    """The first birth month too late for that class; of the first class: still before school."""
    return MONTHS * (year - rules.school_entry_age - class_ + 1) + months_before(rules.school_cut_off)
