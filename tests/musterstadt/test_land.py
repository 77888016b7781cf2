"""Areas, streets and addresses fit together."""

import numpy as np
import pandas as pd
import shapely
from musterstadt.city_files import areas, features, numbers, table
from shapely.geometry import shape


def test_fourteen_areas_tile_the_city_without_gap_or_overlap() -> None:
    polygons = list(areas().values())
    outline = shape(features("boundaries/umriss.geojson")[0]["geometry"])
    assert len(polygons) == 14
    assert all(polygon.is_valid for polygon in polygons)
    assert shapely.coverage_is_valid(polygons)
    assert shapely.coverage_union_all(polygons).equals(outline)
    assert np.isclose(sum(polygon.area for polygon in polygons), outline.area, rtol=1e-12)


def test_names_hold_an_umlaut_a_slash_and_a_hyphen() -> None:
    names = [each["properties"]["NAME"] for each in features("boundaries/sozialraeume.geojson")]
    assert len(set(names)) == 14
    for sign in "ü/-":
        assert any(sign in name for name in names), sign


def test_two_levels_of_larger_areas_hold_every_sozialraum_once() -> None:
    bezirke, regionen = table("boundaries/planungsbezirke.csv"), table("boundaries/regionen.csv")
    assert sorted(bezirke["SOZIALRAUM"]) == sorted(areas())
    assert sorted(regionen["BEZIRK"]) == sorted(set(bezirke["BEZIRK"]))
    assert (bezirke["BEZIRK"].nunique(), regionen["REGION"].nunique()) == (5, 2)
    for _, members in bezirke.groupby("BEZIRK")["SOZIALRAUM"]:
        joined = shapely.union_all([areas()[area] for area in members])
        assert joined.geom_type == "Polygon"


def test_one_can_walk_from_everywhere_to_everywhere_over_few_bridges() -> None:
    nodes, edges = table("network/wege_knoten.csv"), table("network/wege_kanten.csv")
    a, b = edges["VON"].astype(int).to_numpy(), edges["NACH"].astype(int).to_numpy()
    ways: dict[int, set[int]] = {node: set() for node in range(len(nodes))}
    for one, other in zip(a.tolist(), b.tolist(), strict=True):
        ways[one].add(other)
        ways[other].add(one)
    reached, ahead = {0}, [0]
    while ahead:
        new = ways[ahead.pop()] - reached
        reached |= new
        ahead += new
    assert len(reached) == len(nodes)
    kinds = edges["ART"].value_counts()
    assert 2 <= kinds["Brücke"] <= 6
    assert 2 <= kinds["Unterführung"] <= 6


def test_no_way_is_shorter_than_the_straight_line_and_only_crossings_cross() -> None:
    nodes, edges = table("network/wege_knoten.csv"), table("network/wege_kanten.csv")
    at = np.column_stack([numbers(nodes["RECHTSWERT"]), numbers(nodes["HOCHWERT"])])
    a, b = edges["VON"].astype(int).to_numpy(), edges["NACH"].astype(int).to_numpy()
    straight = np.hypot(*(at[a] - at[b]).T)
    assert (numbers(edges["LAENGE_M"]).to_numpy() >= straight).all()
    kinds = {each["properties"]["ART"]: each for each in features("boundaries/linien.geojson")}
    barriers = shapely.union_all([shape(kinds[kind]["geometry"]) for kind in ("Fluss", "Bahn")])
    ways = shapely.linestrings(np.stack([at[a], at[b]], axis=1))
    crossing = pd.Series(shapely.intersects(ways, barriers), index=edges["ART"])
    assert set(crossing[crossing].index) == {"Brücke", "Unterführung"}


def test_addresses_are_single_and_lie_in_the_city() -> None:
    register = table("addresses/adressen.csv")
    assert 6_000 <= len(register) <= 10_000
    assert not register.duplicated(["STRASSE", "HAUSNUMMER", "ZUSATZ"]).any()
    points = shapely.points(numbers(register["RECHTSWERT"]), numbers(register["HOCHWERT"]))
    outline = shape(features("boundaries/umriss.geojson")[0]["geometry"])
    shapely.prepare(outline)
    assert shapely.contains(outline, points).all()


def test_five_neighbours_lie_around_the_city_and_share_its_outline() -> None:
    neighbours = {
        each["properties"]["NAME"]: shape(each["geometry"]) for each in features("boundaries/nachbarn.geojson")
    }
    city = shape(features("boundaries/umriss.geojson")[0]["geometry"])
    assert len(neighbours) == 5
    assert shapely.coverage_is_valid([city, *neighbours.values()])
    assert shapely.coverage_union_all([city, *neighbours.values()]).buffer(-1_400).contains(city)
