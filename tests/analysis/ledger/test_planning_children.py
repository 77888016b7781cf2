"""Children, applications and houses in the ledger by hand: what is withheld of a Bezirk of three areas."""

import pandas as pd
from analysis.planning.given import children
from ledgers import BOUND, FIVE
from rows import long
from rules import made_rule

from sozialraum.analysis.ledger.children import children_cell, children_ledger, withheld_children
from sozialraum.analysis.ledger.edition import withheld_cells
from sozialraum.analysis.ledger.ledger import Ledger, joined
from sozialraum.analysis.ledger.people import Binding
from sozialraum.analysis.ledger.same_children import added, same_figures, stem, stems
from sozialraum.analysis.ledger.waiting import waiting_ledger, withheld_applications, withheld_waiting
from sozialraum.analysis.planning.applications import application_measures
from sozialraum.model.planning_tables import APPLICATIONS

OF_THREE = """
    | area_id | group   | value |
    |---------|---------|-------|
    | a       | alter_0 |     3 |
    | b       | alter_0 |    30 |
    | c       | alter_0 |    20 |
    | d       | alter_0 |    15 |
    | e       | alter_0 |    25 |
    | ost     | alter_0 |    53 |
    | west    | alter_0 |    40 |
    | city    | alter_0 |    93 |
"""


def withheld(table: pd.DataFrame, bound: Binding = BOUND) -> set[str]:
    cells = withheld_cells(children_ledger(table, FIVE, bound)).cells
    return set(table.loc[withheld_children(table, cells), "area_id"])


def test_the_smallest_neighbour_protects_a_small_number_under_its_bezirk() -> None:
    """53 - 30 - 20 are the 3 of a: c goes with it, and the Bezirk and the city keep their numbers."""
    assert withheld(children(OF_THREE)) == {"a", "c"}


def test_a_published_register_is_known_whatever_its_numbers() -> None:
    assert withheld(children(OF_THREE), Binding(made_rule(), below_city=True, known=True)) == set()


def test_data_that_have_no_place_below_the_city_are_told_of_the_city_alone() -> None:
    bound = Binding(made_rule(), below_city=False, known=False)
    assert withheld(children(OF_THREE), bound) == set(FIVE) - {"city"}


def test_two_fours_under_eight_are_widened() -> None:
    """8 without a zero and without more than 4 each is 4 and 4."""
    table = children("""
        | area_id | group   | value |
        |---------|---------|-------|
        | d       | alter_0 |     4 |
        | e       | alter_0 |     4 |
        | west    | alter_0 |     8 |
        | a       | alter_0 |    10 |
        | b       | alter_0 |    20 |
        | c       | alter_0 |    30 |
        | ost     | alter_0 |    60 |
        | city    | alter_0 |    68 |
    """)
    assert withheld(table) > {"d", "e", "west"}


def test_one_area_protects_the_others_in_every_group_and_year() -> None:
    """b is smaller than c in one group only, but an area whose years ahead are gone anyway loses no more."""
    more = children("""
        | area_id | group   | value |
        |---------|---------|-------|
        | a       | alter_1 |     2 |
        | b       | alter_1 |    18 |
        | c       | alter_1 |    20 |
        | ost     | alter_1 |    40 |
    """)
    table = pd.concat([children(OF_THREE), more], ignore_index=True)
    assert withheld(table) == {"a", "c"}


def test_a_sum_told_under_another_name_gives_nothing_away() -> None:
    """An indicator counts both ages together. 43 in a, less the 40 of one, are the 3 of the other."""
    one = children(OF_THREE)
    two = one.assign(group="alter_1", value=one["value"] + 37)
    ours = children_ledger(pd.concat([one, two], ignore_index=True), FIVE, BOUND)
    both = children_ledger(one.assign(group="together", value=2 * one["value"] + 37), FIVE, BOUND)
    columns, parts = stems(ours.cells), [(stem(f"children:{name}", "2025/26"),) for name in ("alter_0", "alter_1")]
    run = {tuple(part[0] for part in parts): added(columns, parts)}
    tied = same_figures({**columns, **run}, stems(both.cells), FIVE["city"])
    assert set(tied.links["relation"].str.split("\x1f").str[-1]) == set(FIVE)
    assert tied.same.empty
    assert withheld_cells(ours).cells == {children_cell(area, "alter_0", "2025/26") for area in "ac"}
    found = withheld_cells(joined([ours, both, tied])).cells
    assert {children_cell("a", group, "2025/26") for group in ("alter_1", "together")} & found


def test_equal_numbers_by_accident_are_not_taken_for_the_same() -> None:
    one = children("| area_id | group | value |\n|---|---|---|\n" + "\n".join(f"| {at} | x | 7 |" for at in "abcde"))
    ours = stems(children_ledger(one, FIVE, BOUND).cells)
    other = stems(children_ledger(one.assign(group="y"), FIVE, BOUND).cells)
    assert same_figures(ours, other, FIVE["city"]).same.empty
    said = [(next(iter(ours)), next(iter(other)))]
    assert len(same_figures(ours, other, FIVE["city"], said).same) == 5


def applications(drawn: str) -> pd.DataFrame:
    fixed = {"coverage": "u3", "period": "2025/26", "deduplicated": True, "counted_on": "2026-03-15"}
    return long(drawn, APPLICATIONS, **fixed)


def waits(table: pd.DataFrame) -> tuple[Ledger, frozenset[str]]:
    ledger = waiting_ledger(table, FIVE, BOUND)
    return ledger, withheld_cells(ledger).cells


def test_those_who_wait_in_one_area_are_not_the_rest_of_the_city() -> None:
    """40 in the city, 4 of them nobody knows where from: those take part, but larger areas stay."""
    table = applications("""
        | area_id | children |
        |---------|----------|
        | a       |        3 |
        | b       |        9 |
        | c       |        0 |
        | d       |       12 |
        | e       |       12 |
        |         |        4 |
    """)
    _, cells = waits(table)
    gone = table[withheld_applications(table, cells)]
    assert set(gone["area_id"]) == {"a", "b", ""} or set(gone["area_id"]) == {"a", "b", "", "d"}
    measures = application_measures(table, FIVE)
    hidden = measures[withheld_waiting(measures, table, cells)]
    assert "city" not in set(hidden["area_id"])
    assert {"a", "b"} <= set(hidden["area_id"])


def test_of_an_unknown_number_what_is_known_of_the_larger_area_does_not_tell_the_small_one() -> None:
    """West has at least 3 + nothing told of e: that is d."""
    table = applications("""
        | area_id | children | status |
        |---------|----------|--------|
        | a       |       10 | A      |
        | b       |       10 | A      |
        | c       |       10 | A      |
        | d       |        3 | A      |
        | e       |          | O      |
    """)
    _, cells = waits(table)
    measures = application_measures(table, FIVE)
    assert measures.set_index("area_id").loc["west", "lower"] == 3
    hidden = set(measures.loc[withheld_waiting(measures, table, cells), "area_id"])
    assert {"d", "west"} < hidden
    assert len(hidden) > 2  # 33 in the city less 30 in ost would be d again
