"""Years ahead worked out without telling apart the areas of which numbers are withheld.

Rates of an area rest on its own children, so even the sum of all areas would change with a small number in one of
them. Areas with few are therefore carried on together, within the smallest larger area that holds them: what they
are together follows from what is published.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

import pandas as pd

from sozialraum.analysis.planning.years import children_of_years
from sozialraum.model.inputs import Inputs
from sozialraum.model.planning import ChildrenOfYears
from sozialraum.model.project import Project
from sozialraum.model.status import Status, weakest
from sozialraum.model.tables import CHILDREN, CHILDREN_KEY, REGISTER, typed

POOL = "pool:"  # before the id of the larger area


def pooled_years(
    years: ChildrenOfYears,
    project: Project,
    inputs: Inputs,
    members: Mapping[str, list[str]],
    few: Collection[str],
) -> ChildrenOfYears:
    """The same years, those ahead of larger areas and of all other areas worked out anew.

    Args:
        years: as worked out from every area by itself.
        project: its groups, forecast and new housing.
        inputs: register, births, projection.
        members: area of any level -> its Sozialräume.
        few: the Sozialräume that are not told apart.

    Returns:
        `years` where no larger area holds two of them: alone an area is what is left of the others.

    Source: docs/methods.md#geheimhaltung
    """
    pools = _pools(members, few)
    if not years.ahead or len(set(pools.values())) == len(pools):
        return years
    together = {
        area: sorted({pools.get(part, part) for part in parts})
        for area, parts in members.items()
        if area not in pools
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
    ahead = found.children[found.children["year"].isin(found.ahead) & ~found.children["area_id"].isin(pools.values())]
    rows = years.children
    kept = rows[~rows["year"].isin(years.ahead) | rows["area_id"].isin(pools)]
    table = pd.concat([kept, ahead], ignore_index=True).sort_values(CHILDREN_KEY, kind="stable", ignore_index=True)
    return replace(
        years,
        children=typed(table, CHILDREN),
        back_test=found.back_test,
        rates=found.rates,
        factors=found.factors,
    )


def _pools(members: Mapping[str, list[str]], few: Collection[str]) -> dict[str, str]:
    """Sozialraum -> the pool of the smallest larger area that holds it."""
    larger = sorted((len(parts), area) for area, parts in members.items() if parts != [area])
    return {
        area: POOL + next(one for _, one in larger if area in members[one]) for area in sorted(few) if area in members
    }


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
