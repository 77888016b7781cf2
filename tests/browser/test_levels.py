"""Larger areas in place of the Sozialräume, and the same page in another language; in a real browser."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

from packing import page_data

Open = Callable[..., Any]
AREA = ".folium-map path.sr-area"


def test_the_whole_page_speaks_of_planungsbezirke(maps: Path, offline_page: Open) -> None:
    """West is nord and hafen: 1,200 + 400 residents; two areas in place of four, wherever areas are named."""
    opened = offline_page(maps / "musterstadt" / "index.html", fragment="#ind=residents&gebiet=nord&ansicht=tabelle")
    page = opened.page
    assert page.locator(AREA).count() == 4
    with page.expect_navigation():
        page.get_by_label("Gebiete", exact=True).select_option("Planungsbezirke")
    page.wait_for_function("() => document.querySelectorAll('.folium-map path.sr-area').length === 2")
    assert "ebene=planungsbezirk" in page.url
    assert "gebiet=" not in page.url
    assert "Planungsbezirke" in page.locator("#sr-title").inner_text()
    rows = page.locator(".sr-twin tbody tr").all_inner_texts()
    assert [" ".join(row.split()) for row in rows[1:]] == ["1. Bezirk West 1.600", "2. Bezirk Ost 900"]
    page.get_by_role("button", name="Bezirk West", exact=True).click()
    panel = page.locator("#sr-profile")
    assert "1.600" in panel.inner_text()
    assert panel.locator(".sr-profile-tools a").count() == 0  # a larger area has no page of its own
    assert "gebiet=west" in page.url
    assert page.get_by_role("tab", name="Handlungsbedarf").count() == 0
    page.get_by_text("Was hier anders ist").click()
    left_out = page.locator("#sr-levels li").all_inner_texts()
    told = page_data(page.text_content("#sr-data"))
    assert left_out == [one["label"] for one in told["layers"] if one["id"] not in told["larger"]["layers"]]
    page.go_back()
    page.go_back()
    page.wait_for_function("() => document.querySelectorAll('.folium-map path.sr-area').length === 4")
    assert page.get_by_label("Gebiete", exact=True).input_value() == ""
    assert opened.complaints() == []


def test_back_to_the_page_as_it_was_opened_brings_its_areas_back(maps: Path, offline_page: Open) -> None:
    opened = offline_page(maps / "musterstadt" / "index.html")
    page = opened.page
    assert "#" not in page.url
    with page.expect_navigation():
        page.get_by_label("Gebiete", exact=True).select_option("Planungsbezirke")
    page.wait_for_function("() => document.querySelectorAll('.folium-map path.sr-area').length === 2")
    while "#" in page.url:
        page.go_back()
    page.wait_for_function("() => document.querySelectorAll('.folium-map path.sr-area').length === 4")
    assert page.get_by_label("Gebiete", exact=True).input_value() == ""
    page.goto(page.url + "#quellen")  # a section of the page is no other page
    assert page.locator(AREA).count() == 4
    assert opened.complaints() == []


def test_larger_areas_have_intervals_ways_and_a_stop_of_the_tour(invented_city: Path, offline_page: Open) -> None:
    """The interval is that of 1,036 in 3,978 children, as data/ tells it; the index says why it is not there."""
    opened = offline_page(invented_city / "index.html", fragment="#rundgang=5")
    page = opened.page
    page.wait_for_function("() => location.hash.includes('ind=sgb2_u18')")
    assert page.locator(AREA).count() == 14
    with page.expect_event("load"):
        page.keyboard.press("PageDown")
    title = page.locator(".sr-tour-title")
    title.wait_for(state="visible")
    assert title.inner_text() == "Und im ganzen Planungsbezirk?"
    page.wait_for_function("() => document.activeElement.className === 'sr-tour-title'")
    assert "6 von 6" in page.locator("#sr-announce").inner_text()
    assert page.locator(AREA).count() == 5
    row = next(
        one
        for one in csv.DictReader(
            (invented_city / "data" / "intervals.csv").read_text(encoding="utf-8-sig").splitlines()
        )
        if (one["area_id"], one["indicator_id"], one["period"], one["group"]) == ("pb2", "sgb2_u18", "2024-12-31", "")
    )
    ends = [f"{float(row[key]):.1f}".replace(".", ",") for key in ("lower", "upper")]
    told = page.locator("#sr-profile").inner_text().replace("\u202f", " ")
    assert "Bezirk II Nordhang" in told
    assert f"Übliche Schwankung: {ends[0]} % bis {ends[1]} %" in told
    assert "Über der übrigen Stadt, über die übliche Schwankung hinaus" in told
    with page.expect_event("load"):
        page.keyboard.press("PageUp")
    page.wait_for_function("() => document.querySelectorAll('.folium-map path.sr-area').length === 14")
    assert "ebene=" not in page.url
    # ways: the cells stay, the figures are those of all people of the area
    reach = offline_page(
        invented_city / "index.html", fragment="#ind=reach_kita_u3&ebene=planungsbezirk&gebiet=pb2"
    ).page
    assert reach.locator("#sr-profile .sr-reach").count() == 1
    assert reach.locator("#sr-profile .sr-headline").inner_text().count("%") >= 2
    # what there is not for larger areas is said, and why
    index = offline_page(invented_city / "index.html", fragment="#ind=lage_index&ebene=planungsbezirk").page
    assert "„Lageindex: soziale Lage“ gibt es nicht für Planungsbezirke." in index.locator("#sr-levels").inner_text()
    index.get_by_text("Was hier anders ist").click()
    assert "Ein Mittel der Indizes wäre kein Index" in index.locator("#sr-levels").inner_text()
    assert opened.complaints() == []


def test_a_link_to_another_language_keeps_what_is_shown(maps: Path, offline_page: Open) -> None:
    opened = offline_page(maps / "musterstadt" / "index.html", fragment="#ind=sgb2_u18&ebene=planungsbezirk")
    page = opened.page
    page.get_by_role("link", name="English").click()
    page.wait_for_function("() => document.documentElement.lang === 'en'")
    assert "/en/index.html#ind=sgb2_u18" in page.url
    assert "ebene=planungsbezirk" in page.url
    assert page.locator(AREA).count() == 2
    assert "Planning districts" in page.locator("#sr-title").inner_text()
    page.get_by_role("link", name="Deutsch").click()
    page.wait_for_function("() => document.documentElement.lang === 'de'")
    assert page.locator(AREA).count() == 2
    area = offline_page(maps / "musterstadt" / "nord.html", fragment="#sr-lage").page
    area.get_by_role("link", name="English").focus()
    area.keyboard.press("Enter")
    area.wait_for_function("() => document.documentElement.lang === 'en'")
    assert area.url.endswith("/en/nord.html#sr-lage")
    assert opened.complaints() == []


def test_an_area_of_another_level_is_found_by_its_name_and_shown_there(
    invented_city: Path, offline_page: Open
) -> None:
    opened = offline_page(invented_city / "index.html", fragment="#ind=sgb2_u18&ansicht=tabelle")
    page = opened.page
    for words, hit, address, count in (
        ("nordhang", "Bezirk II Nordhang\nPlanungsbezirk", {"ebene": "planungsbezirk", "gebiet": "pb2"}, 5),
        ("hafenbr", "Hafenbruch\nSozialraum", {"gebiet": "sr09"}, 14),
    ):
        page.get_by_role("combobox", name="suchen").fill(words)
        assert page.locator("#sr-hits [role=option]").first.inner_text() == hit
        with page.expect_event("load"):
            page.keyboard.press("Enter")
        assert page.locator(AREA).count() == count
        told = dict(part.split("=") for part in page.url.partition("#")[2].split("&"))
        assert {key: told.get(key) for key in ("ind", "ansicht", "ebene", "gebiet")} == {
            "ind": "sgb2_u18",
            "ansicht": "steckbrief",
            "ebene": None,
            **address,
        }
        assert page.locator("#sr-profile h2").inner_text() == hit.partition("\n")[0]
    assert opened.complaints() == []


def test_the_tables_of_larger_areas_fit_a_wide_window(invented_city: Path, offline_page: Open) -> None:
    page = offline_page(invented_city / "index.html").page
    page.set_viewport_size({"width": 1440, "height": 900})
    sides = page.eval_on_selector_all(
        ".sr-larger .sr-scroll", "all => all.map((one) => [one.scrollWidth, one.clientWidth])"
    )
    assert len(sides) == 2
    assert all(inside <= frame for inside, frame in sides)
