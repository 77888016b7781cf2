"""Bounds of classes that tell a value which is not shown, drawn small."""

from typing import Any

import pytest
from attack.bounds import untold_bounds


def layer(scale: dict[str, Any], id_: str = "x") -> dict[str, Any]:
    return {
        "id": id_,
        "v": [[1, 4, None], [9, 20, None]],
        "planned": {"from": 1, "v": [[12, 30, None]]},
        "scale": scale,
    }


def faults(scale: dict[str, Any]) -> int:
    return len(list(untold_bounds(layer(scale), {})))


@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        pytest.param({"upper": [4, 20, 30]}, 0, id="bounds_of_what_is_shown"),
        pytest.param({"upper": [4, 20, 31]}, 1, id="the_largest_is_not_shown"),
        pytest.param({"upper": [0.5, 20, 30]}, 1, id="a_bound_below_all"),
        pytest.param({"by": "fixed", "upper": [0.5, 20, 30]}, 0, id="a_fixed_bound_below_all"),
        pytest.param({"upper": [2, 4], "apart": [1, 12, 30]}, 0, id="two_sides"),
        pytest.param({"upper": [12, 30], "apart": [1, 2, 4], "late": True}, 0, id="two_sides_the_later_first"),
        pytest.param({"upper": [2, 9], "apart": [1, 12, 30]}, 1, id="the_largest_of_the_other_side"),
        pytest.param({"upper": [2, 4], "apart": [1, 5, 30]}, 1, id="a_bound_below_the_other_side"),
        pytest.param({"upper": [2, 4], "apart": [1, 12, 40]}, 1, id="the_largest_of_the_side_is_not_shown"),
    ],
)
def test_bounds_that_only_a_hidden_value_explains_are_found(scale: dict[str, Any], expected: int) -> None:
    assert faults(scale) == expected


def test_what_is_steadied_has_the_classes_of_its_figure() -> None:
    steadied = layer({"upper": [4, 50]}, "smoothed:x") | {"v": [[2, 3, None]]}
    assert len(list(untold_bounds(steadied, {}))) == 1
    assert list(untold_bounds(steadied, {"x": layer({}) | {"v": [[1, 50, None]]}})) == []
