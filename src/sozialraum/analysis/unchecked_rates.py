"""Rates of persons of which nobody knows numerator and denominator: told, since they are withheld for that."""

import pandas as pd

from sozialraum.analysis.suppression import is_bound, published_by_source
from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.fields import in_language
from sozialraum.model.project import Project

PROJECT_FILE = "projekt.toml"


def unchecked_rates(indicators: pd.DataFrame, project: Project) -> list[Problem]:
    """One warning per indicator whose rates cannot be held against the rule, in order of the project file.

    Args:
        indicators: table `indicators`, unsuppressed.
        project: definitions, sources and the rule of the public edition.
    """
    if project.disclosure.oeffentlich.rates_without_counts == "zeigen":
        return []
    sources = {id_: source.disclosure for id_, source in project.sources.items()}
    bare = indicators[indicators["value"].notna() & indicators["numerator"].isna() & indicators["denominator"].isna()]
    bare = bare[~published_by_source(bare["source_id"], sources)]
    return [
        Problem(
            Code.RATE_UNCHECKED,
            PROJECT_FILE,
            column=f"indicators.{one.id}",
            fields={"indicator": in_language(one.label, project.language)},
            severity=Severity.WARNING,
        )
        for one in project.indicators
        if one.is_ratio and is_bound(one) and (bare["indicator_id"] == one.id).any()
    ]
