"""In the pages of the hostile city every text is seen as it was written, and none of them does anything."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from choosing import choose_layer
from defusedxml.ElementTree import fromstring
from hostile.hostile_city import JINJA, PAYLOADS, area_names, hostile_project
from packing import page_data

from sozialraum.model.tour import Setting

Open = Callable[..., Any]
ASKED_FOR = 5  # texts that are read after a click only: of the background and of the walk-through
ADDRESS = ("ind", "jahr", "gebiet", "ansicht", "ebene", "rundgang", "vortrag", *get_args(Setting))
SHAPES = {"path", "rect", "circle", "line", "polygon", "text", "tspan", "title"}
DRAWN = SHAPES | {"svg", "defs", "pattern", "clipPath", "g"}
RAN = "typeof window.sozialraumRan"
SET_ADDRESS = "parts => { location.hash = new URLSearchParams(parts).toString(); }"
# Text of all elements but scripts and styles, and of the attributes that are shown or read out.
TEXTS = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (["SCRIPT", "STYLE"].includes(node.tagName)) continue;
    ["label", "title", "aria-label", "placeholder"].forEach((name) => found.push(node.getAttribute(name) || ""));
    if (![...node.children].some((child) => child.tagName === "SCRIPT")) found.push(node.textContent);
  }
  return found.join("\\n");
}"""


def watched(opened: Any) -> list[str]:
    """Dialogs that open from now on; each is closed at once."""
    dialogs: list[str] = []

    def note(dialog: Any) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    opened.page.on("dialog", note)
    return dialogs


@pytest.mark.parametrize("without_policy", [False, True])
def test_each_area_page_shows_its_texts_and_runs_nothing(
    hostile_city: Path, offline_page: Open, without_policy: bool
) -> None:
    """Without the policy too: that stops what gets through, and nothing may get through."""
    files = sorted(hostile_city.glob("*.html"))
    files = [*files[:: 3 if without_policy else 1], *sorted((hostile_city / "en").glob("*.html"))[::9]]
    opened = offline_page(files[0], bypass_csp=without_policy)
    dialogs, headings = watched(opened), []
    for file in files:
        opened.page.goto(file.as_uri(), wait_until="load")
        heading = opened.page.text_content("h1")
        if marker := opened.page.query_selector(".sr-facility"):
            marker.dispatch_event("mouseover")
            assert opened.page.query_selector(".sr-tooltip")
            marker.dispatch_event("click")
            assert opened.page.query_selector(".sr-popup")
        assert opened.page.evaluate(RAN) == "undefined", file.name
        assert opened.page.url == file.as_uri()
        headings.append(heading)
        if opened.page.query_selector("path.sr-own"):
            data = page_data(opened.page.text_content("#sr-data"))
            own = data["areas"][data["self"]]
            assert heading == own["name"]
            assert f"{own['id']} k" in {house["id"] for house in data["facilities"]}
            shown = opened.page.text_content("main")
            for house in data["facilities"]:
                if house["area"] == data["self"]:
                    assert house["name"] in shown
                    assert all(words in shown for line in house["lines"] for words in line)
    assert (dialogs, opened.complaints()) == ([], [])
    if not without_policy:
        assert set(area_names().values()) <= set(headings)


@pytest.mark.parametrize("without_policy", [False, True])
def test_the_atlas_shows_every_text_and_runs_nothing(
    hostile_city: Path, offline_page: Open, without_policy: bool
) -> None:
    opened = offline_page(hostile_city / "index.html", bypass_csp=without_policy)
    page, dialogs = opened.page, watched(opened)
    names = area_names()
    data = page_data(page.text_content("#sr-data"))
    shown = page.evaluate(TEXTS)
    for number in range(len(data["layers"])):
        choose_layer(page, number)
        page.click("#sr-tab-table")
        cells = page.eval_on_selector_all("#sr-table tbody th button", "all => all.map((one) => one.textContent)")
        assert sorted(cells) == sorted(names.values())
        page.click("#sr-tab-about")
        shown += page.evaluate(TEXTS)
    for id_, name in names.items():
        page.evaluate(
            "id => { location.hash = new URLSearchParams({ gebiet: id, ansicht: 'steckbrief' }).toString(); }", id_
        )
        page.wait_for_function("name => document.querySelector('#sr-profile h2')?.textContent === name", arg=name)
        panel = page.text_content("#sr-profile")
        shown += panel
        own = next(at for at, area in enumerate(data["areas"]) if area["id"] == id_)
        for house in data["facilities"]:
            if house["area"] == own:
                assert house["name"] in panel
    for path in page.query_selector_all("path.sr-area")[:8]:
        path.dispatch_event("mouseover")
        path.dispatch_event("click")
    assert page.evaluate(RAN) == "undefined"
    planning = offline_page(hostile_city / "planung.html")
    shown += planning.page.evaluate(TEXTS)
    assert planning.page.evaluate(RAN) == "undefined"
    assert planning.complaints() == []
    assert (dialogs, opened.complaints()) == ([], [])
    _, written = hostile_project()
    missing = [
        text for key in ("title", "publisher", "licence", "city") for text in written[key] if text not in shown
    ]
    assert missing == []
    # nobody is told what a level of larger areas is called, what one facility is called when there are several, nor
    # whom places are for, since a coverage has words of its own
    unseen = [text.rpartition(" ")[2] for text in written["de"][:-ASKED_FOR] if text not in shown]
    assert set(unseen) <= {"70", "74", "96"}, unseen


def test_the_walk_through_the_background_and_the_land_around_run_nothing(
    hostile_city: Path, offline_page: Open
) -> None:
    """Texts of [[views]], [background], [[base_lines]], of groups and larger areas, in both languages."""
    _, written = hostile_project()
    for folder in (hostile_city, hostile_city / "en"):
        opened = offline_page(folder / "index.html", bypass_csp=folder != hostile_city)
        page, dialogs = opened.page, watched(opened)
        shown = page.evaluate(TEXTS)
        page.click("#sr-tour-start button")
        shown += page.evaluate(TEXTS)
        page.click('[data-step="next"]')
        page.wait_for_selector(".sr-second-map path.sr-area")
        page.click("#sr-tab-compare")
        shown += page.evaluate(TEXTS)
        for payload in PAYLOADS[:8]:
            assert f"{payload} Land" in shown
        assert opened.complaints() == [], "nobody is asked for tiles before a click"
        page.click("#sr-background button")
        opened.good = False  # from now on somebody is asked, and nobody answers
        shown += page.evaluate(TEXTS)
        assert [text for text in written["de"][-ASKED_FOR:] if text not in shown] == []
        page.wait_for_function("() => document.querySelector('.sr-background-tiles img')")
        assert {re.sub(r"\d+", "0", one) for one in opened.requests} <= {"GET https://karten.example/0/0/0.png"}
        page.click("#sr-background button")
        assert (dialogs, opened.page_errors, page.evaluate(RAN)) == ([], [], "undefined")


def test_an_address_line_that_somebody_sends_runs_nothing(hostile_city: Path, offline_page: Open) -> None:
    """Each payload in every part at once, one in each part alone; then the page of the larger areas."""
    opened = offline_page(hostile_city / "index.html")
    page, dialogs = opened.page, watched(opened)
    for payload in PAYLOADS:
        page.evaluate(SET_ADDRESS, dict.fromkeys(ADDRESS, payload))
    for name in ADDRESS:
        page.evaluate(SET_ADDRESS, {name: PAYLOADS[15], "ind": "residents"})
    page.wait_for_timeout(50)
    assert (dialogs, opened.complaints(), page.evaluate(RAN)) == ([], [], "undefined")
    level = page_data(page.text_content("#sr-data"))["levels"][0]["id"]
    page.evaluate("level => { location.hash = 'ebene=' + level; }", level)
    page.wait_for_function("() => document.querySelectorAll('path.sr-area').length === 1")
    assert f"{PAYLOADS[5]} Bezirk" in page.evaluate(TEXTS)
    assert (dialogs, opened.complaints(), page.evaluate(RAN)) == ([], [], "undefined")


def test_a_script_address_is_no_link(hostile_city: Path, offline_page: Open) -> None:
    for name in ("index.html", "7-7.html"):
        opened = offline_page(hostile_city / name)
        links = opened.page.eval_on_selector_all("a", "all => all.map((one) => [one.protocol, one.host])")
        assert len(links) > 3
        assert {protocol for protocol, _ in links} <= {"file:", "https:"}
        assert {host for _, host in links} <= {"", "geo.example"}


def test_the_list_of_cities_shows_the_name_as_written(hostile_city: Path, offline_page: Open) -> None:
    opened = offline_page(hostile_city.parent / "index.html")
    assert f"{PAYLOADS[1]} {JINJA}" in opened.page.text_content("main")
    assert (opened.page.evaluate(RAN), opened.complaints()) == ("undefined", [])


def test_the_payloads_would_run_in_a_careless_page(tmp_path: Path, offline_page: Open) -> None:
    """The same texts in a page that puts them in as markup: the watcher sees them run."""
    file = tmp_path / "sorglos.html"
    body = "".join(f"<p>{payload}</p>" for payload in PAYLOADS)
    file.write_text(f"<!doctype html><meta charset=utf-8>{body}", encoding="utf-8")
    opened = offline_page(file, good=False)
    opened.page.wait_for_timeout(300)
    assert opened.requests or opened.page.evaluate(RAN) != "undefined"


def test_what_is_handed_out_runs_nothing_either(hostile_city: Path, offline_page: Open) -> None:
    # the stop shows one group, a comparison and a second map, all of which have texts of the project
    opened = offline_page(hostile_city / "index.html", fragment="#rundgang=2")
    page, dialogs = opened.page, watched(opened)
    page.wait_for_selector(".sr-second-map path.sr-area")
    page.click("#sr-share > button")
    files = {}
    for kind in ("csv", "svg", "png"):
        with page.expect_download() as waiting:
            page.click(f'[data-share="{kind}"]')
        assert re.fullmatch(r"[a-z0-9-]+\.[a-z]+", waiting.value.suggested_filename)
        files[kind] = Path(waiting.value.path()).read_bytes()
    rows = list(csv.reader(io.StringIO(files["csv"].decode("utf-8-sig"), newline=""), delimiter=";"))
    for cell in (cell for row in rows for cell in row):
        assert re.fullmatch(r"-?[0-9.,]*", cell) or not re.match(r"\s*[=+\-@\t\r]", cell), cell
    written = {text for row in rows if len(row) > 1 for text in (row[1], row[1].removeprefix("'"))}
    assert {name.replace("\u00ad", "") for name in area_names().values()} <= written
    drawing = fromstring(files["svg"])
    assert {node.tag.rpartition("}")[2] for node in drawing.iter()} <= DRAWN
    assert not [key for node in drawing.iter() for key in node.attrib if key.startswith("on") or key.endswith("href")]
    assert files["png"].startswith(b"\x89PNG")
    page.evaluate("() => { window.print = () => {}; }")
    page.click("#sr-print > button")
    page.click(".sr-print-dialog [value=print]")
    page.wait_for_selector(".sr-sheets", state="attached")
    page.pdf(prefer_css_page_size=True)
    assert page.evaluate(RAN) == "undefined"
    assert (dialogs, opened.complaints()) == ([], [])
