"""Facilities, their places and their Merkmale."""

from pathlib import Path

import geopandas as gpd
import pyproj
import shapely
from cities import CRS, KITAS, SOUTH, WEST, feature, geojson, write_city
from reading import read, refused

from sozialraum.errors import Problem
from sozialraum.model.codes import Code
from sozialraum.model.intake import Intake
from sozialraum.sources.areas.boundaries import read_boundaries
from sozialraum.sources.establishments.addresses import read_addresses
from sozialraum.sources.establishments.facilities import read_facilities
from sozialraum.sources.project import read_project

KITA = "facilities/kitas.csv"
PLACES = "facilities/plaetze.csv"
TOML = "projekt.toml"


def kinds(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def test_positions_and_stated_areas_are_kept_apart(tmp_path: Path) -> None:
    facilities = read(write_city(tmp_path)).facilities
    assert facilities["position"].to_dict() == {
        "k1": "coordinates",
        "k2": "coordinates",
        "k3": "coordinates",
        "k4": "stated_area",
        "k5": "coordinates",
        "k6": "coordinates",
        "s1": "coordinates",
    }
    assert facilities["stated_area"].to_dict() == {
        "k1": "nord", "k2": "mitte", "k3": "", "k4": "hafen", "k5": "nord", "k6": "hafen", "s1": "",
    }  # fmt: skip
    assert facilities.crs == pyproj.CRS(CRS)
    assert (facilities.geometry["k1"].x, facilities.geometry["k1"].y) == (500_300, 5_701_500)
    assert facilities.geometry["k4"] is None
    assert facilities.loc["k6", ["betriebsstatus", "opens_on"]].tolist() == ["geplant", "2025-08-01"]
    assert facilities.loc["k2", ["file", "row"]].tolist() == [KITA, 3]


def test_coordinates_of_any_named_system_arrive_in_that_of_the_city(tmp_path: Path) -> None:
    point = pyproj.Transformer.from_crs(CRS, "EPSG:4326", always_xy=True).transform(500_300, 5_701_500)
    rows = f"NR,NAME,TRAEGER,RECHTS,HOCH,KEY,STATUS,AB\nk1,Kita,Stadt,{point[0]!r},{point[1]!r},nord,offen,\n"
    project = write_city(
        tmp_path,
        replace={TOML: {'crs = "EPSG:25832"\nbetriebs': 'crs = "EPSG:4326"\nbetriebs'}},
        add={
            KITA: rows,
            PLACES: "NR;GRUPPE;KITAJAHR;PLAETZE;STUNDEN\nk1;U3;2023/24;;\n",
            "facilities/familienzentren.csv": "NR;SEIT;VERBUND\nk1;;\n",
        },
    )
    inputs = read(project)
    assert inputs.facilities.geometry["k1"].distance(inputs.areas.geometry["nord"].centroid) < 201
    assert inputs.offers.loc[0, ["status"]].tolist() == ["O"]
    assert inputs.offers["places"].isna().all()


def test_swapped_coordinates_are_read_exchanged_and_told_once(tmp_path: Path) -> None:
    project = write_city(tmp_path, replace={TOML: {'x = "RECHTS", y = "HOCH"': 'x = "HOCH", y = "RECHTS"'}})
    inputs = read(project)
    assert kinds(inputs.problems) == [Code.AXES_SWAPPED]
    assert inputs.facilities.geometry["k1"].equals(shapely.Point(500_300, 5_701_500))


def test_homes_are_counted_and_never_drawn(tmp_path: Path) -> None:
    inputs = read(
        write_city(
            tmp_path,
            replace={
                TOML: {'crs = "EPSG:25832"\nbetriebs': 'position = "never_mapped"\ncrs = "EPSG:25832"\nbetriebs'}
            },
        )
    )
    assert not inputs.facilities.loc["k1", "mappable"]
    assert inputs.facilities.loc["s1", "mappable"]


def test_a_stated_area_that_is_no_sozialraum_warns_where_a_position_is_known(tmp_path: Path) -> None:
    inputs = read(write_city(tmp_path, replace={KITA: {"5701500;mitte": "5701500;Zentrum"}}))
    assert kinds(inputs.problems) == [Code.STATED_AREA_UNKNOWN]
    assert inputs.facilities.loc["k2", "stated_area"] == ""
    larger = read(write_city(tmp_path, replace={KITA: {"5701500;mitte": "5701500;west"}}))
    assert kinds(larger.problems) == [Code.STATED_AREA_UNKNOWN]


def test_the_same_row_twice_is_used_once(tmp_path: Path) -> None:
    inputs = read(
        write_city(
            tmp_path,
            replace={
                KITA: {"k4;Kita Kaimauer;Stadt;;;hafen;offen;\n": "k4;Kita Kaimauer;Stadt;;;hafen;offen;\n" * 2}
            },
        )
    )
    assert kinds(inputs.problems) == [Code.FACILITY_TWICE]
    assert len(inputs.facilities) == 7


def test_places_keep_offer_group_kind_year_and_hours(tmp_path: Path) -> None:
    offers = read(write_city(tmp_path)).offers
    k2 = offers[offers["facility_id"] == "k2"]
    assert k2[
        ["offer", "target_group", "period", "kind", "weekly_hours", "places", "status"]
    ].to_numpy().tolist() == [
        ["kita", "u3", "2023/24", "betriebserlaubnis", 35, 12, "A"],
        ["kita", "ue3", "2023/24", "betriebserlaubnis", 35, 30, "A"],
    ]
    nought = offers[offers["facility_id"] == "k4"].iloc[0]
    assert (nought["places"], nought["status"]) == (0, "A")


def test_places_taken_count_children_so_their_problems_are_about_persons(tmp_path: Path) -> None:
    project = write_city(
        tmp_path,
        replace={
            TOML: {'kind = "betriebserlaubnis"\nsource': 'kind = "belegt"\nsource'},
            PLACES: {";10;45": ";-10;45"},
        },
    )
    (problem,) = refused(project)
    assert (problem.code, problem.about_persons) == (Code.PLACES_NEGATIVE, True)


def test_an_empty_cell_is_no_merkmal(tmp_path: Path) -> None:
    usual = 'gueltig_ab = "SEIT", verbund = "VERBUND" }\nmerkmal = "familienzentrum"'
    by_column = 'merkmal = "FZ" }\nmerkmal_names = { "ja" = "familienzentrum" }'
    project = write_city(
        tmp_path,
        replace={TOML: {usual: by_column}},
        add={"facilities/familienzentren.csv": "NR;FZ\nk1;ja\nk2;\n"},
    )
    merkmale = read(project).merkmale
    assert merkmale[["facility_id", "merkmal"]].to_numpy().tolist() == [["k1", "familienzentrum"]]


REGISTER = """STR;NR;PLZ;X;Y
Lange Str.;1;10001;500300;5701500
Lange Str.;3;10001;500320;5701500
Am Hof;7;10002;501500;5701500
Kirchplatz;2;10002;501600;5701600
"""
ADDRESSED = """NR;NAME;TRAEGER;RECHTS;HOCH;KEY;STATUS;AB;STRASSE;HNR;PLZ;ORT
k1;Kita Genau;Stadt;;;;offen;;Lange Straße;3;10001;Musterstadt
k2;Kita Nah;Stadt;;;;offen;;LANGE STR.;3 a;;
k3;Kita Fremd;Stadt;;;hafen;offen;;Kurze Str.;3;10001;Musterstadt
k4;Kita Ohne;Stadt;;;hafen;offen;;Am Hof;;10002;Musterstadt
k5;Kita Beides;Stadt;500310;5701500;;offen;;Am Hof;7;10002;Musterstadt
k6;Kita Einig;Stadt;501510;5701500;;offen;;Am Hof;7;10002;Musterstadt
k7;Kita Anders;Stadt;;;nord;offen;;Lange Str.;1;10009;Anderswo
k8;Kita Plz;Stadt;;;;offen;;Lange Str.;1;10002;Musterstadt
"""
IN_ONE_CELL = """NR;NAME;TRAEGER;RECHTS;HOCH;KEY;STATUS;AB;ANSCHRIFT
k1;Kita Genau;Stadt;;;;offen;;Lange Straße 3, 10001 Musterstadt
k2;Kita Auch;Stadt;;;;offen;;10002 Musterstadt, Am Hof 7
"""
REGISTER_ENTRY = """[addresses]
file = "adressen.csv"
columns = { street = "STR", house_number = "NR", postcode = "PLZ", x = "X", y = "Y" }
crs = "EPSG:25832"
source = "jugendamt"

"""
IN_PARTS = 'street = "STRASSE", house_number = "HNR", postcode = "PLZ", place = "ORT", x = "RECHTS"'
BASE = frozenset(("nord", "mitte", "hafen", "heide"))


def addressed(
    folder: Path, kitas: str = ADDRESSED, columns: str = IN_PARTS, more: str = "", register: str | None = None
) -> tuple[gpd.GeoDataFrame, list[Intake], list[Problem]]:
    """The facilities of a city with a register of addresses."""
    project = write_city(
        folder,
        replace={
            TOML: {
                "[disclosure.oeffentlich]": f"{REGISTER_ENTRY}[disclosure.oeffentlich]",
                'x = "RECHTS"': columns,
                'betriebsstatus_names = { "offen"': f'{more}betriebsstatus_names = {{ "offen"',
            }
        },
        add={"adressen.csv": register or REGISTER, KITA: kitas},
    )
    city = read_project(project)
    known, accounts, found = read_addresses(city)
    facilities, _, intakes, problems = read_facilities(city, read_boundaries(city)[0].keys, BASE, known)
    return facilities, accounts + intakes, found + problems


def test_postcodes_that_lost_their_zero_are_those_of_the_register(tmp_path: Path) -> None:
    head, first = ADDRESSED.splitlines()[:2]
    kitas = f"{head}\n{first}\n".replace("10001", "1067")
    register = REGISTER.replace("10001", "01067").replace("10002", "01069")
    facilities, _, problems = addressed(tmp_path, kitas, register=register)
    assert facilities.loc["k1", "position"] == "address"
    (told,) = [problem for problem in problems if problem.code == Code.ZEROS_RESTORED]
    assert (told.column, told.value) == ("PLZ", "1067 → 01067")


def test_facilities_are_found_by_their_address(tmp_path: Path) -> None:
    facilities, intakes, problems = addressed(tmp_path)
    assert facilities["position"].to_dict() == {
        "k1": "address",
        "k2": "address_near",
        "k3": "stated_area",
        "k4": "stated_area",
        "k5": "coordinates",
        "k6": "coordinates",
        "k7": "stated_area",
        "k8": "address",
        "s1": "coordinates",
    }
    assert (facilities.geometry["k1"].x, facilities.geometry["k1"].y) == (500_320, 5_701_500)
    assert facilities.geometry["k2"].equals(facilities.geometry["k1"])
    assert facilities.geometry["k5"].x == 500_310
    assert facilities.loc["k1", "address"] == "Lange Straße 3, 10001 Musterstadt"
    told = {(problem.value, problem.code): dict(problem.fields) for problem in problems}
    assert told == {
        ("LANGE STR. 3 a", Code.ADDRESS_NEAR): {"name": "Kita Nah", "found": "Lange Str. 3"},
        ("Kurze Str. 3, 10001 Musterstadt", Code.STREET_UNKNOWN): {"name": "Kita Fremd", "nearest": "Lange Str."},
        ("Am Hof, 10002 Musterstadt", Code.HOUSE_NUMBER_MISSING): {"name": "Kita Ohne", "nearest": "Am Hof 7"},
        ("Am Hof 7, 10002 Musterstadt", Code.POSITION_CONTRADICTS_ADDRESS): {"name": "Kita Beides", "metres": "1190"},
        ("Lange Str. 1, 10009 Anderswo", Code.ADDRESS_ELSEWHERE): {"name": "Kita Anders", "nearest": "Lange Str."},
        ("Lange Str. 1, 10002 Musterstadt", Code.POSTCODE_DIFFERS): {
            "name": "Kita Plz",
            "found": "Lange Str. 1, 10001",
        },
    }
    assert not any(problem.is_error or problem.about_persons for problem in problems)
    accounts = {account.entry: account for account in intakes}
    assert {entry: (one.rows, one.used) for entry, one in accounts.items()} == {
        "addresses": (5, 4),  # with the row of headings
        "facility_types.kita": (9, 8),
        "facility_types.grundschule": (1, 1),
    }


def test_an_address_in_one_cell_is_found_too(tmp_path: Path) -> None:
    facilities, _, problems = addressed(tmp_path, IN_ONE_CELL, 'address = "ANSCHRIFT", x = "RECHTS"')
    assert facilities["position"].to_dict() == {"k1": "address", "k2": "address", "s1": "coordinates"}
    assert facilities.loc["k1", "address"] == "Lange Straße 3, 10001 Musterstadt"
    assert problems == []


def test_an_address_in_several_columns_of_one_key_is_found_too(tmp_path: Path) -> None:
    facilities, _, _ = addressed(tmp_path, columns='address = ["STRASSE", "HNR", "PLZ"], x = "RECHTS"')
    assert facilities.loc["k1", "address"] == "Lange Straße 3, 10001"
    facilities, _, _ = addressed(tmp_path / "b", columns='address = ["STRASSE", "HNR"], x = "RECHTS"')
    assert facilities.loc["k1", "address"] == "Lange Straße 3"
    assert facilities.loc[["k1", "k2", "k3"], "position"].tolist() == ["address", "address_near", "stated_area"]


def test_the_tolerance_is_the_project_s(tmp_path: Path) -> None:
    _, _, problems = addressed(tmp_path, more="address_tolerance_m = 1500\n")
    assert Code.POSITION_CONTRADICTS_ADDRESS not in [problem.code for problem in problems]


def test_addresses_of_homes_are_about_persons(tmp_path: Path) -> None:
    _, _, problems = addressed(tmp_path, more='position = "never_mapped"\n')
    assert problems
    assert all(problem.about_persons for problem in problems)


def test_without_a_register_an_address_is_only_shown(tmp_path: Path) -> None:
    project = write_city(tmp_path, replace={TOML: {'x = "RECHTS"': IN_PARTS}}, add={KITA: ADDRESSED})
    facilities, _, _, problems = read_facilities(read_project(project), None, frozenset())
    assert facilities.loc["k1", ["position", "address"]].tolist() == ["none", "Lange Straße 3, 10001 Musterstadt"]
    assert problems == []


def test_areas_and_lines_are_placed_by_a_point_in_them(tmp_path: Path) -> None:
    ring = [[0, 0], [30, 0], [30, 10], [10, 10], [10, 30], [0, 30], [0, 0]]
    shapes = {
        "flaeche": {"type": "Polygon", "coordinates": [[[WEST + x, SOUTH + y] for x, y in ring]]},
        "linie": {"type": "LineString", "coordinates": [[WEST, SOUTH], [WEST + 10, SOUTH], [WEST + 10, SOUTH + 90]]},
        "punkte": {"type": "MultiPoint", "coordinates": [[WEST, SOUTH], [WEST + 10, SOUTH]]},
    }
    schools = geojson([feature({"nr": id_, "name": id_}, shape) for id_, shape in shapes.items()])
    project = write_city(tmp_path, add={"facilities/schulen.geojson": schools})
    facilities, _, _, _ = read_facilities(read_project(project), None, frozenset())
    for id_, drawn in shapes.items():
        point = facilities.geometry[id_]
        assert point.geom_type == "Point"
        assert shapely.geometry.shape(drawn).distance(point) == 0


def test_every_row_of_a_list_is_accounted_for(tmp_path: Path) -> None:
    more = "k1;Kita Sonnenschein;Stadt;500300;5701500;nord;offen;01.08.2010\n;Kita Namenlos;Stadt;;;nord;offen;\n"
    not_planned = 'file = "facilities/kitas.csv"\nunless = { STATUS = "geplant" }'
    project = write_city(
        tmp_path, replace={TOML: {'file = "facilities/kitas.csv"': not_planned}}, add={KITA: KITAS + more}
    )
    facilities, complete, intakes, problems = read_facilities(read_project(project), None, frozenset())
    assert complete
    (account,) = [one for one in intakes if one.entry == "facility_types.kita"]
    assert (account.rows, account.used) == (9, 5)
    assert dict(account.listed) == {
        "heading": 1,
        "not_asked_for": 1,
        Code.FACILITY_ID_EMPTY: 1,
        Code.FACILITY_TWICE: 1,
    }
    assert account.used == (facilities["facility_type"] == "kita").sum()
    assert {problem.code for problem in problems} == {Code.FACILITY_ID_EMPTY, Code.FACILITY_TWICE}


def test_stated_areas_are_compared_with_those_of_the_project(tmp_path: Path) -> None:
    city = read_project(write_city(tmp_path, replace={KITA: {"5701500;mitte": "5701500;mite"}}))
    _, _, intakes, _ = read_facilities(city, read_boundaries(city)[0].keys, BASE)
    match = next(one.match for one in intakes if one.entry == "facility_types.kita")
    assert match is not None
    assert (match.column, match.exact) == ("KEY", 2)
    assert [text for text, _ in match.unmatched] == ["mite"]
    assert match.without == ("heide", "mitte")
