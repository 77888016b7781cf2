"""One table of a city's file as text, with the rows as a spreadsheet counts them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from unicodedata import normalize

import geopandas as gpd
import numpy as np
import pandas as pd

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.files import ColumnName
from sozialraum.model.intake import Aside, Guess
from sozialraum.sources.paths import listed, nearest
from sozialraum.sources.tables.captions import caption
from sozialraum.sources.tables.digits import same_keys
from sozialraum.sources.tables.grid import letter

JOINER = " / "  # between the columns of a key made of several
EMPTY = '""'  # how a cell without text is told
LETTERED = re.compile(r"\[([A-Z]{1,3})\]")


@dataclass(frozen=True)
class Table:
    """A table of text.

    Args:
        file: as written in projekt.toml; with the sheet behind it where the project names one.
        headings: those of the file, in its order, repeated ones included.
        cells: one text column per different heading; index: row as a spreadsheet counts it (header is row 1).
        plain: headings whose numbers have a decimal point for certain, because they were numbers in the file.
        geometry: of the same index, in the metric CRS of the city; None for a file without geometry.
        layer: sheet, layer or file in an archive, "" where there is only one.
        guesses: how the file was read.
        aside: rows of the file that are not among the cells -> why (an Aside).
        letters: columns of the headings as a spreadsheet names them; by their order where left out.
    """

    file: str
    headings: tuple[str, ...]
    cells: pd.DataFrame
    plain: frozenset[str] = frozenset()
    geometry: gpd.GeoSeries | None = None
    layer: str = ""
    guesses: tuple[Guess, ...] = ()
    aside: Mapping[int, str] = field(default_factory=dict)
    letters: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.cells)

    def column(self, name: ColumnName) -> pd.Series:
        """The texts under that heading, or in that column ("[C]"); several are joined to one key.

        Raises:
            InputError: the file has no such heading, or has it twice.
        """
        names = [name] if isinstance(name, str) else name
        wanted = [self.heading(one) for one in names]
        problems = [problem for one in wanted if (problem := self._fault(one))]
        if problems:
            raise InputError(problems)
        if len(wanted) == 1:
            return self.cells[self._place(wanted[0])]
        parts = [self.cells[self._place(one)].to_numpy(dtype=object) for one in wanted]
        joined = [JOINER.join(row) if any(row) else "" for row in zip(*parts, strict=True)]
        return pd.Series(joined, index=self.cells.index, dtype="str", name=JOINER.join(wanted))

    def heading(self, name: str) -> str:
        """The heading that is meant, as the table has it: in one line, without the marks of the printed page."""
        wanted = clean(name)
        if wanted in self.headings or self._by_letter(wanted) is not None:
            return wanted
        return caption(wanted) if caption(wanted) in self.headings else wanted

    def is_plain(self, name: str) -> bool:
        """Whether the numbers under that heading have a decimal point for certain."""
        wanted = self.heading(name)
        behind = self._by_letter(wanted)
        return wanted in self.plain or (behind in self.plain and self.headings.count(behind or "") == 1)

    def optional(self, name: ColumnName | None) -> pd.Series:
        """The texts under that heading, or "" throughout where the project names none."""
        if name is None:
            return pd.Series("", index=self.cells.index, dtype="str")
        return self.column(name)

    def kept(self, keep: "np.ndarray | pd.Series", reason: str = Aside.NOT_ASKED_FOR) -> "Table":
        """The same table with those rows only; the others are put aside for that reason."""
        mask = np.asarray(keep, dtype=bool)
        geometry = None if self.geometry is None else gpd.GeoSeries(self.geometry[mask])
        dropped = dict.fromkeys(self.cells.index[~mask].tolist(), str(reason))
        return replace(self, cells=self.cells[mask], geometry=geometry, aside={**self.aside, **dropped})

    def _fault(self, wanted: str) -> Problem | None:
        if self._by_letter(wanted) is not None:
            return None
        if not wanted or wanted not in self.headings:
            fields = {"nearest": nearest(wanted, self.headings), "known": listed(self.headings, limit=40)}
            return Problem(Code.COLUMN_NOT_FOUND, self.file, column=wanted, fields=fields)
        if self.headings.count(wanted) > 1:
            places = [bracketed(self._letters()[n]) for n, one in enumerate(self.headings) if one == wanted]
            fields = {"known": listed(self.headings, limit=40), "places": listed(places)}
            return Problem(Code.COLUMN_REPEATED, self.file, column=wanted, fields=fields)
        return None

    def _letters(self) -> tuple[str, ...]:
        return self.letters or tuple(letter(place) for place in range(len(self.headings)))

    def _by_letter(self, wanted: str) -> str | None:
        """The column of the cells that "[C]" means; None where no heading of that name and no such column is."""
        match = LETTERED.fullmatch(wanted)
        letters = self._letters()
        if wanted in self.headings or not match or match[1] not in letters:
            return None
        heading = self.headings[letters.index(match[1])]
        first = self.headings.index(heading) == letters.index(match[1])
        return heading if first else wanted if wanted in self.cells else None

    def _place(self, wanted: str) -> str:
        return self._by_letter(wanted) or wanted


def marked(texts: pd.Series, which: "pd.Series[bool]") -> list[tuple[int, str]]:
    """(row, text) of the marked rows of a column, in the order of the file."""
    found = texts[which]
    return list(zip(found.index.tolist(), found.tolist(), strict=True))


def bracketed(sign: str) -> str:
    """How a column is named that has no heading, or none of its own: "[C]"."""
    return f"[{sign}]"


def clean(text: str) -> str:
    """The text in composed form (NFC), without blanks around it."""
    return text.strip() if text.isascii() else normalize("NFC", text).strip()


def filtered(table: Table, where: Mapping[str, str | list[str]], unless: Mapping[str, str | list[str]]) -> Table:
    """The rows that bear all texts of `where`, without those that bear all texts of `unless`.

    Raises:
        InputError: a heading is not there, or no row is left.
    """
    unmet = [_unmet(table, *one) for one in where.items() if not matches(table, dict([one])).any()]
    if unmet and len(table):
        raise InputError(unmet)
    keep = matches(table, where) if where else np.ones(len(table), dtype=bool)
    if unless:
        keep = keep & ~matches(table, unless)
    kept = table.kept(keep)
    if not len(kept):
        raise InputError([Problem(Code.NO_ROWS, table.file)])
    return kept


def matches(table: Table, conditions: Mapping[str, str | list[str]]) -> np.ndarray:
    """For each row whether it bears one of the texts asked for under every heading; lost zeros do not matter.

    Raises:
        InputError: a heading is not there.
    """
    found = np.ones(len(table), dtype=bool)
    for heading, texts in conditions.items():
        allowed = {clean(text) for text in ([texts] if isinstance(texts, str) else texts)}
        texts_there = table.column(heading)
        found &= texts_there.isin(allowed | set(same_keys(texts_there.unique().tolist(), allowed))).to_numpy()
    return found


def _unmet(table: Table, heading: str, texts: str | list[str]) -> Problem:
    """What is told where no row bears the text asked for, with the texts that stand there instead."""
    there = table.column(heading)
    fields = {"known": listed([text or EMPTY for text in sorted(there.unique())])}
    value = texts if isinstance(texts, str) else " | ".join(texts)
    return Problem(Code.CONDITION_UNMET, table.file, column=str(there.name), value=value, fields=fields)
