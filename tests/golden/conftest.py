"""The small city, built once for all golden files."""

import pytest
from built import built

from sozialraum.pipeline import CityBuild


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> CityBuild:
    return built(tmp_path_factory.mktemp("city"))


@pytest.fixture(scope="session")
def files(city: CityBuild) -> dict[str, str]:
    """Every file of the city's folder that is text."""
    return {name: content.decode() for name, content in city.files() if not name.endswith(".xlsx")}
