"""A table wider than its box fades where it goes on, and no more where it ends."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator

Open = Callable[..., Any]
WIDER = "(box) => box.scrollWidth > box.clientWidth + 1"
FADES = "([box, fades]) => (getComputedStyle(box).maskImage !== 'none') === fades"


def wait(box: Locator, fades: bool) -> None:
    box.page.wait_for_function(FADES, arg=[box.element_handle(), fades])


def test_a_table_fades_where_it_goes_on(invented_city: Path, offline_page: Open) -> None:
    opened = offline_page(invented_city / "luettkenhoehe.html", size="phone")
    page = opened.page
    boxes = [box for box in page.locator(".sr-scroll").all() if box.is_visible()]
    wide = [box for box in boxes if box.evaluate(WIDER)]
    assert len(wide) > 1
    for box in wide[:3]:
        box.evaluate("(box) => { box.scrollLeft = 0; }")
        wait(box, True)
        box.evaluate("(box) => { box.scrollLeft = box.scrollWidth; }")
        wait(box, False)
    page.set_viewport_size({"width": 1600, "height": 900})
    narrow = [box for box in boxes if not box.evaluate(WIDER)]
    assert narrow
    for box in narrow:
        wait(box, False)
    assert opened.complaints() == []


def test_nothing_fades_on_paper(invented_city: Path, offline_page: Open) -> None:
    page = offline_page(invented_city / "luettkenhoehe.html", size="phone").page
    box = next(one for one in page.locator(".sr-scroll").all() if one.is_visible() and one.evaluate(WIDER))
    box.evaluate("(box) => { box.scrollLeft = 0; }")
    wait(box, True)
    page.emulate_media(media="print")
    wait(box, False)
