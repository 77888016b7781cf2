"""An attack on counts of people: all numbers of two questions about the same children as equations, solved for few.

The second question asks for some of the facilities of the first, so what both tell differs by the children who live
near one of the others. Every place is an unknown; its ways, and that nobody lives elsewhere, are known from the map.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from analysis.access.reach_city import published_city
from scipy.optimize import linprog

from sozialraum.analysis.access.edition import counted, edition
from sozialraum.analysis.access.edition.beside import Beside
from sozialraum.model.inputs import Results
from sozialraum.model.published import Published

FEW = 5
BOUNDS = "bounds = [0.5, 1]\n"
SETTINGS = {
    "min_base = 0\n": "min_base = 20\n",
    BOUNDS: BOUNDS
    + """
[[reach.questions]]
id = "zentrum"
label = { de = "Weg zum Familienzentrum", en = "Way to the family centre" }
short = { de = "Zentrum", en = "Centre" }
facility_types = ["kita"]
merkmal = "familienzentrum"
people = ["u3"]
people_label = { de = "Kinder unter 3", en = "Children under 3" }
steps_m = [500, 1000]
""",
}


def hostile(seed: int) -> str:
    """24 places in four Sozialräume, in most of which fewer than five children live."""
    dice, rows = np.random.default_rng(seed), ["ORT;X;Y;U3;ALLE"]
    for at, cell in enumerate(dice.choice(400, 24, replace=False)):
        children = dice.integers(0, 5) if dice.random() < 0.6 else dice.integers(5, 30)
        x, y = 500_050 + 100 * (cell % 20), 5_700_050 + 100 * (cell // 20)
        rows.append(f"o{at};{x};{y};{children};{children + 40}")
    return "\n".join(rows) + "\n"


def equations(results: Results, told: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Of every count and share that is told: which places count (rows, places), and least and most; and the truth."""
    rows, least, most = [], [], []
    for question, cells in results.reach.cells.groupby("question", sort=False):
        own = told[(told["target_group"] == question) & told["value"].notna()]
        for one in own.itertuples(index=False):
            here = cells["area_id"].isin(results.members[one.area_id]).to_numpy()
            holds = counts_in(str(one.measure_id), cells)
            if holds is None:
                continue
            # shares are of a round unit: no one sees how much it is, so here it is taken for the smallest it may be
            loose = 0.0 if "_pct" not in one.measure_id else FEW
            value = float(one.value) if not loose else float(one.value) * float(one.base) / 100
            rows.append((here & holds).astype(float))
            least.append(value - loose - 1e-6)
            most.append(value + loose + 1e-6)
    truth = results.reach.cells.drop_duplicates("cell_id")["people"].to_numpy(dtype=float)
    return np.array(rows), np.array(least), np.array(most), truth


def counts_in(measure: str, cells: pd.DataFrame) -> np.ndarray | None:
    """Places that a measure counts; None for one that is no count, or a share in rounder units than it may be."""
    way = cells["distance_m"].to_numpy()
    if measure == "reach_people":
        return np.ones(len(cells), dtype=bool)
    if measure.startswith("people_within:"):
        return np.asarray(way <= float(measure.partition(":")[2]))
    return None


def exposed(results: Results, published: Published) -> list[tuple[float, float, float]]:
    """(truth, least, most) of each place of few children whose number may not be anything from 0 or 1 to 4."""
    rows, least, most, truth = equations(results, published.reach.measures)
    sides, ends = np.vstack([rows, -rows]), np.concatenate([most, -least])
    assert (sides @ truth <= ends).all(), "the attack is right"
    found = []
    for at in np.flatnonzero((truth > 0) & (truth < FEW)):
        aim = np.eye(len(truth))[at]
        low, high = (linprog(sign * aim, sides, ends) for sign in (1, -1))
        bounds = float(low.fun), float(-high.fun) if high.status == 0 else np.inf
        if bounds[0] > 1 + 1e-3 or bounds[1] < FEW - 1 - 1e-3:
            found.append((truth[at], *bounds))
    return found


def attacked(folder: Path, seed: int) -> list[tuple[float, float, float]]:
    return exposed(*published_city(folder / "stadt", hostile(seed), SETTINGS))


def blind(holds: np.ndarray, earlier: object, heads: object, lived: object, where: object, few: object) -> Beside:
    """As if no other question told anything."""
    shape = (where.areas, holds.shape[1])  # type: ignore[attr-defined]  # a Belonging
    none = np.zeros(shape, dtype=bool)
    return Beside(none, none, np.full(shape, np.inf))


def unproven(answers: object, *_: object) -> tuple[pd.DataFrame, pd.DataFrame]:
    """As if nobody looked at all numbers together."""
    found = list(answers.values())  # type: ignore[attr-defined]  # a mapping of Answer
    return pd.concat([one.measures for one in found]), pd.concat([one.around for one in found])


@pytest.mark.parametrize("seed", [3])
def test_two_questions_tell_no_few_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """A build that looks at each question alone is caught; and what its counts tell is found and withheld."""
    monkeypatch.setattr(counted, "told_beside", blind)
    assert not attacked(tmp_path / "dicht", seed)
    monkeypatch.setattr(edition, "that_may_be_told", unproven)
    assert attacked(tmp_path / "undicht", seed)
