"""Third pass: data blocks with layers, which a page's source shows to whoever looks, held against the open tables.

Every number is told in data/, or follows from what is told there of the same area and date. Bounds of classes, ranks
and letters tell nothing of what is withheld, and what is closed is withheld. Nothing of the program is imported.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attack.atlas import Atlas, atlas_of
from attack.held import unheld
from attack.layers_held import BALANCE
from attack.open_tables import AS_IS, OpenTables, Table, near, number, open_tables, withheld
from attack.told import WITHHELD, blocks_of

UNSAID = {" ", "-"}


def untold(files: Mapping[str, bytes]) -> list[str]:
    """Whatever a page with layers tells and no open table does, sorted; a number that does begins with its key."""
    tables = open_tables(files)
    found = list(_ranks(tables.measures))
    for name, atlas in atlases(files, tables):
        found += [f"{fault} in {name}" for fault in _of_atlas(atlas)]
    return sorted(found)


def atlases(files: Mapping[str, bytes], tables: OpenTables) -> Iterator[tuple[str, Atlas]]:
    """The atlas and the pages about an area, by name."""
    for name, content in files.items():
        for data in blocks_of(content) if name.endswith(".html") else ():
            if isinstance(data, dict) and data.get("layers"):
                yield name, atlas_of(data, tables)


def _of_atlas(atlas: Atlas) -> Iterator[str]:
    yield from unheld(atlas)
    yield from _letters(atlas.data)
    for id_, layer in atlas.layers.items():
        yield from _closed(atlas, layer)
        yield from _scale(layer, [one for one in (atlas.layers.get(id_.rpartition(":")[2]),) if one])


def _closed(atlas: Atlas, layer: Mapping[str, Any]) -> Iterator[str]:
    """An area is closed in a balance where what the balance counts with is withheld."""
    for key, rows in layer.get("closed", {}).items():
        names, _ = BALANCE[key]
        for period, numbers in zip(layer["periods"], rows, strict=True):
            for area in (atlas.areas[one] for one in numbers):
                told = (atlas.of_target(layer["id"], one, area, period["id"], AS_IS) for one in names)
                if not any(map(withheld, told)):
                    yield f"{layer['id']} {key} {area} {period['id']}: closed, but not withheld"


def _scale(layer: Mapping[str, Any], made_from: list[Mapping[str, Any]]) -> Iterator[str]:
    """Bounds made from values lie between those that are shown, the last of them is the largest of these.

    What is steadied has the classes of the figure it is made from.
    """
    rows = [row for one in (layer, *made_from) for row in [*one["v"], *(one.get("planned") or {"v": []})["v"]]]
    shown = [value for row in rows for value in row if value is not None]
    upper = (layer.get("scale") or {"upper": []})["upper"]
    if upper and not near(upper[-1], [max(shown)], 0.0):
        yield f"{layer['id']} scale: {upper[-1]} is no largest value"
    outside = [bound for bound in upper[:-1] if not min(shown) <= bound <= max(shown)]
    if outside and (layer.get("scale") or {}).get("by") != "fixed":
        yield f"{layer['id']} scale: {outside}"


def _ranks(measures: Table) -> Iterator[str]:
    """A rank is one more than areas that are told before it: a gap would tell where a withheld one stands."""
    by_period: dict[str, list[float]] = defaultdict(list)
    for (_, measure, _, period, _), row in measures.items():
        rank = number(row) if measure == "lage_rank" else None
        if rank is not None:
            by_period[period].append(rank)
    for period, ranks in sorted(by_period.items()):
        for rank in ranks:
            if rank != 1 + sum(other < rank for other in ranks):
                yield f"lage_rank {period}: {rank:g} leaves a gap"


def _letters(data: Mapping[str, Any]) -> Iterator[str]:
    """How firm a value is, how far from the others or in which field, is not said where it is withheld."""
    for layer in [*data["layers"], *({"id": id_, **told} for id_, told in data["larger"]["layers"].items())]:
        for key in ("firm", "cmp"):
            for signs, letters in zip(layer.get(key, []), layer["s"], strict=False):
                yield from _said(f"{layer['id']} {key}", signs, [one == WITHHELD for one in letters])
    for ranks in data.get("lage", {"ranks": []})["ranks"]:
        yield from _said("lage robust", ranks["robust"], [one is None for one in ranks["rank"]])
    for offer in data.get("gap_board", {"offers": []})["offers"]:
        for row in filter(None, (row for rows in offer["rows"].values() for row in rows)):
            yield from _said(f"{offer['id']} field", row["f"], [one == WITHHELD for one in row["s"]])


def _said(what: str, signs: str, closed: Sequence[bool]) -> Iterator[str]:
    for area, (sign, gone) in enumerate(zip(signs, closed, strict=False)):
        if gone and sign not in UNSAID:
            yield f"{what} {area}: said of what is withheld"
