"""Counts that another edition of the same city tells: whoever reads the internal one has the public one, too."""

from collections.abc import Collection

from sozialraum.analysis.ledger.ledger import Ledger

DEAR = 1_000.0  # times as much is lost when a number is withheld that the other edition tells


def beside(ledger: Ledger, told: Collection[str]) -> Ledger:
    """The ledger beside the other edition.

    Args:
        ledger: of the edition that is made.
        told: keys of the cells that the other one tells.

    Returns:
        A cell told there is withheld here only where nothing else protects a number under the rule of this edition.

    Source: docs/methods.md#geheimhaltung
    """
    cells = ledger.cells
    weight = cells["weight"].mask(cells["cell"].isin(told), cells["weight"] * DEAR)
    return Ledger(**(vars(ledger) | {"cells": cells.assign(weight=weight)}))
