"""Years ahead worked out without telling apart the areas of which numbers are withheld.

Rates of an area rest on its own children, so even the sum of all areas would change with a small number in one of
them. Areas with few are therefore carried on together, within the smallest larger area that holds them: what they
are together follows from what is published.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from sozialraum.analysis.planning.years import children_of_years
from sozialraum.model.inputs import Inputs
from sozialraum.model.planning import ChildrenOfYears
from sozialraum.model.project import Project
from sozialraum.model.status import Status, weakest
from sozialraum.model.tables import CHILDREN, CHILDREN_KEY, REGISTER, typed

POOL = "pool:"  # before the id of the larger area


@dataclass(frozen=True)
class Pooled:
    """Years ahead that tell no few areas apart.

    Args:
        years: all years; of those ahead also the rows of the pools.
        together: area -> the areas and pools that its years ahead are the sum of.
        few: areas whose years ahead are withheld.
    """

    years: ChildrenOfYears
    together: Mapping[str, list[str]]
    few: frozenset[str]


def pooled_years(
    years: ChildrenOfYears,
    project: Project,
    inputs: Inputs,
    members: Mapping[str, list[str]],
    few: Collection[str],
) -> Pooled:
    """The same years, those ahead of larger areas and of all other areas worked out anew.

    Args:
        years: as worked out from every area by itself.
        project: its groups, forecast and new housing.
        inputs: register, births, projection.
        members: area of any level -> its Sozialräume.
        few: the areas of which a number is withheld that the years ahead rest on.

    Source: docs/methods.md#geheimhaltung
    """
    if not years.ahead or not few:
        return Pooled(years, members, frozenset())
    pools, few = pools_of(members, few, _sizes(inputs.register))
    if few >= set(members):
        return Pooled(years, members, few)
    together = {
        area: sorted({pools.get(part, part) for part in parts}) for area, parts in members.items() if area not in few
    } | {pool: [pool] for pool in pools.values()}
    found = children_of_years(
        project.cohorts,
        project.forecast
        and project.forecast.model_copy(
            update={
                "city_rates": [
                    one.model_copy(update={"area": pools.get(one.area, one.area)})
                    for one in project.forecast.city_rates
                ]
            }
        ),
        [one.model_copy(update={"area": pools.get(one.area, one.area)}) for one in project.new_housing],
        _register(inputs.register, pools),
        _births(inputs.births, pools),
        inputs.city_projection,
        together,
    )
    ahead = found.children[found.children["year"].isin(found.ahead)]
    rows = years.children
    kept = rows[~rows["year"].isin(years.ahead) | rows["area_id"].isin(few)]
    table = pd.concat([kept, ahead], ignore_index=True).sort_values(CHILDREN_KEY, kind="stable", ignore_index=True)
    pooled = replace(
        years,
        children=typed(table, CHILDREN),
        back_test=found.back_test,
        rates=found.rates,
        factors=found.factors,
    )
    return Pooled(pooled, together, few)


def pools_of(
    members: Mapping[str, list[str]], few: Collection[str], sizes: Mapping[str, float]
) -> tuple[dict[str, str], frozenset[str]]:
    """Which Sozialräume are carried on together.

    Args:
        members: area of any level -> its Sozialräume.
        few: areas of which a number is withheld.
        sizes: Sozialraum -> how many children; absent is none.

    Returns:
        Sozialraum -> the pool of the smallest larger area that holds it and tells its years ahead, and the areas that
        do not tell theirs. An area that would be alone in its pool takes in the smallest other one of the larger
        area; where there is none, that tells nothing either. No pool and every area where the city does not.
    """
    gone = {area for area in few if area in members}
    while True:
        larger = sorted((len(parts), area) for area, parts in members.items() if parts != [area] and area not in gone)
        base = sorted(area for area in gone if members[area] == [area])
        around = {area: [one for _, one in larger if area in members[one]] for area in base}
        if any(not found for found in around.values()) or not larger:
            return {}, frozenset(members)
        pools = {area: POOL + found[0] for area, found in around.items()}
        alone = [area for area, pool in pools.items() if list(pools.values()).count(pool) == 1]
        if not alone:
            return pools, frozenset(gone)
        of_larger = around[alone[0]][0]
        others = [part for part in members[of_larger] if part not in pools]
        gone.add(min(others, key=lambda part: (sizes.get(part, 0.0), part)) if others else of_larger)


def _sizes(register: pd.DataFrame) -> dict[str, float]:
    last = register[register["as_of"] == register["as_of"].max()]
    return {str(area): float(count) for area, count in last.groupby("area_id")["count"].sum().items()}


def _register(register: pd.DataFrame, pools: Mapping[str, str]) -> pd.DataFrame:
    """The register with one area in place of several; unknown where one of them is."""
    return typed(_summed(register, pools, "count", ["as_of", "birth_month", "age", "sex"]), REGISTER)


def _births(births: pd.DataFrame, pools: Mapping[str, str]) -> pd.DataFrame:
    return _summed(births, pools, "births", ["year"])[list(births.columns)].astype(births.dtypes.to_dict())


def _summed(table: pd.DataFrame, pools: Mapping[str, str], number: str, key: list[str]) -> pd.DataFrame:
    inside = table["area_id"].isin(pools)
    own = table[inside]
    if own.empty:
        return table
    by = own.assign(area_id=own["area_id"].map(dict(pools))).groupby(["area_id", *key], dropna=False, sort=True)
    sums = by.agg(
        **{
            number: (number, lambda one: one.sum(skipna=False)),
            "status": ("status", _weakest),
            "source_id": ("source_id", "first"),
        }
    ).reset_index()
    return pd.concat([table[~inside], sums], ignore_index=True)


def _weakest(statuses: pd.Series) -> str:
    return weakest([str(one) for one in statuses]) if len(statuses) else str(Status.NORMAL)
