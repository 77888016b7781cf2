"""Whether small numbers stay free beside all that is told, and what must not be told so that they do.

Somebody who knows all that is told can say of a number no more than the smallest and largest value it has in any
population of which all of that is true. So one other population of which it is true is a proof. Such populations
are sought in one part of the city at a time, the rest as it is; one for many numbers at once; and only for numbers of
which none is found, in all parts that are unsure. What then stands in the way is not told.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.sparse import csr_matrix

from sozialraum.analysis.access.edition.claims import Claim, Name
from sozialraum.analysis.access.edition.populations import moved_together, raised
from sozialraum.analysis.access.edition.ranges import Ranges, Told, ranges_of, rows_of, standing_for_all, told_of
from sozialraum.analysis.access.edition.secrets import Secret
from sozialraum.analysis.access.edition.solving import solved

MOST_UNKNOWNS = 600  # at a time
TOGETHER = 150  # numbers looked at together, wherever they are
MOST_TOGETHER = 1200  # unknowns for these
MOST_RAISED = 60000  # numbers that are looked at so; of all others only their own part is
MOST_OF_ALL = 4000  # before a count is not told
WIDE = 400  # numbers looked at in all parts that are unsure


def must_go(
    claims: Sequence[Claim],
    secrets: Sequence[Secret],
    truth: np.ndarray,
    parts: Sequence[np.ndarray],
    unsure: np.ndarray,
    needs: int,
    whole: bool,
) -> frozenset[Name]:
    """Names of what must not be told so that every secret has `needs` possible values.

    Args:
        claims: all that is told or known.
        secrets: small numbers.
        truth: (unknowns,)
        parts: unknowns of each Sozialraum.
        unsure: numbers of the parts in which counts are withheld: people may be more there and fewer in another.
        needs: how many values.
        whole: whether people are whole numbers.

    Source: docs/methods.md#erreichbarkeit-geheimhaltung
    """
    if not secrets:
        return frozenset()
    told = told_of(claims, truth)
    ranges = ranges_of(secrets, len(truth), needs, whole)
    small = [piece for part in parts for piece in _pieces(part)]
    for columns in small:
        moved_together(told, ranges, truth, columns)
    part_of = np.zeros(len(truth), dtype=int)
    for number, columns in enumerate(small):
        part_of[columns] = number
    unsure_ones = [parts[one] for one in unsure]
    others = standing_for_all(told, truth, unsure_ones)
    open_ = np.flatnonzero(~ranges.free())
    for at in range(0, min(len(open_), MOST_RAISED), TOGETHER):
        held = np.unique(ranges.matrix[open_[at : at + TOGETHER]].indices)
        beside = standing_for_all(told, truth, [small[one] for one in np.unique(part_of[held])])
        raised(told, ranges, truth, first_of([held, beside, others], MOST_TOGETHER), open_[at : at + TOGETHER])
    for turn, secret in enumerate(np.flatnonzero(~ranges.free())):
        of = secrets[int(secret)].columns
        own = [of, *(small[one] for one in np.unique(part_of[of]))]
        near = first_of([*own, others], MOST_UNKNOWNS)
        all_ = first_of([*own, *unsure_ones], MOST_OF_ALL)
        views = [near, all_] if turn < WIDE else [near]
        while views and not ranges.free()[secret]:
            claim = _in_the_way(told, ranges, truth, views[0], int(secret))
            if claim is not None and (not claim.is_count or len(views) == 1):
                told = _without(told, claim.name)
            else:
                views = views[1:]
    return frozenset(one.name for one, gone in zip(claims, told.gone, strict=True) if gone)


def _pieces(part: np.ndarray) -> list[np.ndarray]:
    return [part[at : at + MOST_UNKNOWNS] for at in range(0, len(part), MOST_UNKNOWNS)]


def first_of(parts: Sequence[np.ndarray], most: int) -> np.ndarray:
    """The unknowns of some parts, the first ones where they are too many."""
    found = np.concatenate(parts)
    _, first = np.unique(found, return_index=True)
    return np.sort(found[np.sort(first)[:most]])


def _in_the_way(told: Told, ranges: Ranges, truth: np.ndarray, columns: np.ndarray, secret: int) -> Claim | None:
    """Of what keeps a secret from changing farther what matters least; None where it is free or nothing does."""
    part, rows = rows_of(told, columns)
    aim = ranges.matrix[secret, columns].toarray().ravel()
    limits = -truth[columns], np.full(len(columns), np.inf)
    named: set[int] = set()
    for sign in (1.0, -1.0):
        goal, far = csr_matrix(sign * aim), np.array([ranges.needs - 1.0])
        found = solved(-sign * aim, part, told.low[rows], told.high[rows], goal, far, limits)
        if found is not None:
            ranges.seen(found.change, columns)
            named |= {int(one) for one in rows[found.binding]}
        if ranges.free()[secret]:
            return None
    told_ones = [told.claims[one] for one in named if told.claims[one].name != ("", "", "")]
    return min(told_ones, key=lambda one: (one.worth, one.name)) if told_ones else None


def _without(told: Told, name: Name) -> Told:
    gone = told.gone | np.array([one.name == name for one in told.claims])
    return replace(told, gone=gone)
