"""Areas from which a facility is reached within a distance, straight or on foot, for drawing."""

from collections.abc import Sequence

import numpy as np
import shapely
from scipy.sparse.csgraph import dijkstra
from shapely.geometry.base import BaseGeometry

from sozialraum.analysis.access.snapping import snapped
from sozialraum.analysis.access.straight import Progress, checked
from sozialraum.analysis.access.street_chains import chains
from sozialraum.analysis.access.streets import Streets, streets
from sozialraum.model.network import Network

WIDTH_M = 40.0  # on each side of a way: houses along it
ROUND = 16  # corners of a quarter of a circle
END = 3  # the same at the end of a way
HOLE = 4.0  # blocks narrower than this many widths are filled: who lives there lives on the ways around
SIMPLER = 0.1  # of the width: nobody sees this on a page


def straight_areas(targets: np.ndarray, steps_m: Sequence[float]) -> list[list[BaseGeometry]]:
    """A circle around each target for each step.

    Args:
        targets: points (m, 2) in metres.
        steps_m: metres, rising, above zero.

    Returns:
        For each target a shape for each step; each contains the ones before.

    Raises:
        ValueError: not points, coordinates that are no numbers, or steps that do not rise from above zero.

    Source: docs/methods.md#reichweite
    """
    points, steps = np.asarray(shapely.points(checked(targets))), _checked_steps(steps_m)
    return [[shapely.buffer(point, step, quad_segs=ROUND) for step in steps] for point in points]


def walking_areas(
    network: Network,
    targets: np.ndarray,
    steps_m: Sequence[float],
    width_m: float = WIDTH_M,
    max_snap_m: float = np.inf,
    progress: Progress | None = None,
) -> list[list[BaseGeometry]]:
    """The ways walked within each step, ended at the very metre, with what lies along them.

    Args:
        network: the ways, walked in both directions.
        targets: points (m, 2) in metres.
        steps_m: metres on foot, rising, above zero; the way from the target to the network counts.
        width_m: how far from a way the area reaches; blocks enclosed by reached ways and narrower than four times
            this are filled. For drawing only: no distance is worked out from these shapes.
        max_snap_m: targets farther than this from every way reach nothing.
        progress: told how many targets are done, of how many.

    Returns:
        For each target a shape for each step; each contains the ones before. Empty where nothing is reached.

    Raises:
        ValueError: not points, coordinates that are no numbers, or steps that do not rise from above zero.

    Source: docs/methods.md#reichweite
    """
    targets, steps = checked(targets), _checked_steps(steps_m)
    built = streets(network, chains(network, keep_bends=True), targets, snapped(network, targets, max_snap_m))
    found: list[list[BaseGeometry]] = []
    for number, node in enumerate(built.target):
        found.append(_of_target(built, int(node), steps, width_m) if node >= 0 else [shapely.Polygon()] * len(steps))
        if progress is not None:
            progress(number + 1, len(targets))
    return found


def _checked_steps(steps_m: Sequence[float]) -> list[float]:
    steps = [float(step) for step in steps_m]
    if not steps or min(steps) <= 0 or not np.isfinite(steps).all() or (np.diff(steps) <= 0).any():
        raise ValueError("steps must rise from above zero")
    return steps


def _of_target(built: Streets, node: int, steps: list[float], width_m: float) -> list[BaseGeometry]:
    metres = dijkstra(built.graph, indices=[node], limit=steps[-1])[0]
    tail, head, length = _ways(built, metres)
    shapes: list[BaseGeometry] = []
    drawn = np.empty((0, 4))
    for step in steps:
        ends = _once(_walked(built, metres, tail, head, length, step), drawn)
        drawn = np.concatenate([drawn, ends])
        # many small shapes joined are many times faster than one wide line around all ways
        ways = np.asarray(shapely.linestrings(ends.reshape(-1, 2, 2)))
        lines = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(ways)))
        strips = shapely.buffer(lines, width_m, quad_segs=END)
        wide = shapely.union_all([*strips, *shapes[-1:]])
        shape = _filled(wide, width_m).simplify(SIMPLER * width_m)
        shapes.append(shapely.union(shape, shapes[-1]) if shapes else shape)
    return shapes


def _once(ends: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """Ways (w, 4) that are not drawn yet, each once whichever way it is walked."""
    turned = (ends[:, 0] > ends[:, 2]) | ((ends[:, 0] == ends[:, 2]) & (ends[:, 1] > ends[:, 3]))
    every = np.concatenate([drawn, np.where(turned[:, None], ends[:, [2, 3, 0, 1]], ends)])
    _, first = np.unique(every, axis=0, return_index=True)
    return every[np.sort(first[first >= len(drawn)])]


def _ways(built: Streets, metres: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Start, end and length of the ways at nodes that are reached, each as often as it is walked from."""
    reached = np.flatnonzero(np.isfinite(metres))
    first, last = built.graph.indptr[reached], built.graph.indptr[reached + 1]
    count = last - first
    entry = np.repeat(first - np.cumsum(count) + count, count) + np.arange(count.sum())
    return np.repeat(reached, count), built.graph.indices[entry], built.graph.data[entry]


def _walked(
    built: Streets, metres: np.ndarray, tail: np.ndarray, head: np.ndarray, length: np.ndarray, step: float
) -> np.ndarray:
    """Both ends (w, 4) of each way as far as it is walked from its start; one walked from both is there twice."""
    left = step - metres[tail]
    on = left >= 0
    share = np.minimum(np.where(length[on] > 0, left[on] / np.where(length[on] > 0, length[on], 1), 1), 1)
    start, end = built.nodes[tail[on]], built.nodes[head[on]]
    return np.concatenate([start, start + share[:, None] * (end - start)], axis=1)


def _filled(shape: BaseGeometry, width_m: float) -> BaseGeometry:
    """Without the small holes. What is filled at one step is so at the next: holes only shrink."""
    parts = []
    for part in shapely.get_parts(shape):
        holes = [ring for ring in part.interiors if shapely.Polygon(ring).area >= (HOLE * width_m) ** 2]
        parts.append(shapely.Polygon(part.exterior, holes))
    return shapely.union_all(parts)
