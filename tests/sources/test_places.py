"""Places and Merkmale of facilities: every row is used, or there is a Problem about it."""

from pathlib import Path

import pytest
from cities import PLACES, write_city
from reading import read, refused

from sozialraum.model.codes import Code

TOML = "projekt.toml"
FILE = "facilities/plaetze.csv"
HEAD = PLACES.splitlines()[0]
ENTRY = f'file = "{FILE}"'


def city(folder: Path, *rows: str, further: str = "", kind: str = "betriebserlaubnis") -> Path:
    toml = {ENTRY: f"{ENTRY}\n{further}", 'kind = "betriebserlaubnis"\nsource': f'kind = "{kind}"\nsource'}
    return write_city(folder, replace={TOML: toml}, add={FILE: "\n".join([HEAD, *rows]) + "\n"})


@pytest.mark.slow
def test_places_and_hours_are_read_with_one_decimal_sign(tmp_path: Path) -> None:
    rows = ("k1;U3;2023/24;1.200;38,5", "k2;U3;2023/24;30;45")
    offers = read(city(tmp_path / "shown", *rows)).offers.set_index("facility_id")
    assert offers[["places", "weekly_hours"]].to_numpy().tolist() == [[1200, 38.5], [30, 45]]
    (problem,) = refused(city(tmp_path / "open", "k1;U3;2023/24;1.200;45"))
    assert problem.code == Code.DECIMAL_AMBIGUOUS
    (problem,) = refused(city(tmp_path / "both", "k1;U3;2023/24;30,5;38.5"))
    assert problem.code == Code.DECIMAL_MIXED


def test_a_kita_year_may_be_written_with_its_name(tmp_path: Path) -> None:
    offers = read(city(tmp_path, "k1;U3;Kita-Jahr 2023/24;10;", "k2;U3;Kindergartenjahr 2023/2024;12;")).offers
    assert offers["period"].tolist() == ["2023/24", "2023/24"]


@pytest.mark.parametrize(
    ("period", "code"),
    [("2023-24", Code.PERIOD_AMBIGUOUS), ("23/24", Code.PERIOD_AMBIGUOUS), ("2. Hj. 2023", Code.PERIOD_HALF_YEAR),
     ("bald", Code.PERIOD_UNKNOWN)],
)  # fmt: skip
def test_what_is_no_clear_period_is_refused_with_why(period: str, code: Code, tmp_path: Path) -> None:
    (problem,) = refused(city(tmp_path, f"k1;U3;{period};10;"))
    assert (problem.code, problem.value, problem.column) == (code, period, "KITAJAHR")


def test_no_place_withheld_places_and_unknown_places_stay_apart(tmp_path: Path) -> None:
    rows = ("k1;U3;2023/24;-;", "k2;U3;2023/24;.;", "k3;U3;2023/24;;", "k4;U3;2023/24;0;", "k5;U3;2023/24;x;")
    offers = read(city(tmp_path, *rows)).offers
    assert offers["status"].tolist() == ["A", "Q", "O", "A", "M"]
    assert offers["places"].fillna(-1).tolist() == [0, -1, -1, 0, -1]


def test_signs_of_a_column_hold_in_that_column_only(tmp_path: Path) -> None:
    signs = 'column_non_values = { PLAETZE = { "-" = "missing" } }'
    offers = read(city(tmp_path, "k1;U3;2023/24;-;-", further=signs)).offers
    assert offers["status"].tolist() == ["O"]
    assert offers["weekly_hours"].tolist() == [0]


def test_places_taken_are_children_so_their_number_is_not_quoted(tmp_path: Path) -> None:
    (problem,) = refused(city(tmp_path, "k1;U3;2023/24;drei;", kind="belegt"))
    assert (problem.code, problem.about_persons) == (Code.NOT_A_NUMBER, True)
