"""One small city written in five ways: whatever file its figures came in, the tables are the same."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from cities import CORNERS, feature, geojson, square
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from pandas.testing import assert_frame_equal
from workbooks import BOUNDARIES, CITY, filled_in

from sozialraum.errors import InputError
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project

FEW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
KEYS = ("0501", "0502", "0503", "0504")  # with a zero in front that a spreadsheet takes away
YEARS = (2021, 2022)
COUNT, SHARE = "children", "quota"
PROJECT = """
schema = 1
[city]
name = "Musterstadt"
ags = "05999999"
crs = "EPSG:25832"
[areas]
file = "stadtteile.geojson"
columns = { area_id = "KEY", name = "NAME" }
label = { de = "Stadtteil" }
label_plural = { de = "Stadtteile" }
boundaries_as_of = 2023-12-31
source = "amt"
[disclosure.oeffentlich]
min_count = 5
min_base = 0
zeros = "zeigen"
complement = "sperren"
rates_without_counts = "sperren"
min_values = 3
dominance = "keine"
rounding = "keine"
rule = "erfunden"
set_by = "erfunden"
set_on = 2024-02-01
[sources.amt]
title = "Amt"
publisher = "Musterstadt"
[[handlungsfelder]]
id = "bevoelkerung"
label = { de = "Bevölkerung" }
[[indicators]]
id = "children"
label = { de = "Kinder" }
short = { de = "Kinder" }
handlungsfeld = "bevoelkerung"
definition = { de = "am Stichtag" }
kind = "count"
counts = "persons"
unit = { de = "Kinder" }
per = 1
decimals = 0
polaritaet = "keine"
rolle = "kontext"
raumbezug = "wohnort"
zeitbezug = "stichtag"
source = "amt"
[[indicators]]
id = "quota"
label = { de = "Quote" }
short = { de = "Quote" }
handlungsfeld = "bevoelkerung"
definition = { de = "je 100" }
kind = "share"
counts = "persons"
unit = { de = "%" }
polaritaet = "keine"
rolle = "kontext"
raumbezug = "wohnort"
zeitbezug = "stichtag"
source = "amt"
"""
LONG = """
[[values]]
file = "{file}"
columns = {{ area_id = "Schlüssel", indicator = "Kennzahl", period = "Stichtag", value = "Wert", status = "Status" }}
indicator_names = {{ "Kinder" = "children", "Quote" = "quota" }}
"""
WIDE = """
[[values]]
file = "{file}"
columns = {{ area_id = "Schlüssel" }}
status = "{status}"
wide = [{columns}]
"""
LABELS = {COUNT: "Kinder", SHARE: "Quote"}
SIGNS = {"O": ("", "k. A."), "M": ("x", "X"), "Q": (".", "*")}  # missing, not applicable, withheld


@dataclass(frozen=True)
class City:
    """Figures of four areas and two days.

    Args:
        cells: (area, indicator, year) -> hundredths, or the status of a cell without a number.
        estimated: (indicator, year) whose numbers are estimated.
    """

    cells: Mapping[tuple[str, str, int], int | str]
    estimated: frozenset[tuple[str, int]]


COLUMNS = [(indicator, year) for indicator in (COUNT, SHARE) for year in YEARS]


def cells(most: int, step: int) -> st.SearchStrategy[int | str]:
    """Zero is as likely as any other number, and so is each of the states that have none."""
    return st.one_of(st.just(0), st.integers(0, most).map(lambda n: n * step), st.sampled_from(sorted(SIGNS)))


CITIES = st.builds(
    City,
    st.fixed_dictionaries(
        {
            (key, indicator, year): cells(99_999, 100) if indicator == COUNT else cells(10_000, 1)
            for key in KEYS
            for indicator, year in COLUMNS
        }
    ),
    st.frozensets(st.sampled_from(COLUMNS), max_size=2),
)
EVERYTHING = City(
    {
        (key, indicator, year): said
        for (key, indicator, year), said in zip(
            [(key, *column) for key in KEYS for column in COLUMNS],
            [0, 1700, "O", "M", "Q", 300, 29, 0, 5, 100_000, 1234, "O", "M", 400, "Q", 9_999],
            strict=True,
        )
    }
    | {("0503", COUNT, 2021): 500},
    frozenset({(SHARE, 2021)}),
)


def written(city: City) -> pd.DataFrame:
    """The rows that every way must give."""
    rows = []
    for (key, indicator, year), said in city.cells.items():
        estimated = "E" if (indicator, year) in city.estimated else "A"
        value, status = (None, said) if isinstance(said, str) else (said / 100, estimated)
        rows.append((key, indicator, f"{year}-12-31", value, status))
    return in_order(pd.DataFrame(rows, columns=["area_id", "indicator_id", "period", "value", "status"]))


def in_order(table: pd.DataFrame) -> pd.DataFrame:
    texts = dict.fromkeys(["area_id", "indicator_id", "period", "status"], "str")
    return table.astype({"value": "Float64", **texts}).sort_values(list(texts)[:3], ignore_index=True)


def sign(key: str, said: str) -> str:
    """One of the signs of that state; different areas write different ones."""
    return SIGNS[said][int(key) % 2]


def typed(key: str, indicator: str, said: int | str) -> str:
    """As a German office writes it into a text file; a zero of every second area is a dash."""
    if isinstance(said, str):
        return sign(key, said)
    if said == 0 and int(key) % 2:
        return "-"
    return str(said // 100) if indicator == COUNT else f"{said // 100},{said % 100:02}"


def real(key: str, indicator: str, said: int | str) -> int | float | str | None:
    """As it stands in a workbook: a share is a fraction shown in per cent."""
    if isinstance(said, str):
        return sign(key, said) or None
    return said // 100 if indicator == COUNT else said / 10_000


def as_long_csv(city: City) -> tuple[str, dict[str, bytes]]:
    rows = ["Schlüssel;Kennzahl;Stichtag;Wert;Status"]
    for (key, indicator, year), said in city.cells.items():
        status = "E" if (indicator, year) in city.estimated and not isinstance(said, str) else ""
        rows.append(f"{key};{LABELS[indicator]};31.12.{year};{typed(key, indicator, said)};{status}")
    return LONG.format(file="lang.csv"), {"lang.csv": "\r\n".join(rows).encode("cp1252")}


def as_wide_csv(city: City) -> tuple[str, dict[str, bytes]]:
    rows = [";".join(["Schlüssel", *(f"{LABELS[indicator]} {year}" for indicator, year in COLUMNS)])]
    rows += [
        ";".join([key, *(typed(key, column[0], city.cells[key, *column]) for column in COLUMNS)]) for key in KEYS
    ]
    return wide_entries(city, "breit.csv", " "), {"breit.csv": "\n".join(rows).encode()}


def as_long_workbook(city: City) -> tuple[str, dict[str, bytes]]:
    """Titles above, real dates, keys that are numbers with a format that shows their zeros."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Kinder und Quoten"])
    sheet.append([])
    sheet.append(["Schlüssel", "Kennzahl", "Stichtag", "Wert", "Status"])
    for (key, indicator, year), said in city.cells.items():
        status = "E" if (indicator, year) in city.estimated and not isinstance(said, str) else None
        sheet.append([int(key), LABELS[indicator], date(year, 12, 31), real(key, indicator, said), status])
        sheet.cell(sheet.max_row, 1).number_format = "0000"
        if indicator == SHARE and not isinstance(said, str):
            sheet.cell(sheet.max_row, 4).number_format = "0.0%"
    return LONG.format(file="lang.xlsx"), {"lang.xlsx": saved(book)}


def as_wide_workbook(city: City) -> tuple[str, dict[str, bytes]]:
    """The years below a merged heading, keys that lost their zeros, a note below."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Schlüssel", *(LABELS[indicator] if year == YEARS[0] else None for indicator, year in COLUMNS)])
    sheet.append([None, *(year for _, year in COLUMNS)])
    for merged in ("A1:A2", "B1:C1", "D1:E1"):
        sheet.merge_cells(merged)
    for key in KEYS:
        sheet.append([int(key), *(real(key, column[0], city.cells[key, *column]) for column in COLUMNS)])
        for place, (indicator, _) in enumerate(COLUMNS, start=2):
            if indicator == SHARE:
                sheet.cell(sheet.max_row, place).number_format = "0%"
    sheet.append([])
    sheet.append(["Quelle: Amt"])
    return wide_entries(city, "breit.xlsx", " | "), {"breit.xlsx": saved(book)}


def wide_entries(city: City, file: str, between: str) -> str:
    """One entry for the columns whose numbers are counted, one for the estimated ones."""
    entries = ""
    for status in "AE":
        own = [column for column in COLUMNS if (column in city.estimated) == (status == "E")]
        columns = ", ".join(
            f'{{ column = "{LABELS[indicator]}{between}{year}", indicator = "{indicator}", period = "{year}-12-31" }}'
            for indicator, year in own
        )
        entries += WIDE.format(file=file, status=status, columns=columns) if own else ""
    return entries


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def boundaries() -> str:
    squares = [
        feature({"KEY": key, "NAME": f"Gebiet {key}"}, {"type": "Polygon", "coordinates": square(*corner)})
        for key, corner in zip(KEYS, CORNERS.values(), strict=True)
    ]
    return geojson(squares)


def read(folder: Path, toml: str, files: Mapping[str, bytes]) -> pd.DataFrame:
    """The table of indicators of a city with these entries and files."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "stadtteile.geojson").write_text(boundaries(), encoding="utf-8")
    (folder / "projekt.toml").write_text(PROJECT + toml, encoding="utf-8")
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return read_inputs(read_project(folder / "projekt.toml")).indicators


def read_workbook_city(folder: Path, city: City) -> pd.DataFrame:
    """The same city as one projekt.xlsx; its indicators get ids of their labels."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / BOUNDARIES).write_text(boundaries(), encoding="utf-8")
    rows = []
    for (key, indicator, year), said in city.cells.items():
        status = "E" if (indicator, year) in city.estimated and not isinstance(said, str) else None
        plain = real(key, indicator, said)
        value = said / 100 if indicator == SHARE and not isinstance(said, str) else plain
        rows.append((f"Gebiet {key}", LABELS[indicator], date(year, 12, 31), value, None, None, status))
    common = ("Demografie und Bevölkerungsstruktur", "erfunden")
    own = {
        "sources": [("Gliederung", "Gliederung", "Musterstadt"), ("Amt", "Amt", "Musterstadt")],
        "indicators": [
            ("Kinder", "Amt", None, None, None, *common, "Anzahl", "Personen", "Kinder", 1, 0, *ROLE),
            ("Quote", "Amt", None, None, None, *common, "Anteil", "Personen", "%", None, None, *ROLE),
        ],
        "values": rows,
    }
    head = {name: value for name, value in CITY.items() if not name.startswith(("index", "gaps", "places", "keys"))}
    (folder / "projekt.xlsx").write_bytes(filled_in(head, own))
    table = read_inputs(read_project(folder / "projekt.xlsx")).indicators
    return table.assign(indicator_id=table["indicator_id"].map({"kinder": COUNT, "quote": SHARE}))


ROLE = ("keines von beidem", "Kontext", "Wohnort", "Stichtag")
WAYS: dict[str, Callable[[City], tuple[str, dict[str, bytes]]]] = {
    "long text": as_long_csv,
    "wide text": as_wide_csv,
    "long workbook": as_long_workbook,
    "wide workbook": as_wide_workbook,
}


@pytest.mark.parametrize("way", WAYS)
@FEW
@given(city=CITIES)
@example(EVERYTHING)
def test_every_way_in_gives_the_same_table(tmp_path_factory: pytest.TempPathFactory, way: str, city: City) -> None:
    found = read(tmp_path_factory.mktemp("city"), *WAYS[way](city))
    assert_frame_equal(in_order(found[list(written(city).columns)]), written(city))
    assert found[["numerator", "denominator"]].isna().all(axis=None)
    assert set(found["group"]) | set(found["reason"]) | set(found["note"]) == {""}


@settings(FEW, max_examples=3)
@given(city=CITIES)
@example(EVERYTHING)
def test_a_project_workbook_gives_the_same_table(tmp_path_factory: pytest.TempPathFactory, city: City) -> None:
    found = read_workbook_city(tmp_path_factory.mktemp("city"), city)
    assert_frame_equal(in_order(found[list(written(city).columns)]), written(city))


def with_cell(
    folder: Path, indicator: str, value: object, number_format: str = "General", since_1904: bool = False
) -> tuple[float | None, str] | str:
    """What becomes of one cell among ordinary ones: (value, status), or the code of the error."""
    book = Workbook()
    if since_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet.append(["Schlüssel", "Kennzahl", "Stichtag", "Wert", "Status"])
    for key in KEYS:
        sheet.append([key, LABELS[indicator], date(2022, 12, 31), 7])
    cell = sheet.cell(3, 4)
    cell.value = value
    cell.number_format = number_format
    try:
        table = read(folder, LONG.format(file="lang.xlsx"), {"lang.xlsx": saved(book)})
    except InputError as error:
        return str(error.problems[0].code)
    assert set(table["period"]) == {"2022-12-31"}
    assert table.loc[table["area_id"] != KEYS[1], "value"].tolist() == [7.0] * 3
    (row,) = table[table["area_id"] == KEYS[1]].to_dict("records")
    return (None if pd.isna(row["value"]) else row["value"], row["status"])


MISSING = (None, "O")


@pytest.mark.parametrize(
    ("indicator", "value", "number_format", "found"),
    [
        (SHARE, 0.123, "0.0%", (12.3, "A")),  # as it is shown
        (SHARE, 0.29, "0%", (29.0, "A")),  # the number, not the rounded picture of it, and no noise of a float
        (SHARE, 0.123, "General", (0.123, "A")),
        (SHARE, "12,3 %", "@", (12.3, "A")),
        (COUNT, 17, '0" Kinder"', (17.0, "A")),
        (COUNT, 17, "000", (17.0, "A")),
        (COUNT, 0, '0;-0;"-"', (0.0, "A")),  # a zero that is shown as a dash
        (COUNT, 0, ";;;", (0.0, "A")),  # a zero that is not shown
        (COUNT, "0", "@", (0.0, "A")),
        (COUNT, "17", "@", (17.0, "A")),
        (COUNT, "-", "@", (0.0, "A")),
        (COUNT, " ", "@", MISSING),
        (COUNT, "\u00a0", "@", MISSING),
        (COUNT, None, "General", MISSING),
        (COUNT, "x", "@", (None, "M")),
        (COUNT, ".", "@", (None, "Q")),
        (COUNT, "'17", "@", "SR-501"),  # the apostrophe of a text, typed twice
        (COUNT, True, "General", "SR-501"),
        (COUNT, False, "General", "SR-501"),
        (COUNT, "#N/A", "General", "SR-501"),  # an error, not a missing value
        (COUNT, "#DIV/0!", "General", "SR-501"),
        (COUNT, date(2022, 3, 1), "dd.mm.yyyy", "SR-501"),  # 1.3 that became a day
        (COUNT, 44_621, "dd.mm.yyyy", "SR-501"),
        (COUNT, 0.5, "h:mm", "SR-501"),
    ],
)
def test_a_cell_is_what_it_shows_or_a_fault(
    tmp_path: Path, indicator: str, value: object, number_format: str, found: object
) -> None:
    assert with_cell(tmp_path, indicator, value, number_format) == found


def test_days_are_the_same_since_1900_and_since_1904(tmp_path: Path) -> None:
    assert with_cell(tmp_path / "1900", COUNT, 5) == (5.0, "A")
    assert with_cell(tmp_path / "1904", COUNT, 5, since_1904=True) == (5.0, "A")
