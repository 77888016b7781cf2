"""Population on inhabited cells of 100 m: compact settlements, adding up to the register."""

from dataclasses import dataclass
from functools import cache

import ground
import numpy as np
import shapely
from areas import AREAS, Area
from dice import Dice, Floats, Ints, spread
from people import AGE_PARTS, at_ages

SIZE = 100


@dataclass(frozen=True)
class Cells:
    """Inhabited cells: south-west corners in metres, the area of each centre, residents by age part."""

    corner: Ints
    area: Ints
    people: Ints

    @property
    def centre(self) -> Floats:
        return self.corner.astype(np.float64) + SIZE / 2.0


@cache
def barriers() -> shapely.Geometry:
    """River and railway, which only bridges and underpasses cross."""
    return shapely.union_all([shapely.LineString(ground.river()), shapely.LineString(ground.railway())])


@cache
def polygons() -> list[shapely.Polygon]:
    rings = ground.rings()
    return [shapely.Polygon(rings[area.id]) for area in AREAS]


@cache
def cells() -> Cells:
    """Cells in order of area, row and column."""
    found = [_cells_of(number, area) for number, area in enumerate(AREAS)]
    corner, people = np.vstack([each[0] for each in found]), np.vstack([each[1] for each in found])
    area_of = np.concatenate([np.full(len(each[0]), number) for number, each in enumerate(found)])
    return Cells(corner, area_of.astype(np.int64), people)


def _cells_of(number: int, area: Area) -> tuple[Ints, Ints]:
    dice = Dice(f"cells {area.id}")
    west, south, east, north = (int(value // SIZE) * SIZE for value in polygons()[number].bounds)
    grid = np.array([(x, y) for y in range(south, north + SIZE, SIZE) for x in range(west, east + SIZE, SIZE)])
    centre = grid + SIZE / 2.0
    score = _closeness(centre, area) * (0.75 + 0.5 * dice.uniform(len(grid)))
    points = shapely.points(centre)
    wet = shapely.distance(points, shapely.Polygon(ground.lake())) < 60
    usable = shapely.contains(polygons()[number], points) & (shapely.distance(points, barriers()) > 75) & ~wet
    score = np.where(usable, np.round(score, 9), -1.0)
    chosen = np.sort(np.argsort(-score, kind="stable")[: area.cells])
    weight = (0.3 + score[chosen]) * (0.55 + 0.9 * dice.uniform(area.cells))
    people = np.zeros((area.cells, len(AGE_PARTS)), dtype=np.int64)
    for column, (_, low, high) in enumerate(AGE_PARTS):
        tilt = 0.75 + 0.5 * dice.uniform(area.cells)
        people[:, column] = spread(int(at_ages(low, high)[number, -1]), weight * tilt, dice.one())
    lived_in = people.sum(axis=1) > 0
    return grid[chosen][lived_in], people[lived_in]


def _closeness(centre: Floats, area: Area) -> Floats:
    best = np.zeros(len(centre))
    for x, y, radius in area.kernels:
        middle = np.array(ground.ORIGIN) + 1000 * np.array([x, y])
        distance = np.hypot(*(centre - middle).T)
        best = np.maximum(best, np.exp(-((distance / (1000 * radius)) ** 2) / 2))
    return best
