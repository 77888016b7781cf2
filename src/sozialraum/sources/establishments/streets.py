"""Street names and house numbers: what is the same however it is written, and where one ends in an address."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from unicodedata import category, combining, normalize

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"})
APOSTROPHES = re.compile("['’‘`´]")
NO_WORD = re.compile(r"[\W_]+")
DASHES = re.compile("[‐‑‒–—−]")
HALVES = (("½", " 1/2"), ("¼", " 1/4"), ("¾", " 3/4"))
CARE_OF = re.compile(r"\bc/o\b.*")
IN_BRACKETS = re.compile(r"\(.*\)|\[.*\]")
ORDINAL = re.compile(r"[0-9]{1,2}\.\s*")
STARTS = re.compile(r"(?<![0-9])[0-9]")
POSTCODE = re.compile(r"(?<![0-9])(?:DE?\s?[-–]\s?)?([0-9]{5})(?![0-9])")
PARTS = re.compile(r"[,;|\t\r\n]+|\s/\s")
MOST_NUMBERS = 60  # of a range; beyond, its ends alone are looked for

Key = tuple[int, str]  # house number and what follows it: a letter, "1/2", or "/1" for the first part of a plot


@dataclass(frozen=True)
class HouseNumber:
    """A house number, or the first and last of several: "12", "12a", "12 1/2", "12-14", "12a-c".

    Args:
        first: with its suffix.
        last: of a range, else the same as `first`.
    """

    first: Key
    last: Key


@dataclass(frozen=True)
class Written:
    """An address as it stands in a list, taken apart as far as signs alone allow.

    Args:
        parts: texts of which one is the street, with or without a house number.
        postcode: five digits, or "".
        place: what stands beside the postcode, or "".
    """

    parts: tuple[str, ...]
    postcode: str = ""
    place: str = ""


@cache
def rules() -> Mapping[str, Any]:
    """streets.toml: abbreviations, placeholders, and how far the nearest number may be."""
    return tomllib.loads(
        files("sozialraum.sources.establishments").joinpath("streets.toml").read_text(encoding="utf-8")
    )


def folded(text: str) -> str:
    """Small letters without accents, ä ö ü ß as ae oe ue ss, without invisible signs; blanks as they are."""
    visible = "".join(sign for sign in normalize("NFC", text) if category(sign) != "Cf")
    small = normalize("NFC", visible.casefold()).translate(UMLAUTS)
    return "".join(sign for sign in normalize("NFD", small) if not combining(sign))


def words(street: str) -> str:
    """A street's name word by word, abbreviations written out: "Dr.-Elf-Str." -> "doktor elf strasse"."""
    plain = NO_WORD.sub(" ", APOSTROPHES.sub("", folded(street)))
    return " ".join(_written_out(word) for word in plain.split())


def street_key(street: str) -> str:
    """What is equal for all ways to write one street: its words without anything between them."""
    return _written_out(words(street).replace(" ", ""))


def bare_key(street: str) -> str:
    """The letters of a name alone, its end written out: what is left where blanks stand within words."""
    return _end_written_out(NO_WORD.sub("", folded(street)))


def is_placeholder(street: str) -> bool:
    """Whether a register says with this text that it knows no name."""
    return street.lstrip().startswith("#") or words(street) in {"", *rules()["placeholders"]["names"]}


def house_number(text: str) -> HouseNumber | None:
    """The house number at the start of a text, or None; what follows it is left aside."""
    found = _numbered(text)
    return found[0] if found else None


def is_house_number(text: str) -> bool:
    """Whether the whole text is a house number, with what may stand behind one ("1. OG", "(Eingang Hof)")."""
    found = _numbered(text)
    if found is None:
        return False
    rest = _patterns()[1].sub("", found[1], count=1).strip(" ,;-–.")
    return not rest or is_aside(rest)


def is_aside(text: str) -> bool:
    """Whether a text says where in the house: a floor, an entrance, a building behind."""
    plain = IN_BRACKETS.sub("", folded(text)).strip()
    start = NO_WORD.sub(" ", ORDINAL.sub("", plain, count=1)).split()
    return not start or start[0] in rules()["behind_number"]["words"]


def numbers_of(number: HouseNumber) -> list[Key]:
    """Every house number that is meant, the first one first; of a range on one side only those of that side."""
    (first, suffix), (last, last_suffix) = number.first, number.last
    if first == last:
        span = range(ord(suffix), ord(last_suffix) + 1) if len(suffix) == len(last_suffix) == 1 else range(0)
        return list(dict.fromkeys([number.first, *((first, chr(letter)) for letter in span), number.last]))
    step = 2 if (last - first) % 2 == 0 else 1
    between = [(one, "") for one in range(first + step, last, step)]
    return [number.first, number.last, *(between if len(between) <= MOST_NUMBERS else [])]


def taken_apart(text: str) -> Written:
    """The parts of an address in one cell: "12345 Ort, Weg 3", "Weg 3, 12345 Ort", "Weg 3 12345 Ort"."""
    parts: list[str] = []
    postcode = place = ""
    for part in PARTS.split(text):
        match = None if postcode else POSTCODE.search(part)
        if match is None:
            parts.append(part)
            continue
        postcode, behind = match[1], part[match.end() :].strip()
        parts.append(part[: match.start()])
        if any(sign.isdigit() for sign in behind):
            place, _, street = behind.partition(" ")
            parts.append(street)
        else:
            place = behind
    return Written(tuple(part.strip() for part in parts if part.strip(" .-–")), postcode, place)


def readings(part: str) -> list[tuple[str, str]]:
    """(street, house number) as a text may be meant, the likeliest first; the last one is a street alone.

    A number inside a name is no house number: "Straße des 3. Mai 5" is number 5.
    """
    places = [match.start() for match in STARTS.finditer(part)]
    streets = [(part[:at].strip(" ,;"), part[at:]) for at in places if part[:at].strip(" .,-")]
    splits = [split for street, number in streets for split in _with_and_without_word(street, number)]
    whole = [split for split in splits if is_house_number(split[1])]
    begun = [split for split in splits if split not in whole and house_number(split[1])]
    unnumbered = _without_words(part, "no_number")
    return [*whole, *begun, *([(unnumbered, "")] if unnumbered != part else []), (part, "")]


def written(numbers: Iterable[Key]) -> str:
    """House numbers in words: "12, 12a, 14"."""
    return ", ".join(f"{number}{' ' if suffix[:1].isdigit() else ''}{suffix}" for number, suffix in numbers)


def number_and_suffix(numbers: Sequence[str], suffixes: Sequence[str]) -> list[HouseNumber | None]:
    """The house numbers of two columns, worked out once per different pair."""
    known: dict[tuple[str, str], HouseNumber | None] = {}
    for pair in zip(numbers, suffixes, strict=True):
        if pair not in known:
            known[pair] = house_number(" ".join(pair))
    return [known[pair] for pair in zip(numbers, suffixes, strict=True)]


@cache
def _patterns() -> tuple["re.Pattern[str]", "re.Pattern[str]"]:
    """A house number or a range of them, and what a list of several goes on with."""
    joiners = rules()["between_numbers"]["words"]
    joiner = "|".join([*(re.escape(word) + (r"\.?" if len(word) == 1 else "") for word in joiners), "[-/+&,]"])
    no_joiner = "".join(rf"(?<!{re.escape(word)}(?=\s\d))" for word in joiners if len(word) == 1)
    letter = rf"([a-z])(?![a-z.]|\s*\.){no_joiner}"
    number = re.compile(
        rf"([0-9]{{1,4}})(?![0-9])(?:\s*([13]/[24])(?![0-9]))?\s*(?:{letter})?"
        rf"(?:\s*({joiner})\s*(?:([0-9]{{1,4}})(?![0-9.])\s*(?:{letter})?|{letter}))?"
    )
    return number, re.compile(rf"(?:\s*(?:{joiner})\s*(?:[0-9]{{1,4}}\s*[a-z]?|[a-z])(?![a-z0-9.]))*")


@cache
def _forms() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    whole = {short: full for full, shorts in rules()["words"].items() for short in shorts}
    endings = tuple((short, full) for full, shorts in rules()["endings"].items() for short in shorts)
    return whole, endings


def _written_out(word: str) -> str:
    return _forms()[0].get(word) or _end_written_out(word)


def _end_written_out(word: str) -> str:
    for short, full in _forms()[1]:
        if word.endswith(short):
            return word.removesuffix(short) + full
    return word


def _with_and_without_word(street: str, number: str) -> list[tuple[str, str]]:
    """ "Nr." between name and number belongs to the number; "Haus" may belong to the name."""
    bare = _without_words(street, "before_number")
    return [(street, number), *([(bare, number)] if bare != street else [])]


def _without_words(text: str, table: str) -> str:
    """The text without one of those words at its end."""
    for word in rules()[table]["words"]:
        pattern = r"[\s.]+".join(re.escape(part) for part in word.split())
        text = re.sub(rf"\s{pattern}\.?\s*\Z", "", text, flags=re.IGNORECASE).strip(" ,;")
    return text


def _numbered(text: str) -> tuple[HouseNumber, str] | None:
    plain = DASHES.sub("-", text)
    for sign, instead in HALVES:
        plain = plain.replace(sign, instead)
    plain = CARE_OF.sub("", re.sub(r"\s+", " ", folded(plain))).strip()
    for word in rules()["before_number"]["words"]:
        plain = re.sub(rf"\A{re.escape(word)}\b\.?\s*(?=[0-9])", "", plain)
    match = _patterns()[0].match(plain)
    if not match:
        return None
    digits, half, letter, sign, to, to_letter, only_letter = match.groups()
    first = (int(digits), half or letter or "")
    rest = plain[match.end() :]
    if only_letter:
        return HouseNumber(first, (first[0], only_letter)), rest
    if to is None:
        return HouseNumber(first, first), rest
    last = (int(to), to_letter or "")
    if last[0] >= first[0]:
        return HouseNumber(first, last), rest
    if sign == "/" and not first[1]:
        part = (first[0], f"/{to}{to_letter or ''}")
        return HouseNumber(part, part), rest
    return HouseNumber(first, first), rest
