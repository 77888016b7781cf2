"""Rows of the table `measures` from sides, a column of numbers for each measure, put together at the end."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sozialraum.analysis.coverage import quota
from sozialraum.analysis.planning.sides import UNKNOWN, Floats, Side, Texts, Whole, has_value
from sozialraum.model.status import RANK, STATUS_OF, Status
from sozialraum.model.tables import MEASURES

NOT_APPLICABLE = RANK[str(Status.NOT_APPLICABLE)]
STATUS_TEXTS = np.array([STATUS_OF[rank] for rank in range(len(STATUS_OF))], dtype=object)


@dataclass(frozen=True)
class Column:
    """A measure of some areas, all arrays in their order; NaN for no number."""

    measure_id: str
    areas: list[str]
    value: Floats
    lower: Floats
    upper: Floats
    base: Floats
    rank: Whole
    reason: Texts


def column(measure_id: str, side: Side, members: Mapping[str, list[str]], base: Floats | None = None) -> Column:
    """A side as a measure. Limits are told where they say more than the value does."""
    exact = (side.lower == side.value) & (side.upper == side.value)
    told = ~np.isnan(side.value)
    return Column(
        measure_id=measure_id,
        areas=list(members),
        value=side.value,
        lower=np.where(exact, np.nan, side.lower),
        upper=np.where(exact, np.nan, side.upper),
        base=np.full(len(members), np.nan) if base is None else base,
        rank=np.where(told | ~has_value(side.rank), side.rank, UNKNOWN),
        reason=np.where(told, "", side.reason),
    )


def ratio(measure_id: str, above: Side, below: Side, base: Floats, members: Mapping[str, list[str]]) -> Column:
    """100 x above / below; not applicable where there is nobody below. Limits only where places are unknown; `base`
    are the children."""
    unknown, empty = np.isnan(above.value), below.value == 0
    side = Side(
        value=quota(above.value, below.value),
        lower=np.where(unknown, quota(above.lower, below.value), np.nan),
        upper=np.where(unknown, quota(above.upper, below.value), np.nan),
        rank=np.where(empty, NOT_APPLICABLE, np.maximum(above.rank, below.rank)),
        reason=np.where(empty, "no_children", first_reason(below, above)),
    )
    return column(measure_id, side, members, base)


def first_reason(first: Side, then: Side) -> Texts:
    """Why something is unknown that rests on two sides."""
    return np.where(first.reason != "", first.reason, then.reason)


def measure_rows(columns: list[Column], target_group: str, period: str, scenario: str) -> pd.DataFrame:
    """Table `measures` of one offer, year and scenario."""
    rows = sum(len(one.areas) for one in columns)
    data: dict[str, object] = {
        "area_id": [area for one in columns for area in one.areas],
        "measure_id": [one.measure_id for one in columns for _ in one.areas],
        "target_group": [target_group] * rows,
        "period": [period] * rows,
        "group": [""] * rows,
        "scenario": [scenario] * rows,
        "value": _joined([one.value for one in columns]),
        "lower": _joined([one.lower for one in columns]),
        "upper": _joined([one.upper for one in columns]),
        "base": _joined([one.base for one in columns]),
        "status": [text for one in columns for text in STATUS_TEXTS[one.rank]],
        "reason": [text for one in columns for text in one.reason],
    }
    return pd.DataFrame({name: pd.Series(data[name], dtype=kind) for name, kind in MEASURES.items()})


def _joined(numbers: list[Floats]) -> Floats:
    return np.concatenate(numbers) if numbers else np.array([])
