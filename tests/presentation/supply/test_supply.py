"""Demand and supply of one Sozialraum in words, from planning drawn by hand."""

import re
from dataclasses import replace
from typing import Any

import pytest
from presentation.supply.drawn import with_planning

from sozialraum.model.targets import Target
from sozialraum.presentation.area.page import area_context, near_houses
from sozialraum.presentation.atlas.data import CityPages
from sozialraum.presentation.page.templating import filled
from sozialraum.presentation.supply.block import supply_block
from sozialraum.presentation.supply.cells import Line, balance, balance_span, plain, printed
from sozialraum.presentation.supply.rows import plan_rows
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.texts import Texts


@pytest.fixture(scope="module")
def planned(context: Context) -> Context:
    return with_planning(context)


def block(context: Context, area_id: str) -> dict[str, Any]:
    made = supply_block(context, plan_rows(context), area_id)
    assert made is not None
    return made


def row(table: dict[str, Any], group: str, label: str) -> list[str]:
    """The words of a row, each with what stands below it."""
    (found,) = [one for one in table["groups"] if one["label"] == group]
    cells = next(one["cells"] for one in found["rows"] if one["label"] == label)
    return [" ".join(part for part in (cell["text"], cell["soft"], cell["mark"]) if part) for cell in cells]


def cell(value: float | None, lower: float | None = None, upper: float | None = None, status: str = "A") -> Any:
    return {"value": value, "lower": lower, "upper": upper, "status": status, "reason": ""}


@pytest.mark.parametrize(
    ("missing", "spare", "said"),
    [
        (71.85, 0.0, "72 fehlen 71,9"),
        (49.0, 0.0, "49 fehlen "),
        (0.01, 0.0, "1 fehlen 0,01"),
        (45.02, 0.0, "46 fehlen 45,02"),
        (0.0, 0.0, "gedeckt "),
        (0.0, 0.8, "gedeckt 0,8"),
        (0.0, 7.2, "7 übrig 7,2"),
        (1e-12, 0.0, "gedeckt "),
    ],
)
def test_missing_places_are_rounded_up_and_spare_ones_down(
    missing: float, spare: float, said: str, german: Texts
) -> None:
    made = balance(cell(missing), cell(spare), german)
    assert f"{made.text} {made.soft}" == said


@pytest.mark.parametrize(
    ("missing", "spare", "said"),
    [
        (cell(18.2, 15, 21, "F"), cell(0, 0, 0, "F"), "15 bis 21 fehlen"),
        (cell(0, 0, 2, "F"), cell(3, 0, 8, "F"), "8 übrig bis 2 fehlen"),
        (cell(0, 0, 0, "F"), cell(3, 2, 8, "F"), "2 bis 8 übrig"),
        (cell(0, 0, 2.5, "F"), cell(0, 0, 0, "F"), "gedeckt bis 3 fehlen"),
        (cell(16.5, 16.5, 16.5), cell(0, 0, 0), ""),
        (cell(None, 10, None, "O"), cell(None, None, None, "O"), "mindestens 10 fehlen"),
        (cell(None, 0, 4, "Q"), cell(None, 0, 4, "Q"), ""),
    ],
)
def test_a_balance_lies_between_whole_places_and_never_over_a_withheld_one(
    missing: Any, spare: Any, said: str, german: Texts
) -> None:
    assert balance_span(missing, spare, german).text == said


def test_the_balance_of_an_area_by_year(planned: Context) -> None:
    table = block(planned, "nord")["offers"][0]["table"]
    assert [(one.label, one.word) for one in table["columns"]] == [
        ("2023/24", ""),
        ("2024/25", "heute"),
        ("2025/26", "Prognose"),
        ("2026/27", "Prognose"),
    ]
    assert row(table, "Kinder", "Kinder zusammen") == ["80", "81 geschätzt", "84", "90"]
    assert row(table, "Kinder", "unter 1 Jahr") == ["", "30", "30", ""]
    assert row(table, "Kinder", "untere bis obere Variante") == ["", "", "78 bis 90", "80 bis 100"]
    assert row(table, "Plätze und Bedarf", "Plätze") == ["k. A.", "24", "24", "24"]
    assert row(table, "Plätze und Bedarf", "fehlen oder übrig") == [
        "k. A.",
        "17 fehlen 16,5 geschätzt",
        "19 fehlen 18,2",
        "21 fehlen",
    ]
    assert row(table, "Plätze und Bedarf", "untere bis obere Variante") == [
        "10 bis 28 fehlen",
        "",
        "15 bis 21 fehlen",
        "16 bis 26 fehlen",
    ]
    assert row(table, "Mit geplanten Maßnahmen", "fehlen oder übrig") == ["", "", "19 fehlen 18,2", "3 übrig"]
    outside = "Plätze, die Kinder von außerhalb belegen"
    assert row(table, "Nach Wohnort der Kinder", outside) == ["", "6 25,0\u202f%", "", ""]
    elsewhere = row(table, "Nach Wohnort der Kinder", "Kinder von hier mit Platz anderswo")
    assert elsewhere == ["", "gesperrt (Datenschutz)", "", ""]
    assert row(table, "Neben der Bilanz", "Anmeldungen ohne Platz") == ["", "", "7 01.06.2025 gezählt", ""]


def test_the_lead_says_today_next_year_and_the_last_year_in_a_sentence_each(planned: Context) -> None:
    lead = dict(block(planned, "nord")["offers"][0]["lead"])
    assert lead["Heute (2024/25)"] == "17 fehlen; Versorgungsquote 29,6\u202f%, Stadt 40,0\u202f%"
    assert lead["Voraussichtlich 2025/26"] == "19 fehlen (untere bis obere Variante: 15 bis 21 fehlen)"
    assert lead["Voraussichtlich 2026/27"] == (
        "21 fehlen (untere bis obere Variante: 16 bis 26 fehlen); mit geplanten Maßnahmen: 3 übrig"
    )
    assert lead["Zielquote"].startswith("50 % der Kinder")


def test_the_target_that_holds_later_stands_behind_todays_with_its_year(planned: Context) -> None:
    source = {"de": "Ratsbeschluss"}
    later = Target(coverage="kita_u3", year="2026/27", target_pct=55, source=source)
    project = planned.project.model_copy(update={"targets": [*planned.project.targets, later]})
    said = dict(block(replace(planned, project=project), "nord")["offers"][0]["lead"])["Zielquote"]
    assert said.startswith("50 % der Kinder; ")
    assert said.endswith("; 2026/27: 55 % der Kinder; Ratsbeschluss")


def test_where_children_are_withheld_nothing_tells_between_which_numbers_they_lie(planned: Context) -> None:
    """One sentence says so; the table keeps what is no secret, and nothing is drawn."""
    offer = block(planned, "hafen")["offers"][0]
    assert offer["hidden"].endswith("in allen Jahren gesperrt (Datenschutz).")
    assert offer["drawing"] is None
    assert [term for term, _ in offer["lead"]] == ["Zielquote"]
    rows = [one["label"] for group in offer["table"]["groups"] for one in group["rows"]]
    assert rows == ["Plätze", "zum Vergleich: Stadt"]
    assert row(offer["table"], "Plätze und Bedarf", "Plätze") == ["10"]


def test_withheld_years_side_by_side_are_one_cell(german: Texts) -> None:
    """Years ahead begin a cell of their own, so that their ground and border stay."""
    hidden, known = cell(None, status="Q"), cell(7)
    line = Line("Kinder", tuple(plain(one, 0, "", german) for one in (hidden, hidden, known, hidden, hidden, hidden)))
    years = ["2021/22", "2022/23", "2023/24", "2024/25", "2025/26", "2026/27"]
    cells = printed([("", [line])], years, "2024/25", german)["groups"][0]["rows"][0]["cells"]
    assert [(one["text"], one["span"], one["ahead"]) for one in cells] == [
        ("gesperrt (Datenschutz)", 2, False),
        ("7", 1, False),
        ("gesperrt (Datenschutz)", 1, False),
        ("gesperrt (Datenschutz)", 2, True),
    ]


def test_the_error_of_the_past_is_told_in_plain_words(planned: Context) -> None:
    """u2 are the ages of alter_0 and alter_1 together."""
    assert block(planned, "nord")["offers"][0]["back"] == (
        "Rückschau (u2, alle Gebiete): Ein Jahr voraus lag die Rechnung um 3,9 % der Kinder daneben, "
        "„so viele wie zuletzt“ um 4,0 %. 3 Jahre voraus um 12,5 %, „so viele wie zuletzt“ um 10,9 %. "
        "„So viele wie zuletzt“ lag näher nach 3 Jahren. "
        "In 88 von 100 Fällen lag die gezählte Zahl nach einem Jahr zwischen unterer und oberer Variante."
    )


def test_what_is_planned_here_and_what_it_does(planned: Context) -> None:
    first, second = block(planned, "nord")["planned"]
    assert (first["label"], first["since"], first["state"]) == ("Anbau", ["01.08.2026"], "beschlossen")
    assert first["places"] == ["+24 Kita, unter 3 Jahre"]
    assert (first["cost"], first["counts"]) == ("1.500.000\u202f€", planned.words("supply.counts"))
    assert first["details"][-1] == "V 2024/7"
    assert first["effects"] == ["Kita U3: 2026/27: 21 → 0"]
    assert (second["places"], second["cost"], second["effects"]) == (["−5 Kita, unter 3 Jahre"], "", [])
    assert second["counts"] == planned.words("supply.counts_not")
    assert block(planned, "hafen")["planned"] == []


def test_a_school_shows_its_classes_and_its_all_day_places(planned: Context) -> None:
    area = str(planned.published.facilities["area_id"]["s1"])
    (school,) = block(planned, area)["schools"]
    table = school["table"]
    assert [one.label for one in table["columns"]] == ["2024/25", "2025/26", "2026/27", "2027/28"]
    assert row(table, "Eingangsklassen", "Eingangsklassen") == ["2", "1", "", ""]
    assert row(table, "Eingangsklassen", "Kinder je Klasse") == ["15,0", "12,0 unter der Bandbreite", "", ""]
    assert row(table, "Ganztag", "fehlen oder übrig") == ["", "", "10 fehlen", "k. A."]
    assert row(table, "Ganztag", "untere bis obere Variante") == ["", "", "", "15 bis 40 fehlen"]
    assert not any(one["label"] == "kürzere Plätze" for group in table["groups"] for one in group["rows"])


def test_certificates_with_their_validity_and_a_verbund_by_both_readings(planned: Context) -> None:
    centres = block(planned, "nord")["centres"]
    assert "Familienzentren im Gebiet: 1 (Stand 31.12.2024)" in centres["text"]
    assert "160" in centres["text"]
    (house,) = centres["houses"]
    assert house["details"][0] == "Das Zertifikat ist am 31.07.2024 abgelaufen."
    assert house["details"][1].startswith("Das Zertifikat gilt bis 31.07.2028. Verbund „Hafen“: 3 Einrichtungen")
    assert "nach der anderen nicht" in house["details"][1]
    assert block(planned, "mitte")["centres"]["text"] == "Kein Familienzentrum im Gebiet (Stand 31.12.2024)."


def test_without_any_planning_an_area_has_no_block(planned: Context) -> None:
    bare = replace(planned, published=replace(planned.published, measures=planned.published.measures.iloc[:0]))
    nothing = planned.project.model_copy(update={"coverage": []})
    assert supply_block(replace(bare, project=nothing), plan_rows(bare), "heide") is None


@pytest.mark.parametrize("area_id", ["nord", "mitte", "hafen", "heide"])
def test_the_page_has_each_name_once_and_no_style(planned: Context, area_id: str) -> None:
    pages = CityPages(planned)
    near = near_houses(pages)[area_id]
    text = filled("sozialraum.html.j2", map_html="", **area_context(pages, area_id, near, "0"))
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert re.findall(r"<[^>]*\s(?:style|on\w+)=", text) == []
    assert set(re.findall(r'aria-labelledby="([^"]+)"', text)) <= set(ids)


def test_without_a_group_of_the_same_ages_the_error_of_the_one_with_most_of_them_is_told(planned: Context) -> None:
    years = planned.published.planning.years
    only = years.back_test.assign(group="alter_1")
    planning = replace(planned.published.planning, years=replace(years, back_test=only))
    told = replace(planned, published=replace(planned.published, planning=planning))
    assert block(told, "nord")["offers"][0]["back"].startswith("Rückschau (1 Jahr, alle Gebiete):")
