"""The nearest way found by tiles: that of looking at every edge, however long ways are and however far off points."""

import numpy as np
import pytest
from analysis.access.ways import at, network

from sozialraum.analysis.access import snapping
from sozialraum.analysis.access.snapping import snapped
from sozialraum.model.network import Network


def looked_at_all(ways: Network, where: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    start, along = ways.nodes[ways.edges[:, 0]], np.diff(ways.nodes[ways.edges], axis=1)[:, 0]
    share = ((where[:, None] - start) * along).sum(axis=2) / np.maximum((along**2).sum(axis=1), 1e-300)
    reached = start + np.clip(share, 0, 1)[:, :, None] * along
    away = np.hypot(*np.moveaxis(where[:, None] - reached, 2, 0))
    return away.argmin(axis=1), away.min(axis=1)


@pytest.mark.parametrize("at_once", [40, 1_000_000])
@pytest.mark.parametrize("lengths", [(5, 30), (5, 4000)])
def test_the_nearest_of_all_edges(
    lengths: tuple[float, float], at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two towns 40 km apart with short ways, at times long ones as well; points in, between and far from them."""
    monkeypatch.setattr(snapping, "AT_ONCE", at_once)
    dice = np.random.default_rng(4)
    begin = dice.uniform(0, 3000, (300, 2)) + np.where(dice.random(300) < 0.5, 0, 40_000)[:, None]
    turn, length = dice.uniform(0, 7, 300), dice.uniform(*lengths, 300)
    ends = begin + length[:, None] * np.column_stack([np.cos(turn), np.sin(turn)])
    ways = network(np.concatenate([begin, ends]), [(n, n + 300) for n in range(300)])
    where = np.concatenate([begin[:40] + dice.uniform(-20, 20, (40, 2)), dice.uniform(-9e4, 9e4, (40, 2))])
    edge, away = looked_at_all(ways, where)
    found = snapped(ways, where)
    assert found.edge.tolist() == edge.tolist()
    assert np.allclose(found.snap_m, away, rtol=1e-9)
    near = snapped(ways, where, max_snap_m=1000.0)
    assert (near.edge == np.where(away <= 1000, edge, -1)).all()


def test_at_a_node_under_a_bridge_the_way_of_the_node() -> None:
    """The bridge has the lower number and passes right over the node, but no steps lead up to it."""
    ways = network([(-50, 0), (50, 0), (0, 0), (0, 40)], [(0, 1), (2, 3)])
    assert snapped(ways, at((0, 0), (1, 0))).edge.tolist() == [1, 0]


def test_ways_of_no_length_and_points_beyond_all_measure() -> None:
    point = network([(5, 5), (5, 5)], [(0, 1)])
    found = snapped(point, at((5, 9), (5, 5), (1e9, 5)))
    assert found.snap_m.tolist() == [4, 0, 1e9 - 5]
    assert snapped(network([(0, 0), (0, 70)], [(0, 1)]), at((1e100, 35), (-1e12, 0))).edge.tolist() == [0, 0]
