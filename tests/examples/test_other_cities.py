"""Files as other cities hand them out become projects: what is read at once, what a planner adds, what is refused."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from reading import read
from running import build_here
from sources.workbooks import ods, xls, xlsx

from examples import offices
from sozialraum.cli.new import new_city
from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.inputs import Inputs
from sozialraum.model.intake import Aspect
from sozialraum.presentation.words.texts import texts
from sozialraum.sources.project import read_project

TODAY = date(2026, 1, 31)
AGES = """
[[breakdowns]]
id = "age"
label = { de = "Alter" }
exhaustive = true
parts = [{ id = "u3", label = { de = "unter 3" } }, { id = "a3_5", label = { de = "3 bis 5" } }, \
{ id = "a6_14", label = { de = "6 bis 14" } }, { id = "a15_74", label = { de = "15 bis 74" } }, \
{ id = "a75", label = { de = "75 und älter" } }]
"""


def made(tmp_path: Path, *given: Path) -> Path:
    """The project that `new` makes of these files."""
    folder = tmp_path / "stadt"
    assert new_city(folder, given, (), None, texts("de"), TODAY) == 0
    return folder


def with_values(project: Path, source: str, values: str, indicators: tuple[str, ...], **changes: str) -> Path:
    """The same project with what a planner writes into it.

    Args:
        source: key of the source of the values.
        values: keys of the entry [[values]].
        changes: old text -> new text of projekt.toml.
    """
    path = project / "projekt.toml"
    text = path.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    for one in indicators:
        text += f'\n[[indicators]]\nid = "{one}"\nuse = "{one}"\nsource = "{source}"\n'
    path.write_text(f'{text}\n[[values]]\n{values}\nsource = "{source}"\n', encoding="utf-8")
    return project


def codes(problems: tuple[Problem, ...]) -> set[str]:
    return {str(problem.code) for problem in problems if problem.code not in QUESTIONS}


QUESTIONS = {Code.QUESTION_IN_VALUE, Code.QUESTIONS_IN_COMMENTS}


def names(inputs: Inputs) -> dict[str, str]:
    base = inputs.areas[inputs.areas["level"] == "sozialraum"]
    return dict(zip(base.index, base["name"], strict=True))


def numbers(inputs: Inputs, indicator: str, **where: str) -> dict[str, float | None]:
    rows = inputs.indicators[inputs.indicators["indicator_id"] == indicator]
    for column, text in where.items():
        rows = rows[rows[column] == text]
    assert not rows["area_id"].duplicated().any()
    pairs = zip(rows["area_id"], rows["value"], strict=True)
    return {area: None if pd.isna(value) else float(value) for area, value in pairs}


def test_koelns_shapefile_is_read_in_its_own_system_and_code_page(tmp_path: Path) -> None:
    inputs = read(made(tmp_path, offices.koeln(tmp_path / "daten")))
    assert names(inputs) == offices.KOELN
    west, south, _, _ = inputs.areas.total_bounds
    assert (round(west), round(south)) == (offices.KOELN_WEST, offices.KOELN_SOUTH)
    assert codes(inputs.problems) == {Code.GEOMETRY_REPAIRED, Code.SPELLINGS_TAKEN}
    assert inputs.facilities["stated_area"].tolist() == ["101", "102", "303"]
    assert build_here([tmp_path / "stadt"], tmp_path / "maps") == 0


def test_koelns_long_table_gives_ages_districts_aside_and_the_city(tmp_path: Path) -> None:
    project = with_values(
        made(tmp_path, offices.koeln(tmp_path / "daten")),
        "bevoelkerung",
        """file = "indicators/bevoelkerung.csv"
columns = { area_id = "raum_id", period = "jahr", value = "bevoelkerung", dimensions = { age = "alter_label" } }
indicator = "residents"
stichtag = "12-31"
unless = { raum_id = ["001", "002", "003"] }
dimension_values = { age = { "00 - < 03" = "u3", "03 - < 06" = "a3_5", "06 - < 15" = "a6_14", \
"15 - < 75" = "a15_74", "75 und älter" = "a75" } }""",
        ("residents",),
        **{"[city]": '[city]\nkeys = ["000"]', "# Quellen.": f"{AGES}\n# Quellen."},
    )
    inputs = read(project)
    under_three = numbers(inputs, "residents", period="2023-12-31", group="age=u3")
    assert under_three["101"] == 101
    assert under_three["303"] == 109
    assert under_three["city"] == sum(range(101, 110))
    assert len(inputs.indicators) == 2 * 5 * 10
    (account,) = [one for one in inputs.intakes if one.entry == "values[1]"]
    assert (account.rows, account.used) == (2 * 5 * 13 + 1, 100)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_hamburgs_profiles_meet_quarters_of_several_features(tmp_path: Path, form: str) -> None:
    (tmp_path / "daten").mkdir()
    project = made(tmp_path, offices.hamburg(tmp_path / "daten", form, xlsx))
    totals = ", ".join(f'"{name}"' for name in (*offices.HAMBURG_DISTRICTS, "Hamburg"))
    inputs = read(
        with_values(
            project,
            "stadtteilprofile_2014",
            f"""file = "indicators/Stadtteilprofile_2014.{form}"
columns = {{ area_name = "Stadtteil" }}
unless = {{ Stadtteil = [{totals}] }}
period = "2013"
stichtag = "12-31"
wide = [{{ column = "Bevölkerung | Bev | Bevölkerung", indicator = "residents" }}, \
{{ column = "Bevölkerung | u18 | Unter 18-Jährige", indicator = "residents_u18" }}]""",
            ("residents", "residents_u18"),
        )
    )
    assert numbers(inputs, "residents")["Ottensen"] == 33985
    assert numbers(inputs, "residents")["Hamburg-Altstadt"] == 1675
    assert numbers(inputs, "residents_u18")["Moorburg und Altenwerder"] is None
    unknown = inputs.indicators[inputs.indicators["value"].isna()]
    assert unknown["status"].tolist() == ["Q"]
    dissolved = [problem.value for problem in inputs.problems if problem.code == Code.AREA_DISSOLVED]
    assert dissolved == ["HafenCity", "Moorburg und Altenwerder", "Ottensen"]
    assert inputs.facilities.loc["Jugendclub Süd", "note"] == ""
    assert build_here([project], tmp_path / "maps") == 0


def test_a_minus_apart_and_blanks_between_thousands_are_read(tmp_path: Path) -> None:
    project = made(tmp_path, offices.hamburg(tmp_path / "daten", "csv"))
    totals = ", ".join(f'"{name}"' for name in (*offices.HAMBURG_DISTRICTS, "Hamburg"))
    entry = f"""file = "indicators/Stadtteilprofile_2014.csv"
columns = {{ area_name = "Stadtteil" }}
unless = {{ Stadtteil = [{totals}] }}
period = "2013"
wide = [{{ column = "Entwicklung | Veränd | Veränderung zum Vorjahr", indicator = "wanderungssaldo_personen" }}]"""
    inputs = read(with_values(project, "stadtteilprofile_2014", entry, ("wanderungssaldo_personen",)))
    assert numbers(inputs, "wanderungssaldo_personen")["Hamburg-Altstadt"] == -23


def test_leipzigs_whole_city_is_put_aside_and_its_axes_are_turned(tmp_path: Path) -> None:
    project = made(tmp_path, offices.leipzig(tmp_path / "daten"))
    assert read_project(project).project.areas.unless == {"key": "XX"}
    inputs = read(project)
    assert names(inputs) == offices.LEIPZIG
    assert codes(inputs.problems) == {Code.AXES_SWAPPED}
    assert len(inputs.facilities) == 4
    assert inputs.offers["places"].sum() == 110 + 64 + 110 + 110
    assert numbers(inputs, "residents", period="2023")["00"] == 1010
    assert build_here([project], tmp_path / "maps") == 0


def test_duisburgs_quarters_are_called_by_their_files_and_years_too(tmp_path: Path) -> None:
    project = made(tmp_path, offices.duisburg(tmp_path / "daten"))
    spec = read_project(project).project
    assert (spec.areas.file, spec.areas.columns.area_id) == ("boundaries/grenzen/*.json", "[Datei]")
    assert [one.file for one in spec.values] == ["indicators/einwohner/einwohner_*.csv"]
    inputs = read(project)
    assert set(names(inputs)) == set(offices.DUISBURG)
    assert numbers(inputs, "residents", period="2022") == {
        "300_meiderich-beeck": 3022,
        "500_mitte": 3023,
        "neudorf-sued": 3024,
        "neudorf-nord": 3025,
    }
    assert [one.entry for one in inputs.intakes if one.entry.startswith("values")] == [
        "values[1].file[1]",
        "values[1].file[2]",
        "values[1].file[3]",
    ]
    assert build_here([project], tmp_path / "maps") == 0


def test_chemnitz_heights_are_dropped_and_contradictions_are_told(tmp_path: Path) -> None:
    project = made(tmp_path, offices.chemnitz(tmp_path / "daten"))
    columns = read_project(project).project.facility_types[0].columns
    assert (columns.area_id, columns.area_name) == (None, "Stadtteil")
    inputs = read(project)
    assert names(inputs)["02"] == "Schloßchemnitz"
    assert '197 "FRIDOLIN"' in inputs.facilities["name"].tolist()
    assert not inputs.facilities.geometry.has_z.any()
    assert inputs.facilities["stated_area"].tolist() == ["01", "02", "03"]
    assert build_here([project], tmp_path / "maps") == 0


def test_essens_gml_says_the_northing_first(tmp_path: Path) -> None:
    inputs = read(made(tmp_path, offices.essen(tmp_path / "daten")))
    west, south, _, _ = inputs.areas.total_bounds
    assert (round(west), round(south)) == (offices.ESSEN_WEST, offices.ESSEN_SOUTH)
    assert codes(inputs.problems) == {Code.AXES_SWAPPED}
    assert numbers(inputs, "residents") == {"01": 900, "02": 901, "03": 902, "04": 903}


@pytest.mark.parametrize(("ending", "writer"), [(".xls", xls), (".ods", ods)])
def test_inkar_has_names_above_years_and_keys_without_zeros(tmp_path: Path, ending: str, writer: object) -> None:
    (tmp_path / "daten").mkdir()
    project = made(tmp_path, offices.inkar(tmp_path / "daten", writer, ending))  # type: ignore[arg-type]  # one of the two
    entry = f"""file = "indicators/inkar{ending}"
layer = "Daten"
columns = {{ area_id = "Kennziffer" }}
indicator = "sgb2_quote"
wide = [{{ column = "Kinderarmut | {{period}}" }}]"""
    inputs = read(with_values(project, "inkar", entry, ("sgb2_quote",)))
    assert numbers(inputs, "sgb2_quote", period="2021")["05562012"] == 22.5
    assert Code.ZEROS_RESTORED in codes(inputs.problems)


def test_genesis_signs_keep_their_five_meanings(tmp_path: Path) -> None:
    project = made(tmp_path, offices.genesis(tmp_path / "daten"))
    entry = """file = "indicators/12411-0015.csv"
columns = { area_id = "[A]" }
indicator = "residents"
wide = [{ column = "{period} | männlich", group = "sex=m" }, { column = "{period} | weiblich", group = "sex=f" }]"""
    sexes = '[[breakdowns]]\nid = "sex"\nlabel = { de = "Geschlecht" }\nexhaustive = true\nparts = [\
{ id = "m", label = { de = "männlich" } }, { id = "f", label = { de = "weiblich" } }]\n'
    source = "t_12411_0015"
    inputs = read(with_values(project, source, entry, ("residents",), **{"# Quellen.": f"{sexes}\n# Quellen."}))
    rows = inputs.indicators.set_index(["area_id", "period", "group"])
    assert rows.loc[("05562012", "2021-12-31", "sex=m"), "value"] == 36500
    assert rows.loc[("05562012", "2021-12-31", "sex=f"), "status"] == "Q"
    assert rows.loc[("05562014", "2021-12-31", "sex=m"), "value"] == 0
    statuses = {area: rows.loc[(area, "2022-12-31", sex), "status"] for area, sex in SIGNED.items()}
    assert len(set(statuses.values())) == 3
    (account,) = [one for one in inputs.intakes if one.entry == "values[1]"]
    assert account.listed == {"title": 4, "heading": 2, "footnote": 4}


SIGNED = {"05562004": "sex=f", "05562014": "sex=m", "05562024": "sex=m"}  # "...", "/", "x"


def test_cells_of_a_grid_are_left_out_with_the_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read(made(tmp_path, offices.zensus(tmp_path / "daten")))
    said = capsys.readouterr().out
    assert "Zensus2022_Bevoelkerungszahl_100m-Gitter.csv: keine Spalte trifft" in said


def test_the_agencys_groups_stand_apart_and_its_sum_is_no_area(tmp_path: Path) -> None:
    (tmp_path / "daten").mkdir()
    inputs = read(made(tmp_path, offices.agency(tmp_path / "daten", xlsx)))
    assert numbers(inputs, "arbeitslose") == {"01": 212, "02": 12, "03": 96, "04": 0}


def test_a_number_of_places_with_words_is_told_and_never_taken(tmp_path: Path) -> None:
    (tmp_path / "daten").mkdir()
    project = made(tmp_path, offices.kita_list(tmp_path / "daten", xlsx))
    with pytest.raises(InputError) as caught:
        read(project)
    (error,) = [problem for problem in caught.value.problems if problem.is_error]
    assert (error.code, error.row, error.value) == (Code.NOT_A_NUMBER, 4, "45 (davon 10 U3)")
    assert Code.MOJIBAKE in codes(caught.value.problems)


def test_a_list_of_kitas_in_excel_keeps_its_rows_apart(tmp_path: Path) -> None:
    (tmp_path / "daten").mkdir()
    inputs = read(made(tmp_path, offices.kita_list(tmp_path / "daten", xlsx, (45, 45, 60, 0))))
    assert inputs.offers["places"].tolist() == [45, 45, 60, 0]
    assert inputs.facilities["traeger"].tolist() == ["Stadt", "Stadt", "Stadt", "Kirche e.V."]
    assert round(inputs.facilities.geometry.iloc[0].x) == offices.STADT_WEST + 500
    (account,) = [one for one in inputs.intakes if one.entry == "facility_types.kita"]
    assert (account.rows, account.used) == (6, 4)
    assert Aspect.LAYER in {guess.aspect for guess in account.guesses}
