"""A stock Firefox, as offices have it: the ten tasks by mouse, what it prints, and that hostile pages run nothing."""

import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pypdfium2
import pytest
from driving.in_firefox import InFirefox
from driving.tasks import TASKS
from hostile.hostile_city import PAYLOADS, area_names
from sheets import A3, A4, LEAST_PT, outside, sizes, smallest_pt, texts

SHEETS = ("map", "area", "table")
CHOSEN = "#ind=sgb2_u18&gebiet=sr03"
WITHHELD = "gesperrt (Datenschutz)"
TITLE = "Sozialatlas Musterstadt"
EDGE_PT = 24
HEAD_PT, FOOT_PT = 30, 52  # above Firefox writes title and address, below the number of the page and the date
ADDRESS = ("ind", "jahr", "gebiet", "ansicht", "ebene", "rundgang", "vortrag", "gruppe", "vergleich")
SET_ADDRESS = "parts => { location.hash = new URLSearchParams(parts).toString(); }"
RAN = "() => typeof window.sozialraumRan"
ASKED = """() => {
  for (const name of ["alert", "confirm", "prompt"]) window[name] = () => { window.sozialraumRan = name; };
}"""


@pytest.fixture(scope="module")
def firefox() -> Iterator[InFirefox]:
    """One Firefox for all tests of this file; without one they fail, they are never skipped."""
    person = InFirefox()
    yield person
    person.close()


@pytest.mark.parametrize("number", TASKS)
def test_task(number: str, firefox: InFirefox, invented_city: Path) -> None:
    firefox.open(invented_city / "index.html")
    TASKS[number](firefox, invented_city)
    assert firefox.complaints() == []


def ask_for(firefox: InFirefox, *wanted: str) -> None:
    """Through the page's own dialog: these sheets and this size of the map, no others."""
    firefox.click("#sr-print > button")
    for name in SHEETS:
        if firefox.js("name => document.querySelector(`.sr-print-dialog [name=${name}]`).checked", name) != (
            name in wanted
        ):
            firefox.click(f".sr-print-dialog label:has([name={name}])")
    for size in {"a4", "a3"} & set(wanted):
        firefox.click(f".sr-print-dialog label:has([value={size}])")
    firefox.click(".sr-print-dialog [value=print]")


def same(paper: pypdfium2.PdfDocument, *wanted: tuple[int, int]) -> bool:
    """Are the sheets of these sizes? Firefox rounds to whole pixels."""
    return len(paper) == len(wanted) and all(
        abs(width - size[0]) <= 1 and abs(height - size[1]) <= 1
        for (width, height), size in zip(sizes(paper), wanted, strict=True)
    )


def test_what_comes_out_of_its_printer(firefox: InFirefox, invented_city: Path) -> None:
    """Sheets of the atlas asked for in its dialog, then a page of a Sozialraum; the printer has A4 in it."""
    firefox.open(invented_city / "index.html", CHOSEN)
    for wanted, shapes in {
        ("map", "a4", "area", "table"): [A4[::-1], A4, A4, A4],
        ("area",): [A4, A4],
        ("map", "a3"): [A4[::-1]],  # made smaller, on one sheet
    }.items():
        ask_for(firefox, *wanted)
        paper = pypdfium2.PdfDocument(firefox.printed())
        assert same(paper, *shapes), (wanted, sizes(paper))
        assert outside(paper, EDGE_PT, HEAD_PT, FOOT_PT, TITLE) == []
        words = texts(paper)
        for number, text in enumerate(words, 1):
            assert re.search(rf" {number} (of|von) {len(words)} ", text), text[-100:]
        if "map" in wanted:
            for said in ("Fiktive Stadt", "31.12.2024", "Quellen:", "Einstellungen:", "Ausgegeben am", "Datenstand"):
                assert said in words[0], said
            for said in (
                "stärker belastet",
                "Lüttkenhöhe",
                "2 km",
                "44,4",
                "über 31,0 bis 44,4",
                "Kindertagesstätten",
            ):
                assert said in words[0], said
        if "area" in wanted:
            steckbrief = "".join(words)
            for said in ("Was auffällt", "Einrichtungen", WITHHELD, "Quellen:", "Ausgegeben am"):
                assert said in steckbrief, said
        if "table" in wanted:
            assert all(area in words[-1] for area in ("Marktwall", "Hafenbruch", "Musterstadt"))
        if "a3" not in wanted:
            assert smallest_pt(paper) > LEAST_PT - 0.05
        firefox.wait("() => !document.querySelector('.sr-sheets')")  # they leave the page when it is printed
    assert firefox.complaints() == []

    firefox.open(invented_city / "luettkenhoehe.html")
    firefox.click("[data-sr-print]:not([data-sr-print=whole])")
    paper = pypdfium2.PdfDocument(firefox.printed())
    assert same(paper, A4, A4), sizes(paper)
    assert outside(paper, EDGE_PT, HEAD_PT, FOOT_PT, "Lüttkenhöhe") == []
    words = texts(paper)
    for said in ("Lüttkenhöhe", "44,4", "Was auffällt", "Kindertagesstätten", "Datenstand", "Vermessungsamt"):
        assert said in "".join(words), said
    assert " 2 of 2 " in words[1]
    assert firefox.complaints() == []


def test_what_it_saves_as_pdf(firefox: InFirefox, invented_city: Path, tmp_path: Path) -> None:
    """A file has the size of the sheet that was asked for; printed by the menu the page has its map whole."""
    firefox.open(invented_city / "index.html", CHOSEN)
    firefox.pdf(tmp_path / "page.pdf")
    paper = pypdfium2.PdfDocument(tmp_path / "page.pdf")
    first = texts(paper)[0]
    assert "Kennzahlen" in texts(paper)[1]
    for said in ("Musterstadt", "Tannwisch", "Bockenstiege", "über 31,0 bis 44,4", "Kindertagesstätten", "Bahn"):
        assert said in first, said
    firefox.js("() => { window.print = () => {}; }")
    ask_for(firefox, "map", "a3")
    firefox.wait("() => document.querySelector('.sr-sheets') !== null")
    firefox.pdf(tmp_path / "a3.pdf")
    paper = pypdfium2.PdfDocument(tmp_path / "a3.pdf")
    assert same(paper, A3[::-1]), sizes(paper)
    assert outside(paper, EDGE_PT, EDGE_PT, FOOT_PT) == []
    assert smallest_pt(paper) > LEAST_PT - 0.05
    assert firefox.complaints() == []


def test_the_pages_of_a_hostile_city_run_nothing(firefox: InFirefox, hostile_city: Path) -> None:
    """As Chromium is asked in test_hostile.py: what is opened, chosen, sent as address, printed."""
    names = list(area_names().items())[::6]
    firefox.open(hostile_city / "index.html")
    firefox.js(ASKED)
    for (id_, name), view in zip(names, cycle(("steckbrief", "tabelle", "lesen")), strict=False):
        firefox.js(SET_ADDRESS, {"gebiet": id_, "ansicht": view})
        firefox.wait(
            "view => document.querySelector(`[role=tab][data-view=${view}][aria-selected=true]`) !== null", view
        )
        firefox.js(SET_ADDRESS, {"gebiet": id_, "ansicht": "steckbrief"})
        firefox.wait("name => document.querySelector('#sr-profile h2')?.textContent === name", name)
    firefox.js(SET_ADDRESS, dict.fromkeys(ADDRESS, PAYLOADS[15]))
    for part in ADDRESS:
        firefox.js(SET_ADDRESS, {part: PAYLOADS[15], "ind": "residents"})
    firefox.js("() => { location.hash = 'rundgang=2'; }")
    firefox.wait("() => document.querySelector('.sr-second-map path.sr-area') !== null")
    ask_for(firefox, "map", "table")
    assert PAYLOADS[0] in "".join(texts(pypdfium2.PdfDocument(firefox.printed())))
    assert (firefox.js(RAN), firefox.complaints()) == ("undefined", [])
    for file in (
        *sorted(hostile_city.glob("*.html"))[::8],
        hostile_city / "planung.html",
        hostile_city.parent / "index.html",
    ):
        firefox.open(file)
        firefox.js(ASKED)
        assert firefox.js("() => document.body.innerText.length") > 100, file.name
        assert (firefox.js(RAN), firefox.complaints()) == ("undefined", []), file.name
