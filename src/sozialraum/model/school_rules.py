"""Rules of a Land as data: classes, the claim to all-day school, group forms, networks of Familienzentren, ways.

Each names its source and the day on which it was read; a project may replace any of them.
"""

from itertools import pairwise
from typing import Literal

from pydantic import Field, field_validator, model_validator

from sozialraum.model.fields import Slug, Strict
from sozialraum.model.periods import kind_of, last_day
from sozialraum.model.stated_rule import Rule
from sozialraum.model.way_rules import KitaWay, SchoolWay


class ClassStep(Strict):
    """Up to so many entrants so many classes."""

    up_to: int = Field(ge=1)
    classes: int = Field(ge=1)


class ClassSteps(Rule):
    """Entry classes of one school from its entrants; beyond the last step one more for each further `further_per`."""

    steps: list[ClassStep] = Field(min_length=1)
    further_per: int = Field(ge=1)
    band: tuple[int, int]  # children per class, both included

    @model_validator(mode="after")
    def _rises(self) -> "ClassSteps":
        if any(one.up_to >= two.up_to or one.classes >= two.classes for one, two in pairwise(self.steps)):
            raise ValueError("bounds_rising")
        if self.band[0] > self.band[1]:
            raise ValueError("bounds_rising")
        return self


class Rounding(Strict):
    """How a quotient below a bound is turned into a whole number; the last one has no bound."""

    below: int | None = Field(None, ge=1)
    rounding: Literal["up", "nearest", "down"]
    minus: int = Field(0, ge=0)


class ClassNumber(Rule):
    """Highest number of entry classes of a municipality: entrants by `divisor`, a whole quotient as it is."""

    divisor: int = Field(ge=1)
    brackets: list[Rounding] = Field(min_length=1)

    @field_validator("brackets")
    @classmethod
    def _rises(cls, brackets: list[Rounding]) -> list[Rounding]:
        bounds = [one.below for one in brackets]
        known = [bound for bound in bounds if bound is not None]
        if bounds[-1] is not None or len(known) != len(bounds) - 1 or known != sorted(set(known)):
            raise ValueError("bounds_rising")
        return brackets


class ClaimOfYear(Strict):
    """Which classes have a claim from a Schuljahr on."""

    year: str
    classes: list[int] = Field(min_length=1)

    @field_validator("year")
    @classmethod
    def _is_a_school_year(cls, year: str) -> str:
        try:
            if kind_of(year) == "school_year":
                return year
        except ValueError:
            pass
        raise ValueError("period_unfit")


class GanztagClaim(Rule):
    """Claim to all-day care in primary school: by class and year, and how many hours meet it."""

    claims: list[ClaimOfYear] = Field(min_length=1)
    hours_a_day: float = Field(gt=0)
    days_a_week: int = Field(ge=1, le=7)
    closed_weeks: float = Field(ge=0)  # a year at most, holidays included in the claim otherwise

    @property
    def weekly_hours(self) -> float:
        """Hours a week from which on a place meets the claim."""
        return self.hours_a_day * self.days_a_week

    @field_validator("claims")
    @classmethod
    def _in_order(cls, claims: list[ClaimOfYear]) -> list[ClaimOfYear]:
        days = [last_day(claim.year) for claim in claims]
        if days != sorted(set(days)):
            raise ValueError("bounds_rising")
        return claims


class FormSize(Strict):
    """Children in one group of a form with so many weekly hours, and how many of them may be under three."""

    weekly_hours: list[float] = Field(min_length=1)
    children: int = Field(ge=1)
    u3: tuple[int, int] = (0, 0)

    @model_validator(mode="after")
    def _fits(self) -> "FormSize":
        if not 0 <= self.u3[0] <= self.u3[1] <= self.children:
            raise ValueError("bounds_rising")
        return self


class GroupForm(Strict):
    """A form of group in a Kita."""

    id: Slug
    names: list[str] = Field(min_length=1)  # as files write it
    sizes: list[FormSize] = Field(min_length=1)

    @field_validator("sizes")
    @classmethod
    def _hours_once(cls, sizes: list[FormSize]) -> list[FormSize]:
        hours = [one for size in sizes for one in size.weekly_hours]
        if len(hours) != len(set(hours)):
            raise ValueError("hours_twice")
        return sizes


class GroupForms(Rule):
    """The forms of groups, and by how many places a child with a disability makes its group smaller."""

    forms: list[GroupForm] = Field(min_length=1)
    less_per_inclusion_child: float = Field(0.0, ge=0)


class NetworkRule(Rule):
    """A network of Familienzentren: at most so many houses, not farther apart than so many metres."""

    max_houses: int = Field(ge=1)
    max_m: float = Field(gt=0)


class PlanningRules(Strict):
    """A content file of rules; a part a Land has no rule for is left out."""

    entry_classes: ClassSteps | None = None
    class_number: ClassNumber | None = None
    ganztag: GanztagClaim | None = None
    group_forms: GroupForms | None = None
    network: NetworkRule | None = None
    school_way: SchoolWay | None = None
    kita_way: KitaWay | None = None


def classes_with_claim(rule: GanztagClaim, year: str) -> frozenset[int]:
    """The classes with a claim in a Schuljahr: those of the last year named not after it; before the first none.

    Source: docs/methods.md#ganztag
    """
    held = [claim for claim in rule.claims if last_day(claim.year) <= last_day(year)]
    return frozenset(held[-1].classes) if held else frozenset()
