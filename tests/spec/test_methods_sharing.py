"""The worked examples of places shared and their distribution in docs/methods.md are what the program works out."""

import numpy as np
import pandas as pd
import pytest
import shapely
from spec.test_methods import example, same

from sozialraum.analysis.access.aggregation import weighted
from sozialraum.analysis.access.catchment import Method, catchment
from sozialraum.analysis.access.fairness import (
    best_to_neediest,
    concentration,
    demographic_disparity,
    fgt,
    geographic_disparity,
    gini,
)
from sozialraum.analysis.access.spread import spread
from sozialraum.analysis.access.straight import Pairs
from sozialraum.analysis.access.weights import Weight, binary, exponential, gaussian, linear, power, steps

HALF = steps([(500, 1.0), (1_000, 0.5)])
PLACES = np.array([50.0, 30])


def numbers(column: pd.Series) -> np.ndarray:
    return column.to_numpy(dtype=np.float64)


def test_verteilung_im_gebiet() -> None:
    expected = example("verteilung-im-gebiet")["Menschen"]
    both = np.array([shapely.box(0, 0, 100, 100), shapely.box(200, 0, 300, 100)])
    houses = np.array([shapely.box(0, 0, 10, 10), shapely.box(0, 50, 10, 80)])
    doors = shapely.points([[210.0, 10], [220, 10], [230, 10]])
    in_houses, at_doors = (spread(np.array([40.0, 1]), both, homes, 50) for homes in (houses, doors))
    found = in_houses.people[in_houses.area_number == 0]
    halves = np.array([found[0], found[1:].sum()])  # the grid cuts the second house
    assert [*halves, *at_doors.people[at_doors.area_number == 1]] == expected.tolist()


def test_menschen_und_wege_je_gebiet() -> None:
    expected = example("menschen-und-wege-je-gebiet")
    cells = [
        (float(metres), float(people), area)
        for area, told in enumerate(expected["Kinder und Meter"])
        for people, metres in (each.split("×") for each in told.split(", "))
    ]
    values, people, area = (np.array(column) for column in zip(*cells, strict=True))
    found = weighted(values, people, area, len(expected), (0.5, 0.8), (300,))
    columns = (found.mean, found.quantiles[:, 0], found.quantiles[:, 1], found.within[:, 0], found.unreachable)
    for name, result in zip(expected.columns[1:], columns, strict=True):
        assert result.tolist() == pytest.approx(numbers(expected[name]).tolist(), nan_ok=True), name


def test_gewichte_nach_entfernung() -> None:
    expected = example("gewichte-nach-entfernung")
    weights: dict[str, Weight] = {
        "Stufen": steps([(500, 1), (1_000, 0.68), (1_500, 0.22)]),
        "Gauß": gaussian(500),
        "exponentiell": exponential(0.002),
        "Potenz": power(1, 100),
        "linear": linear(1_000),
    }
    metres = expected.index.to_numpy(dtype=np.float64)
    for name, weight in weights.items():
        same(pd.Series(weight(metres)), expected[name], 4)


def homes() -> tuple[Pairs, np.ndarray, pd.DataFrame]:
    rows = example("plaetze-im-umkreis")
    ways = rows[["Meter zu A", "Meter zu B"]].to_numpy(dtype=np.float64)
    origin, target = (each.ravel() for each in np.indices(ways.shape))
    return Pairs(origin, target, ways.ravel()), numbers(rows["Kinder"]), rows


def test_plaetze_im_umkreis() -> None:
    pairs, children, expected = homes()
    found = catchment("e2sfca", pairs, children, PLACES, HALF)
    assert found.places_per_person.tolist() == expected["Plätze je Kind"].tolist()
    assert found.places_per_person @ children == 80


def test_andere_umkreisverfahren() -> None:
    pairs, children, _ = homes()
    expected = example("andere-umkreisverfahren")
    ways: dict[str, tuple[Method, Weight]] = {
        "2SFCA": ("2sfca", binary(500)),
        "E2SFCA": ("e2sfca", HALF),
        "M2SFCA": ("m2sfca", HALF),
        "3SFCA": ("3sfca", HALF),
        "BFCA": ("bfca", HALF),
    }
    assert list(ways) == list(expected.columns)
    for name, (method, weight) in ways.items():
        same(pd.Series(catchment(method, pairs, children, PLACES, weight).places_per_person), expected[name], 4)


def test_gerechte_verteilung() -> None:
    expected = example("gerechte-verteilung")
    found = geographic_disparity(numbers(expected["Plätze"]), numbers(expected["Kinder"]))
    assert found.tolist() == pytest.approx(expected["Unterschied"].tolist())
    group = demographic_disparity(np.array([60.0, 40]), np.array([20.0, 30]), 20)
    assert (round(group.points, 2), round(group.usual, 2), group.beyond) == (4, 6.65, False)


def test_ungleich_verteilt() -> None:
    expected = example("ungleich-verteilt")
    people, need = np.ones(4), np.array([4.0, 3, 2, 1])
    found = [
        [
            gini(values, people),
            concentration(values, people, need),
            fgt(values, people, 20),
            fgt(values, people, 20, 1),
            best_to_neediest(values, people, need),
        ]
        for values in (np.array(told.split(", "), dtype=float) for told in expected.index)
    ]
    for at, name in enumerate(expected.columns):
        same(pd.Series([row[at] for row in found]), expected[name], 4)
