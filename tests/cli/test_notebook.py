"""The public face for notebooks."""

from pathlib import Path

import folium
import pytest
from running import tree

import sozialraum
from sozialraum.errors import InputError


def test_read_analyse_and_look(project: Path) -> None:
    city = sozialraum.analyse(sozialraum.read_project(project))
    measures = city.published.measures
    value = measures.set_index(["measure_id", "area_id"])["value"]
    assert value["places", "nord"] == 10 + 5  # k1, and k5, which says it belongs here
    assert value["versorgungsquote_pct", "mitte"] == 100 * 12 / 30
    status = measures.set_index(["measure_id", "area_id"])["status"]
    assert status["versorgungsquote_pct", "nord"] == "Q"  # its 40 children would tell those of Hafen
    assert list(city.results.facilities.index) == ["k1", "k2", "k3", "k4", "k5", "k6", "s1"]


def test_the_atlas_is_a_folium_map_that_shows_itself(project: Path) -> None:
    atlas = sozialraum.analyse(sozialraum.read_project(str(project.parent))).atlas()
    assert isinstance(atlas, folium.Map)
    shown = atlas._repr_html_()
    assert shown.startswith("<iframe srcdoc=")
    assert "Sonnenschein" in shown
    assert shown == atlas._repr_html_()


def test_build_writes_what_the_command_writes(project: Path, maps: Path, tmp_path: Path) -> None:
    folder = sozialraum.build(sozialraum.read_project(project), tmp_path)
    assert folder == tmp_path / "musterstadt"
    assert tree(folder) == tree(maps / "musterstadt")


def test_a_missing_project_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        sozialraum.read_project(tmp_path)


def test_there_is_nothing_else(project: Path) -> None:
    with pytest.raises(AttributeError):
        sozialraum.optimise  # noqa: B018  # asking is the test
    assert sorted(sozialraum.__all__) == ["analyse", "build", "read_project"]
