"""Checks of values of indicators: what cannot be, what is said twice, what contradicts itself."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from sozialraum.errors import Problem, Severity
from sozialraum.model.checks import repeated
from sozialraum.model.codes import Code
from sozialraum.model.indicators import Indicator
from sozialraum.model.periods import kind_of

# zeitbezug of an indicator -> kinds of periods that its values cannot have
NEVER: Mapping[str, frozenset[str]] = {
    "stichtag": frozenset({"school_year", "span"}),
    "jahr": frozenset({"school_year", "span", "quarter"}),
    "kita_jahr": frozenset({"span", "quarter"}),
    "schuljahr": frozenset({"span", "quarter"}),
    "mehrjahresmittel": frozenset({"stichtag", "school_year", "quarter"}),
    "quartal": frozenset({"year", "school_year", "span"}),
}


def impossible_values(
    rows: pd.DataFrame, definitions: Mapping[str, Indicator], headings: Mapping[str, str | None]
) -> list[Problem]:
    """One Problem per value that cannot be: a negative count, a share outside its bounds, parts that do not fit.

    Args:
        rows: indicator_id, value, numerator, denominator, file and row of one file.
        definitions: by indicator_id.
        headings: of value, numerator and denominator in the file.
    """
    kind = rows["indicator_id"].map({id_: str(one.kind) for id_, one in definitions.items()})
    per = rows["indicator_id"].map({id_: one.per for id_, one in definitions.items()}).astype("Float64")
    value, numerator, denominator = rows["value"], rows["numerator"], rows["denominator"]
    share = kind == "share"
    both = share & _true(numerator > denominator)
    outside = share & ~both & _true((value < 0) | (value > per))
    balance = rows["indicator_id"].map({id_: one.balance for id_, one in definitions.items()}).astype("bool")
    negative = (kind == "count") & ~balance & _true(value < 0)
    problems = _told(rows[negative], Code.COUNT_NEGATIVE, "value", definitions, headings)
    problems += _told(rows[both], Code.NUMERATOR_ABOVE_DENOMINATOR, "numerator", definitions, headings)
    problems += _told(rows[outside], Code.SHARE_OUT_OF_BOUNDS, "value", definitions, headings)
    problems += _told(rows[_true(denominator < 0)], Code.DENOMINATOR_NEGATIVE, "denominator", definitions, headings)
    ratio = rows["indicator_id"].map({id_: one.is_ratio for id_, one in definitions.items()}).astype("bool")
    computed = (per * numerator / denominator.where(denominator > 0)).where(ratio)
    checked = computed.notna() & value.notna() & ~outside & ~both
    differs = [
        abs(given - result) > _half_a_digit(given)
        for given, result in zip(value[checked].tolist(), computed[checked].tolist(), strict=True)
    ]
    wrong = rows.assign(computed=computed)[checked][np.array(differs, dtype=bool)]
    return problems + _told(wrong, Code.VALUE_CONTRADICTS_PARTS, "value", definitions, headings)


def unfit_periods(rows: pd.DataFrame, definitions: Mapping[str, Indicator], heading: str | None) -> list[Problem]:
    """A warning per indicator and period that cannot be what the indicator says its values refer to.

    Vague is not wrong: a year may stand for its Stichtag or its Schuljahr, a day for the end of a period.

    Args:
        rows: indicator_id, period ("" for none), file and row of one file.
        heading: of the column that says the period.
    """
    problems = []
    dated = rows[rows["period"] != ""]
    for (id_, period), group in dated.groupby(["indicator_id", "period"], sort=True):
        zeitbezug = definitions[str(id_)].zeitbezug
        if kind_of(str(period)) in NEVER[zeitbezug]:
            fields = {"indicator": str(id_), "zeitbezug": zeitbezug, "count": str(len(group))}
            row, file = int(group["row"].min()), str(group["file"].iloc[0])
            problems.append(
                Problem(Code.PERIOD_UNFIT, file, row, heading or "period", str(period), fields, Severity.WARNING)
            )
    return problems


def repeated_values(rows: pd.DataFrame, key: list[str], definitions: Mapping[str, Indicator]) -> list[Problem]:
    """One Problem per row that gives a value for what another row has given: an error where they differ.

    Values that are only listed may contradict each other; that is often why they are only listed.

    Args:
        rows: table `indicators` or `facility_values` with `file` and `row`.
        key: columns that a value belongs to, its area or facility first.
    """
    problems = []
    for first, other in repeated(rows[~rows["list_only"].astype("bool")], key):
        id_ = str(other["indicator_id"])
        same = text(first["value"]) == text(other["value"]) and first["status"] == other["status"]
        fields = {
            "indicator": id_,
            "area": str(other[key[0]]),
            "period": str(other["period"]),
            "other": f"{first['file']}:{first['row']}",
        }
        problems.append(
            Problem(
                Code.VALUE_REPEATED if same else Code.VALUES_DIFFER,
                str(other["file"]),
                int(other["row"]),
                value=text(other["value"]),
                fields=fields if same else {**fields, "other_value": text(first["value"])},
                severity=Severity.WARNING if same else Severity.ERROR,
                about_persons=definitions[id_].counts != "things",
            )
        )
    return problems


def text(value: Any) -> str:
    """A number as a program writes it, without a fraction that is nought; an en dash for none."""
    if pd.isna(value):
        return "–"
    number = float(str(value))
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.10g}"


def _told(
    rows: pd.DataFrame,
    code: Code,
    column: str,
    definitions: Mapping[str, Indicator],
    headings: Mapping[str, str | None],
) -> list[Problem]:
    """One Problem per row, with what its sentence needs besides file, row, column and value."""
    if rows.empty:
        return []
    problems = []
    for row in rows.itertuples(index=False):
        indicator = definitions[str(row.indicator_id)]
        problems.append(
            Problem(
                code,
                str(row.file),
                int(str(row.row)),
                headings[column],
                text(getattr(row, column)),
                {"indicator": indicator.id, **_further(code, row, indicator)},
                Severity.WARNING if code is Code.VALUE_CONTRADICTS_PARTS else Severity.ERROR,
                indicator.counts != "things",
            )
        )
    return problems


def _further(code: Code, row: Any, indicator: Indicator) -> dict[str, str]:
    if code is Code.SHARE_OUT_OF_BOUNDS:
        return {"limit": text(indicator.per)}
    if code is Code.NUMERATOR_ABOVE_DENOMINATOR:
        return {"denominator": text(row.denominator)}
    return {"computed": text(row.computed)} if code is Code.VALUE_CONTRADICTS_PARTS else {}


def _true(flags: pd.Series) -> pd.Series:
    """A comparison in which an unknown side makes no fault."""
    return flags.fillna(False).astype("bool")


def _half_a_digit(value: float) -> float:
    """Half of the last decimal place a value is given with: what rounding may have taken away."""
    digits = repr(value).partition(".")[2]
    if "e" in digits:
        return abs(value) * 1e-9
    return 0.5 * 10.0 ** -len(digits.rstrip("0")) + 1e-9
