"""Cities of any size, made by rule: borders that neighbours share, indicators over years, points inside.

Sizes are those of real places; borders wind as digitised ones do, and no figure is about any place.
"""

import json
import math
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from sozialraum.model.indicators import Indicator
from sozialraum.model.tables import INDICATORS, typed

CRS = "EPSG:25832"
WEST, SOUTH, SIDE = 500_000.0, 5_700_000.0, 1_000.0
FIELD = "erwerb"


@dataclass(frozen=True)
class Size:
    """How large a city is; `corners` is the number of points on each of the four sides of an area."""

    name: str
    areas: int
    indicators: int
    dates: int
    facilities: int
    larger: tuple[int, ...]
    corners: int = 25


TOY = Size("klein", areas=6, indicators=3, dates=2, facilities=40, larger=(2,), corners=5)
TOWN = Size("Stadt", areas=14, indicators=45, dates=7, facilities=150, larger=(4, 2))
BERLIN = Size("Berlin", areas=542, indicators=20, dates=5, facilities=2_900, larger=(143, 12), corners=90)


def borders(size: Size) -> gpd.GeoDataFrame:
    """Areas of about 1 km on a grid with winding sides; neighbours have the same points on a common side."""
    columns = math.ceil(math.sqrt(size.areas))
    shapes = []
    for at in range(size.areas):
        x, y = at % columns, at // columns
        ring = [
            *_side(x, y, 1, 0, size.corners),
            *_side(x + 1, y, 0, 1, size.corners),
            *_side(x, y + 1, 1, 0, size.corners)[::-1],
            *_side(x, y, 0, 1, size.corners)[::-1],
        ]
        shapes.append(shapely.Polygon(ring))
    index = pd.Index(area_ids(size), name="area_id", dtype="str")
    return gpd.GeoDataFrame({"level": "sozialraum"}, geometry=shapes, crs=CRS, index=index)


def area_ids(size: Size) -> list[str]:
    return [f"g{at:04d}" for at in range(size.areas)]


def periods(size: Size) -> list[str]:
    return [f"{2023 - at}-12-31" for at in reversed(range(size.dates))]


def indicator_ids(size: Size) -> list[str]:
    return [f"i{at:02d}" for at in range(size.indicators)]


def values(size: Size) -> pd.DataFrame:
    """Numerator and denominator of every area, indicator and date; about one in fifty is missing."""
    dice = np.random.default_rng(20231231)
    keys = pd.MultiIndex.from_product(
        [area_ids(size), indicator_ids(size), periods(size)], names=["area_id", "indicator_id", "period"]
    ).to_frame(index=False)
    below = dice.integers(400, 9_000, len(keys))
    above = (below * dice.uniform(0.03, 0.6, len(keys))).astype(int)
    known = pd.Series(dice.random(len(keys)) > 0.02)
    return keys.assign(
        numerator=pd.Series(above, dtype="Float64").where(known),
        denominator=pd.Series(below, dtype="Float64").where(known),
    )


def indicator_table(size: Size) -> pd.DataFrame:
    """`values` as the table `indicators` of the analysis."""
    table = values(size)
    known = table["numerator"].notna()
    texts = {"group": "", "reason": "", "note": "", "source_url": ""}
    table = table.assign(
        **texts,
        value=100 * table["numerator"] / table["denominator"],
        status=known.map({True: "A", False: "O"}),
        basis="given",
        source_id="amt",
        list_only=False,
    )
    return typed(table, INDICATORS)


def definitions(size: Size) -> list[Indicator]:
    text = {"de": "x"}
    return [
        Indicator(
            id=id_, label=text, short=text, handlungsfeld=FIELD, definition=text, kind="share", counts="persons",
            unit={"de": "%"}, polaritaet="mehr_belastung", rolle="lage", raumbezug="wohnort", zeitbezug="stichtag",
        )
        for id_ in indicator_ids(size)
    ]  # fmt: skip


def members(size: Size) -> dict[str, list[str]]:
    """Larger areas of each level, and the city, with their areas."""
    ids = area_ids(size)
    found = {"city": ids}
    for level, count in enumerate(size.larger):
        for part, group in enumerate(np.array_split(ids, count)):
            found[f"l{level}_{part}"] = [str(id_) for id_ in group]
    return found


def write_project(folder: Path, size: Size, shapes: gpd.GeoDataFrame | None = None) -> Path:
    """A whole project folder: borders, values and a projekt.toml; its path.

    Args:
        shapes: borders of a real city instead of `borders`: so many, index as of `area_ids`, column name, in `CRS`.
    """
    shapes = borders(size) if shapes is None else shapes
    names = shapes["name"] if "name" in shapes else "Gebiet " + shapes.index.to_series()
    features = [
        {
            "type": "Feature",
            "properties": {"KEY": id_, "NAME": name},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for id_, name, shape in zip(shapes.index, names, shapes.geometry, strict=True)
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    collection = {"type": "FeatureCollection", "crs": crs, "features": features}
    (folder / "gebiete.geojson").write_text(json.dumps(collection), encoding="utf-8")
    values(size).to_csv(folder / "werte.csv", sep=";", index=False)
    project = folder / "projekt.toml"
    project.write_text(PROJECT + "".join(INDICATOR.format(id=id_) for id_ in indicator_ids(size)), encoding="utf-8")
    return project


def points(size: Size) -> gpd.GeoDataFrame:
    """Facilities spread over the city and a little beyond, none of which states its Sozialraum."""
    dice = np.random.default_rng(7)
    west, south, east, north = borders(size).total_bounds
    x = dice.uniform(west - 50, east + 50, size.facilities)
    y = dice.uniform(south - 50, north + 50, size.facilities)
    index = pd.Index([f"f{at:05d}" for at in range(size.facilities)], name="facility_id", dtype="str")
    table = {"facility_type": "kita", "stated_area": ""}
    return gpd.GeoDataFrame(table, geometry=gpd.points_from_xy(x, y), crs=CRS, index=index)


def _side(x: int, y: int, right: int, up: int, corners: int) -> list[tuple[float, float]]:
    """Points of a side from (x, y) on: a wave that is nil at both ends."""
    side = []
    for at in range(corners + 1):
        t = at / corners
        off = 0.05 * math.sin(math.pi * t) * math.sin(7 * t * math.pi + 1.7 * x + 2.3 * y + up)
        east, north = x + right * t + up * off, y + up * t + right * off
        side.append((round(WEST + SIDE * east, 2), round(SOUTH + SIDE * north, 2)))
    return side


PROJECT = """
schema = 1

[city]
name = "Erzeugte Stadt"
crs = "EPSG:25832"

[areas]
file = "gebiete.geojson"
columns = { area_id = "KEY", name = "NAME" }
label = { de = "Gebiet" }
label_plural = { de = "Gebiete" }
boundaries_as_of = 2023-12-31
source = "amt"

[disclosure.oeffentlich]
min_count = 5
min_base = 0
zeros = "zeigen"
complement = "sperren"
rates_without_counts = "sperren"
min_values = 3
dominance = "keine"
rounding = "keine"
rule = "Regel"
set_by = "Amt"
set_on = 2024-02-01

[sources.amt]
title = "Erzeugte Werte"
publisher = "niemand"

[[values]]
file = "werte.csv"
columns = { area_id = "area_id", indicator = "indicator_id", period = "period", numerator = "numerator", \
denominator = "denominator" }
"""

INDICATOR = """
[[indicators]]
id = "{id}"
label = {{ de = "Kennzahl {id}" }}
short = {{ de = "{id}" }}
handlungsfeld = "erwerb"
definition = {{ de = "Personen mit Merkmal {id} je 100" }}
kind = "share"
counts = "persons"
unit = {{ de = "%" }}
polaritaet = "mehr_belastung"
rolle = "lage"
raumbezug = "wohnort"
zeitbezug = "stichtag"
source = "amt"
"""
