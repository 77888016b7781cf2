"""How far people of an area live and how many places they share, as an edition tells it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from sozialraum.analysis.access.aggregation import weighted
from sozialraum.analysis.access.areas import Belonging, belonging, shared_means, sums_of
from sozialraum.analysis.access.edition.beside import Told
from sozialraum.analysis.access.edition.chains import Sum
from sozialraum.analysis.access.edition.counted import Chain, Heads, Rule, chain
from sozialraum.analysis.access.edition.forms import (
    REACHED,
    SHARES,
    UP_TO_LIMIT,
    Form,
    Limit,
    conditions_of,
    forms_of,
    steps_of,
    within,
)
from sozialraum.analysis.access.edition.units import in_units, relative, too_rough, units
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
    WITHIN_PCT,
)
from sozialraum.model.reach_settings import ReachQuestion
from sozialraum.model.status import Status
from sozialraum.model.tables import BESTAND, MEASURES, typed

WHOLE_M = 10.0  # means are told in tens of metres
PLACES_UNIT = 0.01  # and places in hundredths, or more
SHARE_UNIT = 1.0  # percent whose way depends on what lies outside, or more
EDGE = "edge"
FOLLOWS = "parts_withheld"
RATHER = (REACHED, UP_TO_LIMIT, SURE_UNDER)  # told rather than people within a step


def area_measures(
    question: ReachQuestion,
    cells: pd.DataFrame,
    heads: Heads,
    earlier: Iterable[Mapping[str, Told]],
    hidden: np.ndarray,
    steps: Collection[float],
    members: Mapping[str, list[str]],
    sums: list[Sum],
    limit: Limit | None,
    rule: Rule,
    period: str,
    usual: Status,
) -> tuple[pd.DataFrame, list[Mapping[str, Told]], dict[str, Form]]:
    """Table `measures` of a question, what is told with it of each group, and what its measures say of places.

    Args:
        question: its steps, and whether it asks for places.
        cells: table CELL_REACH of the question.
        heads: people of its groups in each cell.
        earlier: what other questions tell of each group.
        hidden: (areas,) where the number of all its people is withheld for what else is told.
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
        A column more, `unit`: in what units the value is told; 0 where it is exact.

    Source: docs/methods.md#erreichbarkeit-geheimhaltung
    """
    known = cells["people"].notna().to_numpy()
    people = np.where(known, heads.together, 0.0)
    heads = Heads(people, {name: np.where(known, one, 0.0) for name, one in heads.of.items()}, heads.lived)
    where = belonging(cells["area_id"].to_numpy(), members)
    before = [*earlier]
    conditions = conditions_of(steps, cells, limit)
    ways = chain(conditions, PEOPLE, RATHER, heads, before, where, sums, rule, hidden)
    counts_known, counts_unknown = (sums_of(one.astype(float), where) for one in (known, ~known))
    worth = np.where(counts_unknown > 0, str(Status.UNRELIABLE), str(usual))
    told = _Rows(question.id, tuple(members), period, worth, ways, rule, counts_known)
    tables = [told.counts(PEOPLE, *ways.count(PEOPLE)), *_way_counts(question, told, limit)]
    tables += _means(told, cells["distance_m"].to_numpy(), heads, where)
    forms = forms_of(question, cells, conditions, limit)
    flags = {DEPENDS_PCT: cells["depends"].to_numpy()}
    also: list[Mapping[str, Told]] = [ways.told]
    if question.places is not None:
        places = cells["places"].to_numpy()
        means, silent = shared_means(places, people, where)
        unsure = replace(told, usual=np.where(silent, str(Status.UNRELIABLE), told.usual))
        sharing = sums_of(np.where(np.isnan(places), 0.0, people), where)
        one_more = relative(cells, where)
        unit = units(PLACES_UNIT, (rule.count - 1) * one_more * np.nan_to_num(means))
        rounded, rough = in_units(means, unit), too_rough(means, unit)
        tables.append(
            unsure.mean(
                PLACES_PER_PERSON,
                rounded,
                sharing,
                "places_unknown",
                unit,
                rough,
            )
        )
        flags[PLACES_DEPENDS_PCT] = cells["places_depends"].to_numpy()
    for measure, holds in flags.items():
        edge = chain({EDGE: holds}, PEOPLE, (), heads, [*before, *also], where, sums, rule, hidden)
        also.append(edge.told)
        tables.append(told.rough_share(measure, *edge.count(EDGE)))
    table = pd.concat(tables, ignore_index=True)
    return typed(table, MEASURES).assign(unit=table["unit"]), also, forms


@dataclass(frozen=True)
class _Rows:
    """What all rows of a question have in common."""

    question: str
    areas: tuple[str, ...]
    period: str
    usual: np.ndarray  # (areas,) status of what is known
    ways: Chain
    rule: Rule
    cells_known: np.ndarray

    def rows(
        self,
        measure: str,
        value: np.ndarray,
        gone: np.ndarray,
        reason: str,
        without: np.ndarray,
        unit: np.ndarray | float = 0.0,
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
                "unit": unit,
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

    def rough_share(self, measure: str, value: np.ndarray, gone: np.ndarray) -> pd.DataFrame:
        """Percent so rough that twice the largest small count does not show; withheld if it is then 0."""
        people, unsaid = self.ways.count(PEOPLE)
        unit = units(
            SHARE_UNIT, np.divide(200 * (self.rule.count - 1), people, out=np.ones(len(people)), where=people > 0)
        )
        percent = np.minimum(in_units(100 * value / np.maximum(people, 1), unit), 100)
        hidden = gone | unsaid | ((people > 0) & (people < self.rule.base)) | ((value > 0) & (percent == 0))
        return self.rows(measure, percent, hidden, FOLLOWS, self._nobody(), unit)

    def mean(
        self,
        measure: str,
        value: np.ndarray,
        base: np.ndarray,
        otherwise: str,
        unit: np.ndarray | float,
        rough: np.ndarray | bool = False,
    ) -> pd.DataFrame:
        """A mean over `base` people; `otherwise` is why there is none although people live there."""
        people, _ = self.ways.count(PEOPLE)
        few = (people > 0) & (rough | (people < self.rule.base) | ((base > 0) & (base < self.rule.base)))
        nobody = self._nobody()
        without = np.where((nobody == "") & ~np.isfinite(value), otherwise, nobody)
        known = np.nan_to_num(value, posinf=0.0)
        return self.rows(measure, known, few, FOLLOWS, np.where(few, "", without), unit)

    def _nobody(self) -> np.ndarray:
        people, _ = self.ways.count(PEOPLE)
        return np.where(self.cells_known == 0, "people_unknown", np.where(people > 0, "", "nobody"))


def _way_counts(question: ReachQuestion, told: _Rows, limit: Limit | None) -> Iterable[pd.DataFrame]:
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


def _means(told: _Rows, way: np.ndarray, heads: Heads, where: Belonging) -> Iterable[pd.DataFrame]:
    found = weighted(way[where.row], heads.together[where.row], where.area, where.areas, SHARES)
    base = found.people - found.unreachable
    median, ninety = found.quantiles.T
    for measure, value in zip((WAY_MEAN, WAY_MEDIAN, WAY_P90), (found.mean, median, ninety), strict=True):
        yield told.mean(measure, in_units(value, np.full(where.areas, WHOLE_M)), base, "unreachable", WHOLE_M)
