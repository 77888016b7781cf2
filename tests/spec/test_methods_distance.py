"""The worked examples of distances and areas of many points in docs/methods.md are what the program works out."""

import numpy as np
import pandas as pd
import shapely
from spec.test_methods import example, same

from sozialraum.analysis.access.area_join import areas_of
from sozialraum.analysis.access.reach_areas import walking_areas
from sozialraum.analysis.access.straight import nearest
from sozialraum.analysis.access.walking import walking_nearest
from sozialraum.model.network import Network


def network(nodes: list[tuple[float, float]], edges: list[tuple[int, int]]) -> Network:
    at, ends = np.array(nodes, dtype=float), np.array(edges)
    return Network(at, ends, np.hypot(*(at[ends[:, 0]] - at[ends[:, 1]]).T), "netz")


def points(rows: pd.DataFrame) -> np.ndarray:
    return rows[["x", "y"]].to_numpy(dtype=float)


def test_zuordnung_punkte() -> None:
    rows = example("zuordnung-punkte")
    spans = {"nord": (0, 1000), "mitte": (1000, 2000), "quartier": (800, 1200)}
    where = np.array([(float(east), 500.0) for east in rows.index])
    point, area = areas_of(where, np.array([shapely.box(west, 0, east, 1000) for west, east in spans.values()]))
    found: list[list[str]] = [[] for _ in where]
    for one, other in zip(point, area, strict=True):
        found[one].append(list(spans)[other])
    assert [", ".join(names) for names in found] == rows["Gebiete"].fillna("").tolist()


def test_luftlinie() -> None:
    rows = example("luftlinie")
    found = nearest(points(rows), np.array([(0.0, 0.0), (600.0, 0.0)]), k=2)
    same(pd.Series(found.distance_m[:, 0]), rows["Meter"], 2)
    assert [f"E{number + 1}" for number in found.target[:, 0]] == rows["nächste"].tolist()
    same(pd.Series(np.sort(found.distance_m, axis=1)[:, 1]), rows[["zu E1", "zu E2"]].max(axis=1), 2)


def test_fussweg() -> None:
    rows = example("fussweg")
    ways = network([(0, 0), (400, 0), (0, 100), (400, 100)], [(0, 1), (2, 3), (0, 2)])
    target = np.array([(300.0, 0.0)])
    found = walking_nearest(ways, points(rows), target)
    same(pd.Series(found.distance_m[:, 0]), rows["Fußweg"], 2)
    same(pd.Series(found.origin_snap_m), rows["zum Weg"], 2)
    same(pd.Series(nearest(points(rows), target).distance_m[:, 0]), rows["Luftlinie"], 2)


def test_reichweite() -> None:
    rows = example("reichweite")
    street = network([(0, 0), (1000, 0)], [(0, 1)])
    width = 0.01  # nearly none
    (shapes,) = walking_areas(street, np.array([(500.0, 20.0)]), [float(step) for step in rows.index], width_m=width)
    for shape, (_, row) in zip(shapes, rows.iterrows(), strict=True):
        on_street = shape.intersection(shapely.LineString([(0, 0), (1000, 0)]))
        assert round(on_street.bounds[0]) == row["auf der Straße von"]
        assert round(on_street.bounds[2]) == row["bis"]
