"""Words of an edition: labels that must not be in a public one, and names that must and must not."""

import re
from collections.abc import Iterable, Mapping

from attack.sentences import words_of

# why a number is withheld: schools and Primarstufe are something else
LABEL = re.compile(
    r"\bprimär(?!\w*stufe)|\bsekundär(?!\w*stufe)|"
    r"\b(?:primary|secondary)(?!\w)(?![ -](?:school|pupil|level|education|stage|care))|"
    r"\b(?:primär|sekundär|folge)sperr|zweitsperr|gegensperr|_(?:primary|secondary)\b|\bgeheim\w*\b",
    re.IGNORECASE,
)


def labels(files: Mapping[str, bytes]) -> list[str]:
    """Where a file says which numbers are withheld for themselves and which for others, or says geheim."""
    found = []
    for name, text in words_of(files):
        for match in LABEL.finditer(text):
            around = " ".join(text[max(0, match.start() - 30) : match.end() + 30].split())
            found.append(f"{name}: {around}")
    return found


def named(files: Mapping[str, bytes], names: Iterable[str]) -> dict[str, list[str]]:
    """Name -> the files whose text holds it."""
    texts = list(words_of(files))
    whole = {name: re.compile(rf"(?<!\w){re.escape(name)}(?!\w)") for name in names}
    return {
        name: [file for file, text in texts if name in text and pattern.search(text)]
        for name, pattern in whole.items()
    }
