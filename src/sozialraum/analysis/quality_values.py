"""Figures that contradict each other: sums beside their total, breakdowns beside theirs, jumps in time."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import pandas as pd

from sozialraum.analysis.rates import with_larger_areas
from sozialraum.analysis.suppression import is_bound
from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.fields import in_language
from sozialraum.model.indicators import Breakdown, Indicator
from sozialraum.model.periods import crosses, in_order, kind_of, last_day
from sozialraum.model.project import Project
from sozialraum.model.rules import QualityRule
from sozialraum.model.status import Status
from sozialraum.model.tables import group_parts, group_text
from sozialraum.model.value_checks import text

PROJECT_FILE = "projekt.toml"
DAYS_A_YEAR = 365.25
COMPARED_KINDS = frozenset({"count", "share", "rate", "mean"})
GIVEN = "given"


def differing_sums(
    indicators: pd.DataFrame,
    members: Mapping[str, list[str]],
    joint: Mapping[str, list[str]],
    definitions: Iterable[Indicator],
    rule: QualityRule,
) -> pd.DataFrame:
    """Given counts of larger areas and of the city that their Sozialräume do not add up to.

    Args:
        indicators: table `indicators`; only totals (group "") are compared.
        members: larger area (the city too) -> all its Sozialräume.
        joint: joint area -> its Sozialräume; its value stands for them.
        definitions: additive counts are compared.
        rule: how many percent of the given count a sum may differ.

    Returns:
        area_id, indicator_id, period, value (given), sum; only where every part has a value or does not apply.
    """
    counts = [one for one in definitions if one.kind == "count" and one.additive]
    own = indicators["indicator_id"].isin({one.id for one in counts}) & (indicators["group"] == "")
    totals = indicators[own & ~indicators["list_only"]]
    stated = totals["area_id"].isin(members) & (totals["basis"] == GIVEN)
    pooled = with_larger_areas(totals[~totals["area_id"].isin(members)], members, joint, counts)
    key = ["area_id", "indicator_id", "period"]
    sums = pooled[[*key, "value"]].rename(columns={"value": "sum"})
    both = totals.loc[stated, [*key, "value"]].merge(sums, on=key)
    return _beyond(both, rule)[[*key, "value", "sum"]].reset_index(drop=True)


def differing_parts(
    indicators: pd.DataFrame, breakdowns: Iterable[Breakdown], counts: frozenset[str], rule: QualityRule
) -> pd.DataFrame:
    """Given counts that the parts of an exhaustive breakdown do not add up to.

    Args:
        indicators: table `indicators`; values worked out for larger areas are left out.
        breakdowns: those declared exhaustive are compared, within other breakdowns too.
        counts: ids of the indicators that are counts.
        rule: how many percent of the given count a sum may differ.

    Returns:
        area_id, indicator_id, period, group (of the total), breakdown, value, sum; only where every part has a value.
    """
    columns = ["area_id", "indicator_id", "period", "group", "breakdown", "value", "sum"]
    rows = indicators[
        (indicators["basis"] == GIVEN) & ~indicators["list_only"] & indicators["indicator_id"].isin(counts)
    ]
    groups = {str(group): group_parts(str(group)) for group in rows["group"].unique()}
    key = ["area_id", "indicator_id", "period", "group"]
    found = [pd.DataFrame(columns=columns)]
    for breakdown in breakdowns:
        known = {part.id for part in breakdown.parts}
        rest = {
            group: group_text({name: part for name, part in parts.items() if name != breakdown.id})
            for group, parts in groups.items()
            if parts.get(breakdown.id) in known
        }
        if not breakdown.exhaustive or not rest:
            continue
        parts = rows[rows["group"].isin(rest) & rows["value"].notna()]
        parts = parts.assign(group=parts["group"].map(rest))
        sums = parts.groupby(key)["value"].agg(["sum", "size"]).reset_index()
        both = rows[[*key, "value"]].merge(sums[sums["size"] == len(known)], on=key)
        found.append(_beyond(both, rule).assign(breakdown=breakdown.id)[columns])
    return pd.concat([one for one in found if len(one)] or found[:1], ignore_index=True)


def jumps(indicators: pd.DataFrame, definitions: Iterable[Indicator], rule: QualityRule) -> pd.DataFrame:
    """Values that differ much from the one before, neither across a change of meaning nor a long gap.

    Args:
        indicators: table `indicators`; only given or computed totals (group ""), no forecasts, no balances.
        definitions: `reihenbruch` are dates that are never crossed; what has negative values is a balance too.
        rule: from which relative change on, and from how many cases on. The cases of a ratio are its change times
            today's denominator; where that is unknown, a share counts from `jump_min_points` on.

    Returns:
        area_id, indicator_id, since, period, earlier, value, change (percent of the earlier value, NA from zero).
    """
    columns = ["area_id", "indicator_id", "since", "period", "earlier", "value", "change"]
    known = {one.id: one for one in definitions if one.kind in COMPARED_KINDS and not one.balance}
    rows = indicators[
        (indicators["group"] == "")
        & ~indicators["list_only"]
        & (indicators["basis"] != "pooled")
        & (indicators["status"] != str(Status.FORECAST))
        & indicators["indicator_id"].isin(known)
        & indicators["value"].notna()
    ][["area_id", "indicator_id", "period", "value", "denominator"]]
    rows = rows[~rows["indicator_id"].isin(set(rows.loc[rows["value"] < 0, "indicator_id"]))]
    pairs = [
        (id_, since, period)
        for id_, own in rows.groupby("indicator_id", sort=True)
        for since, period in _neighbours(list(own["period"].unique()), known[str(id_)].reihenbruch, rule)
    ]
    dated = pd.DataFrame(pairs, columns=["indicator_id", "since", "period"], dtype="str")
    then = rows.rename(columns={"period": "since", "value": "earlier"}).drop(columns="denominator")
    both = dated.merge(rows, on=["indicator_id", "period"]).merge(then, on=["indicator_id", "since", "area_id"])
    difference = both["value"] - both["earlier"]
    both["change"] = 100 * difference / both["earlier"].where(both["earlier"] > 0)
    far = (both["change"].abs() >= rule.jump_pct) | ((both["earlier"] == 0) & (both["value"] != 0))
    large = _cases(both, difference, known) >= rule.jump_min_count
    points = both["denominator"].isna() & _of(both, known, "kind").isin(["share"])
    large = large.mask(points, difference.abs() >= rule.jump_min_points)
    marked = far.fillna(False).astype(bool) & large.fillna(False).astype(bool)
    return both[marked][columns].sort_values(["indicator_id", "period", "area_id"], ignore_index=True)


def value_findings(
    indicators: pd.DataFrame,
    members: Mapping[str, list[str]],
    joint: Mapping[str, list[str]],
    names: Mapping[str, str],
    project: Project,
) -> list[Problem]:
    """All of the above as warnings, in order of the project file."""
    definitions, rule = project.indicators, project.quality
    counts = frozenset(one.id for one in definitions if one.kind == "count" and one.additive)
    labels = {one.id: in_language(one.label, project.language) for one in project.breakdowns}
    tables = (
        (Code.SUM_DIFFERS, differing_sums(indicators, members, joint, definitions, rule)),
        (Code.PARTS_DIFFER, differing_parts(indicators, project.breakdowns, counts, rule)),
        (Code.JUMP, jumps(indicators, definitions, rule)),
    )
    files = files_of(project)
    order = {one.id: place for place, one in enumerate(definitions)}
    known = {one.id: one for one in definitions}
    found = []
    for code, table in tables:
        for row in sorted(table.to_dict("records"), key=lambda row: order[str(row["indicator_id"])]):
            indicator = known[str(row["indicator_id"])]
            decimals = 0 if indicator.kind == "count" else indicator.decimals
            fields = {str(name): _told(value, decimals) for name, value in row.items() if name != "value"}
            fields["indicator"] = in_language(indicator.label, project.language)
            fields["area"] = names.get(str(row["area_id"]), str(row["area_id"]))
            if "breakdown" in fields:
                fields["breakdown"] = labels[fields["breakdown"]]
            if code is Code.JUMP:
                fields["change"] = _change(row["change"])
            found.append(
                Problem(
                    code,
                    files.get(indicator.id, PROJECT_FILE),
                    value=_told(row["value"], decimals),
                    fields=fields,
                    severity=Severity.WARNING,
                    about_persons=is_bound(indicator),
                )
            )
    return found


def files_of(project: Project) -> dict[str, str]:
    """The files that the project names for each indicator, joined by ", "; for a computed one those of its counts.

    An indicator that only a column of a file can name is sought in the file of its source, if that is a single one.
    """
    found: dict[str, list[str]] = {}
    for entry in project.values:
        ids = [entry.indicator, *entry.indicator_names.values(), *(one.indicator for one in entry.wide)]
        for id_ in dict.fromkeys(id_ for id_ in ids if id_):
            found.setdefault(id_, []).append(entry.file)
    in_columns = [entry for entry in project.values if entry.columns.indicator]
    for one in project.indicators:
        if one.id not in found and one.computed_from is None:
            files = [entry.file for entry in in_columns if entry.source in {None, one.source}]
            found[one.id] = files if len(files) == 1 else []
    for one in project.indicators:
        if one.computed_from and not found.get(one.id):
            parts = (one.computed_from.numerator, one.computed_from.denominator)
            found[one.id] = [file for id_ in parts for file in found.get(id_, [])]
    return {id_: ", ".join(dict.fromkeys(files)) for id_, files in found.items() if files}


def _beyond(both: pd.DataFrame, rule: QualityRule) -> pd.DataFrame:
    off = (both["value"] - both["sum"]).abs()
    return both[(off > both["value"].abs() * rule.sum_tolerance_pct / 100).fillna(False).astype(bool)]


def _neighbours(periods: Sequence[str], breaks: tuple[str, ...], rule: QualityRule) -> list[tuple[str, str]]:
    """Dates of one kind that follow each other within the years allowed and with the same meaning."""
    kinds = sorted({kind_of(period) for period in periods})
    pairs = [pair for kind in kinds for pair in pairwise(in_order([one for one in periods if kind_of(one) == kind]))]
    return [
        (since, period)
        for since, period in pairs
        if not crosses(breaks, since, period)
        and (last_day(period) - last_day(since)).days <= rule.jump_years * DAYS_A_YEAR
    ]


def _cases(both: pd.DataFrame, difference: pd.Series, known: Mapping[str, Indicator]) -> pd.Series:
    """How many cases a change is about; unknown for a ratio without denominator."""
    cases = difference.abs() * both["denominator"] / _of(both, known, "per").astype("Float64")
    return cases.mask(_of(both, known, "kind") == "count", difference.abs())


def _of(rows: pd.DataFrame, known: Mapping[str, Indicator], what: str) -> pd.Series:
    return rows["indicator_id"].map({id_: getattr(one, what) for id_, one in known.items()})


def _told(value: object, decimals: int) -> str:
    return value if isinstance(value, str) else text(round(value, decimals) if isinstance(value, float) else value)


def _change(percent: object) -> str:
    return "–" if pd.isna(percent) else f"{float(str(percent)):+.0f}"  # type: ignore[call-overload]  # one cell
