"""Files of planning that count persons, without small numbers."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import pandas as pd

from sozialraum.analysis.suppression import blanked, published_by_source, small
from sozialraum.model.inputs import Inputs
from sozialraum.model.rules import DisclosureRule


def public_inputs(
    inputs: Inputs, hidden_ids: Collection[str], sources: Mapping[str, str], rule: DisclosureRule
) -> Inputs:
    """The inputs from which the planning of an edition is worked out.

    Args:
        inputs: everything that was read.
        hidden_ids: facilities that are never mapped: nothing may name them.
        sources: source id -> "rule" or "as_published".
        rule: smallest count.

    Returns:
        Inputs without small numbers of registrations and pupils, and without certificates of those facilities.
        Applications and who uses which place stay: larger areas keep their own sums, and what is published of them is
        looked at by itself (without_few, edition.residence, suppression.public_measures).

    Source: docs/methods.md#geheimhaltung
    """

    return replace(
        inputs,
        merkmale=inputs.merkmale[~inputs.merkmale["facility_id"].isin(hidden_ids)],
        registrations=without_few(inputs.registrations, sources, rule),
        pupils=without_few(inputs.pupils, sources, rule),
    )


def without_few(table: pd.DataFrame, sources: Mapping[str, str], rule: DisclosureRule) -> pd.DataFrame:
    """A table with columns children, status and source_id, its small numbers gone."""
    bound = ~published_by_source(table["source_id"], sources)
    return blanked(table, bound & small(table["children"], rule.min_count), ["children"])


def public_planned(planned: pd.DataFrame, hidden_ids: Collection[str]) -> pd.DataFrame:
    """Planned measures without the names of facilities that are never mapped, and of those who run them."""
    table = planned.copy()
    hidden = table["facility_id"].isin(hidden_ids)
    table.loc[hidden, ["facility_id", "label", "who"]] = ""
    return table
