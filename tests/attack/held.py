"""Every end of an atlas's data block held against the open tables: a number is one that they tell at its place.

A key of which nobody has said yet what tells it is a fault, whatever stands there.
"""

from collections.abc import Iterator

from attack.atlas import Atlas
from attack.known_keys import NUMBERS, WORDS
from attack.layers_held import LAYER_RULES
from attack.leaves import Leaf, leaves
from attack.open_tables import near
from attack.parts_held import PART_RULES
from attack.told import WITHHELD

RULES = LAYER_RULES | PART_RULES


def unheld(atlas: Atlas) -> Iterator[str]:
    """Ends that are not told at their place, each by its key, its path and what stands there."""
    for leaf in leaves(atlas.data):
        if leaf.value is not None and not _sound(atlas, leaf):
            yield f"{leaf.key} {' '.join(map(str, leaf.path))}: {leaf.value}"


def _sound(atlas: Atlas, leaf: Leaf) -> bool:
    rule = RULES.get(leaf.key)
    if rule is None:
        return leaf.key in (NUMBERS if leaf.is_number else WORDS)
    return near(leaf.value, *rule(atlas, leaf.path)) if leaf.is_number else leaf.value == WITHHELD
