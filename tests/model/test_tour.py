"""[[views]]: the walk-through of a project names only figures, areas and dates that are there."""

from pathlib import Path

import pytest
from cities import write_city

from sozialraum.errors import InputError
from sozialraum.model.tour_references import figures
from sozialraum.presentation.words.texts import problem_text, texts
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project


def project_with(folder: Path, *stops: str) -> Path:
    head = '[[views]]\ntitle = {{ de = "Titel" }}\nsentence = {{ de = "Satz." }}\nid = "stop_{n}"\n{stop}\n\n'
    views = "".join(head.format(n=number, stop=stop) for number, stop in enumerate(stops, start=1))
    return write_city(folder, replace={"projekt.toml": {"[profile]": f"{views}[profile]"}})


def told(folder: Path, *stops: str) -> list[tuple[str, str | None, str | None]]:
    with pytest.raises(InputError) as caught:
        read_inputs(read_project(project_with(folder, *stops)))
    return [(str(one.code), one.column, one.value) for one in caught.value.problems if one.is_error]


def test_a_stop_is_read(tmp_path: Path) -> None:
    file = project_with(
        tmp_path,
        'figure = "sgb2_u18"\nperiod = "2023-12-31"\narea = "nord"\ntab = "tabelle"\nsettings = { unsicher = "1" }',
        'figure = "kita_u3_lage_versorgung"',
    )
    project = read_project(file).project
    assert [view.figure for view in project.views] == ["sgb2_u18", "kita_u3_lage_versorgung"]
    assert (project.views[0].area, project.views[0].tab, project.views[0].settings) == (
        "nord",
        "tabelle",
        {"unsicher": "1"},
    )
    assert (project.views[1].period, project.views[1].settings) == (None, {})


def test_what_the_file_says_wrongly_is_told_with_its_entry(tmp_path: Path) -> None:
    assert told(tmp_path, 'figure = "sgb2_u18"\ntab = "tabele"', 'figure = "<b>"') == [
        ("SR-114", "views.stop_1.tab", "tabele"),
        ("SR-113", "views.stop_2.figure", "<b>"),
    ]
    stops = ['figure = "lage_index"\nlevel = "planungsbezirk"', 'figure = "sgb2_u18"\nlevel = "bezirk"']
    assert told(tmp_path / "no index", stops[0]) == [("SR-139", "views.stop_1.level", "planungsbezirk")]
    assert told(tmp_path / "level", stops[1]) == [("SR-140", "views.stop_1.level", "bezirk")]
    assert told(tmp_path / "other", 'figure = "sgb2_u19"') == [("SR-140", "views.stop_1.figure", "sgb2_u19")]


def test_areas_of_stops_must_be_there(tmp_path: Path) -> None:
    """A Planungsbezirk (west) can be chosen only where the stop is about Planungsbezirke, a Sozialraum elsewhere."""
    stops = [
        'figure = "sgb2_u18"\narea = "hafem"',
        'figure = "sgb2_u18"\narea = "west"',
        'figure = "sgb2_u18"\narea = "nord"',
        'figure = "sgb2_u18"\nlevel = "planungsbezirk"\narea = "nord"',
        'figure = "sgb2_u18"\nlevel = "planungsbezirk"\narea = "west"',
    ]
    assert told(tmp_path, *stops) == [
        ("SR-305", "views.stop_1.area", "hafem"),
        ("SR-305", "views.stop_2.area", "west"),
        ("SR-305", "views.stop_4.area", "nord"),
    ]


def test_a_misspelt_setting_is_told_with_what_is_possible(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_project(project_with(tmp_path, 'figure = "sgb2_u18"\nsettings = { massnahme = "1" }'))
    (problem,) = caught.value.problems
    sentence = problem_text(problem, texts("de"))
    assert "projekt.toml" in sentence
    assert "massnahme" in sentence
    assert "massnahmen" in sentence


def test_two_stops_of_one_id_are_told(tmp_path: Path) -> None:
    views = 'title = { de = "T" }\nsentence = { de = "S" }\nid = "same"\nfigure = "sgb2_u18"\n'
    city = write_city(tmp_path, replace={"projekt.toml": {"[profile]": 2 * f"[[views]]\n{views}\n" + "[profile]"}})
    with pytest.raises(InputError) as caught:
        read_project(city)
    assert [(str(one.code), one.column, one.value) for one in caught.value.problems] == [("SR-141", "views", "same")]


def test_the_remedy_names_a_figure_like_the_one_meant(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_project(project_with(tmp_path, 'figure = "sgb2_u19"'))
    assert "sgb2_u18" in problem_text(caught.value.problems[0], texts("de"))
    project = read_project(project_with(tmp_path / "other", 'figure = "lage_index"')).project
    assert {"lage_index", "lage_type", "kita_u3_quota", "kita_u3_bilanz", "sgb2_u18"} <= set(figures(project))
