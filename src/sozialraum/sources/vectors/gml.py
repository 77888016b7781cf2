"""GML as web services and survey offices hand it out: simple features, points and areas, of any name space."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element  # the type only: every file is read by defusedxml

import numpy as np
import pyproj
import shapely

from sozialraum.model.codes import Code
from sozialraum.sources.paths import NONE_NEAR, listed, refused
from sozialraum.sources.vectors.crs import named_crs
from sozialraum.sources.vectors.features import FIRST_ROW, Features, drawn, malformed, shown, too_many, vertices
from sozialraum.sources.vectors.xml_file import pieces
from sozialraum.sources.vectors.xml_geometry import NOTES, SHAPES, geometry, local

MEMBERS = frozenset({"member", "featureMember", "featureMembers"})
COLLECTION = "FeatureCollection"
NAMESPACE = "{http://www.opengis.net/gml"
ID = "gml_id"
FULL_NAME = re.compile(r"urn:|https?:", re.IGNORECASE)  # only these keep to the order of axes that the system has


def read_gml(name: str, path: Path, layer: str | None, max_vertices: int) -> Features:
    """The features of one type.

    Args:
        layer: name of the type without its name space, in a file with several.

    Raises:
        InputError: no XML, no features, several types, several systems, geometry that is not read, too many vertices.
    """
    types, attributes, parts, systems, faults, count = [], [], [], set(), [], 0
    default = ""
    for row, (element, envelope) in enumerate(_members(name, path), start=FIRST_ROW):
        default = default or envelope
        found = _geometry_element(element)
        try:
            part = None if found is None else geometry(found, _dimension(found))
        except (ValueError, IndexError, TypeError, RecursionError, ArithmeticError) as error:
            faults.append((row, str(error)))
            part = None
        count += vertices(part) if part else 0
        if count > max_vertices:
            raise too_many(name, max_vertices)
        if found is not None:
            systems.add((local(element), _system(found)))
        types.append(local(element))
        attributes.append(_attributes(element))
        parts.append(part)
        element.clear()
    if faults:
        raise malformed(name, faults)
    chosen = _chosen(name, types, layer)
    keep = [place for place, kind in enumerate(types) if kind == chosen]
    crs, unknown, north_first = _crs(name, {system or default for kind, system in systems if kind == chosen})
    shapes, problems = drawn(name, [parts[place] for place in keep], max_vertices)
    if north_first:
        shapes = np.asarray(shapely.transform(shapes, lambda corners: corners[:, ::-1]), dtype=object)
    several = chosen if len(set(types)) > 1 else ""
    return Features([attributes[place] for place in keep], shapes, crs, unknown, layer=several, problems=problems)


def kinds_in(name: str, path: Path) -> list[str]:
    """The types of the features of a GML, without their name spaces.

    Raises:
        InputError: no XML, no features.
    """
    found = set()
    for element, _ in _members(name, path):
        found.add(local(element))
        element.clear()
    return sorted(found)


def _members(name: str, path: Path) -> Iterator[tuple[Element, str]]:
    """Each feature with the system of the last envelope outside the features."""
    stack: list[Element] = []
    feature: Element | None = None
    envelope, root, any_found = "", "", False
    for event, element in pieces(name, path):
        kind = local(element)
        if event == "start":
            root = root or kind
            if feature is None and stack and local(stack[-1]) in MEMBERS and kind != COLLECTION:
                feature = element
            if feature is None and kind == "Envelope":
                envelope = element.get("srsName", envelope)
            stack.append(element)
            continue
        stack.pop()
        if element is feature:
            any_found, feature = True, None
            yield element, envelope
            stack[-1].clear()
    if not any_found and root != COLLECTION:
        raise refused(Code.CONTENT_KIND, name, value=shown(root), expected="GML")


def _chosen(name: str, types: list[str], layer: str | None) -> str:
    known = sorted(set(types))
    if not known:
        raise refused(Code.NO_ROWS, name)
    if layer is not None and layer not in known:
        raise refused(Code.LAYER_NOT_FOUND, name, value=layer, known=listed(known))
    if layer is None and len(known) > 1:
        raise refused(Code.LAYER_NOT_FOUND, name, value=NONE_NEAR, known=listed(known))
    return layer or known[0]


def _crs(name: str, systems: set[str]) -> tuple[pyproj.CRS | None, str, bool]:
    """The one system of the file, what stands there instead, and whether its name promises that north comes first."""
    named = sorted(system for system in systems if system)
    if len(named) > 1:
        raise refused(Code.CRS_SEVERAL, name, known=listed(named))
    crs = named_crs(named[0]) if named else None
    if crs is None:
        return None, shown("".join(named)), False
    return crs, "", bool(FULL_NAME.match(named[0])) and crs.axis_info[0].direction == "north"


def _geometry_element(element: Element) -> Element | None:
    """The first geometry below an element, but not the box around it."""
    for child in element:
        if local(child) in NOTES:
            continue
        if local(child) in SHAPES and str(child.tag).startswith(NAMESPACE):
            return child
        inner = _geometry_element(child)
        if inner is not None:
            return inner
    return None


def _system(element: Element) -> str:
    return next((system for one in element.iter() if (system := one.get("srsName"))), "")


def _dimension(element: Element) -> int:
    return int(next((said for one in element.iter() if (said := one.get("srsDimension"))), "2"))


def _attributes(feature: Element) -> dict[str, Any]:
    """Texts by the name of their element; nested ones by the names joined with a dot, repeated ones as a list."""
    id_ = next((value for key, value in feature.attrib.items() if key.rpartition("}")[2] in {"id", "fid"}), None)
    found: dict[str, list[str]] = {} if id_ is None else {ID: [id_]}
    for path, text in _texts(feature, ""):
        found.setdefault(path, []).append(text)
    return {path: texts[0] if len(texts) == 1 else texts for path, texts in found.items()}


def _texts(element: Element, path: str) -> Iterator[tuple[str, str]]:
    for child in element:
        name = local(child)
        if name == "boundedBy" or (name in SHAPES and str(child.tag).startswith(NAMESPACE)):
            continue
        here = f"{path}.{name}" if path else name
        if len(child):
            yield from _texts(child, here)
        else:
            yield here, child.text or ""
