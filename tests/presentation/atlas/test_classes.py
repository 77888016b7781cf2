"""Classes of values: exact natural breaks, equal values together, bounds that move nobody."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sozialraum.presentation.atlas.classes import Classes, classed, fixed
from sozialraum.presentation.views.indicators import class_entries, each_alone
from sozialraum.presentation.views.layer_json import unit_words
from sozialraum.presentation.words.texts import texts


def deviation(groups: list[list[float]]) -> float:
    """Sum of the squared distances from the mean of each group."""
    return sum(sum((value - sum(group) / len(group)) ** 2 for value in group) for group in groups)


def least(values: list[float], count: int) -> float:
    """The smallest deviation of any partition that splits no equal values, by trying all of them."""
    distinct = sorted(set(values))
    best = float("inf")
    for cuts in combinations(range(1, len(distinct)), min(count, len(distinct)) - 1):
        parts = [set(distinct[start:end]) for start, end in pairwise((0, *cuts, len(distinct)))]
        best = min(best, deviation([[value for value in values if value in part] for part in parts]))
    return best


def groups_of(classes: Classes, values: list[float]) -> list[list[float]]:
    return [[value for value in values if classes.of(value) == at] for at in range(len(classes.upper))]


def test_natural_breaks_by_hand() -> None:
    """Two clumps: 1, 2, 3 around 2 and 10, 11 around 10.5; deviation 2 + 0.5."""
    classes = classed([1, 2, 3, 10, 11], 2)
    assert classes is not None
    assert groups_of(classes, [1, 2, 3, 10, 11]) == [[1, 2, 3], [10, 11]]
    assert list(classes.upper) == [3, 11]
    assert classes.lowest == 1
    assert classes.method == "natural"


small_values = st.lists(st.integers(0, 40).map(float), min_size=1, max_size=9)


@settings(max_examples=80, deadline=None)
@given(values=small_values, count=st.integers(1, 5), shift=st.sampled_from([0.0, 0.1, 1e6]))
def test_natural_breaks_are_exact(values: list[float], count: int, shift: float) -> None:
    values = [value + shift for value in values]
    classes = classed(values, count)
    assert classes is not None
    groups = groups_of(classes, values)
    assert all(groups)
    assert len(groups) == min(count, len(set(values)))
    assert deviation(groups) == pytest.approx(least(values, count), abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(values=st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40), count=st.integers(1, 7))
def test_classes_hold_every_value_in_order(values: list[float], count: int) -> None:
    """Equal values share a class, bounds rise, and rounding a bound moves nobody."""
    classes = classed(values, count)
    assert classes is not None
    assert list(classes.upper) == sorted(set(classes.upper))
    assert classes.upper[-1] == max(values)
    assert classes.lowest == min(values)
    numbers = [classes.of(value) for value in sorted(values)]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(len(classes.upper)))
    for value in values:
        at = classes.of(value)
        assert value <= classes.upper[at]
        assert at == 0 or value > classes.upper[at - 1]


def test_bounds_are_as_short_as_they_can_be() -> None:
    classes = classed([1.2345678, 1.3, 7.6543, 7.7], 2)
    assert classes is not None
    assert list(classes.upper) == [2, 7.7]
    assert [classes.of(value) for value in (1.2345678, 1.3, 7.6543, 7.7)] == [0, 0, 1, 1]


def test_many_values_get_equal_numbers() -> None:
    values = [float(value) for value in range(1000)]
    classes = classed(values, 5)
    assert classes is not None
    assert classes.method == "quantile"
    assert [len(group) for group in groups_of(classes, values)] == pytest.approx([200] * 5, abs=1)


def test_among_many_values_a_rounder_bound_may_miss_the_equal_share_a_little() -> None:
    """By hand, as in tests/js/classes.test.js: 5.5 would part them exactly, 6 parts them at 43 instead of 40."""
    values = [round(at * 0.137, 3) for at in range(1, 201)]
    classes = classed(values, 5, "quantile")
    assert classes is not None
    assert list(classes.upper) == [6, 11, 16.5, 22, 27.4]
    assert [len(group) for group in groups_of(classes, values)] == [43, 37, 40, 40, 40]


def test_quantiles_never_split_equal_values() -> None:
    values = [0.0] * 900 + [float(value) for value in range(1, 400)]
    classes = classed(values, 5)
    assert classes is not None
    assert classes.method == "quantile"
    assert len([value for value in groups_of(classes, values)[0] if value == 0]) == 900


def test_few_values() -> None:
    assert classed([]) is None
    one = classed([4.0, 4.0, 4.0])
    assert one == Classes((4.0,), 4.0, "natural")
    assert one.of(4.0) == 0


def test_fixed_classes_by_hand() -> None:
    """Bounds are included below; what lies above the last one is a class of its own."""
    classes = fixed([10, 20], [3, 10, 10.1, 20, 25])
    assert classes == Classes((10, 20, 25), 3, "fixed")
    assert [classes.of(value) for value in (3, 10, 10.1, 20, 25)] == [0, 0, 1, 1, 2]
    assert fixed([10, 20], [12]) == Classes((10, 20), 10, "fixed")


@settings(max_examples=30, deadline=None)
@given(values=small_values, order=st.randoms(use_true_random=False))
def test_the_order_of_values_never_matters(values: list[float], order: object) -> None:
    mixed = list(values)
    order.shuffle(mixed)  # type: ignore[attr-defined]  # random.Random
    assert classed(mixed) == classed(values)


def test_levels_of_a_monitoring_are_called_by_their_number() -> None:
    values = [1.0, 2.0, 2.0, 3.0, 4.0]
    classes = classed(values)
    assert classes is not None
    assert each_alone(classes, values)
    entries = class_entries(classes, ["#1", "#2", "#3", "#4"], 0, texts("de"), steps=True)
    assert [entry.label for entry in entries] == ["1", "2", "3", "4"]
    few = classed(values, 2)
    assert few is not None
    assert not each_alone(few, values)
    assert not each_alone(classes, [1.5, 2.0, 3.0, 4.0])


@pytest.mark.parametrize(
    ("unit", "said"),
    [("%", "in %"), ("je 100", "je 100"), ("Prozentpunkte", "Prozentpunkte"), ("m²", "in m²"), ("", "")],
)
def test_a_unit_that_is_a_word_needs_no_case(unit: str, said: str) -> None:
    assert unit_words(unit, texts("de")) == said
