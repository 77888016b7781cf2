"""Familienzentren: by area, and the networks beside the rule."""

from sozialraum.model.measures import CENTRE_HOUSES, CENTRES, CHILDREN_PER_CENTRE
from sozialraum.model.status import Status
from sozialraum.model.tables import CITY, records
from sozialraum.presentation.annex.sheet import Block, Column, Row, Sheet
from sozialraum.presentation.annex.values import number, whole
from sozialraum.presentation.planning.areas import kept, places_in_order
from sozialraum.presentation.planning.figures import figures_of
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.centre_words import centre_groups
from sozialraum.presentation.words.numbers import period

DISTANCES = ("houses", "without_position", "pairwise_m", "circle_m")
COUNTS = (CENTRES, CENTRE_HOUSES, CHILDREN_PER_CENTRE)


def centre_sheets(context: Context) -> list[Sheet]:
    """One sheet, or none where the project names no certificate."""
    words, merkmal = context.words, context.project.planning.familienzentren
    if merkmal is None:
        return []
    figures = figures_of(context.published.measures, merkmal)
    days = sorted({when for measure, when, _ in figures.told if measure == CENTRES})
    rows = [
        Row(
            (
                period(when, words),
                context.project.city.name if place.area_id == CITY else place.name,
                *(whole(figures.at(place.area_id, one, when), words) for one in COUNTS),
                _why(context, figures.at(place.area_id, CHILDREN_PER_CENTRE, when).reason),
            ),
            strong=place.kind != "area",
        )
        for when in reversed(days)
        for place in kept(places_in_order(context), set(figures.areas))
    ]
    if not rows:
        return []
    columns = (
        Column(words("annex.day"), 12),
        Column(words("annex.area"), 30),
        Column(words("annex.centres"), 14, "whole"),
        Column(words("annex.centre_houses"), 18, "whole"),
        Column(words("annex.children_per_centre", groups=centre_groups(context)), 20, "whole"),
        Column(words("annex.remark"), 44),
    )
    blocks = [Block(columns, tuple(rows))]
    if not context.published.planning.networks.empty:
        blocks.append(_networks(context))
    rule = context.project.planning.rules.network
    lead = [context.text(context.project.city.notice), words("annex.centres_lead")]
    if rule:
        lead.append(
            words(
                "annex.network_rule",
                houses=rule.max_houses,
                metres=f"{rule.max_m:.0f}",
                source=context.text(rule.source),
            )
        )
    return [
        Sheet(
            name=words("annex.centre_sheet"),
            title=words("annex.centre_title", city=context.project.city.name),
            lead=tuple(line for line in lead if line),
            blocks=tuple(blocks),
            keys=2,
        )
    ]


def _networks(context: Context) -> Block:
    words = context.words
    columns = (
        Column(words("annex.network"), 12),
        Column(words("annex.houses"), 14, "whole"),
        Column(words("annex.without_position"), 14, "whole"),
        Column(words("annex.pairwise"), 18, "whole"),
        Column(words("annex.circle"), 20, "whole"),
        Column(words("annex.by_rule"), 44),
    )
    rows = [
        Row(
            (
                str(row["verbund"]),
                *(number(row[one], str(Status.MISSING), words) for one in DISTANCES),
                words(
                    "annex.network_held",
                    number=words(f"annex.held_{row['number']}"),
                    pairs=words(f"annex.held_{row['by_pairs']}"),
                    circle=words(f"annex.held_{row['by_circle']}"),
                ),
            )
        )
        for row in records(context.published.planning.networks.sort_values("verbund"))
    ]
    return Block(columns, tuple(rows), words("annex.networks"))


def _why(context: Context, reason: str) -> str:
    return context.words(f"why.{reason}") if reason else ""
