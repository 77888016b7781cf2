"""Counts of people by rising marks, and which of them an edition withholds whatever other questions tell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sozialraum.analysis.access.areas import Belonging, sums_of
from sozialraum.analysis.access.edition.beside import Told, told_beside
from sozialraum.analysis.access.edition.chains import Sum, withheld_of_groups


@dataclass(frozen=True)
class Rule:
    """From how many people on a count, and a mean or share, may be told."""

    count: float
    base: float


@dataclass(frozen=True)
class Heads:
    """People in each cell, 0 where they are not known.

    Args:
        together: (cells,) of all groups of a question.
        of: (cells,) of each group of which nothing small may be told.
        lived: (cells,) where anybody lives.
    """

    together: np.ndarray
    of: Mapping[str, np.ndarray]
    lived: np.ndarray


@dataclass(frozen=True)
class Chain:
    """Counts (areas, columns) that rise to all people, which of them are withheld, and what is told of each group."""

    columns: tuple[str, ...]
    counts: np.ndarray
    hidden: np.ndarray
    told: Mapping[str, Told]

    def count(self, column: str) -> tuple[np.ndarray, np.ndarray]:
        at = self.columns.index(column)
        return self.counts[:, at], self.hidden[:, at]

    def between(self, low: str, high: str) -> tuple[np.ndarray, np.ndarray]:
        """People of `high` that are not of `low`; told only where both are."""
        (less, gone), (more, gone_too) = self.count(low), self.count(high)
        return more - less, gone | gone_too


def chain(
    conditions: Mapping[str, np.ndarray],
    everybody: str,
    first: Sequence[str],
    heads: Heads,
    earlier: Iterable[Mapping[str, Told]],
    where: Belonging,
    sums: Sequence[Sum],
    rule: Rule,
    gone: np.ndarray,
) -> Chain:
    """Counts of people in cells of which a condition holds, and of all people.

    Args:
        conditions: column -> (cells,) whether it holds; every one only where the next does.
        everybody: the column of all people.
        first: columns that are told rather than others.
        heads: people of the groups.
        earlier: what is told already of each group.
        where: which cell lies in which area.
        sums: from chains.sums_of_areas.
        rule: of the edition.
        gone: (areas,) where the number of all people must not be told.

    Source: docs/methods.md#erreichbarkeit-geheimhaltung
    """
    columns = (*conditions, everybody)
    holds = np.column_stack([*conditions.values(), np.ones(len(heads.together), dtype=bool)])
    counts = {name: _sums(one, holds, where) for name, one in heads.of.items()}
    told = [*earlier]
    beside = {
        name: told_beside(holds, [one[name] for one in told if name in one], own, heads.lived, where, rule.count)
        for name, own in heads.of.items()
    }
    for one in beside.values():
        one.gone[gone, -1] = True
    order = [columns.index(name) for name in first if name in columns]
    together = _sums(heads.together, holds, where)
    hidden, each = withheld_of_groups(together, counts, beside, sums, rule.count, order)
    return Chain(columns, together, hidden, {name: Told(holds, one) for name, one in each.items()})


def _sums(heads: np.ndarray, holds: np.ndarray, where: Belonging) -> np.ndarray:
    return np.column_stack([sums_of(heads * one, where) for one in holds.T])
