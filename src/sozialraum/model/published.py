"""What may be shown, and to whom. Presentation receives nothing else."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from sozialraum.errors import Problem
from sozialraum.model.disclosure_rules import DisclosureRule
from sozialraum.model.findings import Finding
from sozialraum.model.planning import Planning
from sozialraum.model.quality import Quality
from sozialraum.model.reach import Reach
from sozialraum.model.tables import frame
from sozialraum.model.withheld import WITHHELD


class Audience(StrEnum):
    """For whom an edition is made."""

    OEFFENTLICH = "oeffentlich"
    INTERN = "intern"


@dataclass(frozen=True)
class Published:
    """Everything one audience may see. Only analysis.disclosure.publish makes one.

    Withheld values are absent (NA) and carry status Q; tables as in model.tables.
    """

    audience: Audience
    rule: DisclosureRule
    areas: gpd.GeoDataFrame
    members: pd.DataFrame
    outline: BaseGeometry
    facilities: gpd.GeoDataFrame
    merkmale: pd.DataFrame
    offers: pd.DataFrame
    indicators: pd.DataFrame
    facility_values: pd.DataFrame
    planning: Planning
    reach: Reach
    measures: pd.DataFrame
    changes: pd.DataFrame
    intervals: pd.DataFrame
    group_gaps: pd.DataFrame
    relations: pd.DataFrame
    similar: pd.DataFrame
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    newest: date | None
    quality: Quality
    base: gpd.GeoDataFrame | None = None  # lines and land to find one's way, as in Inputs
    withheld: pd.DataFrame = field(default_factory=lambda: frame(WITHHELD))  # of the public edition; empty in it
