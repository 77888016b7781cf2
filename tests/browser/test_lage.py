"""Soziale Lage in the atlas of Musterstadt: why an area is dark, how sure that is, and what goes together."""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from choosing import choose_layer
from packing import data_of, layer_of

Open = Callable[..., Any]
AREAS = "path.sr-area"
FADED = f"{AREAS}.sr-faded"
CELLS = "#sr-legend .sr-matrix [data-cell]"
POINTS = ".sr-point"
# Rows with a drawing: figure, date, words, left and right end of the interval (null without one), the own mark.
SPINES = """all => all.map((row) => {
  const drawing = row.querySelector(".sr-spine");
  const line = drawing.querySelector("polyline");
  const places = (one) => one.getAttribute("points").split(" ").map((point) => Number(point.split(",")[0]));
  const mark = drawing.querySelector("circle")?.cx.baseVal.value ?? places(drawing.querySelector("polygon"))[0];
  return [row.querySelector("th button").title, row.querySelector("th > span").textContent,
    drawing.getAttribute("aria-label") || "", line ? places(line) : [null, null], mark];
})"""
# Every layer in turn: which date it opens with, and whether the unsure can be muted. All in one go: a map painted for
# each of them takes many seconds.
UNSURE = """() => {
  const field = document.querySelector("#sr-layer");
  return [...field.options].map((_, at) => {
    field.value = String(at);
    field.dispatchEvent(new Event("change", { bubbles: true }));
    const offered = document.querySelector("#sr-unsure").checkVisibility({ visibilityProperty: true });
    return { period: document.querySelector("#sr-period output").textContent, offered };
  });
}"""


@pytest.fixture
def offline_page(reopened_page: Open) -> Open:
    """Pages that other tests had before."""
    return reopened_page


def newest(data: Any) -> tuple[Any, int, str]:
    """The layer of the index, the number of its newest date with values, and the date's id."""
    layer = layer_of(data, "lage_index")
    at = max(number for number, row in enumerate(layer["c"]) if max(row) >= 0)
    return layer, at, layer["periods"][at]["id"]


def number(text: str) -> float:
    """ "−1,25" -> -1.25."""
    bare = re.sub(r"[^−\d,]", "", text)
    return float(bare.replace("−", "-").replace(",", "."))


def rounded(value: float, layer: Any) -> float:
    """As it is written, halves away from zero."""
    return float(Decimal(str(value)).quantize(Decimal(1).scaleb(-layer["decimals"]), rounding=ROUND_HALF_UP))


def test_the_block_says_class_parts_and_rank_and_its_parts_add_up(musterstadt: Path, offline_page: Open) -> None:
    opened = offline_page(musterstadt, fragment="#ind=residents&ansicht=steckbrief")
    page, data = opened.page, data_of(opened.page)
    layer, at, date = newest(data)
    lage, told = data["lage"], 0
    for area in range(len(data["areas"])):
        page.locator(AREAS).nth(area).dispatch_event("click")
        block = page.locator(".sr-lage")
        text = block.text_content()
        assert layer["caption"] in text
        place, value = layer["c"][at][area], layer["v"][at][area]
        if place < 0:
            continue
        assert layer["classes"][place]["label"] in text
        rows = page.eval_on_selector_all(
            ".sr-lage .sr-parts tbody tr",
            """all => all.map((row) => [row.querySelector("th").textContent,
                row.querySelector("td:last-child").textContent])""",
        )
        values = [number(said) for _, said in rows]
        assert sum(values[:-1]) == pytest.approx(values[-1], abs=0.005 * len(values))
        assert values[-1] == pytest.approx(value, abs=0.005001)
        parts = [part["short"] for part in lage["parts"]]
        named = [said for (label, _), said in zip(rows, values, strict=True) if label in parts]
        assert named == sorted(named, reverse=True)
        when = lage["periods"].index(date)
        if lage["ranks"] and lage["ranks"][when]:
            assert f"Rang {lage['ranks'][when]['rank'][area]} von" in text
        told += 1
    assert told > 5
    assert opened.complaints() == []


def test_the_caption_stays_visible_in_every_view(musterstadt: Path, offline_page: Open) -> None:
    opened = offline_page(musterstadt, fragment="#ind=lage_index")
    page = opened.page
    for tab in ("about", "profile", "table", "scatter"):
        page.click(f"#sr-tab-{tab}")
        assert page.locator("#sr-caption").is_visible()
        assert "nicht Menschen" in page.text_content("#sr-caption")
    page.emulate_media(media="print")
    assert page.locator("#sr-caption").is_visible()


def test_a_cell_of_the_matrix_brings_out_its_areas(musterstadt: Path, offline_page: Open) -> None:
    opened = offline_page(musterstadt, fragment="#ind=lage_type")
    page, data = opened.page, data_of(opened.page)
    layer = layer_of(data, "lage_type")
    shown = page.text_content("#sr-period output")
    at = next(number for number, one in enumerate(layer["periods"]) if one["label"] == shown)
    rows, columns = len(layer["axes"]["y_labels"]), len(layer["axes"]["x_labels"])
    assert page.locator(CELLS).count() == rows * columns == len(layer["classes"])
    places = layer["c"][at]
    filled = sorted({place for place in places if place >= 0})
    for place in range(rows * columns):
        cell = page.locator(f'#sr-legend [data-cell="{place}"]')
        assert cell.locator("span").text_content() == str(places.count(place))
        assert cell.is_disabled() is (place not in filled)
        critical = page.locator(f'.sr-critical [data-cell="{place}"]').count() == 1
        assert critical is (place in layer["axes"]["critical"])
    cell = page.locator(f'#sr-legend [data-cell="{filled[0]}"]')
    cell.focus()
    page.keyboard.press("Enter")
    assert cell.get_attribute("aria-pressed") == "true"
    assert page.locator(FADED).count() == len(places) - places.count(filled[0])
    names = [data["areas"][area]["name"] for area, place in enumerate(places) if place == filled[0]]
    for where in ("#sr-announce", ".sr-cell-words"):
        assert all(name in page.text_content(where) for name in names)
    page.keyboard.press("Enter")
    assert page.locator(FADED).count() == 0
    page.locator(f'#sr-legend [data-cell="{filled[-1]}"]').click()
    assert page.locator(FADED).count() == len(places) - places.count(filled[-1])
    page.keyboard.press("Escape")
    assert page.locator(FADED).count() == 0
    assert opened.complaints() == []


def test_escape_gives_up_the_cell_before_the_area(musterstadt: Path, offline_page: Open) -> None:
    page = offline_page(musterstadt, fragment="#ind=lage_type&ansicht=steckbrief").page
    page.locator(AREAS).first.dispatch_event("click")
    page.locator(f"{CELLS}:not(:disabled)").first.click()
    page.keyboard.press("Escape")
    assert page.locator(FADED).count() == 0
    assert page.locator(f'{AREAS}[aria-pressed="true"]').count() == 1
    page.keyboard.press("Escape")
    assert page.locator(f'{AREAS}[aria-pressed="true"]').count() == 0
    page.locator(f"{CELLS}:not(:disabled)").first.click()
    choose_layer(page, 0)
    assert page.locator(FADED).count() == 0, "another question starts without a chosen cell"


def test_the_unsure_is_muted_when_asked_and_the_address_keeps_it(musterstadt: Path, offline_page: Open) -> None:
    opened = offline_page(musterstadt)
    page, data = opened.page, data_of(opened.page)
    checked = 0
    for at, (layer, seen) in enumerate(zip(data["layers"], page.evaluate(UNSURE), strict=True)):
        period = next(number for number, one in enumerate(layer["periods"]) if one["label"] == seen["period"])
        firm = (layer.get("firm") or {period: ""})[period]
        assert seen["offered"] is bool(firm), layer["id"]
        if not firm or checked > 3:
            continue
        choose_layer(page, at)
        page.check("#sr-unsure input")
        assert page.locator(".sr-veil").count() == firm.count("0")
        legend = page.text_content("#sr-legend")
        assert layer["firm_note"] in legend
        assert "unsicher=1" in page.url
        page.uncheck("#sr-unsure input")
        assert page.locator(".sr-veil").count() == 0
        assert "unsicher" not in page.url
        checked += 1
    assert checked > 2
    again = offline_page(musterstadt, fragment="#ind=lage_index&unsicher=1").page
    assert again.is_checked("#sr-unsure input")
    assert opened.complaints() == []


def test_intervals_are_drawn_where_the_layer_has_them_and_nowhere_else(musterstadt: Path, offline_page: Open) -> None:
    opened = offline_page(musterstadt, fragment="#ind=lage_index&ansicht=steckbrief")
    page, data = opened.page, data_of(opened.page)
    layers = {layer["short" if layer.get("gap") else "label"]: layer for layer in data["layers"]}
    told = {True: 0, False: 0}
    for area in (2, 8, 13):
        page.locator(AREAS).nth(area).dispatch_event("click")
        rows = page.eval_on_selector_all(".sr-profile tbody tr:has(.sr-spine)", SPINES)
        assert len(rows) > 20
        for label, date, words, (left, right), mark in rows:
            layer, where = layers[label], (area, label, date)
            been = [number for number, one in enumerate(layer["periods"]) if not one.get("ahead")]
            at = max(number for number in been if layer["v"][number][area] is not None)
            assert layer["periods"][at]["label"] in date, where
            ends = [(layer.get(side) or [])[at : at + 1] for side in ("lo", "hi")]
            low, high = (row[0][area] if row and row[0] else None for row in ends)
            told[low is not None] += 1
            assert ("Übliche Schwankung" in words) is (left is not None) is (low is not None), where
            if low is None:
                continue
            assert layer["group"] != "versorgung", "places are counted, not drawn"
            assert low <= layer["v"][at][area] <= high
            said = re.match("Übliche Schwankung: (.+) bis (.+); Stadt: ", words)
            assert [number(one) for one in said.groups()] == [rounded(one, layer) for one in (low, high)], where
            assert left <= mark <= right, where
    assert min(told.values()) > 20
    assert opened.complaints() == []


def test_what_stands_out_leads_to_its_figure_and_date(musterstadt: Path, offline_page: Open) -> None:
    opened = offline_page(musterstadt)
    page, data = opened.page, data_of(opened.page)
    layers = {layer["id"]: layer for layer in data["layers"]}
    followed = 0
    for area, findings in data["findings"]["areas"].items():
        page.goto(f"{musterstadt.as_uri()}#ind=residents&gebiet={data['areas'][int(area)]['id']}&ansicht=steckbrief")
        said = page.locator("#sr-profile .sr-finding").all_text_contents()
        assert len(said) == len(findings)
        for text, finding in zip(said, findings, strict=True):
            assert finding["text"] in text
            word = {"burden": "Belastung:", "strength": "Stärke:", "neutral": "Hinweis:"}[finding["weight"]]
            assert word in text
        target = next((one for one in findings if one["layer"] in layers and one["period"]), None)
        if target is None or followed > 2:
            continue
        page.locator("#sr-profile .sr-finding-link").first.click()
        layer = layers[target["layer"]]
        assert page.input_value("#sr-layer") == str(data["layers"].index(layer))
        (date,) = (one["label"] for one in layer["periods"] if one["id"] == target["period"])
        assert page.text_content("#sr-period output") == date
        assert date in page.text_content("#sr-title")
        followed += 1
    assert followed == 3
    assert opened.complaints() == []


def test_planners_notes_bear_name_and_date(musterstadt: Path, offline_page: Open) -> None:
    page = offline_page(musterstadt).page
    data = data_of(page)
    noted = 0
    for area, notes in data["notes"]["areas"].items():
        page.goto(f"{musterstadt.as_uri()}#gebiet={data['areas'][int(area)]['id']}&ansicht=steckbrief")
        shown = page.locator("#sr-profile .sr-planner").all_text_contents()
        assert len(shown) == len(notes)
        for text, note in zip(shown, notes, strict=True):
            assert all(note[key] in text for key in ("text", "signed", "on"))
            noted += 1
    assert noted > 0


def test_the_reading_aid_has_the_methods_and_what_stands_out_in_the_city(
    musterstadt: Path, offline_page: Open
) -> None:
    page = offline_page(musterstadt, fragment="#ansicht=lesen").page
    data = data_of(page)
    text = page.text_content("#sr-about")
    assert data["methods"]
    assert all(term in text and words in text for term, words in data["methods"])
    assert all(finding["text"] in text for finding in data["findings"]["city"])


def test_folds_stay_as_they_were_left(musterstadt: Path, offline_page: Open) -> None:
    page = offline_page(musterstadt, fragment="#ind=lage_index&ansicht=steckbrief").page
    page.locator(AREAS).first.dispatch_event("click")
    summary = page.locator("#sr-profile > .sr-fold:not([open]) > summary").first
    name = summary.text_content()
    summary.click()
    page.locator(AREAS).nth(1).dispatch_event("click")
    opened = page.locator("#sr-profile > .sr-fold[open] > summary").all_text_contents()
    assert name in opened


def test_similar_areas_are_links_to_them(musterstadt: Path, offline_page: Open) -> None:
    page = offline_page(musterstadt).page
    data = data_of(page)
    assert data["similar"]
    area = next(number for number, others in enumerate(data["similar"]["areas"]) if others)
    page.locator(AREAS).nth(area).dispatch_event("click")
    links = page.locator(".sr-similar button")
    others = [data["areas"][other]["name"] for other in data["similar"]["areas"][area]]
    assert links.all_text_contents() == others
    links.first.click()
    assert page.text_content("#sr-profile h2") == others[0]


def test_two_figures_are_related_by_keyboard_alone(musterstadt: Path, offline_page: Open) -> None:
    opened = offline_page(musterstadt, fragment="#ind=sgb2_u18&ansicht=zusammenhang&y=arbeitslosenanteil")
    page, data = opened.page, data_of(opened.page)
    points = page.locator(POINTS)
    n = points.count()
    assert 3 < n <= len(data["areas"])
    assert f"({n} " in page.text_content(".sr-correlation")
    assert "keine Ursache" in page.text_content(".sr-correlation")
    names = page.locator(".sr-point-name")
    boxes = [names.nth(at).bounding_box() for at in range(names.count())]
    assert len(boxes) > n / 2
    for at, box in enumerate(boxes):
        for other in boxes[at + 1 :]:
            apart = (
                box["x"] + box["width"] <= other["x"] + 2
                or other["x"] + other["width"] <= box["x"] + 2
                or box["y"] + box["height"] <= other["y"] + 4
                or other["y"] + other["height"] <= box["y"] + 4
            )
            assert apart, (box, other)
    assert page.locator(f'{POINTS}[tabindex="0"]').count() == 1
    page.locator(f'{POINTS}[tabindex="0"]').focus()
    seen = [page.text_content(".sr-readout")]
    for _ in range(n - 1):
        page.keyboard.press("ArrowRight")
        seen.append(page.text_content(".sr-readout"))
    assert len(set(seen)) == n
    assert page.locator(f'{POINTS}[tabindex="0"]').count() == 1
    page.keyboard.press("Enter")
    assert page.get_attribute("#sr-tab-scatter", "aria-selected") == "true"
    assert page.locator(f'{AREAS}[aria-pressed="true"]').count() == 1
    assert page.evaluate(f"document.activeElement.matches('{POINTS}')"), "the point keeps the focus"
    page.keyboard.press("Escape")
    assert page.locator(f'{AREAS}[aria-pressed="true"]').count() == 0
    across = page.locator('[data-axis="x"]')
    across.focus()
    across.select_option(index=3)
    chosen = across.locator("option:checked").inner_text()
    assert "x=" in page.url
    assert page.evaluate("document.activeElement.dataset.axis") == "x", "the list keeps the focus"
    assert across.locator("option").nth(3).inner_text() == chosen
    assert opened.complaints() == []


def test_a_click_near_a_point_selects_its_area(musterstadt: Path, offline_page: Open) -> None:
    page = offline_page(musterstadt, fragment="#ind=sgb2_u18&ansicht=zusammenhang&y=arbeitslosenanteil").page
    box = page.locator(POINTS).first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2 + 1, box["y"] + box["height"] / 2)
    assert page.locator(f'{AREAS}[aria-pressed="true"]').count() == 1
    assert page.locator(".sr-point-chosen").count() == 1


def test_the_index_and_its_part_are_told_to_belong_together(musterstadt: Path, offline_page: Open) -> None:
    page = offline_page(musterstadt, fragment="#ind=lage_index&ansicht=zusammenhang&y=sgb2_u18").page
    assert "Teil der anderen" in page.text_content(".sr-correlation")


@pytest.mark.parametrize("width", [320, 390, 820, 1024, 1280, 1440])
def test_nothing_scrolls_sideways_at_any_width(musterstadt: Path, offline_page: Open, width: int) -> None:
    opened = offline_page(musterstadt, size=(width, 800), fragment="#ind=lage_type&ansicht=lesen")
    page = opened.page
    page.locator(AREAS).first.dispatch_event("click")
    for view in ("lesen", "steckbrief", "zusammenhang"):
        page.locator(f'[data-view="{view}"]').click()
        for fold in page.query_selector_all(".sr-view:not([hidden]) > details:not([open]) > summary"):
            fold.click()
        wide, inner = page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
        assert wide <= inner, view
        view_wide, view_inner = page.eval_on_selector(
            ".sr-view:not([hidden])", "one => [one.scrollWidth, one.clientWidth]"
        )
        assert view_wide <= view_inner, view
    assert opened.complaints() == []
