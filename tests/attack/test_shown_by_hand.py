"""A number that is withheld, at each place of an atlas's data, drawn small."""

from typing import Any

import pytest
from attack.leaves import Path, holder
from attack.shown import untold
from attack.small_atlas import files, small_data

FIRST = "layers 0 v 0 2"
WITHHELD_AT = [
    FIRST,
    "layers 0 lo 0 2",
    "layers 0 hi 0 2",
    "layers 0 change 1 v 2",
    "layers 1 v 0 2",
    "layers 2 v 0 2",
    "layers 2 planned v 0 2",
    "larger layers x v 0 0",
    "larger layers x lo 0 0",
    "larger layers x hi 0 0",
    "larger layers x change 1 v 0",
    "larger layers pooled:x v 0 0",
    "larger layers u3_quota v 0 0",
    "larger layers u3_quota planned v 0 0",
    "larger reach kita people 0",
    "larger reach kita pct 0 0",
    "reach questions kita figures people 2",
    "reach questions kita figures pct 0 2",
    "reach questions kita around 0 2",
    *(f"gap_board offers 0 rows bestand 0 {key} 2" for key in ("of", "lo", "hi", "n", "m", "w")),
]


def path_of(text: str) -> Path:
    return tuple(int(part) if part.isdigit() else part for part in text.split())


def edition_with(where: str, value: Any) -> dict[str, bytes]:
    data, path = small_data(), path_of(where)
    holder(data, path)[path[-1]] = value
    return files(data)


def test_an_atlas_that_tells_what_the_tables_tell_is_sound() -> None:
    assert untold(files(small_data())) == []


@pytest.mark.parametrize("where", WITHHELD_AT)
def test_a_withheld_number_is_found_where_it_stands(where: str) -> None:
    (found,) = untold(edition_with(where, 4))
    assert found.endswith(f" {where}: 4 in index.html")


@pytest.mark.parametrize(
    ("where", "value"),
    [
        pytest.param("larger new", [4], id="a_number_at_a_new_key"),
        pytest.param("layers 0 new", "4", id="a_text_at_a_new_key"),
        pytest.param("layers 0 new", True, id="a_yes_at_a_new_key"),
        pytest.param("layers 0 label", 4, id="a_number_where_words_stand"),
        pytest.param(FIRST, "4", id="a_text_where_numbers_stand"),
        pytest.param("layers 0 c 0 2", 0, id="a_class_of_what_is_withheld"),
        pytest.param("layers 0 cmp", ["  +  "], id="how_far_from_others_what_is_withheld_is"),
        pytest.param("gap_board offers 0 rows bestand 0 f", "--1--", id="the_field_of_what_is_withheld"),
    ],
)
def test_what_nobody_examined_or_speaks_of_withheld_numbers_is_found(where: str, value: Any) -> None:
    assert len(untold(edition_with(where, value))) == 1


def test_the_page_about_an_area_is_read_too() -> None:
    (found,) = untold(files(small_data()) | {"hafen.html": edition_with(FIRST, 4)["index.html"]})
    assert found.endswith(f" {FIRST}: 4 in hafen.html")


def test_a_change_is_not_told_where_it_is_withheld_itself() -> None:
    edition = files(small_data())
    table = edition["data/changes.csv"].decode() + "a,x,2021,2020,,Q\n"
    (found,) = untold(edition | {"data/changes.csv": table.encode()})
    assert found.startswith("layers[].change[].v[] layers 0 change 1 v 0: ")
