"""GraphML as programs for street networks write it: nodes with x and y, edges with or without a drawn line."""

import math
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element  # the type only: every file is read by defusedxml

import numpy as np
import pyproj
import shapely

from sozialraum.errors import InputError
from sozialraum.model.codes import Code
from sozialraum.sources.network.pieces import unknown_nodes
from sozialraum.sources.paths import refused
from sozialraum.sources.vectors.crs import named_crs
from sozialraum.sources.vectors.features import FIRST_ROW, Features, malformed, shown, too_many
from sozialraum.sources.vectors.xml_file import pieces
from sozialraum.sources.vectors.xml_geometry import local

ROOT = "graphml"
GEOMETRY, CRS, X, Y = "geometry", "crs", "x", "y"  # names of data that such programs use
SOURCE, TARGET = "source", "target"


@dataclass
class _Graph:
    """What is collected element by element."""

    names: dict[str, str] = field(default_factory=dict)  # id of a key -> what it is called
    crs: str = ""
    places: dict[str, tuple[float, float]] = field(default_factory=dict)
    edges: list[dict[str, str]] = field(default_factory=list)


def read_graphml(name: str, path: Path, max_vertices: int) -> Features:
    """The edges with their data, each a line: as drawn, else straight between its nodes.

    Raises:
        InputError: no XML, no GraphML, a line that is not read, a node that is not there, too many vertices.
    """
    graph, root, stack = _Graph(), "", list[Element]()
    for event, element in pieces(name, path):
        kind = local(element)
        if event == "start":
            root = root or kind
            stack.append(element)
            continue
        stack.pop()
        _take(graph, kind, element, local(stack[-1]) if stack else "")
        if kind in {"node", "edge"}:
            stack[-1].clear()
        if len(graph.places) > max_vertices:
            raise too_many(name, max_vertices)
    if root != ROOT:
        raise refused(Code.CONTENT_KIND, name, value=shown(root), expected="GraphML")
    shapes = _lines(name, graph)
    if shapely.get_num_coordinates(shapes).sum() > max_vertices:
        raise too_many(name, max_vertices)
    crs: pyproj.CRS | None = named_crs(graph.crs)
    told = [{key: text for key, text in edge.items() if key != GEOMETRY} for edge in graph.edges]
    return Features(told, shapes, crs, "" if crs else shown(graph.crs))


def _take(graph: _Graph, kind: str, element: Element, parent: str) -> None:
    if kind == "key":
        graph.names[element.get("id", "")] = element.get("attr.name", "")
    elif kind == "data" and parent == "graph" and graph.names.get(element.get("key", "")) == CRS:
        graph.crs = element.text or ""
    elif kind == "node":
        place = _place(_data(graph, element))
        if place is not None:
            graph.places[element.get("id", "")] = place
    elif kind == "edge":
        ends = {SOURCE: element.get(SOURCE, ""), TARGET: element.get(TARGET, "")}
        graph.edges.append({**ends, **_data(graph, element)})


def _data(graph: _Graph, element: Element) -> dict[str, str]:
    return {
        graph.names.get(child.get("key", ""), ""): child.text or "" for child in element if local(child) == "data"
    }


def _place(data: dict[str, str]) -> tuple[float, float] | None:
    try:
        x, y = float(data[X]), float(data[Y])
    except (KeyError, ValueError):
        return None
    return (x, y) if math.isfinite(x) and math.isfinite(y) else None


def _lines(name: str, graph: _Graph) -> np.ndarray:
    """The line of each edge.

    Raises:
        InputError: a line that is not read, a node that is not there or nowhere.
    """
    texts = [edge.get(GEOMETRY, "") for edge in graph.edges]
    lines = np.asarray(shapely.from_wkt([text or None for text in texts], on_invalid="ignore"), dtype=object)
    faults = [(row, text) for row, text in enumerate(texts, FIRST_ROW) if text and lines[row - FIRST_ROW] is None]
    if faults:
        raise malformed(name, faults)
    bare = [row for row, text in enumerate(texts) if not text]
    ends = [(graph.edges[row][SOURCE], graph.edges[row][TARGET]) for row in bare]
    unknown = [
        (row + FIRST_ROW, end)
        for row, both in zip(bare, ends, strict=True)
        for end in both
        if end not in graph.places
    ]
    if unknown:
        raise InputError(unknown_nodes(name, unknown))
    if bare:
        corners = [[graph.places[one], graph.places[other]] for one, other in ends]
        lines[bare] = shapely.linestrings(np.array(corners, dtype=np.float64))
    return lines
