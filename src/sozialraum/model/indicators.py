"""Indicators, Handlungsfelder, breakdowns and sources as the project file declares them."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from sozialraum.model.fields import Colour, Slug, Stichtag, Strict, Text

Kind = Literal["count", "share", "rate", "mean", "ordinal", "index"]
Polaritaet = Literal["mehr_belastung", "weniger_belastung", "keine"]
Rolle = Literal["lage", "nachfrage", "angebot", "inanspruchnahme", "kontext"]
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
    disclosure: Literal["rule", "as_published"] = Field(
        "rule", description="as_published: diese Zahlen hat die Quelle selbst veröffentlicht"
    )


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
    exhaustive: bool = Field(description="ergeben die Teile zusammen das Ganze?")


class ComputedFrom(Strict):
    """A value that follows from two other indicators of this project."""

    numerator: Slug
    denominator: Slug


class Indicator(Strict):
    """[[indicators]]: what a number means. `use` takes it from the built-in catalogue; other keys override."""

    id: Slug
    use: Slug | None = Field(None, description="Kennung im mitgelieferten Katalog")
    label: Text
    short: Text = Field(description="Kurzname für Auswahl und Legende")
    handlungsfeld: Slug
    definition: Text
    numerator: Text | None = Field(None, description="Zähler in Worten")
    denominator: Text | None = Field(None, description="Nenner in Worten")
    kind: Kind
    counts: Counts = Field(description="was gezählt wird; Geheimhaltung bindet Personen und Haushalte")
    denominator_counts: Counts | None = Field(
        None, description="was der Nenner zählt, wenn er anderes zählt als der Zähler, z. B. Fläche: things"
    )
    unit: Text
    per: float = Field(100, gt=0, description="Faktor: 100 für Prozent, 1000 für je 1.000, 1 sonst")
    decimals: int = Field(1, ge=0, le=4)
    polaritaet: Polaritaet
    rolle: Rolle
    raumbezug: Literal["wohnort", "einrichtungsort"]
    zeitbezug: Literal["stichtag", "jahr", "kita_jahr", "schuljahr", "mehrjahresmittel", "quartal"]
    reihenbruch: tuple[Stichtag, ...] = Field((), description="erste Tage einer neuen Bedeutung der Reihe")
    computed_from: ComputedFrom | None = None
    source: Slug | None = None
    office: Text | None = Field(None, description="zuständige Stelle")
    evidence: str | None = Field(None, description="wo die Definition gelesen wurde")
    disclosure: Literal["rule", "as_published"] = "rule"
    additive: bool = Field(True, description="nur bei Anzahlen: ergibt die Summe der Teile das Ganze?")
    balance: bool = Field(False, description="nur bei Anzahlen: ein Saldo, der unter null liegen kann")
    palette: list[Colour] | None = Field(None, min_length=3, max_length=7)
    breaks: list[float] | None = Field(None, description="feste Klassengrenzen, obere Grenze eingeschlossen")
    note: Text | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "Indicator":
        if self.computed_from and self.kind not in {"share", "rate", "mean"}:
            raise ValueError("computed_needs_ratio")
        if self.breaks is not None and self.breaks != sorted(set(self.breaks)):
            raise ValueError("breaks_rising")
        return self

    @property
    def base_counts(self) -> Counts:
        """What the denominator counts."""
        return self.denominator_counts or self.counts

    @property
    def is_ratio(self) -> bool:
        """Whether its value is numerator over denominator, so that it can be pooled from both."""
        return self.kind in {"share", "rate", "mean"}
