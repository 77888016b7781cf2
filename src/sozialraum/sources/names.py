"""Keys and names of areas: which text of a file means which area, exactly and never by likeness."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from sozialraum.model.tables import TEXT
from sozialraum.sources.paths import NONE_NEAR, listed, nearest
from sozialraum.sources.table import clean

By = Literal["id", "name"]


@dataclass(frozen=True)
class AreaKeys:
    """Every text that means an area, after NFC and without blanks around it.

    Args:
        ids: area_ids, further spellings, keys of joint areas and of the city -> area_id.
        names: names, further spellings and the keys of joint areas and of the city -> area_id.
        ambiguous: names that several areas bear -> their area_ids; such a name means none of them.
    """

    ids: Mapping[str, str]
    names: Mapping[str, str]
    ambiguous: Mapping[str, tuple[str, ...]]

    def resolve(self, text: str, by: By) -> str | None:
        """The area a text means, or None."""
        return self._known(by).get(clean(text))

    def resolved(self, texts: pd.Series, by: By) -> pd.Series:
        """The area each text means, "" where it means none; same index."""
        found = {text: self.resolve(text, by) or "" for text in texts.unique().tolist()}
        return pd.Series([found[text] for text in texts], index=texts.index, dtype=TEXT)

    def nearest(self, text: str, by: By) -> str:
        """The known texts most like this one, or the areas that share it; else the first there are."""
        if text in self.ambiguous:
            return listed(self.ambiguous[text])
        known = self._known(by)
        alike = nearest(text, known)
        return alike if alike != NONE_NEAR else listed(sorted(known))

    def _known(self, by: By) -> Mapping[str, str]:
        return self.ids if by == "id" else self.names


def area_keys(
    own_ids: Iterable[str], own_names: Iterable[tuple[str, str]], further: Sequence[tuple[str, str]]
) -> tuple[AreaKeys, dict[str, tuple[str, ...]]]:
    """Keys and names put together, and the further texts that contradict them.

    Args:
        own_ids: every area_id.
        own_names: (name, area_id) of the areas; several may bear one name.
        further: (text, area_id) that the project declares: aliases, keys of joint areas and of the city.

    Returns:
        The keys, and each declared text that means several areas -> their area_ids.
    """
    ids = {clean(id_): {id_} for id_ in own_ids}
    names: dict[str, set[str]] = {}
    for name, area_id in own_names:
        names.setdefault(clean(name), set()).add(area_id)
    declared = {clean(text) for text, _ in further}
    for text, area_id in further:
        ids.setdefault(clean(text), set()).add(area_id)
        names.setdefault(clean(text), set()).add(area_id)
    contradictions = {
        text: tuple(sorted(ids.get(text, set()) | names.get(text, set())))
        for text in sorted(declared)
        if len(ids.get(text, set())) > 1 or len(names.get(text, set())) > 1
    }
    keys = AreaKeys(
        ids={text: next(iter(found)) for text, found in ids.items() if len(found) == 1},
        names={text: next(iter(found)) for text, found in names.items() if len(found) == 1},
        ambiguous={text: tuple(sorted(found)) for text, found in names.items() if len(found) > 1},
    )
    return keys, contradictions
