"""How rates move: change between two dates, dates in a row, the side of the city's value, spread over the areas."""

from collections.abc import Iterable, Mapping

import pandas as pd

from sozialraum.analysis.change import changes
from sozialraum.analysis.noticing.rates import by_indicator, wide
from sozialraum.model.indicators import Indicator
from sozialraum.model.situation import FEWEST_AREAS
from sozialraum.model.tables import CITY

SAME = 1e-9  # a step below this share of the values is rounding of binary numbers
Pairs = Mapping[str, tuple[str, str]]  # indicator -> earlier and later date


def base_pairs(runs: Mapping[str, list[str]]) -> dict[str, tuple[str, str]]:
    """The first and the newest of the dates that may be compared."""
    return {id_: (run[0], run[-1]) for id_, run in runs.items() if len(run) > 1}


def row_pairs(runs: Mapping[str, list[str]], steps: int) -> dict[str, tuple[str, str]]:
    """The date so many comparisons ago and the newest one; none where there are not as many."""
    return {id_: (run[-1 - steps], run[-1]) for id_, run in runs.items() if len(run) > steps}


def changes_between(
    rates: pd.DataFrame, wanted: Mapping[str, Indicator], pairs: Pairs, confidence_pct: float
) -> pd.DataFrame:
    """Table `changes` of the areas and the city between these two dates of each indicator.

    Source: docs/methods.md#auffaelliges
    """
    at = pd.Series(False, index=rates.index)
    for place in (0, 1):
        at |= rates["period"] == rates["indicator_id"].map({id_: pair[place] for id_, pair in pairs.items()})
    return changes(rates[at.astype(bool)], wanted.values(), confidence_pct)


def series(rates: pd.DataFrame, runs: Mapping[str, list[str]], steps: int) -> pd.DataFrame:
    """Areas whose value moved the same way so many times in a row up to the newest date.

    Args:
        rates: as firm_rates gives them.
        runs: dates that may be compared.
        steps: comparisons of neighbouring dates.

    Returns:
        Columns area_id, indicator_id, since, period, direction (1 up, -1 down), in order of indicator and area. An
        area with a gap at one of these dates is not among them, nor one that stood still once.

    Source: docs/methods.md#auffaelliges
    """
    found, of_indicator = [], by_indicator(rates)
    for id_, (since, period) in row_pairs(runs, steps).items():
        values = wide(of_indicator[id_], runs[id_][-1 - steps :]).astype(float)
        moved = values.diff(axis=1).iloc[:, 1:]
        still = SAME * values.abs().max(axis=1)
        up, down = moved.gt(still, axis=0).all(axis=1), moved.lt(-still, axis=0).all(axis=1)
        found += [(area, id_, since, period, 1 if up[area] else -1) for area in values.index[up | down]]
    return pd.DataFrame(found, columns=["area_id", "indicator_id", "since", "period", "direction"])


def crossings(rates: pd.DataFrame, intervals: pd.DataFrame, pairs: Pairs) -> pd.DataFrame:
    """Areas that were on one side of the rest of the city and are now beyond the usual fluctuation on the other.

    Args:
        rates: as firm_rates gives them.
        intervals: table `intervals`, whose `rest` and `beside_rest` decide.
        pairs: earlier and later date.

    Returns:
        Columns area_id, indicator_id, since, period, earlier, earlier_rest, beside_rest ("more": it was not above the
        rest and now is).

    Source: docs/methods.md#auffaelliges
    """
    dated = pd.DataFrame([(id_, *pair) for id_, pair in pairs.items()], columns=["indicator_id", "since", "period"])
    rest = intervals.loc[intervals["group"] == "", ["area_id", "indicator_id", "period", "rest", "beside_rest"]]
    now = dated.merge(rest.drop(columns="rest"), on=["indicator_id", "period"])
    then = rates[["area_id", "indicator_id", "period", "value"]].merge(
        rest.drop(columns="beside_rest"), on=["area_id", "indicator_id", "period"]
    )
    then = then.rename(columns={"period": "since", "value": "earlier", "rest": "earlier_rest"})
    both = now.merge(then, on=["area_id", "indicator_id", "since"]).dropna(subset=["earlier", "earlier_rest"])
    rose = (both["beside_rest"] == "more") & (both["earlier"] <= both["earlier_rest"])
    fell = (both["beside_rest"] == "less") & (both["earlier"] >= both["earlier_rest"])
    return both[rose | fell].sort_values(["indicator_id", "area_id"], ignore_index=True)


def spreads(rates: pd.DataFrame, pairs: Pairs) -> pd.DataFrame:
    """How far the areas lie apart at both dates, over the areas with value, numerator and denominator at both.

    Args:
        rates: as firm_rates gives them; the city is no area.
        pairs: earlier and later date.

    Returns:
        Columns indicator_id, since, period, areas, earlier, now (distance between the quartiles in points),
        earlier_deviation, deviation (standard deviation, ddof 0). Without a row for fewer than FEWEST_AREAS.

    Source: docs/methods.md#auffaelliges
    """
    with_counts = rates[["value", "numerator", "denominator"]].notna().all(axis=1)
    counted = rates[(rates["area_id"] != CITY) & with_counts]
    found, of_indicator = [], by_indicator(counted)
    for id_, pair in pairs.items():
        if id_ not in of_indicator:
            continue
        values = wide(of_indicator[id_], list(pair)).dropna().astype(float)
        if len(values) < FEWEST_AREAS:
            continue
        quartiles = values.quantile([0.25, 0.75])
        earlier, now = (float(x) for x in quartiles.iloc[1] - quartiles.iloc[0])
        deviations = values.std(ddof=0)
        found.append((id_, *pair, len(values), earlier, now, float(deviations.iloc[0]), float(deviations.iloc[1])))
    columns = ["indicator_id", "since", "period", "areas", "earlier", "now", "earlier_deviation", "deviation"]
    return pd.DataFrame(found, columns=columns)


def deviations(values: pd.DataFrame, by: Iterable[str], column: str) -> dict[tuple[str, ...], float]:
    """Standard deviation (ddof 0) of a column over the areas, for each of these keys; the city is no area."""
    own = values[(values["area_id"] != CITY) & values[column].notna()]
    names = list(by)
    spread = own.assign(number=own[column].astype(float)).groupby(names, sort=True)["number"].std(ddof=0)
    return {key if isinstance(key, tuple) else (key,): float(value) for key, value in spread.items()}
