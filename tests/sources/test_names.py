"""Which text of a file means which area: exactly, by a stated rule, or not at all."""

from time import perf_counter

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tables import text_table

from sozialraum.model.intake import KeyMatch, Rule
from sozialraum.sources.areas.names import AreaKeys, By, area_keys, key_match
from sozialraum.sources.areas.spelling import spelled

KINDS = {"stadtteil": ["Stadtteil", "Stadtteile"], "bezirk": ["Bezirk"]}


def keys_of(
    drawn: str, further: list[tuple[str, str]] | None = None, kinds: dict[str, list[str]] | None = None
) -> AreaKeys:
    """Keys of areas drawn as columns area_id, name and, if there are several, level."""
    areas = text_table(drawn).map(str.strip)
    levels = dict.fromkeys(areas["area_id"], "stadtteil")
    if "level" in areas:
        levels = dict(zip(areas["area_id"], areas["level"], strict=True))
    names = list(zip(areas["name"], areas["area_id"], strict=True))
    return area_keys(areas["area_id"], names, further or [], levels, kinds or KINDS)[0]


def meant(keys: AreaKeys, texts: list[str], by: By = "name") -> list[tuple[str, str]]:
    found = keys.meanings(texts, by)
    return [(found[text].area_id, str(found[text].rule or "")) for text in texts]


COLOGNE = """
    | area_id | name                 |
    |---------|----------------------|
    | 101     | Altstadt/Süd         |
    | 102     | Neustadt/Süd         |
    | 103     | Altstadt/Nord        |
    | 607     | Roggendorf/Thenhoven |
"""
HAMBURG = """
    | area_id | name                 | level     |
    |---------|----------------------|-----------|
    | 1       | Hamburg-Mitte        | bezirk    |
    | 2       | Altona               | bezirk    |
    | 101     | Hamburg-Altstadt     | stadtteil |
    | 106     | St. Georg            | stadtteil |
    | 201     | Altona-Altstadt      | stadtteil |
    | 712     | Moorburg             | stadtteil |
    | 713     | Altenwerder          | stadtteil |
"""
DUISBURG = """
    | area_id | name                |
    |---------|---------------------|
    | 300     | Meiderich/Beeck     |
    | 501     | Neudorf-Süd         |
    | 601     | Rumeln-Kaldenhausen |
"""


def test_cologne_writes_a_dash_where_its_map_has_a_slash() -> None:
    drawn = text_table("""
        | text                 | area_id | rule     |
        |----------------------|---------|----------|
        | Altstadt/Süd         | 101     |          |
        | Altstadt-Süd         | 101     | spelling |
        | NEUSTADT SÜD         | 102     | spelling |
        | Altstadt - Nord      | 103     | spelling |
        | Roggendorf-Thenhoven | 607     | spelling |
        | Altstadt             |         |          |
        | Altstadt-Ost         |         |          |
    """).map(str.strip)
    expected = list(zip(drawn["area_id"], drawn["rule"], strict=True))
    assert meant(keys_of(COLOGNE), drawn["text"].tolist()) == expected


def test_hamburg_has_one_row_for_two_quarters_and_totals_beside_them() -> None:
    keys = keys_of(HAMBURG, [("Moorburg/Altenwerder", "moorburg_altenwerder"), ("Hamburg", "city")])
    drawn = text_table("""
        | text                     | area_id              | rule     |
        |--------------------------|----------------------|----------|
        | Moorburg und Altenwerder | moorburg_altenwerder | spelling |
        | Moorburg/Altenwerder     | moorburg_altenwerder | alias    |
        | Hamburg-Mitte            | 1                    |          |
        | Bezirk Altona            | 2                    | kind     |
        | Altona (Bezirk)          | 2                    | kind     |
        | Altona (Stadtteil)       |                      |          |
        | Sankt Georg              | 106                  | spelling |
        | Hamburg                  | city                 | alias    |
        | HAMBURG                  | city                 | spelling |
        | Mitte                    |                      |          |
    """).map(str.strip)
    expected = list(zip(drawn["area_id"], drawn["rule"], strict=True))
    assert meant(keys, drawn["text"].tolist()) == expected


def test_duisburg_names_files_by_number_and_transcribed_name() -> None:
    texts = ["300_meiderich-beeck", "neudorf-sued", "Rumeln und Kaldenhausen", "501 Meiderich/Beeck"]
    assert meant(keys_of(DUISBURG), texts) == [
        ("300", "number_prefix"),
        ("501", "spelling"),
        ("601", "spelling"),
        ("", ""),  # 501 is the number of another quarter
    ]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Nordstadt", "03 Nordstadt", True),
        ("Nordstadt", "3 - Nordstadt", True),
        ("Nordstadt", "Stadtteil 03 Nordstadt", True),
        ("Nordstadt", "Bezirk 03 Nordstadt", False),
        ("Nordstadt", "07 Nordstadt", False),  # the number of another area
        ("Nordstadt", "99 Nordstadt", True),  # a number of nothing that is known
        ("03 Nordstadt", "Nordstadt", True),
        ("03 Nordstadt", "3 Nordstadt", True),
        ("03 Nordstadt", "04 Nordstadt", False),
    ],
)
def test_a_number_before_the_name_counts_unless_it_says_something_else(name: str, text: str, found: bool) -> None:
    keys = keys_of(f"""
        | area_id | name    |
        |---------|---------|
        | 3       | {name}  |
        | 7       | Altstadt|
    """)
    assert meant(keys, [text]) == [("3", "number_prefix") if found else ("", "")]


def test_areas_that_only_their_spelling_tells_apart_are_never_merged() -> None:
    keys = keys_of("""
        | area_id | name          |
        |---------|---------------|
        | a       | Neustadt-Nord |
        | b       | Neustadt/Nord |
        | c       | Mitte         |
        | d       | 1 Mitte       |
    """)
    texts = ["Neustadt-Nord", "Neustadt/Nord", "Neustadt Nord", "1 Mitte", "Mitte", "01 Mitte", "2 Mitte"]
    found = keys.meanings(texts, "name")
    assert [found[text].area_id for text in texts] == ["a", "b", "", "d", "c", "", ""]
    assert [found[text].several for text in texts[2:3] + texts[5:]] == [("a", "b"), ("c", "d"), ("c", "d")]
    assert keys.nearest("Neustadt Nord", "name") == "a, b"


def test_one_name_of_two_areas_stays_ambiguous_in_every_spelling() -> None:
    keys = keys_of("""
        | area_id  | name         |
        |----------|--------------|
        | 04030415 | Schloßstraße |
        | 06010101 | Schloßstraße |
    """)
    for text in ("Schloßstraße", "Schloßstr.", "Schlossstrasse"):
        assert keys.resolve(text, "name") is None
        assert keys.nearest(text, "name") == "04030415, 06010101"
    assert keys.resolve("04030415", "id") == "04030415"


def test_only_sign_for_sign_where_the_project_says_so() -> None:
    keys, _ = area_keys(["01", "02"], [("Nord/Süd", "01")], [("NS", "01")], matching="exact")
    assert meant(keys, ["Nord/Süd", "Nord-Süd", "NS", "ns"]) == [("01", ""), ("", ""), ("01", "alias"), ("", "")]
    assert meant(keys, ["1", "2"], "id") == [("", ""), ("", "")]


def test_zeros_come_back_only_for_a_whole_column_of_keys() -> None:
    keys, _ = area_keys(["01100101", "01100102", "01"], [], [("00000000", "city")], {"01": "bezirk"})
    assert meant(keys, ["1100101", "1100102.0", "1", "0", "Gesamt"], "id") == [
        ("01100101", "leading_zero"),
        ("01100102", "decimals"),
        ("01", "leading_zero"),
        ("city", "leading_zero"),
        ("", ""),
    ]
    assert meant(keys, ["1100101", "1011101"], "id") == [("", ""), ("", "")]
    assert keys.resolve("1100101", "id") is None


def test_the_account_of_a_column() -> None:
    texts = pd.Series(["Altstadt/Süd", "Altstadt-Süd", "Neustadt/Süd", "Neustatt-Nord", "", "Gesamt"] * 2)
    keys = keys_of(COLOGNE, [("Gesamt", "city")])
    assert key_match(texts, "name", keys, frozenset({"101", "102", "103", "607"}), "Stadtteil") == KeyMatch(
        column="Stadtteil",
        exact=2,
        by_rule=(("Altstadt-Süd", "101", "spelling"), ("Gesamt", "city", "alias")),
        unmatched=(("Neustatt-Nord", "Neustadt/Süd, Altstadt/Nord"),),
        without=("103", "607"),
    )


def test_candidates_are_compared_in_the_form_of_comparison() -> None:
    keys = keys_of("""
        | area_id | name                     |
        |---------|--------------------------|
        | 02      | Friedrichshain-Kreuzberg |
        | 03      | Pankow                   |
        | 04      | Charlottenburg           |
    """)
    for text in ("Friedrichsh.-Kreuzb.", "Friedrh.-Kreuzb.", "FRIEDRICHSHAIN/KREUTZBERG"):
        assert keys.resolve(text, "name") is None
        assert keys.nearest(text, "name") == "Friedrichshain-Kreuzberg"


WRITTEN = """Nord;nord;Süd;Sued;Nord-Süd;Nord/Süd;Nord Süd;Nord und Süd;Nord,Süd;1 Nord;01 Nord;2 Nord;1;01;Str.;
Straße;Stadtteil Nord;Nord (Stadtteil);Nord*;St. Nord;Sankt Nord"""
WORDS = st.sampled_from([text.strip() for text in WRITTEN.split(";")])
AREAS = st.lists(WORDS, min_size=1, max_size=6).map(lambda names: [(name, f"a{n}") for n, name in enumerate(names)])


def keys_from(areas: list[tuple[str, str]], further: list[tuple[str, str]]) -> tuple[AreaKeys, bool]:
    ids = [id_ for _, id_ in areas]
    keys, contradictions = area_keys(ids, areas, further, dict.fromkeys(ids, "stadtteil"), KINDS)
    return keys, not contradictions


@given(AREAS)
def test_an_exact_name_always_wins(areas: list[tuple[str, str]]) -> None:
    keys, _ = keys_from(areas, [])
    for text, _ in areas:
        bearers = [id_ for name, id_ in areas if name == text]
        found = keys.meanings([text], "name")[text]
        assert (found.area_id, found.rule) == (bearers[0] if len(bearers) == 1 else "", None)


@given(AREAS, WORDS)
def test_areas_of_one_form_are_none_of_them_meant_by_it(areas: list[tuple[str, str]], text: str) -> None:
    found = keys_from(areas, [])[0].meanings([text], "name")[text]
    alike = {id_ for name, id_ in areas if spelled(name) == spelled(text)}
    if found.rule == Rule.SPELLING:
        assert alike == {found.area_id}
    if len(alike) > 1 and text not in [name for name, _ in areas]:
        assert (found.area_id, set(found.several)) == ("", alike)
    assert found == keys_from(areas[::-1], [])[0].meanings([text], "name")[text]


@given(AREAS, WORDS, WORDS, st.integers(0, 5))
def test_an_alias_never_changes_what_another_text_means(
    areas: list[tuple[str, str]], alias: str, text: str, target: int
) -> None:
    assume(text != alias)
    keys, fits = keys_from(areas, [(alias, areas[target % len(areas)][1])])
    assume(fits)
    before = keys_from(areas, [])[0].meanings([text], "name")[text]
    after = keys.meanings([text], "name")[text]
    assert after == before or (not before.area_id and not before.several)


@given(AREAS, st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=8), st.sampled_from(["id", "name"]))
def test_every_text_of_a_column_is_accounted_for_once(areas: list[tuple[str, str]], texts: list[str], by: By) -> None:
    keys, _ = keys_from(areas, [])
    base = frozenset(id_ for _, id_ in areas)
    match = key_match(pd.Series(texts, dtype="str"), by, keys, base, "Gebiet")
    told = [text for text, _, _ in match.by_rule] + [text for text, _ in match.unmatched]
    assert match.exact + len(told) == len({text for text in texts if text})
    assert set(match.without) == base - set(keys.resolved(pd.Series(texts, dtype="str"), by))


def test_a_key_of_thousands_of_digits_is_a_key_like_any_other() -> None:
    long = "1" * 10_000
    keys, _ = area_keys([long, "2"], [(f"{long} Nord", long), ("Süd", "2")], [])
    assert (keys.resolve(long, "id"), keys.resolve("2 Süd", "name")) == (long, "2")


def test_a_hundred_thousand_rows_cost_no_more_than_their_different_texts() -> None:
    ids = [f"{number:08}" for number in range(1_000_000, 1_000_542)]
    keys, _ = area_keys(ids, [(f"Planungsraum {id_}", id_) for id_ in ids], [])
    rows = pd.Series([f"Planungsraum/{id_}" for id_ in ids] * 190)
    started = perf_counter()
    match = key_match(rows, "name", keys, frozenset(ids), "Name")
    assert (len(match.by_rule), match.without) == (542, ())
    assert perf_counter() - started < 2


def test_decomposed_umlauts_are_the_same_key() -> None:
    keys, _ = area_keys(["Östrich"], [], [], matching="exact")
    assert keys.resolve("O\u0308strich", "id") == "Östrich"


def test_a_declared_text_of_two_areas_contradicts_the_project() -> None:
    _, contradictions = area_keys(["a", "b"], [("Schloßstraße", "a"), ("Schloßstraße", "b")], [("x", "a")])
    assert contradictions == {}
    _, contradictions = area_keys(["a", "b"], [("A", "a")], [("A", "b")])
    assert contradictions == {"A": ("a", "b")}


@given(st.lists(st.tuples(st.text(max_size=4), st.sampled_from("abc")), max_size=8), st.text(max_size=4))
def test_a_text_never_means_an_area_it_was_not_declared_for(pairs: list[tuple[str, str]], text: str) -> None:
    keys, _ = area_keys(["a", "b", "c"], pairs, [], matching="exact")
    area = keys.resolve(text, "name")
    declared = {id_ for name, id_ in pairs if name.strip() == text.strip()}
    assert area is None or area in declared or text != text.strip()
