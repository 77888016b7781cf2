"""Areas side by side, two maps of one city, and one selection wherever it is made; in a real browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from packing import page_data

Open = Callable[..., Any]
FRAMES = (".folium-map", ".sr-second-map")
CHOSEN = '#sr-scatter .sr-point[aria-pressed="true"]'
LABELS = "all => all.map((one) => one.getAttribute('aria-label'))"
AREA = ".folium-map path.sr-area"
OTHER = ".sr-second-map path.sr-area"
LAYER = "sgb2_u18"
BALANCE, QUOTA = "kita_u3_bilanz", "kita_u3_quota"
# Where the middle of an area's box lies from the middle of its map, and how large the box is.
PLACE = """([frame, path]) => {
  const map = document.querySelector(frame).getBoundingClientRect();
  const box = [...document.querySelectorAll(path)][3].getBoundingClientRect();
  const middle = (one) => [one.left + one.width / 2, one.top + one.height / 2];
  const [[x, y], [left, top]] = [middle(box), middle(map)];
  return [x - left, y - top, box.width, box.height];
}"""


def read(page: Any) -> tuple[dict[str, Any], list[str]]:
    """The data of the page, and the names of the areas."""
    data = page_data(page.text_content("#sr-data"))
    return data, [area["name"] for area in data["areas"]]


def german(value: float, digits: int) -> str:
    """1234.5 -> "1.234,5"."""
    return f"{value:,.{digits}f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def signed(value: float) -> str:
    """2.34 -> "+2,3"; what is shown as zero -> "±0,0"."""
    shown = round(value, 1)
    return ("+" if shown > 0 else "−" if shown < 0 else "±") + german(abs(shown), 1)


def test_four_areas_side_by_side_by_mouse_and_keyboard(musterstadt: Path, offline_page: Open) -> None:
    opened = offline_page(musterstadt, fragment=f"#ind={LAYER}&gebiet=sr01")
    page = opened.page
    data, names = read(page)
    layer = next(layer for layer in data["layers"] if layer["id"] == LAYER)
    page.get_by_role("button", name="Zum Vergleich").click()
    page.locator(AREA).nth(3).click(modifiers=["Control"])
    page.locator(AREA).nth(8).focus()
    page.keyboard.press("v")
    page.locator('[data-versus="add"]').select_option("6")
    heads = page.locator("#sr-compare thead th .sr-link")
    assert heads.all_inner_texts() == [f"{sign} {names[at]}" for sign, at in zip("①②③④", (0, 3, 8, 6), strict=True)]
    assert "vergleich=sr01%2Csr04%2Csr09%2Csr07" in page.url
    row = page.locator('#sr-compare tr[aria-current="true"]')
    shown = row.locator("td").all_inner_texts()
    at = next(number for number, period in enumerate(layer["periods"]) if period["label"] in row.inner_text())
    assert shown[0] == german(layer["city"][at]["v"], layer["decimals"])
    for text, area in zip(shown[1:], (0, 3, 8, 6), strict=True):
        value = layer["v"][at][area]
        assert text.startswith("gesperrt" if value is None else german(value, layer["decimals"])), (text, area)
    # a fifth one is refused in a sentence, and the map numbers the four
    page.locator(AREA).nth(1).click(modifiers=["Control"])
    assert "Höchstens 4 Gebiete" in page.locator("#sr-compare .sr-box").inner_text()
    assert heads.count() == 4
    assert {"①", "②", "③", "④"} <= set("".join(page.locator(".folium-map .sr-label-sign").all_inner_texts()))
    # fields fold, areas leave, all of it stays in the address
    page.locator('[data-versus="bildung"]').click()
    page.get_by_role("button", name=f"{names[3]} aus dem Vergleich nehmen").click()
    page.reload()
    assert heads.all_inner_texts() == [f"{sign} {names[at]}" for sign, at in zip("①②③", (0, 8, 6), strict=True)]
    assert page.locator('[data-versus="bildung"]').get_attribute("aria-expanded") == "true"
    assert not opened.complaints()


def test_two_maps_are_one_view_with_two_figures(musterstadt: Path, offline_page: Open) -> None:
    opened = offline_page(musterstadt, fragment=f"#ind={LAYER}")
    page = opened.page
    data, names = read(page)
    page.get_by_role("button", name="Zweite Karte", exact=True).click()
    page.locator('[data-second="what"]').select_option("betreuung_u3")
    other = next(layer for layer in data["layers"] if layer["id"] == "betreuung_u3")
    assert other["label"] in page.locator(".sr-second-head h3").inner_text()
    when = page.locator('[data-second="when"]').input_value()
    at = [period["id"] for period in other["periods"]].index(when)
    fills = page.locator(OTHER).evaluate_all("all => all.map((one) => one.getAttribute('fill'))")
    for area, fill in enumerate(fills):
        place = other["c"][at][area]
        assert fill == (other["classes"][place]["color"] if place >= 0 else "url(#sr-pattern-withheld)"), names[area]
    # what moves one moves the other
    page.locator(AREA).first.focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    page.wait_for_timeout(500)
    first = page.evaluate(PLACE, [".folium-map", AREA])
    second = page.evaluate(PLACE, [".sr-second-map", OTHER])
    assert first == pytest.approx(second, abs=1.5)
    page.locator(OTHER).nth(3).hover()
    assert names[3] in page.locator(".folium-map .sr-tooltip").inner_text()
    page.locator(OTHER).nth(3).click()
    assert page.locator(AREA).nth(3).get_attribute("aria-pressed") == "true"
    assert "karte2=betreuung_u3" in page.url
    assert "gebiet=sr04" in page.url
    # the same indicator at two dates, then none
    page.locator('[data-second="what"]').select_option("-zeit")
    page.locator('[data-second="when"]').select_option(index=1)
    assert "jahr2=" in page.url
    page.reload()
    shown = page.locator(".sr-second-head").all_inner_texts()
    assert page.locator('[data-second="when"] option:checked').inner_text() in shown[1]
    page.get_by_role("button", name="Zweite Karte schließen").click()
    assert not page.locator(".sr-second-map").is_visible()
    assert "karte2" not in page.url
    assert page.locator(".sr-side #sr-legend").is_visible()
    assert not opened.complaints()


@pytest.mark.parametrize(("size", "above"), [((1024, 768), True), ((1440, 900), False)])
def test_two_maps_have_room_for_the_whole_city_and_its_names(
    musterstadt: Path, offline_page: Open, size: tuple[int, int], *, above: bool
) -> None:
    opened = offline_page(musterstadt, fragment=f"#ind={BALANCE}&karte2=-massnahmen", size=size)
    page = opened.page
    page.wait_for_timeout(300)
    boxes = [page.locator(frame).bounding_box() for frame in FRAMES]
    assert (boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"]) == above
    assert all(box["width"] >= 320 for box in boxes)
    for frame in FRAMES:
        told = page.evaluate(
            """(frame) => {
              const map = document.querySelector(frame);
              const box = (node) => node.getBoundingClientRect();
              const all = (what) => [...map.querySelectorAll(what)].map(box);
              const { left, top, right, bottom } = box(map);
              const out = (one) =>
                one.left < left - 1 || one.top < top - 1 || one.right > right + 1 || one.bottom > bottom + 1;
              const labels = all(".sr-label");
              const circles = all(".sr-gap-circle");
              const covered = labels.filter((label) => circles.some((one) => {
                const [x, y, radius] = [(one.left + one.right) / 2, (one.top + one.bottom) / 2, one.width / 2 - 1];
                return Math.hypot(Math.max(label.left - x, 0, x - label.right),
                  Math.max(label.top - y, 0, y - label.bottom)) < radius;
              }));
              return {
                areas: all("path.sr-area").filter(out).length,
                labels: [labels.length > 9, labels.filter(out).length],
                circles: [circles.length > 5, covered.length],
              };
            }""",
            frame,
        )
        assert told == {"areas": 0, "labels": [True, 0], "circles": [True, 0]}, frame
    cut = "node => node.scrollHeight > node.clientHeight + 1"
    legends = page.locator(".sr-second-legend")
    assert legends.count() == len(FRAMES)
    assert not above or not any(one.evaluate(cut) for one in legends.all()), "below the maps all of a legend has room"
    assert not opened.complaints()


@pytest.mark.parametrize("size", [(390, 844), (1440, 900)])
def test_above_two_maps_of_dates_that_cannot_be_compared_this_is_said(
    musterstadt: Path, offline_page: Open, size: tuple[int, int]
) -> None:
    opened = offline_page(musterstadt, fragment="#ind=sgb2_quote&karte2=-zeit", size=size)
    page = opened.page
    data, _ = read(page)
    periods = next(layer for layer in data["layers"] if layer["id"] == "sgb2_quote")["periods"]
    broken = next(at for at, period in enumerate(periods) if period.get("break_before"))
    when = page.locator("[data-second=when]")
    assert when.input_value() == periods[broken]["id"], "the oldest date since the break"
    warning = page.locator(".sr-stage .sr-caption[role=status]")
    assert warning.count() == 1
    assert warning.is_hidden()
    when.select_option(periods[0]["id"])
    assert periods[broken]["label"] in warning.inner_text()
    tops = [page.locator(what).first.bounding_box()["y"] for what in (".sr-second-head", *FRAMES)]
    box = warning.bounding_box()
    assert box["y"] + box["height"] <= min(tops)
    assert not opened.complaints()


def test_before_and_after_the_measures_are_told_side_by_side(musterstadt: Path, offline_page: Open) -> None:
    page = offline_page(musterstadt, fragment=f"#ind={BALANCE}&gebiet=sr03").page
    data, names = read(page)
    layer = next(layer for layer in data["layers"] if layer["id"] == BALANCE)
    last = layer["planned"]["from"] + len(layer["planned"]["gap"]) - 1
    page.get_by_role("button", name="Zweite Karte", exact=True).click()
    numbers = [page.locator(f"{frame} .sr-gap-number").all_inner_texts() for frame in FRAMES]
    gaps = [row[2] for row in (layer["gap"][last], layer["planned"]["gap"][-1])]
    for texts, gap in zip(numbers, gaps, strict=True):
        assert gap <= 0 or str(gap) in texts
    words = page.locator(".sr-second-words")
    assert names[2] in words.inner_text()
    assert "Neubau" in words.inner_text()
    page.locator('[data-second="what"]').select_option("-unterschied")
    changes = [
        after - before
        for before, after in zip(layer["places"][last], layer["planned"]["places"][-1], strict=True)
        if before is not None and after is not None and after != before
    ]
    signs = page.locator(".sr-second-map .sr-label-sign").all_inner_texts()
    told = [sign for sign in signs if sign[0] in "+−"]
    assert sorted(told) == sorted(f"{'+' if change > 0 else '−'}{abs(change):.0f}" for change in changes)


def test_what_measures_change_in_a_quota_is_told_in_points(musterstadt: Path, offline_page: Open) -> None:
    """Map, legend, sentence, table and file tell the same differences; the city is told from its own two quotas."""
    opened = offline_page(musterstadt, fragment=f"#ind={QUOTA}&gebiet=sr03&ansicht=tabelle")
    page = opened.page
    data, names = read(page)
    layer = next(layer for layer in data["layers"] if layer["id"] == QUOTA)
    last = layer["planned"]["from"] + len(layer["planned"]["v"]) - 1
    sides = list(zip(layer["v"][last], layer["planned"]["v"][-1], strict=True))
    changes = {area: after - before for area, (before, after) in enumerate(sides) if None not in (before, after)}
    page.get_by_role("button", name="Zweite Karte", exact=True).click()
    page.locator('[data-second="what"]').select_option("-unterschied")
    signs = [one for one in page.locator(".sr-second-map .sr-label-sign").all_inner_texts() if one[0] in "+−"]
    told = {area: signed(change) for area, change in changes.items() if round(change, 1)}
    assert sorted(signs) == sorted(told.values())
    assert len(told) < len(changes)
    city = layer["planned"]["city"][-1]["v"] - layer["city"][last]["v"]
    assert f"{signed(city)}\u202fProzentpunkte" in page.locator(".sr-second-legend .sr-legend-city").last.inner_text()
    before, after = (german(value, 1) for value in sides[2])
    said = page.locator(".sr-second-words").inner_text()
    assert (
        f"{names[2]}. Heutiger Bestand: {before}\u202f%; mit geplanten Maßnahmen: {after}\u202f% ({told[2]}" in said
    )
    assert "Neubau" in said
    counts = page.locator(".sr-second-legend").nth(1).locator(".sr-legend-pick .sr-legend-count").all_inner_texts()
    assert sum(int(count.split()[0]) for count in counts) == len(names)
    rows = [row.split("\t") for row in page.locator("#sr-table tbody tr").all_inner_texts()]
    assert rows[0][0].strip() == "Musterstadt"
    assert rows[0][-1].startswith(signed(city))
    shown = {row[0].strip(): row[-1].strip() for row in rows[1:]}
    for area, name in enumerate(names):
        assert (signed(changes[area]) if area in changes else "gesperrt (Datenschutz)") in shown[name], name
    page.get_by_role("button", name="Weitergeben").click()
    with page.expect_download() as download:
        page.locator('[data-share="csv"]').click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    at = lines[0].split(";").index("Änderung durch geplante Maßnahmen, Prozentpunkte")
    cells = {line.split(";")[1]: line.split(";")[at] for line in lines[1 : len(names) + 2]}
    plain = {
        name: signed(changes[area]).replace("−", "-").strip("+±")
        for area, name in enumerate(names)
        if area in changes
    }
    assert cells == {"Musterstadt": signed(city).strip("+")} | dict.fromkeys(names, "") | plain
    # what is shown stays on the list of the second map where the figure has no such difference
    page.evaluate("location.hash = location.hash.replace(/ind=[^&]*/, 'ind=sgb2_u18')")
    assert page.locator('[data-second="what"]').input_value() == "-unterschied"
    assert "ändern geplante Maßnahmen hier nichts" in page.locator(".sr-second-words").inner_text()
    assert not opened.complaints()


def test_a_selection_made_anywhere_is_made_everywhere(musterstadt: Path, offline_page: Open) -> None:
    page = offline_page(musterstadt, fragment=f"#ind={LAYER}").page
    _, names = read(page)

    def chosen() -> str:
        pressed = page.locator(f'{AREA}[aria-pressed="true"]').evaluate_all(LABELS)
        return next(name for name in names if pressed and pressed[0].startswith(name + ","))

    page.get_by_role("tab", name="Tabelle").click()
    page.locator("#sr-table tbody th button").nth(2).click()
    name = page.locator(".sr-profile-head h2, #sr-profile h2").first.inner_text()
    assert chosen() == name
    page.get_by_role("tab", name="Tabelle").click()
    assert page.locator('#sr-table tr[aria-current="true"] th').inner_text() == name
    page.get_by_role("tab", name="Zusammenhang").click()
    point = page.locator("#sr-scatter .sr-point").nth(5)
    point.click(force=True)
    label = page.locator(CHOSEN).get_attribute("aria-label") or ""
    assert label.startswith(chosen())
    assert chosen() in page.locator("#sr-scatter .sr-readout").inner_text()
    page.get_by_role("tab", name="Handlungsbedarf").click()
    entry = page.locator("#sr-gap .sr-gap-list button").first
    wanted = entry.inner_text()
    entry.click()
    assert chosen() == wanted
    page.locator(AREA).nth(4).click()
    page.get_by_role("tab", name="Zusammenhang").click()
    assert (page.locator(CHOSEN).get_attribute("aria-label") or "").startswith(names[4])
    # columns of the table can be put away, and the address knows it
    page.get_by_role("tab", name="Tabelle").click()
    page.locator("#sr-table summary").click()
    page.get_by_label("Abstand zur Stadt").uncheck()
    assert not page.locator("#sr-table .sr-col-difference").first.is_visible()
    assert "ohne=difference" in page.url
