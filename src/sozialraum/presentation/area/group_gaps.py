"""How far the groups of an area lie apart, in sentences."""

from collections.abc import Iterable
from typing import Any

from sozialraum.model.indicators import Indicator
from sozialraum.presentation.quality.data_notes import group_label, shown_value
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.indicators import change_unit
from sozialraum.presentation.words.numbers import number, span

PAIR = 2


def gap_sentences(context: Context, indicator: Indicator, gaps: Iterable[dict[str, Any]]) -> list[str]:
    """One sentence per dimension: two groups against each other; of more, the one farthest from all others.

    Args:
        gaps: rows of the table `group_gaps` of one area, this indicator and one date.
    """
    rows = list(gaps)
    said = []
    for breakdown in context.project.breakdowns:
        own = [row for row in rows if row["dimension"] == breakdown.id]
        if len(breakdown.parts) > PAIR:
            own = [row for row in own if _beyond(row)]
        if own:
            farthest = max(own, key=lambda row: abs(float(row["difference"])))
            said.append(_sentence(context, indicator, farthest, context.text(breakdown.label)))
    return said


def _beyond(row: dict[str, Any]) -> bool:
    low, high = shown_value(row["lower"]), shown_value(row["upper"])
    return low is not None and high is not None and (low > 0 or high < 0)


def _sentence(context: Context, indicator: Indicator, row: dict[str, Any], dimension: str) -> str:
    words, digits = context.words, max(indicator.decimals, 1)
    unit = change_unit(indicator, context.text(indicator.unit), words)
    low, high, city = (shown_value(row[name]) for name in ("lower", "upper", "city_difference"))
    fields = {
        "dimension": dimension,
        "group": group_label(context, f"{row['dimension']}={row['group']}"),
        "other": group_label(context, f"{row['dimension']}={row['other']}")
        if row["other"]
        else words("groups_block.others"),
        "difference": number(float(row["difference"]), digits, words, signed=True),
        "unit": unit,
        "between": "" if low is None or high is None else span(low, high, digits, words),
    }
    key = "plain" if low is None or high is None else "beyond" if _beyond(row) else "similar"
    text = words(f"groups_block.gap_{key}", **fields)
    if city is None:
        return text
    there = number(city, digits, words, signed=True)
    return words("groups_block.gap_city", gap=text, difference=there, unit=unit)
