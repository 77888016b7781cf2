"""The atlas for everyone: rules of WCAG by axe-core, keyboard alone, what is read out, tour and projector."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from moving import go
from playwright.sync_api import Page

from tools import driving_libraries

Open = Callable[..., Any]
PATHS = "path.sr-area"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# axe compares a name and what is written letter by letter; a soft hyphen is none
PLAIN = """document.querySelectorAll('[role=tab]').forEach((one) => {
  one.textContent = one.textContent.replaceAll('\\u00ad', '');
})"""
# what stands on a map has the colours of areas under it, which axe cannot judge and is very slow at
SET = """axe.configure({ rules: [{ id: "color-contrast", selector: "*:not(.leaflet-container *)" }] })"""
LOOK = """async ([rules, where, colours]) => {
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const judged = { "color-contrast": { enabled: colours }, "link-in-text-block": { enabled: colours },
    "hidden-content": { enabled: false } }; // the last only ever says that something is hidden
  const found = await axe.run(where, { preload: false, elementRef: false, resultTypes: ["violations"],
    runOnly: { type: "tag", values: rules }, rules: judged });
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")}`));
}"""
SETTLED = (
    "(names) => names.filter((one) => ![...document.querySelectorAll(one)].some((node) => node.checkVisibility()))"
)
WIDER = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1
  && !one.closest(".leaflet-container, .sr-scroll, .sr-hidden, .sr-table, [hidden], dialog:not([open])")
  && getComputedStyle(one).position !== "fixed").map((one) => one.className || one.tagName).slice(0, 5)"""
NAMES = "(all) => all.map((one) => one.dataset.view)"
LOOKS = """(() => {
  const style = getComputedStyle(document.body);
  return [style.backgroundColor, style.color, style.fontSize];
})()"""


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core; it is run in the page from outside, never part of it."""
    return (driving_libraries.modules() / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def faults(page: Page, axe: str, where: str | list[str] = "html", colours: bool = True) -> list[str]:
    """What axe-core finds in parts of the page as it stands.

    Args:
        page: as it stands.
        axe: the script.
        where: selectors of the parts.
        colours: whether contrast is judged too, which takes long and is the same at every size.
    """
    page.evaluate(PLAIN)
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
        page.evaluate(SET)
    return [str(one) for one in page.evaluate(LOOK, [RULES, where, colours])][:8]


def only(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """Where something was found."""
    return {state: told for state, told in found.items() if told}


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


FIGURES = {  # state of the page: what it shows
    "ind=lage_type": ["#sr-legend"],
    "ind=kita_u3_lage_versorgung": ["#sr-legend"],
    "ind=kita_u3_bilanz&massnahmen=1": ["input[name='sr-scenario'][value='1']"],
    "ind=kita_u3_bilanz&karte2=-massnahmen": [".sr-second-map"],
    "ind=reach_kita_ue3&flaechen=1": ["#sr-legend"],
    "ind=sgb2_u18&karte2=lage_index": [".sr-second-map"],
    "rundgang=2": ["#sr-tour"],
}
VIEWS = {
    "ind=sgb2_u18&ansicht=vergleich&vergleich=sr03,sr05,sr07": ["#sr-compare table"],
    "ind=sgb2_u18&ansicht=steckbrief&gebiet=sr03": ["#sr-profile h2"],
}
DARK = ("ind=lage_type", "ind=kita_u3_bilanz&massnahmen=1", "rundgang=2")
NARROW = ((1024, 768), (390, 844))


def test_axe_finds_nothing_in_any_view(invented_city: Path, offline_page: Open, axe: str) -> None:
    """One page for all: each dialog, tab and kind of map, light and on the projector, then smaller with its menu.

    What stands below the map is looked at once and then goes: axe takes its time for every element of the page,
    whether it is asked about it or not.
    """
    opened = offline_page(invented_city / "index.html")
    page = opened.page
    found = {"as it opens": faults(page, axe)}
    for name in sheets(page):
        found[f"dialog {name}"] = faults(page, axe, "dialog[open]")
    page.evaluate("document.querySelector('.sr-below').remove()")
    tabs = {f"ind=sgb2_u18&ansicht={tab}": [".sr-panel"] for tab in page.eval_on_selector_all("[role=tab]", NAMES)}

    def look(before: str, states: Iterable[str], where: str, colours: bool = True) -> None:
        for state in states:
            go(page, before + state)
            assert page.evaluate(SETTLED, {**tabs, **VIEWS, **FIGURES}[state]) == [], state
            width = page.evaluate("innerWidth")
            found[f"{width}: {before}{state}"] = faults(page, axe, where, colours)

    look("", [*tabs, *VIEWS], ".sr-panel")
    look("", FIGURES, ".sr-screen")
    page.set_viewport_size({"width": 1920, "height": 1080})
    look("vortrag=1&", [*tabs, *VIEWS], ".sr-panel")
    look("vortrag=1&", DARK, ".sr-screen")
    for width, height in NARROW:
        page.set_viewport_size({"width": width, "height": height})
        look("", [*VIEWS, "rundgang=2"], ".sr-screen", False)
    page.locator("#sr-menu").click()
    found["menu"] = faults(page, axe, "header")
    assert only(found) == {}
    assert opened.complaints() == []


def test_axe_finds_nothing_on_the_other_pages_and_in_high_contrast(
    invented_city: Path, offline_page: Open, axe: str
) -> None:
    found = {}
    opened = offline_page(invented_city.parent / "index.html", "phone")
    page = opened.page
    page.goto((invented_city / "index.html").as_uri() + "#ind=sgb2_u18&ebene=planungsbezirk")
    assert page.locator(PATHS).count() == 5
    found["larger areas"] = faults(page, axe, ".sr-screen", colours=False)
    for name in ("../index", "lizenzen", "luettkenhoehe", "planung", "qualitaet"):
        page.goto((invented_city / f"{name}.html").resolve().as_uri())
        found[name] = faults(page, axe)
        page.set_viewport_size({"width": 1024, "height": 768})
        found[f"{name} at 1024 px"] = faults(page, axe, colours=False)
        page.set_viewport_size({"width": 390, "height": 844})
    for name in ("index", "luettkenhoehe", "planung", "qualitaet"):
        page.goto((invented_city / "en" / f"{name}.html").as_uri())
        assert page.evaluate("document.documentElement.lang") == "en"
        found[f"en/{name}"] = faults(page, axe, colours=False)
    assert opened.complaints() == []
    atlas = offline_page(
        invented_city / "index.html",
        fragment="#ansicht=tabelle",
        forced_colors="active",
        reduced_motion="reduce",
        contrast="more",
    ).page
    found["high contrast"] = faults(atlas, axe)
    assert atlas.evaluate("document.documentElement.lang") == "de"
    assert only(found) == {}


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
    assert "2 von 6" in page.locator("#sr-announce").inner_text()
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
