"""Registers and series drawn in tests."""

from typing import Any

import numpy as np
import pandas as pd

from sozialraum.analysis.planning.series import Series, series_of
from sozialraum.model.forecast import Forecast

REGISTER = {
    "area_id": "str",
    "as_of": "str",
    "birth_month": "str",
    "age": "Float64",
    "sex": "str",
    "count": "Float64",
    "status": "str",
    "source_id": "str",
}
# three areas, three Stichtage, four ages; infants leave mitte and come to nord; nobody lives in heide
DRAWN = """
    | area_id | day        |   0 |  1 |  2 |  3 |
    |---------|------------|-----|----|----|----|
    | nord    | 2022-12-31 |  40 | 50 | 40 | 30 |
    | nord    | 2023-12-31 |  60 | 44 | 50 | 40 |
    | nord    | 2024-12-31 |  50 | 66 | 44 | 50 |
    | mitte   | 2022-12-31 | 100 | 80 | 90 | 90 |
    | mitte   | 2023-12-31 | 100 | 80 | 80 | 90 |
    | mitte   | 2024-12-31 | 100 | 80 | 80 | 80 |
    | heide   | 2022-12-31 |   0 |  0 |  0 |  0 |
    | heide   | 2023-12-31 |   0 |  0 |  0 |  0 |
    | heide   | 2024-12-31 |   0 |  0 |  0 |  0 |
"""


def register(drawn: pd.DataFrame) -> pd.DataFrame:
    """A register from a table drawn with a column per age; an empty cell is withheld."""
    rows = drawn.reset_index().melt(id_vars=["area_id", "day"], var_name="age", value_name="count")
    rows = rows.rename(columns={"day": "as_of"}).assign(birth_month="", sex="", source_id="melderegister")
    rows["status"] = rows["count"].isna().map({True: "Q", False: "A"})
    return rows[list(REGISTER)].astype({"age": "Float64"}).astype(REGISTER)


def settings(**more: Any) -> Forecast:
    """Three years ahead, ages up to 3, without bounds unless said otherwise."""
    return Forecast.model_validate({"years_ahead": 3, "to_age": 3, "variants": {"rule": "none"}} | more)


def series(rows: pd.DataFrame, births: pd.DataFrame | None = None, to_age: int = 3) -> Series:
    return series_of(rows, births, to_age)


def of_arrays(counts: "np.ndarray[Any, Any]", births: Any = None, widths: tuple[int, ...] | None = None) -> Series:
    """A series from an array area, year, band; years end in 2024."""
    areas, years, bands = counts.shape
    days = tuple(f"{2025 - years + number}-12-31" for number in range(years))
    names = tuple(f"a{number:04d}" for number in range(areas))
    born = None if births is None else np.asarray(births, dtype="float64")
    none_withheld = np.zeros((areas, bands), dtype=bool)
    return Series(names, days, widths or (1,) * bands, counts.astype("float64"), born, none_withheld)
