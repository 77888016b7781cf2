"""Rates drawn towards the city's where few people make them jump; always marked."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from sozialraum.analysis.uncertainty.counts import with_counts
from sozialraum.model.indicators import Indicator
from sozialraum.model.measures import SMOOTHED
from sozialraum.model.status import WITHOUT_VALUE, Status
from sozialraum.model.tables import BESTAND, MEASURES, typed


def smoothed(count: pd.Series, base: pd.Series) -> pd.Series:
    """Rates after Marshall (global empirical Bayes): the smaller the base, the nearer to the rate of all together.

    Args:
        count, base: people of whom something holds, and all; index area_id, the same of both.

    Returns:
        Per one of the base, same index; NA where a side is unknown or nobody is there, and such an area moves no
        other. Everywhere the common rate where the areas differ no more than chance alone would make them.

    Raises:
        ValueError: the series do not share one index.

    Source: docs/methods.md#glaettung
    """
    if not count.index.equals(base.index):
        raise ValueError("counts and bases must share one index")
    known = count.notna() & (base > 0).fillna(False).astype(bool)
    events, people = (side[known].to_numpy(dtype="float64") for side in (count, base))
    result = pd.Series(pd.NA, index=count.index, dtype="Float64")
    if not known.any():
        return result
    rates, together = events / people, events.sum() / people.sum()
    spread = (people * (rates - together) ** 2).sum() / people.sum()
    beyond_chance = max(0.0, spread - together / people.mean())
    by_chance = together / people
    # where nothing happens anywhere both are 0, and the rate is 0 with or without a share of itself
    trust = np.divide(beyond_chance, beyond_chance + by_chance, out=np.zeros_like(rates), where=by_chance > 0)
    result[known] = together + trust * (rates - together)
    return result


def smoothed_measures(
    indicators: pd.DataFrame, definitions: Iterable[Indicator], wanted: Iterable[str], areas: list[str]
) -> pd.DataFrame:
    """The smoothed rates of the Sozialräume, for each date of the indicators the project asks for.

    Args:
        indicators: table `indicators`; totals are smoothed, groups are not.
        definitions: of shares and rates of people; others have no smoothed rate.
        wanted: ids of indicators.
        areas: the Sozialräume; larger and joint areas neither smooth nor are smoothed.

    Returns:
        Table `measures`: smoothed:<indicator> in the unit of the indicator, base = denominator. NA with reason
        "parts_withheld" or "parts_missing" where the people behind a rate are not known, with status M and no
        reason where there are none. `status` is that of the area's own rate.

    Source: docs/methods.md#glaettung
    """
    definitions = list(definitions)
    totals = indicators[
        (indicators["group"] == "")
        & indicators["area_id"].isin(areas)
        & indicators["indicator_id"].isin(list(wanted))
    ]
    # rates that lie near each other add up to the same last digit in one order only
    rows = with_counts(totals, definitions).sort_values(["indicator_id", "period", "area_id"], ignore_index=True)
    value = pd.Series(pd.NA, index=rows.index, dtype="Float64")
    for at in rows.groupby(["indicator_id", "period"]).groups.values():
        value[at] = smoothed(rows.loc[at, "above"], rows.loc[at, "below"]) * rows.loc[at, "per"]
    status = rows["status"].where(value.notna() | rows["status"].isin(list(WITHOUT_VALUE)), str(Status.MISSING))
    unknown = value.isna() & (status != str(Status.NOT_APPLICABLE))
    withheld = status == str(Status.WITHHELD)
    rows["reason"] = unknown.map({True: "parts_missing", False: ""}).mask(withheld, "parts_withheld")
    rows = rows.assign(measure_id=SMOOTHED + rows["indicator_id"], value=value, base=rows["below"], status=status)
    rows[["lower", "upper"]] = pd.NA
    return typed(rows.assign(target_group="", scenario=BESTAND), MEASURES)
