"""What is told although a number it was worked out from is withheld."""

from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from sozialraum.model.audit import AuditFinding
from sozialraum.model.findings import INDEX_RULES, PLACES_RULES, Finding
from sozialraum.model.measures import (
    CHILDREN,
    INDEX,
    MISSING,
    MISSING_IN_PARTS,
    NEEDED,
    OF_NEED,
    PART,
    POOLED,
    QUOTAS,
    SMOOTHED,
    SPARE,
)
from sozialraum.model.planning import Planning
from sozialraum.model.published import Published
from sozialraum.model.status import Status
from sozialraum.model.tables import CITY

WITHHELD = str(Status.WITHHELD)
LAGE = "lage_"  # how ids of what rests on the whole index begin


def told_without_input(published: Published, members: Mapping[str, Collection[str]]) -> list[AuditFinding]:
    """One finding for each value, limit, rank, class or sentence that rests on a withheld number.

    Args:
        published: all that the edition tells.
        members: area -> its Sozialräume.

    Source: docs/methods.md#geheimhaltung
    """
    rows = published.indicators
    hidden = rows.loc[rows["status"] == WITHHELD, ["area_id", "indicator_id", "period", "group"]].drop_duplicates()
    index = _index_hidden(published.measures)
    found = [
        *_changes(published.changes, hidden),
        *_intervals(published.intervals, hidden),
        *_gaps(published.group_gaps, hidden),
        *_relations(published.relations, rows),
        *_of_indicators(published.measures, hidden),
        *_of_index(published.measures, index),
        *_balances(published.measures),
        *_in_parts(published.measures, members),
        *_sentences(published.findings, published.measures, hidden, index),
        *_years_ahead(published.planning),
    ]
    return sorted(set(found))


def _found(rows: pd.DataFrame, what: str) -> Iterable[AuditFinding]:
    for row in rows.to_dict("records"):
        yield AuditFinding(
            str(row["area_id"]),
            str(row.get(what, what)),
            str(row.get("period", "")),
            str(row.get("group", "")),
            "without_input",
        )


def _matching(rows: pd.DataFrame, hidden: pd.DataFrame, **names: str) -> pd.DataFrame:
    """The rows whose key, column by column, is that of a withheld number."""
    key = ["area_id", "indicator_id", "period", "group"]
    own = rows.assign(**{one: rows.get(names.get(one, one), "") for one in key})
    wanted = pd.MultiIndex.from_frame(hidden[key])
    return rows[pd.MultiIndex.from_frame(own[key]).isin(wanted)]


def _changes(changes: pd.DataFrame, hidden: pd.DataFrame) -> Iterable[AuditFinding]:
    told = changes[changes[["change", "lower", "upper"]].notna().any(axis=1) | (changes["beside_city"] != "")]
    total = hidden[hidden["group"] == ""]
    for period in ("period", "since"):
        yield from _found(_matching(told, total, period=period, group=""), "indicator_id")


def _intervals(intervals: pd.DataFrame, hidden: pd.DataFrame) -> Iterable[AuditFinding]:
    numbers = intervals[["lower", "upper", "rest"]].notna().any(axis=1)
    told = intervals[numbers | (intervals["beside_rest"] != "")]
    yield from _found(_matching(told, hidden), "indicator_id")
    # the city without an area, told while the city is not
    city = hidden[hidden["area_id"] == CITY]
    rest = intervals[intervals["rest"].notna()].assign(whole=CITY)
    yield from _found(_matching(rest, city, area_id="whole"), "indicator_id")


def _gaps(gaps: pd.DataFrame, hidden: pd.DataFrame) -> Iterable[AuditFinding]:
    told = gaps[gaps[["difference", "lower", "upper"]].notna().any(axis=1)]
    for part in ("group", "other"):
        named = told[told[part] != ""]
        own = named.assign(own=named["dimension"] + "=" + named[part])
        yield from _found(_matching(own, hidden, group="own"), "indicator_id")


def _relations(relations: pd.DataFrame, rows: pd.DataFrame) -> Iterable[AuditFinding]:
    """A correlation over more areas than tell both."""
    known = rows[rows["value"].notna() & (rows["group"] == "") & ~rows["list_only"]]
    areas = {key: set(own) for key, own in known.groupby(["indicator_id", "period"])["area_id"]}
    for row in relations[relations["rank_correlation"].notna()].itertuples(index=False):
        both = areas.get((row.indicator_id, row.period), set()) & areas.get((row.other_id, row.other_period), set())
        if int(str(row.areas).partition(".")[0]) > len(both - {CITY}):
            yield AuditFinding(CITY, str(row.indicator_id), str(row.period), "", "without_input")


def _of_indicators(measures: pd.DataFrame, hidden: pd.DataFrame) -> Iterable[AuditFinding]:
    """Smoothed and pooled rates, and what an indicator adds to the index."""
    total = hidden[hidden["group"] == ""]
    told = measures[_told(measures)]
    for prefix in (SMOOTHED, POOLED, PART):
        own = told[told["measure_id"].str.startswith(prefix)]
        own = own.assign(indicator_id=own["measure_id"].str.removeprefix(prefix))
        yield from _found(_matching(own, total, group=""), "indicator_id")


def _told(measures: pd.DataFrame) -> pd.Series:
    return measures[["value", "lower", "upper"]].notna().any(axis=1)


def _index_hidden(measures: pd.DataFrame) -> pd.DataFrame:
    """Areas and dates of which a part of the index is withheld."""
    parts = measures[measures["measure_id"].str.startswith(PART) & (measures["status"] == WITHHELD)]
    return parts[["area_id", "period"]].drop_duplicates()


def _of_index(measures: pd.DataFrame, hidden: pd.DataFrame) -> Iterable[AuditFinding]:
    told = measures[_told(measures) & measures["measure_id"].str.startswith(LAGE)]
    told = told[~told["measure_id"].str.startswith((PART, "lage_field"))]
    yield from _found(told.merge(hidden, on=["area_id", "period"]), "measure_id")


def _balances(measures: pd.DataFrame) -> Iterable[AuditFinding]:
    """Quotas and needs of places where the children are withheld."""
    place = ["area_id", "target_group", "period"]
    heads = measures[(measures["measure_id"] == CHILDREN) & (measures["status"] == WITHHELD)]
    wanted = [*QUOTAS.values(), NEEDED, MISSING, SPARE, OF_NEED]
    told = measures[_told(measures) & measures["measure_id"].isin(wanted)]
    for row in told.merge(heads[place].drop_duplicates(), on=place).itertuples(index=False):
        yield AuditFinding(
            str(row.area_id), str(row.measure_id), str(row.period), str(row.target_group), "without_input"
        )


def _in_parts(measures: pd.DataFrame, members: Mapping[str, Collection[str]]) -> Iterable[AuditFinding]:
    """What is missing in the parts of a larger area, where it is withheld in one of them."""
    place = ["area_id", "target_group", "period", "scenario"]
    missing = measures[(measures["measure_id"] == MISSING) & (measures["status"] == WITHHELD)]
    gone = set(missing[place].itertuples(index=False, name=None))
    told = measures[_told(measures) & (measures["measure_id"] == MISSING_IN_PARTS)]
    for row in told[place].itertuples(index=False):
        if any((part, *row[1:]) in gone for part in members.get(str(row[0]), ())):
            yield AuditFinding(str(row[0]), MISSING_IN_PARTS, str(row[2]), str(row[1]), "without_input")


def _sentences(
    findings: Iterable[Finding], measures: pd.DataFrame, hidden: pd.DataFrame, index: pd.DataFrame
) -> Iterable[AuditFinding]:
    gone = set(
        hidden[["area_id", "indicator_id", "period"]][hidden["group"] == ""].itertuples(index=False, name=None)
    )
    groups = set(hidden.itertuples(index=False, name=None))
    no_index = set(index.itertuples(index=False, name=None))
    missing = measures[measures["measure_id"].isin([MISSING, SPARE]) & (measures["status"] == WITHHELD)]
    no_balance = set(missing[["area_id", "target_group", "period"]].itertuples(index=False, name=None))
    for one in findings:
        dates = [date for date in (one.period, one.since) if date]
        rests_on = any((one.area_id, one.indicator_id, date) in gone for date in dates)
        words = [text for text in one.words.values() if "=" in text]
        rests_on |= any((one.area_id, one.indicator_id, one.period, text) in groups for text in words)
        rests_on |= one.rule in INDEX_RULES and any((one.area_id, date) in no_index for date in dates)
        rests_on |= one.rule in PLACES_RULES and (one.area_id, one.indicator_id, one.period) in no_balance
        if rests_on:
            yield AuditFinding(one.area_id, one.indicator_id or INDEX, one.period, one.rule, "without_input")


def _years_ahead(plan: Planning) -> Iterable[AuditFinding]:
    """Children ahead of an area whose newest counted ones are withheld."""
    years = plan.years
    rows = years.children
    counted = [year for year in years.counted_on if year not in years.ahead]
    if not counted or not years.ahead:
        return
    last = max(counted, key=lambda year: (years.counted_on[year], year))
    newest = rows[(rows["year"] == last) & (rows["status"] == WITHHELD)]
    ahead = rows[rows["year"].isin(years.ahead) & rows["value"].notna()].drop(columns=["reason"])
    found = ahead.merge(newest[["area_id", "group"]].drop_duplicates(), on=["area_id", "group"])
    for row in found.itertuples(index=False):
        yield AuditFinding(str(row.area_id), "children", str(row.year), str(row.group), "without_input")
