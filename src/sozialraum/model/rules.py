"""What the project decides: coverage and its bounds, gaps, what may be published, what a profile shows."""

from typing import Literal

from pydantic import Field, model_validator

from sozialraum.model.establishments import Betriebsstatus, OfferKind
from sozialraum.model.fields import Cut, Slug, Strict, Text

# What divides the coverage of need on a map where a project has no [gaps]: percent of the places that are needed.
NEED_BOUNDS_PCT = (90.0, 100.0)

# When a house counts that is not open all year: fully if it is open on any day, or on the last day, or for the
# share of the twelve months on whose first day it is open.
Openings = Literal["any_day", "year_end", "from_day"]


class Coverage(Strict):
    """[[coverage]]: places of an offer beside the children they are for."""

    id: Slug
    label: Text
    short: Text
    offers: list[Slug] = Field(min_length=1)
    target_groups: list[Slug] = Field(min_length=1)
    also_shown: list[Slug] = []
    kind: OfferKind
    betriebsstatus: list[Betriebsstatus] = [Betriebsstatus.IN_BETRIEB, Betriebsstatus.PROVISORISCH]
    children: Slug  # an indicator; where a register gives the cohorts of a year, these are used instead
    cohorts: list[Slug] = []  # groups of [cohorts] that share no age; together the children of this coverage
    openings: Openings = "any_day"
    measure: Literal["versorgungsquote", "plaetze_je_100"]
    target_quota_pct: float | None = Field(None, gt=0)
    target_source: Text | None = None
    pairs: dict[str, str] = Field(
        {},
    )
    office: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _target_has_a_source(self) -> "Coverage":
        if (self.target_quota_pct is None) != (self.target_source is None):
            raise ValueError("target_needs_source")
        return self


class GapRule(Strict):
    """[gaps]: soziale Lage beside Versorgung. The bounds are absolute: needed places, not ranks."""

    bounds_pct: tuple[float, float]
    lage_cuts: tuple[Cut, Cut] | None = None  # without them the two cuts of the index
    coverage: list[Slug] = Field(min_length=1)
    source: Text

    @model_validator(mode="after")
    def _bounds_rise(self) -> "GapRule":
        if self.bounds_pct[0] >= self.bounds_pct[1]:
            raise ValueError("bounds_rising")
        if self.lage_cuts and self.lage_cuts[0] >= self.lage_cuts[1]:
            raise ValueError("cuts_rising")
        return self


class Profile(Strict):
    """[profile]: the headline figures of each Sozialraum."""

    headline: list[Slug] = []
    similar_by: list[Slug] = []  # without them the parts of the index
    similar_count: int = Field(3, ge=1, le=10)


class QualityRule(Strict):
    """[quality]: from where on a figure or a list is told as odd; nothing is changed or left out for it."""

    sum_tolerance_pct: float = Field(1.0, ge=0)
    jump_pct: float = Field(50.0, gt=0)
    jump_min_count: float = Field(30.0, ge=0)
    jump_min_points: float = Field(10.0, ge=0)
    jump_years: float = Field(2.0, gt=0)
    stale_years: float = Field(3.0, gt=0)
    target_high_pct: float = Field(110.0, gt=0)


class MissingData(Strict):
    """[[missing_data]]: data nobody has delivered yet, and who would have them."""

    label: Text
    office: Text
    note: Text | None = None
