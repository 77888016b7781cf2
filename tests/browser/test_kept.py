"""What a link, a reload and the way back bring again: section, card, names, class and order; in a real browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from packing import page_data

Open = Callable[..., Any]
LAYER = "sgb2_u18"
LEGEND = ".sr-side #sr-legend"
WRITTEN = "name => new URLSearchParams(location.hash.slice(1)).has(name)"
KEPT = ("ausschnitt", "einrichtung", "namen", "klasse", "sortierung")
SEEN = """() => ({
  card: document.querySelector('.sr-card b')?.textContent,
  names: document.getElementById('sr-names').checked,
  pressed: [...document.querySelectorAll('#sr-legend [aria-pressed=true]')].map((one) => one.dataset.cell),
  faded: document.querySelectorAll('.folium-map path.sr-faded').length,
  sorted: document.querySelector('.sr-twin [aria-sort=descending] button')?.dataset.column,
})"""
PLACE = """() => {
  const box = document.querySelector('.folium-map path.sr-area').getBoundingClientRect();
  return [box.x, box.y, box.width, box.height];
}"""


STILL = """() => {
  const { x, y, width } = document.querySelector('.folium-map path.sr-area').getBoundingClientRect();
  const now = [location.hash, x, y, width].join();
  const same = globalThis.srBefore === now;
  globalThis.srBefore = now;
  return same;
}"""


def address(page: Any) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).fragment)


def seen(page: Any) -> tuple[Any, Any]:
    return page.evaluate(SEEN), page.evaluate(PLACE)


def at_rest(page: Any) -> None:
    """The map lies still and the address has been written: nothing has changed for a while."""
    page.wait_for_function(STILL, polling=500)


def assert_same(page: Any, before: tuple[Any, Any]) -> None:
    """What is set, and where an area lies: on the pixel, or beside it, as the address rounds."""
    assert page.evaluate(SEEN) == before[0]
    assert page.evaluate(PLACE) == pytest.approx(before[1], abs=2)


def test_everything_that_is_set_comes_back_after_a_reload_and_on_the_way_back(
    invented_city: Path, offline_page: Open
) -> None:
    opened = offline_page(invented_city / "index.html", fragment=f"#ind={LAYER}&ansicht=tabelle")
    page = opened.page
    assert not set(KEPT) & set(address(page))
    page.get_by_role("combobox", name="suchen").fill("Kita F")
    page.keyboard.press("Enter")
    page.locator(".sr-card").wait_for()
    page.locator("#sr-tab-table").click()
    page.locator("#sr-names").uncheck()
    page.locator(f"{LEGEND} [data-cell='3']").click()
    page.locator(".sr-twin [data-column=value]").click()
    box = page.locator(".folium-map").bounding_box()
    page.mouse.move(box["x"] + 80, box["y"] + box["height"] - 150)
    page.mouse.wheel(0, -240)
    for name in KEPT:
        page.wait_for_function(WRITTEN, arg=name)
    at_rest(page)
    entries = page.evaluate("history.length")
    page.mouse.wheel(0, 240)
    at_rest(page)
    page.mouse.wheel(0, -360)
    at_rest(page)
    assert page.evaluate("history.length") == entries, "moving the map is no step to come back from"
    before, told = seen(page), address(page)
    kept = before[0]
    assert (kept["names"], kept["pressed"], kept["sorted"]) == (False, ["3"], "value")
    assert kept["card"].startswith("Kita F")
    assert kept["faded"] > 0
    page.reload()
    page.locator(".sr-card").wait_for()
    at_rest(page)
    assert_same(page, before)
    assert address(page) == told
    # another question, with other settings; the way back leads to the former one as it was left
    page.evaluate("id => { location.hash = 'ind=' + id + '&ansicht=tabelle'; }", "residents")
    page.locator(".sr-card").wait_for(state="detached")
    at_rest(page)
    assert not set(KEPT) & set(address(page))
    other, place = seen(page)
    assert (other["names"], other["pressed"], other["faded"]) == (True, [], 0)
    assert place != pytest.approx(before[1], abs=20)
    page.go_back()
    page.locator(".sr-card").wait_for()
    at_rest(page)
    assert_same(page, before)
    assert address(page) == told
    assert not opened.complaints()


def test_a_link_to_a_facility_leads_there_and_nonsense_leads_to_the_whole_city(
    invented_city: Path, offline_page: Open
) -> None:
    whole = offline_page(invented_city / "index.html", fragment=f"#ind={LAYER}").page
    start = seen(whole)
    # outside the city; a class without an area; an order by nothing
    lost = offline_page(
        invented_city / "index.html", fragment=f"#ind={LAYER}&ausschnitt=1_2_14&klasse=99&sortierung=name2-ab"
    )
    assert_same(lost.page, start)
    houses = page_data(whole.text_content("#sr-data"))["facilities"]
    house = next(one for one in houses if one.get("at"))
    there = offline_page(invented_city / "index.html", fragment=f"#ind={LAYER}&einrichtung={house['id']}")
    assert there.page.locator(".sr-card b").first.inner_text() == house["name"]
    assert there.page.evaluate(PLACE)[2] > 2 * whole.evaluate(PLACE)[2]
    assert not lost.complaints()
    assert not there.complaints()
