"""Which values are possible for a number that is not told, when everything that is told holds."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from sozialraum.analysis.audit.answers import Met, answer, none_met, note
from sozialraum.analysis.audit.open_numbers import Floats, OpenNumbers, Places, open_numbers
from sozialraum.analysis.audit.riddle import NEARLY, Riddle, standing

LOOKS = 20  # how often answers far apart are looked for
FEWEST = 3  # even if a look finds nothing new
TOO_FEW = 0.001  # of the numbers for which a look found something
AROUND = 4  # how many times as far as there must be values, at most
NEAR = 150  # numbers around one that may move with it at first
STRONGEST = 8  # how much more one number may be pulled than another
SEED = 7  # of the directions in which numbers are pulled; they decide nothing but how soon an answer is found
Told = Callable[[int, int], None]


def possible(riddle: Riddle, met: Met | None = None, must: float = np.inf, told: Told | None = None) -> pd.DataFrame:
    """How far each protected number can be narrowed down.

    Args:
        riddle: numbers and sums.
        met: values that are known to be possible; those found are entered.
        must: where so many values are possible, no more are looked for one number at a time.
        told: told now and then how many numbers have enough values, and of how many.

    Returns:
        Index cell; low, high: the values furthest apart that were found; values: how many of people are possible at
        least, of other numbers the width plus one. Each of them has an answer in whole people. Where it is less than
        there must be, there are no more, or the search in whole numbers has taken too long.

    Raises:
        ValueError: the truth itself is not possible, so the riddle is wrong.
    """
    cells = riddle.cells
    numbers = open_numbers(riddle)
    met = met or nothing_met(riddle)
    for needs in (numbers.needs, np.minimum(numbers.needs, must)):
        _look_around(numbers, met, needs, told)
    _one_by_one(numbers, met, np.minimum(numbers.needs, must), told)
    at = np.flatnonzero(cells["needs"].to_numpy(dtype=float) > 0)
    truth = standing(cells).to_numpy(dtype=float)[at]
    whole = cells["whole"].to_numpy(dtype=bool)[at]
    table = pd.DataFrame(
        {"low": truth + met.least[at], "high": truth + met.most[at], "values": met.values(at, whole)},
        index=pd.Index(cells["cell"].to_numpy()[at], name="cell"),
    )
    return table.astype(float)


def nothing_met(riddle: Riddle) -> Met:
    """Where a search begins: of each number only the truth is known to be possible."""
    needs = riddle.cells["needs"].to_numpy(dtype=float)
    return none_met(len(needs), int(AROUND * max(needs.max(initial=0.0), 1.0)))


def _enough(numbers: OpenNumbers, met: Met, needs: Floats) -> np.ndarray:
    return met.values(numbers.cells, numbers.whole) >= needs - NEARLY


def _look_around(numbers: OpenNumbers, met: Met, needs: Floats, told: Told | None) -> None:
    """A few answers far apart from each other: all numbers that have not moved enough are pulled up, or down.

    All together, since that is one question instead of hundreds; no number is looked for further away than need be.
    """
    room = numbers.most - numbers.least + 1 >= needs - NEARLY
    asked, protected = (needs > 0) & room, int((needs > 0).sum())
    before = int(asked.sum()) + 1
    dice = np.random.default_rng(SEED)
    for round_ in range(LOOKS):
        few = asked & ~_enough(numbers, met, needs)
        left = int(few.sum())
        if told is not None:
            told(protected - left, protected)
        if not left or (round_ >= FEWEST and before - left < len(asked) * TOO_FEW):
            return
        before = left
        kept = np.flatnonzero(np.isin(numbers.part, numbers.part[few]))
        near = numbers.only(kept)
        at = np.flatnonzero(few[kept])
        far = np.where(few[kept], needs[kept] - 1 - round_ % np.maximum(needs[kept] - 1, 1), met.width)
        near = replace(near, least=np.maximum(near.least, -far), most=np.minimum(near.most, far))
        pull = np.zeros(len(near.cells))
        up, down = near.most[at] > NEARLY, near.least[at] < -NEARLY
        sign = np.where(up & down, dice.choice([-1.0, 1.0], len(at)), np.where(up, -1.0, 1.0))
        pull[at] = sign * dice.integers(1, STRONGEST, len(at))
        found = answer(near, pull)
        if found is not None:
            note(met, near, found)


def _one_by_one(numbers: OpenNumbers, met: Met, needs: Floats, told: Told | None) -> None:
    """Whoever is left is looked at by itself, first with what is around it, then with all it hangs together with."""
    few, protected = np.flatnonzero(~_enough(numbers, met, needs)), int((needs > 0).sum())
    for count, at in enumerate(few):
        if told is not None:
            told(protected - len(few) + count, protected)
        if numbers.most[at] - numbers.least[at] <= NEARLY:
            continue
        part = numbers.only(np.flatnonzero(numbers.part == numbers.part[at]))
        own = _place(part, numbers.cells[at])
        around = _around(part, own)
        for some in (part.only(around), part) if len(around) < len(part.cells) else (part,):
            if _searched(some, _place(some, numbers.cells[at]), met, needs[at]):
                break


def _place(part: OpenNumbers, cell: int) -> int:
    return int(np.flatnonzero(part.cells == cell)[0])


def _around(part: OpenNumbers, own: int) -> Places:
    """Places of the numbers nearest to one, by the sums they share."""
    linked = csr_matrix(abs(part.matrix) > 0).astype(float)
    reached = np.zeros(len(part.cells))
    reached[own] = 1.0
    while True:
        wider = linked.T @ (linked @ reached) > 0
        if wider.sum() > NEAR or wider.sum() == (reached > 0).sum():
            return np.flatnonzero(reached > 0) if wider.sum() <= NEAR else np.flatnonzero(wider)
        reached = wider.astype(float)


def _searched(numbers: OpenNumbers, own: int, met: Met, needs: float) -> bool:
    """Whether there are enough values of one number: its ends first, then values one by one, the nearest first."""
    cell, one = numbers.cells[[own]], numbers.whole[[own]]

    def enough() -> bool:
        return bool(met.values(cell, one)[0] >= needs - NEARLY)

    ends = [0.0, 0.0]
    for side, sign in enumerate((1.0, -1.0)):
        cost = np.zeros(len(numbers.cells))
        cost[own] = sign
        found = answer(
            _held(numbers, own, max(numbers.least[own], -met.width), min(numbers.most[own], met.width)), cost
        )
        if found is None:
            return False
        note(met, numbers, found)
        ends[side] = float(found[own])
        if enough():
            return True
    if not one[0] or np.floor(ends[1] + NEARLY) - np.ceil(ends[0] - NEARLY) + 1 < needs - NEARLY:
        return False
    for step in range(1, met.width + 1):
        for value in (step, -step):
            if ends[0] - NEARLY <= value <= ends[1] + NEARLY and not met.whole[cell[0], met.width + value]:
                fixed = _held(numbers, own, value, value)
                for in_whole in (False, True):
                    found = answer(fixed, np.zeros(len(numbers.cells)), in_whole)
                    if found is None:
                        break
                    note(met, numbers, found)
                    if met.whole[cell[0], met.width + value]:
                        break
                if enough():
                    return True
    return False


def _held(numbers: OpenNumbers, own: int, least: float, most: float) -> OpenNumbers:
    """The same with other limits of one number."""
    low, high = numbers.least.copy(), numbers.most.copy()
    low[own], high[own] = least, most
    return replace(numbers, least=low, most=high)
