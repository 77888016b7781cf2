"""People by place beside the numbers of the Sozialräume: the register, and the counts that the project names."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from sozialraum.errors import Problem, Severity
from sozialraum.model.area_checks import few
from sozialraum.model.codes import Code
from sozialraum.model.periods import last_day
from sozialraum.model.population import Population, PopulationFile
from sozialraum.model.project import Project


def population_compared(
    population: Population,
    specs: Sequence[PopulationFile],
    base: Sequence[str],
    indicators: pd.DataFrame,
    register: pd.DataFrame,
) -> list[Problem]:
    """A warning for each Sozialraum that lost all its people, and for each group whose sums are far off.

    Args:
        base: area_ids of the Sozialräume; without any, nothing is compared.
        indicators: table `indicators`.
        register: table `register`.
    """
    of_city = [spec for spec in specs if not spec.beyond]
    if not of_city or population.living.empty or not base:
        return []
    own = ~population.living["beyond"]
    by_area = population.people[own].groupby(population.living["area_id"][own])
    sums, known = by_area.sum().reindex(list(base), fill_value=0), _known(population, list(base))
    problems = _empty(sums, known, register, of_city[0].file)
    for spec in of_city:
        for group, indicator in spec.compared_with.items():
            problems += _far(spec, group, indicator, sums[group].where(known[group]), indicators)
    return problems


def _known(population: Population, base: list[str]) -> pd.DataFrame:
    """For each area and group whether the people of all its places are known."""
    own = ~population.living["beyond"]
    unknown = population.people[own].isna().groupby(population.living["area_id"][own]).any()
    return ~unknown.reindex(base, fill_value=False).astype(bool)


def _empty(sums: pd.DataFrame, known: pd.DataFrame, register: pd.DataFrame, file: str) -> list[Problem]:
    """Where nobody lives by the files and somebody does by the newest register."""
    if register.empty:
        return []
    as_of = str(register["as_of"].max())
    counted = register[register["as_of"] == as_of].groupby("area_id")["count"].sum()
    nobody = (sums == 0).all(axis=1) & known.all(axis=1)
    return [
        Problem(Code.AREA_WITHOUT_PEOPLE, file, value=str(area), fields={"as_of": as_of}, severity=Severity.WARNING)
        for area in sums.index[nobody]
        if counted.get(area, 0) > 0
    ]


def _far(
    spec: PopulationFile, group: str, indicator: str, sums: pd.Series, indicators: pd.DataFrame
) -> list[Problem]:
    """One warning where sums of Sozialräume are farther from their counts of the nearest date than tolerated."""
    period, counts = _nearest(indicators, indicator, spec.as_of, sums.index)
    if counts.empty:
        return []
    own = sums[counts.index]
    off = ((own - counts).abs() > counts * spec.tolerance_pct / 100).fillna(False)
    if not off.any():
        return []
    fields = {
        "group": group,
        "indicator": indicator,
        "period": period,
        "tolerance": f"{spec.tolerance_pct:g}",
        "count": str(int(off.sum())),
        "areas": few(sorted(str(area) for area in counts.index[off.astype(bool)])),
    }
    return [
        Problem(
            Code.PEOPLE_DIFFER,
            spec.file,
            column=f"population.compared_with.{group}",
            fields=fields,
            severity=Severity.WARNING,
        )
    ]


def areas_without_group(
    population: Population, project: Project, base: Sequence[str], indicators: pd.DataFrame
) -> list[Problem]:
    """A warning for each question about places whose people live in areas where the files have none of them.

    Args:
        base: area_ids of the Sozialräume.
        indicators: table `indicators`, with the children of each coverage.
    """
    files = [spec for spec in project.population if not spec.beyond]
    if not files or population.living.empty or not base or population.as_of is None:
        return []
    own = ~population.living["beyond"]
    sums = population.people[own].groupby(population.living["area_id"][own]).sum().reindex(list(base), fill_value=0)
    known = _known(population, list(base))
    compared = {group for spec in files for group in spec.compared_with}
    children = {coverage.id: coverage.children for coverage in project.coverage}
    problems = []
    for question in project.reach.questions:
        if question.places is None or not compared.isdisjoint(question.people):
            continue
        groups, indicator = list(question.people), children[question.places.coverage]
        nobody = (sums[groups] == 0).all(axis=1) & known[groups].all(axis=1)
        period, counts = _nearest(indicators, indicator, population.as_of, sums.index)
        bare = sorted(str(area) for area in sums.index[nobody] if counts.get(area, 0) > 0)
        if bare:
            file = next(spec.file for spec in files if groups[0] in spec.people)
            fields = {"indicator": indicator, "period": period, "count": str(len(bare)), "areas": few(bare)}
            problems.append(
                Problem(Code.AREAS_WITHOUT_GROUP, file, value=question.id, fields=fields, severity=Severity.WARNING)
            )
    return problems


def _nearest(indicators: pd.DataFrame, indicator: str, day: date, areas: pd.Index) -> tuple[str, pd.Series]:
    """The date nearest to a day for which a count of areas is known, and the counts by area."""
    rows = indicators[(indicators["indicator_id"] == indicator) & (indicators["group"] == "")]
    rows = rows[~rows["list_only"] & rows["value"].notna() & rows["area_id"].isin(areas)]
    if rows.empty:
        return "", pd.Series(dtype="Float64")
    period = min(map(str, rows["period"].unique()), key=lambda one: (_days_between(one, day), one))
    return period, rows[rows["period"] == period].set_index("area_id")["value"]


def _days_between(period: str, day: date) -> int:
    return abs((last_day(period) - day).days)
