"""Where the open data lies that the cities are checked against."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def shared() -> Callable[[str], Path]:
    """A folder of ../shared/data; without it the test is skipped, but never where CI is set."""

    def folder(name: str) -> Path:
        path = ROOT.parent / "shared" / "data" / name
        if path.is_dir():
            return path
        if os.environ.get("CI"):
            pytest.fail(f"../shared/data/{name} is needed where CI is set")
        return pytest.skip(f"../shared/data/{name} is not here")

    return folder
