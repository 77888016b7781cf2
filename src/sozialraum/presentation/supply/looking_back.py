"""How far the forecast would have been wrong in the past, in plain words."""

import pandas as pd

from sozialraum.model.rules import Coverage
from sozialraum.model.tables import BASE_LEVEL, records
from sozialraum.presentation.quality.data_notes import shown_value
from sozialraum.presentation.supply.balance import group_label
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import number


def looking_back(context: Context, coverage: Coverage) -> str:
    """Error one year and most years ahead beside "as many as last time", and where that would have been nearer.

    Returns:
        "" where the children of the coverage are of no group that was tried on the past.
    """
    words, group = context.words, tried_group(context, coverage)
    table = context.published.planning.years.back_test
    own = table[(table["level"] == BASE_LEVEL) & (table["group"] == group) & table["error_pct"].notna()]
    rows = records(own.sort_values("horizon"))
    if not rows:
        return ""
    groups = {one.id: one for one in context.project.cohorts.groups} if context.project.cohorts else {}
    said = [
        words("supply.back_of", group=group_label(context, groups.get(group), group)),
        *(_error(context, row) for row in ([rows[0], rows[-1]] if len(rows) > 1 else rows)),
    ]
    nearer = [str(int(row["horizon"])) for row in rows if row["naive_better"]]
    if nearer:
        told = words("supply.last_of", first=", ".join(nearer[:-1]), last=nearer[-1]) if nearer[1:] else nearer[0]
        said.append(words("supply.back_naive_one") if nearer == ["1"] else words("supply.back_naive", years=told))
    within = shown_value(rows[0]["within_pct"])
    if within is not None:
        said.append(words("supply.back_within", within=number(within, 0, words)))
    return " ".join(said)


def tried_group(context: Context, coverage: Coverage) -> str:
    """The group tried on the past whose years of age are those of the coverage, else the one with most of them.

    Returns:
        Its id; "" where none lies within the ages of the coverage.
    """
    cohorts = context.project.cohorts
    if cohorts is None or not coverage.cohorts:
        return ""
    last = cohorts.school_entry_age - 1
    ages = {
        one.id: frozenset(range(one.from_age, (last if one.to_age is None else one.to_age) + 1))
        for one in cohorts.groups
        if one.from_age is not None
    }
    wanted = frozenset[int]().union(*(ages.get(id_, frozenset()) for id_ in coverage.cohorts))
    tried: pd.Series = context.published.planning.years.back_test["group"]
    within = [one for one in dict.fromkeys(tried.astype(str)) if ages.get(one) and ages[one] <= wanted]
    return max(within, key=lambda one: len(ages[one]), default="")


def _error(context: Context, row: dict[str, object]) -> str:
    words, horizon = context.words, int(str(row["horizon"]))
    error, naive = shown_value(row["error_pct"]), shown_value(row["naive_error_pct"])
    return words(
        "supply.back_year" if horizon == 1 else "supply.back_years",
        years=horizon,
        error=number(error or 0.0, 1, words),
        naive=number(naive or 0.0, 1, words),
    )
