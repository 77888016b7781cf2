"""Breakdowns: the columns of a file, or a ready text, -> the canonical text of a group."""

from functools import partial

import pandas as pd

from sozialraum.errors import Problem
from sozialraum.model.checks import unmapped
from sozialraum.model.codes import Code
from sozialraum.model.files import ValueFile
from sozialraum.model.project import Project
from sozialraum.model.tables import group_parts, group_text
from sozialraum.sources.accounting import first_reason
from sozialraum.sources.paths import NONE_NEAR
from sozialraum.sources.tables.columns import among, each, same
from sozialraum.sources.tables.table import Table, clean

NOT_UNDERSTOOD = "?"


def groups(spec: ValueFile, table: Table, project: Project) -> tuple[pd.Series, pd.Series, list[Problem]]:
    """The canonical group of each row ("" is the total), why a row has none ("" where it has), and every Problem."""
    parts = {breakdown.id: frozenset(part.id for part in breakdown.parts) for breakdown in project.breakdowns}
    ready = same(table, spec.group) if spec.columns.group is None else table.column(spec.columns.group)
    found = each(ready, lambda text: _canonical(text, parts))
    understood = found != NOT_UNDERSTOOD
    problems = unmapped(
        ready, understood, Code.GROUP_UNREADABLE, table.file, spec.columns.group or "group", lambda _: NONE_NEAR
    )
    reason = first_reason(ready.index, (~understood, Code.GROUP_UNREADABLE))
    pieces = [found.where(understood, "")]
    if spec.columns.group is not None and spec.group:
        pieces.append(same(table, spec.group))
    for dimension, heading in sorted(spec.columns.dimensions.items()):
        texts = table.column(heading)
        names = {clean(text): part for text, part in spec.dimension_values.get(dimension, {}).items()}
        meanings = {"": "", **{part: part for part in parts[dimension]}, **names}
        known = {text: part for text, part in meanings.items() if not part or part in parts[dimension]}
        ok = texts.isin(set(known))
        problems += unmapped(
            texts, ok, Code.PART_UNKNOWN, table.file, heading, among(list(known)), fields={"breakdown": dimension}
        )
        reason = reason.mask(~ok & (reason == ""), Code.PART_UNKNOWN)
        texts_as_groups = {text: group_text({dimension: part}) for text, part in known.items()}
        pieces.append(each(texts, partial(_get, texts_as_groups)))
    if len(pieces) == 1:
        return pieces[0], reason, problems
    joined = _joined(pieces)
    merged = each(joined, _merged)
    agree = merged != NOT_UNDERSTOOD
    heading = spec.columns.group or "group"
    problems += unmapped(joined, agree, Code.GROUP_UNREADABLE, table.file, heading, lambda _: NONE_NEAR)
    return merged.where(agree, ""), reason.mask(~agree & (reason == ""), Code.GROUP_UNREADABLE), problems


def _get(meanings: dict[str, str], text: str) -> str:
    return meanings.get(text, "")


def _canonical(text: str, parts: dict[str, frozenset[str]]) -> str:
    try:
        pairs = [pair.split("=", 1) for pair in text.split(";")] if text else []
        said = {dimension.strip(): part.strip() for dimension, part in pairs}
    except ValueError:
        return NOT_UNDERSTOOD
    if len(said) < len(pairs):
        return NOT_UNDERSTOOD
    known = all(part in parts.get(dimension, frozenset()) for dimension, part in said.items())
    return group_text(said) if known else NOT_UNDERSTOOD


def _joined(pieces: list[pd.Series]) -> pd.Series:
    rows = [";".join(filter(None, row)) for row in zip(*(piece.tolist() for piece in pieces), strict=True)]
    return pd.Series(rows, index=pieces[0].index, dtype="str")


def _merged(text: str) -> str:
    parts: dict[str, str] = {}
    for pair in filter(None, text.split(";")):
        (said,) = group_parts(pair).items()
        if parts.setdefault(*said) != said[1]:
            return NOT_UNDERSTOOD
    return group_text(parts)
