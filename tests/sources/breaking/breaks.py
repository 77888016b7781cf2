"""Ways to break the small city: a text replaced, a file added, a workbook changed."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import geopandas as gpd
from cities import CRS, quarters, write_city
from sources.workbooks import xlsx

Break = Callable[[Path], Path]
TOML = "projekt.toml"
AREAS = "boundaries/stadtteile.geojson"
POP = "indicators/bevoelkerung.csv"
KITA = "facilities/kitas.csv"
PLACES = "facilities/plaetze.csv"


def replaced(file: str, **texts: str) -> Break:
    return lambda folder: write_city(folder, replace={file: {texts["old"]: texts["new"]}})


def toml(old: str, new: str) -> Break:
    return replaced(TOML, old=old, new=new)


def with_file(name: str, content: str | bytes) -> Break:
    return lambda folder: write_city(folder, add={name: content})


def with_toml(old: str, new: str, add: Mapping[str, str | bytes]) -> Break:
    return lambda folder: write_city(folder, replace={TOML: {old: new}}, add=add)


def with_rows(name: str, content: str, *rows: str) -> Break:
    return with_file(name, content + "".join(f"{row}\n" for row in rows))


def archive(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


def damaged(content: bytes) -> bytes:
    return content[: len(content) // 2]


PEOPLE: list[list[object]] = [
    ["KEY", "KENNZAHL", "STICHTAG", "SEX", "WERT"],
    ["nord", "Einwohner", "31.12.2023", None, 120],
    ["hafen", "Einwohner", "31.12.2023", None, 80.5],
]


def people(path: Path) -> Path:
    return xlsx(path, {"T": PEOPLE})


def tight(size: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("p.csv", bytes(size))
    return packed.getvalue()


def frame() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame.from_features(quarters(), crs=CRS)


AREAS_LINE = 'file = "boundaries/stadtteile.geojson"'
POP_LINE = 'file = "indicators/bevoelkerung.csv"'
LIMITED = "[disclosure.oeffentlich]"
REGISTER = "population/kinder.csv"
REGISTER_ENTRY = """
[[registers]]
file = "population/kinder.csv"
columns = { area_id = "KEY", as_of = "STICHTAG", birth_month = "MONAT", age = "ALTER", sex = "SEX", count = "ANZAHL" }
sex_names = { w = "f", m = "m" }
source = "melderegister"
"""
REGISTER_HEAD = "KEY;STICHTAG;MONAT;ALTER;SEX;ANZAHL\nmitte;31.12.2023;2021-03;;w;3\n"
TARGETS = '[[target_groups]]\nid = "u3"'


def register(row: str) -> Break:
    """A register with one good row and this one."""
    return with_toml(TARGETS, f"{REGISTER_ENTRY}\n{TARGETS}", {REGISTER: f"{REGISTER_HEAD}{row}\n"})
