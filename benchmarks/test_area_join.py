"""Addresses in areas that overlap, beside geopandas.sjoin(predicate="within")."""

import geopandas as gpd
import numpy as np
import pytest

from benchmarks.made_country import BERLIN, CRS, GERMANY, TOWN, TOY, Size, addresses, made_country, overlapping
from benchmarks.memory import megabytes
from benchmarks.side_by_side import FULL, in_turns, show
from sozialraum.analysis.access.area_join import areas_of


def frame(points: np.ndarray) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=gpd.points_from_xy(points[:, 0], points[:, 1]), crs=CRS)


def within(left: gpd.GeoDataFrame, right: gpd.GeoDataFrame) -> np.ndarray:
    """Number of the area of every pair."""
    return left.sjoin(right, predicate="within")["index_right"].to_numpy()


@pytest.mark.parametrize("size", [TOWN, BERLIN, GERMANY] if FULL else [TOY], ids=lambda size: size.name)
def test_areas_of_addresses_beside_sjoin(size: Size) -> None:
    points, shapes = addresses(made_country(size)), overlapping(size)
    right = gpd.GeoDataFrame(geometry=shapes, crs=CRS)
    ways = {"areas_of": lambda: areas_of(points, shapes), "sjoin": lambda: within(frame(points), right)}
    memory = {name: megabytes(way) for name, way in ways.items()} if FULL else {}
    left = frame(points)  # not counted as time, but its index is: a copy has none
    measured = in_turns(ways | {"sjoin": lambda: within(left.copy(), right)})
    (point, area), theirs = measured["areas_of"].result, measured["sjoin"].result
    assert (np.bincount(area, minlength=len(shapes)) == np.bincount(theirs, minlength=len(shapes))).all()
    assert len(point) > len(np.unique(point)) or size is TOY
    described = f"{size.addresses} Adressen, {len(shapes)} Gebiete, {len(point)} Paare"
    show("Adressen in Gebieten", f"{size.name}: {described}", measured, {"Megabyte dazu": memory})
