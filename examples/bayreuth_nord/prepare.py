"""Gemeinden, Kitas and buildings of an extract of OpenStreetMap as files of a project.

python examples/bayreuth_nord/prepare.py north-bayreuth.osm.gz FOLDER
"""

import csv
import json
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import osmium
import shapely
from shapely.geometry import LineString, Point, Polygon, box, mapping
from shapely.ops import polygonize

GEMEINDE = "8"  # admin_level
FEWEST = 100  # buildings; of a Gemeinde with fewer only a corner lies in the extract
NOT_LIVED_IN = {"garage", "garages", "hangar", "hut", "roof", "shed", "barn", "entrance", "farm_auxiliary"}
DIGITS = 7  # as OpenStreetMap stores degrees

Tags = dict[str, str]


@dataclass(frozen=True)
class Extract:
    """What the file holds: frame, lines of ways, tags of ways, Gemeinden with the ways of their borders."""

    frame: Polygon
    lines: dict[int, LineString]
    tags: dict[int, Tags]
    points: list[tuple[Point, Tags]]
    borders: dict[str, set[int]]  # name -> ways


def read(file: Path) -> Extract:
    """Relations come after ways, ways after nodes, as OpenStreetMap sorts them."""
    with osmium.io.Reader(str(file)) as reader:
        bounds = reader.header().box()
    frame = box(bounds.bottom_left.lon, bounds.bottom_left.lat, bounds.top_right.lon, bounds.top_right.lat)
    found = Extract(frame, {}, {}, [], {})
    for thing in osmium.FileProcessor(str(file)).with_locations():
        tags = dict(thing.tags)
        if thing.is_node() and "amenity" in tags:
            found.points.append((Point(thing.location.lon, thing.location.lat), tags))
        elif thing.is_way():
            spots = [(node.lon, node.lat) for node in thing.nodes if node.location.valid()]
            if len(spots) > 1:
                found.lines[thing.id], found.tags[thing.id] = LineString(spots), tags
        elif thing.is_relation() and tags.get("boundary") == "administrative" and tags.get("admin_level") == GEMEINDE:
            found.borders[tags["name"]] = {one.ref for one in thing.members if one.type == "w"}
    return found


def gemeinden(extract: Extract) -> dict[str, Polygon]:
    """Gemeinden as far as the extract shows them; only where their borders leave no doubt.

    A piece belongs to a Gemeinde if every border around it, other than the frame, is hers and all are no other's.
    """
    ways = {way for border in extract.borders.values() for way in border if way in extract.lines}
    edge = extract.frame.exterior
    lines = shapely.union_all([*(extract.lines[way] for way in ways), edge])
    found: dict[str, list[Polygon]] = {}
    for piece in polygonize(lines):
        piece = piece.intersection(extract.frame)
        around = {way for way in ways if piece.boundary.intersection(extract.lines[way]).length > 1e-6}
        whose = [name for name, border in extract.borders.items() if around and around <= border]
        if len(whose) == 1:
            found.setdefault(whose[0], []).append(piece)
    return {name: shapely.union_all(pieces) for name, pieces in sorted(found.items())}


def kitas(extract: Extract) -> list[tuple[Point, str]]:
    """Kindergartens, drawn as a point or as an outline."""
    drawn = [(line.centroid, extract.tags[way]) for way, line in extract.lines.items()]
    return sorted(
        ((point, tags.get("name", "Kita ohne Namen")) for point, tags in [*extract.points, *drawn] if _is_kita(tags)),
        key=lambda one: one[1],
    )


def _is_kita(tags: Tags) -> bool:
    return tags.get("amenity") in {"kindergarten", "childcare"}


def buildings(extract: Extract) -> list[Point]:
    """A point inside each building in which somebody may live; whether somebody does, the extract does not say."""
    return [
        Polygon(line.coords).representative_point()
        for way, line in sorted(extract.lines.items())
        if line.is_ring and extract.tags[way].get("building", "no") not in {"no", *NOT_LIVED_IN}
    ]


def write(folder: Path, extract: Extract) -> None:
    """gemeinden.geojson, kitas.csv, gebaeude.csv."""
    houses = buildings(extract)
    areas = {
        name: shape
        for name, shape in gemeinden(extract).items()
        if sum(shape.contains(point) for point in houses) >= FEWEST
    }
    features = [
        {"type": "Feature", "properties": {"ID": f"g{number}", "NAME": name}, "geometry": mapping(shape)}
        for number, (name, shape) in enumerate(areas.items(), start=1)
    ]
    document = {"type": "FeatureCollection", "features": features}
    (folder / "gemeinden.geojson").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    everywhere = shapely.union_all(list(areas.values()))
    inside = [[at, *_at(point), 1] for at, point in enumerate(filter(everywhere.contains, houses), start=1)]
    _table(folder / "gebaeude.csv", ["NR", "LON", "LAT", "ANZAHL"], inside)
    rows = [[f"k{at}", name, *_at(point)] for at, (point, name) in enumerate(kitas(extract), start=1)]
    _table(folder / "kitas.csv", ["NR", "NAME", "LON", "LAT"], rows)


def _at(point: Point) -> list[float]:
    return [round(point.x, DIGITS), round(point.y, DIGITS)]


def _table(path: Path, heading: list[str], rows: Iterable[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(rows)


if __name__ == "__main__":
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target / "north-bayreuth.osm.gz")
    write(target, read(source))
