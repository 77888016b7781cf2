"""What an earlier edition has told protects no other number, worked out by hand."""

from types import SimpleNamespace
from typing import Any, cast

import pandas as pd
import pytest

from sozialraum.analysis.ledger.earlier import with_earlier
from sozialraum.analysis.ledger.edition import withheld_cells
from sozialraum.analysis.ledger.ledger import BOUNDS, CELLS, LINKS, Ledger, cell_key
from sozialraum.model.earlier import TOLD_INDICATORS, Earlier
from sozialraum.model.tables import frame

COUNTS = cast(Any, {"kinder": SimpleNamespace(is_ratio=False), "anteil": SimpleNamespace(is_ratio=True)})
VALUES = {"nord": 3, "mitte": 20, "hafen": 40, "stadt": 63}  # nord is small, the city is published


def drawn() -> Ledger:
    """nord + mitte + hafen = city; mitte is the cheapest partner of nord."""
    cells: list[dict[str, object]] = [
        {
            "cell": cell_key(area, "kinder", "2023"),
            "area_id": area,
            "what": "kinder",
            "period": "2023",
            "value": value,
            "least": 1,
            "most": 4 if area == "nord" else None,
            "whole": True,
            "needs": 3,
            "state": "hidden" if area == "nord" else "known" if area == "stadt" else "open",
            "weight": 1.0 if area == "mitte" else 2.0,
        }
        for area, value in VALUES.items()
    ]
    links: list[dict[str, object]] = [
        {"relation": "sum", "cell": cell_key(area, "kinder", "2023"), "factor": -1.0 if area == "stadt" else 1.0}
        for area in VALUES
    ]
    return Ledger(frame(CELLS, cells), frame(LINKS, links), frame(BOUNDS))


def told(**values: float | None) -> Earlier:
    rows: list[dict[str, object]] = [
        {"area_id": area, "indicator_id": "kinder", "period": "2023", "value": value}
        for area, value in values.items()
    ]
    return Earlier(indicators=frame(TOLD_INDICATORS, rows))


def withheld(earlier: Earlier | None) -> set[str]:
    found = withheld_cells(with_earlier(drawn(), earlier, COUNTS)).cells
    return {area for area in VALUES if cell_key(area, "kinder", "2023") in found}


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        (None, {"nord", "mitte"}),
        (told(), {"nord", "mitte"}),
        (told(mitte=20), {"nord", "hafen"}),  # everybody knows mitte: it would protect nothing
        (told(mitte=19), {"nord", "mitte"}),  # another number then
        (told(mitte=None), {"nord", "mitte"}),  # withheld then too
        (told(nord=3), {"nord"}),  # it is known, so nothing else has to go, and it is shown all the same no more
    ],
)
def test_who_is_withheld_by_hand(earlier: Earlier | None, expected: set[str]) -> None:
    assert withheld(earlier) == expected


def test_a_figure_told_as_part_of_a_rate_is_known_too() -> None:
    ledger = drawn()
    key = cell_key("mitte", "anteil:den", "2023")
    as_base = ledger.cells["cell"].mask(ledger.cells["area_id"] == "mitte", key)
    links = ledger.links.assign(cell=ledger.links["cell"].replace(cell_key("mitte", "kinder", "2023"), key))
    ledger = Ledger(ledger.cells.assign(cell=as_base), links, ledger.bounds)
    rows: list[dict[str, object]] = [
        {"area_id": "mitte", "indicator_id": "anteil", "period": "2023", "numerator": 5, "denominator": 20}
    ]
    found = withheld_cells(with_earlier(ledger, Earlier(indicators=frame(TOLD_INDICATORS, rows)), COUNTS)).cells
    assert key not in found
    assert cell_key("hafen", "kinder", "2023") in found


def test_the_same_numbers_in_another_order_give_the_same() -> None:
    ledger, earlier = drawn(), told(mitte=20, hafen=41)
    turned = Ledger(ledger.cells.iloc[::-1], ledger.links.iloc[::-1], ledger.bounds)
    one, other = (with_earlier(each, earlier, COUNTS).cells for each in (ledger, turned))
    pd.testing.assert_frame_equal(one, other.iloc[::-1])
