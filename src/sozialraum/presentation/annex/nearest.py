"""Which school is nearest to the houses of each Sozialraum: a row for each area and school."""

from sozialraum.presentation.annex.sheet import Block, Column, Row, Sheet
from sozialraum.presentation.planning.areas import kept, places_in_order
from sozialraum.presentation.planning.nearest import nearest_in, way_told
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import number

KEYS = 2


def nearest_sheets(context: Context) -> list[Sheet]:
    """One sheet, or none where the project asks for no nearest school."""
    words, table = context.words, context.published.planning.nearest
    if table.empty:
        return []
    way = way_told(context)
    columns = (
        Column(words("annex.nearest_rule"), 36),
        Column(words("annex.area"), 30),
        Column(words("annex.school"), 36),
        Column(words("annex.nearest_houses"), 12, "whole"),
        Column(words("annex.nearest_share"), 14, "tenths"),
        Column(words(f"annex.nearest_mean_{way}"), 14, "whole"),
        Column(words(f"annex.nearest_farthest_{way}"), 14, "whole"),
    )
    places = kept(places_in_order(context), set(table["area_id"]))
    rows = [
        Row(
            (
                context.text(rule.label),
                place.name,
                school.name if school.facility_id else words("annex.nearest_none"),
                round(school.houses),
                round(school.share_pct, 1),
                None if school.mean_m is None else round(school.mean_m),
                None if school.farthest_m is None else round(school.farthest_m),
            ),
            begins=at == 0,
        )
        for rule in context.project.planning.nearest
        for place in places
        for at, school in enumerate(nearest_in(context, rule.id, place.area_id))
    ]
    notice = context.text(context.project.city.notice)
    lead = (
        notice,
        words(f"planning.nearest.intro_{way}"),
        words("annex.nearest_lead", houses=number(_houses(context), 0, words)),
    )
    return [
        Sheet(
            name=words("annex.nearest"),
            title=words("annex.nearest_title", city=context.project.city.name),
            lead=tuple(line for line in lead if line),
            blocks=(Block(columns, tuple(rows)),),
            keys=KEYS,
        )
    ]


def _houses(context: Context) -> float:
    """Houses of the register that lie in a Sozialraum."""
    table = context.published.planning.nearest
    first = table[table["rule"] == table["rule"].iloc[0]]
    return float(first["houses"].sum())
