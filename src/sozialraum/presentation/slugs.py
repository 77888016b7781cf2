"""File names for areas and cities: ASCII, safe on every system, unique; ids never form paths."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
TAKEN = frozenset({"index", "data", "lizenzen", "manifest", "planung", "qualitaet"}) | DEVICES
LONGEST = 60


def slug(text: str) -> str:
    """Lower-case ASCII letters, digits and hyphens; "gebiet" where nothing is left or the name is a device's."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).translate(GERMAN))
    words = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")
    words = words[:LONGEST].strip("-")
    return words if words and words not in TAKEN else f"gebiet-{words}".strip("-")


def unique_slugs(names: Mapping[str, str] | Iterable[tuple[str, str]]) -> dict[str, str]:
    """id -> slug of its name; names that come out alike are numbered in order of id."""
    found: dict[str, str] = {}
    used: set[str] = set()
    for id_, name in sorted(dict(names).items()):
        start, number = slug(name), 1
        candidate = start
        while candidate in used:
            number += 1
            candidate = f"{start}-{number}"
        used.add(candidate)
        found[id_] = candidate
    return found
