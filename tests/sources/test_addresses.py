"""The register of addresses: layouts it comes in, and where each of its rows went."""

import contextlib
import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from cities import CRS, SOUTH, WEST, feature, geojson, write_city
from hypothesis import given
from hypothesis import strategies as st

from sozialraum.errors import InputError
from sozialraum.model.codes import Code
from sozialraum.model.intake import Aspect, Intake
from sozialraum.sources.establishments.addresses import read_register
from sozialraum.sources.project import read_project

TOML = "projekt.toml"
GEBREF = """
N;1;A;05;NW;9;Bezirk;99;Kreis;999;Musterstadt;1;Nord;00010;Lange Str.;1;;32;{zone}500300{d}5;5701500{d}25;2024
N;2;B;05;NW;9;Bezirk;99;Kreis;999;Musterstadt;1;Nord;00010;Lange Str.;1;a;32;{zone}500310{d}5;5701500{d}25;2024
N;3;C;05;NW;9;Bezirk;99;Kreis;999;Musterstadt;1;Nord;00010;Lange Str.;2;;32;{zone}500320{d}5;5701500{d}25;2024
N;4;A;05;NW;9;Bezirk;99;Kreis;999;Musterstadt;2;Süd;00020;Lange Str.;1;;32;{zone}501300{d}5;5700500{d}25;2024
N;5;A;05;NW;9;Bezirk;99;Kreis;999;Musterstadt;;;00030;;7;;32;{zone}501300{d}5;5700500{d}25;2024
N;6;A;05;NW;9;Bezirk;99;Kreis;999;Musterstadt;;;00040;Am Hof;;;32;{zone}501300{d}5;5700500{d}25;2024
N;7;A;05;NW;9;Bezirk;99;Kreis;999;Musterstadt;;;00040;Am Hof;3;;32;;;2024
N;8;A;05;NW;9;Bezirk;99;Kreis;111;Anderswo;;;00010;Lange Str.;1;;32;{zone}521300{d}5;5700500{d}25;2024
""".lstrip()  # fmt: skip
HEADINGS = "nba;oid;qua;landschl;land;regbezschl;regbez;kreisschl;kreis;gmdschl;gmd;ottschl;ott;strschl;str;hnr;adz;"
TABLE = "STRASSE;NR;PLZ;ORT;X;Y\nLange Str.;1a;10001;Nord;500300,5;5701500\nAm Hof;;10001;Nord;500300,5;5701500\n"


def entry(text: str) -> str:
    return f'[addresses]\n{text}\nsource = "jugendamt"\n\n[disclosure.oeffentlich]'


def read(folder: Path, text: str, files: dict[str, str | bytes]) -> tuple[pd.DataFrame, Intake, list[Code]]:
    project = write_city(folder, replace={TOML: {"[disclosure.oeffentlich]": entry(text)}}, add=files)
    register, intakes, problems = read_register(read_project(project))
    assert register is not None
    (account,) = intakes
    assert account.rows == account.used + sum(account.listed.values())
    assert account.used == len(register)
    return register, account, [Code(problem.code) for problem in problems]


@pytest.mark.parametrize("heading", ["", HEADINGS + "zone;easting;northing;datum\n"], ids=["bare", "headings"])
@pytest.mark.parametrize("decimal", [",", "."])
@pytest.mark.parametrize(("zone", "crs"), [("", "EPSG:25832"), ("32", "EPSG:4647")])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_gebaeudereferenzen_in_every_form(
    tmp_path: Path, heading: str, decimal: str, zone: str, crs: str, encoding: str
) -> None:
    text = heading + GEBREF.format(zone=zone, d=decimal)
    files: dict[str, str | bytes] = {"gebref.txt": text.replace("\n", "\r\n").encode(encoding)}
    register, account, codes = read(tmp_path, 'file = "gebref.txt"\nlayout = "gebref"', files)
    found = register
    assert found["street"].tolist() == ["Lange Str."] * 3
    assert list(zip(found["first"], found["suffix"], found["place"], strict=True)) == [
        (1, "", "Nord"),
        (1, "a", "Nord"),
        (1, "", "Süd"),
    ]
    assert found["x"].tolist() == pytest.approx([500300.5, 500310.5, 501300.5], abs=0.01)
    assert found["y"].tolist() == pytest.approx([5701500.25, 5701500.25, 5700500.25], abs=0.01)
    assert found["street_id"].nunique() == 2
    assert dict(account.listed) == {
        **({"heading": 1} if heading else {}),
        "not_asked_for": 1,
        Code.ADDRESS_ARTIFICIAL: 1,
        Code.ADDRESS_WITHOUT_STREET: 1,
        Code.ADDRESS_WITHOUT_NUMBER: 1,
        Code.ADDRESS_WITHOUT_POSITION: 1,
    }
    assert sorted(codes) == [
        Code.ADDRESS_WITHOUT_NUMBER,
        Code.ADDRESS_WITHOUT_STREET,
        Code.ADDRESS_ARTIFICIAL,
        Code.ADDRESS_WITHOUT_POSITION,
    ]
    assert {guess.value for guess in account.guesses if guess.aspect == Aspect.CRS} == {crs}


def test_gebaeudereferenzen_with_columns_missing_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read(tmp_path, 'file = "g.txt"\nlayout = "gebref"', {"g.txt": "N;1;A;05;Lange Str.;1;500300;5701500\n"})
    assert [problem.code for problem in error.value.problems] == [Code.REGISTER_LAYOUT]


def test_gebaeudereferenzen_of_another_city_are_refused(tmp_path: Path) -> None:
    text = GEBREF.format(zone="", d=",").replace(";999;", ";998;")
    with pytest.raises(InputError) as error:
        read(tmp_path, 'file = "g.txt"\nlayout = "gebref"', {"g.txt": text})
    assert [problem.code for problem in error.value.problems] == [Code.REGISTER_OF_ANOTHER_CITY]


def test_any_table_with_coordinates(tmp_path: Path) -> None:
    columns = 'street = "STRASSE", house_number = "NR", postcode = "PLZ", place = "ORT", x = "X", y = "Y"'
    text = f'file = "a.csv"\ncolumns = {{ {columns} }}\ncrs = "{CRS}"'
    register, account, codes = read(tmp_path, text, {"a.csv": TABLE})
    assert register.loc[2].tolist() == [
        "Lange Str.", "langestrasse/Nord", 1, "a", 1, "a", "10001", "Nord", 500300.5, 5701500.0,
    ]  # fmt: skip
    assert dict(account.listed) == {"heading": 1, Code.ADDRESS_WITHOUT_NUMBER: 1}
    assert codes == [Code.ADDRESS_WITHOUT_NUMBER]


def test_any_file_with_geometry(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [WEST + 10, SOUTH + 20]}
    houses = [feature({"STR": "Am Hof", "NR": "1-3", "KEY": "7"}, point), feature({"STR": "Am Hof", "NR": "5"}, None)]
    columns = 'street = "STR", house_number = "NR", street_key = "KEY"'
    text = f'file = "a.geojson"\ncolumns = {{ {columns} }}'
    register, _, codes = read(tmp_path, text, {"a.geojson": geojson(houses)})
    assert register[["street_id", "first", "last", "x", "y"]].to_numpy().tolist() == [
        ["7", 1, 3, WEST + 10, SOUTH + 20]
    ]
    assert codes == [Code.ADDRESS_WITHOUT_POSITION]


def test_a_register_without_positions_is_refused(tmp_path: Path) -> None:
    text = 'file = "a.csv"\ncolumns = { street = "STRASSE", house_number = "NR" }'
    with pytest.raises(InputError) as error:
        read(tmp_path, text, {"a.csv": TABLE})
    assert [problem.code for problem in error.value.problems] == [Code.REGISTER_WITHOUT_POSITIONS]


def test_a_project_without_a_register_has_none(tmp_path: Path) -> None:
    assert read_register(read_project(write_city(tmp_path))) == (None, [], [])


def test_gebaeudereferenzen_as_they_are_handed_out(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("gebref.txt", GEBREF.format(zone="32", d="."))
        archive.writestr("gebref_schluessel.txt", "05;NW")
    register, _, _ = read(tmp_path, 'file = "gebref.zip"\nlayout = "gebref"', {"gebref.zip": packed.getvalue()})
    assert len(register) == 3


@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_whatever_the_bytes_are_it_is_a_register_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    with contextlib.suppress(InputError):
        read(folder, 'file = "g.txt"\nlayout = "gebref"', {"g.txt": content})


@pytest.mark.slow
@given(cells=st.lists(st.text(max_size=9), min_size=21, max_size=21))
def test_whatever_the_cells_are_it_is_a_register_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("cells")
    cells[3], cells[5], cells[7], cells[9] = "05", "9", "99", "999"
    with contextlib.suppress(InputError):
        read(folder, 'file = "g.txt"\nlayout = "gebref"', {"g.txt": ";".join(cells).encode("utf-8", "replace")})
