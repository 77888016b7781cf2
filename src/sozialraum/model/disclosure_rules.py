"""What may be shown to whom: a rule for each audience and each class of data within it. Nothing has a default."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from sozialraum.model.fields import Slug, Strict

# oeffentlich: things. register: the city's own register and whatever names no class. ba: labour market statistics
# under contract. sozialdaten: help for single families, in public never below the city.
Schutzklasse = Literal["oeffentlich", "register", "ba", "sozialdaten"]
USUAL_CLASS: Schutzklasse = "register"


class Dominance(Strict):
    """dominance: when a sum tells what its largest contributor adds (p-percent, or the largest n have k percent)."""

    p_percent: float | None = Field(None, gt=0, le=100)
    largest: int | None = Field(None, ge=1, le=2)
    k_percent: float | None = Field(None, gt=0, lt=100)

    @model_validator(mode="after")
    def _one_of_both(self) -> "Dominance":
        if (self.largest is None) != (self.k_percent is None) or (self.p_percent is None) == (self.largest is None):
            raise ValueError("dominance_unclear")
        return self


def _of_dominance(value: Any) -> str | None:
    return "[word]" if value == "keine" else "[table]" if isinstance(value, dict | Dominance) else None


def _of_rounding(value: Any) -> str | None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return "[word]" if value == "keine" else "[number]" if whole else None


# each form of a value bears a tag, so that a wrong one is one mistake
AnyDominance = Annotated[
    Annotated[Literal["keine"], Tag("[word]")] | Annotated[Dominance, Tag("[table]")],
    Discriminator(_of_dominance, custom_error_type="dominance_unclear", custom_error_message="dominance_unclear"),
]
AnyRounding = Annotated[
    Annotated[Literal["keine"], Tag("[word]")] | Annotated[int, Tag("[number]")],
    Discriminator(_of_rounding, custom_error_type="rounding_unclear", custom_error_message="rounding_unclear"),
]


class DisclosureRule(Strict):
    """What one audience may see of one class of data. Numbers are strict: true is no 1, and "5" no 5."""

    min_count: int = Field(ge=1, strict=True)  # smallest count of people above zero that may be shown
    min_base: int = Field(ge=0, strict=True)  # smallest denominator of a share that may be shown; 0: no such rule
    zeros: Literal["zeigen", "sperren"]
    complement: Literal["zeigen", "sperren"]  # shares of almost everybody
    rates_without_counts: Literal["sperren", "zeigen"]
    min_values: int = Field(ge=2, le=100, strict=True)  # so many numbers must be possible for each count withheld
    dominance: AnyDominance
    rounding: AnyRounding
    rule: str = Field(min_length=3)
    set_by: str = Field(min_length=2)
    set_on: date

    @model_validator(mode="after")
    def _contradicts_nothing(self) -> "DisclosureRule":
        if 0 < self.min_base < self.min_count:
            raise ValueError("min_base_below_min_count")
        if self.rounding != "keine" and self.rounding < max(self.min_count, self.min_values, 2):
            raise ValueError("rounding_too_fine")
        if self.rounding != "keine" and self.zeros == "sperren":
            raise ValueError("rounding_tells_zeros")
        return self

    @property
    def rounds_to(self) -> int | None:
        """The base to which counts are rounded instead of being withheld; None: they are withheld."""
        return None if self.rounding == "keine" else self.rounding

    @property
    def shows_everything(self) -> bool:
        """Whether no count is too small to be shown."""
        return (
            self.min_count == 1
            and self.min_base <= 1
            and self.zeros == "zeigen"
            and self.rates_without_counts == "zeigen"
            and self.dominance == "keine"
            and self.rounding == "keine"
        )


class AudienceRule(DisclosureRule):
    """[disclosure.oeffentlich] or [disclosure.intern]: the rule for every class that has none of its own."""

    klassen: dict[Literal["register", "ba", "sozialdaten"], DisclosureRule] = {}

    def of(self, schutzklasse: Schutzklasse) -> DisclosureRule:
        """The rule for that class of data."""
        return self if schutzklasse == "oeffentlich" else self.klassen.get(schutzklasse, self)


class StatedSum(Strict):
    """[[disclosure.sums]]: counts that make up another one in every area, date and group, as ages do."""

    total: Slug
    parts: list[Slug] = Field(min_length=1)
    rest: bool = False  # whether there are people in the total who are in none of the parts


class Weights(Strict):
    """[disclosure.weights]: how much more is lost with some numbers, when one of several can be withheld.

    They decide which number goes with a small one, never whether one is safe.
    """

    city: float = Field(8.0, gt=0, le=1000)  # of the whole city
    larger: float = Field(3.0, gt=0, le=1000)  # of the larger areas
    newest: float = Field(2.0, gt=0, le=1000)  # of the newest date of an indicator
    index_parts: float = Field(2.0, gt=0, le=1000)  # of what enters the index
    groups: float = Field(0.5, gt=0, le=1000)  # of a group, as of one sex
    indicators: dict[Slug, Annotated[float, Field(gt=0, le=1000)]] = {}


class Disclosure(Strict):
    """[disclosure]"""

    oeffentlich: AudienceRule
    intern: AudienceRule | None = None
    sums: list[StatedSum] = []
    weights: Weights = Weights()
