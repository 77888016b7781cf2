"""What one output says and another withholds is read, drawn small."""

import json

from attack.small_edition import SINGLE, counts, edition
from attack.spoken import contradictions

YEARS = {2020: {"a": 11, "b": 23, "c": 4, "d": 37, "e": 41}}
GONE = [("c", 2020), ("n", 2020)]


def page(values: list[int | None], letters: str, *findings: dict[str, str], body: str = "") -> bytes:
    """An atlas of one layer, and what stands below it."""
    data = {
        "areas": [{"id": area} for area in SINGLE],
        "layers": [
            {"id": "x", "label": "Fälle", "short": "Fälle", "periods": [{"id": "2020", "label": "2020"}],
             "v": [values], "s": [letters], "city": [{"v": 116, "s": "A"}]}
        ],
        "findings": {"city": [], "areas": {"2": list(findings)}},
    }  # fmt: skip
    block = f'<script type="application/json">{json.dumps(data)}</script>'
    return f"<html><body><h1>Atlas</h1>{body}{block}</body></html>".encode()


def files(index: bytes) -> dict[str, bytes]:
    return edition(counts("x", YEARS, GONE)) | {"index.html": index}


def test_a_page_that_withholds_the_same_is_sound() -> None:
    assert contradictions(files(page([11, 23, None, 37, 41], "AAQAA"))) == []


def test_a_number_in_the_page_behind_the_word() -> None:
    assert contradictions(files(page([11, 23, 4, 37, 41], "AAQAA")))


def test_a_number_that_the_page_withholds_and_the_table_tells() -> None:
    assert contradictions(files(page([11, None, None, 37, 41], "AQQAA")))


def test_a_rank_in_a_sentence() -> None:
    told = {"text": "Fälle: Platz 5 von 5", "layer": "x", "period": "2020"}
    assert contradictions(files(page([11, 23, None, 37, 41], "AAQAA", told)))


def test_a_column_of_a_table_that_has_another_name() -> None:
    rows = [("Gebiet a", "11"), ("Gebiet b", "23"), ("Gebiet c", "{}"), ("Gebiet d", "37"), ("Gebiet e", "41")]
    table = "<table><tr><th>Gebiet</th><th>Anzahl</th></tr>"
    table += "".join(f"<tr><th>{name}</th><td>{number}</td></tr>" for name, number in rows) + "</table>"
    usual = page([11, 23, None, 37, 41], "AAQAA", body=table.format("gesperrt (Datenschutz)"))
    assert contradictions(files(usual)) == []
    assert contradictions(files(page([11, 23, None, 37, 41], "AAQAA", body=table.format("4"))))
    assert contradictions(files(page([11, 23, None, 37, 41], "AAQAA", body=table.format("9"))))
