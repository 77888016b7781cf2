"""An attack on all that is told of ways: counts, shares, means, medians, 90 % and people around facilities together.

Every place is an unknown. Its ways are known from the map, so each number is an inequality; the smallest and the
largest solution say how few children live somewhere. What is told is read from the tables of the edition alone.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from analysis.access.reach_city import published_city
from canary.test_told_together import FEW, SETTINGS, hostile
from scipy.optimize import linprog

from sozialraum.analysis.access.edition import edition
from sozialraum.model.inputs import Results
from sozialraum.model.published import Published

VALUES = 3  # of the rule of the city
Row = tuple[np.ndarray, float, float]  # least <= factors @ children <= most


def of_mean(values: np.ndarray, low: float, high: float) -> Iterator[Row]:
    yield values - low, 0.0, np.inf
    yield values - high, -np.inf, 0.0


def of_quantile(way: np.ndarray, share: float, low: float, high: float) -> Iterator[Row]:
    yield (way < low) - share, -np.inf, 0.0
    yield (way < high) - share, 0.0, np.inf


def coarse(people: float) -> float:
    """Percent in which twice four people do not show."""
    return min(
        step * ten for ten in (1, 10, 100, 1000) for step in (1, 2, 5) if step * ten >= 200 * (FEW - 1) / people
    )


def said(row: pd.Series, way: np.ndarray, depends: np.ndarray) -> Iterator[Row]:
    """What a row of the measures says of the children of its area's places."""
    measure, value = str(row["measure_id"]), float(row["value"])
    everybody = np.ones(len(way))
    if measure == "reach_people":
        yield everybody, value, value
    elif measure.startswith("people_within:"):
        yield (way <= float(measure.partition(":")[2])).astype(float), value, value
    elif measure.startswith("people_within_pct:"):
        count = value * float(row["base"]) / 100
        yield (way <= float(measure.partition(":")[2])).astype(float), count, count
    elif measure == "way_mean_m":
        yield from of_mean(way, value - 5, value + 5)
    elif measure in ("way_median_m", "way_p90_m"):
        yield from of_quantile(way, 0.5 if "median" in measure else 0.9, value - 5, value + 5)
    elif measure == "way_depends_pct":
        half = coarse(float(row["base"])) / 2
        yield from of_mean(100.0 * depends, value - half if value < 100 else 0.0, value + half)


def said_around(results: Results, published: Published) -> Iterator[Row]:
    living, facilities = results.inputs.population.living, published.facilities.geometry
    for row in published.reach.around.itertuples(index=False):
        at = facilities[row.facility_id]
        near = np.hypot(living["x"] - at.x, living["y"] - at.y).to_numpy() <= float(row.step_m)
        if not pd.isna(row.people):
            told = float(row.people)
            yield near.astype(float), told - 5 if told else 0.0, told + 4 if told else 0.0


def exposed(results: Results, published: Published) -> list[tuple[float, float, float]]:
    """(truth, least, most) of each place of few children with fewer than VALUES possible numbers."""
    rows: list[Row] = list(said_around(results, published))
    for question, cells in results.reach.cells.groupby("question", sort=False):
        own = published.reach.measures
        for _, row in own[(own["target_group"] == question) & own["value"].notna()].iterrows():
            here = cells["area_id"].isin(results.members[row["area_id"]]).to_numpy()
            found = said(row, cells["distance_m"].to_numpy(), cells["depends"].to_numpy(dtype=float))
            rows += [(here * factors, least, most) for factors, least, most in found]
    truth = results.reach.cells.drop_duplicates("cell_id")["people"].to_numpy(dtype=float)
    factors = np.array([one for one, _, _ in rows])
    least, most = np.array([one for _, one, _ in rows]) - 1e-6, np.array([one for _, _, one in rows]) + 1e-6
    assert (factors @ truth >= least).all(), "the attack is right"
    assert (factors @ truth <= most).all()
    up, down = np.isfinite(most), np.isfinite(least)
    sides, ends = np.vstack([factors[up], -factors[down]]), np.concatenate([most[up], -least[down]])
    result = []
    for at in np.flatnonzero((truth > 0) & (truth < FEW)):
        low, high = (linprog(sign * np.eye(len(truth))[at], sides, ends) for sign in (1, -1))
        smallest, largest = float(low.fun), float(-high.fun) if high.status == 0 else np.inf
        if np.floor(min(largest, 1e9) + 1e-3) - np.ceil(smallest - 1e-3) + 1 < VALUES:
            result.append((truth[at], smallest, largest))
    return result


def everything(answers: object, *_: object) -> tuple[pd.DataFrame, pd.DataFrame]:
    """As if nothing told of few."""
    found = list(answers.values())  # type: ignore[attr-defined]  # a mapping of Answer
    return pd.concat([one.measures for one in found]), pd.concat([one.around for one in found])


@pytest.mark.slow
@pytest.mark.parametrize("seed", [8, 21])
def test_all_that_is_told_of_ways_tells_no_few_children(tmp_path: Path, seed: int) -> None:
    results, published = published_city(tmp_path / "stadt", hostile(seed), SETTINGS)
    assert not exposed(results, published)
    told = published.reach.measures[published.reach.measures["value"].notna()]
    assert {"reach_people", "way_mean_m"} <= set(told["measure_id"])
    assert published.reach.around["people"].notna().any()


@pytest.mark.slow
def test_an_edition_that_tells_all_means_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edition, "that_may_be_told", everything)
    assert exposed(*published_city(tmp_path / "stadt", hostile(8), SETTINGS))
