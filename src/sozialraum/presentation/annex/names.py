"""Names of houses, of areas and of what a planned measure is for."""

from sozialraum.model.tables import CITY
from sozialraum.presentation.views.context import Context


def house_name(context: Context, facility_id: object) -> str:
    """The name of a house in the city or beyond its border; its id where it is not among those that are shown."""
    beyond = context.published.reach.beyond["name"].get(str(facility_id), facility_id)
    return str(context.published.facilities["name"].get(str(facility_id), beyond))


def area_of(context: Context, facility_id: object) -> str:
    """The area in which a house stands; "" where that is unknown."""
    area = str(context.published.facilities["area_id"].get(str(facility_id), ""))
    return context.names.get(area, "")


def area_name(context: Context, area_id: object) -> str:
    """The name of an area of any level."""
    if area_id in {CITY, ""}:
        return context.project.city.name
    return context.names.get(str(area_id), str(area_id))
