"""The small city with reach drawn by hand: ways of children to the primary school, places per child in Kitas."""

from dataclasses import replace
from typing import Any

import geopandas as gpd
import pandas as pd
from rows import long, measures
from shapely.geometry import Point

from sozialraum.model.population import Grid
from sozialraum.model.reach import AROUND, BEYOND, BLOCKS, FAIRNESS, UNREACHED, Reach, no_reach_areas
from sozialraum.model.reach_settings import ReachSettings
from sozialraum.model.tables import FLAG, TEXT, frame
from sozialraum.model.way_rules import KitaWay, SchoolWay
from sozialraum.presentation.views.context import Context

DAY = "2023-12-31"
CRS = "EPSG:25832"
SETTINGS = {
    "questions": [
        {
            "id": "schule",
            "label": {"de": "Weg zur Grundschule"},
            "short": {"de": "Schulweg"},
            "facility_types": ["grundschule"],
            "people": ["a6_9"],
            "people_label": {"de": "Kinder von 6 bis 9"},
            "steps_m": [500, 1000, 2000],
            "within_m": 1000,
            "limit": "primar",
        },
        {
            "id": "kita",
            "label": {"de": "Weg zur Kita"},
            "short": {"de": "Kita"},
            "facility_types": ["kita"],
            "people": ["u3"],
            "people_label": {"de": "Kinder unter 3"},
            "steps_m": [500],
            "benchmark": True,
            "places": {"coverage": "kita_u3", "weights": [[500, 1], [1000, 0.5]], "bounds": [0.2, 0.4]},
        },
        {
            "id": "ungefragt",
            "label": {"de": "Weg, von dem die Ausgabe nichts erzählt"},
            "short": {"de": "nichts"},
            "facility_types": ["kita"],
            "people": ["u3"],
            "people_label": {"de": "Kinder"},
            "steps_m": [500],
        },
    ]
}
# 100 children in nord, all within 2 km; in hafen 10 of 50 have no way; mitte is withheld, nobody lives in heide
MEASURES = """
    | area_id | measure_id             | target_group | value | status | reason         |
    |---------|------------------------|--------------|-------|--------|----------------|
    | nord    | reach_people           | schule       |   100 |        |                |
    | nord    | people_within_pct:500  | schule       |    20 |        |                |
    | nord    | people_within_pct:1000 | schule       |    50 |        |                |
    | nord    | people_within_pct:2000 | schule       |   100 |        |                |
    | nord    | people_within:2000     | schule       |   100 |        |                |
    | nord    | way_mean_m             | schule       |   990 |        |                |
    | nord    | way_median_m           | schule       |  1000 |        |                |
    | nord    | way_p90_m              | schule       |  1800 |        |                |
    | nord    | people_over            | schule       |     0 |        |                |
    | nord    | people_over_pct        | schule       |     0 |        |                |
    | hafen   | people_within_pct:500  | schule       |   0.4 |        |                |
    | hafen   | people_within_pct:1000 | schule       |    40 |        |                |
    | hafen   | people_within_pct:2000 | schule       |    80 |        |                |
    | hafen   | people_over            | schule       |    10 |        |                |
    | hafen   | people_unreachable     | schule       |    10 |        |                |
    | mitte   | people_within_pct:500  | schule       |       | Q      | parts_withheld |
    | mitte   | people_within_pct:1000 | schule       |       | Q      | parts_withheld |
    | mitte   | people_within_pct:2000 | schule       |    90 |        |                |
    | mitte   | people_over            | schule       |       | Q      | parts_withheld |
    | heide   | people_within_pct:1000 | schule       |       | M      | nobody         |
    | city    | people_within_pct:500  | schule       |    15 |        |                |
    | city    | people_within_pct:1000 | schule       |    45 |        |                |
    | city    | people_within_pct:2000 | schule       |    90 |        |                |
    | city    | way_median_m           | schule       |  1100 |        |                |
    | city    | people_over            | schule       |    20 |        |                |
    | city    | people_over_pct        | schule       |    10 |        |                |
    | nord    | people_within_pct:500  | kita         |    60 |        |                |
    | nord    | places_per_person      | kita         |  0.25 |        |                |
    | hafen   | places_per_person      | kita         |     0 |        |                |
    | city    | people_within_pct:500  | kita         |    55 |        |                |
    | city    | places_per_person      | kita         |  0.31 |        |                |
"""
# the same squares of 100 and 200 m for both, with the south-west corner of the city at column 5000, row 57000
SQUARES = """
    | question | column | row   | span | step | places_class | facility_id | depends | places_depends |
    |----------|--------|-------|------|------|--------------|-------------|---------|----------------|
    | schule   |   5002 | 57010 |    2 |    1 |           -1 | x1          | 1       |                |
    | schule   |   5004 | 57010 |    2 |   -1 |           -1 |             |         |                |
    | schule   |   5000 | 57000 |    1 |    0 |           -1 | s1          |         |                |
    | schule   |   5001 | 57000 |    1 |    3 |           -1 | s1          |         |                |
    | kita     |   5002 | 57010 |    2 |    0 |            0 | k1          |         | 1              |
    | kita     |   5004 | 57010 |    2 |    1 |            2 | k1          |         |                |
    | kita     |   5000 | 57000 |    1 |    1 |           -1 | k1          | 1       | 1              |
    | kita     |   5001 | 57000 |    1 |    1 |            2 | k1          |         |                |
"""
NEAR = """
    | question | facility_id | step_m | people | status |
    |----------|-------------|--------|--------|--------|
    | schule   | s1          |    500 |        | Q      |
    | schule   | s1          |   1000 |     40 |        |
    | schule   | s1          |   2000 |    120 |        |
"""
FAIR = """
    | question | measure_id    | value | lower | upper | status |
    |----------|---------------|-------|-------|-------|--------|
    | schule   | best_to_worst |   0.5 |       |       |        |
    | kita     | gini          |  0.31 |       |       |        |
    | kita     | fgt0          |  0.12 |       |       |        |
    | kita     | dissimilarity | 0.084 |       |       |        |
    | kita     | best_to_worst |  1.04 |       |       |        |
    | kita     | disparity     |    -6 |    -4 |     4 |        |
"""
NOBODY = """
    | question | facility_id | reason           |
    |----------|-------------|------------------|
    | schule   | x1          | no_way_near      |
    | kita     | k1          | nobody_in_reach  |
"""
WAY = {"source": {"de": "Verordnung (erfunden)"}, "as_of": "2024-03-01"}


def reach_tables(way: str = "network") -> Reach:
    """What an edition tells; the school x1 stands outside the city."""
    squares = long(
        SQUARES, {name: TEXT if kind == FLAG or kind == "int64" else kind for name, kind in BLOCKS.items()}
    )
    whole = {name: squares[name].astype("int64") for name, kind in BLOCKS.items() if kind == "int64"}
    flags = {name: squares[name] == "1" for name, kind in BLOCKS.items() if kind == FLAG}
    beyond = frame(BEYOND, [{"facility_type": "grundschule", "name": "Schule Nachbarort"}])
    beyond.index = pd.Index(["x1"], name="facility_id")
    areas = no_reach_areas()
    if way == "network":
        rings = [Point(500_250, 5_700_250).buffer(step) for step in (500, 1000, 2000)]
        steps = [500.0, 1000.0, 2000.0]
        areas = gpd.GeoDataFrame(
            {"question": "schule", "facility_id": "s1", "step_m": steps}, geometry=rings, crs=CRS
        )
    return Reach(
        way=way,
        as_of=DAY,
        grid=Grid(CRS, 100.0),
        blocks=squares.assign(**whole, **flags),
        measures=measures(MEASURES, period=DAY),
        around=long(NEAR, AROUND),
        fairness=long(FAIR, FAIRNESS),
        unreached=long(NOBODY, UNREACHED),
        areas=areas,
        beyond=gpd.GeoDataFrame(
            beyond, geometry=gpd.GeoSeries([Point(499_500, 5_700_000)], index=beyond.index, crs=CRS)
        ),
    )


def with_reach(context: Context, way: str = "network", **settings: Any) -> Context:
    """The context with these figures of reach; `settings` are further keys of [reach]."""
    school = SchoolWay.model_validate(
        {
            **WAY,
            "straight_factor": 1.4,
            "limits": [{"id": "primar", "label": {"de": "Primarstufe: mehr als 2 km"}, "over_m": 2000}],
        }
    )
    kita = KitaWay.model_validate(
        {**WAY, "minutes": 30, "means": [{"id": "fuss", "label": {"de": "zu Fuß"}, "speed_kmh": 5}]}
    )
    project = context.project
    rules = project.planning.rules.model_copy(update={"school_way": school, "kita_way": kita})
    planning = project.planning.model_copy(update={"rules": rules})
    reach = ReachSettings.model_validate({**SETTINGS, **settings})
    published = replace(context.published, reach=reach_tables(way))
    return replace(
        context, published=published, project=project.model_copy(update={"reach": reach, "planning": planning})
    )
