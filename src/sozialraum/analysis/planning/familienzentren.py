"""Familienzentren on a day: certificates and networks, the children they are for, and how far a network reaches."""

from collections.abc import Mapping
from datetime import date
from itertools import combinations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from sozialraum.analysis.planning.measure_rows import NOT_APPLICABLE, column, measure_rows
from sozialraum.analysis.planning.sides import Floats, Side, standing_in
from sozialraum.model.measures import CENTRE_HOUSES, CENTRES, CHILDREN_PER_CENTRE
from sozialraum.model.periods import first_day, last_day
from sozialraum.model.planning_tables import NETWORKS
from sozialraum.model.school_rules import NetworkRule
from sozialraum.model.status import RANK, Status
from sozialraum.model.tables import BESTAND, frame

NEAR_M = 0.01  # of arithmetic: whoever is so near to a limit keeps it
FEWEST_FOR_DISTANCE = 2


def valid_on(merkmale: pd.DataFrame, merkmal: str, day: date) -> pd.DataFrame:
    """The rows of a Merkmal that hold on a day; the first and the last day of a certificate are included.

    Args:
        merkmale: table `merkmale`; "" for no known beginning or end.
        merkmal: its id.
        day: the day.

    Returns:
        One row for each facility, the one with a network first where two hold.

    Source: docs/methods.md#familienzentren
    """
    own = merkmale[merkmale["merkmal"] == merkmal]
    held = [
        (not begins or first_day(begins) <= day) and (not ends or last_day(ends) >= day)
        for begins, ends in zip(own["from"], own["to"], strict=True)
    ]
    rows = own[pd.Series(held, index=own.index, dtype=bool)]
    return rows.sort_values(["facility_id", "verbund"], ascending=[True, False]).drop_duplicates("facility_id")


def centre_measures(
    held: pd.DataFrame,
    facilities: pd.DataFrame,
    heads: Side,
    members: Mapping[str, list[str]],
    merkmal: str,
    day: date,
) -> pd.DataFrame:
    """Familienzentren of each area beside the children under six who live there.

    Args:
        held: rows of valid_on.
        facilities: table `facilities` with `area_id`.
        heads: children under six.
        members: area -> its Sozialräume.
        merkmal: id of the Merkmal, the target_group of the rows.
        day: the day they hold on, the period of the rows.

    Returns:
        Table `measures`: familienzentren (a network is one, in every area in which one of its houses stands, so that
        areas do not add up to the city), familienzentrum_houses, children_per_familienzentrum (not applicable
        without a Familienzentrum).

    Source: docs/methods.md#familienzentren
    """
    area = held["facility_id"].map(facilities["area_id"]).fillna("").to_numpy()
    certificate = held["verbund"].where(held["verbund"] != "", held["facility_id"]).to_numpy()
    is_network = (held["verbund"] != "").to_numpy()
    table = pd.DataFrame({"area": area, "certificate": certificate, "network": is_network})
    own = [table[table["area"].isin(places)] for places in standing_in(members).values()]
    houses = np.array([float(len(one)) for one in own])
    centres = np.array([float(len(one[["certificate", "network"]].drop_duplicates())) for one in own])
    columns = [
        column(CENTRES, _counted(centres), members),
        column(CENTRE_HOUSES, _counted(houses), members),
        column(CHILDREN_PER_CENTRE, _per_centre(heads, centres), members),
    ]
    return measure_rows(columns, merkmal, day.isoformat(), BESTAND)


def networks(held: pd.DataFrame, facilities: gpd.GeoDataFrame, rule: NetworkRule) -> pd.DataFrame:
    """How many houses each network has, and how far apart they are by both readings of the rule.

    Args:
        held: rows of valid_on.
        facilities: table `facilities` in metres.
        rule: how many houses, and within how many metres.

    Returns:
        Table NETWORKS in order of name. by_pairs: no two houses farther apart than max_m; by_circle: a circle with
        that radius holds all of them. A house without a position leaves both unknown, unless the others are already
        too far apart.

    Source: docs/methods.md#familienzentren
    """
    rows: list[dict[str, object]] = []
    for name, own in held[held["verbund"] != ""].groupby("verbund", sort=True):
        at = facilities.geometry.reindex(own["facility_id"])
        known = list(at[at.notna()])
        gone = len(at) - len(known)
        points = shapely.multipoints(known)
        radius = float(shapely.minimum_bounding_radius(points)) if len(known) >= FEWEST_FOR_DISTANCE else 0.0
        widest = max((one.distance(other) for one, other in combinations(known, 2)), default=0.0)
        rows.append(
            {
                "verbund": name,
                "houses": float(len(at)),
                "without_position": float(gone),
                "pairwise_m": widest if len(known) >= FEWEST_FOR_DISTANCE else None,
                "circle_m": radius if len(known) >= FEWEST_FOR_DISTANCE else None,
                "number": "within" if len(at) <= rule.max_houses else "above",
                "by_pairs": _judged(widest, rule.max_m, gone),
                "by_circle": _judged(radius, rule.max_m, gone),
            }
        )
    return frame(NETWORKS, rows)


def _judged(distance: float, limit: float, unknown: int) -> str:
    if distance > limit + NEAR_M:
        return "above"
    return "unknown" if unknown else "within"


def _counted(number: Floats) -> Side:
    return Side(
        number, number, number, np.full(len(number), RANK[str(Status.NORMAL)]), np.full(len(number), "", dtype=object)
    )


def _per_centre(heads: Side, centres: Floats) -> Side:
    """Without limits: of the children alone."""
    none, nobody = np.full(len(centres), np.nan), centres == 0
    return Side(
        value=heads.value / np.where(nobody, np.nan, centres),
        lower=none,
        upper=none,
        rank=np.where(nobody, NOT_APPLICABLE, heads.rank),
        reason=np.where(nobody, "no_familienzentrum", heads.reason),
    )
