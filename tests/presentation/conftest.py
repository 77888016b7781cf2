"""The small city, built once for all tests of how it is shown."""

import pytest
from built import built

from sozialraum.pipeline import CityBuild
from sozialraum.presentation.atlas.data import CityPages
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.texts import Texts, texts


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> CityBuild:
    return built(tmp_path_factory.mktemp("city"))


@pytest.fixture(scope="session")
def pages(city: CityBuild) -> CityPages:
    return city.pages


@pytest.fixture(scope="session")
def context(pages: CityPages) -> Context:
    return pages.context


@pytest.fixture(scope="session")
def german() -> Texts:
    return texts("de")


@pytest.fixture(scope="session")
def english() -> Texts:
    return texts("en")
