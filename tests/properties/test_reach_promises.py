"""Promises about ways and places per child, kept by a whole city worked out anew for every change."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from analysis.access.reach_city import CHILDREN, REACH
from analysis.access.test_together import EDGES, NETWORK, NODES
from cities import write_city
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point

from sozialraum.analysis.everything import analyse
from sozialraum.model.inputs import Inputs, Results
from sozialraum.model.project import Project
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project

City = tuple[Project, Inputs, Results]
FEW = settings(max_examples=4, deadline=None)
KITAS = ("k1", "k2", "k5")  # someone reaches them
PLACES = st.tuples(*[st.integers(0, 90)] * len(KITAS))
SPOT = st.tuples(st.floats(500_000, 502_000), st.floats(5_700_000, 5_702_000))


def city(folder: pytest.TempPathFactory, on_foot: bool) -> City:
    text = REACH.replace('way = "straight"', "max_snap_m = 5000") + NETWORK if on_foot else REACH
    files = {"network/knoten.csv": NODES, "network/kanten.csv": EDGES} if on_foot else {}
    replaced = {"projekt.toml": {"[profile]": f"{text}\n[profile]"}}
    read = read_project(write_city(folder.mktemp("stadt"), replaced, add={"population/orte.csv": CHILDREN, **files}))
    inputs = read_inputs(read)
    return read.project, inputs, analyse(read.project, inputs)


@pytest.fixture(scope="module")
def straight(tmp_path_factory: pytest.TempPathFactory) -> City:
    return city(tmp_path_factory, on_foot=False)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> City:
    return city(tmp_path_factory, on_foot=True)


def with_places(offers: pd.DataFrame, places: tuple[int, ...]) -> pd.DataFrame:
    here = dict(zip(KITAS, places, strict=True))
    changed = offers["facility_id"].map(here).astype("Float64").fillna(offers["places"])
    return offers.assign(places=changed.where(offers["target_group"] == "u3", offers["places"]))


def moved(facilities: gpd.GeoDataFrame, id_: str, to: tuple[float, float]) -> gpd.GeoDataFrame:
    shapes = facilities.geometry.copy()
    shapes[id_] = Point(to)
    return facilities.set_geometry(shapes)


def cells(results: Results) -> pd.DataFrame:
    return results.reach.cells.set_index("cell_id")


@FEW
@given(places=PLACES)
def test_places_are_conserved(straight: City, places: tuple[int, ...]) -> None:
    _, inputs, results = straight
    found = results.of_reach(with_places(inputs.offers, places)).cells
    assert (found["people"].fillna(0) * found["places"]).sum() == pytest.approx(sum(places), rel=1e-12)


@FEW
@given(places=PLACES, more=st.integers(1, 50), which=st.integers(0, 2))
def test_more_places_never_lower_anyones_reach(
    straight: City, places: tuple[int, ...], more: int, which: int
) -> None:
    _, inputs, results = straight
    larger = (*places[:which], places[which] + more, *places[which + 1 :])
    few, many = (results.of_reach(with_places(inputs.offers, one)).cells["places"] for one in (places, larger))
    assert (many >= few * (1 - 1e-12)).all()
    assert (many > few).any()


@FEW
@given(which=st.sampled_from(KITAS), share=st.floats(0, 1), cell=st.integers(0, 5))
def test_moving_a_facility_nearer_never_raises_a_distance(
    straight: City, which: str, share: float, cell: int
) -> None:
    project, inputs, before = straight
    home = inputs.population.living.iloc[cell]
    spot = inputs.facilities.geometry[which]
    to = (spot.x + share * (home["x"] - spot.x), spot.y + share * (home["y"] - spot.y))
    after = analyse(project, replace(inputs, facilities=moved(inputs.facilities, which, to)))
    there = str(home.name)
    assert cells(after)["distance_m"][there] <= cells(before)["distance_m"][there] * (1 + 1e-12)


@FEW
@given(to=SPOT)
def test_no_way_on_foot_is_shorter_than_the_straight_line(walked: City, to: tuple[float, float]) -> None:
    project, inputs, _ = walked
    facilities = moved(inputs.facilities, "k1", to)
    found = cells(analyse(project, replace(inputs, facilities=facilities)))
    assert np.isfinite(found["distance_m"]).all()
    assert (found["straight_m"] <= found["distance_m"] * (1 + 1e-9)).all()


@FEW
@given(which=st.sampled_from(KITAS), share=st.floats(0.1, 0.9), on_foot=st.booleans())
def test_a_facility_told_as_two_changes_nothing(
    straight: City, walked: City, which: str, share: float, on_foot: bool
) -> None:
    project, inputs, whole = walked if on_foot else straight
    halves = analyse(project, split(inputs, which, share))
    columns = ["distance_m", "places", "depends", "places_depends"]
    pd.testing.assert_frame_equal(cells(halves)[columns], cells(whole)[columns], rtol=1e-12)
    same, other = by_area(whole), by_area(halves)
    for method in ("2sfca", "e2sfca", "e2sfca_gaussian", "m2sfca"):
        pd.testing.assert_series_equal(other[method], same[method], rtol=1e-12)


def by_area(results: Results) -> pd.Series:
    return results.reach.variants.set_index(["method", "area_id"])["value"].astype(float)


def split(inputs: Inputs, which: str, share: float) -> Inputs:
    """A second facility at the same place gets a part of the places."""
    here = inputs.offers["facility_id"] == which
    less = inputs.offers.assign(places=inputs.offers["places"].where(~here, inputs.offers["places"] * (1 - share)))
    part = inputs.offers[here].assign(facility_id=f"{which}b", places=inputs.offers["places"][here] * share)
    twin = inputs.facilities.loc[[which]].rename(index={which: f"{which}b"})
    return replace(
        inputs,
        offers=pd.concat([less, part], ignore_index=True),
        facilities=gpd.GeoDataFrame(pd.concat([inputs.facilities, twin]), crs=inputs.facilities.crs),
    )
