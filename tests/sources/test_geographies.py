"""What is told of the area keys of a file: rules that decided, single slips, totals, another division of the city."""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from cities import NAMES, feature, geojson, square, write_city

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.files import Dialect
from sozialraum.model.tables import BASE_LEVEL
from sozialraum.sources.areas.boundaries import read_boundaries
from sozialraum.sources.areas.geographies import read_other_geographies, unknown_areas
from sozialraum.sources.areas.names import AreaKeys
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import ProjectFolder, read_project
from sozialraum.sources.reading import read_whole

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
BERLIN = pytest.mark.skipif(
    not DATA.is_dir() and "CI" not in os.environ, reason="the open data lie beside the project, not in it"
)
AREAS = "boundaries/stadtteile.geojson"
POP = "indicators/bevoelkerung.csv"
POP_HEAD = "KEY;KENNZAHL;STICHTAG;SEX;WERT\n"
SHARES_HEAD = "STADTTEIL;KENNZAHL;JAHR;QUOTE;ZAEHLER;NENNER;STATUS\n"
SHARES = "indicators/anteile.csv"


def problems_of(project: Path) -> list[Problem]:
    try:
        return list(read_inputs(read_project(project)).problems)
    except InputError as error:
        return list(error.problems)


def named(**names: str) -> str:
    """The four quarters under other names."""
    corners = {"hafen": (0, 0), "heide": (1, 0), "nord": (0, 1), "mitte": (1, 1)}
    return geojson(
        [
            feature(
                {"KEY": key, "NAME": names.get(key, NAMES[key])}, {"type": "Polygon", "coordinates": square(*corner)}
            )
            for key, corner in corners.items()
        ]
    )


def test_all_spellings_of_a_file_are_told_in_one_warning(tmp_path: Path) -> None:
    rows = "".join(
        f"{name};SGB II;{year};20;20;100;\n"
        for name in ("Altstadt-Süd", "01 Heide", "Mitte")
        for year in (2021, 2022)
    )
    areas = {AREAS: named(hafen="Altstadt/Süd"), SHARES: SHARES_HEAD + rows}
    (problem,) = problems_of(write_city(tmp_path, add=areas))
    assert (problem.code, problem.is_error, problem.file) == (Code.SPELLINGS_TAKEN, False, SHARES)
    assert problem.value == "01 Heide → Heide, Altstadt-Süd → Altstadt/Süd"
    assert (problem.column, problem.fields["count"]) == ("STADTTEIL", "2")


def test_sign_for_sign_the_same_rows_are_unknown(tmp_path: Path) -> None:
    project = write_city(
        tmp_path,
        replace={"projekt.toml": {'geography = "Stadt': 'matching = "exact"\ngeography = "Stadt'}},
        add={AREAS: named(hafen="Altstadt/Süd"), SHARES: SHARES_HEAD + "Altstadt-Süd;SGB II;2022;20;20;100;\n"},
    )
    (problem,) = problems_of(project)
    assert (problem.code, problem.value, problem.row) == (Code.VALUE_AREA_UNKNOWN, "Altstadt-Süd", 2)
    assert problem.fields["nearest"].startswith("Altstadt/Süd")


def test_areas_that_only_a_sign_tells_apart_are_told_with_their_ids(tmp_path: Path) -> None:
    areas = {
        AREAS: named(hafen="Neustadt-Nord", heide="Neustadt/Nord"),
        SHARES: SHARES_HEAD + "Neustadt-Nord;SGB II;2022;20;20;100;\nNeustadt Nord;SGB II;2022;20;20;100;\n",
    }
    (problem,) = problems_of(write_city(tmp_path, add=areas))
    assert (problem.code, problem.row, problem.is_error) == (Code.SPELLING_AMBIGUOUS, 3, True)
    assert (problem.value, problem.fields["nearest"]) == ("Neustadt Nord", "hafen, heide")


@pytest.mark.parametrize("text", ["Insgesamt", "Stadt Musterstadt", "Musterstadt gesamt", "Summe"])
def test_a_row_of_the_city_that_nobody_declared_is_told_as_one(text: str, tmp_path: Path) -> None:
    (problem,) = problems_of(
        write_city(tmp_path, add={POP: f"{POP_HEAD}nord;Einwohner;2023;;5\n{text};Einwohner;2023;;9\n"})
    )
    assert (problem.code, problem.value, problem.row) == (Code.LOOKS_LIKE_TOTAL, text, 3)


def digits(rows: str) -> Mapping[str, str]:
    keys = {"nord": "05000011", "mitte": "05000012", "hafen": "05000013", "heide": "05000014"}
    areas, bezirke = named(), "KEY;BEZIRK;BEZIRK_NAME\n"
    for name, key in keys.items():
        areas = areas.replace(f'"KEY": "{name}"', f'"KEY": "{key}"')
        bezirke += f"{key};west;Bezirk West\n"
    kitas = "NR;NAME;TRAEGER;RECHTS;HOCH;KEY;STATUS;AB\nk1;Kita;Stadt;500300;5701500;;offen;\n"
    places = "NR;GRUPPE;KITAJAHR;PLAETZE;STUNDEN\nk1;U3;2023/24;10;45\n"
    return {
        AREAS: areas,
        "boundaries/bezirke.csv": bezirke,
        POP: POP_HEAD + rows,
        "facilities/kitas.csv": kitas,
        "facilities/plaetze.csv": places,
        "facilities/familienzentren.csv": "NR;SEIT;VERBUND\nk1;2019;\n",
    }


JOINT = {"projekt.toml": {'members = ["nord", "mitte"]': 'members = ["05000011", "05000012"]'}}


def test_lost_zeros_of_a_column_are_filled_in_with_one_warning(tmp_path: Path) -> None:
    rows = "5000011;Einwohner;2023;;700\n5000012;Einwohner;2023;;800\n5000011;Einwohner;2022;;600\n"
    project = write_city(tmp_path, replace=JOINT, add=digits(rows))
    (problem,) = problems_of(project)
    assert (problem.code, problem.is_error, problem.fields["count"]) == (Code.ZEROS_RESTORED, False, "2")
    assert problem.value == "5000011 → Nord, 5000012 → Mitte"
    values = read_inputs(read_project(project)).indicators
    assert set(values.loc[values["indicator_id"] == "residents", "area_id"]) == {"05000011", "05000012"}


def test_floats_and_numbers_in_keys_are_told_for_what_they_are(tmp_path: Path) -> None:
    rows = "5000011.0;Einwohner;2023;;700\n5000012.0;Einwohner;2023;;800\n05000013;Einwohner;2023;;90\n"
    (problem,) = problems_of(write_city(tmp_path / "float", replace=JOINT, add=digits(rows)))
    assert (problem.code, problem.is_error) == (Code.DECIMALS_DROPPED, False)
    rows = "5,0E+06;Einwohner;2023;;700\n5.000.012;Einwohner;2023;;800\n05000013;Einwohner;2023;;90\n"
    found = problems_of(write_city(tmp_path / "number", replace=JOINT, add=digits(rows)))
    assert [(problem.code, problem.row) for problem in found] == [(Code.KEY_ROUNDED, 2), (Code.KEY_GROUPED, 3)]


def test_a_shorter_key_that_is_none_keeps_the_others_unknown(tmp_path: Path) -> None:
    rows = "5000011;Einwohner;2023;;700\n4711;Einwohner;2023;;800\n05000013;Einwohner;2023;;90\n"
    found = problems_of(write_city(tmp_path, replace=JOINT, add=digits(rows)))
    assert [(problem.code, problem.value) for problem in found] == [
        (Code.VALUE_AREA_UNKNOWN, "5000011"),
        (Code.VALUE_AREA_UNKNOWN, "4711"),
    ]
    assert found[0].fields["nearest"].startswith("05000011")


def test_a_condition_meets_a_key_that_lost_its_zero_and_says_so(tmp_path: Path) -> None:
    project = write_city(
        tmp_path,
        replace={"projekt.toml": {f'file = "{POP}"': f'file = "{POP}"\nwhere = {{ AGS = "05999999" }}'}},
        add={
            POP: "AGS;KEY;KENNZAHL;STICHTAG;SEX;WERT\n"
            "5999999;nord;Einwohner;2023;;5\n11000000;nord;Einwohner;2023;;9\n"
        },
    )
    (problem,) = problems_of(project)
    assert (problem.code, problem.value, problem.fields["wanted"]) == (Code.CONDITION_ZEROS, "5999999", "05999999")
    values = read_inputs(read_project(project)).indicators
    assert values.loc[values["indicator_id"] == "residents", "value"].tolist() == [5]


def test_a_table_of_larger_areas_and_a_list_of_facilities_match_by_the_same_rules(tmp_path: Path) -> None:
    bezirke = "boundaries/bezirke.csv"
    project = write_city(
        tmp_path,
        replace={bezirke: {"nord;": "NORD;"}, "facilities/kitas.csv": {";;;hafen;": ";;;HAFEN;"}},
    )
    found = problems_of(project)
    assert [(problem.code, problem.file, problem.value) for problem in found] == [
        (Code.SPELLINGS_TAKEN, bezirke, "NORD → Nord"),
        (Code.SPELLINGS_TAKEN, "facilities/kitas.csv", "HAFEN → Hafen"),
    ]
    inputs = read_inputs(read_project(project))
    assert inputs.areas.loc["nord", "part_of"] == "west"
    assert inputs.facilities.loc["k4", "stated_area"] == "hafen"


@BERLIN
def test_flensburg_numbers_its_quarters_and_others_leave_the_numbers_out_or_write_them_otherwise() -> None:
    keys = read_boundaries(read_project(ROOT / "examples" / "flensburg", DATA / "flensburg"))[0].keys
    meant = {
        "03 Nordstadt": "STGT03",
        "Nordstadt": "STGT03",
        "3 - Nordstadt": "STGT03",
        "Stadtteil 03 Nordstadt": "STGT03",
        "WESTLICHE HOEHE": "STGT04",
        "04 Nordstadt": None,  # that is the number of Westliche Höhe
        "Nord": None,
    }
    assert {text: keys.resolve(text, "name") for text in meant} == meant


@cache
def berlin() -> tuple[ProjectFolder, AreaKeys, frozenset[str], Mapping[str, frozenset[str]]]:
    folder = read_project(ROOT / "examples" / "berlin", DATA / "berlin")
    boundaries = read_boundaries(folder)[0]
    base = boundaries.areas.index[boundaries.areas["level"] == BASE_LEVEL]
    return folder, boundaries.keys, frozenset(base), read_other_geographies(folder)[0]


def told(texts: pd.Series, declared: bool) -> list[Problem]:
    folder, keys, base, others = berlin()
    areas = keys.resolved(texts, "id")
    known = others if declared else {}
    return unknown_areas(texts, areas, "id", keys, base, known, folder.project, "werte.csv", str(texts.name))


def column(name: str, heading: str) -> pd.Series:
    return read_whole(name, None, Dialect(), berlin()[0].files)[0].column(heading)


OLD = [
    ("population/berlin-lor-population-2018-02-t1-planning-areas.csv", "id", 447),
    ("population/berlin-lor-population-2020-02-t1-planning-areas.csv", "id", 448),
    ("mss/raw_mss_2021_kontext_indikatoren_k08_k14_k15.csv", "PLR_ID", 447),
]


@BERLIN
@pytest.mark.parametrize(("name", "heading", "count"), OLD)
@pytest.mark.parametrize("declared", [True, False])
def test_keys_of_before_2021_are_refused_with_both_sides(name: str, heading: str, count: int, declared: bool) -> None:
    (problem,) = told(column(name, heading), declared)
    assert problem.is_error
    assert problem.fields["geography"] == "LOR 2021"
    assert problem.fields["total"] == str(count)
    if declared:
        assert (problem.code, problem.fields["other"]) == (Code.OTHER_GEOGRAPHY, "LOR bis 2020")
        assert int(problem.fields["count"]) >= count - 1  # one key is in no list of areas
    else:
        assert problem.code == Code.MOST_KEYS_UNKNOWN
        fields = ("count", "covered", "areas")
        assert [problem.fields[name] for name in fields] == ["0", "0", "542"]


@BERLIN
@pytest.mark.parametrize("declared", [True, False])
def test_keys_of_today_need_no_word(declared: bool) -> None:
    assert told(column("population/berlin-lor-population-2024-02-t1-planning-areas.csv", "id"), declared) == []


@BERLIN
def test_old_keys_are_recognised_even_without_their_zeros() -> None:
    old = column(*OLD[0][:2]).str.lstrip("0")
    (problem,) = told(old[old != "4030417"], declared=True)
    assert (problem.code, problem.fields["count"]) == (Code.OTHER_GEOGRAPHY, "446")


@BERLIN
def test_keys_of_today_without_their_zeros_are_restored() -> None:
    new = column("population/berlin-lor-population-2024-02-t1-planning-areas.csv", "id")
    (problem,) = told(new.str.lstrip("0"), declared=True)
    assert (problem.code, problem.is_error) == (Code.ZEROS_RESTORED, False)
    assert int(problem.fields["count"]) == int(new.str.startswith("0").sum())


@BERLIN
def test_old_keys_beside_new_ones_are_one_problem_where_the_other_division_is_known() -> None:
    new = column("population/berlin-lor-population-2024-02-t1-planning-areas.csv", "id")
    both = pd.concat([new, column(*OLD[0][:2])], ignore_index=True)
    (problem,) = told(both, declared=True)
    assert (problem.code, problem.fields["count"], problem.fields["total"]) == (Code.OTHER_GEOGRAPHY, "446", "989")


@BERLIN
def test_single_slips_among_many_right_keys_are_told_one_by_one() -> None:
    new = column("population/berlin-lor-population-2024-02-t1-planning-areas.csv", "id")
    wrong = new.where(new.index % 10 != 0, "9" + new.str[1:])
    found = told(wrong, declared=True)
    assert {problem.code for problem in found} == {Code.VALUE_AREA_UNKNOWN}
    assert len(found) == wrong[~wrong.isin(set(new))].nunique() > 50


@BERLIN
def test_a_few_keys_of_a_part_of_the_city_are_no_other_division() -> None:
    new = column("population/berlin-lor-population-2024-02-t1-planning-areas.csv", "id").head(20)
    texts = pd.concat([new, pd.Series([f"9999999{n}" for n in range(9)])], ignore_index=True)
    assert {problem.code for problem in told(texts.rename("id"), declared=True)} == {Code.VALUE_AREA_UNKNOWN}
