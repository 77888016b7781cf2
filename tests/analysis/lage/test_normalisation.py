"""Indicators made comparable: worked values, what must not matter, and what happens where areas are alike."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_series_equal

from sozialraum.analysis.lage.normalisation import (
    exponential,
    exponential_of_place,
    min_max,
    normalised,
    percentile_ranks,
    places,
    robust_z,
    z_scores,
)
from sozialraum.model.lage import Normalisation

ELEVEN = pd.Series([4.0, 6, 7, 8, 9, 10, 11, 12, 14, 19, 32])
EXPONENTIAL = [2.1624, 4.5494, 7.2131, 10.2263, 13.6945, 17.7803, 22.7520, 29.1035, 37.9080, 52.3538, 100.0]
EVERY: list[Normalisation] = ["z", "robust_z", "min_max", "percentile", "exponential"]


def test_z_by_hand() -> None:
    """Mean 12, squares of the deviations sum up to 608: over 11 the root is 7.434563, over 10 it is 7.797435."""
    assert z_scores(ELEVEN).iloc[-1] == pytest.approx(2.690138, abs=1e-6)
    assert z_scores(ELEVEN).iloc[7] == 0
    assert z_scores(ELEVEN, ddof=1).iloc[[0, -1]].tolist() == pytest.approx([-1.0260, 2.5649], abs=1e-4)
    assert (z_scores(ELEVEN) / z_scores(ELEVEN, ddof=1)).drop(7).tolist() == pytest.approx([1.048809] * 10, abs=1e-6)


def test_z_from_the_value_of_the_city() -> None:
    """The city stands at 10: 32 is 22 above it, and an area like the city has exactly 0."""
    scores = z_scores(ELEVEN, zero=10)
    assert scores.iloc[-1] == pytest.approx(22 / 7.434563, abs=1e-6)
    assert scores.iloc[5] == 0


@pytest.mark.parametrize(("ddof", "most"), [(0, 3.1623), (1, 3.0151)])
def test_no_z_of_eleven_areas_is_larger(ddof: int, most: float) -> None:
    """Ten areas alike and one far above: the largest that can be."""
    lone = pd.Series([0.0] * 10 + [1.0])
    assert z_scores(lone, ddof).iloc[-1] == pytest.approx(most, abs=1e-4)


def test_robust_z_by_hand() -> None:
    """Median 10, median deviation 3: (32 - 10) / (1.4826 x 3) = 4.946."""
    assert robust_z(ELEVEN).iloc[-1] == pytest.approx(4.946, abs=1e-3)
    assert robust_z(ELEVEN, zero=12).iloc[7] == 0


def test_robust_z_does_not_exist_where_most_areas_share_one_value() -> None:
    assert robust_z(pd.Series([1.0, 1, 1, 2])).isna().all()
    assert robust_z(pd.Series([1.0, 1, 1])).tolist() == [0, 0, 0]


def test_min_max_by_hand_and_beyond_its_ends() -> None:
    assert min_max(pd.Series([5.0, 15, 30, 0]), 5, 25).tolist() == [0, 0.5, 1.25, -0.25]
    with pytest.raises(ValueError, match="rise"):
        min_max(ELEVEN, 5, 5)
    with pytest.raises(ValueError, match="window"):
        normalised(ELEVEN, "min_max")


def test_percentile_rank_by_hand() -> None:
    """Eleven areas without ties: 0, 0.1, ... 1, so exactly two reach 0.9."""
    ranks = percentile_ranks(ELEVEN)
    assert ranks.tolist() == pytest.approx([at / 10 for at in range(11)])
    assert (ranks >= 0.9 - 1e-12).sum() == 2
    assert percentile_ranks(pd.Series([3.0, 1, 3, 7])).tolist() == pytest.approx([1 / 3, 0, 1 / 3, 1])


def test_exponential_by_hand() -> None:
    assert exponential(ELEVEN).tolist() == pytest.approx(EXPONENTIAL, abs=5e-5)
    assert exponential_of_place(pd.Series([5.0, 9.0]), 10).tolist() == pytest.approx([15.646790, 50.426654], abs=1e-6)


def test_what_differs_by_rounding_of_binary_numbers_is_a_tie() -> None:
    assert places(pd.Series([0.1 + 0.2, 0.3, 0.5])).tolist() == [1, 1, 3]


def test_orientation_turns_everything() -> None:
    """Less means more strained: highest becomes lowest, and the window turns with it."""
    assert normalised(ELEVEN, "z", orientation=-1).tolist() == (-z_scores(ELEVEN)).tolist()
    assert normalised(ELEVEN, "z", orientation=-1, zero=10).iloc[5] == 0
    assert normalised(ELEVEN, "percentile", orientation=-1).iloc[0] == 1
    assert normalised(pd.Series([0.0, 5, 20]), "min_max", orientation=-1, window=(0, 20)).tolist() == [1, 0.75, 0]


@pytest.mark.parametrize("how", EVERY)
def test_unknown_stays_unknown_and_counts_for_nothing(how: Normalisation) -> None:
    some = pd.Series([1.0, None, 3.0, 7.0, 4.0], dtype="Float64")
    scores = normalised(some, how, window=(0, 10))
    assert scores.isna().tolist() == [False, True, False, False, False]
    without = normalised(some.drop(1), how, window=(0, 10))
    assert_series_equal(scores.drop(1), without)


@pytest.mark.parametrize("how", EVERY)
@pytest.mark.parametrize("value", [0.0, 0.1, 12.3, 1e6 / 3])
def test_where_all_areas_are_alike_all_scores_are_alike(how: Normalisation, value: float) -> None:
    scores = normalised(pd.Series([value] * 7), how, window=(0, 10))
    assert (scores == scores.iloc[0]).all()
    if how in {"z", "robust_z", "percentile"}:
        assert scores.iloc[0] == 0


@pytest.mark.parametrize("how", EVERY)
def test_nothing_known_gives_nothing(how: Normalisation) -> None:
    assert normalised(pd.Series([None, None], dtype="Float64"), how, window=(0, 1)).isna().all()
    assert normalised(pd.Series([], dtype="Float64"), how, window=(0, 1)).empty


values = st.lists(st.integers(0, 500), min_size=3, max_size=30).map(lambda each: pd.Series(each, dtype=float) / 10)
hows = st.sampled_from(EVERY)
WINDOW = (0.0, 50.0)


@settings(max_examples=100, deadline=None)
@given(values=values, how=hows, factor=st.sampled_from([0.1, 10.0]), shift=st.integers(-50, 50))
def test_units_do_not_matter(values: pd.Series, how: Normalisation, factor: float, shift: int) -> None:
    """Percent or per mille, counted from elsewhere: the same, the window of min-max moved along."""
    window = (WINDOW[0] * factor + shift, WINDOW[1] * factor + shift)
    here, there = (
        normalised(values, how, window=WINDOW),
        normalised(values * factor + shift, how, window=window),
    )
    assert_series_equal(here, there, atol=1e-7, rtol=1e-7)


@settings(max_examples=100, deadline=None)
@given(values=values, how=hows, orientation=st.sampled_from([1.0, -1.0]), data=st.data())
def test_order_does_not_matter_and_equal_values_stay_equal(
    values: pd.Series, how: Normalisation, orientation: float, data: st.DataObject
) -> None:
    scores = normalised(values, how, orientation=orientation, window=WINDOW)
    shuffled = values.loc[data.draw(st.permutations(list(values.index)))]
    again = normalised(shuffled, how, orientation=orientation, window=WINDOW).sort_index()
    assert_series_equal(scores, again, atol=1e-12, rtol=1e-12)
    assert all((each == each.iloc[0]).all() or each.isna().all() for _, each in scores.groupby(values))


@settings(max_examples=100, deadline=None)
@given(values=values, how=hows)
def test_more_never_scores_less(values: pd.Series, how: Normalisation) -> None:
    scores = normalised(values.sort_values(), how, window=WINDOW)
    assert scores.isna().all() or (np.diff(scores) >= 0).all()


@settings(max_examples=60, deadline=None)
@given(values=values)
def test_scores_keep_to_their_range(values: pd.Series) -> None:
    n = len(values)
    assert z_scores(values).abs().max() <= (n - 1) ** 0.5 + 1e-9
    assert percentile_ranks(values).between(0, 1).all()
    assert exponential(values).between(0, 100 + 1e-9).all()
