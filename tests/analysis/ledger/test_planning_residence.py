"""Home x facility of three areas in the ledger: what is withheld, and what anybody could still work out."""

import pandas as pd
import pytest
from analysis.planning.given import MEMBERS, YEAR, use
from ledgers import BOUND
from rules import made_rule

from sozialraum.analysis.ledger.edition import withheld_cells
from sozialraum.analysis.ledger.ledger import CELLS, Ledger, as_system, cell_key, joined
from sozialraum.analysis.ledger.people import Binding
from sozialraum.analysis.ledger.residence import residence_ledger, withheld_use
from sozialraum.analysis.ledger.use import Heads, Use, use_cell
from sozialraum.analysis.ledger.use_taken import taken_links
from sozialraum.model.measures import (
    BETREUUNG,
    BY_RESIDENCE,
    ELSEWHERE,
    FROM_OUTSIDE,
    FROM_OUTSIDE_PCT,
    INANSPRUCHNAHME,
    MISSING_BY_RESIDENCE,
)
from sozialraum.model.tables import MEASURES, frame

HOUSES = {"k1": "nord", "k2": "mitte", "k3": "hafen"}
MATRIX = """
    | facility_id | home    | group | children |
    |-------------|---------|-------|----------|
    | k1          | nord    | age_1 |       12 |
    | k1          | mitte   | age_1 |       10 |
    | k2          | nord    | age_2 |       15 |
    | k2          | mitte   | age_2 |       25 |
    | k2          | hafen   | age_2 |        6 |
    | k2          | outside | age_2 |       10 |
    | k3          | hafen   | age_1 |       11 |
    | k3          | nord    | age_2 |        3 |
    | k3          | mitte   | age_2 |        9 |
"""


def made(drawn: str = MATRIX, **more: object) -> Use:
    usual = {"coverage": "u3", "year": YEAR, "rows": use(drawn), "area_of": HOUSES, "bound": BOUND}
    return Use(**{**usual, **more})  # type: ignore[arg-type]  # drawn anew for each test


def value(ledger: Ledger, one: Use, kind: str, area: str) -> float:
    return float(ledger.cells.set_index("cell").loc[use_cell(one, kind, area), "value"])


def state(ledger: Ledger, one: Use, kind: str, area: str) -> str:
    return str(ledger.cells.set_index("cell").loc[use_cell(one, kind, area), "state"])


def test_figures_by_hand_are_those_of_the_measures() -> None:
    """Mitte: 31 of the 56 in k2 come from elsewhere, 19 of its 44 in care go elsewhere, 12 too few at home."""
    one = made()
    ledger = residence_ledger(one, MEMBERS)
    told = {kind: value(ledger, one, kind, "mitte") for kind in ("here", "outside", "elsewhere", "taken", "care")}
    assert told == {"here": 25, "outside": 31, "elsewhere": 19, "taken": 56, "care": 44}
    assert value(ledger, one, "balance", "mitte") == 19 - 31
    assert {kind: value(ledger, one, kind, "west") for kind in ("here", "outside", "elsewhere")} == {
        "here": 62,
        "outside": 16,
        "elsewhere": 12,
    }
    assert value(ledger, one, "outside", "city") == 10
    assert state(ledger, one, "elsewhere", "city") == "known"


def test_every_relation_holds() -> None:
    areas = sorted(set(MEMBERS) - {"city"})
    one = made(heads={area: Heads((cell_key(area, "children:u3", YEAR),), 90.0) for area in areas})
    system = as_system(residence_ledger(one, MEMBERS))
    assert (abs(system.relations @ system.value) < 1e-9).all()


FEW = """
    | facility_id | home  | group | children |
    |-------------|-------|-------|----------|
    | k1          | nord  |       |       20 |
    | k1          | mitte |       |        3 |
    | k2          | mitte |       |       40 |
    | k3          | hafen |       |       30 |
"""


def test_three_children_from_outside_are_withheld_under_every_name() -> None:
    """3 from outside in nord, which are the 3 of mitte elsewhere, and what both have too few or too many at home."""
    one = made(FEW)
    cells = withheld_cells(residence_ledger(one, MEMBERS)).cells
    for kind, area in (("outside", "nord"), ("elsewhere", "mitte"), ("balance", "nord"), ("balance", "mitte")):
        assert use_cell(one, kind, area) in cells
    assert use_cell(one, "care", "city") not in cells
    assert use_cell(one, "care", "hafen") not in cells


def test_places_taken_less_those_from_here_are_those_from_outside() -> None:
    """Where the houses say how many places are taken and that is the same number, it is told in one more place."""
    one = made()
    taken = {house: ((cell_key("", "taken:kita:u3", YEAR, house),), number) for house, number in
             (("k1", 22.0), ("k2", 56.0), ("k3", 23.0))}  # fmt: skip
    links = taken_links(one, MEMBERS, taken)
    assert links["relation"].nunique() == 3
    assert set(links.loc[links["factor"] == -1, "cell"]) == {cell for (cell,), _ in taken.values()}
    other = {**taken, "k2": (taken["k2"][0], 57.0)}
    assert taken_links(one, MEMBERS, other).empty


def test_children_not_in_care_are_protected_like_children() -> None:
    """30 of 33 children of nord are in care: the 3 others follow from the quota, so it goes."""
    heads = {"nord": Heads((cell_key("nord", "children:u3", YEAR),), 33.0)}
    known = frame_of_known({"nord": 33.0})
    one = made(heads=heads)
    assert value(residence_ledger(one, MEMBERS), one, "rest", "nord") == 3
    cells = withheld_cells(joined([residence_ledger(one, MEMBERS), known])).cells
    assert use_cell(one, "care", "nord") in cells
    shown = made(heads=heads, bound=Binding(made_rule(complement="zeigen"), below_city=True, known=False))
    cells = withheld_cells(joined([residence_ledger(shown, MEMBERS), known])).cells
    assert use_cell(shown, "care", "nord") not in cells


def frame_of_known(numbers: dict[str, float]) -> Ledger:
    rows = [
        {"cell": cell_key(area, "children:u3", YEAR), "area_id": area, "what": "children:u3", "period": YEAR,
         "value": number, "whole": True, "state": "known", "weight": 1.0, "needs": 0.0}
        for area, number in numbers.items()
    ]  # fmt: skip
    return Ledger(frame(CELLS, rows))


def test_children_without_a_claim_are_what_is_left_of_those_in_care() -> None:
    """Of the 30 of nord in care 27 are two years old or one and have a claim: 3 are younger."""
    one = made(
        """
        | facility_id | home  | group | children |
        |-------------|-------|-------|----------|
        | k1          | nord  | age_0 |        3 |
        | k1          | nord  | age_2 |       27 |
        | k2          | mitte | age_0 |       10 |
        | k2          | mitte | age_2 |       30 |
        | k3          | hafen | age_0 |       12 |
        | k3          | hafen | age_2 |       25 |
        """,
        with_claim=("age_1", "age_2"),
        all_have=False,
    )
    ledger = residence_ledger(one, MEMBERS)
    assert value(ledger, one, "claim", "nord") == 27
    assert value(ledger, one, "other", "nord") == 3
    cells = withheld_cells(ledger).cells
    assert {use_cell(one, "care", "nord"), use_cell(one, "claim", "nord")} & cells


@pytest.mark.parametrize(
    ("kind", "measures"),
    [
        ("outside", {FROM_OUTSIDE, FROM_OUTSIDE_PCT}),
        ("taken", {FROM_OUTSIDE_PCT}),
        ("elsewhere", {ELSEWHERE}),
        ("balance", {BY_RESIDENCE, MISSING_BY_RESIDENCE}),
        ("care", {BETREUUNG}),
        ("claim", {INANSPRUCHNAHME}),
    ],
)
def test_which_measures_go_with_a_figure(kind: str, measures: set[str]) -> None:
    of_houses = [FROM_OUTSIDE, FROM_OUTSIDE_PCT, BY_RESIDENCE, MISSING_BY_RESIDENCE]
    every = [*of_houses, ELSEWHERE, BETREUUNG, INANSPRUCHNAHME]
    rows = [
        {"area_id": area, "measure_id": one, "target_group": "u3", "period": YEAR}
        for area in ("nord", "city")
        for one in every
    ]
    table = frame(MEASURES, rows)
    one = made()
    gone = table[withheld_use(table, {use_cell(one, kind, "nord"), use_cell(one, kind, "city")}, set(), "city")]
    assert set(gone.loc[gone["area_id"] == "nord", "measure_id"]) == measures
    in_city = set(gone.loc[gone["area_id"] == "city", "measure_id"])
    assert in_city == (set() if kind == "balance" else measures)


def test_both_quotas_are_one_where_all_have_a_claim() -> None:
    row = {"area_id": "nord", "measure_id": INANSPRUCHNAHME, "target_group": "u3", "period": YEAR}
    table = frame(MEASURES, [row])
    cell = {use_cell(made(), "care", "nord")}
    assert withheld_use(table, cell, {"u3"}, "city").tolist() == [True]
    assert withheld_use(table, cell, set(), "city").tolist() == [False]


def test_children_of_unknown_home_and_of_houses_that_say_nothing() -> None:
    """A house whose places nobody knows has no free ones to take from; unknown children are in no sum."""
    one = made(
        """
        | facility_id | home  | group | children |
        |-------------|-------|-------|----------|
        | k1          | nord  |       |       20 |
        | k2          | nord  |       |       10 |
        | k2          |       |       |        2 |
        | k2          | mitte |       |          |
        """,
        silent=frozenset({"k2"}),
    )
    ledger = residence_ledger(one, MEMBERS)
    assert value(ledger, one, "taken", "mitte") == 12
    assert value(ledger, one, "outside", "mitte") == 10
    assert value(ledger, one, "balance", "nord") == 10
    assert value(ledger, one, "balance", "mitte") == 0
    assert value(ledger, one, "care", "city") == 32
    pairs = ledger.cells[ledger.cells["what"].str.endswith(":pair")]
    assert not pd.to_numeric(pairs["needs"]).any()
