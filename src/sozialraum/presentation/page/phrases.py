"""What the texts of a page say again and again, said once: each such phrase has a sign that stands for it.

The signs are letters of scripts that none of the texts uses; in UTF-8 each takes two bytes. Phrases are runs of words
at first, then runs of letters; one may hold the signs of others.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

RANGES = ((0x100, 0x300), (0x370, 0x483), (0x48A, 0x530), (0x531, 0x557), (0xC0, 0x100))
WORD = re.compile(r"\S+\s*|\s+")
LONGEST = 8  # words of a phrase
SIGN = 2  # bytes
ENTRY = SIGN + 3  # what an entry takes beside its phrase: its sign, quotes and a comma
BETWEEN = "\0"
TRIED = 3_000  # phrases a round, the most worth first; each is looked for in all texts
MINED = 200_000  # letters in which phrases are looked for: a page with more says the same in the rest
# by round: letters of a phrase (none: whole words), signs given at most, bytes each has to save
ROUNDS = (
    ((), 250, 60),
    ((3, 4, 6), 100, 60),
    ((), 250, 30),
    ((2, 3, 4), 200, 20),
    ((2, 3, 4), 300, 10),
    ((), 200, 0),
    ((2, 3), 900, 0),
)
STALE = 0.6  # of what a phrase would have saved before the others of its round; with less it waits for the next


def shortened(texts: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """(the texts with signs for their phrases, by text; the phrases by sign, with signs for the phrases in them)."""
    every = dict.fromkeys(texts)
    told = [one for one in every if BETWEEN not in one]
    if not told:
        return {}, {}
    whole, free, signs = BETWEEN.join(told), _free("".join(every)), list[str]()
    for lengths, most, least in ROUNDS:
        given = 0
        for phrase, expected in _candidates(whole, lengths):
            saved = _saved(whole.count(phrase), len(phrase.encode()))
            if given == most or expected <= least:
                break
            if saved <= least or saved < STALE * expected:
                continue
            sign = next(free, None)
            if sign is None:
                break
            signs.append(sign)
            given += 1
            whole = whole.replace(phrase, sign) + BETWEEN + phrase
    parts = whole.split(BETWEEN)
    return dict(zip(told, parts, strict=False)), dict(zip(signs, parts[len(told) :], strict=True))


def _saved(count: int, size: int) -> int:
    return count * (size - SIGN) - size - ENTRY


def _candidates(text: str, lengths: tuple[int, ...]) -> list[tuple[str, int]]:
    """Runs of letters, or of words, with about what each saves; the most worth first."""
    mined = text[:MINED]
    counts: Counter[str] = Counter()
    if not lengths:
        for one in mined.split(BETWEEN):
            counts.update(_runs(WORD.findall(one)))
    for length in lengths:
        counts.update(map("".join, zip(*(mined[first:] for first in range(length)), strict=False)))
    often = ((phrase, _saved(count, len(phrase.encode()))) for phrase, count in counts.items() if count > 1)
    worth = [one for one in often if one[1] > 0 and BETWEEN not in one[0]]
    return sorted(worth, key=lambda one: (-one[1], one[0]))[:TRIED]


def _runs(words: list[str]) -> Iterator[str]:
    for first in range(len(words)):
        run = ""
        for word in words[first : first + LONGEST]:
            run += word
            yield run


def _free(text: str) -> Iterator[str]:
    used = set(text)
    return (sign for first, end in RANGES for sign in map(chr, range(first, end)) if sign not in used)
