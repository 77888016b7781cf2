"""Where the figures by residence of an edition would tell of a few children, so that they are withheld."""

from collections.abc import Iterable, Mapping

import pandas as pd

from sozialraum.analysis.planning.sides import NOWHERE, city_of
from sozialraum.model.measures import (
    BETREUUNG,
    BY_RESIDENCE,
    CHILDREN,
    ELSEWHERE,
    FROM_OUTSIDE,
    FROM_OUTSIDE_PCT,
    INANSPRUCHNAHME,
    MISSING_BY_RESIDENCE,
    SPARE_BY_RESIDENCE,
)
from sozialraum.model.planning_tables import OUTSIDE
from sozialraum.model.rules import Coverage

OF_CHILDREN = [FROM_OUTSIDE, FROM_OUTSIDE_PCT, ELSEWHERE, BETREUUNG, INANSPRUCHNAHME]
OF_PLACES = [BY_RESIDENCE, MISSING_BY_RESIDENCE, SPARE_BY_RESIDENCE]  # of the city the same as where the places are


def few_by_residence(
    measures: pd.DataFrame,
    use: pd.DataFrame,
    coverages: Iterable[Coverage],
    facilities: pd.DataFrame,
    members: Mapping[str, list[str]],
    min_count: int,
) -> pd.Series:
    """Which rows of the table `measures` by residence are withheld.

    Those of an area follow from each other, so all of them are withheld where one of these is small and not zero:
    the children of its houses who live there, those who come from outside, its children with a place elsewhere, its
    children in care, and those who are not.

    Args:
        measures: table `measures` of the edition, children included.
        use: table USE.
        coverages: which rows of it belong to which offer.
        facilities: table `facilities` with `area_id`.
        members: area -> its Sozialräume.
        min_count: from how many children on a number may be shown.

    Source: docs/methods.md#geheimhaltung
    """
    heads = measures[(measures["measure_id"] == CHILDREN) & measures["value"].notna()]
    keys = zip(heads["target_group"], heads["period"], heads["area_id"], strict=True)
    children = {key: float(value) for key, value in zip(keys, heads["value"], strict=True)}
    few = {
        (coverage.id, str(year), area)
        for coverage in coverages
        for year, rows in _used(coverage, use).groupby("period")
        for area, counts in _counts(rows, facilities, members).items()
        if _tells(counts, children.get((coverage.id, str(year), area)), min_count)
    }
    city = city_of(members)
    hidden = [
        measure in OF_CHILDREN or (measure in OF_PLACES and area != city) if (coverage, year, area) in few else False
        for coverage, year, area, measure in zip(
            measures["target_group"], measures["period"], measures["area_id"], measures["measure_id"], strict=True
        )
    ]
    return pd.Series(hidden, index=measures.index, dtype=bool)


def _used(coverage: Coverage, use: pd.DataFrame) -> pd.DataFrame:
    return use[use["offer"].isin(coverage.offers) & use["target_group"].isin(coverage.target_groups)]


def _counts(
    use: pd.DataFrame, facilities: pd.DataFrame, members: Mapping[str, list[str]]
) -> dict[str, list[tuple[float, float, float, float]]]:
    """For each area the children of its houses who live there, who do not, its own elsewhere, and its own in care;
    of all together and of each group by itself."""
    at = use["facility_id"].map(facilities["area_id"]).fillna(NOWHERE)
    city = city_of(members)
    found: dict[str, list[tuple[float, float, float, float]]] = {}
    for area, parts in members.items():
        inside = at.isin([*parts, NOWHERE] if area == city else parts)
        here = use["home"].isin(parts) | ((use["home"] == NOWHERE) & (area == city))
        away = use["home"].isin([OUTSIDE]) if area == city else ~here & (use["home"] != NOWHERE)
        found[area] = [
            (
                _sum(use, of_group & inside & here),
                _sum(use, of_group & inside & away),
                _sum(use, of_group & ~inside & here),
                _sum(use, of_group & here),
            )
            for of_group in _groups(use)
        ]
    return found


def _groups(use: pd.DataFrame) -> list[pd.Series]:
    every = pd.Series(True, index=use.index)
    return [every, *(use["group"] == group for group in sorted(set(use["group"])) if group)]


def _sum(use: pd.DataFrame, which: pd.Series) -> float:
    return float(use.loc[which, "children"].sum())


def _tells(counts: list[tuple[float, float, float, float]], children: float | None, min_count: int) -> bool:
    together = counts[0]
    rest = [] if children is None else [children - together[3]]
    return any(0 < abs(one) < min_count for one in (*rest, *(number for row in counts for number in row)))
