"""What the office is told of the numbers that the public edition withholds, worked out by hand."""

import numpy as np
import pandas as pd
from pandas.testing import assert_frame_equal
from tables import table

from sozialraum.analysis.withheld import REASONS, Told, withheld_table
from sozialraum.model.tables import typed
from sozialraum.model.withheld import WITHHELD

NAMES = {"area_id": "area_id", "what": "indicator_id", "period": "period"}
KEY = ["area_id", "indicator_id", "period"]


def test_each_reason_by_hand() -> None:
    """A small count, its partner, a rate made of the small one, a measure, a row that nobody withholds."""
    own = table("""
        | area_id | indicator_id | period | value | status |
        |---------|--------------|--------|-------|--------|
        | nord    | kinder       | 2023   |     3 | A      |
        | mitte   | kinder       | 2023   |     9 | A      |
        | hafen   | kinder       | 2023   |    20 | A      |
        | nord    | anteil       | 2023   |    30 | A      |
        | nord    | index        | 2023   |   1.5 | A      |
        | heide   | kinder       | 2023   |       | O      |
    """).reset_index()
    public = own.assign(value=[np.nan, np.nan, 20, np.nan, np.nan, np.nan], status=["Q", "Q", "A", "Q", "Q", "O"])
    cells = [("a",), ("b",), ("c",), ("a", "den"), (), ("d",)]
    reasons = typed(
        pd.DataFrame(
            {"cell": ["a", "b"], "why": ["primary", "secondary"], "smallest": [1, 8], "largest": [4, np.nan]}
        ),
        REASONS,
    )
    found = withheld_table([Told(public, own, KEY, NAMES, cells)], reasons)
    expected = table("""
        | area_id | what   | of | period | group | value | why       | smallest | largest |
        |---------|--------|----|--------|-------|-------|-----------|----------|---------|
        | nord    | anteil |    | 2023   |       |    30 | primary   |          |         |
        | nord    | index  |    | 2023   |       |   1.5 | derived   |          |         |
        | mitte   | kinder |    | 2023   |       |     9 | secondary |        8 |         |
        | nord    | kinder |    | 2023   |       |     3 | primary   |        1 |       4 |
    """).reset_index()
    assert list(found["what"]) == ["anteil", "index", "kinder", "kinder"]
    assert found["area_id"].tolist() == expected["area_id"].tolist()
    assert found["why"].tolist() == expected["why"].tolist()
    for column in ("value", "smallest", "largest"):
        assert found[column].astype("float64").equals(expected[column].astype("float64")), column
    assert list(found.columns) == list(WITHHELD)


def test_a_row_that_stands_twice_is_told_by_its_place() -> None:
    own = pd.DataFrame(
        {
            "area_id": ["nord"] * 2,
            "indicator_id": ["k"] * 2,
            "period": ["2023"] * 2,
            "value": [3.0, 30.0],
            "status": "A",
        }
    )
    public = own.assign(value=[np.nan, 30.0], status=["Q", "A"])
    reasons = typed(pd.DataFrame(columns=list(REASONS)), REASONS)
    found = withheld_table([Told(public, own, KEY, NAMES, [(), ()])], reasons)
    assert found["value"].tolist() == [3.0]


def test_the_order_of_rows_decides_nothing() -> None:
    own = pd.DataFrame(
        {
            "area_id": ["b", "a"],
            "indicator_id": ["k", "k"],
            "period": ["2023"] * 2,
            "value": [3.0, 4.0],
            "status": "A",
        }
    )
    public = own.assign(value=np.nan, status="Q")
    reasons = typed(pd.DataFrame(columns=list(REASONS)), REASONS)
    forth = withheld_table([Told(public, own, KEY, NAMES, [(), ()])], reasons)
    back = withheld_table([Told(public[::-1], own[::-1], KEY, NAMES, [(), ()])], reasons)
    assert_frame_equal(forth, back)
