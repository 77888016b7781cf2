"""Towns with people and facilities, made by rule at the size of a town, of Berlin and of Germany: arrays throughout.

Sizes are those of real places; people crowd in towns, a few large ones and many small. No figure is about any place.
The same size gives the same country, number for number.
"""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely

CELL_M = 100.0
WEST, SOUTH = 400_000.0, 5_300_000.0
CRS = "EPSG:25832"
REACH_M = 1_500.0  # of a catchment: about 27 million cell-facility pairs in Germany
FULL_CELL = 2.4  # draws of a cell in the middle of a town: 1 - exp(-2.4) of all cells have people there
DRAWS = 2.3  # draws for a cell wanted: more are drawn than kept
CHILDREN = 0.09  # of all people: up to the end of primary school


@dataclass(frozen=True)
class Size:
    """How large a country is; `corners` is the number of steps on each of the four sides of an area."""

    name: str
    areas: int
    facilities: int
    addresses: int
    cells: int
    people: int
    towns: int
    area_m: float  # side of an area
    corners: int = 25


TOY = Size("klein", 6, 15, 400, 120, 3_000, 2, 900.0, corners=5)
TOWN = Size("Stadt", 11, 120, 25_000, 2_600, 78_000, 4, 2_900.0)
BERLIN = Size("Berlin", 542, 3_800, 400_000, 40_000, 3_700_000, 40, 1_280.0, corners=60)
GERMANY = Size("Deutschland", 15_000, 93_000, 20_000_000, 3_100_000, 83_000_000, 11_000, 4_880.0)


@dataclass(frozen=True)
class Country:
    """Points are float64 arrays (n, 2) in metres; people, children and places are whole numbers as float64."""

    size: Size
    shapes: np.ndarray  # shapely polygons; neighbours share the points of a common side
    facilities: np.ndarray
    places: np.ndarray
    cells: np.ndarray  # middles of cells of a grid of 100 m, row by row from the south-west
    people: np.ndarray
    children: np.ndarray


@cache
def made_country(size: Size) -> Country:
    """The country of this size; its addresses are a matter of their own, `addresses`."""
    dice = np.random.default_rng(20_261_122)
    lattice, draws = _settled(size, dice)
    people = 1.0 + dice.poisson(_scaled(draws * dice.gamma(1.4, 1.0, len(draws)), size.people - len(draws)))
    cells = np.array([WEST, SOUTH]) + CELL_M * (lattice + 0.5)
    chosen = dice.choice(len(cells), size.facilities, p=people**0.9 / (people**0.9).sum())
    return Country(
        size=size,
        shapes=areas(size),
        facilities=cells[chosen] + dice.uniform(-CELL_M / 2, CELL_M / 2, (size.facilities, 2)),
        places=np.round(dice.gamma(6.0, 13.0, size.facilities) + 10),
        cells=cells,
        people=people,
        children=dice.binomial(people.astype(np.int64), CHILDREN).astype(float),
    )


def addresses(country: Country) -> np.ndarray:
    """Points where people live, cell by cell, about as many to a cell as it has people; float64 (n, 2) in metres."""
    dice = np.random.default_rng(7)
    share = country.people / country.people.sum()
    cell = np.repeat(np.arange(len(share)), dice.multinomial(country.size.addresses, share))
    found = country.cells[cell]
    found += dice.uniform(-CELL_M / 2, CELL_M / 2, found.shape)
    return found


def areas(size: Size) -> np.ndarray:
    """A coverage of winding polygons, row by row."""
    columns, rows = columns_and_rows(size)
    t = np.arange(size.corners) / size.corners
    x, y = (each.ravel()[: size.areas] for each in np.meshgrid(np.arange(columns), np.arange(rows)))
    south, north = _side(x, y, t, 0), _side(x, y + 1, t, 0)
    west, east = _side(x, y, t, 1), _side(x + 1, y, t, 1)
    corner = np.stack([x + 1, y + 1], axis=1)[:, None, :].astype(float)
    home = np.stack([x, y + 1], axis=1)[:, None, :].astype(float)
    rings = np.concatenate([south, east, corner, north[:, :0:-1], home, west[:, :0:-1], west[:, :1]], axis=1)
    return np.asarray(shapely.polygons(np.array([WEST, SOUTH]) + size.area_m * rings))


def overlapping(size: Size, every: int = 7) -> np.ndarray:
    """`areas`, and after them one more round area across the borders of every so many of them."""
    plain = areas(size)
    middles = shapely.points(shapely.get_coordinates(shapely.centroid(plain[::every])) + 0.3 * size.area_m)
    return np.concatenate([plain, shapely.buffer(middles, 0.7 * size.area_m, quad_segs=max(size.corners // 2, 2))])


def columns_and_rows(size: Size) -> tuple[int, int]:
    columns = math.ceil(math.sqrt(size.areas))
    return columns, math.ceil(size.areas / columns)


def _side(x: np.ndarray, y: np.ndarray, t: np.ndarray, up: int) -> np.ndarray:
    """Points of one side of each area, from (x, y) to the right or up, without its end: a wave, nil at both ends."""
    turn = 7 * np.pi * t[None, :] + (1.7 * x + 2.3 * y + up)[:, None]
    off = 0.05 * np.sin(np.pi * t)[None, :] * np.sin(turn)
    along = np.broadcast_to(t[None, :], off.shape)
    return np.stack([x[:, None] + (off if up else along), y[:, None] + (along if up else off)], axis=2)


def _settled(size: Size, dice: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Column and row (n, 2) of the cells where people live, and how often each was drawn."""
    columns, rows = columns_and_rows(size)
    side = np.array([columns, rows]) * size.area_m / CELL_M
    weight = (np.arange(size.towns) + 3.0) ** -0.85
    drawn = dice.multinomial(int(DRAWS * size.cells), weight / weight.sum())
    town = np.repeat(np.arange(size.towns), drawn)
    spread = np.sqrt(drawn / (2 * np.pi * FULL_CELL))
    middles = side * dice.uniform(0.08, 0.92, (size.towns, 2))
    at = np.floor(middles[town] + spread[town, None] * dice.standard_normal((len(town), 2))).astype(np.int64)
    at = at[((at >= 0) & (at < np.floor(side))).all(axis=1)]
    keys, counts = np.unique(at[:, 1] * 2**32 + at[:, 0], return_counts=True)
    kept = np.sort(dice.choice(len(keys), size.cells, replace=False))
    return np.stack([keys[kept] % 2**32, keys[kept] // 2**32], axis=1), counts[kept].astype(float)


def _scaled(weights: np.ndarray, total: float) -> np.ndarray:
    scaled: np.ndarray = weights * (total / weights.sum())
    return scaled
