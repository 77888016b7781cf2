"""Areas of all levels, and which text means which of them."""

from pathlib import Path

import pyproj
import pytest
from cities import CRS, DISTRICTS, SOUTH, WEST, feature, geojson, quarters, square, write_city
from shapely.geometry import box
from tables import text_table

from sozialraum.model.codes import Code
from sozialraum.model.intake import Aside, Aspect, Guess
from sozialraum.sources.areas.boundaries import Boundaries, read_boundaries
from sozialraum.sources.project import read_project


def read(project: Path) -> tuple[Boundaries, list[str]]:
    boundaries, _, problems = read_boundaries(read_project(project))
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


OUTLINE = {"projekt.toml": {'geography = "Stadt': 'outline_file = "boundaries/umriss.geojson"\ngeography = "Stadt'}}


def test_an_outline_of_its_own_is_the_city_and_what_it_leaves_over_is_told(tmp_path: Path) -> None:
    """A city of 2.5 km by 2.5 km, of which the four squares cover 4 km²."""
    wide = geojson([feature({"NAME": "Stadt"}, {"type": "Polygon", "coordinates": square(0, 0, side=2500)})])
    project = write_city(tmp_path, replace=OUTLINE, add={"boundaries/umriss.geojson": wide})
    boundaries, intakes, problems = read_boundaries(read_project(project))
    assert [(one.code, one.fields["square_metres"], one.fields["where"]) for one in problems] == [
        (Code.OUTLINE_UNCOVERED, "2250000", "heide, mitte, nord")
    ]
    assert boundaries.outline.area == 2500**2
    assert boundaries.areas.loc["city", "geometry"].equals(boundaries.outline)
    assert [(one.entry, one.used) for one in intakes] == [
        ("areas", 4),
        ("areas.outline_file", 1),
        ("planungsbezirke[1]", 4),
    ]
    assert all(one.rows == one.used + sum(one.listed.values()) for one in intakes)


def area(key: str, east: int, north: int, side: int = 1000) -> dict[str, object]:
    return feature({"KEY": key, "NAME": key}, {"type": "Polygon", "coordinates": square(east, north, side)})


def of_areas(folder: Path, features: list[dict[str, object]], unless: str = "") -> Path:
    """The city with those features as its areas, whatever else is there."""
    areas = {AREAS_LINE: f"{AREAS_LINE}\n{unless}"}
    return write_city(
        folder, replace={"projekt.toml": areas}, add={"boundaries/stadtteile.geojson": geojson(features)}
    )


AREAS_LINE = 'file = "boundaries/stadtteile.geojson"'


def test_the_whole_city_among_its_parts_is_refused_with_the_line_that_mends_it(tmp_path: Path) -> None:
    """As Leipzig's file, whose last feature is called "Gesamt"."""
    features = [*quarters(), area("XX", 0, 0, side=2000)]
    boundaries, intakes, problems = read_boundaries(read_project(of_areas(tmp_path / "a", features)))
    (problem,) = problems
    assert (problem.code, problem.row, problem.value, problem.is_error) == (Code.AREA_IS_SUM, 6, "XX", True)
    assert problem.fields == {"name": "XX", "count": "4", "parts": "hafen, heide, mitte, …", "heading": "KEY"}
    assert "XX" not in boundaries.areas.index
    assert (intakes[0].rows, intakes[0].used, intakes[0].listed) == (5, 4, {str(Code.AREA_IS_SUM): 1})
    _, intakes, problems = read_boundaries(
        read_project(of_areas(tmp_path / "b", features, 'unless = { "KEY" = "XX" }'))
    )
    assert not problems
    assert (intakes[0].rows, intakes[0].used, sum(intakes[0].listed.values())) == (5, 4, 1)


def test_overlaps_and_gaps_are_told_and_islands_are_not(tmp_path: Path) -> None:
    """hafen reaches 100 m into heide; an island lies apart; nothing else changes."""
    wide = {"type": "Polygon", "coordinates": [[[x + 100 * (x > WEST), y] for x, y in square(0, 0)[0]]]}
    features = [one for one in quarters() if one["properties"]["KEY"] != "hafen"]  # type: ignore[index]  # GeoJSON
    features += [feature({"KEY": "hafen", "NAME": "Hafen"}, wide), area("insel", 5, 5)]
    _, _, problems = read_boundaries(read_project(of_areas(tmp_path, features)))
    told = [(one.code, one.value, one.fields.get("square_metres")) for one in problems]
    assert (Code.AREAS_OVERLAP, "hafen", "100000") in told
    assert {code for code, *_ in told} == {Code.AREAS_OVERLAP, Code.AREA_IN_NO_LARGER}  # the island has no district


def test_repaired_rings_are_told_with_the_square_metres_won_or_lost(tmp_path: Path) -> None:
    """Two triangles of 2500 m² each, drawn as a bow tie, which a plain sum of its corners takes for nothing."""
    x, y = WEST + 3000, SOUTH
    tie = [[[x, y], [x + 100, y + 100], [x + 100, y], [x, y + 100], [x, y]]]
    odd = feature({"KEY": "neu", "NAME": "Neu"}, {"type": "Polygon", "coordinates": tie})
    boundaries, _, problems = read_boundaries(read_project(of_areas(tmp_path, [*quarters(), odd])))
    (repaired,) = [one for one in problems if one.code == Code.GEOMETRY_REPAIRED]
    assert (repaired.row, repaired.value, repaired.fields) == (6, "neu", {"square_metres": "+5000"})
    assert boundaries.areas.loc["neu", "geometry"].area == 5000


def test_every_row_that_is_no_area_is_listed_with_its_reason(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [WEST, SOUTH]}
    features = [*quarters(), feature({"KEY": "p", "NAME": "P"}, point), feature({"KEY": "n"}, None), area("", 3, 3)]
    _, intakes, _ = read_boundaries(read_project(of_areas(tmp_path, features)))
    assert (intakes[0].rows, intakes[0].used) == (7, 4)
    assert intakes[0].listed == {
        str(code): 1 for code in (Code.AREA_KEY_EMPTY, Code.GEOMETRY_EMPTY, Code.GEOMETRY_NOT_AREA)
    }
    rows = DISTRICTS + "haide;ost;Bezirk Ost\nnord;;\n"
    _, intakes, _ = read_boundaries(read_project(write_city(tmp_path / "b", add={"boundaries/bezirke.csv": rows})))
    assert intakes[1].used == 4
    assert intakes[1].listed == {
        str(Aside.HEADING): 1,
        str(Code.LARGER_AREA_UNKNOWN): 1,
        str(Code.AREA_IN_NO_LARGER): 1,
    }
    _, intakes, _ = read_boundaries(read_project(write_city(tmp_path / "c", without=["boundaries/bezirke.csv"])))
    assert [(one.entry, one.rows) for one in intakes] == [("areas", 4), ("planungsbezirke[1]", 0)]


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
        ("hafen", "hafen", "hafen"),
        (" Hafen ", "hafen", "hafen"),
        ("Hafenviertel", "hafen", "hafen"),
        ("Nord", "nord", "nord"),
        ("Nordend", None, "nord"),
        ("Bezirk West", None, "west"),
        ("west", "west", None),
        ("Gesamtstadt", "city", "city"),
        ("city", "city", None),
        ("Nord/Mitte", "nord_mitte", "nord_mitte"),
        ("nord_mitte", "nord_mitte", "nord_mitte"),
        ("Nord und Mitte zusammen", None, "nord_mitte"),
        ("HAFEN", "hafen", "hafen"),
        ("Haffen", None, None),
        ("", None, None),
    ],
)
def test_which_text_means_which_area(text: str, by_id: str | None, by_name: str | None, tmp_path: Path) -> None:
    keys = read(write_city(tmp_path, replace=KNOWN))[0].keys
    assert (keys.resolve(text, "id"), keys.resolve(text, "name")) == (by_id, by_name)


def corrections(folder: Path, said: str, toml: dict[str, str] | None = None) -> Path:
    """A city of which one quarter bears the key of another, and entries that put keys right."""
    areas = geojson(quarters()).replace('"KEY": "hafen"', '"KEY": "nord"')
    replace = {"projekt.toml": {"[[planungsbezirke]]": f"{said}\n[[planungsbezirke]]", **(toml or {})}}
    return write_city(folder, replace=replace, add={"boundaries/stadtteile.geojson": areas})


HAFEN = '[[areas.corrections]]\nwhere = { KEY = "nord", NAME = "Hafen" }\narea_id = "hafen"\n'


def test_a_wrong_key_of_the_file_is_put_right_and_told(tmp_path: Path) -> None:
    _, problems = read(corrections(tmp_path / "before", ""))
    assert Code.AREA_ID_REPEATED in problems
    project = corrections(tmp_path / "after", HAFEN)
    boundaries, problems = read(project)
    assert not problems
    assert boundaries.areas.loc[["hafen", "nord"], "name"].tolist() == ["Hafen", "Nord"]
    assert boundaries.areas.loc["hafen", "geometry"].area == 1_000_000
    _, intakes, _ = read_boundaries(read_project(project))
    assert Guess(Aspect.CORRECTED_KEY, "nord → hafen", stated=True) in intakes[0].guesses


def test_keys_may_be_exchanged(tmp_path: Path) -> None:
    """Each condition is asked of the file as it is."""
    said = HAFEN + '[[areas.corrections]]\nwhere = { NAME = ["Nord", "Norden"] }\narea_id = "mitte"\n'
    said += '[[areas.corrections]]\nwhere = { KEY = "mitte" }\narea_id = "nord"\n'
    boundaries, problems = read(corrections(tmp_path, said))
    assert not problems
    names = boundaries.areas["name"].to_dict()
    assert (names["hafen"], names["mitte"], names["nord"]) == ("Hafen", "Nord", "Mitte")


def test_a_larger_area_from_the_same_file_has_the_same_keys(tmp_path: Path) -> None:
    old = 'file = "boundaries/bezirke.csv"\ncolumns = { area_id = "KEY", part_of = "BEZIRK", name = "BEZIRK_NAME" }'
    new = 'file = "boundaries/stadtteile.geojson"\ncolumns = { area_id = "KEY" }\nprefix = 1'
    boundaries, problems = read(corrections(tmp_path, HAFEN, toml={old: new}))
    assert not problems
    assert boundaries.areas.loc["hafen", "part_of"] == "h"
