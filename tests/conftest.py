"""What whole builds and long searches cost many seconds: `make check` leaves them to `make test`."""

import gc
from functools import cache
from pathlib import Path

import pytest
from invented import RUN

from sozialraum.cli import NEW_OBJECTS

HERE = Path(__file__).parent
WHOLE_BUILDS = (
    "benchmarks",
    "building",
    "canary",
    "cli",
    "content",
    "examples",
    "fuzz",
    "hostile",
    "musterstadt",
    "properties",
)
REAL_FILES = ("test_real_", "test_geographies", "test_workbook")  # of whole cities, or whole workbooks of an office


@pytest.fixture(scope="session", autouse=True)
def _run(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tells where this run keeps what is made once for all of its tests."""
    RUN.append(tmp_path_factory)
    gc.freeze()  # what is imported and collected stays; looking through it again and again takes a fifth of the time
    gc.set_threshold(NEW_OBJECTS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _is_slow(item.path):
            item.add_marker(pytest.mark.slow)


@cache
def _is_slow(file: Path) -> bool:
    room = file.relative_to(HERE.parent).parts[1 if file.is_relative_to(HERE) else 0]
    return room in WHOLE_BUILDS or file.name.startswith(REAL_FILES)
