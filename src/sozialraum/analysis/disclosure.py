"""What may leave analysis, and for whom. Only maker of Published."""

from dataclasses import replace
from datetime import date

import pandas as pd

from sozialraum.analysis.quality import quality
from sozialraum.analysis.suppression import (
    blanked,
    public_changes,
    public_facility_values,
    public_measures,
    public_offers,
    withheld_indicators,
    withheld_totals,
)
from sozialraum.errors import SHEET, Problem
from sozialraum.model.inputs import Results
from sozialraum.model.intake import Intake
from sozialraum.model.periods import first_day, kind_of, last_day
from sozialraum.model.project import Project
from sozialraum.model.published import Audience, Published
from sozialraum.model.quality import Quality
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
    facilities = results.facilities[shown]
    facility_values = public_facility_values(results.inputs.facility_values, definitions, sources, rule)
    newest = _newest(results)
    found = quality(
        project,
        results.inputs.areas,
        results.inputs.members,
        facilities,
        indicators,
        facility_values,
        tuple(_without_texts(one, private_files) for one in results.inputs.intakes),
        newest,
    )
    return Published(
        audience=audience,
        rule=rule,
        areas=results.inputs.areas,
        members=results.inputs.members,
        outline=results.inputs.outline,
        facilities=facilities,
        merkmale=_without(results.inputs.merkmale, hidden_ids),
        offers=public_offers(_without(results.offers, hidden_ids), sources, rule),
        indicators=indicators,
        facility_values=facility_values,
        measures=public_measures(results.measures, withheld, project, _periods(results.indicators), rule),
        changes=public_changes(results.changes, withheld),
        problems=tuple(_public(problem, private_files) for problem in results.problems),
        newest=newest,
        quality=found,
    )


def of_the_office(results: Results, project: Project) -> Quality:
    """The same overview and findings for the office that holds the data, nothing withheld; never for a page."""
    inputs = results.inputs
    return quality(
        project,
        inputs.areas,
        inputs.members,
        results.facilities,
        results.indicators,
        inputs.facility_values,
        inputs.intakes,
        _newest(results),
    )


def _periods(indicators: pd.DataFrame) -> dict[str, list[str]]:
    totals = indicators[indicators["group"] == ""]
    return {str(id_): list(rows["period"].unique()) for id_, rows in totals.groupby("indicator_id")}


def _without(table: pd.DataFrame, facility_ids: set[str]) -> pd.DataFrame:
    return table[~table["facility_id"].isin(facility_ids)]


def _public(problem: Problem, private_files: frozenset[str]) -> Problem:
    """Without what it quotes, where that may be a count of people or name a childminder."""
    if not problem.about_persons and not _is_of(problem.file, private_files):
        return problem
    return replace(problem, value=WITHHELD_TEXT, fields=dict.fromkeys(problem.fields, WITHHELD_TEXT))


def _is_of(place: str, files: frozenset[str]) -> bool:
    """Whether a place is one of these files, or a sheet of one."""
    return any(place == file or place.startswith(f"{file}{SHEET}") for file in files)


def _without_texts(intake: Intake, private_files: frozenset[str]) -> Intake:
    """Without the texts that a list of childminders has in its columns of areas: one may be a name or an address."""
    if intake.match is None or not _is_of(intake.file, private_files):
        return intake
    by_rule = tuple((WITHHELD_TEXT, area_id, rule) for _, area_id, rule in intake.match.by_rule)
    unmatched = tuple((WITHHELD_TEXT, near) for _, near in intake.match.unmatched)
    return replace(intake, match=replace(intake.match, by_rule=by_rule, unmatched=unmatched))


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
