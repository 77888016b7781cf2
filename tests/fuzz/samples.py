"""A sound file of every kind that is read, small enough to be damaged thousands of times."""

import io
import json
import sqlite3
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import geopandas as gpd
from cities import CRS, PROJECT, city_files, feature, geojson, quarters, square
from fuzz.pieces import Content, unpacked
from openpyxl import Workbook
from openpyxl.styles import Font
from sources.test_vector_damage import ESRI, GML, KML, OVERPASS
from sources.workbooks import ods, xls
from workbooks import BOUNDARIES, write_workbook

Files = dict[str, Content]

LONG = '\ufeffKEY;Name;Jahr;Wert\r\n01;Nord;2023;1.234,5\r\n02;Süd (a);2022;-\r\n03;"Ost; West";2021;12 %\r\n'
WIDE = (
    'sep=,\nStatistik der Stadt,,,\n,2021,,2022\n,männl.,weibl.,\n1 Nord,"1,5",2,3\n'
    "2 Süd,4,x,6\nInsgesamt,5,7,9\n1) ohne\n"
)
MIXED = "Gebiet\tU3\tÜ3\nStadtbezirk 1\t\t\nNord\t- 5\t1'000\nSüd\t.\t(7)\n\nGebiet\tU6\nNord\t8\n"
GENERIC = (
    "STRASSE;NR;PLZ;ORT;X;Y\nLange Str.;1a;10001;Nord;500300,5;5701500\nAm Hof;3-5;10001;Nord;500310,5;5701500\n"
)
GEBREF = (
    "N;1;A;05;NW;9;Bezirk;99;Kreis;999;Musterstadt;1;Nord;00010;Lange Str.;1;;32;32500300,5;5701500,25;2024\n"
    "N;2;B;05;NW;9;Bezirk;99;Kreis;999;Musterstadt;1;Nord;00010;Lange Str.;1;a;32;32500310,5;5701500,25;2024\n"
    "N;8;A;05;NW;9;Bezirk;99;Kreis;111;Anderswo;;;00010;Am Hof;1;;32;32521300,5;5700500,25;2024\n"
)
LIMITED = "[disclosure.oeffentlich]"
REGISTER = f'[addresses]\nfile = "adressen.txt"\nsource = "jugendamt"\n%s\n\n{LIMITED}'
COLUMNS = (
    f'columns = {{ street = "STRASSE", house_number = "NR", postcode = "PLZ", x = "X", y = "Y" }}\ncrs = "{CRS}"'
)
POINT = {"type": "Point", "coordinates": [500_300, 5_701_500, 1, 2]}
COLLECTION = {"type": "GeometryCollection", "geometries": [POINT, {"type": "Polygon", "coordinates": square(3, 3)}]}


@cache
def workbook() -> Content:
    """A sheet with a merged heading, a formula, formats, an error value and a hidden row; and a second sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "T1"
    for row in (["Gebiet", "Anteil", None, "Schlüssel"], [None, 2021, "2022", None], ["Nord", 0.25, "1,5", 7]):
        sheet.append(row)
    sheet.append(["Süd ¹", "=B3*2", "#N/A", 12])
    sheet.append(["Insgesamt", 1.5, "x", None])
    sheet["B3"].number_format, sheet["D3"].number_format, sheet["A3"].font = "0.0%", "00000", Font(bold=True)
    sheet.merge_cells("B1:C1")
    sheet.row_dimensions[5].hidden = True
    book.create_sheet("G2 ").append(["Hinweis"])
    target = io.BytesIO()
    book.save(target)
    parts = unpacked(target.getvalue())
    name = "xl/worksheets/sheet1.xml"
    return parts | {name: parts[name].replace(b"<v></v>", b"<v>0.5</v>").replace(b"<v />", b"<v>0.5</v>")}


@cache
def old_workbook() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        rows = [["Gebiet", "Wert"], ["Nord", 1.5], ["Süd", "#NV"], ["West", None], ["Ost", 3]]
        return xls(Path(folder) / "a.xls", {"T": rows}, merged=[(0, 0, 0, 1)]).read_bytes()


@cache
def open_workbook() -> Content:
    with tempfile.TemporaryDirectory() as folder:
        path = ods(Path(folder) / "a.ods", {"T": [["Gebiet", "Wert"], ["Nord", 1.5], ["Süd", None], ["West", "x"]]})
        return unpacked(path.read_bytes())


@cache
def shapefile() -> Files:
    """The parts of a Shapefile, by name."""
    frame = gpd.GeoDataFrame.from_features([*quarters(), feature({"KEY": "n"}, None)], crs=CRS)
    with tempfile.TemporaryDirectory() as folder:
        frame.assign(ZAHL=[1.5, 2, 3, 4, 5]).to_file(Path(folder) / "a.shp", encoding="cp1252")
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


@cache
def geopackage() -> bytes:
    frame = gpd.GeoDataFrame.from_features(quarters(), crs=CRS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.gpkg"
        frame.to_file(path, layer="teile")
        with sqlite3.connect(path, isolation_level=None) as database:
            database.execute("VACUUM")
        database.close()
        return path.read_bytes()


@cache
def project_workbook() -> Files:
    with tempfile.TemporaryDirectory() as folder:
        write_workbook(Path(folder))
        content = unpacked((Path(folder) / "projekt.xlsx").read_bytes())
        return {"projekt.xlsx": content, BOUNDARIES: (Path(folder) / BOUNDARIES).read_bytes()}


def city(project: str = PROJECT) -> Files:
    files: Files = {name: text.encode() if isinstance(text, str) else text for name, text in city_files().items()}
    return files | {"projekt.toml": project.encode()}


def with_register(how: str, register: str) -> Files:
    return city(PROJECT.replace(LIMITED, REGISTER % how)) | {"adressen.txt": register.encode()}


# reader -> sound sets of files, each with the one that is read and damaged first
TABLES: dict[str, Callable[[], list[Files]]] = {
    "csv": lambda: [{"a.csv": LONG.encode()}, {"a.csv": LONG.encode("cp1252", "ignore")}, {"a.csv": WIDE.encode()}],
    "tsv": lambda: [{"a.tsv": MIXED.encode()}, {"a.txt": MIXED.encode("utf-16")}],
    "xlsx": lambda: [{"a.xlsx": workbook()}],
    "ods": lambda: [{"a.ods": open_workbook()}],
    "xls": lambda: [{"a.xls": old_workbook()}],
    "geojson": lambda: [
        {"a.geojson": geojson([*quarters(), feature({"KEY": 1.5, "L": [1, {"x": None}]}, COLLECTION)]).encode()}
    ],
    "esri": lambda: [{"a.json": _json(ESRI)}],
    "overpass": lambda: [{"a.json": _json(OVERPASS)}],
    "gml": lambda: [{"a.gml": GML.encode()}],
    "kml": lambda: [{"a.kml": KML.encode()}],
    "shapefile": lambda: [
        dict(sorted(shapefile().items(), key=lambda item: item[0] != name)) for name in shapefile()
    ],
    "geopackage": lambda: [{"a.gpkg": geopackage()}],
    "zip": lambda: [
        {"a.zip": {"a.csv": LONG.encode(), "liesmich.txt": b"Hinweis"}},
        {"a.zip": shapefile()},
        {"a.zip": {"x/a.xlsx": workbook()}},
        {"a.zip": {"a.zip": {"a.csv": LONG.encode()}, "a.gml": GML.encode()}},
    ],
}
PROJECTS: dict[str, Callable[[], list[Files]]] = {
    "toml": lambda: [dict(sorted(city().items(), key=lambda item: item[0] != "projekt.toml"))],
    "workbook": lambda: [project_workbook()],
    "register": lambda: [_first("adressen.txt", with_register(COLUMNS, GENERIC))],
    "gebref": lambda: [_first("adressen.txt", with_register('layout = "gebref"', GEBREF))],
    "city": lambda: [_first(name, city()) for name in city() if name != "projekt.toml"],
}


def _first(name: str, files: Files) -> Files:
    return {name: files[name], **files}


def _json(document: object) -> bytes:
    return json.dumps(document).encode()
