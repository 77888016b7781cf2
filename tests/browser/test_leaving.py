"""What leaves the atlas is what it shows: both of two maps, every name, and the tables of the open tab."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from handed import WITHHELD, laid_out, printed, rows_of, saved
from moving import show
from playwright.sync_api import Page
from sheets import texts

Open = Callable[..., Any]
U18 = "Kinder und Jugendliche unter 18 Jahren im SGB II"
BOTH = "ind=kita_u3_lage_versorgung&jahr=2024%2F25&karte2=sgb2_u18"
LAYERS = ("sgb2_u18", "residents", "kita_u3_bilanz", "kita_u3_lage_versorgung", "reach_grundschule", "lage_index")
DRAWN = """() => [...document.querySelectorAll(".sr-sheet > svg")]
  .map((sheet) => [...sheet.querySelectorAll("text")].map((one) => one.textContent).join(""))"""


def drawn(content: bytes) -> list[str]:
    """The words of a drawing, one for each line of text."""
    return [(node.text or "").strip() for node in fromstring(content).iter() if node.tag.endswith("}text")]


def on_paper(page: Page, size: str) -> list[str]:
    """The words of the map's sheets of this size, one text for each."""
    return texts(printed(page, "map", size))


def drawn_for_paper(page: Page, size: str) -> list[str]:
    """The same as they were drawn, without blanks and without the browser's PDF."""
    laid_out(page, "map", size)
    sheets = page.evaluate(DRAWN)
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    return [re.sub(r"\s", "", text) for text in sheets]


@pytest.mark.slow
def test_every_area_has_its_name_on_paper(invented_city: Path, offline_page: Open) -> None:
    opened = offline_page(invented_city / "index.html", fragment="#ind=sgb2_u18")
    page = opened.page
    names = page.evaluate("() => [...document.querySelectorAll('.sr-pages li a')].map((one) => one.textContent)")
    assert len(names) == 14
    for layer in LAYERS:
        show(page, f"ind={layer}&vergleich=sr01,sr03&gebiet=sr05")
        for size in ("a4", "a3"):
            words = drawn_for_paper(page, size)
            lost = [name for name in names if name.replace(" ", "") not in words[0]]
            assert not lost, (layer, size, lost)
    assert opened.complaints() == []


def test_two_maps_leave_together(invented_city: Path, offline_page: Open) -> None:
    opened = offline_page(invented_city / "index.html", fragment=f"#{BOTH}")
    page = opened.page
    titles = ("soziale Lage und", "Kinder und Jugendliche unter 18 Jahren im SGB II, in %, 31.12.2024")
    legends = ("Lage × Versorgung U3", "Unter 18 im SGB II", "über 31,0 bis 44,4", "hoch belastet", WITHHELD)
    content = saved(page, "svg")[1]
    words = drawn(content)
    text = " ".join(words)
    for wanted in (*titles, *legends, "Zeitpunkt der Daten: 2024/25 | 31.12.2024", "Einstellungen:"):
        assert wanted in text, wanted
    assert words.count("Lüttkenhöhe") == 2
    assert "44,4" in words
    kept = {node.get("id") for node in fromstring(content).iter() if node.get("id")}
    fills = [node.get("fill", "") for node in fromstring(content).iter() if node.tag.endswith("}path")]
    assert {fill[5:-1] for fill in fills if fill.startswith("url(#")} <= kept
    shown = page.evaluate("() => document.querySelectorAll('.sr-area[fill*=withheld]').length")
    assert sum("withheld" in fill for fill in fills) >= shown > 0

    for size in ("a4", "a3"):
        (sheet,) = on_paper(page, size)
        for wanted in (*titles, "Lage × Versorgung U3", "über 31,0 bis 44,4", "1 / 1"):
            assert wanted in sheet, (size, wanted)

    rows = rows_of(saved(page, "csv")[1])
    place = next(at for at, head in enumerate(rows[0]) if head.startswith("Zweite Karte: ") and "Wert" in head)
    assert {row[1]: row[place] for row in rows[1 : rows.index([])]}["Lüttkenhöhe"] == "44,4"

    show(page, "ind=kita_u3_bilanz&jahr=2026%2F27&karte2=-massnahmen&gebiet=sr03")
    text = " ".join(drawn(saved(page, "svg")[1]))
    for wanted in ("mit geplanten Maßnahmen", "Neubau Kita", "Lüttkenhöhe"):
        assert wanted in text, wanted
    show(page, "ind=sgb2_u18")
    assert drawn(saved(page, "svg")[1]).count("Lüttkenhöhe") == 1
    assert opened.complaints() == []


def test_the_file_of_a_tab_is_what_it_shows(invented_city: Path, offline_page: Open) -> None:
    opened = offline_page(invented_city / "index.html", fragment="#ind=kita_u3_bilanz&ansicht=tabelle")
    page = opened.page
    page.click("#sr-share > button")
    assert not page.locator('[data-share="tab"]').is_visible(), "the table is that of the map"
    page.keyboard.press("Escape")

    show(page, "ind=kita_u3_bilanz&ansicht=vergleich&vergleich=sr03,sr09&felder=versorgung")
    head, *rows = rows_of(saved(page, "tab")[1])
    rows = rows[: rows.index([])]
    read = """() => [...document.querySelectorAll('#sr-compare tbody tr:not(.sr-versus-field)')].map((row) => [
        row.querySelector('button').title,
        ...[...row.querySelectorAll('td')].map((cell) => cell.textContent.replaceAll('\\u00ad', ''))])"""
    told = page.evaluate(read)
    assert len(rows) == len(told) > 3
    for row, (label, city, *cells) in zip(rows, told, strict=True):
        cell = dict(zip(head, row, strict=True))
        assert cell["Kennzahl"] == label
        assert city == (cell["Musterstadt"] or "–")
        for area, shown in zip(("Lüttkenhöhe", "Hafenbruch"), cells, strict=True):
            if WITHHELD in shown:
                assert (cell[area], cell[f"{area} – Status"]) == ("", WITHHELD)
            else:
                assert shown.startswith(cell[area]), (label, area)
                assert cell[area]
    assert WITHHELD in rows[0]
    assert page.locator('#sr-compare [data-share="here"]').is_visible()

    show(page, "ind=kita_u3_bilanz&ansicht=handlungsbedarf")
    board = {row[1]: row for row in rows_of(saved(page, "tab")[1])[1:] if len(row) > 2}
    assert board["Lüttkenhöhe"][2] == page.text_content('[data-area="2"] .sr-tag')
    assert WITHHELD in board["Hafenbruch"]
    assert not any(cell.replace(",", "").lstrip("-").isdigit() for cell in board["Hafenbruch"])

    show(page, "ind=sgb2_u18&ansicht=zusammenhang")
    plot = rows_of(saved(page, "tab")[1])
    assert len([row for row in plot[1 : plot.index([])] if row[2] and row[4]]) == 15
    assert any("Rangkorrelation" in cell for row in plot for cell in row)

    show(page, "ind=sgb2_u18&gebiet=sr09&ansicht=steckbrief")
    profile = rows_of(saved(page, "tab")[1])
    newest = next(row for row in profile if row[1:5] == [U18, "", "in %", "31.12.2024"])
    assert newest[5] in (page.text_content("#sr-profile .sr-headline-value") or "")
    hidden = [row for row in profile[1 : profile.index([])] if WITHHELD in row]
    assert hidden
    assert all(row[5:8] == ["", "", ""] for row in hidden)
    assert opened.complaints() == []
