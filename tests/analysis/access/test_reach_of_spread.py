"""Ways of people of whom only totals of Sozialräume are known: all that rests on them is an estimate."""

from dataclasses import replace
from pathlib import Path

import cities
import pytest
import shapely
from analysis.access.reach_city import REACH

from sozialraum.analysis.disclosure import publish
from sozialraum.analysis.everything import analyse
from sozialraum.model.inputs import Inputs, Results
from sozialraum.model.project import Project
from sozialraum.model.published import Audience
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project

SPREAD = '[spread]\npeople = { u3 = "children_u3" }\ncell_m = 500\n\n'
REST = REACH[REACH.index("[reach]") :]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Inputs]:
    return read(tmp_path_factory.mktemp("stadt"))


def read(folder: Path) -> tuple[Project, Inputs]:
    settings = {"projekt.toml": {"[profile]": f"{SPREAD}{REST}\n[profile]"}}
    project = read_project(cities.write_city(folder, settings))
    return project.project, read_inputs(project)


def children(results: Results) -> dict[str, float]:
    sums = results.reach.cells.groupby("area_id")["people"].sum()
    return {str(area): float(people) for area, people in sums.items()}


def test_all_that_rests_on_them_is_an_estimate(city: tuple[Project, Inputs]) -> None:
    project, inputs = city
    reach = publish(analyse(project, inputs), project, Audience.OEFFENTLICH).reach
    assert reach.basis == "spread"
    for table in (reach.measures, reach.variants, reach.fairness, reach.around):
        told = table[table["people" if "people" in table else "value"].notna()]
        assert set(told["status"]) == {"E"}
    assert {"reach_people", "way_mean_m", "places_per_person"} <= set(reach.measures["measure_id"])
    assert not reach.variants.empty
    assert not reach.fairness["value"].isna().all()


def test_where_areas_overlap_each_keeps_its_people(city: tuple[Project, Inputs]) -> None:
    """Mitte said to reach 600 m into nord: half of the children of nord live there, and remain its own."""
    project, inputs = city
    areas = inputs.areas.copy()
    west, south, east, north = areas.geometry["mitte"].bounds
    areas.loc["mitte", "geometry"] = shapely.box(west - 600, south, east, north)
    assert children(analyse(project, replace(inputs, areas=areas))) == children(analyse(project, inputs))
