"""The real cities, built once for all tests that look at their pages and tables."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from running import pages, shared


@pytest.fixture(scope="session")
def flensburg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of Flensburg's pages."""
    return pages(tmp_path_factory, "examples/flensburg", shared("flensburg"))


@pytest.fixture(scope="session")
def dorsten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of Dorsten's pages."""
    return pages(tmp_path_factory, "geodata/dorsten")


@pytest.fixture
def table() -> Callable[[Path, str], pd.DataFrame]:
    """A table of a city's data folder: text as text, numbers as numbers, absent numbers as NA."""

    def read(city: Path, name: str) -> pd.DataFrame:
        found = pd.read_csv(city / "data" / f"{name}.csv", dtype="str", keep_default_na=False)
        for column in {"value", "numerator", "denominator", "places", "lon", "lat", "lower", "base"} & set(found):
            if name != "problems":
                found[column] = pd.to_numeric(found[column])
        return found

    return read
