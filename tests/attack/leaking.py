"""Editions that leak: each function makes one of the files of a sound one and the truth of a number."""

import csv
import io
import json
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from attack.known import Cell
from attack.leaves import Leaf, holder, leaves
from attack.told import BLOCK, WITHHELD, areas_of, page_data, rows_of
from openpyxl import Workbook
from packing import larger_layers

Files = dict[str, bytes]
Truth = Callable[[str, str, str], Mapping[str, float]]  # area, period, group -> value, numerator, denominator
Change = Callable[[dict[str, str]], dict[str, str]]
HIDDEN = {WITHHELD: 0, None: 1, -1: 2}  # what stands in data for a number or a class that is not told; plainest first


def reduced(files: Mapping[str, bytes], indicators: Iterable[str]) -> Files:
    """The edition with these indicators only, and without planning: enough to leak from, quick to attack."""
    kept = set(indicators)
    wanted = {"data/areas.csv", "data/facilities.csv", "index.html"}
    found = {name: content for name, content in files.items() if name in wanted}
    for table in ("indicators", "changes", "intervals"):
        found[f"data/{table}.csv"] = _table(
            files[f"data/{table}.csv"], lambda row: row if row["indicator_id"] in kept else {}
        )
    return found


def _table(content: bytes, change: Change, more: Iterable[dict[str, str]] = ()) -> bytes:
    rows = [row for row in (change(dict(one)) for one in rows_of(content)) if row]
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows_of(content)[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows([*rows, *more])
    return text.getvalue().encode()


def _is(row: Mapping[str, str], area: str, id_: str, period: str, group: str) -> bool:
    return (row["area_id"], row["indicator_id"], row["period"], row["group"]) == (area, id_, period, group)


def _parts(cell: Cell) -> tuple[str, str, str, str]:
    area, what, period = cell
    _, id_, group, _ = what.split("|")
    return area, id_, period, group


def _filled(row: dict[str, str], truth: Truth) -> dict[str, str]:
    told = truth(row["area_id"], row["period"], row["group"])
    return row | {name: f"{number:g}" for name, number in told.items()} | {"status": "A"} if told else row


def all_but_one(files: Files, cell: Cell, truth: Truth) -> Files:
    """Whoever stands beside a number in a sum is shown, and so is the sum."""
    area, id_, _, group = _parts(cell)

    def change(row: dict[str, str]) -> dict[str, str]:
        beside = row["indicator_id"] == id_ and row["group"] == group and row["area_id"] != area
        return _filled(row, truth) if beside and row["status"] == "Q" else row

    return files | {"data/indicators.csv": _table(files["data/indicators.csv"], change)}


def rate_with_base(files: Files, cell: Cell, truth: Truth) -> Files:
    """The numerator is gone, rate and base are not."""
    area, id_, period, group = _parts(cell)

    def change(row: dict[str, str]) -> dict[str, str]:
        if not _is(row, area, id_, period, group):
            return row
        told = truth(area, period, group)
        return row | {"value": f"{told['value']:.4f}", "denominator": f"{told['denominator']:g}", "status": "A"}

    return files | {"data/indicators.csv": _table(files["data/indicators.csv"], change)}


def change_told(files: Files, cell: Cell, truth: Truth) -> Files:
    """The change since another date, which is told."""
    area, id_, period, _ = _parts(cell)
    told = [
        row for row in rows_of(files["data/indicators.csv"])
        if row["area_id"] == area and row["indicator_id"] == id_ and not row["group"] and row["value"]
    ]  # fmt: skip
    since = told[0]
    now, then = truth(area, period, "")["value"], float(since["value"])
    moved = now - then if since["denominator"] else 100 * (now - then) / then
    row = dict.fromkeys(rows_of(files["data/changes.csv"])[0], "")
    row |= {
        "area_id": area,
        "indicator_id": id_,
        "period": period,
        "since": since["period"],
        "change": f"{moved:.9g}",
    }
    return files | {"data/changes.csv": _table(files["data/changes.csv"], lambda one: one, [row | {"status": "A"}])}


def unsuppressed(files: Files, cell: Cell, truth: Truth) -> Files:
    """The table as the office has it."""
    id_ = _parts(cell)[1]
    content = _table(
        files["data/indicators.csv"], lambda row: _filled(row, truth) if row["indicator_id"] == id_ else row
    )
    return files | {"data/indicators.csv": content}


def in_the_page(files: Files, cell: Cell, truth: Truth) -> Files:
    """The number in the data that a page's scripts read, behind the word gesperrt."""
    area, id_, period, group = _parts(cell)

    def change(data: dict[str, Any]) -> None:
        at = [one["id"] for one in data["areas"]].index(area)
        layer = next(one for one in data["layers"] if one["id"] == id_)
        row = [one["id"] for one in layer["periods"]].index(period)
        layer["v"][row][at] = truth(area, period, group)["value"]

    return files | {"index.html": _page(files["index.html"], change)}


def in_a_sentence(files: Files, cell: Cell, truth: Truth) -> Files:
    """A rank of the number in Was auffällt."""
    area, id_, period, _ = _parts(cell)

    def change(data: dict[str, Any]) -> None:
        at = str([one["id"] for one in data["areas"]].index(area))
        layer = next(one for one in data["layers"] if one["id"] == id_)
        told = {"text": f"{layer['label']}: Platz 13 von 14", "weight": "burden", "layer": id_, "period": period}
        data["findings"]["areas"].setdefault(at, []).append(told)

    return files | {"index.html": _page(files["index.html"], change)}


def _page(content: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    text = content.decode()
    block = next(match for match in BLOCK.finditer(text) if '"areas"' in match[1] or "shared" in match[1])
    data = page_data(block[1])
    change(data)
    inside = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return (text[: block.start(1)] + inside + text[block.end(1) :]).encode()


def at_each_key(files: Files, keys: Iterable[str]) -> Files:
    """Another number at a place of each key of the atlas's data, at one that is withheld where there is one."""

    def change(data: dict[str, Any]) -> None:
        data["larger"]["layers"] = dict(zip(data["larger"]["layers"], larger_layers(data), strict=True))
        places: dict[str, list[Leaf]] = defaultdict(list)
        for leaf in leaves(data):
            places[leaf.key].append(leaf)
        for key in keys:
            leaf = min(places[key], key=lambda one: HIDDEN.get(one.value, len(HIDDEN)))
            holder(data, leaf.path)[leaf.path[-1]] = 4 if leaf.value in HIDDEN else leaf.value + 1_000_000

    return files | {"index.html": _page(files["index.html"], change)}


def in_bounds_and_letters(files: Files) -> Files:
    """An end of the classes, an area closed that is not, and how firm or in which field something withheld is."""

    def change(data: dict[str, Any]) -> None:
        next(one for one in data["layers"] if one.get("scale"))["scale"]["upper"][-1] += 4
        balance = next(one for one in data["layers"] if "closed" in one)
        balance["closed"]["kids"][0].append(next(at for at, one in enumerate(balance["kids"][0]) if one is not None))
        layer = next(one for one in data["layers"] if "firm" in one and "Q" in one["s"][-1])
        layer["firm"][-1] = "1" * len(data["areas"])
        data["lage"]["ranks"][-1]["robust"] = "1" * len(data["areas"])
        data["gap_board"]["offers"][0]["rows"]["bestand"][-1]["f"] = "1" * len(data["areas"])

    return files | {"index.html": _page(files["index.html"], change)}


def _column(files: Files, cell: Cell, truth: Truth) -> list[tuple[str, str]]:
    """Names of all areas with the number of each, none withheld, as another output would say them."""
    area, id_, period, group = _parts(cell)
    names = {one.id: one.name for one in areas_of(files).values()}
    rows = [row for row in rows_of(files["data/indicators.csv"]) if _is(row, row["area_id"], id_, period, group)]
    told = {row["area_id"]: row["value"] for row in rows if row["value"]}
    told[area] = f"{truth(area, period, group)['value']:g}"
    return [(names[one], number) for one, number in sorted(told.items())]


def in_a_workbook(files: Files, cell: Cell, truth: Truth) -> Files:
    """An annex made from another table."""
    book, content = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.append(["Sozialraum", "Anzahl"])
    for name, number in _column(files, cell, truth):
        sheet.append([name, float(number)])
    book.save(content)
    return files | {"data/anlage.xlsx": content.getvalue()}


def in_a_geopackage(files: Files, cell: Cell, truth: Truth) -> Files:
    """A layer for a GIS made from another table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.gpkg"
        base = sqlite3.connect(path)
        base.execute("CREATE TABLE gpkg_contents (table_name TEXT)")
        base.execute("INSERT INTO gpkg_contents VALUES ('gebiete')")
        base.execute("CREATE TABLE gebiete (name TEXT, anzahl REAL)")
        base.executemany("INSERT INTO gebiete VALUES (?, ?)", _column(files, cell, truth))
        base.commit()
        base.close()
        return files | {"data/gebiete.gpkg": path.read_bytes()}


def labelled(files: Files, cell: Cell, truth: Truth) -> Files:
    """A note that says why a number is withheld."""
    area, id_, period, group = _parts(cell)

    def change(row: dict[str, str]) -> dict[str, str]:
        return row | {"reason": "secondary"} if _is(row, area, id_, period, group) else row

    return files | {"data/indicators.csv": _table(files["data/indicators.csv"], change)}
