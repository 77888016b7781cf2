"""What must not outlive a change of the view: a chosen class, the focus, an open card; in a real browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Open = Callable[..., Any]
LAYER = "sgb2_u18"
FOCUS = "[document.activeElement.id, document.activeElement.textContent.trim()]"
LEGEND = ".sr-side #sr-legend"


def test_a_class_that_was_chosen_does_not_become_another_one(invented_city: Path, offline_page: Open) -> None:
    """A group of people, and other classes by the back button, bring classes of their own."""
    opened = offline_page(invented_city / "index.html", fragment=f"#ind={LAYER}")
    page = opened.page
    page.locator(f"{LEGEND} [data-cell='3']").click()
    assert page.locator(f"{LEGEND} [aria-pressed='true']").count() == 1
    page.select_option("#sr-group", "age=u3")
    assert page.locator(f"{LEGEND} [aria-pressed='true']").count() == 0
    assert page.locator("path.sr-faded").count() == 0
    page.select_option("#sr-group", "")
    page.select_option("#sr-class-scheme", "quantile")
    page.locator(f"{LEGEND} [data-cell='4']").click()
    page.go_back()
    page.wait_for_function("document.getElementById('sr-class-scheme').value !== 'quantile'")
    assert page.locator(f"{LEGEND} [aria-pressed='true']").count() == 0
    # while the date changes, the classes stay, and so does the chosen one; without any area in it nothing is listed
    page.locator(f"{LEGEND} [data-cell='0']").click()
    page.locator("#sr-period [data-step='-1']").click()
    assert page.locator(f"{LEGEND} [aria-pressed='true']").count() == 1
    assert not opened.complaints()


def test_the_focus_is_never_lost_with_what_is_drawn_anew(invented_city: Path, offline_page: Open) -> None:
    opened = offline_page(invented_city / "index.html", fragment=f"#ind={LAYER}&ansicht=tabelle")
    page = opened.page
    name = page.locator("#sr-table tbody .sr-link").nth(2)
    name.focus()
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUS)[0] == "sr-profile"
    for control in (
        page.locator("#sr-profile .sr-facts .sr-link").nth(1),
        page.locator("#sr-profile .sr-profile-tools button"),
    ):
        words = control.inner_text()
        control.focus()
        page.keyboard.press("Enter")
        focused = page.evaluate(FOCUS)
        assert focused[1] == words or focused[0] == "sr-compare", focused
    assert page.evaluate("document.activeElement !== document.body")
    # the list of what is in sight is drawn anew when the map moves to the one that was asked for
    page.locator("#sr-facility-filter summary").last.click()
    page.locator(".sr-in-view button").nth(3).focus()
    page.keyboard.press("Enter")
    page.locator(".sr-card").wait_for()
    assert page.evaluate("document.querySelector('.sr-in-view').contains(document.activeElement)")
    page.keyboard.press("Escape")
    page.locator(".sr-card").wait_for(state="detached")
    # Escape closes the card of a facility before it takes back what was chosen; a card is spoken
    page.get_by_role("combobox", name="suchen").fill("Kita F")
    page.keyboard.press("Enter")
    assert page.locator(".sr-card").is_visible()
    assert page.locator(".sr-card b").first.inner_text() in page.text_content("#sr-announce")
    area = page.evaluate("new URLSearchParams(location.hash.slice(1)).get('gebiet')")
    page.keyboard.press("Escape")
    page.locator(".sr-card").wait_for(state="detached")
    assert page.evaluate("new URLSearchParams(location.hash.slice(1)).get('gebiet')") == area
    page.keyboard.press("Escape")
    assert "gebiet=" not in page.url
    assert page.text_content("#sr-announce") == "Kein Gebiet mehr gewählt."
    assert not opened.complaints()


def test_ticking_a_neighbour_keeps_the_focus_on_the_page_on_planning(invented_city: Path, offline_page: Open) -> None:
    opened = offline_page(invented_city / "planung.html", fragment="#gebiete=sr03")
    page = opened.page
    page.locator("#sr-together button").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.getElementById('sr-together').contains(document.activeElement)")
    assert page.locator(".sr-row-together").count() > 0
    page.locator("#sr-together .sr-link").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "sr-together"
    assert not opened.complaints()
