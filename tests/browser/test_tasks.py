"""The ten tasks in Chromium, by mouse alone and by keyboard alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from driving.in_chromium import InChromium
from driving.person import ByKeyboard
from driving.tasks import TASKS


class InChromiumByKeyboard(ByKeyboard, InChromium):
    """The person before Chromium whose mouse is broken."""

    def spot(self, css: str, words: str | None, which: int) -> dict[str, float]:
        raise AssertionError(f"no mouse, so no click on {css!r} {words!r}, {which}")


@pytest.fixture
def offline_page(reopened_page: Callable[..., Any]) -> Callable[..., Any]:
    """Pages that other tests had before."""
    return reopened_page


@pytest.mark.parametrize("kind", [InChromium, InChromiumByKeyboard], ids=["mouse", "keyboard"])
@pytest.mark.parametrize("number", TASKS)
def test_task(kind: type[InChromium], number: str, invented_city: Path, offline_page: Callable[..., Any]) -> None:
    person = kind(offline_page)
    person.open(invented_city / "index.html")
    TASKS[number](person, invented_city)
    assert person.complaints() == []
