"""[uncertainty]: how the usual fluctuation of rates of persons is told."""

from pydantic import Field, model_validator

from sozialraum.model.fields import Slug, Strict


class Pooled(Strict):
    """An indicator of which several years are also shown together."""

    indicator: Slug
    years: int = Field(3, ge=2, le=10)


class Uncertainty(Strict):
    """[uncertainty]"""

    confidence_pct: float = Field(95.0, ge=80, le=99.9)
    smoothed: list[Slug] = []
    pooled: list[Pooled] = []

    @model_validator(mode="after")
    def _each_once(self) -> "Uncertainty":
        for ids in (self.smoothed, [one.indicator for one in self.pooled]):
            if len(ids) != len(set(ids)):
                raise ValueError("named_twice")
        return self
