"""The people behind a rate: its numerator and denominator where they are known, else why they are not."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from sozialraum.model.indicators import Indicator
from sozialraum.model.status import Status

RATES = frozenset({"share", "rate"})
MOST_DIGITS = 9  # a value with more is one that was divided, not one that was printed
DUST = 1e-9  # rounding of binary numbers


def with_counts(indicators: pd.DataFrame, definitions: Iterable[Indicator]) -> pd.DataFrame:
    """The rows of shares and rates, with the people behind them.

    A numerator that was not given is worked out from value and base where only one whole number leads to that
    value, as exact as the values of this indicator are printed.

    Args:
        indicators: table `indicators`.
        definitions: kind, what is counted, `per`, and which numerators are balances.

    Returns:
        The rows of shares and rates, same index and order, with the columns `above` and `below` (people, NA where
        no interval can rest on them), `per`, `is_share`, and `why`: "" or "things" (nothing that chance moves),
        "balance" (arrivals minus departures are no events), "no_value", "forecast" (nobody was counted),
        "no_counts" (unknown, or they contradict the value).

    Source: docs/methods.md#unsicherheit
    """
    known = {one.id: one for one in definitions}
    kinds = indicators["indicator_id"].map({id_: one.kind for id_, one in known.items()})
    rows = indicators[kinds.isin(RATES)]

    def of(what: str) -> pd.Series:
        return rows["indicator_id"].map({id_: getattr(one, what) for id_, one in known.items()})

    per, is_share = of("per").astype("Float64"), of("kind") == "share"
    below = rows["denominator"].where(rows["denominator"] > 0)
    half = _half_a_digit(rows)
    above = rows["numerator"].fillna(_worked_out(rows["value"] * below / per, half * below / per))
    computed = per * above / below
    alike = (rows["value"] - computed).abs() <= 2 * half + DUST * computed.abs()  # a last digit may be cut off
    fits = ((above >= 0) & (~is_share | (above <= below)) & alike).fillna(False).astype(bool)
    why = (
        pd.Series("", index=rows.index)
        .mask(~fits, "no_counts")
        .mask(rows["status"] == str(Status.FORECAST), "forecast")
        .mask(rows["value"].isna(), "no_value")
        .mask(rows["indicator_id"].isin(_balances(rows, known.values())), "balance")
        .mask(~of("is_rate_of_people").astype(bool), "things")
    )
    sound = why == ""
    return rows.assign(above=above.where(sound), below=below.where(sound), per=per, is_share=is_share, why=why)


def _worked_out(count: pd.Series, half: pd.Series) -> pd.Series:
    """The one whole number within `half` of a count; NA where there are several, or none."""
    whole = count.round()
    return whole.where((half < 0.5) & ((count - whole).abs() <= half + DUST))


def _half_a_digit(rows: pd.DataFrame) -> pd.Series:
    """Half a unit of the last decimal with which the values of this indicator are given."""
    given = rows["value"].where(rows["basis"] == "given").to_numpy(dtype="float64", na_value=np.nan)
    digits = np.where(np.isnan(given), 0, MOST_DIGITS)
    for count in reversed(range(MOST_DIGITS)):
        with np.errstate(invalid="ignore"):
            digits[np.abs(given - np.round(given, count)) <= DUST * np.maximum(1.0, np.abs(given))] = count
    most = pd.Series(digits, index=rows.index).groupby(rows["indicator_id"]).transform("max")
    return (0.5 * 10.0 ** -most.astype("float64")).astype("Float64")


def _balances(rows: pd.DataFrame, definitions: Iterable[Indicator]) -> set[str]:
    """Rates whose numerator is a difference of counts: declared so, or below zero anywhere."""
    known = {one.id: one for one in definitions}
    differences = {id_ for id_, one in known.items() if one.balance}
    declared = {id_ for id_, one in known.items() if one.computed_from and one.computed_from.numerator in differences}
    negative = rows[((rows["value"] < 0) | (rows["numerator"] < 0)).fillna(False).astype(bool)]
    return differences | declared | set(negative["indicator_id"])
