"""How areas stand beside the rest of the city: rules on the newest date of an indicator."""

from collections.abc import Iterator, Mapping

import pandas as pd

from sozialraum.analysis.noticing.trends import deviations
from sozialraum.analysis.noticing.weighing import in_deviations, weight_of
from sozialraum.model.findings import Finding, FindingRule
from sozialraum.model.indicators import Indicator
from sozialraum.model.tables import CITY, records

LEVELS: Mapping[str, FindingRule] = {"more": "above_city", "less": "below_city"}
CROSSED: Mapping[str, FindingRule] = {"more": "overtook_city", "less": "fell_below_city"}


def standing_findings(
    rates: pd.DataFrame,
    intervals: pd.DataFrame,
    crossed: pd.DataFrame,
    wanted: Mapping[str, Indicator],
    newest: Mapping[str, str],
    min_deviations: float,
) -> Iterator[Finding]:
    """Areas beyond the usual fluctuation above or below the rest of the city, and those that changed sides.

    Args:
        rates: as firm_rates gives them.
        intervals: table `intervals`.
        crossed: as trends.crossings gives it; such an area is told by that rule instead.
        wanted: the indicators that rules speak of.
        newest: the date of each indicator that is spoken of.
        min_deviations: smaller differences do not stand out, however sure they are.

    Source: docs/methods.md#auffaelliges
    """
    at = rates[rates["period"] == rates["indicator_id"].map(newest)]
    sides = intervals[(intervals["group"] == "") & intervals["beside_rest"].isin(LEVELS)]
    rows = at[(at["area_id"] != CITY) & at["value"].notna()].merge(
        sides[["area_id", "indicator_id", "period", "rest", "beside_rest"]], on=["area_id", "indicator_id", "period"]
    )
    spread = deviations(at, ["indicator_id"], "value")
    changed = {(row["area_id"], row["indicator_id"]): row for row in records(crossed)}
    deviation = rows["indicator_id"].map({id_: number for (id_,), number in spread.items()}).astype(float)
    near = (rows["value"] - rows["rest"]).abs().astype("Float64") < min_deviations * deviation
    for row in records(rows[rows["rest"].notna() & ~near.fillna(False).astype(bool)]):
        id_, side = row["indicator_id"], row["beside_rest"]
        far = in_deviations(float(row["value"]) - float(row["rest"]), spread[(id_,)])
        if not far:
            continue
        numbers, since = {"value": float(row["value"]), "rest": float(row["rest"])}, ""
        earlier = changed.get((row["area_id"], id_))
        if earlier is not None:
            since = earlier["since"]
            numbers |= {"earlier": float(earlier["earlier"]), "earlier_rest": float(earlier["earlier_rest"])}
        yield Finding(
            area_id=row["area_id"],
            rule=CROSSED[side] if since else LEVELS[side],
            weight=weight_of(wanted[id_], side == "more"),
            indicator_id=id_,
            period=row["period"],
            since=since,
            numbers=numbers,
            strength=far,
        )
