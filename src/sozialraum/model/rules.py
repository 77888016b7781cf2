"""What the project decides: coverage and its bounds, the Lageindex, what may be published."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from sozialraum.model.establishments import Betriebsstatus, OfferKind
from sozialraum.model.fields import Slug, Strict, Text


class Coverage(Strict):
    """[[coverage]]: places of an offer beside the children they are for."""

    id: Slug
    label: Text
    short: Text
    offers: list[Slug] = Field(min_length=1)
    target_groups: list[Slug] = Field(min_length=1, description="Zielgruppen, deren Plätze zählen")
    also_shown: list[Slug] = Field(
        [], description="weitere Angebote, deren Plätze daneben gezeigt werden, aber in keine Quote eingehen"
    )
    kind: OfferKind
    betriebsstatus: list[Betriebsstatus] = [Betriebsstatus.IN_BETRIEB, Betriebsstatus.PROVISORISCH]
    children: Slug = Field(description="Kennzahl (Anzahl), die die Zielgruppe zählt")
    measure: Literal["versorgungsquote", "plaetze_je_100"] = Field(
        description="plaetze_je_100, wenn Plätze und Kinder nicht genau dieselbe Altersgruppe meinen"
    )
    target_quota_pct: float | None = Field(None, gt=0, description="Zielquote in Prozent; ohne sie kein Fehlbedarf")
    target_source: Text | None = Field(None, description="wer die Zielquote wann festgelegt hat")
    pairs: dict[str, str] = Field(
        {},
        description="Zeitpunkt der Plätze -> Stichtag der Kinder; sonst der letzte Stichtag im selben Kita-Jahr",
    )
    office: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _target_has_a_source(self) -> "Coverage":
        if (self.target_quota_pct is None) != (self.target_source is None):
            raise ValueError("target_needs_source")
        return self


class IndexPart(Strict):
    """One indicator of the Lageindex."""

    indicator: Slug
    weight: float = Field(1.0, gt=0)


class LageIndex(Strict):
    """[lage_index]: soziale Lage from oriented, standardised indicators; describes circumstances, not people."""

    label: Text
    parts: list[IndexPart] = Field(min_length=2)
    cuts: tuple[float, float] = Field(description="Grenzen der drei Lageklassen auf dem Index")
    periods: list[str] = Field([], description="sonst jeder Zeitpunkt, zu dem alle Kennzahlen vorliegen")
    residents: Slug = Field(description="Kennzahl der Einwohner, für die Mindestgröße")
    min_residents: int = Field(ge=0, description="kleinere Gebiete bleiben ohne Zuordnung")
    other_roles_because: Text | None = Field(None, description="Begründung, wenn andere Rollen als Lage eingehen")
    note: Text | None = None

    @model_validator(mode="after")
    def _cuts_rise(self) -> "LageIndex":
        if self.cuts[0] >= self.cuts[1]:
            raise ValueError("cuts_rising")
        return self


class GapRule(Strict):
    """[gaps]: soziale Lage beside Versorgung. The bounds are absolute: needed places, not ranks."""

    bounds_pct: tuple[float, float] = Field(description="Plätze je benötigte Plätze in Prozent, z. B. [90, 100]")
    coverage: list[Slug] = Field(min_length=1, description="für diese Angebote")
    source: Text = Field(description="wer die Grenzen festgelegt hat")

    @model_validator(mode="after")
    def _bounds_rise(self) -> "GapRule":
        if self.bounds_pct[0] >= self.bounds_pct[1]:
            raise ValueError("bounds_rising")
        return self


class DisclosureRule(Strict):
    """[disclosure.oeffentlich]: from how many people on a count may be shown. There is no default."""

    min_count: int = Field(ge=1, description="kleinste Anzahl über null, die gezeigt werden darf")
    min_base: int = Field(0, ge=0, description="kleinster Nenner, zu dem ein Anteil gezeigt werden darf")
    rates_without_counts: Literal["sperren", "zeigen"] = Field(
        "sperren", description="Anteile von Personen, deren Zähler und Nenner niemand kennt, also niemand prüfen kann"
    )
    rule: str = Field(min_length=3, description="worauf sich die Regel stützt")
    set_by: str = Field(min_length=2, description="wer sie festgelegt hat")
    set_on: date | None = None


class Disclosure(Strict):
    """[disclosure]"""

    oeffentlich: DisclosureRule


class Profile(Strict):
    """[profile]: the headline figures of each Sozialraum."""

    headline: list[Slug] = []


class MissingData(Strict):
    """[[missing_data]]: data nobody has delivered yet, and who would have them."""

    label: Text
    office: Text
    note: Text | None = None
