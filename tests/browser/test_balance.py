"""The balance of places in the atlas: years, scenario, symbols, words; in a real browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from packing import page_data

Open = Callable[..., Any]
CIRCLES = "path.sr-gap-circle"
RADII = [10, 13, 17]  # px, of the three sizes
# Each circle: the area under its middle, its radius in px, and the number that stands on that middle.
DRAWN = """() => {
  const middle = (node) => {
    const box = node.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  };
  const within = (area, [x, y]) =>
    area.isPointInFill(new DOMPoint(x, y).matrixTransform(area.getScreenCTM().inverse()));
  const written = [...document.querySelectorAll(".sr-map .sr-gap-number")];
  const numbers = written.map((one) => [middle(one), one.textContent]);
  const areas = [...document.querySelectorAll("path.sr-area")];
  return [...document.querySelectorAll(".sr-map path.sr-gap-circle")].map((one) => {
    const [x, y] = middle(one);
    const own = numbers.filter(([at]) => Math.hypot(at[0] - x, at[1] - y) < 3).map(([, text]) => text);
    return [areas.findIndex((area) => within(area, [x, y])), one.getBBox().width / 2, own.join("|")];
  });
}"""
LAYER = "kita_u3_bilanz"


def balance_of(page: Any) -> tuple[dict[str, Any], list[str]]:
    """The layer of the balance, and the names of the areas."""
    data = page_data(page.text_content("#sr-data"))
    layer = next(layer for layer in data["layers"] if layer["id"] == LAYER)
    return layer, [area["name"] for area in data["areas"]]


def ahead_of(layer: dict[str, Any]) -> int:
    """The number of the second year ahead."""
    return [number for number, period in enumerate(layer["periods"]) if period.get("ahead")][1]


def missing(layer: dict[str, Any], row: list[int | None]) -> dict[int, tuple[int, str]]:
    """The radius in px and the words of the circle in each area that lacks places, by the area's number."""
    steps = layer["steps"]
    return {
        area: (RADII[min(step for step, end in enumerate(steps) if gap <= end)], str(gap))
        for area, gap in enumerate(row)
        if gap is not None and gap > 0
    }


def drawn(page: Any) -> dict[int, tuple[int, str]]:
    """The circles on the map, by the number of the area in which their middle lies."""
    seen = page.evaluate(DRAWN)
    found = {area: (round(radius), text) for area, radius, text in seen}
    assert len(found) == len(seen), "two circles in one area"
    return found


def test_it_opens_today_and_each_missing_place_is_on_the_map(musterstadt: Path, offline_page: Open) -> None:
    opened = offline_page(musterstadt, fragment=f"#ind={LAYER}")
    page = opened.page
    layer, _ = balance_of(page)
    today = max(number for number, period in enumerate(layer["periods"]) if not period.get("ahead"))
    assert page.locator("#sr-period output").inner_text() == layer["periods"][today]["label"]
    assert drawn(page) == missing(layer, layer["gap"][today])
    assert {radius for radius, _ in drawn(page).values()} == set(RADII)
    key = page.eval_on_selector_all("#sr-legend .sr-gap-key circle", "all => all.map((one) => one.r.baseVal.value)")
    assert key == RADII
    assert not opened.complaints()


def test_a_year_ahead_says_forecast_in_words(musterstadt: Path, offline_page: Open) -> None:
    page = offline_page(musterstadt, fragment=f"#ind={LAYER}").page
    layer, _ = balance_of(page)
    ahead = ahead_of(layer)
    page.locator("#sr-year").fill(str(ahead))
    year = layer["periods"][ahead]["id"]
    assert f"{year} (Prognose)" in page.locator("#sr-title").inner_text()
    assert f"{year} (Prognose)" in page.locator("#sr-legend").inner_text()
    assert "Prognose" in page.locator("#sr-period").inner_text()
    assert drawn(page) == missing(layer, layer["gap"][ahead])


def test_planned_measures_change_map_title_and_address_and_go_back(musterstadt: Path, offline_page: Open) -> None:
    page = offline_page(musterstadt, fragment=f"#ind={LAYER}").page
    layer, _ = balance_of(page)
    ahead = ahead_of(layer)
    planned = layer["planned"]["gap"][ahead - layer["planned"]["from"]]
    assert planned != layer["gap"][ahead]
    page.locator("#sr-year").fill(str(ahead))
    page.get_by_label("mit geplanten Maßnahmen").check()
    assert drawn(page) == missing(layer, planned)
    assert "mit geplanten Maßnahmen" in page.locator("#sr-title").inner_text()
    assert "massnahmen=1" in page.url
    page.reload()
    assert drawn(page) == missing(layer, planned)
    page.get_by_label("heutiger Bestand").check()
    assert drawn(page) == missing(layer, layer["gap"][ahead])
    assert "massnahmen" not in page.url


def test_the_table_is_the_balance_as_planners_know_it(musterstadt: Path, offline_page: Open) -> None:
    page = offline_page(musterstadt, fragment=f"#ind={LAYER}&ansicht=tabelle").page
    layer, names = balance_of(page)
    today = max(number for number, period in enumerate(layer["periods"]) if not period.get("ahead"))
    worst = max((gap, name) for gap, name in zip(layer["gap"][today], names, strict=True) if gap is not None)
    rows = page.locator("#sr-table tbody tr")
    assert rows.nth(1).locator("th").inner_text() == worst[1]
    assert rows.nth(1).locator("td").last.inner_text() == f"−{worst[0]}"
    city = rows.nth(0).inner_text().split()
    gap = (layer["sums"][today] or [None])[0]
    assert city[-1] == ("–" if gap is None else f"−{gap}")


def test_a_withheld_area_has_neither_circle_nor_number(musterstadt: Path, offline_page: Open) -> None:
    page = offline_page(musterstadt, fragment=f"#ind={LAYER}").page
    layer, names = balance_of(page)
    held = [
        (period, area)
        for period, letters in enumerate(layer["s"])
        for area, letter in enumerate(letters)
        if letter == "Q"
    ]
    assert held
    for period in sorted({period for period, _ in held}):
        page.locator("#sr-year").fill(str(period))
        assert drawn(page) == missing(layer, layer["gap"][period])
        assert not set(drawn(page)) & {area for at, area in held if at == period}
    for period, area in held:
        assert layer["gap"][period][area] is None, names[area]
        assert layer["need"][period][area] is None, names[area]
        assert (layer["gap_hi"][period] or [None] * len(names))[area] is None


def test_other_figures_have_no_choice_of_places(musterstadt: Path, offline_page: Open) -> None:
    page = offline_page(musterstadt, fragment="#ind=residents&massnahmen=1").page
    assert page.locator("#sr-scenario").is_hidden()
    assert "Maßnahmen" not in page.locator("#sr-title").inner_text()
    assert page.locator(f".sr-map {CIRCLES}").count() == 0


def test_the_headline_tells_missing_places_and_the_percentage_is_called_coverage_of_need_in_lists_and_scatter(
    musterstadt: Path, offline_page: Open
) -> None:
    opened = offline_page(musterstadt, fragment=f"#ind={LAYER}")
    page = opened.page
    layer, names = balance_of(page)
    today = max(number for number, period in enumerate(layer["periods"]) if not period.get("ahead"))
    gap, share = layer["sums"][today][0], f"{layer['city'][today]['v']:.1f}".replace(".", ",")
    assert page.inner_text(".sr-figure-value") == f"{gap} Plätze fehlen"
    assert f"Bedarfsdeckung {share}" in page.inner_text(".sr-figure")
    assert page.inner_text(".sr-figure").count("Plätze fehlen") == 1
    own = max(range(len(names)), key=lambda area: layer["gap"][today][area] or 0)
    page.locator("path.sr-area").nth(own).dispatch_event("click")
    assert page.inner_text("#sr-profile .sr-headline-value") == f"{layer['gap'][today][own]} Plätze fehlen"
    assert page.inner_text("#sr-profile .sr-headline").count("Plätze fehlen") == 1
    short = layer["short"]
    assert short.endswith(": Bedarfsdeckung")
    assert page.locator("#sr-profile .sr-link", has_text=short).count()
    page.click("[data-view='zusammenhang']")
    assert f"{short}, in %" in page.inner_text("#sr-scatter")
    assert opened.complaints() == []
