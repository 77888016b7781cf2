"""The nearest facility of every address, straight, beside geopandas.sjoin_nearest."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from benchmarks.made_country import BERLIN, CRS, GERMANY, TOWN, TOY, Size, addresses, made_country
from benchmarks.memory import megabytes
from benchmarks.side_by_side import FULL, in_turns, show
from sozialraum.analysis.access.straight import nearest


def frame(points: np.ndarray) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=gpd.points_from_xy(points[:, 0], points[:, 1]), crs=CRS)


def nearest_join(left: gpd.GeoDataFrame, right: gpd.GeoDataFrame) -> pd.DataFrame:
    """Number of the address, number of the facility and metres; of facilities as near all are named."""
    return left.sjoin_nearest(right, distance_col="metres")[["index_right", "metres"]]


@pytest.mark.parametrize("size", [TOWN, BERLIN, GERMANY] if FULL else [TOY], ids=lambda size: size.name)
def test_nearest_beside_sjoin_nearest(size: Size) -> None:
    country = made_country(size)
    origins, targets = addresses(country), country.facilities
    ways = {
        "nearest": lambda: nearest(origins, targets),
        "sjoin_nearest": lambda: nearest_join(frame(origins), frame(targets)),
    }
    memory = {name: megabytes(way) for name, way in ways.items()} if FULL else {}
    left, right = frame(origins), frame(targets)  # not counted as time
    measured = in_turns(ways | {"sjoin_nearest": lambda: nearest_join(left, right)})
    ours, theirs = measured["nearest"].result, measured["sjoin_nearest"].result
    lowest = theirs["index_right"].groupby(level=0).min()
    assert np.allclose(ours.distance_m[:, 0], theirs["metres"].groupby(level=0).first(), rtol=1e-12, atol=1e-9)
    assert (ours.target[:, 0] == lowest).all()
    described = f"{size.addresses} Adressen, {size.facilities} Einrichtungen"
    show("Nächste Einrichtung, Luftlinie", f"{size.name}: {described}", measured, {"Megabyte dazu": memory})
