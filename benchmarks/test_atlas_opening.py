"""How soon maps of Berlin's size answer in Chromium, ours beside folium's; and what the largest content weighs."""

import gzip
import statistics
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import geopandas as gpd
import pytest
from playwright.sync_api import Page

from benchmarks.atlas_city import FULL_CONTENT, LAYERS, POINTS, TOY, build_of, described, shapes_of
from benchmarks.folium_pages import circle_page, layer_page, marker_page, written
from benchmarks.generated import Size
from benchmarks.opening import Opening, apart, browser, opened, openings
from benchmarks.side_by_side import FULL, RUNS, table
from benchmarks.test_atlas_size import atlas_page
from sozialraum.pipeline import CityBuild
from sozialraum.presentation.atlas.geometry import WGS84, page_borders

pytestmark = [pytest.mark.slow, pytest.mark.browser]
SWITCHES = 10
SWITCH = """async (indicator) => {
  const map = document.querySelector('.leaflet-container');
  const paints = () => [...map.querySelectorAll('path.sr-area')].map((path) => path.getAttribute('fill')).join();
  const before = paints();
  const start = performance.now();
  location.hash = 'ind=' + indicator;
  await new Promise((done) => {
    addEventListener('hashchange', () => requestAnimationFrame(() => setTimeout(done)), { once: true });
  });
  const took = performance.now() - start;
  return [took, paints() !== before];
}"""


@cache
def city(size: Size) -> CityBuild:
    with tempfile.TemporaryDirectory() as folder:
        build = build_of(Path(folder), size)
        assert build.published.indicators["indicator_id"].nunique() == size.indicators
    return build


def frame(build: CityBuild, simplified: bool = False) -> tuple[gpd.GeoDataFrame, list[str]]:
    """Areas in WGS 84 with the newest values of each indicator, and the names of their columns."""
    published = build.published
    areas = published.areas[published.areas["level"] == "sozialraum"].sort_index()
    rows = published.indicators[published.indicators["group"] == ""]
    rows = rows[rows["period"] == rows["period"].max()]
    values = rows.pivot(index="area_id", columns="indicator_id", values="value").astype(float)
    shapes = page_borders(published.areas) if simplified else areas.geometry.to_crs(WGS84)
    found = gpd.GeoDataFrame(areas[["name"]].join(values), geometry=list(shapes.loc[areas.index]), crs=WGS84)
    return found, list(values.columns)


def points(build: CityBuild) -> list[tuple[float, float, str]]:
    table_ = build.published.facilities.to_crs(WGS84)
    return list(zip(table_.geometry.y, table_.geometry.x, table_["name"], strict=True))


def ours(build: CityBuild, folder: Path) -> Path:
    path = folder / "atlas.html"
    path.write_text(atlas_page(build), encoding="utf-8")
    return path


def measured(title: str, build: CityBuild, theirs: Mapping[str, str], folder: Path) -> dict[str, float]:
    """Opens our page and theirs (name -> page) in turns and prints what they took; megabytes of each, ours first."""
    pages = {"Atlas": ours(build, folder)}
    megabytes = {"Atlas": pages["Atlas"].stat().st_size / 1e6}
    for number, (name, text) in enumerate(theirs.items()):
        pages[name] = written(text, folder, f"folium_{number}.html")
        megabytes[name] = len(text.encode()) / 1e6

    def opening() -> dict[str, Opening]:
        with browser() as running:
            return openings(running, pages, RUNS)

    found = apart(opening)
    rows = {
        "Megabyte": megabytes,
        "Sekunden": {name: one.seconds for name, one in found.items()},
        "CPU-Sekunden": {name: one.cpu_seconds for name, one in found.items()},
    }
    table(title, {what: {name: values[name] for name in pages} for what, values in rows.items()})
    return megabytes


def test_indicators_beside_a_layer_each(tmp_path: Path) -> None:
    size = LAYERS if FULL else TOY
    build = city(size)
    theirs = {
        "folium": layer_page(*frame(build)),
        "folium, vereinfacht": layer_page(*frame(build, simplified=True)),
    }
    assert all(text.count("L.geoJson(null") == size.indicators for text in theirs.values())
    title = f"{size.indicators} Kennzahlen, {described(shapes_of(size))}"
    megabytes = measured(title, build, theirs, tmp_path)
    assert not FULL or megabytes["folium"] >= 70 * megabytes["Atlas"]  # a size does not depend on the machine


def test_facilities_beside_markers_and_circles(tmp_path: Path) -> None:
    size = POINTS if FULL else TOY
    build = city(size)
    areas, columns = frame(build)
    simplified, _ = frame(build, simplified=True)
    theirs = {
        "folium, Marker": marker_page(areas, columns[0], points(build)),
        "folium, Kreise": circle_page(simplified, columns[0], points(build)),
    }
    assert theirs["folium, Marker"].count("L.marker(") == size.facilities
    assert theirs["folium, Kreise"].count("L.circleMarker(") == size.facilities
    measured(f"{size.facilities} Einrichtungen, {described(shapes_of(size))}", build, theirs, tmp_path)


def test_the_full_content(tmp_path: Path) -> None:
    size = FULL_CONTENT if FULL else TOY
    path = ours(city(size), tmp_path)

    def opening() -> tuple[Opening, list[float]]:
        with browser() as running:
            found = openings(running, {"Atlas": path}, RUNS)["Atlas"]
            with opened(running, path) as (page, _):
                return found, switched(page, size)

    found, switches = apart(opening)
    megabytes, packed = path.stat().st_size / 1e6, len(gzip.compress(path.read_bytes(), 9, mtime=0)) / 1e6
    rows = {
        "Megabyte": megabytes,
        "Megabyte, gzip": packed,
        "Sekunden": found.seconds,
        "CPU-Sekunden": found.cpu_seconds,
        "Sekunden, Wechsel der Kennzahl": statistics.median(switches),
    }
    content = f"{size.indicators} Kennzahlen, {size.dates} Stichtage, {size.facilities} Einrichtungen"
    table(f"{content}, {described(shapes_of(size))}", {name: {"Atlas": value} for name, value in rows.items()})
    assert not FULL or (megabytes <= 4 and packed <= 1.3)


def switched(page: Page, size: Size) -> list[float]:
    """Seconds from choosing another indicator until the map has its colours and the browser drew them."""
    seconds = []
    for at in range(SWITCHES):
        took, changed = page.evaluate(SWITCH, f"i{(at + 1) % size.indicators:02d}")
        seconds.append(took / 1000)
        assert changed
    return seconds
