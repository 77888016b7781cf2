"""Which values are withheld: small counts of persons and households, and all that was worked out from them.

Primary suppression: a count that is small for itself, a share whose numerator, rest or base is small or unknown.
Balances of places and what describes the Lage are worked out from the tables that are left (planning.edition,
situation). Things (places, facilities) are not persons and stay.
"""

from collections.abc import Mapping

import pandas as pd

from sozialraum.model.disclosure_rules import DisclosureRule
from sozialraum.model.indicators import Indicator
from sozialraum.model.measures import (
    ALL_PLACES,
    OF_FORM,
    OF_HOURS,
    OF_NEED,
    PLACES,
    QUOTAS,
    WAITING,
)
from sozialraum.model.project import Project
from sozialraum.model.status import Status

BOUND = frozenset({"persons", "households"})
TAKEN = "belegt"
WITHHELD = str(Status.WITHHELD)
FOLLOWS = "parts_withheld"  # reason of what is withheld because something it was worked out from is


def small(counts: pd.Series, min_count: int) -> pd.Series:
    """Whether a count or a balance differs from zero by less than the smallest that may be shown; False for NA."""
    return ((counts != 0) & (counts.abs() < min_count)).fillna(False).astype(bool)


def published_by_source(source_ids: pd.Series, sources: Mapping[str, str]) -> pd.Series:
    """Whether every source of a row ("a" or "a;b") has published these figures itself.

    Args:
        source_ids: column source_id of any table.
        sources: source id -> "rule" or "as_published".
    """
    known = {
        text: all(sources.get(one, "rule") == "as_published" for one in str(text).split(";"))
        for text in source_ids.unique()
    }
    return source_ids.map(known).astype(bool)


def is_bound(indicator: Indicator) -> bool:
    """Whether disclosure rules bind an indicator at all."""
    return indicator.counts in BOUND and indicator.disclosure == "rule"


def blanked(table: pd.DataFrame, hidden: pd.Series, numbers: list[str]) -> pd.DataFrame:
    """The table with these numbers gone in the hidden rows, which bear status Q and say no more."""
    table = table.copy()
    hidden = hidden | (table["status"] == WITHHELD)
    table.loc[hidden, numbers] = pd.NA
    table.loc[hidden, "status"] = WITHHELD
    for column in ("reason", "note"):
        if column in table:
            table.loc[hidden, column] = ""
    return table


def one_reason(table: pd.DataFrame) -> pd.DataFrame:
    """The table with one reason for all withheld rows: which of them only follow from others tells which are few.

    Source: docs/methods.md#geheimhaltung
    """
    return table.assign(reason=table["reason"].mask(table["status"] == WITHHELD, FOLLOWS))


def public_measures(measures: pd.DataFrame, project: Project, rule: DisclosureRule) -> pd.DataFrame:
    """Measures without what rests on too few people; those that follow from a withheld number are withheld already.

    Args:
        measures: table `measures` of places and facilities, worked out from the tables of the edition.
        project: its coverages say which places are taken ones, which are children.
        rule: smallest count, and smallest base of quotas.
    """
    hidden = measures["status"] == WITHHELD
    hidden |= measures["measure_id"].isin([*QUOTAS.values(), OF_NEED]) & small(measures["base"], rule.min_base)
    taken = [coverage.id for coverage in project.coverage if coverage.kind == TAKEN]
    places = measures["measure_id"].isin([PLACES, ALL_PLACES])
    places |= measures["measure_id"].str.startswith((OF_HOURS, OF_FORM))
    few = small(measures["value"].fillna(measures["lower"]), rule.min_count)
    hidden |= measures["target_group"].isin(taken) & places & few
    hidden |= (measures["measure_id"] == WAITING) & few
    table = blanked(measures, hidden, ["value", "lower", "upper", "base"])
    return table.assign(reason=table["reason"].mask(measures["reason"] == FOLLOWS, FOLLOWS))
