"""Sums of which one contributor is so much that the sum tells what it adds."""

from collections.abc import Mapping

import pandas as pd

from sozialraum.model.disclosure_rules import Dominance
from sozialraum.model.tables import CONTRIBUTIONS, INDICATOR_KEY, NUMBER, frame, typed

BOTH = ["largest", "second_largest"]
OF_ONE_SUM = ["indicator_id", "period", "group"]


def dominated(sums: pd.Series, largest: pd.Series, second: pd.Series, rule: Dominance) -> pd.Series:
    """Whether a sum tells too closely what its largest contributor adds.

    Args:
        sums: of contributions that are not negative.
        largest: what the largest contributor adds; NA: not known.
        second: what the second largest adds; NA: not known, so it is taken to be as large as it can be.
        rule: p-percent: the second largest, taking its own part from the sum, would know the largest one's to less
            than p percent of it (sum - largest - second < p / 100 * largest). n-k: the largest n have k percent of
            the sum or more.

    Returns:
        True where the rule withholds the sum, same index; also where the largest is not known, as long as the sum is
        not 0. False where there is no sum.

    Source: docs/methods.md#dominanz
    """
    room = (sums - largest).clip(lower=0)
    second = second.fillna(room.where(room < largest, largest))
    if rule.p_percent is not None:
        told = 100 * (sums - largest - second) < rule.p_percent * largest
    else:
        share = largest if rule.largest == 1 else largest + second
        told = 100 * share >= (rule.k_percent or 0) * sums
    return ((sums > 0) & told.fillna(True)).fillna(False).astype(bool)


def with_larger_areas(
    contributions: pd.DataFrame, sums: pd.DataFrame, members: Mapping[str, list[str]]
) -> pd.DataFrame:
    """Contributions of every area, those of larger ones taken from their parts where no file names them.

    Each contributor is taken to belong to one area only; files that know better name those of the larger area.

    Args:
        contributions: table CONTRIBUTIONS.
        sums: table INDICATORS; a part that has a sum other than 0 and no contributions leaves those of the larger
            area unknown.
        members: larger area -> its Sozialräume.

    Returns:
        Table CONTRIBUTIONS in order of its keys; without rows where nothing is known.
    """
    given = contributions.set_index(INDICATOR_KEY)[BOTH]
    named = sums["indicator_id"].isin(set(contributions["indicator_id"]))
    wanted = sums[named & sums["value"].notna() & ~sums["list_only"]]
    rows = wanted.set_index(INDICATOR_KEY)[["value"]].join(given).reset_index()
    nothing = rows["largest"].isna() & (rows["value"] == 0)
    rows.loc[nothing, BOTH] = 0
    told = [contributions]
    by_file = pd.MultiIndex.from_frame(contributions[INDICATOR_KEY])
    for area_id in sorted(members):
        parts = rows[rows["area_id"].isin(members[area_id]) & (rows["area_id"] != area_id)]
        above = parts.groupby(OF_ONE_SUM, sort=True)[BOTH].apply(_largest_two)
        if len(above):
            table = above.reset_index().assign(area_id=area_id)
            told.append(table[~pd.MultiIndex.from_frame(table[INDICATOR_KEY]).isin(by_file)])
    found = pd.concat([frame(CONTRIBUTIONS), *told], ignore_index=True)
    return typed(found.sort_values(INDICATOR_KEY, ignore_index=True), CONTRIBUTIONS)


def dominated_rows(
    indicators: pd.DataFrame,
    contributions: pd.DataFrame,
    members: Mapping[str, list[str]],
    rules: Mapping[str, Dominance],
) -> pd.Series:
    """Which rows of the table `indicators` are withheld for one contributor.

    Args:
        indicators: the table, larger areas and city included.
        contributions: table CONTRIBUTIONS, as files name them.
        members: larger area -> its Sozialräume.
        rules: indicator id -> rule on dominance; without an entry there is none for it.

    Returns:
        True where a sum is withheld, same index. Of an indicator whose contributions no file names, nothing is.

    Source: docs/methods.md#dominanz
    """
    every = with_larger_areas(contributions, indicators, members).set_index(INDICATOR_KEY)
    known = indicators[INDICATOR_KEY].join(every, on=INDICATOR_KEY)
    named = set(contributions["indicator_id"])
    hidden = pd.Series(False, index=indicators.index)
    for id_ in sorted(named & set(rules)):
        of_it = indicators["indicator_id"] == id_
        rows = known[of_it]
        hidden[of_it] = dominated(indicators.loc[of_it, "value"], rows["largest"], rows["second_largest"], rules[id_])
    return hidden


def _largest_two(parts: pd.DataFrame) -> pd.Series:
    """The two largest contributions among those of several areas; NA where one area's are not known."""
    if parts["largest"].isna().any():
        return pd.Series({"largest": pd.NA, "second_largest": pd.NA}, dtype=NUMBER)
    every = sorted([*parts["largest"], *parts["second_largest"].dropna()], reverse=True)
    # a second largest nobody knows is at most the largest of its own area
    unknown = parts.loc[parts["second_largest"].isna(), "largest"].max() if len(parts) else pd.NA
    second = every[1] if len(every) > 1 else pd.NA
    if not pd.isna(unknown) and (pd.isna(second) or unknown > second):
        second = pd.NA
    return pd.Series({"largest": every[0], "second_largest": second}, dtype=NUMBER)
