"""Dates at which the project asks for an index and no area has one."""

import pandas as pd

from sozialraum.analysis.lage.comparison import FEWEST
from sozialraum.analysis.lage.index import index_measures
from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.measures import INDEX
from sozialraum.model.periods import in_order
from sozialraum.model.project import Project

PROJECT_FILE, SECTION = "projekt.toml", "lage_index"
OF_REASON = {"city_unknown": Code.INDEX_CITY_UNKNOWN, "no_spread": Code.INDEX_NO_SPREAD}


def without_index(project: Project, indicators: pd.DataFrame, areas: list[str]) -> list[Problem]:
    """One warning for each reason why no area has an index at some dates, or for no date at all.

    Args:
        project: what the index is made of.
        indicators: table `indicators`, nothing withheld by a rule.
        areas: the Sozialräume.
    """
    if project.lage_index is None:
        return []
    definitions = {indicator.id: indicator for indicator in project.indicators}
    measures = index_measures(project.lage_index, indicators, definitions, areas)
    rows = measures[measures["measure_id"] == INDEX]
    if rows.empty:
        return [Problem(Code.INDEX_NO_DATE, PROJECT_FILE, column=SECTION, severity=Severity.WARNING)]
    periods: dict[Code, list[str]] = {}
    for period, each in rows.groupby("period"):
        if each["value"].isna().all():
            reasons = set(each["reason"])
            code = next((code for reason, code in OF_REASON.items() if reason in reasons), Code.INDEX_TOO_FEW)
            periods.setdefault(code, []).append(str(period))
    return [
        Problem(
            code,
            PROJECT_FILE,
            column=SECTION,
            fields={"periods": ", ".join(in_order(when))}
            | ({"fewest": str(FEWEST)} if code is Code.INDEX_TOO_FEW else {}),
            severity=Severity.WARNING,
        )
        for code, when in sorted(periods.items())
    ]
