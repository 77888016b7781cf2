"""Reach of the invented city, answered by hand from its files and by the program."""

import math
from functools import cache

import pandas as pd
import pytest
from invented import project as read
from invented import worked_out
from musterstadt import reach_by_hand as hand

from sozialraum.analysis.access.edition.edition import public_reach
from sozialraum.model.reach import OVER, PLACES_PER_PERSON, Reach
from sozialraum.model.tables import MEASURES, frame

UNITS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
GROUPS = {"kita_u3": ("U3", "U3"), "kita_ue3": ("Ü3", "A3_5")}  # question -> target group, heading of the people


@cache
def public() -> Reach:
    """What the public edition tells, without the rest of it."""
    return told_by({})


def told_by(changed: dict[str, int]) -> Reach:
    """The same under a rule of other numbers."""
    project = read()
    rule = project.disclosure.oeffentlich.model_copy(update=changed)
    return public_reach(worked_out(), project, worked_out().offers, frame(MEASURES), rule)


@cache
def cells(question: str) -> pd.DataFrame:
    """What the program worked out for every cell, in the order of the file."""
    table = worked_out().reach.cells
    own = table[table["question"] == question].set_index("cell_id")
    assert not own.index.duplicated().any()
    return own.loc[[cell.id for cell in hand.cells()]]


def targets(question: str) -> dict[str, hand.Spot]:
    kitas = hand.houses("kitas")
    return {
        "grundschule": hand.community_schools(),
        "kita_ue3": kitas,
        "kita_u3": kitas,
        "familienzentrum": {id_: kitas[id_] for id_ in hand.bearing("Familienzentrum") & kitas.keys()},
        "jugendtreff": {id_: spot for id_, spot in hand.houses("jugendeinrichtungen").items() if id_ != "J014"},
    }[question]


@pytest.mark.slow
@pytest.mark.parametrize("question", ["grundschule", "kita_ue3", "kita_u3", "familienzentrum", "jugendtreff"])
def test_the_way_of_every_cell_is_that_walked_by_hand(question: str) -> None:
    told = cells(question)["distance_m"].tolist()
    assert told == pytest.approx(hand.nearest(targets(question).values()), abs=1e-6)


@pytest.mark.slow
def test_task_9_children_with_more_than_two_kilometres_to_the_nearest_primary_school() -> None:
    """Welche Kinder haben über 2 km Fußweg zur nächsten Grundschule? Strictly above, never by the straight line."""
    by_hand = hand.over(hand.community_schools().values(), 2000, "A6_9")
    own = cells("grundschule")
    far = own[own["distance_m"] > 2000].groupby("area_id")["people"].sum()
    assert {str(area): int(count) for area, count in far.items() if count} == {
        area: count for area, count in by_hand.items() if count
    }
    assert sum(by_hand.values()) == 207
    straight = own[own["straight_m"] > 2000]["people"].sum()
    assert straight == 37  # the river and the railway make the difference


@pytest.mark.slow
def test_task_9_in_public_the_city_knows_its_number_and_small_ones_stay_away() -> None:
    rows = public().measures
    rows = rows[(rows["measure_id"] == OVER) & (rows["target_group"] == "grundschule")].set_index("area_id")
    by_hand = hand.over(hand.community_schools().values(), 2000, "A6_9")
    told = {str(area): int(count) for area, count in rows["value"].dropna().items()}
    assert told["city"] == 207
    assert {area: told[area] for area in told if area in by_hand} == {
        area: by_hand[area] for area in by_hand if area in told
    }
    few = {area for area, count in by_hand.items() if 0 < count < 5}
    assert few == {"sr04", "sr09"}
    assert not few & told.keys()
    assert set(rows.loc[sorted(few), "status"]) == {"Q"}


@pytest.mark.slow
@pytest.mark.parametrize("question", ["kita_u3", "kita_ue3"])
def test_places_per_child_of_every_cell_and_none_is_lost(question: str) -> None:
    target, group = GROUPS[question]
    by_hand = hand.places_per_child(target, group)
    own = cells(question)
    assert own["places"].tolist() == pytest.approx(by_hand, rel=1e-9, abs=1e-12)
    given = (own["places"] * own["people"].astype(float)).sum()
    assert given == pytest.approx(sum(hand.places(target).values()), rel=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize("question", ["kita_u3", "kita_ue3"])
def test_places_per_child_of_an_area_are_those_of_its_children(question: str) -> None:
    """To a hundredth where every number may be told; in public in rounder units where few children share places."""
    true = by_area(question)
    every = places_told(told_by({"min_count": 1, "min_base": 0}), question)
    assert {area: every[area] for area in true} == {area: rounded(value, 0.01) for area, value in true.items()}
    told = places_told(public(), question)
    assert len(told) >= 13
    for area in true.keys() & told.keys():
        assert told[area] in {rounded(true[area], unit) for unit in UNITS if unit <= true[area] / 2}, area


def by_area(question: str) -> dict[str, float]:
    """Places per child of each Sozialraum, by hand from its cells."""
    target, group = GROUPS[question]
    got, children = dict.fromkeys(hand.areas(), 0.0), dict.fromkeys(hand.areas(), 0)
    for cell, places in zip(hand.cells(), hand.places_per_child(target, group), strict=True):
        got[cell.area] += cell.people[group] * places
        children[cell.area] += cell.people[group]
    return {area: got[area] / children[area] for area in got if children[area]}


def places_told(reach: Reach, question: str) -> dict[str, float]:
    rows = reach.measures
    rows = rows[(rows["measure_id"] == PLACES_PER_PERSON) & (rows["target_group"] == question)].set_index("area_id")
    return {str(area): float(value) for area, value in rows["value"].dropna().items()}


def rounded(value: float, unit: float) -> float:
    """A whole number of units, a half goes up."""
    return round(math.floor(value / unit + 0.5) * unit, 9)


@pytest.mark.slow
def test_a_house_that_nobody_can_walk_to_is_told_by_name() -> None:
    rows = public().unreached
    told = rows[rows["question"] == "jugendtreff"].set_index("facility_id")["reason"].to_dict()
    assert told == {"J014": "no_way_near", "J015": "no_position"}
