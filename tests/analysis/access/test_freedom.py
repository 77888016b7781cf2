"""What must not be told so that small numbers stay free: worked out by hand, and against an attack written apart."""

from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from sozialraum.analysis.access.edition.claims import Claim, Few, World, claims_of_areas
from sozialraum.analysis.access.edition.forms import Form
from sozialraum.analysis.access.edition.freedom import must_go
from sozialraum.analysis.access.edition.secrets import Secret
from sozialraum.model.tables import MEASURES, frame

VALUES = 3
FEW = 5.0


def gone(claims: list[Claim], people: list[float], few: float = FEW) -> set[str]:
    """Which of them must go, all places being in one Sozialraum; every place with fewer than `few` is a secret."""
    truth = np.array(people, dtype=float)
    secrets = [Secret(np.array([at]), np.ones(1), one) for at, one in enumerate(people) if 0 < one < few]
    parts = [np.arange(len(truth))]
    found = must_go(claims, secrets, truth, parts, np.zeros(0, dtype=int), VALUES, whole=True)
    return {measure for _, _, measure in found}


def of_way(
    measure: str, values: list[float], people: list[float], value: float | None, reason: str = ""
) -> list[Claim]:
    """What a mean, a quantile or the number of all tells of an area, in tens of metres."""
    column = np.arange(len(people))[None, :]
    world = World(("kinder",), np.array([people]), column, {"a": np.arange(len(people))}, True)
    kinds = {
        "all": Form("count", np.ones(len(people)), "all"),
        "mean": Form("mean", np.array(values), "mean"),
        "p90": Form("quantile", np.array(values), "p90", 0.9),
    }
    row = {
        "area_id": "a",
        "measure_id": measure,
        "target_group": "q",
        "value": value,
        "status": "A",
        "reason": reason,
    }
    table = frame(MEASURES, [row]).assign(unit=10.0)
    return list(claims_of_areas(world, ["kinder"], np.ones(len(people), dtype=bool), table, kinds, Few(FEW, VALUES)))


def told(values: list[float], people: list[float], **value: float) -> set[str]:
    claims = of_way("all", values, people, sum(people))
    for measure, one in value.items():
        claims += of_way(measure, values, people, one)
    return gone(claims, people)


def test_a_mean_of_two_places_tells_how_many_live_in_each() -> None:
    """(17 x 100 + 3 x 1100) / 20 = 250 m, to 5 m: 3 live far away. With a third place between it may be anything."""
    assert told([100, 1100], [17, 3], mean=250) == {"mean"}
    assert told([100, 1100, 200, 600], [20, 3, 20, 20], mean=300) == set()


def test_a_quantile_tells_how_few_live_beyond_it() -> None:
    """90 % of 20 live at 100 m: 0, 1 or 2 are farther, three values. Where 90 % of 19 do, 0 or 1: 17.1 live near."""
    assert told([100, 1100], [18, 2], p90=100) == set()
    assert told([100, 1100], [18, 1], p90=100) == {"p90"}


def test_two_numbers_that_are_harmless_alone() -> None:
    """12, 3 and 12 at 0, 600 and 1000 m, 510 m on average. That 12 live near leaves 15 for the other two, and
    with the mean 600 a + 1000 (15 - a) is from 505 x 27 up to 515 x 27: a is above 2.7 and at most 3.4."""
    values, people = [0.0, 600.0, 1000.0], [12.0, 3.0, 12.0]
    every, mean = of_way("all", values, people, 27), of_way("mean", values, people, 510)
    near = [Claim(np.array([0]), np.ones(1), 12, 12, ("q", "a", "near"), (1, 1, 2))]
    assert gone(every + mean, people) == gone(every + near, people) == set()
    assert gone(every + near + mean, people) == {"mean"}


def test_that_the_quantile_is_nobodys_way_is_told_too() -> None:
    """10 % of 19 have no way: 2 or more. With three who have none that is 2 or more, and with 17 who have one."""
    values, people = [100.0, inf], [16.0, 3.0]
    claims = of_way("all", values, people, 19) + of_way("p90", values, people, None, "unreachable")
    assert len(claims) == 2
    assert gone(claims, people) == set()
    assert all(one.low <= one.factors @ np.array(people)[one.columns] <= one.high for one in claims)


def test_what_matters_least_goes_first() -> None:
    """Two counts tell the 3 of the second place; the one that is worth less is withheld, the other stays."""
    people = [20.0, 3.0]
    both, one = np.array([0, 1]), np.array([0])
    claims = [
        Claim(both, np.ones(2), 23, 23, ("q", "a", "all"), (1, 1, 9)),
        Claim(one, np.ones(1), 20, 20, ("q", "a", "near"), (1, 1, 2)),
    ]
    assert gone(claims, people) == {"near"}
    assert gone(claims[:1], people) == set()
    assert gone([Claim(one + 1, np.ones(1), 3, 3)], people) == set(), "what anybody knows cannot be withheld"


def test_people_of_another_part_make_room() -> None:
    """Both parts are withheld, so what one has more the other has less; a part of which all is told helps nobody."""
    truth, parts = np.array([3.0, 20.0, 30.0]), [np.array([0]), np.array([1]), np.array([2])]
    claims = [Claim(np.arange(3), np.ones(3), 53, 53, ("q", "city", "all"), (1, 3, 9))]
    claims += [Claim(np.array([2]), np.ones(1), 30, 30, ("q", "c", "all"), (1, 1, 9))]
    secret = [Secret(np.array([0]), np.ones(1), 3.0)]
    assert not must_go(claims, secret, truth, parts, np.array([0, 1]), VALUES, whole=True)
    claims += [Claim(np.array([1]), np.ones(1), 20, 20, ("q", "b", "all"), (1, 1, 9))]
    assert must_go(claims, secret, truth, parts, np.array([0, 1]), VALUES, whole=True) == {("q", "b", "all")}


def possible(claims: list[Claim], truth: np.ndarray, at: int) -> float:
    """Whole numbers between the least and most people of a place, by one inequality after the other."""
    rows, ends = [], []
    for one in claims:
        row = np.zeros(len(truth))
        row[one.columns] = one.factors
        for sign, end in ((1, one.high), (-1, -one.low)):
            if np.isfinite(end):
                rows.append(sign * row)
                ends.append(end + 1e-9)
    low, high = (linprog(sign * np.eye(len(truth))[at], np.array(rows), np.array(ends)) for sign in (1, -1))
    if high.status == 3:
        return inf
    return float(np.floor(-high.fun + 1e-5) - np.ceil(low.fun - 1e-5) + 1)


@st.composite
def systems(draw: st.DrawFn) -> tuple[list[Claim], np.ndarray]:
    size = draw(st.integers(2, 6))
    truth = np.array(draw(st.lists(st.integers(0, 9), min_size=size, max_size=size)), dtype=float)
    claims = [Claim(np.arange(size), np.ones(size), truth.sum(), truth.sum(), ("q", "a", "all"), (1, 1, 9))]
    for number in range(draw(st.integers(0, 4))):
        factors = np.array(draw(st.lists(st.integers(-2, 2), min_size=size, max_size=size)), dtype=float)
        value, slack = factors @ truth, draw(st.sampled_from([0.0, 1.0, 4.0]))
        claims.append(
            Claim(np.arange(size), factors, value - slack, value + slack, ("q", "a", str(number)), (0, 1, number))
        )
    return claims, truth


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(systems())
def test_every_small_number_stays_free_and_nothing_goes_without_need(drawn: tuple[list[Claim], np.ndarray]) -> None:
    claims, truth = drawn
    out = gone(claims, truth.tolist())
    left = [one for one in claims if one.name[2] not in out]
    small = np.flatnonzero((truth > 0) & (truth < FEW))
    if left:
        assert all(possible(left, truth, at) >= VALUES for at in small)
    if all(possible(claims, truth, at) >= VALUES for at in small):
        assert not out
