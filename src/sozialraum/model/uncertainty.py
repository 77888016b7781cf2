"""[uncertainty]: how the usual fluctuation of rates of persons is told."""

from pydantic import Field

from sozialraum.model.fields import Slug, Strict

# zeitbezug of what is counted anew every year; a count on a day meets the same people again a year later
FLOWS = frozenset({"jahr", "schuljahr", "kita_jahr"})


class Pooled(Strict):
    """An indicator of which several years are also shown together."""

    indicator: Slug
    years: int = Field(3, ge=2, le=10)


class Uncertainty(Strict):
    """[uncertainty]"""

    confidence_pct: float = Field(95.0, ge=80, le=99.9)
    smoothed: list[Slug] = []
    pooled: list[Pooled] = []
