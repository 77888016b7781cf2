"""The ends of a data block one by one, each with its key, in which areas, dates and ids are left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# objects whose keys are ids, areas, metres or scenarios: all of them are one key
BY_ID = {
    "findings.areas",
    "gap_board.offers[].planned",
    "gap_board.offers[].rows",
    "gap_board.offers[].rows.*[].houses",
    "gap_board.offers[].rows.*[].why",
    "gap_board.offers[].years[].targets",
    "larger.layers",
    "larger.layers.*.planned.w[]",
    "larger.layers.*.w[]",
    "larger.reach",
    "layers[].planned.w[]",
    "layers[].w[]",
    "notes.areas",
    "reach.outlines",
    "reach.outlines.*",
    "reach.questions",
    "texts",
}
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Leaf:
    """A number, a text, a yes or no, or None, and where it stands."""

    key: str  # as larger.layers.*.v[][]
    path: Path  # as larger, layers, residents, v, 0, 3
    value: Any

    @property
    def is_number(self) -> bool:
        return isinstance(self.value, int | float) and not isinstance(self.value, bool)


def leaves(block: Any, key: str = "", path: Path = ()) -> Iterator[Leaf]:
    """Every end of a block, in its order."""
    if isinstance(block, dict):
        for name, inside in block.items():
            below = "*" if key in BY_ID else name
            yield from leaves(inside, f"{key}.{below}" if key else below, (*path, name))
    elif isinstance(block, list | tuple):
        for at, inside in enumerate(block):
            yield from leaves(inside, f"{key}[]", (*path, at))
    else:
        yield Leaf(key, path, block)


def holder(block: Any, path: Path) -> Any:
    """The list or object in which an end stands."""
    for part in path[:-1]:
        block = block[part]
    return block
