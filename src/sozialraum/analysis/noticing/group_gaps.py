"""Groups of an area that lie further apart, or closer together, than in the city."""

from collections.abc import Iterator, Mapping

import pandas as pd

from sozialraum.analysis.noticing.rates import FIRM
from sozialraum.analysis.noticing.trends import deviations
from sozialraum.analysis.noticing.weighing import in_deviations
from sozialraum.model.findings import Finding
from sozialraum.model.indicators import Indicator
from sozialraum.model.tables import CITY, group_text, records

KEY = ["area_id", "indicator_id", "period"]


def group_gap_findings(
    group_gaps: pd.DataFrame,
    indicators: pd.DataFrame,
    wanted: Mapping[str, Indicator],
    newest: Mapping[str, str],
    min_deviations: float,
) -> Iterator[Finding]:
    """Of each area and indicator the gap between two groups that differs most from the city's.

    Args:
        group_gaps: table `group_gaps`.
        indicators: table `indicators`: both groups must be counted, not estimated, in the area and in the city.
        wanted: the indicators that rules speak of.
        newest: the date of each indicator that is spoken of.
        min_deviations: gaps closer to the city's than this do not stand out.

    Returns:
        Findings only where the interval of the difference leaves out the city's difference and zero: a burden where
        the groups lie further apart than in the city, a strength where they lie closer together.

    Source: docs/methods.md#auffaelliges
    """
    best: dict[tuple[str, str], Finding] = {}
    gaps = _firm(group_gaps, indicators, wanted, newest)
    spread = deviations(gaps, ["indicator_id", "group_key", "other_key"], "difference")
    for row in records(gaps[gaps["area_id"] != CITY].sort_values([*KEY, "group_key", "other_key"])):
        own, city, lower, upper = (float(row[x]) for x in ("difference", "city_difference", "lower", "upper"))
        far = in_deviations(own - city, spread[(row["indicator_id"], row["group_key"], row["other_key"])])
        beyond = (lower > 0 or upper < 0) and (lower > city or upper < city)
        wider = abs(own) > abs(city)
        turned = own * city < 0 and not wider  # the other group is ahead: neither further apart nor closer together
        place = (row["area_id"], row["indicator_id"])
        if not beyond or turned or far < min_deviations or (place in best and best[place].strength >= far):
            continue
        best[place] = Finding(
            area_id=row["area_id"],
            rule="group_gap",
            weight="burden" if wider else "strength",
            indicator_id=row["indicator_id"],
            period=row["period"],
            numbers={"difference": own, "city": city},
            words={"group": row["group_key"], "other": row["other_key"]},
            strength=far,
        )
    yield from best.values()


def _firm(
    group_gaps: pd.DataFrame, indicators: pd.DataFrame, wanted: Mapping[str, Indicator], newest: Mapping[str, str]
) -> pd.DataFrame:
    gaps = group_gaps[
        group_gaps["indicator_id"].isin(wanted)
        & (group_gaps["period"] == group_gaps["indicator_id"].map(newest))
        & group_gaps[["difference", "lower", "upper", "city_difference"]].notna().all(axis=1)
    ]
    gaps = gaps.assign(group_key=_keys(gaps, "group"), other_key=_keys(gaps, "other"))
    firm = indicators[indicators["status"].isin(FIRM) & ~indicators["list_only"]][[*KEY, "group"]].drop_duplicates()
    of_city = firm[firm["area_id"] == CITY].drop(columns="area_id")
    for side in ("group_key", "other_key"):
        gaps = gaps.merge(firm.rename(columns={"group": side}), on=[*KEY, side])
        gaps = gaps.merge(of_city.rename(columns={"group": side}), on=[*KEY[1:], side])
    return gaps


def _keys(gaps: pd.DataFrame, side: str) -> pd.Series:
    """The group of a side as table `indicators` names it; all others follow from the total."""
    keys = [group_text({dimension: part}) for dimension, part in zip(gaps["dimension"], gaps[side], strict=True)]
    return pd.Series(keys, index=gaps.index, dtype="str")  # of text even where there is none
