"""The one rule by which two spellings of a name count as the same; what it takes for the same is in spelling.toml.

In this order:
1. soft hyphens and signs without width go; a hyphen at the end of a line goes if a syllable follows, else only the
   line feed does; footnote marks at the end go;
2. signs that Unicode calls compatible become one (NFKC), so that every blank is a blank; capitals become small,
   umlauts and ß are transcribed, apostrophes become one;
3. abbreviations are written out;
4. signs and words that join two parts become one blank.

Nothing else is taken for the same. What this makes equal is never merged: several areas of one form have none.
"""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from unicodedata import category, normalize

FOOTNOTE = re.compile(r"(?<=\S)(?:\s+[0-9]{1,2}\)|(?<=[a-z])[0-9]\))$")
NUMBER = re.compile("[0-9]{1,9}")
LONGEST = 200  # signs; a longer text is no name


@dataclass(frozen=True)
class Spelling:
    """spelling.toml, made ready.

    Args:
        letters: sign -> what it is transcribed to.
        joiner: signs that join, with the blanks around them, between two other signs.
        joining_words: words that join.
        syllable: hyphen and line feed within a word.
        footnotes: signs that are dropped at the end.
        abbreviations: pattern -> what it stands for.
        numbered: number and name of a spelled name with a number before it.
        totals: words of a row that is about the whole city.
    """

    letters: dict[int, str]
    joiner: "re.Pattern[str]"
    joining_words: frozenset[str]
    syllable: "re.Pattern[str]"
    footnotes: str
    abbreviations: tuple[tuple["re.Pattern[str]", str], ...]
    numbered: "re.Pattern[str]"
    totals: frozenset[str]


@dataclass(frozen=True)
class Parted:
    """A spelled name without what offices put around it.

    Args:
        name: what is left.
        kind: the kind of area that is said with it ("stadtteil"), "" for none.
        number: the number before it, None for none.
    """

    name: str
    kind: str = ""
    number: int | None = None


def spelled(text: str) -> str:
    """The form in which names are compared; the form of a form is that form; "" for blanks and long texts."""
    if len(text) > LONGEST:
        return ""
    form = _once(text)
    while (again := _once(form)) != form:
        form = again
    return form


def parted(form: str, kinds: Collection[str]) -> Parted:
    """A spelled name without number and kind: "stadtteil 03 nordstadt", "3 nordstadt", "nordstadt (stadtteil)".

    Args:
        form: from `spelled`.
        kinds: spelled names of the kinds of areas there are; other words are part of the name.
    """
    before = after = ""
    for kind in sorted(kinds, key=len, reverse=True):
        if form.startswith(f"{kind} "):
            before, form = kind, form.removeprefix(f"{kind} ")
            break
    for kind in sorted(kinds, key=len, reverse=True):
        if form.endswith(f" ({kind})"):
            after, form = kind, form.removesuffix(f" ({kind})")
            break
    if before and after and before != after:
        return Parted(f"{before} {form} ({after})")
    numbered = _spelling().numbered.fullmatch(form)
    if numbered is None:
        return Parted(form, before or after)
    return Parted(numbered["name"], before or after, int(numbered["number"]))


def means_the_city(text: str, city: str) -> bool:
    """Whether a text consists of words for a total and the city's name, so that it is no area of the city."""
    words, name = set(spelled(text).split()), set(spelled(city).split())
    rest = words - _spelling().totals
    return bool(words) and rest <= name and (not rest or name - _spelling().totals <= rest)


def _once(text: str) -> str:
    spelling = _spelling()
    if not text.isascii():
        text = "".join(sign for sign in text if category(sign) != "Cf")
    text = spelling.syllable.sub("", text)
    text = re.sub(r"(?<=-)[^\S\n]*\n\s*", "", text)
    text = text.strip()
    text = text.rstrip(f"{spelling.footnotes} ") or text
    text = normalize("NFKC", normalize("NFKC", text.translate(spelling.letters)).casefold())
    text = " ".join(text.translate(spelling.letters).split())
    text = FOOTNOTE.sub("", text)
    for pattern, meaning in spelling.abbreviations:
        text = pattern.sub(meaning, text)
    words = spelling.joiner.sub(" ", text.strip()).split()
    inner = [word for word in words[1:-1] if word not in spelling.joining_words]
    return " ".join([*words[:1], *inner, *words[1:][-1:]])


@cache
def _spelling() -> Spelling:
    content = tomllib.loads(files("sozialraum.sources.areas").joinpath("spelling.toml").read_text(encoding="utf-8"))
    joiners = "".join(re.escape(sign) for sign in content["joiners"])
    others = "|".join(re.escape(word) for word in content["not_syllables"])
    nr = "|".join(re.escape(word) for word in content["number_words"])
    words = [(rf"(?<!\w){re.escape(short)}(?!\w)", long) for short, long in content["words"].items()]
    dotted = [
        (rf"(?<!\w){re.escape(short)}(?=\w)", f"{long} ")
        for short, long in content["words"].items()
        if short.endswith(".")
    ]
    endings = [(rf"{re.escape(short)}(?!\w)", long) for short, long in content["endings"].items()]
    return Spelling(
        letters=str.maketrans(content["letters"]),
        joiner=re.compile(rf"(?<=\S)\s*[{joiners}]+\s*(?=\S)"),
        joining_words=frozenset(content["joining_words"]),
        syllable=re.compile(rf"(?<=\w)-[^\S\n]*\r?\n\s*(?!(?:{others})\b)(?=[a-zäöüß])"),
        footnotes="".join(content["footnotes"]),
        abbreviations=tuple((re.compile(short), long) for short, long in endings + words + dotted),
        numbered=re.compile(rf"(?:(?:{nr}) ?)?\(?(?P<number>{NUMBER.pattern})[.:)]* (?P<name>[^\W\d_].*)"),
        totals=frozenset(content["totals"]),
    )
