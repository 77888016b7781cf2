"""Values of larger areas beside the obvious way in pandas: groupby.apply per indicator and level."""

import pandas as pd
import pytest

from benchmarks.generated import BERLIN, TOWN, TOY, Size, definitions, indicator_table, members
from benchmarks.side_by_side import FULL, in_turns, show
from sozialraum.analysis.rates import with_larger_areas
from sozialraum.model.tables import INDICATOR_KEY


def obvious(table: pd.DataFrame, larger: dict[str, list[str]]) -> pd.DataFrame:
    """Columns of the key and `value`; NA where a part is missing."""
    belongs = pd.DataFrame(
        [(big, area) for big, areas in larger.items() for area in areas], columns=["big", "area_id"]
    )
    parts = []
    for indicator_id, rows in table.groupby("indicator_id"):
        joined = rows.merge(belongs, on="area_id")
        pooled = joined.groupby(["big", "period", "group"])[["numerator", "denominator"]].apply(
            lambda group: 100 * group["numerator"].sum(skipna=False) / group["denominator"].sum(skipna=False)
        )
        named = pooled.rename("value").reset_index().rename(columns={"big": "area_id"})
        parts.append(named.assign(indicator_id=indicator_id))
    return pd.concat(parts, ignore_index=True)


def by_key(table: pd.DataFrame) -> pd.Series:
    return table.set_index(INDICATOR_KEY)["value"].astype("Float64").sort_index()


@pytest.mark.parametrize("size", [TOWN, BERLIN] if FULL else [TOY], ids=lambda size: size.name)
def test_pooling_beside_groupby_apply(size: Size) -> None:
    table, larger, meanings = indicator_table(size), members(size), definitions(size)
    measured = in_turns(
        {
            "with_larger_areas": lambda: with_larger_areas(table, larger, {}, meanings),
            "groupby.apply": lambda: obvious(table, larger),
        }
    )
    pooled = measured["with_larger_areas"].result
    ours, theirs = by_key(pooled[pooled["area_id"].isin(list(larger))]), by_key(measured["groupby.apply"].result)
    pd.testing.assert_series_equal(ours, theirs, check_exact=False, rtol=1e-12)
    assert len(ours) == len(larger) * size.indicators * size.dates
    assert 0 < ours.notna().sum() < len(ours)
    described = f"{len(table)} Werte, {len(larger)} größere Gebiete, {len(ours)} Ergebnisse"
    show("Zusammenfassen", f"{size.name}: {described}", measured)
