"""A workbook says the same as a projekt.toml with its files; a mistake in it is one sentence with sheet and row."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from cities import KITAS, PLACES, POPULATION, PROJECT, geojson, quarters, schools
from cities import write_city as write_toml_city
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from workbooks import BOUNDARIES, CITY, ROWS, Cell, blank, filled_in, write_workbook

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.workbook import Field
from sozialraum.pipeline import CityBuild
from sozialraum.presentation.atlas.data import atlas_data
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project
from sozialraum.sources.tables.table import clean
from sozialraum.sources.workbooks.cells import id_of, parsed_entry, several
from sozialraum.sources.workbooks.layout import layout

BOOK = "projekt.xlsx"
ID = re.compile(r"[a-z][a-z0-9_]{0,59}")
RENAMED = {
    '"children_u3"': '"residents_u3"',
    '"residents"': '"einwohner"',
    '"sgb2_u18"': '"sgb_ii_unter_18"',
    '"single_parents"': '"alleinerziehende"',
    '"kita_u3"': '"kita_plaetze_unter_3"',
    'source = "geo"': 'source = "gliederung"',
    "[sources.geo]": "[sources.gliederung]",
    '[[facility_types]]\nid = "kita"': '[[facility_types]]\nid = "kindertagesstaette"',
    'facility_types = ["kita"]': 'facility_types = ["kindertagesstaette"]',
    '"soziale_sicherung"': '"erwerb"',  # the form takes a Handlungsfeld from the catalogue
}
NOT_IN_A_WORKBOOK = ("joint_areas", "merkmale", "merkmal_files")


def toml_city() -> str:
    """projekt.toml of tests/cities.py with the ids that the workbook's names make, and only what it can say."""
    text = PROJECT
    for old, new in RENAMED.items():
        assert old in text, old
        text = text.replace(old, new)
    blocks = re.split(r"\n(?=\[)", text)
    kept = [block for block in blocks if not block.lstrip("[").startswith(NOT_IN_A_WORKBOOK)]
    return "\n".join(block for block in kept if "schulsozialindex" not in block)


def population() -> str:
    lines = POPULATION.splitlines()
    return "\n".join([lines[0], *(line for line in lines if "insgesamt" in line and "Nord/Mitte" not in line)]) + "\n"


def built(path: Path) -> CityBuild:
    folder = read_project(path)
    return CityBuild(folder.project, read_inputs(folder))


def problems_of(folder: Path) -> list[Problem]:
    try:
        return list(read_inputs(read_project(folder)).problems)
    except InputError as error:
        return list(error.problems)


@pytest.fixture(scope="module")
def of_workbook(tmp_path_factory: pytest.TempPathFactory) -> CityBuild:
    return built(write_workbook(tmp_path_factory.mktemp("mappe")))


@pytest.fixture(scope="module")
def of_toml(tmp_path_factory: pytest.TempPathFactory) -> CityBuild:
    folder = tmp_path_factory.mktemp("toml")
    write_toml_city(folder, add={"projekt.toml": toml_city(), "indicators/bevoelkerung.csv": population()})
    return built(folder)


@pytest.mark.parametrize("name", ["areas", "facilities", "offers", "indicators", "measures", "changes", "merkmale"])
def test_the_published_tables_equal_those_of_the_same_city_as_projekt_toml_and_csv(
    name: str, of_workbook: CityBuild, of_toml: CityBuild
) -> None:
    mine, other = (pd.DataFrame(getattr(one.published, name)) for one in (of_workbook, of_toml))
    shown = [column for column in other.columns if column not in {"file", "row", "geometry"}]
    pd.testing.assert_frame_equal(mine[shown], other[shown])
    assert len(mine) or name == "merkmale"


def test_the_drawn_city_tests_what_it_says(of_workbook: CityBuild) -> None:
    assert KITAS.count("\n") + PLACES.count("\n") - 2 == 6 + 7  # six kitas, seven rows of places
    assert len(of_workbook.inputs.facilities) == 6 + len(schools())
    value = of_workbook.published.measures.set_index(["measure_id", "area_id"])["value"]
    assert (value["places", "nord"], value["versorgungsquote_pct", "mitte"]) == (10 + 5, 100 * 12 / 30)


def test_warnings_about_data_name_sheet_and_row(of_workbook: CityBuild) -> None:
    told = {str(one.code): (one.file, one.row) for one in of_workbook.published.problems}
    assert told["SR-450"] == (f"{BOOK} · Einrichtungen", 7)
    assert told["SR-452"] == (f"{BOOK} · Einrichtungen", 6)


def test_every_row_of_the_sheets_is_accounted_for(of_workbook: CityBuild) -> None:
    for one in of_workbook.inputs.intakes:
        assert one.rows == one.used + sum(one.listed.values())
    values = [one for one in of_workbook.inputs.intakes if one.entry == "values[1]"]
    assert [(one.file, one.layer, one.used) for one in values] == [(BOOK, "Werte", len(ROWS["values"]))]


def test_an_empty_template_tells_all_that_is_needed_at_once(tmp_path: Path) -> None:
    (tmp_path / BOOK).write_bytes(blank())
    problems = problems_of(tmp_path)
    assert {one.code for one in problems} == {Code.ENTRY_MISSING}
    city = [(one.file, one.row, one.column) for one in problems if one.file.endswith("Stadt")]
    assert city == [
        (f"{BOOK} · Stadt", 5, "Name der Stadt"),
        (f"{BOOK} · Stadt", 11, "Datei mit den Grenzen"),
        (f"{BOOK} · Stadt", 13, "Spalte mit dem Schlüssel der Gebiete"),
        (f"{BOOK} · Stadt", 16, "Gebietsstand"),
        (f"{BOOK} · Stadt", 18, "Quelle der Grenzen"),
        (f"{BOOK} · Stadt", 21, "Ein Gebiet heißt"),
        (f"{BOOK} · Stadt", 22, "Mehrere Gebiete heißen"),
        (f"{BOOK} · Stadt", 25, "Kleinste Anzahl, die gezeigt werden darf"),
        (f"{BOOK} · Stadt", 26, "Kleinster Nenner eines Anteils, der gezeigt werden darf"),
        (f"{BOOK} · Stadt", 27, "Nullen"),
        (f"{BOOK} · Stadt", 28, "Anteile, die fast alle treffen"),
        (f"{BOOK} · Stadt", 29, "Anteile von Personen ohne Zähler und Nenner"),
        (f"{BOOK} · Stadt", 30, "So viele Zahlen müssen für eine gesperrte möglich bleiben"),
        (f"{BOOK} · Stadt", 32, "Anzahlen runden auf"),
        (f"{BOOK} · Stadt", 33, "Worauf sich diese Regel stützt"),
        (f"{BOOK} · Stadt", 34, "Wer die Regel festgelegt hat"),
        (f"{BOOK} · Stadt", 35, "Wann die Regel festgelegt wurde"),
    ]
    rest = [(one.file, one.row, one.column) for one in problems if not one.file.endswith("Stadt")]
    assert rest == [(f"{BOOK} · Quellen", 5, "Kurzname")]


def test_areas_and_a_few_values_are_a_project(tmp_path: Path) -> None:
    few = {name: [] for name in ROWS} | {
        "sources": ROWS["sources"],
        "indicators": [("Kinder unter 3 Jahren", "Melderegister")],
        "values": [("Nord", "Kinder unter 3 Jahren", "31.12.2023", 40)],
    }
    small = {key: value for key, value in CITY.items() if not key.startswith(("index", "gaps", "places"))}
    (tmp_path / BOUNDARIES).write_text(geojson(quarters()), encoding="utf-8")
    (tmp_path / BOOK).write_bytes(filled_in(small, few))
    assert list(built(tmp_path).published.indicators["value"].dropna()) == [40]


Mistake = tuple[dict[str, dict[object, Cell]], Code, str, int | None]
MISTAKES: list[Mistake] = [
    ({"city": {"ags": "abc"}}, Code.WRONG_PATTERN, "Stadt!B6", None),
    ({"city": {"crs": "EPSG:4326"}}, Code.CRS_NOT_METRIC, "Stadt!B9", None),
    ({"city": {"boundaries": "../x.geojson"}}, Code.PATH_OUTSIDE_PROJECT, "Stadt!B11", None),
    ({"city": {"boundaries_as_of": "gestern"}}, Code.ENTRY_UNREADABLE, "Stadt", 16),
    ({"city": {"min_count": "fünf"}}, Code.ENTRY_UNREADABLE, "Stadt", 25),
    ({"city": {"index_low": 0.9}}, Code.NOT_RISING, "Stadt!B41", None),
    ({"city": {"zeros": "vielleicht"}}, Code.NOT_IN_LIST, "Stadt", 27),
    ({"city": {"rounding": "fünf"}}, Code.ENTRY_UNREADABLE, "Stadt", 32),
    ({"city": {"rounding": 4}}, Code.ROUNDING_TOO_FINE, "Stadt!B32", None),
    ({"city": {"min_base": 2}}, Code.MIN_BASE_BELOW_MIN_COUNT, "Stadt!B26", None),
    ({"cells": {("sources", "I5"): "geheim"}}, Code.NOT_IN_LIST, "Quellen", 5),
    ({"city": {"boundaries_source": "Amt"}}, Code.NOT_ON_SHEET, "Stadt", 18),
    ({"city": {"places_source": None}}, Code.ENTRY_MISSING, "Stadt", 39),
    ({"city": {"schematic": "Nur schematisch"}}, Code.ENTRY_MISSING, "Stadt", 20),
    ({"cells": {("areas", "D5"): None}}, Code.AREA_IN_NO_LARGER, "Gebiete", None),
    ({"cells": {("areas", "A6"): "hafen"}}, Code.NAMES_COLLIDE, "Gebiete", 6),
    ({"cells": {("values", "A5"): "Nordd"}}, Code.VALUE_AREA_UNKNOWN, "Werte", 5),
    ({"cells": {("values", "A5"): None}}, Code.ENTRY_MISSING, "Werte", 5),
    ({"cells": {("values", "B5"): "Einwohnr"}}, Code.NOT_ON_SHEET, "Werte", 5),
    ({"cells": {("values", "D5"): "viele"}}, Code.NOT_A_NUMBER, "Werte", 5),
    ({"cells": {("values", "D5"): "=1+1"}}, Code.FORMULA_WITHOUT_VALUE, "Werte", 5),
    ({"cells": {("city", "B5"): '="Muster"&"stadt"'}}, Code.FORMULA_WITHOUT_VALUE, "Stadt", 5),
    ({"cells": {("values", "C5"): "irgendwann"}}, Code.PERIOD_UNKNOWN, "Werte", 5),
    ({"cells": {("values", "G5"): "Z"}}, Code.NOT_IN_LIST, "Werte", 5),
    ({"cells": {("values", "C4"): "Datum"}}, Code.SHEET_HEADING_MISSING, "Werte", None),
    ({"cells": {("facilities", "B5"): "Hort"}}, Code.NOT_ON_SHEET, "Einrichtungen", 5),
    ({"cells": {("facilities", "L5"): "zu"}}, Code.NOT_IN_LIST, "Einrichtungen", 5),
    ({"cells": {("facilities", "I5"): None}}, Code.COORDINATE_INCOMPLETE, "Einrichtungen", 5),
    ({"cells": {("facilities", "A6"): "k1"}}, Code.NAMES_COLLIDE, "Einrichtungen", 6),
    ({"cells": {("places", "A5"): "k99"}}, Code.NOT_ON_SHEET, "Plätze", 5),
    ({"cells": {("places", "D5"): "geschätzt"}}, Code.NOT_IN_LIST, "Plätze", 5),
    ({"cells": {("places", "B5"): None}}, Code.ENTRY_MISSING, "Plätze", 5),
    ({"cells": {("facility_types", "G5"): "lila"}}, Code.WRONG_PATTERN, "Einrichtungsarten!G5", None),
    ({"cells": {("indicators", "J5"): None}}, Code.ENTRY_MISSING, "Kennzahlen", 5),
    ({"cells": {("indicators", "F5"): "Wetter"}}, Code.NOT_ON_SHEET, "Kennzahlen", 5),
    ({"cells": {("targets", "F5"): "SGB II unter 18"}}, Code.NOT_A_COUNT, "Ziele!F5", None),
    ({"cells": {("targets", "I5"): None}}, Code.ENTRY_MISSING, "Ziele", 5),
    ({"cells": {("targets", "C5"): "Hort"}}, Code.NOT_ON_SHEET, "Ziele", 5),
    ({"cells": {("sources", "B5"): None}}, Code.ENTRY_MISSING, "Quellen", 5),
    ({"cells": {("sources", "A6"): "Gliederung!"}}, Code.NAMES_COLLIDE, "Quellen", 6),
]


@pytest.mark.parametrize(("entries", "code", "sheet", "row"), MISTAKES, ids=lambda one: str(one)[:60])
def test_each_mistake_names_sheet_and_row(
    entries: dict[str, dict[object, Cell]], code: Code, sheet: str, row: int | None, tmp_path: Path
) -> None:
    write_workbook(tmp_path, **entries)  # type: ignore[arg-type]  # one dict for several kinds of entries
    errors = [one for one in problems_of(tmp_path) if one.is_error]
    assert (code, f"{BOOK} · {sheet}", row) in [(one.code, one.file, one.row) for one in errors]
    # a name that is changed may leave references to the old one behind
    assert {one.code for one in errors} <= {code, Code.NOT_ON_SHEET}


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    cells = {("values", "B5"): "Einwohnr", ("facilities", "L5"): "zu", ("facility_types", "G5"): "lila"}
    write_workbook(tmp_path, city={"ags": "1"}, cells=cells)
    codes = {one.code for one in problems_of(tmp_path)}
    assert codes == {Code.NOT_ON_SHEET, Code.NOT_IN_LIST, Code.WRONG_PATTERN}


def changed(folder: Path, change: Callable[[Workbook], None]) -> list[Problem]:
    write_workbook(folder)
    book = load_workbook(folder / BOOK)
    change(book)
    book.save(folder / BOOK)
    return [one for one in problems_of(folder) if str(one.code) < "SR-400"]


def test_moved_columns_and_deleted_explanations_do_not_matter(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        values = book["Werte"]
        values.delete_rows(1, 3)
        values.insert_cols(1)
        values.delete_cols(9)  # notes, of which there are none
        book.move_sheet("Werte", -5)
        book.remove(book["Katalog"])
        book.remove(book["Anleitung"])

    assert changed(tmp_path, change) == []
    assert len(built(tmp_path).inputs.indicators) == len(ROWS["values"])


def test_what_does_not_belong_to_the_template_is_told(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.create_sheet("Notizen").append(["Anrufen", "Montag"])
        book.create_sheet("leer")
        book["Stadt"].append(["Bürgermeisterin", "Muster"])

    told = {(one.code, one.file, one.value) for one in changed(tmp_path, change)}
    assert told == {
        (Code.SHEET_UNKNOWN, BOOK, "Notizen"),
        (Code.SHEET_HEADING_UNKNOWN, f"{BOOK} · Stadt", "Bürgermeisterin"),
    }


def test_an_english_workbook_is_read_alike(tmp_path: Path) -> None:
    english = {
        "sources": [("register", "Register", "City"), ("areas", "Areas", "City")],
        "indicators": [("Children under 3", "register", "yes")],
        "values": [("Nord", "Children under 3", "2023-12-31", 40), ("Heide", "Children under 3", "2023-12-31", "-")],
    }
    city = {key: CITY[key] for key in ("name", "boundaries", "area_id", "area_name", "boundaries_as_of", "min_count")}
    city |= {"boundaries_source": "areas", "label": "quarter", "label_plural": "quarters", "rule": "Rule 1"}
    city |= {"min_base": 0, "zeros": "show", "complement": "withhold", "rates_without_counts": "withhold"}
    city |= {"min_values": 3, "rounding": 10, "set_on": "2024-02-01"}
    (tmp_path / BOUNDARIES).write_text(geojson(quarters()), encoding="utf-8")
    (tmp_path / BOOK).write_bytes(filled_in(city | {"set_by": "Office"}, english, language="en"))
    build = built(tmp_path)
    assert build.project.language == "en"
    values = build.inputs.indicators.set_index("area_id")["value"]
    assert values.to_dict() == {"nord": 40, "heide": 0}
    rule = build.project.disclosure.oeffentlich
    assert (rule.zeros, rule.complement, rule.dominance, rule.rounding) == ("zeigen", "sperren", "keine", 10)


def test_two_areas_of_one_name_are_told_apart_by_their_keys(tmp_path: Path) -> None:
    rows = {
        "areas": [("hafen", "Hafen"), ("heide", "Nord"), ("mitte", "Mitte"), ("nord", "Nord")],
        "values": [("heide", "Einwohner", "31.12.2023", 7), ("nord", "Einwohner", "31.12.2023", 8)],
        "facilities": [],
        "facility_types": [],
        "places": [],
        "targets": [],
    }
    city = dict.fromkeys([key for key in CITY if key.startswith(("gaps", "places", "area_name"))])
    write_workbook(tmp_path, city=city, rows=rows)
    assert read_inputs(read_project(tmp_path)).indicators["value"].tolist() == [7, 8]


def test_dates_and_numbers_may_be_typed_as_such(tmp_path: Path) -> None:
    write_workbook(tmp_path)
    book = load_workbook(tmp_path / BOOK)
    book["Stadt"]["B16"].value = date(2023, 12, 31)
    book["Werte"]["C5"].value = date(2023, 12, 31)
    book["Quellen"]["F6"].value = date(2024, 2, 1)
    book.save(tmp_path / BOOK)
    build = built(tmp_path)
    assert build.project.areas.boundaries_as_of == date(2023, 12, 31)
    assert build.project.sources["melderegister"].retrieved_on == date(2024, 2, 1)
    assert set(build.inputs.indicators["period"]) == {"2022-12-31", "2023-12-31"}


def test_the_workbook_is_found_by_its_name_alone_or_by_its_sheets(tmp_path: Path) -> None:
    write_workbook(tmp_path)
    (tmp_path / "~$projekt.xlsx").write_bytes(b"locked by somebody")
    other = Workbook()
    other.active.append(["Liste", "aus dem Amt"])  # type: ignore[union-attr]  # a new workbook has a sheet
    other.save(tmp_path / "liste.xlsx")
    assert read_project(tmp_path).project.city.name == "Musterstadt"
    (tmp_path / BOOK).rename(tmp_path / "Daten Musterstadt.xlsx")
    assert read_project(tmp_path).project.city.name == "Musterstadt"
    assert read_project(tmp_path / "Daten Musterstadt.xlsx").project.city.name == "Musterstadt"


def test_a_projekt_toml_comes_first(tmp_path: Path) -> None:
    write_workbook(tmp_path)
    write_toml_city(tmp_path, replace={"projekt.toml": {'name = "Musterstadt"\nags': 'name = "Tomlstadt"\nags'}})
    assert read_project(tmp_path).project.city.name == "Tomlstadt"


def test_a_workbook_of_another_kind_is_no_project(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["a", "b"])  # type: ignore[union-attr]  # a new workbook has a sheet
    book.save(tmp_path / "liste.xlsx")
    assert [one.code for one in problems_of(tmp_path)] == [Code.PROJECT_NOT_FOUND]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (lambda whole: whole[: len(whole) // 2], Code.WORKBOOK_UNREADABLE),
        (lambda whole: b"", Code.FILE_EMPTY),
        (lambda whole: b"Stadt;Musterstadt\n", Code.CONTENT_DIFFERS),
    ],
)
def test_a_damaged_workbook_is_one_sentence(content: Callable[[bytes], bytes], code: Code, tmp_path: Path) -> None:
    (tmp_path / BOOK).write_bytes(content(blank()))
    assert [(one.code, one.file) for one in problems_of(tmp_path)] == [(code, BOOK)]


def field(kind: str, of: str = "") -> Field:
    return Field("x", {}, kind, of)  # type: ignore[arg-type]  # one of the kinds


def test_entries_by_hand() -> None:
    known = layout()
    assert parsed_entry(field("whole"), "5", known) == 5
    assert parsed_entry(field("whole"), "5,5", known) is None
    assert parsed_entry(field("number"), "-0,5", known) == -0.5
    assert parsed_entry(field("number"), "1.250,5", known) is None
    assert parsed_entry(field("date"), "31.12.2023", known) == date(2023, 12, 31)
    assert parsed_entry(field("date"), "2023", known) is None
    assert parsed_entry(field("choice", "yes_no"), " JA", known) == "yes"
    assert parsed_entry(field("choice", "yes_no"), "yes", known) == "yes"
    assert parsed_entry(field("choice", "yes_no"), "vielleicht", known) is None
    assert parsed_entry(field("choice_or_whole", "no_rounding"), "Nicht runden", known) == "keine"
    assert parsed_entry(field("choice_or_whole", "no_rounding"), "10", known) == 10
    assert parsed_entry(field("choice_or_whole", "no_rounding"), "zehn", known) is None
    assert several("U3; Ü3 ;;U3", known) == ["U3", "Ü3"]


def test_ids_by_hand() -> None:
    assert id_of("Kinder unter 3 Jahren") == "kinder_unter_3_jahren"
    assert id_of(" Ü3 – Straße ") == "ue3_strasse"
    assert id_of("3 bis 5") == "n3_bis_5"
    assert ID.fullmatch(id_of("学童"))
    assert id_of("学童") != id_of("保育")
    long = "Ein sehr langer Name einer Kennzahl, die noch niemand gekürzt hat, weil er genau ist"
    assert len(id_of(long)) <= 60
    assert id_of(long) != id_of(long + "er")


@given(text=st.text(min_size=1))
def test_every_text_makes_an_id(text: str) -> None:
    assert ID.fullmatch(id_of(text))
    assert id_of(text) == id_of(f" {text} ") or not clean(text)


NAMES = st.text(
    st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="\ufffe\uffff"), min_size=1, max_size=40
).filter(lambda text: bool(clean(text)))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(area=NAMES, house=NAMES, provider=NAMES, city=NAMES)
def test_any_text_in_a_cell_of_names_reaches_the_page(
    area: str, house: str, provider: str, city: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("namen")
    write_workbook(folder)
    book = load_workbook(BytesIO((folder / BOOK).read_bytes()))
    for sheet, place, text in (
        ("Gebiete", "B5", area),
        ("Einrichtungen", "C5", house),
        ("Einrichtungen", "D5", provider),
        ("Stadt", "B5", city),
    ):
        book[sheet][place].value = text
        book[sheet][place].data_type = "s"  # what looks like a formula is a name
    book["Einrichtungen"]["K8"].value = None
    book.save(folder / BOOK)
    build = built(folder)
    data = atlas_data(build.pages)
    assert data["city"]["name"] == clean(city)
    assert clean(area) in [one["name"] for one in data["areas"]]
    shown = {one["id"]: one for one in data["facilities"]}["k1"]
    assert shown["name"] == clean(house)
    assert clean(provider) in [text for _, text in shown["lines"]]


def test_what_is_only_counted_is_quoted_nowhere(tmp_path: Path) -> None:
    cells = {("facility_types", "H5"): "nein, nur zählen", ("facilities", "C7"): "Tagespflege Erika Muster"}
    published = built(write_workbook(tmp_path, cells=cells)).published
    assert "kindertagesstaette" not in set(published.facilities["facility_type"])
    quoted = [f"{one.value} {one.fields}" for one in published.problems if one.file.startswith(BOOK)]
    assert quoted
    assert not any("Erika" in text or "Kita" in text for text in quoted)
