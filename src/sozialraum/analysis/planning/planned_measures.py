"""What is planned to change places: which of it counts, what the balance is with it, what each measure does."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sozialraum.analysis.coverage import places_missing
from sozialraum.analysis.planning.balance import OfYear, Supply, balance_columns
from sozialraum.analysis.planning.measure_rows import measure_rows
from sozialraum.analysis.planning.sides import NOWHERE, Floats, Side, floats, standing_in
from sozialraum.analysis.planning.stock import part_from
from sozialraum.model.planned import WITH_MEASURES, PlannedRule
from sozialraum.model.planning_tables import EFFECTS
from sozialraum.model.status import RANK, Status
from sozialraum.model.tables import frame


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


def places_change(planned: pd.DataFrame, supply: Supply, year: str) -> dict[str, float]:
    """By how many places the measures change each Sozialraum in a year.

    Args:
        planned: rows of the table PLANNED, all of which count.
        supply: which of them speak of the coverage; how an opening within the year counts.
        year: Kita-Jahr.

    Returns:
        By area_id of Sozialräume, NOWHERE for houses of none; only areas with a measure. What begins within the year
        counts by the rule of the coverage, as in stock.share_of_year.

    Source: docs/methods.md#geplante-massnahmen
    """
    own = _of_coverage(planned, supply)
    change: dict[str, float] = {}
    places = np.nan_to_num(floats(own["places"]))
    for house, day, number in zip(own["facility_id"], own["from_day"], places, strict=True):
        area = str(supply.facilities["area_id"].get(house, NOWHERE))
        change[area] = change.get(area, 0.0) + number * part_from(str(day), year, supply.coverage.openings)
    return change


def balance_changed(
    supply: Supply, planned: pd.DataFrame, sides: OfYear, members: Mapping[str, list[str]], year: str
) -> pd.DataFrame:
    """The balance of a coverage in a year with the counted measures.

    Args:
        supply: the places there are.
        planned: rows from counted_measures.
        sides: of the same year, without measures.
        members: area -> its Sozialräume.
        year: Kita-Jahr.

    Returns:
        Table `measures` as of balance_of, scenario "mit_massnahmen"; where a measure changes something the status is
        F. What is unknown in the stock stays unknown.

    Source: docs/methods.md#geplante-massnahmen
    """
    changed = _changed(sides.places, places_change(planned, supply, year), members)
    columns = balance_columns(supply.coverage, sides.needs, changed, members)
    return measure_rows(list(columns), supply.coverage.id, year, WITH_MEASURES)


def effects_of(
    supply: Supply, planned: pd.DataFrame, sides: OfYear, members: Mapping[str, list[str]], year: str
) -> pd.DataFrame:
    """What each measure does in a year by itself to what is missing, before and after, in every area it touches.

    Args:
        supply: the places there are.
        planned: table PLANNED, ideas too: each is shown alone and beside the others nothing is decided.
        sides: of the same year, without measures.
        members: area -> its Sozialräume.
        year: Kita-Jahr.

    Returns:
        Table EFFECTS. What is missing is NA where the balance is unknown.

    Source: docs/methods.md#geplante-massnahmen
    """
    places = sides.places.value
    needed = sides.needs.needed.value if sides.needs.needed else np.full(len(members), np.nan)
    before = places_missing(needed, places)
    rows: list[dict[str, object]] = []
    for measure, own in _of_coverage(planned, supply).groupby("measure", sort=True):
        by_place = places_change(own, supply, year)
        change = _by_area(by_place, members)
        after = places_missing(needed, places + change)
        rows += [
            {
                "measure": measure,
                "coverage": supply.coverage.id,
                "area_id": area,
                "year": year,
                "places": change[at],
                "missing_before": before[at],
                "missing_after": after[at],
            }
            for at, (area, standing) in enumerate(standing_in(members).items())
            if not by_place.keys().isdisjoint(standing)
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


def _by_area(change: Mapping[str, float], members: Mapping[str, list[str]]) -> Floats:
    """The change of every area, in their order."""
    return np.array([sum(change.get(place, 0.0) for place in places) for places in standing_in(members).values()])


def _changed(places: Side, change: Mapping[str, float], members: Mapping[str, list[str]]) -> Side:
    by_area = _by_area(change, members)
    untouched = (by_area == 0) | np.isnan(places.value)
    return Side(
        value=places.value + by_area,
        lower=places.lower + by_area,
        upper=places.upper + by_area,
        rank=np.where(untouched, places.rank, np.maximum(places.rank, RANK[str(Status.FORECAST)])),
        reason=places.reason,
    )
