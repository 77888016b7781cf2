"""German and plain numbers, and the signs that stand where no number is."""

from collections.abc import Iterable

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import text_table

from sozialraum.model.codes import Code
from sozialraum.model.intake import Aspect, Guess
from sozialraum.sources.tables.non_values import Signs, presets
from sozialraum.sources.tables.numbers import decimal_of, evidence, noted_number, number, read_numbers
from sozialraum.sources.tables.table import Table

WRITTEN = text_table("""
    | text         | comma    | point   | evidence |
    |--------------|----------|---------|----------|
    | 12           | 12       | 12      |          |
    | 0            | 0        | 0       |          |
    | -3           | -3       | -3      |          |
    | -  23        | -23      | -23     |          |
    | −4           | -4       | -4      |          |
    | – 4          | -4       | -4      |          |
    | +7           | 7        | 7       |          |
    | 1.234,5      | 1234.5   |         | ,        |
    | 1,234.5      |          | 1234.5  | .        |
    | 1.234        | 1234     | 1.234   | ?        |
    | 1,234        | 1.234    | 1234    | ?        |
    | -1.234       | -1234    | -1.234  | ?        |
    | 0.123        |          | 0.123   | .        |
    | .70700312    |          | 0.70700312 | .     |
    | -.51435292   |          | -0.51435292 | .    |
    | -,5          | -0.5     |         | ,        |
    | 0.956999999  |          | 0.956999999 | .    |
    | -0.416329999999999 |    | -0.416329999999999 | . |
    | 12,45 %      | 12.45    |         | ,        |
    | 12,5%        | 12.5     |         | ,        |
    | 12,5         | 12.5     |         | ,        |
    | 12.5         |          | 12.5    | .        |
    | 1.234.567    | 1234567  |         | ,        |
    | 1,234,567    |          | 1234567 | .        |
    | 1 675        | 1675     | 1675    |          |
    | 1'675        | 1675     | 1675    |          |
    | 1’675’000    | 1675000  | 1675000 |          |
    | 1 675,25     | 1675.25  |         | ,        |
    | 1'675.25     |          | 1675.25 | .        |
    | 1e-05        | 0.00001  | 0.00001 |          |
    | 1,5E-05      | 0.000015 |         | ,        |
    | 2.5e+3       |          | 2500    | .        |
    | 1 67         |          |         |          |
    | 0 675        |          |         |          |
    | 012 345      |          |         |          |
    | 1 675 12     |          |         |          |
    | 1 675'000    |          |         |          |
    | 1.675 000    |          |         |          |
    | 1 675.123    |          | 1675.123 | .       |
    | 12.34,5      |          |         |          |
    | 1234.567,8   |          |         |          |
    | 1.2.3        |          |         |          |
    | 5,           |          |         |          |
    | 5,-          |          |         |          |
    | ,            |          |         |          |
    | --3          |          |         |          |
    | 12-15        |          |         |          |
    | 12/15        |          |         |          |
    | 23 -         |          |         |          |
    | (12)         |          |         |          |
    | 12 p         |          |         |          |
    | 12*          |          |         |          |
    | 12 ‰         |          |         |          |
    | 12 %%        |          |         |          |
    | ca. 12       |          |         |          |
    | <3           |          |         |          |
    | zwölf        |          |         |          |
    | 12a          |          |         |          |
    | 0x10         |          |         |          |
    | 1_000        |          |         |          |
    | inf          |          |         |          |
    | nan          |          |         |          |
    | 1e999        |          |         |          |
    | 1e           |          |         |          |
    | 12345678901234567890 |  |         |          |
    | ٣            |          |         |          |
""")
# what only a warning lets through, and what looks like it
NOTED = text_table("""
    | text         | comma    | point   | evidence |
    |--------------|----------|---------|----------|
    | 12 ¹         | 12       | 12      |          |
    | 12¹          | 12       | 12      |          |
    | 12,5 % ²     | 12.5     |         | ,        |
    | 12 ¹)        | 12       | 12      |          |
    | 12 1)        | 12       | 12      |          |
    | 1 234 1)     | 1234     | 1234    |          |
    | 1.234 12)    | 1234     | 1.234   | ?        |
    | 23-          | -23      | -23     |          |
    | 1.234,50-    | -1234.5  |         | ,        |
    | 121)         |          |         |          |
    | 1 234)       |          |         |          |
    | 12 123)      |          |         |          |
    | -23-         |          |         |          |
    | 23- 1)       |          |         |          |
    | ¹            |          |         |          |
    | 1)           |          |         |          |
    | - ¹          |          |         |          |
""")
BLANKS = {"blank": " ", "no-break": "\u00a0", "figure": "\u2007", "thin": "\u2009", "narrow no-break": "\u202f"}


def floated(text: str) -> float | None:
    return float(text) if text else None


@pytest.mark.parametrize("row", WRITTEN.to_dict("records"), ids=lambda row: row["text"])
def test_numbers_as_offices_write_them(row: dict[str, str]) -> None:
    assert number(row["text"], ",") == floated(row["comma"])
    assert number(row["text"], ".") == floated(row["point"])
    assert evidence(row["text"]) == row["evidence"]


@pytest.mark.parametrize("row", NOTED.to_dict("records"), ids=lambda row: row["text"])
def test_marks_at_numbers_are_told_or_refused_and_never_another_number(row: dict[str, str]) -> None:
    for sign, expected in ((",", row["comma"]), (".", row["point"])):
        assert number(row["text"], sign) is None
        assert noted_number(row["text"], sign) == floated(expected)
    assert evidence(row["text"]) == row["evidence"]


@pytest.mark.parametrize("blank", BLANKS.values(), ids=BLANKS)
def test_blanks_of_every_width_part_thousands_and_pad(blank: str) -> None:
    assert number(f"{blank}1{blank}675{blank * 4}", ",") == 1675
    assert number(f"-{blank}12{blank}345{blank}678,5{blank}%", ",") == -12345678.5


@pytest.mark.parametrize("blank", ["\n", "\t", "\r\n", "\u2028", "\u200b"])
def test_two_lines_of_a_cell_are_not_one_number(blank: str) -> None:
    assert number(f"1{blank}675", ",") is None
    assert number(f"12{blank}%", ",") is None


def column(*texts: str) -> Table:
    cells = pd.DataFrame({"W": list(texts)}, index=pd.RangeIndex(2, len(texts) + 2), dtype="str")
    return Table("werte.csv", ("W",), cells)


OFFICIAL = Signs(presets()["amtliche_statistik"])


def shown(values: "pd.Series[float]") -> list[str]:
    return ["" if pd.isna(value) else f"{value:.15g}" for value in values]


def told(texts: Iterable[str], preset: str) -> tuple[list[str], list[str], list[int | None]]:
    (numbers,), problems = read_numbers(column(*texts), ["W"], None, Signs(presets()[preset]))
    return shown(numbers.values), numbers.status.tolist(), [problem.row for problem in problems]


def test_one_german_number_decides_for_all_of_the_file() -> None:
    (numbers,), problems = read_numbers(column("1.234", "12,5"), ["W"], None, OFFICIAL)
    assert numbers.values.tolist() == [1234, 12.5]
    assert not problems


def test_alone_a_thousand_or_a_decimal_is_not_guessed() -> None:
    found, problems = read_numbers(column("987", "1.234"), ["W"], None, OFFICIAL)
    assert not found
    assert [(problem.code, problem.row, problem.value) for problem in problems] == [
        (Code.DECIMAL_AMBIGUOUS, 3, "1.234")
    ]
    (numbers,), problems = read_numbers(column("987", "1.234"), ["W"], ",", OFFICIAL)
    assert numbers.values.tolist() == [987, 1234]
    assert not problems


def test_numbers_of_a_geometry_file_have_a_point_whatever_else_is_there() -> None:
    cells = pd.DataFrame({"A": ["1.234"], "B": ["1,5"]}, index=[2], dtype="str")
    table = Table("a.gpkg", ("A", "B"), cells, plain=frozenset({"A"}))
    (a, b), problems = read_numbers(table, ["A", "B"], None, OFFICIAL)
    assert (a.values[2], b.values[2], problems) == (1.234, 1.5, [])


def test_signs_of_official_statistics_keep_five_things_apart() -> None:
    signs = text_table("""
        | sign | value | status |
        |------|-------|--------|
        | 0    | 0     |        |
        | -    | 0     |        |
        | –    | 0     |        |
        | .    |       | Q      |
        | •    |       | Q      |
        | *    |       | Q      |
        | x    |       | M      |
        | ...  |       | L      |
        | …    |       | L      |
        | /    |       | O      |
        |      |       | O      |
        | NULL |       | O      |
        | NA   |       | O      |
        | k. A. |      | O      |
        | -9999 |      | O      |
        | -999 | -999  |        |
    """)
    assert told(signs["sign"], "amtliche_statistik") == (signs["value"].tolist(), signs["status"].tolist(), [])


def test_a_database_writes_nothing_and_any_other_sign_is_told() -> None:
    signs = ["NULL", "NA", "NaN", "-9999", "-999", "", "-", ".", "x"]
    values, status, rows = told(signs, "datenbank")
    assert (values, status) == ([""] * 9, ["O"] * 9)
    assert rows == [8, 9, 10]


def test_only_the_empty_cell_is_nothing_where_the_project_says_so() -> None:
    assert told(["", "-9999", "NULL"], "nur_leer") == (["", "-9999", ""], ["O", "", "O"], [4])


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [("-9999.0", ".", ""), ("-9999,00", ",", ""), ("- 9 999", ",", ""), ("-9.999", ",", ""),
     ("-9.999", ".", "-9.999"), ("-9,999", ",", "-9.999"),
     ("-9999.5", ".", "-9999.5"), ("9999", ".", "9999"), ("-99990", ".", "-99990")],
)  # fmt: skip
def test_a_number_that_means_nothing_means_it_in_every_way_of_writing_and_no_other_does(
    text: str, decimal: str, value: str
) -> None:
    (numbers,), problems = read_numbers(column(text), ["W"], decimal, OFFICIAL)
    assert (shown(numbers.values), problems) == ([value], [])


def test_the_project_goes_before_the_preset_and_the_column_before_both() -> None:
    cells = pd.DataFrame({"A": ["-", "."], "B": ["-", "."]}, index=[2, 3], dtype="str")
    signs = Signs({**OFFICIAL.file, "-": "missing"}, {"B": {"-": "withheld"}})
    (a, b), _ = read_numbers(Table("x.csv", ("A", "B"), cells), ["A", "B"], None, signs)
    assert (a.status.tolist(), b.status.tolist()) == (["O", "Q"], ["Q", "Q"])


def test_classes_written_as_signs_are_numbers_in_their_column_only() -> None:
    cells = pd.DataFrame({"A": ["+", "+/-", "-", "", "2"], "B": ["-"] * 5}, index=range(2, 7), dtype="str")
    signs = Signs(OFFICIAL.file, numbers={"A": {"+": 1, "+/-": 2, "-": 3}})
    (a, b), problems = read_numbers(Table("x.csv", ("A", "B"), cells), ["A", "B"], None, signs)
    assert shown(a.values) == ["1", "2", "3", "", "2"]
    assert (a.status.tolist(), shown(b.values), problems) == (["", "", "", "O", ""], ["0"] * 5, [])


def test_a_mark_at_a_number_is_told_once_with_the_number_and_how_many_rows() -> None:
    (numbers,), problems = read_numbers(column("12 ¹", "7", "12 ¹", "5-"), ["W"], None, OFFICIAL, True)
    assert numbers.values.tolist() == [12, 7, 12, -5]
    assert [(one.code, one.row, one.value, dict(one.fields), one.is_error) for one in problems] == [
        (Code.NUMBER_READ_AS, 2, "12 ¹", {"number": "12", "count": "2"}, False),
        (Code.NUMBER_READ_AS, 5, "5-", {"number": "-5", "count": "1"}, False),
    ]
    assert all(problem.about_persons for problem in problems)


def test_the_decimal_sign_is_a_guess_where_something_shows_it() -> None:
    for texts, stated, expected in (
        (["1", "12,5"], None, (Guess(Aspect.DECIMAL, ","),)),
        (["1", "12,5"], ",", (Guess(Aspect.DECIMAL, ",", stated=True),)),
        (["1", "-"], None, ()),
    ):
        _, guesses, problems = decimal_of(column(*texts), ["W"], stated, OFFICIAL)
        assert (guesses, problems) == (expected, [])


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


def test_the_only_numbers_among_the_signs_are_those_of_databases() -> None:
    signs = {sign for preset in presets().values() for sign in preset}
    assert {sign for sign in signs if number(sign, ".") is not None} == {"-9999", "-999"}
    assert not any(noted_number(sign, decimal) for sign in signs for decimal in ",.")


@given(st.text(max_size=12), st.sampled_from(",."))
def test_blanks_around_and_the_percent_sign_change_no_number(text: str, decimal: str) -> None:
    value = number(text, decimal)
    assert number(f"  {text} ", decimal) == value
    if value is not None and "%" not in text:
        assert number(f"{text} %", decimal) == value
