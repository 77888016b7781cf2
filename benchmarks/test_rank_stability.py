"""Ranks over all variants of an index beside the obvious way: a loop with a weighted sum and pandas' rank."""

import numpy as np
import pandas as pd
import pytest

from benchmarks.generated import BERLIN, TOWN, TOY, Size, indicator_table, periods
from benchmarks.side_by_side import FULL, in_turns, show
from sozialraum.analysis.lage.variants import Recipe, variant_ranks
from sozialraum.model.lage import RankStability

RULE = RankStability(variants=1_000 if FULL else 100)
INDICATORS = 40


def rates(size: Size) -> pd.DataFrame:
    """Areas x indicators at the newest date; what is missing is filled, so that both ways have the same to do."""
    table = indicator_table(Size(size.name, size.areas, INDICATORS if FULL else size.indicators, 1, 0, (1,)))
    table = table[table["period"] == periods(size)[-1]]
    wide = table.pivot(index="area_id", columns="indicator_id", values="value").astype(float)
    return wide.fillna(wide.mean())


def obvious(values: pd.DataFrame, rule: RankStability) -> pd.DataFrame:
    """5, 50 and 95 % of the ranks, one variant after another; with weights as they are the same, but for ties."""
    ways = [
        (values - values.mean()) / values.std(ddof=0),
        (values - values.median()) / (1.4826 * (values - values.median()).abs().median()),
        (values - values.min()) / (values.max() - values.min()),
        (values.rank(method="min") - 1) / (len(values) - 1),
        -23 * np.log(1 - values.rank(method="min") / len(values) * (1 - np.exp(-100 / 23))),
    ]
    left_out = [None, *values.columns]
    each = len(left_out) * -(-rule.variants // (len(ways) * len(left_out)))
    dice, spread = np.random.default_rng(rule.seed), rule.weights_pct / 100
    ranks = []
    for way in ways:
        for at in range(each):
            weights = pd.Series(dice.uniform(1 - spread, 1 + spread, len(values.columns)), index=values.columns)
            without = left_out[at % len(left_out)]
            if without is not None:
                weights[without] = 0.0
            ranks.append((way * weights).sum(axis=1).rank(ascending=False, method="min"))
    table = pd.concat(ranks, axis=1).to_numpy()
    quantiles = {"lower": 0.05, "median": 0.5, "upper": 0.95}
    return pd.DataFrame(
        {name: np.quantile(table, share, axis=1, method="inverted_cdf") for name, share in quantiles.items()},
        index=values.index,
    )


@pytest.mark.parametrize("size", [TOWN, BERLIN] if FULL else [TOY], ids=lambda size: size.name)
def test_ranks_over_variants_beside_a_loop(size: Size) -> None:
    values = rates(size)
    names = [str(name) for name in values]
    recipe = Recipe(dict.fromkeys(names, 1.0), {}, dict.fromkeys(names, ""), {"": 1.0})
    still = RULE.model_copy(update={"weights_pct": 0.0})
    expected = obvious(values, still)
    apart = expected - variant_ranks(values, recipe, still)[list(expected)]
    # sums of rank numbers that differ by binary rounding alone are ties for us, the best rank for both
    assert apart.isin([0, 1]).all(axis=None)
    assert (apart == 0).mean(axis=None) > 0.95
    measured = in_turns(
        {
            "variant_ranks": lambda: variant_ranks(values, recipe, RULE),
            "Schleife mit rank": lambda: obvious(values, RULE),
        }
    )
    ours, theirs = measured["variant_ranks"].result, measured["Schleife mit rank"].result
    assert ours["top_three"].sum() == pytest.approx(300)
    far = (ours[list(theirs)] - theirs).abs() > max(1, 0.05 * len(values))  # weights drawn otherwise
    assert far.mean(axis=None) < 0.1
    described = f"{len(values)} Gebiete, {len(names)} Kennzahlen, {RULE.variants} Varianten"
    show("Rangstabilität", f"{size.name}: {described}", measured)
