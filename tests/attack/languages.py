"""Pages of other languages tell what those of the first do: the attack reads German, this shows it reads all."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from attack.html_tree import elements, text_of
from attack.told import blocks_of
from attack.written import page_of

FOLDER = re.compile(r"[a-z]{2}/")
SENTENCE = 60  # letters from which on a cell holds words, which each language may put as it likes


def first_language(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files without the pages of other languages."""
    return {name: content for name, content in files.items() if not FOLDER.match(name)}


def differing(files: Mapping[str, bytes]) -> list[str]:
    """Pages that tell another number in a data block or another row of digits in a cell than the German ones do."""
    pages = sorted(name for name in files if FOLDER.match(name) and name.endswith(".html"))
    found = []
    for name in pages:
        own, other = files[name], files[FOLDER.sub("", name)]
        if [list(_numbers(one)) for one in blocks_of(own)] != [list(_numbers(one)) for one in blocks_of(other)]:
            found.append(f"{name}: a number of its data")
        found += [f"{name}: {mine} beside {theirs}" for mine, theirs in _cells(own, other) if mine != theirs]
    return found


def _numbers(value: Any) -> Iterator[Any]:
    """Numbers, and letters of statuses, in the order of the data."""
    if isinstance(value, dict):
        yield from chain.from_iterable(_numbers(value[key]) for key in sorted(value) if key != "texts")
    elif isinstance(value, list | tuple):
        yield from chain.from_iterable(map(_numbers, value))
    elif not isinstance(value, str) or re.fullmatch("[AEPFUOLMQ]+", value):
        yield value


def _cells(own: bytes, other: bytes) -> Iterator[tuple[str, str]]:
    """Digits of each cell of both pages, side by side, in order of size, for dates are written differently."""
    cells = [[text_of(one) for one in elements(page_of(page), "td")] for page in (own, other)]
    for mine, theirs in zip(*cells, strict=True):
        if len(mine) < SENTENCE:
            yield _digits(mine), _digits(theirs)


def _digits(text: str) -> str:
    return "".join(sorted(re.findall(r"\d", text)))
