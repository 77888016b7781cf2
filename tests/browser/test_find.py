"""What to ask, of what, when and for whom: the left column of the atlas, its windows, the search, and the phone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from moving import go, show
from packing import data_of, layer_of

Open = Callable[..., Any]
AREAS = "path.sr-area"
SAID = "all => all.map((one) => [one.getAttribute('aria-label'), one.getAttribute('fill')])"


def german(value: float, decimals: int = 1) -> str:
    return f"{value + 1e-9:.{decimals}f}".replace(".", ",")


def test_a_question_shows_its_own_controls_and_no_others(musterstadt: Path, offline_page: Open) -> None:
    opened = offline_page(musterstadt)
    page = opened.page
    data = data_of(page)
    asked = page.locator(".sr-questions button")
    assert asked.all_inner_texts() == [
        "Wo fehlen Plätze?",
        "Wie weit ist der Weg?",
        "Wie ist die soziale Lage?",
        "Ein Indikator",
    ]
    assert asked.first.get_attribute("aria-pressed") == "true"
    own = ["#sr-offer", "#sr-own-way", "#sr-own-lage", "#sr-layer"]
    for number in range(4):
        asked.nth(number).click()
        assert [page.locator(control).is_visible() for control in own] == [at == number for at in range(4)]
        title = page.inner_text("#sr-title")
    assert layer_of(data, "bev_dichte")["label"] not in title  # it opens with what says something of strain
    asked.nth(2).click()
    assert f"ind={data['lage']['layer']}" in page.url
    page.select_option("#sr-own-lage", label="Lage × Entwicklung")
    asked.first.click()
    page.get_by_label("fehlende Plätze", exact=True).check()
    page.select_option("#sr-offer", label="Offener Ganztag")
    assert "ind=ogs_bilanz" in page.url
    assert page.get_by_label("Lage × Versorgung", exact=True).is_disabled()
    asked.nth(2).click()
    assert "ind=lage_type" in page.url, "a question is found again as it was left"
    page.go_back()
    page.wait_for_function("() => document.querySelector('#sr-offer').offsetParent !== null")
    assert page.input_value("#sr-offer") == "2"
    assert opened.complaints() == []


def test_an_indicator_is_found_and_explained_by_keyboard_alone(musterstadt: Path, offline_page: Open) -> None:
    opened = offline_page(musterstadt, fragment="#ind=residents&gebiet=sr12")
    page = opened.page
    data = data_of(page)
    fields = [group["label"] for group in data["groups"][4:]]
    opener = page.locator(".sr-tree-open")
    opener.focus()
    page.keyboard.press("Enter")
    folds = page.locator(".sr-tree summary")
    counts = [sum(layer["group"] == group["id"] for layer in data["layers"]) for group in data["groups"][4:]]
    said = [f"{label} ({count})" for label, count in zip(fields, counts, strict=True)]
    assert folds.all_inner_texts() == said
    assert len(said) == 9
    listed = page.eval_on_selector_all(
        ".sr-tree details", "all => all.map((one) => one.querySelectorAll('.sr-leaf').length)"
    )
    assert listed == counts, "as many stand below a Handlungsfeld as it says"
    assert page.inner_text('.sr-leaf[aria-current="true"] span >> nth=0') == "Einwohner"
    page.keyboard.type("beduerft")  # of no name, only in definitions
    found = page.locator(".sr-leaf").all_inner_texts()
    assert found
    assert page.inner_text(".sr-tree [role=status]") == f"Treffer: {len(found)}"
    reached = []
    for _ in found:
        page.keyboard.press("ArrowDown")
        reached.append(page.evaluate("document.activeElement.innerText"))
    assert reached == found, "the arrows go past the headings"
    for _ in found:
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Control+A")
    page.keyboard.type("sgb-ii-quote")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    info = page.locator(".sr-dialog").last
    layer = layer_of(data, "sgb2_quote")
    text = info.inner_text()
    assert all(words in text for row in layer["info"] for words in row)
    assert layer["class_note"] in text
    assert "7, von 31.12.2018 bis 31.12.2024" in text
    page.keyboard.press("Escape")
    assert page.locator(".sr-dialog[open]").count() == 1, "one window at a time"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert page.locator(".sr-dialog[open]").count() == 0
    assert "ind=sgb2_quote" in page.url
    assert "gebiet=sr12" in page.url
    assert page.inner_text("#sr-title").startswith("SGB-II-Quote")
    opener.press("Enter")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className").startswith("sr-button sr-tree-open")
    assert "gebiet=sr12" in page.url, "Escape closes the window, and only that"
    assert opened.complaints() == []


def test_dates_without_data_are_skipped_breaks_are_told_and_playing_stops(
    musterstadt: Path, offline_page: Open
) -> None:
    opened = offline_page(musterstadt, fragment="#ind=ohne_abschluss")
    page = opened.page
    shown = page.locator("#sr-period output")
    told = [
        p["label"] for p, row in zip(*told_rows(data_of(page), "ohne_abschluss"), strict=True) if set(row) != {"O"}
    ]
    seen = [shown.inner_text()]
    while page.get_attribute("[data-step='-1']", "aria-disabled") == "false":
        page.click("[data-step='-1']")
        seen.append(shown.inner_text())
    assert seen == told[::-1]
    page.goto(f"{musterstadt.as_uri()}#ind=sgb2_quote")
    page.wait_for_function("() => document.querySelector('#sr-title').textContent.startsWith('SGB-II-Quote')")
    assert "31.12.2022" in page.inner_text("[data-said]")
    assert page.locator(".sr-tick-break").count() == 1
    page.clock.install()
    entries = page.evaluate("history.length")
    page.click("[data-play]")
    assert shown.inner_text() == "31.12.2018", "at the end it begins with the first"
    page.clock.run_for(20_000)
    assert shown.inner_text() == "31.12.2024"
    assert page.get_attribute("[data-play]", "aria-label") == "Alle Stände nacheinander zeigen"
    assert page.evaluate("history.length") <= entries + 1, "only where it stops is kept for the back button"
    page.click("[data-play]")
    page.clock.run_for(1500)
    page.keyboard.press("a")
    page.clock.run_for(20_000)
    assert shown.inner_text() == "31.12.2019"
    still = offline_page(musterstadt, fragment="#ind=sgb2_quote", reduced_motion="reduce").page
    assert not still.locator("[data-play]").is_visible()
    assert still.locator("[data-step='-1']").is_visible()
    assert opened.complaints() == []


def told_rows(data: Any, id_: str) -> tuple[Any, Any]:
    layer = layer_of(data, id_)
    return layer["periods"], layer["s"]


def test_a_group_is_shown_in_map_legend_table_and_address(musterstadt: Path, offline_page: Open) -> None:
    opened = offline_page(musterstadt, fragment="#ind=sgb2_quote&ansicht=tabelle&jahr=2019-12-31")
    page = opened.page
    data = data_of(page)
    entry = next(
        one for one in data["groups_of"] if one["layer"] == "sgb2_quote" and one["groups"][0]["label"] == "deutsch"
    )
    group = entry["groups"][0]
    colors = [one["color"] for one in layer_of(data, "sgb2_quote")["classes"]]
    page.select_option("#sr-group", label="deutsch")
    assert page.inner_text("#sr-period output") == entry["period_label"]
    assert "SGB-II-Quote: deutsch" in page.inner_text("#sr-title")
    rows = dict(
        page.eval_on_selector_all(
            "#sr-table tbody tr", "all => all.map((one) => [one.querySelector('th').textContent, one.textContent])"
        )
    )
    fills = page.eval_on_selector_all(AREAS, "all => all.map((one) => one.getAttribute('fill'))")
    withheld = 0
    for area, value, letter, fill in zip(data["areas"], group["v"], group["s"], fills, strict=True):
        if letter == "Q":
            withheld += 1
            assert fill.startswith("url(")
            assert "gesperrt" in rows[area["name"]]
        else:
            assert fill in colors
            assert german(value) in rows[area["name"]]
    assert withheld == group["s"].count("Q") > 0
    counts = page.locator("#sr-legend .sr-legend-count").all_inner_texts()
    assert sum(int(one.split()[0]) for one in counts) == len(fills)
    again = offline_page(musterstadt, fragment=page.evaluate("location.hash")).page
    assert again.inner_text("#sr-title") == page.inner_text("#sr-title")
    page.select_option("#sr-group", label="Gesamt")
    assert "gruppe" not in page.url
    assert "deutsch" not in page.inner_text("#sr-title")
    page.select_option("#sr-group", label="deutsch")
    page.click("#sr-question-lage")
    assert "gruppe" not in page.url
    assert opened.complaints() == []


def test_every_group_of_every_figure_can_be_shown(musterstadt: Path, offline_page: Open) -> None:
    opened = offline_page(musterstadt, fragment="#ind=residents")
    page = opened.page
    data, told = data_of(page), 0
    for entry in data["groups_of"]:
        label = layer_of(data, entry["layer"])["label"]
        for group in entry["groups"]:
            go(page, urlencode({"ind": entry["layer"], "jahr": entry["period"], "gruppe": group["id"]}))
            title = page.text_content("#sr-title").replace("\u00ad", "")
            assert title.startswith(f"{label}: {group['label']}".replace("\u00ad", "")), (entry["layer"], group["id"])
            assert entry["period_label"] in title
            said = page.eval_on_selector_all(AREAS, SAID)
            for value, letter, (words, fill) in zip(group["v"], group["s"], said, strict=True):
                shown = "gesperrt" if letter == "Q" else german(value, entry["decimals"])
                assert words.partition(f"{entry['period_label']}: ")[2].startswith(shown), (words, shown)
                assert ("withheld" in fill) is (letter == "Q"), words
                told += 1
    assert told > 50 * len(data["areas"])
    assert opened.complaints() == []


def test_a_street_leads_to_its_facilities(musterstadt: Path, offline_page: Open) -> None:
    opened = offline_page(musterstadt)
    page = opened.page
    data = data_of(page)
    house = next(
        one for one in data["facilities"] if dict(map(tuple, one["lines"])).get("Adresse", "").endswith("straße 1")
    )
    address = dict(map(tuple, house["lines"]))["Adresse"]
    field = page.locator("#sr-query")
    field.fill(address.replace("straße", "str."))
    hits = page.locator("#sr-hits [role=option]")
    assert address in hits.first.inner_text()
    assert "Treffer" in page.text_content("#sr-announce")
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == "sr-hit-0"
    assert hits.first.get_attribute("aria-selected") == field.get_attribute("aria-expanded") == "true"
    field.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    assert not page.locator("#sr-hits").is_visible()
    field.fill(address)
    field.press("Enter")
    assert f"gebiet={data['areas'][house['area']]['id']}" in page.url
    assert house["name"] in page.inner_text(".leaflet-popup")
    field.fill("xyzxyz")
    assert page.inner_text("#sr-hits") == page.text_content("#sr-announce") == "Kein Name passt."
    assert opened.complaints() == []


def test_on_a_phone_the_links_wait_and_the_order_is_question_map_legend_panel(
    musterstadt: Path, offline_page: Open
) -> None:
    for size in ((320, 640), (640, 512)):
        opened = offline_page(musterstadt, size=size)
        page = opened.page
        assert not page.locator("#sr-nav a").first.is_visible()
        page.click("#sr-menu")
        assert page.locator("#sr-nav a").first.is_visible()
        page.keyboard.press("Escape")
        assert not page.locator("#sr-nav a").first.is_visible()
        assert page.evaluate("document.activeElement.id") == "sr-menu"
        order = (".sr-questions", ".sr-map", ".sr-period", ".sr-legend", ".sr-scenario", ".sr-panel")
        tops = [page.locator(one).bounding_box()["y"] for one in order]
        assert tops == sorted(tops)
        for question in ("lage", "way", "indicator", "places"):
            page.click(f"#sr-question-{question}")
            assert page.evaluate("document.scrollingElement.scrollWidth") <= size[0], question
        show(page, "ind=kita_u3_bilanz&ansicht=tabelle")
        page.wait_for_selector("#sr-table td[colspan]")  # "gesperrt (Datenschutz)" has the room of two numbers
        assert page.evaluate("document.scrollingElement.scrollWidth") <= size[0]
        page.click("#sr-question-indicator")
        page.click(".sr-tree-open")
        box = page.locator(".sr-dialog").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
        assert box["height"] <= size[1]
        assert opened.complaints() == []
