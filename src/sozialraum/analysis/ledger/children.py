"""The children of every Kita-Jahr in the ledger: cells of months, over areas, and the areas in larger ones."""

from collections.abc import Collection, Mapping

import pandas as pd

from sozialraum.analysis.ledger.larger_areas import sums_of_parts
from sozialraum.analysis.ledger.ledger import Ledger, cell_key
from sozialraum.analysis.ledger.people import Binding, people, worth

OF_CHILDREN = "children:"  # followed by the cohort group
BALANCE = 6.0  # need, quota, what is missing and the years ahead rest on each of them
ALREADY = 0.5  # how much less figures are worth of an area of which one is withheld anyway: its years ahead go too


def children_cell(area_id: str, group: str, year: str) -> str:
    """The key of the children of a group, an area and a year."""
    return cell_key(area_id, OF_CHILDREN + group, year)


def children_ledger(told: pd.DataFrame, members: Mapping[str, list[str]], bound: Binding) -> Ledger:
    """Children of cells that share no month.

    Args:
        told: table CHILDREN from planning.edition.told.
        members: area -> the areas it is the sum of.
        bound: what binds the register.

    Returns:
        A cell for each row, and for each larger area that it is the sum of its parts. Groups that are made of cells
        are told where their cells are, so they are no cells of their own. Figures of an area with few children are
        worth less, so that one area protects the others in every group and year.

    Source: docs/methods.md#geheimhaltung
    """
    rows = told[["area_id", "value"]].assign(
        cell=_keys(told), what=OF_CHILDREN + told["group"], period=told["year"], weight=1.0
    )
    cells = people(rows, bound)
    touched = frozenset(cells.loc[cells["state"] == "hidden", "area_id"])
    size = cells.groupby("area_id")["value"].sum().astype(float)
    share = size / (float(size.max()) or 1.0) if len(size) else size
    weight = {
        str(area): BALANCE
        * worth(bound, str(area), len(members[str(area)]))
        * (ALREADY if area in touched else 1.0)
        * (1 + part)
        for area, part in share.items()
    }
    cells["weight"] = cells["area_id"].map(weight).astype("Float64")
    return Ledger(cells, sums_of_parts(cells, members))


def withheld_children(table: pd.DataFrame, withheld: Collection[str]) -> pd.Series:
    """Which rows of the table CHILDREN are withheld: those whose own cell is."""
    return pd.Series([key in withheld for key in _keys(table)], index=table.index, dtype=bool)


def _keys(table: pd.DataFrame) -> list[str]:
    return [children_cell(*one) for one in zip(table["area_id"], table["group"], table["year"], strict=True)]
