"""The same maps as folium makes them: usually, and as well as it can. None of it fetches anything.

What the library asks other machines for is taken away or laid beside the page, so that a page waits for nobody: of
seven style sheets and four scripts only Leaflet's own stay, and there are no background tiles.
"""

import re
import shutil
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import numpy as np
from running import ROOT

from tools.minify import fetched

COLOURS = ("#ffedd0", "#f7bd72", "#ec9f39", "#c78025", "#6c400a")
ELSEWHERE = re.compile(r'<(?:script|link)\b[^>]*(?:src|href)="https?://([^"]+)"[^>]*>(?:\s*</script>)?')
BESIDE = "leaflet"
ZOOM_OF_BERLIN = 11  # in a window of 1440 x 900


def layer_page(areas: gpd.GeoDataFrame, columns: list[str]) -> str:
    """Usual: one GeoJson with style and tooltip for each column of values; the first is shown, the others in a list.

    Args:
        areas: in WGS 84, with a column `name`.
    """
    map_ = _map(areas)
    for place, column in enumerate(columns):
        layer = _choropleth(areas[["name", column, areas.geometry.name]], column, column)
        layer.show = place == 0
        layer.add_to(map_)
    folium.LayerControl().add_to(map_)
    return str(map_.get_root().render())


def marker_page(areas: gpd.GeoDataFrame, column: str, points: list[tuple[float, float, str]]) -> str:
    """Usual: one layer of areas and a Marker with a tooltip for each point (lat, lon, name)."""
    map_ = _map(areas)
    _choropleth(areas[["name", column, areas.geometry.name]], column, column).add_to(map_)
    for lat, lon, name in points:
        folium.Marker((lat, lon), tooltip=name).add_to(map_)
    return str(map_.get_root().render())


def circle_page(areas: gpd.GeoDataFrame, column: str, points: list[tuple[float, float, str]]) -> str:
    """As well as it can: everything on one canvas, each point a circle."""
    map_ = _map(areas, prefer_canvas=True)
    _choropleth(areas[["name", column, areas.geometry.name]], column, column).add_to(map_)
    for lat, lon, name in points:
        folium.CircleMarker((lat, lon), radius=4, weight=1, fill=True, tooltip=name).add_to(map_)
    return str(map_.get_root().render())


def written(page: str, folder: Path, name: str) -> Path:
    """The page as a file that a browser can open without a network, Leaflet beside it; its path."""
    if not (folder / BESIDE).exists():
        fetched(ROOT)
        shutil.copytree(ROOT / "node_modules/leaflet/dist", folder / BESIDE)
    path = folder / name
    path.write_text(ELSEWHERE.sub(_beside, page), encoding="utf-8")
    return path


def _beside(found: re.Match[str]) -> str:
    file = found[1].rsplit("/", 1)[-1]
    if file == "leaflet.js":
        return f'<script src="{BESIDE}/leaflet.js"></script>'
    return f'<link rel="stylesheet" href="{BESIDE}/leaflet.css">' if file == "leaflet.css" else ""


def _map(areas: gpd.GeoDataFrame, **options: Any) -> folium.Map:
    west, south, east, north = areas.total_bounds
    return folium.Map(
        tiles=None, location=[(south + north) / 2, (west + east) / 2], zoom_start=ZOOM_OF_BERLIN, **options
    )


def _choropleth(areas: gpd.GeoDataFrame, column: str, title: str) -> folium.GeoJson:
    bounds = areas[column].quantile([0.2, 0.4, 0.6, 0.8]).tolist()
    rounded = areas[column].astype(float).round(6).astype(object)
    frame = areas.assign(**{column: rounded.where(areas[column].notna(), None)})

    def style(feature: dict[str, Any]) -> dict[str, Any]:
        value = feature["properties"][column]
        colour = "#cccccc" if value is None else COLOURS[int(np.searchsorted(bounds, value))]
        return {"fillColor": colour, "fillOpacity": 0.9, "color": "#444444", "weight": 1}

    return folium.GeoJson(
        frame, name=title, style_function=style, tooltip=folium.GeoJsonTooltip(fields=["name", column])
    )
