"""What an entry of a workbook says: numbers, days and texts of a list, and the ids made of the names typed there."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from sozialraum.model.periods import STICHTAG, parse_period
from sozialraum.model.workbook import Field, Layout
from sozialraum.sources.tables.table import clean

LONGEST = 60  # of an id
LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
WHOLE, NUMBER = re.compile(r"-?\d+"), re.compile(r"-?\d+(?:[.,]\d+)?")
SETTING = re.compile(r"([a-z0-9]+)\s*=\s*(\S.*)")
SAMPLES: Mapping[str, str] = {
    "whole": "5",
    "choice_or_whole": "5",
    "number": "12,5",
    "numbers": "10; 20; 30",
    "date": "31.12.2024",
    "period": "31.12.2024",
    "settings": "massnahmen=1",
}


def id_of(text: str) -> str:
    """An id in small letters, digits and underscores; names without any Latin letter get one from their sum."""
    plain = unicodedata.normalize("NFKD", clean(text).casefold().translate(LETTERS))
    name = re.sub(r"[^a-z0-9]+", "_", plain.encode("ascii", "ignore").decode()).strip("_")
    if name and not name[0].isalpha():
        name = f"n{name}"
    if name and len(name) <= LONGEST:
        return name
    return f"{name[: LONGEST - 9] or 'n'}_{hashlib.sha256(clean(text).encode()).hexdigest()[:8]}"


def several(text: str, layout: Layout) -> list[str]:
    """The entries of a cell that may hold several, each once."""
    return list(dict.fromkeys(part for one in text.split(layout.separator) if (part := clean(one))))


def choices(layout: Layout, name: str) -> dict[str, str]:
    """Every text of a list, in all languages and in small letters, and every id itself -> the id."""
    ids = layout.lists[name]
    return {id_.casefold(): id_ for id_ in ids} | {
        folded(text): id_ for id_, texts in ids.items() for text in texts.values()
    }


def parsed_entry(field: Field, text: str, layout: Layout) -> Any:
    """What the project file would say for this text; None where the text cannot be understood."""
    if field.kind == "whole":
        return int(text) if WHOLE.fullmatch(text) else None
    if field.kind == "number":
        return float(text.replace(",", ".")) if NUMBER.fullmatch(text) else None
    if field.kind == "numbers":
        found = several(text, layout)
        return [float(one.replace(",", ".")) for one in found] if all(map(NUMBER.fullmatch, found)) else None
    if field.kind == "settings":
        parts = [SETTING.fullmatch(one) for one in several(text, layout)]
        return {one[1]: one[2] for one in parts if one} if all(parts) else None
    if field.kind == "period":
        return parse_period(text)
    if field.kind == "yes_no":
        said = choices(layout, field.of).get(folded(text))
        return None if said is None else said == "yes"
    if field.kind == "date":
        day = parse_period(text) or ""
        return date.fromisoformat(day) if STICHTAG.fullmatch(day) else None
    if field.kind in {"choice", "choice_or_whole"}:
        chosen = choices(layout, field.of).get(folded(text))
        is_whole = field.kind == "choice_or_whole" and WHOLE.fullmatch(text)
        return int(text) if is_whole else chosen
    return several(text, layout) if field.kind == "texts" else text


def folded(text: str) -> str:
    """The text as it is compared: capitals and the number of blanks do not count."""
    return " ".join(clean(text).split()).casefold()
