"""The data of the board of needs: fields, whole missing places, limits and planned measures, as published."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from presentation.lage.drawn import with_measures
from rows import long
from tables import table

from sozialraum.model.planning import Planning
from sozialraum.model.planning_tables import EFFECTS, PLANNED
from sozialraum.presentation.atlas.gap_board import gap_board, with_board
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.gap import gap_layers, share_text
from sozialraum.presentation.views.layer_json import layer_json

HAFEN, HEIDE, MITTE, NORD = range(4)  # in order of id, as on the page
DRAWN = """
    | area_id | measure_id           | target_group | period     | scenario       | value | lower | upper | status | reason         |
    |---------|----------------------|--------------|------------|----------------|-------|-------|-------|--------|----------------|
    | nord    | lage_index           |              | 2023-12-31 | bestand        |  1.2  |       |       | A      |                |
    | mitte   | lage_index           |              | 2023-12-31 | bestand        | -1.2  |       |       | A      |                |
    | hafen   | lage_index           |              | 2023-12-31 | bestand        |  0.0  |       |       | A      |                |
    | nord    | handlungsbedarf      | kita_u3      | 2022/23    | bestand        |       |       |       | O      | places_unknown |
    | nord    | handlungsbedarf      | kita_u3      | 2023/24    | bestand        |  8    |       |       | A      |                |
    | mitte   | handlungsbedarf      | kita_u3      | 2023/24    | bestand        |  0    |       |       | A      |                |
    | hafen   | handlungsbedarf      | kita_u3      | 2023/24    | bestand        |       |       |       | Q      | parts_withheld |
    | heide   | handlungsbedarf      | kita_u3      | 2023/24    | bestand        |       |       |       | O      | places_unknown |
    | nord    | coverage_of_need_pct | kita_u3      | 2023/24    | bestand        | 80    |       |       | A      |                |
    | mitte   | coverage_of_need_pct | kita_u3      | 2023/24    | bestand        | 125   |       |       | A      |                |
    | nord    | places_needed        | kita_u3      | 2023/24    | bestand        | 50.5  |       |       | A      |                |
    | nord    | places               | kita_u3      | 2023/24    | bestand        | 40.4  |       |       | A      |                |
    | nord    | places_missing       | kita_u3      | 2023/24    | bestand        | 10.1  |       |       | A      |                |
    | hafen   | places_missing       | kita_u3      | 2023/24    | bestand        |       |  3    |  9    | Q      | parts_withheld |
    | heide   | places_missing       | kita_u3      | 2023/24    | bestand        |       |  4.2  |       | O      | places_unknown |
    | heide   | facilities_without_places | kita_u3 | 2023/24    | bestand        |  2    |       |       | A      |                |
    | nord    | handlungsbedarf      | kita_u3      | 2024/25    | bestand        |  8    |       |       | F      |                |
    | nord    | coverage_of_need_pct | kita_u3      | 2024/25    | bestand        | 80    |       |       | F      |                |
    | nord    | places_needed        | kita_u3      | 2024/25    | bestand        | 50    |  40   |  60   | F      |                |
    | nord    | places               | kita_u3      | 2024/25    | bestand        | 40    |       |       | A      |                |
    | nord    | places_missing       | kita_u3      | 2024/25    | bestand        | 10    |   0   |  20   | F      |                |
    | nord    | handlungsbedarf      | kita_u3      | 2024/25    | mit_massnahmen |  2    |       |       | F      |                |
    | nord    | coverage_of_need_pct | kita_u3      | 2024/25    | mit_massnahmen | 100   |       |       | F      |                |
    | nord    | places_missing       | kita_u3      | 2024/25    | mit_massnahmen |  0    |       |  10   | F      |                |
"""  # noqa: E501  # a drawn table


def planned(drawn: str) -> pd.DataFrame:
    return long(drawn, PLANNED, offer="kita", target_group="u3", source_id="", file="massnahmen.csv", row=2)


@pytest.fixture(scope="module")
def drawn(context: Context) -> Context:
    house = next(str(id_) for id_, area in context.published.facilities["area_id"].items() if area == "nord")
    measures = planned(f"""
        | measure | label  | facility_id | places | from_day   | status      |
        |---------|--------|-------------|--------|------------|-------------|
        | m2      | Anbau  | {house}     | 10     | 2025-02-01 | beschlossen |
        | m1      | Gruppe | {house}     | 6      | 2024-08-01 | idee        |
        | m3      | Fern   | {house}     | 6      | 2024-08-01 | geplant     |
    """)
    effects = long(
        """
        | measure | area_id | year    | places | missing_before | missing_after |
        |---------|---------|---------|--------|----------------|---------------|
        | m1      | nord    | 2024/25 | 6      | 10             | 4             |
        | m2      | nord    | 2024/25 | 10     | 10             | 0             |
        """,
        EFFECTS,
        coverage="kita_u3",
    )
    plan = Planning(today="2023/24", planned=measures, effects=effects, counted=frozenset({"m2"}))
    return with_measures(context, DRAWN, planning=plan)


@pytest.fixture(scope="module")
def offer(drawn: Context) -> dict[str, Any]:
    board = gap_board(drawn)
    assert board is not None
    return board["offers"][0]


def test_years_begin_with_the_first_that_knows_a_field(offer: dict[str, Any]) -> None:
    assert [(year["id"], year["tense"]) for year in offer["years"]] == [("2023/24", "today"), ("2024/25", "ahead")]
    assert {year["lage"] for year in offer["years"]} == {"2023-12-31"}
    assert offer["years"][0]["target"]


def test_a_year_by_hand(offer: dict[str, Any]) -> None:
    """10.1 missing are 11 whole places; nothing is told of a withheld area, not even a limit."""
    row = offer["rows"]["bestand"][0]
    assert (row["f"], row["s"]) == ("--08", "QOAA")
    assert row["of"] == [None, None, 125, 80]
    assert row["m"] == [None, None, None, 10.1]
    assert row["w"] == [None, None, None, 11]
    assert row["wl"] == [None, 5, None, None]
    assert (row["lo"], row["hi"]) == (None, None)
    assert row["houses"] == {str(HEIDE): 2}
    assert set(row["why"]) == {str(HAFEN), str(HEIDE)}


def test_the_variants_of_the_children_limit_the_coverage_of_need(offer: dict[str, Any]) -> None:
    """40 places: 100 % of 40 needed in the lower variant, 66.67 % of 60 in the upper one."""
    row = offer["rows"]["bestand"][1]
    assert row["hi"] == [None, None, None, 100]
    assert row["lo"] == [None, None, None, 66.6667]
    assert (row["wl"][NORD], row["wh"][NORD]) == (0, 20)


def test_measures_stand_beside_the_stock(offer: dict[str, Any]) -> None:
    with_measures = offer["rows"]["mit_massnahmen"]
    assert with_measures[0] is None
    assert with_measures[1]["f"] == "---2"
    assert offer["planned"] == {
        str(NORD): [
            {"label": "Gruppe", "places": 6, "from": "01.08.2024", "state": "Idee", "counts": False},
            {"label": "Anbau", "places": 10, "from": "01.02.2025", "state": "beschlossen", "counts": True},
        ]
    }


def test_without_bounds_or_fields_there_is_no_board(drawn: Context) -> None:
    no_rule = replace(drawn, project=drawn.project.model_copy(update={"gaps": None}))
    assert gap_board(no_rule) is None
    rows = drawn.published.measures
    nothing = replace(drawn.published, measures=rows[rows["measure_id"] != "handlungsbedarf"])
    assert gap_board(replace(drawn, published=nothing)) is None


def test_the_layer_tells_of_the_places_there_are(drawn: Context) -> None:
    layer = next(iter(gap_layers(drawn)))
    assert layer.class_of["2024/25", "nord"] == 8
    assert "Es fehlen 10 Plätze bis zu den 50,0 benötigten (80,0 % gedeckt)" in layer.sentences["2024/25", "nord"]
    assert "Kinder vorausberechnet." in layer.sentences["2024/25", "nord"]
    assert "Es fehlen 11 Plätze" in layer.sentences["2023/24", "nord"]
    assert "vorausberechnet" not in layer.sentences["2023/24", "nord"]


def test_layers_of_the_board_keep_only_what_the_board_does_not_say(drawn: Context) -> None:
    layers = [layer_json(layer, drawn.areas, drawn.words) for layer in gap_layers(drawn)]
    lean = with_board([*layers, {"id": "other", "w": [{"0": "said"}]}], gap_board(drawn))
    assert lean[0]["w"] == [
        {
            "0": "gesperrt (Datenschutz): eine der Zahlen dafür wird nicht gezeigt",
            "1": "Plätze nicht aller Einrichtungen bekannt",
        },
        {},
    ]
    assert lean[0]["planned"]["w"] == [{}]
    assert lean[1]["w"] == [{"0": "said"}]
    assert with_board(layers, None) == layers


def test_a_share_never_seems_to_reach_a_bound_it_is_below(context: Context) -> None:
    rows = table("""
        | share    | text    |
        |----------|---------|
        | 80       | 80,0    |
        | 89.96    | 89,96   |
        | 89.99996 | 90,0000 |
        | 90       | 90,0    |
        | 99.96    | 99,96   |
        | 130.04   | 130,0   |
    """)
    assert [share_text(context, float(share), (90, 100)) for share in rows.index] == list(rows["text"])
