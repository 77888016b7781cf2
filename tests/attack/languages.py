"""Pages of other languages tell what those of the first do: the attack reads German, this shows it reads all."""

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from attack.html_tree import Node, tree_of
from attack.leaves import leaves
from attack.sentences import STYLE
from attack.told import blocks_of

FOLDER = re.compile(r"[a-z]{2}/")
DIGIT = re.compile(r"\d")
FOREIGN = "foreign"  # of a block: the words that stand on the page in another language than its own
SIGNS = re.compile(r"[AEPFUOLMQ]+|[-+=01 ]+")  # of statuses, and of how firm values are and how far from others
MONTHS = (
    *(
        ("January", "Januar"),
        ("February", "Februar"),
        ("March", "März"),
        ("April",),
        ("May", "Mai"),
        ("June", "Juni"),
    ),
    *(("July", "Juli"), ("August",), ("September",), ("October", "Oktober"), ("November",), ("December", "Dezember")),
)
MONTH_OF = {name: f"{month:02}" for month, names in enumerate(MONTHS, start=1) for name in names}
DAY = re.compile(rf"\b(\d{{1,2}})\.? ({'|'.join(MONTH_OF)})\b")
UNIT = re.compile(r"\b(?:per|je) 100\b")  # of a rate, for which the other language may have a word


def first_language(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files without the pages of other languages."""
    return {name: content for name, content in files.items() if not FOLDER.match(name)}


def differing(files: Mapping[str, bytes]) -> list[str]:
    """Where pages say another number, sign or digit than the German ones: in a data block, a text or an attribute."""
    pages = sorted(name for name in files if FOLDER.match(name) and name.endswith(".html"))
    found = []
    for name in pages:
        own, other = files[name], files[FOLDER.sub("", name)]
        for read in (_ends, _elements):
            found += [
                f"{name}: {mine} beside {theirs}"
                for mine, theirs in zip_longest(read(own), read(other))
                if mine != theirs
            ]
    return found


def _ends(content: bytes) -> list[tuple[str, Any]]:
    """Each end of the data blocks with what every language says there, by its path."""
    return sorted(
        (f"{number} {' '.join(map(str, leaf.path))}", _said(leaf.value))
        for number, block in enumerate(blocks_of(content))
        for leaf in leaves(block)
        if leaf.path[:1] != (FOREIGN,)
    )


def _said(value: Any) -> Any:
    return value if not isinstance(value, str) or SIGNS.fullmatch(value) else _digits(value)


def _elements(content: bytes) -> list[tuple[str, str, str]]:
    """Tag, digits of the text and digits of the attributes of each element, in the order of the page."""
    page = tree_of(STYLE.sub("", content.decode()))
    return [(one.tag, _digits(_text(one)), _digits(" ".join(one.attributes.values()))) for one in _below(page)]


def _below(node: Node) -> Iterator[Node]:
    """The elements below, but for the mark of a language, which belongs to the text that it stands in."""
    for child in node.children:
        if isinstance(child, Node):
            if not _is_mark(child):
                yield child
            yield from _below(child)


def _text(node: Node) -> str:
    """The text of an element without that of the elements in it."""
    return "".join(
        child if isinstance(child, str) else _text(child) if _is_mark(child) else " " for child in node.children
    )


def _is_mark(node: Node) -> bool:
    return node.tag == "span" and set(node.attributes) == {"lang"}


def _digits(text: str) -> str:
    """In order of size, for sentences and dates are written in another order; months as numbers."""
    if not DIGIT.search(text):
        return ""
    dated = DAY.sub(lambda found: f"{found[1]:0>2} {MONTH_OF[found[2]]}", UNIT.sub("", text))
    return "".join(sorted(DIGIT.findall(dated)))
