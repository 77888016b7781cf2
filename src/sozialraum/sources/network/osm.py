"""Extracts of OpenStreetMap: the ways that are walked, with their nodes."""

import gzip
import re
import zlib
from array import array
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import osmium
import pyproj

from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.files import Limits
from sozialraum.model.intake import Aside, Intake, spans
from sozialraum.model.network_file import OSM, NetworkFile, WayTags
from sozialraum.sources.catalogue import packaged_walking
from sozialraum.sources.files import CityFiles
from sozialraum.sources.network.pieces import ENTRY, SAMPLE, Around, Pieces, some
from sozialraum.sources.paths import MEGABYTE, find_file, refused
from sozialraum.sources.vectors.crs import WGS84
from sozialraum.sources.vectors.features import too_many

DEGREE = 10_000_000  # the library counts in these parts of a degree
UNKNOWN = osmium.osm.Location().x  # of a node that the file does not have
WORLD = (-180.0, -90.0, 180.0, 90.0)
CHUNK = 1 << 20
INDEX = "flex_mem"  # where the library keeps places of nodes: small for a town, fit for a Land
FORMATS = (("pbf", "pbf"), ("gz", "osm.gz"), ("", "osm"))
ENTITIES = re.compile("entit", re.IGNORECASE)
AREA_TYPE = {"type": ["multipolygon"]}

Tags = osmium.osm.TagList | Mapping[str, str]
Box = tuple[float, float, float, float]  # west, south, east, north


def _whole_numbers() -> "array[int]":
    return array("q")


@dataclass
class _Found:
    """What is collected way by way; places in whole parts of a degree.

    Args:
        refs: node after node of the ways in use, with lon and lat.
        sizes: how many nodes each of these ways has.
        reasons: of every way of the file, "" where it is in use; with ids.
        one_way: ids of ways open in one direction.
        outside: a place of some ways far away.
    """

    refs: "array[int]" = field(default_factory=_whole_numbers)
    lon: "array[int]" = field(default_factory=_whole_numbers)
    lat: "array[int]" = field(default_factory=_whole_numbers)
    sizes: "array[int]" = field(default_factory=_whole_numbers)
    reasons: list[str] = field(default_factory=list)
    ids: "array[int]" = field(default_factory=_whole_numbers)
    one_way: list[int] = field(default_factory=list)
    outside: list[tuple[int, int]] = field(default_factory=list)


def read_osm(spec: NetworkFile, files: CityFiles, around: Around | None) -> Pieces:
    """The walked ways of an extract, each piece between two neighbouring nodes.

    Args:
        around: where ways are asked for; everywhere without it.

    Raises:
        InputError: not readable, cut short, with definitions of its own, too large.
    """
    path = find_file(spec.file, files.folders, files.limits, OSM)
    form = next(form for ending, form in FORMATS if path.name.lower().endswith(ending))
    if form == "osm.gz":
        _check_unpacked(spec.file, path, files.limits)
    rules, limit = way_tags(spec), files.limits.max_vertices
    to_city = pyproj.Transformer.from_crs(WGS84, files.crs, always_xy=True)
    degrees = WORLD if around is None else to_city.transform_bounds(*around, direction="INVERSE")
    west, south, east, north = (degree * DEGREE for degree in degrees)
    try:
        places = osmium.NodeLocationsForWays(osmium.index.create_map(INDEX))
        places.ignore_errors()  # a node that the file does not have is told below
        outlines = _outlines(osmium.io.File(str(path), form), rules, places)
        found = _ways(osmium.io.File(str(path), form), places, rules, outlines, (west, south, east, north), limit)
    except (RuntimeError, ValueError) as error:  # what the library raises for any damaged file
        code = Code.XML_DEFINITIONS if ENTITIES.search(str(error)) else Code.OSM_UNREADABLE
        raise refused(code, spec.file) from error
    if len(found.refs) > limit:
        raise too_many(spec.file, limit)
    return _pieces(spec.file, found, to_city)


def way_tags(spec: NetworkFile) -> WayTags:
    """The built-in rules about ways, where the project does not replace them."""
    own = spec.ways.model_dump(exclude_none=True) if spec.ways else {}
    return WayTags.model_validate({**packaged_walking(), **own})


def why_not_walked(tags: Tags, rules: WayTags) -> str:
    """Why a way is not walked (an Aside); "" for one that is."""
    opened = _bears(tags, rules.open)
    if not _bears(tags, rules.walkable):
        if not _bears(tags, rules.walkable_if_open):
            kinds = {*rules.walkable, *rules.walkable_if_open}
            return str(Aside.NOT_ON_FOOT if any(key in tags for key in kinds) else Aside.NO_WAY)
        if not opened:
            return str(Aside.NOT_ON_FOOT)
    closed = _bears(tags, rules.closed) or (not opened and _bears(tags, rules.closed_unless_open))
    return str(Aside.CLOSED_ON_FOOT) if closed else ""


def _bears(tags: Tags, wanted: Mapping[str, Collection[str]]) -> bool:
    return any(tags.get(key) in values for key, values in wanted.items())


def _check_unpacked(name: str, path: Path, limits: Limits) -> None:
    """Refuse an archive that would not fit once unpacked; it is unpacked bit by bit to see."""
    packed, size = path.stat().st_size, 0
    try:
        with gzip.open(path) as file:
            while chunk := file.read(CHUNK):
                size += len(chunk)
                if size > limits.max_unpacked_mb * MEGABYTE:
                    raise refused(Code.ARCHIVE_TOO_LARGE, name, limit=f"{limits.max_unpacked_mb}")
                if size > MEGABYTE and size > limits.max_ratio * packed:
                    raise refused(Code.ARCHIVE_RATIO, name, value=f"{size // packed}", limit=f"{limits.max_ratio}")
    except (OSError, EOFError, zlib.error) as error:
        raise refused(Code.OSM_UNREADABLE, name) from error


def _outlines(file: osmium.io.File, rules: WayTags, places: osmium.NodeLocationsForWays) -> frozenset[int]:
    """Ways that bound an area on which people walk; `places` learns on the way where the nodes lie.

    Nodes may stand behind the ways, so the ways are read afterwards.
    """
    relations = osmium.filter.EntityFilter(osmium.osm.RELATION)
    with osmium.io.Reader(file, osmium.osm.NODE | osmium.osm.RELATION) as reader:
        return frozenset(
            member.ref
            for relation in osmium.OsmFileIterator(reader, places, relations)
            if isinstance(relation, osmium.osm.Relation)
            and _bears(relation.tags, AREA_TYPE)
            and not why_not_walked(relation.tags, rules)
            for member in relation.members
            if member.type == "w"
        )


def _ways(
    file: osmium.io.File,
    places: osmium.NodeLocationsForWays,
    rules: WayTags,
    outlines: Collection[int],
    box: Box,
    max_vertices: int,
) -> _Found:
    """What becomes of each way; reading stops as soon as there are more vertices than that."""
    found = _Found()
    with osmium.io.Reader(file, osmium.osm.WAY) as reader:
        for way in osmium.OsmFileIterator(reader, places):
            if not isinstance(way, osmium.osm.Way):
                continue
            reason = why_not_walked(way.tags, rules)
            if way.id in outlines and reason != Aside.CLOSED_ON_FOOT:
                reason = ""
            if not reason:
                reason = _take(found, way, box)
            if not reason and _bears(way.tags, rules.one_way):
                found.one_way.append(way.id)
            found.reasons.append(reason)
            found.ids.append(way.id)
            if len(found.refs) > max_vertices:
                break
    return found


def _take(found: _Found, way: osmium.osm.Way, box: Box) -> str:
    """Keep the nodes of a way; a reason where none of them lies anywhere near."""
    nodes = [(node.ref, node.x, node.y) for node in way.nodes]
    west, south, east, north = box
    xs, ys = [x for _, x, _ in nodes if x != UNKNOWN], [y for _, _, y in nodes if y != UNKNOWN]
    # by the box around it, since a way may lead through with all its nodes outside
    if xs and (max(xs) < west or min(xs) > east or max(ys) < south or min(ys) > north):
        if len(found.outside) < SAMPLE:
            found.outside.append((xs[0], ys[0]))
        return str(Aside.FAR_AWAY)
    for ref, x, y in nodes:
        found.refs.append(ref)
        found.lon.append(x)
        found.lat.append(y)
    found.sizes.append(len(nodes))
    return ""


def _pieces(name: str, found: _Found, to_city: pyproj.Transformer) -> Pieces:
    refs = np.array(found.refs, dtype=np.int64)
    lon_lat = np.column_stack((found.lon, found.lat)).reshape(-1, 2) / DEGREE
    known = np.asarray((np.abs(lon_lat) <= (180, 90)).all(axis=1))
    way = np.repeat(np.arange(len(found.sizes)), found.sizes)
    ids, first = np.unique(refs[known], return_index=True)
    at = np.searchsorted(ids, refs)
    points = np.column_stack(to_city.transform(*lon_lat[known][first].T)).reshape(-1, 2)
    between = (way[1:] == way[:-1]) & known[1:] & known[:-1]
    edges = np.column_stack((at[:-1], at[1:]))[between].astype(np.int64).reshape(-1, 2)
    empty = np.ones(len(found.sizes), dtype=bool)
    empty[way[1:][between]] = False
    reasons = np.array(found.reasons, dtype=object)
    used = np.flatnonzero(reasons == "")
    cut = np.zeros(len(found.sizes), dtype=bool)
    cut[way[~known]] = True
    reasons[used[empty]] = str(Aside.LEADS_NOWHERE)
    reasons[used[empty & cut]] = str(Code.WAY_CUT)
    problems = []
    if cut.any():
        first_cut = found.ids[int(used[cut][0])]
        problems.append(_warning(Code.WAY_CUT, name, first_cut, int(cut.sum())))
    if found.one_way:
        problems.append(_warning(Code.WAY_ONE_WAY, name, found.one_way[0], len(found.one_way)))
    sample = np.vstack((some(points), _moved(found.outside, to_city)))
    nothing = np.full(len(edges), np.nan)
    return Pieces(points, edges, nothing, False, [_intake(name, reasons)], problems, sample)


def _moved(outside: list[tuple[int, int]], to_city: pyproj.Transformer) -> np.ndarray:
    lon_lat = np.array(outside, dtype=np.float64).reshape(-1, 2) / DEGREE
    return np.column_stack(to_city.transform(*lon_lat.T)).reshape(-1, 2)


def _intake(name: str, reasons: np.ndarray) -> Intake:
    """The account of an extract: its ways are its rows, counted from 1 in their order."""
    rows = {str(reason): np.flatnonzero(reasons == reason) + 1 for reason in sorted(set(reasons.tolist()))}
    used = rows.pop("", np.empty(0, dtype=np.int64))
    return Intake(
        ENTRY,
        name,
        "",
        (),
        len(reasons),
        len(used),
        {reason: len(which) for reason, which in rows.items()},
        used_at=spans(used.tolist()),
        listed_at={reason: spans(which.tolist()) for reason, which in rows.items()},
    )


def _warning(code: Code, name: str, way: int, count: int) -> Problem:
    return Problem(code, name, value=str(way), fields={"count": str(count)}, severity=Severity.WARNING)
