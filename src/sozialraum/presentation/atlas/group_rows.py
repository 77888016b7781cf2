"""Values of one Sozialraum by age, sex, nationality: each group beside the total and the city's same group."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sozialraum.model.indicators import Breakdown, Indicator
from sozialraum.model.periods import in_order
from sozialraum.model.status import Status, weakest
from sozialraum.model.tables import CITY, records
from sozialraum.presentation.area.group_gaps import gap_sentences
from sozialraum.presentation.atlas.data import CityPages
from sozialraum.presentation.quality.data_notes import group_label, shown_value
from sozialraum.presentation.words.facility_list import sum_status
from sozialraum.presentation.words.numbers import period as period_label
from sozialraum.presentation.words.numbers import shown, span
from sozialraum.presentation.words.texts import Texts

WIDTH = 100  # of the drawing of a bar
GAP_COLUMNS = ["dimension", "group", "other", "difference", "lower", "upper", "city_difference"]
Cells = Mapping[tuple[str, str], Mapping[str, Any]]


@dataclass(frozen=True)
class GroupBar:
    """One group as a bar from zero, in units of a drawing WIDTH wide.

    Args:
        own: length of the bar; None where there is no value.
        interval: from and to, or None.
        city: place of the city's same group, or None.
        withheld: the value exists and may not be shown.
    """

    own: int | None
    interval: tuple[int, int] | None
    city: int | None
    withheld: bool


def breakdown_tables(pages: CityPages, area_id: str) -> list[dict[str, Any]]:
    """One table per indicator that has groups, at the newest date this area has any group of.

    Rates of the soziale Lage stand first, then other rates, then counts.

    For counts a second column says how many of 100 of the total belong to the group, for the area and the city.
    """
    context = pages.context
    table, intervals = context.indicators_of[area_id], context.intervals_of[area_id]
    own = table[(table["group"] != "") & ~table["list_only"]]
    with_groups = own.groupby("indicator_id")["period"].agg(lambda periods: in_order(list(periods))[-1])
    newest = {str(id_): str(period) for id_, period in with_groups.items()}

    def rows(found: pd.DataFrame, columns: list[str]) -> dict[str, list[dict[str, Any]]]:
        """Indicator -> its rows at its newest date."""
        at_newest = found[found["period"] == found["indicator_id"].map(newest)]
        grouped: dict[str, list[dict[str, Any]]] = {}
        for row in records(at_newest[["indicator_id", *columns]]):
            grouped.setdefault(str(row["indicator_id"]), []).append(row)
        return grouped

    if not newest:
        return []
    here = pd.concat([table, context.indicators_of[CITY]])
    cells = rows(here[~here["list_only"]], ["area_id", "group", "value", "status"])
    ends = rows(intervals[intervals["lower"].notna()], ["group", "lower", "upper"])
    apart = rows(context.group_gaps_of[area_id], GAP_COLUMNS)
    made = [
        _table(pages, one, area_id, newest[one.id], cells[one.id], ends.get(one.id, []), apart.get(one.id, []))
        for one in context.project.indicators
        if one.id in newest
    ]
    return sorted(made, key=lambda one: (one["counted"], not one["of_lage"]))


def _table(
    pages: CityPages,
    indicator: Indicator,
    area_id: str,
    period: str,
    rows: list[dict[str, Any]],
    intervals: list[dict[str, Any]],
    gaps: list[dict[str, Any]],
) -> dict[str, Any]:
    context, words = pages.context, pages.context.words
    cells: Cells = {(row["area_id"], row["group"]): row for row in rows}
    ends = {str(row["group"]): (float(row["lower"]), float(row["upper"])) for row in intervals}
    groups = _order(context.project.breakdowns, [group for place, group in cells if place == area_id and group])
    unit, counted = context.text(indicator.unit), indicator.kind == "count"

    def text(place: str, group: str) -> str:
        cell = cells.get((place, group))
        if cell is None:
            return words("status.O")
        return shown(shown_value(cell["value"]), cell["status"], indicator.decimals, "" if counted else unit, words)

    def row(group: str, label: str) -> dict[str, Any]:
        share = share_text(cells.get((area_id, group)), cells.get((area_id, "")), words) if counted else None
        city = share_text(cells.get((CITY, group)), cells.get((CITY, "")), words) if counted else text(CITY, group)
        known = None if counted or group not in ends else span(*ends[group], indicator.decimals, words)
        return {"group": label, "value": text(area_id, group), "interval": known, "share": share, "city": city}

    single = [group for group in groups if ";" not in group]
    with_total = [] if counted or (area_id, "") not in cells else [""]
    bars = _bars(cells, area_id, [*with_total, *single], {} if counted else ends, counted)
    total = {**row("", words("groups_block.total")), "bar": bars[""]} if with_total else None
    return {
        "label": context.text(indicator.label),
        "as_of": period_label(period, words),
        "unit": unit,
        "counted": counted,
        "of_lage": indicator.rolle == "lage",
        "total": total,
        "dimensions": [
            {
                "label": context.text(one.label),
                "rows": [
                    {**row(group, group_label(context, group)), "bar": bars[group]}
                    for group in single
                    if group.startswith(f"{one.id}=")
                ],
            }
            for one in context.project.breakdowns
            if any(group.startswith(f"{one.id}=") for group in single)
        ],
        "crossed": [row(group, group_label(context, group)) for group in groups if ";" in group],
        "gaps": gap_sentences(context, indicator, gaps),
    }


def _bars(
    cells: Cells, area_id: str, groups: list[str], ends: Mapping[str, tuple[float, float]], counted: bool
) -> dict[str, GroupBar]:
    """Bars of the groups: of rates all on one scale, of counts as shares of the total, each dimension on its own."""
    value = {
        (place, group): _share(cells, place, group) if counted else _number(cells, place, group)
        for place in (area_id, CITY)
        for group in groups
    }
    highest: dict[str, float] = {}
    for (_, group), known in value.items():
        scale = group.split("=")[0] if counted else ""
        highest[scale] = max(highest.get(scale, 0.0), known or 0.0, ends.get(group, (0.0, 0.0))[1])
    made = {}
    for group in groups:
        top = highest[group.split("=")[0] if counted else ""] or 1.0
        own, city = value[(area_id, group)], value[(CITY, group)]
        low, high = ends.get(group, (None, None))
        made[group] = GroupBar(
            own=None if own is None else round(WIDTH * own / top),
            interval=None if low is None or high is None else (round(WIDTH * low / top), round(WIDTH * high / top)),
            city=None if city is None else round(WIDTH * city / top),
            withheld=(area_id, group) in cells and cells[(area_id, group)]["status"] == Status.WITHHELD,
        )
    return made


def _number(cells: Cells, place: str, group: str) -> float | None:
    return shown_value(cells[(place, group)]["value"]) if (place, group) in cells else None


def _share(cells: Cells, place: str, group: str) -> float | None:
    part, whole = _number(cells, place, group), _number(cells, place, "")
    return 100 * part / whole if part is not None and whole else None


def share_text(part: Mapping[str, Any] | None, whole: Mapping[str, Any] | None, words: Texts) -> str:
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


def _order(breakdowns: list[Breakdown], groups: list[str]) -> list[str]:
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
