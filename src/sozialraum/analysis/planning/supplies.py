"""What the places of an offer are worked out from, as the project says it."""

import geopandas as gpd
import pandas as pd

from sozialraum.analysis.planning.balance import Supply
from sozialraum.model.periods import in_order
from sozialraum.model.project import Project
from sozialraum.model.rules import Coverage


def supply_of(project: Project, coverage: Coverage, facilities: gpd.GeoDataFrame, offers: pd.DataFrame) -> Supply:
    """All that the places of a coverage are worked out from."""
    types_of = {offer.id: offer.facility_types for offer in project.offers}
    expected = frozenset(type_ for offer in coverage.offers for type_ in types_of[offer])
    return Supply(coverage, expected, facilities, offers, _counts_for(project))


def years_told(coverage: Coverage, offers: pd.DataFrame) -> list[str]:
    """The dates of the places of a coverage, oldest first."""
    rows = offers[offers["offer"].isin(coverage.offers) & (offers["kind"] == str(coverage.kind))]
    return in_order(list(rows["period"]))


def _counts_for(project: Project) -> dict[str, frozenset[str]]:
    """Offer -> the target groups it counts for: those it names; of homes without a word those under three."""
    homes = {type_.id for type_ in project.facility_types if type_.position == "never_mapped"}
    young = frozenset(group.id for group in project.target_groups if group.is_under_three)
    found = {offer.id: young for offer in project.offers if set(offer.facility_types) <= homes}
    return found | {offer.id: frozenset(offer.counts_for) for offer in project.offers if offer.counts_for}
