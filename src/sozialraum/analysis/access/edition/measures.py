"""How far people of an area live and how many places they share, as an edition tells it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from sozialraum.analysis.access.aggregation import weighted
from sozialraum.analysis.access.areas import Belonging, belonging, shared_means, sums_of
from sozialraum.analysis.access.edition.chains import Sum, withheld_of_groups
from sozialraum.model.reach import (
    DEPENDS_PCT,
    OVER,
    OVER_PCT,
    PEOPLE,
    PLACES_DEPENDS_PCT,
    PLACES_PER_PERSON,
    SURE_OVER,
    SURE_UNDER,
    UNCLEAR,
    UNREACHABLE,
    WAY_MEAN,
    WAY_MEDIAN,
    WAY_P90,
    WITHIN,
    WITHIN_PCT,
)
from sozialraum.model.reach_settings import ReachQuestion
from sozialraum.model.status import Status
from sozialraum.model.tables import BESTAND, MEASURES, typed

WHOLE_M = 10.0  # means are told in tens of metres
PLACES_UNITS = 100.0  # and places in hundredths
FOLLOWS = "parts_withheld"
REACHED, UP_TO_LIMIT = "reached", "up_to_limit"
RATHER = (REACHED, UP_TO_LIMIT, SURE_UNDER)  # told rather than people within a step


@dataclass(frozen=True)
class Limit:
    """A way is over the limit when it is longer.

    Args:
        over_m: metres.
        straight_factor: a straight line times this is the longest way likely; None where ways are walked.
    """

    over_m: float
    straight_factor: float | None


@dataclass(frozen=True)
class Rule:
    """From how many people on a count, and a mean or share, may be told."""

    count: float
    base: float


@dataclass(frozen=True)
class _Chain:
    """Counts (areas, columns) that rise to all people, and which of them are withheld."""

    columns: tuple[str, ...]
    counts: np.ndarray
    hidden: np.ndarray

    def count(self, column: str) -> tuple[np.ndarray, np.ndarray]:
        at = self.columns.index(column)
        return self.counts[:, at], self.hidden[:, at]

    def between(self, low: str, high: str) -> tuple[np.ndarray, np.ndarray]:
        """People of `high` that are not of `low`; told only where both are."""
        (less, gone), (more, gone_too) = self.count(low), self.count(high)
        return more - less, gone | gone_too


def area_measures(
    question: ReachQuestion,
    cells: pd.DataFrame,
    by_group: Sequence[np.ndarray],
    steps: Collection[float],
    members: Mapping[str, list[str]],
    sums: list[Sum],
    limit: Limit | None,
    rule: Rule,
    period: str,
    usual: Status,
) -> pd.DataFrame:
    """Table `measures` of a question.

    Args:
        question: its steps, and whether it asks for places.
        cells: table CELL_REACH of the question.
        by_group: people of each of its groups in each cell; 0 where they are not known.
        steps: metres of its own steps, and those of other questions about the same facilities: what all of these
            tell together must not tell small counts.
        members: area of any level -> its Sozialräume.
        sums: from chains.sums_of_areas.
        limit: of the question, if it has one.
        rule: of the edition.
        period: ISO day of the population.
        usual: status of what is known: estimated where people were spread over an area. Of an area with cells of
            which nothing is known it is unreliable.

    Returns:
        Counts of people, withheld (Q) where they are small or would tell small ones; shares that follow from them;
        mean, median and 90 % of the ways of those who have one, and places per person, of enough people only. Of
        an area with cells whose places are not known they are unreliable, and missing where 0 is all that is known.

    Source: docs/methods.md#erreichbarkeit-geheimhaltung
    """
    people = cells["people"].to_numpy(dtype=float, na_value=np.nan)
    known = ~np.isnan(people)
    heads = np.nan_to_num(people)
    where = belonging(cells["area_id"].to_numpy(), members)
    heads_of = [np.where(known, one, 0.0) for one in by_group]
    ways = _chain(_conditions(steps, cells, limit), heads_of, where, sums, rule)
    counts_known, counts_unknown = (sums_of(one.astype(float), where) for one in (known, ~known))
    worth = np.where(counts_unknown > 0, str(Status.UNRELIABLE), str(usual))
    told = _Told(question.id, tuple(members), period, worth, ways, rule, counts_known)
    tables = [told.counts(PEOPLE, *ways.count(PEOPLE)), *_way_counts(question, told, limit)]
    tables += _means(told, cells["distance_m"].to_numpy(), heads, where)
    tables.append(told.share(DEPENDS_PCT, *_of_edge(cells["depends"], heads_of, where, sums, rule, ways)))
    if question.places is not None:
        places = cells["places"].to_numpy()
        means, silent = shared_means(places, heads, where)
        unsure = replace(told, usual=np.where(silent, str(Status.UNRELIABLE), told.usual))
        sharing = sums_of(np.where(np.isnan(places), 0.0, heads), where)
        rounded = _half_up(means * PLACES_UNITS) / PLACES_UNITS
        tables.append(unsure.mean(PLACES_PER_PERSON, rounded, sharing, "places_unknown"))
        edge = _of_edge(cells["places_depends"], heads_of, where, sums, rule, ways)
        tables.append(told.share(PLACES_DEPENDS_PCT, *edge))
    return typed(pd.concat(tables, ignore_index=True), MEASURES)


@dataclass(frozen=True)
class _Told:
    """What all rows of a question have in common."""

    question: str
    areas: tuple[str, ...]
    period: str
    usual: np.ndarray  # (areas,) status of what is known
    ways: _Chain
    rule: Rule
    cells_known: np.ndarray

    def rows(
        self, measure: str, value: np.ndarray, gone: np.ndarray, reason: str, without: np.ndarray
    ) -> pd.DataFrame:
        """Rows with a value, withheld, or without one (`without` says why, "" where there is one)."""
        people, unsaid = self.ways.count(PEOPLE)
        status = np.select(
            [gone, without == "nobody", without != ""],
            [str(Status.WITHHELD), str(Status.NOT_APPLICABLE), str(Status.MISSING)],
            self.usual,
        )
        return pd.DataFrame(
            {
                "area_id": self.areas,
                "measure_id": measure,
                "target_group": self.question,
                "period": self.period,
                "group": "",
                "scenario": BESTAND,
                "value": pd.Series(value, dtype="Float64").mask(gone | (without != "")),
                "lower": pd.NA,
                "upper": pd.NA,
                "base": pd.Series(people, dtype="Float64").mask(unsaid | gone | (without != "")),
                "status": status,
                "reason": np.where(gone, reason, without),
            }
        )

    def counts(self, measure: str, value: np.ndarray, gone: np.ndarray) -> pd.DataFrame:
        """Numbers of people."""
        unknown = np.where(self.cells_known > 0, "", "people_unknown")
        return self.rows(measure, value, gone, "", unknown)

    def share(self, measure: str, value: np.ndarray, gone: np.ndarray) -> pd.DataFrame:
        """Percent of all people of the area."""
        people, unsaid = self.ways.count(PEOPLE)
        gone = gone | unsaid | ((people > 0) & (people < self.rule.base))
        percent = np.divide(100 * value, people, out=np.zeros(len(people)), where=people > 0)
        return self.rows(measure, percent, gone, FOLLOWS, self._nobody())

    def mean(self, measure: str, value: np.ndarray, base: np.ndarray, otherwise: str) -> pd.DataFrame:
        """A mean over `base` people; `otherwise` is why there is none although people live there."""
        people, _ = self.ways.count(PEOPLE)
        few = (people > 0) & ((people < self.rule.base) | ((base > 0) & (base < self.rule.base)))
        nobody = self._nobody()
        without = np.where((nobody == "") & ~np.isfinite(value), otherwise, nobody)
        return self.rows(measure, np.nan_to_num(value, posinf=0.0), few, FOLLOWS, np.where(few, "", without))

    def _nobody(self) -> np.ndarray:
        people, _ = self.ways.count(PEOPLE)
        return np.where(self.cells_known == 0, "people_unknown", np.where(people > 0, "", "nobody"))


def _conditions(steps: Collection[float], cells: pd.DataFrame, limit: Limit | None) -> dict[str, np.ndarray]:
    """Columns of the chain: which cells count in each; every one lies within the next."""
    way, straight = cells["distance_m"].to_numpy(), cells["straight_m"].to_numpy()
    found = {within(step): way <= step for step in sorted(steps)}
    if limit is not None and limit.straight_factor is None:
        found[UP_TO_LIMIT] = way <= limit.over_m
    elif limit is not None and limit.straight_factor is not None:
        found[SURE_UNDER] = straight * limit.straight_factor < limit.over_m
        found[UP_TO_LIMIT] = straight <= limit.over_m
    found[REACHED] = np.isfinite(way)
    return dict(sorted(found.items(), key=lambda one: int(one[1].sum())))


def steps_of(question: ReachQuestion) -> list[float]:
    """Metres of the steps, and of what counts as near."""
    return sorted({*question.steps_m, question.near_m})


def within(step: float) -> str:
    """Id of the measure: people with at most that way."""
    return f"{WITHIN}{step:g}"


def _way_counts(question: ReachQuestion, told: _Told, limit: Limit | None) -> Iterable[pd.DataFrame]:
    ways = told.ways
    for step in steps_of(question):
        yield told.counts(within(step), *ways.count(within(step)))
        yield told.share(f"{WITHIN_PCT}{step:g}", *ways.count(within(step)))
    if limit is not None and limit.straight_factor is None:
        yield told.counts(OVER, *ways.between(UP_TO_LIMIT, REACHED))
        yield told.share(OVER_PCT, *ways.between(UP_TO_LIMIT, REACHED))
    elif limit is not None:
        yield told.counts(SURE_OVER, *ways.between(UP_TO_LIMIT, REACHED))
        yield told.counts(SURE_UNDER, *ways.count(SURE_UNDER))
        yield told.counts(UNCLEAR, *ways.between(SURE_UNDER, UP_TO_LIMIT))
    yield told.counts(UNREACHABLE, *ways.between(REACHED, PEOPLE))


def _means(told: _Told, way: np.ndarray, heads: np.ndarray, where: Belonging) -> Iterable[pd.DataFrame]:
    found = weighted(way[where.row], heads[where.row], where.area, where.areas, (0.5, 0.9))
    base = found.people - found.unreachable
    median, ninety = found.quantiles.T
    for measure, value in ((WAY_MEAN, found.mean), (WAY_MEDIAN, median), (WAY_P90, ninety)):
        yield told.mean(measure, _half_up(value / WHOLE_M) * WHOLE_M, base, "unreachable")


def _half_up(value: np.ndarray) -> np.ndarray:
    """Whole numbers; a half goes up, as readers expect, not to the next even one."""
    return np.asarray(np.floor(value + 0.5))


def _of_edge(
    flags: pd.Series, heads_of: Sequence[np.ndarray], where: Belonging, sums: list[Sum], rule: Rule, ways: _Chain
) -> tuple[np.ndarray, np.ndarray]:
    """How many people depend on what lies outside, and where that must not be told."""
    chain = _chain({"edge": flags.to_numpy()}, heads_of, where, sums, rule)
    count, gone = chain.count("edge")
    return count, gone | ways.count(PEOPLE)[1]


def _chain(
    conditions: Mapping[str, np.ndarray],
    heads_of: Sequence[np.ndarray],
    where: Belonging,
    sums: list[Sum],
    rule: Rule,
) -> _Chain:
    columns = (*conditions, PEOPLE)
    holds = [*conditions.values(), 1.0]
    counts = [np.column_stack([sums_of(heads * one, where) for one in holds]) for heads in heads_of]
    first = [columns.index(name) for name in RATHER if name in columns]
    return _Chain(columns, np.sum(counts, axis=0), withheld_of_groups(counts, sums, rule.count, first))
