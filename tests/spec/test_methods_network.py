"""The worked example of the walking network in docs/methods.md is what the program works out."""

import numpy as np
import pandas as pd
from spec.test_methods import example, same

from sozialraum.sources.network.joining import joined
from sozialraum.sources.network.pieces import Pieces


def test_wegenetz() -> None:
    rows = example("wegenetz")
    points = np.array([(0.0, 0.0), (300.0, 400.0), (300.0, 900.0)])
    edges = np.array([["ABC".index(end) for end in pair] for pair in zip(rows["von"], rows["nach"], strict=True)])
    network = joined(Pieces(points, edges, rows["angegeben"].to_numpy(dtype=float), False, []), "netz")
    length = {tuple(pair): metres for pair, metres in zip(network.edges.tolist(), network.length_m, strict=True)}
    kept = rows["Länge"].dropna()
    same(pd.Series([length[tuple(sorted(edges[row - 1]))] for row in kept.index]), kept, 2)
    assert len(length) == len(kept)
