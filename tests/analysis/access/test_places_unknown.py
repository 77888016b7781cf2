"""Kitas whose places nobody states: what they leave unknown is not told as no places (the children of reach_city)."""

import re
from collections.abc import Callable
from pathlib import Path

import cities
import pandas as pd
import pytest
from analysis.access.reach_city import published_city

from sozialraum.model.inputs import Results
from sozialraum.model.published import Published

pytestmark = pytest.mark.slow
City = tuple[Results, Published]
PLACES = "facilities/plaetze.csv"
OPEN = {"min_count = 5\n": "min_count = 1\n"}  # nothing is rounded for so few children


def unknown_places(*kitas: str) -> str:
    """The list of places without a number for the children under three of these Kitas."""
    stated = re.compile(rf"^({'|'.join(kitas)});U3;2023/24;\d+", re.MULTILINE)
    return stated.sub(r"\1;U3;2023/24;", cities.PLACES)


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., City]:
    def made(*kitas: str) -> City:
        return published_city(tmp_path_factory.mktemp("stadt"), settings=OPEN, add={PLACES: unknown_places(*kitas)})

    return made


@pytest.fixture(scope="module")
def without_k1(make: Callable[..., City]) -> City:
    return make("k1")


@pytest.fixture(scope="module")
def without_any(make: Callable[..., City]) -> City:
    return make("k1", "k2", "k3", "k5")


def by_cell(results: Results) -> list[float]:
    """In order of the way: n1, m1, n3, n2, h1, d1."""
    return results.reach.cells.sort_values("straight_m", kind="stable")["places"].tolist()


def told(table: pd.DataFrame, **which: str) -> dict[str, tuple[object, str, str]]:
    """Area -> value, status, reason."""
    rows = table[(table[list(which)] == pd.Series(which)).all(axis=1)]
    return {
        row.area_id: (None if pd.isna(row.value) else round(float(row.value), 3), row.status, row.reason)
        for row in rows.itertuples()
    }


UNKNOWN = (None, "O", "places_unknown")


def test_who_reaches_only_unknown_places_has_an_unknown_number(without_k1: City) -> None:
    """n1 and n2 reach k1 alone; n3 k2 as well: 12 / 9 / 2; h1 and d1 reach no Kita: a true zero."""
    nan = pytest.approx(float("nan"), nan_ok=True)
    assert by_cell(without_k1[0]) == [nan, pytest.approx(12 / 9 + 1), pytest.approx(2 / 3), nan, 0, 0]


def test_areas_are_told_of_those_whose_places_are_known_and_as_unsure(without_k1: City) -> None:
    """Nord: n3 alone; the west: (8 x 2/3 + 6 x 0) / 14; the city: (8 x 2/3 + 5 x 7/3) / 19."""
    places = told(without_k1[1].reach.measures, measure_id="places_per_person")
    assert places == {
        "city": (0.89, "U", ""),
        "west": (0.38, "U", ""),
        "ost": (2.33, "U", ""),  # d1 is not known
        "nord": (0.67, "U", ""),
        "mitte": (2.33, "A", ""),
        "hafen": (0.0, "A", ""),
        "heide": (None, "O", "people_unknown"),
    }
    variants = told(without_k1[1].reach.variants, method="e2sfca")
    assert (variants["nord"], variants["hafen"]) == ((0.667, "U", ""), (0.0, "A", ""))
    assert variants["city"] == (0.895, "U", "")


def test_fairness_is_of_those_whose_places_are_known(without_k1: City) -> None:
    """Below half a place is h1 alone: 6 of 19."""
    fair = without_k1[1].reach.fairness.set_index("measure_id")
    assert fair["value"]["fgt0"] == round(6 / 19, 3)
    assert set(fair["status"]) == {"U"}


def test_no_places_known_at_all_is_no_zero(without_any: City) -> None:
    """Only hafen reaches no Kita; that nothing is known of all others makes no zero of the west or the city."""
    results, published = without_any
    assert [one == 0 for one in by_cell(results)] == [False] * 4 + [True] * 2
    for table in (
        told(published.reach.measures, measure_id="places_per_person"),
        told(published.reach.variants, method="bfca"),
    ):
        assert table == {
            **dict.fromkeys(["city", "west", "ost", "nord", "mitte"], UNKNOWN),
            "hafen": (0.0, "A", ""),
            "heide": (None, "O", "people_unknown"),
        }
    fair = published.reach.fairness
    assert {"gini", "fgt0", "dissimilarity", "disparity", "concentration"} <= set(fair["measure_id"])
    assert fair["value"].isna().all()
    assert set(zip(fair["status"], fair["reason"], strict=True)) == {("O", "places_unknown")}


def test_cells_of_unknown_places_have_no_class(without_any: City) -> None:
    """Of cells of 100 m only those of h1 and d1, from which there is no way to a Kita within 400 m, have one."""
    blocks = without_any[1].reach.blocks
    cells = blocks[blocks["span"] == 1]
    assert sorted(cells["places_class"]) == [-1, -1, -1, -1, 0, 0]


def test_a_known_zero_is_a_zero(tmp_path: Path) -> None:
    """k1 has no places for the youngest, and says so."""
    stated = cities.PLACES.replace("k1;U3;2023/24;10", "k1;U3;2023/24;0")
    _, published = published_city(tmp_path / "null", settings=OPEN, add={PLACES: stated})
    assert told(published.reach.measures, measure_id="places_per_person")["nord"] == (0.14, "A", "")  # 8 x 2/3 / 38
