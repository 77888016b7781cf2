"""The ten tasks in Chromium, by mouse alone and by keyboard alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from driving import person as driving_person
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


@pytest.mark.parametrize(
    "hide",
    [
        "list.hidden = true",
        "list.style.visibility = 'hidden'",
        "list.disabled = true",
        "list.parentElement.inert = true",
        "document.querySelector('dialog').showModal()",
    ],
)
def test_nobody_chooses_from_a_list_that_cannot_be_used(
    hide: str, invented_city: Path, offline_page: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driving_person, "PATIENCE_S", 0.2)
    person = InChromium(offline_page)
    person.open(invented_city / "index.html")
    person.choose("#sr-offer", "Offener Ganztag")
    with pytest.raises(AssertionError):
        person.choose("#sr-own-way", "Grundschule")  # of a question that was not asked
    person.js(f"() => {{ const list = document.querySelector('#sr-offer'); {hide}; }}")
    with pytest.raises(AssertionError):
        person.choose("#sr-offer", "Versorgung U3")
    assert "ind=ogs_bilanz" in person.page.url
