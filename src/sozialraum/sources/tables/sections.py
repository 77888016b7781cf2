"""Headings between the rows of a table, and the rows of data that stand under each."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sozialraum.sources.tables.captions import HEADING_JOINER, caption
from sozialraum.sources.tables.cell_kinds import is_word
from sozialraum.sources.tables.grid import Box, Row

Signature = tuple[int, int]  # first and last column of the text of a section


def sections(
    rows: list[Row], merged: Sequence[Box], first: int, numeric: frozenset[int], stated: bool
) -> tuple[list[Row], list[Row], dict[int, str]]:
    """(data, rows that are headings between them, data row -> the headings it stands under)."""
    if not numeric and not stated:
        return rows, [], {}
    boxes: dict[int, list[Box]] = {}
    numbers = {row.number for row in rows}
    for box in merged:
        if box.top in numbers and box.right > box.left:
            boxes.setdefault(box.top, []).append(box)
    alone: dict[int, tuple[Signature, ...]] = {}
    for row in rows:
        if row.count == 1 or stated or row.number in boxes:
            marks = _signatures(row, boxes.get(row.number, []), first, numeric, stated)
            if marks:
                alone[row.number] = marks
    if alone and not stated and not _sure(rows, alone, first):
        alone = {number: marks for number, marks in alone.items() if (first, first) not in marks}
    for row in reversed(rows):
        if row.number not in alone:
            break
        del alone[row.number]  # nothing stands under it
    if not alone:
        return rows, [], {}
    body = [row for row in rows if row.number not in alone]
    between_them = [row for row in rows if row.number in alone]
    return body, between_them, dict(_under(rows, alone))


def _signatures(
    row: Row, boxes: Sequence[Box], first: int, numeric: frozenset[int], stated: bool
) -> tuple[Signature, ...]:
    """Where the texts of a section's row stand, the widest first; () for a row of data."""
    filled = row.filled
    if not all(is_word(row.cells[place]) for place in filled) or row.real:
        return ()
    wide = {box.left: box.right for box in boxes}
    first_of = {row.cells[place]: place for place in reversed(filled)}
    spans = sorted(((n, wide.get(n, n)) for n in first_of.values()), key=lambda span: (span[0] - span[1], span[0]))
    if len(filled) == 1:
        return tuple(spans)
    merged_over_numbers = any(right > left and set(range(left, right + 1)) & numeric for left, right in spans)
    if row.at(first) or not (merged_over_numbers or stated):
        return ()
    return tuple(spans)


def _sure(rows: Sequence[Row], alone: dict[int, tuple[Signature, ...]], first: int) -> bool:
    """Whether texts alone in the first column are sections and not areas that have no values.

    They are where rows of data leave that column empty, or where each repeats the keys of the one before.
    """
    blocks: list[list[str]] = []
    texts = set()
    before: tuple[Signature, ...] = ()
    for row in rows:
        marks = alone.get(row.number, ())
        if (first, first) in marks:
            texts.add(row.at(first))
            if not before:
                blocks.append([])
        elif blocks and not marks:
            blocks[-1].append(row.at(first))
        before = marks
    keys = [row.at(first) for row in rows if row.number not in alone]
    if not texts.isdisjoint(keys):
        return False
    if keys.count("") * 2 > len(keys):
        return True
    if len(blocks) < 2 or not all(blocks):
        return False
    distinct = all(len(set(block)) == len(block) for block in blocks)
    shared = sum(len(set(one) & set(two)) * 2 > len(one) for one, two in pairwise(blocks))
    return distinct and shared == len(blocks) - 1


def _under(rows: Sequence[Row], alone: dict[int, tuple[Signature, ...]]) -> Iterator[tuple[int, str]]:
    """(row of data, the sections it stands under, outermost first)."""
    levels: dict[Signature, set[int]] = {}
    path: list[str] = []
    succession: list[tuple[Signature, str]] = []
    for row in rows:
        marks = alone.get(row.number, ())
        succession += [(mark, caption(row.cells[mark[0]])) for mark in marks]
        if marks:
            continue
        found = _levels([mark for mark, _ in succession], levels)
        for level, (_, text) in zip(found, succession, strict=True):
            path = [*path[:level], text]
        succession = []
        yield row.number, HEADING_JOINER.join(path)


def _levels(succession: Sequence[Signature], known: dict[Signature, set[int]]) -> list[int]:
    """The level of each of the sections that follow one another without data between.

    The place on the sheet tells it. Where all stand alike, each is one level below the one before, and a
    single one replaces the innermost.
    """
    found: list[int] = []
    for mark in succession:
        before = known.setdefault(mark, set())
        if found:
            level = found[-1] + 1
        elif before:
            level = max(before) if len(succession) == 1 else min(before)
        else:
            level = 0
        before.add(level)
        found.append(level)
    return found
