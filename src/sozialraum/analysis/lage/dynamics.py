"""How the soziale Lage of an area changes beside the other areas and the city, as table `measures`."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sozialraum.analysis.lage.aggregation import shares
from sozialraum.analysis.lage.change_index import change_index
from sozialraum.analysis.lage.comparison import FEWEST
from sozialraum.analysis.lage.normalisation import ALIKE, ORIENTATION
from sozialraum.analysis.lage.part_changes import PartChanges, counted_totals, part_changes
from sozialraum.analysis.lage.typology import typology
from sozialraum.model.indicators import Indicator
from sozialraum.model.lage import Dynamics, IndexPart, LageIndex, all_parts, left_out, parts_at
from sozialraum.model.lage_dates import compared_since, dates_known
from sozialraum.model.measures import CLASS, DYNAMICS, DYNAMICS_CITY, DYNAMICS_CLASS
from sozialraum.model.periods import crosses, in_order
from sozialraum.model.status import RANK, STATUS_OF, Status
from sozialraum.model.tables import BESTAND, CITY, MEASURES, frame

BETTER, STABLE, WORSE = 0.0, 1.0, 2.0


@dataclass(frozen=True)
class _Scored:
    """The index of the changes at one date; index all areas.

    Args:
        table: columns value, lower, upper, status, reason.
        city: how a change like the city's scores; NaN where its change is unknown.
        city_status: of that score.
        city_reason: why there is none; "" where there is one.
        base: number of areas compared.
    """

    table: pd.DataFrame
    city: float
    city_status: str
    city_reason: str
    base: int


def dynamics_measures(
    index: LageIndex,
    indicators: pd.DataFrame,
    definitions: Mapping[str, Indicator],
    measures: pd.DataFrame,
    confidence_pct: float,
) -> pd.DataFrame:
    """The index of the changes, its class, and the typology with the class of the index.

    Args:
        index: parts, versions, dynamics; without [lage_index.dynamics] there are no rows.
        indicators: table `indicators`, with the city's rows.
        definitions: indicator id -> definition, for orientation, Handlungsfeld, series breaks and people counted.
        measures: table `measures` with lage_class; only areas that have one at the later date are compared.
        confidence_pct: of the intervals, two-sided, e.g. 95.

    Returns:
        Table `measures`: lage_dynamics (no unit, above 0 more strained than before beside the zero point; `lower` and
        `upper` where the people behind every change are known), lage_dynamics_class (0 better, 1 stable, 2 worse;
        decided before any rounding), lage_type, and lage_dynamics_city for the city alone; `base` is the number of
        areas compared. NA with the reason of the index where there is no class, else "no_earlier_date",
        "excluded_before" (the project leaves the area out at the earlier date), "series_break", "parts_missing",
        "parts_withheld" (status Q), "set_too_small", "city_unknown" or "no_spread".

    Raises:
        ValueError: an indicator has no polarity.

    Source: docs/methods.md#dynamik
    """
    rule = index.dynamics
    if rule is None:
        return frame(MEASURES)
    classes = measures[measures["measure_id"] == CLASS]
    areas = sorted(classes["area_id"].unique())
    names = {*all_parts(index), *(part.indicator for part in rule.parts)}
    totals = counted_totals(indicators, names, definitions.values())
    known = dates_known(totals, areas)
    tables = []
    for period in in_order(list(classes["period"].unique())):
        rows = classes[classes["period"] == period].set_index("area_id").reindex(areas)
        since = compared_since(index, period, known)
        parts = rule.parts or parts_at(index, period)
        without = _without(rule, parts, since, period, definitions)
        if without:
            scored = _none(rows, without)
        else:
            changed = part_changes(totals, [part.indicator for part in parts], since, period, areas, confidence_pct)
            scored = _scored(index, parts, definitions, rows, changed, left_out(index, since) if since else set())
        tables.append(_rows(scored, rule, period))
    found = pd.concat([frame(MEASURES), *tables], ignore_index=True).astype(MEASURES)
    types = typology(classes, found[found["measure_id"] == DYNAMICS_CLASS])
    return pd.concat([found, types], ignore_index=True).astype(MEASURES)


def dynamics_class(table: pd.DataFrame, city: float, rule: Dynamics) -> pd.Series:
    """Whether the Lage of each area became better (0), stayed stable (1) or became worse (2).

    Args:
        table: columns value, lower, upper; index area_id.
        city: how a change like the city's scores, NaN where that is unknown.
        rule: its cuts, and whether an interval that includes the city's score makes an area stable.

    Returns:
        Floats, same index, NaN without a value. Exactly on a cut (but for binary rounding) is stable, and so is an
        area that changes exactly as the city does.

    Source: docs/methods.md#dynamik
    """
    value = table["value"]
    better, worse = value - rule.cuts[0] < -ALIKE, value - rule.cuts[1] > ALIKE
    found = pd.Series(STABLE, index=table.index).mask(better, BETTER).mask(worse, WORSE)
    low, high = (table[name].fillna(value) if rule.stable_within_interval else value for name in ("lower", "upper"))
    like_the_city = (low - city <= ALIKE) & (high - city >= -ALIKE)
    return found.mask(like_the_city, STABLE).where(value.notna())


def _without(
    rule: Dynamics, parts: list[IndexPart], since: str | None, period: str, definitions: Mapping[str, Indicator]
) -> str:
    """Why no area can have a dynamics at a date; "" where it can."""
    if rule.parts:
        return ""
    if since is None:
        return "no_earlier_date"
    broken = any(crosses(definitions[part.indicator].reihenbruch, since, period) for part in parts)
    return "series_break" if broken else ""


def _scored(
    index: LageIndex,
    parts: list[IndexPart],
    definitions: Mapping[str, Indicator],
    rows: pd.DataFrame,
    changed: PartChanges,
    before: set[str],
) -> _Scored:
    """The dynamics of a date; `before` are the areas that the project leaves out at the earlier one."""
    fields = {part.indicator: definitions[part.indicator].handlungsfeld for part in parts}
    share = shares(index, parts, fields)
    reason = _reason(index, rows, changed, share, before)
    compared = reason.index[reason == ""]
    if len(compared) < FEWEST:
        return _none(rows, "set_too_small", reason)
    turn = {name: _orientation(definitions[name]) for name in fields}
    made = change_index(index, share, turn, changed, compared)
    if isinstance(made, str):
        return _none(rows, made, reason)
    ranks = changed.ranks.loc[compared].where(made.known, RANK[str(Status.ESTIMATED)]).max(axis=1)
    without = reason.map({"parts_withheld": str(Status.WITHHELD)}).fillna(str(Status.MISSING))
    status = ranks.map(STATUS_OF).reindex(rows.index).astype("str").where(reason == "", without)
    city_status, city_reason = str(STATUS_OF[changed.ranks.loc[[CITY]].to_numpy().max()]), ""
    if np.isnan(made.city):
        withheld = city_status == Status.WITHHELD
        city_reason = "parts_withheld" if withheld else "city_unknown"
        city_status = str(Status.WITHHELD if withheld else Status.MISSING)
    return _Scored(
        table=made.table.reindex(rows.index).assign(status=status, reason=reason),
        city=made.city,
        city_status=city_status,
        city_reason=city_reason,
        base=len(compared),
    )


def _reason(
    index: LageIndex, rows: pd.DataFrame, changed: PartChanges, share: pd.Series, before: set[str]
) -> pd.Series:
    """Why an area has no dynamics: that of its index, else that of the changes; "" for those compared."""
    known = changed.change.loc[rows.index].notna()
    enough = known.all(axis=1)
    if index.missing == "rescale":
        enough = 100 * (known * share).sum(axis=1) >= index.min_share_pct - ALIKE
    withheld = (changed.ranks.loc[rows.index] == RANK[str(Status.WITHHELD)]).any(axis=1)
    reason = pd.Series("", index=rows.index).mask(~enough, "parts_missing").mask(withheld, "parts_withheld")
    reason = reason.mask(rows.index.isin(before), "excluded_before")
    return reason.mask(rows["value"].isna(), rows["reason"])


def _orientation(indicator: Indicator) -> float:
    orientation = ORIENTATION.get(indicator.polaritaet)
    if orientation is None:
        raise ValueError("every indicator of the dynamics needs a polarity")
    return orientation


def _none(rows: pd.DataFrame, reason: str, own: pd.Series | None = None) -> _Scored:
    """No dynamics at a date: for that reason, or for the area's own."""
    reasons = (rows["reason"].where(rows["value"].isna(), "") if own is None else own).replace("", reason)
    status = reasons.map({"parts_withheld": str(Status.WITHHELD)}).fillna(str(Status.MISSING))
    nothing = pd.DataFrame(np.nan, index=rows.index, columns=["value", "lower", "upper"])
    of_city = str(Status.WITHHELD if reason == "parts_withheld" else Status.MISSING)
    return _Scored(nothing.assign(status=status, reason=reasons), np.nan, of_city, reason, 0)


def _rows(scored: _Scored, rule: Dynamics, period: str) -> pd.DataFrame:
    own = scored.table.rename_axis("area_id").reset_index()
    class_ = dynamics_class(scored.table, scored.city, rule).to_numpy()
    city = {"value": scored.city, "status": scored.city_status, "reason": scored.city_reason}
    rows = pd.concat(
        [
            own.assign(measure_id=DYNAMICS),
            own.assign(measure_id=DYNAMICS_CLASS, value=class_, lower=np.nan, upper=np.nan),
            pd.DataFrame([{"area_id": CITY, "measure_id": DYNAMICS_CITY, **city}]),
        ],
        ignore_index=True,
    )
    rows = rows.assign(target_group="", period=period, group="", scenario=BESTAND, base=float(scored.base))
    return rows[list(MEASURES)].astype(MEASURES)
