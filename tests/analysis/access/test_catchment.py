"""Places shared: worked by hand, published values, an independent library, and promises kept for all."""

import warnings
from pathlib import Path
from typing import get_args

import numpy as np
import pandas as pd
import pytest
from access.fca import three_stage_fca, two_stage_fca
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sozialraum.analysis.access.catchment import Catchment, Method, catchment, straight_catchment
from sozialraum.analysis.access.straight import Pairs, pairs_within
from sozialraum.analysis.access.weights import Weight, binary, gaussian, linear, steps

REFERENCE = Path(__file__).resolve().parents[4] / "shared" / "data" / "access_reference"
METHODS: tuple[Method, ...] = get_args(Method)
CONSERVING: tuple[Method, ...] = ("2sfca", "e2sfca", "3sfca")
STEPS = steps([(20, 1.0), (40, 0.68), (60, 0.22)])


def all_pairs(ways: list[list[float]]) -> Pairs:
    """Every origin (row) with every facility (column)."""
    array = np.array(ways, dtype=float)
    origin, target = (each.ravel() for each in np.indices(array.shape))
    return Pairs(origin, target, array.ravel())


PUBLISHED = all_pairs([[5, 55], [35, 15], [40, 25]])
PEOPLE, PLACES = np.array([5.0, 10, 50]), np.array([5.0, 10])


def given_out(found: Catchment, people: np.ndarray) -> float:
    return float(found.places_per_person @ people)


@pytest.mark.parametrize(
    ("method", "weight", "per_facility", "per_person", "all_places"),
    [
        ("2sfca", binary(29.999), [1, 0.1666667], [1, 0.1666667, 0.1666667], 15),
        ("e2sfca", STEPS, [0.1091703057, 0.2217294900], [0.1579507935, 0.2959652979, 0.2250118611], 15),
        ("3sfca", STEPS, None, [0.1889701188, 0.3148141633, 0.2181401555], 15),
    ],
)
def test_published_values(
    method: Method, weight: Weight, per_facility: list[float] | None, per_person: list[float], all_places: float
) -> None:
    found = catchment(method, PUBLISHED, PEOPLE, PLACES, weight)
    assert per_facility is None or found.per_facility.tolist() == pytest.approx(per_facility, abs=5e-8)
    assert found.places_per_person.tolist() == pytest.approx(per_person, abs=5e-11 if method != "2sfca" else 5e-8)
    assert given_out(found, PEOPLE) == pytest.approx(all_places)


def test_zero_is_a_distance() -> None:
    """Two of three homes have the facility in their own house; published values of another library."""
    homes, houses = np.array([[0.0, 0], [1, 0], [2, 0]]), np.array([[0.0, 0], [2, 0]])
    found = straight_catchment("e2sfca", homes, np.full(3, 100.0), houses, np.full(2, 10.0), gaussian(1), 10)
    assert found.places_per_person.tolist() == pytest.approx([0.065179, 0.069641, 0.065179], abs=5e-7)


def test_all_methods_by_hand() -> None:
    """40 children at 400 m from A, 60 at 400 m from A and 800 m from B; weight 1 to 500 m, a half to 1,000 m.

    2sfca with 500 m: A 50 / 100 = 0.5; nobody reaches B. m2sfca: B counts a half of a half for the second home.
    """
    pairs = all_pairs([[400, 2_000], [400, 800]])
    people, places = np.array([40.0, 60]), np.array([50.0, 30])
    half = steps([(500, 1.0), (1_000, 0.5)])
    assert catchment("2sfca", pairs, people, places, binary(500)).places_per_person.tolist() == [0.5, 0.5]
    found = catchment("e2sfca", pairs, people, places, half)
    assert found.per_facility.tolist() == [0.5, 1]
    assert found.places_per_person.tolist() == [0.5, 1]
    found = catchment("m2sfca", pairs, people, places, half)
    assert found.places_per_person.tolist() == [0.5, 0.75]
    # the second home shares itself out: 2/3 to A, 1/3 to B, so w' is 2/3 and 1/6
    found = catchment("3sfca", pairs, people, places, half)
    assert found.per_facility.tolist() == pytest.approx([50 / 80, 3])
    assert found.places_per_person.tolist() == pytest.approx([0.625, 0.625 * 2 / 3 + 0.5])
    # asking: A 40 + 40, B 20; giving: A a half to each, B all to the second
    found = catchment("bfca", pairs, people, places, half)
    assert found.per_facility.tolist() == pytest.approx([50 / 80, 30 / 20])
    assert found.places_per_person.tolist() == pytest.approx([0.3125, 0.3125 + 1.5])


def test_a_facility_nobody_reaches_is_told() -> None:
    """B is too far for all, C has only an empty house near it, D is reached by no way; E's places are none."""
    ways = [[100, 9_000, 9_000, np.inf, 100], [9_000, 9_000, 100, np.inf, 9_000]]
    people, places = np.array([10.0, 0]), np.array([5.0, 20, 30, 40, 0])
    for method in METHODS:
        found = catchment(method, all_pairs(ways), people, places, binary(500))
        assert found.unreached.tolist() == [False, True, True, True, False]
        assert np.isnan(found.per_facility).tolist() == found.unreached.tolist()
        assert np.isfinite(found.places_per_person).all()
        assert found.places_per_person[1] == 0


def test_the_limit_counts() -> None:
    """500 m is in reach, in a straight line, too: 300 east and 400 north."""
    found = straight_catchment(
        "2sfca", np.array([[300.0, 400], [300, 400.001]]), np.ones(2), np.zeros((1, 2)), np.ones(1), binary(500), 500
    )
    assert found.places_per_person.tolist() == [1, 0]


def test_nobody_and_nothing() -> None:
    none, one = np.empty((0, 2)), np.zeros((1, 2))
    for method in METHODS:
        found = straight_catchment(method, one, np.ones(1), none, np.empty(0), binary(500), 500)
        assert found.places_per_person.tolist() == [0]
        found = straight_catchment(method, none, np.empty(0), one, np.ones(1), binary(500), 500)
        assert found.unreached.tolist() == [True]


def test_weights_too_small_for_numbers_are_nobody() -> None:
    found = straight_catchment(
        "e2sfca", np.array([[380.0, 0]]), np.ones(1), np.zeros((1, 2)), np.array([7.0]), gaussian(10), 500
    )
    assert found.unreached.tolist() == [True]
    assert found.places_per_person.tolist() == [0]


@pytest.mark.parametrize("bad", [-1.0, np.nan, np.inf])
def test_bad_numbers_are_refused(bad: float) -> None:
    one, fine = np.zeros((1, 2)), np.ones(1)
    for people, places in ((np.array([bad]), fine), (fine, np.array([bad]))):
        with pytest.raises(ValueError, match="must be a row of finite numbers"):
            catchment("e2sfca", all_pairs([[1]]), people, places, binary(500))
        with pytest.raises(ValueError, match="must be a row of finite numbers"):
            straight_catchment("e2sfca", one, people, one, places, binary(500), 500)


def test_other_nonsense_is_refused() -> None:
    one, fine = np.zeros((1, 2)), np.ones(1)
    with pytest.raises(ValueError, match="distance"):
        catchment("e2sfca", all_pairs([[np.nan]]), fine, fine, binary(500))
    with pytest.raises(ValueError, match="distance"):
        catchment("e2sfca", all_pairs([[-1]]), fine, fine, binary(500))
    with pytest.raises(ValueError, match="not there"):
        catchment("e2sfca", all_pairs([[1, 1]]), fine, fine, binary(500))
    with pytest.raises(ValueError, match="no method"):
        catchment("4sfca", all_pairs([[1]]), fine, fine, binary(500))  # type: ignore[arg-type]  # on purpose
    with pytest.raises(ValueError, match="no method"):
        straight_catchment("4sfca", one, fine, one, fine, binary(500), 500)  # type: ignore[arg-type]  # on purpose
    with pytest.raises(ValueError, match="one each"):
        straight_catchment("e2sfca", one, np.ones(2), one, fine, binary(500), 500)
    with pytest.raises(ValueError, match="reach"):
        straight_catchment("e2sfca", one, fine, one, fine, binary(500), -1)
    with pytest.raises(ValueError, match="finite"):
        straight_catchment("e2sfca", one * np.nan, fine, one, fine, binary(500), 500)


def test_progress_reaches_the_end() -> None:
    told: list[tuple[int, int]] = []
    homes = np.random.default_rng(1).uniform(0, 3_000, (50, 2))
    for method, steps_in_all in (("e2sfca", 9), ("bfca", 18)):
        straight_catchment(
            method,  # type: ignore[arg-type]  # a tuple of texts
            homes, np.ones(50), homes[:9], np.ones(9), binary(500), 500, lambda done, of: told.append((done, of)),
        )  # fmt: skip
        assert told[-1] == (steps_in_all, steps_in_all)


def test_an_independent_library_on_real_kitas() -> None:
    """Berlin-Lichtenberg: 41 areas, 174 Kitas; one of them has no area's middle within 1,500 m."""
    demand = pd.read_csv(REFERENCE / "demand_lichtenberg_plr.csv")
    supply = pd.read_csv(REFERENCE / "supply_lichtenberg_kitas.csv")
    expected = pd.read_csv(REFERENCE / "pysal_access_results.csv").set_index("PLR_ID").loc[demand["PLR_ID"]]
    homes, houses = demand[["x", "y"]].to_numpy(), supply[["x", "y"]].to_numpy()
    people = demand["inhabitants_age_below_6"].to_numpy(dtype=float)
    places = supply["places"].to_numpy()
    for weight, column in (
        (binary(1_500), "2sfca_1500m_places"),
        (steps([(500, 1), (1_000, 0.68), (1_500, 0.22)]), "e2sfca_step_places"),
    ):
        found = straight_catchment("e2sfca", homes, people, houses, places, weight, 1_500)
        np.testing.assert_allclose(found.places_per_person, expected[column], rtol=1e-9)
        assert given_out(found, people) == pytest.approx(18_161, rel=1e-9)
        assert places.sum() == 18_211
        assert found.unreached.sum() == 1
    pairs = pairs_within(homes, houses, 1_500)
    in_reach = np.bincount(pairs.origin, weights=places[pairs.target], minlength=len(homes))
    np.testing.assert_allclose(in_reach, expected["catch_1500m_places"], rtol=1e-9)


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # theirs
@pytest.mark.parametrize("method", ["e2sfca", "3sfca"])
@pytest.mark.parametrize(("weight", "of_one"), [(gaussian(600, 1_500), True), (linear(1_500), False)])
def test_the_library_on_random_towns(method: Method, weight: Weight, of_one: bool) -> None:
    dice = np.random.default_rng(6)
    homes, houses = dice.uniform(0, 8_000, (400, 2)), dice.uniform(0, 8_000, (60, 2))
    people, places = dice.integers(1, 50, 400).astype(float), dice.integers(0, 90, 60).astype(float)
    pairs = pairs_within(homes, houses, 1_500)
    cost = pd.DataFrame({"origin": pairs.origin, "dest": pairs.target, "cost": pairs.distance_m})
    by_id = {"demand_df": ("demand", people), "supply_df": ("supply", places)}
    frames = {name: pd.DataFrame({column: values}).rename_axis("geoid") for name, (column, values) in by_id.items()}
    theirs = (two_stage_fca if method == "e2sfca" else three_stage_fca)(
        **frames, cost_df=cost, max_cost=1_500, weight_fn=lambda way: float(weight(np.array(way)))
    )
    expected = theirs.reindex(range(400)).fillna(0.0)
    for found in (
        straight_catchment(method, homes, people, houses, places, weight, 1_500),
        catchment(method, pairs, people, places, weight),
    ):
        np.testing.assert_allclose(found.places_per_person, expected, rtol=1e-12)


LATTICE = st.integers(0, 12).map(lambda one: 250.0 * one)


@st.composite
def towns(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Homes, people, houses and places on a small lattice: zero distances and exact limits are common."""
    homes, houses = draw(st.integers(1, 9)), draw(st.integers(1, 6))
    return (
        draw(arrays(np.float64, (homes, 2), elements=LATTICE)),
        draw(arrays(np.float64, homes, elements=st.integers(0, 40).map(float))),
        draw(arrays(np.float64, (houses, 2), elements=LATTICE)),
        draw(arrays(np.float64, houses, elements=st.integers(0, 60).map(float))),
    )


Town = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]
WEIGHTS = st.sampled_from(
    [binary(1_000), steps([(500, 1.0), (1_000, 0.68), (1_500, 0.22)]), gaussian(400), linear(1_200)]
)


def shared(method: Method, town: Town, weight: Weight) -> Catchment:
    homes, people, houses, places = town
    return straight_catchment(method, homes, people, houses, places, weight, 1_500)


@given(town=towns(), weight=WEIGHTS)
@settings(max_examples=40)
def test_places_are_conserved_where_the_method_conserves_them(town: Town, weight: Weight) -> None:
    _, people, _, places = town
    for method in METHODS:
        found = shared(method, town, weight)
        reached = places[~found.unreached].sum()
        if method in CONSERVING:
            assert given_out(found, people) == pytest.approx(reached)
        if method == "m2sfca":
            assert given_out(found, people) <= reached * (1 + 1e-12)
        if method == "bfca":
            assert found.places_per_person.sum() == pytest.approx(np.nansum(found.per_facility))


@given(town=towns(), weight=WEIGHTS)
@settings(max_examples=30)
def test_both_ways_to_it_agree_and_the_order_of_rows_never_matters(town: Town, weight: Weight) -> None:
    homes, people, houses, places = town
    pairs = pairs_within(homes, houses, 1_500)
    back, turned = np.arange(len(homes))[::-1], np.arange(len(houses))[::-1]
    for method in METHODS:
        found = shared(method, town, weight)
        same = catchment(method, pairs, people, places, weight)
        other = shared(method, (homes[back], people[back], houses[turned], places[turned]), weight)
        np.testing.assert_allclose(found.places_per_person, same.places_per_person, rtol=1e-12)
        np.testing.assert_allclose(found.places_per_person, other.places_per_person[back], rtol=1e-12)
        np.testing.assert_allclose(found.per_facility, same.per_facility, rtol=1e-12)
        np.testing.assert_allclose(found.per_facility, other.per_facility[turned], rtol=1e-12)
        assert found.unreached.tolist() == same.unreached.tolist()


@given(town=towns(), weight=WEIGHTS, which=st.integers(0, 5), more=st.integers(1, 30))
@settings(max_examples=30)
def test_more_places_never_lower_anyone(town: Town, weight: Weight, which: int, more: int) -> None:
    homes, people, houses, places = town
    larger = places.copy()
    larger[which % len(places)] += more
    for method in METHODS:
        before = shared(method, town, weight).places_per_person
        after = shared(method, (homes, people, houses, larger), weight).places_per_person
        assert (after >= before * (1 - 1e-12)).all()


@given(town=towns(), weight=WEIGHTS, which=st.integers(0, 5), share=st.floats(0.1, 0.9))
@settings(max_examples=30)
def test_a_facility_may_be_told_as_two(town: Town, weight: Weight, which: int, share: float) -> None:
    homes, people, houses, places = town
    which %= len(places)
    split = np.append(places, share * places[which])
    split[which] *= 1 - share
    for method in ("2sfca", "e2sfca", "m2sfca"):
        whole = shared(method, town, weight).places_per_person
        parts = shared(method, (homes, people, np.vstack([houses, houses[which]]), split), weight)
        np.testing.assert_allclose(whole, parts.places_per_person, rtol=1e-12, atol=1e-15)


def test_for_two_methods_two_halves_are_more_than_a_whole() -> None:
    """A at 400 m of both homes, B at 400 m of the second only: A told as two takes more of the second home."""
    people, places = np.array([40.0, 60]), np.array([50.0, 30])
    whole, halves = all_pairs([[400, 2_000], [400, 400]]), all_pairs([[400, 2_000, 400], [400, 400, 400]])
    for method, before, after in (("3sfca", [50 / 70, 25 / 70 + 0.5], [0.625, 0.625 * 2 / 3 + 0.5]),
                                  ("bfca", [25 / 70, 25 / 70 + 1], [0.625, 0.625 + 1.5])):  # fmt: skip
        one = catchment(method, whole, people, places, binary(500))  # type: ignore[arg-type]  # a tuple of texts
        two = catchment(method, halves, people, np.array([25.0, 30, 25]), binary(500))  # type: ignore[arg-type]  # as above
        assert one.places_per_person.tolist() == pytest.approx(before)
        assert two.places_per_person.tolist() == pytest.approx(after)


@pytest.mark.parametrize("reach", [0.0, 1.0, 300.0, 40_000.0, 1e7, np.inf])
def test_any_reach_finds_what_all_pairs_find(reach: float) -> None:
    """A long thin country far from zero, facilities beyond it on all sides, and many at one place."""
    dice = np.random.default_rng(3)
    homes = np.array([3e6, 5e6]) + dice.uniform(0, 1, (300, 2)) * [20_000, 800]
    houses = np.vstack([homes[:20], homes[:5], np.array([3e6, 5e6]) + dice.uniform(-1, 2, (20, 2)) * [20_000, 9_000]])
    people, places = np.ones(300), np.ones(len(houses))
    away = np.sqrt((houses[None, :, 0] - homes[:, None, 0]) ** 2 + (houses[None, :, 1] - homes[:, None, 1]) ** 2)
    near = (away <= reach).astype(float)
    asked = near.sum(axis=0)
    share = np.divide(1.0, asked, out=np.zeros(len(houses)), where=asked > 0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = straight_catchment("2sfca", homes, people, houses, places, lambda way: way * 0 + 1, reach)
    np.testing.assert_allclose(found.places_per_person, near @ share, rtol=1e-12)
    assert found.unreached.tolist() == (asked == 0).tolist()
