"""How the ways of a city are measured: along its streets, or straight, with a factor for the usual detour."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from sozialraum.analysis.access.reach_areas import straight_areas, walking_areas
from sozialraum.analysis.access.snapping import snapped
from sozialraum.analysis.access.straight import Nearest, Pairs, nearest, pairs_within
from sozialraum.analysis.access.walking import walking_nearest, walking_pairs
from sozialraum.model.network import Network
from sozialraum.model.reach_settings import ReachSettings, Way


@dataclass(frozen=True)
class Ways:
    """How ways are measured.

    Args:
        way: network | detour | straight.
        factor: a straight line times this is the way; 1 where it is not the detour that is meant.
        network: the ways for walking; None for straight lines.
        max_snap_m: who lives farther from every way of the network reaches nothing.
    """

    way: Way
    factor: float = 1.0
    network: Network | None = None
    max_snap_m: float = np.inf


def ways_of(settings: ReachSettings, network: Network | None) -> Ways:
    """The way the project asks for, else the network where there is one, else the detour.

    Source: docs/methods.md#erreichbarkeit
    """
    way = settings.way or ("network" if network is not None else "detour")
    if way == "network" and network is not None:
        return Ways("network", 1.0, network, settings.max_snap_m)
    if way == "straight":
        return Ways("straight")
    return Ways("detour", settings.detour)


def nearest_by(ways: Ways, origins: np.ndarray, targets: np.ndarray) -> Nearest:
    """The nearest target of each origin, (n, 1); inf and -1 where none can be reached.

    Args:
        ways: how ways are measured.
        origins: points (n, 2) in metres.
        targets: points (m, 2) in metres.
    """
    if ways.network is not None:
        return walking_nearest(ways.network, origins, targets, max_snap_m=ways.max_snap_m)
    found = nearest(origins, targets)
    return Nearest(found.distance_m * ways.factor, found.target)


def pairs_by(ways: Ways, origins: np.ndarray, targets: np.ndarray, max_m: float) -> Pairs:
    """All pairs at most `max_m` of way apart.

    Args:
        ways: how ways are measured.
        origins: points (n, 2) in metres.
        targets: points (m, 2) in metres.
        max_m: metres; exactly as far counts.
    """
    if ways.network is not None:
        return walking_pairs(ways.network, origins, targets, max_m, ways.max_snap_m)
    # a little farther, so that dividing and multiplying lose no pair
    found = pairs_within(origins, targets, max_m / ways.factor * (1 + 1e-9))
    way = found.distance_m * ways.factor
    kept = way <= max_m
    return Pairs(found.origin[kept], found.target[kept], way[kept])


def areas_by(ways: Ways, targets: np.ndarray, steps_m: Sequence[float]) -> list[list[BaseGeometry]]:
    """For each target the area reached within each step, each containing the ones before; for drawing only.

    Args:
        ways: how ways are measured.
        targets: points (m, 2) in metres.
        steps_m: metres of way, rising.
    """
    if ways.network is not None:
        return walking_areas(ways.network, targets, steps_m, max_snap_m=ways.max_snap_m)
    return straight_areas(targets, [step / ways.factor for step in steps_m])


def off_ways(ways: Ways, points: np.ndarray) -> np.ndarray:
    """Which points lie too far from every way to be reached (n,); none for straight lines."""
    if ways.network is None:
        return np.zeros(len(points), dtype=bool)
    return snapped(ways.network, points, ways.max_snap_m).edge < 0
