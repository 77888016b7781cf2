"""Headings as the project writes them: one line, without the hyphens and marks of the printed page."""

import re
from unicodedata import normalize

HEADING_JOINER = " | "  # between the levels of a heading
SOFT_HYPHEN = "\u00ad"
BROKEN_WORD = re.compile(r"-[^\S\n]*[\r\n]+[^\S\n]*(?=[a-zäöüß])")
BROKEN_COMPOUND = re.compile(r"-[^\S\n]*[\r\n]+[^\S\n]*")
BLANKS = re.compile(r"\s+")
# a raised digit behind a word, "1)" or stars at the end; "m²" is a unit and "12³" no word
RAISED = "¹²³⁴⁵⁶⁷⁸⁹⁰"
UNIT = re.compile(r"(?<![^\W\d_])[kcdmqµ]?m[²³]$")
MARK = re.compile(
    rf"(?<=[^\W\d_)\].\s])\s*[{RAISED}](?:[{RAISED}]|,\s*(?=[{RAISED}]))*$"
    r"|(?<=[^\W\d_.)])\d{1,2}\)$|\s\d{1,2}\)$|(?<=[^\s*])\s*\*{1,3}\)?$"
)


def caption(text: str) -> str:
    """A heading in one line: words broken at the line's end put together, footnote marks removed."""
    one = normalize("NFC", text).replace(f"{SOFT_HYPHEN}\n", SOFT_HYPHEN).replace(SOFT_HYPHEN, "")
    one = BROKEN_COMPOUND.sub("-", BROKEN_WORD.sub("", one))
    return without_mark(BLANKS.sub(" ", one).strip())


def without_mark(text: str) -> str:
    """The text without a footnote mark behind it; a number keeps all its signs."""
    if UNIT.search(text):
        return text
    bare = MARK.sub("", text).rstrip()
    opened = text.endswith(")") and bare.count("(") > bare.count(")")
    return text if opened or not bare else bare
