"""How far forecasts were off before, beside "as many as last time": tables and sentences for readers."""

from collections.abc import Iterable, Mapping

import pandas as pd

from sozialraum.model.tables import BASE_LEVEL, CITY_LEVEL, records
from sozialraum.presentation.planning.figures import known
from sozialraum.presentation.planning.grid import Cell, Grid, Head, Line
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import half_away, number


def back_test_grids(context: Context, table: pd.DataFrame, labels: Mapping[str, str]) -> list[Grid]:
    """Errors of the Sozialräume, and folded those of the city.

    Args:
        table: BACK_TEST.
        labels: group -> its name; groups without one are left out.
    """
    rows = table[table["group"].isin(labels)]
    return [_grid(context, rows, labels, level) for level in (BASE_LEVEL, CITY_LEVEL) if level in set(rows["level"])]


def _grid(context: Context, table: pd.DataFrame, labels: Mapping[str, str], level: str) -> Grid:
    words = context.words
    rows = table[table["level"] == level]
    horizons = sorted(int(one) for one in rows["horizon"].unique())
    at = {(str(row["group"]), int(row["horizon"])): row for row in records(rows)}
    heads = [
        Head(
            words("planning.back_test.ahead_one" if one == 1 else "planning.back_test.ahead", years=one),
            _starts(context, max(int(row["starts"]) for key, row in at.items() if key[1] == one)),
        )
        for one in horizons
    ]
    digits = {one: max((_decimals(row) for key, row in at.items() if key[1] == one), default=1) for one in horizons}
    lines = [
        Line(label, tuple(_error(context, at.get((group, one)), digits[one]) for one in horizons))
        for group, label in labels.items()
        if any(group == key[0] for key in at)
    ]
    own = level == BASE_LEVEL
    areas = context.text(context.project.areas.label_plural)
    note = (words("planning.back_test.note"),) if own else (words("planning.back_test.city_note"),)
    caption = words(f"planning.back_test.{level}", areas=areas)
    return Grid(caption, words("planning.children.group"), heads, lines, note=note, folded=not own)


def _starts(context: Context, count: int) -> str:
    return context.words("planning.back_test.starts_one" if count == 1 else "planning.back_test.starts", count=count)


def _decimals(row: Mapping[str, object]) -> int:
    """One would show two errors alike of which one is said to be nearer."""
    error, naive = known(row["error_pct"]), known(row["naive_error_pct"])
    return 2 if error is not None and naive is not None and half_away(error, 1) == half_away(naive, 1) else 1


def _error(context: Context, row: dict[str, object] | None, decimals: int) -> Cell:
    words = context.words
    error, naive = (None, None) if row is None else (known(row["error_pct"]), known(row["naive_error_pct"]))
    if row is None or error is None or naive is None:
        return Cell(words("status.O"))
    judged = words("planning.back_test.worse" if row["naive_better"] else "planning.back_test.better")
    lines = [words("planning.back_test.naive", error=number(naive, decimals, words)), judged]
    inside = known(row["within_pct"])
    if inside is not None:
        lines.append(words("planning.back_test.within", count=number(inside, 0, words)))
    return Cell(f"{number(error, decimals, words)}\u202f%", tuple(lines))


def summary(context: Context, table: pd.DataFrame) -> Iterable[str]:
    """How often it was closer than "as last time", for the nearest and the farthest year ahead."""
    rows = table[(table["level"] == BASE_LEVEL) & table["error_pct"].notna()]
    ends = sorted(int(one) for one in rows["horizon"].unique())
    for years in dict.fromkeys([ends[0], ends[-1]] if ends else []):
        own = rows[rows["horizon"] == years]
        key = "planning.back_test.summary_one" if years == 1 else "planning.back_test.summary"
        yield context.words(key, years=years, better=int((~own["naive_better"]).sum()), all=len(own))
