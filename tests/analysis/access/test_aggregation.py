"""People of an area and their ways: by hand first, awkward cells included."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import table

from sozialraum.analysis.access.aggregation import NO_PEOPLE, NO_WAY, NOT_KNOWN, Weighted, weighted

CELLS = """
    | cell | metres | people | area |
    |------|--------|--------|------|
    | a    |    100 |     30 |    0 |
    | b    |    300 |     10 |    0 |
    | c    |    300 |      0 |    0 |
    | d    |    inf |     10 |    0 |
    | e    |        |      5 |    0 |
    | f    |    500 |     50 |    1 |
    | g    |    200 |      0 |    2 |
    | h    |    inf |      7 |    3 |
    | i    |        |      2 |    4 |
    | j    |    900 |      3 |   -1 |
"""


def by_hand() -> Weighted:
    rows = table(CELLS)
    columns = (rows[name].to_numpy(dtype=float) for name in ("metres", "people"))
    return weighted(*columns, rows["area"].to_numpy(), 6, quantiles=(0.5, 0.8, 0.9), limits=(100, 300))


def test_by_hand() -> None:
    """Area 0: (100 × 30 + 300 × 10) / 40 = 150; 50 people are known, so the median is the 25th, 0.9 the 45th."""
    found = by_hand()
    assert found.people.tolist() == [50, 50, 0, 7, 0, 0]
    assert found.unreachable.tolist() == [10, 0, 0, 7, 0, 0]
    assert found.unknown.tolist() == [5, 0, 0, 0, 2, 0]
    assert found.mean.tolist() == pytest.approx([150, 500, *[np.nan] * 4], nan_ok=True)
    assert found.reason.tolist() == ["", "", NO_PEOPLE, NO_WAY, NOT_KNOWN, NO_PEOPLE]
    assert found.quantiles[0].tolist() == [100, 300, np.inf]
    assert found.quantiles[1].tolist() == [500, 500, 500]
    assert found.quantiles[3].tolist() == [np.inf] * 3
    assert np.isnan(found.quantiles[[2, 4, 5]]).all()
    assert found.within.tolist() == [[30, 40], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0]]
    assert found.outside == 3


def test_a_larger_area_is_made_of_cells_not_of_means() -> None:
    """Areas of 40 and 50 people with means of 150 and 500: together 344.4, not 325."""
    rows = table(CELLS)
    larger = np.where(rows["area"] == -1, -1, 0)
    found = weighted(rows["metres"].to_numpy(dtype=float), rows["people"].to_numpy(dtype=float), larger, 1)
    assert found.mean[0] == pytest.approx((40 * 150 + 50 * 500) / 90)


def test_nothing_at_all() -> None:
    found = weighted(np.empty(0), np.empty(0), np.empty(0, dtype=np.int64), 2, limits=(5,))
    assert found.reason.tolist() == [NO_PEOPLE] * 2
    assert np.isnan(found.quantiles).all()
    assert found.within.tolist() == [[0], [0]]


@pytest.mark.parametrize(
    ("people", "area", "quantiles"),
    [([-1.0], [0], (0.5,)), ([np.nan], [0], (0.5,)), ([1.0], [1], (0.5,)), ([1.0], [-2], (0.5,)),
     ([1.0], [0], (0.0,)), ([1.0, 2.0], [0], (0.5,))],
)  # fmt: skip
def test_nonsense_is_refused(people: list[float], area: list[int], quantiles: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match=r"must|belong|no area"):
        weighted(np.array([5.0]), np.array(people), np.array(area), 1, quantiles)


CELL = st.tuples(st.sampled_from([0.0, 100, 250, 900, np.inf, np.nan]), st.integers(0, 9), st.integers(-1, 3))


@given(cells=st.lists(CELL, max_size=25), share=st.sampled_from([0.1, 0.5, 0.9, 1.0]))
@settings(max_examples=60)
def test_as_if_each_person_were_a_row(cells: list[tuple[float, int, int]], share: float) -> None:
    values, people, area = (np.array([cell[at] for cell in cells], dtype=float) for at in range(3))
    found = weighted(values, people, area.astype(int), 4, (share,), (250,))
    for number in range(4):
        rows = np.repeat(values[area == number], people[area == number].astype(int))
        known = np.sort(rows[~np.isnan(rows)])
        assert found.people[number] == len(known)
        assert found.within[number, 0] == (known <= 250).sum()
        if np.isfinite(known).any():
            assert found.mean[number] == pytest.approx(known[np.isfinite(known)].mean())
        assert np.isnan(found.mean[number]) == (not np.isfinite(known).any()) == (found.reason[number] != "")
        if len(known):
            assert found.quantiles[number, 0] == np.quantile(known, share, method="inverted_cdf")
    assert found.outside + found.people.sum() + found.unknown.sum() == people.sum()
