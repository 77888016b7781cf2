"""Reach in the atlas and on an area's page: cells on a canvas, who is over the limit, who lives around a facility."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from packing import page_data
from presentation.reach.decoding import values_of

Open = Callable[..., Any]
ATLAS = "#ind=reach_grundschule"
COLOURS = """() => {
  const canvas = document.querySelector(".leaflet-sr-cells-pane canvas");
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const found = new Set();
  for (let at = 0; at < data.length; at += 4) {
    const rgb = [...data.slice(at, at + 3)].map((part) => part.toString(16).padStart(2, "0"));
    if (data[at + 3] === 255) found.add("#" + rgb.join(""));
  }
  return [...found];
}"""


def question_of(page: Any) -> dict[str, Any]:
    """What the page knows of the ways to primary schools."""
    told: dict[str, Any] = page_data(page.text_content("#sr-data"))["reach"]["questions"]["grundschule"]
    return told


def test_cells_are_painted_in_the_colours_of_the_legend(musterstadt: Path, offline_page: Open) -> None:
    opened = offline_page(musterstadt, fragment=ATLAS)
    page = opened.page
    question = question_of(page)
    used = {
        question["way"][step]["color"] for step in set(values_of(question["cells"]["step"], len(question["way"])))
    }
    assert used <= set(page.evaluate(COLOURS))
    legend = page.locator("#sr-legend").inner_text()
    assert all(one["label"] in legend for one in question["way"][:-1])
    assert "bei 5\u202fkm/h" in legend
    page.locator("#sr-by-area input").check()
    assert not used & set(page.evaluate(COLOURS))
    assert "flaechen=1" in page.url
    assert not opened.complaints()


def test_which_children_have_more_than_two_kilometres_to_school(musterstadt: Path, offline_page: Open) -> None:
    page = offline_page(musterstadt, fragment=f"{ATLAS}&ansicht=tabelle").page
    over = question_of(page)["figures"]["over"]
    assert f"Primarstufe: mehr als 2,0 km: {over[-1]} (" in page.locator("#sr-legend").inner_text()
    page.locator('#sr-table [data-column="over"]').click()
    told = page.locator("#sr-table tbody tr td:last-child").all_inner_texts()
    known = sorted((one for one in over[:-1] if isinstance(one, int)), reverse=True)
    assert told[: len(known) + 1] == [str(one) for one in [over[-1], *known]]


def test_a_chosen_facility_tells_who_lives_around_it(musterstadt: Path, offline_page: Open) -> None:
    page = offline_page(musterstadt, fragment=ATLAS).page
    number = question_of(page)["around"][0][0]
    name = page_data(page.text_content("#sr-data"))["facilities"][number]["name"]
    card, around = page.locator(".sr-around"), page.locator("path.sr-reach-area")
    for close in (lambda: page.keyboard.press("Escape"), page.locator(".leaflet-popup-close-button").click):
        page.locator("#sr-query").fill(name)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        card.wait_for()
        assert "Minuten bei 5\u202fkm/h" in card.inner_text()
        assert around.count() > 0
        close()
        assert around.count() == 0
        page.locator(".leaflet-popup").wait_for(state="detached")  # it fades


def test_an_areas_page_shows_its_cells_and_says_the_same_in_a_table(invented_city: Path, offline_page: Open) -> None:
    opened = offline_page(invented_city / "weichenfeld.html")
    page = opened.page
    assert len(page.evaluate(COLOURS)) > 3
    assert "bis 500\u202fm" in page.locator("#erreichbarkeit").inner_text()
    page.locator("#sr-cells").select_option("-1")
    assert page.locator("#sr-cell-legend").inner_text() == ""
    assert not opened.complaints()


def test_the_children_over_two_kilometres_are_found_by_keyboard_alone(musterstadt: Path, offline_page: Open) -> None:
    opened = offline_page(musterstadt)
    page = opened.page
    told = question_of(page)
    focused = "() => document.activeElement.id || document.activeElement.dataset.column"

    def tab_to(wanted: str) -> None:
        for _ in range(120):
            page.keyboard.press("Tab")
            if page.evaluate(focused) == wanted:
                return
        pytest.fail(f"Tab does not lead to {wanted}")

    tab_to("sr-question-way")
    page.keyboard.press("Enter")
    tab_to("sr-own-way")
    page.keyboard.type("Grundschule")
    assert "Gemeinschaftsgrundschule" in page.locator("#sr-title").inner_text()
    tab_to("sr-tab-about")
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    assert page.evaluate(focused) == "sr-tab-table"
    tab_to("over")
    page.keyboard.press("Enter")
    whole = page.locator("#sr-table tbody tr").first.locator("td").last
    assert whole.inner_text() == str(told["figures"]["over"][-1])
    assert not opened.complaints()


def test_what_is_told_of_a_block_stays_within_the_map(musterstadt: Path, offline_page: Open) -> None:
    for size in ("desktop", "phone"):
        page = offline_page(musterstadt, size=size, fragment=ATLAS).page
        frame = page.locator(".leaflet-container").bounding_box()
        seen = 0
        for area in page.locator("path.sr-area").all()[:5]:
            box = area.bounding_box()
            page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 3)
            page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 3 + 1)
            tip = page.locator(".sr-tooltip")
            if not tip.count():
                continue  # a symbol lies over the area there
            seen += 1
            told = tip.first.bounding_box()
            assert told["x"] >= frame["x"] - 1
            assert told["x"] + told["width"] <= frame["x"] + frame["width"] + 1
            assert told["y"] >= frame["y"] - 1
        assert seen
