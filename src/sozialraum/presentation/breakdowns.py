"""Values of one Sozialraum by age, sex, nationality and the like, each group beside the city's same group."""

from typing import Any

import pandas as pd

from sozialraum.model.periods import in_order
from sozialraum.model.status import Status, weakest
from sozialraum.model.tables import CITY, records
from sozialraum.presentation.data_notes import group_label, shown_value
from sozialraum.presentation.facility_list import sum_status
from sozialraum.presentation.numbers import period as period_label
from sozialraum.presentation.numbers import shown
from sozialraum.presentation.page_data import CityPages
from sozialraum.presentation.texts import Texts


def breakdown_tables(pages: CityPages, area_id: str) -> list[dict[str, Any]]:
    """One table per indicator that has groups, at the newest date this area has any group of.

    For counts a second column says how many of 100 of the total belong to the group, for the area and the city.
    """
    context = pages.context
    table = context.published.indicators
    here = table[table["area_id"].isin([area_id, CITY]) & ~table["list_only"]]
    with_groups = set(here.loc[(here["group"] != "") & (here["area_id"] == area_id), "indicator_id"])
    return [
        _table(pages, indicator.id, area_id, here[here["indicator_id"] == indicator.id])
        for indicator in context.project.indicators
        if indicator.id in with_groups
    ]


def _table(pages: CityPages, indicator_id: str, area_id: str, rows: pd.DataFrame) -> dict[str, Any]:
    context, words = pages.context, pages.context.words
    indicator = context.project.indicator(indicator_id)
    own = rows[(rows["area_id"] == area_id) & (rows["group"] != "")]
    period = in_order(list(own["period"]))[-1]
    at = rows[rows["period"] == period]
    cells = {(row["area_id"], row["group"]): row for row in records(at)}
    unit = context.text(indicator.unit)
    counted = indicator.kind == "count"

    def text(place: str, group: str) -> str:
        row = cells.get((place, group))
        if row is None:
            return words("status.O")
        return shown(shown_value(row["value"]), row["status"], indicator.decimals, "" if counted else unit, words)

    def share(place: str, group: str) -> str | None:
        return share_text(cells.get((place, group)), cells.get((place, "")), words) if counted else None

    groups = _order(context.project.breakdowns, list(own.loc[own["period"] == period, "group"]))
    return {
        "label": context.text(indicator.label),
        "as_of": period_label(period, words),
        "unit": unit,
        "rows": [
            {
                "group": group_label(context, group),
                "value": text(area_id, group),
                "share": share(area_id, group),
                "city": share(CITY, group) if counted else text(CITY, group),
            }
            for group in groups
        ],
    }


def share_text(part: dict[str, Any] | None, whole: dict[str, Any] | None, words: Texts) -> str:
    """How many of 100 of the whole belong to the part: with the mark of the weaker one, or the word for why not.

    Args:
        part, whole: rows of the table `indicators`, or None where there is none.
    """
    if part is None or whole is None:
        return words("status.O")
    status = weakest([part["status"], whole["status"]])
    above, below = shown_value(part["value"]), shown_value(whole["value"])
    if below == 0:
        status = str(Status.NOT_APPLICABLE)
    share = 100 * above / below if above is not None and below else None
    return shown(share, sum_status([status], unknown=share is None), 1, "%", words)


def _order(breakdowns: list[Any], groups: list[str]) -> list[str]:
    """Groups in the order in which the project declares the parts; one dimension before crossed ones."""
    places = {
        f"{one.id}={part.id}": (number_, at)
        for number_, one in enumerate(breakdowns)
        for at, part in enumerate(one.parts)
    }
    return sorted(
        set(groups),
        key=lambda group: (group.count(";"), [places.get(piece, (99, 99)) for piece in group.split(";")], group),
    )
