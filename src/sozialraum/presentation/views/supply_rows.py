"""What the layers of places and need have in common: their rows, their dates, words for what is not known."""

import pandas as pd

from sozialraum.model.measures import CHILDREN, ENTITLED, PLACES, UNKNOWN_HOUSES
from sozialraum.model.periods import in_order
from sozialraum.model.planned import WITH_MEASURES
from sozialraum.model.rules import Coverage
from sozialraum.model.status import Status
from sozialraum.model.tables import BESTAND, CITY
from sozialraum.presentation.views.context import Context, single_sources
from sozialraum.presentation.views.layer import CityValue, numbers_of
from sozialraum.presentation.words.numbers import period as label
from sozialraum.presentation.words.target_words import targets_ahead


def rows_of(context: Context, coverage: Coverage, measure: str, scenario: str = BESTAND) -> pd.DataFrame:
    """Rows of the table `measures` of an offer, of all areas."""
    table = context.published.measures
    return table[
        (table["measure_id"] == measure) & (table["target_group"] == coverage.id) & (table["scenario"] == scenario)
    ]


def base_rows(context: Context, rows: pd.DataFrame) -> pd.DataFrame:
    """Those of the Sozialräume."""
    return rows[rows["area_id"].isin(context.areas)]


def dates_of(context: Context, rows: pd.DataFrame) -> list[str]:
    """The dates at which something is known or withheld of an area or the city; all where that is none."""
    shown = rows[rows["area_id"].isin([*context.areas, CITY])]
    told = shown[shown["value"].notna() | (shown["status"] == str(Status.WITHHELD))]
    return in_order(list(told["period"])) or in_order(list(shown["period"]))


def claims_from(context: Context, coverage: Coverage) -> str:
    """The first year in which only children with a claim are told, after years that told all; "" for none."""
    every, entitled = (
        {str(period) for period in rows["period"]}
        for rows in (rows_of(context, coverage, measure) for measure in (CHILDREN, ENTITLED))
    )
    told = in_order(sorted(every | entitled))
    only = [period for period in told if period not in every]
    return only[0] if only and only[0] != told[0] else ""


def claims_break(context: Context, coverage: Coverage, periods: list[str]) -> tuple[str, ...]:
    """The dates of a layer before which its series breaks: where only children with a claim begin to count."""
    since = claims_from(context, coverage)
    return (since,) if since in periods[1:] else ()


def claims_text(context: Context, coverage: Coverage) -> str:
    """That only children with a claim count, and from when on; "" where all do."""
    since = claims_from(context, coverage)
    return context.words("coverage.claims", year=label(since, context.words)) if since else ""


def city_values(context: Context, rows: pd.DataFrame) -> dict[str, CityValue]:
    """By date the value of the city, or why there is none."""
    city = rows[rows["area_id"] == CITY]
    return {
        str(when): CityValue(None if pd.isna(value) else float(value), str(status), why(context, reason))
        for when, value, status, reason in zip(
            city["period"], city["value"], city["status"], city["reason"], strict=True
        )
    }


def why(context: Context, reason: str) -> str:
    """Why there is no value; "" where there is one."""
    return context.words(f"why.{reason}") if reason else ""


def silent_houses(context: Context, coverage: Coverage) -> dict[tuple[str, str], int]:
    """(period, area_id) -> how many houses tell no places."""
    return {key: int(count) for key, count in numbers_of(rows_of(context, coverage, UNKNOWN_HOUSES)).items()}


def children_dates(context: Context, coverage: Coverage) -> str:
    """How dates of places and children are paired, in words; "" where the project does not pair them."""
    return "; ".join(
        context.words("coverage.dates", places=label(places, context.words), children=label(children, context.words))
        for places, children in sorted(coverage.pairs.items())
    )


def target_info(context: Context, coverage: Coverage) -> str:
    """The targets that hold in the whole city today, and those of later years, in words."""
    return targets_ahead(context, coverage, context.published.planning.today, CITY)


def source_ids(context: Context, coverage: Coverage, with_children: bool = False) -> list[str]:
    """The sources of the places, and behind them those of the children who are set against them."""
    offers, numbers = context.published.offers, context.published.indicators
    places = sorted(set(offers.loc[offers["offer"].isin(coverage.offers), "source_id"]))
    if not with_children:
        return places
    children = single_sources(numbers.loc[numbers["indicator_id"] == coverage.children, "source_id"])
    return [*places, *(one for one in children if one not in places)]


def counted_measures(context: Context, coverage: Coverage) -> str:
    """Which planned measures are counted in the balance with measures; "" where there is none."""
    if rows_of(context, coverage, PLACES, WITH_MEASURES).empty:
        return ""
    states = [context.words(f"coverage.state_{state}") for state in context.project.planning.measures.counted]
    return context.words("coverage.counted", states=", ".join(states))
