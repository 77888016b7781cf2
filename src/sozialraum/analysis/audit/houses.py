"""Figures of single facilities that count people."""

import pandas as pd

from sozialraum.analysis.audit.riddle import Riddle, cells_of, counts
from sozialraum.analysis.audit.rules import Rules, of_people


def value_riddle(true: pd.DataFrame, told: pd.DataFrame, rules: Rules) -> Riddle:
    """Counts of people of each facility; nothing adds them up, so each stands for itself.

    Args:
        true: table FACILITY_VALUES as it was read.
        told: of the edition.
        rules: definitions, classes and rules.
    """
    place = ["facility_id", "indicator_id", "period"]
    wanted = {
        id_
        for id_, one in rules.definitions.items()
        if one.kind == "count" and of_people(one.counts) and one.disclosure == "rule"
    }
    rows = true[true["indicator_id"].isin(wanted) & true["value"].notna()].drop_duplicates(place)
    if rows.empty:
        return Riddle()
    shown = told[[*place, "value"]].drop_duplicates(place).rename(columns={"value": "told"})
    rows = rows.merge(shown, on=place, how="left").drop(columns=["area_id"], errors="ignore")
    rows = rows.rename(columns={"facility_id": "group", "indicator_id": "what"})
    rows["what"] = rows["what"] + ":house"
    rows["rule"] = rules.class_of(rows["source_id"])
    bound = ~rules.published_by_source(rows["source_id"])
    return Riddle(cells_of(counts(rows, truth=rows["value"], bound=bound, whole=True, area_id=""), rules.by_name))
