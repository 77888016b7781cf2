"""Counts that an earlier public edition has told: known to everybody, so they protect no others."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from sozialraum.analysis.earlier import same
from sozialraum.analysis.ledger.children import OF_CHILDREN
from sozialraum.analysis.ledger.houses import taken_keys, value_keys
from sozialraum.analysis.ledger.ledger import Ledger, cell_key, united
from sozialraum.analysis.suppression import TAKEN
from sozialraum.model.earlier import Earlier
from sozialraum.model.indicators import Indicator
from sozialraum.model.tables import INDICATOR_KEY

COUNTED = "A"  # status; all else is estimated, a forecast or no number


def with_earlier(ledger: Ledger, earlier: Earlier | None, definitions: Mapping[str, Indicator]) -> Ledger:
    """The ledger once everybody has that earlier edition.

    Args:
        ledger: of the edition that is made now.
        earlier: what was told; a figure that has changed since is another figure. None: nothing was told.
        definitions: indicator id -> definition.

    Returns:
        A cell that was told is known where it may be shown. One that the rule withholds today stays withheld, but
        nobody has to guess at it, and nothing is withheld for its sake.

    Source: docs/methods.md#geheimhaltung
    """
    if earlier is None:
        return ledger
    told = dict(_told(earlier, definitions))
    _, stands = united(ledger)
    cells = ledger.cells
    then = cells["cell"].map(told).astype("Float64")
    known = set(cells.loc[same(cells["value"], then), "cell"].map(lambda key: stands.get(key, key)))
    met = cells["cell"].map(lambda key: stands.get(key, key) in known).astype(bool)
    state = cells["state"].mask(met & (cells["state"] == "open"), "known")
    sure = {name: cells[name].mask(met, cells["value"]) for name in ("least", "most")}
    cells = cells.assign(state=state, needs=cells["needs"].mask(met, 0), **sure)
    return Ledger(**(vars(ledger) | {"cells": cells}))


def _told(earlier: Earlier, definitions: Mapping[str, Indicator]) -> Iterable[tuple[str, float]]:
    """(cell, count) of every count in its tables."""
    table = earlier.indicators
    ratio = table["indicator_id"].map({id_: one.is_ratio for id_, one in definitions.items()})
    counts = table[ratio.eq(False).fillna(False).astype(bool)]
    yield from _pairs(counts, "value", INDICATOR_KEY)
    for column, role in (("numerator", "num"), ("denominator", "den")):
        rates = table[ratio.eq(True).fillna(False).astype(bool)]
        rates = rates.assign(indicator_id=rates["indicator_id"] + f":{role}")
        yield from _pairs(rates, column, INDICATOR_KEY)
    children = earlier.children[earlier.children["status"] == COUNTED]
    children = children.assign(group=OF_CHILDREN + children["group"])
    yield from _pairs(children, "value", ["area_id", "group", "year"])
    taken = earlier.offers[earlier.offers["kind"] == TAKEN]
    yield from _keyed(taken_keys(earlier.offers)[taken.index], taken["places"])
    yield from _keyed(value_keys(earlier.facility_values), earlier.facility_values["value"])


def _pairs(rows: pd.DataFrame, number: str, columns: list[str]) -> Iterable[tuple[str, float]]:
    known = rows[rows[number].notna()]
    numbers = known[number].to_numpy(dtype=float)
    for parts, value in zip(zip(*(known[name] for name in columns), strict=True), numbers, strict=True):
        if np.isfinite(value):
            yield cell_key(*parts), float(value)


def _keyed(keys: pd.Series, numbers: pd.Series) -> Iterable[tuple[str, float]]:
    known = numbers.notna()
    yield from zip(keys[known], numbers[known].to_numpy(dtype=float), strict=True)
