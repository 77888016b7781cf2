"""A table of edges and one of the nodes between which they run."""

from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.intake import Aside, Aspect, Guess
from sozialraum.model.network_file import EdgeColumns, NetworkFile, NodeFile
from sozialraum.sources.accounting import first_reason, intake, with_guesses
from sozialraum.sources.files import CityFiles
from sozialraum.sources.network.joining import straight_m
from sozialraum.sources.network.lengths import long_problems, stated_lengths
from sozialraum.sources.network.pieces import ENTRY, Around, Pieces, some, unknown_nodes
from sozialraum.sources.paths import refused
from sozialraum.sources.reading import read_table
from sozialraum.sources.tables.non_values import signs_of
from sozialraum.sources.tables.numbers import read_numbers
from sozialraum.sources.tables.table import Table
from sozialraum.sources.vectors.crs import named_crs
from sozialraum.sources.vectors.placing import placed

NODES = f"{ENTRY}.nodes"


class _Nodes(NamedTuple):
    """The nodes that lie somewhere, in order of their ids."""

    table: Table
    ids: pd.Index
    points: np.ndarray
    rows: np.ndarray
    reasons: "pd.Series[str]"  # by row of the table
    problems: list[Problem]


def read_edge_table(
    spec: NetworkFile, nodes_file: NodeFile, columns: EdgeColumns, files: CityFiles, around: Around | None
) -> Pieces:
    """The edges of a table between the nodes of another; points are nodes by their ids, wherever they lie.

    Raises:
        InputError: a file cannot be read, holds no numbers where some should be, or names nodes that are not there.
    """
    nodes = _nodes(nodes_file, files)
    table, problems = read_table(spec, files)
    ends = [table.column(one) for one in (columns.from_node, columns.to_node)]
    found = np.column_stack([nodes.ids.get_indexer(pd.Index(texts)) for texts in ends])
    strange = [
        (int(row), text)
        for texts, places in zip(ends, found.T, strict=True)
        for row, text in texts[places < 0].items()
    ]
    if strange:
        raise InputError([*nodes.problems, *problems, *unknown_nodes(table.file, strange)])
    straight = straight_m(nodes.points, found)
    stated, guesses, told = stated_lengths(spec, table, columns.length_m, straight)
    near = (
        np.ones(len(table), dtype=bool)
        if around is None
        else np.asarray(around.holds(nodes.points)[found].any(axis=1))
    )
    index = table.cells.index
    loops = found[:, 0] == found[:, 1]
    real = near & ~loops
    told += long_problems(table.file, index.to_numpy()[real], straight[real], stated[real])
    asked = near & ~loops
    asked[asked] = ~_again(found[asked], np.fmax(straight, stated)[asked])
    reasons = first_reason(
        index,
        (pd.Series(loops, index=index, dtype="bool"), str(Aside.LEADS_NOWHERE)),
        (pd.Series(~near, index=index, dtype="bool"), str(Aside.FAR_AWAY)),
        (pd.Series(~asked, index=index, dtype="bool"), str(Aside.DRAWN_TWICE)),
    )
    idle = np.ones(len(nodes.points), dtype=bool)
    idle[found[asked]] = False
    nodes.reasons[nodes.rows[idle]] = str(Aside.WITHOUT_WAY)
    return Pieces(
        nodes.points,
        found[asked].astype(np.int64),
        stated[asked],
        by_place=False,
        intakes=[
            intake(ENTRY, with_guesses(table, guesses), reasons),
            intake(NODES, nodes.table, nodes.reasons),
        ],
        problems=[*nodes.problems, *problems, *told],
        sample=some(nodes.points),
        crs=next((guess.value for guess in nodes.table.guesses if guess.aspect is Aspect.CRS), ""),
    )


def _nodes(spec: NodeFile, files: CityFiles) -> _Nodes:
    stated = named_crs(spec.crs) if spec.crs else None
    table, problems = read_table(spec, files, stated)
    ids = table.column(spec.columns.node)
    points, guesses, found = _points(table, spec, stated, files.crs)
    here = np.isfinite(points).all(axis=1) & (ids != "").to_numpy()
    reasons = pd.Series(np.where(here, "", str(Aside.WITHOUT_WAY)), index=ids.index, dtype="str")
    rows = ids.index.to_numpy()[here]
    order = np.lexsort((rows, ids[here].to_numpy(dtype=object)))
    rows, places, names = rows[order], points[here][order], ids[here].to_numpy(dtype=object)[order]
    again = np.zeros(len(rows), dtype=bool)
    again[1:] = names[1:] == names[:-1]
    first = np.maximum.accumulate(np.where(again, 0, np.arange(len(rows))))
    moved = again & (places != places[first]).any(axis=1)
    reasons[rows[again]] = np.where(moved[again], str(Code.NODE_REPEATED), str(Aside.DRAWN_TWICE))
    problems += [
        Problem(
            Code.NODE_REPEATED,
            table.file,
            int(rows[place]),
            str(ids.name),
            str(names[place]),
            {"other": str(rows[first[place]])},
        )
        for place in np.flatnonzero(moved)
    ]
    kept = ~again
    told = with_guesses(table, guesses)
    return _Nodes(told, pd.Index(names[kept]), places[kept], rows[kept], reasons, [*problems, *found])


def _points(
    table: Table, spec: NodeFile, stated: pyproj.CRS | None, city_crs: pyproj.CRS
) -> tuple[np.ndarray, tuple[Guess, ...], list[Problem]]:
    """A place per row in the city's coordinate system, NaN where it has none."""
    x, y = spec.columns.x, spec.columns.y
    if x is None or y is None:
        if table.geometry is None:
            raise refused(Code.NO_GEOMETRY, table.file)
        return _of_points(table.geometry.to_numpy()), (), []
    numbers, problems = read_numbers(table, [x, y], spec.dialect.decimal, signs_of(spec, table))
    if not numbers:
        raise InputError(problems)
    east, north = (one.values.to_numpy(dtype="float64", na_value=np.nan) for one in numbers)
    known = np.isfinite(east) & np.isfinite(north)
    shapes = np.full(len(table), None, dtype=object)
    shapes[known] = shapely.points(east[known], north[known])
    raw = gpd.GeoSeries(shapes, index=table.cells.index)
    geometry, guesses, found = placed(table.file, raw, None, stated, city_crs)
    return _of_points(geometry.to_numpy()), guesses, [*problems, *found]


def _of_points(shapes: np.ndarray) -> np.ndarray:
    return np.column_stack((shapely.get_x(shapes), shapely.get_y(shapes)))


def _again(edges: np.ndarray, length: np.ndarray) -> np.ndarray:
    """For each edge whether another one, as short or shorter, joins the same nodes; of equals the first row stays."""
    pairs = np.sort(edges, axis=1)
    order = np.lexsort((np.arange(len(pairs)), length, pairs[:, 1], pairs[:, 0]))
    repeats = np.zeros(len(pairs), dtype=bool)
    repeats[order[1:]] = (pairs[order[1:]] == pairs[order[:-1]]).all(axis=1)
    return repeats
