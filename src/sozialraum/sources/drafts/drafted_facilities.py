"""The blocks of projekt.toml about facilities: each list once, kept to the city, with its symbol and places."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from sozialraum.model.draft import FacilitiesDraft, FileDraft, LeftOut, PositionDraft, ValuesDraft
from sozialraum.sources.drafts.drafted_places import drafted_beside, places_in_list
from sozialraum.sources.drafts.guessed_areas import Base, inside
from sozialraum.sources.drafts.guessed_facilities import Facilities, newest, same_list, shared_key
from sozialraum.sources.drafts.guessed_values import values_of_facilities
from sozialraum.sources.drafts.headings import has_role, kind_of_facilities, meaning, symbol, with_role
from sozialraum.sources.drafts.placing_files import Placing, file_draft, free, slug
from sozialraum.sources.drafts.survey import Surveyed, kept

MOST = 0.9  # share of the rows in the city that must bear one text, so that it means the city
MAINLY = 0.5  # share of positions in the city, below which a list is of a larger region


def drafted_facilities(
    lists: Sequence[Facilities],
    checks: Mapping[Path, Sequence[tuple[Facilities, str, int]]],
    beside: Mapping[Path, Sequence[tuple[Surveyed, str]]],
    placing: Placing,
    taken: set[tuple[str, str]],
) -> tuple[tuple[FacilitiesDraft, ...], list[ValuesDraft]]:
    """The lists and their own values.

    Args:
        checks: file of a list -> further lists of the same facilities, their column of keys, how many are common.
        beside: file of a list -> tables with places of its facilities and their column of keys.
        taken: (indicator, date) that other files already give; is added to.
    """
    drafts: list[FacilitiesDraft] = []
    values: list[ValuesDraft] = []
    ids: set[str] = set()
    keys: set[str] = set()
    for one in lists:
        own = frozenset(one.ids())
        if own & keys and len(one.key) == 1 and one.name not in one.key:
            one = replace(one, key=(*one.key, one.name))
        keys |= set(one.ids())
        table = replace(file_draft(placing, one.surveyed, "facilities", one.where), unless=one.unless)
        draft = _facility_draft(one, table, ids)
        for surveyed, key in beside.get(one.surveyed.path, ()):
            more = drafted_beside(surveyed, key, file_draft(placing, surveyed, "facilities"))
            draft = replace(draft, places=(*draft.places, *more))
        second = [
            _check(other, column, common, placing) for other, column, common in checks.get(one.surveyed.path, ())
        ]
        drafts.append(replace(draft, checks=tuple(second)))
        ids.add(draft.id)
        found = values_of_facilities(one, table, taken)
        if found is not None:
            values.append(found)
    return tuple(drafts), values


def without_doubles(
    lists: Sequence[Facilities],
) -> tuple[list[Facilities], dict[Path, list[tuple[Facilities, str, int]]], list[LeftOut]]:
    """Each list once; a second list of the same facilities with other positions serves to compare these."""
    ranked = sorted(lists, key=lambda one: (one.positions is None, len(one.where), _reversed(newest(one))))
    main: list[Facilities] = []
    checks: dict[Path, list[tuple[Facilities, str, int]]] = {}
    out: list[LeftOut] = []
    for one in ranked:
        for other in main:
            if one.positions is None and same_list(other, one):
                out.append(LeftOut(one.surveyed.path.name, "same_list", {"other": other.surveyed.path.name}))
                break
            common = shared_key(other, one)
            if common is not None and one.positions is not None and other.positions is not None:
                checks.setdefault(other.surveyed.path, []).append((one, *common))
                break
        else:
            main.append(one)
    return [one for one in lists if any(one is other for other in main)], checks, out


def within_the_city(lists: Sequence[Facilities], base: Base | None) -> list[Facilities]:
    """Lists that reach beyond the city, with the condition that keeps to it, where one column has it."""
    if base is None or base.surveyed.table.geometry is None:
        return list(lists)
    return [_narrowed(one, base) for one in lists]


def _narrowed(one: Facilities, base: Base) -> Facilities:
    if one.positions is None or _share_inside(one, base) >= MAINLY:
        return one
    here = pd.Series(_inside_city(one, base), index=one.surveyed.table.cells.index)
    for heading in with_role(one.surveyed.headings, "place"):
        texts = one.surveyed.texts(heading)[here]
        if len(texts) and (counts := texts.value_counts()).iloc[0] >= MOST * len(texts) and counts.index[0]:
            text = str(counts.index[0])
            keep = one.surveyed.texts(heading) == text
            points = gpd.GeoSeries(one.positions.points[keep.to_numpy()])
            return replace(
                one,
                surveyed=kept(one.surveyed, keep),
                positions=replace(one.positions, points=points),
                where={**one.where, heading: text},
            )
    return one


def _share_inside(one: Facilities, base: Base | None) -> float:
    """Share of the positions that lie in the city, in tenths, so that a few strays do not decide."""
    if base is None or base.surveyed.table.geometry is None or one.positions is None:
        return 1.0
    return round(float(np.mean(_inside_city(one, base))), 1)


def _inside_city(one: Facilities, base: Base) -> np.ndarray:
    geometry = base.surveyed.table.geometry
    if geometry is None or one.positions is None:
        return np.zeros(len(one.surveyed.table), dtype=bool)
    points = one.positions.points.to_crs(base.surveyed.crs).to_numpy()
    return inside(points, geometry.to_numpy())


def _reversed(text: str) -> tuple[int, ...]:
    """For sorting the last text first."""
    return tuple(-ord(sign) for sign in text) or (1,)


def _facility_draft(one: Facilities, table: FileDraft, ids: set[str]) -> FacilitiesDraft:
    surveyed = one.surveyed
    kind = kind_of_facilities([surveyed.path.stem, *surveyed.headings])
    known = bool(kind["words"]) and kind["id"] not in ids
    called = " ".join(re.split(r"[\W_]+", surveyed.path.stem)).strip() or surveyed.path.stem
    called = called[:1].upper() + called[1:]
    columns: dict[str, str | tuple[str, ...]] = {
        "facility_id": one.key if len(one.key) > 1 else one.key[0],
        "name": one.name,
    }
    columns |= one.columns
    if one.positions is not None and one.positions.x and one.positions.y:
        columns |= {"x": one.positions.x, "y": one.positions.y}
    if one.link is not None:
        columns["area_id" if one.link.by == "id" else "area_name"] = one.link.heading
    used = {name for value in columns.values() for name in ((value,) if isinstance(value, str) else value)}
    left = [heading for heading in surveyed.of_kind("number") if heading not in used]
    # with words among the numbers too: each of them is told when the places are read
    counted = [one for one in surveyed.of_kind("number", "text") if one not in used]
    counted = [one for one in counted if one in left or any(map(str.isdigit, surveyed.values(one)))]
    places = places_in_list(one, table, counted)
    of_places = {column.column for column in places}
    numbers = [one for one in left if one not in of_places and meaning(one) is None and not _is_contact(one)]
    return FacilitiesDraft(
        table=table,
        id=str(kind["id"]) if known else free(slug(surveyed.path.stem), ids),
        label=kind["label"] if known else dict.fromkeys(kind["label"], called),
        label_plural=kind["label_plural"] if known else dict.fromkeys(kind["label"], called),
        symbol=kind["symbol"] if known else symbol(len(ids), called[:1].upper()),
        kind_known=known,
        columns=columns,
        key_made=len(one.key) > 1,
        crs=one.positions.crs if one.positions else None,
        positions=one.positions.known if one.positions else 0,
        places=places,
        numbers=tuple(numbers),
    )


def _check(one: Facilities, column: str, common: int, placing: Placing) -> PositionDraft:
    columns: dict[str, str | tuple[str, ...]] = {"facility_id": column}
    crs = None
    if one.positions is not None and one.positions.x and one.positions.y:
        columns |= {"x": one.positions.x, "y": one.positions.y}
        crs = one.positions.crs
    return PositionDraft(file_draft(placing, one.surveyed, "facilities", one.where), columns, crs, common)


def _is_contact(heading: str) -> bool:
    """Whether a column of numbers is part of an address or a telephone number."""
    return any(
        has_role(heading, role) for role in ("postcode", "ags", "house_number", "x", "y", "facility_id", "contact")
    )
