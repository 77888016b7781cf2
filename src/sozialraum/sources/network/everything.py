"""The walking network of a project, whatever kind of file it is in."""

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.intake import Aside, Intake
from sozialraum.model.network import Network
from sozialraum.model.network_file import GRAPHS, OSM, NetworkFile
from sozialraum.sources.accounting import unread
from sozialraum.sources.files import CityFiles
from sozialraum.sources.network.checks import covering_problems, far_problem, parts_problems
from sozialraum.sources.network.edge_table import NODES, read_edge_table
from sozialraum.sources.network.joining import joined
from sozialraum.sources.network.lines import read_lines
from sozialraum.sources.network.osm import read_osm
from sozialraum.sources.network.pieces import ENTRY, Around, Pieces
from sozialraum.sources.paths import ALLOWED, refused
from sozialraum.sources.project import ProjectFolder


def read_network(
    folder: ProjectFolder, areas: gpd.GeoDataFrame | None, outline: BaseGeometry | None
) -> tuple[Network | None, list[Intake], list[Problem]]:
    """The ways for walking that the project names, or None; where each row or way went, and every Problem.

    Args:
        areas: table `areas`; None where it could not be read: then nothing is said about whether the network fits.
        outline: of the city.
    """
    spec = folder.project.network
    if spec is None:
        return None, [], []
    around = _around(outline, spec.beyond_m)
    try:
        pieces = _pieces(spec, folder.files, around)
    except InputError as error:
        told = [unread(ENTRY, spec.file)]
        if spec.nodes is not None:
            told.append(unread(NODES, spec.nodes.file))
        return None, told, list(error.problems)
    network = joined(pieces, spec.source)
    problems = list(pieces.problems)
    if not len(network.edges):
        problems.append(_empty(spec, pieces, folder.files, around))
        return None, pieces.intakes, problems
    problems += parts_problems(spec.file, network)
    if areas is not None and outline is not None:
        problems += covering_problems(spec.file, network, areas, outline)
    return network, pieces.intakes, problems


def _pieces(spec: NetworkFile, files: CityFiles, around: Around | None) -> Pieces:
    if spec.is_osm:
        return read_osm(spec, files, around)
    if spec.nodes is not None and spec.columns is not None:
        return read_edge_table(spec, spec.nodes, spec.columns, files, around)
    if not spec.file.lower().endswith((*ALLOWED, *GRAPHS)):
        raise refused(Code.FILE_KIND, spec.file, expected=", ".join(sorted({*ALLOWED, *GRAPHS, *OSM})))
    return read_lines(spec, files, around)


def _around(outline: BaseGeometry | None, beyond_m: float) -> Around | None:
    if outline is None or outline.is_empty:
        return None
    west, south, east, north = outline.bounds
    return Around(west - beyond_m, south - beyond_m, east + beyond_m, north + beyond_m)


def _empty(spec: NetworkFile, pieces: Pieces, files: CityFiles, around: Around | None) -> Problem:
    """What is told where no way is left: that all of them lie elsewhere, or why none was used."""
    far = pieces.intakes[0].listed.get(str(Aside.FAR_AWAY), 0)
    if around is not None and far and len(pieces.sample):
        return far_problem(spec.file, pieces, around, files.crs)
    return Problem(Code.NETWORK_EMPTY, spec.file, fields={"rows": str(pieces.intakes[0].rows)})
