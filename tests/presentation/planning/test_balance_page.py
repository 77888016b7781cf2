"""The balance on the page of planning: the table of docs/methods.md#platzbilanz, read as a planner reads it."""

import re
from dataclasses import replace

import pandas as pd
import pytest
from presentation.planning.drawn import balance, line, read, section, with_planning

from sozialraum.model.planning import Planning
from sozialraum.model.planning_tables import APPLICATIONS
from sozialraum.model.tables import frame
from sozialraum.model.targets import Target
from sozialraum.presentation.atlas.data import CityPages
from sozialraum.presentation.planning.areas import places_in_order
from sozialraum.presentation.planning.figures import plain
from sozialraum.presentation.planning.page import page_data, planning_page, sections
from sozialraum.presentation.views.supply_rows import target_info

# Nord 10 of 42,5, Mitte 60 of 52,8, Hafen 18 of 12,64; West = Nord and Hafen, Ost = Mitte and Heide
THREE_AREAS = """
    | area_id | measure_id              | period  | value  | lower | upper | status | reason |
    |---------|-------------------------|---------|--------|-------|-------|--------|--------|
    | nord    | places                  | 2023/24 | 10     |       |       |        |        |
    | nord    | places_needed           | 2023/24 | 42.5   |       |       |        |        |
    | nord    | places_missing          | 2023/24 | 32.5   |       |       |        |        |
    | nord    | places_spare            | 2023/24 | 0      |       |       |        |        |
    | hafen   | places                  | 2023/24 | 18     |       |       |        |        |
    | hafen   | places_needed           | 2023/24 | 12.64  |       |       |        |        |
    | hafen   | places_missing          | 2023/24 | 0      |       |       |        |        |
    | hafen   | places_spare            | 2023/24 | 5.36   |       |       |        |        |
    | mitte   | places                  | 2023/24 | 60     |       |       |        |        |
    | mitte   | places_needed           | 2023/24 | 60     |       |       |        |        |
    | mitte   | places_missing          | 2023/24 | 0      |       |       |        |        |
    | mitte   | places_spare            | 2023/24 | 0      |       |       |        |        |
    | heide   | places                  | 2023/24 |        |       |       | Q      |        |
    | heide   | places_needed           | 2023/24 |        | 1     | 9     | Q      | parts_withheld |
    | heide   | places_missing          | 2023/24 |        | 1     | 9     | Q      | parts_withheld |
    | heide   | places_spare            | 2023/24 |        | 0     | 0     | Q      | parts_withheld |
    | west    | places                  | 2023/24 | 28     |       |       |        |        |
    | west    | places_needed           | 2023/24 | 55.14  |       |       |        |        |
    | west    | places_missing          | 2023/24 | 27.14  |       |       |        |        |
    | west    | places_spare            | 2023/24 | 0      |       |       |        |        |
    | west    | places_missing_in_parts | 2023/24 | 32.5   |       |       |        |        |
    | city    | places                  | 2023/24 | 92     |       |       |        |        |
    | city    | places_needed           | 2023/24 | 107.94 |       |       |        |        |
    | city    | places_missing          | 2023/24 | 15.94  |       |       |        |        |
    | city    | places_spare            | 2023/24 | 0      |       |       |        |        |
    | city    | places_missing_in_parts | 2023/24 | 32.5   |       |       |        |        |
    | nord    | places                  | 2024/25 | 10     |       |       | F      |        |
    | nord    | places_needed           | 2024/25 | 40     | 36    | 44    | F      |        |
    | nord    | places_missing          | 2024/25 | 30     | 26    | 34    | F      |        |
    | nord    | places_spare            | 2024/25 | 0      | 0     | 0     | F      |        |
"""
TODAY = Planning(today="2023/24")


def drawn_pages(pages: CityPages, measures: pd.DataFrame | None = None, plan: Planning = TODAY) -> CityPages:
    return with_planning(pages, balance(THREE_AREAS) if measures is None else measures, plan)


def test_each_area_stands_once_below_its_planungsbezirk(pages: CityPages) -> None:
    rows = places_in_order(pages.context)
    assert [(one.area_id, one.kind) for one in rows] == [
        ("heide", "area"),
        ("mitte", "area"),
        ("ost", "larger"),
        ("hafen", "area"),
        ("nord", "area"),
        ("west", "larger"),
        ("city", "city"),
    ]


def test_what_is_missing_is_said_in_whole_places(pages: CityPages) -> None:
    grid = section(drawn_pages(pages), "bilanz-1").panes[0].grids[0]
    assert [(head.label, head.note, head.ahead) for head in grid.heads] == [
        ("2023/24", "heute", False),
        ("2024/25", "Prognose", True),
    ]
    assert read(line(grid, "Nord").cells[0]) == ["fehlen 33", "10 von 42,5"]
    assert line(grid, "Nord").cells[0].tone == "missing"
    assert read(line(grid, "Hafen").cells[0]) == ["5 übrig", "18 von 12,6"]
    assert read(line(grid, "Mitte").cells[0]) == ["ausgeglichen", "60 von 60,0"]
    assert read(line(grid, "Bezirk West").cells[0]) == ["fehlen 28", "28 von 55,1", "einzeln fehlen 32,5"]
    assert read(line(grid, "Gesamtstadt").cells[0]) == ["fehlen 16", "92 von 107,9", "einzeln fehlen 32,5"]


def test_a_column_has_one_number_of_decimals_and_none_is_cut_off(pages: CityPages) -> None:
    """Two for all where one needs them: 10 of 10.04, one is missing."""
    rows = balance(
        """
        | area_id | measure_id     | period  | value |
        |---------|----------------|---------|-------|
        | nord    | places         | 2023/24 | 10    |
        | nord    | places_needed  | 2023/24 | 10.04 |
        | nord    | places_missing | 2023/24 | 0.04  |
        | nord    | places_spare   | 2023/24 | 0     |
        | mitte   | places         | 2023/24 | 17.5  |
        | mitte   | places_needed  | 2023/24 | 16    |
        | mitte   | places_missing | 2023/24 | 0     |
        | mitte   | places_spare   | 2023/24 | 1.5   |
        | nord    | places         | 2024/25 | 10    |
        | nord    | places_needed  | 2024/25 | 8.45  |
        | nord    | places_missing | 2024/25 | 0     |
        | nord    | places_spare   | 2024/25 | 1.55  |
        """
    )
    own = drawn_pages(pages, rows)
    part = section(own, "bilanz-1")
    grid = part.panes[0].grids[0]
    assert [read(cell) for cell in line(grid, "Nord").cells] == [
        ["fehlen 1", "10,0 von 10,04"],
        ["1 übrig", "10 von 8,5"],
    ]
    assert read(line(grid, "Mitte").cells[0]) == ["1 übrig", "17,5 von 16,00"]
    assert [one.decimals for one in grid.columns] == [(1, 2), (0, 1)]
    at = [head.label for head in part.grids[0].heads].index("benötigt")
    assert [line(part.grids[0], name).cells[at].text for name in ("Nord", "Mitte")] == ["10,04", "16,00"]
    assert part.grids[0].columns[at].decimals == (2, 0)


def test_the_target_of_a_later_year_is_told_on_the_page_and_with_the_figure_on_the_map(pages: CityPages) -> None:
    later = Target(coverage="kita_u3", year="2024/25", target_pct=55, source={"de": "Ratsbeschluss"})
    project = pages.context.project.model_copy(update={"targets": [later]})
    own = with_planning(pages, balance(THREE_AREAS), TODAY, project)
    said = dict(section(own, "bilanz-1").facts)["Zielquote"]
    assert said.startswith("2023/24: 50 % der Kinder; ")
    assert said.endswith("; 2024/25: 55 % der Kinder; Ratsbeschluss")
    assert target_info(own.context, project.coverage[0]) == said.removeprefix("2023/24: ")


def test_a_withheld_balance_tells_no_limits(pages: CityPages) -> None:
    grid = section(drawn_pages(pages), "bilanz-1").panes[0].grids[0]
    assert read(line(grid, "Heide").cells[0]) == ["gesperrt (Datenschutz)"]
    whole = planning_page(drawn_pages(pages), "0")
    assert whole is not None
    assert "1 bis 9" not in whole
    assert "fehlen 9" not in whole


def test_a_year_in_full_has_the_variants(pages: CityPages) -> None:
    grids = section(drawn_pages(pages), "bilanz-1").grids
    assert [grid.caption for grid in grids] == [
        "Kita-Jahr 2023/24: alle Zahlen",
        "Kita-Jahr 2024/25: alle Zahlen (Prognose)",
    ]
    nord = line(grids[1], "Nord")
    at = {head.label: cell for head, cell in zip(grids[1].heads, nord.cells, strict=True)}
    assert at["benötigt"].text == "40"  # all of that year are whole
    assert at["je nach Variante"].text == "fehlen 26 bis 34"


def test_the_sentences_tell_net_and_parts_apart(pages: CityPages) -> None:
    first = section(drawn_pages(pages), "bilanz-1").sentences[0]
    assert first.startswith("2023/24: In der ganzen Stadt fehlen 16 Plätze.")
    assert "Einzeln gezählt (Stadtteile) fehlen zusammen 32,5" in first


def test_unknown_places_say_what_is_known(pages: CityPages) -> None:
    rows = balance(
        """
        | area_id | measure_id              | period  | value | lower | upper | status | reason         |
        |---------|-------------------------|---------|-------|-------|-------|--------|----------------|
        | nord    | places                  | 2023/24 |       | 10    | 30    | O      | places_unknown |
        | nord    | places_needed           | 2023/24 | 42.5  |       |       |        |                |
        | nord    | places_missing          | 2023/24 |       | 12.5  | 32.5  | O      | places_unknown |
        | nord    | places_spare            | 2023/24 |       | 0     | 0     | O      | places_unknown |
        | nord    | facilities_without_places | 2023/24 | 2   |       |       |        |                |
        | mitte   | places                  | 2023/24 |       | 5     |       | O      | places_unknown |
        | mitte   | places_needed           | 2023/24 | 8     |       |       |        |                |
        | mitte   | places_missing          | 2023/24 |       | 0     | 3     | O      | places_unknown |
        | mitte   | places_spare            | 2023/24 |       | 0     |       | O      | places_unknown |
        """
    )
    part = section(drawn_pages(pages, rows), "bilanz-1")
    why = "Plätze nicht aller Einrichtungen bekannt"
    assert read(line(part.panes[0].grids[0], "Nord").cells[0]) == ["k. A.", why, "fehlen 13 bis 33"]
    assert read(line(part.panes[0].grids[0], "Mitte").cells[0]) == ["k. A.", why, "fehlen 0 bis 3"]
    at = {head.label: cell for head, cell in zip(part.grids[0].heads, line(part.grids[0], "Nord").cells, strict=True)}
    assert read(at["Plätze"]) == ["k. A.", "mindestens 10; 2 ohne Angabe"]


def test_with_measures_and_by_residence_are_panes_of_their_own(pages: CityPages) -> None:
    after = balance(
        """
        | area_id | measure_id     | period  | value | status |
        |---------|----------------|---------|-------|--------|
        | nord    | places         | 2024/25 | 30    | F      |
        | nord    | places_needed  | 2024/25 | 40    | F      |
        | nord    | places_missing | 2024/25 | 10    | F      |
        | nord    | places_spare   | 2024/25 | 0     | F      |
        """,
        scenario="mit_massnahmen",
    )
    home = balance(
        """
        | area_id | measure_id                  | period  | value |
        |---------|-----------------------------|---------|-------|
        | nord    | places_by_residence         | 2023/24 | 35    |
        | nord    | places_missing_by_residence | 2023/24 | 7.5   |
        | nord    | places_spare_by_residence   | 2023/24 | 0     |
        | nord    | places_from_outside         | 2023/24 | 4     |
        | nord    | places_from_outside_pct     | 2023/24 | 40    |
        | nord    | children_elsewhere          | 2023/24 | 29    |
        """
    )
    rows = pd.concat([balance(THREE_AREAS), after, home], ignore_index=True)
    part = section(drawn_pages(pages, rows), "bilanz-1")
    assert [pane.id for pane in part.panes] == ["bestand", "mit_massnahmen", "wohnort"]
    planned = line(part.panes[1].grids[0], "Nord")
    assert [read(cell) for cell in planned.cells] == [["fehlen 10", "30 von 40"]]
    by_home = {
        f"{head.label} {head.note}".strip(): read(cell)
        for head, cell in zip(part.panes[2].grids[0].heads, line(part.panes[2].grids[0], "Nord").cells, strict=True)
    }
    assert by_home["Plätze nach Wohnort"] == ["35"]
    assert by_home["fehlen / übrig nach Wohnort"] == ["fehlen 8"]
    assert by_home["von außerhalb belegt"] == ["4", "40,0 % der belegten"]
    assert by_home["Kinder mit Platz anderswo"] == ["29"]


@pytest.mark.parametrize(
    ("value", "shown"), [(100.0, "100"), (100.04, "100,04"), (99.96, "99,96"), (100.001, "100"), (1042.94, "1.042,9")]
)
def test_a_number_keeps_the_digit_that_says_it_is_not_whole(pages: CityPages, value: float, shown: str) -> None:
    """Else a place is missing "100 von 100"."""
    assert plain(value, pages.context.words) == shown


def test_a_withheld_area_does_not_keep_a_column_that_nobody_else_fills(pages: CityPages) -> None:
    home = balance(
        """
        | area_id | measure_id                 | period  | value | status | reason               |
        |---------|----------------------------|---------|-------|--------|----------------------|
        | nord    | places_by_residence        | 2023/24 | 35    | A      |                      |
        | heide   | places_by_residence        | 2023/24 |       | Q      | parts_withheld       |
        | nord    | inanspruchnahmequote_pct   | 2023/24 |       | O      | use_not_by_age       |
        | mitte   | inanspruchnahmequote_pct   | 2023/24 |       | O      | use_not_by_age       |
        | hafen   | inanspruchnahmequote_pct   | 2023/24 |       | O      | use_not_by_age       |
        | ost     | inanspruchnahmequote_pct   | 2023/24 |       | O      | use_not_by_age       |
        | west    | inanspruchnahmequote_pct   | 2023/24 |       | O      | use_not_by_age       |
        | city    | inanspruchnahmequote_pct   | 2023/24 |       | O      | use_not_by_age       |
        | heide   | inanspruchnahmequote_pct   | 2023/24 |       | Q      | parts_withheld       |
        """
    )
    rows = pd.concat([balance(THREE_AREAS), home], ignore_index=True)
    grid = section(drawn_pages(pages, rows), "bilanz-1").panes[-1].grids[0]
    assert "Inanspruchnahmequote" not in [head.label for head in grid.heads]
    assert any(note.startswith("Inanspruchnahmequote: ") for note in grid.note)


def test_applications_stand_beside_the_balance_with_their_day(pages: CityPages) -> None:
    waiting = balance(
        """
        | area_id | measure_id                 | period  | value | status |
        |---------|----------------------------|---------|-------|--------|
        | nord    | applications_without_place | 2023/24 | 12    | U      |
        """
    )
    told = frame(APPLICATIONS, [{"coverage": "kita_u3", "period": "2023/24", "counted_on": "2024-03-15"}])
    rows = pd.concat([balance(THREE_AREAS), waiting], ignore_index=True)
    grid = section(drawn_pages(pages, rows, replace(TODAY, applications=told)), "bilanz-1").grids[0]
    assert (grid.heads[-1].label, grid.heads[-1].note) == ("Anmeldungen ohne Platz", "unsicher, 15.03.2024")
    assert read(line(grid, "Nord").cells[-1]) == ["12"]


def test_the_script_is_given_what_can_be_summed(pages: CityPages) -> None:
    own = drawn_pages(pages)
    data = page_data(own, sections(own))
    net = data["grids"]["bilanz-1-1"][0]
    order = own.context.areas
    assert order == ["hafen", "heide", "mitte", "nord"]
    assert net == {
        "way": "net",
        "of": [18, None, 60, 10],
        "by": [12.64, None, 60, 42.5],
        "s": "AQAA",
        "d": (0, 1),
    }
    assert "d" not in data["grids"]["bilanz-1-1"][1]  # all of them are whole
    assert data["areas"][3]["neighbours"] == [0, 1, 2]


def test_the_page_stands_without_scripts_and_reaches_nothing(pages: CityPages) -> None:
    whole = planning_page(drawn_pages(pages), "0")
    assert whole is not None
    assert not re.search(r"(src|href)=\"(?!#|(en/)?[a-z]+\.html|data/planung\.xlsx)", whole)
    assert " style=" not in whole
    anchors = set(re.findall(r'href="#([a-z0-9-]+)"', whole))
    assert anchors <= set(re.findall(r'id="([a-z0-9-]+)"', whole))
    assert whole.count("<td") > 30


def test_from_when_on_only_children_with_a_claim_count_is_said_where_the_table_tells_the_years_before(
    pages: CityPages,
) -> None:
    claims = """
        | area_id | measure_id        | period  | value |
        |---------|-------------------|---------|-------|
        | nord    | children          | 2022/23 | 40    |
        | nord    | children          | 2023/24 | 40    |
        | nord    | children_entitled | 2024/25 | 10    |
    """

    def said(first: str) -> str | None:
        rows = pd.concat([balance(THREE_AREAS), balance(claims)])
        told = rows[rows["period"] >= first]
        return dict(section(drawn_pages(pages, told), "bilanz-1").facts).get("Reihenbruch")

    assert "Ab 2024/25 zählen nur Kinder mit Anspruch" in str(said("2022/23"))
    assert said("2024/25") is None, "no year before it"
