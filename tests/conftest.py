"""What whole builds and long searches cost many seconds: `make check` leaves them to `make test`."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent
WHOLE_BUILDS = ("building", "canary", "cli", "content", "examples", "fuzz", "hostile", "musterstadt", "properties")


REAL_FILES = ("test_real_", "test_geographies", "test_workbook")  # of whole cities, or whole workbooks of an office


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    folders = [HERE / name for name in WHOLE_BUILDS]
    for item in items:
        if any(folder in item.path.parents for folder in folders) or item.path.name.startswith(REAL_FILES):
            item.add_marker(pytest.mark.slow)
