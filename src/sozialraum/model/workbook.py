"""The workbook of a project: which sheets it has, what is asked for in them, and which texts can be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Named = Mapping[str, str]  # language -> text
Kind = Literal[
    "text",
    "texts",
    "whole",
    "number",
    "numbers",
    "date",
    "period",
    "value",
    "yes_no",
    "choice",
    "choice_or_whole",
    "suggestion",
    "reference",
    "references",
    "catalogue",
    "area",
    "areas",
    "area_or_city",
    "figure",
    "settings",
]


@dataclass(frozen=True)
class Field:
    """One entry of a form or one column of a table.

    Args:
        kind: what belongs into the cell.
        of: the list or sheet ("sheet" or "sheet.column") that a choice, suggestion or reference is from.
        path: the key of the project file it becomes; "" where it is used in another way.
        language: whether the project file has this text by language.
        required: it may not be empty.
        own: it may not be empty for an indicator that is not from the catalogue.
        beside: it may not be empty where this other field is filled.
        unique: no two rows may say the same.
        default: what the template holds already.
        width: of the column, in characters.
    """

    id: str
    name: Named
    kind: Kind
    of: str = ""
    path: str = ""
    language: bool = False
    required: bool = False
    own: bool = False
    beside: str = ""
    unique: bool = False
    default: Named = field(default_factory=dict)
    width: int = 18


@dataclass(frozen=True)
class Sheet:
    """A sheet: a form with one entry a row, a table with one column a field, or prose for people only.

    Args:
        required: a project cannot do without it.
        head: headings of a form.
    """

    id: str
    name: Named
    form: Literal["entries", "table", "prose"]
    required: bool = False
    head: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Layout:
    """All sheets in their order, the lists of texts to choose from, and the symbols of facility types.

    Args:
        lists: name of the list -> id in the project file -> text by language.
        symbols: (shape, colour) for facility types that were given none, in turn.
        separator: between several entries in one cell.
        settings: names that a stop of the walk-through may set in the address line.
    """

    sheets: tuple[Sheet, ...]
    lists: Mapping[str, Mapping[str, Named]]
    symbols: tuple[tuple[str, str], ...]
    separator: str
    settings: tuple[str, ...] = ()

    def sheet(self, id_: str) -> Sheet:
        """The sheet of that id.

        Raises:
            KeyError: none has it.
        """
        return {sheet.id: sheet for sheet in self.sheets}[id_]
