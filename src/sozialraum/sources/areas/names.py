"""Keys and names of areas: which text of a file means which area, by stated rules and never by likeness."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from sozialraum.model.intake import KeyMatch, Rule
from sozialraum.model.tables import TEXT
from sozialraum.sources.areas.likeness import most_alike, sign_pairs
from sozialraum.sources.areas.spelling import NUMBER, parted, spelled
from sozialraum.sources.paths import NONE_NEAR, listed, nearest
from sozialraum.sources.tables.digits import key_lengths, restored
from sozialraum.sources.tables.table import clean

By = Literal["id", "name"]
Matching = Literal["normalised", "exact"]
NOTHING: Mapping[str, frozenset[str]] = {}
MOST_WITH_CANDIDATES = 100  # so many unknown texts are compared with all known ones; more are another division


@dataclass(frozen=True)
class Forms:
    """Texts by the form in which they are compared; a form of several areas means none of them.

    Args:
        ids: form of an area_id -> the areas.
        names: form of a name -> the areas.
        declared: form of a text that only the project declares -> the areas; the areas' own forms come first.
        parted: form of a name without number and kind -> the areas, each with its own number or None.
        numbers: number -> the areas whose key or name has it.
        kinds: area_id -> forms of what its level is called.
        every_kind: all of these.
        lengths: of keys made of digits.
        shown_ids: form of every text that means an area as a key -> the text, for naming candidates.
        shown_names: the same for names.
        pairs: of the signs of these forms, for finding what is alike.
    """

    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    declared: Mapping[str, frozenset[str]] = field(default_factory=dict)
    parted: Mapping[str, frozenset[tuple[str, int | None]]] = field(default_factory=dict)
    numbers: Mapping[int, frozenset[str]] = field(default_factory=dict)
    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    every_kind: frozenset[str] = frozenset()
    lengths: frozenset[int] = frozenset()
    shown_ids: Mapping[str, str] = field(default_factory=dict)
    shown_names: Mapping[str, str] = field(default_factory=dict)
    pairs: Mapping[By, Mapping[str, frozenset[str]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Meaning:
    """What a text means.

    Args:
        area_id: "" for no area.
        rule: why, None where the text is sign for sign a key or name (or means nothing).
        several: the areas between which nothing decides.
    """

    area_id: str = ""
    rule: Rule | None = None
    several: tuple[str, ...] = ()


@dataclass(frozen=True)
class AreaKeys:
    """Every text that means an area, after NFC and without blanks around it.

    Args:
        ids: area_ids, further spellings, keys of joint areas and of the city -> area_id.
        names: names, further spellings and the keys of joint areas and of the city -> area_id.
        ambiguous: names that several areas bear -> their area_ids; such a name means none of them.
        called: area_id -> its name as shown.
        declared: those texts of ids and names that only the project declares.
        forms: the same by their form; None where only sign for sign counts.
    """

    ids: Mapping[str, str]
    names: Mapping[str, str]
    ambiguous: Mapping[str, tuple[str, ...]]
    called: Mapping[str, str] = field(default_factory=dict)
    declared: frozenset[str] = frozenset()
    forms: Forms | None = None

    def meanings(self, texts: Iterable[str], by: By) -> dict[str, Meaning]:
        """What each different text of one column means.

        Keys of digits are looked at together: lost zeros are restored only where the whole column lost them.
        """
        different = dict.fromkeys(texts)
        found = {text: self._meaning(text, by) for text in different}
        if by == "id" and self.forms is not None:
            unknown = {text: clean(text) for text, meaning in found.items() if not meaning.area_id}
            whole = restored(set(unknown.values()), self.ids, self.forms.lengths)
            for text, plain in unknown.items():
                if plain in whole:
                    key, rule = whole[plain]
                    found[text] = Meaning(self.ids[key], rule)
        return found

    def resolve(self, text: str, by: By) -> str | None:
        """The area a text alone means, or None; lost zeros are not restored, since only a column can show them."""
        return self._meaning(text, by).area_id or None

    def resolved(self, texts: pd.Series, by: By) -> pd.Series:
        """The area each text of a column means, "" where it means none; same index."""
        found = self.meanings(texts.unique().tolist(), by)
        return pd.Series([found[text].area_id for text in texts.tolist()], index=texts.index, dtype=TEXT)

    def nearest(self, text: str, by: By) -> str:
        """The known texts most like this one, or the areas that share it; else the first there are."""
        if several := self._meaning(text, by).several:
            return listed(several)
        known = self._known(by)
        alike = nearest(text, known) if self.forms is None else _nearest(text, by, self.forms)
        return alike if alike != NONE_NEAR else listed(sorted(known))

    def _known(self, by: By) -> Mapping[str, str]:
        return self.ids if by == "id" else self.names

    def _meaning(self, text: str, by: By) -> Meaning:
        known, plain = self._known(by), clean(text)
        if plain in known:
            return Meaning(known[plain], Rule.ALIAS if plain in self.declared else None)
        if by == "name" and plain in self.ambiguous:
            return Meaning(several=self.ambiguous[plain])
        if self.forms is None or not (form := spelled(plain)):
            return Meaning()
        if areas := (self.forms.ids if by == "id" else self.forms.names).get(form):
            return _only(areas, Rule.SPELLING)
        if by == "name" and (meaning := _without_number(form, self.forms)) != Meaning():
            return meaning
        return _only(self.forms.declared.get(form, frozenset()), Rule.SPELLING)


def area_keys(
    own_ids: Iterable[str],
    own_names: Iterable[tuple[str, str]],
    further: Sequence[tuple[str, str]],
    levels: Mapping[str, str] | None = None,
    kinds: Mapping[str, Collection[str]] = NOTHING,
    matching: Matching = "normalised",
) -> tuple[AreaKeys, dict[str, tuple[str, ...]]]:
    """Keys and names put together, and the further texts that contradict them.

    Args:
        own_ids: every area_id.
        own_names: (name, area_id) of the areas; several may bear one name, an area's first is the one shown.
        further: (text, area_id) that the project declares: aliases, keys of joint areas and of the city.
        levels: area_id -> its level; None for one level only.
        kinds: level -> what its areas are called, "Stadtteil"; such a word may stand beside a name.
        matching: whether spellings count as the same by rule or only sign for sign.

    Returns:
        The keys, and each declared text that means several areas -> their area_ids.
    """
    own_ids, own_names = list(own_ids), list(own_names)
    ids = {clean(id_): {id_} for id_ in own_ids}
    names: dict[str, set[str]] = {}
    for name, area_id in own_names:
        names.setdefault(clean(name), set()).add(area_id)
    own = (frozenset(ids), frozenset(names))
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
        called={area_id: name for name, area_id in reversed(own_names)},
        declared=frozenset(declared - own[0] - own[1]),
        forms=_forms(own_ids, own_names, further, levels, kinds) if matching == "normalised" else None,
    )
    return keys, contradictions


def key_match(texts: pd.Series, by: By, keys: AreaKeys, base: frozenset[str], column: str) -> KeyMatch:
    """How the keys of a column met the areas of the project; empty texts that mean nothing are no keys.

    Args:
        texts: the keys as they stand.
        base: area_ids of the Sozialräume.
        column: heading of the key.

    Returns:
        The account; of more unmatched texts than MOST_WITH_CANDIDATES the rest has no candidates (an en dash).
    """
    meanings = keys.meanings(texts.unique().tolist(), by)
    unmatched = sorted(text for text, meaning in meanings.items() if text and not meaning.area_id)
    return KeyMatch(
        column=column,
        exact=sum(bool(meaning.area_id) and meaning.rule is None for meaning in meanings.values()),
        by_rule=by_rule(meanings),
        unmatched=tuple(
            (text, keys.nearest(text, by) if place < MOST_WITH_CANDIDATES else NONE_NEAR)
            for place, text in enumerate(unmatched)
        ),
        without=tuple(sorted(base - {meaning.area_id for meaning in meanings.values()})),
    )


def by_rule(meanings: Mapping[str, Meaning]) -> tuple[tuple[str, str, str], ...]:
    """(text, area_id, rule) of the texts that a rule decided, in order of the texts."""
    return tuple(
        (text, meanings[text].area_id, str(rule)) for text in sorted(meanings) if (rule := meanings[text].rule)
    )


def _forms(
    own_ids: list[str],
    own_names: list[tuple[str, str]],
    further: Sequence[tuple[str, str]],
    levels: Mapping[str, str] | None,
    kinds: Mapping[str, Collection[str]],
) -> Forms:
    called = {level: frozenset(map(spelled, words)) - {""} for level, words in kinds.items()}
    every_kind = frozenset().union(*called.values())
    of_level: dict[str, list[str]] = {}
    for id_ in own_ids:
        of_level.setdefault((levels or {}).get(id_, ""), []).append(clean(id_))
    alone: dict[str, set[tuple[str, int | None]]] = {}
    numbers: dict[int, set[str]] = {}
    for name, area_id in own_names:
        parts = parted(spelled(name), every_kind)
        alone.setdefault(parts.name, set()).add((area_id, parts.number))
        if parts.number is not None:
            numbers.setdefault(parts.number, set()).add(area_id)
    for id_ in own_ids:
        if NUMBER.fullmatch(id_):
            numbers.setdefault(int(id_), set()).add(id_)
    shown_ids = _shown([*own_ids, *(text for text, _ in further)])
    shown_names = _shown(text for text, _ in [*own_names, *further])
    return Forms(
        ids=_by_form((id_, id_) for id_ in own_ids),
        names=_by_form(own_names),
        declared=_by_form(further),
        parted={name: frozenset(areas) for name, areas in alone.items()},
        numbers={number: frozenset(areas) for number, areas in numbers.items()},
        kinds={id_: called.get(level, frozenset()) for id_, level in (levels or {}).items()},
        every_kind=every_kind,
        lengths=key_lengths(of_level.values()),
        shown_ids=shown_ids,
        shown_names=shown_names,
        pairs={"id": sign_pairs(shown_ids), "name": sign_pairs(shown_names)},
    )


def _by_form(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for text, area_id in pairs:
        found.setdefault(spelled(text), set()).add(area_id)
    return {form: frozenset(areas) for form, areas in found.items() if form}


def _only(areas: frozenset[str], rule: Rule) -> Meaning:
    if len(areas) == 1:
        return Meaning(next(iter(areas)), rule)
    return Meaning(several=tuple(sorted(areas)))


def _without_number(form: str, forms: Forms) -> Meaning:
    """The area that bears the name without number and kind, unless one of these says that it is another one."""
    said = parted(form, forms.every_kind)
    named = forms.parted.get(said.name, frozenset())
    if said.kind:
        named = frozenset((id_, number) for id_, number in named if said.kind in forms.kinds.get(id_, frozenset()))
    areas = frozenset(id_ for id_, _ in named)
    if len(areas) != 1:
        return Meaning(several=tuple(sorted(areas)))
    numbered = said.number is not None or any(number is not None for _, number in named)
    rule = Rule.NUMBER_PREFIX if numbered else Rule.KIND
    return Meaning() if _contradicted(said.number, named, forms) else Meaning(next(iter(areas)), rule)


def _contradicted(number: int | None, named: frozenset[tuple[str, int | None]], forms: Forms) -> bool:
    """Whether a number before a name is that of another area, or the area's own name has another one."""
    if number is None:
        return False
    owners = forms.numbers.get(number, frozenset())
    own = {known for _, known in named if known is not None}
    return bool(owners and owners.isdisjoint(id_ for id_, _ in named)) or bool(own and number not in own)


def _nearest(text: str, by: By, forms: Forms) -> str:
    """The known texts whose form is most like that of the text."""
    shown = forms.shown_ids if by == "id" else forms.shown_names
    return listed([shown[form] for form in most_alike(spelled(text), forms.pairs[by])])


def _shown(known: Iterable[str]) -> dict[str, str]:
    """Form -> text, the first in order of several."""
    return {spelled(text): text for text in sorted(known, reverse=True)}
