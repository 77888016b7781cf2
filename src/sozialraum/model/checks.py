"""Checks of tables: each takes a table and gives Problems, in an order that the rows do not decide."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any

import pandas as pd

from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code

TOLD_WHOLE = frozenset({Code.POSITIONS_DIFFER})  # lists to be worked through, however long


def repeated_names(names: pd.Series, file: str) -> list[Problem]:
    """A warning per name that several areas of one level bear.

    Args:
        names: index area_id.
    """
    repeated = names[names.duplicated(keep=False)]
    return [
        Problem(
            Code.AREA_NAME_REPEATED,
            file,
            value=str(name),
            fields={"ids": ", ".join(sorted(str(id_) for id_ in ids))},
            severity=Severity.WARNING,
        )
        for name, ids in sorted(repeated.groupby(repeated).groups.items())
    ]


def unmapped(
    texts: pd.Series,
    ok: pd.Series,
    code: Code,
    file: str,
    column: str | None,
    nearest: Callable[[str], str],
    severity: Severity = Severity.ERROR,
    fields: Mapping[str, str] | None = None,
) -> list[Problem]:
    """One Problem per text that means nothing: how many rows bear it, the first of them, and what is like it.

    Args:
        texts: index is the row as a spreadsheet counts it.
        ok: same index; False where a text means nothing.
        nearest: the known texts most like one.
    """
    if ok.all():
        return []
    strange = texts[~ok]
    counts: Mapping[Hashable, int] = strange.value_counts().to_dict()
    first: Mapping[Hashable, int] = strange.index.to_series().groupby(strange.to_numpy()).min().to_dict()
    return [
        Problem(
            code,
            file,
            first[text],
            column,
            str(text),
            {**(fields or {}), "count": str(counts[text]), "nearest": nearest(str(text))},
            severity,
        )
        for text in sorted(counts, key=str)
    ]


def shortened(problems: list[Problem], most: int) -> list[Problem]:
    """The same list with at most so many Problems of a code in a file; the rest is counted in one more."""
    kept: list[Problem] = []
    seen: dict[tuple[str, str, Severity], int] = {}
    for problem in problems:
        key = (problem.code, problem.file, problem.severity)
        seen[key] = seen.get(key, 0) + 1
        if seen[key] <= most or problem.code in TOLD_WHOLE:
            kept.append(problem)
    for (code, file, severity), count in seen.items():
        if count > most and code not in TOLD_WHOLE:
            fields = {"code": str(code), "count": str(count - most)}
            kept.append(Problem(Code.FURTHER, file, fields=fields, severity=severity))
    return kept


def facility_ids(facilities: pd.DataFrame) -> list[Problem]:
    """One Problem per row whose facility_id another row has: an error, or a warning where both say the same.

    Args:
        facilities: table `facilities`, facility_id a column; of several rows the first by file and row.
    """
    repeated = facilities[facilities["facility_id"].duplicated(keep=False)]
    problems = []
    for id_, group in repeated.sort_values(["file", "row"]).groupby("facility_id", sort=True):
        first = group.iloc[0]
        said = _said(first)
        for _, other in group.iloc[1:].iterrows():
            same = _said(other) == said
            problems.append(
                Problem(
                    Code.FACILITY_TWICE if same else Code.FACILITY_ID_REPEATED,
                    str(other["file"]),
                    int(other["row"]),
                    value=str(id_),
                    fields={"other": _where(first)},
                    severity=Severity.WARNING if same else Severity.ERROR,
                )
            )
    return problems


def facilities_alike(facilities: pd.DataFrame) -> list[Problem]:
    """A warning per facility that has type, name and address, or type, name and position, of another one."""
    position = [None if shape is None else shape.wkb_hex for shape in facilities["geometry"]]
    positions = pd.Series(position, index=facilities.index, dtype="object")
    rows = facilities.assign(position_=positions).sort_values(["file", "row"])
    problems = {}
    for place, there in (("position_", rows["position_"].notna()), ("address", rows["address"] != "")):
        known = rows[there]
        for _, group in known[known.duplicated(["facility_type", "name", place], keep=False)].groupby(
            ["facility_type", "name", place], sort=True
        ):
            ids = sorted(group["facility_id"].unique())
            if len(ids) > 1:
                other = group.iloc[1]
                problems[str(ids)] = Problem(
                    Code.FACILITY_TWICE,
                    str(other["file"]),
                    int(other["row"]),
                    value=str(other["name"]),
                    fields={"other": _where(group.iloc[0])},
                    severity=Severity.WARNING,
                )
    return list(problems.values())


def _said(row: "pd.Series") -> list[str]:
    return [str(value) for name, value in row.items() if name not in {"file", "row"}]


def _where(row: "pd.Series") -> str:
    return f"{row['file']}:{row['row']}"


def repeated_places(offers: pd.DataFrame) -> list[Problem]:
    """One Problem per row on the same places as an earlier one: a warning where the number is the same.

    Args:
        offers: table `offers` with `file` and `row`.
    """
    key = [
        "facility_id",
        "offer",
        "target_group",
        "period",
        "kind",
        "weekly_hours",
        "group_form",
        "inclusion",
    ]
    return [
        Problem(
            Code.PLACES_REPEATED,
            str(other["file"]),
            int(other["row"]),
            value=str(other["facility_id"]),
            fields={"other": _where(first)},
            severity=Severity.WARNING if _number(first["places"]) == _number(other["places"]) else Severity.ERROR,
        )
        for first, other in repeated(offers, key)
    ]


def repeated_merkmale(merkmale: pd.DataFrame) -> list[Problem]:
    """A warning per row that gives a facility a Merkmal it already has from the same day on.

    Args:
        merkmale: table `merkmale` with `file` and `row`.
    """
    return [
        Problem(
            Code.MERKMAL_REPEATED,
            str(other["file"]),
            int(other["row"]),
            value=str(other["facility_id"]),
            severity=Severity.WARNING,
        )
        for _, other in repeated(merkmale, ["facility_id", "merkmal", "from", "to"])
    ]


def repeated(table: pd.DataFrame, key: list[str]) -> list[tuple["pd.Series", "pd.Series"]]:
    """(first, other) for every row after the first that has the same key; first by file and row."""
    rows = table[table.duplicated(key, keep=False)].sort_values([*key, "file", "row"], kind="stable")
    pairs = []
    for _, group in rows.groupby(key, sort=True, dropna=False):
        pairs += [(group.iloc[0], group.iloc[place]) for place in range(1, len(group))]
    return pairs


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(str(value))
