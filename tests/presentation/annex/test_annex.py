"""The annex for the council: numbers are numbers, what is unknown is a word, nothing runs, the bytes are the same."""

from dataclasses import replace
from io import BytesIO

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook
from tables import text_table

from sozialraum.model.planning import ChildrenOfYears, Planning
from sozialraum.model.planning_tables import CLASS_TOTALS, CLASSES, EFFECTS, GANZTAG, NETWORKS, PLANNED
from sozialraum.model.tables import MEASURES, frame
from sozialraum.presentation.annex.book import ANNEX, annex_files
from sozialraum.presentation.annex.sheet import (
    Block,
    Column,
    Row,
    Sheet,
    book_bytes,
    page_ends,
    scale_of,
    sheet_names,
)
from sozialraum.presentation.annex.values import balance, places, reach, tenths, whole
from sozialraum.presentation.planning.figures import Figure
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.texts import Texts, texts

# two years of one offer: 2023/24 is today, in 2024/25 a house is to open in Nord; Mitte is withheld
MEASURED = """
    | area_id | measure_id              | period  | scenario       | value | lower | upper | status |
    |---------|-------------------------|---------|----------------|-------|-------|-------|--------|
    | nord    | children                | 2023/24 | bestand        | 78    |       |       | A      |
    | nord    | places                  | 2023/24 | bestand        | 30    |       |       | A      |
    | nord    | places_needed           | 2023/24 | bestand        | 39    |       |       | A      |
    | nord    | places_missing          | 2023/24 | bestand        | 9     |       |       | A      |
    | nord    | places_spare            | 2023/24 | bestand        | 0     |       |       | A      |
    | nord    | children                | 2024/25 | bestand        | 80.4  | 76.2  | 84.6  | F      |
    | nord    | places                  | 2024/25 | bestand        | 30    |       |       | F      |
    | nord    | places_needed           | 2024/25 | bestand        | 40.2  | 38.1  | 42.3  | F      |
    | nord    | places_missing          | 2024/25 | bestand        | 10.2  | 8.1   | 12.3  | F      |
    | nord    | places_spare            | 2024/25 | bestand        | 0     |       |       | F      |
    | nord    | places                  | 2024/25 | mit_massnahmen | 42.5  |       |       | F      |
    | nord    | places_missing          | 2024/25 | mit_massnahmen | 0     |       |       | F      |
    | nord    | places_spare            | 2024/25 | mit_massnahmen | 2.3   | 0.2   | 4.4   | F      |
    | mitte   | children                | 2024/25 | bestand        |       | 3     | 9     | Q      |
    | mitte   | places                  | 2024/25 | bestand        | 20    |       |       | F      |
    | mitte   | places_needed           | 2024/25 | bestand        |       | 1     | 5     | Q      |
    | mitte   | places_missing          | 2024/25 | bestand        |       | 0     | 0     | Q      |
    | mitte   | places_spare            | 2024/25 | bestand        |       | 15    | 19    | Q      |
    | city    | children                | 2024/25 | bestand        | 100.5 |       |       | F      |
    | city    | places                  | 2024/25 | bestand        | 50    |       |       | F      |
    | city    | places_needed           | 2024/25 | bestand        | 50.25 |       |       | F      |
    | city    | places_missing          | 2024/25 | bestand        | 0.25  | 0     | 5     | F      |
    | city    | places_spare            | 2024/25 | bestand        | 0     | 0     | 4.9   | F      |
    | city    | places_missing_in_parts | 2024/25 | bestand        | 10.2  |       |       | F      |
"""


def measures() -> pd.DataFrame:
    rows = [
        {
            **{name: row[name] for name in ("area_id", "measure_id", "period", "scenario", "status")},
            "target_group": "kita_u3",
            **{name: float(row[name]) if row[name] else None for name in ("value", "lower", "upper")},
        }
        for row in text_table(MEASURED).to_dict("records")
    ]
    return frame(MEASURES, rows)


@pytest.fixture(scope="module")
def planned(context: Context) -> Context:
    """The small city with the drawn balance, one measure, two schools and one network."""
    of_measure = {"measure": "M1", "label": "Anbau", "facility_id": "k1", "offer": "kita", "target_group": "u3"}
    effect = {"measure": "M1", "coverage": "kita_u3", "area_id": "nord", "year": "2024/25"}
    school = {"facility_id": "s1", "year": "2024/25"}
    planning = Planning(
        years=ChildrenOfYears(ahead=("2024/25",)),
        today="2023/24",
        planned=frame(
            PLANNED,
            [
                of_measure
                | {"places": 12.5, "from_day": "2025-02-01", "status": "im_bau", "cost_eur": 1_250_000.0}
                | {"who": "=Stadt", "drucksache": "21/2024"},
                of_measure | {"measure": "M2", "places": -5.0, "from_day": "", "status": "idee"},
            ],
        ),
        counted=frozenset({"M1"}),
        effects=frame(EFFECTS, [effect | {"places": 12.5, "missing_before": 10.2, "missing_after": 0.0}]),
        classes=frame(
            CLASSES,
            [school | {"children": 57.0, "classes": 3.0, "per_class": 19.0, "band": "within", "status": "A"}],
        ),
        class_totals=frame(
            CLASS_TOTALS,
            [{"year": "2024/25", "children": 57.0, "classes": 3.0, "richtzahl": 3.0, "above": 0.0, "status": "A"}],
        ),
        ganztag=frame(
            GANZTAG,
            [
                school
                | {"children": 220.0, "entitled": 57.0, "places_needed": 42.75, "places_claim_hours": 40.0}
                | {"places_shorter": 8.0, "places_hours_unknown": 5.0, "places_missing": 2.75, "places_spare": 0.0}
                | {"lower": 0.0, "upper": 2.75, "status": "F"}
            ],
        ),
        networks=frame(
            NETWORKS,
            [
                {"verbund": "Mitte", "houses": 2.0, "without_position": 0.0, "pairwise_m": 3000.4}
                | {"circle_m": 1500.2, "number": "within", "by_pairs": "above", "by_circle": "within"}
            ],
        ),
    )
    return replace(context, published=replace(context.published, measures=measures(), planning=planning))


def book_of(context: Context) -> Workbook:
    return load_workbook(BytesIO(annex_files(context, "0.0.0")[ANNEX]))


@pytest.fixture(scope="module")
def book(planned: Context) -> Workbook:
    return book_of(planned)


def by_heading(page: Worksheet) -> list[dict[str, object]]:
    """Rows below the frozen headings, by heading; of those under a band by "band: heading"."""
    assert page.freeze_panes
    head = page[page.freeze_panes].row - 1
    names, band = [], ""
    for column, cell in enumerate(page[head], start=1):
        above = page.cell(head - 1, column)
        if above.style == "head":
            in_merge = any(above.coordinate in area for area in page.merged_cells.ranges)
            band = str(above.value) if above.value else (band if in_merge else "")
        names.append(f"{band}: {cell.value}" if band else str(cell.value))
    found = []
    for row in page.iter_rows(min_row=head + 1, values_only=True):
        if row[0] is None:
            break
        found.append(dict(zip(names, row, strict=True)))
    return found


def figure(value: float | None, lower: float | None = None, upper: float | None = None, status: str = "A") -> Figure:
    return Figure(value, lower, upper, status, "")


def test_children_and_places_are_rounded_as_they_are_read(german: Texts) -> None:
    assert whole(figure(80.4), german) == 80
    assert whole(figure(80.5), german) == 81
    assert whole(figure(0), german) == 0
    assert tenths(figure(40.25), german) == 40.3
    assert places(figure(42.0), german) == 42
    assert places(figure(42.5), german) == 42.5


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("O", "k. A."),
        ("L", "nicht erhoben"),
        ("M", "nicht anwendbar"),
        ("Q", "gesperrt (Datenschutz)"),
        ("F", "k. A."),
    ],
)
def test_what_is_not_a_number_is_a_word(german: Texts, status: str, said: str) -> None:
    nothing = figure(None, status=status)
    assert {way(nothing, german) for way in (whole, tenths, places)} == {said}
    assert balance(nothing, nothing, german) == said


def test_missing_places_are_rounded_up_and_spare_ones_down(german: Texts) -> None:
    assert balance(figure(71.85), figure(0), german) == -72
    assert balance(figure(0), figure(71.85), german) == 71
    assert balance(figure(0), figure(0), german) == 0
    assert balance(figure(0.01), figure(0), german) == -1


def test_the_balance_at_best_and_at_worst(german: Texts) -> None:
    assert reach(figure(10.2, 8.1, 12.3), figure(0)) == (-9, -13)
    assert reach(figure(0), figure(5.6, 2.05, 9.2)) == (9, 2)
    assert reach(figure(0, 0, 2.5), figure(1, 0, 3.5)) == (3, -3)
    assert reach(figure(3), figure(0)) == (None, None)
    assert reach(figure(None, 3, None, "O"), figure(None, 0, 0, "O")) == (-3, None)
    assert reach(figure(None, 3, 9, "Q"), figure(None, 0, 1, "Q")) == (None, None)


def test_sheet_names_are_short_clean_and_different() -> None:
    long = "Versorgung mit Plätzen für Kinder unter drei Jahren"
    assert sheet_names(["U3/Ü3: [Kita]*?", "'Ganztag'", "ganztag", long, long, "", "History"]) == [
        "U3 Ü3 Kita",
        "Ganztag",
        "ganztag 2",
        "Versorgung mit Plätzen für Kind",
        "Versorgung mit Plätzen für Ki 2",
        "-",
        "History 2",
    ]


@pytest.mark.slow
@given(names=st.lists(st.text(max_size=40), min_size=1, max_size=6))
def test_any_texts_name_sheets(names: list[str]) -> None:
    made = sheet_names(names)
    assert len({name.casefold() for name in made}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in made)
    assert not any(name[0] == "'" or name[-1] == "'" for name in made)


def test_wide_tables_are_printed_smaller_and_narrow_ones_never_larger() -> None:
    assert scale_of([20, 20]) == 100
    assert scale_of([15] * 14) == 66  # 14 columns of 110 dots are 40.75 cm; 98 % of 27.7 cm are there
    assert scale_of([100] * 9) == 40


def test_pages_end_between_parts() -> None:
    def part(length: int) -> list[Row]:
        return [Row(("",), begins=at == 0) for at in range(length)]

    assert page_ends([*part(20), *part(20), *part(20)], 45) == [40]
    assert page_ends([*part(20), *part(30)], 45) == [20]
    assert page_ends([*part(50), *part(50)], 45) == [50]
    assert page_ends(part(10), 45) == []


def test_a_sheet_for_each_offer_then_schools_measures_and_the_method(book: Workbook) -> None:
    assert book.sheetnames == [
        "Übersicht",
        "Kita U3",
        "Eingangsklassen",
        "Ganztag je Schule",
        "Maßnahmen",
        "Wirkung der Maßnahmen",
        "Quellen und Methode",
    ]


def test_the_balance_by_hand(book: Workbook) -> None:
    """Today first, then the year ahead; numbers are numbers, and each by its rule of rounding."""
    rows = by_heading(book["Kita U3"])
    assert [(row["Kita-Jahr"], row["Gebiet"]) for row in rows] == [
        (year, area) for year in ("2023/24", "2024/25") for area in ("Mitte", "Nord", "Musterstadt")
    ]
    nord = rows[4]
    assert nord["Kinder gezählt?"] == "Prognose"
    assert nord["Kinder: zusammen"] == 80
    assert nord["Bestand: benötigte Plätze"] == 40.2
    assert nord["Bestand: Plätze"] == 30
    assert nord["Bestand: fehlen − übrig +"] == -11
    assert (nord["Bestand: im günstigen Fall"], nord["Bestand: im ungünstigen Fall"]) == (-9, -13)
    assert nord["mit geplanten Maßnahmen: Plätze"] == 42.5
    assert nord["mit geplanten Maßnahmen: fehlen − übrig +"] == 2
    today = rows[1]
    assert today["Kinder gezählt?"] == "gezählt"
    assert today["Bestand: fehlen − übrig +"] == -9
    assert today["mit geplanten Maßnahmen: Plätze"] is None
    city = rows[5]
    assert city["Ebene"] == "Gesamtstadt"
    assert city["Bestand: fehlen − übrig +"] == -1
    assert (city["Bestand: im günstigen Fall"], city["Bestand: im ungünstigen Fall"]) == (4, -5)
    assert city["Bestand: fehlen in den Teilen zusammen"] == 11


def test_over_a_withheld_number_there_are_no_bounds(book: Workbook) -> None:
    mitte = by_heading(book["Kita U3"])[3]
    assert mitte["Kinder: zusammen"] == mitte["Bestand: fehlen − übrig +"] == "gesperrt (Datenschutz)"
    assert mitte["Kinder gezählt?"] == "gesperrt (Datenschutz)"
    assert mitte["Bestand: im günstigen Fall"] is mitte["Bestand: im ungünstigen Fall"] is None
    assert mitte["Bestand: Plätze"] == 20


def test_the_overview_shows_both_scenarios(book: Workbook) -> None:
    nord = by_heading(book["Übersicht"])[1]
    assert list(nord.values()) == ["Kita U3", "Nord", -9, -11, 2]


def test_measures_and_what_they_do(book: Workbook) -> None:
    idea, extension = by_heading(book["Maßnahmen"])
    assert (idea["Nr."], idea["Stand"], idea["zählt"], idea["Plätze ±"]) == ("M2", "Idee", "nein", -5)
    assert idea["Kosten (EUR)"] == "k. A."
    assert (extension["Stand"], extension["zählt"], extension["Kosten (EUR)"]) == ("im Bau", "ja", 1_250_000)
    assert extension["Einrichtung"] == "Kita Sonnenschein"
    assert f"{extension['ab']:%d.%m.%Y}" == "01.02.2025"
    (effect,) = by_heading(book["Wirkung der Maßnahmen"])
    assert (effect["Plätze ±"], effect["fehlen ohne sie"], effect["fehlen mit ihr"]) == (12.5, 11, 0)


def test_schools(book: Workbook) -> None:
    school, total = by_heading(book["Eingangsklassen"])
    assert (school["Schule"], school["angemeldet"], school["Eingangs-klassen"]) == ("Hafenschule", 57, 3)
    assert (total["Schule"], total["Klassenrichtzahl der Stadt"], total["Klassen darüber"]) == ("alle Schulen", 3, 0)
    (ganztag,) = by_heading(book["Ganztag je Schule"])
    assert ganztag["benötigte Plätze"] == 42.8
    assert ganztag["fehlen − übrig +"] == -3
    assert (ganztag["im günstigen Fall"], ganztag["im ungünstigen Fall"]) == (0, -3)


def test_every_sheet_is_ready_for_paper(book: Workbook) -> None:
    for page in book.worksheets:
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert 40 <= page.page_setup.scale <= 100
        if page.title != "Quellen und Methode":
            assert page.freeze_panes
            assert page.print_title_rows
            assert page.auto_filter.ref


def test_numbers_have_separators_and_signs(book: Workbook) -> None:
    formats = {cell.number_format for page in book.worksheets for row in page.iter_rows() for cell in row}
    assert {"#,##0", "#,##0.0", '"+"#,##0;"−"#,##0;0', "DD.MM.YYYY"} <= formats


def test_nothing_is_a_formula_and_no_text_of_a_file_becomes_one(planned: Context) -> None:
    facilities = planned.published.facilities.copy()
    facilities["name"] = '=HYPERLINK("https://boese.example/";"hier")'
    book = book_of(replace(planned, published=replace(planned.published, facilities=facilities)))
    found = set()
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    found.add(cell.value)
                    assert cell.quotePrefix
    assert {one[:10] for one in found} == {"=HYPERLINK", "=Stadt"}


def test_the_notice_of_the_city_stands_on_every_sheet(book: Workbook) -> None:
    for page in book.worksheets:
        assert page.cell(2, 1).value == "Fiktive Stadt: alle Werte erfunden", page.title


def test_the_same_tables_give_the_same_bytes_whatever_the_order(planned: Context) -> None:
    once = annex_files(planned, "0.0.0")
    published = planned.published
    mixed = replace(
        published.planning,
        **{
            name: getattr(published.planning, name).iloc[::-1]
            for name in ("planned", "effects", "classes", "class_totals", "ganztag", "networks")
        },
    )
    turned = replace(published, measures=published.measures.iloc[::-1], planning=mixed)
    assert annex_files(replace(planned, published=turned), "0.0.0") == once


def test_it_speaks_the_language_of_the_city_and_other_programs_read_it(planned: Context) -> None:
    content = annex_files(replace(planned, words=texts("en")), "0.0.0")[ANNEX]
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    assert book.sheet_names[:2] == ["Overview", "Day care U3"]
    rows = book.get_sheet_by_name("Day care U3").to_python()
    assert any("withheld (data protection)" in row for row in rows)


def test_a_city_without_offers_has_no_annex(context: Context) -> None:
    published = replace(context.published, measures=frame(MEASURES), planning=Planning())
    project = context.project.model_copy(update={"coverage": []})
    assert annex_files(replace(context, published=published, project=project), "0.0.0") == {}


def test_the_small_city_as_it_is_has_an_annex(context: Context) -> None:
    rows = by_heading(book_of(context)["Kita U3"])
    hafen = next(row for row in rows if row["Gebiet"] == "Hafen")
    assert hafen["Kinder: zusammen"] == "gesperrt (Datenschutz)"


def test_two_tables_on_a_sheet_share_their_columns() -> None:
    blocks = (
        Block((Column("A", 10), Column("B", 30, "whole")), (Row(("x", 1)),), "Eins"),
        Block((Column("C", 20),), (Row(("y",)),), "Zwei"),
    )
    page = load_workbook(BytesIO(book_bytes([Sheet("S", "T", (), blocks)], "T"))).active
    assert isinstance(page, Worksheet)
    assert (page.column_dimensions["A"].width, page.column_dimensions["B"].width) == (20, 30)
    assert page.freeze_panes is None
    assert [cell.value for cell in page["A"]] == ["T", None, "Eins", "A", "x", None, "Zwei", "C", "y"]


REASONS = (
    *("spread_over_months", "before_year", "not_born_yet", "age_open", "not_in_register", "births_unknown"),
    *("parts_missing", "parts_withheld", "children_unknown", "no_children", "no_target", "places_unknown"),
    *("use_unknown", "use_not_by_age", "no_applications_told", "no_familienzentrum"),
    *("registrations_unknown", "registrations_unfit", "pupils_unknown", "hours_unknown"),
)


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_of_planning_has_a_sentence(german: Texts, reason: str) -> None:
    assert german(f"why.{reason}")
