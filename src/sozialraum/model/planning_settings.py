"""[planning]: by which rules the years ahead are weighed, and which planned measures count."""

from pydantic import Field

from sozialraum.model.fields import Slug, Strict, Text
from sozialraum.model.planned import PlannedRule
from sozialraum.model.school_rules import PlanningRules


class NearestRule(Strict):
    """[[planning.nearest]]: which schools are meant by "the nearest one": Schulart, and denomination by a Merkmal."""

    id: Slug
    label: Text
    facility_types: list[Slug] = Field(min_length=1)
    merkmal: Slug | None = None  # only schools that bear it
    without: list[Slug] = []  # no school that bears one of these


class PlanningSettings(Strict):
    """[planning]"""

    preset: Slug | None = None  # built-in rules of a Land; parts under `rules` go before them
    rules: PlanningRules = PlanningRules()
    measures: PlannedRule = PlannedRule()
    ganztag: Slug | None = None  # the coverage whose places are to meet the claim to all-day school
    schools: list[Slug] = []  # facility types whose entry classes are formed
    familienzentren: Slug | None = None  # the Merkmal of a certificate
    centre_children: list[Slug] = []  # cohort groups that are together the children under six
    nearest: list[NearestRule] = []
