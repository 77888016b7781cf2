"""Which protected numbers an edition would give away."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sozialraum.analysis.audit.possible import Told, nothing_met, possible
from sozialraum.analysis.audit.riddle import Riddle
from sozialraum.model.audit import AuditFinding, Fault

TWO = 2.0  # values that must be possible even for him who guesses that few are few


@dataclass(frozen=True)
class Exposed:
    """What somebody finds who has the edition.

    Args:
        cells: of which he finds fewer values than there must be.
        limits: table from possible(), for him who guesses that few are few.
    """

    cells: frozenset[str]
    limits: pd.DataFrame


def exposed(riddle: Riddle, told: Told | None = None) -> Exposed:
    """Cells of which somebody who guesses that few are few finds the one value, or anybody fewer than there must be.

    As many as there must be are not always possible for him who guesses: a total of 2 is then 1 + 1, 0 + 2 or 2 + 0.

    Args:
        riddle: of the edition.
        told: told now and then how many numbers are proven to be safe, and of how many.

    Source: docs/methods.md#pruefung-der-ausgabe
    """
    cells = riddle.cells
    met = nothing_met(riddle)
    limits = possible(riddle, met, TWO, told)
    needs = cells.set_index("cell")["needs"].astype(float).loc[limits.index].to_numpy()
    narrow = limits["values"].to_numpy() < needs
    guessed = frozenset(limits.index[limits["values"].to_numpy() < np.minimum(needs, TWO)])
    if not narrow.any():
        return Exposed(frozenset(), limits)
    safe = len(limits) - int(narrow.sum())

    def further(count: int, of: int) -> None:
        if told is not None:
            told(safe + count, safe + of)

    # what is possible for him who guesses is so for everybody; only for the others is looked once more
    asked = cells["needs"].where(cells["cell"].isin(limits.index[narrow]), 0)
    sure = cells.assign(needs=asked, most=cells["most"].mask(cells["guess"], np.inf))
    left = possible(Riddle(sure, riddle.links, riddle.limits), met, told=further)
    few = left["values"].to_numpy() < needs[narrow]
    return Exposed(guessed | frozenset(left.index[few]), limits)


def given_away(riddle: Riddle, found: Exposed) -> Iterator[AuditFinding]:
    """The protected numbers of which fewer values are possible than must be.

    Args:
        riddle: of the edition.
        found: by exposed().

    Source: docs/methods.md#pruefung-der-ausgabe
    """
    if not found.cells:
        return
    few = riddle.cells[riddle.cells["cell"].isin(found.cells)].set_index("cell")
    hopeless = _hopeless(riddle, few)
    for key, row in few.iterrows():
        fault: Fault = "unprotectable" if key in hopeless else "told"
        yield AuditFinding(str(row["area_id"]), str(row["what"]), str(row["period"]), str(row["group"]), fault)


def _hopeless(riddle: Riddle, few: pd.DataFrame) -> frozenset[str]:
    """Those of them that would be given away even if nothing were told but what its source has published."""
    cells = riddle.cells
    blind = cells.assign(
        told=cells["told"].mask(cells["bound"] & (cells["truth"] != 0)),
        needs=cells["needs"].where(cells["cell"].isin(few.index), 0),
    )
    return exposed(Riddle(blind, riddle.links, riddle.limits)).cells
