"""Lines to find one's way: what lies near the city is kept, cut to its surroundings, and named in the account."""

from pathlib import Path

import pytest
from cities import SOUTH, WEST, geojson, write_city

from sozialraum.errors import InputError
from sozialraum.model.codes import Code
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project

# the small city is 3 km wide at most, so 1,500 m around it are kept
RIVER = {"type": "LineString", "coordinates": [[WEST - 9_000, SOUTH + 500], [WEST + 500, SOUTH + 500]]}
POND = {"type": "Point", "coordinates": [WEST + 100, SOUTH + 100]}
FAR = {"type": "LineString", "coordinates": [[WEST + 50_000, SOUTH], [WEST + 51_000, SOUTH]]}
BASE = """[[base_lines]]
id = "fluss"
label = { de = "Fluss" }
kind = "water"
file = "boundaries/fluss.geojson"
names = "NAME"
source = "geo"

[disclosure"""


def city(folder: Path, old: str = "", new: str = "") -> Path:
    features = [
        {"type": "Feature", "properties": {"NAME": name}, "geometry": geometry}
        for name, geometry in (("Ahle", RIVER), ("Teich", POND), ("Fern", FAR))
    ]
    return write_city(
        folder,
        replace={"projekt.toml": {"[disclosure": BASE.replace(old, new) if old else BASE}},
        add={"boundaries/fluss.geojson": geojson(features)},
    )


def test_what_lies_near_the_city_is_kept_and_cut(tmp_path: Path) -> None:
    inputs = read_inputs(read_project(city(tmp_path)))
    base = inputs.base
    assert base is not None
    assert base[["base_id", "name"]].to_numpy().tolist() == [["fluss", "Ahle"]]
    assert base.geometry[0].bounds == (WEST - 1_500, SOUTH + 500, WEST + 500, SOUTH + 500)
    account = next(one for one in inputs.intakes if one.entry == "base_lines.fluss")
    assert (account.rows, account.used, dict(account.listed)) == (3, 1, {"beyond": 2})


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('kind = "water"', 'kind = "neighbour"', Code.GEOMETRY_NOT_AREA),
        ('names = "NAME"', 'names = "NAMEN"', Code.COLUMN_NOT_FOUND),
        ('kind = "water"', 'kind = "wasser"', Code.NOT_A_CHOICE),
        ('source = "geo"', 'source = "geodaten"', Code.NOT_DECLARED),
        ('names = "NAME"', 'crs = "EPSG:x"', Code.UNKNOWN_CRS),
    ],
)
def test_a_wrong_entry_is_told(tmp_path: Path, old: str, new: str, code: Code) -> None:
    with pytest.raises(InputError) as error:
        read_inputs(read_project(city(tmp_path, old, new)))
    assert code in {problem.code for problem in error.value.problems}
