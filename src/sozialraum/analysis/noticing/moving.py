"""How areas and the city move: rules on two dates and on dates in a row."""

from collections.abc import Iterator, Mapping

import pandas as pd

from sozialraum.analysis.noticing.trends import deviations
from sozialraum.analysis.noticing.weighing import in_deviations, weight_of
from sozialraum.model.findings import Finding
from sozialraum.model.indicators import Indicator
from sozialraum.model.tables import CITY, records

AHEAD: Mapping[str, int] = {"more": 1, "less": -1}
PERCENT = 100.0
DIGITS = 9  # beyond these a percentage is one of binary fractions


def moving_findings(rates: pd.DataFrame, changes: pd.DataFrame, wanted: Mapping[str, Indicator]) -> Iterator[Finding]:
    """Areas whose change differs from the city's beyond the usual fluctuation, and the city where it changed so.

    "rising" is a change to more than the city's, even where both fell; for the city itself one upwards. What
    fell, but less than in the city, is neither burden nor strength, nor is what rose less.

    Args:
        rates: as firm_rates gives them.
        changes: table `changes` between the two dates of each indicator, with intervals and `beside_city`.
        wanted: the indicators that rules speak of.

    Source: docs/methods.md#auffaelliges
    """
    known = changes[changes["change"].notna()]
    spread = deviations(known, ["indicator_id"], "change")
    for row in records(_with_values(_apart(known), rates)):
        id_, change, of_city = row["indicator_id"], float(row["change"]), row["area_id"] == CITY
        numbers = {"change": change, "earlier": float(row["earlier"]), "value": float(row["value"])}
        up = row["side"] > 0
        yield Finding(
            area_id=row["area_id"],
            rule="rising" if up else "falling",
            weight="neutral" if _the_other_way(change, up, wanted[id_]) else weight_of(wanted[id_], up),
            indicator_id=id_,
            period=row["period"],
            since=row["since"],
            numbers=numbers if of_city else numbers | {"city": float(row["city"])},
            strength=in_deviations(change if of_city else change - float(row["city"]), spread.get((id_,))),
        )


def _the_other_way(change: float, up: bool, indicator: Indicator) -> bool:
    """Whether a change, as it is told, leads away from the side on which it differs from the city's."""
    told = round(change, indicator.decimals)
    return told < 0 if up else told > 0


def _apart(changes: pd.DataFrame) -> pd.DataFrame:
    """The changes that stand out, with `side` (1 up, -1 down) and the city's change as `city`.

    Of areas those beside the city's change, of the city those whose interval leaves out zero.
    """
    of_city = changes["area_id"] == CITY
    moved = (changes["lower"] > 0).astype("Float64").fillna(0) - (changes["upper"] < 0).astype("Float64").fillna(0)
    side = changes["beside_city"].map(AHEAD).astype("Float64").fillna(0).where(~of_city, moved)
    city = changes[of_city].set_index("indicator_id")["change"]
    rows = changes.assign(side=side, city=changes["indicator_id"].map(city))
    return rows[(side != 0) & (rows["city"].notna() | of_city)]


def _with_values(changes: pd.DataFrame, rates: pd.DataFrame) -> pd.DataFrame:
    """With the value at both dates as `earlier` and `value`; rows without one of them are left out."""
    key = ["area_id", "indicator_id"]
    values = rates.loc[rates["value"].notna(), [*key, "period", "value"]]
    then = values.rename(columns={"period": "since", "value": "earlier"})
    return changes.merge(values, on=[*key, "period"]).merge(then, on=[*key, "since"])


def series_findings(
    rates: pd.DataFrame, changes: pd.DataFrame, series: pd.DataFrame, wanted: Mapping[str, Indicator], steps: int
) -> Iterator[Finding]:
    """Areas that moved the same way from date to date, and on the whole further that way than the city did.

    Args:
        rates: as firm_rates gives them.
        changes: table `changes` over these dates.
        series: as trends.series gives it.
        wanted: the indicators that rules speak of.
        steps: comparisons in a row.

    Source: docs/methods.md#auffaelliges
    """
    direction = {(row["area_id"], row["indicator_id"]): int(row["direction"]) for row in records(series)}
    for one in moving_findings(rates, changes, wanted):
        way = direction.get((one.area_id, one.indicator_id), 0)
        if way and (way > 0) == (one.rule == "rising"):
            yield Finding(
                area_id=one.area_id,
                rule="worsening_series" if one.weight == "burden" else "improving_series",
                weight=one.weight,
                indicator_id=one.indicator_id,
                period=one.period,
                since=one.since,
                numbers={**one.numbers, "steps": float(steps)},
                strength=one.strength,
            )


def spread_findings(spreads: pd.DataFrame, spread_pct: float) -> Iterator[Finding]:
    """Indicators in which the areas drift apart or draw closer by both measures of how far they lie apart.

    Args:
        spreads: as trends.spreads gives them.
        spread_pct: change in percent of the earlier distance from which on it stands out.

    Source: docs/methods.md#auffaelliges
    """
    for row in records(spreads):
        if not (row["earlier"] > 0 and row["earlier_deviation"] > 0):
            continue
        by_quartiles = round(PERCENT * (row["now"] / row["earlier"] - 1), DIGITS)
        by_deviation = round(PERCENT * (row["deviation"] / row["earlier_deviation"] - 1), DIGITS)
        least, most = min(by_quartiles, by_deviation), max(by_quartiles, by_deviation)
        if least < spread_pct and most > -spread_pct:
            continue
        grows = least >= spread_pct
        yield Finding(
            area_id=CITY,
            rule="spread_grows" if grows else "spread_shrinks",
            weight="burden" if grows else "strength",
            indicator_id=row["indicator_id"],
            period=row["period"],
            since=row["since"],
            numbers={"earlier": row["earlier"], "now": row["now"], "areas": float(row["areas"])},
            strength=min(abs(least), abs(most)) / spread_pct,
        )
