"""Children of every Kita-Jahr: counted as far as the register reaches, worked out for the years ahead."""

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from sozialraum.analysis.planning.backtest import back_test
from sozialraum.analysis.planning.cohorts import children, counted_on
from sozialraum.analysis.planning.forecast import Ahead, forecast
from sozialraum.analysis.planning.series import series_of
from sozialraum.model.cohorts import Cohorts, year_of, year_text
from sozialraum.model.forecast import FORECAST, Forecast, NewHousing
from sozialraum.model.planning import ChildrenOfYears
from sozialraum.model.status import Status
from sozialraum.model.tables import CHILDREN, CHILDREN_KEY, REGISTER, frame, typed


def children_of_years(
    rules: Cohorts | None,
    settings: Forecast | None,
    housing: Iterable[NewHousing],
    register: pd.DataFrame,
    births: pd.DataFrame,
    city_projection: pd.DataFrame,
    members: Mapping[str, list[str]],
) -> ChildrenOfYears:
    """Children of each group in every year that the register or the roll-forward tells.

    Args:
        rules: the groups; None for none.
        settings: of the years ahead; None for none.
        housing: new dwellings.
        register: table `register`.
        births: table BIRTHS.
        city_projection: table CITY_PROJECTION.
        members: area of any level -> its Sozialräume.

    Source: docs/methods.md#kohorten
    """
    if rules is None or register.empty:
        return ChildrenOfYears()
    told = counted_on(rules, register)
    when = {year_text(year): dates.birth_month or dates.age for year, dates in told.items()}
    now = children(rules, register, members)
    if settings is None:
        return ChildrenOfYears(now, when)
    base = sorted({area for parts in members.values() for area in parts})
    projected = births["status"] == str(Status.FORECAST)
    counted_births = births[~projected] if (~projected).any() else None
    ahead = forecast(
        register,
        settings,
        areas=base,
        housing=housing,
        births=counted_births,
        projection=births[projected],
        city_projection=None if city_projection.empty else city_projection,
    )
    later = _of_forecast(rules, ahead, members, settings.to_age + 1)
    years = tuple(sorted(later["year"].unique()))
    counted = now[~now["year"].isin(years)]
    together = pd.concat([counted, later], ignore_index=True).sort_values(CHILDREN_KEY, kind="stable")
    series = series_of(register, counted_births, settings.to_age, base)
    groups = {
        group.id: (group.from_age, group.to_age)
        for group in rules.groups
        if group.from_age is not None and group.to_age is not None and group.to_age <= settings.to_age
    }
    return ChildrenOfYears(
        children=typed(together.reset_index(drop=True), CHILDREN),
        counted_on=when,
        ahead=years,
        back_test=back_test(series, settings, groups),
        rates=ahead.rates,
        factors=ahead.factors,
    )


def _of_forecast(rules: Cohorts, ahead: Ahead, members: Mapping[str, list[str]], open_age: int) -> pd.DataFrame:
    """CHILDREN of the Stichtage ahead: the numbers, and the lower and upper variant counted the same way.

    From `open_age` on nothing is worked out: a group that reaches so far has no number, instead of one without them.
    """
    rows = _with_open_age(ahead.children, open_age)
    years = sorted({year_of(rules, date.fromisoformat(day)) for day in rows["as_of"].unique()})

    def of(column: str) -> pd.DataFrame:
        table = typed(rows.assign(count=rows[column])[list(REGISTER)], REGISTER)
        return children(rules, table, members, years).set_index(CHILDREN_KEY)

    found = of("count")
    found["lower"], found["upper"] = of("lower")["value"], of("upper")["value"]
    known = found["value"].notna()
    found["status"] = found["status"].mask(known, str(Status.FORECAST))
    found["basis"] = "forecast"
    found["reason"] = found["reason"].mask(known, "")
    return typed(found.reset_index(), CHILDREN)


def _with_open_age(rows: pd.DataFrame, age: int) -> pd.DataFrame:
    keys = rows[["area_id", "as_of"]].drop_duplicates().itertuples(index=False)
    blank = {"age": float(age), "status": str(Status.MISSING), "reason": "age_open"}
    more = frame(FORECAST, [{"area_id": str(area), "as_of": str(day), **blank} for area, day in keys])
    return typed(pd.concat([rows, more], ignore_index=True), FORECAST)
