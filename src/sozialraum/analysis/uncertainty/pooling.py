"""Several years of one rate taken together: what happened in all of them, over the people of all of them."""

from collections.abc import Iterable

import pandas as pd

from sozialraum.analysis.uncertainty.counts import with_counts
from sozialraum.analysis.uncertainty.intervals import limits
from sozialraum.model.indicators import Indicator
from sozialraum.model.measures import POOLED
from sozialraum.model.periods import crosses, first_day, kind_of, last_day
from sozialraum.model.status import RANK, STATUS_OF, Status
from sozialraum.model.tables import BESTAND, MEASURES, frame, typed
from sozialraum.model.uncertainty import FLOWS, Pooled

YEARS = frozenset({"year", "school_year"})


def pooled_measures(
    indicators: pd.DataFrame, definitions: Iterable[Indicator], pooled: Iterable[Pooled], confidence_pct: float
) -> pd.DataFrame:
    """Rates over several years, one for each year that ends as many years in a row.

    Args:
        indicators: table `indicators`, larger areas and city included; totals are pooled, groups are not.
        definitions: of shares and rates of people counted over a year (`zeitbezug`); others are not pooled, since
            a count on a day meets the same people every year. `reihenbruch`: no span reaches across one.
        pooled: which indicators, and how many years each.
        confidence_pct: of the intervals, two-sided, e.g. 95.

    Returns:
        Table `measures`: pooled:<indicator>, per x sum of the numerators over sum of the denominators, with `lower`
        and `upper`, base = sum of the denominators; period "2022..2024", also for the three school years 2021/22 to
        2023/24 "2021..2024". NA with reason "parts_withheld" or "parts_missing" where a year of an area is not
        known, "series_break" where the span reaches across one. `status` is the weakest of the years.

    Source: docs/methods.md#mehrere-jahre
    """
    definitions = list(definitions)
    flows = {one.id: one for one in definitions if one.is_rate_of_people and one.zeitbezug in FLOWS}
    years = {one.indicator: one.years for one in pooled if one.indicator in flows}
    totals = indicators[(indicators["group"] == "") & indicators["indicator_id"].isin(years)]
    rows = with_counts(totals, definitions)
    rows = rows[rows["period"].map(lambda period: kind_of(period) in YEARS).astype(bool)]
    spans = [
        {"indicator_id": str(id_), "period": period, "span": span, "broken": broken}
        for id_, own in rows.groupby("indicator_id")
        for span, parts, broken in _spans(set(own["period"]), years[str(id_)], flows[str(id_)].reihenbruch)
        for period in parts
    ]
    if not spans:
        return frame(MEASURES)
    return _summed(rows.merge(pd.DataFrame(spans), on=["indicator_id", "period"]), years, confidence_pct)


def _spans(periods: set[str], years: int, breaks: tuple[str, ...]) -> list[tuple[str, list[str], bool]]:
    """(span, its years, whether the series breaks within) for each run of so many years without a gap."""
    found = []
    for kind in sorted(YEARS):
        at = {int(period[:4]): period for period in periods if kind_of(period) == kind}
        for last in sorted(at):
            parts = [at[year] for year in range(last - years + 1, last + 1) if year in at]
            if len(parts) == years:
                span = f"{first_day(parts[0]).year}..{last_day(parts[-1]).year}"
                found.append((span, parts, crosses(breaks, parts[0], parts[-1])))
    return found


def _summed(rows: pd.DataFrame, years: dict[str, int], confidence_pct: float) -> pd.DataFrame:
    """One row for each area, indicator and span."""
    known = rows["why"] == ""
    work = rows.assign(
        known=known,
        withheld=rows["status"] == str(Status.WITHHELD),
        nobody=rows["status"] == str(Status.NOT_APPLICABLE),
        rank=rows["status"].map(RANK).where(known, 0),
    )
    sums = (
        work.groupby(["area_id", "indicator_id", "span", "broken"], sort=True)
        .agg(
            above=("above", "sum"),
            below=("below", "sum"),
            known=("known", "sum"),
            withheld=("withheld", "any"),
            nobody=("nobody", "sum"),
            rank=("rank", "max"),
            per=("per", "first"),
            is_share=("is_share", "first"),
        )
        .reset_index()
    )
    # a year in which nobody is there adds nothing and hinders nothing
    complete = sums["known"] + sums["nobody"] == sums["indicator_id"].map(years)
    empty = complete & (sums["known"] == 0) & ~sums["broken"]
    sound = complete & ~empty & ~sums["broken"]
    sums[["above", "below"]] = sums[["above", "below"]].where(sound)
    reason = pd.Series("parts_missing", index=sums.index).mask(sums["withheld"], "parts_withheld")
    reason = reason.where(~complete, "").mask(sums["broken"], "series_break")
    status = sums["rank"].map(STATUS_OF).where(sound, str(Status.MISSING))
    status = status.mask(empty, str(Status.NOT_APPLICABLE)).mask(reason == "parts_withheld", str(Status.WITHHELD))
    sums[["lower", "upper"]] = limits(sums, confidence_pct)
    sums = sums.assign(
        measure_id=POOLED + sums["indicator_id"],
        period=sums["span"],
        value=sums["per"] * sums["above"] / sums["below"],
        base=sums["below"],
        status=status,
        reason=reason,
        target_group="",
        group="",
        scenario=BESTAND,
    )
    return typed(sums.sort_values(["measure_id", "period", "area_id"], ignore_index=True), MEASURES)
