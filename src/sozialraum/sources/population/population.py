"""All files of people by place: one row for each cell or address, with the people of every group."""

from collections.abc import Sequence
from functools import partial

import numpy as np
import pandas as pd
import pyproj

from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.intake import Intake
from sozialraum.model.population import LIVING, Basis, Grid, Population, PopulationFile
from sozialraum.model.status import RANK, STATUS_OF, Status
from sozialraum.model.tables import FLAG, NUMBER, TEXT
from sozialraum.sources.accounting import OUTCOME, settled
from sozialraum.sources.planning.counts import Refused
from sozialraum.sources.planning.each_file import Part, read_each
from sozialraum.sources.population.addresses import coordinates
from sozialraum.sources.population.cell_ids import grid_name
from sozialraum.sources.population.cells import cells_of
from sozialraum.sources.population.in_areas import Ground, located
from sozialraum.sources.population.people import people_of
from sozialraum.sources.project import PROJECT_FILE, ProjectFolder
from sozialraum.sources.tables.columns import same
from sozialraum.sources.tables.table import Table
from sozialraum.sources.vectors.crs import crs_name, named_crs

PLACE = {
    "cell_id": TEXT,
    "x": "float64",
    "y": "float64",
    "crs": TEXT,  # of the grid, "" for an address
    "cell_m": "float64",  # 0 for an address
    "column": "int64",
    "grid_row": "int64",
    "beyond": FLAG,
    "source_id": TEXT,
}
BEYOND = "+"  # behind the id of a place outside the city: a cell on the border may have people on both sides
RANK_OF_NONE = -1


def read_population(folder: ProjectFolder, ground: Ground | None) -> tuple[Population, list[Intake], list[Problem]]:
    """Where people live, the account of each file, and every Problem.

    Args:
        ground: the areas of the city; None where they could not be read: nothing is compared.
    """
    specs = folder.project.population
    if not specs:
        return Population(), [], []
    groups = list(dict.fromkeys(group for spec in specs for group in spec.people))
    numbers = {_people(group): NUMBER for group in groups} | {_status(group): TEXT for group in groups}
    rows, accounts, problems = read_each(
        "population", specs, partial(_file, groups=groups, folder=folder), {**PLACE, **numbers}, folder.files
    )
    rows = rows.rename(columns={"row": "line"})
    grid, found = _grid(rows, folder.files.crs)
    problems += found + _days(specs)
    # an address stands in the cell it lies in
    loose = rows["crs"] == ""
    corner = np.floor(
        _in_grid(rows.loc[loose, ["x", "y"]].to_numpy(np.float64), grid, folder.files.crs) / grid.cell_m
    )
    rows.loc[loose, ["column", "grid_row"]] = corner.astype(np.int64)
    several = [rows[_people(group)].ne(0) & (rows[_status(group)] != "") for group in groups]
    rows["inhabited"] = np.logical_or.reduce([one.fillna(True).to_numpy(dtype=bool) for one in several])
    rows["area_id"], reasons, found = located(rows, ground)
    problems += found
    intakes = settled(accounts, rows.assign(row=rows["line"], reason=reasons)[list(OUTCOME)])
    kept = rows[reasons == ""].sort_values(["cell_id", "file", "line"], kind="stable", ignore_index=True)
    problems += _summed(kept, groups) + _not_named(kept, specs)
    people, statuses = _by_place(kept, groups, specs)
    first = kept.drop_duplicates("cell_id").set_index("cell_id")
    living = first.drop(columns="row", errors="ignore").rename(columns={"grid_row": "row"})
    city = [spec for spec in specs if not spec.beyond] or specs
    basis: Basis = "counted" if any(spec.is_grid for spec in city) else "address"
    return (
        Population(
            living=living[list(LIVING)].astype(LIVING),
            people=people,
            statuses=statuses,
            grid=grid,
            basis=basis,
            as_of=max(spec.as_of for spec in city),
        ),
        intakes,
        problems,
    )


def _people(group: str) -> str:
    return f"people {group}"


def _status(group: str) -> str:
    return f"status {group}"


def _file(spec: PopulationFile, table: Table, groups: Sequence[str], folder: ProjectFolder) -> Part:
    stated, city_crs = named_crs(spec.crs) if spec.crs else None, folder.files.crs
    refused: tuple[Refused, ...]
    if spec.is_grid:
        cells, problems = cells_of(spec, table, stated, city_crs)
        points, said, refused = cells.middle, cells.said, cells.refused
        places = _ids_of_cells(said)
    else:
        x, y = spec.columns.x or "", spec.columns.y or ""
        table, points, problems = coordinates(spec, table, x, y, stated, city_crs)
        none = pd.Series(0, index=table.cells.index)
        said = pd.DataFrame({"crs": same(table, ""), "cell_m": none.astype(float), "column": none, "row": none})
        refused = ((pd.Series(np.isnan(points[:, 0]), index=none.index), str(Code.PEOPLE_WITHOUT_POSITION)),)
        places = pd.Series([f"{x:.2f} {y:.2f}" for x, y in points], index=none.index, dtype=TEXT)
    table, people, unfit, found = people_of(spec, table)
    made = {
        "cell_id": places + (BEYOND if spec.beyond else ""),
        "x": pd.Series(points[:, 0], index=places.index),
        "y": pd.Series(points[:, 1], index=places.index),
        "crs": said["crs"],
        "cell_m": said["cell_m"],
        "column": said["column"],
        "grid_row": said["row"],
        "beyond": pd.Series(spec.beyond, index=places.index),
        "source_id": same(table, spec.source),
    }
    for group in groups:
        values, status = people.get(group, (pd.Series(pd.NA, index=places.index, dtype=NUMBER), same(table, "")))
        made |= {_people(group): values, _status(group): status}
    return Part(table, made, (*refused, *unfit), problems + found)


def _ids_of_cells(said: pd.DataFrame) -> pd.Series:
    """One id for one cell, however a file writes it."""
    edge = said["cell_m"].to_numpy()
    corners = zip(said["crs"], edge, said["row"].to_numpy() * edge, said["column"].to_numpy() * edge, strict=True)
    ids = [f"{grid_name(crs, edge)}N{north:.0f}E{east:.0f}" if crs else "" for crs, edge, north, east in corners]
    return pd.Series(ids, index=said.index, dtype=TEXT)


def _grid(rows: pd.DataFrame, city_crs: pyproj.CRS) -> tuple[Grid, list[Problem]]:
    """The grid of all cells, in the city's system where there are addresses only; a Problem for each other one."""
    cells = rows[rows["crs"] != ""].drop_duplicates(["file", "crs", "cell_m"])
    if cells.empty:
        return Grid(crs_name(city_crs)), []
    first = cells.iloc[0]
    name = grid_name(first["crs"], first["cell_m"])
    problems = []
    for file, crs, edge in zip(cells["file"], cells["crs"], cells["cell_m"], strict=True):
        if grid_name(crs, edge) != name:
            fields = {"grid": grid_name(crs, edge), "other": f"{first['file']} ({name})"}
            problems.append(Problem(Code.GRIDS_DIFFER, file, fields=fields))
    return Grid(first["crs"], float(first["cell_m"])), problems


def _in_grid(points: np.ndarray, grid: Grid, city_crs: pyproj.CRS) -> np.ndarray:
    move = pyproj.Transformer.from_crs(city_crs, grid.crs, always_xy=True)
    return np.column_stack(move.transform(points[:, 0], points[:, 1]))


def _days(specs: Sequence[PopulationFile]) -> list[Problem]:
    days = sorted({spec.as_of.isoformat() for spec in specs})
    if len(days) < 2:
        return []
    fields = {"days": ", ".join(days)}
    return [
        Problem(
            Code.POPULATION_DAYS_DIFFER,
            PROJECT_FILE,
            column="population.as_of",
            fields=fields,
            severity=Severity.WARNING,
        )
    ]


def _summed(rows: pd.DataFrame, groups: Sequence[str]) -> list[Problem]:
    """A warning per file whose rows count people of a group at a place that another row has counted.

    Several rows of one address in one file are its flats, and nothing is odd about them.
    """
    again, before = np.zeros(len(rows), dtype=bool), np.full(len(rows), "", dtype=object)
    for group in groups:
        told = rows[rows[_status(group)] != ""]
        first = told.groupby("cell_id", sort=False)["file"].transform("first")
        odd = told.duplicated("cell_id") & ((told["crs"] != "") | (told["file"] != first))
        again[odd[odd].index] = True
        before[odd[odd].index] = first[odd]
    problems = []
    for file, part in rows[again].groupby("file", sort=True):
        row = part.sort_values("line").iloc[0]
        fields = {"count": str(len(part)), "other": str(before[int(str(row.name))])}
        problems.append(
            Problem(
                Code.CELLS_SUMMED,
                str(file),
                int(row["line"]),
                value=str(row["cell_id"]).removesuffix(BEYOND),
                fields=fields,
                severity=Severity.WARNING,
                about_persons=True,
            )
        )
    return problems


def _by_place(
    rows: pd.DataFrame, groups: Sequence[str], specs: Sequence[PopulationFile]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """People and statuses of each place; unknown where one of its rows is, or no file tells of it.

    Args:
        rows: in order of cell_id.
    """
    ids = rows["cell_id"]
    owner = (ids != ids.shift()).cumsum()  # numbers are grouped faster than texts
    beyond = rows.groupby(owner)["beyond"].first()
    people, statuses = {}, {}
    for group in groups:
        told = rows[_status(group)]
        rank = told.map({**RANK, "": RANK_OF_NONE}).groupby(owner).max()
        unknown = (rows[_people(group)].isna() & (told != "")).groupby(owner).any()
        number = rows[_people(group)].fillna(0).groupby(owner).sum()
        silent = rank == RANK_OF_NONE
        nobody = silent & beyond.map({side: _absent_is_nobody(group, side, specs) for side in (True, False)})
        people[group] = number.mask(unknown | (silent & ~nobody)).astype("Float64")
        named = rank.map({**{n: str(one) for n, one in STATUS_OF.items()}, RANK_OF_NONE: str(Status.MISSING)})
        statuses[group] = named.mask(nobody, str(Status.NORMAL)).astype("str")
    index = pd.Index(ids.unique(), dtype="str", name="cell_id")
    return pd.DataFrame(people).set_index(index), pd.DataFrame(statuses).set_index(index)


def _not_named(rows: pd.DataFrame, specs: Sequence[PopulationFile]) -> list[Problem]:
    """A warning for each file that names not all places of the city, so that its groups are unknown there."""
    own = rows[~rows["beyond"].astype(bool)]
    total, problems, seen = own["cell_id"].nunique(), [], set[str]()
    for spec in specs:
        groups = [] if spec.beyond or spec.absent == "zero" else [one for one in spec.people if one not in seen]
        seen |= set(groups)
        silent = {group: total - own.loc[own[_status(group)] != "", "cell_id"].nunique() for group in groups}
        lacking = [group for group in groups if silent[group]]
        if lacking:
            fields = {"group": ", ".join(lacking), "count": str(max(silent.values())), "total": str(total)}
            problems.append(Problem(Code.PLACES_NOT_NAMED, spec.file, fields=fields, severity=Severity.WARNING))
    return problems


def _absent_is_nobody(group: str, beyond: bool, specs: Sequence[PopulationFile]) -> bool:
    """Whether a place that no file about a group names has nobody of it."""
    files = [spec for spec in specs if spec.beyond == beyond and group in spec.people]
    return bool(files) and all(spec.absent == "zero" for spec in files)
