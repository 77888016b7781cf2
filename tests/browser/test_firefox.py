"""A stock Firefox, as offices have it: the ten tasks by mouse, and what it prints."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from driving.in_firefox import InFirefox
from driving.tasks import TASKS


@pytest.fixture(scope="module")
def firefox() -> Iterator[InFirefox]:
    """One Firefox for all tests of this file; without one they fail, they are never skipped."""
    person = InFirefox()
    yield person
    person.close()


@pytest.mark.parametrize("number", TASKS)
def test_task(number: str, firefox: InFirefox, invented_city: Path) -> None:
    firefox.open(invented_city / "index.html")
    TASKS[number](firefox, invented_city)
    assert firefox.complaints() == []
