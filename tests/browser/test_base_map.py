"""Lines to find one's way, the background that asks first, and which facilities are drawn."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cities import CRS, SOUTH, WEST, geojson, write_city
from packing import page_data
from running import build_here

Open = Callable[..., Any]
HOSTILE = "<img src=x onerror='window.hit = 1'>Nordstadt"
SQUARE = [
    [WEST - 900, SOUTH - 900],
    [WEST + 4_000, SOUTH - 900],
    [WEST + 4_000, SOUTH],
    [WEST - 900, SOUTH],
    [WEST - 900, SOUTH - 900],
]
APART = """() => {
  const box = (node) => node.getBoundingClientRect();
  const names = [...document.querySelectorAll('.sr-base-name:not(.sr-unplaced)')].filter((one) => box(one).width);
  const frame = (name) => box(name.closest('.leaflet-container'));
  const touch = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const cut = (a, f) => a.left < f.left || a.right > f.right || a.top < f.top || a.bottom > f.bottom;
  const inTheWay = [...document.querySelectorAll('.sr-label:not(.sr-unplaced), .leaflet-control')].map(box);
  const bad = (one) => cut(box(one), frame(one)) || inTheWay.some((other) => touch(box(one), other));
  return { shown: names.length, bad: names.filter(bad).map((one) => one.textContent) };
}"""
BASE = """[background]
url = "https://karten.example/{z}/{x}/{y}.png"
attribution = { de = "© Kartendienst" }

[[base_lines]]
id = "nachbarn"
label = { de = "<b>Nachbarn</b>" }
kind = "neighbour"
file = "boundaries/nachbarn.geojson"
names = "NAME"
source = "geo"

[disclosure"""


def test_the_background_is_asked_for_after_a_click_and_names_are_text(
    offline_page: Open, tmp_path: Path, maps: Path
) -> None:
    feature = {
        "type": "Feature",
        "properties": {"NAME": HOSTILE},
        "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
    }
    add = {"boundaries/nachbarn.geojson": geojson([feature], CRS)}
    city = write_city(tmp_path / "stadt", replace={"projekt.toml": {"[disclosure": BASE}}, add=add)
    assert build_here([city], tmp_path / "karten") == 0
    file = tmp_path / "karten" / "musterstadt" / "index.html"
    policy = re.search(r"img-src [^\"]*", file.read_text(encoding="utf-8"))
    assert policy is not None
    assert policy.group() == "img-src data: blob: https://karten.example"
    assert 'img-src data: blob:"' in (maps / "musterstadt" / "index.html").read_text(encoding="utf-8")
    opened = offline_page(file)
    page = opened.page
    page.locator(".sr-base-name").wait_for(state="attached")
    assert page.locator(".sr-base-name").text_content() == HOSTILE
    assert page.get_by_label("<b>Nachbarn</b>").is_checked()
    assert page.evaluate("window.hit") is None
    assert opened.complaints() == []
    button = page.locator("#sr-background button")
    assert button.text_content() == "Hintergrundkarte laden: sendet Ihre IP-Adresse an karten.example"
    button.click()
    opened.good = False  # from now on somebody is asked, and nobody answers
    page.wait_for_timeout(300)
    assert opened.requests
    assert all(re.fullmatch(r"GET https://karten\.example/\d+/\d+/\d+\.png", one) for one in opened.requests), (
        json.dumps(opened.requests)
    )
    assert "karten" not in page.evaluate("location.hash")
    assert page.evaluate("getComputedStyle(document.querySelector('.sr-background-tiles img')).display") != "none"
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.sr-background-tiles')).display") == "none"
    page.emulate_media(media="screen")
    button.click()
    assert page.locator(".sr-background-tiles img").count() == 0


def test_lines_types_and_merkmale_are_chosen_and_stay_in_the_address(offline_page: Open, invented_city: Path) -> None:
    opened = offline_page(invented_city / "index.html", fragment="#einr=kita-*-familienzentrum&grund=bahn")
    page = opened.page
    assert page.locator("#sr-facilities input:checked").count() == 1
    assert page.locator("#sr-merkmal").input_value() == "familienzentrum"
    assert (page.locator(".sr-base-rail-line").count(), page.locator(".sr-base-water-line").count()) == (1, 0)
    page.get_by_label("Gewässer").check()
    assert "grund=fluss.bahn" in page.evaluate("location.hash")
    page.locator("#sr-merkmal").select_option("")
    assert "einr" not in page.evaluate("location.hash") or "familienzentrum" not in page.evaluate("location.hash")
    page.get_by_text("Liste der Einrichtungen im Ausschnitt").click()
    seen = page.locator(".sr-in-view button")
    seen.first.wait_for()
    assert seen.count() > 20
    # the same facilities as one picture: the one in the middle of the view opens on a click
    page.evaluate("sozialraum.MANY_POINTS = 0")
    name = (seen.first.text_content() or "").strip()
    seen.first.click()
    page.locator(".sr-popup").wait_for()
    assert name.split(" ", 1)[-1] in (page.locator(".sr-popup").text_content() or "")
    assert page.evaluate("document.querySelector('.sr-points').width") > 0
    assert page.locator(".sr-facility").count() == 1
    assert opened.complaints() == []


def test_a_choice_among_the_facilities_is_told_on_the_map_and_taken_back_there(
    offline_page: Open, invented_city: Path
) -> None:
    opened = offline_page(invented_city / "index.html", fragment="#einr=kita-*-familienzentrum")
    page = opened.page
    houses = page_data(page.text_content("#sr-data"))["facilities"]
    box = page.locator(".folium-map .sr-map-filter")
    assert box.locator("span").inner_text() == f"21 von {len(houses)} Einrichtungen: Familienzentrum"
    page.locator("#sr-merkmal").select_option("")
    assert box.locator("span").inner_text() == f"50 von {len(houses)} Einrichtungen"
    assert page.text_content("#sr-announce") == f"50 von {len(houses)} Einrichtungen"
    box.get_by_role("button", name="Auswahl aufheben").press("Enter")
    assert not box.is_visible()
    assert page.evaluate("document.activeElement.closest('#sr-facilities') !== null"), "the focus is not lost"
    page.wait_for_function("() => !location.hash.includes('einr')")
    page.go_back()
    box.wait_for()
    assert opened.complaints() == []


def test_names_of_neighbours_are_whole_on_every_map_and_in_the_picture(
    offline_page: Open, invented_city: Path
) -> None:
    opened = offline_page(invented_city / "index.html")
    page = opened.page
    for width, height in ((1440, 900), (1024, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)
        page.click("#sr-home")
        told = page.evaluate(APART)
        assert told["shown"] >= 3, width
        assert told["bad"] == [], width
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.evaluate("location.hash = 'karte2=-massnahmen&grund=bahn.nachbarn'")
    page.locator(".sr-second-map .sr-base-rail-line").wait_for(state="attached")
    assert page.locator(".sr-base-water-line").count() == 0
    told = page.evaluate(APART)
    assert told["shown"] >= 6
    assert told["bad"] == []
    page.click("#sr-share > button")
    with page.expect_download() as download:
        page.locator("#sr-share-menu button").filter(has_text="SVG").click()
    drawing = Path(download.value.path()).read_text(encoding="utf-8")
    assert "Querlohe</text>" in drawing
    assert "#3f474f" in drawing
    assert "#2f6f9f" not in drawing
    assert opened.complaints() == []
