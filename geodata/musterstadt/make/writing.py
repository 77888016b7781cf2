"""Files as an office would export them: semicolons, decimal comma, UTF-8, rows in order."""

import json
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

CRS = "urn:ogc:def:crs:EPSG::25832"


def decimal_text(value: float, places: int) -> str:
    """German number without thousands; half is rounded up."""
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{rounded:f}".replace(".", ",")


def metres(value: float) -> float:
    """Coordinates are kept to a decimetre."""
    return float(Decimal(repr(float(value))).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def write_table(path: Path, header: list[str], rows: Iterable[Iterable[Any]]) -> None:
    """One CSV; texts that hold the separator or a quote are quoted."""
    lines = [";".join(header)]
    lines += [";".join(_cell(cell) for cell in row) for row in rows]
    _write(path, "\n".join(lines) + "\n")


def write_geojson(path: Path, name: str, features: list[dict[str, Any]]) -> None:
    """Features in metres; one line each, so that a change shows in a diff."""
    head = json.dumps({"name": name, "crs": {"type": "name", "properties": {"name": CRS}}}, ensure_ascii=False)
    body = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    _write(path, '{"type": "FeatureCollection", ' + head[1:-1] + ', "features": [\n' + body + "\n]}\n")


def feature(properties: dict[str, Any], kind: str, coordinates: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def _cell(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return decimal_text(cell, 1)
    text = str(cell)
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ';"\n') else text


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
