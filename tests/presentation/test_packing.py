"""What repeats is written once, and everything comes back as it was."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packing import unpacked

from sozialraum.presentation.packing import packed

LONG = "Angabe eines Teilgebiets ist gesperrt"


def test_a_repeated_text_stands_once_and_is_pointed_to() -> None:
    assert packed([LONG, 1, LONG, "kurz", "kurz"]) == {"shared": [LONG], "data": ["~0", 1, "~0", "kurz", "kurz"]}


def test_a_repeated_list_or_object_stands_once() -> None:
    dates = [{"id": "2023-12-31", "label": "31.12.2023"}, {"id": "2024-12-31", "label": "31.12.2024"}]
    assert packed({"a": {"on": dates}, "b": [None, dates]}) == {
        "shared": [{"~": ["id", "label"], "rows": [["2023-12-31", "31.12.2023"], ["2024-12-31", "31.12.2024"]]}],
        "data": {"a": {"on": "~0"}, "b": [None, "~0"]},
    }
    nothing = [None] * 6
    assert packed([nothing, [nothing]]) == {"shared": [nothing], "data": ["~0", ["~0"]]}


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
    ],
)
def test_awkward_data_come_back(data: Any) -> None:
    assert json.dumps(unpacked(packed(data)), sort_keys=True) == json.dumps(data, sort_keys=True)


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(alphabet='~0aä"\\', max_size=12)
    | st.sampled_from([LONG, LONG + "!"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(alphabet="~ab", max_size=2), inner, max_size=3)
        | inner.map(lambda one: [one, [one], {"a": one}])
    ),
    max_leaves=20,
)


@given(data=values)
def test_whatever_is_packed_comes_back(data: Any) -> None:
    written = json.loads(json.dumps(packed(data)))
    assert json.dumps(unpacked(written), sort_keys=True) == json.dumps(data, sort_keys=True)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        packed({"v": [1, number]})
