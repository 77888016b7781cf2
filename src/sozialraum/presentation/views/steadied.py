"""Rates that chance moves less: smoothed ones, and several years together; layers of their own, marked as such."""

from dataclasses import replace

import pandas as pd

from sozialraum.model.indicators import Indicator
from sozialraum.model.measures import POOLED, SMOOTHED
from sozialraum.model.periods import in_order
from sozialraum.model.status import Status
from sozialraum.model.tables import CITY
from sozialraum.presentation.atlas.classes import Classes
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.layer import (
    Certainty,
    CityValue,
    Layer,
    by_period_and_area,
    numbers_of,
)

OF_THE_MEASURED = ("office", "source", "note")


def steadied_layers(context: Context, indicator: Indicator, of: Layer, classes: Classes | None) -> list[Layer]:
    """The smoothed and the pooled layer of an indicator, where the project asks for them.

    Args:
        of: layer of the indicator as it was measured; its classes are kept, so that colours can be compared.
        classes: those classes.
    """
    if classes is None:
        return []
    layers = []
    for start, kind in ((SMOOTHED, "smoothed"), (POOLED, "pooled")):
        table = context.published.measures
        rows = table[table["measure_id"] == f"{start}{indicator.id}"]
        if rows["value"].notna().any():
            layers.append(_layer(context, of, classes, rows, kind))
    return layers


def _layer(context: Context, of: Layer, classes: Classes, rows: pd.DataFrame, kind: str) -> Layer:
    words = context.words
    own, city = rows[rows["area_id"].isin(context.areas)], rows[rows["area_id"] == CITY]
    values, definition = numbers_of(own), words(f"steadied.definition_{kind}")
    periods = in_order(list(own["period"]))
    statuses = by_period_and_area(own, "status")
    return replace(
        of,
        id=str(rows["measure_id"].iloc[0]),
        kind="choropleth",
        label=words(f"steadied.label_{kind}", label=of.label),
        short=words(f"steadied.short_{kind}", short=of.short),
        info=[
            (words("info.definition"), definition),
            (words("steadied.of"), of.label),
            *[row for row in of.info if row[0] in {words(f"info.{term}") for term in OF_THE_MEASURED}],
        ],
        periods=periods,
        values=values,
        statuses=_estimated(statuses) if kind == "smoothed" else statuses,
        city=_city(context, of, city, periods),
        class_of={key: classes.of(value) for key, value in values.items()},
        class_note=words(f"steadied.note_{kind}", classes=of.class_note),
        sentences={
            (str(when), str(area)): words(f"why.{reason}")
            for when, area, reason in zip(own["period"], own["area_id"], own["reason"], strict=True)
            if reason
        },
        changes={},
        certainty=Certainty(lower=numbers_of(own, "lower"), upper=numbers_of(own, "upper")),
        why_list=None,
        breaks=tuple(period for period in of.breaks if period in periods),
        formula=definition,
    )


def _estimated(statuses: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """A smoothed value is an estimate, however well its people are counted."""
    counted = (str(Status.NORMAL), str(Status.PROVISIONAL))
    return {key: str(Status.ESTIMATED) if status in counted else status for key, status in statuses.items()}


def _city(context: Context, of: Layer, city: pd.DataFrame, periods: list[str]) -> dict[str, CityValue]:
    """The city's own row where there is one; the city itself is never smoothed."""
    own = {
        str(when): CityValue(
            None if pd.isna(value) else float(value), str(status), context.words(f"why.{reason}") if reason else ""
        )
        for when, value, status, reason in zip(
            city["period"], city["value"], city["status"], city["reason"], strict=True
        )
    }
    return {period: one for period in periods if (one := own.get(period) or of.city.get(period))}
