"""Lines to find one's way, as a page carries them: packed, named, and only where the project says so."""

from types import SimpleNamespace
from typing import Any

import geopandas as gpd
import pytest
from shapely.geometry import LineString, box

from sozialraum.model.base_map import Background, BaseLines
from sozialraum.presentation.atlas.base_map import background_data, base_data, base_sources, image_sources

# in degrees already, so that what is packed can be worked out by hand: 1e-5 degree is one step
CRS = "EPSG:4326"


def context(specs: list[BaseLines], base: gpd.GeoDataFrame | None, background: Background | None = None) -> Any:
    project = SimpleNamespace(base_lines=specs, background=background)
    return SimpleNamespace(
        project=project,
        published=SimpleNamespace(base=base, outline=box(7, 51, 7.0002, 51.0002)),
        text=lambda value: value["de"] if value else "",
    )


def spec(id_: str, label: str, kind: str, source: str = "geo") -> BaseLines:
    return BaseLines(id=id_, label={"de": label}, kind=kind, file=f"{id_}.geojson", source=source)  # type: ignore[arg-type]  # any kind of the few


def table(*rows: tuple[str, str, Any]) -> gpd.GeoDataFrame:
    columns = {"base_id": [row[0] for row in rows], "name": [row[1] for row in rows]}
    return gpd.GeoDataFrame(columns, geometry=[row[2] for row in rows], crs=CRS)


@pytest.fixture(autouse=True)
def _no_tolerance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sozialraum.presentation.atlas.base_map.LEAST_M", 0.0)


def test_entries_of_one_label_are_one_switch_and_lines_are_packed_as_steps() -> None:
    river = LineString([(7.0, 51.0), (7.00002, 51.00001), (7.00004, 51.0)])
    lake = box(7.0, 51.0, 7.00003, 51.00002)
    drawn = table(("fluss", "", river), ("see", "See", lake), ("rand", "<b>Nord</b>", box(7, 51, 7.0002, 51.0002)))
    specs = [
        spec("fluss", "Wasser", "water"),
        spec("see", "Wasser", "water"),
        spec("rand", "Nachbarn", "neighbour", "kreis"),
    ]
    made = context(specs, drawn)
    water, around = base_data(made)["base"]
    assert (water["id"], water["label"], water["kind"], water["shown"]) == ("fluss", "Wasser", "water", True)
    assert water["lines"] == [[700000, 5100000, 2, 1, 2, -1]]
    assert len(water["rings"]) == 1
    assert water["names"] == []
    assert around["names"] == [["<b>Nord</b>", [51.0001, 7.0001]]]
    assert base_sources(made) == {"geo", "kreis"}


def test_a_project_without_any_carries_nothing_and_asks_nobody() -> None:
    made = context([], None)
    assert (base_data(made), background_data(made), base_sources(made), image_sources(made)) == ({}, {}, set(), ())


def test_the_policy_names_the_host_of_the_background_and_no_more() -> None:
    tiles = Background(url="https://karten.example/a/{z}/{x}/{y}.png", attribution={"de": "© Karten"}, max_zoom=17)
    made = context([], None, tiles)
    assert image_sources(made) == ("https://karten.example",)
    assert background_data(made)["background"] == {
        "url": tiles.url,
        "host": "karten.example",
        "credit": "© Karten",
        "most": 17,
    }
