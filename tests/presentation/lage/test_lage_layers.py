"""The soziale Lage on the map: any number of classes, its change, the field of both, and how firm a rank is."""

import pytest
from presentation.lage.drawn import YEAR, with_index, with_measures

from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.lage import lage_layers
from sozialraum.presentation.views.lage_dynamics import critical_classes
from sozialraum.presentation.views.lage_rank import rank_sentences
from sozialraum.presentation.views.lage_words import class_at, class_labels, without_common_end
from sozialraum.presentation.views.layer import Layer

FOUR = {
    "cuts": [-1, 1, 1.5],
    "dynamics": {"pairs": {YEAR: "2021-12-31"}},
    "excluded": [{"area": "heide", "because": {"de": "Ausreißer"}}],
}
DRAWN = """
    | area_id | measure_id               | value | lower | upper | base | status | reason           |
    |---------|--------------------------|-------|-------|-------|------|--------|------------------|
    | hafen   | lage_index               |  1.6  |       |       | 2    | A      |                  |
    | nord    | lage_index               | -1.0  |       |       | 2    | A      |                  |
    | mitte   | lage_index               |       |       |       | 2    | Q      | parts_withheld   |
    | heide   | lage_index               |       |       |       | 2    | O      | excluded         |
    | hafen   | lage_class               |  3    |       |       | 2    | A      |                  |
    | nord    | lage_class               |  0    |       |       | 2    | A      |                  |
    | hafen   | lage_field:bevoelkerung  |  1.5  |       |       | 2    | A      |                  |
    | nord    | lage_field:bevoelkerung  | -1.5  |       |       | 2    | A      |                  |
    | heide   | lage_field:bevoelkerung  |       |       |       | 2    | O      | excluded         |
    | hafen   | lage_dynamics            |  1.2  |  0.4  |  2.0  | 2    | A      |                  |
    | nord    | lage_dynamics            |  0.1  | -0.9  |  1.1  | 2    | A      |                  |
    | heide   | lage_dynamics            |       |       |       | 2    | O      | excluded         |
    | city    | lage_dynamics_city       |  0.3  |       |       | 2    | A      |                  |
    | hafen   | lage_dynamics_class      |  2    |       |       | 2    | A      |                  |
    | nord    | lage_dynamics_class      |  1    |       |       | 2    | A      |                  |
    | hafen   | lage_type                | 11    |       |       | 2    | A      |                  |
    | nord    | lage_type                |  1    |       |       | 2    | A      |                  |
    | heide   | lage_type                |       |       |       | 2    | O      | excluded         |
    | hafen   | lage_rank                |  1    |  1    |  1    | 2    | A      |                  |
    | nord    | lage_rank                |  2    |  1    |  4.5  | 2    | A      |                  |
    | hafen   | lage_rank_median         |  1    |       |       | 2    | A      |                  |
    | nord    | lage_rank_median         |  2.5  |       |       | 2    | A      |                  |
    | hafen   | lage_top_three_pct       | 87.3  |       |       | 2    | A      |                  |
    | nord    | lage_top_three_pct       |  0.2  |       |       | 2    | A      |                  |
    | hafen   | lage_rank_robust         |  1    |       |       | 2    | A      |                  |
    | nord    | lage_rank_robust         |  0    |       |       | 2    | A      |                  |
"""


@pytest.fixture(scope="module")
def layers(context: Context) -> dict[str, Layer]:
    return {layer.id: layer for layer in lage_layers(with_index(with_measures(context, DRAWN), **FOUR))}


def test_there_is_a_layer_for_each_question(layers: dict[str, Layer]) -> None:
    assert list(layers) == ["lage_index", "lage_type", "lage_dynamics", "lage_field:bevoelkerung", "lage_rank"]
    assert {layer.group for layer in layers.values()} == {"lage"}


def test_every_one_carries_the_caption_and_defines_itself(layers: dict[str, Layer]) -> None:
    for layer in layers.values():
        assert (layer.caption or "").startswith("Der Index beschreibt Lebenslagen, nicht Menschen"), layer.id
        assert dict(layer.info)["Definition"], layer.id
        assert layer.unassigned == "ohne Zuordnung", layer.id


def test_the_index_has_as_many_classes_as_the_project_has_cuts(layers: dict[str, Layer]) -> None:
    layer = layers["lage_index"]
    assert [entry.label for entry in layer.classes] == [
        "geringe soziale Belastung", "mittlere soziale Belastung", "hohe soziale Belastung",
        "sehr hohe soziale Belastung",
    ]  # fmt: skip
    assert layer.class_of == {(YEAR, "hafen"): 3, (YEAR, "nord"): 0}
    assert layer.class_note == "Klassengrenzen aus der Projektdatei: −1,00; 1,00; 1,50"


def test_an_area_without_index_belongs_to_no_class_and_says_why(layers: dict[str, Layer]) -> None:
    layer = layers["lage_index"]
    assert (YEAR, "heide") not in layer.class_of
    assert layer.sentences[YEAR, "heide"] == "ohne Zuordnung: vom Vergleich ausgenommen (Ausreißer)"
    assert layer.sentences[YEAR, "mitte"] == "gesperrt (Datenschutz): eine der Kennzahlen dafür wird nicht gezeigt"
    assert layer.status(YEAR, "mitte") == "Q"


@pytest.mark.parametrize("count", range(2, 8))
def test_each_number_of_classes_has_its_own_words(context: Context, count: int) -> None:
    changed = with_index(context, cuts=[float(at) for at in range(count - 1)])
    index = changed.project.lage_index
    assert index is not None
    assert len(set(class_labels(changed.words, index))) == count


def test_the_project_may_name_its_classes(context: Context) -> None:
    changed = with_index(context, cuts=[0.0], class_labels=[{"de": "unten"}, {"de": "oben"}])
    index = changed.project.lage_index
    assert index is not None
    assert class_labels(changed.words, index) == ["unten", "oben"]


@pytest.mark.parametrize(("value", "class_"), [(-1.01, 0), (-1.0, 0), (-0.99, 1), (1.0, 1), (1.5, 2), (1.51, 3)])
def test_a_value_on_a_cut_is_in_the_lower_class(value: float, class_: int) -> None:
    assert class_at(value, [-1, 1, 1.5]) == class_


def test_a_handlungsfeld_has_the_classes_of_the_index(layers: dict[str, Layer]) -> None:
    layer = layers["lage_field:bevoelkerung"]
    assert layer.short == "Lage: Bevölkerung"
    assert layer.class_of == {(YEAR, "hafen"): 2, (YEAR, "nord"): 0}
    assert layer.classes == layers["lage_index"].classes


def test_the_change_is_told_beside_the_other_areas(layers: dict[str, Layer]) -> None:
    """Hafen's interval from 0.4 to 2.0 leaves out the 0.3 that a change like the city's would score."""
    layer = layers["lage_dynamics"]
    assert [entry.label for entry in layer.classes] == ["günstiger", "stabil", "ungünstiger"]
    assert layer.class_of == {(YEAR, "hafen"): 2, (YEAR, "nord"): 1}
    assert layer.city[YEAR].value == 0.3
    assert layer.certainty.firm == {(YEAR, "hafen"): True, (YEAR, "nord"): False}
    assert layer.certainty.upper[YEAR, "nord"] == 1.1
    assert layer.sentences[YEAR, "hafen"] == "Seit 31.12.2021: ungünstiger im Vergleich mit den anderen Gebieten."


def test_the_field_of_lage_and_change_has_a_code_in_every_cell(layers: dict[str, Layer]) -> None:
    layer = layers["lage_type"]
    assert layer.kind == "bivariate"
    assert [entry.code for entry in layer.classes] == [
        "A+", "A±", "A−", "B+", "B±", "B−", "C+", "C±", "C−", "D+", "D±", "D−",
    ]  # fmt: skip
    assert layer.classes[11].label == "sehr hohe soziale Belastung, Entwicklung ungünstiger"
    assert layer.class_of == {(YEAR, "hafen"): 11, (YEAR, "nord"): 1}
    assert layer.values == {(YEAR, "hafen"): 1.6, (YEAR, "nord"): -1.0}
    axes = layer.axes or {}
    assert axes["x_labels"] == ["günstiger", "stabil", "ungünstiger"]
    assert axes["y_labels"] == ["geringe", "mittlere", "hohe", "sehr hohe"]
    assert (axes["x"], axes["y"]) == ("ungünstigere Entwicklung", "stärkere soziale Belastung")
    assert [layer.classes[at].code for at in axes["critical"]] == ["C−", "D+", "D±", "D−"]
    assert layer.certainty.firm == {(YEAR, "hafen"): True, (YEAR, "nord"): False}


@pytest.mark.parametrize(
    ("rows", "critical"), [(2, [3, 4, 5]), (3, [6, 7, 8]), (4, [8, 9, 10, 11]), (5, [11, 12, 13, 14])]
)
def test_the_outlined_cells_are_those_of_the_most_strained(rows: int, critical: list[int]) -> None:
    assert critical_classes(rows) == critical


@pytest.mark.parametrize(
    ("labels", "short"),
    [
        (["low social strain", "very high social strain"], ["low", "very high"]),
        (["niedrig", "hoch"], ["niedrig", "hoch"]),
        (["Belastung", "hohe Belastung"], ["Belastung", "hohe Belastung"]),  # nothing would be left of the first
        (["gering", "sehr gering"], ["gering", "sehr gering"]),
    ],
)
def test_words_that_all_classes_share_are_said_once(labels: list[str], short: list[str]) -> None:
    assert without_common_end(labels) == short


def test_the_page_says_which_cells_are_outlined(context: Context, layers: dict[str, Layer]) -> None:
    four = layers["lage_type"].axes or {}
    assert four["critical_note"].startswith("Dick umrandet: höchste Belastung")
    assert "zweithöchste" in four["critical_note"]
    drawn = with_index(with_measures(context, DRAWN.replace("11    |", "8     |")), **FOUR | {"cuts": [0, 1]})
    three = next(layer for layer in lage_layers(drawn) if layer.id == "lage_type").axes or {}
    assert three["critical_note"].startswith("Dick umrandet: höchste Belastung")
    assert "zweithöchste" not in three["critical_note"]


def test_the_index_names_what_it_is_made_of(layers: dict[str, Layer]) -> None:
    (term, definition) = layers["lage_index"].info[0]
    assert term == "Definition"
    assert "Verglichen werden 2 Gebiete" in definition
    for short in ("SGB II unter 18", "Alleinerziehende"):
        assert short in definition


def test_a_change_has_a_sign_beside_its_colour(layers: dict[str, Layer]) -> None:
    assert [entry.code for entry in layers["lage_dynamics"].classes] == ["+", "±", "−"]


def test_the_rank_says_how_much_it_depends_on_the_method(layers: dict[str, Layer]) -> None:
    layer = layers["lage_rank"]
    assert layer.values == {(YEAR, "hafen"): 0, (YEAR, "nord"): 3.5}
    assert [layer.classes[layer.class_of[YEAR, area]].label for area in ("hafen", "nord")] == [
        "robust", "hängt vom Verfahren ab",
    ]  # fmt: skip
    assert layer.sentences[YEAR, "hafen"] == (
        "Rang 1 von 2 (1 = am stärksten belastet). In mindestens 90 von 100 Rechenarten Rang 1."
    )
    assert layer.sentences[YEAR, "nord"] == (
        "Rang 2 von 2 (1 = am stärksten belastet). In 90 von 100 Rechenarten Rang 1 bis 4,5, in der Mitte Rang 2,5."
    )
    assert layers["lage_index"].certainty.firm == {(YEAR, "hafen"): True, (YEAR, "nord"): False}


@pytest.mark.parametrize(("areas", "told"), [(6, False), (7, True)])
def test_of_few_areas_it_says_little_to_be_among_the_first_three(context: Context, areas: int, told: bool) -> None:
    drawn = f"""
        | area_id | measure_id         | value | lower | upper | base    | status |
        |---------|--------------------|-------|-------|-------|---------|--------|
        | hafen   | lage_rank          |  1    |  1    |  1    | {areas} | A      |
        | hafen   | lage_rank_median   |  1    |       |       | {areas} | A      |
        | hafen   | lage_top_three_pct | 87.3  |       |       | {areas} | A      |
    """
    said = rank_sentences(with_measures(context, drawn))[YEAR, "hafen"]
    assert ("In 87 % der Rechenarten unter den drei" in said) == told


def test_without_two_dates_there_is_no_change(context: Context) -> None:
    drawn = """
        | area_id | measure_id    | value | base | status | reason          |
        |---------|---------------|-------|------|--------|-----------------|
        | hafen   | lage_index    |  1    | 2    | A      |                 |
        | hafen   | lage_dynamics |       | 0    | O      | no_earlier_date |
        | hafen   | lage_type     |       | 0    | O      | no_earlier_date |
    """
    found = lage_layers(with_index(with_measures(context, drawn), dynamics={}))
    assert [layer.id for layer in found] == ["lage_index"]


def test_of_many_contributions_only_the_largest_are_named(context: Context) -> None:
    changed = with_measures(
        context,
        """
        | area_id | measure_id               | value | base | status |
        |---------|--------------------------|-------|------|--------|
        | hafen   | lage_index               |  1.14 | 2    | A      |
        | hafen   | lage_part:single_parents |  0.67 | 2    | A      |
        | hafen   | lage_part:sgb2_u18       |  0.4  | 2    | A      |
        | hafen   | lage_part:residents      |  0.01 | 2    | A      |
        | hafen   | lage_part:children_u3    | -0.3  | 2    | A      |
        | hafen   | lage_part:schulsozialindex |  0.36 | 2    | A      |
    """,
    )
    (layer,) = lage_layers(changed)
    assert layer.sentences[YEAR, "hafen"].endswith("−0,30 und weitere.")
    assert "0,01" not in layer.sentences[YEAR, "hafen"]
