"""Which words of a page are of another language than the page, so that they are read aloud as what they are.

`frame/tongues.js` does the same on the page for what scripts write there.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import escape

WORD = re.compile(r"\w+")
TAG = re.compile(r"(<[^>]*>)")
OPENED = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)")
ONLY_WHOLE = frozenset({"option", "svg", "textarea"})  # nothing of HTML can stand inside
NEVER = frozenset({"script", "style", "title"})
CLAIMS = (" lang=", " aria-label=", " title=")  # what such an element says besides is of the language of the page


@dataclass(frozen=True)
class Tongues:
    """Texts of other languages.

    Args:
        languages: text -> two letters.
    """

    languages: Mapping[str, str]

    def parts(self, text: str) -> list[tuple[str, str | None]]:
        """The text piece by piece: (words, their language), None for that of the page; the longest text wins."""
        found: list[tuple[str, str | None]] = []
        start = 0
        for word in WORD.finditer(text):
            match = next(self._at(text, word, start), None)
            if match is None:
                continue
            at, known = match
            found += [(text[start:at], None), (known, self.languages[known])]
            start = at + len(known)
        return [(words, language) for words, language in [*found, (text[start:], None)] if words]

    def told(self, data: dict[str, Any]) -> dict[str, Any]:
        """The data block of a page, with the texts in it that are of other languages as `foreign`."""
        found = self.within(data)
        return data | {"foreign": found} if found else data

    def within(self, data: Any) -> dict[str, list[str]]:
        """Language -> the texts that stand in any string of this data, sorted; empty without any."""
        found: dict[str, set[str]] = defaultdict(set)
        if self.languages:
            for text in set(_strings(data)):
                for words, language in self.parts(text):
                    if language:
                        found[language].add(words)
        return {language: sorted(texts) for language, texts in sorted(found.items())}

    def marked(self, html: str) -> str:
        """HTML whose elements say the language of their text wherever it is another one than the page's."""
        return _marked(html, self._escaped.parts) if self.languages else html

    def _at(self, text: str, word: re.Match[str], start: int) -> Iterator[tuple[int, str]]:
        for before, known in self._by_word.get(word[0], ()):
            at = word.start() - before
            if at >= start and text.startswith(known, at) and _ends_word(text, at, known):
                yield at, known

    @cached_property
    def _by_word(self) -> dict[str, list[tuple[int, str]]]:
        """First word -> [(signs before it, text)], the longest text first."""
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for known in sorted(self.languages, key=lambda one: (-len(one), one)):
            if word := WORD.search(known):
                found[word[0]].append((word.start(), known))
        return found

    @cached_property
    def _escaped(self) -> "Tongues":
        return Tongues({str(escape(text)): language for text, language in self.languages.items()})


def _marked(html: str, parts_of: Callable[[str], list[tuple[str, str | None]]]) -> str:
    pieces = TAG.split(html)
    inside = ""
    for at in range(1, len(pieces), 2):
        tag = pieces[at]
        if inside and tag.startswith(f"</{inside}"):
            inside = ""
        opened = OPENED.match(tag)
        if not inside and opened and opened[1] in ONLY_WHOLE | NEVER and not tag.endswith("/>"):
            inside = opened[1]
        if inside in NEVER:
            continue
        parts = parts_of(pieces[at + 1])
        languages = {language for words, language in parts if language or _says(words)}
        if languages in (set(), {None}):
            continue
        alone = opened is not None and pieces[at + 2 : at + 3] != [] and pieces[at + 2].startswith("</")
        if len(languages) == 1 and alone and not any(claim in tag for claim in CLAIMS):
            pieces[at] = f'{tag[:-1]} lang="{languages.pop()}">'
        elif not inside:
            pieces[at + 1] = "".join(
                f'<span lang="{language}">{words}</span>' if language else words for words, language in parts
            )
    return "".join(pieces)


def _says(words: str) -> bool:
    return any(sign.isalnum() for sign in words)


def _ends_word(text: str, at: int, known: str) -> bool:
    """Does the text begin and end where words do?"""
    end = at + len(known)
    inside = known[-1].isalnum() and text[end : end + 1].isalnum()
    return not inside and not (known[0].isalnum() and text[at - 1 : at].isalnum() and at > 0)


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for one in data.values():
            yield from _strings(one)
    elif isinstance(data, list | tuple):
        for one in data:
            yield from _strings(one)
