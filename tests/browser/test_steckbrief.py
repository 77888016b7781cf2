"""The Steckbrief in the atlas tells what an area's own page tells; the way between both keeps what was chosen."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

Open = Callable[..., Any]

AREA = "sr03"
CLOSED = "sr09"  # hardly anybody lives here: much is withheld
PANEL_ROWS = """() => Object.fromEntries([...document.querySelectorAll("#sr-profile .sr-profile tbody tr")]
    .filter((row) => row.querySelector("th button") && row.cells.length === 4).map((row) => {
        const [name, value, city, spine] = row.cells;
        const mark = value.querySelector("abbr");
        const word = spine.querySelector(".sr-compare");
        const dot = spine.querySelector(".sr-spine :is(circle, polygon)");
        const place = dot && (dot.getAttribute("cx") || dot.getAttribute("points").split(",")[0]);
        return [name.querySelector("button").title, {
            value: value.firstChild.textContent + (mark ? ` (${mark.title})` : ""),
            city: city.textContent,
            judged: word ? word.className.split("sr-").pop() : "none",
            similar: Boolean(word && word.textContent.startsWith("\\u2248")),
            difference: word && word.nextSibling ? word.nextSibling.textContent : "–",
            spine: place === null ? null : Number(place)}];
    }))"""
PAGE_ROWS = """() => Object.fromEntries([...document.querySelectorAll("#felder tr[id]")].map((row) => {
    const [name, value, city, difference, spine] = row.cells;
    const word = difference.querySelector("span");
    const dot = spine.querySelector("use");
    return [name.querySelector("a").textContent, {
        value: value.firstChild.textContent,
        city: city.textContent,
        judged: word ? word.className.split("sr-").pop() : "none",
        similar: Boolean(word && /hnlich wie die/.test(word.textContent)),
        difference: difference.firstChild.textContent,
        spine: dot ? Number(dot.getAttribute("x")) : null}];
}))"""


def bare(text: str) -> str:
    """Without soft hyphens, marks in brackets and the unit, which only one of the two repeats."""
    return re.sub(r"[\u00ad\s]", "", text).replace("k.A.", "keineAngabe")


def data_of(page: Page) -> Any:
    """As the page itself reads it."""
    return page.evaluate("() => sozialraum.pageData(document.getElementById('sr-data').textContent)")


def number_of(text: str) -> str:
    """The number alone; without one the word, which the narrow tables of a page shorten."""
    found = re.search(r"[−+±]?\d[\d.,]*", text)
    return found.group() if found else bare(text).replace("k.A.", "keineAngabe")


def told(page: Page, script: str) -> dict[str, Any]:
    return {bare(name): row for name, row in page.evaluate(script).items()}


@pytest.mark.parametrize(("area", "least"), [(AREA, 60), (CLOSED, 40)])
def test_the_steckbrief_tells_what_the_page_of_the_area_tells(
    invented_city: Path, offline_page: Open, area: str, least: int
) -> None:
    opened = offline_page(invented_city / "index.html", fragment=f"#gebiet={area}&ansicht=steckbrief")
    panel = told(opened.page, PANEL_ROWS)
    tiles = opened.page.eval_on_selector_all(
        ".sr-fact",
        "all => all.map((one) => one.querySelector('.sr-fact-value, .sr-fact-words').firstChild.textContent)",
    )
    link = opened.page.get_attribute("#sr-profile .sr-profile-tools a", "href")
    slug = link.split("#")[0]
    own = offline_page(invented_city / slug)
    page = told(own.page, PAGE_ROWS)
    both = panel.keys() & page.keys()
    assert len(both) > least
    for name in both:
        ours, theirs = panel[name], page[name]
        assert bare(ours["value"]) == bare(theirs["value"]), name
        assert number_of(ours["city"]) == number_of(theirs["city"]), name
        for key in ("judged", "similar"):
            assert ours[key] == theirs[key], (name, key)
        assert number_of(ours["difference"]) == number_of(theirs["difference"]), name
        assert (ours["spine"] is None) == (theirs["spine"] is None), name
        assert ours["spine"] is None or abs(ours["spine"] - theirs["spine"]) <= 1, name
    values = own.page.eval_on_selector_all(".sr-tile-value", "all => all.map((one) => one.firstChild.textContent)")
    assert [bare(one) for one in tiles] == [bare(one) for one in values]
    assert own.page.locator("[data-sr-trend] svg").count() > least / 2, "the lines over the years stand in the tables"
    assert own.complaints() + opened.complaints() == []


def test_the_blocks_stand_in_order_and_a_name_shows_its_figure(invented_city: Path, offline_page: Open) -> None:
    opened = offline_page(invented_city / "index.html", fragment=f"#gebiet={AREA}&ansicht=steckbrief")
    page = opened.page
    text = page.inner_text("#sr-profile")
    heads = ["Lüttkenhöhe", "Einwohner:", "Kennzahlen", "Alle Kennzahlen", "Plätze und Bedarf", "Verläufe"]
    heads += ["Gliederungen", "Was auffällt", "Einrichtungen", "Ohne Wert"]
    places = [text.find(head) for head in heads]
    assert -1 not in places
    assert places == sorted(places)
    data = data_of(page)
    number = next(at for at, layer in enumerate(data["layers"]) if layer["id"] == data["headline"][2])
    assert text.count("Unterschiede sind aus ungerundeten Werten gerechnet.") == 1
    page.click("#sr-profile .sr-fact:nth-child(3) button")
    assert page.input_value("#sr-layer") == str(number)
    assert f"gebiet={AREA}" in page.url
    assert page.locator("#sr-profile .sr-headline .sr-trend").count() == 1
    page.click("#sr-profile .sr-fact:nth-child(3) summary")
    said = page.inner_text("#sr-profile .sr-fact:nth-child(3) details")
    assert "Zähler" in said
    assert "Zuständig" in said
    assert "31.12.2024" in said
    assert opened.complaints() == []


def test_what_is_withheld_is_said_and_never_shown_in_the_supply(invented_city: Path, offline_page: Open) -> None:
    opened = offline_page(invented_city / "index.html", fragment=f"#gebiet={CLOSED}&ansicht=steckbrief")
    page, data = opened.page, data_of(opened.page)
    area = next(at for at, one in enumerate(data["areas"]) if one["id"] == CLOSED)
    for layer in data["layers"]:
        for key in layer.get("closed", {}):
            for period, closed in enumerate(layer["closed"][key]):
                row = layer[key][period]
                assert row is None or all(row[at] is None for at in closed), (layer["id"], key)
    assert any(area in closed for layer in data["layers"] for closed in layer.get("closed", {}).get("kids", []))
    assert "gesperrt" in page.inner_text("#sr-profile .sr-supply-block").replace("\u00ad", "")
    assert opened.complaints() == []


def test_below_the_places_stands_from_when_on_only_children_with_a_claim_count_as_on_the_page_of_the_area(
    invented_city: Path, offline_page: Open
) -> None:
    opened = offline_page(invented_city / "index.html", fragment=f"#ind=ogs_quota&gebiet={AREA}&ansicht=steckbrief")
    page, data = opened.page, data_of(opened.page)
    breaks = {
        layer["id"]: [one["id"] for one in layer["periods"] if one.get("break_before")]
        for layer in data["layers"]
        if layer.get("offer")
    }
    assert {id_: years for id_, years in breaks.items() if years} == {
        "ogs_quota": ["2026/27"],
        "ogs_bilanz": ["2026/27"],
    }
    assert "2026/27" in page.inner_text("[data-said]")
    notes = page.locator("#sr-profile .sr-supply-block > .sr-note")
    assert notes.count() == 1
    table = notes.locator("xpath=preceding-sibling::*[1]")
    assert "Offener Ganztag" in table.locator("caption").inner_text()
    assert "2026/27" in table.locator("thead").inner_text()
    said = notes.inner_text().removesuffix(".")
    assert "Anspruch" in said
    own = opened.page.context.new_page()
    own.goto((invented_city / "luettkenhoehe.html").as_uri())
    assert said in own.inner_text("main")
    assert opened.complaints() == []


def test_the_way_to_the_page_of_an_area_and_back_keeps_what_was_chosen(
    invented_city: Path, offline_page: Open
) -> None:
    opened = offline_page(
        invented_city / "index.html", fragment=f"#ind=sgb2_u18&gebiet={AREA}&ansicht=steckbrief&y=arbeitslosenanteil"
    )
    page = opened.page
    state = page.url.split("#")[1]
    page.click("#sr-profile .sr-profile-tools a")
    page.wait_for_selector(".sr-own")
    page.locator(".sr-chips a").first.click()
    page.wait_for_function("old => document.querySelector('h1').textContent !== old", arg="Lüttkenhöhe")
    assert "#atlas=" in page.url
    page.go_back()
    page.click("text=Im Atlas zeigen")
    page.wait_for_selector("#sr-profile h2")
    assert (
        dict(part.split("=") for part in state.split("&")).items()
        <= dict(part.split("=") for part in page.url.split("#")[1].split("&")).items()
    )
    page.go_back()
    page.locator("#felder tr[id='wert-seu_sprache'] th a").click()
    page.wait_for_selector("#sr-profile h2")
    assert "ind=seu_sprache" in page.url
    assert page.text_content("#sr-profile h2") == "Lüttkenhöhe"
    assert opened.complaints() == []
