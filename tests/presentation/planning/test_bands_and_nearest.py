"""Children known only together and nearest schools, drawn by hand: on the page, in the annex, in the open tables."""

from dataclasses import replace
from io import BytesIO

import pandas as pd
import pytest
from openpyxl import load_workbook
from presentation.planning.drawn import line, read, section, with_planning
from rows import long

from sozialraum.model.forecast import BACK_TEST, BANDS_AHEAD, Forecast
from sozialraum.model.planning import Planning
from sozialraum.model.planning_settings import NearestRule
from sozialraum.model.planning_tables import NEAREST
from sozialraum.model.tables import MEASURES, frame
from sozialraum.presentation.annex.book import ANNEX, annex_files
from sozialraum.presentation.atlas.data import CityPages
from sozialraum.presentation.exports.open_tables import data_files
from sozialraum.presentation.planning.page import sections
from sozialraum.presentation.planning.told import planning_href

AHEAD = long(
    """
    | area_id | as_of      | value | lower | upper | status | reason         |
    |---------|------------|-------|-------|-------|--------|----------------|
    | nord    | 2024-12-31 | 41.4  | 36.2  | 46.6  | F      |                |
    | mitte   | 2024-12-31 | 29.6  |       |       | F      |                |
    | hafen   | 2024-12-31 |       |       |       | Q      | parts_withheld |
    | city    | 2024-12-31 |       |       |       | Q      | parts_withheld |
    """,
    BANDS_AHEAD,
    indicator_id="children_u3",
)
TESTED = long(
    """
    | level      | horizon | starts | pairs | error_pct | naive_error_pct | within_pct |
    |------------|---------|--------|-------|-----------|-----------------|------------|
    | sozialraum | 1       | 3      | 9     | 2.404     | 2.466           | 69.2       |
    | sozialraum | 2       | 2      | 6     | 3.68      | 3.92            | 77         |
    | sozialraum | 3       | 1      | 3     | 5.02      | 5.01            |            |
    """,
    BACK_TEST,
    group="children_u3",
).assign(naive_better=[False, False, True])
NEAR = long(
    """
    | rule | area_id | facility_id | houses | share_pct | mean_m | farthest_m |
    |------|---------|-------------|--------|-----------|--------|------------|
    | gs   | nord    | s1          | 1      | 0.4       | 900    | 900        |
    | gs   | nord    | s2          | 249    | 99.6      | 400    | 1200       |
    | gs   | mitte   | s1          | 30     | 75        | 100    | 300        |
    | gs   | mitte   | s2          | 10     | 25        | 500    | 700        |
    | gs   | hafen   | s1          | 8      | 100       | 50     | 90         |
    """,
    NEAREST,
    way="straight",
)
RULE = Forecast.model_validate(
    {
        "years_ahead": 3,
        "bands": [{"indicator": "children_u3", "births": "residents", "years": 3, "births_since": 2012}],
    }
)
GS = NearestRule.model_validate({"id": "gs", "label": {"de": "Grundschule"}, "facility_types": ["grundschule"]})


@pytest.fixture
def drawn(pages: CityPages) -> CityPages:
    own = pages.context.project
    project = own.model_copy(
        update={"forecast": RULE, "planning": own.planning.model_copy(update={"nearest": [GS]}), "coverage": []}
    )
    plan = Planning(bands=AHEAD, bands_test=TESTED, nearest=NEAR)
    return with_planning(pages, frame(MEASURES), plan, project)


def test_children_ahead_stand_beside_those_counted_with_their_variants(drawn: CityPages) -> None:
    part = section(drawn, "altersgruppe-1")
    assert part.title == "Kinder unter drei Jahren: gezählt und vorausgerechnet"
    grid = part.grids[0]
    assert [(one.label, one.note, one.ahead) for one in grid.heads] == [
        ("31.12.2023", "gezählt", False),
        ("31.12.2024", "Prognose", True),
    ]
    # Nord's 40 of today are withheld: of 43 in Bezirk West they would tell Hafen's 3
    assert [read(cell) for cell in line(grid, "Nord").cells] == [["gesperrt (Datenschutz)"], ["41", "36 bis 47"]]
    assert [read(cell) for cell in line(grid, "Mitte").cells] == [["30"], ["30"]]
    (withheld,) = [read(cell) for cell in line(grid, "Hafen").cells[1:]]
    assert withheld[0] == "gesperrt (Datenschutz)"
    assert not any(sign.isdigit() for sign in " ".join(withheld))
    assert line(grid, "Gesamtstadt").cells[1].text == "gesperrt (Datenschutz)"


def test_how_it_was_worked_out_and_how_far_it_was_off(drawn: CityPages) -> None:
    part = section(drawn, "altersgruppe-1")
    said = " ".join(part.sentences)
    assert "von 3 Jahrgängen einer" in said
    assert "Geburten vor 2012 bleiben außer Betracht." in said
    assert "1 Jahr voraus lag die Rechnung früher im Mittel 2,4 % neben dem, was kam; „wie zuletzt“ 2,5 %." in said
    back = part.grids[1]
    assert [one.note for one in back.heads] == ["3 Anfänge", "2 Anfänge", "1 Anfang"]
    assert [read(cell)[:3] for cell in line(back, "Kinder unter drei Jahren").cells] == [
        ["2,4\u202f%", "wie zuletzt: 2,5 %", "Rechnung näher"],
        ["3,7\u202f%", "wie zuletzt: 3,9 %", "Rechnung näher"],
        ["5,02\u202f%", "wie zuletzt: 5,01 %", "„wie zuletzt“ näher"],  # 5,0 and 5,0 would contradict the words
    ]


def test_which_school_is_nearest_to_how_many_houses(drawn: CityPages) -> None:
    """Mean of Mitte by hand: (30 x 100 + 10 x 500) / 40 = 200; of Nord (900 + 249 x 400) / 250 = 402."""
    part = section(drawn, "naechste-schule")
    assert "Luftlinie ist kein Schulweg" in part.sentences[0]
    (grid,) = part.grids
    assert [one.label for one in grid.heads] == ["Grundschule"]
    assert {name: read(line(grid, name).cells[0]) for name in ("Nord", "Mitte", "Hafen")} == {
        "Nord": ["s2: über 99 %", "Hafenschule: unter 1 %", "im Mittel 402 m, höchstens 1.200 m"],
        "Mitte": ["Hafenschule: 75 %", "s2: 25 %", "im Mittel 200 m, höchstens 700 m"],
        "Hafen": ["Hafenschule: 100 %", "im Mittel 50 m, höchstens 90 m"],
    }
    assert {one.kind for one in grid.lines} == {"area"}


def test_on_foot_the_page_says_so_and_tells_who_reaches_none(pages: CityPages, drawn: CityPages) -> None:
    """Mitte: 30 houses 100 m and 10 houses 500 m away, 40 more without a way; the mean is of those that have one."""
    rows = NEAR[NEAR["area_id"] == "mitte"].assign(way="network", share_pct=[37.5, 12.5])
    none = rows.iloc[:1].assign(facility_id="", houses=40.0, share_pct=50.0, mean_m=pd.NA, farthest_m=pd.NA)
    plan = Planning(nearest=pd.concat([none, rows]).astype(NEAREST))
    own = with_planning(pages, frame(MEASURES), plan, drawn.context.project)
    part = section(own, "naechste-schule")
    assert "Luftlinie" not in part.sentences[0]
    assert "kürzesten Fußweg" in part.sentences[0]
    assert read(line(part.grids[0], "Mitte").cells[0]) == [
        "Hafenschule: 38 %", "s2: 13 %", "keine zu Fuß erreichbar: 50 %", "im Mittel 200 m, höchstens 700 m",
    ]  # fmt: skip
    sheet = load_workbook(BytesIO(annex_files(own.context, "0")[ANNEX])).worksheets[0]
    told = {row[:7] for row in sheet.values}
    assert ("Grundschule", "Mitte", "keine zu Fuß erreichbar", 40, 50, None, None) in told


def test_either_of_them_alone_is_worth_a_page(pages: CityPages, drawn: CityPages) -> None:
    for plan in (Planning(bands=AHEAD), Planning(nearest=NEAR)):
        own = with_planning(pages, frame(MEASURES), plan, drawn.context.project)
        assert planning_href(own.context)
        assert {"altersgruppe-1", "naechste-schule"} & {one.id for one in sections(own)}


def test_without_a_target_nothing_is_said_to_be_needed(drawn: CityPages) -> None:
    rules = section(drawn, "regeln")
    assert (list(rules.grids), rules.sentences) == ([], ["Es gelten keine Zielquote und keine Regel eines Landes."])


def test_the_annex_has_a_sheet_of_each(drawn: CityPages) -> None:
    book = load_workbook(BytesIO(annex_files(drawn.context, "0")[ANNEX]))
    assert book.sheetnames[:2] == ["Nächste Schule", "Kinder unter 3"]
    near, band, method = (list(sheet.values) for sheet in book.worksheets)
    assert ("Grundschule", "Mitte", "Hafenschule", 30, 75, 100, 300) in {row[:7] for row in near}
    assert any("288" in str(row[0]) or "298" in str(row[0]) for row in near)  # 250 + 40 + 8 houses
    assert ("Nord", "gesperrt (Datenschutz)", 41, 36, 47) in {row[:5] for row in band}
    assert ("Mitte", 30, 30, None, None) in {row[:5] for row in band}
    assert ("Hafen", "gesperrt (Datenschutz)", "gesperrt (Datenschutz)", None, None) in {row[:5] for row in band}
    assert ("Kinder unter drei Jahren", 1, 2.4, 2.5) in {(row[0], *row[2:5]) for row in method}


def test_the_open_tables_have_them_whatever_the_order(drawn: CityPages) -> None:
    files = data_files(drawn.context, "0")
    assert b"nord,children_u3,2024-12-31,41.4,36.2,46.6,F,\n" in files["data/bands.csv"]
    assert b"hafen,children_u3,2024-12-31,,,,Q,parts_withheld\n" in files["data/bands.csv"]
    assert b"gs,mitte,s1,straight,30,75,100,300\n" in files["data/nearest.csv"]
    assert b"sozialraum,children_u3,1,3,9,2.404,," in files["data/bands_test.csv"]
    plan = drawn.context.published.planning
    turned = {name: getattr(plan, name).iloc[::-1] for name in ("bands", "bands_test", "nearest")}
    published = replace(drawn.context.published, planning=replace(plan, **turned))
    again = replace(drawn.context, published=published)
    assert data_files(again, "0") == files
    assert annex_files(again, "0") == annex_files(drawn.context, "0")
    pd.testing.assert_frame_equal(plan.bands, AHEAD)
