"""Whether a city has a page on planning, and its address."""

from sozialraum.model.measures import PLACES
from sozialraum.presentation.views.context import Context

PLANNING = "planung.html"


def planning_href(context: Context) -> str | None:
    """The page on planning; None where neither places nor children nor schools are told."""
    plan, measures = context.published.planning, context.published.measures
    places = measures[measures["measure_id"] == PLACES]
    told = bool((places["value"].notna() | (places["lower"].fillna(0) > 0)).any()) or any(
        not table.empty
        for table in (
            plan.planned,
            plan.classes,
            plan.ganztag,
            plan.networks,
            plan.years.children,
            plan.bands,
            plan.nearest,
        )
    )
    return PLANNING if told else None
