"""No count that is to be withheld can be read out of anything a build writes; a leaking build is caught."""

import base64
import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from canary.canary_city import Canaries, canary_files, primes, write_canary_city, write_canary_workbook
from canary.decoding import decoded, leaks
from canary.leaking_city import as_in_the_office
from running import build_here, tree

from sozialraum.analysis import disclosure
from sozialraum.model.audit import Audit
from sozialraum.presentation.annex.sheet import Block, Column, Row, Sheet, book_bytes
from sozialraum.presentation.page.packing import packed


def built(folder: Path, numbers: Iterator[int], language: str) -> tuple[dict[str, bytes], Canaries]:
    project, canaries = write_canary_city(folder / "stadt", numbers, language)
    assert build_here([project], folder / "karten") == 0
    return tree(folder / "karten"), canaries


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> list[int]:
    """Primes that occur by chance nowhere in the pages of the same city with other counts."""
    usual = primes()
    files, canaries = built(tmp_path_factory.mktemp("anders"), iter(usual), "de")
    by_chance = decoded(files).numbers
    rest = [prime for prime in usual if prime not in canaries.counts and prime not in by_chance]
    for start in range(len(rest)):
        chosen = Canaries(iter(rest[start:]))
        canary_files(chosen)
        if not chosen.shown_by_chance():
            return rest[start:]
    return pytest.fail("every choice of primes collides with a number that may be shown")


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_withheld_count_can_be_read_anywhere(tmp_path: Path, numbers: list[int], language: str) -> None:
    files, canaries = built(tmp_path, iter(numbers), language)
    assert len(canaries.counts) == len(set(canaries.counts)) > 60
    assert len(files) > 15
    other = "en" if language == "de" else "de"
    assert len([name for name in files if name.startswith(f"musterstadt/{other}/")]) > 6, "pages in both languages"
    assert leaks(decoded(files), canaries.counts, canaries.rates) == []


def test_the_pages_say_that_something_is_withheld(tmp_path: Path, numbers: list[int]) -> None:
    files, _ = built(tmp_path, iter(numbers), "de")
    indicators = pd.read_csv(tmp_path / "karten" / "musterstadt" / "data" / "indicators.csv", keep_default_na=False)
    own = indicators[~indicators["area_id"].isin(["city", "west", "ost"]) & (indicators["status"] != "O")]
    assert set(own["status"]) == {"Q"}
    assert set(own["value"]) | set(own["numerator"]) | set(own["denominator"]) | set(own["note"]) == {""}
    assert b"gesperrt" in files["musterstadt/nord.html"]
    assert b"withheld" in files["musterstadt/en/nord.html"]


HOMES = ("tpgorlu", "tpbimsa", "gorludora", "bimsadora", "zefkudora", "ummerzien", "grelfswinkel", "7927", "500377")


def test_no_withheld_count_of_a_workbook_can_be_read_anywhere(tmp_path: Path, numbers: list[int]) -> None:
    """One projekt.xlsx holds counts and childminders; neither a count nor a word of a home is told."""
    project, canaries = write_canary_workbook(tmp_path / "stadt", iter(numbers))
    assert build_here([project], tmp_path / "karten") == 0
    found = decoded(tree(tmp_path / "karten"))
    assert len(canaries.counts) > 20
    assert leaks(found, canaries.counts, canaries.rates) == []
    texts = [(where, text.casefold()) for where, text in found.texts]
    assert [(word, where) for word in HOMES for where, text in texts if word in text] == []


def nothing(table: pd.DataFrame, *_: Any) -> pd.Series:
    return pd.Series(False, index=table.index)


def as_it_is(table: Any, *_: Any) -> Any:
    return table


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "careless"),
    [
        ("withheld_rows", nothing),
        ("public_planning", as_in_the_office),
        ("public_offers", as_it_is),
        ("public_facility_values", as_it_is),
        ("public_problem", as_it_is),
    ],
)
def test_a_leaking_build_is_caught(
    tmp_path: Path,
    numbers: list[int],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    careless: Callable[..., Any],
) -> None:
    """All through one hole only: indicators, balances worked out from them, places taken, schools, warnings.

    The audit, which would refuse some of them, is away.
    """
    assert callable(getattr(disclosure, name))
    monkeypatch.setattr(disclosure, name, careless)
    monkeypatch.setattr(disclosure, "audit", lambda *_: Audit())
    files, canaries = built(tmp_path, iter(numbers), "de")
    assert leaks(decoded(files), canaries.counts, canaries.rates) != []


def in_block(data: Any) -> dict[str, bytes]:
    return {"a.html": f'<script type="application/json">{json.dumps(packed(data))}</script>'.encode()}


def changing(n: int) -> dict[str, Any]:
    """A change that only the page's script works out, from two values."""
    layer = {"v": [[1000], [1000 + n]], "city": [None, None], "change": [None, {"from": 0, "as": "points"}]}
    return {"layers": [layer]}


def of_larger_areas(n: int) -> dict[str, Any]:
    """Larger areas, whose change only the page's script works out; the city's values stand at the layer."""
    layer = {"id": "x", "v": [[1], [1]], "city": [None, None], "periods": []}
    told = {"v": [[1000], [1000 + n]], "change": [None, {"from": 0, "as": "points"}]}
    return {"layers": [layer], "larger": {"areas": [], "layers": {"x": told}}}


def workbook(n: int) -> dict[str, bytes]:
    """A number in a cell, as the annex writes it."""
    block = Block((Column("Kinder", 10, "whole"),), (Row((n,)),))
    return {"a.xlsx": book_bytes([Sheet("Kinder", "Kinder", (), (block,))], "Anlage")}


HIDING: dict[str, Callable[[int], dict[str, bytes]]] = {
    "number in a block": lambda n: {
        "a.html": f'<script type="application/json">{{"a": [[[1, {n}]]]}}</script>'.encode()
    },
    "differences in a block": lambda n: {
        "a.html": f'<script type="application/json">{{"v": [[{n - 700}, 300, 400]]}}</script>'.encode()
    },
    "packed block": lambda n: in_block({"v": [[n - 700, 300, 400]] * 9}),
    "change that the page works out": lambda n: in_block(changing(n)),
    "row of numbers written as letters": lambda n: in_block({"v": [[*range(100, 160), n]]}),
    "change in larger areas": lambda n: in_block(of_larger_areas(n)),
    "German text": lambda n: {"a.html": f"<p>{n // 1000}.{n % 1000:03} Kinder</p>".encode()},
    "English text": lambda n: {"a.html": f"<p>{n // 1000},{n % 1000:03} children</p>".encode()},
    "narrow space": lambda n: {"a.html": f"<p>{n // 1000}\u202f{n % 1000:03}</p>".encode()},
    "entities": lambda n: {"a.html": ("<p>" + "".join(f"&#{ord(digit)};" for digit in str(n)) + "</p>").encode()},
    "escapes": lambda n: {"a.json": ('"' + "".join(f"\\u{ord(digit):04x}" for digit in str(n)) + '"').encode()},
    "table": lambda n: {"a.csv": f"a,b\n1,{n}.0\n".encode()},
    "attribute": lambda n: {"a.html": f'<path d="M{n} 1" aria-label="x">'.encode()},
    "base64": lambda n: {"a.html": base64.b64encode(f'{{"anzahl": {n}}}'.encode() * 3)},
    "gzip in base64": lambda n: {"a.html": base64.b64encode(gzip.compress(json.dumps({"n": n}).encode()))},
    "zlib in hex": lambda n: {"a.txt": zlib.compress(f"Kinder: {n}".encode()).hex().encode()},
    "gzip file": lambda n: {"a.gz": gzip.compress(f"Kinder: {n}".encode())},
    "workbook": workbook,
    "packed": lambda n: {"a.txt": base64.b64encode(b"\xff\xfe\x00\x01" * 4 + n.to_bytes(4, "little"))},
}


@pytest.mark.parametrize("way", HIDING)
def test_the_checker_sees_through(way: str) -> None:
    count = 7_919
    assert leaks(decoded(HIDING[way](count)), [count], []) != []
    assert leaks(decoded(HIDING[way](count)), [count + 18, 791, 79_190], []) == []


def test_the_checker_sees_rates(numbers: list[int]) -> None:
    rate = 100 * 5_003 / 9_973
    assert leaks(decoded({"a.csv": f"{rate:.12g}".encode()}), [], [rate])
    assert leaks(decoded({"a.html": f"<p>{rate:.4f} %</p>".replace(".", ",").encode()}), [], [rate])
    assert not leaks(decoded({"a.csv": b"50.1"}), [], [rate])
