"""Areas drawn from the positions of facilities, where no file shows any."""

from collections.abc import Sequence
from dataclasses import replace

import geopandas as gpd
import pandas as pd

from sozialraum.model.draft import AreasDraft, FileDraft
from sozialraum.sources.drafts.guessed_areas import Link
from sozialraum.sources.drafts.guessed_facilities import Facilities
from sozialraum.sources.drafts.headings import has_role, joined, kind_of_areas, with_role
from sozialraum.sources.drafts.placing_files import FOLDERS
from sozialraum.sources.drafts.schematic import schematic_areas

WHOLE = "stadt"  # key of the one area where no column divides the city
SCHEMATIC = "gebiete_schematisch.geojson"
SOURCE = "grenzen_schematisch"


def drawn_areas(
    lists: Sequence[Facilities], crs: str, city: str, areas_from: str | None
) -> tuple[AreasDraft, gpd.GeoDataFrame | None, list[Facilities]]:
    """Areas made from the positions of the facilities, by the column that divides them best.

    Args:
        city: name of the one area where no column divides the city.
        areas_from: the column that the user wishes.

    Returns:
        The block of areas, the areas (columns id, name, geometry) or None, and the lists with the areas they state.
    """
    located = [one for one in lists if one.positions is not None and one.positions.known]
    for one in sorted(located, key=lambda one: (_dividing(one, areas_from) is None, -len(one.surveyed.table))):
        heading = _dividing(one, areas_from)
        if one.positions is None:
            continue
        points = one.positions.points.to_crs(crs)
        names = one.surveyed.texts(heading) if heading else pd.Series(city, index=points.index)
        shapes = schematic_areas(points, names)
        if shapes.empty:
            continue
        words = kind_of_areas([heading] if heading else [])
        ids = shapes["name"] if heading else [WHOLE]
        drawn = gpd.GeoDataFrame({"id": ids, "name": shapes["name"]}, geometry=shapes.geometry, crs=crs)
        file = FileDraft(f"{FOLDERS['areas']}/{SCHEMATIC}", SOURCE, len(drawn), ("id", "name"))
        areas = AreasDraft(
            table=file,
            area_id="id",
            name="name",
            count=len(drawn),
            label=words["label"],
            label_plural=words["label_plural"],
            drawn_from=heading,
            choices=tuple(divisions(one)),
            whole=heading is None,
        )
        return areas, drawn, [_linked(other, heading, set(drawn["id"])) for other in lists]
    return AreasDraft(None), None, list(lists)


def _linked(one: Facilities, heading: str | None, ids: set[str]) -> Facilities:
    """The list with the column the areas were drawn from as the stated area, where it has that column."""
    if heading is None or heading not in one.surveyed.headings or not one.surveyed.values(heading) <= ids:
        return one
    return replace(one, link=Link(heading, "id", ()))


def _dividing(one: Facilities, areas_from: str | None) -> str | None:
    if areas_from is not None:
        own = [heading for heading in one.surveyed.headings if joined(heading) == joined(areas_from)]
        return own[0] if own else None
    return next(iter(divisions(one)), None)


def not_to_draw_from(
    lists: Sequence[Facilities], areas_from: str | None, drawn: gpd.GeoDataFrame | None
) -> tuple[str, ...] | None:
    """The columns that would do, where the one that is wished for is in no list."""
    if areas_from is None or drawn is None:
        return None
    every = [heading for one in lists if one.positions is not None for heading in one.surveyed.headings]
    if any(joined(heading) == joined(areas_from) for heading in every):
        return None
    return tuple(dict.fromkeys(heading for one in lists for heading in divisions(one)))


def divisions(one: Facilities) -> list[str]:
    """Columns that say in which part of the city a facility lies, the clearest first."""
    found: list[str] = []
    for role in ("place_within", "place", "postcode"):
        named = [heading for heading in with_role(one.surveyed.headings, role) if has_role(heading, role)]
        rows = len(one.surveyed.table)
        found += [heading for heading in named if 1 < one.surveyed.column(heading).different < rows]
    return list(dict.fromkeys(found))
