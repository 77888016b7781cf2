"""Which school is nearest to the houses of each Sozialraum, by the rules of the project."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sozialraum.model.tables import records
from sozialraum.presentation.planning.areas import Place, kept
from sozialraum.presentation.planning.figures import known
from sozialraum.presentation.planning.grid import Cell, Grid, Head, Line, Section
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import number

HALF = 0.5  # a smaller share would be shown as none


@dataclass(frozen=True)
class NearestSchool:
    """A school, for which share (percent) of how many houses it is nearest, and how far it is (m).

    facility_id "": these houses reach none, so there are no metres.
    """

    facility_id: str
    name: str
    share_pct: float
    houses: float
    mean_m: float | None
    farthest_m: float | None


def nearest_in(context: Context, rule: str, area: str) -> list[NearestSchool]:
    """The schools of a rule that are nearest to houses of an area, that of most houses first, houses without last."""
    table = context.published.planning.nearest
    rows = records(table[(table["rule"] == rule) & (table["area_id"] == area)])
    found = [_school(context, row) for row in rows]
    return sorted(found, key=lambda one: (not one.facility_id, -one.share_pct, one.name, one.facility_id))


def way_told(context: Context) -> str:
    """network | straight: how the metres were measured, the same in all rows."""
    return str(context.published.planning.nearest["way"].iloc[0])


def nearest_section(context: Context, rows: list[Place], pages: dict[str, str]) -> Section | None:
    """None where the project asks for no nearest school, or has no register of addresses."""
    words, table = context.words, context.published.planning.nearest
    rules = [one for one in context.project.planning.nearest if one.id in set(table["rule"])]
    if not rules:
        return None
    heads = [Head(context.text(rule.label), words=True) for rule in rules]
    lines = [
        Line(
            place.name,
            tuple(_cell(context, nearest_in(context, rule.id, place.area_id)) for rule in rules),
            place.kind,
            href=pages.get(place.area_id),
        )
        for place in kept(rows, set(table["area_id"]))
    ]
    corner = context.text(context.project.areas.label)
    grid = Grid(words("planning.nearest.caption"), corner, heads, lines, note=(words("planning.nearest.note"),))
    title, intro = words("planning.nearest.title"), words(f"planning.nearest.intro_{way_told(context)}")
    return Section("naechste-schule", title, [intro], grids=[grid])


def _school(context: Context, row: dict[str, Any]) -> NearestSchool:
    id_ = str(row["facility_id"])
    share, houses = (known(row[one]) or 0.0 for one in ("share_pct", "houses"))
    name = str(context.published.facilities["name"].get(id_, "")) or id_
    return NearestSchool(id_, name, share, houses, known(row["mean_m"]), known(row["farthest_m"]))


def share_in_words(context: Context, share: float) -> str:
    """A whole percentage; a small one is never shown as none, nor a large one as all."""
    words = context.words
    if share < HALF:
        return words("planning.nearest.few")
    if 100 - HALF <= share < 100:
        return words("planning.nearest.almost_all")
    return words("planning.nearest.share", share=number(share, 0, words))


def mean_metres(schools: Iterable[NearestSchool]) -> float:
    """The mean over the houses of an area that reach a school."""
    own = [(one.mean_m, one.houses) for one in schools if one.mean_m is not None]
    return sum(mean * houses for mean, houses in own) / sum(houses for _, houses in own)


def _cell(context: Context, schools: list[NearestSchool]) -> Cell:
    words = context.words
    if not schools:
        return Cell("–")
    first, *others = (
        words(
            "planning.nearest.school" if one.facility_id else "planning.nearest.none",
            school=one.name,
            share=share_in_words(context, one.share_pct),
        )
        for one in schools
    )
    farthest = [one.farthest_m for one in schools if one.farthest_m is not None]
    if not farthest:
        return Cell(first, tuple(others))
    mean, most = number(mean_metres(schools), 0, words), number(max(farthest), 0, words)
    return Cell(first, (*others, words("planning.nearest.metres", mean=mean, most=most)))
