"""What headings of offices usually mean: words from headings.toml, compared without case, umlauts and signs."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from unicodedata import normalize

from sozialraum.sources.catalogue import packaged_indicators
from sozialraum.sources.tables.captions import HEADING_JOINER

SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
BETWEEN = re.compile(r"[^0-9a-z]+")
CAMEL = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")
LEAST = 4  # letters of a word that means something inside another one
OF_AGES = re.compile(r"residents_(?:u(?P<below>\d+)|(?P<first>\d+)_(?P<last>\d+)|(?P<above>\d+)plus)")
TO_THE_END = 1000  # an age nobody reaches: the span has no end


def plain(text: str) -> str:
    """Lower case words of a-z and digits with one blank between, umlauts spelt out."""
    apart = CAMEL.sub(" ", normalize("NFC", text))
    return BETWEEN.sub(" ", apart.casefold().translate(SPELT_OUT)).strip()


def joined(text: str) -> str:
    """The same without blanks: "PLR_ID", "PLR-Id" and "plrid" are one."""
    return plain(text).replace(" ", "")


def with_role(headings: Iterable[str], role: str) -> list[str]:
    """The headings that may have a role, the clearest first: those listed before those that hold such a word."""
    listed = _joined_words(role)
    found = []
    for place, heading in enumerate(headings):
        tokens = set(plain(heading).split())
        own = [listed[name] for name in _names(heading) if name in listed]
        if own:
            found.append((0, min(own), place, heading))
        else:
            inside = [rank for word, rank in listed.items() if len(word) >= LEAST and word in tokens]
            if inside:
                found.append((1, min(inside), place, heading))
    return [heading for *_, heading in sorted(found)]


def has_role(heading: str, role: str) -> bool:
    """Whether a heading is one of those listed for the role, to the letter."""
    return any(name in _joined_words(role) for name in _names(heading))


def kind_of_areas(texts: Iterable[str]) -> Mapping[str, Any]:
    """The entry of [[areas]] one of whose words stands in one of the texts; the texts are tried in order."""
    return _by_words("areas", texts)


def kind_of_lines(texts: Iterable[str]) -> Mapping[str, Any] | None:
    """The entry of [[lines]] one of whose words stands in one of the texts; None where none does."""
    return next((entry for text in texts for entry in _content()["lines"] if _says(entry, text)), None)


def kind_of_facilities(texts: Iterable[str]) -> Mapping[str, Any]:
    """The entry of [[facilities]] one of whose words stands in one of the texts; the texts are tried in order.

    That of no words fits where none of them does.
    """
    return _by_words("facilities", texts)


def symbol(number: int, letter: str) -> dict[str, str]:
    """The symbol of a kind of facility that has none of its own: shape and colour by its number from 0."""
    symbols = _content()["symbols"]
    shapes, colors = symbols["shapes"], symbols["colors"]
    return {"shape": shapes[number % len(shapes)], "letter": letter, "color": colors[number % len(colors)]}


def coordinate_systems() -> Sequence[Mapping[str, Any]]:
    """[[coordinates]]: crs ("city" for that of the city) and the spans of x and y."""
    return tuple(_content()["coordinates"])


def of_facilities() -> frozenset[str]:
    """Indicators of the catalogue that belong to single facilities."""
    return frozenset(_content()["meanings"]["of_facilities"]["indicators"])


def meaning(text: str, others: Iterable[str] = ()) -> str | None:
    """The indicator of the catalogue that a heading names for certain: every word of it is explained.

    Args:
        others: the headings beside it. "6 to 15" beside "15 to 18" ends before 15; alone it could be either,
            and is then not certain.
    """
    age, rest = _age(plain(text), others)
    content = _content()["meanings"]
    left = [word for word in rest.split() if word not in content["ignored"]]
    people = [word for word in left if word in content["people"] or word in content["young"]]
    others_left = list(dict.fromkeys(word for word in left if word not in people))
    if age is not None:
        return _of_age(age) if not others_left else None
    if not others_left:
        named = any(word in content["people"] for word in people) and not set(people) & set(content["young"])
        return "residents" if named else _by_label(text)
    for id_, ways in content["words"].items():
        if any(sorted(said) in [sorted(way) for way in ways] for said in (others_left, left)):
            return str(id_)
    return _by_label(text)


def target_group(text: str, of_places: bool = False) -> Mapping[str, Any] | None:
    """The entry of [[target_groups]] whose children a text names, every word of it explained.

    Args:
        of_places: the text is the heading of a number; one that speaks of children and not of places is none.
    """
    content = _content()
    said = plain(text.rsplit(HEADING_JOINER, 1)[-1]).split()
    known = content["of_places"]
    if of_places and set(said) & set(known["children"]) and not set(said) & set(known["places"]):
        return None
    left = " ".join(word for word in said if word not in {*known["ignored"], *known["children"], *known["places"]})
    entries: list[Mapping[str, Any]] = content["target_groups"]
    return next((entry for entry in entries if left in entry["words"]), None)


def target_groups() -> Sequence[Mapping[str, Any]]:
    """[[target_groups]]: id, label, ages and words."""
    return tuple(_content()["target_groups"])


def kind_of_places(*texts: str) -> str:
    """What kind of places a heading, else the name of its file, says they are; "" for none."""
    kinds: Mapping[str, list[str]] = _content()["of_places"]["kinds"]
    for text in texts:
        words = plain(text)
        found = [kind for kind, signs in kinds.items() if any(sign in words for sign in signs)]
        if found:
            return found[0]
    return ""


def is_total(text: str) -> bool:
    """Whether a text stands where a name should and means all of them together."""
    return plain(text) in _content()["totals"]


def _names(heading: str) -> tuple[str, ...]:
    """A heading as it stands, and without the groups above it."""
    return joined(heading), joined(heading.rsplit(HEADING_JOINER, 1)[-1])


def _age(words: str, others: Iterable[str]) -> tuple[tuple[int, int] | None, str]:
    """The span of ages (first, below) in a text, and the text without it; None for none or an uncertain one."""
    spoken = _spoken_ages()
    for pattern in (spoken.span, spoken.below, spoken.above):
        match = pattern.search(words)
        if match is None:
            continue
        said = {name: int(number) for name, number in match.groupdict().items() if number and number.isdigit()}
        if "above" in said:
            first, below = said["above"], TO_THE_END
            certain = match["way"] not in spoken.beyond or any(spoken.ends(first, other) for other in others)
        else:
            first, below = said.get("first", 0), said["below"]
            certain = (
                "first" not in said or bool(match["way"]) or any(spoken.starts(below, other) for other in others)
            )
        if not certain:
            return None, words
        return (first, below), f"{words[: match.start()]} {words[match.end() :]}"
    return None, words


@dataclass(frozen=True)
class _SpokenAges:
    """Patterns of spans of ages, from the words of [ages].

    Args:
        span: first and below, and as `way` the word that says that the last year does not count.
        below, above: spans with one end.
        beyond: ways to say "above" that leave open whether the age itself counts.
        starts, ends: whether a heading begins or ends with an age.
    """

    span: re.Pattern[str]
    below: re.Pattern[str]
    above: re.Pattern[str]
    beyond: frozenset[str]
    starts: Callable[[int, str], bool]
    ends: Callable[[int, str], bool]


@cache
def _spoken_ages() -> _SpokenAges:
    said = {name: "|".join(map(re.escape, words)) for name, words in _content()["ages"].items()}
    to, under, before, after = said["to"], said["under"], f"{said['from']}|{said['beyond']}", said["and_more"]

    def starts(age: int, heading: str) -> bool:
        form = rf"\b{age} (?:(?:{to}|{after})\b|[0-9])|\b(?:{before}) {age}\b"
        return re.search(form, plain(heading)) is not None

    def ends(age: int, heading: str) -> bool:
        return re.search(rf"[0-9] (?:(?:{to}|{under}) )*{age}\b", plain(heading)) is not None

    return _SpokenAges(
        span=re.compile(rf"\b(?P<first>[0-9]{{1,3}}) (?:(?:{to}) )?(?:(?P<way>{under}) )?(?P<below>[0-9]{{1,3}})\b"),
        below=re.compile(rf"\b(?:{under}|u) ?(?P<below>[0-9]{{1,3}})\b"),
        above=re.compile(rf"\b(?:(?P<way>{before}) )?(?P<above>[0-9]{{1,3}})(?(way)| (?:{after}))\b"),
        beyond=frozenset(_content()["ages"]["beyond"]),
        starts=starts,
        ends=ends,
    )


def _of_age(age: tuple[int, int]) -> str | None:
    for id_ in packaged_indicators():
        match = OF_AGES.fullmatch(id_)
        if match is None:
            continue
        said = {name: int(number) for name, number in match.groupdict().items() if number}
        first = said.get("first", said.get("above", 0))
        below = said.get("below", said["last"] + 1 if "last" in said else TO_THE_END)
        if (first, below) == age:
            return id_
    return None


def _by_label(text: str) -> str | None:
    """The indicator whose id, label or short name the text is, if only one is called so."""
    return _labels().get(joined(text))


@cache
def _labels() -> Mapping[str, str]:
    called: dict[str, set[str]] = {}
    for id_, table in packaged_indicators().items():
        for name in {id_, *table["label"].values(), *table["short"].values()}:
            called.setdefault(joined(name), set()).add(id_)
    return {name: next(iter(ids)) for name, ids in called.items() if len(ids) == 1}


def _by_words(kind: str, texts: Iterable[str]) -> Mapping[str, Any]:
    entries: list[Mapping[str, Any]] = _content()[kind]
    return next((entry for text in texts for entry in entries if _says(entry, text)), entries[-1])


def _says(entry: Mapping[str, Any], text: str) -> bool:
    """Whether a word of the entry stands in the text: inside a word only where it is too long to do so by chance."""
    words = f" {plain(text)} "
    return any(f" {word} " in words or (len(word) > LEAST and word in words) for word in entry["words"])


@cache
def _joined_words(role: str) -> Mapping[str, int]:
    words: list[str] = _content()["roles"][role]
    return {joined(word): place for place, word in reversed(list(enumerate(words)))}


@cache
def _content() -> dict[str, Any]:
    text = files("sozialraum.sources.drafts").joinpath("headings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
