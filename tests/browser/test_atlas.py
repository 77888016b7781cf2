"""The atlas in a browser: what is drawn, what the legend says of it, what click and key do."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from packing import data_of
from sheets import texts

Open = Callable[..., Any]
AREAS = "path.sr-area"
SEEN = """() => {
  const probe = document.createElement("i");
  const rgb = (color) => { probe.style.color = ""; probe.style.color = color; return probe.style.color || color; };
  const fills = [...document.querySelectorAll("path.sr-area")].map((one) => rgb(one.getAttribute("fill")));
  const entries = [...document.querySelectorAll("#sr-legend .sr-legend-entry")]
    .filter((one) => one.querySelector(".sr-swatch rect"))
    .map((one) => [rgb(one.querySelector(".sr-swatch rect").getAttribute("fill")),
      Number(one.querySelector(".sr-legend-count").firstChild.textContent)]);
  const cells = [...document.querySelectorAll("#sr-legend .sr-matrix tbody td")]
    .map((one) => [rgb(one.style.backgroundColor), Number(one.querySelector("span").textContent)]);
  const circles = document.querySelectorAll(".leaflet-container .sr-count-circle").length;
  const period = document.querySelector("#sr-period output").textContent;
  const text = document.querySelector("#sr-legend").textContent;
  return { fills, legend: [...entries, ...cells], circles, period, text };
}"""
ROWS = """() => [...document.querySelectorAll("#sr-table tbody tr:not(.sr-city-row)")].map((row) => [
  row.querySelector("th").textContent,
  [...row.querySelectorAll("td")].map((cell) => cell.textContent).join("|"),
])"""
# e: estimated, ...; below the value, the usual fluctuation and that it is unsure
BESIDE = r"[evpu]?(−?[\d.,]+ bis −?[\d.,]+)?(unsicher)?"
# What is to be read of an entry of the legend: not what only a screen reader says.
ENTRIES = """all => all.map((one) => {
  const copy = one.cloneNode(true);
  copy.querySelectorAll(".sr-hidden, svg").forEach((hidden) => hidden.remove());
  return copy.textContent;
})"""
CHOOSE = """(layer, period) => {
  const tell = (field, value) => {
    field.value = String(value);
    ["input", "change"].forEach((kind) => field.dispatchEvent(new Event(kind, { bubbles: true })));
  };
  const slider = document.querySelector("#sr-year");
  tell(document.querySelector("#sr-layer"), layer);
  if (!slider.disabled) tell(slider, period);
}"""


@pytest.fixture
def offline_page(reopened_page: Open) -> Open:
    """Pages that other tests had before."""
    return reopened_page


def choose(page: Any, layer: int, period: int) -> None:
    page.evaluate(f"([layer, period]) => ({CHOOSE})(layer, period)", [layer, period])


def each(page: Any, chosen: list[tuple[int, int]], look: str) -> list[Any]:
    """What `look` sees in each view. All in one go: a map of a whole city painted for each of them takes minutes."""
    run = f"(views) => views.map(([layer, period]) => {{ ({CHOOSE})(layer, period); return ({look})(); }})"
    seen: list[Any] = page.evaluate(run, chosen)
    return seen


def views(data: Any) -> Iterator[tuple[int, int]]:
    """Every layer with every date at which anything is said of an area or the city; others are skipped."""
    for number, layer in enumerate(data["layers"]):
        periods = range(len(layer["periods"]))
        told = [period for period in periods if set(layer["s"][period]) - {"O"} or city_told(layer, period)]
        yield from ((number, period) for period in told or periods)


def city_told(layer: Any, period: int) -> bool:
    city = layer["city"][period] or {"v": None, "s": "O"}
    return city["v"] is not None or city["s"] not in {"O", "A", "E", "P", "F", "U"}


def known(layer: Any, period: int, area: int) -> bool:
    value = layer["c"][period][area] >= 0 if layer["kind"] == "bivariate" else layer["v"][period][area] is not None
    return value and layer["s"][period][area] in "AEPFU"


def test_every_page_draws_its_polygons_and_asks_nobody(city: Path, offline_page: Open) -> None:
    files = sorted(city.parent.rglob("*.html"))
    assert len(files) > 6
    opened = offline_page(files[0])
    for file in files:
        opened.page.goto(file.as_uri(), wait_until="load")
        if not opened.page.query_selector(".leaflet-container"):
            assert file.name in {"index.html", "lizenzen.html", "planung.html", "qualitaet.html"}
            continue
        data = data_of(opened.page)
        drawn = [area for area in data["areas"] if area["rings"]]
        paths = opened.page.locator(".leaflet-overlay-pane path, .leaflet-container svg path").count()
        shapes = opened.page.eval_on_selector_all(
            f"{AREAS}, path.sr-own, path.sr-neighbour",
            "all => all.map((one) => { const box = one.getBBox(); return box.width * box.height; })",
        )
        assert paths >= len(drawn) > 0
        assert len(shapes) == len(drawn), file.name
        assert all(size > 20 for size in shapes), file.name
    assert opened.complaints() == []


def test_the_legend_always_matches_the_map(city: Path, offline_page: Open) -> None:
    opened = offline_page(city / "index.html")
    data, looked = data_of(opened.page), 0
    every = list(views(data))
    for (number, period), seen in zip(every, each(opened.page, every, SEEN), strict=True):
        layer = data["layers"][number]
        where = (layer["id"], layer["periods"][period]["id"])
        assert seen["period"] == layer["periods"][period]["label"]
        assert layer["periods"][period]["label"] in seen["text"], where
        assert len(seen["fills"]) == len(data["areas"])
        legend = {fill: count for fill, count in seen["legend"] if count}
        assert len(legend) == len([count for _, count in seen["legend"] if count]), f"{where}: a colour stands twice"
        filled = Counter(fill for fill in seen["fills"] if fill != "rgb(233, 237, 241)")
        if layer["kind"] == "list":
            assert (filled, legend) == ({}, {}), where
            continue
        assert filled == legend, where
        shown = [area for area in range(len(data["areas"])) if known(layer, period, area)]
        if layer["symbols"]:
            assert seen["circles"] == len([area for area in shown if layer["v"][period][area]]), where
        else:
            assert seen["circles"] == 0, where
            assert sum(legend.values()) == len(data["areas"]), where
        looked += 1
    assert looked > 3
    assert opened.complaints() == []


def test_the_table_twin_has_all_areas_and_the_same_values(city: Path, offline_page: Open) -> None:
    opened = offline_page(city / "index.html")
    page, data = opened.page, data_of(opened.page)
    page.click("#sr-tab-table")
    every = list(views(data))
    for (number, period), rows in zip(every, each(page, every, ROWS), strict=True):
        layer = data["layers"][number]
        assert sorted(name for name, _ in rows) == sorted(area["name"] for area in data["areas"])
        texts = dict(rows)
        for at, area in enumerate(data["areas"]):
            text, where = texts[area["name"]], (layer["id"], period, area["name"])
            if not known(layer, period, at):
                # of a balance the need and the places stand in columns of their own, known or not
                own = "|".join(text.split("|")[2:]) if "need" in layer else text
                said = own.replace(layer["w"][period].get(str(at), ""), "")
                assert not any(sign.isdigit() for sign in said), where
            elif layer["kind"] == "bivariate":
                assert layer["classes"][layer["c"][period][at]]["code"] in text, where
            else:
                said = german(layer["v"][period][at], layer["decimals"])
                assert any(re.fullmatch(re.escape(said) + BESIDE, cell) for cell in text.split("|")), where
    assert opened.complaints() == []


def german(value: float, decimals: int) -> str:
    """4711.5 -> "4.711,5"; halves away from zero, as the page rounds."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,.{decimals}f}".replace(",", "_").replace(".", ",").replace("_", ".")
    return ("−" if rounded < 0 else "") + text


def test_click_selects_and_escape_clears(city: Path, offline_page: Open) -> None:
    opened = offline_page(city / "index.html")
    page, data = opened.page, data_of(opened.page)
    for at in (0, len(data["areas"]) - 1):
        page.locator(AREAS).nth(at).dispatch_event("click")
        assert page.text_content("#sr-profile h2") == data["areas"][at]["name"]
        assert page.locator(AREAS).nth(at).get_attribute("aria-pressed") == "true"
        assert page.locator(f'{AREAS}[aria-pressed="true"]').count() == 1
        link = page.get_attribute("#sr-profile .sr-profile-tools a", "href").split("#")[0]
        assert link == data["areas"][at]["page"]
        assert (city / link).is_file()
    page.keyboard.press("Escape")
    assert page.locator(f'{AREAS}[aria-pressed="true"]').count() == 0
    assert page.query_selector("#sr-profile h2") is None
    assert "gebiet" not in page.url
    assert opened.complaints() == []


def test_a_real_click_on_the_map_selects_the_area_under_it(maps: Path, offline_page: Open) -> None:
    opened = offline_page(maps / "musterstadt" / "index.html")
    page, data = opened.page, data_of(opened.page)
    page.uncheck("#sr-names")
    for at, area in enumerate(data["areas"]):
        box = page.locator(AREAS).nth(at).bounding_box()
        page.mouse.click(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.8)
        assert page.text_content("#sr-profile h2") == area["name"]


def test_keys_lead_to_the_neighbour_and_select(maps: Path, offline_page: Open) -> None:
    """nord | mitte above hafen | heide: the arrows follow the map."""
    opened = offline_page(maps / "musterstadt" / "index.html")
    page, data = opened.page, data_of(opened.page)
    names = [area["name"] for area in data["areas"]]
    stops = page.locator(f'{AREAS}[tabindex="0"]')
    assert stops.count() == 1
    stops.first.focus()

    def focused() -> str:
        return names[page.evaluate(f"[...document.querySelectorAll('{AREAS}')].indexOf(document.activeElement)")]

    page.locator(AREAS).nth(names.index("Hafen")).focus()
    for key, reached in (
        ("ArrowUp", "Nord"),
        ("ArrowRight", "Mitte"),
        ("ArrowDown", "Heide"),
        ("ArrowLeft", "Hafen"),
        ("ArrowLeft", "Hafen"),
    ):
        page.keyboard.press(key)
        assert focused() == reached, key
        assert page.locator(f'{AREAS}[tabindex="0"]').count() == 1
    page.keyboard.press("Enter")
    assert page.text_content("#sr-profile h2") == "Hafen"
    page.keyboard.press("t")
    assert page.get_attribute("#sr-tab-table", "aria-selected") == "true"
    page.keyboard.press("Escape")
    assert page.locator(f'{AREAS}[aria-pressed="true"]').count() == 0
    assert opened.complaints() == []


def test_the_map_is_reached_with_the_tab_key(maps: Path, offline_page: Open) -> None:
    page = offline_page(maps / "musterstadt" / "index.html").page
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches('{AREAS}')"):
            return
    pytest.fail("sixty tab stops and no area among them")


def test_the_address_keeps_what_was_chosen(city: Path, offline_page: Open) -> None:
    opened = offline_page(city / "index.html")
    page, data = opened.page, data_of(opened.page)
    number = len(data["layers"]) - 1
    choose(page, number, 0)
    page.locator(AREAS).nth(1).dispatch_event("click")
    page.click("#sr-tab-table")
    fragment = page.evaluate("location.hash")
    again = offline_page(city / "index.html", fragment=fragment).page
    for selector in ("#sr-title", "#sr-legend", "#sr-table"):
        assert again.text_content(selector) == page.text_content(selector)
    assert again.input_value("#sr-layer") == str(number)
    assert again.locator(AREAS).nth(1).get_attribute("aria-pressed") == "true"
    assert again.get_attribute("#sr-tab-table", "aria-selected") == "true"


def test_a_broken_address_opens_the_start(maps: Path, offline_page: Open) -> None:
    for fragment in ("#ind=gibtesnicht&jahr=1&gebiet=x", "#%E0%A4%A", "#__proto__=1&ind=__proto__", "#quellen"):
        opened = offline_page(maps / "musterstadt" / "index.html", fragment=fragment)
        assert opened.page.locator(AREAS).count() == 4
        assert opened.complaints() == [], fragment


def test_the_page_of_an_area_leads_back_to_it_in_the_atlas(city: Path, offline_page: Open) -> None:
    others = {city / name for name in ("index.html", "lizenzen.html", "planung.html", "qualitaet.html")}
    file = min(set(city.glob("*.html")) - others)
    opened = offline_page(file)
    name = opened.page.text_content("h1")
    opened.page.click(".sr-nav a")
    opened.page.wait_for_selector("#sr-profile h2")
    assert opened.page.text_content("#sr-profile h2") == name
    assert opened.complaints() == []


def test_facilities_without_coordinates_are_listed_and_not_drawn(maps: Path, offline_page: Open) -> None:
    opened = offline_page(maps / "musterstadt" / "hafen.html")
    page, data = opened.page, data_of(opened.page)
    own = [house for house in data["facilities"] if house["area"] == data["self"]]
    assert {house["name"]: house["at"] is None for house in own} == {
        "Kita Kaimauer": True,
        "Kita Neubau": False,
        "Hafenschule": False,
    }
    placed = [house for house in data["facilities"] if house["at"]]
    drawn = page.locator(".sr-facility").count()  # those outside only as far as the map shows them
    assert len([house for house in own if house["at"]]) == 2 <= drawn <= len(placed)
    assert "Kita Kaimauer in Betrieb · ohne Koordinaten" in " ".join(page.text_content(".sr-houses").split())


def test_single_facilities_of_the_atlas_are_those_with_coordinates(maps: Path, offline_page: Open) -> None:
    opened = offline_page(maps / "musterstadt" / "index.html")
    page, data = opened.page, data_of(opened.page)
    for box in page.query_selector_all("#sr-facilities input"):
        box.check()
    assert page.locator(".sr-facility").count() == 0
    page.locator(AREAS).first.focus()
    for _ in range(3):
        if page.locator(".sr-facility").count():
            break
        page.keyboard.press("+")
        page.wait_for_timeout(400)
    seen = page.locator(".sr-facility").count()
    assert 0 < seen <= len([house for house in data["facilities"] if house["at"]])
    assert opened.complaints() == []


@pytest.mark.parametrize("size", ["desktop", "laptop", "tablet", "phone"])
def test_nothing_scrolls_sideways(city: Path, offline_page: Open, size: str) -> None:
    files = [city / "index.html", city.parent / "index.html"]
    files += sorted(set(city.glob("*.html")) - set(files))[:3]
    page = offline_page(files[0], size=size).page
    for file in files:
        page.goto(file.as_uri(), wait_until="load")
        wide, inner = page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
        assert wide <= inner, file.name


def test_on_a_phone_the_map_is_wide_and_the_legend_is_there(city: Path, offline_page: Open) -> None:
    page = offline_page(city / "index.html", size="phone").page
    box = page.locator("#map_1").bounding_box()
    assert box["width"] > 300
    assert box["height"] > 200
    assert page.locator("#sr-legend").is_visible()


def close(text: str) -> str:
    """Without blanks, line breaks and places where a word may be parted."""
    return re.sub(r"[\s\u00ad\u200b]", "", text)


def test_paper_has_the_map_its_legend_and_the_sources(city: Path, offline_page: Open) -> None:
    opened = offline_page(city / "index.html")
    page = opened.page
    legend = page.text_content("#sr-legend")
    paper = texts(pypdfium2.PdfDocument(page.pdf(format="A4")))
    first, whole = close(paper[0]), close("".join(paper))
    entries = page.eval_on_selector_all("#sr-legend .sr-legend-entry, #sr-legend tbody tr", ENTRIES)
    assert len(entries) > 3
    for entry in [page.inner_text("#sr-title"), *entries]:
        assert close(entry) in first, entry
    sources = page.locator("#quellen .sr-sources li").all_inner_texts()
    assert sources
    for source in sources:
        assert close(source.partition("\n")[0]) in whole, source
    page.emulate_media(media="print")
    for selector in ("#sr-legend", "#map_1", "#quellen", ".sr-foot"):
        assert page.locator(selector).is_visible(), selector
    assert page.text_content("#sr-legend") == legend
    assert page.locator(AREAS).first.is_visible()
    assert opened.complaints() == []


def test_an_area_s_page_is_complete_without_scripts(maps: Path, offline_page: Open) -> None:
    opened = offline_page(maps / "musterstadt" / "nord.html", java_script_enabled=False)
    text = " ".join(opened.page.text_content("main").split())
    for words in (
        "1.200",
        "Kita Sonnenschein",
        "Ergebnisse der Einschulungsuntersuchung",
        "Gesundheitsamt",
        "25,0 %",
        "gesperrt (Datenschutz)",  # its children: those of Hafen would follow from the Planungsbezirk of both
    ):
        assert words in text
    assert opened.complaints() == []


def test_what_is_withheld_is_named_and_not_shown(maps: Path, offline_page: Open) -> None:
    opened = offline_page(
        maps / "musterstadt" / "index.html", fragment="#ind=children_u3&gebiet=hafen&ansicht=steckbrief"
    )
    page = opened.page
    assert "gesperrt" in page.text_content("#sr-profile .sr-headline")
    assert "gesperrt" in page.text_content("#sr-legend")
    heide = offline_page(
        maps / "musterstadt" / "index.html", fragment="#ind=children_u3&gebiet=heide&ansicht=steckbrief"
    )
    assert "0" in heide.page.text_content("#sr-profile .sr-headline-value")
    area = offline_page(maps / "musterstadt" / "hafen.html").page
    assert "Kinder unter drei Jahren (31.12.2023)" in area.text_content("main")
