"""The balance of places on the map: coverage of need in fixed colours, whole places missing beside it."""

from dataclasses import replace

import pandas as pd
import pytest
from rows import measures
from tables import table

from sozialraum.model.planning import Planning
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.coverage import coverage_layers
from sozialraum.presentation.views.layer import Layer
from sozialraum.presentation.views.layer_json import layer_json

NOW, NEXT = "2023/24", "2024/25"
AREAS = ["hafen", "heide", "mitte", "nord"]

# nord 15 of 20, mitte 18 of 20, heide 30 of 20, hafen is withheld; the year after nord gets ten places more
BALANCE = f"""
    | area_id | period | scenario       | measure_id           | value | lower | upper | status | reason         |
    |---------|--------|----------------|----------------------|-------|-------|-------|--------|----------------|
    | nord    | {NOW}  | bestand        | coverage_of_need_pct | 75    |       |       |        |                |
    | nord    | {NOW}  | bestand        | places_missing       | 5.4   |       |       |        |                |
    | nord    | {NOW}  | bestand        | places_spare         | 0     |       |       |        |                |
    | nord    | {NOW}  | bestand        | places_needed        | 20.4  |       |       |        |                |
    | nord    | {NOW}  | bestand        | places               | 15    |       |       |        |                |
    | nord    | {NOW}  | bestand        | children             | 34    |       |       |        |                |
    | nord    | {NOW}  | bestand        | children_entitled    | 30    |       |       |        |                |
    | mitte   | {NOW}  | bestand        | children_entitled    | 12    |       |       |        |                |
    | hafen   | {NOW}  | bestand        | children             |       |       |       | Q      | parts_withheld |
    | hafen   | {NOW}  | bestand        | places_needed        |       |       |       | Q      | parts_withheld |
    | mitte   | {NOW}  | bestand        | coverage_of_need_pct | 90    |       |       |        |                |
    | mitte   | {NOW}  | bestand        | places_missing       | 2     |       |       |        |                |
    | mitte   | {NOW}  | bestand        | places_spare         | 0     |       |       |        |                |
    | heide   | {NOW}  | bestand        | coverage_of_need_pct | 100   |       |       |        |                |
    | heide   | {NOW}  | bestand        | places_missing       | 0     |       |       |        |                |
    | heide   | {NOW}  | bestand        | places_spare         | 9.6   |       |       |        |                |
    | hafen   | {NOW}  | bestand        | coverage_of_need_pct |       |       |       | Q      | parts_withheld |
    | hafen   | {NOW}  | bestand        | places_missing       |       | 1     | 9     | Q      | parts_withheld |
    | city    | {NOW}  | bestand        | coverage_of_need_pct | 99    |       |       |        |                |
    | city    | {NOW}  | bestand        | places_missing       | 0.2   |       |       |        |                |
    | city    | {NOW}  | bestand        | places_missing_in_parts | 7.4 |      |       |        |                |
    | nord    | {NEXT} | bestand        | coverage_of_need_pct | 60    |       |       | F      |                |
    | nord    | {NEXT} | bestand        | places_missing       | 10    | 8.5   | 11.2  | F      |                |
    | nord    | {NEXT} | bestand        | places_spare         | 0     |       |       | F      |                |
    | mitte   | {NEXT} | bestand        | coverage_of_need_pct |       |       |       | O      | places_unknown |
    | mitte   | {NEXT} | bestand        | places_missing       |       | 0     | 20    | O      | places_unknown |
    | mitte   | {NEXT} | bestand        | facilities_without_places | 1 |      |       |        |                |
    | nord    | {NEXT} | mit_massnahmen | coverage_of_need_pct | 100   |       |       | F      |                |
    | nord    | {NEXT} | mit_massnahmen | places_missing       | 0     | 0     | 1.2   | F      |                |
    | nord    | {NEXT} | mit_massnahmen | places_spare         | 0     |       |       | F      |                |
    | nord    | 2020/21 | bestand       | coverage_of_need_pct |       |       |       | O      | places_unknown |
"""


@pytest.fixture(scope="module")
def drawn(context: Context) -> Context:
    rows = measures(BALANCE, target_group="kita_u3")
    own = replace(context.published, measures=rows, planning=Planning(today=NOW))
    return replace(context, published=own)


@pytest.fixture(scope="module")
def layer(drawn: Context) -> Layer:
    needed = drawn.published.measures["measure_id"] == "places_needed"
    assert needed.any()
    return next(one for one in coverage_layers(drawn) if one.id == "kita_u3_bilanz")


def test_the_colours_have_the_fixed_bounds_of_the_project_and_absolute_words(layer: Layer) -> None:
    """90 itself is not below 90, and 100 is enough."""
    assert [entry.label for entry in layer.classes] == [
        "unter 90 % des Bedarfs", "90 bis unter 100 % des Bedarfs", "100 % des Bedarfs und mehr",
    ]  # fmt: skip
    now = {area: place for (when, area), place in layer.class_of.items() if when == NOW}
    assert now == {"nord": 0, "mitte": 1, "heide": 2}


def test_missing_places_are_whole_ones_rounded_up_and_spare_ones_rounded_down(layer: Layer) -> None:
    expected = table("""
        | area  | gap |
        |-------|-----|
        | nord  |   6 |
        | mitte |   2 |
        | heide |  -9 |
        | city  |   1 |
    """)["gap"].to_dict()
    assert layer.shortfall
    assert {area: gap for (when, area), gap in layer.shortfall.gap.items() if when == NOW} == expected
    assert layer.shortfall.needed[(NOW, "nord")] == pytest.approx(20.4)


def test_variants_are_told_where_they_differ_and_never_over_a_withheld_number(layer: Layer) -> None:
    assert layer.shortfall
    assert layer.shortfall.lower == {(NEXT, "nord"): 9}
    assert layer.shortfall.upper == {(NEXT, "nord"): 12}
    assert layer.status(NOW, "hafen") == "Q"


def test_a_map_of_missing_places_is_called_so_and_its_percentage_coverage_of_need(
    layer: Layer, drawn: Context
) -> None:
    told = layer_json(layer, AREAS, drawn.words)
    assert told["part"] == "fehlende Plätze"
    assert told["label"].endswith(": fehlende Plätze")
    assert told["short"] == f"{told['offer']}: Bedarfsdeckung"
    assert (told["unit"], told["unit_words"]) == ("%", "in %")
    assert dict(layer.info)["Formel"].startswith("Bedarfsdeckung = 100 ×")


def test_children_are_told_those_with_a_claim_only_where_no_others_are_and_what_is_withheld_is_named(
    layer: Layer, drawn: Context
) -> None:
    assert layer.shortfall
    assert layer.shortfall.children == {(NOW, "nord"): 34, (NOW, "mitte"): 12}
    told = layer_json(layer, AREAS, drawn.words)
    at = [period["id"] for period in told["periods"]].index(NOW)
    assert told["kids"][at] == [None, None, 12, 34]
    assert {key: rows[at] for key, rows in told["closed"].items()} == {"kids": [0], "need": [0], "places": []}
    assert "kids" not in told["planned"], "measures change no children"


def test_years_ahead_are_named_so(layer: Layer, drawn: Context) -> None:
    assert layer.ahead == {NEXT}
    told = layer_json(layer, AREAS, drawn.words)
    assert told["periods"] == [
        {"id": NOW, "label": NOW},
        {"id": NEXT, "label": "2024/25 (Prognose)", "ahead": True},
    ]
    assert layer.newest_with_value("nord") == NOW


def test_a_year_of_which_nothing_is_known_is_not_offered(layer: Layer) -> None:
    assert layer.periods == [NOW, NEXT]


def test_planned_measures_stand_beside_what_there_is(layer: Layer, drawn: Context) -> None:
    assert layer.planned
    assert layer.planned.periods == [NEXT]
    told = layer_json(layer, AREAS, drawn.words)["planned"]
    assert told["from"] == 1
    assert told["v"] == [[None, None, None, 100]]
    assert told["gap"] == [[None, None, None, 0]]
    assert (told["gap_lo"], told["gap_hi"]) == ([[None, None, None, 0]], [[None, None, None, 2]])
    assert layer.class_of[(NEXT, "nord")] == 0
    assert layer.planned.class_of[(NEXT, "nord")] == 2


def test_sizes_are_the_same_in_every_year_and_with_measures(layer: Layer) -> None:
    """2, 6 and 10 places are missing somewhere."""
    assert layer.shortfall
    assert layer.planned
    assert layer.planned.shortfall
    assert layer.shortfall.steps == (2, 6, 10)
    assert layer.planned.shortfall.steps == (2, 6, 10)


def test_the_city_tells_what_is_missing_as_a_whole_and_area_by_area(layer: Layer) -> None:
    assert layer.city[NOW].why == "1 Platz fehlt; für Stadtteile einzeln gerechnet fehlen 8"


def test_a_silent_house_leaves_a_range(layer: Layer) -> None:
    assert layer.sentences[(NEXT, "mitte")].startswith("Es fehlen 0 bis 20 Plätze.")
    assert layer.sentences[(NOW, "hafen")] == "eine Angabe dazu ist gesperrt"


def test_without_a_target_there_is_no_balance_and_places_are_circles(drawn: Context) -> None:
    rows = drawn.published.measures
    bare = rows[~rows["measure_id"].isin(["places_needed", "places_missing", "coverage_of_need_pct"])]
    more = measures(
        f"| area_id | period | measure_id | value |\n| nord | {NOW} | places | 15 |", target_group="kita_u3"
    )
    more = more.assign(scenario="bestand")
    own = replace(drawn, published=replace(drawn.published, measures=pd.concat([bare, more]).drop_duplicates()))
    assert [one.id for one in coverage_layers(own) if one.id.startswith("kita_u3")] == ["kita_u3_places"]


CLAIMS = """
    | area_id | period  | measure_id           | value |
    |---------|---------|----------------------|-------|
    | nord    | 2022/23 | children             | 40    |
    | nord    | 2022/23 | coverage_of_need_pct | 80    |
    | nord    | 2022/23 | versorgungsquote_pct | 60    |
    | nord    | 2023/24 | children             | 42    |
    | nord    | 2023/24 | coverage_of_need_pct | 82    |
    | nord    | 2023/24 | versorgungsquote_pct | 61    |
    | nord    | 2024/25 | children_entitled    | 10    |
    | nord    | 2024/25 | coverage_of_need_pct | 320   |
    | nord    | 2024/25 | versorgungsquote_pct | 240   |
    | nord    | 2025/26 | children_entitled    | 20    |
    | nord    | 2025/26 | coverage_of_need_pct | 160   |
    | nord    | 2025/26 | versorgungsquote_pct | 120   |
    | nord    | 2025/26 | places_needed        | 10    |
"""


def _of_claims(context: Context, drawn: str) -> dict[str, Layer]:
    rows = measures(drawn, target_group="kita_u3")
    own = replace(context, published=replace(context.published, measures=rows, planning=Planning(today=NOW)))
    return {one.id: one for one in coverage_layers(own)}


@pytest.mark.parametrize("id_", ["kita_u3_bilanz", "kita_u3_quota"])
def test_where_only_children_with_a_claim_begin_to_count_the_series_breaks_and_the_definition_says_so(
    context: Context, id_: str
) -> None:
    layer = _of_claims(context, CLAIMS)[id_]
    told = layer_json(layer, AREAS, context.words)["periods"]
    assert [one["id"] for one in told if one.get("break_before")] == ["2024/25"]
    assert "Ab 2024/25 zählen nur Kinder mit Anspruch" in layer.info[0][1]


def test_children_with_a_claim_in_every_year_or_in_none_break_no_series(context: Context) -> None:
    for drawn in (CLAIMS.replace("children_entitled", "children"), CLAIMS.replace("children  ", "children_entitled")):
        layers = _of_claims(context, drawn)
        assert {"kita_u3_bilanz", "kita_u3_quota"} <= layers.keys()
        assert {layer.breaks for layer in layers.values()} == {()}
        assert not any("mit Anspruch" in words for layer in layers.values() for _, words in layer.info[:1])


PARTED = """
    | area_id | period  | measure_id           | value |
    |---------|---------|----------------------|-------|
    | nord    | 2022/23 | children             | 40    |
    | nord    | 2022/23 | versorgungsquote_pct | 60    |
    | mitte   | 2022/23 | versorgungsquote_pct | 70    |
    | nord    | 2023/24 | children             | 42    |
    | nord    | 2023/24 | versorgungsquote_pct | 61    |
    | mitte   | 2023/24 | versorgungsquote_pct | 75    |
    | nord    | 2024/25 | children_entitled    | 10    |
    | nord    | 2024/25 | versorgungsquote_pct | 240   |
    | mitte   | 2024/25 | versorgungsquote_pct | 300   |
"""


@pytest.mark.parametrize(
    ("today", "label", "highest", "late", "other"),
    [
        ("2023/24", "60,0", 75, None, [240, 300]),
        ("2024/25", "240,0", 300, True, [60, 61, 70, 75]),
    ],
)
def test_classes_of_a_quota_come_from_the_years_on_the_side_of_the_break_that_is_first_shown(
    context: Context, today: str, label: str, highest: int, late: bool | None, other: list[int]
) -> None:
    rows = measures(PARTED, target_group="kita_u3")
    own = replace(context, published=replace(context.published, measures=rows, planning=Planning(today=today)))
    layer = next(one for one in coverage_layers(own) if one.id == "kita_u3_quota")
    told = layer_json(layer, AREAS, context.words)
    scale = told["scale"]
    assert scale["upper"][-1] == highest
    assert told["classes"][0]["label"] == label
    assert (scale["apart"], scale.get("late")) == ([2, *other], late)
    assert told["class_note"].endswith("; vor und ab 2024/25 je eigene")


def test_classes_do_not_part_where_a_side_of_the_break_has_a_single_value(context: Context) -> None:
    single = PARTED.replace("| 300   |", "| 240   |")
    rows = measures(single, target_group="kita_u3")
    own = replace(context, published=replace(context.published, measures=rows, planning=Planning(today=NOW)))
    layer = next(one for one in coverage_layers(own) if one.id == "kita_u3_quota")
    told = layer_json(layer, AREAS, context.words)
    assert told["scale"]["upper"][-1] == 240
    assert "apart" not in told["scale"]
    assert "je eigene" not in told["class_note"]
