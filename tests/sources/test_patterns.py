"""One entry for several files: which fit, what the star stands for, and that each row is told with its own file."""

from pathlib import Path

import pytest
from cities import CRS, geojson, quarters, square, write_city
from hypothesis import given
from hypothesis import strategies as st

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.files import TableFile, stands_for
from sozialraum.model.inputs import Inputs
from sozialraum.sources.files import CityFiles
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.patterns import files_of
from sozialraum.sources.project import read_project
from sozialraum.sources.vectors.crs import named_crs

TOML = "projekt.toml"
OLD = 'file = "indicators/bevoelkerung.csv"\ndialect = { decimal = "," }\ncolumns = { area_id = "KEY", '
OLD += 'indicator = "KENNZAHL", period = "STICHTAG", value = "WERT", dimensions = { sex = "SEX" } }'
NEW = 'file = "indicators/einwohner_*.csv"\ncolumns = { area_id = "KEY", indicator = "KENNZAHL", '
NEW += 'period = "[Datei]", value = "WERT" }\nstichtag = "12-31"'
SEXES = '\ndimension_values = { sex = { "weiblich" = "f", "männlich" = "m", "insgesamt" = "" } }'
HEAD = "KEY;KENNZAHL;WERT\n"


def yearly(folder: Path, **tables: str) -> Path:
    """The city with a table of people for each year: "y2021" -> rows."""
    files = {f"indicators/einwohner_{name[1:]}.csv": HEAD + rows for name, rows in tables.items()}
    return write_city(folder, replace={TOML: {OLD: NEW, SEXES: ""}}, add=files)


def read(project: Path) -> Inputs:
    return read_inputs(read_project(project.parent))


def refusals(project: Path) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        read(project)
    return [problem for problem in caught.value.problems if problem.is_error]


def of(folder: Path, pattern: str) -> list[tuple[str, str | None]]:
    crs = named_crs(CRS)
    assert crs is not None
    found = files_of("values[1]", TableFile(file=pattern), CityFiles((folder,), crs))
    return [(one.spec.file, one.said) for one in found]


def test_a_file_for_each_year_is_read_under_the_year_of_its_name(tmp_path: Path) -> None:
    inputs = read(yearly(tmp_path, y2021="nord;Einwohner;90\n", y2022="nord;Einwohner;95\nmitte;Einwohner;60\n"))
    rows = inputs.indicators[inputs.indicators["indicator_id"] == "residents"]
    found = {(row.area_id, row.period): row.value for row in rows.itertuples()}
    assert found == {("nord", "2021-12-31"): 90, ("nord", "2022-12-31"): 95, ("mitte", "2022-12-31"): 60}


def test_each_file_has_its_own_account(tmp_path: Path) -> None:
    inputs = read(yearly(tmp_path, y2021="nord;Einwohner;90\n", y2022="nord;Einwohner;95\nmitte;Einwohner;60\n"))
    told = {one.file: (one.entry, one.rows, one.used) for one in inputs.intakes if "einwohner_" in one.file}
    assert told == {
        "indicators/einwohner_2021.csv": ("values[1].file[1]", 2, 1),
        "indicators/einwohner_2022.csv": ("values[1].file[2]", 3, 2),
    }


def test_a_fault_is_told_with_the_row_of_its_own_file(tmp_path: Path) -> None:
    rows = "nord;Einwohner;90\nmitte;Einwohner;viele\n"
    (problem,) = refusals(yearly(tmp_path, y2021="nord;Einwohner;90\n", y2022=rows))
    assert (problem.code, problem.file, problem.row) == (Code.NOT_A_NUMBER, "indicators/einwohner_2022.csv", 3)


def test_areas_may_lie_in_a_file_each_called_by_its_name(tmp_path: Path) -> None:
    files = {}
    for one in quarters():
        properties = one["properties"]
        assert isinstance(properties, dict)
        files[f"boundaries/einzeln/{properties['KEY']}.geojson"] = geojson([{**one, "properties": {}}])
    old = 'file = "boundaries/stadtteile.geojson"\ncolumns = { area_id = "KEY", name = "NAME" }'
    new = 'file = "boundaries/einzeln/*.geojson"\ncolumns = { area_id = "[Datei]" }'
    write_city(tmp_path / "eine")
    write_city(tmp_path / "viele", replace={TOML: {old: new}}, add=files)
    one, many = read(tmp_path / "eine" / TOML), read(tmp_path / "viele" / TOML)
    assert many.areas.index.tolist() == one.areas.index.tolist()
    drawn = many.areas["level"] != "joint"
    assert many.areas.geometry[drawn].geom_equals(one.areas.geometry[drawn]).all()
    assert [account.entry for account in many.intakes[:2]] == ["areas.file[1]", "areas.file[2]"]


def test_an_area_in_two_files_is_one_area(tmp_path: Path) -> None:
    files = {f"boundaries/einzeln/{n}.geojson": geojson([one]) for n, one in enumerate(quarters())}
    again = {**quarters()[0], "geometry": {"type": "Polygon", "coordinates": square(-1, 0)}}
    files["boundaries/einzeln/9.geojson"] = geojson([again])
    replace = {TOML: {"boundaries/stadtteile.geojson": "boundaries/einzeln/*.geojson"}}
    inputs = read(write_city(tmp_path, replace=replace, add=files))
    (told,) = [problem for problem in inputs.problems if problem.code == Code.AREA_DISSOLVED]
    assert (told.file, told.row, told.fields["count"]) == ("boundaries/einzeln/0.geojson", 2, "2")


def test_a_star_means_names_in_one_folder_and_never_nothing(tmp_path: Path) -> None:
    for name in ("a_1.csv", "a_.csv", "a_2.csv", "b_1.csv", "a_3.txt", "a_4.exe", "~$a_5.csv", "unter/a_6.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x\n", encoding="utf-8")
    assert of(tmp_path, "a_*.csv") == [("a_1.csv", "1"), ("a_2.csv", "2")]
    assert of(tmp_path, "unter/*.csv") == [("unter/a_6.csv", "a_6")]
    assert of(tmp_path, "a_1.csv") == [("a_1.csv", None)]


@pytest.mark.parametrize("pattern", ["*/a.csv", "a_*_*.csv", "**/a.csv"])
def test_a_star_anywhere_else_is_refused(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(InputError) as caught:
        of(tmp_path, pattern)
    assert caught.value.problems[0].code == Code.PATTERN_FORM


def test_a_file_behind_a_link_that_leads_out_is_refused_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "fremd.csv").write_text(f"{HEAD}nord;Einwohner;1\n", encoding="utf-8")
    project = yearly(tmp_path / "stadt", y2021="nord;Einwohner;90\n")
    (tmp_path / "stadt" / "indicators" / "einwohner_2022.csv").symlink_to(tmp_path / "fremd.csv")
    (problem,) = refusals(project)
    assert (problem.code, problem.file) == (Code.FILE_OUTSIDE, "indicators/einwohner_2022.csv")


def test_nothing_is_told_of_a_folder_behind_a_link_that_leads_out(tmp_path: Path) -> None:
    (tmp_path / "fremd").mkdir()
    (tmp_path / "fremd" / "geheim_1.csv").write_text("x\n", encoding="utf-8")
    (tmp_path / "stadt").mkdir()
    (tmp_path / "stadt" / "hier").symlink_to(tmp_path / "fremd")
    with pytest.raises(InputError) as caught:
        of(tmp_path / "stadt", "hier/geheim_*.csv")
    (problem,) = caught.value.problems
    assert problem.code == Code.PATTERN_UNMET
    assert "geheim_1" not in str(problem.fields)


@given(
    before=st.text("ab_", max_size=4), said=st.text("ab_1", min_size=1, max_size=4), behind=st.text("ab.", max_size=4)
)
def test_what_the_star_stands_for_is_what_was_put_in_its_place(before: str, said: str, behind: str) -> None:
    assert stands_for(f"{before}*{behind}", f"{before}{said}{behind}") == said
