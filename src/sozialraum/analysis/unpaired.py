"""Coverages that give no quota because no date of the children belongs to any date of the places."""

import pandas as pd

from sozialraum.analysis.coverage import children_period
from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.fields import in_language
from sozialraum.model.periods import in_order
from sozialraum.model.project import Project

PROJECT_FILE = "projekt.toml"


def unpaired_coverages(offers: pd.DataFrame, indicators: pd.DataFrame, project: Project) -> list[Problem]:
    """One warning for each coverage of which no places meet a number of children, in order of the project file.

    Args:
        offers: table `offers`.
        indicators: table `indicators`.
    """
    problems = []
    for place, one in enumerate(project.coverage, start=1):
        if one.cohorts:
            continue  # their Kita-Jahr is that of the places
        own = offers["offer"].isin(one.offers) & (offers["kind"] == one.kind)
        periods = in_order(list(offers.loc[own, "period"]))
        known = in_order(list(indicators.loc[indicators["indicator_id"] == one.children, "period"]))
        met = {children_period(one, period, known) for period in periods} & set(known)
        if periods and known and not met:
            fields = {
                "coverage": in_language(one.label, project.language),
                "periods": ", ".join(periods),
                "known": ", ".join(known),
                "pair": f'"{periods[-1]}" = "{known[-1]}"',
            }
            column = f"coverage[{place}]"
            problems.append(
                Problem(Code.NOTHING_PAIRED, PROJECT_FILE, column=column, fields=fields, severity=Severity.WARNING)
            )
    return problems
