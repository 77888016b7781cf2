"""The annex on reach and its open tables: numbers are numbers, what is withheld is a word, nothing runs."""

from dataclasses import replace
from io import BytesIO

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tables import text_table

from sozialraum.model.reach import AROUND, BLOCKS, FAIRNESS, UNREACHED, VARIANTS, Reach
from sozialraum.model.reach_settings import ReachSettings
from sozialraum.model.tables import MEASURES, frame
from sozialraum.presentation.annex.reach_book import REACH_ANNEX, reach_annex_files
from sozialraum.presentation.exports.open_tables import data_files
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.texts import Texts

# 30 children in Nord, of whom 20 have at most 500 m and 2 have more than 2 km, which is withheld with its partner
MEASURED = """
    | area_id | measure_id             | value | status |
    |---------|------------------------|-------|--------|
    | nord    | reach_people           | 30    | A      |
    | nord    | way_mean_m             | 640   | A      |
    | nord    | people_within:500      | 20    | A      |
    | nord    | people_within:1000     |       | Q      |
    | nord    | people_within_pct:500  | 66.67 | A      |
    | nord    | people_over            |       | Q      |
    | nord    | places_per_person      | 0.35  | A      |
    | nord    | way_depends_pct        | 12.5  | A      |
    | mitte   | reach_people           | 0     | A      |
    | mitte   | way_mean_m             |       | M      |
    | mitte   | people_within:500      | 0     | A      |
    | city    | reach_people           | 50    | A      |
    | city    | way_mean_m             | 700   | A      |
    | city    | people_within:500      | 25    | A      |
    | city    | people_over            | 9     | A      |
    | city    | places_per_person      | 0.4   | A      |
"""
SETTINGS = {
    "questions": [
        {
            "id": "kita",
            "label": {"de": "=Weg zur nächsten Kita", "en": "=Way to the nearest Kita"},
            "short": {"de": "Kita", "en": "Kita"},
            "facility_types": ["kita"],
            "people": ["u3"],
            "people_label": {"de": "Kinder unter 3", "en": "Children under 3"},
            "steps_m": [500, 1000],
            "places": {"coverage": "kita_u3", "weights": [[500, 1], [1000, 0.5]], "bounds": [0.5]},
        },
        {
            "id": "nobody_asked",
            "label": {"de": "Ohne Antwort"},
            "short": {"de": "Ohne"},
            "facility_types": ["kita"],
            "people": ["u3"],
            "people_label": {"de": "Kinder unter 3"},
            "steps_m": [500],
        },
    ]
}


def drawn() -> Reach:
    rows = [
        {
            **{name: row[name] for name in ("area_id", "measure_id", "status")},
            "target_group": "kita",
            "period": "2023-12-31",
            "scenario": "bestand",
            "value": float(row["value"]) if row["value"] else None,
        }
        for row in text_table(MEASURED).to_dict("records")
    ]
    of = {"question": "kita"}
    block = of | {"column": 3436, "row": 59990, "span": 4, "step": 1, "places_class": -1}
    return Reach(
        way="network",
        as_of="2023-12-31",
        measures=frame(MEASURES, rows),
        blocks=frame(BLOCKS, [block | {"facility_id": "k1", "depends": True, "places_depends": False}]),
        around=frame(
            AROUND,
            [
                of | {"facility_id": "k1", "step_m": 500.0, "people": 20.0, "status": "A"},
                of | {"facility_id": "k1", "step_m": 1000.0, "people": None, "status": "Q"},
            ],
        ),
        unreached=frame(UNREACHED, [of | {"facility_id": "k9", "reason": "no_way_near"}]),
        fairness=frame(
            FAIRNESS,
            [
                of | {"measure_id": "gini", "value": 0.219, "status": "A"},
                of | {"measure_id": "disparity", "value": -1.4, "lower": -15.3, "upper": 15.3, "status": "A"},
            ],
        ),
        variants=frame(
            VARIANTS,
            [
                of | {"area_id": "nord", "method": "e2sfca", "value": 0.352, "status": "A"},
                of | {"area_id": "city", "method": "e2sfca", "value": 0.4, "status": "A"},
                of | {"area_id": "nord", "method": "bfca", "value": None, "status": "Q"},
            ],
        ),
    )


@pytest.fixture(scope="module")
def asked(context: Context) -> Context:
    """The small city with the drawn reach."""
    project = context.project.model_copy(update={"reach": ReachSettings.model_validate(SETTINGS)})
    return replace(context, project=project, published=replace(context.published, reach=drawn()))


def book_of(context: Context) -> Workbook:
    return load_workbook(BytesIO(reach_annex_files(context, "0.0.0")[REACH_ANNEX]))


@pytest.fixture(scope="module")
def book(asked: Context) -> Workbook:
    return book_of(asked)


def table(page: Worksheet, key: str, column: int = 0) -> dict[str, list[object]]:
    """Rows below the last heading that begins with `key`, by the text of a column; without empty ends."""
    rows = [list(row) for row in page.iter_rows(values_only=True)]
    start = max(at for at, row in enumerate(rows) if row[0] == key)
    heading = rows[start]
    found: dict[str, list[object]] = {"": heading}
    for row in rows[start + 1 :]:
        if row[0] is None:
            break
        found[str(row[column])] = row
    return found


def test_a_city_without_questions_has_no_annex(context: Context) -> None:
    assert reach_annex_files(context, "0.0.0") == {}


def test_a_sheet_for_each_question_that_is_answered(book: Workbook) -> None:
    assert book.sheetnames == [
        "Kita",
        "Um die Einrichtungen",
        "Rechenarten",
        "Gerechte Verteilung",
        "Quellen und Methode",
    ]


def test_ways_and_places_of_every_area_with_words_where_there_is_no_number(book: Workbook, german: Texts) -> None:
    page = book["Kita"]
    rows = table(page, "Gebiet")
    assert rows[""][:7] == [
        "Gebiet",
        "Kinder unter 3",
        "im Mittel",
        "bis 500 m",
        "bis 1.000 m",
        "bis 500 m",
        "Anzahl",
    ]
    withheld, not_applicable = german("status.Q"), german("status.M")
    assert rows["Nord"] == ["Nord", 30, 640, 20, withheld, 66.7, withheld, 12.5, 0.35]
    assert rows["Mitte"][:4] == ["Mitte", 0, not_applicable, 0]
    assert [name for name in rows if name][-1] == page["A1"].value.split(":")[0]  # the city last
    place = next(cell for row in page.iter_rows() for cell in row if cell.value == 0.35)
    assert place.number_format == "#,##0.00"


def test_the_title_is_text_and_nothing_runs(book: Workbook) -> None:
    for page in book:
        for row in page.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    assert "=Weg" in str(book["Kita"]["A1"].value)


def test_around_each_facility_by_name_and_small_numbers_withheld(book: Workbook, asked: Context) -> None:
    house = str(asked.published.facilities["name"]["k1"])
    rows = table(book["Um die Einrichtungen"], "Frage", 1)
    assert rows[house][3:5] == [20, asked.words("status.Q")]


def test_methods_beside_each_other(book: Workbook, german: Texts) -> None:
    rows = table(book["Rechenarten"], "Frage", 1)
    assert rows[""][2:] == ["E2SFCA, Stufen", "BFCA"]
    assert rows["Nord"][2:] == [0.352, german("status.Q")]


def test_fairness_in_figures_with_a_sentence_how_to_read_them(book: Workbook, german: Texts) -> None:
    rows = table(book["Gerechte Verteilung"], "Frage", 1)
    disparity = rows[german("reach_annex.disparity")]
    assert disparity[2:5] == [-1.4, -15.3, 15.3]
    assert rows[german("reach_annex.gini")][2:] == [0.219, None, None, german("reach_annex.reading_gini")]


def test_the_last_sheet_names_who_counts_for_nobody_and_the_weights(book: Workbook) -> None:
    texts = {str(cell.value) for row in book["Quellen und Methode"].iter_rows() for cell in row if cell.value}
    assert {"k9", "kein Weg in der Nähe", "bis 500\u202fm: 100 %; bis 1.000\u202fm: 50 %"} <= texts
    assert any("bei 5\u202fkm/h" in text for text in texts)


def test_the_same_tables_give_the_same_bytes(asked: Context) -> None:
    reach = asked.published.reach
    turned = {
        name: getattr(reach, name).iloc[::-1].reset_index(drop=True)
        for name in ("measures", "around", "unreached", "fairness", "variants", "blocks")
    }
    again = replace(asked, published=replace(asked.published, reach=replace(reach, **turned)))
    assert reach_annex_files(asked, "0") == reach_annex_files(again, "0")
    assert data_files(asked, "0") == data_files(again, "0")


def test_the_open_tables_tell_classes_of_blocks_and_no_people(asked: Context) -> None:
    files = data_files(asked, "0")
    lines = files["data/reach_blocks.csv"].decode().splitlines()
    assert lines[1:] == ["kita,,100,3436,59990,4,1,-1,k1,true,false"]
    assert "people" not in lines[0]
    around = pd.read_csv(BytesIO(files["data/reach_around.csv"]))
    assert around["people"].isna().tolist() == [True, False]
    assert b"kita,k9,no_way_near" in files["data/reach_unreached.csv"]
    assert b"kita,disparity,-1.4,-15.3,15.3,A," in files["data/reach_fairness.csv"]
    assert b"kita,nord,bfca,,Q," in files["data/reach_variants.csv"]


def test_the_annex_is_there_in_english(asked: Context, english: Texts) -> None:
    page = book_of(replace(asked, words=english))
    assert page.sheetnames[1:] == ["Around the facilities", "Methods", "Fair distribution", "Sources and method"]
