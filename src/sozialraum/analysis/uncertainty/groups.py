"""How far the groups of an area lie apart: by age, sex, nationality."""

from collections.abc import Iterable

import pandas as pd

from sozialraum.analysis.uncertainty.counts import with_counts
from sozialraum.analysis.uncertainty.intervals import limits_apart
from sozialraum.model.indicators import Breakdown, Indicator
from sozialraum.model.tables import CITY, GROUP_GAPS, frame, group_text, typed

KEY = ["area_id", "indicator_id", "period"]
SIDE = ["value", "above", "below"]
PAIR = 2


def group_gaps(
    indicators: pd.DataFrame,
    definitions: Iterable[Indicator],
    breakdowns: Iterable[Breakdown],
    confidence_pct: float,
) -> pd.DataFrame:
    """Differences between the groups of an area, of every rate of people that is broken down by one dimension.

    Args:
        indicators: table `indicators`, larger areas and city included.
        definitions: of shares and rates of persons or households; others have no gaps.
        breakdowns: of two parts the first is compared with the second; of more, each with all others of the area
            together, which is the area's total without it.
        confidence_pct: of the intervals, two-sided, e.g. 95.

    Returns:
        Table `group_gaps`, in the unit of the indicator, one row for each known difference. `lower` and `upper` are
        NA where the people behind one side are not known. No row for groups that overlap, since their people
        would be compared with themselves. `city_difference` is NA for the city itself.

    Source: docs/methods.md#gruppen
    """
    rows = with_counts(indicators, [one for one in definitions if one.is_rate_of_people])
    tables = [_pairs(rows, one) if len(one.parts) == PAIR else _with_all_others(rows, one) for one in breakdowns]
    if not tables:
        return frame(GROUP_GAPS)
    gaps = pd.concat(tables, ignore_index=True)
    gaps["difference"] = gaps["value"] - gaps["other_value"]
    gaps = gaps[gaps["difference"].notna()].reset_index(drop=True)
    apart = limits_apart(gaps, confidence_pct)
    gaps["lower"] = apart["lower"].clip(upper=gaps["difference"])
    gaps["upper"] = apart["upper"].clip(lower=gaps["difference"])
    same = [*KEY[1:], "dimension", "group", "other"]
    city = gaps.loc[gaps["area_id"] == CITY, [*same, "difference"]].rename(columns={"difference": "city_difference"})
    gaps = gaps.merge(city, on=same, how="left")
    gaps["city_difference"] = gaps["city_difference"].where(gaps["area_id"] != CITY)
    return typed(gaps.sort_values([*same, "area_id"], ignore_index=True), GROUP_GAPS)


def _pairs(rows: pd.DataFrame, breakdown: Breakdown) -> pd.DataFrame:
    """The first part beside the second one, where the two are not more people than there are in all."""
    first, second = (_part(rows, breakdown, part.id) for part in breakdown.parts)
    other = second.rename(columns={name: f"other_{name}" for name in SIDE})
    all_people = _part(rows, breakdown, None).rename(columns={"below": "all_below"})
    pairs = first.merge(other[[*KEY, *(f"other_{name}" for name in SIDE)]], on=KEY)
    pairs = pairs.merge(all_people[[*KEY, "all_below"]], on=KEY, how="left")
    overlap = (pairs["below"] + pairs["other_below"] > pairs["all_below"]).fillna(False).astype(bool)
    return pairs[~overlap].assign(other=breakdown.parts[1].id)


def _with_all_others(rows: pd.DataFrame, breakdown: Breakdown) -> pd.DataFrame:
    """Each part beside all who are not in it."""
    parts = pd.concat([_part(rows, breakdown, part.id) for part in breakdown.parts], ignore_index=True)
    whole = _part(rows, breakdown, None)[[*KEY, "above", "below"]]
    pairs = parts.merge(whole, on=KEY, suffixes=("", "_all"))
    above, below = pairs["above_all"] - pairs["above"], pairs["below_all"] - pairs["below"]
    fits = (below > 0) & (above >= 0) & (~pairs["is_share"] | (above <= below))
    above, below = (side.where(fits.fillna(False).astype(bool)) for side in (above, below))
    return pairs.assign(other="", other_above=above, other_below=below, other_value=pairs["per"] * above / below)


def _part(rows: pd.DataFrame, breakdown: Breakdown, part: str | None) -> pd.DataFrame:
    """The rows of one part; of the totals for None."""
    own = rows[rows["group"] == group_text({breakdown.id: part} if part else {})]
    return own[[*KEY, *SIDE, "per", "is_share"]].assign(dimension=breakdown.id, group=part or "")
