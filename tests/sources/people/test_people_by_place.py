"""Where people live, as files tell it: every row is used, or there is a Problem about it."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from cities import CORNERS, SOUTH, WEST, feature, geojson, square
from hypothesis import given, settings
from hypothesis import strategies as st
from sources.network.ways import BROKEN_NETWORKS
from sources.people.peopled import (
    ADDRESSES,
    BROKEN_PEOPLE,
    HEAD,
    NEIGHBOURS,
    PEOPLE,
    POPULATION,
    REACH,
    SECOND,
    SPREAD,
    cell,
    write_peopled,
)

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.inputs import Inputs
from sozialraum.model.intake import Intake
from sozialraum.model.population import Population
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.population.cell_ids import cells_named
from sozialraum.sources.population.in_areas import Ground, areas_at
from sozialraum.sources.population.population import read_population
from sozialraum.sources.project import read_project
from sozialraum.sources.reach.beyond import read_beyond


class Places(NamedTuple):
    """What the files of people alone tell."""

    population: Population
    intakes: list[Intake]
    problems: list[Problem]


GROUND = Ground(
    gpd.GeoSeries({id_: shapely.Polygon(square(*corner)[0]) for id_, corner in CORNERS.items()}),
    shapely.box(WEST, SOUTH, WEST + 2000, SOUTH + 2000),
)


def city(folder: Path, *args: object, **wishes: object) -> Inputs:
    return read_inputs(read_project(write_peopled(folder, *args, **wishes)))  # type: ignore[arg-type]  # as it takes them


def read(folder: Path, *args: object, **wishes: object) -> Places:
    project = read_project(write_peopled(folder, *args, **wishes))  # type: ignore[arg-type]  # as it takes them
    return Places(*read_population(project, GROUND))


def told(folder: Path, *args: object, **wishes: object) -> list[Problem]:
    try:
        return list(city(folder, *args, **wishes).problems)
    except InputError as error:
        return list(error.problems)


def people(inputs: Places) -> Mapping[str, list[object]]:
    """Area, people and statuses of the places, by their id without what all have."""
    population = inputs.population
    both = pd.concat([population.living["area_id"], population.people, population.statuses.sum(axis=1)], axis=1)
    return {
        str(id_).removeprefix("CRS25832RES100m"): [None if pd.isna(one) else one for one in row]
        for id_, *row in both.itertuples()
    }


def account(inputs: Inputs | Places, entry: str) -> Intake:
    (found,) = [one for one in inputs.intakes if one.entry == entry]
    return found


def test_cells_have_their_middle_their_place_in_the_grid_and_their_area(tmp_path: Path) -> None:
    inputs = read(tmp_path)
    assert not inputs.problems
    assert people(inputs) == {
        "N5700200E500200": ["hafen", 3, 400, "AA"],
        "N5701400E500400": ["nord", 30, 830, "AA"],
        "N5701400E500500": ["nord", 10, 370, "AA"],
        "N5701400E501400": ["mitte", 30, 900, "AA"],
    }
    first = inputs.population.living.iloc[0]
    assert [first["x"], first["y"], first["column"], first["row"]] == [WEST + 250, SOUTH + 250, 5002, 57002]
    assert (inputs.population.grid.crs, inputs.population.grid.cell_m) == ("EPSG:25832", 100)
    assert inputs.population.basis == "counted"
    assert str(inputs.population.as_of) == "2023-12-31"
    intake = account(inputs, "population[1]")
    assert intake.rows == intake.used + sum(intake.listed.values()) == 5


def test_a_grid_of_another_system_is_brought_to_the_city(tmp_path: Path) -> None:
    """Cells of the grid of Europe; the corner of the city is at 4251487.8 3149413.2 in it."""
    cells = f"{HEAD}CRS3035RES100mN3149700E4251700;;;1;2;\n100mN31497E42518;;;3;4;\n"
    inputs = read(tmp_path, cells)
    place = inputs.population.living.loc["CRS3035RES100mN3149700E4251700"]
    assert inputs.population.grid.crs == "EPSG:3035"
    assert place["area_id"] == "hafen"
    there = gpd.GeoSeries.from_xy([4251750], [3149750], crs="EPSG:3035").to_crs("EPSG:25832")
    assert [place["x"], place["y"]] == pytest.approx([there.x.iloc[0], there.y.iloc[0]], abs=1e-3)
    assert "CRS3035RES100mN3149700E4251800" in inputs.population.living.index


def test_zero_withheld_missing_and_uncertain_stay_apart(tmp_path: Path) -> None:
    cells = HEAD + cell(200, 200, "–", 5) + cell(300, 200, ".", 5) + cell(400, 200, "", 5)
    cells += cell(500, 200, 4, 5, flag="KLAMMERN") + cell(600, 200, "k. w.", 5)
    flagged = {
        'y = "y_mp_100m" }': 'y = "y_mp_100m", flag = "ZEICHEN" }\nflag_names = { "KLAMMERN" = "U" }\n'
        'non_values = { "k. w." = "not_collected" }'
    }
    assert people(read(tmp_path, cells, flagged)) == {
        "N5700200E500200": ["hafen", 0, 5, "AA"],
        "N5700200E500300": ["hafen", None, None, "QQ"],
        "N5700200E500400": ["hafen", None, None, "OO"],
        "N5700200E500500": ["hafen", 4, 9, "UU"],
        "N5700200E500600": ["hafen", None, None, "LL"],
    }


def test_a_flag_that_nobody_explained_is_an_error(tmp_path: Path) -> None:
    flagged = {'y = "y_mp_100m" }': 'y = "y_mp_100m", flag = "ZEICHEN" }'}
    (problem,) = read(tmp_path, HEAD + cell(200, 200, 1, 1, flag="KLAMMERN"), flagged).problems
    assert (problem.code, problem.value, problem.is_error) == (Code.TEXT_NOT_MAPPED, "KLAMMERN", True)


def test_rows_of_one_cell_are_added_up_and_told(tmp_path: Path) -> None:
    inputs = read(tmp_path, PEOPLE + cell(200, 200, 1, 0) + cell(200, 200, 2, 0))
    assert people(inputs)["N5700200E500200"] == ["hafen", 6, 403, "AA"]
    (problem,) = inputs.problems
    assert (problem.code, problem.row, problem.fields["count"]) == (Code.CELLS_SUMMED, 6, "2")
    assert problem.about_persons
    assert account(inputs, "population[1]").used == 6


def test_a_second_file_tells_further_groups_and_says_what_it_means_that_it_leaves_out_a_cell(tmp_path: Path) -> None:
    second = SECOND.replace('u3 = "U3", everybody = ["U3", "AELTER"]', 'schulkinder = "KINDER"')
    for absent, expected in (("unknown", [None, "AAO"]), ("zero", [0, "AAA"])):
        said = second.replace("as_of", f'absent = "{absent}"\nas_of')
        rows = f"{HEAD.replace('U3', 'KINDER')}{cell(200, 200, 5, 0)}"
        inputs = read(tmp_path / absent, sections=POPULATION + said + REACH, files={"people/mehr.csv": rows})
        told = [(one.code, one.file, dict(one.fields)) for one in inputs.problems]
        left_out = {"group": "schulkinder", "count": "3", "total": "4"}
        assert told == ([(Code.PLACES_NOT_NAMED, "people/mehr.csv", left_out)] if absent == "unknown" else [])
        assert people(inputs)["N5700200E500200"] == ["hafen", 3, 400, 5, "AAA"]
        assert people(inputs)["N5701400E500400"][3:] == expected


def test_addresses_stand_in_the_cell_they_lie_in_and_flats_are_added_up(tmp_path: Path) -> None:
    rows = f"{HEAD};{WEST + 210},5;{SOUTH + 290};1;1;\n;{WEST + 210},5;{SOUTH + 290};2;1;\n;;;0;3;\n"
    inputs = read(tmp_path, sections=ADDRESSES + REACH, files={"people/mehr.csv": rows})
    assert inputs.population.basis == "address"
    assert people(inputs) == {f"{WEST + 210}.50 {SOUTH + 290}.00": ["hafen", 3, 5, "AA"]}
    assert inputs.population.living[["column", "row"]].to_numpy().tolist() == [[5002, 57002]]
    (problem,) = inputs.problems
    assert (problem.code, problem.row) == (Code.PEOPLE_WITHOUT_POSITION, 4)
    assert account(inputs, "population[1]").listed[str(Code.PEOPLE_WITHOUT_POSITION)] == 1


def test_coordinates_without_a_system_are_an_error_that_says_what_fits(tmp_path: Path) -> None:
    rows = f"{HEAD};{WEST + 210};{SOUTH + 290};1;1;\n"
    sections = ADDRESSES.replace('crs = "EPSG:25832"\n', "") + REACH
    (problem,) = read(tmp_path, sections=sections, files={"people/mehr.csv": rows}).problems
    assert (problem.code, problem.fields["fits"]) == (Code.CRS_MISSING, "EPSG:25832")


def test_people_beyond_the_border_are_kept_apart_even_in_one_cell(tmp_path: Path) -> None:
    beyond = SECOND + "beyond = true\n\n"
    rows = HEAD + cell(1900, 200, 4, 1) + cell(2500, 200, 7, 70)
    inputs = read(
        tmp_path,
        PEOPLE + cell(1900, 200, 1, 0),
        sections=POPULATION + beyond + REACH,
        files={"people/mehr.csv": rows},
    )
    assert not inputs.problems
    found = people(inputs)
    assert found["N5700200E501900"] == ["heide", 1, 1, "AA"]
    assert found["N5700200E501900+"] == ["", 4, 5, "AA"]
    assert found["N5700200E502500+"] == ["", 7, 77, "AA"]
    assert inputs.population.living["beyond"].tolist() == [
        id_.endswith("+") for id_ in inputs.population.living.index
    ]


def test_cells_outside_every_area_stay_and_are_told(tmp_path: Path) -> None:
    inputs = read(tmp_path, PEOPLE + cell(2400, 200, 0, 7) + cell(2500, 200, 0, 0))
    assert people(inputs)["N5700200E502400"] == ["", 0, 7, "AA"]
    (problem,) = inputs.problems
    assert (problem.code, problem.row, dict(problem.fields)) == (Code.CELLS_OUTSIDE, 6, {"count": "1", "total": "5"})


def test_the_order_of_rows_decides_nothing(tmp_path: Path) -> None:
    head, *rows = (PEOPLE + cell(300, 300, 7, 1)).splitlines(keepends=True)
    one = read(tmp_path / "one", head + "".join(rows)).population
    other = read(tmp_path / "other", head + "".join(reversed(rows))).population
    pd.testing.assert_frame_equal(one.living.drop(columns="line"), other.living.drop(columns="line"))
    pd.testing.assert_frame_equal(one.people, other.people)


def test_land_of_spread_is_read_and_repaired(tmp_path: Path) -> None:
    ring = [[WEST, SOUTH], [WEST + 100, SOUTH], [WEST + 100, SOUTH + 100], [WEST, SOUTH]]
    land = geojson([feature({}, {"type": "Polygon", "coordinates": [ring]})])
    inputs = city(tmp_path, sections=SPREAD + REACH, files={"people/wohnbau.geojson": land})
    assert inputs.homes_land.area.tolist() == [5000]
    assert inputs.population.living.empty
    assert account(inputs, "spread").used == 1
    (problem,) = inputs.problems
    assert (problem.code, dict(problem.fields)) == (
        Code.AREAS_WITHOUT_HOMES,
        {"over": "polygons", "count": "2", "areas": "mitte, nord"},
    )


def test_facilities_beyond_the_border_bring_their_places(tmp_path: Path) -> None:
    inputs = city(tmp_path)
    assert not inputs.problems
    assert inputs.beyond["name"].to_dict() == {"n1": "Kita Nachbar", "n2": "Kita Fern"}
    assert inputs.beyond.crs == inputs.areas.crs
    places = inputs.beyond_places
    assert places[["facility_id", "coverage", "status"]].to_numpy().tolist() == [
        ["n1", "kita_u3", "A"],
        ["n2", "kita_u3", "Q"],
    ]
    assert places["places"].tolist() == [12, pd.NA]


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('people = ["u3"]', 'people = ["a3_5"]', "reach.questions.kita_u3.people"),
        ('["kita"]', '["krippe"]', "reach.questions.kita_u3.facility_types"),
        ('coverage = "kita_u3"', 'coverage = "kita"', "reach.questions.kita_u3.places.coverage"),
        ("steps_m", 'limit = "primar"\nsteps_m', "reach.questions.kita_u3.limit"),
        ("steps_m", 'merkmal = "bunt"\nsteps_m', "reach.questions.kita_u3.merkmal"),
        ("{ kita_u3 =", "{ kita =", "reach.beyond[1].columns.places"),
    ],
)
def test_what_a_question_names_must_be_declared(tmp_path: Path, old: str, new: str, where: str) -> None:
    (problem,) = told(tmp_path, replace={old: new})
    assert (problem.code, problem.column) == (Code.NOT_DECLARED, where)


@pytest.mark.parametrize("old", ["steps_m = [500, 1000]", "bounds = [0.5, 1]", "weights = [[500, 1], [1000, 0.5]]"])
def test_steps_bounds_and_weights_rise(tmp_path: Path, old: str) -> None:
    inner = old.partition("[")[2][:-1]
    turned = (
        ", ".join(reversed(inner.split("], [" if "[[" in old else ", ")))
        if "[[" not in old
        else "[500, 0.5], [500, 1]"
    )
    (problem,) = told(tmp_path, replace={old: f"{old.partition('[')[0]}[{turned}]"})
    assert problem.code == Code.NOT_RISING


def test_a_question_has_its_own_id(tmp_path: Path) -> None:
    question = REACH[REACH.index("[[reach.questions]]") : REACH.index("[[reach.beyond]]")]
    (problem,) = told(tmp_path, sections=POPULATION + REACH + question)
    assert (problem.code, problem.column, problem.value) == (Code.ID_REPEATED, "reach.questions", "kita_u3")


def test_negative_places_beyond_and_ids_of_the_city_are_errors(tmp_path: Path) -> None:
    rows = f"NR;NAME;RECHTS;HOCH;U3\nn1;Kita Minus;{WEST + 2300};{SOUTH};-3\nk1;Kita Taken;{WEST - 300};{SOUTH};3\n"
    problems = told(tmp_path, files={"facilities/nachbarn.csv": rows})
    assert [(one.code, one.row) for one in problems] == [(Code.PLACES_NEGATIVE, 2), (Code.FACILITY_ID_REPEATED, 3)]
    assert problems[1].fields["other"] == "facilities/kitas.csv:2"


def test_settings_that_do_nothing_are_told(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, replace={"[reach]\n": "[reach]\npeople_beyond_m = 500\n"})
    assert (problem.code, problem.column, problem.value) == (
        Code.SETTING_WITHOUT_EFFECT,
        "reach.people_beyond_m",
        "population.beyond",
    )


def test_ids_that_cannot_be_read_are_one_problem_and_no_sums_are_compared(tmp_path: Path) -> None:
    with_sums = {"as_of = 2023-12-31": 'compared_with = { u3 = "children_u3" }\nas_of = 2023-12-31'}
    wrong = PEOPLE.replace("CRS", "X") + f";{WEST};{SOUTH};1;1;\n"
    (problem,) = told(tmp_path, wrong, with_sums)
    assert (problem.code, problem.row, problem.fields["count"]) == (Code.CELL_ID_UNREADABLE, 2, "5")
    assert problem.about_persons


def test_distances_and_bounds_in_another_unit_are_told_with_what_was_read(tmp_path: Path) -> None:
    units = {
        "steps_m = [500, 1000]": "steps_m = [0.5, 1]",
        "[500, 1], [1000, 0.5]": "[0.5, 1], [1, 0.5]",
        "bounds = [0.5, 1]": "bounds = [50, 100]",
        "covers_m = 800": "covers_m = 0.8",
    }
    found = {(one.code, one.column, one.value) for one in told(tmp_path, replace=units)}
    question = "reach.questions.kita_u3"
    assert found == {
        (Code.METRES_EXPECTED, f"{question}.steps_m", "0.5, 1"),
        (Code.METRES_EXPECTED, f"{question}.places.weights", "0.5, 1"),
        (Code.METRES_EXPECTED, "reach.beyond[1].covers_m", "0.8"),
        (Code.BOUNDS_NOT_PER_CHILD, f"{question}.places.bounds", "50, 100"),
    }


def test_a_list_beyond_the_border_that_no_question_asks_for_is_told(tmp_path: Path) -> None:
    of_schools = {
        '["kita"]': '["grundschule"]',
        REACH[REACH.index("[reach.questions.p") : REACH.index("[[reach.b")]: "",
    }
    (problem,) = told(tmp_path / "type", replace=of_schools)
    assert (problem.code, problem.column) == (Code.SETTING_WITHOUT_EFFECT, "reach.beyond[1].facility_type")
    (problem,) = told(tmp_path / "places", replace=dict(list(of_schools.items())[1:]))
    assert (problem.code, problem.column) == (Code.SETTING_WITHOUT_EFFECT, "reach.beyond[1].columns.places")


def test_an_area_without_children_in_the_files_but_in_the_count_of_the_coverage_is_told(tmp_path: Path) -> None:
    """Nord and mitte are there; heide has no child by the count either, so only hafen lacks."""
    (problem,) = told(tmp_path, HEAD + cell(400, 1400, 30, 800) + cell(1400, 1400, 30, 870))
    assert (problem.code, problem.value, problem.fields["areas"]) == (Code.AREAS_WITHOUT_GROUP, "kita_u3", "hafen")


def test_a_facility_so_far_beyond_that_nobody_walks_there_is_told_once(tmp_path: Path) -> None:
    far = f"{NEIGHBOURS}n3;Kita Weit;{WEST};{SOUTH + 14_000};5\nn4;Kita Fort;{WEST};{SOUTH - 20_000};5\n"
    project = read_project(write_peopled(tmp_path, files={"facilities/nachbarn.csv": far}))
    _, _, (problem,) = read_beyond(project, {}, GROUND.outline)
    assert (problem.code, problem.row, problem.value) == (Code.BEYOND_FAR, 4, "n3")
    assert dict(problem.fields) == {"name": "Kita Weit", "km": "12", "count": "2"}


def test_ids_of_cells_by_hand() -> None:
    """The short form leaves out as many zeros as the edge has; a corner off the grid is no cell."""
    ids = {
        "CRS3035RES100mN2700500E4400100": ["EPSG:3035", 100, 44001, 27005],
        "100mN27005E44001": ["EPSG:3035", 100, 44001, 27005],
        "1kmN2700E4400": ["EPSG:3035", 1000, 4400, 2700],
        "CRS3035RES1000mN2689000E4337000": ["EPSG:3035", 1000, 4337, 2689],
        "250mN270050E440025": ["EPSG:3035", 250, 17601, 10802],
        "CRS25833RES100mN5700000E300000": ["EPSG:25833", 100, 3000, 57000],
        "CRS3035RES100mN2700550E4400100": ["", 0, 0, 0],
        "CRS4326RES100mN2700500E4400100": ["", 0, 0, 0],
        "CRS99999RES100mN2700500E4400100": ["", 0, 0, 0],
        " 100mN1E1": ["", 0, 0, 0],
        "": ["", 0, 0, 0],
    }
    assert cells_named(pd.Series(list(ids))).to_numpy().tolist() == list(ids.values())


NUMBERS = st.integers(0, 9_999)


@settings(max_examples=15)
@given(st.lists(st.tuples(st.sampled_from([100, 250, 500, 1000, 10_000]), NUMBERS, NUMBERS), min_size=1, max_size=30))
def test_the_id_of_a_cell_says_the_cell(cells: list[tuple[int, int, int]]) -> None:
    ids = [f"CRS3035RES{edge}mN{row * edge}E{column * edge}" for edge, column, row in cells]
    said = cells_named(pd.Series(ids)).to_numpy().tolist()
    assert said == [["EPSG:3035", *one] for one in cells]


def test_on_a_border_the_first_area_by_id_and_in_an_overlap_it_is_told() -> None:
    """b lies left of a and both share the line x = 10; c covers the right half of a."""
    squares = {"b": (0, 10), "a": (10, 20), "c": (15, 20)}
    shapes = gpd.GeoSeries({id_: shapely.box(west, 0, east, 10) for id_, (west, east) in squares.items()})
    points = np.array([[5.0, 5], [10, 5], [12, 5], [17, 5], [15, 5], [30, 5], [0, 0]])
    owners, several, named = areas_at(points, shapes)
    assert owners.tolist() == ["b", "a", "a", "a", "a", "", "b"]
    assert several.tolist() == [False, False, False, True, False, False, False]
    assert named == ["a", "c"]


def test_every_code_about_people_has_its_city() -> None:
    numbers = {code: int(str(code)[3:]) for code in Code}
    own = {code for code, number in numbers.items() if 620 <= number < 660}
    assert own - BROKEN_NETWORKS.keys() == BROKEN_PEOPLE.keys()
