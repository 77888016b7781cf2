"""A page as a tree of elements, read with the parser of the standard library."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
CLOSED_BY = {  # end tags that may be left out
    "li": {"li"},
    "p": {"p", "div", "ul", "table", "section", "h2", "h3"},
    "dd": {"dd", "dt"},
    "dt": {"dd", "dt"},
    "tr": {"tr"},
    "td": {"td", "th", "tr"},
    "th": {"td", "th", "tr"},
    "option": {"option"},
}


@dataclass
class Node:
    """An element: its children are elements and texts."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while tag in CLOSED_BY.get(self.open[-1].tag, ()):
            self.open.pop()
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        at = max((index for index, node in enumerate(self.open) if node.tag == tag), default=0)
        if at:
            del self.open[at:]

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def tree_of(text: str) -> Node:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.open[0]


def elements(node: Node, *tags: str) -> Iterator[Node]:
    """The elements below, in the order of the page; of these tags where some are given."""
    for child in node.children:
        if isinstance(child, Node):
            if not tags or child.tag in tags:
                yield child
            yield from elements(child, *tags)


def text_of(node: Node, without: str = "\0") -> str:
    """All text of an element, but for elements of a class that holds `without`; single blanks."""
    return " ".join("".join(_texts(node, without)).split())


def _texts(node: Node, without: str) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif without not in child.attributes.get("class", ""):
            yield from _texts(child, without)
