"""What the atlas puts on paper, read back from the PDF: sizes, words, letters, and that nothing is cut off."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from handed import WITHHELD, printed
from moving import show
from sheets import A3, A4, LEAST_PT, margin_is_white, sizes, smallest_pt, texts

Open = Callable[..., Any]
DARK, PAPER = 200, 254  # shades of grey
FRAGMENT = "#ind=sgb2_u18&gebiet=sr03"


def test_the_sheets_of_the_atlas(invented_city: Path, offline_page: Open) -> None:
    opened = offline_page(invented_city / "index.html", fragment=FRAGMENT)
    page = opened.page
    paper = printed(page, "map", "a4", "area", "table")
    assert sizes(paper) == [A4[::-1], A4, A4, A4]
    words = texts(paper)
    for number, text in enumerate(words, 1):
        assert f"{number} / {len(words)}" in text
    for wanted in (
        "Fiktive Stadt",
        "31.12.2024",
        "Quellen:",
        "Einstellungen:",
        "Ausgegeben am",
        "Datenstand",
        "stärker belastet",
        "Lüttkenhöhe",
        "km",
        "44,4",
    ):
        assert wanted in words[0], wanted
    steckbrief = words[1] + words[2]
    plain = [" ".join(text.split()) for text in (steckbrief, words[3])]
    assert [text.count("Unterschiede sind aus ungerundeten Werten gerechnet.") for text in plain] == [1, 1]
    for wanted in ("Lüttkenhöhe", "Was auffällt", "Einrichtungen", WITHHELD, "Ausgegeben am", "Plätze und Bedarf"):
        assert wanted in steckbrief, wanted
    assert all(area in words[3] for area in ("Marktwall", "Hafenbruch", "Musterstadt"))
    assert smallest_pt(paper) > LEAST_PT - 0.05
    margin_is_white(paper)
    page.wait_for_function("() => !document.querySelector('.sr-sheets')")  # they leave the page when it is printed

    large = printed(page, "map", "a3")
    assert sizes(large) == [A3[::-1]]
    assert smallest_pt(large) > LEAST_PT - 0.05
    margin_is_white(large)
    for fragment in ("ind=reach_grundschule", "ind=kita_u3_lage_versorgung", "ind=kita_u3_bilanz", "ind=residents"):
        show(page, fragment)
        paper = printed(page, "map", "a4")
        assert sizes(paper) == [A4[::-1]], fragment
        assert smallest_pt(paper) > LEAST_PT - 0.05, fragment
        margin_is_white(paper)
    assert opened.complaints() == []


def drawn(page: pypdfium2.PdfPage) -> np.ndarray:
    return page.render(scale=3, grayscale=True).to_numpy().squeeze().astype(int)


def frame(picture: np.ndarray) -> tuple[int, int]:
    """Where the frame of the notice ends at the left and right; it is as thick at the one as at the other."""
    top = next(row for row in range(len(picture)) if (picture[row] < DARK).mean() > 0.7)
    left, right = (picture[top] < DARK).nonzero()[0][[0, -1]]
    ink = [(255 - picture[top + 12, at - 5 : at + 6]).sum() for at in (left, right)]
    assert ink[1] > 0.8 * ink[0] > 0
    return left, right


def test_the_notice_has_a_frame_and_shading_goes_through_the_row(invented_city: Path, offline_page: Open) -> None:
    page = offline_page(invented_city / "index.html", fragment=FRAGMENT).page
    (sheet,) = printed(page, "table")
    picture = drawn(sheet)
    left, right = frame(picture)
    tinted = [row[left + 9 : right - 9] < PAPER for row in picture if row.min() > DARK]
    shaded = [row for row in tinted if row.mean() > 0.25]
    assert shaded
    assert all(row.all() for row in shaded), "from the rank to the difference"


SUPPLY = """(where) => [...document.querySelectorAll(where + " .sr-places tr")].map((row) => row.textContent)"""


def test_supply_on_paper_is_that_of_the_screen(invented_city: Path, offline_page: Open) -> None:
    page = offline_page(invented_city / "index.html", fragment=FRAGMENT + "&ansicht=steckbrief").page
    screen = page.evaluate(SUPPLY, "#sr-profile")
    page.evaluate(f"() => {{ window.print = () => {{ window.rows = ({SUPPLY})('.sr-sheet'); }}; }}")
    page.click("#sr-print > button")
    page.locator(".sr-print-dialog [value=print]").click()
    page.wait_for_function("() => window.rows")
    assert page.evaluate("() => window.rows") == screen
    assert sum(row.startswith("mit geplanten Maßnahmen") for row in screen) >= 2


def test_a_steckbrief_with_much_to_say_stays_on_two_sheets(invented_city: Path, offline_page: Open) -> None:
    """A note of the planners, long findings, older values beside withheld ones; what is left out is counted."""
    page = offline_page(invented_city / "index.html", fragment="#ind=kita_u3_bilanz&gebiet=sr04").page
    paper = printed(page, "area")
    assert sizes(paper) == [A4, A4]
    words = " ".join(" ".join(texts(paper)).split())
    assert words.count("Plätze mehr als benötigt: ") == 1
    assert re.search(r"\d+ weitere Kennzahlen stehen am Bildschirm", words)
    assert "Stand 31.12.2023; 31.12.2024: gesperrt" in words
    assert smallest_pt(paper) > LEAST_PT - 0.05
    margin_is_white(paper)


SIGNS = """() => [...document.querySelectorAll(".sr-sheet-rows tr:has(.sr-sheet-judged)")].map((row) => [
  row.cells[1].textContent, row.cells[2].textContent,
].map((text) => text.trim()))"""


def test_a_sign_on_paper_says_what_it_says_on_screen(invented_city: Path, offline_page: Open) -> None:
    """▲ stands above the city's value, ▼ below it, whatever is the better of the two."""
    page = offline_page(invented_city / "index.html", fragment=FRAGMENT).page
    page.evaluate(f"() => {{ window.print = () => {{ window.rows = ({SIGNS})(); }}; }}")
    page.click("#sr-print > button")
    page.locator(".sr-print-dialog [name=area]").check()
    page.locator(".sr-print-dialog [value=print]").click()
    page.wait_for_function("() => window.rows")
    seen = set()
    for own, city in page.evaluate("() => window.rows"):
        value, sign, word = re.fullmatch(r"([−\d.,]+).*([▲▼]) (\w+)", own).groups()
        above = german(value) > german(city)
        assert sign == ("▲" if above else "▼"), (own, city)
        seen.add((sign, word))
    assert {("▲", "günstiger"), ("▲", "ungünstiger")} <= seen


def german(number: str) -> float:
    return float(number.replace(".", "").replace(",", ".").replace("−", "-"))


def test_the_dialog_offers_what_there_is(invented_city: Path, offline_page: Open) -> None:
    page = offline_page(invented_city / "index.html", size="phone").page
    button = page.locator("#sr-print > button")
    if not button.is_visible():
        page.locator("button[aria-expanded=false]:has-text('Menü')").first.click()
    button.click()
    dialog = page.locator(".sr-print-dialog")
    assert dialog.locator("[name=area]").is_disabled()
    dialog.locator("[name=map]").uncheck()
    assert dialog.locator("[value=print]").is_disabled()
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert page.locator(".sr-sheets").count() == 0


@pytest.mark.parametrize("figure", ["kita_u3_lage_versorgung", "lage_type", "reach_grundschule"])
def test_the_browser_s_own_print_begins_with_the_map_and_its_whole_key(
    figure: str, invented_city: Path, offline_page: Open
) -> None:
    page = offline_page(invented_city / "index.html", fragment=f"#ind={figure}").page
    paper = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    first, second = texts(paper)[:2]
    title = page.locator("#sr-title").inner_text().split(":")[0].split(",")[0]
    for wanted in (title, "Legende", "Bockenstiege", "Grenzen:", "Kindertagesstätten", "Größe nach Plätzen", "Bahn"):
        assert wanted in " ".join(first.split()), wanted
    assert "Größe nach Plätzen" not in second


@pytest.mark.parametrize("file", ["luettkenhoehe.html", "gravensiek.html", "en/flachsanger.html"])
def test_an_area_s_page_prints_two_sheets_and_the_whole_on_request(
    file: str, invented_city: Path, offline_page: Open
) -> None:
    opened = offline_page(invented_city / file)
    page = opened.page
    page.evaluate("() => { window.print = () => {}; }")
    short = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert len(short) <= 2
    assert set(sizes(short)) == {A4}
    assert "1 / " in texts(short)[0]
    margin_is_white(short)
    frame(drawn(short[0]))
    page.click("[data-sr-print=whole]")
    whole = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert len(whole) > len(short)
    assert ("Sources" if "en/" in file else "Quellen") in " ".join(texts(whole))
    assert page.evaluate("document.body.classList.contains('sr-short')")
    assert opened.complaints() == []
