"""One broken city for every code of a problem with its files and tables."""

from collections.abc import Callable
from pathlib import Path

from cities import POPULATION, PROJECT, write_city
from sources.breaking.breaks import (
    AREAS,
    AREAS_LINE,
    KITA,
    LIMITED,
    PEOPLE,
    POP,
    POP_LINE,
    TOML,
    Break,
    archive,
    damaged,
    frame,
    people,
    replaced,
    tight,
    toml,
    with_file,
    with_rows,
    with_toml,
)
from sources.workbooks import encrypted, ods, with_part, xlsx

from sozialraum.model.codes import Code


def _linked_outside(folder: Path) -> Path:
    inside = folder / "city"
    project = write_city(inside, without=[POP])
    (folder / "elsewhere.csv").write_text(POPULATION)
    (inside / POP).symlink_to(folder / "elsewhere.csv")
    return project


def _folder_for_file(folder: Path) -> Path:
    project = write_city(folder, without=[POP])
    (folder / POP).mkdir()
    return project


PARTS: list[object] = ["TEIL", 0.25, 0.5]
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"


def _workbook(write: Callable[[Path], object], ending: str = ".xlsx") -> Break:
    """The file of people as a workbook."""

    def write_in(folder: Path) -> Path:
        project = write_city(folder, replace={TOML: {POP_LINE: f'file = "indicators/p{ending}"'}}, without=[POP])
        write(folder / f"indicators/p{ending}")
        return project

    return write_in


def _two_layers(folder: Path) -> Path:
    project = write_city(folder, replace={TOML: {AREAS_LINE: 'file = "boundaries/stadtteile.gpkg"'}})
    for layer in ("stadtteile", "bezirke"):
        frame().to_file(folder / "boundaries/stadtteile.gpkg", layer=layer)
    return project


BROKEN_FILES: dict[Code, Break] = {
    Code.FILE_NOT_FOUND: lambda folder: write_city(folder, without=[POP]),
    Code.NOT_A_FILE: _folder_for_file,
    Code.FILE_EMPTY: with_file(POP, ""),
    Code.FILE_OUTSIDE: _linked_outside,
    Code.FILE_KIND: toml(POP_LINE, 'file = "indicators/bevoelkerung.vrt"'),
    Code.FILE_TOO_LARGE: with_toml(
        LIMITED, f"[limits]\nmax_mb = 1\n\n{LIMITED}", {POP: POPULATION + 1_000_000 * "\n"}
    ),
    Code.NOT_TEXT: with_file(POP, b"PK\x03\x04\x00\x00\x00\x00"),
    Code.CONTENT_DIFFERS: with_file(AREAS, "<OGRVRTDataSource></OGRVRTDataSource>"),
    Code.ARCHIVE_UNSAFE: with_toml(
        POP_LINE, 'file = "indicators/p.zip"', {"indicators/p.zip": archive(**{"..__p.csv": POPULATION.encode()})}
    ),
    Code.ARCHIVE_TOO_LARGE: lambda folder: write_city(
        folder,
        replace={
            TOML: {POP_LINE: 'file = "indicators/p.zip"', LIMITED: f"[limits]\nmax_unpacked_mb = 1\n\n{LIMITED}"}
        },
        add={"indicators/p.zip": archive(**{"p.csv": bytes(1_000_001)})},
    ),
    Code.ARCHIVE_UNREADABLE: with_toml(
        POP_LINE,
        'file = "indicators/p.zip"',
        {"indicators/p.zip": damaged(archive(**{"p.csv": POPULATION.encode()}))},
    ),
    Code.ARCHIVE_CHOICE: with_toml(
        POP_LINE, 'file = "indicators/p.zip"', {"indicators/p.zip": archive(**{"a.csv": b"a", "b.csv": b"b"})}
    ),
    Code.LAYER_NOT_FOUND: _two_layers,
    Code.VECTOR_UNREADABLE: with_file(AREAS, '{"type": "Feature'),
    Code.ENCODING: with_toml(
        'dialect = { decimal = "," }',
        'dialect = { decimal = ",", encoding = "utf-8" }',
        {POP: POPULATION.encode("cp1252")},
    ),
    Code.QUOTES: with_rows(POP, POPULATION, 'nord;"offen;31.12.2022;;1'),
    Code.ROW_TOO_LONG: with_rows(POP, POPULATION, "nord;Einwohner;31.12.2022;;1;2"),
    Code.ROW_TOO_SHORT: with_rows(POP, POPULATION, "nord;Einwohner;31.12.2022"),
    Code.COLUMN_NOT_FOUND: toml('value = "WERT"', 'value = "WERTE"'),
    Code.COLUMN_REPEATED: replaced(POP, old="SEX;WERT", new="SEX;WERT;WERT"),
    Code.CONDITION_UNMET: toml(POP_LINE, f'{POP_LINE}\nwhere = {{ KENNZAHL = "nichts" }}'),
    Code.NO_ROWS: toml(POP_LINE, f'{POP_LINE}\nwhere = {{ KEY = "nord" }}\nunless = {{ KEY = "nord" }}'),
    Code.LOCK_FILE: toml(POP_LINE, 'file = "indicators/~$bevoelkerung.xlsx"'),
    Code.WORKBOOK_LOCKED: _workbook(encrypted),
    Code.WORKBOOK_UNREADABLE: _workbook(lambda path: path.write_bytes(damaged(people(path).read_bytes()))),
    Code.SHEET_CHOICE: _workbook(lambda path: xlsx(path, {"2022": PEOPLE, "2023": PEOPLE})),
    Code.TABLE_TOO_LARGE: toml(LIMITED, f"[limits]\nmax_rows = 1\n\n{LIMITED}"),
    Code.ARCHIVE_RATIO: with_toml(POP_LINE, 'file = "indicators/p.zip"', {"indicators/p.zip": tight(2_000_000)}),
    Code.FORMULA_WITHOUT_VALUE: _workbook(lambda path: with_part(people(path), SHEET, "<v>120</v>", "<f>60+60</f>")),
    Code.RANGE_EMPTY: toml('dialect = { decimal = "," }\n', 'dialect = { decimal = ",", range = "AA1:AB9" }\n'),
    Code.FURTHER_TABLES: _workbook(lambda path: xlsx(path, {"T": [*PEOPLE, [], ["Weitere"], *PEOPLE]})),
    Code.SECTIONS_FOUND: _workbook(lambda path: xlsx(path, {"T": [PEOPLE[0], [None, "Mitte"], *PEOPLE[1:]]})),
    Code.HIDDEN_CELLS: _workbook(
        lambda path: with_part(
            people(path), SHEET, "<sheetData>", '<cols><col min="5" max="5" hidden="1"/></cols><sheetData>'
        )
    ),
    Code.SHEET_HIDDEN: _workbook(lambda path: with_part(people(path), BOOK, 'state="visible"', 'state="hidden"')),
    Code.NUMBER_AS_TEXT: _workbook(lambda path: xlsx(path, {"T": [*PEOPLE, ["mitte", *PEOPLE[1][1:4], "1.234"]]})),
    Code.PERCENT_UNSEEN: _workbook(
        lambda path: ods(path, {"T": [[*row, part] for row, part in zip(PEOPLE, PARTS, strict=True)]}), ".ods"
    ),
    Code.ERRORS_UNSEEN: _workbook(
        lambda path: with_part(
            ods(path, {"T": PEOPLE}), "content.xml", '"120"', '"120" xmlns:calcext="urn:x" calcext:value-type="error"'
        ),
        ".ods",
    ),
    Code.MOJIBAKE: replaced(KITA, old="Kita Kaimauer", new="Kita KÃ¤imauer"),
    Code.FURTHER: with_rows(
        POP,
        POPULATION,
        PROJECT,
        *(f"x{n};Einwohner;2022;;1" for n in range(30)),
        *(f"nord;Einwohner;{year};;x{year}" for year in range(1900, 2010)),
    ),
}
