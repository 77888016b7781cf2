"""Classes as the reader chooses them, and a legend whose entries bring out their areas."""

import math
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from packing import page_data

Open = Callable[..., Any]
LAYER = "sgb2_u18"
CHOICE = "#sr-class-scheme"
PICK = "#sr-legend .sr-legend-pick"
SEEN = """() => {
  const of = (node) => node.querySelector(".sr-swatch rect").getAttribute("fill");
  const areas = [...document.querySelectorAll("path.sr-area")];
  const entries = [...document.querySelectorAll("#sr-legend .sr-legend-pick")];
  return {
    fills: areas.map((one) => one.getAttribute("fill")),
    faded: areas.map((one) => one.classList.contains("sr-faded")),
    stressed: areas.map((one) => one.classList.contains("sr-stressed")),
    legend: entries.map((one) => [of(one), Number(one.querySelector(".sr-legend-count").firstChild.textContent)]),
    home: entries.findIndex((one) => one.querySelector(".sr-legend-home")),
  };
}"""


def rounded(value: float, digits: int) -> float:
    return math.copysign(math.floor(abs(value) * 10**digits + 0.5 + 1e-9) / 10**digits, value)


def near_and_far(differences: list[float]) -> tuple[float, float]:
    """Half and one and a half times the spread around the city, as the nearest round numbers."""
    spread = math.sqrt(sum(one * one for one in differences) / len(differences))
    steps = [step * 10**power for power in range(-3, 4) for step in (1, 2, 3, 5)]
    near, far = (
        min(steps, key=lambda step, wanted=wanted: abs(step - wanted)) for wanted in (0.5 * spread, 1.5 * spread)
    )
    return near, max(far, 2 * near)


def test_the_distance_to_the_city_is_coloured_counted_and_kept_in_the_address(
    invented_city: Path, offline_page: Open
) -> None:
    opened = offline_page(invented_city / "index.html", fragment=f"#ind={LAYER}")
    page = opened.page
    layer = next(one for one in page_data(page.text_content("#sr-data"))["layers"] if one["id"] == LAYER)
    natural = page.evaluate(SEEN)
    page.select_option(CHOICE, "deviation")
    seen = page.evaluate(SEEN)
    assert "klassen=deviation" in page.url
    known = [
        [(area, rounded(value - layer["city"][at]["v"], 1)) for area, value in enumerate(row) if value is not None]
        for at, row in enumerate(layer["v"])
    ]
    near, far = near_and_far([difference for row in known for _, difference in row])
    newest = next(number for number, one in enumerate(layer["periods"]) if one["id"] in page.url)
    expected = {
        area: (abs(difference) > near) + (abs(difference) > far)
        if difference > 0
        else -((abs(difference) > near) + (abs(difference) > far))
        for area, difference in known[newest]
    }
    colours = [fill for fill, _ in seen["legend"][:5]][::-1]  # the highest class stands on top
    assert {area: seen["fills"][area] for area in expected} == {
        area: colours[2 + at] for area, at in expected.items()
    }
    counts = Counter(expected.values())
    assert [count for _, count in seen["legend"][:5]] == [counts[at] for at in (2, 1, 0, -1, -2)]
    assert seen["home"] == 2, "the city lies in the class in the middle"
    signs = {2: "++", 1: "+", -1: "\u2212", -2: "\u2212\u2212"}
    legend = page.locator(PICK).all_inner_texts()
    assert all(legend[2 - at].startswith(sign) for at, sign in signs.items())
    page.go_back()
    page.wait_for_function("() => !location.hash.includes('klassen')")
    assert page.evaluate(SEEN) == natural
    assert page.input_value(CHOICE) == "natural"
    page.select_option(CHOICE, "quantile")
    counted = [count for _, count in page.evaluate(SEEN)["legend"]]
    assert sum(counted) == len(natural["fills"])
    assert "gleich vielen" in page.text_content("#sr-legend")
    page.goto(page.url.split("#")[0] + "#ind=lage_index&klassen=deviation")
    assert page.locator("#sr-classes").is_hidden(), "the classes of the index have a meaning of their own"
    assert opened.complaints() == []


def test_an_entry_of_the_legend_brings_out_its_areas_by_mouse_and_by_key(
    invented_city: Path, offline_page: Open
) -> None:
    opened = offline_page(invented_city / "index.html", fragment=f"#ind={LAYER}")
    page = opened.page
    first = page.locator(PICK).first
    fill, count = page.evaluate(SEEN)["legend"][0]
    first.click()
    seen = page.evaluate(SEEN)
    inside = [one == fill for one in seen["fills"]]
    assert sum(inside) == count > 0
    assert seen["stressed"] == inside
    assert seen["faded"] == [not one for one in inside]
    assert first.get_attribute("aria-pressed") == "true"
    assert str(count) in page.text_content("#sr-announce")
    first.press("Enter")
    assert not any(page.evaluate(SEEN)["faded"])
    page.locator(PICK).nth(1).focus()
    page.keyboard.press("Space")
    assert any(page.evaluate(SEEN)["faded"])
    page.select_option(CHOICE, "quantile")
    assert not any(page.evaluate(SEEN)["faded"]), "the number of a class would mean another one"
    dot = page.locator(".sr-strip-dot").first
    dot.dispatch_event("click")
    assert page.locator('path.sr-area[aria-pressed="true"]').count() == 1
    assert page.locator(".sr-strip-chosen").count() == 1
    assert opened.complaints() == []


def test_what_is_absent_has_one_word_everywhere_and_can_be_chosen(invented_city: Path, offline_page: Open) -> None:
    opened = offline_page(invented_city / "index.html", fragment="#ind=lage_index&ansicht=tabelle")
    page = opened.page
    rows = page.locator("#sr-table tbody tr:not(.sr-city-row)").all_inner_texts()
    entries = page.locator("#sr-legend .sr-legend-none .sr-legend-pick").all()
    assert len(entries) >= 2, "some area has no index, and some index is withheld"
    for entry in entries:
        word = entry.locator(".sr-legend-words").inner_text()
        fill = entry.locator(".sr-swatch rect").first.get_attribute("fill")
        labels = page.locator(f"path.sr-area[fill='{fill}']").evaluate_all(
            "all => all.map((one) => one.getAttribute('aria-label'))"
        )
        assert labels
        assert all(word in label for label in labels)
        assert len([row for row in rows if word in row]) == len(labels)
        entry.click()
        assert sum(page.evaluate(SEEN)["stressed"]) == len(labels)
        assert f"{word} \u2013 {len(labels)} " in page.text_content("#sr-announce")
    assert opened.complaints() == []


def test_the_table_says_under_a_value_how_far_it_may_be_off(invented_city: Path, offline_page: Open) -> None:
    opened = offline_page(
        invented_city / "index.html", fragment="#ind=jugendarbeitslose&ansicht=tabelle", size=(1024, 768)
    )
    page = opened.page
    data = page_data(page.text_content("#sr-data"))
    layer = next(layer for layer in data["layers"] if layer["id"] == "jugendarbeitslose")
    low, high, firm = (layer[key][-1] for key in ("lo", "hi", "firm"))
    assert "0" in firm
    rows = page.locator("#sr-table tbody tr:not(.sr-city-row)")
    assert rows.count() == len(data["areas"])
    for row in rows.all():
        name = row.locator("th").inner_text()
        area = next(at for at, one in enumerate(data["areas"]) if one["name"] == name)
        span = f"{low[area]:.1f} bis {high[area]:.1f}".replace(".", ",")
        assert row.locator("td > .sr-soft").all_inner_texts() == [span, "unsicher"][: 2 - int(firm[area])], name
    fits = "all => all.every((one) => one.scrollWidth <= one.clientWidth)"
    assert rows.locator("td.sr-col-value").evaluate_all(fits)
    assert opened.complaints() == []
