"""Rules about ways as data: when a way to school is too far, and what planning expects of a way to a Kita."""

from pydantic import Field

from sozialraum.model.fields import Slug, Strict, Text
from sozialraum.model.stated_rule import Rule


class WayLimit(Strict):
    """A limit of a Schulstufe: a way is over it when it is longer, not when it is as long."""

    id: Slug
    label: Text
    over_m: float = Field(gt=0)


class SchoolWay(Rule):
    """How far a child may walk to the nearest school of its Schulart."""

    limits: list[WayLimit] = Field(min_length=1)
    # a straight line times this is taken as the longest way likely; shorter than the limit means surely not over
    straight_factor: float = Field(ge=1, le=3)


class Means(Strict):
    """A means of transport, and how far it gets."""

    id: Slug
    label: Text
    speed_kmh: float = Field(gt=0, le=60)


class KitaWay(Rule):
    """What planning expects of the way to a Kita; no law."""

    minutes: float = Field(gt=0)
    means: list[Means] = Field(min_length=1)
