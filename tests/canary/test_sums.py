"""No withheld count is the sum, the difference, a simple multiple or a ratio of numbers that an edition tells.

Chance is kept out by size. The counts are primes between half and one thousand million, below a min_count of as many;
positions, lengths and sizes of files are numbers below one million or with a fraction. So a sum of told numbers hits
a count only if a told number is of that size itself, and only totals of counts are. There are fewer than a hundred of
them: some 10,000 sums and differences meet 150 counts among 500,000,000 numbers by chance once in 300 cities.
A count is its own only prime factor, so no whole multiple of another number is one.
"""

import csv
import io
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from canary.canary_city import Canaries, write_canary_city
from canary.decoding import decoded
from running import build_here, tree

from sozialraum.analysis import disclosure
from sozialraum.model.audit import Audit

LARGEST = 1_000_000_000
SEED = 7
LARGE = 1_000_000  # what is smaller is no count of people here
SIMPLE = (2, 3, 4, 5, 10, 100, 1_000)


def large_primes() -> Iterator[int]:
    """Primes between half of LARGEST and LARGEST in no order, none twice."""
    drawn, met = Random(SEED), set[int]()
    small = [n for n in range(3, int(LARGEST**0.5) + 2, 2) if all(n % by for by in range(3, int(n**0.5) + 1, 2))]
    while True:
        number = drawn.randrange(LARGEST // 2 + 1, LARGEST, 2)
        if number not in met and all(number % by for by in small):
            met.add(number)
            yield number


def follow(files: dict[str, bytes], counts: list[int]) -> list[str]:
    """Which counts are a told number, a sum or difference of two, a simple multiple or part, or a rate of one."""
    secret, found = {float(count) for count in counts}, decoded(files)
    large = sorted({abs(n) for n in found.numbers if abs(n) > LARGE and n == round(n) and abs(n) < 100 * LARGEST})
    hits = [f"{n:.0f} stands in {found.numbers.get(n)}" for n in large if n in secret]
    hits += [f"{n * by:.0f} is {by} times a number" for n in large for by in SIMPLE if n * by in secret]
    hits += [f"{n / by:.0f} is a number by {by}" for n in large for by in SIMPLE if n / by in secret]
    for one, other in combinations(large, 2):
        hits += [f"{n:.0f} is of two numbers" for n in (one + other, other - one) if n in secret]
    for value in rates(files):
        for n in large:
            for by in (1, 100, 1_000):
                near = round(n * value / by)
                if float(near) in secret and abs(n * value / by - near) < 1e-3:  # far below one person
                    hits.append(f"{near} is {value} in {by} of a number")
    return hits


def rates(files: dict[str, bytes]) -> set[float]:
    """Shares, rates and changes in the open tables."""
    found = set()
    for name in ("indicators", "measures", "changes"):
        for row in csv.DictReader(io.StringIO(files[f"musterstadt/data/{name}.csv"].decode())):
            text = row.get("value") or row.get("change") or ""
            if "." in text:
                found.add(float(text))
    return found


def built(folder: Path) -> tuple[dict[str, bytes], Canaries]:
    project, canaries = write_canary_city(folder / "stadt", large_primes(), "de", LARGEST)
    assert build_here([project], folder / "karten") == 0
    return tree(folder / "karten"), canaries


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], Canaries]:
    return built(tmp_path_factory.mktemp("summen"))


def test_no_count_follows_from_two_told_numbers(sound: tuple[dict[str, bytes], Canaries]) -> None:
    files, canaries = sound
    assert len(set(canaries.counts)) > 60
    assert follow(files, canaries.counts) == []


def test_totals_are_told(sound: tuple[dict[str, bytes], Canaries]) -> None:
    """Else nothing could follow, and the test above would prove nothing."""
    files, canaries = sound
    told = {n for n in decoded(files).numbers if n == round(n)}
    pairs = {float(one + other) for one, other in combinations(canaries.counts, 2)}
    assert told & pairs


def line(*numbers: float) -> dict[str, bytes]:
    """An edition of one line of numbers and empty tables."""
    files = {f"musterstadt/data/{name}.csv": b"value\n" for name in ("indicators", "measures", "changes")}
    return files | {"musterstadt/zahlen.csv": ("a\n" + "\n".join(f"{n:.12g}" for n in numbers)).encode()}


def test_the_checker_sees_sums_differences_parts_and_rates() -> None:
    numbers = large_primes()
    one, other, third = next(numbers), next(numbers), next(numbers)
    assert follow(line(one + other, other), [one])  # a total beside all but one part
    assert follow(line(one + other, one + other + third), [third])
    assert follow(line(2 * one), [one])
    assert follow(line(one), [one])
    share = line(other)
    share["musterstadt/data/indicators.csv"] = f"value\n{100 * one / other:.14g}\n".encode()
    assert follow(share, [one])  # a rate with its base
    change = line(other)
    change["musterstadt/data/changes.csv"] = f"change\n{100 * one / other:.14g}\n".encode()
    assert follow(change, [one])
    assert not follow(line(one + other, other + third), [one, other, third])


def all_but_one(*_: Any) -> Callable[..., Any]:
    """withheld_rows, careless: of each sum only the first part is withheld."""
    careful = disclosure.withheld_rows

    def careless(table: Any, *rest: Any) -> Any:
        hidden = careful(table, *rest)
        keys = ["indicator_id", "period", "group"]
        return hidden & ~(table[keys].duplicated() & (table["indicator_id"] == "children_u3"))

    return careless


def test_a_total_beside_all_but_one_of_its_parts_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure, "withheld_rows", all_but_one())
    monkeypatch.setattr(disclosure, "audit", lambda *_: Audit())  # it would refuse
    files, canaries = built(tmp_path)
    assert follow(files, canaries.counts)
