"""People spread over where they can live, where only totals of Sozialräume are known."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from cities import SOUTH, WEST
from sources.people.peopled import write_peopled

from sozialraum.analysis.access.living import spread_population, with_people_spread
from sozialraum.model.inputs import Inputs
from sozialraum.model.population import Population, Spread
from sozialraum.model.project import Project
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project

OVER_AREA = '[spread]\npeople = { u3 = "children_u3", everybody = "residents" }\ncell_m = 500\n\n'


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Inputs]:
    folder = read_project(write_peopled(tmp_path_factory.mktemp("city"), sections=OVER_AREA))
    return folder.project, read_inputs(folder)


def rows(population: Population, group: str) -> Mapping[str, list[tuple[float | None, str]]]:
    """(people, status) of the points of each area, in the order of the table."""
    found: dict[str, list[tuple[float | None, str]]] = {}
    every = zip(population.living["area_id"], population.people[group], population.statuses[group], strict=True)
    for area, people, status in every:
        found.setdefault(area, []).append((None if pd.isna(people) else people, status))
    return found


def spread(inputs: Inputs, land: list[shapely.Geometry], people: Mapping[str, str]) -> Population:
    polygons = gpd.GeoSeries(land, crs=inputs.areas.crs)
    settings = Spread(people=dict(people), over="polygons", file="people/wohnbau.geojson", cell_m=100)
    return spread_population(settings, replace(inputs, homes_land=polygons))


def test_over_the_area_every_quarter_of_it_has_the_same(city: tuple[Project, Inputs]) -> None:
    """40 children of nord in four pieces of 500 m; 3 of hafen too; heide counts 0 and says so."""
    population = with_people_spread(*city).population
    assert population.basis == "spread"
    assert str(population.as_of) == "2023-12-31"
    assert rows(population, "u3") == {
        "hafen": [(0.75, "E")] * 4,
        "heide": [(0, "A")] * 4,
        "mitte": [(7.5, "E")] * 4,
        "nord": [(10, "E")] * 4,
    }
    first = population.living.iloc[0]
    assert [first["x"], first["y"], first["column"], first["row"]] == [WEST + 250, SOUTH + 250, 1000, 11400]
    assert not population.living["beyond"].any()


def test_over_land_nobody_lives_beside_it_and_an_area_without_land_keeps_its_people(
    city: tuple[Project, Inputs],
) -> None:
    """One block of houses in nord, one across the border of hafen and heide; mitte has no land."""
    land = [
        shapely.box(WEST + 200, SOUTH + 1200, WEST + 300, SOUTH + 1300),
        shapely.box(WEST + 900, SOUTH + 200, WEST + 1100, SOUTH + 300),
    ]
    population = spread(city[1], land, {"u3": "children_u3"})
    nord = population.living[population.living["area_id"] == "nord"]
    assert nord[["x", "y"]].to_numpy().tolist() == [[WEST + 250, SOUTH + 1250]]
    sums = population.people["u3"].groupby(population.living["area_id"]).sum()
    assert sums.to_dict() == {"nord": 40, "hafen": 3, "mitte": 30, "heide": 0}
    assert (population.living["area_id"] == "mitte").sum() == 100


def test_an_unknown_total_stays_unknown_and_keeps_its_reason(city: tuple[Project, Inputs]) -> None:
    project, inputs = city
    of_hafen = (inputs.indicators["area_id"] == "hafen") & (inputs.indicators["indicator_id"] == "children_u3")
    told = inputs.indicators.assign(
        value=inputs.indicators["value"].mask(of_hafen), status=inputs.indicators["status"].mask(of_hafen, "Q")
    )
    population = with_people_spread(project, replace(inputs, indicators=told)).population
    assert rows(population, "u3")["hafen"] == [(None, "Q")] * 4
    assert rows(population, "everybody")["hafen"] == [(100, "E")] * 4


def test_counted_people_are_never_replaced(city: tuple[Project, Inputs], tmp_path: Path) -> None:
    project, inputs = city
    spread_once = with_people_spread(project, inputs)
    assert with_people_spread(project, spread_once) is spread_once
    assert with_people_spread(project.model_copy(update={"spread": None}), inputs) is inputs
