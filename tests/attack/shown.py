"""Third pass: data blocks with layers, which a page's source shows to whoever looks, held against the open tables.

Every number is told in data/, or follows from what is told there of the same area and date. Bounds of classes, ranks
and letters tell nothing of what is withheld, and what is closed is withheld. Nothing of the program is imported.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attack.atlas import Atlas, atlas_of
from attack.bounds import untold_bounds
from attack.held import unheld
from attack.layers_held import BALANCE
from attack.open_tables import AS_IS, OpenTables, Table, number, open_tables, withheld
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
    for layer in atlas.layers.values():
        yield from _closed(atlas, layer)
        yield from untold_bounds(layer, atlas.layers)


def _closed(atlas: Atlas, layer: Mapping[str, Any]) -> Iterator[str]:
    """An area is closed in a balance where what the balance counts with is withheld."""
    for key, rows in layer.get("closed", {}).items():
        names, _ = BALANCE[key]
        for period, numbers in zip(layer["periods"], rows, strict=True):
            for area in (atlas.areas[one] for one in numbers):
                told = (atlas.of_target(layer["id"], one, area, period["id"], AS_IS) for one in names)
                if not any(map(withheld, told)):
                    yield f"{layer['id']} {key} {area} {period['id']}: closed, but not withheld"


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
