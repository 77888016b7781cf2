"""[network]: the file of ways for walking, and which ways of OpenStreetMap are such."""

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from sozialraum.model.fields import Slug, Strict, Text
from sozialraum.model.files import ColumnName, TableFile

OSM = (".osm", ".osm.xml", ".osm.gz", ".osm.pbf", ".pbf")
GRAPHS = (".graphml",)
TABLES = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods")

Tags = Annotated[dict[str, list[str]], Field(min_length=1)]  # key -> values; one of them is enough


class EdgeColumns(Strict):
    """Headings of a table of edges."""

    from_node: ColumnName
    to_node: ColumnName
    length_m: str | None = None


class NodeColumns(Strict):
    """Headings of a table of nodes."""

    node: ColumnName
    x: str | None = None
    y: str | None = None

    @model_validator(mode="after")
    def _x_with_y(self) -> "NodeColumns":
        if (self.x is None) != (self.y is None):
            raise ValueError("x_and_y")
        return self


class NodeFile(TableFile):
    """[network.nodes]: where the nodes lie between which a table of edges runs."""

    columns: NodeColumns
    crs: str | None = None


class OwnWayTags(Strict):
    """[network.ways]: what replaces the built-in rules about ways of OpenStreetMap."""

    walkable: Tags | None = None
    walkable_if_open: Tags | None = None
    open: Tags | None = None
    closed: Tags | None = None
    closed_unless_open: Tags | None = None
    one_way: Tags | None = None


class WayTags(Strict):
    """Which ways of OpenStreetMap are walked.

    Args:
        walkable: a way that bears one of these.
        walkable_if_open: one that bears one of these, if it bears one of `open`, too.
        open: what says that people on foot are allowed.
        closed: what says that they are not.
        closed_unless_open: what says that nobody is, unless one of `open` is there.
        one_way: what says that people on foot are allowed in one direction.
        evidence: where the rules were read.
    """

    walkable: Tags
    walkable_if_open: Tags
    open: Tags
    closed: Tags
    closed_unless_open: Tags
    one_way: Tags
    source: Text
    as_of: date
    evidence: list[str]


class NetworkFile(TableFile):
    """[network]: an extract of OpenStreetMap, a file of lines, a graph, or a table of edges with one of nodes."""

    columns: EdgeColumns | None = None
    nodes: NodeFile | None = None
    crs: str | None = None
    ways: OwnWayTags | None = None
    beyond_m: float = Field(10_000.0, ge=0)
    source: Slug

    @model_validator(mode="after")
    def _edges_between_nodes(self) -> "NetworkFile":
        table = self.file.lower().endswith(TABLES)
        if (self.columns is None) != (self.nodes is None) or (table and self.columns is None):
            raise ValueError("edges_need_nodes")
        return self

    @property
    def is_osm(self) -> bool:
        return self.file.lower().endswith(OSM)

    @property
    def is_graph(self) -> bool:
        return self.file.lower().endswith(GRAPHS)
