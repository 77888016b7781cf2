"""Secondary suppression beside a simple greedy: what is lost, and in how many CPU seconds.

The greedy withholds the cheapest cell beside a secret that is not safe, attacks again, and so on. For a city of the
size of Berlin it would take days; there our way stands alone, beside the proven lower bound.
"""

import dataclasses
import os

import numpy as np
import pytest
from analysis.protection.witness import beside

from benchmarks.generated import BERLIN, TOWN, TOY, Size
from benchmarks.made_counts import made_counts
from benchmarks.side_by_side import FULL, in_turns, show
from sozialraum.analysis.protection.attacker import values_left, values_possible
from sozialraum.analysis.protection.protect import protected
from sozialraum.analysis.protection.system import Protection, State, System

SMALL = dataclasses.replace(TOY, indicators=12, dates=1)
MIDDLE = dataclasses.replace(TOWN, indicators=40, dates=5)
LARGE = dataclasses.replace(BERLIN, indicators=40, dates=5)


def greedy(system: System) -> Protection:
    """One cell after another, each time after an attack on all secrets."""
    withheld = system.state == State.HIDDEN
    given_up: list[int] = []
    while True:
        secret = np.flatnonzero((withheld | (system.state == State.NEVER)) & (system.needs > 0))
        left = values_left(system, withheld, secret)
        short = [
            cell
            for cell, (low, high) in left.items()
            if cell not in given_up and values_possible(low, high, True) < system.needs[cell]
        ]
        if not short:
            break
        partner = beside(system, withheld, short[0])
        if partner is None:
            given_up.append(short[0])
        else:
            withheld[partner] = True
    chosen = withheld & (system.state == State.OPEN)
    nothing = np.zeros(len(withheld), dtype=bool)
    return Protection(withheld, float(system.weight[chosen].sum()), 0.0, nothing, tuple(given_up))


@pytest.mark.parametrize("size", [MIDDLE if FULL else SMALL], ids=lambda size: size.name)
def test_protection_beside_a_simple_greedy(size: Size) -> None:
    system = made_counts(size)
    measured = in_turns({"protected": lambda: protected(system), "greedy": lambda: greedy(system)}, runs=1)
    ours, theirs = (measured[name].result for name in ("protected", "greedy"))
    assert ours.unsafe == theirs.unsafe
    assert 0 < ours.bound <= ours.loss <= theirs.loss
    losses = {
        "Verlust": {"protected": ours.loss, "greedy": theirs.loss},
        "Schranke": dict.fromkeys(measured, ours.bound),
    }
    show("Sperrung", f"{size.name}: {described(system)}", measured, losses)


@pytest.mark.skipif(not FULL, reason="takes minutes")
def test_protection_of_a_large_city() -> None:
    system = made_counts(dataclasses.replace(LARGE, dates=int(os.environ.get("SOZIALRAUM_BENCH_DATES", "5"))))
    measured = in_turns({"protected": lambda: protected(system)}, runs=1)
    answer = measured["protected"].result
    assert answer.bound <= answer.loss
    more = {"Verlust": {"protected": answer.loss}, "Schranke": {"protected": answer.bound}}
    show("Sperrung", f"Berlin: {described(system)}", measured, more)


def described(system: System) -> str:
    told = int((system.state != State.NEVER).sum())
    return f"{told} Zahlen, {int((system.state == State.HIDDEN).sum())} für sich gesperrt"
