"""Areas of all levels, and which text means which of them."""

from pathlib import Path

import pyproj
import pytest
from cities import CRS, DISTRICTS, SOUTH, WEST, feature, geojson, quarters, square, write_city
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box
from tables import text_table

from sozialraum.model.codes import Code
from sozialraum.sources.boundaries import Boundaries, read_boundaries
from sozialraum.sources.names import area_keys
from sozialraum.sources.project import read_project


def read(project: Path) -> tuple[Boundaries, list[str]]:
    boundaries, problems = read_boundaries(read_project(project))
    return boundaries, [problem.code for problem in problems]


def test_areas_of_every_level_in_order_from_the_top(tmp_path: Path) -> None:
    boundaries, problems = read(write_city(tmp_path))
    assert not problems
    drawn = text_table("""
        | area_id    | level           | part_of | name                    | km2 |
        |------------|-----------------|---------|-------------------------|-----|
        | city       | city            |         | Musterstadt             | 4   |
        | ost        | planungsbezirk  | city    | Bezirk Ost              | 2   |
        | west       | planungsbezirk  | city    | Bezirk West             | 2   |
        | hafen      | sozialraum      | west    | Hafen                   | 1   |
        | heide      | sozialraum      | ost     | Heide                   | 1   |
        | mitte      | sozialraum      | ost     | Mitte                   | 1   |
        | nord       | sozialraum      | west    | Nord                    | 1   |
        | nord_mitte | joint           |         | Nord und Mitte zusammen |     |
    """)
    areas = boundaries.areas
    assert areas.crs == pyproj.CRS(CRS)
    assert areas.reset_index()[["area_id", "level", "part_of", "name"]].to_numpy().tolist() == (
        drawn[["area_id", "level", "part_of", "name"]].to_numpy().tolist()
    )
    km2 = ["" if shape is None else f"{shape.area / 1e6:g}" for shape in areas.geometry]
    assert km2 == drawn["km2"].tolist()
    assert set(areas["boundaries_as_of"]) == {"2023-12-31"}
    assert boundaries.members.to_numpy().tolist() == [["nord_mitte", "mitte"], ["nord_mitte", "nord"]]
    assert boundaries.outline.equals(box(WEST, SOUTH, WEST + 2000, SOUTH + 2000))


def test_a_second_level_is_made_of_the_first(tmp_path: Path) -> None:
    level = """
[[planungsbezirke]]
level = "region"
label = { de = "Region" }
label_plural = { de = "Regionen" }
file = "boundaries/regionen.csv"
columns = { area_id = "BEZIRK", part_of = "REGION" }

[[joint_areas]]"""
    boundaries, problems = read(
        write_city(
            tmp_path,
            replace={"projekt.toml": {"[[joint_areas]]": level}},
            add={"boundaries/regionen.csv": "BEZIRK;REGION\nwest;r1\nost;r1\n"},
        )
    )
    assert not problems
    assert boundaries.areas["part_of"].to_dict() == {
        "city": "",
        "r1": "city",
        "ost": "r1",
        "west": "r1",
        "hafen": "west",
        "heide": "ost",
        "mitte": "ost",
        "nord": "west",
        "nord_mitte": "",
    }


def test_the_first_signs_of_a_key_may_name_the_larger_area(tmp_path: Path) -> None:
    boundaries, problems = read(
        write_city(
            tmp_path,
            replace={
                "projekt.toml": {
                    ', part_of = "BEZIRK", name = "BEZIRK_NAME" }': '}\nprefix = 1\nnames = { h = "Gebiete mit H" }',
                }
            },
        )
    )
    assert not problems
    larger = boundaries.areas[boundaries.areas["level"] == "planungsbezirk"]
    assert larger["name"].to_dict() == {"h": "Gebiete mit H", "m": "m", "n": "n"}
    assert boundaries.areas.loc[["hafen", "heide", "mitte", "nord"], "part_of"].tolist() == ["h", "h", "m", "n"]


def test_an_outline_of_its_own_is_the_city(tmp_path: Path) -> None:
    wide = geojson([feature({"NAME": "Stadt"}, {"type": "Polygon", "coordinates": square(0, 0, side=2500)})])
    boundaries, problems = read(
        write_city(
            tmp_path,
            replace={
                "projekt.toml": {
                    'geography = "Stadt': 'outline_file = "boundaries/umriss.geojson"\ngeography = "Stadt'
                }
            },
            add={"boundaries/umriss.geojson": wide},
        )
    )
    assert not problems
    assert boundaries.outline.area == 2500**2
    assert boundaries.areas.loc["city", "geometry"].equals(boundaries.outline)


def test_polygons_of_one_area_become_one(tmp_path: Path) -> None:
    island = feature({"KEY": "hafen", "NAME": "Hafen"}, {"type": "Polygon", "coordinates": square(3, 0)})
    boundaries, problems = read(
        write_city(tmp_path, add={"boundaries/stadtteile.geojson": geojson([*quarters(), island])})
    )
    assert problems == [Code.AREA_DISSOLVED]
    assert boundaries.areas.loc["hafen", "geometry"].area == 2_000_000
    assert boundaries.areas.loc["hafen", "geometry"].geom_type == "MultiPolygon"


def test_the_order_of_features_and_rows_decides_nothing(tmp_path: Path) -> None:
    island = feature({"KEY": "hafen", "NAME": "Hafen"}, {"type": "Polygon", "coordinates": square(3, 0)})
    features = [*quarters(), island]
    header, *rows = DISTRICTS.splitlines()
    turned = "\n".join([header, *reversed(rows)])
    first, _ = read(write_city(tmp_path / "a", add={"boundaries/stadtteile.geojson": geojson(features)}))
    second, _ = read(
        write_city(
            tmp_path / "b",
            add={"boundaries/stadtteile.geojson": geojson(features[::-1]), "boundaries/bezirke.csv": turned},
        )
    )
    assert first.areas.to_wkb().equals(second.areas.to_wkb())
    assert first.keys == second.keys


ALIASES = 'aliases = { "Hafenviertel" = "hafen" }\nnames = { nord = "Nordend" }\n'
KNOWN = {"projekt.toml": {'geography = "Stadt': ALIASES + 'geography = "Stadt'}}


@pytest.mark.parametrize(
    ("text", "by_id", "by_name"),
    [
        ("hafen", "hafen", None),
        (" Hafen ", None, "hafen"),
        ("Hafenviertel", "hafen", "hafen"),
        ("Nord", None, "nord"),
        ("Nordend", None, "nord"),
        ("Bezirk West", None, "west"),
        ("west", "west", None),
        ("Gesamtstadt", "city", "city"),
        ("city", "city", None),
        ("Nord/Mitte", "nord_mitte", "nord_mitte"),
        ("nord_mitte", "nord_mitte", None),
        ("Nord und Mitte zusammen", None, "nord_mitte"),
        ("HAFEN", None, None),
        ("", None, None),
    ],
)
def test_which_text_means_which_area(text: str, by_id: str | None, by_name: str | None, tmp_path: Path) -> None:
    keys = read(write_city(tmp_path, replace=KNOWN))[0].keys
    assert (keys.resolve(text, "id"), keys.resolve(text, "name")) == (by_id, by_name)


def test_decomposed_umlauts_are_the_same_key() -> None:
    keys, _ = area_keys(["Östrich"], [], [])
    assert keys.resolve("O\u0308strich", "id") == "Östrich"


def test_a_name_of_two_areas_means_none_of_them() -> None:
    keys, contradictions = area_keys(["a", "b"], [("Schloßstraße", "a"), ("Schloßstraße", "b")], [("x", "a")])
    assert keys.resolve("Schloßstraße", "name") is None
    assert keys.nearest("Schloßstraße", "name") == "a, b"
    assert (keys.resolve("x", "name"), contradictions) == ("a", {})
    _, contradictions = area_keys(["a", "b"], [("A", "a")], [("A", "b")])
    assert contradictions == {"A": ("a", "b")}


@given(st.lists(st.tuples(st.text(max_size=4), st.sampled_from("abc")), max_size=8), st.text(max_size=4))
def test_a_text_never_means_an_area_it_was_not_declared_for(pairs: list[tuple[str, str]], text: str) -> None:
    keys, _ = area_keys(["a", "b", "c"], pairs, [])
    meant = keys.resolve(text, "name")
    declared = {area for name, area in pairs if name.strip() == text.strip()}
    assert meant is None or meant in declared or text != text.strip()
