"""Children of each cohort group, area and Kita-Jahr or Schuljahr, from the register.

Every birth month is told apart: counted where the register has it, a twelfth of its year of age where the register
has only that. A group is the sum of its birth months, so that groups add up however they are cut.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

import pandas as pd

from sozialraum.analysis.planning.birth_months import (
    ABSENT,
    ESTIMATED,
    OPEN,
    SURE,
    UNBORN,
    UNKNOWN,
    WITHHELD,
    CountedOn,
    birth_months,
)
from sozialraum.model.cohorts import MONTHS, Cohorts, window, year_of, year_text
from sozialraum.model.status import RANK, STATUS_OF, WITHOUT_VALUE, Status
from sozialraum.model.tables import CHILDREN, CHILDREN_KEY, frame, typed

BY_MONTH, BY_AGE = "birth_month", "age"
# why a group has no value; where several hold, the later one is told
REASONS = ("", "not_born_yet", "age_open", "not_in_register", "parts_missing", "parts_withheld")
WHY = {UNBORN: 1, OPEN: 2, ABSENT: 3, UNKNOWN: 4, WITHHELD: 5}


def counted_on(rules: Cohorts, register: pd.DataFrame, years: Iterable[int] | None = None) -> dict[int, CountedOn]:
    """Which Stichtage tell which year: the last ones inside it, else the last ones of the year before.

    Args:
        rules: when a year starts.
        register: table `register`.
        years: calendar years in which they begin; without them every year that can be told.

    Returns:
        By the calendar year in which each begins; years that no Stichtag tells are left out.

    Source: docs/methods.md#kohorten
    """
    dates: dict[str, dict[int, str]] = {BY_MONTH: {}, BY_AGE: {}}
    by_month = register["birth_month"] != ""
    for basis, rows in ((BY_MONTH, register[by_month]), (BY_AGE, register[~by_month])):
        for day in sorted(rows["as_of"].unique()):
            dates[basis][year_of(rules, date.fromisoformat(day))] = str(day)
    known = set(dates[BY_MONTH]) | set(dates[BY_AGE])
    found = {}
    for year in sorted(known | {year + 1 for year in known} if years is None else set(years)):
        told = year if year in known else year - 1
        if told in known:
            found[year] = CountedOn(dates[BY_MONTH].get(told, ""), dates[BY_AGE].get(told, ""), told < year)
    return found


def children(
    rules: Cohorts, register: pd.DataFrame, members: Mapping[str, list[str]], years: Iterable[int] | None = None
) -> pd.DataFrame:
    """Children of each group, area and year, as far as the register knows them.

    Args:
        rules: the groups and the days that part them.
        register: table `register` of the Sozialräume.
        members: area of any level -> its Sozialräume.
        years: calendar years in which the wanted years begin; without them every one with a Stichtag and the next.

    Returns:
        Table `children`. Status A where whole birth months, or whole years of age, were counted in the year;
        E where a year of age was spread over its months ("spread_over_months", `lower` and `upper` hold for certain),
        or where the register is older than the year ("before_year": moves until then are unknown). NA with reason
        "not_born_yet" where part of the children was not born at the Stichtag (`lower` says how many were),
        "age_open" where the last, open year of age is needed, "not_in_register", and "parts_missing" or
        "parts_withheld" where a count is unknown. Larger areas are sums of their Sozialräume.

    Source: docs/methods.md#kohorten
    """
    base = sorted({area for areas in members.values() for area in areas})
    pieces = []
    for year, dates in counted_on(rules, register, years).items():
        windows = {group.id: window(rules, group, year) for group in rules.groups}
        months = range(min(one.start for one in windows.values()), max(one.stop for one in windows.values()))
        grid = birth_months(register, dates, base, months).assign(year=year_text(year), before=dates.is_before)
        pieces += [grid[grid["month"].isin(one)].assign(group=group) for group, one in windows.items()]
    if not pieces:
        return frame(CHILDREN)
    own = _own(pd.concat(pieces, ignore_index=True).rename(columns={"area": "area_id"}))
    larger = {area: parts for area, parts in members.items() if parts != [area]}
    rows = pd.concat([own, _larger(own, larger)], ignore_index=True)
    return typed(rows.sort_values(CHILDREN_KEY, kind="stable").reset_index(drop=True), CHILDREN)


def _own(months: pd.DataFrame) -> pd.DataFrame:
    """Rows of Sozialräume from the birth months that lie in each group's window."""
    counted = months["value"].where(months["kind"] == SURE, 0) + months["some"]
    work = months.assign(
        counted=counted,
        why=months["kind"].map(WHY).fillna(0).astype("int64"),
        absent=months["kind"] == ABSENT,
        known_rank=months["rank"].where(months["kind"].isin([SURE, ESTIMATED]), 0),
    )
    sums = work.groupby(CHILDREN_KEY, sort=True).agg(
        value=("value", "sum"),
        counted=("counted", "sum"),
        why=("why", "max"),
        absent=("absent", "all"),
        by_age=("by_age", "any"),
        before=("before", "first"),
        rank=("known_rank", "max"),
    )
    ages = _ages(months[months["kind"] == ESTIMATED]).reindex(sums.index)
    spread = ages["cut"].fillna(False).astype(bool)
    whole, unborn = sums["why"] == 0, sums["why"] == WHY[UNBORN]
    rank = sums["rank"].mask(spread | sums["before"], sums["rank"].clip(lower=RANK[str(Status.ESTIMATED)]))
    bounded = whole & spread & ~sums["before"]
    sums["value"] = _whole_if_near(sums["value"].astype("Float64")).where(whole)
    sums["lower"] = (sums["counted"] + ages["least"].fillna(0)).astype("Float64").where(unborn | bounded)
    sums["upper"] = (sums["counted"] + ages["most"].fillna(0)).astype("Float64").where(bounded)
    sums["status"] = _status(rank, sums["why"])
    sums["basis"] = pd.Series(BY_MONTH, index=sums.index).mask(sums["by_age"], BY_AGE).mask(sums["absent"], "")
    sums["reason"] = _reason(sums["why"], spread, sums["before"])
    return typed(sums.reset_index(), CHILDREN)


def _ages(estimated: pd.DataFrame) -> pd.DataFrame:
    """By area, group and year: whether a year of age lies in the window only in part, and the children of these
    years of age that lie in it at least and at most."""
    ages = estimated.groupby([*CHILDREN_KEY, "age"]).agg(
        months=("month", "size"), of_age=("of_age", "first"), whole=("whole", "all")
    )
    complete = (ages["months"] == MONTHS) & ages["whole"]
    ages = ages.assign(cut=~complete, least=ages["of_age"].where(complete, 0), most=ages["of_age"])
    return ages.groupby(level=CHILDREN_KEY).agg(cut=("cut", "any"), least=("least", "sum"), most=("most", "sum"))


def _status(rank: pd.Series, why: pd.Series) -> pd.Series:
    """The status of the weakest part, or of having no value."""
    status = rank.map(STATUS_OF).where(why == 0, str(Status.MISSING))
    return status.mask(why == WHY[WITHHELD], str(Status.WITHHELD))


def _reason(why: pd.Series, spread: pd.Series, before: pd.Series) -> pd.Series:
    """Why there is no value, or why it is an estimate."""
    reason = why.map(dict(enumerate(REASONS))).mask((why == 0) & spread, "spread_over_months")
    return reason.mask((why == 0) & before, "before_year")


def _whole_if_near(values: pd.Series) -> pd.Series:
    """Without the traces that adding twelfths leaves."""
    return values.round(9)


def _larger(own: pd.DataFrame, larger: Mapping[str, Collection[str]]) -> pd.DataFrame:
    """Rows of larger areas: sums of their Sozialräume; NA where one is unknown."""
    pairs = [(area, part) for area, parts in larger.items() for part in parts]
    belongs = pd.DataFrame(pairs, columns=["larger", "area_id"])
    parts = own.merge(belongs, on="area_id")
    if parts.empty:
        return frame(CHILDREN)
    unknown = parts["value"].isna()
    estimated = ~unknown & (parts["reason"] != "")
    why = parts["reason"].where(unknown, "").map({reason: rank for rank, reason in enumerate(REASONS)})
    parts = parts.assign(
        why=why.mask(why.isin([WHY[OPEN], WHY[ABSENT]]), WHY[UNKNOWN]),
        before=estimated & (parts["reason"] == "before_year"),
        spread=estimated & (parts["reason"] == "spread_over_months"),
        least=parts["lower"].fillna(parts["value"]),
        most=parts["upper"].fillna(parts["value"]),
        bounded=parts["upper"].notna(),
        rank=parts["status"].where(~parts["status"].isin(WITHOUT_VALUE), str(Status.NORMAL)).map(RANK),
        by_age=parts["basis"] == BY_AGE,
        known=parts["basis"] != "",
    )
    sums = (
        parts.groupby(["larger", "group", "year"], sort=True)
        .agg(
            value=("value", "sum"),
            least=("least", "sum"),
            most=("most", "sum"),
            bounded=("bounded", "any"),
            why=("why", "max"),
            before=("before", "any"),
            spread=("spread", "any"),
            rank=("rank", "max"),
            by_age=("by_age", "any"),
            known=("known", "any"),
        )
        .reset_index()
        .rename(columns={"larger": "area_id"})
    )
    whole, unborn = sums["why"] == 0, sums["why"] == WHY[UNBORN]
    sums["reason"] = _reason(sums["why"], sums["spread"], sums["before"])
    sums["value"] = _whole_if_near(sums["value"].astype("Float64")).where(whole)
    sums["lower"] = sums["least"].astype("Float64").where(unborn | (whole & sums["bounded"]))
    sums["upper"] = sums["most"].astype("Float64").where(whole & sums["bounded"])
    sums["status"] = _status(sums["rank"], sums["why"])
    sums["basis"] = pd.Series(BY_MONTH, index=sums.index).mask(sums["by_age"], BY_AGE).mask(~sums["known"], "")
    return typed(sums, CHILDREN)
