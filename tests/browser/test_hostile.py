"""In the pages of the hostile city every text is seen as it was written, and none of them does anything."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hostile.hostile_city import JINJA, PAYLOADS, area_names, hostile_project
from packing import page_data

Open = Callable[..., Any]
RAN = "typeof window.sozialraumRan"
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
    opened = offline_page(files[0], bypass_csp=without_policy)
    dialogs, headings = watched(opened), []
    for file in files[:: 3 if without_policy else 1]:
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
        page.select_option("#sr-layer", str(number))
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
    unseen = [text.rpartition(" ")[2] for text in written["de"] if text not in shown]
    assert set(unseen) <= {"70", "74", "96"}, unseen


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
    opened = offline_page(file)
    opened.page.wait_for_timeout(300)
    assert opened.requests or opened.page.evaluate(RAN) != "undefined"
