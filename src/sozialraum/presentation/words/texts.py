"""Locale catalogues -> sentences. No sentence stands in code."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sozialraum.errors import Problem

FIELD = re.compile(r"\{([a-z_]+)\}")
MEASURED = ("metres", "km", "straight", "tolerance")  # fields of a problem that are decimal numbers
LONGEST, LONGEST_LIST = 200, 2_000  # signs of a text of a file that a sentence quotes


@dataclass(frozen=True)
class Texts:
    """The catalogue of one language.

    Args:
        language: two letters.
        entries: dotted key -> sentence with {fields}.
    """

    language: str
    entries: Mapping[str, str]

    def __call__(self, key: str, **fields: object) -> str:
        """The sentence of that key; a field is put in as text, never evaluated.

        Raises:
            KeyError: no such key, or a field of the sentence is not given.
        """
        return FIELD.sub(lambda match: str(fields[match[1]]), self.entries[key])

    def section(self, name: str) -> dict[str, str]:
        """All sentences below a key, with the rest of their keys."""
        start = f"{name}."
        return {key.removeprefix(start): text for key, text in self.entries.items() if key.startswith(start)}


def told_in(language: str) -> bool:
    """Is there a catalogue of this language?"""
    catalogues = (resources.files("sozialraum.presentation") / "locales").iterdir()
    return language in {one.name for one in catalogues}


@cache
def texts(language: str) -> Texts:
    """The catalogue of a language; German where there is none of that language."""
    folder = resources.files("sozialraum.presentation") / "locales"
    own = folder / language if (folder / language).is_dir() else folder / "de"
    files = sorted(own.iterdir(), key=lambda file: file.name)
    entries: dict[str, str] = {}
    for file in files:
        if file.name.endswith(".toml"):
            entries |= _flat(tomllib.loads(file.read_text(encoding="utf-8")))
    return Texts(language, entries)


def problem_text(problem: Problem, words: Texts) -> str:
    """The sentence of a problem: file, row, value and what to do about it."""
    fields = dict[str, str].fromkeys(FIELD.findall(words.entries[f"problems.{problem.code}"]), "")
    fields |= {key: _short(str(value), LONGEST_LIST) for key, value in problem.fields.items()}
    fields |= {key: fields[key].replace(".", words("number.decimal")) for key in MEASURED if key in fields}
    fields |= {
        "file": problem.file,
        "row": "" if problem.row is None else str(problem.row),
        "column": _short(problem.column or "", LONGEST),
        "value": _short(problem.value or "", LONGEST),
    }
    return f"{problem.code} {words(f'problems.{problem.code}', **fields)}"


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"


def _flat(table: Mapping[str, object], start: str = "") -> dict[str, str]:
    entries: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            entries |= _flat(value, f"{start}{key}.")
        else:
            entries[f"{start}{key}"] = str(value)
    return entries
