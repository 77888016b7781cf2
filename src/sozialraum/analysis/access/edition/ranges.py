"""What is told of places as deviations from the truth, and how far each small number is known to be able to move."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix

from sozialraum.analysis.access.edition.claims import Claim
from sozialraum.analysis.access.edition.secrets import Secret

NEARLY = 1e-6
ALIKE = 2  # of the places elsewhere that all equations count alike so many stand for all


@dataclass(frozen=True)
class Told:
    """Claims as deviations from the truth: low <= matrix @ change <= high, and what each would be withheld as."""

    matrix: csc_matrix
    low: np.ndarray
    high: np.ndarray
    claims: Sequence[Claim]
    gone: np.ndarray


@dataclass
class Ranges:
    """How far each secret is known to be able to change."""

    matrix: csr_matrix
    value: np.ndarray
    least: np.ndarray
    most: np.ndarray
    needs: int
    whole: bool

    def free(self) -> np.ndarray:
        low, high = self.value + self.least, self.value + self.most
        if self.whole:
            return np.asarray(np.floor(high + NEARLY) - np.ceil(low - NEARLY) + 1 >= self.needs)
        return np.asarray(high - low + 1 >= self.needs - NEARLY)

    def seen(self, change: np.ndarray, columns: np.ndarray) -> None:
        moved = self.matrix[:, columns] @ change
        np.minimum(self.least, moved, out=self.least)
        np.maximum(self.most, moved, out=self.most)


def told_of(claims: Sequence[Claim], truth: np.ndarray) -> Told:
    number = np.repeat(np.arange(len(claims)), [len(one.columns) for one in claims])
    columns = np.concatenate([one.columns for one in claims]) if claims else np.zeros(0, dtype=int)
    factors = np.concatenate([one.factors for one in claims]) if claims else np.zeros(0)
    matrix = csc_matrix((factors, (number, columns)), shape=(len(claims), len(truth)))
    now = matrix @ truth
    # the truth itself is always possible, even where it lies on an end by a rounding error
    low = np.minimum(np.array([one.low for one in claims]) - now, 0)
    high = np.maximum(np.array([one.high for one in claims]) - now, 0)
    return Told(matrix, low, high, claims, np.zeros(len(claims), dtype=bool))


def ranges_of(secrets: Sequence[Secret], unknowns: int, needs: int, whole: bool) -> Ranges:
    number = np.repeat(np.arange(len(secrets)), [len(one.columns) for one in secrets])
    columns, factors = (np.concatenate(one) for one in zip(*((s.columns, s.factors) for s in secrets), strict=True))
    matrix = csr_matrix((factors, (number, columns)), shape=(len(secrets), unknowns))
    value, none = np.array([one.value for one in secrets]), np.zeros(len(secrets))
    return Ranges(matrix, value, none, none.copy(), needs, whole)


def rows_of(told: Told, columns: np.ndarray) -> tuple[csr_matrix, np.ndarray]:
    """What is told of some unknowns, and the numbers of these claims."""
    part = csr_matrix(told.matrix[:, columns])
    rows = np.flatnonzero((np.diff(part.indptr) > 0) & ~told.gone)
    return part[rows], rows


def standing_for_all(told: Told, truth: np.ndarray, parts: Sequence[np.ndarray]) -> np.ndarray:
    """Of some parts the unknowns with the most people among those that all equations count alike, the most first."""
    exact = csc_matrix(told.matrix[told.high - told.low < NEARLY])
    met: dict[bytes, int] = {}
    found = []
    columns = np.concatenate([*parts, np.zeros(0, dtype=int)]).astype(int)
    for column in columns[np.lexsort([columns, -truth[columns]])]:
        rows = slice(exact.indptr[column], exact.indptr[column + 1])
        key = exact.indices[rows].tobytes() + exact.data[rows].tobytes()
        met[key] = met.get(key, 0) + 1
        if met[key] <= ALIKE:
            found.append(column)
    return np.array(found, dtype=int)
