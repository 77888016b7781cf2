"""What may leave analysis: small counts of persons and households are withheld. Only maker of Published.

Primary suppression: a count that is small for itself, a share whose numerator, rest or base is small, and
everything that was worked out from one of these. Things (places, facilities) are not persons and stay.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd

from sozialraum.analysis.all_places import ALL_PLACES
from sozialraum.analysis.coverage import PLACES, UNKNOWN_HOUSES, children_period
from sozialraum.analysis.facility_counts import COUNT
from sozialraum.analysis.gaps import FIELD
from sozialraum.analysis.lage import CLASS, INDEX, PART
from sozialraum.errors import Problem
from sozialraum.model.indicators import Indicator
from sozialraum.model.inputs import Results
from sozialraum.model.periods import last_day, last_not_after
from sozialraum.model.project import Project
from sozialraum.model.published import Audience, Published
from sozialraum.model.rules import DisclosureRule
from sozialraum.model.status import Status
from sozialraum.model.tables import FACILITY_VALUES, INDICATOR_KEY, OFFERS

BOUND = frozenset({"persons", "households"})
COMPLEMENT_KINDS = frozenset({"share"})
THINGS = frozenset({PLACES, ALL_PLACES, UNKNOWN_HOUSES, COUNT})
NUMBERS = ["value", "numerator", "denominator"]
WITHHELD = str(Status.WITHHELD)


def small(counts: pd.Series, min_count: int) -> pd.Series:
    """Whether a count is above zero and below the smallest that may be shown; False for NA."""
    return ((counts > 0) & (counts < min_count)).fillna(False).astype(bool)


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
        rule: smallest count and smallest base.

    Returns:
        True where a row is withheld: a small count; a share with a small numerator, a small rest
        (denominator - numerator) or a base that is small or below min_base; and the count that is the numerator
        of such a share, from which it would follow.

    Source: docs/methods.md#geheimhaltung
    """
    kinds = indicators["indicator_id"].map({name: one.kind for name, one in definitions.items()})
    bound = indicators["indicator_id"].map({name: _is_bound(one) for name, one in definitions.items()}).astype(bool)
    bound &= indicators["source_id"].map(sources).fillna("rule") != "as_published"
    above, below = indicators["numerator"], indicators["denominator"]
    counted = (kinds == "count") & small(indicators["value"], rule.min_count)
    base = small(below, max(rule.min_count, rule.min_base))
    rest = kinds.isin(COMPLEMENT_KINDS) & small(below - above, rule.min_count)
    hidden = bound & (counted | small(above, rule.min_count) | base | rest)
    return hidden | _numerators_of(indicators, hidden & rest & bound, definitions)


def publish(results: Results, project: Project, audience: Audience) -> Published:
    """What that audience may see of the results.

    Args:
        results: everything worked out, unsuppressed.
        project: its rule for the audience and the definitions.
        audience: for whom.

    Returns:
        Published; withheld values are NA with status Q, and so is all that was worked out from them.

    Source: docs/methods.md#geheimhaltung
    """
    rule: DisclosureRule = getattr(project.disclosure, str(audience))
    definitions = {indicator.id: indicator for indicator in project.indicators}
    sources = {id_: source.disclosure for id_, source in project.sources.items()}
    hidden = withheld_indicators(results.indicators, definitions, sources, rule)
    indicators = _blanked(results.indicators, hidden, NUMBERS)
    keys = _keys(indicators[indicators["status"] == WITHHELD])
    shown = results.facilities["mappable"]
    hidden_ids = set(results.facilities.index[~shown])
    return Published(
        audience=audience,
        rule=rule,
        areas=results.inputs.areas,
        members=results.inputs.members,
        outline=results.inputs.outline,
        facilities=results.facilities[shown],
        merkmale=_without(results.inputs.merkmale, hidden_ids),
        offers=_offers(_without(results.offers, hidden_ids), sources, rule),
        indicators=indicators,
        facility_values=_facility_values(results.inputs.facility_values, definitions, sources, rule),
        measures=_measures(results.measures, keys, project, _periods(results.indicators)),
        changes=_changes(results.changes, keys),
        problems=tuple(_public(problem) for problem in results.problems),
        newest=_newest(results),
    )


def _is_bound(indicator: Indicator) -> bool:
    return indicator.counts in BOUND and indicator.disclosure == "rule"


def _numerators_of(indicators: pd.DataFrame, by_rest: pd.Series, definitions: Mapping[str, Indicator]) -> pd.Series:
    """The counts that give a hidden rest away: the numerators of shares hidden for their rest."""
    rows = indicators[by_rest]
    above = {name: one.computed_from.numerator for name, one in definitions.items() if one.computed_from}
    rows = rows[rows["indicator_id"].isin(above)].assign(indicator_id=lambda table: table["indicator_id"].map(above))
    return pd.Series(_index(indicators).isin(_index(rows)), index=indicators.index)


def _index(rows: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(rows[INDICATOR_KEY])


def _blanked(table: pd.DataFrame, hidden: pd.Series, numbers: list[str]) -> pd.DataFrame:
    table = table.copy()
    hidden = hidden | (table["status"] == WITHHELD)
    table.loc[hidden, numbers] = pd.NA
    table.loc[hidden, "status"] = WITHHELD
    for column in ("reason", "note"):
        if column in table:
            table.loc[hidden, column] = ""
    return table


def _keys(rows: pd.DataFrame) -> frozenset[tuple[str, str, str]]:
    """(area, indicator, period) of the withheld totals."""
    totals = rows[rows["group"] == ""]
    return frozenset(zip(totals["area_id"], totals["indicator_id"], totals["period"], strict=True))


def _periods(indicators: pd.DataFrame) -> dict[str, list[str]]:
    totals = indicators[indicators["group"] == ""]
    return {str(id_): list(rows["period"].unique()) for id_, rows in totals.groupby("indicator_id")}


def _without(table: pd.DataFrame, facility_ids: set[str]) -> pd.DataFrame:
    return table[~table["facility_id"].isin(facility_ids)]


def _offers(offers: pd.DataFrame, sources: Mapping[str, str], rule: DisclosureRule) -> pd.DataFrame:
    """Places are things, but taken places are children."""
    taken = (offers["kind"] == "belegt") & (offers["source_id"].map(sources).fillna("rule") != "as_published")
    return _blanked(offers, taken & small(offers["places"], rule.min_count), ["places"])[list(OFFERS)]


def _facility_values(
    values: pd.DataFrame,
    definitions: Mapping[str, Indicator],
    sources: Mapping[str, str],
    rule: DisclosureRule,
) -> pd.DataFrame:
    bound = values["indicator_id"].map({name: _is_bound(one) for name, one in definitions.items()}).astype(bool)
    counted = (
        values["indicator_id"].map({name: one.kind == "count" for name, one in definitions.items()}).astype(bool)
    )
    bound &= values["source_id"].map(sources).fillna("rule") != "as_published"
    return _blanked(values, bound & counted & small(values["value"], rule.min_count), ["value"])[
        list(FACILITY_VALUES)
    ]


def _measures(
    measures: pd.DataFrame,
    withheld: frozenset[tuple[str, str, str]],
    project: Project,
    all_periods: Mapping[str, list[str]],
) -> pd.DataFrame:
    """Measures with everything hidden that was worked out from a withheld indicator."""
    hidden = (measures["status"] == WITHHELD) & ~measures["measure_id"].isin(THINGS)
    hidden |= _from_hidden_children(measures, withheld, project, all_periods)
    lage = _from_hidden_parts(measures, withheld, project)
    hidden |= lage
    lage_hidden = measures[lage & (measures["measure_id"] == CLASS)]
    hidden |= _hidden_fields(measures, hidden, lage_hidden)
    return _blanked(measures, hidden, ["value", "lower", "upper", "base"])


def _from_hidden_children(
    measures: pd.DataFrame,
    withheld: frozenset[tuple[str, str, str]],
    project: Project,
    all_periods: Mapping[str, list[str]],
) -> pd.Series:
    """Measures of places beside children whose number is withheld at the date that belongs to the places."""
    hidden = pd.Series(False, index=measures.index)
    for coverage in project.coverage:
        own = (measures["target_group"] == coverage.id) & ~measures["measure_id"].isin(THINGS)
        periods = all_periods.get(coverage.children, [])
        when = {
            period: children_period(coverage, str(period), periods) for period in measures.loc[own, "period"].unique()
        }
        hidden |= own & pd.Series(
            [
                (area, coverage.children, when.get(period)) in withheld
                for area, period in zip(measures["area_id"], measures["period"], strict=True)
            ],
            index=measures.index,
        )
    return hidden


def _from_hidden_parts(
    measures: pd.DataFrame, withheld: frozenset[tuple[str, str, str]], project: Project
) -> pd.Series:
    """Index, class and every part of an area one of whose indicators is withheld at that date."""
    if project.lage_index is None:
        return pd.Series(False, index=measures.index)
    names = {part.indicator for part in project.lage_index.parts}
    at = {(area_id, period) for area_id, indicator_id, period in withheld if indicator_id in names}
    own = measures["measure_id"].isin([INDEX, CLASS]) | measures["measure_id"].str.startswith(PART)
    return own & pd.Series(
        [key in at for key in zip(measures["area_id"], measures["period"], strict=True)], index=measures.index
    )


def _hidden_fields(measures: pd.DataFrame, hidden: pd.Series, lage_hidden: pd.DataFrame) -> pd.Series:
    """Fields of Lage x Versorgung one side of which is withheld."""
    is_field = measures["measure_id"] == FIELD
    quotas = set(
        zip(
            measures[hidden]["area_id"],
            measures[hidden]["target_group"],
            measures[hidden]["period"],
            strict=True,
        )
    )
    by_quota = pd.Series(
        [
            key in quotas
            for key in zip(measures["area_id"], measures["target_group"], measures["period"], strict=True)
        ],
        index=measures.index,
    )
    dates = list(measures.loc[measures["measure_id"] == CLASS, "period"])
    closed = set(zip(lage_hidden["area_id"], lage_hidden["period"], strict=True))
    when = {period: last_not_after(str(period), dates) for period in measures.loc[is_field, "period"].unique()}
    by_lage = pd.Series(
        [
            (area, when.get(period)) in closed
            for area, period in zip(measures["area_id"], measures["period"], strict=True)
        ],
        index=measures.index,
    )
    return is_field & (by_quota | by_lage)


def _changes(changes: pd.DataFrame, withheld: frozenset[tuple[str, str, str]]) -> pd.DataFrame:
    hidden = pd.Series(
        [
            (area, indicator, period) in withheld or (area, indicator, since) in withheld
            for area, indicator, period, since in zip(
                changes["area_id"], changes["indicator_id"], changes["period"], changes["since"], strict=True
            )
        ],
        index=changes.index,
        dtype=bool,
    )
    return _blanked(changes, hidden, ["change"])


def _public(problem: Problem) -> Problem:
    if not problem.about_persons:
        return problem
    return replace(problem, value=None, fields=dict.fromkeys(problem.fields, ""))


def _newest(results: Results) -> date | None:
    counted = results.indicators[
        results.indicators["value"].notna() & (results.indicators["status"] != str(Status.FORECAST))
    ]
    return max((last_day(period) for period in counted["period"].unique()), default=None)
