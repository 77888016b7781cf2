"""The project file as a whole."""

from typing import Literal

from pydantic import Field

from sozialraum.model.base_map import Background, BaseLines
from sozialraum.model.cohorts import Cohorts, RegisterFile
from sozialraum.model.disclosure_rules import Disclosure
from sozialraum.model.establishments import (
    FacilityType,
    Merkmal,
    MerkmalFile,
    Offer,
    PlacesFile,
    TargetGroup,
)
from sozialraum.model.fields import Slug, Strict
from sozialraum.model.files import Limits, ValueFile
from sozialraum.model.findings import FindingRules, PlannerNote
from sozialraum.model.forecast import Forecast, NewHousing
from sozialraum.model.geography import AddressRegister, Areas, City, JointArea, LargerAreas, OtherGeography
from sozialraum.model.indicators import Breakdown, Handlungsfeld, Indicator, Source
from sozialraum.model.lage import LageIndex
from sozialraum.model.network_file import NetworkFile
from sozialraum.model.planning_files import (
    ApplicationsFile,
    BirthsFile,
    PlannedFile,
    ProjectionFile,
    PupilFile,
    RegistrationFile,
    UseFile,
)
from sozialraum.model.planning_settings import PlanningSettings
from sozialraum.model.population import PopulationFile, Spread
from sozialraum.model.reach_settings import ReachSettings
from sozialraum.model.rules import Coverage, GapRule, MissingData, Profile, QualityRule
from sozialraum.model.targets import Target
from sozialraum.model.tour import TourView
from sozialraum.model.uncertainty import Uncertainty

SCHEMA = 1


class Project(Strict):
    """projekt.toml: everything that makes one city different from another."""

    schema_: Literal[1] = Field(alias="schema")
    city: City
    areas: Areas
    planungsbezirke: list[LargerAreas] = []
    joint_areas: list[JointArea] = []
    other_geographies: list[OtherGeography] = []
    addresses: AddressRegister | None = None
    network: NetworkFile | None = None
    base_lines: list[BaseLines] = []
    background: Background | None = None
    disclosure: Disclosure
    sources: dict[Slug, Source]
    handlungsfelder: list[Handlungsfeld] = []
    breakdowns: list[Breakdown] = []
    indicators: list[Indicator] = []
    values: list[ValueFile] = []
    facility_types: list[FacilityType] = []
    merkmale: list[Merkmal] = []
    merkmal_files: list[MerkmalFile] = []
    registers: list[RegisterFile] = []
    cohorts: Cohorts | None = None
    forecast: Forecast | None = None
    births: list[BirthsFile] = []
    city_projection: list[ProjectionFile] = []
    new_housing: list[NewHousing] = []
    target_groups: list[TargetGroup] = []
    offers: list[Offer] = []
    places: list[PlacesFile] = []
    coverage: list[Coverage] = []
    targets: list[Target] = []
    planning: PlanningSettings = PlanningSettings()
    use: list[UseFile] = []
    applications: list[ApplicationsFile] = []
    planned_measures: list[PlannedFile] = []
    registrations: list[RegistrationFile] = []
    pupils: list[PupilFile] = []
    population: list[PopulationFile] = []
    spread: Spread | None = None
    reach: ReachSettings = ReachSettings()
    lage_index: LageIndex | None = None
    gaps: GapRule | None = None
    uncertainty: Uncertainty = Uncertainty()
    findings: FindingRules = FindingRules()
    planner_notes: list[PlannerNote] = []
    profile: Profile = Profile()
    views: list[TourView] = []
    missing_data: list[MissingData] = []
    limits: Limits = Limits()
    quality: QualityRule = QualityRule()

    @property
    def language(self) -> str:
        return self.city.languages[0]

    def indicator(self, id_: str) -> Indicator:
        """The indicator of that id.

        Raises:
            KeyError: none has it.
        """
        return {indicator.id: indicator for indicator in self.indicators}[id_]
