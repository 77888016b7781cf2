"""A draft becomes a projekt.toml that parses whatever the files hold, and that asks instead of inventing."""

import tomllib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import characters, dictionaries, text

from sozialraum.model.disclosure_rules import AudienceRule
from sozialraum.model.draft import (
    QUESTION,
    AreasDraft,
    Draft,
    FacilitiesDraft,
    FileDraft,
    LeftOut,
    PlacesDraft,
    ValuesDraft,
    WideDraft,
)
from sozialraum.model.indicators import Indicator
from sozialraum.model.lage import LageIndex
from sozialraum.model.tour import TourView
from sozialraum.presentation.draft.project import project_text, questions_in, skeleton_text
from sozialraum.presentation.draft.toml_text import comment, inline, key, listed, quoted
from sozialraum.presentation.words.texts import texts

WORDS = texts("de")
LABEL = {"de": "Stadtteil", "en": "quarter"}
TABLE = FileDraft("boundaries/a.geojson", "a", 4, ("KEY", "NAME"))
AREAS = AreasDraft(TABLE, "KEY", "NAME", 4, LABEL, LABEL)
KITA_LIST = FileDraft("facilities/kitas.csv", "kitas", 2, ("Nr", "Name", "X", "Y", "Plätze"))
KITAS = FacilitiesDraft(
    KITA_LIST,
    "kita",
    LABEL,
    LABEL,
    {"shape": "circle", "letter": "K", "color": "#b35806"},
    {"facility_id": "Nr", "name": "Name", "x": "X", "y": "Y"},
    crs="EPSG:25832",
    positions=2,
    places=(PlacesDraft(KITA_LIST, "Plätze", "Nr", 40),),
)
VALUES = ValuesDraft(
    FileDraft("indicators/w.csv", "w", 4, ("KEY", "a", "b")),
    {"area_id": "KEY"},
    wide=(WideDraft("a", "residents"),),
    period="2023",
    year_only=True,
    unclear=("b",),
)
DRAFT = Draft(
    "Musterstadt",
    False,
    None,
    "EPSG:25832",
    "2026-01-31",
    AREAS,
    facilities=(KITAS,),
    values=(VALUES,),
    sources={"a": "a"},
)
ANY = text(characters(exclude_categories=["Cs"]))


def document(draft: Draft) -> dict[str, Any]:
    return tomllib.loads(project_text(draft, WORDS))


@given(ANY)
def test_any_text_reads_back_as_it_was(said: str) -> None:
    assert tomllib.loads(f"a = {quoted(said)}")["a"] == said
    assert tomllib.loads(f"{key(said)} = 1") == {said: 1}


@given(dictionaries(ANY, ANY))
def test_any_table_reads_back_as_it_was(said: dict[str, str]) -> None:
    assert tomllib.loads(f"a = {inline({'x': said, 'y': list(said)})}")["a"] == {"x": said, "y": list(said)}


@given(text())
def test_nothing_leaves_a_comment(said: str) -> None:
    lines = [comment(said), comment(listed([said, said])), f"b = 2   # {listed([said])}", "a = 1"]
    assert tomllib.loads("\n".join(lines)) == {"a": 1, "b": 2}


def test_half_a_character_is_no_reason_to_fail() -> None:
    assert tomllib.loads(f"a = {quoted('x' + chr(0xD800))}")["a"] == "x\ufffd"


@given(ANY)
def test_names_of_a_file_say_what_they_say_and_nothing_else(said: str) -> None:
    table = replace(TABLE, file=f"boundaries/{said}", headings=(said,), where={said: said})
    areas = replace(
        AREAS, table=table, area_id=said, name=said, choices=(said,), names={said: said}, as_of_column=said
    )
    kitas = replace(KITAS, table=table, columns={"facility_id": (said, said), "name": said}, numbers=(said,))
    values = replace(
        VALUES, table=table, columns={"area_id": said}, wide=(WideDraft(said, "residents"),), unclear=(said,)
    )
    left = (LeftOut(said, "nothing_known", {"headings": said}),)
    draft = replace(DRAFT, city=said, areas=areas, facilities=(kitas,), values=(values,), left_out=left)
    read = document(draft)
    assert read["city"]["name"] == said
    assert read["areas"]["columns"] == {"area_id": said, "name": said}
    assert read["values"][0]["wide"] == [{"column": said, "indicator": "residents"}]
    assert set(read) <= {
        "schema", "city", "areas", "disclosure", "sources", "indicators", "facility_types", "target_groups", "offers",
        "places", "values",
    }  # fmt: skip


def test_umlauts_stay_legible() -> None:
    assert quoted("Träger „Süd“") == '"Träger „Süd“"'


def test_what_no_file_says_is_asked() -> None:
    written = project_text(DRAFT, WORDS)
    read = tomllib.loads(written)
    assert read["disclosure"]["oeffentlich"]["rule"].startswith("FRAGE:")
    assert read["disclosure"]["oeffentlich"]["set_by"].startswith("FRAGE:")
    rule = AudienceRule.model_validate(read["disclosure"]["oeffentlich"])
    assert (rule.min_count, rule.zeros, rule.complement) == (5, "zeigen", "sperren")
    assert read["sources"]["a"]["publisher"].startswith("FRAGE:")
    assert "licence" not in read["sources"]["a"]
    assert read["places"][0]["kind"] == "ohne_angabe"
    assert "stichtag" not in read["values"][0]
    assert "coverage" not in read
    assert questions_in(written) == 13


def test_values_without_a_date_are_switched_off() -> None:
    read = document(replace(DRAFT, values=(replace(VALUES, period=None, period_known=False),)))
    assert "values" not in read
    assert "indicators" not in read


def test_without_boundaries_the_question_stands_where_the_file_would() -> None:
    read = document(replace(DRAFT, areas=AreasDraft(None)))
    assert read["areas"]["file"].startswith("FRAGE:")
    assert read["areas"]["source"] in read["sources"]


def test_drawn_areas_say_so_on_every_map() -> None:
    read = document(replace(DRAFT, areas=replace(AREAS, drawn_from="PLZ")))
    assert read["areas"]["schematic"]["de"]
    assert read["areas"]["schematic_short"]["de"]
    assert not read["sources"]["a"]["publisher"].startswith("FRAGE:")


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_pattern_of_an_own_indicator_is_one_once_it_is_switched_on(language: str) -> None:
    written = project_text(DRAFT, texts(language))
    start = written.rindex("# [[indicators]]")
    block = written[start:].split("\n\n")[0]
    [found] = tomllib.loads("\n".join(line.removeprefix("# ") for line in block.splitlines()))["indicators"]
    assert Indicator.model_validate(found).kind == "count"


def test_an_unclear_number_is_ready_to_be_switched_on() -> None:
    written = project_text(DRAFT, WORDS)
    block = written[written.index("# [[values]]") :].split("\n\n")[0]
    [found] = tomllib.loads("\n".join(line.removeprefix("# ") for line in block.splitlines()))["values"]
    assert found["wide"] == [{"column": "b", "indicator": "eigene_zahl"}]
    assert found["file"] == "indicators/w.csv"


@pytest.mark.parametrize("language", ["de", "en"])
def test_an_index_of_what_was_found_is_ready_to_be_switched_on(language: str) -> None:
    draft = replace(DRAFT, lage=("sgb2_u18", "anteil_alleinerz"))
    written = project_text(draft, texts(language))
    assert "lage_index" not in tomllib.loads(written)
    assert questions_in(written) == questions_in(project_text(DRAFT, texts(language)))
    block = written[written.index("# [lage_index]") :].split("\n\n")[0]
    found = tomllib.loads("\n".join(line.removeprefix("#").removeprefix(" ") for line in block.splitlines()))
    index = LageIndex.model_validate(found["lage_index"])
    assert [part.indicator for part in index.parts] == ["sgb2_u18", "anteil_alleinerz"]
    assert index.dynamics is not None


OF_CHILDREN = replace(VALUES, wide=(WideDraft("a", "residents_u3"),))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    ("values", "figures"),
    [
        (VALUES, ["residents", "kita_count", "lage_index"]),
        (OF_CHILDREN, ["residents_u3", "kita_je_100_quota", "lage_index"]),
    ],
)
def test_a_walk_through_of_what_was_found_is_ready_to_be_switched_on(
    values: ValuesDraft, figures: list[str], language: str
) -> None:
    """The question, the houses or the places beside children, the index; a stop says which section it needs."""
    written = project_text(replace(DRAFT, values=(values,), lage=("sgb2_u18", "anteil_alleinerz")), texts(language))
    assert "views" not in tomllib.loads(written)
    block = written[written.index("# [[views]]") :].split("\n\n")[0]
    views = tomllib.loads("\n".join(line.removeprefix("#").removeprefix(" ") for line in block.splitlines()))["views"]
    stops = [TourView.model_validate(one) for one in views]
    assert [one.figure for one in stops] == figures
    assert "[lage_index]" in block
    assert ("[[coverage]]" in block) == ('# id = "kita_je_100"' in written) == ("kita_je_100_quota" in figures)
    assert all(QUESTION in one.sentence[language] for one in stops)  # check asks until somebody has written them


def test_one_indicator_is_no_index() -> None:
    assert "lage_index" not in project_text(replace(DRAFT, lage=("sgb2_u18",)), WORDS)


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_empty_skeleton_parses_and_so_does_what_it_switches_off(language: str) -> None:
    written = skeleton_text(texts(language))
    assert tomllib.loads(written)["schema"] == 1
    code = [
        line.removeprefix("# ")
        for line in written.splitlines()
        if line.startswith(("# [", "# id", "# use", "# file"))
    ]
    assert tomllib.loads("\n".join(code))["facility_types"]


def test_both_languages_say_the_same_values() -> None:
    assert document(DRAFT)["areas"]["columns"] == tomllib.loads(project_text(DRAFT, texts("en")))["areas"]["columns"]
