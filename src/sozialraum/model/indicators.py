"""Indicators, Handlungsfelder, breakdowns and sources as the project file declares them."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from sozialraum.model.colours import ALIKE, has_red, least_difference
from sozialraum.model.disclosure_rules import Schutzklasse
from sozialraum.model.fields import Colour, Slug, Stichtag, Strict, Text

Kind = Literal["count", "share", "rate", "mean", "ordinal", "index"]
Polaritaet = Literal["mehr_belastung", "weniger_belastung", "keine"]
Rolle = Literal["lage", "nachfrage", "angebot", "inanspruchnahme", "kontext"]
Classing = Literal["natural", "quantile", "deviation"]
Counts = Literal["persons", "households", "things"]


class Source(Strict):
    """[sources.<id>]: where numbers come from, printed with them."""

    title: str
    publisher: str
    licence: str | None = None
    url: str | None = None
    as_of: date | None = None
    retrieved_on: date | None = None
    note: Text | None = None
    disclosure: Literal["rule", "as_published"] = "rule"
    schutzklasse: Schutzklasse | None = None


class Handlungsfeld(Strict):
    """[[handlungsfelder]]: a field of municipal action; order is that of the list."""

    id: Slug
    label: Text


class BreakdownPart(Strict):
    """One part of a breakdown, e.g. female."""

    id: Slug
    label: Text


class Breakdown(Strict):
    """[[breakdowns]]: a dimension by which counts are broken down."""

    id: Slug
    label: Text
    parts: list[BreakdownPart] = Field(min_length=1)
    exhaustive: bool


class ComputedFrom(Strict):
    """A value that follows from two other indicators of this project."""

    numerator: Slug
    denominator: Slug


class Indicator(Strict):
    """[[indicators]]: what a number means. `use` takes it from the built-in catalogue; other keys override."""

    id: Slug
    use: Slug | None = None
    label: Text
    short: Text
    handlungsfeld: Slug
    definition: Text
    numerator: Text | None = None
    denominator: Text | None = None
    kind: Kind
    counts: Counts
    denominator_counts: Counts | None = None
    unit: Text
    per: float = Field(100, gt=0)
    decimals: int = Field(1, ge=0, le=4)
    polaritaet: Polaritaet
    rolle: Rolle
    raumbezug: Literal["wohnort", "einrichtungsort"]
    zeitbezug: Literal["stichtag", "jahr", "kita_jahr", "schuljahr", "mehrjahresmittel", "quartal"]
    reihenbruch: tuple[Stichtag, ...] = ()
    computed_from: ComputedFrom | None = None
    source: Slug | None = None
    office: Text | None = None
    evidence: str | None = None
    disclosure: Literal["rule", "as_published"] = "rule"
    schutzklasse: Schutzklasse | None = None
    additive: bool = True
    balance: bool = False
    fluctuates: bool = True
    palette: list[Colour] | None = Field(None, min_length=3, max_length=7)
    breaks: list[float] | None = None
    classes: Classing | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "Indicator":
        if self.computed_from and self.kind not in {"share", "rate", "mean"}:
            raise ValueError("computed_needs_ratio")
        if self.breaks is not None and self.breaks != sorted(set(self.breaks)):
            raise ValueError("breaks_rising")
        return self

    @model_validator(mode="after")
    def _palette_can_be_read(self) -> "Indicator":
        if self.palette and least_difference(self.palette) < ALIKE:
            raise ValueError("palette_alike")
        if self.palette and self.rolle == "lage" and has_red(self.palette):
            raise ValueError("palette_red")
        return self

    @property
    def base_counts(self) -> Counts:
        """What the denominator counts."""
        return self.denominator_counts or self.counts

    @property
    def is_ratio(self) -> bool:
        """Whether its value is numerator over denominator, so that it can be pooled from both."""
        return self.kind in {"share", "rate", "mean"}

    @property
    def is_rate_of_people(self) -> bool:
        """Whether it is a share or rate of persons or households in others, so that chance moves it."""
        return self.kind in {"share", "rate"} and self.fluctuates and "things" not in (self.counts, self.base_counts)
