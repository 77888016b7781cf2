"""Facilities found by their address in the city's register. Streets are never matched by likeness.

A street must be in the register, however it is written; a house number too, or the nearest one on the same side
of the same street stands for it, marked. Whatever else there is to say about an address is a Problem.
"""

import difflib
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import pandas as pd

from sozialraum.sources.establishments.streets import (
    HouseNumber,
    Key,
    Written,
    bare_key,
    folded,
    house_number,
    is_aside,
    numbers_of,
    readings,
    rules,
    street_key,
    taken_apart,
    words,
    written,
)
from sozialraum.sources.paths import NONE_NEAR, listed

Grade = Literal[
    "address",  # the very house number
    "address_near",  # the same number with another letter or none, or the nearest number
    "street_unknown",
    "number_missing",
    "number_unknown",
    "ambiguous",
    "elsewhere",  # the stated place or postcode is not in the register
]
PLACED = frozenset({"address", "address_near"})
ALIKE = 30  # street names that share most pairs of letters are compared sign by sign


class House(NamedTuple):
    """One entry of the register."""

    street: str
    number: Key
    x: float
    y: float
    postcode: str
    place: str


@dataclass(frozen=True)
class Streets:
    """The register by street and house number.

    Args:
        spelled: the name in small letters -> ids of its streets.
        worded: its words, abbreviations written out -> ids.
        keyed: the same without anything between the words -> ids.
        bare: its letters alone -> ids.
        names: id -> the name as the register writes it.
        houses: id -> house number -> the entries.
        pairs: two letters that follow each other -> the `keyed` names with them, to find names that are alike.
        postcodes: every one there is.
        places: every one there is, folded.
    """

    spelled: Mapping[str, tuple[str, ...]]
    worded: Mapping[str, tuple[str, ...]]
    keyed: Mapping[str, tuple[str, ...]]
    bare: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    houses: Mapping[str, Mapping[Key, tuple[House, ...]]]
    pairs: Mapping[str, tuple[str, ...]]
    postcodes: frozenset[str]
    places: frozenset[str]


@dataclass(frozen=True)
class Asked:
    """The address of a facility as its list states it; "" where it has no such column.

    Args:
        street: the street, or the whole address in one text.
        number: the house number where it stands alone.
    """

    street: str
    number: str = ""
    postcode: str = ""
    place: str = ""


@dataclass(frozen=True)
class Found:
    """What the register says about an address.

    Args:
        house: the entry, where the grade is one of PLACED.
        candidates: what stands nearest to it in the register, as one text.
        differs: postcode and place of the house, where the address states others.
    """

    grade: Grade
    house: House | None = None
    candidates: str = NONE_NEAR
    differs: str = ""


def by_street(addresses: pd.DataFrame) -> Streets:
    """The register made ready to look up addresses.

    Args:
        addresses: table ADDRESSES.
    """
    names: dict[str, str] = {}
    houses: dict[str, dict[Key, list[House]]] = {}
    spellings: dict[str, set[str]] = {}
    columns = ("street", "street_id", "first", "suffix", "last", "last_suffix", "postcode", "place", "x", "y")
    for street, id_, first, suffix, last, last_suffix, postcode, place, x, y in zip(
        *(addresses[column].tolist() for column in columns), strict=True
    ):
        names.setdefault(id_, street)
        spellings.setdefault(street, set()).add(id_)
        own = houses.setdefault(id_, {})
        for number in {(first, suffix), (last, last_suffix)}:
            own.setdefault(number, []).append(House(street, number, x, y, postcode, place))
    places = {folded(place) for place in addresses["place"].unique().tolist() if place}
    keyed = _ids(spellings, street_key)
    pairs: dict[str, list[str]] = {}
    for key in keyed:
        for pair in _pairs(key):
            pairs.setdefault(pair, []).append(key)
    return Streets(
        spelled=_ids(spellings, spelling),
        worded=_ids(spellings, words),
        keyed=keyed,
        bare=_ids(spellings, bare_key),
        names=names,
        houses={
            id_: {number: tuple(sorted(found, key=_order)) for number, found in own.items()}
            for id_, own in houses.items()
        },
        pairs={pair: tuple(keys) for pair, keys in pairs.items()},
        postcodes=frozenset(addresses["postcode"].unique().tolist()) - {""},
        places=frozenset(places),
    )


def spelling(street: str) -> str:
    """A name as it is written, but for capital letters and blanks."""
    return " ".join(street.casefold().split())


def located(asked: Asked, streets: Streets, in_city: Callable[[str], bool]) -> Found:
    """What the register says about one address.

    Args:
        in_city: whether a text names the city or a part of it.
    """
    whole = Written((asked.street,)) if asked.number else taken_apart(asked.street)
    postcode, place = asked.postcode or whole.postcode, asked.place or whole.place
    meant = _meant(whole.parts, asked.number, streets)
    if meant is None:
        return Found("street_unknown", candidates=_streets_like(whole.parts, asked.number, streets))
    ids, number_text, behind = meant
    place = place or ("" if postcode else next((part for part in behind if not is_aside(part)), ""))
    if _is_elsewhere(postcode, place, streets, in_city):
        return Found("elsewhere", candidates=listed(sorted({streets.names[id_] for id_ in ids})))
    number = house_number(number_text)
    if number is None:
        return Found("number_missing", candidates=_on_street(ids, None, streets))
    houses = _exact(ids, number, streets)
    if houses:
        decided = _decided(houses, postcode, place)
        if _apart(decided) > _metres():
            return Found("ambiguous", candidates=_described(houses))
        return Found("address", decided[0], differs=_difference(decided[0], postcode, place, streets))
    return _near(_on_that_side(ids, postcode, place, streets), number, postcode, place, streets)


def _meant(parts: Sequence[str], number: str, streets: Streets) -> tuple[tuple[str, ...], str, Sequence[str]] | None:
    """(ids of the streets of that name, text of the house number, what stands behind), or None."""
    for at, part in enumerate(parts):
        for street, own_number in [(part, number)] if number else readings(part):
            ids = _known(street, streets)
            if ids:
                following = parts[at + 1 :]
                if not own_number and following and house_number(following[0]):
                    return ids, following[0], following[1:]  # "Weg, 3"
                return ids, own_number, following
    return None


def _known(street: str, streets: Streets) -> tuple[str, ...]:
    """Streets of that name; where two names differ only in blanks or abbreviations, the one written like it."""
    return (
        streets.spelled.get(spelling(street))
        or streets.worded.get(words(street))
        or streets.keyed.get(street_key(street))
        or streets.bare.get(bare_key(street))
        or ()
    )


def _is_elsewhere(postcode: str, place: str, streets: Streets, in_city: Callable[[str], bool]) -> bool:
    if postcode and streets.postcodes and postcode not in streets.postcodes:
        return True
    return bool(place) and folded(place) not in streets.places and not in_city(place)


def _exact(ids: Iterable[str], number: HouseNumber, streets: Streets) -> list[House]:
    """The entries of the first of the numbers that is in the register, on each of the streets."""
    found: list[House] = []
    for id_ in ids:
        own = streets.houses[id_]
        found += next((own[key] for key in numbers_of(number) if key in own), ())
    return found


def _decided(houses: list[House], postcode: str, place: str) -> list[House]:
    """Those with the stated postcode and place, as far as any has them."""
    for wanted, of in ((postcode, _postcode), (folded(place), _place)):
        narrowed = [house for house in houses if wanted and of(house) == wanted]
        houses = narrowed or houses
    return houses


def _on_that_side(ids: Sequence[str], postcode: str, place: str, streets: Streets) -> list[str]:
    """Of several streets of one name those that have a house of the stated postcode and place."""
    if len(ids) == 1:
        return list(ids)
    every = [(id_, house) for id_ in ids for own in streets.houses[id_].values() for house in own]
    left = _decided([house for _, house in every], postcode, place)
    return sorted({id_ for id_, house in every if house in left})


def _near(ids: Sequence[str], number: HouseNumber, postcode: str, place: str, streets: Streets) -> Found:
    """The same number with another letter, or the nearest one; only where there is but one such street."""
    if len(ids) > 1:
        every = [house for id_ in ids for own in streets.houses[id_].values() for house in own]
        return Found("ambiguous", candidates=_described(every))
    own = streets.houses[ids[0]]
    houses = _other_letter(own, number) or _nearest_number(own, number)
    houses = _decided(houses, postcode, place)
    if not houses or _apart(houses) > _metres():
        return Found("number_unknown", candidates=_on_street(ids, number, streets))
    return Found("address_near", houses[0], differs=_difference(houses[0], postcode, place, streets))


def _other_letter(own: Mapping[Key, tuple[House, ...]], number: HouseNumber) -> list[House]:
    for wanted in dict.fromkeys(first for first, _ in numbers_of(number)):
        same = sorted((key for key in own if key[0] == wanted), key=lambda key: (key[1] != "", key[1]))
        if same:
            return list(own[same[0]])
    return []


def _nearest_number(own: Mapping[Key, tuple[House, ...]], number: HouseNumber) -> list[House]:
    """The nearest number of the same side, else of the other; both neighbours must be near each other."""
    wanted = number.first[0]
    reach, at_end = rules()["near"]["numbers"], rules()["near"]["numbers_at_end"]
    for side in (0, 1):
        numbers = [key for key in own if (key[0] - wanted) % 2 == side]
        below = max((key for key in numbers if key[0] < wanted), default=None)
        above = min((key for key in numbers if key[0] > wanted), default=None)
        around = [key for key in (below, above) if key is not None]
        if not around:
            continue
        steps = {key: abs(key[0] - wanted) for key in around}
        nearest = min(around, key=lambda key: (steps[key], key))
        if len(around) == 1:
            if steps[nearest] <= at_end:
                return list(own[nearest])
        elif steps[nearest] <= reach and _apart([house for key in around for house in own[key]]) <= _metres():
            return list(own[nearest])
    return []


def _metres() -> float:
    return float(rules()["near"]["metres"])


def _apart(houses: Sequence[House]) -> float:
    """Metres from the first house to the farthest."""
    return max((math.dist((houses[0].x, houses[0].y), (house.x, house.y)) for house in houses), default=0.0)


def _difference(house: House, postcode: str, place: str, streets: Streets) -> str:
    """Postcode and place of a house, where the address states others that the register has too."""
    other_postcode = postcode and house.postcode and postcode != house.postcode
    other_place = house.place and folded(place) in streets.places and folded(place) != folded(house.place)
    return f"{house.postcode} {house.place}".strip() if other_postcode or other_place else ""


def _streets_like(parts: Sequence[str], number: str, streets: Streets) -> str:
    """Streets of the register whose names are most like the one that is asked for."""
    asked = next((street for part in parts for street, own in readings(part) if own or number), "".join(parts[:1]))
    wanted = street_key(asked)
    pairs = _pairs(wanted)
    shared = Counter(key for pair in pairs for key in streets.pairs.get(pair, ()))
    likely = sorted(shared, key=lambda key: (-shared[key] / (len(pairs) + len(key) - shared[key]), key))[:ALIKE]
    found = difflib.get_close_matches(wanted, likely, n=3, cutoff=0.6)
    return listed([streets.names[streets.keyed[key][0]] for key in found])


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _on_street(ids: Sequence[str], number: HouseNumber | None, streets: Streets) -> str:
    """House numbers of the street, the nearest ones first where a number is asked for."""
    keys = sorted({key for id_ in ids for key in streets.houses[id_]})
    if number is not None:
        wanted = number.first[0]
        keys = sorted(sorted(keys, key=lambda key: (abs(key[0] - wanted), key))[:5])
    shown = written(keys[:5]) + (", …" if len(keys) > 5 else "")
    return f"{streets.names[ids[0]]} {shown}".strip()


def _described(houses: Sequence[House]) -> str:
    """Entries told apart by postcode and place, or by where they lie."""
    texts = []
    for house in houses:
        there = f"{house.postcode} {house.place}".strip() or f"{house.x:.0f} {house.y:.0f}"
        texts.append(f"{house.street} {written([house.number])} ({there})")
    return listed(sorted(set(texts)), limit=4)


def _ids(spellings: Mapping[str, set[str]], form: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for street, ids in spellings.items():
        found.setdefault(form(street), set()).update(ids)
    return {key: tuple(sorted(ids)) for key, ids in found.items()}


def _order(house: House) -> tuple[float, float, str]:
    return house.x, house.y, house.street


def _postcode(house: House) -> str:
    return house.postcode


def _place(house: House) -> str:
    return folded(house.place)
