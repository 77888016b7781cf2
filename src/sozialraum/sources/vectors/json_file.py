"""JSON with features: told apart by what stands in it, not by the ending of the file."""

import json
from pathlib import Path
from typing import Any

from sozialraum.model.codes import Code
from sozialraum.sources.paths import NONE_NEAR, refused
from sozialraum.sources.tables.tabular import decoded
from sozialraum.sources.vectors.esri_json import esri_features
from sozialraum.sources.vectors.features import Features, shown, too_many
from sozialraum.sources.vectors.geojson import GEOJSON, geojson_features
from sozialraum.sources.vectors.overpass import overpass_features

BRACKETS = 2  # per vertex at most, in files that are nothing but tiny triangles
UNREADABLE = (ValueError, RecursionError)  # no JSON, numbers of thousands of digits, endless nesting
EXPECTED = "GeoJSON, Esri JSON, Overpass JSON"


def read_json(name: str, path: Path, encoding: str | None, max_vertices: int) -> Features:
    """The features of a JSON file.

    Raises:
        InputError: no JSON, no features, another kind of JSON, too many vertices, geometry that is none.
    """
    content = path.read_bytes()
    if content.count(b"[") > BRACKETS * max_vertices:
        raise too_many(name, max_vertices)
    text = decoded(name, content, encoding)
    try:
        document = json.loads(text)
    except UNREADABLE as error:
        lines = _several(text)
        raise refused(Code.JSON_LINES if lines else Code.VECTOR_UNREADABLE, name) from error
    try:
        return _features(name, document, max_vertices)
    except RecursionError as error:
        raise refused(Code.VECTOR_UNREADABLE, name) from error


def _features(name: str, document: Any, max_vertices: int) -> Features:
    if isinstance(document, dict):
        if document.get("type") in GEOJSON:
            return geojson_features(name, document, max_vertices)
        if isinstance(document.get("features"), list) and "type" not in document:
            return esri_features(name, document, max_vertices)
        if isinstance(document.get("elements"), list):
            return overpass_features(name, document, max_vertices)
    kind = document.get("type") if isinstance(document, dict) else None
    raise refused(Code.CONTENT_KIND, name, value=shown(kind or NONE_NEAR), expected=EXPECTED)


def _several(text: str) -> bool:
    """Whether each line is a document of its own."""
    lines = [one for one in text.lstrip("\x1e").splitlines() if one.strip(" \t\x1e")][:2]
    try:
        return len(lines) > 1 and all(isinstance(json.loads(one.strip(" \t\x1e")), dict) for one in lines)
    except UNREADABLE:
        return False
