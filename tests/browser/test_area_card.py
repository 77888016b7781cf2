"""On a phone the Steckbrief lies far below the map: a card at its edge tells what was chosen and leads there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

Open = Callable[..., Any]
CHOSEN = "#ind=sgb2_u18&gebiet=sr03"
WITHHELD = "#ind=seu_koordination&gebiet=sr03"
IN_SIGHT = """(card) => {
  const box = card.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + 8);
  return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight + 1 && card.contains(top);
}"""

BEHIND = """(node) => {
  const [box, card] = [node, document.getElementById("sr-tapped")].map((one) => one.getBoundingClientRect());
  return box.top >= card.top && box.bottom <= card.bottom;
}"""
SCROLLED_BEHIND = """(node) => {
  document.documentElement.style.scrollBehavior = "auto";
  scrollBy(0, node.getBoundingClientRect().bottom - innerHeight + 20);
}"""


def card(page: Page) -> Locator:
    return page.locator("#sr-tapped")


def area(page: Page, name: str) -> Locator:
    return page.locator(f"path.sr-area[aria-label^='{name}']")


def test_a_tap_on_the_map_shows_a_card_and_the_way_to_the_steckbrief(invented_city: Path, offline_page: Open) -> None:
    opened = offline_page(invented_city / "index.html", size="phone", fragment="#ind=sgb2_u18", has_touch=True)
    page = opened.page
    assert not card(page).is_visible()
    area(page, "Tannwisch").tap()
    assert "Tannwisch" in card(page).inner_text()
    assert card(page).evaluate(IN_SIGHT)
    area(page, "Lüttkenhöhe").tap()
    words = card(page).inner_text()
    for said in ("Lüttkenhöhe", "44,4", "31.12.2024", "Stadt: 19,1", "ungünstiger"):
        assert said in words, said
    assert "Tannwisch" not in words
    page.click("#sr-tab-table")
    card(page).get_by_role("button", name="Zum Steckbrief").tap()
    page.wait_for_function("() => Math.abs(document.getElementById('sr-tabs').getBoundingClientRect().top) < 40")
    assert page.evaluate("() => document.activeElement.id") == "sr-profile"
    assert "ansicht=steckbrief" in page.url
    assert opened.complaints() == []


def test_the_card_of_a_link_says_why_there_is_no_value_and_can_be_closed(
    invented_city: Path, offline_page: Open
) -> None:
    opened = offline_page(invented_city / "index.html", size="phone", fragment=WITHHELD)
    page = opened.page
    assert "gesperrt (Datenschutz)" in card(page).inner_text()
    assert card(page).evaluate(IN_SIGHT)
    for button in card(page).get_by_role("button").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 24
    assert card(page).locator("[aria-live], [role=status], [role=alert]").count() == 0, "the page announces it"
    card(page).get_by_role("button", name="Schließen").press("Enter")
    assert not card(page).is_visible()
    assert "gebiet" not in page.url
    assert page.locator("#sr-announce").inner_text() == "Kein Gebiet mehr gewählt."
    assert page.evaluate("() => document.activeElement.getAttribute('aria-label')").startswith("Lüttkenhöhe")
    assert opened.complaints() == []


def test_what_is_reached_by_keyboard_comes_out_from_behind_the_card(invented_city: Path, offline_page: Open) -> None:
    page = offline_page(invented_city / "index.html", size=(640, 440), fragment=CHOSEN).page
    button = page.get_by_role("button", name="Zweite Karte")
    button.evaluate(SCROLLED_BEHIND)
    assert button.evaluate(BEHIND)
    button.focus()
    assert not button.evaluate(BEHIND)


@pytest.mark.parametrize(
    ("size", "fragment"), [("desktop", CHOSEN), ((1024, 768), CHOSEN), ("phone", CHOSEN + "&vortrag=1")]
)
def test_there_is_no_card_where_the_steckbrief_lies_beside_the_map(
    invented_city: Path, reopened_page: Open, size: Any, fragment: str
) -> None:
    page = reopened_page(invented_city / "index.html", size=size, fragment=fragment).page
    assert "Lüttkenhöhe" in page.inner_text("#sr-profile")
    assert not card(page).is_visible()


def test_the_card_does_not_go_on_paper(invented_city: Path, offline_page: Open) -> None:
    page = offline_page(invented_city / "index.html", size="phone", fragment=CHOSEN).page
    assert card(page).is_visible()
    page.emulate_media(media="print")
    assert not card(page).is_visible()
