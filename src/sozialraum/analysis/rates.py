"""Rates from their numerators and denominators, and the values of larger areas and the city.

A rate of a larger area is pooled: the sum of the numerators over the sum of the denominators. Where these are
not known there is no value, and `reason` says why. Rates are never averaged.
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from sozialraum.model.indicators import Indicator
from sozialraum.model.status import RANK, STATUS_OF, Status
from sozialraum.model.tables import INDICATORS, typed

KEY = ["indicator_id", "period", "group"]
STEPS = frozenset({"ordinal", "index"})


def computed(indicators: pd.DataFrame, definitions: Iterable[Indicator]) -> pd.DataFrame:
    """The table with the rows of every indicator that is declared as one count over another.

    Args:
        indicators: table `indicators`.
        definitions: those with `computed_from` are worked out, `per` is their factor.

    Returns:
        The given rows and one more for each area, period and group for which both counts have a row and
        no value was given. NA with status M for an empty denominator, else with the weaker status of the two.

    Source: docs/methods.md#anteile
    """
    tables = [indicators]
    for definition in definitions:
        if definition.computed_from is None:
            continue
        parts = definition.computed_from
        joined = _of(indicators, parts.numerator).merge(
            _of(indicators, parts.denominator), on=["area_id", "period", "group"], suffixes=("", "_below")
        )
        if joined.empty:
            continue
        rows = _ratio_rows(joined, joined["value"], joined["value_below"], definition.per)
        rank = joined[["status", "status_below"]].map(RANK.__getitem__).max(axis=1)
        unknown = rows["value"].isna() & (rows["status"] != str(Status.NOT_APPLICABLE))
        rows["status"] = rows["status"].where(
            rows["status"] == str(Status.NOT_APPLICABLE),
            rank.map(STATUS_OF).where(~unknown | (rank > RANK[str(Status.UNRELIABLE)]), str(Status.MISSING)),
        )
        rows["reason"] = unknown.map({True: "parts_missing", False: ""})
        rows["indicator_id"], rows["basis"] = definition.id, "computed"
        rows["list_only"] = joined["list_only"] | joined["list_only_below"]
        rows["source_id"] = _both(joined["source_id"], joined["source_id_below"])
        rows["note"] = rows["source_url"] = ""
        tables.append(_not_yet(rows, indicators))
    return _sorted(pd.concat(tables, ignore_index=True))


def with_larger_areas(
    indicators: pd.DataFrame,
    members: Mapping[str, list[str]],
    joint: Mapping[str, list[str]],
    definitions: Iterable[Indicator],
) -> pd.DataFrame:
    """The table with the values of larger areas and of the city.

    Args:
        indicators: table `indicators` of the Sozialräume and joint areas, with any given values of larger ones.
        members: larger area (the city too) -> all its Sozialräume.
        joint: joint area -> its Sozialräume; its value stands for them where they have none of their own.
        definitions: `kind`, `additive` and `per` decide how values are summed up.

    Returns:
        The given rows and one for each larger area, period and group that any of its parts has a row for and
        that was not given. NA with reason "only_rates" (numerators unknown), "parts_missing", "parts_withheld",
        "ordinal" (steps are never averaged) or "not_additive".

    Source: docs/methods.md#stadtwert
    """
    known = {definition.id: definition for definition in definitions}
    own = indicators[indicators["indicator_id"].isin(known)]
    standing = _standing_for(own, members, joint)
    if standing.empty:
        return _sorted(indicators)
    rows = _pooled(standing, known, {larger: len(areas) for larger, areas in members.items()})
    return _sorted(pd.concat([indicators, _not_yet(rows, own)], ignore_index=True))


def _of(indicators: pd.DataFrame, indicator_id: str) -> pd.DataFrame:
    return indicators[indicators["indicator_id"] == indicator_id]


def _ratio_rows(rows: pd.DataFrame, above: pd.Series, below: pd.Series, per: float) -> pd.DataFrame:
    empty = (below == 0).fillna(False)
    result = rows.reindex(columns=list(INDICATORS)).assign(
        numerator=above, denominator=below, value=(per * above / below.where(below > 0)).astype("Float64")
    )
    result["status"] = empty.map({True: str(Status.NOT_APPLICABLE), False: str(Status.NORMAL)})
    return result


def _standing_for(
    own: pd.DataFrame, members: Mapping[str, list[str]], joint: Mapping[str, list[str]]
) -> pd.DataFrame:
    """Rows that together stand for each larger area; `covers` says for how many Sozialräume each row stands."""
    pairs = [(larger, area) for larger, areas in members.items() for area in areas]
    belongs = pd.DataFrame(pairs, columns=["larger", "area_id"])
    rows = own.merge(belongs, on="area_id").assign(covers=1)
    for joint_id, parts in joint.items():
        holding = [larger for larger, areas in members.items() if set(parts) <= set(areas)]
        together = own[own["area_id"] == joint_id]
        single = own[own["area_id"].isin(parts) & own["value"].notna()]
        together = together[~_index(together, KEY).isin(_index(single, KEY))]
        replaced = _index(together, KEY)
        blank = rows["area_id"].isin(parts) & rows["larger"].isin(holding) & _index(rows, KEY).isin(replaced)
        stand_in = together.merge(pd.DataFrame({"larger": holding}), how="cross").assign(covers=len(parts))
        rows = pd.concat([rows[~blank], stand_in], ignore_index=True)
    return rows


def _pooled(standing: pd.DataFrame, known: Mapping[str, Indicator], sizes: Mapping[str, int]) -> pd.DataFrame:
    counted = standing["indicator_id"].map({id_: one.kind == "count" for id_, one in known.items()}).astype(bool)
    applicable = standing["status"] != str(Status.NOT_APPLICABLE)
    above = standing["numerator"].mask(counted, standing["value"]).where(applicable, 0)
    below = standing["denominator"].mask(counted, above).where(applicable, 0)
    place, ids = pd.factorize(standing["source_id"].fillna(""), sort=True)  # numbers compare faster than texts
    work = standing.assign(
        source=place,
        above=above,
        below=below,
        known=standing["covers"].where(above.notna() & below.notna(), 0),
        applies=applicable,
        has_value=standing["value"].notna(),
        withheld=standing["status"] == str(Status.WITHHELD),
        rank=standing["status"].map(RANK).where(applicable, 0),
    )
    rows = (
        work.groupby(["larger", *KEY], sort=True)
        .agg(
            numerator=("above", "sum"),
            denominator=("below", "sum"),
            known=("known", "sum"),
            applies=("applies", "any"),
            valued=("has_value", "any"),
            withheld=("withheld", "any"),
            rank=("rank", "max"),
            list_only=("list_only", "any"),
            first=("source", "min"),
            last=("source", "max"),
        )
        .reset_index()
        .rename(columns={"larger": "area_id"})
    )
    first, last = (pd.Series(ids.take(rows[end].to_numpy()), index=rows.index) for end in ("first", "last"))
    rows["source_id"] = _both(first, last)
    return _valued(rows, known, rows["known"] == rows["area_id"].map(sizes))


def _valued(rows: pd.DataFrame, known: Mapping[str, Indicator], every_part: pd.Series) -> pd.DataFrame:
    """Sums with their value, or the reason why there is none."""
    kind = rows["indicator_id"].map({id_: one.kind for id_, one in known.items()})
    per = rows["indicator_id"].map({id_: one.per for id_, one in known.items()})
    summable = rows["indicator_id"].map({id_: _summable(one) for id_, one in known.items()}).astype(bool)
    counted = kind == "count"
    complete = every_part & summable
    share = per * rows["numerator"] / rows["denominator"].where(rows["denominator"] > 0)
    empty = complete & (~rows["applies"] | (~counted & (rows["denominator"] == 0)))
    reason = pd.Series("parts_missing", index=rows.index).mask(rows["withheld"], "parts_withheld")
    reason = reason.mask(~counted & (rows["known"] == 0) & rows["valued"], "only_rates")
    reason = reason.mask(~summable, "not_additive").mask(kind.isin(STEPS), "ordinal")
    rows["value"] = share.mask(counted, rows["numerator"]).where(complete & ~empty).astype("Float64")
    rows["status"] = rows["rank"].map(STATUS_OF).where(complete, str(Status.MISSING))
    rows.loc[empty, "status"] = str(Status.NOT_APPLICABLE)
    rows["reason"] = reason.where(~complete, "")
    for column in ("numerator", "denominator"):
        rows[column] = rows[column].astype("Float64").where(complete & ~counted)
    rows["basis"], rows["note"], rows["source_url"] = "pooled", "", ""
    return rows.reindex(columns=list(INDICATORS))


def _both(one: pd.Series, other: pd.Series) -> pd.Series:
    """Source ids of a value made from two: "a" where they agree, else "a;b"."""
    same = (one == other) | (other == "")
    return one.where(same, one + ";" + other).mask(one == "", other)


def _summable(definition: Indicator) -> bool:
    return definition.is_ratio or (definition.kind == "count" and definition.additive)


def _not_yet(rows: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    key = ["area_id", *KEY]
    return rows[~_index(rows, key).isin(_index(given, key))]


def _index(rows: pd.DataFrame, key: list[str]) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(rows[key])


def _sorted(table: pd.DataFrame) -> pd.DataFrame:
    return typed(
        table.sort_values(["indicator_id", "period", "group", "area_id"], kind="stable"), INDICATORS
    ).reset_index(drop=True)
