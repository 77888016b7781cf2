"""The program's tables from drawn ones: only the columns that matter are drawn, the rest is blank."""

from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry import Point, Polygon
from tables import text_table

from sozialraum.model.indicators import Indicator
from sozialraum.model.lage import LageIndex
from sozialraum.model.rules import Coverage
from sozialraum.model.tables import BESTAND, FACILITIES, INDICATORS, MEASURES, NUMBER, OFFERS, frame, records

CRS = "EPSG:25832"
WEST, SOUTH, SIDE = 500_000, 5_700_000, 1_000


def long(drawn: str, columns: dict[str, str], **fixed: object) -> pd.DataFrame:
    """A table of these columns; `fixed` fills the ones not drawn, an empty number is NA, statuses are A."""
    usual = {"status": "A"} if "status" in columns else {}
    rows = [
        {
            **usual,
            **fixed,
            **{
                name: (float(text) if text else None) if columns[name] == NUMBER else text
                for name, text in row.items()
                if text or name != "status"
            },
        }
        for row in records(text_table(drawn))
    ]
    return frame(columns, rows)


def indicators(drawn: str, **fixed: object) -> pd.DataFrame:
    """Table `indicators`; one indicator "x" at the end of 2023 unless drawn otherwise."""
    return long(drawn, INDICATORS, **{"indicator_id": "x", "period": "2023-12-31", "basis": "given", **fixed})


def measures(drawn: str, **fixed: object) -> pd.DataFrame:
    """Table `measures` of the places there are, unless drawn otherwise."""
    return long(drawn, MEASURES, **{"scenario": BESTAND, **fixed})


def offers(drawn: str, **fixed: object) -> pd.DataFrame:
    """Table `offers`: places for u3 in the Kita-Jahr 2023/24 by permit, unless drawn otherwise."""
    usual = {"offer": "kita", "target_group": "u3", "period": "2023/24", "kind": "betriebserlaubnis"}
    return long(drawn, OFFERS, **{**usual, **fixed})


def facilities(drawn: str, **fixed: object) -> gpd.GeoDataFrame:
    """Table `facilities`, Kitas in operation unless drawn otherwise; `x` and `y` in metres from the corner."""
    rows = records(text_table(drawn))
    usual = {"facility_type": "kita", "betriebsstatus": "in_betrieb", "mappable": True, "file": "kitas.csv", **fixed}
    known = {**FACILITIES, "area_id": "str", "placement": "str", "found_area": "str"}
    own = [_without(row, "facility_id", "x", "y") for row in rows]
    table = frame(known, [{**usual, "row": at + 2, **row} for at, row in enumerate(own)])
    table.index = pd.Index([row["facility_id"] for row in rows], name="facility_id")
    points: Any = [Point(WEST + float(row["x"]), SOUTH + float(row["y"])) if row.get("x") else None for row in rows]
    return gpd.GeoDataFrame(table, geometry=gpd.GeoSeries(points, index=table.index, crs=CRS))


def squares(*names: str) -> gpd.GeoDataFrame:
    """Sozialräume of 1 km in a row from west to east, and the city."""
    boxes = [_box(at, 0, at + 1, 1) for at in range(len(names))]
    return gpd.GeoDataFrame(
        {
            "level": [*("sozialraum" for _ in names), "city"],
            "part_of": "",
            "boundaries_as_of": "2023-12-31",
            "name": [name.capitalize() for name in (*names, "city")],
        },
        geometry=[*boxes, _box(0, 0, len(names), 1)],
        crs=CRS,
        index=pd.Index([*names, "city"], name="area_id"),
    )


def indicator(id_: str = "x", kind: str = "share", **more: Any) -> Indicator:
    """An indicator of persons, more of which is more strain, unless said otherwise."""
    usual: dict[str, Any] = {
        "label": {"de": id_},
        "short": {"de": id_},
        "handlungsfeld": "feld",
        "definition": {"de": id_},
        "counts": "persons",
        "unit": {"de": "%"},
        "per": 100 if kind == "share" else 1,
        "polaritaet": "mehr_belastung",
        "rolle": "lage",
        "raumbezug": "wohnort",
        "zeitbezug": "stichtag",
    }
    return Indicator(id=id_, kind=kind, **{**usual, **more})


def coverage(**more: Any) -> Coverage:
    """Kita places under three with a target of 50 %, unless said otherwise."""
    usual: dict[str, Any] = {
        "id": "kita_u3",
        "label": {"de": "Kita U3"},
        "short": {"de": "U3"},
        "offers": ["kita"],
        "target_groups": ["u3"],
        "kind": "betriebserlaubnis",
        "children": "children_u3",
        "measure": "versorgungsquote",
        "target_quota_pct": 50,
        "target_source": {"de": "erfunden"},
    }
    return Coverage(**{**usual, **more})


def lage_index(*names: str, **more: Any) -> LageIndex:
    """Equal weights, cuts at -0.5 and 0.5, no smallest population, unless said otherwise."""
    usual: dict[str, Any] = {
        "label": {"de": "Lageindex"},
        "parts": [{"indicator": name} for name in names],
        "cuts": (-0.5, 0.5),
        "residents": "residents",
        "min_residents": 0,
    }
    return LageIndex(**{**usual, **more})


def column(table: pd.DataFrame, index: str = "area_id", value: str = "value") -> dict[str, Any]:
    """What stands beside what: index -> value, None for NA."""
    return {str(key): None if pd.isna(cell) else cell for key, cell in zip(table[index], table[value], strict=True)}


def of(table: pd.DataFrame, **wanted: str) -> pd.DataFrame:
    """The rows in which these columns say this."""
    for name, text in wanted.items():
        table = table[table[name] == text]
    return table


def _without(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: text for name, text in row.items() if name not in names}


def _box(west: float, south: float, east: float, north: float) -> Polygon:
    x, y = (WEST + SIDE * west, WEST + SIDE * east), (SOUTH + SIDE * south, SOUTH + SIDE * north)
    return Polygon([(x[0], y[0]), (x[1], y[0]), (x[1], y[1]), (x[0], y[1])])
