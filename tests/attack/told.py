"""What a stranger reads in the files of an edition: figures with area, what, period and group, and where they stand.

Nothing of the program is imported. Figures come from the tables in data/ and from the data blocks of the pages;
written.py reads tables on pages, in workbooks and GeoPackages, sentences.py what is said.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from packing import page_data

WITHHELD, NUMBER, OTHER = "Q", "number", ""
BLOCK = re.compile(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', re.DOTALL)
SCRIPT = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL)


@dataclass(frozen=True)
class Area:
    """A row of areas.csv."""

    id: str
    name: str
    level: str
    part_of: str


@dataclass(frozen=True)
class Figure:
    """One number, or the word that there is none."""

    area: str
    what: str  # table | indicator or measure | group | column
    period: str
    state: str  # WITHHELD, NUMBER or OTHER
    value: float | None
    places: int  # digits behind the decimal mark, as written
    where: str


# ---- tables in data/ ----

# how the tables are keyed: columns of the area (or facility), of what is counted, of the period, and of the numbers
KEYED: dict[str, tuple[str, tuple[str, ...], str, tuple[str, ...]]] = {
    "indicators": ("area_id", ("indicator_id", "group"), "period", ("value", "numerator", "denominator")),
    "measures": ("area_id", ("measure_id", "target_group", "group", "scenario"), "period", ("value", "base")),
    "children": ("area_id", ("group",), "year", ("value",)),
    "applications": ("area_id", ("coverage", "counted_on"), "period", ("children",)),
    "offers": (
        "facility_id", ("offer", "target_group", "kind", "weekly_hours", "group_form", "inclusion"), "period",
        ("places",),
    ),
    "facility_values": ("facility_id", ("indicator_id",), "period", ("value",)),
    "classes": ("facility_id", (), "year", ("children",)),
    "ganztag": ("facility_id", (), "year", ("children", "entitled")),
}  # fmt: skip


@lru_cache(maxsize=256)
def rows_of(content: bytes) -> tuple[dict[str, str], ...]:
    """A CSV as it stands, every cell a text."""
    return tuple(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def areas_of(files: Mapping[str, bytes]) -> dict[str, Area]:
    return {
        row["area_id"]: Area(row["area_id"], row["name"], row["level"], row["part_of"])
        for row in rows_of(files["data/areas.csv"])
    }


def figures(files: Mapping[str, bytes]) -> list[Figure]:
    """Every figure of the open tables."""
    found = []
    for table in KEYED:
        if f"data/{table}.csv" in files:
            found += _table_figures(table, files[f"data/{table}.csv"])
    return found


@lru_cache(maxsize=64)
def _table_figures(table: str, content: bytes) -> tuple[Figure, ...]:
    area, names, period, columns = KEYED[table]
    found = []
    for at, row in enumerate(rows_of(content)):
        for column in columns:
            what = "|".join([table, *(row[name] for name in names), column])
            text = row[column]
            state = NUMBER if text else WITHHELD if row["status"] == WITHHELD else OTHER
            found.append(
                Figure(
                    row[area], what, row[period], state, float(text) if text else None,
                    len(text.partition(".")[2]), f"data/{table}.csv:{at + 2}",
                )
            )  # fmt: skip
    return tuple(found)


# ---- data blocks of the pages ----


@lru_cache(maxsize=64)
def blocks_of(content: bytes) -> tuple[Any, ...]:
    """The data of a page's blocks as its scripts have it."""
    return tuple(page_data(match[1]) for match in BLOCK.finditer(content.decode()))


def page_figures(files: Mapping[str, bytes]) -> list[Figure]:
    """Every figure of the layers, of the groups and of the index in the pages' data blocks."""
    found = []
    for name, content in files.items():
        if name.endswith(".html"):
            found += _page_figures(name, content)
    return found


@lru_cache(maxsize=64)
def _page_figures(name: str, content: bytes) -> tuple[Figure, ...]:
    found = []
    for data in blocks_of(content):
        if not isinstance(data, dict) or "areas" not in data:
            continue
        ids = [area["id"] for area in data["areas"]]
        for layer in data.get("layers", []):
            found += _layer(name, layer, ids)
            if planned := layer.get("planned"):
                dates = layer["periods"][planned["from"] :]
                found += _layer(name, {**planned, "id": f"{layer['id']} planned", "periods": dates}, ids)
        found += _larger(name, data)
        for split in data.get("groups_of", []):
            for at, group in enumerate(split.get("groups", [])):
                what = f"groups|{split['layer']}|{split['dimension']}|{group['label']}|{at}"
                letters = group.get("s") or ""
                for index, value in enumerate(group.get("v") or []):
                    letter = letters[index] if index < len(letters) else ""
                    found.append(_paged(ids[index], what, split["period"], value, letter, f"{name} groups"))
    return tuple(found)


def _larger(name: str, data: Mapping[str, Any]) -> Iterator[Figure]:
    """Figures of larger areas, by the dates of the layer of the Sozialräume."""
    larger = data.get("larger") or {"areas": [], "layers": {}}
    ids = [area["id"] for area in larger["areas"]]
    periods = {layer["id"]: layer["periods"] for layer in data.get("layers", [])}
    for id_, told in larger["layers"].items():
        rows = {key: told.get(key) for key in ("v", "s")}
        yield from _layer(name, {**rows, "id": id_, "periods": periods[id_]}, ids)
        if planned := told.get("planned"):
            dates = periods[id_][planned["from"] :]
            rows = {key: planned.get(key) for key in ("v", "s")}
            yield from _layer(name, {**rows, "id": f"{id_} planned", "periods": dates}, ids)


def _layer(name: str, layer: Mapping[str, Any], ids: list[str]) -> Iterator[Figure]:
    periods = [period["id"] for period in layer.get("periods", [])]
    for at, period in enumerate(periods):
        letters = (layer.get("s") or [])[at] if at < len(layer.get("s") or []) else ""
        row = (layer.get("v") or [])[at] if at < len(layer.get("v") or []) else []
        change = (layer.get("change") or [])[at] if at < len(layer.get("change") or []) else None
        for index, value in enumerate(row):
            letter = letters[index] if index < len(letters) else "A"
            where = f"{name} layer {layer['id']}"
            yield _paged(ids[index], f"layer|{layer['id']}", period, value, letter, where)
            if change and index < len(change.get("v") or []):
                moved = change["v"][index]
                yield _paged(ids[index], f"change|{layer['id']}|{periods[change['from']]}", period, moved, "", where)
        city = (layer.get("city") or [])[at] if at < len(layer.get("city") or []) else None
        if isinstance(city, dict):
            yield _paged("city", f"layer|{layer['id']}", period, city.get("v"), city.get("s") or "", f"{name} city")


def _paged(area: str, what: str, period: str, value: Any, letter: str, where: str) -> Figure:
    known = isinstance(value, int | float) and not isinstance(value, bool)
    state = NUMBER if known else WITHHELD if letter == WITHHELD else OTHER
    places = len(repr(value).partition(".")[2]) if isinstance(value, float) else 0
    return Figure(area, what, period, state, float(value) if known else None, places, where)
