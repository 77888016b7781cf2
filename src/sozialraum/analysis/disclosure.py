"""What may leave analysis, and for whom. Only maker of Published."""

from dataclasses import replace
from datetime import date

import pandas as pd

from sozialraum.analysis.suppression import (
    blanked,
    public_changes,
    public_facility_values,
    public_measures,
    public_offers,
    withheld_indicators,
    withheld_totals,
)
from sozialraum.errors import Problem
from sozialraum.model.inputs import Results
from sozialraum.model.periods import first_day, kind_of, last_day
from sozialraum.model.project import Project
from sozialraum.model.published import Audience, Published
from sozialraum.model.rules import DisclosureRule
from sozialraum.model.status import Status

WITHHELD_TEXT = "…"  # stands where a sentence would quote
NUMBERS = ["value", "numerator", "denominator"]


def publish(results: Results, project: Project, audience: Audience) -> Published:
    """What that audience may see of the results.

    Args:
        results: everything worked out, unsuppressed.
        project: its rule for the audience and the definitions.
        audience: for whom.

    Returns:
        Published; withheld values are NA with status Q, and so is all that was worked out from them.

    Source: docs/methods.md#geheimhaltung
    """
    rule: DisclosureRule = getattr(project.disclosure, str(audience))
    definitions = {indicator.id: indicator for indicator in project.indicators}
    sources = {id_: source.disclosure for id_, source in project.sources.items()}
    hidden = withheld_indicators(results.indicators, definitions, sources, rule)
    indicators = blanked(results.indicators, hidden, NUMBERS)
    withheld = withheld_totals(indicators)
    shown = results.facilities["mappable"]
    private_files = frozenset(type_.file for type_ in project.facility_types if type_.position == "never_mapped")
    hidden_ids = set(results.facilities.index[~shown])
    return Published(
        audience=audience,
        rule=rule,
        areas=results.inputs.areas,
        members=results.inputs.members,
        outline=results.inputs.outline,
        facilities=results.facilities[shown],
        merkmale=_without(results.inputs.merkmale, hidden_ids),
        offers=public_offers(_without(results.offers, hidden_ids), sources, rule),
        indicators=indicators,
        facility_values=public_facility_values(results.inputs.facility_values, definitions, sources, rule),
        measures=public_measures(results.measures, withheld, project, _periods(results.indicators), rule),
        changes=public_changes(results.changes, withheld),
        problems=tuple(_public(problem, private_files) for problem in results.problems),
        newest=_newest(results),
    )


def _periods(indicators: pd.DataFrame) -> dict[str, list[str]]:
    totals = indicators[indicators["group"] == ""]
    return {str(id_): list(rows["period"].unique()) for id_, rows in totals.groupby("indicator_id")}


def _without(table: pd.DataFrame, facility_ids: set[str]) -> pd.DataFrame:
    return table[~table["facility_id"].isin(facility_ids)]


def _public(problem: Problem, private_files: frozenset[str]) -> Problem:
    """Without what it quotes, where that may be a count of people or name a childminder."""
    if not problem.about_persons and problem.file not in private_files:
        return problem
    return replace(problem, value=WITHHELD_TEXT, fields=dict.fromkeys(problem.fields, WITHHELD_TEXT))


def _newest(results: Results) -> date | None:
    """The newest day the figures speak of; a Kita-Jahr or Schuljahr counts from its first day, it may still run."""
    counted = results.indicators[
        results.indicators["value"].notna() & (results.indicators["status"] != str(Status.FORECAST))
    ]
    days = (
        first_day(period) if kind_of(period) == "school_year" else last_day(period)
        for period in counted["period"].unique()
    )
    return max(days, default=None)
