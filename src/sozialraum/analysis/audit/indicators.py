"""Counts behind the indicators: counts, numerators, bases and remainders of shares, and how they hang together."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sozialraum.analysis.audit.adding import added_counts
from sozialraum.analysis.audit.riddle import NEARLY, Riddle, cells_of, counts, equations, joined, key_of
from sozialraum.analysis.audit.rules import Rules, of_people
from sozialraum.analysis.audit.same import same_counts
from sozialraum.analysis.audit.sums import group_pairs, sums_of
from sozialraum.model.tables import CITY, INDICATOR_KEY

NUM, DEN, REST = ":num", ":den", ":rest"
PLACE = [*INDICATOR_KEY, "list_only"]
NUMBERS = ["value", "numerator", "denominator"]
LISTED = " (list)"
DIGITS = 9  # decimals of a value that nobody rounded


def indicator_riddle(
    true: pd.DataFrame, told: pd.DataFrame, rules: Rules, areas: pd.DataFrame, exhaustive: Mapping[str, bool]
) -> Riddle:
    """All counts behind the table `indicators` of an edition.

    Args:
        true: the table of the office.
        told: that of the edition.
        rules: definitions, classes and rules.
        areas: table PAIRS of areas.
        exhaustive: dimension of a breakdown -> whether its parts are everybody.
    """
    rows = _beside(true, told, rules)
    counted = rows[rows["kind"] == "count"]
    ratios = rows[rows["kind"].isin(["share", "rate", "mean"])]
    own = cells_of(_of_counts(counted), rules.by_name)
    own = pd.concat([own, cells_of(_of_ratios(ratios), rules.by_name)], ignore_index=True)
    own = own.drop_duplicates("cell", ignore_index=True)
    added = own[own["what"].str.split(":").str[0].isin(rules.additive) & ~own["what"].str.endswith(REST)]
    added = added[~added["period"].str.endswith(LISTED)]
    pairs = group_pairs(sorted(added["group"].unique()), dict(exhaustive))
    return joined(
        [
            Riddle(own),
            _within_rows(ratios),
            sums_of(added, "area_id", areas, rules.by_name),
            sums_of(added, "group", pairs, rules.by_name),
            same_counts(own, rules.made_of),
            added_counts(own[~own["period"].str.endswith(LISTED)], rules),
        ]
    )


def _beside(true: pd.DataFrame, told: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """True and told numbers of each row, what kind it is, and which rule binds it."""
    shown = told[[*PLACE, *NUMBERS]].drop_duplicates(PLACE).rename(columns={one: f"told_{one}" for one in NUMBERS})
    rows = true.drop_duplicates(PLACE).merge(shown, on=PLACE, how="left")
    # what is listed is reckoned with nothing, but it is told
    rows["period"] = rows["period"].mask(rows["list_only"], rows["period"] + LISTED)

    def of(values: Mapping[str, object]) -> pd.Series:
        return rows["indicator_id"].map(dict(values))

    known = rules.definitions
    rows = rows[rows["indicator_id"].isin(known)].reset_index(drop=True)
    free = rules.published_by_source(rows["source_id"])
    rows["kind"] = of({id_: one.kind for id_, one in known.items()})
    rows["per"] = of({id_: one.per for id_, one in known.items()}).astype(float)
    bound = of({id_: one.disclosure == "rule" for id_, one in known.items()}).astype(bool) & ~free
    rows["bound"] = bound & of({id_: of_people(one.counts) for id_, one in known.items()}).astype(bool)
    rows["bound_base"] = rows["bound"] & of({id_: of_people(one.base_counts) for id_, one in known.items()}).astype(
        bool
    )
    rows["signed"] = of(rules.balances).astype(bool) | _ever_below_zero(rows)
    rows["rule"] = of(rules.rule_of)
    rows["always"] = rows["rule"].isin(rules.below_city) & (rows["area_id"] != CITY)
    rows["few_from"] = of({id_: rules.fewest_base(id_) for id_ in known}).astype(float)
    return rows.rename(columns={"indicator_id": "what"})


def _ever_below_zero(rows: pd.DataFrame) -> pd.Series:
    """Whether the numbers of an indicator lie below zero anywhere: then anybody thinks it possible everywhere."""
    lowest = rows[["value", "numerator"]].min(axis=1).groupby(rows["indicator_id"]).transform("min")
    return (lowest < 0).fillna(False).astype(bool)


def _of_counts(rows: pd.DataFrame) -> pd.DataFrame:
    whole = _whole(rows["value"]) & rows["bound"]
    return counts(
        rows.drop(columns=["few_from"]),
        truth=rows["value"],
        told=rows["told_value"],
        whole=whole,
        kept=rows["told_value"].isna(),
    )


def _of_ratios(rows: pd.DataFrame) -> pd.DataFrame:
    """Numerators, bases, and of shares the rest."""
    if rows.empty:
        return counts(rows)
    above = rows["numerator"].fillna((rows["value"] * rows["denominator"] / rows["per"]).round(DIGITS))
    below = rows["denominator"]
    told_above = rows["told_numerator"].fillna(rows["told_value"] * rows["told_denominator"] / rows["per"])
    told_above = told_above.round(DIGITS)
    told_below = rows["told_denominator"]
    people = rows["kind"].isin(["share", "rate"])
    few = (
        rows["bound_base"]
        & (below < rows["few_from"]).fillna(False)
        & (below > 0).fillna(False)
        & rows["kind"].isin(["share", "rate"])
    )
    tables = [
        counts(
            rows.assign(what=rows["what"] + NUM, bound=rows["bound"] & people),
            truth=above,
            told=told_above,
            whole=_whole(above) & people,
            kept=few.astype(bool),
            blank=few.astype(bool),
        ),
        counts(
            rows.assign(what=rows["what"] + DEN, bound=rows["bound_base"], signed=False),
            truth=below,
            told=told_below,
            whole=_whole(below),
            always=False,
        ),
    ]
    shares = rows["kind"] == "share"
    rest = (below - above)[shares]
    own = rows[shares & (rest >= -NEARLY).reindex(rows.index, fill_value=False).fillna(False)]
    tables.append(
        counts(
            own.assign(what=own["what"] + REST, bound=own["bound_base"]),
            truth=rest.reindex(own.index).clip(lower=0).round(DIGITS),
            told=pd.NA,
            never=True,
            whole=(_whole(above) & _whole(below)).reindex(own.index),
            always=False,
        )
    )
    return pd.concat(tables, ignore_index=True)


def _within_rows(ratios: pd.DataFrame) -> Riddle:
    """Numerator and rest are the base; a told value says how numerator and base go together."""
    if ratios.empty:
        return Riddle()
    rows = ratios.reset_index(drop=True)
    keys = {part: key_of(rows.assign(what=rows["what"] + part)) for part in (NUM, DEN, REST)}
    shares = rows["kind"] == "share"
    links = [
        equations(
            "rest\x1f" + keys[NUM][shares],
            (keys[NUM][shares], 1.0),
            (keys[REST][shares], 1.0),
            (keys[DEN][shares], -1.0),
        )
    ]
    above = rows["numerator"].fillna(rows["value"] * rows["denominator"] / rows["per"]).astype(float)
    below, value = rows["denominator"].astype(float), rows["told_value"].astype(float)
    open_ = rows["told_denominator"].isna()
    decimals = value.map(_decimals)
    loose = np.where(decimals >= DIGITS, NEARLY * below, 0.5 * 10.0**-decimals * below + NEARLY)
    misses = (value * below - rows["per"] * above).abs()
    telling = value.notna() & open_ & (misses <= loose)
    names = "rate\x1f" + keys[NUM][telling]
    links.append(equations(names, (keys[DEN][telling], value[telling]), (keys[NUM][telling], -rows["per"][telling])))
    limits = pd.DataFrame({"relation": names, "low": -loose[telling], "high": loose[telling]})
    return Riddle(links=pd.concat(links, ignore_index=True), limits=limits)


def _decimals(value: float) -> int:
    text = f"{value:.{DIGITS}f}".rstrip("0") if value == value else "0"
    return len(text.partition(".")[2])


def _whole(numbers: pd.Series) -> pd.Series:
    floats = numbers.astype(float)
    return (floats.round(0) - floats).abs() < NEARLY
