"""Children of the next years beside the obvious way: a loop over areas with pandas."""

import numpy as np
import pandas as pd
import pytest

from benchmarks.generated import BERLIN, TOWN, TOY, Size, area_ids
from benchmarks.side_by_side import FULL, in_turns, show
from sozialraum.analysis.planning.forecast import forecast
from sozialraum.model.forecast import Forecast
from sozialraum.model.tables import REGISTER, typed

AGES, YEARS, AHEAD, STEPS = 18, 10, 5, 3
RULE = Forecast.model_validate(
    {"years_ahead": AHEAD, "to_age": AGES - 1, "shrinkage": {"k": 0}, "variants": {"rule": "none"}}
)


def register(size: Size) -> pd.DataFrame:
    """Nobody is without children of an age, so that both ways have the same to do."""
    areas = area_ids(size)
    counts = np.random.default_rng(5).integers(20, 120, (len(areas), YEARS, AGES))
    area, year, age = (axis.ravel() for axis in np.indices(counts.shape))
    table = pd.DataFrame(
        {
            "area_id": np.array(areas, dtype=object)[area],
            "as_of": [f"{2015 + one}-12-31" for one in year],
            "birth_month": "",
            "age": age.astype(float),
            "sex": "",
            "count": counts.ravel().astype(float),
            "status": "A",
            "source_id": "",
        }
    )
    return typed(table[list(REGISTER)], REGISTER)


def obvious(rows: pd.DataFrame) -> pd.DataFrame:
    """Area by area and year by year: each age is what the one before was, times the rate of the last three years."""
    found = {}
    for area, own in rows.groupby("area_id"):
        wide = own.pivot(index="as_of", columns="age", values="count").astype(float)
        older, younger = wide.iloc[-STEPS:, 1:].sum(), wide.iloc[-STEPS - 1 : -1, :-1].sum()
        rate = pd.Series(older.to_numpy() / younger.to_numpy(), index=older.index)
        now, born = wide.iloc[-1], wide.iloc[-STEPS:, 0].mean()
        for step in range(1, AHEAD + 1):
            later = pd.Series(now.iloc[:-1].to_numpy(), index=rate.index) * rate
            now = pd.concat([pd.Series([born], index=[0.0]), later])
            found[area, f"{2015 + YEARS - 1 + step}-12-31"] = now
    return pd.DataFrame(found).T


@pytest.mark.parametrize("size", [TOWN, BERLIN] if FULL else [TOY], ids=lambda size: size.name)
def test_roll_forward_beside_a_loop(size: Size) -> None:
    rows = register(size)
    measured = in_turns({"forecast": lambda: forecast(rows, RULE), "Schleife": lambda: obvious(rows)})
    ours = measured["forecast"].result.children.pivot(index=["area_id", "as_of"], columns="age", values="count")
    theirs = measured["Schleife"].result
    assert np.allclose(ours.loc[theirs.index].astype(float), theirs, rtol=1e-9)
    show("Jahre voraus", f"{size.name}: {size.areas} Gebiete, {AGES} Altersjahre, {AHEAD} Jahre", measured)
