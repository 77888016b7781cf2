"""The figures that sentences may rest on, and which of their dates may be compared."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

import pandas as pd

from sozialraum.model.findings import tells
from sozialraum.model.indicators import Indicator
from sozialraum.model.periods import crosses, first_day, in_order, kind_of
from sozialraum.model.status import Status
from sozialraum.model.tables import CITY

FIRM = frozenset({str(Status.NORMAL), str(Status.PROVISIONAL)})
COUNTED = FIRM | {str(Status.ESTIMATED)}  # good enough to compare areas as a whole, not to say something of one


def telling(definitions: Iterable[Indicator]) -> dict[str, Indicator]:
    """The indicators that rules speak of, by id."""
    return {one.id: one for one in definitions if tells(one)}


def firm_rates(indicators: pd.DataFrame, wanted: Mapping[str, Indicator], areas: Iterable[str]) -> pd.DataFrame:
    """Totals of these indicators for the areas and the city; only counted and provisional values stay.

    Args:
        indicators: table `indicators`.
        wanted: the indicators that rules speak of.
        areas: the Sozialräume.

    Returns:
        The same columns, in order of indicator, date and area. A date at which something
        is known or withheld keeps its rows, so that no series runs past it; the value of what is estimated,
        unreliable, a forecast or withheld is NA.
    """
    totals = indicators[
        (indicators["group"] == "")
        & ~indicators["list_only"]
        & indicators["indicator_id"].isin(wanted)
        & indicators["area_id"].isin([*areas, CITY])
        & (indicators["status"] != str(Status.FORECAST))
    ]
    rows = totals[totals["value"].notna() | (totals["status"] == str(Status.WITHHELD))]
    firm = rows["status"].isin(FIRM)
    numbers = ["value", "numerator", "denominator"]
    return rows.assign(**{name: rows[name].where(firm) for name in numbers}).sort_values(
        ["indicator_id", "period", "area_id"], ignore_index=True
    )


def runs(rates: pd.DataFrame, wanted: Mapping[str, Indicator], since: int | None = None) -> dict[str, list[str]]:
    """For each indicator the dates that may be compared with its newest one, oldest first, that one last.

    Args:
        rates: as firm_rates gives them; those of the areas and that of the city may have different dates.
        wanted: `reihenbruch` ends a run.
        since: no date that begins before this year.
    """
    found = {}
    for id_, rows in rates.groupby("indicator_id", sort=True):
        dates = in_order(list(rows["period"].unique()))
        alike = [period for period in dates if kind_of(period) == kind_of(dates[-1])]
        starts = [
            place
            for place, (earlier, later) in enumerate(pairwise(alike), start=1)
            if crosses(wanted[str(id_)].reihenbruch, earlier, later)
        ]
        run = alike[starts[-1] if starts else 0 :]
        found[str(id_)] = [period for period in run[:-1] if not since or first_day(period).year >= since] + run[-1:]
    return found


def beside_known_city(table: pd.DataFrame, rates: pd.DataFrame) -> pd.DataFrame:
    """The rows at whose date the city's value is counted: nothing stands beside what is estimated or withheld.

    Args:
        table: columns indicator_id and period.
        rates: as firm_rates gives them.
    """
    city = rates[(rates["area_id"] == CITY) & rates["value"].notna()][["indicator_id", "period"]]
    return table.merge(city.drop_duplicates(), on=["indicator_id", "period"])


def by_indicator(rates: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The rows of each indicator."""
    return {str(id_): rows for id_, rows in rates.groupby("indicator_id", sort=True)}


def wide(rows: pd.DataFrame, periods: list[str]) -> pd.DataFrame:
    """The values of one indicator: a row per area, in order of id, a column per date; NA where there is none."""
    at = rows[rows["period"].isin(periods)]
    return at.pivot(index="area_id", columns="period", values="value").reindex(columns=periods).sort_index()
