"""Which Sozialraum a facility stands in, beside geopandas.sjoin(predicate="within")."""

import geopandas as gpd
import pandas as pd
import pytest

from benchmarks.generated import BERLIN, TOWN, TOY, Size, borders, points
from benchmarks.side_by_side import FULL, in_turns, show
from sozialraum.analysis.placement import placed


def within(facilities: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> pd.Series:
    """area_id or "" by facility; a point on a border is in no area or, by rounding, in one of them."""
    joined = facilities[["geometry"]].sjoin(areas[["geometry"]], how="left", predicate="within")
    return joined["area_id"].fillna("")


@pytest.mark.parametrize("size", [TOWN, BERLIN] if FULL else [TOY], ids=lambda size: size.name)
def test_placement_beside_sjoin(size: Size) -> None:
    facilities, areas = points(size), borders(size)
    measured = in_turns(
        {
            "placed": lambda: placed(facilities, areas, frozenset(), schematic=False),
            "sjoin": lambda: within(facilities, areas),
        }
    )
    ours, theirs = measured["placed"].result, measured["sjoin"].result
    clear = ours["placement"] != "border"
    assert ours.loc[clear, "area_id"].tolist() == theirs[clear].tolist()
    assert (ours["placement"] == "inside").sum() > size.facilities / 2
    assert (ours["placement"] == "outside").any()
    described = f"{size.facilities} Einrichtungen ({(~clear).sum()} auf Grenzen), {size.areas} Gebiete"
    show("Zuordnung", f"{size.name}: {described}", measured)
