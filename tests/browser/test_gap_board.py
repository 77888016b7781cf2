"""The board of needs in the atlas of Musterstadt: fields, picture and list tell the same, and select everywhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from packing import page_data

Open = Callable[..., Any]
AREAS = "path.sr-area"
BOARD = "#sr-gap"
TODAY = "#ind=kita_u3_lage_versorgung&ansicht=handlungsbedarf"


@pytest.fixture
def offline_page(reopened_page: Open) -> Open:
    """Pages that other tests had before."""
    return reopened_page


def board_of(page: Any) -> tuple[Any, Any]:
    """The data block and the first offer of the board."""
    data = page_data(page.text_content("#sr-data"))
    return data, data["gap_board"]["offers"][0]


def test_field_picture_and_list_agree_in_every_year(musterstadt: Path, offline_page: Open) -> None:
    opened = offline_page(musterstadt, fragment=TODAY)
    page = opened.page
    data, offer = board_of(page)
    for at, year in enumerate(offer["years"]):
        page.select_option(f'{BOARD} [data-gap="year"]', str(at))
        row = offer["rows"]["bestand"][at]
        names = [area["name"] for area in data["areas"]]
        for field in range(9):
            inside = sorted(names[area] for area, one in enumerate(row["f"]) if one == str(field))
            cell = page.locator(f'{BOARD} td:has(> [data-cell="{field}"])')
            assert cell.locator("[data-cell] span").text_content() == str(len(inside))
            assert sorted(cell.locator("li").all_text_contents()) == inside
        points = page.locator(f"{BOARD} .sr-gap-point").count()
        assert points == sum(one != "-" for one in row["f"])
        listed = page.locator(f"{BOARD} .sr-gap-list h4 button").all_text_contents()
        assert sorted(listed) == sorted(names[area] for area, one in enumerate(row["f"]) if one in "678")
        fields = [row["f"][names.index(name)] for name in listed]
        assert fields == sorted(fields, reverse=True)
        said = page.text_content(f"{BOARD} .sr-gap-summary")
        assert year["label"] in said
        assert listed or "keine Lücke" in said
        assert f"jahr={year['id'].replace('/', '%2F')}" in page.url
    assert opened.complaints() == []


def test_a_click_selects_everywhere(musterstadt: Path, offline_page: Open) -> None:
    page = offline_page(musterstadt, fragment=TODAY).page
    page.locator(f"{BOARD} .sr-gap-list h4 button").first.click()
    name = page.locator(f"{BOARD} .sr-gap-list h4 button").first.text_content()
    assert page.locator(f"{BOARD} .sr-point-chosen").count() == 1
    assert page.locator(f"{BOARD} .sr-point-name-chosen").text_content() == name
    assert page.locator(f'{BOARD} .sr-gap-list li[aria-current="true"] h4 button').text_content() == name
    assert page.locator(f'{AREAS}[aria-pressed="true"]').count() == 1
    page.locator(f"{BOARD} .sr-gap-point").last.focus()
    page.keyboard.press("Enter")
    assert page.locator(f"{BOARD} .sr-point-chosen").count() == 1
    page.locator(f"{BOARD} [data-cell]:not([disabled])").first.click()
    assert page.locator(f'{BOARD} [data-cell][aria-pressed="true"]').count() == 1
    assert page.locator('#sr-legend [data-cell][aria-pressed="true"]').count() == 1
    assert page.locator(f"{AREAS}.sr-faded").count() > 0


def test_the_board_follows_the_map_and_leads_it(musterstadt: Path, offline_page: Open) -> None:
    page = offline_page(musterstadt, fragment="#ind=residents&ansicht=handlungsbedarf").page
    assert "ind=residents" in page.url
    page.locator(f'{BOARD} [data-gap="map"]').click()
    assert "ind=kita_u3_lage_versorgung" in page.url
    assert page.locator(f'{BOARD} [data-gap="map"]').count() == 0
    page.select_option(f'{BOARD} [data-gap="offer"]', "1")
    assert "ind=kita_ue3_lage_versorgung" in page.url
    assert page.evaluate("document.activeElement.dataset.gap") == "offer"


def test_planned_measures_change_the_board_and_the_map_alike(musterstadt: Path, offline_page: Open) -> None:
    opened = offline_page(musterstadt, fragment=TODAY)
    page = opened.page
    _, offer = board_of(page)
    now, planned = (offer["rows"][scenario] for scenario in ("bestand", "mit_massnahmen"))
    at = next(number for number, row in enumerate(planned) if row and row["f"] != now[number]["f"])
    page.select_option(f'{BOARD} [data-gap="year"]', str(at))
    before = page.text_content(f"{BOARD} .sr-gap-field")
    page.select_option(f'{BOARD} [data-gap="scenario"]', "mit_massnahmen")
    assert "massnahmen=1" in page.url
    assert page.text_content(f"{BOARD} .sr-gap-field") != before
    cells, legend = (
        page.locator(f"{one} [data-cell] span").all_text_contents() for one in (BOARD, "#sr-legend .sr-matrix")
    )
    assert cells == legend
    assert opened.complaints() == []


def test_names_in_the_picture_never_cover_one_another(musterstadt: Path, offline_page: Open) -> None:
    """Every gap has its name at any width, every area where there is room."""
    for width in (390, 1024, 1440):
        page = offline_page(musterstadt, size=(width, 900), fragment=TODAY).page
        names = page.locator(f"{BOARD} .sr-point-name")
        boxes = [names.nth(number).bounding_box() for number in range(names.count())]
        gaps = page.locator(f"{BOARD} .sr-gap-list h4 button").all_text_contents()
        assert set(gaps) <= set(names.all_text_contents())
        assert len(boxes) >= page.locator(f"{BOARD} .sr-gap-point").count() - (2 if width < 1400 else 0)
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                apart = (
                    one["x"] + one["width"] <= other["x"] + 4
                    or other["x"] + other["width"] <= one["x"] + 4
                    or one["y"] + one["height"] <= other["y"] + 4
                    or other["y"] + other["height"] <= one["y"] + 4
                )
                assert apart


@pytest.mark.parametrize("width", [320, 390, 820, 1024, 1440])
def test_the_board_never_scrolls_sideways(musterstadt: Path, offline_page: Open, width: int) -> None:
    opened = offline_page(musterstadt, size=(width, 800), fragment=TODAY)
    wide, inner = opened.page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
    assert wide <= inner
    view_wide, view_inner = opened.page.eval_on_selector(BOARD, "one => [one.scrollWidth, one.clientWidth]")
    assert view_wide <= view_inner
    assert opened.complaints() == []


def test_a_city_without_bounds_has_no_board(flensburg: Path, offline_page: Open) -> None:
    opened = offline_page(flensburg / "index.html", fragment="#ansicht=handlungsbedarf")
    assert opened.page.locator("#sr-tab-gap").is_hidden()
    assert opened.page.locator(BOARD).is_hidden()
    assert opened.complaints() == []


@pytest.mark.parametrize("size", [(1440, 900), (1280, 800), (1024, 768), (390, 844), (320, 700)])
def test_all_six_tabs_stand_in_one_row_or_two_and_none_is_cut_off(
    musterstadt: Path, offline_page: Open, size: tuple[int, int]
) -> None:
    page = offline_page(musterstadt, size, fragment=TODAY).page
    row = page.locator("#sr-tabs").bounding_box()
    tabs = page.get_by_role("tab")
    boxes = [tab.bounding_box() for tab in tabs.all()]
    assert len(boxes) == 6
    assert len({round(box["y"] + box["height"]) for box in boxes}) <= (1 if size[0] >= 1440 else 2)
    assert min(box["x"] for box in boxes) >= row["x"]
    assert max(box["x"] + box["width"] for box in boxes) <= row["x"] + row["width"] + 0.5
    assert tabs.evaluate_all("all => all.every((tab) => tab.scrollWidth <= tab.clientWidth + 1)")
    assert page.get_by_role("tab", name="Handlungsbedarf", exact=True).count() == 1


def test_every_definition_is_written_below_the_map(musterstadt: Path, offline_page: Open) -> None:
    page = offline_page(musterstadt).page
    wanted = [
        one["label"] for group in page_data(page.text_content("#sr-data"))["definitions"] for one in group["layers"]
    ]
    assert page.locator("#quellen #sr-definitions h4").all_text_contents() == wanted
    assert page.locator("#sr-definitions dd").count() >= len(wanted)
