"""KML: the placemarks of a map, in longitude and latitude by definition."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element  # the type only: every file is read by defusedxml

import pyproj

from sozialraum.model.codes import Code
from sozialraum.sources.paths import refused
from sozialraum.sources.vectors.features import (
    FIRST_ROW,
    Features,
    Parts,
    drawn,
    malformed,
    shown,
    too_many,
    vertices,
)
from sozialraum.sources.vectors.geojson import LON_LAT
from sozialraum.sources.vectors.xml_file import pieces
from sozialraum.sources.vectors.xml_geometry import SHAPES, geometry, local

PLACEMARK = "Placemark"
OWN_TEXTS = frozenset({"name", "description", "address", "phoneNumber"})


def read_kml(name: str, path: Path, max_vertices: int) -> Features:
    """The placemarks with their names and their further data; nothing a file links to is fetched.

    Raises:
        InputError: no XML, no KML, geometry that is not read, too many vertices.
    """
    attributes: list[dict[str, str]] = []
    parts: list[Parts | None] = []
    faults, count, root = [], 0, ""
    for event, element in pieces(name, path):
        root = root or local(element)
        if event == "start" or local(element) != PLACEMARK:
            continue
        shape = next((child for child in element if local(child) in SHAPES), None)
        try:
            part = None if shape is None else geometry(shape)
        except (ValueError, IndexError, TypeError, RecursionError, ArithmeticError) as error:
            faults.append((FIRST_ROW + len(parts), str(error)))
            part = None
        count += vertices(part) if part else 0
        if count > max_vertices:
            raise too_many(name, max_vertices)
        attributes.append(dict(_texts(element)))
        parts.append(part)
        element.clear()
    if root != "kml":
        raise refused(Code.CONTENT_KIND, name, value=shown(root), expected="KML")
    if faults:
        raise malformed(name, faults)
    shapes, problems = drawn(name, parts, max_vertices)
    return Features(attributes, shapes, pyproj.CRS(LON_LAT), problems=problems)


def _texts(placemark: Element) -> Iterator[tuple[str, str]]:
    for child in placemark:
        if local(child) in OWN_TEXTS:
            yield local(child), child.text or ""
        elif local(child) == "ExtendedData":
            for one in child.iter():
                if local(one) == "Data":
                    value = next((inner.text for inner in one if local(inner) == "value"), "")
                    yield one.get("name", ""), value or ""
                elif local(one) == "SimpleData":
                    yield one.get("name", ""), one.text or ""
