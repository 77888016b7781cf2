"""The fixture city, written and built once for all tests that only look."""

from pathlib import Path

import pytest
from cities import write_city
from running import build_here


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """projekt.toml of the fixture city; nobody changes it."""
    return write_city(tmp_path_factory.mktemp("stadt"))


@pytest.fixture(scope="session")
def maps(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of maps with the fixture city built; nobody changes it."""
    out = tmp_path_factory.mktemp("karten")
    assert build_here([project], out) == 0
    return out
