"""Where the cells of a grid lie on the page: a coarse lattice of points, between which the page interpolates."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from pyproj import Transformer

from sozialraum.model.population import Grid
from sozialraum.presentation.atlas.geometry import WGS84
from sozialraum.presentation.reach.coded import coded

SPACING_M = 2_000.0  # interpolated linearly, a meridian strays from its curve by about 0.1 m over this length
PER_DEGREE = 1_000_000  # about 0.1 m


@dataclass(frozen=True)
class Lattice:
    """Control points of a grid.

    Args:
        column, row: of the first control point, as in BLOCKS.
        step: cells between two control points.
        degrees: (rows, columns, 2) whole millionths of a degree: latitude, longitude.
    """

    column: int
    row: int
    step: int
    degrees: np.ndarray


def lattice(grid: Grid, blocks: pd.DataFrame) -> Lattice:
    """Control points around all blocks.

    Args:
        blocks: table BLOCKS, at least one row.
    """
    step = max(1, round(SPACING_M / grid.cell_m))
    first = [int(blocks[axis].min()) for axis in ("column", "row")]
    last = [int((blocks[axis] + blocks["span"]).max()) for axis in ("column", "row")]
    columns, rows = (
        start + step * np.arange(-(-(end - start) // step) + 1) for start, end in zip(first, last, strict=True)
    )
    across, along = np.meshgrid(columns * grid.cell_m, rows * grid.cell_m)
    lon, lat = Transformer.from_crs(grid.crs, WGS84, always_xy=True).transform(across, along)
    degrees = np.rint(np.stack([lat, lon], axis=-1) * PER_DEGREE).astype(np.int64)
    return Lattice(first[0], first[1], step, degrees)


def lattice_json(one: Lattice) -> dict[str, Any]:
    """As map/squares.js reads it: each point by its way from the one before, the first of a row from below."""
    differences = np.diff(one.degrees, axis=1, prepend=0)
    differences[:, 0] = np.diff(one.degrees[:, 0], axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    return {
        "column": one.column,
        "row": one.row,
        "step": one.step,
        "columns": one.degrees.shape[1],
        "at": coded(int(number) for number in differences.ravel()),
    }
