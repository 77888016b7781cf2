"""The atlas for everyone: rules of WCAG by axe-core, keyboard alone, what is read out, tour and projector."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tools import driving_libraries

Open = Callable[..., Any]
PATHS = "path.sr-area"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# axe compares a name and what is written letter by letter; a soft hyphen is none
PLAIN = """document.querySelectorAll('[role=tab]').forEach((one) => {
  one.textContent = one.textContent.replaceAll('\\u00ad', '');
})"""
LOOK = """async ([rules, where, colours]) => {
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const found = await axe.run(where, { preload: false, resultTypes: ["violations"],
    runOnly: { type: "tag", values: rules }, rules: { "color-contrast": { enabled: colours } } });
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")}`));
}"""
WIDER = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1
  && !one.closest(".leaflet-container, .sr-scroll, .sr-hidden, .sr-table, [hidden], dialog:not([open])")
  && getComputedStyle(one).position !== "fixed").map((one) => one.className || one.tagName).slice(0, 5)"""
MOVE = """(to) => new Promise((done) => {
  addEventListener("hashchange", () => setTimeout(done, 0), { once: true });
  location.hash = to;
})"""
LOOKS = """(() => {
  const style = getComputedStyle(document.body);
  return [style.backgroundColor, style.color, style.fontSize];
})()"""


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core; it is run in the page from outside, never part of it."""
    return (driving_libraries.modules() / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def faults(page: Page, axe: str, where: str = "html", colours: bool = True) -> list[str]:
    """What axe-core finds in a part of the page as it stands."""
    page.evaluate(PLAIN)
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    return [str(one) for one in page.evaluate(LOOK, [RULES, where, colours])]


def go(page: Page, fragment: str) -> None:
    """Another state of the same page, as the back button would bring it."""
    page.evaluate(MOVE, fragment)


def sheets(page: Page) -> Iterator[str]:
    """Opens every dialog that a visible button offers, one after another; each is closed by Escape."""
    buttons = page.locator("button[aria-haspopup='dialog']:visible")
    for at in range(buttons.count()):
        button = buttons.nth(at)
        name = button.get_attribute("aria-label") or button.inner_text()
        button.click()
        page.locator("dialog[open]").wait_for()
        yield name
        page.keyboard.press("Escape")
        assert page.locator("dialog[open]").count() == 0, name
        assert button.evaluate("(one) => one === document.activeElement"), f"{name}: the focus comes back"


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_axe_finds_nothing_in_any_view(invented_city: Path, offline_page: Open, axe: str, size: str) -> None:
    opened = offline_page(invented_city / "index.html", size)
    page = opened.page
    found = {"as it opens": faults(page, axe)}
    for name in sheets(page):
        found[f"dialog {name}"] = faults(page, axe)
    tabs = page.eval_on_selector_all("[role=tab]", "(all) => all.map((one) => one.dataset.view)")
    figures = ["ind=lage_type", "ind=kita_u3_bilanz&massnahmen=1", "ind=reach_kita_ue3&flaechen=1", "rundgang=1"]
    for dark in ["", "vortrag=1&"] if size == "desktop" else [""]:
        for tab in tabs:
            go(page, state := f"{dark}ind=sgb2_u18&ansicht={tab}&gebiet=sr03")
            found[state] = faults(page, axe, ".sr-panel", size == "desktop")  # a phone has the same colours
        for figure in figures if size == "desktop" and not dark else ["rundgang=1"]:
            go(page, state := f"{dark}{figure}")
            found[state] = faults(page, axe, ".sr-screen")
    assert {state: list(dict.fromkeys(told))[:8] for state, told in found.items() if told} == {}
    assert opened.complaints() == []


def test_axe_finds_nothing_on_the_page_of_a_sozialraum_and_in_high_contrast(
    invented_city: Path, offline_page: Open, axe: str
) -> None:
    own = offline_page(invented_city / "luettkenhoehe.html", "phone").page
    assert faults(own, axe) == []
    atlas = offline_page(
        invented_city / "index.html",
        fragment="#ansicht=tabelle",
        forced_colors="active",
        reduced_motion="reduce",
        contrast="more",
    ).page
    assert faults(atlas, axe) == []
    assert atlas.evaluate("document.documentElement.lang") == "de"


@pytest.mark.parametrize("size", [(320, 640), (720, 450)], ids=["320 px", "200 %"])
def test_nothing_is_wider_than_the_window(invented_city: Path, offline_page: Open, size: tuple[int, int]) -> None:
    page = offline_page(
        invented_city / "index.html", size, "#ind=sgb2_u18&ansicht=steckbrief&gebiet=sr03&rundgang=2"
    ).page
    assert page.evaluate(WIDER) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= size[0]


def test_the_map_is_read_out_as_named_areas_with_their_values(invented_city: Path, offline_page: Open) -> None:
    """The tree that assistive technology gets: one group, in it a button for each area, each a whole sentence."""
    page = offline_page(invented_city / "index.html", fragment="#ind=sgb2_u18&jahr=2024-12-31&gebiet=sr03").page
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def word(node: dict[str, Any], key: str) -> str:
        return str(node.get(key, {}).get("value", ""))

    (group,) = [one for one in nodes if word(one, "role") == "group" and word(one, "name").startswith("Karte:")]
    waiting, areas = list(group["childIds"]), []
    while waiting:
        node = by_id[waiting.pop()]
        waiting += node.get("childIds", [])
        if word(node, "role") == "button":
            areas.append(node)
    names = sorted(word(one, "name") for one in areas)
    assert len(names) == page.locator(PATHS).count() == 14
    assert all(re.search(r", .*31\.12\.2024: ([\d,.]+\s?%|gesperrt \(Datenschutz\))", name) for name in names), names
    pressed = [
        word(one, "name")
        for one in areas
        for quality in one["properties"]
        if quality["name"] == "pressed" and quality["value"]["value"] == "true"
    ]
    assert [name.split(",")[0] for name in pressed] == ["Lüttkenhöhe"]


def test_the_map_by_keyboard_alone(invented_city: Path, offline_page: Open) -> None:
    """One stop, arrows to the neighbour that lies there, Enter, a sentence said, T, the sheet of keys, Escape."""
    opened = offline_page(invented_city / "index.html", fragment="#ind=sgb2_u18&jahr=2024-12-31&gebiet=sr12")
    page = opened.page
    assert page.locator(f"{PATHS}[tabindex='0']").count() == 1
    here = "document.activeElement.getAttribute('aria-label').split(',')[0]"
    page.locator(f"{PATHS}[tabindex='0']").focus()
    assert page.evaluate(here) == "Wendelrade"
    page.keyboard.press("ArrowUp")
    reached = page.evaluate(here)
    assert reached in {"Külsenbrock", "Lüttkenhöhe"}  # both lie above Wendelrade and touch it
    assert page.locator(f"{PATHS}[tabindex='0']").count() == 1
    assert (
        page.locator(".sr-outline-focus").get_attribute("d")
        == page.locator(".sr-outline-focus-under").get_attribute("d")
        != "M0 0"
    )
    page.keyboard.press("Enter")
    assert f"gebiet={'sr10' if reached == 'Külsenbrock' else 'sr03'}" in page.url
    said = page.locator("#sr-announce").inner_text()
    assert re.match(rf"{reached}, .*31\.12\.2024: .*(Rang \d+ von \d+|gesperrt)", said), said
    page.keyboard.press("?")
    assert page.locator("dialog.sr-keys").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("dialog.sr-keys").is_hidden()
    assert "gebiet=" in page.url, "Escape closes the sheet, not the choice behind it"
    page.locator(f"{PATHS}[tabindex='0']").focus()
    page.keyboard.press("Escape")
    assert "gebiet=" not in page.url
    page.keyboard.press("t")
    assert page.evaluate("document.activeElement.dataset.view") == "tabelle"
    assert opened.complaints() == []


def test_the_tour_and_the_projector_by_keyboard(invented_city: Path, offline_page: Open) -> None:
    opened = offline_page(invented_city / "index.html", (1920, 1080))
    page = opened.page
    bar, title = page.locator("#sr-tour"), page.locator(".sr-tour-title")
    assert bar.is_hidden()
    page.locator("#sr-tour-start button").press("Enter")
    assert title.inner_text() == "Wo fehlen Plätze für die Jüngsten?"
    assert title.evaluate("(one) => one === document.activeElement")
    page.keyboard.press("ArrowRight")
    assert title.inner_text() == "Warum Lüttkenhöhe?"
    assert "rundgang=2" in page.url
    assert "gebiet=sr03" in page.url
    assert page.locator("#sr-profile h2").first.inner_text() == "Lüttkenhöhe"
    assert "2 von 5" in page.locator("#sr-announce").inner_text()
    page.keyboard.press("PageDown")
    assert page.locator("input[name='sr-scenario'][value='1']").is_checked()
    assert "gebiet=" not in page.url, "what a stop does not name is as the page opens"
    page.go_back()
    assert title.inner_text() == "Warum Lüttkenhöhe?"
    # on the projector: dark, larger, still in the tour; the panel folds to its tabs where nothing is chosen
    page.locator("#sr-projector button").press("Enter")
    ground, ink, size = page.evaluate(LOOKS)
    assert (ground, ink) == ("rgb(11, 16, 22)", "rgb(255, 255, 255)")
    assert float(size.removesuffix("px")) >= 18
    assert page.locator("#sr-profile").is_visible()
    page.keyboard.press("PageUp")
    assert "vortrag=1" in page.url
    assert page.locator("[role=tabpanel]:visible").count() == 0
    map_width = page.locator(".sr-map").bounding_box()
    assert map_width is not None
    assert map_width["width"] > 1200
    page.emulate_media(media="print")
    assert page.evaluate(LOOKS)[0] in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}, "paper never becomes dark"
    page.emulate_media(media="screen")
    title.focus()
    page.keyboard.press("Escape")
    assert bar.is_hidden()
    assert "rundgang" not in page.url
    page.keyboard.press("Escape")
    assert "vortrag" not in page.url
    assert page.evaluate(LOOKS)[0] == "rgb(255, 255, 255)"
    assert opened.complaints() == []
