"""Children who wait for a place, and children registered at schools."""

import pandas as pd

from sozialraum.analysis.audit.riddle import NEARLY, Riddle, cells_of, counts, equations, joined, key_of
from sozialraum.analysis.audit.rules import Rules
from sozialraum.analysis.audit.sums import sums_of
from sozialraum.model.measures import WAITING
from sozialraum.model.planning import Planning

DIGITS = 6  # decimals of pupils: classes times pupils per class


def waiting_riddle(
    true: pd.DataFrame, told: pd.DataFrame, measures: pd.DataFrame, areas: pd.DataFrame, rules: Rules
) -> Riddle:
    """Children who wait for a place, by area.

    Args:
        true: table APPLICATIONS as it was read.
        told: of the edition.
        measures: table MEASURES of the edition, which has larger areas, too.
        areas: table PAIRS of areas.
        rules: by class of data.
    """
    place = ["area_id", "coverage", "period", "counted_on"]
    rows = true[true["children"].notna()]
    rows = rows[rows["counted_on"] == rows.groupby(["coverage", "period"])["counted_on"].transform("max")]
    if rows.empty:
        return Riddle()
    shown = told[[*place, "children"]].drop_duplicates(place).rename(columns={"children": "told"})
    rows = rows.drop_duplicates(place).merge(shown, on=place, how="left").rename(columns={"coverage": "group"})
    kind = str(rules.class_of(rows["source_id"].drop_duplicates()).max())
    bound = ~rules.published_by_source(rows["source_id"])
    tables = [counts(rows, what="waiting", truth=rows["children"], bound=bound, whole=True, rule=kind)]
    sums = measures[(measures["measure_id"] == WAITING) & measures["value"].notna()]
    sums = sums.drop_duplicates(["area_id", "target_group", "period"]).drop(columns=["group"])
    sums = sums.rename(columns={"target_group": "group"})
    own = sums.merge(rows[["area_id", "group", "period"]], on=["area_id", "group", "period"])
    larger = sums[~sums["area_id"].isin(rows["area_id"])]
    same = {"bound": bool(bound.any()), "whole": True, "rule": kind}
    tables.append(counts(larger, what="waiting", truth=larger["value"], told=larger["value"], **same))
    tables.append(counts(own, what="waiting:measure", truth=own["value"], told=own["value"], **same))
    cells = cells_of(pd.concat(tables, ignore_index=True), rules.by_name)
    twice = cells[cells["what"] == "waiting:measure"]
    links = equations("same\x1f" + twice["cell"], (twice["cell"], 1.0), (key_of(twice.assign(what="waiting")), -1.0))
    return joined(
        [
            Riddle(cells, links),
            sums_of(cells[cells["what"] == "waiting"], "area_id", areas, rules.by_name),
        ]
    )


def school_riddle(true: pd.DataFrame, told: Planning, rules: Rules) -> Riddle:
    """Children registered at each school, and the sum of the city.

    Args:
        true: table REGISTRATIONS as it was read.
        told: planning of the edition.
        rules: by class of data.
    """
    rows = true[true["children"].notna()].sort_values("counted_on", kind="stable")
    rows = rows.drop_duplicates(["facility_id", "year"], keep="last").sort_values(["year", "facility_id"])
    if rows.empty:
        return Riddle()
    shown = told.classes[["facility_id", "year"]].assign(
        told=told.classes["children"].fillna((told.classes["per_class"] * told.classes["classes"]).round(DIGITS))
    )
    rows = rows.merge(shown, on=["facility_id", "year"], how="left").rename(
        columns={"year": "period", "facility_id": "group"}
    )
    bound = ~rules.published_by_source(rows["source_id"])
    rows["rule"] = rules.class_of(rows["source_id"])
    cells = cells_of(
        counts(rows, what="registered", truth=rows["children"], bound=bound, whole=True, area_id=""), rules.by_name
    )
    totals = told.class_totals[told.class_totals["children"].notna()]
    standing = cells["told"].fillna(cells["truth"])
    by = (
        totals.set_index("year")["children"]
        .to_frame("value")
        .join(standing.groupby(cells["period"]).sum().rename("sum"))
    )
    by = by[((by["sum"] - by["value"]).abs() <= NEARLY).fillna(False)]
    own = cells[cells["period"].isin(by.index)]
    number = by["value"].to_numpy(dtype=float)
    limits = pd.DataFrame({"relation": "registered\x1f" + by.index.astype("str"), "low": number, "high": number})
    return Riddle(cells, equations("registered\x1f" + own["period"], (own["cell"], 1.0)), limits)
