"""How much the rank of an area depends on choices that could have been made otherwise."""

from collections.abc import Mapping

import pandas as pd

from sozialraum.analysis.lage.aggregation import groups_of
from sozialraum.analysis.lage.comparison import Comparison, comparisons
from sozialraum.analysis.lage.normalisation import ORIENTATION, places
from sozialraum.analysis.lage.variants import Recipe, variant_ranks
from sozialraum.model.indicators import Indicator
from sozialraum.model.lage import LageIndex, RankStability
from sozialraum.model.measures import INDEX, RANK, RANK_MEDIAN, ROBUST, TOP_THREE
from sozialraum.model.tables import BESTAND, MEASURES, frame

MEASURE_IDS = (RANK, RANK_MEDIAN, TOP_THREE, ROBUST)
NAN = float("nan")


def rank_measures(
    index: LageIndex, indicators: pd.DataFrame, definitions: Mapping[str, Indicator], measures: pd.DataFrame
) -> pd.DataFrame:
    """The rank of every area by the project's own recipe, and where other recipes would put it.

    Args:
        index: how the project makes its index, and how its variants are made.
        indicators: table `indicators`.
        definitions: indicator id -> definition, for orientation and Handlungsfeld.
        measures: table `measures` with lage_index; only areas that have one get a rank.

    Returns:
        Table `measures`: lage_rank (1 is the most strained, ties share the best rank; `lower` and `upper`: 5 and 95 %
        of the variants), lage_rank_median, lage_top_three_pct (sums to 300 over the areas) and lage_rank_robust (1 or
        0, see `is_robust`); `base` is the number of areas compared. Where there is no index they are NA, with its
        reason and status.

    Source: docs/methods.md#rangstabilitaet
    """
    rows = measures[measures["measure_id"] == INDEX]
    fields = {id_: definition.handlungsfeld for id_, definition in definitions.items()}
    areas = sorted(rows["area_id"].unique())
    tables = [
        _at_one_date(index, compared, definitions, fields, rows[rows["period"] == compared.period])
        for compared in comparisons(index, indicators, fields, areas)
    ]
    return pd.concat([frame(MEASURES), *tables], ignore_index=True).astype(MEASURES)


def is_robust(rank: pd.Series, lower: pd.Series, upper: pd.Series, rule: RankStability) -> pd.Series:
    """Whether a rank hardly depends on the recipe.

    Args:
        rank: by the project's own recipe, index area_id.
        lower, upper: 5 and 95 % of the variants, same index.
        rule: how many ranks, or which share of the areas where that is more, it may span.

    Returns:
        True where the own rank and the ranks of the variants together span at most that many.

    Source: docs/methods.md#rangstabilitaet
    """
    span = upper.where(upper > rank, rank) - lower.where(lower < rank, rank)
    return span <= max(rule.robust_ranks, rule.robust_pct / 100 * len(rank))


def _at_one_date(
    index: LageIndex,
    compared: Comparison,
    definitions: Mapping[str, Indicator],
    fields: Mapping[str, str],
    rows: pd.DataFrame,
) -> pd.DataFrame:
    own = rows.set_index("area_id")
    totals = own["value"].dropna().astype(float).sort_index()
    columns: dict[str, pd.Series] = {}
    if len(totals):
        values = compared.rates.reindex(totals.index).dropna(axis=1, how="all")
        orientation = {str(name): ORIENTATION[definitions[str(name)].polaritaet] for name in values}
        recipe = _recipe(index, compared, fields, orientation)
        ranks = variant_ranks(values * pd.Series(orientation), recipe, index.rank_stability)
        rank = places(-totals)
        robust = is_robust(rank, ranks["lower"], ranks["upper"], index.rank_stability).astype(float)
        columns = {RANK: rank, RANK_MEDIAN: ranks["median"], TOP_THREE: ranks["top_three"], ROBUST: robust}
        columns |= {"lower": ranks["lower"], "upper": ranks["upper"]}
    found = pd.DataFrame(columns, index=own.index, columns=[*MEASURE_IDS, "lower", "upper"], dtype=float)
    known = own[["base", "status", "reason", "target_group", "period", "group"]].assign(scenario=BESTAND)
    tables = [known.assign(measure_id=name, value=found[name], lower=NAN, upper=NAN) for name in MEASURE_IDS]
    tables[0] = tables[0].assign(lower=found["lower"], upper=found["upper"])
    return pd.concat(tables).reset_index()[list(MEASURES)].astype(MEASURES)


def _recipe(
    index: LageIndex, compared: Comparison, fields: Mapping[str, str], orientation: Mapping[str, float]
) -> Recipe:
    groups = groups_of(index, compared.parts, fields)
    stated = {one.handlungsfeld: one.weight for one in index.field_weights}
    windows = {
        part.indicator: part.window for part in compared.parts if part.indicator in orientation and part.window
    }
    return Recipe(
        weights={part.indicator: part.weight for part in compared.parts},
        windows={name: _turned(window, orientation[name]) for name, window in windows.items()},
        groups={name: groups[name] for name in orientation},
        group_weights={group: stated.get(group, 1.0) for group in groups.values()},
        group_step=index.field_normalisation if index.by_handlungsfeld else "none",
    )


def _turned(window: tuple[float, float], orientation: float) -> tuple[float, float]:
    low, high = sorted(end * orientation for end in window)
    return low, high
