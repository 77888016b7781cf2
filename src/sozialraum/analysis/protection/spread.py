"""How far unknown cells can lie from the truth: independent blocks of them share one linear program."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from sozialraum.analysis.protection.components import Core, component_of
from sozialraum.analysis.protection.driven import Prices, drive

TOGETHER = 1_000  # cells in one linear program
THREADS = 2


@dataclass(frozen=True)
class Spread:
    """How far cells can lie from the truth, for all somebody can work out."""

    low: np.ndarray  # (core,) 0 or less; only what was asked for means anything
    high: np.ndarray  # (core,)
    mark: np.ndarray  # (core,) the same number whenever the same unknown cells hang together, 0 for published cells
    prices: dict[int, Prices]  # cells that fall short of the width asked for
    moved: dict[int, tuple[np.ndarray, np.ndarray]]  # of cells that do not: which cells move in the proof, how far


def spread(
    core: Core, unknown: np.ndarray, wanted: np.ndarray, enough: np.ndarray, alone: int | None = None
) -> Spread:
    """How far the wanted cells can lie from the truth.

    Args:
        unknown: (core,) 1 for cells nobody is told, 0 for published ones. In between (while a choice is searched for)
            a cell moves so much less, and not further than any secret asks for; nothing need be whole then.
        wanted: places of unknown cells.
        enough: (core,) the search stops where largest minus smallest reaches this.
        alone: at most so many cells of a block are driven one by one, which is what takes long; of the others only
            what was seen on the way is known. None: all.
    """
    share = unknown.astype(float)
    free = np.flatnonzero(share > 0)
    if (share != np.round(share)).any():
        far = float(enough[wanted].max(initial=0))
        core = replace(
            core,
            down=share * np.minimum(core.down, far),
            up=share * np.minimum(core.up, far),
            whole=np.zeros(len(share), dtype=bool),
        )
    part = core.columns[:, free].tocsr()
    label_of_row, label = component_of(part)
    mark = np.zeros(len(unknown), dtype=np.uint64)
    mark[free] = _marks(free, label, share[free])
    low, high = np.zeros(len(unknown)), np.zeros(len(unknown))
    prices: dict[int, Prices] = {}
    moved: dict[int, tuple[np.ndarray, np.ndarray]] = {}
    if not len(wanted):
        return Spread(low, high, mark, prices, moved)
    place = np.full(len(unknown), -1)
    place[free] = np.arange(len(free))
    asked: dict[int, list[int]] = {}
    for cell in wanted:
        asked.setdefault(int(label[place[cell]]), []).append(int(place[cell]))
    by_column, by_row = np.argsort(label, kind="stable"), np.argsort(label_of_row, kind="stable")
    column_from, row_from = label[by_column], label_of_row[by_row]
    chunks: list[list[int]] = [[]]
    size = 0
    for block in sorted(asked, key=lambda one: (-len(asked[one]), one)):
        if size >= TOGETHER:
            chunks.append([])
            size = 0
        chunks[-1].append(block)
        size += int(np.searchsorted(column_from, block, "right") - np.searchsorted(column_from, block, "left"))

    def attacked(chunk: list[int]) -> None:
        columns = np.concatenate([_stretch(by_column, column_from, one) for one in chunk])
        rows = np.concatenate([_stretch(by_row, row_from, one) for one in chunk])
        wishes = [asked[one] for one in chunk]
        drive(core, part, free, rows, columns, label, wishes, enough, low, high, prices, moved, alone)

    if len(chunks) == 1:
        attacked(chunks[0])
    else:  # no two chunks share a cell, and the solver lets others run meanwhile
        with ThreadPoolExecutor(max_workers=THREADS) as pool:
            list(pool.map(attacked, chunks))
    return Spread(low, high, mark, prices, moved)


def _stretch(order: np.ndarray, labels: np.ndarray, block: int) -> np.ndarray:
    return order[np.searchsorted(labels, block, "left") : np.searchsorted(labels, block, "right")]


def _marks(cells: np.ndarray, label: np.ndarray, share: np.ndarray) -> np.ndarray:
    """A number for each block that depends on its cells alone."""
    mixed = (cells.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed += np.round(share * 1e6).astype(np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    sums = np.zeros(int(label.max()) + 1 if len(label) else 0, dtype=np.uint64)
    np.add.at(sums, label, mixed)
    return np.asarray(sums[label])
