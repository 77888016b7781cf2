"""The table of indicators as a ledger: which counts it tells, which are secret, and what adds up to what."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from sozialraum.analysis.ledger.figures import DEN, NUM, STREAM, VALUE, figures, of_rows
from sozialraum.analysis.ledger.found_sums import found_sums
from sozialraum.analysis.ledger.ledger import CELLS, Ledger, joined
from sozialraum.analysis.ledger.rounding import told_by_multiples
from sozialraum.analysis.ledger.same_counts import listed_counts, same_counts
from sozialraum.analysis.ledger.setting import Setting
from sozialraum.analysis.ledger.shares import share_rests
from sozialraum.analysis.ledger.sums import area_sums, group_sums, stated_sums
from sozialraum.analysis.ledger.totals import small_or_none
from sozialraum.model.periods import last_day
from sozialraum.model.tables import CITY, typed


def indicator_ledger(indicators: pd.DataFrame, setting: Setting) -> Ledger:
    """The counts of people behind the table `indicators`.

    Args:
        indicators: the table, larger areas and city included, unsuppressed.
        setting: what the project says of it.

    Source: docs/methods.md#sekundaersperrung
    """
    every = figures(of_rows(indicators, setting))
    # counts of people, and sums to which single contributors add
    every["secrets"] = every["people"] | (every["of_sums"] & (every["role"] == VALUE))
    told = every[~every["list_only"]]  # what is only listed is never reckoned with
    same = pd.concat([same_counts(told, setting.definitions), listed_counts(every)], ignore_index=True)
    people = set(every.loc[every["secrets"], "cell"])
    twice = set(same.loc[same["other"].isin(people), "cell"]) | set(same.loc[same["cell"].isin(people), "other"])
    every = every[every["secrets"] | every["cell"].isin(twice)]
    every = with_states(every, same, setting)
    table = every[every["secrets"] & ~every["list_only"]].reset_index(drop=True)
    sums = table[table["additive"]].reset_index(drop=True)
    return joined(
        [
            Ledger(cells=typed(every, CELLS), same=same),
            area_sums(sums, setting.members, setting.joint),
            group_sums(table, setting.breakdowns),
            stated_sums(table, setting.sums),
            found_sums(table),
            share_rests(table),
        ]
    )


def withheld_rows(
    indicators: pd.DataFrame, setting: Setting, cells: Collection[str], unsafe: Collection[str] = ()
) -> pd.Series:
    """Which rows of the table `indicators` are withheld.

    Args:
        indicators: as given to `indicator_ledger`.
        setting: likewise.
        cells: keys of the cells that are withheld.
        unsafe: keys of cells that can be worked out all the same; what is told of them as a multiple is withheld.

    Returns:
        True where the count of a row is among them, or a numerator or denominator; and where a ratio of people has no
        counts, so that nobody can check it, unless the rule shows such.

    Source: docs/methods.md#geheimhaltung
    """
    rows = of_rows(indicators, setting)
    people = rows["counted"] | rows["counted_below"]
    bare = rows["ratio"] & rows["value"].notna() & rows["numerator"].isna() & rows["denominator"].isna() & people
    hidden = (bare & ~rows["bare"] & rows["counted"]) | ((bare | (people & ~rows["countable"])) & rows["of_families"])
    hidden &= ~rows["known"]
    every = figures(rows)
    told = (every["rounds_to"] > 0) & every["cell"].isin(unsafe)
    gone = every.loc[every["cell"].isin(cells) | told, "row"].unique()
    hidden.iloc[gone] = True
    return pd.Series(hidden.to_numpy(dtype=bool), index=indicators.index)


def told_as_multiples(indicators: pd.DataFrame, setting: Setting) -> frozenset[str]:
    """Keys of the cells of which no more than a multiple is ever told; arguments as of `withheld_rows`."""
    every = figures(of_rows(indicators, setting))
    return frozenset(every.loc[every["rounds_to"] > 0, "cell"])


def with_states(table: pd.DataFrame, same: pd.DataFrame, setting: Setting) -> pd.DataFrame:
    """The figures as cells: what is known of each beforehand, whether it is secret, and what is lost without it."""
    table = table.assign(known=table["known"] & ~_mixed(table, setting))
    balance = table["balance"] | table.groupby(STREAM)["value"].transform("min").lt(0)
    table = table.assign(signed=balance)
    few = small_or_none(table, table["value"]) | small_or_none(table, table["unrounded"])
    base = table[table["role"] == DEN].set_index("row")["value"]
    below = table["row"].map(base)
    little = (table["role"] == NUM) & (below > 0) & (below < table[["min_count", "min_base"]].max(axis=1))
    little &= table["row"].isin(table.loc[(table["role"] == DEN) & table["people"], "row"])
    # a base that is told by itself is as secret as it is there
    elsewhere = set(same["cell"]) | set(same["other"])
    own = table.loc[table["role"] != DEN, "cell"]
    stands = set(same.loc[same["other"].isin(own), "cell"]) | set(same.loc[same["cell"].isin(own), "other"])
    lent = (table["role"] == DEN) & table["cell"].isin(stands & elsewhere)
    families = table["of_families"] & (table["role"] != DEN)
    sums = table["dominated"] & (table["role"] == VALUE)
    hidden = ~table["known"] & ((table["people"] & ((few & ~lent) | little | families)) | sums)
    least = np.where(balance, -np.inf, np.where(table["no_zeros"] | little | families, 0.0, 1.0))
    top = np.maximum(table["min_count"] - 1, table["min_values"])
    few &= table["people"]
    nobody = (table["value"] == 0) & ~table["no_zeros"] & table["people"]
    rounds = table["people"] & (table["rounds_to"] > 0) & ~table["known"]
    few &= ~rounds
    hidden &= ~(rounds & ~little & ~families & ~sums)
    state = np.where(table["known"], "known", np.where(hidden, "hidden", np.where(nobody, "known", "open")))
    whole = ~table.groupby(STREAM)["value"].transform(lambda value: (value % 1 != 0).any()).astype(bool)
    table = table.assign(
        state=np.where(table["secrets"], state, "open"),
        least=np.minimum(least, table["value"]),
        most=np.where(few & ~balance & (table["value"] >= 0) & ~lent, np.maximum(top, table["value"]), np.nan),
        guess=few,
        needs=np.where((table["people"] | sums) & ~table["known"] & ~nobody, table["min_values"], 0),
        whole=whole,
        weight=_weights(table, setting),
    )
    return as_multiples(table, rounds)


def as_multiples(table: pd.DataFrame, rounds: pd.Series) -> pd.DataFrame:
    """The cells of which a multiple is shown: never told themselves, and known to lie near it."""
    if not rounds.any():
        return table
    own = table[rounds]
    least, most = told_by_multiples(own["value"], own["rounds_to"], own["whole"])
    shown = rounds & (table["state"] != "hidden")
    bounds = pd.DataFrame({"least": least.where(own["signed"], least.clip(lower=0)), "most": most})
    for name in ("least", "most"):
        table[name] = pd.Series(table[name], dtype=float).mask(shown, bounds[name].reindex(table.index))
    table["state"] = table["state"].mask(shown, "never")
    table["guess"] &= ~shown
    table["needs"] = table["needs"].mask(shown, table["min_values"])
    return table


def _mixed(table: pd.DataFrame, setting: Setting) -> pd.Series:
    """Whether a number was added up from parts of which its source has not published each."""
    parts = [(larger, area) for larger, areas in setting.members.items() for area in areas]
    together = [
        (larger, one)
        for larger, areas in setting.members.items()
        for one, own in setting.joint.items()
        if set(own) <= set(areas)
    ]
    pairs = pd.DataFrame([*parts, *together], columns=["larger", "area_id"])
    secret = table.loc[~table["known"], ["area_id", *STREAM]].merge(pairs, on="area_id")
    secret = secret.drop(columns="area_id").rename(columns={"larger": "area_id"})
    key = ["area_id", *STREAM]
    mixed = pd.MultiIndex.from_frame(table[key]).isin(pd.MultiIndex.from_frame(secret[key]))
    return (table["basis"] == "pooled") & mixed


def _weights(table: pd.DataFrame, setting: Setting) -> pd.Series:
    """What is lost with a number."""
    weights = setting.weights
    days = {period: last_day(str(period)) for period in table["period"].unique()}
    day = table["period"].map(days)
    newest = day == day.groupby(table["indicator_id"]).transform("max")
    larger = table["area_id"].isin([area for area in setting.members if area != CITY])
    own = table["indicator_id"].map(weights.indicators).fillna(1.0).astype(float)
    where = np.where(table["area_id"] == CITY, weights.city, np.where(larger, weights.larger, 1.0))
    when = np.where(newest, weights.newest, 1.0)
    part = np.where(table["indicator_id"].isin(setting.index_parts), weights.index_parts, 1.0)
    of_group = np.where(table["group"] != "", weights.groups, 1.0)
    return pd.Series(own.to_numpy() * where * when * part * of_group, index=table.index)
