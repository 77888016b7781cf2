"""Ids of grid cells: which grid they are of, and which cell.

"CRS3035RES100mN2700500E4400100" says coordinate system, edge, and the south-west corner in metres. The short form
"100mN27005E44001" leaves out the system, which is that of the grids of Europe, and as many zeros of the corner as
the edge has.
"""

import re
from collections.abc import Hashable
from functools import cache

import numpy as np
import pandas as pd

from sozialraum.sources.vectors.crs import is_metric, named_crs

GRID_OF_EUROPE = "3035"
EXAMPLE = "CRS3035RES100mN2700500E4400100"
CELL_ID = re.compile(
    r"(?:CRS(?P<crs>[0-9]{4,6})RES)?(?P<edge>[1-9][0-9]{0,5})(?P<unit>k?m)N(?P<north>[0-9]{1,8})E(?P<east>[0-9]{1,8})"
)


def cells_named(ids: pd.Series) -> pd.DataFrame:
    """The grid and the cell that each id says; same index.

    Returns:
        `crs` ("" where the text is no id of a cell), `cell_m`, `column` and `row`: of the cell in its grid, which
        begins at the origin of the coordinate system.
    """
    parts = ids.str.extract(f"^{CELL_ID.pattern}$")
    fits = parts["edge"].notna()
    edge = _metres(parts["edge"], fits).astype(np.int64)
    cell_m = np.where(parts["unit"] == "km", 1000 * edge, edge)
    short = (parts["crs"].isna() & fits).to_numpy()
    unit = np.where(short, _left_out(cell_m), 1)
    east, north = (_metres(parts[name], fits).astype(np.int64) * unit for name in ("east", "north"))
    whole = np.maximum(cell_m, 1)
    known = parts["crs"].fillna(GRID_OF_EUROPE)
    usable = known.isin([code for code in known.unique() if _metric(str(code))])
    fits &= usable & (east % whole == 0) & (north % whole == 0)
    return pd.DataFrame(
        {
            "crs": ("EPSG:" + known).where(fits, "").astype("str"),
            "cell_m": np.where(fits, cell_m, 0).astype(np.float64),
            "column": np.where(fits, east // whole, 0),
            "row": np.where(fits, north // whole, 0),
        },
        index=ids.index,
    )


def grid_name(crs: str, cell_m: Hashable) -> str:
    """A grid as an id begins: "CRS3035RES100m"."""
    return f"CRS{crs.removeprefix('EPSG:')}RES{float(str(cell_m)):g}m"


def _metres(digits: pd.Series, fits: "pd.Series[bool]") -> np.ndarray:
    return digits.where(fits, "0").to_numpy(dtype=np.float64)


def _left_out(cell_m: np.ndarray) -> np.ndarray:
    """Ten to the number of zeros at the end of the edge."""
    factor = np.ones(len(cell_m), dtype=np.int64)
    for power in (10, 100, 1_000, 10_000, 100_000):
        factor[(cell_m > 0) & (cell_m % power == 0)] = power
    return factor


@cache
def _metric(code: str) -> bool:
    crs = named_crs(f"EPSG:{code}")
    return crs is not None and is_metric(crs)
