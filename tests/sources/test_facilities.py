"""Facilities, their places and their Merkmale."""

from pathlib import Path

import pyproj
import pytest
from cities import CRS, write_city

from sozialraum.errors import Problem
from sozialraum.model.codes import Code
from sozialraum.model.inputs import Inputs
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project

KITA = "facilities/kitas.csv"
PLACES = "facilities/plaetze.csv"
TOML = "projekt.toml"


def read(project: Path) -> Inputs:
    return read_inputs(read_project(project))


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


def test_one_file_with_swapped_coordinates_is_one_problem(tmp_path: Path) -> None:
    project = write_city(tmp_path, replace={TOML: {'x = "RECHTS", y = "HOCH"': 'x = "HOCH", y = "RECHTS"'}})
    with pytest.raises(Exception, match="problem") as error:
        read(project)
    assert kinds(error.value.problems) == [Code.AXES_SWAPPED]  # type: ignore[attr-defined]


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
    with pytest.raises(Exception, match="problem") as error:
        read(project)
    (problem,) = error.value.problems  # type: ignore[attr-defined]
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
