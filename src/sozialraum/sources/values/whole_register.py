"""What a register does not name: nobody, where the project says that its file lists only who is there."""

from collections.abc import Collection, Mapping

import pandas as pd

from sozialraum.model.status import Status


def with_absent(rows: pd.DataFrame, absent: Mapping[str, bool], base: Collection[str]) -> pd.DataFrame:
    """The rows, and a counted zero for each birth month or age that a file does not name for an area.

    From the first birth month of a Stichtag of that file to the Stichtag's own, and from age 0 to the oldest; of
    each sex that the Stichtag names. Files of which the project does not say so stay as they are.

    Args:
        rows: table `register` with `entry`, `file` and `row`.
        absent: entry -> whether what it does not name is nobody.
        base: area_ids of the Sozialräume.
    """
    filled = [rows]
    for (entry, day), part in rows.groupby(["entry", "as_of"], sort=True):
        if not absent.get(str(entry), False):
            continue
        for by_month, told in part.groupby(part["birth_month"] != "", sort=True):
            first = told.iloc[0]
            whens = _months(told["birth_month"].min(), str(day)) if by_month else _ages(told["age"])
            key = ["area_id", "birth_month" if by_month else "age", "sex"]
            every = pd.MultiIndex.from_product([sorted(base), whens, sorted(told["sex"].unique())], names=key)
            more = every.difference(pd.MultiIndex.from_frame(told[key])).to_frame(index=False)
            other = {"age": pd.NA} if by_month else {"birth_month": ""}
            fixed = {name: first[name] for name in ("as_of", "source_id", "file", "entry")}
            zeros = more.assign(**other, **fixed, count=0, status=str(Status.NORMAL), row=0)
            filled.append(zeros[list(rows.columns)].astype(rows.dtypes.to_dict()))
    return pd.concat(filled, ignore_index=True)


def _months(first: str, day: str) -> list[str]:
    """The birth months from the first to that of the day."""
    return [f"{month:%Y-%m}" for month in pd.period_range(first, day[:7], freq="M")]


def _ages(ages: pd.Series) -> list[float]:
    return [float(age) for age in range(int(ages.max()) + 1)]
