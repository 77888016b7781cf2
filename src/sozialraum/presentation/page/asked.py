"""Which texts the scripts of a page can ask for: a page need not carry what only its template prints."""

import re
from collections.abc import Mapping
from functools import cache

from sozialraum.presentation.page.elements import asset

KEY = re.compile(r"""["'`]([a-z]+(?:\.[a-z_]*)?)(["'`]|\$\{)""")


def asked_texts(texts: Mapping[str, str], *list_names: str) -> dict[str, str]:
    """The texts whose key stands in a script of the lists, or begins as a key that a script puts together.

    Args:
        texts: by key, as "reach.nothing".
        list_names: lists of scripts in assets/, "scripts.txt".
    """
    asked = [_keys(name) for name in list_names]
    return {
        key: text
        for key, text in texts.items()
        if any(key in whole or key.startswith(begun) for whole, begun in asked)
    }


@cache
def _keys(list_name: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """(keys, beginnings of keys: "status.", "compare.short_") as the scripts write them."""
    found = {match for name in asset(list_name).split() for match in KEY.findall(asset(name))}
    begun = {key for key, end in found if "." in key and (key.endswith((".", "_")) or end == "${")}
    return frozenset(key for key, _ in found), tuple(sorted(begun))
