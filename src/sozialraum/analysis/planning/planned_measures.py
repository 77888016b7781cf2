"""What is planned to change places: which of it counts, what the balance is with it, what each measure does."""

from collections.abc import Iterable, Mapping

import pandas as pd

from sozialraum.analysis.coverage import places_missing
from sozialraum.analysis.planning.balance import OfYear, Supply, balance_rows, of_year
from sozialraum.analysis.planning.sides import NOWHERE, Side, parts_of
from sozialraum.analysis.planning.stock import part_from
from sozialraum.model.planned import WITH_MEASURES, PlannedRule
from sozialraum.model.planning_tables import EFFECTS
from sozialraum.model.status import RANK, STATUS_OF, Status
from sozialraum.model.tables import MEASURES, frame, typed


def counted_measures(planned: pd.DataFrame, rule: PlannedRule) -> pd.DataFrame:
    """The planned measures that count: of a counted state or chosen, and not left out.

    Args:
        planned: table PLANNED.
        rule: as the project says; ideas count only where they are chosen.

    Source: docs/methods.md#geplante-massnahmen
    """
    states = [str(status) for status in rule.counted]
    wanted = planned["status"].isin(states) | planned["measure"].isin(rule.chosen)
    return planned[wanted & ~planned["measure"].isin(rule.left_out)]


def places_change(planned: pd.DataFrame, supply: Supply, year: str) -> pd.Series:
    """By how many places the measures change each Sozialraum in a year.

    Args:
        planned: rows of the table PLANNED, all of which count.
        supply: which of them speak of the coverage; how an opening within the year counts.
        year: Kita-Jahr.

    Returns:
        Index area_id of Sozialräume, NOWHERE for houses of none; only areas with a measure. What begins within the
        year counts by the rule of the coverage, as in stock.share_of_year.

    Source: docs/methods.md#geplante-massnahmen
    """
    own = _of_coverage(planned, supply)
    parts = [part_from(str(day), year, supply.coverage.openings) for day in own["from_day"]]
    change = own["places"] * pd.Series(parts, index=own.index, dtype="Float64")
    areas = own["facility_id"].map(supply.facilities["area_id"]).fillna(NOWHERE)
    return change.groupby(areas).sum().astype("Float64")


def balance_with_measures(
    supply: Supply,
    planned: pd.DataFrame,
    children: pd.DataFrame,
    targets: pd.DataFrame,
    ages: Mapping[str, frozenset[int]],
    members: Mapping[str, list[str]],
    years: Iterable[str],
) -> pd.DataFrame:
    """The balance of a coverage with the counted measures.

    Args:
        supply: the places there are.
        planned: rows from counted_measures.
        children: table CHILDREN.
        targets: table TARGETS.
        ages: cohort group -> its years of age.
        members: area -> its Sozialräume.
        years: Kita-Jahre.

    Returns:
        Table `measures` as of balance_measures, scenario "mit_massnahmen"; where a measure changes something the
        status is F. What is unknown in the stock stays unknown.

    Source: docs/methods.md#geplante-massnahmen
    """
    tables = [frame(MEASURES)]
    for year in years:
        sides = of_year(supply, children, targets, ages, members, year)
        tables.append(balance_changed(supply, planned, sides, members, year))
    return typed(pd.concat(tables, ignore_index=True), MEASURES)


def balance_changed(
    supply: Supply, planned: pd.DataFrame, sides: OfYear, members: Mapping[str, list[str]], year: str
) -> pd.DataFrame:
    """The rows of one year of balance_with_measures."""
    changed = _changed(sides.places, places_change(planned, supply, year), members)
    return balance_rows(supply.coverage, sides.needs, changed, members, year, WITH_MEASURES)


def effects(
    supply: Supply,
    planned: pd.DataFrame,
    children: pd.DataFrame,
    targets: pd.DataFrame,
    ages: Mapping[str, frozenset[int]],
    members: Mapping[str, list[str]],
    years: Iterable[str],
) -> pd.DataFrame:
    """What each measure does by itself to what is missing, before and after, in every area it touches.

    Args:
        supply: the places there are.
        planned: table PLANNED, ideas too: each is shown alone and beside the others nothing is decided.
        children: table CHILDREN.
        targets: table TARGETS.
        ages: cohort group -> its years of age.
        members: area -> its Sozialräume.
        years: Kita-Jahre.

    Returns:
        Table EFFECTS. What is missing is NA where the balance is unknown.

    Source: docs/methods.md#geplante-massnahmen
    """
    sides = {year: of_year(supply, children, targets, ages, members, year) for year in years}
    tables = [effects_of(supply, planned, one, members, year) for year, one in sides.items()]
    return typed(pd.concat([frame(EFFECTS), *tables], ignore_index=True), EFFECTS)


def effects_of(
    supply: Supply, planned: pd.DataFrame, sides: OfYear, members: Mapping[str, list[str]], year: str
) -> pd.DataFrame:
    """The rows of one year of effects."""
    places, needs = sides.places.value, sides.needs.needed
    needed = needs.value if needs else places.mask(places.notna())
    before = places_missing(needed, places)
    rows: list[dict[str, object]] = []
    for measure, own in _of_coverage(planned, supply).groupby("measure", sort=True):
        change = _by_area(places_change(own, supply, year), members)
        after = places_missing(needed, places + change)
        rows += [
            {
                "measure": measure,
                "coverage": supply.coverage.id,
                "area_id": area,
                "year": year,
                "places": float(change[area]),
                "missing_before": before[area],
                "missing_after": after[area],
            }
            for area in _touched(own, supply, members)
        ]
    return frame(EFFECTS, rows)


def _of_coverage(planned: pd.DataFrame, supply: Supply) -> pd.DataFrame:
    coverage = supply.coverage
    wanted = frozenset(coverage.target_groups)
    meant = [
        group in wanted and group in supply.counts_for.get(offer, wanted)
        for offer, group in zip(planned["offer"], planned["target_group"], strict=True)
    ]
    return planned[planned["offer"].isin(coverage.offers) & pd.Series(meant, index=planned.index, dtype=bool)]


def _touched(planned: pd.DataFrame, supply: Supply, members: Mapping[str, list[str]]) -> list[str]:
    """Every area in which a facility of the measures stands."""
    areas = set(planned["facility_id"].map(supply.facilities["area_id"]).fillna(NOWHERE))
    standing = parts_of(members)
    return [area for area in members if areas & set(standing.loc[[area]])]


def _by_area(change: pd.Series, members: Mapping[str, list[str]]) -> pd.Series:
    standing = parts_of(members)
    laid_out = change.reindex(standing).fillna(0.0).set_axis(standing.index)
    return laid_out.groupby(level=0).sum().reindex(list(members)).astype("Float64")


def _changed(places: Side, change: pd.Series, members: Mapping[str, list[str]]) -> Side:
    by_area = _by_area(change, members)
    forecast = places.status.map(lambda one: STATUS_OF[max(RANK[one], RANK[str(Status.FORECAST)])]).astype(str)
    return Side(
        value=places.value + by_area,
        lower=places.lower + by_area,
        upper=places.upper + by_area,
        status=places.status.where((by_area == 0) | places.value.isna(), forecast),
        reason=places.reason,
    )
