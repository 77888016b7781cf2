"""What repeats is written once, and everything comes back as it was."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packing import unpacked

from sozialraum.presentation.page.packing import packed


def as_read(data: Any) -> str:
    """The data as a browser has them, to which 1 and 1.0 are one number."""

    def read(value: Any) -> Any:
        if isinstance(value, float) and value.is_integer() and repr(value) != "-0.0" and abs(value) < 2**53:
            return int(value)
        if isinstance(value, dict):
            return {key: read(one) for key, one in value.items()}
        return [read(one) for one in value] if isinstance(value, list) else value

    return json.dumps(read(data), sort_keys=True)


LONG = "Angabe eines Teilgebiets ist gesperrt"


def test_a_repeated_text_stands_once_and_is_pointed_to() -> None:
    assert packed([LONG, 1, LONG, "kurz", "kurz"]) == {"shared": [LONG], "data": ["~0", 1, "~0", "kurz", "kurz"]}


def test_a_repeated_list_or_object_stands_once() -> None:
    dates = [{"id": "2023-12-31", "label": "31.12.2023"}, {"id": "2024-12-31", "label": "31.12.2024"}]
    assert packed({"a": {"on": dates}, "b": [None, dates]}) == {
        "shared": [{"~": ["id", "label"], "rows": [["2023-12-31", "31.12.2023"], ["2024-12-31", "31.12.2024"]]}],
        "data": {"a": {"on": "~0"}, "b": [None, "~0"]},
    }


def test_keys_that_objects_have_again_and_again_are_named_once() -> None:
    one, two = {"label": 1, "symbol": [2]}, {"label": "x", "symbol": None}
    block = packed([[one], {"a": one}, [two, two], {"b": two}, {"c": two}])
    assert ["label", "symbol"] in block["shared"]
    keys = block["shared"].index(["label", "symbol"])
    assert {f"~.{keys}": [1, [2]]} in [*block["shared"], *block["data"][0]]
    assert unpacked(block) == [[one], {"a": one}, [two, two], {"b": two}, {"c": two}]


def test_numbers_go_as_short_text() -> None:
    assert packed({"v": [41.71, None, 3.2, 40, 12.34]}) == {"shared": [], "data": {"v": "~=RA$?~EQ!wQS"}}
    rows = [[41.71, None, 3.2, 40], None, [1.5, 2.5, 3.5, 4.5]]
    assert packed(rows)["data"].startswith("~:")
    assert unpacked(packed(rows)) == rows


def test_pointers_that_follow_each_other_are_one_text() -> None:
    one, two = "Angabe eines Teilgebiets", "keine Plätze gemeldet"
    rows = [{"a": one, "n": 1, "b": two, "c": one}, {"a": two, "n": 2, "c": two}, {"a": one, "n": "~0~1", "b": two}]
    block = packed(rows)
    assert block["shared"] == [two, one]
    assert block["data"] == {
        "~": ["a", "n", "b", "c"],
        "rows": [["~1", 1, "~0~1"], ["~0", 2, "~", "~0"], ["~1", "~~0~1", "~0~"]],
    }
    assert unpacked(block) == rows


def test_what_texts_say_again_and_again_stands_once() -> None:
    words = [f"Angabe {n}: Die Angabe eines Teilgebiets ist gesperrt, siehe {'x' * 400}" for n in range(120)]
    block = packed(words)
    assert "eines Teilgebiets ist" in block["phrases"][1]
    assert len(json.dumps(block, ensure_ascii=False)) < 0.1 * len(json.dumps(words))
    assert unpacked(block) == words


def test_keys_and_pointers_are_no_phrases() -> None:
    again = "Angabe eines Teilgebiets "
    words = [{again + "a": again * 3 + str(n) + "z" * 200, "b": "~" + again} for n in range(200)]
    block = packed(words)
    assert block["phrases"]
    assert unpacked(json.loads(json.dumps(block))) == words


def test_keys_of_a_list_are_named_once_and_an_absent_one_stays_absent() -> None:
    assert packed([{"v": 1, "s": "A"}, {"s": "Q", "w": None}])["data"] == {
        "~": ["v", "s", "w"],
        "rows": [[1, "A", "~"], ["~", "Q", None]],
    }


@pytest.mark.parametrize(
    "data",
    [
        "~",
        ["~0", "~~", "~"],
        {"~": ["a"], "rows": [[1]]},
        [{"~": 1}, {"~": 2}],
        [{"a": "~"}, {"b": "~0"}],
        [{}, {}],
        [[], [], {}],
        [1, 1.0, True, None, "1", "true"],
        {"": [{"__proto__": LONG}, {"__proto__": LONG}]},
        [[LONG, LONG], [LONG, LONG]],
        [[1, 2, 3, 4], [1, 2, 3, 4], None],
        [[1, 2, 3, -0.0], [1, 2, 3, True], [1e300, 1e-7, 0, 0], [2**60, 0, 0, 0, 0]],
        {"Ā": ["Ā", "~Ā", "ā" * 3]},
    ],
)
def test_awkward_data_come_back(data: Any) -> None:
    assert as_read(unpacked(packed(data))) == as_read(data)


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(alphabet='~0aä"\\', max_size=12)
    | st.sampled_from([LONG, LONG + "!"]),
    lambda inner: (
        st.lists(st.none() | st.floats(-1e6, 1e6).map(lambda one: round(one, 3)) | st.integers(), max_size=9)
        | st.lists(inner, max_size=4)
        | st.dictionaries(st.text(alphabet="~ab", max_size=2), inner, max_size=3)
        | inner.map(lambda one: [one, [one], {"a": one}])
    ),
    max_leaves=20,
)


@settings(deadline=None)
@given(data=values)
def test_whatever_is_packed_comes_back(data: Any) -> None:
    written = json.loads(json.dumps(packed(data)))
    assert as_read(unpacked(written)) == as_read(data)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        packed({"v": [1, number]})
