"""What an earlier public edition has told already: known to everybody, whatever is withheld now."""

import pandas as pd

from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.earlier import FACILITY_VALUE_KEY, OFFER_KEY, Earlier
from sozialraum.model.inputs import Results
from sozialraum.model.published import Published
from sozialraum.model.status import Status
from sozialraum.model.tables import CHILDREN_KEY, INDICATOR_KEY

SAME = 1e-9  # of the size of a number: the open tables round to twelve digits
PROJECT = "projekt.toml"


def told_earlier(published: Published, results: Results, earlier: Earlier) -> tuple[Problem, ...]:
    """How many figures are withheld now that an earlier public edition has shown; one warning, or none.

    Args:
        published: the public edition.
        results: the truth.
        earlier: tables of the earlier edition.
    """
    pairs = (
        (published.indicators, results.indicators, earlier.indicators, INDICATOR_KEY, "value"),
        (published.planning.years.children, results.years.children, earlier.children, CHILDREN_KEY, "value"),
        (published.offers, results.offers, earlier.offers, OFFER_KEY, "places"),
        (
            published.facility_values,
            results.inputs.facility_values,
            earlier.facility_values,
            FACILITY_VALUE_KEY,
            "value",
        ),
    )
    count = sum(int(_told(*pair).sum()) for pair in pairs)
    fields = {"count": str(count)}
    return (Problem(Code.TOLD_EARLIER, PROJECT, fields=fields, severity=Severity.WARNING),) if count else ()


def _told(public: pd.DataFrame, truth: pd.DataFrame, earlier: pd.DataFrame, key: list[str], number: str) -> pd.Series:
    """Of the rows withheld now, which the earlier edition showed with the value they have."""
    hidden = public.loc[public["status"] == str(Status.WITHHELD), key].drop_duplicates()
    own = hidden.merge(truth[[*key, number]].dropna().drop_duplicates(key), on=key)
    both = own.merge(earlier[[*key, number]].dropna().drop_duplicates(key), on=key, suffixes=("", "_then"))
    return same(both[number], both[f"{number}_then"])


def same(now: pd.Series, then: pd.Series) -> pd.Series:
    """Whether two columns of numbers are equal as far as the open tables tell them."""
    return ((now - then).abs() <= SAME * now.abs()).fillna(False).astype(bool)
