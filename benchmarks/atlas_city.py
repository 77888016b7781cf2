"""Cities whose atlas is weighed and opened in a browser: Berlin's borders if they are at hand, all else by rule."""

from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from running import ROOT

from benchmarks import generated
from benchmarks.generated import CRS, Size
from sozialraum.pipeline import CityBuild
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project

BORDERS = ROOT.parent / "shared/data/berlin/boundaries/lor_post2021_PLR/lor_planungsraeume_2021.shp"
TOY = generated.TOY
LAYERS = replace(generated.BERLIN, indicators=10, dates=1, facilities=0)  # ten indicators, one date
POINTS = replace(LAYERS, indicators=1, facilities=4_000)
FULL_CONTENT = replace(generated.BERLIN, indicators=50, dates=5, facilities=3_800)
TYPES = (("kita", "Kindertagesstätte", "K"), ("schule", "Schule", "S"), ("jugend", "Jugendzentrum", "J"))


def shapes_of(size: Size) -> gpd.GeoDataFrame:
    """Borders for a city of this size, in metres: Berlin's own if it has 542 areas and they are at hand."""
    if size.areas != generated.BERLIN.areas or not BORDERS.exists():
        return generated.borders(size)
    given = gpd.read_file(BORDERS).to_crs(CRS).sort_values("PLR_ID")
    index = pd.Index(generated.area_ids(size), name="area_id", dtype="str")
    names = given["PLR_NAME"].to_numpy()
    return gpd.GeoDataFrame(
        {"level": "sozialraum", "name": names}, geometry=list(given.geometry), crs=CRS, index=index
    )


def described(shapes: gpd.GeoDataFrame) -> str:
    """Whose borders these are, and how many points they have."""
    whose = "Berlin" if "name" in shapes else "erzeugt"
    vertices = f"{int(shapely.get_num_coordinates(shapes.geometry.to_numpy()).sum()):,}".replace(",", ".")
    return f"{whose}: {len(shapes)} Gebiete, {vertices} Punkte"


def facilities(size: Size, shapes: gpd.GeoDataFrame) -> pd.DataFrame:
    """Facilities inside the city: facility_id, type, name, traeger, address, x, y in metres."""
    dice = np.random.default_rng(7)
    west, south, east, north = shapes.total_bounds
    city = shapely.union_all(shapes.geometry.to_numpy())
    shapely.prepare(city)
    x = dice.uniform(west, east, 20 * size.facilities)
    y = dice.uniform(south, north, 20 * size.facilities)
    inside = np.flatnonzero(shapely.contains_xy(city, x, y))[: size.facilities]
    number = np.arange(size.facilities)
    return pd.DataFrame(
        {
            "facility_id": [f"f{at:05d}" for at in number],
            "type": [TYPES[at % len(TYPES)][0] for at in number],
            "name": [f"{TYPES[at % len(TYPES)][1]} {TREES[at % 17]} {at}" for at in number],
            "traeger": [f"Träger {TREES[at % 13]} gGmbH" for at in number],
            "address": [f"{TREES[at % 19]}straße {at % 211 + 1}, {10_000 + at % 190}" for at in number],
            "x": x[inside].round(2),
            "y": y[inside].round(2),
        }
    )


def build_of(folder: Path, size: Size) -> CityBuild:
    """A city of this size, read from a project that is written into the folder, worked out and published."""
    shapes = shapes_of(size)
    path = generated.write_project(folder, size, shapes)
    if size.facilities:
        table = facilities(size, shapes)
        text = path.read_text(encoding="utf-8")
        for id_, label, letter in TYPES:
            table[table["type"] == id_].drop(columns="type").to_csv(folder / f"{id_}.csv", sep=";", index=False)
            text += FACILITY_TYPE.format(id=id_, label=label, letter=letter)
        path.write_text(text, encoding="utf-8")
    project = read_project(path)
    return CityBuild(project.project, read_inputs(project))


TREES = (
    "Ahorn", "Birken", "Buchen", "Eichen", "Erlen", "Eschen", "Fichten", "Holunder", "Kastanien", "Kiefern",
    "Lärchen", "Linden", "Mispel", "Pappel", "Platanen", "Quitten", "Tannen", "Ulmen", "Weiden",
)  # fmt: skip

FACILITY_TYPE = """
[[facility_types]]
id = "{id}"
label = {{ de = "{label}" }}
label_plural = {{ de = "{label}, alle" }}
symbol = {{ shape = "circle", letter = "{letter}", color = "#5e3c99" }}
file = "{id}.csv"
columns = {{ facility_id = "facility_id", name = "name", traeger = "traeger", address = "address", x = "x", y = "y" }}
crs = "EPSG:25832"
as_of = 2023-12-31
source = "amt"
"""
