"""What the small city's map can show: values, statuses, classes and sentences."""

from dataclasses import replace

import pytest
from invented import project

from sozialraum.presentation.atlas.data import CityPages
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.facility_counts import facility_layers
from sozialraum.presentation.views.gap import gap_layers
from sozialraum.presentation.views.indicators import change_unit
from sozialraum.presentation.views.layer import Layer
from sozialraum.presentation.words.texts import texts

YEAR, KITA_YEAR = "2023-12-31", "2023/24"


@pytest.fixture(scope="module")
def layers(pages: CityPages) -> dict[str, Layer]:
    return {layer.id: layer for layer in pages.layers}


def at(layer: Layer, period: str) -> dict[str, float]:
    return {area: value for (when, area), value in layer.values.items() if when == period}


def test_the_question_of_supply_comes_first(pages: CityPages) -> None:
    assert pages.layers[0].kind == "bivariate"
    assert [group["id"] for group in pages.groups] == [
        "lage_versorgung", "versorgung", "lage", "bevoelkerung", "soziale_sicherung",
    ]  # fmt: skip


def test_a_share_is_coloured(layers: dict[str, Layer]) -> None:
    layer = layers["sgb2_u18"]
    assert (layer.kind, layer.symbols) == ("choropleth", False)
    assert at(layer, YEAR) == {"nord": 25, "mitte": 5, "hafen": 60}
    assert layer.status(YEAR, "hafen") == "E"
    assert layer.status(YEAR, "heide") == "M"
    assert layer.status("2022-12-31", "hafen") == "Q"
    assert layer.status("2022-12-31", "mitte") == "O"
    assert layer.city[YEAR].value == pytest.approx(23.8095, abs=1e-4)
    assert layer.city["2022-12-31"].why == "eine Angabe dazu ist gesperrt"
    assert layer.class_of[(YEAR, "hafen")] == len(layer.classes) - 1
    assert (YEAR, "heide") not in layer.class_of
    assert layer.changes[YEAR].values == {"nord": 2.5}


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_is_in_percent_never_tells_its_change_in_percent(language: str, pages: CityPages) -> None:
    """From 29.7 to 29.6 % is 0.1 points, which is 0.3 %; whether a share or a rate of a hundred."""
    words = texts(language)
    units = [
        (one.id, one.unit.get(language), change_unit(one, one.unit[language], words)) for one in project().indicators
    ]
    units += [(layer.id, layer.unit, layer.change_unit) for layer in pages.layers]
    in_percent = [one for one in units if one[1] == "%"]
    assert in_percent
    assert [one for one in in_percent if one[2] == "%"] == []
    assert {told for id_, _, told in in_percent if id_ == "sportverein"} == {words("change.unit_share")}


def test_counts_are_circles_and_never_shaded(layers: dict[str, Layer]) -> None:
    for id_ in ("residents", "children_u3"):
        assert layers[id_].symbols, id_
        assert not layers[id_].class_of, id_
        assert not layers[id_].classes, id_


def test_withheld_children_hide_the_quota_and_not_the_places(layers: dict[str, Layer]) -> None:
    assert layers["children_u3"].status(YEAR, "hafen") == "Q"
    assert layers["kita_u3_quota"].status(KITA_YEAR, "hafen") == "Q"
    assert "hafen" not in at(layers["kita_u3_quota"], KITA_YEAR)
    balance = layers["kita_u3_bilanz"]
    assert balance.status(KITA_YEAR, "hafen") == "Q"
    assert balance.shortfall
    assert balance.shortfall.places[(KITA_YEAR, "hafen")] == 0
    assert (KITA_YEAR, "hafen") not in balance.shortfall.gap
    assert (KITA_YEAR, "hafen") not in balance.shortfall.needed


def test_a_joint_value_is_told_and_not_split(layers: dict[str, Layer]) -> None:
    layer = layers["children_u3"]
    assert layer.periods == ["2022-12-31", YEAR]
    assert layer.sentences[("2022-12-31", "nord")] == "gemeinsam mit Mitte: 71\u202fKinder"
    assert ("2022-12-31", "nord") not in layer.values


def test_no_children_is_a_reason(layers: dict[str, Layer]) -> None:
    layer = layers["kita_u3_quota"]
    assert layer.status(KITA_YEAR, "heide") == "M"
    assert layer.sentences[(KITA_YEAR, "heide")] == "keine Kinder der Zielgruppe"


def test_the_field_says_why(layers: dict[str, Layer]) -> None:
    """Mitte: 12 places of 15 needed, so 3 are missing, in words.

    Of Nord nothing is said: its 40 children would tell Hafen's 3, of 43 in their Bezirk.
    """
    layer = layers["kita_u3_lage_versorgung"]
    assert len(layer.classes) == 9
    assert [entry.code for entry in layer.classes] == ["A1", "B1", "C1", "A2", "B2", "C2", "A3", "B3", "C3"]
    assert layer.class_of == {(KITA_YEAR, "mitte"): 6}
    assert layer.sentences[(KITA_YEAR, "mitte")] == (
        "Geringe soziale Belastung. 2023/24: Es fehlen 3 Plätze bis zu den 15,0 benötigten (80,0 % gedeckt). "
        "Soziale Lage vom 31.12.2023."
    )
    assert layer.sentences[(KITA_YEAR, "heide")] == "ohne Zuordnung: soziale Lage nicht bestimmt"
    for area in ("hafen", "nord"):
        assert layer.status(KITA_YEAR, area) == "Q"
        why = "gesperrt (Datenschutz): eine der Zahlen dafür wird nicht gezeigt"
        assert layer.sentences[(KITA_YEAR, area)] == why


def test_the_field_outlines_the_corner_and_names_whose_bounds_divide_the_lage(context: Context) -> None:
    """Without cuts of its own the field uses those of the index."""
    rule = context.project.gaps
    assert rule is not None
    plain = next(iter(gap_layers(context)))
    assert (plain.axes or {})["critical"] == [8]
    assert plain.classes[8].code == "C3"
    assert plain.class_note.startswith("Lage: Klassen des Lageindex")
    own = rule.model_copy(update={"lage_cuts": (-0.25, 1.5)})
    changed = replace(context, project=context.project.model_copy(update={"gaps": own}))
    cut = next(iter(gap_layers(changed)))
    assert "(−0,25; 1,50, relativ)" in cut.class_note
    assert cut.unassigned == "ohne Zuordnung"


def test_the_index_shows_its_parts_and_its_caption(layers: dict[str, Layer]) -> None:
    layer = layers["lage_index"]
    assert layer.class_of == {(YEAR, "hafen"): 2, (YEAR, "mitte"): 0, (YEAR, "nord"): 1}
    assert layer.sentences[(YEAR, "hafen")] == "Beiträge zum Index: Alleinerziehende +0,67; SGB II unter 18 +0,66."
    assert "zu wenige" in layer.sentences[(YEAR, "heide")]
    assert layer.caption is not None
    assert layer.caption.startswith("Der Index beschreibt Lebenslagen, nicht Menschen")


def test_every_layer_defines_itself(layers: dict[str, Layer]) -> None:
    for layer in layers.values():
        assert dict(layer.info)["Definition"], layer.id
        assert layer.formula, layer.id
        assert layer.label, layer.id


def test_a_quota_names_where_its_places_and_its_children_come_from(layers: dict[str, Layer]) -> None:
    assert layers["kita_u3_quota"].source_ids == ("jugendamt", "melderegister")
    told = dict(layers["kita_u3_quota"].info)["Quelle"]
    assert told.count(";") == 1
    assert dict(layers["lage_index"].info)["Quelle"]


@pytest.mark.slow
def test_a_silent_facility_gives_a_lower_bound_in_words(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Without the word of k2 Mitte has at least 0 places for its 30 children."""
    from built import built

    replace = {"facilities/plaetze.csv": {"k2;U3;2023/24;12;35\nk2;Ü3;2023/24;30;35\n": ""}}
    build = built(tmp_path_factory.mktemp("silent"), replace)
    layer = next(layer for layer in build.pages.layers if layer.id == "kita_u3_quota")
    assert layer.status(KITA_YEAR, "mitte") == "O"
    assert layer.sentences[(KITA_YEAR, "mitte")].startswith("mindestens 0")
    assert "Einrichtungen ohne Angabe der Plätze: 1" in layer.sentences[(KITA_YEAR, "mitte")]


def test_where_nothing_else_is_known_the_facilities_are_counted(pages: CityPages) -> None:
    """Nord has k1 and k5, Mitte k2, Hafen k4; k3 is outside and counts for the city; k6 is only planned."""
    (layer,) = [one for one in facility_layers(pages.context) if one.id == "kita_count"]
    (period,) = layer.periods
    assert at(layer, period) == {"nord": 2, "mitte": 1, "hafen": 1, "heide": 0}
    assert layer.city[period].value == 5
    assert layer.symbols
    assert all(one.group != "einrichtungen" for one in pages.layers)
