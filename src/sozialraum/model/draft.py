"""What was found in the files of a new city, before anybody has confirmed it: the draft of a project.

Nothing here is invented: what no file says is None or empty, and becomes a question in the project file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

QUESTION = "FRAGE:"  # marks an open question in projekt.toml, in a value or a comment
Label = Mapping[str, str]  # language -> text


@dataclass(frozen=True)
class FileDraft:
    """One table that the project will read.

    Args:
        file: as projekt.toml will name it.
        layer: sheet, layer or member of an archive, where there are several.
        where: the rows asked for.
        source: key under [sources].
        headings: all headings of the file, for the comments.
        rows: how many rows are asked for.
        unless: rows that are no facility or area of their own, such as a total.
    """

    file: str
    source: str
    rows: int
    headings: tuple[str, ...] = ()
    layer: str | None = None
    where: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    unless: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class AreasDraft:
    """The Sozialräume: a file of polygons, or areas drawn from positions of facilities.

    Args:
        table: None where no file shows them and none could be drawn: a question that stops the build.
        as_of: ISO date that a column of the file states throughout.
        as_of_column: the heading of that column.
        names: area_id -> name without the number in front.
        choices: other columns that could be the key.
        sums: keys of what the file shows besides and is only several areas together.
        drawn_from: column whose texts the areas were drawn from; None for real boundaries.
        outline: file of the one area that is the whole city.
        whole: the one area is the whole city, since no column divides it.
    """

    table: FileDraft | None
    area_id: str = ""
    name: str | None = None
    count: int = 0
    label: Label = field(default_factory=dict)
    label_plural: Label = field(default_factory=dict)
    as_of: str | None = None
    as_of_column: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    drawn_from: str | None = None
    outline: str | None = None
    whole: bool = False


@dataclass(frozen=True)
class LargerDraft:
    """Larger areas that a column of the boundaries names, and their names from another file."""

    level: str
    part_of: str
    label: Label
    label_plural: Label
    names: Mapping[str, str]


@dataclass(frozen=True)
class DivisionDraft:
    """Another division of the city."""

    table: FileDraft
    name: str
    column: str
    count: int


@dataclass(frozen=True)
class RegisterDraft:
    """A register of addresses with coordinates; columns: role -> heading."""

    table: FileDraft
    columns: Mapping[str, str]
    crs: str | None


@dataclass(frozen=True)
class PositionDraft:
    """A second list of the same facilities, whose positions are compared."""

    table: FileDraft
    columns: Mapping[str, str | tuple[str, ...]]
    crs: str | None
    common: int


@dataclass(frozen=True)
class PlacesDraft:
    """One column with numbers of places.

    Args:
        table: the list of facilities itself, or another one with the same keys.
        column: heading of the number.
        key: heading or headings of the facility.
        total: sum of the places.
        group: id of the target group that the heading names; "" where nothing says it.
        group_column: heading of the column that names the target group row by row.
        group_names: text of that column -> id.
        kind: what the places are, where heading or file name say it; else "".
        period: date that the file states.
        period_column: heading of a column of dates.
    """

    table: FileDraft
    column: str
    key: str | tuple[str, ...]
    total: int
    group: str = ""
    group_column: str = ""
    group_names: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    period: str | None = None
    period_column: str = ""

    @property
    def groups(self) -> tuple[str, ...]:
        """The target groups, each once, in order; "" where nothing says it."""
        return tuple(dict.fromkeys(self.group_names.values())) or (self.group,)


@dataclass(frozen=True)
class GroupDraft:
    """A target group of places: id, label, first and last age."""

    id: str
    label: Label
    ages: tuple[int, int]


@dataclass(frozen=True)
class FacilitiesDraft:
    """One list of facilities.

    Args:
        columns: key of projekt.toml -> heading or headings.
        key_made: the key is put together from columns, since no single one tells the facilities apart.
        crs: of x and y; None where the file has geometry of its own, or no positions.
        positions: how many rows have a position.
        places: columns of numbers of places, in this file and others.
        numbers: headings of numbers whose meaning nobody has said.
        kind_known: whether the kind is known; else it is called like its file.
        checks: further lists of the same facilities.
    """

    table: FileDraft
    id: str
    label: Label
    label_plural: Label
    symbol: Mapping[str, str]
    columns: Mapping[str, str | tuple[str, ...]]
    key_made: bool = False
    crs: str | None = None
    positions: int = 0
    places: tuple[PlacesDraft, ...] = ()
    numbers: tuple[str, ...] = ()
    kind_known: bool = True
    checks: tuple[PositionDraft, ...] = ()


@dataclass(frozen=True)
class WideDraft:
    """One column of values: heading (perhaps with {period}), the known indicator."""

    column: str
    indicator: str
    period: str | None = None


@dataclass(frozen=True)
class ValuesDraft:
    """Values of one file whose meaning is known for certain, and the rest of its numbers.

    Args:
        columns: key of projekt.toml -> heading or headings.
        names: text in the column of indicators -> known indicator.
        wide: columns of values.
        period: date for the whole file; None where a column or heading says it.
        period_known: whether there is a date at all; without one the whole entry stays a comment.
        year_only: dates are years, so the day of the count is a question.
        unless: rows without an area.
        unclear: what else holds numbers: headings, or texts of the column of indicators.
        example: the rows of the first of these, in a long table.
        newest: the last date of the known indicators, as written; None where none is known.
    """

    table: FileDraft
    columns: Mapping[str, str | tuple[str, ...]]
    names: Mapping[str, str] = field(default_factory=dict)
    wide: tuple[WideDraft, ...] = ()
    period: str | None = None
    period_known: bool = True
    year_only: bool = False
    unless: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    unclear: tuple[str, ...] = ()
    example: Mapping[str, str] = field(default_factory=dict)
    newest: str | None = None

    @property
    def indicators(self) -> tuple[str, ...]:
        """The known indicators of this entry, each once, in order."""
        return tuple(dict.fromkeys([*self.names.values(), *(one.indicator for one in self.wide)]))


@dataclass(frozen=True)
class ResidentsDraft:
    """Children by birth month or age: an entry under [[registers]].

    Args:
        columns: key of projekt.toml -> heading.
        as_of: the Stichtag of the whole file; None where a column says it.
        unless: rows without an area.
    """

    table: FileDraft
    columns: Mapping[str, str]
    as_of: str | None = None
    unless: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class BaseLinesDraft:
    """Lines or land to find one's way by: an entry under [[base_lines]].

    Args:
        kind: water, rail, road or neighbour.
        names: heading of the names; of neighbours only.
    """

    table: FileDraft
    id: str
    kind: str
    label: Label
    names: str | None = None


@dataclass(frozen=True)
class LeftOut:
    """A file that the draft does not use; reason: key of a sentence under [new.left_out]."""

    file: str
    reason: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """A whole project as found.

    Args:
        city: name, and whether a file states it (else it is that of the folder).
        crs: metric coordinate system of the city.
        today: ISO date that stands in, marked as a question, where no file states a date.
        groups: target groups that the places name.
        lage: known indicators, with a date, that may enter an index of the soziale Lage.
        sources: key -> file it stands for.
    """

    city: str
    city_known: bool
    ags: str | None
    crs: str
    today: str
    areas: AreasDraft
    larger: tuple[LargerDraft, ...] = ()
    divisions: tuple[DivisionDraft, ...] = ()
    register: RegisterDraft | None = None
    base_lines: tuple[BaseLinesDraft, ...] = ()
    facilities: tuple[FacilitiesDraft, ...] = ()
    groups: tuple[GroupDraft, ...] = ()
    values: tuple[ValuesDraft, ...] = ()
    residents: tuple[ResidentsDraft, ...] = ()
    lage: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
