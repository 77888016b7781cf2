"""[lage_index]: how the project puts the soziale Lage together, and over which dates it follows it."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from sozialraum.model.fields import Cut, Period, Slug, Stichtag, Strict, Text, Weight
from sozialraum.model.periods import kind_of, last_day

Normalisation = Literal["z", "robust_z", "min_max", "percentile", "exponential"]
Zero = Literal["areas", "city"]
WindowEnd = Annotated[float, Field(ge=-1e9, le=1e9)]
NARROWEST = 1e-6


class IndexPart(Strict):
    """One indicator of an index; `window` are the fixed ends of min-max."""

    indicator: Slug
    weight: Weight = 1.0
    window: tuple[WindowEnd, WindowEnd] | None = None

    @model_validator(mode="after")
    def _window_rises(self) -> "IndexPart":
        if self.window and self.window[1] - self.window[0] < NARROWEST:
            raise ValueError("bounds_rising")
        return self


class FieldWeight(Strict):
    """What a Handlungsfeld weighs where indicators are first put together by Handlungsfeld."""

    handlungsfeld: Slug
    weight: Weight = 1.0


class IndexVersion(Strict):
    """Another set of indicators, from a day on."""

    since: Stichtag
    parts: list[IndexPart] = Field(min_length=2)
    because: Text

    @field_validator("since")
    @classmethod
    def _is_a_day(cls, since: str) -> str:
        try:
            date.fromisoformat(since)
        except ValueError:
            raise ValueError("not_a_date") from None
        return since


class LeftOut(Strict):
    """An area that is left without an index, and why; at all dates or at some."""

    area: str
    because: Text
    periods: list[Period] = []


class Dynamics(Strict):
    """[lage_index.dynamics]: how the Lage changes, beside how it is.

    `parts` are indicators that are changes themselves; without them the changes of the index's own parts in
    percentage points. Each date is compared with the one `pairs` names, else with the last that lies at least
    `years` before it, never across a series break.
    """

    parts: list[IndexPart] = []
    years: float = Field(2.0, gt=0, le=100)
    pairs: dict[Period, Period] = {}
    normalisation: Literal["z", "robust_z"] = "z"
    zero: Zero = "areas"
    ddof: Literal[0, 1] = 0
    standardise_again: bool = True
    cuts: tuple[Cut, Cut] = (-1.0, 1.0)
    stable_within_interval: bool = True

    @field_validator("pairs")
    @classmethod
    def _pairs_go_back(cls, pairs: dict[str, str]) -> dict[str, str]:
        if any(last_day(one) <= last_day(other) or kind_of(one) != kind_of(other) for one, other in pairs.items()):
            raise ValueError("period_unfit")
        return pairs

    @model_validator(mode="after")
    def _cuts_rise(self) -> "Dynamics":
        if self.cuts[0] >= self.cuts[1]:
            raise ValueError("cuts_rising")
        return self


class RankStability(Strict):
    """[lage_index.rank_stability]: the variants that show how much a rank depends on the recipe."""

    variants: int = Field(1000, ge=100, le=20_000)
    weights_pct: float = Field(50.0, ge=0, lt=100)
    free_weights: bool = False
    seed: int = Field(1, ge=0)
    robust_ranks: float = Field(2.0, ge=0)
    robust_pct: float = Field(10.0, ge=0, le=100)


class LageIndex(Strict):
    """[lage_index]: soziale Lage from oriented, comparable indicators; describes circumstances, not people."""

    label: Text
    parts: list[IndexPart] = Field(min_length=2)
    versions: list[IndexVersion] = []
    normalisation: Normalisation = "z"
    zero: Zero = "areas"
    ddof: Literal[0, 1] = 0
    by_handlungsfeld: bool = False
    field_weights: list[FieldWeight] = []
    field_normalisation: Literal["none", "z", "percentile", "exponential"] = "none"
    standardise_again: bool = True
    cuts: list[Cut] = Field(min_length=1, max_length=6)
    class_labels: list[Text] = []
    periods: list[Period] = []
    residents: Slug | None = None
    min_residents: int = Field(ge=0, le=10_000_000)
    excluded: list[LeftOut] = []
    missing: Literal["no_index", "rescale"] = "no_index"
    min_share_pct: float = Field(100.0, gt=0, le=100)
    other_roles_because: Text | None = None
    dynamics: Dynamics | None = None
    rank_stability: RankStability = RankStability()
    note: Text | None = None

    @field_validator("cuts")
    @classmethod
    def _cuts_rise(cls, cuts: list[float]) -> list[float]:
        if cuts != sorted(set(cuts)):
            raise ValueError("cuts_rising")
        return cuts

    @model_validator(mode="after")
    def _fits(self) -> "LageIndex":
        if self.class_labels and len(self.class_labels) != len(self.cuts) + 1:
            raise ValueError("class_labels_count")
        if (self.field_weights or self.field_normalisation != "none") and not self.by_handlungsfeld:
            raise ValueError("needs_by_handlungsfeld")
        if self.zero == "city" and self.normalisation not in {"z", "robust_z"}:
            raise ValueError("zero_needs_z")
        if (self.missing == "rescale") != (self.min_share_pct < 100):
            raise ValueError("rescale_and_share")
        if self.min_residents and self.residents is None:
            raise ValueError("residents_needed")
        return self


def parts_at(index: LageIndex, period: str) -> list[IndexPart]:
    """The set of indicators that holds at a date: that of the last version not later than it, else the first."""
    version = version_at(index, period)
    return version.parts if version else index.parts


def version_at(index: LageIndex, period: str) -> IndexVersion | None:
    """The last version not later than a date, None before the first."""
    day = last_day(period)
    return max(
        (one for one in index.versions if date.fromisoformat(one.since) <= day),
        key=lambda one: one.since,
        default=None,
    )


def left_out(index: LageIndex, period: str) -> set[str]:
    """The areas that the project leaves without an index at a date."""
    return {one.area for one in index.excluded if not one.periods or period in one.periods}


def all_parts(index: LageIndex) -> list[str]:
    """Every indicator of any version, each once, in the order of the project file."""
    parts = [part for version in (index.parts, *(one.parts for one in index.versions)) for part in version]
    return list(dict.fromkeys(part.indicator for part in parts))
