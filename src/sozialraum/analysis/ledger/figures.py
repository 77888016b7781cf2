"""Every count behind the table of indicators: the value of a count, numerator and denominator of a ratio.

One row for each, with the rule that holds for it. What counts things is listed too, since the same number may turn up
as people elsewhere.
"""

from typing import NamedTuple

import pandas as pd

from sozialraum.analysis.dominance import dominated_rows
from sozialraum.analysis.ledger.ledger import cell_key
from sozialraum.analysis.ledger.setting import Setting
from sozialraum.analysis.suppression import BOUND, published_by_source
from sozialraum.model.disclosure_rules import Dominance, Schutzklasse
from sozialraum.model.indicators import Indicator
from sozialraum.model.schutzklassen import schutzklassen
from sozialraum.model.tables import CITY

STREAM = ["what", "period", "group"]
LISTED = ":listed:"  # behind the name of what is told with its source only
NEARLY = 1e-6
FLAGS = [
    "people",
    "known",
    "derived",
    "list_only",
    "additive",
    "balance",
    "no_zeros",
    "complement",
    "of_families",
    "dominated",
    "of_sums",
]
VALUE, NUM, DEN = "value", "num", "den"


def figures(rows: pd.DataFrame) -> pd.DataFrame:
    """The counts behind the rows of the table `indicators`.

    Args:
        rows: as `of_rows` gives them.

    Returns:
        One row for each count that is known, in the order of the table: row (its place there), role (value | num |
        den), cell, area_id, what, period, group, value, derived (worked out from a rounded ratio), people (counts
        persons or households), known (its source has published it), basis, and of the rule of its class min_count,
        min_base, min_values, no_zeros, complement, rounds_to (0: not rounded); of_families (told of the whole city
        only); of_sums (of an indicator whose contributions are known), dominated (one of them is too much of it).
    """
    above, below = rows["numerator"], rows["denominator"]
    share = rows["value"] / rows["per"]
    from_base, from_part = above.isna() & share.notna() & below.notna(), below.isna() & (share > 0).fillna(False)
    given = pd.Series(False, index=rows.index)
    roles = {
        VALUE: (rows["kind"] == "count", rows["value"], given, rows["counted"]),
        NUM: (rows["ratio"], above.mask(from_base, share * below), from_base, rows["counted"]),
        DEN: (rows["ratio"], below.mask(from_part, above / share), from_part, rows["counted_below"]),
    }
    parts = [
        rows.assign(role=role, number=number, derived=derived, people=people)[has]
        for role, (has, number, derived, people) in roles.items()
    ]
    table = pd.concat(parts).sort_values(["row", "role"], kind="stable")
    table = table[table["number"].notna()]
    exact = table["number"].astype(float)
    whole = exact.round()
    rounded = table["derived"] & table["people"] & table["kind"].isin(["share", "rate"])
    table = table.assign(
        unrounded=exact,
        value=exact.where(~rounded & ((exact - whole).abs() > NEARLY), whole),
        what=table["indicator_id"] + table["role"].map({VALUE: "", NUM: ":num", DEN: ":den"}) + table["listed"],
    )
    table["cell"] = keys(table)
    table = table.drop(columns=["number", "numerator", "denominator", "listed"]).reset_index(drop=True)
    return table.astype(dict.fromkeys(FLAGS, bool))


def keys(table: pd.DataFrame) -> pd.Series:
    """The key of the cell of each row with columns area_id, what, period and group."""
    names = zip(table["area_id"], table["what"], table["period"], table["group"], strict=True)
    return pd.Series([cell_key(*name) for name in names], index=table.index, dtype="str")


def of_rows(indicators: pd.DataFrame, setting: Setting) -> pd.DataFrame:
    """The rows with what their indicators and the rules of their classes say."""
    named = {
        str(id_): tuple(sorted(set(source_ids)))
        for id_, source_ids in indicators.groupby("indicator_id")["source_id"]
    }
    classes = schutzklassen(setting.definitions.values(), setting.sources, named)
    rules = {id_: setting.rules.of(klasse).dominance for id_, klasse in classes.items()}
    shares = {id_: rule for id_, rule in rules.items() if isinstance(rule, Dominance)}
    facts = pd.DataFrame(
        [_facts(one, classes[id_], setting) for id_, one in setting.definitions.items()],
        columns=list(_Facts._fields),
        index=pd.Index(setting.definitions, name="indicator_id"),
    )
    wanted = ["area_id", "indicator_id", "period", "group", "value", "numerator", "denominator", "basis", "source_id"]
    rows = indicators[[*wanted, "list_only"]].reset_index(drop=True)
    rows = rows.join(facts, on="indicator_id").assign(row=range(len(rows)))
    published = {id_: one.disclosure for id_, one in setting.sources.items()}
    # a number made of two others is known where both are, not because it is said of itself
    own = rows["as_published"] & (rows["basis"] != "computed")
    rows["known"] = own | published_by_source(rows["source_id"], published)
    rows["rounds_to"] = rows["rounds_to"].where(~rows["known"], 0)
    rows["of_families"] &= rows["area_id"] != CITY
    of_sums = {*shares} & {*setting.contributions["indicator_id"]}
    rows["of_sums"] = rows["indicator_id"].isin(of_sums)
    rows["dominated"] = False
    if of_sums:
        rows["dominated"] = dominated_rows(indicators, setting.contributions, setting.members, shares).to_numpy()
    rows["listed"] = (LISTED + rows["source_id"]).where(rows["list_only"], "")
    return rows


class _Facts(NamedTuple):
    """What the rows of an indicator are told by its definition and by the rule of its class."""

    kind: str
    ratio: bool
    countable: bool
    per: float
    counted: bool
    counted_below: bool
    as_published: bool
    additive: bool
    balance: bool
    min_count: int
    min_base: int
    min_values: int
    no_zeros: bool
    complement: bool
    rounds_to: int
    bare: bool
    of_families: bool


def _facts(one: Indicator, klasse: Schutzklasse, setting: Setting) -> _Facts:
    rule = setting.rules.of(klasse)
    return _Facts(
        kind=one.kind,
        ratio=one.is_ratio,
        countable=one.is_ratio or one.kind == "count",
        per=float(one.per),
        counted=one.counts in BOUND,
        counted_below=one.base_counts in BOUND,
        as_published=one.disclosure == "as_published",
        additive=one.additive,
        balance=one.balance,
        min_count=rule.min_count,
        min_base=rule.min_base,
        min_values=rule.min_values,
        no_zeros=rule.zeros == "sperren",
        complement=rule.complement == "sperren",
        rounds_to=rule.rounds_to or 0,
        bare=rule.rates_without_counts == "zeigen",
        of_families=setting.public and klasse == "sozialdaten",
    )
