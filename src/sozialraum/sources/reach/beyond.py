"""Facilities outside the city that its people can reach, and the places they have."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.intake import Intake
from sozialraum.model.reach import BEYOND, BEYOND_PLACES
from sozialraum.model.reach_settings import BeyondFile
from sozialraum.model.status import Status
from sozialraum.model.tables import FACILITY_ID, frame
from sozialraum.sources.accounting import ENTRY, OUTCOME, Account, failed, first_reason, settled, with_guesses
from sozialraum.sources.establishments.positions import positions
from sozialraum.sources.patterns import every_file
from sozialraum.sources.planning.counts import numbers_of
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.reading import read_table
from sozialraum.sources.tables.columns import same
from sozialraum.sources.tables.table import Table, marked
from sozialraum.sources.vectors.crs import named_crs

FAR_M = 10_000.0  # as far as ways are read around a city
ROWS = {FACILITY_ID: "str", **BEYOND, **ENTRY}
PLACES = {**BEYOND_PLACES, "file": "str", "row": "int64"}


@dataclass(frozen=True)
class Beyond:
    """Tables BEYOND, by facility_id, and BEYOND_PLACES."""

    facilities: gpd.GeoDataFrame
    places: pd.DataFrame


def read_beyond(
    folder: ProjectFolder, known: Mapping[str, str], outline: BaseGeometry | None
) -> tuple[Beyond, list[Intake], list[Problem]]:
    """What lies beyond the border, the account of each file, and every Problem.

    Args:
        known: facility_id of each facility of the city -> where it is listed.
        outline: of the city; None where it could not be read: nothing is compared.
    """
    entries = [(f"reach.beyond[{number}]", spec) for number, spec in enumerate(folder.project.reach.beyond, start=1)]
    every, accounts, problems = every_file(entries, folder.files)
    rows, places = [frame(ROWS).assign(geometry=[])], [frame(PLACES)]
    for one in every:
        table = None
        try:
            stated = named_crs(one.spec.crs) if one.spec.crs else None
            table, found = read_table(one.spec, folder.files, stated, one.said)
            problems += found
            listed, own, account, found = _of_file(one.entry, one.spec, table, folder, outline)
            problems += found
            rows.append(listed)
            places.append(own)
            accounts.append(account)
        except InputError as error:
            problems += error.problems
            accounts.append(failed(one.entry, one.spec.file, table, error))
    together = pd.concat(rows, ignore_index=True).sort_values([FACILITY_ID, "file", "row"], ignore_index=True)
    reasons, found = _taken(together, known)
    problems += found
    intakes = settled(accounts, together.assign(reason=reasons)[list(OUTCOME)])
    kept = together[reasons == ""].set_index(FACILITY_ID)
    facilities = gpd.GeoDataFrame(
        kept[list(BEYOND)].astype(BEYOND),
        geometry=np.asarray(kept["geometry"], dtype=object),
        crs=folder.files.crs,
    )
    of_kept = pd.concat(places, ignore_index=True).merge(
        together.loc[reasons == "", [FACILITY_ID, "file", "row"]], on=[FACILITY_ID, "file", "row"]
    )
    ordered = of_kept.sort_values([FACILITY_ID, "coverage"], ignore_index=True)
    return Beyond(facilities, ordered[list(BEYOND_PLACES)].astype(BEYOND_PLACES)), intakes, problems


def _of_file(
    entry: str, spec: BeyondFile, table: Table, folder: ProjectFolder, outline: BaseGeometry | None
) -> tuple[pd.DataFrame, pd.DataFrame, Account, list[Problem]]:
    columns = spec.columns
    ids, names = table.column(columns.facility_id), table.column(columns.name)
    problems = [
        Problem(Code.FACILITY_ID_EMPTY, table.file, row, str(ids.name), name)
        for row, name in marked(names, ids == "")
    ]
    stated = named_crs(spec.crs) if spec.crs else None
    points, guesses, found = positions(table, columns.x, columns.y, spec, stated, folder.files.crs, names)
    problems += found
    nowhere = pd.Series(shapely.is_missing(points), index=ids.index)
    inside = nowhere & False
    if outline is not None:
        shapely.prepare(outline)
        inside = pd.Series(shapely.contains(outline, points), index=ids.index)
    for code, which in ((Code.BEYOND_WITHOUT_POSITION, nowhere), (Code.BEYOND_INSIDE, inside)):
        problems += [
            Problem(code, table.file, row, value=id_, fields={"name": names[row]}, severity=Severity.WARNING)
            for row, id_ in marked(ids, which & (ids != ""))
        ]
    problems += _far(spec, table, ids, names, points, outline)
    places, unfit, table, found = _places(spec, table, ids)
    problems += found
    refused = first_reason(
        ids.index,
        (ids == "", str(Code.FACILITY_ID_EMPTY)),
        (nowhere, str(Code.BEYOND_WITHOUT_POSITION)),
        (inside, str(Code.BEYOND_INSIDE)),
        (unfit, str(Code.PLACES_NEGATIVE)),
    )
    data = {
        FACILITY_ID: ids,
        "facility_type": same(table, spec.facility_type),
        "name": names,
        "source_id": same(table, spec.source),
        "file": same(table, table.file),
        "row": ids.index,
        "entry": same(table, entry),
        "geometry": pd.Series(points, index=ids.index, dtype=object),
    }
    account = Account(entry, table.file, with_guesses(table, guesses), refused)
    return pd.DataFrame(data, index=ids.index)[refused == ""], places, account, problems


def _far(
    spec: BeyondFile,
    table: Table,
    ids: pd.Series,
    names: pd.Series,
    points: np.ndarray,
    outline: BaseGeometry | None,
) -> list[Problem]:
    """A warning where facilities lie so far from the city that nobody walks there."""
    if outline is None:
        return []
    metres = np.asarray(shapely.distance(outline, points), dtype=np.float64)
    far = metres > max(FAR_M, spec.covers_m)
    if not far.any():
        return []
    place = int(np.flatnonzero(far)[0])
    fields = {"name": names.iloc[place], "km": f"{metres[place] / 1000:.0f}", "count": str(int(far.sum()))}
    return [
        Problem(
            Code.BEYOND_FAR,
            table.file,
            int(ids.index[place]),
            value=ids.iloc[place],
            fields=fields,
            severity=Severity.WARNING,
        )
    ]


def _places(
    spec: BeyondFile, table: Table, ids: pd.Series
) -> tuple[pd.DataFrame, "pd.Series[bool]", Table, list[Problem]]:
    """The places of each row by coverage, rows of which a number cannot be used, the table, and every Problem."""
    unfit = pd.Series(False, index=ids.index)
    if not spec.columns.places:
        return frame(PLACES), unfit, table, []
    headings = list(spec.columns.places.values())
    table, numbers, problems = numbers_of(spec, table, headings, about_persons=False)
    parts = []
    for coverage, one in zip(spec.columns.places, numbers, strict=True):
        negative = (one.values < 0).fillna(False).astype(bool)
        problems += [
            Problem(Code.PLACES_NEGATIVE, table.file, row, str(one.texts.name), told)
            for row, told in marked(one.texts, negative)
        ]
        unfit |= negative | one.unreadable
        data = {
            FACILITY_ID: ids,
            "coverage": coverage,
            "places": one.values,
            "status": one.status.where(one.values.isna(), str(Status.NORMAL)),
            "file": table.file,
            "row": ids.index,
        }
        parts.append(pd.DataFrame(data, index=ids.index))
    return pd.concat(parts, ignore_index=True).astype(PLACES), unfit, table, problems


def _taken(rows: pd.DataFrame, known: Mapping[str, str]) -> tuple[pd.Series, list[Problem]]:
    """For each row the code for which it is left out, "" for none: another facility has its id."""
    problems = []
    reasons = pd.Series("", index=rows.index, dtype="str")
    before = dict(known)
    for place, id_, file, row in zip(rows.index, rows[FACILITY_ID], rows["file"], rows["row"], strict=True):
        if id_ in before:
            fields = {"other": before[id_]}
            problems.append(Problem(Code.FACILITY_ID_REPEATED, file, int(row), value=id_, fields=fields))
            reasons[place] = str(Code.FACILITY_ID_REPEATED)
        before.setdefault(id_, f"{file}:{row}")
    return reasons, problems
