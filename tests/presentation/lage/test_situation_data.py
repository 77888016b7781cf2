"""What the atlas's block of data says of the Lage beyond its layers: bars, ranks, groups, findings, methods."""

from dataclasses import replace
from datetime import date

import pytest
from presentation.lage.drawn import YEAR, with_index, with_measures
from rows import indicators, long

from sozialraum.model.findings import PlannerNote
from sozialraum.model.tables import CITY, INTERVALS, SIMILAR
from sozialraum.presentation.atlas.data import CityPages, atlas_data
from sozialraum.presentation.atlas.group_data import groups_data
from sozialraum.presentation.lage.contributions import lage_data
from sozialraum.presentation.lage.situation import situation_data
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.lage import lage_layers
from sozialraum.presentation.words.findings import Told, notes_of

# areas in order of id: hafen, heide, mitte, nord
PARTS = """
    | area_id | measure_id               | value   | lower | upper | base | status | reason        |
    |---------|--------------------------|---------|-------|-------|------|--------|---------------|
    | hafen   | lage_index               |  1.4    |       |       | 2    | A      |               |
    | nord    | lage_index               | -1.0    |       |       | 2    | A      |               |
    | mitte   | lage_index               |         |       |       | 2    | O      | parts_missing |
    | hafen   | lage_part:sgb2_u18       | 0.17499996 |       |       | 2    | A      |               |
    | nord    | lage_part:sgb2_u18       | -0.5    |       |       | 2    | A      |               |
    | hafen   | lage_part:single_parents |  1      |       |       | 2    | A      |               |
    | nord    | lage_part:single_parents | -0.5    |       |       | 2    | A      |               |
    | hafen   | lage_rank                |  1      |  1    |  2    | 2    | A      |               |
    | nord    | lage_rank                |  2      |  1    |  2    | 2    | A      |               |
    | hafen   | lage_rank_median         |  1      |       |       | 2    | A      |               |
    | hafen   | lage_top_three_pct       | 99.96   |       |       | 2    | A      |               |
    | hafen   | lage_rank_robust         |  1      |       |       | 2    | A      |               |
    | nord    | lage_rank_robust         |  0      |       |       | 2    | A      |               |
"""


def test_the_bars_of_each_area(context: Context) -> None:
    made = lage_data(with_measures(context, PARTS))
    assert made is not None
    assert made["periods"] == [YEAR]
    assert [part["id"] for part in made["parts"]] == ["sgb2_u18", "single_parents"]
    assert {part["field"] for part in made["parts"]} == {"Soziale Sicherung"}
    assert made["terms"] == [[[0.17499996, None, None, -0.5], [1, None, None, -0.5]]]
    assert made["centring"] == [[None, None, None, None]]
    assert "zusammen ergeben" in made["note"].lower()
    assert made["ranks"] == [
        {
            "rank": [1, None, None, 2],
            "low": [1, None, None, 1],
            "high": [2, None, None, 2],
            "median": [1, None, None, None],
            "top3": [None, None, None, None],  # of two areas both are among three
            "robust": "1  0",
        }
    ]


def test_a_field_stands_for_its_indicators_where_these_have_no_part(context: Context) -> None:
    drawn = """
        | area_id | measure_id                        | value | base | status | reason         |
        |---------|-----------------------------------|-------|------|--------|----------------|
        | hafen   | lage_index                        |  1.4  | 2    | A      |                |
        | hafen   | lage_part:sgb2_u18                |       | 2    | M      | no_exact_parts |
        | hafen   | lage_part:single_parents          |       | 2    | M      | no_exact_parts |
        | hafen   | lage_field_part:soziale_sicherung |  1.1  | 2    | A      |                |
        | hafen   | lage_centring                     |  0.3  | 2    | A      |                |
    """
    made = lage_data(with_measures(context, drawn))
    assert made is not None
    assert [(part["id"], part["short"]) for part in made["parts"]] == [("soziale_sicherung", "Soziale Sicherung")]
    assert made["terms"] == [[[1.1, None, None, None]]]
    assert made["centring"] == [[0.3, None, None, None]]
    assert "Rest" in made["note"]
    assert made["ranks"] == [None]


def test_without_any_contribution_the_page_says_so(context: Context) -> None:
    drawn = """
        | area_id | measure_id | value | base | status |
        |---------|------------|-------|------|--------|
        | hafen   | lage_index |  1.4  | 2    | A      |
    """
    made = lage_data(with_measures(context, drawn))
    assert made is not None
    assert (made["parts"], made["terms"]) == ([], [[]])
    assert made["note"] == context.words("lage.note_none")


def test_without_an_index_there_is_no_block(context: Context) -> None:
    project = context.project.model_copy(update={"lage_index": None})
    assert lage_data(replace(context, project=project)) is None


def test_groups_of_a_rate_and_of_a_count(context: Context) -> None:
    """Of 40 in Nord 10 are women; nobody lives in Heide; Hafen's women are withheld, Mitte knows none."""
    rows = indicators(
        f"""
        | area_id | indicator_id | period | group | value | status |
        |---------|--------------|--------|-------|-------|--------|
        | nord    | residents    | {YEAR} |       |  40   |        |
        | nord    | residents    | {YEAR} | sex=f |  10   | E      |
        | heide   | residents    | {YEAR} |       |   0   |        |
        | heide   | residents    | {YEAR} | sex=f |   0   |        |
        | hafen   | residents    | {YEAR} |       |  20   |        |
        | hafen   | residents    | {YEAR} | sex=f |       | Q      |
        | city    | residents    | {YEAR} |       |  80   |        |
        | city    | residents    | {YEAR} | sex=f |  50   |        |
        | nord    | sgb2_u18     | 2022-12-31 | sex=f | 99  |    |
        | nord    | sgb2_u18     | {YEAR} | sex=f |  25.04 |       |
        | nord    | sgb2_u18     | {YEAR} | sex=m |  20   |        |
        | hafen   | sgb2_u18     | {YEAR} | sex=m |       | Q      |
        | city    | sgb2_u18     | {YEAR} | sex=f |  22   |        |
        | city    | sgb2_u18     | {YEAR} | sex=m |       | Q      |
        """
    )
    intervals = long(
        f"""
        | area_id | indicator_id | period | group | lower | upper |
        |---------|--------------|--------|-------|-------|-------|
        | nord    | sgb2_u18     | {YEAR} | sex=f | 10    | 30    |
        """,
        INTERVALS,
    )
    changed = replace(context, published=replace(context.published, indicators=rows, intervals=intervals))
    count, rate = groups_data(changed)
    assert (count["layer"], count["dimension"], count["share"], count["unit"]) == (
        "residents",
        "Geschlecht",
        True,
        "%",
    )
    assert count["groups"] == [
        {"id": "sex=f", "label": "weiblich", "v": [None, None, None, 25], "s": "QMOE", "city": 62.5},
    ]
    assert (rate["layer"], rate["period"], rate["share"], rate["decimals"]) == ("sgb2_u18", YEAR, False, 1)
    assert rate["groups"] == [
        {
            "id": "sex=f",
            "label": "weiblich",
            "v": [None, None, None, 25.04],
            "s": "OOOA",
            "city": 22,
            "lo": [None, None, None, 10],
            "hi": [None, None, None, 30],
        },
        {"id": "sex=m", "label": "männlich", "v": [None, None, None, 20], "s": "QOOA", "city": None, "city_s": "Q"},
    ]


def test_findings_notes_and_similar_areas_by_number(context: Context) -> None:
    similar = long(
        f"""
        | area_id | other_id | place | distance | period |
        |---------|----------|-------|----------|--------|
        | nord    | mitte    | 2     | 0.5      | {YEAR} |
        | nord    | hafen    | 1     | 0.2      | {YEAR} |
        """,
        SIMILAR,
    )
    changed = with_measures(context, PARTS, similar=similar)
    note = PlannerNote(area="nord", text={"de": "Gespräch geführt"}, signed="M. Muster", on=date(2024, 3, 1))
    changed = replace(changed, project=changed.project.model_copy(update={"planner_notes": [note]}))
    told = {
        CITY: [Told("Alles ruhig.", "neutral", None, None)],
        "nord": [
            Told("Gestiegen.", "burden", "lage_index", YEAR),
            Told("Gesunken.", "strength", "gone", YEAR),
            Told("Älter.", "burden", "lage_index", "2001"),
        ],
    }
    made = situation_data(changed, lage_layers(changed), told, notes_of(changed))
    assert made["findings"]["city"] == [{"text": "Alles ruhig.", "weight": "neutral", "layer": None, "period": None}]
    assert [(one["layer"], one["period"]) for one in made["findings"]["areas"]["3"]] == [
        ("lage_index", YEAR), (None, None), ("lage_index", None),
    ]  # fmt: skip
    assert made["notes"] == {
        "city": [], "areas": {"3": [{"text": "Gespräch geführt", "signed": "M. Muster", "on": "01.03.2024"}]}
    }  # fmt: skip
    assert made["similar"]["areas"] == [[], [], [], [0, 2]]
    assert made["similar"]["by"] == ["SGB II unter 18", "Alleinerziehende"]


@pytest.fixture(scope="module")
def methods(context: Context) -> dict[str, str]:
    changed = with_index(
        with_measures(context, PARTS),
        parts=[{"indicator": "sgb2_u18", "weight": 3}, {"indicator": "single_parents", "weight": 1}],
        versions=[
            {
                "since": "2023-06-30",
                "parts": [{"indicator": "sgb2_u18"}, {"indicator": "single_parents"}],
                "because": {"de": "so beschlossen"},
            }
        ],
        normalisation="robust_z",
        cuts=[-1, 1.25],
        excluded=[{"area": "heide", "because": {"de": "Gewerbegebiet"}, "periods": [YEAR]}],
        rank_stability={"variants": 500, "weights_pct": 30, "seed": 7, "robust_ranks": 3},
    )
    made = situation_data(changed, [], {}, {})["methods"]
    assert all(len(row) == 2 and all(row) for row in made)
    return dict(made)


def test_the_methods_say_what_was_done(methods: dict[str, str]) -> None:
    assert methods["Kennzahlen ab 30.06.2023"] == (
        "SGB II unter 18; Alleinerziehende; alle mit gleichem Gewicht. Warum: so beschlossen"
    )
    assert methods["Kennzahlen davor"] == "SGB II unter 18 (75 %); Alleinerziehende (25 %)"
    assert "Nullpunkt ist der Median der verglichenen Gebiete" in methods["Vergleichbar gemacht"]
    assert "bis −1,00: geringe soziale Belastung; über −1,00 bis 1,25" in methods["Klassen"]
    assert "unter 100 Einwohner" in methods["Ohne Zuordnung"]
    assert "Ausgenommen Heide (31.12.2023): Gewerbegebiet." in methods["Ohne Zuordnung"]
    assert methods["Verglichene Gebiete"] == "31.12.2023: 2 von 4"
    assert "500 andere Rechenarten" in methods["Sicherheit des Rangs"]
    assert "30 %" in methods["Sicherheit des Rangs"]
    assert "höchstens 3 Ränge" in methods["Sicherheit des Rangs"]
    assert "Zahl 7" in methods["Sicherheit des Rangs"]
    assert methods["Grenzen der Aussage"].startswith("Der Index beschreibt Lebenslagen")
    assert "Entwicklung" not in methods


def test_weights_of_fields_and_indicators_are_told_as_one_share(context: Context) -> None:
    """Two indicators share the half of their field, one has the other half alone."""
    changed = with_index(
        with_measures(context, PARTS),
        parts=[{"indicator": id_} for id_ in ("sgb2_u18", "single_parents", "children_u3")],
        by_handlungsfeld=True,
        field_normalisation="percentile",
    )
    methods = dict(situation_data(changed, [], {}, {})["methods"])
    assert methods["Kennzahlen"].startswith("SGB II unter 18 (25 %); Alleinerziehende (25 %)")
    assert methods["Kennzahlen"].endswith("(50 %)")
    assert "Bevölkerung (50 %), Soziale Sicherung (50 %)" in methods["Zusammengefasst"]
    assert "Shapley" in methods["Beiträge"]


def test_the_methods_name_dates_and_pairs_of_the_change(context: Context) -> None:
    drawn = PARTS + "    | hafen   | lage_dynamics | 1 | | | 2 | A | |\n"
    changed = with_index(
        with_measures(context, drawn), dynamics={"years": 1, "pairs": {YEAR: "2022-12-31"}, "zero": "city"}
    )
    said = dict(situation_data(changed, [], {}, {})["methods"])["Entwicklung"]
    assert "1 oder mehr Jahre davor" in said
    assert "Verglichen wird 31.12.2023 mit 31.12.2022." in said
    assert "der Wert der Gesamtstadt" in said


def test_the_block_of_the_atlas_has_every_key(pages: CityPages) -> None:
    made = atlas_data(pages)
    assert set(made) >= {"lage", "findings", "notes", "groups_of", "similar", "methods"}
    areas = len(made["areas"])
    layers = {layer["id"]: layer for layer in made["layers"]}
    lage = made["lage"]
    assert lage["layer"] in layers
    assert lage["periods"] == [period["id"] for period in layers["lage_index"]["periods"]]
    for row, rest in zip(lage["terms"], lage["centring"], strict=True):
        assert len(row) == len(lage["parts"])
        assert all(len(cells) == areas for cells in (*row, rest))
    for entry in made["groups_of"]:
        for group in entry["groups"]:
            assert len(group["v"]) == len(group["s"]) == areas
    for layer in made["layers"]:
        for key in ("lo", "hi", "cmp", "firm"):
            assert len(layer.get(key, layer["periods"])) == len(layer["periods"])
        assert all(len(row) == areas for key in ("lo", "hi") for row in layer.get(key, []) if row is not None)
        assert all(len(row) in (0, areas) for key in ("cmp", "firm") for row in layer.get(key, []))


def test_the_contributions_of_the_city_add_up_to_its_index(pages: CityPages) -> None:
    made = atlas_data(pages)
    layer = next(layer for layer in made["layers"] if layer["id"] == "lage_index")
    for period, values in enumerate(layer["v"]):
        for area, value in enumerate(values):
            if value is not None:
                terms = [row[area] for row in made["lage"]["terms"][period]]
                total = sum(terms) + (made["lage"]["centring"][period][area] or 0)
                assert total == pytest.approx(value, abs=0.002)
