"""File names are safe on every system, whatever an area is called."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialraum.presentation.slugs import DEVICES, slug, unique_slugs


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Altstadt", "altstadt"),
        ("Wulfen/Barkenberg", "wulfen-barkenberg"),
        ("Östrich-Deuten", "oestrich-deuten"),
        ("O\u0308strich", "oestrich"),  # decomposed, as a Mac writes it
        ("Große Straße", "grosse-strasse"),
        ("Łódź", "odz"),
        ("../../x", "x"),
        ("..\\..\\x", "x"),
        ("/etc/passwd", "etc-passwd"),
        ("a\x00b", "a-b"),
        ("<script>", "script"),
        ("CON", "gebiet-con"),
        ("nul", "gebiet-nul"),
        ("Com1", "gebiet-com1"),
        ("index", "gebiet-index"),
        ("Data", "gebiet-data"),
        ("Lizenzen", "gebiet-lizenzen"),
        ("", "gebiet"),
        ("   ", "gebiet"),
        ("🏘️", "gebiet"),
        ("東区", "gebiet"),
        ("-rf", "rf"),
        ("a" * 300, "a" * 60),
    ],
)
def test_slugs_by_hand(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_names_that_come_out_alike_are_numbered_in_order_of_id() -> None:
    assert unique_slugs({"2": "Mitte", "1": "mitte", "3": "MITTE!"}) == {"1": "mitte", "2": "mitte-2", "3": "mitte-3"}
    assert unique_slugs({"b": "a", "a": "A"}) == {"a": "a", "b": "a-2"}
    assert unique_slugs({"1": "a 2", "2": "a", "3": "A"}) == {"1": "a-2", "2": "a", "3": "a-3"}
    assert unique_slugs({"1": "a" * 300, "2": "a" * 301}) == {"1": "a" * 60, "2": "a" * 60 + "-2"}


@given(names=st.lists(st.text(), max_size=8))
def test_any_names_give_safe_and_different_files(names: list[str]) -> None:
    slugs = unique_slugs([(str(at), name) for at, name in enumerate(names)])
    assert len(set(slugs.values())) == len(names)
    for one in slugs.values():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one)
        assert one not in DEVICES | {"index", "data", "lizenzen", "manifest"}
        assert len(one) <= 70
