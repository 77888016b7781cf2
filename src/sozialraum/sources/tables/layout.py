"""Where the table of a sheet is: titles, headings of several rows, sections, footnotes, further tables.

Nothing here decides by a word, but for how footnotes begin (layout.toml). What is doubtful stays a row of data,
because a row of data that makes no sense is told to the user, and a row put aside is not.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise

from sozialraum.model.files import Dialect
from sozialraum.model.intake import Aside
from sozialraum.sources.tables.captions import HEADING_JOINER, caption
from sozialraum.sources.tables.cell_kinds import AS_DATE, is_number, is_word
from sozialraum.sources.tables.grid import Box, Grid, Row, between, box_of, cut
from sozialraum.sources.tables.sections import sections

DEPTH = 4  # rows of headings at most
SAMPLE = 300  # rows that decide which columns hold numbers
FURTHER = 20  # tables of one sheet that are told
FILLS = 20  # rows in which merged cells may say again what stands in them, per row of the table
LONG = 60  # signs; a text alone in its row and longer than this is a note
AS_YEAR = re.compile(r"(19|20)\d\d")
COUNTED = re.compile(r"\(?(\d{1,3})\)?")


@dataclass(frozen=True)
class Plan:
    """What the rows of a grid are.

    Args:
        top: number of the first row of headings, or of data where there are none.
        depth: how many rows of headings, from `top` on.
        places: columns of the table, from 0.
        headings: of those columns, "" for none.
        body: rows of data.
        aside: number of every other row -> why it is none.
        sections: number of a row of data -> texts of the sections it stands in, outermost first.
        section_rows: rows that are such texts.
        others: boxes of further tables.
    """

    top: int
    depth: int
    places: tuple[int, ...]
    headings: tuple[str, ...]
    body: tuple[Row, ...]
    aside: dict[int, str]
    sections: dict[int, str] = field(default_factory=dict)
    section_rows: tuple[Row, ...] = ()
    others: tuple[Box, ...] = ()


def planned(grid: Grid, dialect: Dialect, spread: bool = False) -> Plan | None:
    """The first table of the grid, or the one in the stated range; None where there is none.

    Args:
        spread: columns end where the data end, as on a sheet; else where the headings end, as in a text file.
    """
    whole = grid
    if dialect.range is not None:
        grid = cut(grid, box_of(dialect.range))
    if not grid.rows:
        return None
    plan = _first(grid, dialect, spread)
    outside = {row.number for row in whole.rows} - {row.number for row in plan.body} - plan.aside.keys()
    aside = {**plan.aside, **dict.fromkeys(sorted(outside), str(Aside.BEYOND))}
    return replace(plan, aside=aside)


def _first(grid: Grid, dialect: Dialect, spread: bool, left: int = FURTHER) -> Plan:
    rows = grid.rows
    start = _heading_start(grid, dialect)
    numeric = _number_places(rows[start + 1 :])
    depth = _heading_rows(grid, start, numeric, dialect)
    top = rows[start].number
    head = list(between(rows, top, top + depth - 1)) if depth else []
    rest = rows[start + len(head) :]
    aside = dict.fromkeys([row.number for row in rows[:start]], str(Aside.TITLE))
    if len(head) > 1 and dialect.header_rows is None and _is_numbering(head[-1], rest):
        rest = (head.pop(), *rest)
        depth = head[-1].number - top + 1
    aside |= dict.fromkeys([row.number for row in head], str(Aside.HEADING))
    if head and rest and _is_numbering(rest[0], rest[1:]):
        aside[rest[0].number] = str(Aside.NUMBERING)
        rest = rest[1:]
    covered = sorted({place for row in head for place in _covered(row, grid.merged)})
    first, last = (covered[0], covered[-1]) if covered else (0, max((len(row.cells) for row in rest), default=1) - 1)
    while first and _mostly_filled(rest, first - 1, numeric):  # keys without a heading
        first -= 1
    split = _next_table(rest, first, numeric, _text_of(head, first)) if numeric else None
    rest, further = (rest, rest[:0]) if split is None else (rest[:split], rest[split:])
    apart = [row for row in rest if head and not any(row.cells[first : last + 1])]
    aside |= dict.fromkeys([row.number for row in (*apart, *further)], str(Aside.BEYOND))
    inner = _filled_down([row for row in rest if row.number not in aside], grid.merged)
    inner, notes = _without_notes(inner)
    aside |= dict.fromkeys([row.number for row in notes], str(Aside.FOOTNOTE))
    body, section_rows, under = sections(inner, grid.merged, first, numeric, dialect.sections is not None)
    aside |= dict.fromkeys([row.number for row in section_rows], str(Aside.SECTION))
    if spread:
        last = max([last, *(len(row.cells) - 1 for row in body)])
    named = dict(_headings(head, grid.merged))
    used = {place for row in body for place in row.filled}
    places = tuple(place for place in range(first, last + 1) if named.get(place) or place in used)
    headings = tuple(named.get(place, "") for place in places)
    others = _others(Grid(further, grid.merged), spread, left)
    return Plan(top, depth, places, headings, tuple(body), aside, under, tuple(section_rows), others)


def _others(grid: Grid, spread: bool, left: int) -> tuple[Box, ...]:
    if not grid.rows or not left:
        return ()
    plan = _first(grid, Dialect(), spread, left - 1)
    if not plan.body or not plan.places:
        return plan.others
    return (Box(plan.top, plan.places[0], plan.body[-1].number, plan.places[-1]), *plan.others)


# headings


def _heading_start(grid: Grid, dialect: Dialect) -> int:
    """Place among the rows of the first one that is no title."""
    rows = grid.rows
    wide = [n for n, row in enumerate(rows) if row.count > 1]
    if not wide or (len(wide) == 1 and wide[0] > 0 and not grid.merged and dialect.header_rows is None):
        return 0
    start = wide[0]
    while start + 2 < len(rows) and _is_title(rows[start], rows[start + 1], grid.merged):
        start += 1
    while start and _is_group_above(rows[start - 1], rows[start], grid.merged):
        start -= 1
    return start


def _is_title(upper: Row, lower: Row, merged: Sequence[Box]) -> bool:
    """Whether a row of several texts stands above the headings and is none of them ("Stand:", "31.12.2023")."""
    if len(_covered(upper, merged)) * 2 > lower.count or any(map(is_number, filter(None, lower.cells))):
        return False
    apart = lower.number > upper.number + 1
    return apart or (upper.filled[0] == lower.filled[0] and not any(_boxes_at(upper, merged)))


def _is_group_above(upper: Row, lower: Row, merged: Sequence[Box]) -> bool:
    """Whether a text alone in its row is the heading of a group of columns."""
    if upper.number + 1 != lower.number or upper.count != 1:
        return False
    boxes = list(_boxes_at(upper, merged))
    return bool(boxes) and boxes[0].right > boxes[0].left > lower.filled[0]


def _number_places(rows: Sequence[Row]) -> frozenset[int]:
    """Columns that mostly hold numbers, from the first row that has one."""
    begin = next((n for n, row in enumerate(rows) if any(map(is_number, row.cells))), None)
    if begin is None:
        return frozenset()
    numbers: dict[int, int] = {}
    words: dict[int, int] = {}
    for row in rows[begin : begin + SAMPLE]:
        for place, text in enumerate(row.cells):
            if is_number(text):
                numbers[place] = numbers.get(place, 0) + 1
            elif is_word(text):
                words[place] = words.get(place, 0) + 1
    return frozenset(place for place, count in numbers.items() if count > words.get(place, 0))


def _heading_rows(grid: Grid, start: int, numeric: frozenset[int], dialect: Dialect) -> int:
    """How many rows, blank ones included, the headings take from that row on."""
    if dialect.header_rows is not None:
        return dialect.header_rows
    rows, top = grid.rows, grid.rows[start].number
    last = top
    key = next((n for n in range(max(numeric, default=-1) + 1) if _mostly_filled(rows[start:], n, numeric)), None)
    by_top: dict[int, list[Box]] = {}
    for box in grid.merged:
        by_top.setdefault(box.top, []).append(box)
    at = start
    while last - top < DEPTH:
        for row in between(rows, rows[at].number, last):
            tall = [
                box.bottom for box in by_top.get(row.number, []) if row.at(box.left) and box.bottom - top <= DEPTH
            ]
            last = max([last, *tall])
        at = start + len(between(rows, top, last)) - 1
        if at + 1 >= len(rows) - 1:  # one row of data at least
            break
        following = rows[at + 1]
        if following.number != last + 1 or last - top + 1 >= DEPTH:
            break
        if not _continues(following, rows[start : at + 1], numeric, grid.merged, key):
            break
        last = following.number
    return last - top + 1


def _mostly_filled(rows: Sequence[Row], place: int, numeric: frozenset[int]) -> bool:
    """Whether most rows with numbers have a text in that column."""
    counted = [row for row in rows[:SAMPLE] if any(is_number(row.at(one)) for one in numeric)]
    return sum(bool(row.at(place)) for row in counted) * 2 > len(counted)


def _continues(
    row: Row, head: Sequence[Row], numeric: frozenset[int], merged: Sequence[Box], key: int | None
) -> bool:
    """Whether a row is one more level of the headings.

    Args:
        key: the first column that most rows of data fill.
    """
    texts = [row.cells[place] for place in row.filled]
    first = min(place for one in (*head, row) for place in one.filled)
    first = first if key is None else min(first, key)
    upper = {place for one in head for place in _covered(one, merged)}
    if sum(place in numeric for place in row.filled) * 2 < len(texts) or not numeric:
        return False
    years = all(AS_YEAR.fullmatch(text) or AS_DATE.fullmatch(text) for text in texts)
    if not years and not all(is_word(text) or text == "%" for text in texts):
        return False
    if not row.at(first):
        return len(texts) > 1 or bool(set(row.filled) - upper)
    # of groups the first row leaves out the first column, and the columns of a group but its first
    apart = row.filled[0] < head[0].filled[0] and bool(set(row.filled) & numeric - upper)
    grouped = apart or head[0].filled[0] > first or any(True for one in head for _ in _boxes_at(one, merged))
    return grouped and not years and len({row.at(place) for place in numeric} - {""}) > 1


def _is_numbering(row: Row, below: Sequence[Row]) -> bool:
    """Whether a row counts the columns (1 2 3 …) and is no data: the first column, or one of words, says so below."""
    counted = [COUNTED.fullmatch(row.cells[place]) for place in row.filled]
    numbers = [int(match[1]) for match in counted if match]
    if len(numbers) != len(counted) or len(numbers) < 3 or not below:
        return False
    if numbers[0] not in {0, 1} or any(after != before + 1 for before, after in pairwise(numbers)):
        return False
    sample = below[:SAMPLE]
    first = min(place for one in (row, *sample) for place in one.filled)
    under = {place: [one.at(place) for one in sample if one.at(place)] for place in {first, *row.filled}}
    bare = {place for place, texts in under.items() if texts and not any(map(is_number, texts))}
    return first in bare or any(any(map(is_word, under[place])) for place in bare)


def _headings(head: Sequence[Row], merged: Sequence[Box]) -> Iterator[tuple[int, str]]:
    """(column, its heading), levels joined; a text of merged cells counts for all their columns, once."""
    if not head:
        return
    levels = [_level(row, merged) for row in head]
    last = max(place for level in levels for place in level)
    if not any(True for row in head for _ in _boxes_at(row, merged)):
        _fill_groups(levels, last)
    for place in range(last + 1):
        texts = [caption(level[place]) for level in levels if level.get(place)]
        kept = [text for n, text in enumerate(texts) if text and (not n or text != texts[n - 1])]
        yield place, HEADING_JOINER.join(kept)


def _level(row: Row, merged: Sequence[Box]) -> dict[int, str]:
    texts = {place: row.cells[place] for place in row.filled}
    for box in _boxes_at(row, merged):
        texts |= dict.fromkeys(range(box.left, box.right + 1), row.cells[box.left])
    return texts


def _fill_groups(levels: list[dict[int, str]], last: int) -> None:
    """Give columns without merged cells the group that begins left of them, within the group above."""
    for n, level in enumerate(levels[:-1]):
        for place in range(1, last + 1):
            below = any(lower.get(place) for lower in levels[n + 1 :])
            same = all(upper.get(place) == upper.get(place - 1) for upper in levels[:n])
            alone = not any(lower.get(place - 1) for lower in levels[n + 1 :])
            if not level.get(place) and below and same and not alone and level.get(place - 1):
                level[place] = level[place - 1]


def _boxes_at(row: Row, merged: Sequence[Box]) -> Iterator[Box]:
    """Merged cells of several columns whose text stands in this row."""
    for box in merged:
        if box.top == row.number and box.right > box.left and row.at(box.left):
            yield box


def _covered(row: Row, merged: Sequence[Box]) -> set[int]:
    """Columns that have a text in this row, merged cells counted for all of theirs."""
    boxes = [range(box.left, box.right + 1) for box in _boxes_at(row, merged)]
    return set(row.filled).union(*boxes)


def _text_of(head: Sequence[Row], place: int) -> str:
    return next((caption(row.at(place)) for row in head if row.at(place)), "")


# below the headings


def _filled_down(rows: list[Row], merged: Sequence[Box]) -> list[Row]:
    """The rows with the word of merged cells in each of the rows they span; a number counts once, in its own."""
    words: dict[int, dict[int, str]] = {}
    left = FILLS * len(rows)
    for box in merged:
        spanned = between(rows, box.top, box.bottom) if box.bottom > box.top else ()
        if not spanned or spanned[0].number != box.top or not is_word(spanned[0].at(box.left)):
            continue
        left -= len(spanned)
        if left < 0:
            break
        for row in spanned[1:]:
            if not row.at(box.left):
                words.setdefault(row.number, {})[box.left] = spanned[0].at(box.left)
    return [_with_words(row, words[row.number]) if row.number in words else row for row in rows]


def _with_words(row: Row, words: Mapping[int, str]) -> Row:
    width = max(len(row.cells), max(words) + 1)
    return replace(row, cells=tuple(words.get(place) or row.at(place) for place in range(width)))


def _next_table(rows: Sequence[Row], first: int, numeric: frozenset[int], heading: str) -> int | None:
    """Place among the rows where another table begins with its title, if one does."""
    for n in range(1, len(rows) - 1):
        if rows[n].number == rows[n - 1].number + 1 and rows[n - 1].count > 1:
            continue
        if _begins(rows, n, first, numeric, heading):
            while n > 1 and _is_lone_word(rows[n - 1]):
                n -= 1
                if rows[n].number > rows[n - 1].number + 1:
                    break
            return n
    return None


def _is_lone_word(row: Row) -> bool:
    return row.count == 1 and is_word(row.cells[row.filled[0]])


def _begins(rows: Sequence[Row], n: int, first: int, numeric: frozenset[int], heading: str) -> bool:
    """Whether the headings of another table begin there: words where numbers were, and numbers again below."""
    if not is_word(rows[n].at(first)) or rows[n].count < 2:
        return False
    head = [rows[n]]
    while n + 1 < len(rows) and len(head) < DEPTH and not any(map(is_number, rows[n + 1].cells)):
        if rows[n + 1].number != rows[n].number + 1:
            break
        n += 1
        head.append(rows[n])
    texts = {place: row.at(place) for row in head for place in numeric if row.at(place)}
    if any(is_number(text) and not AS_YEAR.fullmatch(text) for row in head for text in row.cells):
        return False
    if not all(is_word(text) or AS_YEAR.fullmatch(text) for text in texts.values()) or len(texts) * 2 < len(numeric):
        return False
    again = any(is_number(text) for row in rows[n + 1 : n + 4] for text in row.cells)
    return again and (len(set(texts.values())) > 1 or caption(rows[n - len(head) + 1].at(first)) == heading)


@cache
def _note_beginnings() -> re.Pattern[str]:
    text = files("sozialraum.sources.tables").joinpath("layout.toml").read_text(encoding="utf-8")
    beginnings: list[str] = tomllib.loads(text)["footnotes"]
    return re.compile("|".join(f"(?:{one})" for one in beginnings), re.IGNORECASE)


def _without_notes(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """(data, notes below them): texts alone in their rows, from the first that looks like a note on."""
    end = len(rows)
    while end > 1 and _is_note_like(rows[end - 1]):
        end -= 1
    for n in range(end, len(rows)):
        text = rows[n].cells[rows[n].filled[0]]
        apart = n > 0 and rows[n].number > rows[n - 1].number + 1
        if n and (apart or len(text) > LONG or _note_beginnings().match(text)):
            return rows[:n], rows[n:]
    return rows, []


def _is_note_like(row: Row) -> bool:
    filled = row.filled
    text = row.cells[filled[0]]
    if len(filled) == 1:
        return not is_number(text)
    # "1" and the note in the cell beside it
    return len(filled) == 2 and len(row.cells[filled[1]]) > LONG and not row.real - {filled[0]}
