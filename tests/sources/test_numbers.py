"""German and plain numbers, and the signs that stand where no number is."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import text_table

from sozialraum.model.codes import Code
from sozialraum.sources.numbers import PRESET, evidence, number, read_numbers
from sozialraum.sources.table import Table

WRITTEN = text_table("""
    | text         | comma    | point   | evidence |
    |--------------|----------|---------|----------|
    | 12           | 12       | 12      |          |
    | -3           | -3       | -3      |          |
    | -  23        | -23      | -23     |          |
    | −4           | -4       | -4      |          |
    | +7           | 7        | 7       |          |
    | 1.234,5      | 1234.5   |         | ,        |
    | 1,234.5      |          | 1234.5  | .        |
    | 1.234        | 1234     | 1.234   | ?        |
    | 1,234        | 1.234    | 1234    | ?        |
    | 0.123        |          | 0.123   | .        |
    | .70700312    |          | 0.70700312 | .     |
    | 12,45 %      | 12.45    |         | ,        |
    | 12,5         | 12.5     |         | ,        |
    | 12.5         |          | 12.5    | .        |
    | 1.234.567    | 1234567  |         | ,        |
    | 1 675        | 1675     | 1675    |          |
    | 1'675        | 1675     | 1675    |          |
    | 1 675,25     | 1675.25  |         | ,        |
    | 1e-05        |          | 0.00001 | .        |
    | 1 67         |          |         |          |
    | 12.34,5      |          |         |          |
    | 1234.567,8   |          |         |          |
    | zwölf        |          |         |          |
    | 12a          |          |         |          |
    | inf          |          |         |          |
    | nan          |          |         |          |
    | 1e999        |          |         |          |
    | ٣            |          |         |          |
""")


@pytest.mark.parametrize("row", WRITTEN.to_dict("records"), ids=lambda row: row["text"])
def test_numbers_as_offices_write_them(row: dict[str, str]) -> None:
    assert number(row["text"], ",") == (float(row["comma"]) if row["comma"] else None)
    assert number(row["text"], ".") == (float(row["point"]) if row["point"] else None)
    assert evidence(row["text"]) == row["evidence"]


def column(*texts: str) -> Table:
    cells = pd.DataFrame({"W": list(texts)}, index=pd.RangeIndex(2, len(texts) + 2), dtype="str")
    return Table("werte.csv", ("W",), cells)


def test_one_german_number_decides_for_all_of_the_file() -> None:
    (numbers,), problems = read_numbers(column("1.234", "12,5"), ["W"], None, {})
    assert numbers.values.tolist() == [1234, 12.5]
    assert not problems


def test_alone_a_thousand_or_a_decimal_is_not_guessed() -> None:
    found, problems = read_numbers(column("987", "1.234"), ["W"], None, {})
    assert not found
    assert [(problem.code, problem.row, problem.value) for problem in problems] == [
        (Code.DECIMAL_AMBIGUOUS, 3, "1.234")
    ]
    (numbers,), problems = read_numbers(column("987", "1.234"), ["W"], ",", {})
    assert numbers.values.tolist() == [987, 1234]
    assert not problems


def test_numbers_of_a_geometry_file_have_a_point_whatever_else_is_there() -> None:
    cells = pd.DataFrame({"A": ["1.234"], "B": ["1,5"]}, index=[2], dtype="str")
    table = Table("a.gpkg", ("A", "B"), cells, plain=frozenset({"A"}))
    (a, b), problems = read_numbers(table, ["A", "B"], None, {})
    assert (a.values[2], b.values[2], problems) == (1.234, 1.5, [])


def test_signs_of_official_statistics_keep_five_things_apart() -> None:
    signs = text_table("""
        | sign | value | status |
        |------|-------|--------|
        | 0    | 0     |        |
        | –    | 0     |        |
        | .    |       | Q      |
        | •    |       | Q      |
        | *    |       | Q      |
        | x    |       | M      |
        | ...  |       | L      |
        | /    |       | O      |
        |      |       | O      |
        | NULL |       | O      |
        | -9999 |      | O      |
    """)
    (numbers,), problems = read_numbers(column(*signs["sign"]), ["W"], None, {})
    assert not problems
    assert ["" if pd.isna(value) else f"{value:g}" for value in numbers.values] == signs["value"].tolist()
    assert numbers.status.tolist() == signs["status"].tolist()


def test_a_project_may_give_a_sign_another_meaning() -> None:
    (numbers,), _ = read_numbers(column("-", "kA"), ["W"], None, {"-": "missing", "kA": "withheld"})
    assert numbers.values.isna().all()
    assert numbers.status.tolist() == ["O", "Q"]


@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_a_number_written_the_german_way_reads_back(units: int, digits: int) -> None:
    value = units / 10**digits
    plain = f"{value:,.{digits}f}"
    german = plain.replace(",", "\0").replace(".", ",").replace("\0", ".")
    blank = plain.replace(",", "\u00a0").replace(".", ",")
    assert number(german, ",") == number(blank, ",") == number(plain, ".") == float(f"{value:.{digits}f}")


@given(st.text(max_size=12))
def test_any_text_is_a_number_a_sign_or_refused_but_never_a_crash(text: str) -> None:
    for decimal in ",.":
        value = number(text, decimal)
        assert value is None or abs(value) < float("inf")
    assert evidence(text) in {"", ",", ".", "?"}


def test_no_sign_of_the_preset_is_a_number_that_could_be_counted() -> None:
    assert {sign for sign in PRESET if number(sign, ".") is not None} == {"-9999"}
