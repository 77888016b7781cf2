"""What stands out in an area or the city: rules, what they found, and what a planner says beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pydantic import Field

from sozialraum.model.fields import Slug, Strict, Text
from sozialraum.model.indicators import Indicator

FindingRule = Literal[
    "strained_index",  # index among the most strained, whatever the recipe
    "relieved_index",
    "above_city",  # beyond the usual fluctuation from the rest of the city
    "below_city",
    "rising",  # changed since the base year, against the city
    "falling",
    "worsening_series",  # k dates in a row
    "improving_series",
    "overtook_city",  # crossed the city value
    "fell_below_city",
    "group_gap",  # two groups further apart, or closer together, than in the city
    "spread_grows",  # city: areas drift apart
    "spread_shrinks",
    "places_missing",
    "places_enough",
]
Weight = Literal["burden", "strength", "neutral"]
INDEX_RULES = frozenset({"strained_index", "relieved_index"})
PLACES_RULES = frozenset({"places_missing", "places_enough"})
CITY_RULES = frozenset({"spread_grows", "spread_shrinks"})  # of the city only; those of areas only:
AREA_RULES = INDEX_RULES | {"above_city", "below_city", "overtook_city", "fell_below_city", "group_gap"}
# use of services is no burden of those who use them, and context is none at all
TELLING_ROLES = frozenset({"lage", "nachfrage", "angebot"})


class Release(Strict):
    """[[findings.release]]: sentences the project lets into a public edition.

    `indicator` is also the id of the index or of a coverage, `area` also that of the city; without them all.
    """

    rule: FindingRule
    indicator: Slug | None = None
    area: str | None = None


class FindingRules(Strict):
    """[findings]: from when on something stands out, and what of it may be published."""

    most: int = Field(5, ge=2, le=12)  # a burden and a strength must fit in
    since: int | None = Field(None, ge=1900, le=2199)
    worsening_dates: int = Field(3, ge=2, le=10)
    spread_pct: float = Field(20.0, gt=0)
    min_deviations: float = Field(0.5, ge=0)
    group_gaps: list[Slug] = []  # dimensions; which groups are set against each other is for the project to say
    release: list[Release] = []


class PlannerNote(Strict):
    """[[planner_notes]]: what a planner says about an area or the city, under their name."""

    area: str
    text: Text
    signed: str = Field(min_length=2)
    on: date


@dataclass(frozen=True)
class Finding:
    """One thing a rule found; presentation makes the sentence from it.

    Args:
        area_id: the area, or CITY.
        rule: which rule.
        weight: burden, strength or neither.
        indicator_id: indicator, measure id or coverage id it speaks of; "" for none.
        period, since: the date, and the earlier one where two are compared ("" else).
        numbers: name -> number for the sentence, unrounded.
        words: name -> id for the sentence (another area, a group such as "sex=f").
        strength: for the order in the list, the larger the sooner.
    """

    area_id: str
    rule: FindingRule
    weight: Weight
    indicator_id: str
    period: str
    since: str = ""
    numbers: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    strength: float = 0.0


@dataclass(frozen=True)
class Noticed:
    """A finding as the office sees it before it decides.

    Args:
        released: whether the project lets it into a public edition already.
        publishable: whether it follows from what that edition may show.
    """

    finding: Finding
    released: bool
    publishable: bool


def tells(indicator: Indicator) -> bool:
    """Whether rules speak of an indicator: a rate of people who live there, of which more is better or worse."""
    return (
        indicator.is_rate_of_people
        and indicator.polaritaet != "keine"
        and indicator.rolle in TELLING_ROLES
        and indicator.raumbezug == "wohnort"
    )
