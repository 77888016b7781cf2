"""A second list of the same facilities: positions that differ, and facilities that only one list knows."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import shapely

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.establishments import FacilityType, PositionCheck
from sozialraum.model.intake import Intake
from sozialraum.model.tables import records
from sozialraum.sources.accounting import first_reason, intake, unread, with_guesses
from sozialraum.sources.establishments.positions import positions
from sozialraum.sources.files import CityFiles
from sozialraum.sources.paths import listed
from sozialraum.sources.reading import read_table
from sozialraum.sources.vectors.crs import named_crs

EXAMPLES = 5


def check_positions(
    type_: FacilityType, facilities: pd.DataFrame, files: CityFiles
) -> tuple[list[Intake], list[Problem]]:
    """The account of each further list of a type, and a warning for every position that differs.

    Args:
        facilities: index facility_id; columns name, file, row and geometry, points in the city's
            coordinate system or None.
    """
    intakes, problems = [], []
    for number, check in enumerate(type_.position_checks, start=1):
        entry = f"facility_types.{type_.id}.position_checks[{number}]"
        try:
            account, found = _compared(entry, type_, check, facilities, files)
            intakes.append(account)
        except InputError as error:
            found = list(error.problems)
            intakes.append(unread(entry, check.file))
        problems += found
    return intakes, problems


def _compared(
    entry: str, type_: FacilityType, check: PositionCheck, facilities: pd.DataFrame, files: CityFiles
) -> tuple[Intake, list[Problem]]:
    stated = named_crs(check.crs) if check.crs else None
    table, problems = read_table(check, files, stated)
    columns = check.columns
    ids = table.column(columns.facility_id)
    points, guesses, found = positions(table, columns.x, columns.y, check, stated, files.crs, ids, beyond=True)
    # a cell of a list that is only compared stops no build
    problems += [replace(problem, severity=Severity.WARNING) for problem in found]
    if columns.x is None and table.geometry is None:
        raise InputError([*problems, Problem(Code.POSITION_CHECK_EMPTY, check.file)])
    theirs = pd.DataFrame({"id": ids, "point": pd.Series(points, index=ids.index, dtype=object)})
    reasons = _reasons(theirs, facilities)
    problems += _far(table.file, theirs[reasons == ""], facilities, type_, check)
    problems += _not_compared(table.file, theirs["id"], reasons, facilities, type_)
    return intake(entry, with_guesses(table, guesses), reasons), problems


def _reasons(theirs: pd.DataFrame, facilities: pd.DataFrame) -> pd.Series:
    """For each row of the second list why it is not compared, "" where it is."""
    here = facilities.index[facilities["geometry"].notna()]
    known = theirs["id"].isin(facilities.index)
    return first_reason(
        theirs.index,
        (~known, str(Code.ONLY_IN_OTHER_LIST)),
        (theirs["id"].duplicated(), str(Code.OTHER_LIST_REPEATS)),
        (theirs["point"].isna() | ~theirs["id"].isin(here), str(Code.WITHOUT_POSITION_TO_COMPARE)),
    )


def _far(
    file: str, theirs: pd.DataFrame, facilities: pd.DataFrame, type_: FacilityType, check: PositionCheck
) -> list[Problem]:
    """A warning for each facility whose two positions differ by more than the tolerance, in order of rows."""
    own = facilities.loc[theirs["id"], ["name", "file", "row", "geometry"]].reset_index(names="id")
    points = theirs["point"].to_numpy(dtype=object)
    metres = shapely.distance(own["geometry"].to_numpy(dtype=object), points)
    both = own.assign(metres=metres, other=theirs.index.to_numpy())
    far = both[both["metres"] > check.tolerance_m].sort_values("row")
    return [
        Problem(
            Code.POSITIONS_DIFFER,
            row["file"],
            int(row["row"]),
            value=row["id"],
            fields={"name": row["name"], "metres": f"{row['metres']:.0f}", "other": f"{file}:{row['other']}"},
            severity=Severity.WARNING,
            about_persons=type_.position == "never_mapped",
        )
        for row in records(far.drop(columns="geometry"))
    ]


def _not_compared(
    file: str, ids: pd.Series, reasons: pd.Series, facilities: pd.DataFrame, type_: FacilityType
) -> list[Problem]:
    """How many facilities only one list has, and how many rows of the second one cannot be compared."""
    private = type_.position == "never_mapped"
    missing = facilities.index[~facilities.index.isin(ids)].tolist()
    foreign = ids[reasons == Code.ONLY_IN_OTHER_LIST].tolist()
    problems = _one_sided(Code.NOT_IN_OTHER_LIST, type_.file, file, missing, private)
    problems += _one_sided(Code.ONLY_IN_OTHER_LIST, file, type_.file, foreign, private)
    for code in (Code.WITHOUT_POSITION_TO_COMPARE, Code.OTHER_LIST_REPEATS):
        rows = reasons.index[reasons == code]
        if len(rows):
            fields = {"count": str(len(rows)), "other": type_.file}
            problems.append(Problem(code, file, int(rows[0]), fields=fields, severity=Severity.WARNING))
    return problems


def _one_sided(code: Code, file: str, other: str, ids: Sequence[str], private: bool) -> list[Problem]:
    if not ids:
        return []
    examples = listed(sorted(id_ for id_ in ids if id_) or ["–"], limit=EXAMPLES)
    fields = {"count": str(len(ids)), "other": other, "examples": examples}
    return [Problem(code, file, fields=fields, severity=Severity.WARNING, about_persons=private)]
