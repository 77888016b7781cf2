"""Secondary suppression beside simple greedy ways: what is lost, how much is withheld, in how many CPU seconds.

The careful greedy withholds the cheapest cell beside a secret that is not safe, attacks again, and so on. For a city
of the size of Berlin it would take days; beside us stands there the way of pairs, which attacks nothing: where a sum
lacks a single number, the cheapest other one goes too.
"""

import dataclasses

import numpy as np
import pytest
from analysis.protection.witness import beside
from rich.progress import Progress

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
    show(
        "Sperrung",
        f"{size.name}: {described(system)}",
        measured,
        _kept(system, {"protected": ours, "greedy": theirs}),
    )


@pytest.mark.parametrize("size", [LARGE if FULL else SMALL], ids=lambda size: size.name)
def test_protection_of_a_large_city(size: Size) -> None:
    """All indicators and dates at once, all broken down by two groups."""
    system = made_counts(size)
    with Progress(disable=not FULL) as progress:
        bar = progress.add_task("Sperrung", total=None)

        def told(safe: int, of: int) -> None:
            progress.update(bar, completed=safe, total=of)

        ways = {"protected": lambda: protected(system, told=told), "pairs": lambda: pairs(system)}
        measured = in_turns(ways, runs=1)
    ours, theirs = (measured[name].result for name in ("protected", "pairs"))
    assert ours.unsafe == ()
    assert 0 < ours.bound <= ours.loss
    show(
        "Sperrung", f"{size.name}: {described(system)}", measured, _kept(system, {"protected": ours, "pairs": theirs})
    )


def pairs(system: System) -> Protection:
    """In every sum that lacks one number alone the cheapest other one is withheld too, until there is none."""
    withheld = system.state == State.HIDDEN
    rows = system.relations.tocsr()
    row_of = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    first = np.lexsort((rows.indices, system.weight[rows.indices], row_of))  # by row, cheapest first
    while True:
        unknown = withheld | (system.state == State.NEVER)
        lacking = np.bincount(row_of, unknown[rows.indices], rows.shape[0]) == 1
        lacking[row_of[(system.state == State.NEVER)[rows.indices] & (system.needs == 0)[rows.indices]]] = False
        open_ = (system.state == State.OPEN)[rows.indices[first]] & ~withheld[rows.indices[first]]
        usable = first[lacking[row_of[first]] & open_]
        cells = rows.indices[usable[np.unique(row_of[usable], return_index=True)[1]]]
        if not len(cells):
            break
        withheld[cells] = True
    loss = float(system.weight[withheld & (system.state == State.OPEN)].sum())
    return Protection(withheld, loss, 0.0, np.zeros(len(withheld), dtype=bool), ())


def described(system: System) -> str:
    told = int((system.state != State.NEVER).sum())
    return f"{told} Zahlen, {int((system.state == State.HIDDEN).sum())} für sich gesperrt"


def _kept(system: System, answers: dict[str, Protection]) -> dict[str, dict[str, float]]:
    """Loss, bound, and the shares withheld of all numbers and of the people counted in them, in per cent."""
    told = system.state != State.NEVER
    people = system.value[told].sum()
    return {
        "Verlust": {name: one.loss for name, one in answers.items()},
        "Schranke": {name: one.bound for name, one in answers.items()},
        "Zahlen in %": {name: 100 * float(one.withheld[told].mean()) for name, one in answers.items()},
        "Menschen in %": {
            name: 100 * float(system.value[told & one.withheld].sum() / people) for name, one in answers.items()
        },
    }
