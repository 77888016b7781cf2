"""An attack on places per child: from classes, their bounds, public places and public ways back to few children.

That a class is hidden tells that some facility in reach has fewer than BASE children: no more than it may be.

A cell with people and a class tells that the sum of places_j x weight / children_j over the facilities it reaches
lies between two bounds. With u_j = 1 / children_j these are linear inequalities, and their smallest and largest u_j
bound the (weighted) children around each facility; and these bounds are inequalities for the children of each place.
Two facilities that share nearly everybody differ by a few children: that is what could become narrow.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest
from invented import project, worked_out
from musterstadt import reach_by_hand as hand
from musterstadt.test_reach import public
from scipy.optimize import linprog

from sozialraum.analysis.access.competition import competition, fewest_around
from sozialraum.analysis.access.edition.blocks import blocks
from sozialraum.analysis.access.edition.footprint import footprint
from sozialraum.analysis.access.straight import pairs_within
from sozialraum.analysis.access.weights import steps
from sozialraum.model.reach import CELL_REACH
from sozialraum.model.reach_settings import ReachQuestion
from sozialraum.model.tables import typed

FEW, BASE = 5, 20
BOUNDS, WEIGHTS = [0.6, 0.8, 1.0, 1.2], [[500, 1], [1000, 0.68], [2000, 0.22]]
QUESTION = ReachQuestion.model_validate(
    {
        "id": "kita",
        "label": {"de": "Kita"},
        "short": {"de": "Kita"},
        "facility_types": ["kita"],
        "people": ["kinder"],
        "people_label": {"de": "Kinder"},
        "steps_m": [500],
        "places": {"coverage": "kita", "weights": WEIGHTS, "bounds": BOUNDS},
    }
)


@dataclass(frozen=True)
class City:
    """What is attacked, and the truth.

    Args:
        weight: (places, facilities) public: it follows from the map.
        places: (facilities,) public.
        children: (places,) the secret.
        shown: (places,) class that the map shows, -1 for none.
        bounds: of the classes.
    """

    weight: np.ndarray
    places: np.ndarray
    children: np.ndarray
    shown: np.ndarray
    bounds: Sequence[float]


def drawn_city(seed: int, base: float = BASE) -> City:
    """Six Kitas and about 280 places within 6 km, most without a child: around some Kitas there are few."""
    dice = np.random.default_rng(seed)
    cells = np.unique(dice.integers(0, 60, (280, 2)), axis=0)
    points, kitas = cells * 100.0 + 50, dice.uniform(0, 6000, (6, 2))
    children = dice.poisson(0.4, len(cells)).astype(float)
    places = np.round(children.sum() / 6 * dice.uniform(0.2, 1.2, 6))
    pairs = pairs_within(points, kitas, 2000)
    assert QUESTION.places is not None
    shared = competition(QUESTION.places, pairs, children, places)
    table = pd.DataFrame({"column": cells[:, 0], "row": cells[:, 1], "people": children, "everybody": 30.0})
    table = table.assign(
        question="kita", cell_id="x", area_id="nord", facility_id="k", distance_m=100.0, straight_m=100.0,
        depends=False, places_depends=False, places=shared,
        fewest_around=fewest_around(QUESTION.places, pairs, children, places),
    )  # fmt: skip
    drawn = footprint(typed(table, CELL_REACH), 100, FEW)
    shown = blocks(QUESTION, typed(table, CELL_REACH), drawn, base)["places_class"].to_numpy()[drawn.square]
    weight = np.zeros((len(cells), 6))
    weight[pairs.origin, pairs.target] = steps(QUESTION.places.weights)(pairs.distance_m)
    return City(weight, places, children, shown, BOUNDS)


def invented_city(id_: str) -> City:
    """Musterstadt: the map as its public edition shows it, the ways walked by hand."""
    results, told = worked_out(), public().blocks
    question = next(one for one in project().reach.questions if one.id == id_)
    assert question.places is not None
    cells = results.reach.cells[results.reach.cells["question"] == id_]
    houses = results.reach.houses[results.reach.houses["question"] == id_].set_index("facility_id")
    known = houses[houses["places"] > 0]
    spots = {house: spot for house, spot in hand.houses("kitas").items() if house in known.index}
    ways = np.array([hand.nearest([spot]) for spot in spots.values()]).T
    order = {cell.id: at for at, cell in enumerate(hand.cells())}
    classes = told[told["question"] == id_].set_index(["column", "row"])["places_class"]
    assert (told["span"] == 1).all()
    shown = [classes.get((column, row), -1) for column, row in zip(cells["column"], cells["row"], strict=True)]
    return City(
        steps(question.places.weights)(ways[[order[cell] for cell in cells["cell_id"]]]),
        known.loc[list(spots), "places"].to_numpy(),
        cells["people"].to_numpy(dtype=float),
        np.array(shown),
        question.places.bounds,
    )


def around(city: City, base: float) -> tuple[np.ndarray, np.ndarray]:
    """Least and most weighted children around each facility that the classes leave possible."""
    seen = city.shown >= 0
    _, one = np.unique(np.column_stack([city.weight, city.shown])[seen], axis=0, return_index=True)
    gains, shown = (city.weight * city.places)[seen][one], city.shown[seen][one]
    ends = np.array([0.0, *city.bounds, np.inf])
    low, high = ends[shown], ends[shown + 1]
    rows = np.vstack([-gains, gains[np.isfinite(high)]])
    limits = np.concatenate([-low, high[np.isfinite(high)]])
    told = (gains > 0).any(axis=0)
    least, most = np.zeros(len(told)), np.full(len(told), np.inf)
    top = 1 / base if base else None
    for house in np.flatnonzero(told):
        aim = np.eye(len(told))[house]
        found = [linprog(sign * aim, rows, limits, bounds=(0, top)) for sign in (1, -1)]
        smallest, largest = found[0].fun, -found[1].fun if found[1].status == 0 else np.inf
        least[house], most[house] = 1 / largest, 1 / smallest if smallest > 1e-12 else np.inf
    return least * (1 - 1e-7), most * (1 + 1e-7)


def narrowed(city: City, base: float = BASE, most: int = 40) -> list[tuple[float, float, float]]:
    """(truth, least, most) of each small count that can be told better than that it is small.

    Counted are children around a facility, and in all places with the same weights: these always come together.
    """
    least, highest = around(city, base)
    truth = city.weight.T @ city.children
    assert (least <= truth).all(), "the attack is right"
    assert (truth <= highest).all()
    alike, number = np.unique(city.weight, axis=0, return_inverse=True)
    counts = np.bincount(number.reshape(-1), weights=city.children)
    ends = np.isfinite(highest)
    rows, limits = np.vstack([-alike.T, alike.T[ends]]), np.concatenate([-least, highest[ends]])
    found = [
        (count, low, high)
        for count, low, high in zip(truth, least, highest, strict=True)
        if _narrow(count, low, high)
    ]
    for at in np.flatnonzero((counts > 0) & (counts < FEW))[:most]:
        aim = np.eye(len(alike))[at]
        low, high = (linprog(sign * aim, rows, limits) for sign in (1, -1))
        bounds = float(low.fun), float(-high.fun) if high.status == 0 else np.inf
        found += [(counts[at], *bounds)] if _narrow(counts[at], *bounds) else []
    return found


def _narrow(count: float, low: float, high: float) -> bool:
    return bool(0 < count < FEW and (low > 1e-6 or high < FEW - 1 - 1e-6))


@pytest.mark.parametrize("seed", [1, 24])
def test_classes_of_places_narrow_no_small_count_of_a_small_city(seed: int) -> None:
    """There are small counts around Kitas, some classes are shown, and without the rule the attack would succeed."""
    city = drawn_city(seed)
    truth = city.weight.T @ city.children
    assert (truth[truth > 0] < FEW).any()
    assert (city.shown >= 0).any()
    assert not narrowed(city)
    assert narrowed(drawn_city(seed, base=0), base=0)


@pytest.mark.slow
@pytest.mark.parametrize("question", ["kita_u3", "kita_ue3"])
def test_classes_of_places_narrow_no_small_count_of_musterstadt(question: str) -> None:
    city = invented_city(question)
    assert (city.shown >= 0).sum() > 1000
    assert not narrowed(city, most=10)


def test_the_attack_finds_few_children_where_classes_are_shown_of_few() -> None:
    """One Kita of two places, three children: A = 0.67 and at half the weight 0.33 tell that it is 2.5 to 3.3."""
    city = City(np.array([[1.0], [1.0]]), np.array([2.0]), np.array([2.0, 1.0]), np.array([1, 1]), BOUNDS)
    assert narrowed(city, base=0)
