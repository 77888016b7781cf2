"""[reach]: which ways are asked for, how they are measured, and what lies beyond the border."""

from datetime import date
from itertools import pairwise
from typing import Literal

from pydantic import Field, field_validator, model_validator

from sozialraum.model.fields import Slug, Strict, Text
from sozialraum.model.files import ColumnName, TableFile

Way = Literal["network", "detour", "straight"]


class Competition(Strict):
    """[reach.questions.places]: places of a coverage beside the children in reach of them."""

    coverage: Slug
    weights: list[tuple[float, float]] = Field(min_length=1)  # up to so many metres (included) counts so much
    bounds: list[float] = Field(min_length=1)  # places per child between the classes of the map

    @field_validator("weights")
    @classmethod
    def _farther_counts_less(cls, weights: list[tuple[float, float]]) -> list[tuple[float, float]]:
        if any(not (one[0] < two[0] and one[1] >= two[1]) for one, two in pairwise(weights)):
            raise ValueError("bounds_rising")
        if any(metres <= 0 or not 0 < weight <= 1 for metres, weight in weights):
            raise ValueError("weight_unfit")
        return weights

    @field_validator("bounds")
    @classmethod
    def _bounds_rise(cls, bounds: list[float]) -> list[float]:
        if any(one >= two for one, two in pairwise(bounds)) or bounds[0] <= 0:
            raise ValueError("bounds_rising")
        return bounds


class ReachQuestion(Strict):
    """[[reach.questions]]: how far the people of some groups live from the nearest facility of some types."""

    id: Slug
    label: Text
    short: Text
    facility_types: list[Slug] = Field(min_length=1)
    merkmal: Slug | None = None  # only facilities that bear it
    without: list[Slug] = []  # none that bears one of these
    people: list[Slug] = Field(min_length=1)  # groups of [[population]] or [spread], added up
    people_label: Text
    steps_m: list[float] = Field(min_length=1, max_length=6)  # classes of the map, and the reach areas
    within_m: float | None = Field(None, gt=0)  # what counts as "in reach"; without it the first step
    limit: Slug | None = None  # id of a limit of [planning.rules.school_way]
    benchmark: bool = False  # beside it stands [planning.rules.kita_way]
    places: Competition | None = None

    @field_validator("steps_m")
    @classmethod
    def _steps_rise(cls, steps: list[float]) -> list[float]:
        if any(one >= two for one, two in pairwise(steps)) or steps[0] <= 0:
            raise ValueError("bounds_rising")
        return steps

    @property
    def near_m(self) -> float:
        """What counts as in reach."""
        return self.within_m if self.within_m is not None else self.steps_m[0]


class BeyondColumns(Strict):
    """Headings in a list of facilities outside the city."""

    facility_id: ColumnName
    name: str
    x: str | None = None
    y: str | None = None
    places: dict[Slug, str] = {}  # coverage -> heading

    @model_validator(mode="after")
    def _x_with_y(self) -> "BeyondColumns":
        if (self.x is None) != (self.y is None):
            raise ValueError("x_and_y")
        return self


class BeyondFile(TableFile):
    """[[reach.beyond]]: facilities outside the city that people of the city can reach."""

    facility_type: Slug
    columns: BeyondColumns
    crs: str | None = None
    covers_m: float = Field(gt=0)  # up to how far outside the border the list is complete
    as_of: date
    source: Slug


class ReachSettings(Strict):
    """[reach]"""

    way: Way | None = None  # without it the network where there is one, else the detour
    speed_kmh: float = Field(5.0, gt=0, le=30)
    detour: float = Field(1.3, ge=1, le=3)
    max_snap_m: float = Field(250.0, gt=0)
    people_beyond_m: float = Field(0.0, ge=0)  # up to how far outside the border people are known
    questions: list[ReachQuestion] = []
    beyond: list[BeyondFile] = []
