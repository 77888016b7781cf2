"""The page on planning of Musterstadt as a planner uses it: neighbours together, one view at a time, paper."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Open = Callable[..., Any]
FIRST = "table[data-sr-grid='bilanz-1-1']"
TOGETHER = f"{FIRST} .sr-row-together"


@pytest.fixture
def planung(invented_city: Path) -> Path:
    """The page of the invented city, built from its own data."""
    return invented_city / "planung.html"


def row_of(page: Any, name: str) -> Any:
    return page.locator(f"{FIRST} tbody tr").filter(has=page.get_by_role("rowheader").get_by_text(name))


def cells(row: Any) -> list[str]:
    return [text.split("\n")[0] for text in row.locator("td").all_inner_texts()]


def test_a_planungsbezirk_ticked_area_by_area_says_what_its_row_says(planung: Path, offline_page: Open) -> None:
    """Bezirk V is Flachsanger and Külsenbrock: worked out by the script, and by the program."""
    opened = offline_page(planung)
    page = opened.page
    row_of(page, "Flachsanger").get_by_role("checkbox").check()
    assert page.locator(TOGETHER).count() == 0
    page.get_by_role("button", name="+ Külsenbrock").click()
    assert cells(page.locator(TOGETHER)) == cells(row_of(page, "Bezirk V Westflur"))
    assert "gebiete=sr07%2Csr10" in page.url
    page.get_by_role("button", name="Auswahl aufheben").click()
    assert page.locator(TOGETHER).count() == 0
    assert opened.complaints() == []


def test_one_view_at_a_time_and_the_address_keeps_it(planung: Path, offline_page: Open) -> None:
    opened = offline_page(planung, fragment="#ansicht=mit_massnahmen&gebiete=sr03")
    page = opened.page
    shown = page.locator("#bilanz-1 [data-sr-pane]:visible")
    assert shown.evaluate_all("panes => panes.map((pane) => pane.dataset.srPane)") == ["mit_massnahmen"]
    page.get_by_label("nach Wohnort der Kinder").check()
    assert shown.evaluate_all("panes => panes.map((pane) => pane.dataset.srPane)") == ["wohnort"]
    assert page.url.endswith("#ansicht=wohnort&gebiete=sr03")
    assert opened.complaints() == []


@pytest.mark.parametrize("size", ["desktop", "tablet", "phone"])
def test_nothing_is_wider_than_the_screen(planung: Path, offline_page: Open, size: str) -> None:
    opened = offline_page(planung, size=size)
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
