"""What whole builds and long searches cost many seconds: `make check` leaves them to `make test`."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent
WHOLE_BUILDS = ("building", "canary", "cli", "content", "examples", "fuzz", "hostile", "musterstadt", "properties")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    folders = [HERE / name for name in WHOLE_BUILDS]
    for item in items:
        if any(folder in item.path.parents for folder in folders):
            item.add_marker(pytest.mark.slow)
