"""Which values are withheld: small counts of persons and households, and all that was worked out from them.

Primary suppression: a count that is small for itself, a share whose numerator, rest or base is small or unknown.
Balances of places and what describes the Lage are worked out from the tables that are left (planning.edition,
situation). Things (places, facilities) are not persons and stay.
"""

from collections.abc import Mapping

import pandas as pd

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
from sozialraum.model.rules import DisclosureRule
from sozialraum.model.status import Status
from sozialraum.model.tables import FACILITY_VALUES, INDICATOR_KEY, OFFERS

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


def withheld_indicators(
    indicators: pd.DataFrame,
    definitions: Mapping[str, Indicator],
    sources: Mapping[str, str],
    rule: DisclosureRule,
) -> pd.Series:
    """Which rows of the table `indicators` are withheld.

    Args:
        indicators: the table, larger areas and city included.
        definitions: indicator id -> definition: what is counted, whether rules bind, what it is made of.
        sources: source id -> "rule" or "as_published"; figures their source has published stay.
        rule: smallest count, smallest base, and what holds for rates whose counts are unknown.

    Returns:
        True where a row is withheld: a small count; a ratio with a small numerator (worked out from value and base
        where it is not given), and, where the base counts persons or households, a small rest (base - numerator, for
        shares) or a base that is small or below min_base; a ratio of which neither is known, unless the rule shows
        them; and the count that is the numerator of a share hidden for its rest, from which it would follow.

    Source: docs/methods.md#geheimhaltung
    """

    def of(what: str) -> pd.Series:
        return indicators["indicator_id"].map({id_: getattr(one, what) for id_, one in definitions.items()})

    bound = indicators["indicator_id"].map({id_: is_bound(one) for id_, one in definitions.items()}).astype(bool)
    bound &= ~published_by_source(indicators["source_id"], sources)
    ratio = of("is_ratio").astype(bool)
    persons_below = of("base_counts").isin(BOUND)
    below = indicators["denominator"]
    above = indicators["numerator"].fillna(indicators["value"] * below / of("per"))
    counted = (of("kind") == "count") & small(indicators["value"], rule.min_count)
    base = ratio & persons_below & small(below, max(rule.min_count, rule.min_base))
    rest = (of("kind") == "share") & persons_below & small(below - above, rule.min_count)
    unknown = ratio & above.isna() & indicators["value"].notna() & (rule.rates_without_counts == "sperren")
    hidden = bound & (counted | (ratio & small(above, rule.min_count)) | base | rest | unknown)
    return hidden | _numerators_of(indicators, hidden & rest, definitions)


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


def public_offers(offers: pd.DataFrame, sources: Mapping[str, str], rule: DisclosureRule) -> pd.DataFrame:
    """Places are things and stay, but taken places are children: small numbers of them are withheld."""
    taken = (offers["kind"] == TAKEN) & ~published_by_source(offers["source_id"], sources)
    return blanked(offers, taken & small(offers["places"], rule.min_count), ["places"])[list(OFFERS)]


def public_facility_values(
    values: pd.DataFrame, definitions: Mapping[str, Indicator], sources: Mapping[str, str], rule: DisclosureRule
) -> pd.DataFrame:
    """Figures of single facilities without small counts of persons or households."""
    counts = {id_: is_bound(one) and one.kind == "count" for id_, one in definitions.items()}
    bound = values["indicator_id"].map(counts).astype(bool) & ~published_by_source(values["source_id"], sources)
    return blanked(values, bound & small(values["value"], rule.min_count), ["value"])[list(FACILITY_VALUES)]


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


def _numerators_of(indicators: pd.DataFrame, by_rest: pd.Series, definitions: Mapping[str, Indicator]) -> pd.Series:
    """The counts that give a hidden rest away: the numerators of shares hidden for their rest."""
    rows = indicators[by_rest]
    above = {name: one.computed_from.numerator for name, one in definitions.items() if one.computed_from}
    rows = rows[rows["indicator_id"].isin(above)].assign(indicator_id=lambda table: table["indicator_id"].map(above))
    return pd.Series(_index(indicators).isin(_index(rows)), index=indicators.index)


def _index(rows: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(rows[INDICATOR_KEY])
