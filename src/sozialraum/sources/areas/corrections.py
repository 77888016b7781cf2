"""Keys of areas that stand wrongly in a file of boundaries and are put right in the project."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from sozialraum.errors import Problem
from sozialraum.model.codes import Code
from sozialraum.model.geography import AreaCorrection, Areas, LargerAreas
from sozialraum.model.intake import Aspect, Guess
from sozialraum.sources.accounting import with_guesses
from sozialraum.sources.paths import listed
from sozialraum.sources.tables.conditions import lost_zeros
from sozialraum.sources.tables.table import Table, clean, matches

SECTION = "areas.corrections"


@dataclass(frozen=True)
class Corrected:
    """A file of boundaries with the keys that its project wants.

    Args:
        table: with every correction among what is told of how it was read.
        ids: key of each row.
        met: place in the list of every correction that holds for some row.
    """

    table: Table
    ids: pd.Series
    met: frozenset[int]


def corrected(table: Table, ids: pd.Series, corrections: Sequence[AreaCorrection]) -> tuple[Corrected, list[Problem]]:
    """The keys of a file, put right; each condition is asked of the file as it is.

    Args:
        table: rows of the file.
        ids: the keys as the file has them, of the same index.
        corrections: as the project has them.

    Raises:
        InputError: the file has no such heading.
    """
    found, met, guesses, problems = ids.copy(), set[int](), list[Guess](), list[Problem]()
    by: dict[int, str] = {}
    for place, one in enumerate(corrections):
        hit = ids.index[matches(table, one.where)]
        problems += lost_zeros(table, one.where.items())
        wanted = clean(one.area_id)
        for row in hit.tolist():
            if by.setdefault(row, wanted) != wanted:
                fields = {"known": listed([by[row], wanted])}
                problems.append(Problem(Code.CORRECTIONS_CLASH, table.file, row, SECTION, ids[row], fields))
        if len(hit):
            met.add(place)
            found[hit] = wanted
            was = ", ".join(sorted(set(ids[hit])))
            guesses.append(Guess(Aspect.CORRECTED_KEY, f"{was} → {wanted}", stated=True))
    return Corrected(with_guesses(table, guesses), found, frozenset(met)), problems


def unmet(spec: Areas, met: Collection[int]) -> list[Problem]:
    """A Problem per correction that no row of any file of boundaries meets."""
    return [
        Problem(Code.CORRECTION_UNMET, spec.file, column=SECTION, value=_condition(one))
        for place, one in enumerate(spec.corrections)
        if place not in met
    ]


def for_larger(spec: LargerAreas, areas: Areas, table: Table) -> Table:
    """A table of larger areas that is the file of boundaries itself, with the same keys put right."""
    same = (spec.file, spec.layer, spec.columns.area_id) == (areas.file, areas.layer, areas.columns.area_id)
    if not same or not areas.corrections or not isinstance(areas.columns.area_id, str):
        return table
    ids = table.column(areas.columns.area_id)
    done, _ = corrected(table, ids, areas.corrections)  # what is odd about it is told of the Sozialräume
    return replace(done.table, cells=table.cells.assign(**{str(ids.name): done.ids}))


def _condition(one: AreaCorrection) -> str:
    texts = {heading: [text] if isinstance(text, str) else text for heading, text in one.where.items()}
    return ", ".join(f"{heading} = {' | '.join(text)}" for heading, text in texts.items())
