"""How unequal, and for whom: worked by hand and published values first."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sozialraum.analysis.access.fairness import (
    best_to_neediest,
    concentration,
    demographic_disparity,
    dissimilarity,
    fgt,
    geographic_disparity,
    gini,
    judged,
    lorenz,
)

EQUAL = np.ones(4)
REACH = np.array([0.0, 10, 20, 40])


def test_gini_by_hand() -> None:
    """Of 70 the quarters have 0, 1/7, 2/7 and 4/7: 1 − (0 + 0 + 1 + 1 + 3 + 3 + 7) / 7 / 4 = 13/28."""
    assert gini(REACH, EQUAL) == pytest.approx(13 / 28)
    assert gini(REACH, EQUAL) == pytest.approx(0.4642857, abs=5e-8)
    assert gini(np.array([0.0, 10]), np.ones(2)) == 0.5
    assert gini(np.full(5, 7.0), np.arange(5.0)) == pytest.approx(0)
    curve = lorenz(REACH[::-1], EQUAL)
    assert curve.people.tolist() == [0, 0.25, 0.5, 0.75, 1]
    assert curve.amount.tolist() == pytest.approx([0, 0, 1 / 7, 3 / 7, 1])


def test_concentration_by_hand() -> None:
    """All to the neediest half: −0.5; all to the other half: 0.5; units of equal need are one step."""
    people = np.ones(2)
    assert concentration(np.array([10.0, 0]), people, np.array([2.0, 1])) == -0.5
    assert concentration(np.array([0.0, 10]), people, np.array([2.0, 1])) == 0.5
    assert concentration(np.array([0.0, 10]), people, np.zeros(2)) == 0
    assert concentration(REACH, EQUAL, -REACH) == pytest.approx(gini(REACH, EQUAL))


def test_below_a_line_by_hand() -> None:
    """Line 20: 0 lacks all, 10 a half, 20 is not below."""
    assert fgt(REACH, EQUAL, 20) == 0.5
    assert fgt(REACH, EQUAL, 20, power=1) == pytest.approx(1.5 / 4)
    assert fgt(REACH, EQUAL, 20, power=2) == pytest.approx(1.25 / 4)
    assert fgt(REACH, np.array([1.0, 0, 2, 1]), 20) == 0.25
    assert math.isnan(fgt(REACH, np.zeros(4), 20))


def test_best_to_neediest_by_hand() -> None:
    """Thirds of three people: 30 of the least needy is three times 10 of the neediest; the cut may halve a unit."""
    need = np.array([3.0, 2, 1])
    assert best_to_neediest(np.array([10.0, 20, 30]), np.ones(3), need) == pytest.approx(3)
    assert best_to_neediest(np.array([10.0, 30]), np.ones(2), need[:2]) == pytest.approx(3)
    assert best_to_neediest(np.array([10.0, 20, 30]), np.ones(3), np.zeros(3)) == pytest.approx(1)
    assert math.isnan(best_to_neediest(np.array([0.0, 20, 30]), np.ones(3), need))


def test_dissimilarity_by_hand() -> None:
    group, others = np.array([10.0, 20, 30, 40]), np.array([90.0, 80, 70, 60])
    assert dissimilarity(group, others) == pytest.approx(0.2666667, abs=5e-8)
    assert dissimilarity(group, 3 * group) == pytest.approx(0)
    assert dissimilarity(np.array([5.0, 0]), np.array([0.0, 9])) == 1
    assert math.isnan(dissimilarity(np.zeros(2), np.ones(2)))


def test_shares_of_places_and_people_by_hand() -> None:
    """Nord has half of the places and a quarter of the children: +25 points."""
    found = geographic_disparity(np.array([50.0, 30, 20]), np.array([100.0, 200, 100]))
    assert found.tolist() == pytest.approx([25, -20, -5])
    found = geographic_disparity(np.array([50.0, np.nan, 50]), np.array([100.0, 200, 300]))
    assert found.tolist() == pytest.approx([25, np.nan, -25], nan_ok=True)
    assert np.isnan(geographic_disparity(np.zeros(2), np.ones(2))).all()


@pytest.mark.parametrize(
    ("points", "error", "margin", "usual", "beyond"),
    [
        (1.03235, 0.54109, 0.508, 1.221, False),
        (4.46731, 0.74891, 0.955, 1.857, True),
        (-0.04148, 0.32612, 0.395, 0.794, False),
        (0.81177, 0.62023, 0.532, 1.371, False),
        (1.42932, 1.49243, 0.495, 2.984, False),
        (-1.96579, 2.10830, 1.697, 4.600, False),
    ],
)
def test_published_flags(points: float, error: float, margin: float, usual: float, beyond: bool) -> None:
    """Six differences an equity tool printed for Minneapolis, with their errors, margins and flags."""
    found = judged(points, error, margin)
    assert found.usual == pytest.approx(usual, abs=6e-4)
    assert found.beyond == beyond


def test_disparity_of_a_group_by_hand() -> None:
    """Places 60 where 20 % are poor, 40 where 30 %: 24 % on average, city 20 %: +4.

    Error: root of (60² × 4² + 40² × 6²) / 100 = √115,200 / 100 = 3.394, usual ± 6.652: not beyond.
    """
    found = demographic_disparity(np.array([60.0, 40]), np.array([20.0, 30]), 20)
    assert found.points == pytest.approx(4)
    assert found.usual == pytest.approx(6.652, abs=5e-4)
    assert not found.beyond
    found = demographic_disparity(np.tile([6.0, 4], 100), np.tile([20.0, 30], 100), 20)
    assert found.points == pytest.approx(4)
    assert found.usual == pytest.approx(0.6652, abs=5e-5)
    assert found.beyond
    alone = demographic_disparity(np.array([60.0]), np.array([20.0]), 10)
    assert (alone.points, alone.beyond) == (10, False)
    assert math.isnan(alone.usual)
    nothing = demographic_disparity(np.zeros(3), np.ones(3), 10)
    assert math.isnan(nothing.points)
    assert not nothing.beyond


def test_the_error_is_that_of_facilities_drawn_anew() -> None:
    dice = np.random.default_rng(9)
    amount, share = dice.integers(10, 100, 120).astype(float), dice.uniform(0, 50, 120)
    drawn = dice.integers(0, 120, (4_000, 120))
    means = (amount[drawn] * share[drawn]).sum(axis=1) / amount[drawn].sum(axis=1)
    found = demographic_disparity(amount, share, 25)
    assert found.usual == pytest.approx(1.96 * means.std(), rel=0.05)


def test_the_unknown_is_left_out_as_a_whole() -> None:
    hole = np.array([np.nan, 1.0, 1, 1, 1])
    values = np.concatenate([[9.0], REACH])
    need = np.arange(5.0)
    assert gini(values, hole) == gini(REACH, EQUAL)
    assert concentration(values, hole, need) == concentration(REACH, EQUAL, need[1:])
    assert fgt(values, hole, 20) == fgt(REACH, EQUAL, 20)
    assert best_to_neediest(values, hole, need) == best_to_neediest(REACH, EQUAL, need[1:])
    for nothing in (gini(values, 0 * hole), gini(0 * values, hole), concentration(0 * values, hole, need)):
        assert math.isnan(nothing)


def test_nonsense_is_refused() -> None:
    for wrong in (-REACH, np.array([np.inf, 1, 1, 1]), REACH[:2], REACH[:, None]):
        with pytest.raises(ValueError, match=r"must|belong"):
            gini(wrong, EQUAL)
    with pytest.raises(ValueError, match="finite"):
        concentration(REACH, EQUAL, np.array([np.inf, 1, 1, 1]))
    for line, power in ((0.0, 1.0), (np.nan, 1.0), (10.0, -1.0)):
        with pytest.raises(ValueError, match="line"):
            fgt(REACH, EQUAL, line, power)
    with pytest.raises(ValueError, match="share"):
        best_to_neediest(REACH, EQUAL, REACH, share=0.6)
    with pytest.raises(ValueError, match="error"):
        judged(1, -1)


COUNTS = arrays(np.float64, 6, elements=st.integers(0, 30).map(float))


@given(values=COUNTS, people=COUNTS, need=COUNTS)
@settings(max_examples=50)
def test_promises_about_shares(values: np.ndarray, people: np.ndarray, need: np.ndarray) -> None:
    one, other = gini(values, people), concentration(values, people, need)
    assert math.isnan(one) == math.isnan(other) == ((values * people).sum() == 0)
    if not math.isnan(one):
        assert -1e-12 <= one <= 1
        assert -one - 1e-12 <= other <= one + 1e-12  # no order is more unequal than that of the values themselves
        assert gini(3 * values, people) == pytest.approx(one)
        assert gini(np.repeat(values, 2), np.repeat(people / 2, 2)) == pytest.approx(one)
        assert concentration(values[::-1], people[::-1], need[::-1]) == pytest.approx(other, abs=1e-12)
        mirrored = concentration(values, people, -need)
        assert mirrored == pytest.approx(-other, abs=1e-12)
    if values.sum() and people.sum():
        assert geographic_disparity(values, people).sum() == pytest.approx(0, abs=1e-9)
        assert 0 <= dissimilarity(values, people) <= 1 + 1e-12
