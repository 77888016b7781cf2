"""No count of people of a cell or address is in what an edition tells of reach, and none follows from two numbers."""

from collections.abc import Iterator
from dataclasses import fields
from itertools import combinations, islice

import pandas as pd
import pytest
from analysis.access.reach_city import published_city
from canary.canary_city import MIN_COUNT, primes

from sozialraum.model.published import Published


def canary_cells(numbers: Iterator[int]) -> tuple[str, list[int]]:
    """A file of cells with primes for people under and over three, two to five in a quarter; the primes."""
    rows, counts = ["ORT;X;Y;U3;ALLE"], []
    for corner, (east, north, places) in enumerate([(0, 1, 5), (1, 1, 4), (0, 0, 2), (1, 0, 3)]):
        for at in range(places):
            few, many = sorted(islice(numbers, 2))
            counts += [few, many]
            x, y = 500_000 + 1000 * east + 150 + 100 * at, 5_700_000 + 1000 * north + 450 + 10 * corner
            rows.append(f"geheimort{corner}{at};{x};{y};{few};{many}")
    return "\n".join(rows) + "\n", counts


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> tuple[Published, list[int]]:
    text, counts = canary_cells(iter(primes()))
    folder = tmp_path_factory.mktemp("zellen") / "stadt"
    settings = {"min_count = 5\n": f"min_count = {MIN_COUNT}\n"}
    return published_city(folder, text, settings)[1], counts


def numbers_of(published: Published) -> set[float]:
    """Every number in the tables of reach, whole and by the thousand."""
    found: set[float] = set()
    for field in fields(published.reach):
        table = getattr(published.reach, field.name)
        if isinstance(table, pd.DataFrame):
            for name in table.select_dtypes("number"):
                found |= {float(value) for value in table[name].dropna()}
    return found


def test_something_is_told_and_something_withheld(city: tuple[Published, list[int]]) -> None:
    reach = city[0].reach
    assert not reach.blocks.empty
    assert (reach.measures["status"] == "Q").any()
    assert reach.measures["value"].notna().any()


def test_no_count_of_a_cell_is_told_nor_a_sum_or_difference_of_two_told_ones(
    city: tuple[Published, list[int]],
) -> None:
    published, counts = city
    told = numbers_of(published) | set(published.measures["value"].dropna().astype(float))
    assert not told & {float(count) for count in counts}
    reach = published.reach.measures
    people = reach[reach["measure_id"].str.startswith(("reach_people", "people_within:")) & reach["value"].notna()]
    values = people["value"].astype(float).tolist()
    assert not {abs(one - other) for one, other in combinations(values, 2)} & {float(count) for count in counts}
    shares = reach[reach["measure_id"].str.contains("_pct") & reach["value"].notna()]
    for base in {float(base) for base in shares["base"].dropna()}:
        parts = {round(float(value) * base / 100, 3) for value in shares["value"]}
        assert not parts & {float(count) for count in counts}


def test_squares_are_of_enough_people(city: tuple[Published, list[int]]) -> None:
    """One cell never has 10,007 residents, as many as the edition asks for."""
    blocks = city[0].reach.blocks
    assert (blocks["span"] > 1).all()


def test_no_cell_is_named(city: tuple[Published, list[int]]) -> None:
    for field in fields(city[0].reach):
        table = getattr(city[0].reach, field.name)
        if isinstance(table, pd.DataFrame):
            assert "geheimort" not in pd.DataFrame(table.drop(columns="geometry", errors="ignore")).to_csv()
