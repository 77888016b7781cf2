"""Places per child (E2SFCA) beside PySAL's `access`, with equal results.

`access` needs a table of all pairs; ours starts from the points and never has them all. The table is made beforehand
and for nothing, so the comparison is in its favour; a second one gives both the same pairs.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from access import Access
from access.fca import two_stage_fca
from access.weights import gaussian as their_gaussian
from access.weights import step_fn

from benchmarks.made_country import BERLIN, CRS, GERMANY, REACH_M, TOWN, TOY, Country, Size, made_country
from benchmarks.memory import megabytes
from benchmarks.side_by_side import FULL, in_turns, show
from sozialraum.analysis.access.catchment import Catchment, catchment, straight_catchment
from sozialraum.analysis.access.straight import Pairs, pairs_within
from sozialraum.analysis.access.weights import Weight, gaussian, steps

STEPS = {500.0: 1.0, 1_000.0: 0.68, REACH_M: 0.22}
WEIGHTS = {"Stufen": (steps(STEPS.items()), step_fn(STEPS)), "Gauß": (gaussian(600.0), their_gaussian(600.0))}


def from_points(country: Country, weight: Weight) -> Catchment:
    return straight_catchment(
        "e2sfca", country.cells, country.children, country.facilities, country.places, weight, REACH_M
    )


def frames(country: Country, pairs: Pairs) -> dict[str, pd.DataFrame]:
    """What `access` takes; numbers are the ids, which is quickest."""
    return {
        "demand_df": pd.DataFrame({"demand": country.children}).rename_axis("geoid"),
        "supply_df": pd.DataFrame({"supply": country.places}).rename_axis("geoid"),
        "cost_df": pd.DataFrame({"origin": pairs.origin, "dest": pairs.target, "cost": pairs.distance_m}),
    }


def largest_difference(country: Country, ours: Catchment, theirs: pd.Series) -> float:
    """Relative, where `access` has a number: it divides by nothing where no child lives around a facility."""
    values = theirs.reindex(range(len(country.cells))).fillna(0.0).to_numpy()
    number = np.isfinite(values)
    assert (country.children[~number] == 0).all()
    mine, values = ours.places_per_person[number], values[number]
    assert ((mine > 0) == (values > 0)).all()
    some = values > 0
    return float(np.abs(mine[some] / values[some] - 1).max())


def described(country: Country, pairs: int) -> str:
    size = country.size
    return f"{size.name}: {len(country.cells)} Zellen, {size.facilities} Einrichtungen, {pairs} Paare"


SIZES = [(TOWN, "Stufen"), (TOWN, "Gauß"), (BERLIN, "Stufen"), (BERLIN, "Gauß"), (GERMANY, "Stufen")]


@pytest.mark.parametrize(("size", "kind"), SIZES if FULL else [(TOY, "Stufen"), (TOY, "Gauß")])
def test_places_per_child_beside_access(size: Size, kind: str) -> None:
    country = made_country(size)
    pairs = pairs_within(country.cells, country.facilities, REACH_M)
    tables = frames(country, pairs)
    mine, their_weight = WEIGHTS[kind]
    ways = {
        "ab Punkten": lambda: from_points(country, mine),
        "mit Paaren": lambda: catchment("e2sfca", pairs, country.children, country.places, mine),
        "access": lambda: two_stage_fca(**tables, max_cost=REACH_M, weight_fn=their_weight),
    }
    measured = in_turns(ways)
    theirs = measured["access"].result
    for ours in (measured["ab Punkten"].result, measured["mit Paaren"].result):
        assert largest_difference(country, ours, theirs) <= 1e-12
        reached = country.places[~ours.unreached].sum()
        assert ours.places_per_person @ country.children == pytest.approx(reached)
    if FULL:
        memory = {name: megabytes(way) for name, way in ways.items()}
        named = f"{described(country, len(pairs.origin))}, {kind}"
        for title, way in (
            ("wir ab Punkten, access mit fertigen Paaren", "ab Punkten"),
            ("beide mit denselben Paaren", "mit Paaren"),
        ):
            both = (way, "access")
            more = {"Megabyte dazu": {name: memory[name] for name in both}}
            show(f"Plätze je Kind, {title}", named, {name: measured[name] for name in both}, more)


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # theirs
@pytest.mark.parametrize("size", [TOWN] if FULL else [TOY], ids=lambda size: size.name)
def test_both_from_points_to_the_end(size: Size) -> None:
    """`access` joins every cell with every facility first, so only a town fits into memory."""
    country = made_country(size)
    mine, their_weight = WEIGHTS["Stufen"]
    demand = gpd.GeoDataFrame(
        {"demand": country.children}, geometry=gpd.points_from_xy(*country.cells.T), crs=CRS
    ).rename_axis("geoid")
    supply = gpd.GeoDataFrame(
        {"supply": country.places}, geometry=gpd.points_from_xy(*country.facilities.T), crs=CRS
    ).rename_axis("geoid")

    def their_way() -> pd.Series:
        model = Access(
            demand_df=demand, demand_index=True, demand_value="demand",
            supply_df=supply, supply_index=True, supply_value="supply",
        )  # fmt: skip
        model.create_euclidean_distance(name="euclidean", threshold=REACH_M)
        found = model.two_stage_fca(cost="euclidean", max_cost=REACH_M, weight_fn=their_weight)
        return pd.Series(found["2sfca_supply"])

    measured = in_turns({"straight_catchment": lambda: from_points(country, mine), "Access": their_way})
    ours, theirs = measured["straight_catchment"].result, measured["Access"].result
    assert largest_difference(country, ours, theirs) <= 1e-12
    pairs = len(country.cells) * len(country.facilities)
    show("Plätze je Kind, beide ab Punkten", described(country, pairs), measured)
