"""Sums within larger sums say the same in fewer words."""

import numpy as np
from scipy.sparse import csr_matrix

from sozialraum.analysis.protection.nesting import nested


def test_a_city_of_all_areas_becomes_a_city_of_its_larger_areas() -> None:
    rows = csr_matrix(
        [
            # a  b  c  d  ab  cd  city
            [1.0, 1, 0, 0, -1, 0, 0],
            [0, 0, 1, 1, 0, -1, 0],
            [1, 1, 1, 1, 0, 0, -1],
        ]
    )
    found = nested(rows, np.ones(3, dtype=bool)).toarray()
    assert found[:2].tolist() == rows.toarray()[:2].tolist()
    assert found[2].tolist() == [0, 0, 0, 0, 1, 1, -1]


def test_inequalities_stay_as_they_are() -> None:
    rows = csr_matrix([[1.0, 1, -1, 0], [1, 1, 0, -1]])
    assert nested(rows, np.array([True, False])).toarray().tolist() == rows.toarray().tolist()
