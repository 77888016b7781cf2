"""The atlas page beside folium's usual way: one GeoJson layer per indicator, each with the geometry in it."""

import json
import re
from pathlib import Path
from typing import Any

import folium
import numpy as np
import pytest
import shapely
from packing import page_data

from benchmarks.generated import BERLIN, TOWN, TOY, Size, write_project
from benchmarks.side_by_side import FULL, in_turns, show
from sozialraum.model.published import Published
from sozialraum.pipeline import VERSION, CityBuild
from sozialraum.presentation.atlas.data import CityPages
from sozialraum.presentation.atlas.geometry import page_borders
from sozialraum.presentation.atlas.page import atlas_map
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.texts import texts
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project

COLOURS = ("#ffedd0", "#f7bd72", "#ec9f39", "#c78025", "#6c400a")
DATA = re.compile(r'<script id="sr-data" type="application/json">(.*?)</script>', re.DOTALL)
GEOJSON = re.compile(r"^\s*geo_json_\w+_add\((\{.*\})\);\s*$", re.MULTILINE)
Values = dict[tuple[str, str, str], float | None]


def atlas_page(build: CityBuild) -> str:
    """From the published tables to the text of the page."""
    pages = CityPages(Context(build.published, build.project, texts("de")))
    return str(atlas_map(pages, VERSION).get_root().render())


def folium_page(published: Published) -> str:
    """The same tables as folium's examples do it, spared what would be unfair: the borders are simplified alike
    and rounded to five decimals, and Leaflet is fetched by the reader instead of standing in the page.
    """
    borders = page_borders(published.areas)
    rounded = shapely.transform(borders.to_numpy(), lambda xy: np.round(xy, 5))
    areas = published.areas.loc[borders.index, ["name"]].set_geometry(list(rounded), crs=borders.crs)
    west, south, east, north = borders.total_bounds
    map_ = folium.Map(location=[(south + north) / 2, (west + east) / 2], zoom_start=12)
    for indicator_id, rows in published.indicators.groupby("indicator_id"):
        wide = rows.pivot(index="area_id", columns="period", values="value").astype(float).round(6)
        frame = areas.join(wide)
        dates = list(wide.columns)
        bounds = frame[dates[-1]].quantile([0.2, 0.4, 0.6, 0.8]).tolist()
        frame[dates] = frame[dates].astype(object).where(frame[dates].notna(), None)
        frame = frame.reset_index()

        def style(feature: dict[str, Any], date: str = dates[-1], bounds: list[float] = bounds) -> dict[str, Any]:
            value = feature["properties"][date]
            colour = "#cccccc" if value is None else COLOURS[int(np.searchsorted(bounds, value))]
            return {"fillColor": colour, "fillOpacity": 0.9, "color": "#444444", "weight": 1}

        tooltip = folium.GeoJsonTooltip(fields=["name", *dates])
        layer = folium.GeoJson(frame, name=str(indicator_id), style_function=style, tooltip=tooltip, show=False)
        layer.add_to(map_)
    folium.LayerControl().add_to(map_)
    return str(map_.get_root().render())


def atlas_values(page: str) -> Values:
    found = DATA.search(page)
    assert found
    data = page_data(found[1])
    return {
        (area["id"], layer["id"], period["id"]): value
        for layer in data["layers"]
        for period, row in zip(layer["periods"], layer["v"], strict=True)
        for area, value in zip(data["areas"], row, strict=True)
    }


def folium_values(page: str, indicator_ids: list[str]) -> Values:
    layers = [json.loads(text) for text in GEOJSON.findall(page)]
    return {
        (feature["properties"]["area_id"], indicator_id, name): value
        for indicator_id, layer in zip(indicator_ids, layers, strict=True)
        for feature in layer["features"]
        for name, value in feature["properties"].items()
        if name not in {"area_id", "name"}
    }


def different(ours: Values, theirs: Values) -> list[tuple[str, str, str]]:
    """Keys that one lacks, where one has no value and the other has, or whose six digits differ."""
    found = sorted(ours.keys() ^ theirs.keys())
    for key in ours.keys() & theirs.keys():
        one, other = ours[key], theirs[key]
        if (one is None) != (other is None) or (one is not None and one != pytest.approx(other, rel=5e-6)):
            found.append(key)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("size", [TOWN, BERLIN] if FULL else [TOY], ids=lambda size: size.name)
def test_the_atlas_beside_a_layer_per_indicator(size: Size, tmp_path: Path) -> None:
    project = read_project(write_project(tmp_path, size))
    build = CityBuild(project.project, read_inputs(project))
    published = build.published
    measured = in_turns({"Atlas": lambda: atlas_page(build), "folium": lambda: folium_page(published)})
    ours = atlas_values(measured["Atlas"].result)
    theirs = folium_values(measured["folium"].result, sorted(published.indicators["indicator_id"].unique()))
    assert len(ours) == size.areas * size.indicators * size.dates
    assert different(ours, theirs) == []
    assert any(value is None for value in ours.values())
    megabytes = {name: len(one.result.encode()) / 1e6 for name, one in measured.items()}
    described = f"{size.areas} Gebiete, {size.indicators} Kennzahlen, {size.dates} Zeitpunkte"
    show("Atlasseite", f"{size.name}: {described}", measured, {"Megabyte": megabytes})


def test_the_comparison_sees_every_difference() -> None:
    given: Values = {("a", "i", "2023"): None, ("b", "i", "2023"): 0.0, ("c", "i", "2023"): 33.3333}
    assert different(given, {**given, ("c", "i", "2023"): 33.333333}) == []
    for key, value in ((("a", "i", "2023"), 0.0), (("b", "i", "2023"), None), (("c", "i", "2023"), 33.334)):
        assert different(given, {**given, key: value}) == [key]
    assert different(given, {**given, ("d", "i", "2023"): 1.0}) == [("d", "i", "2023")]
