"""Children who take places, house by house, and together in each area."""

from collections.abc import Iterable, Mapping

import pandas as pd

from sozialraum.analysis.audit.riddle import NEARLY, Riddle, cells_of, counts, equations, joined, key_of
from sozialraum.analysis.audit.rules import Rules
from sozialraum.model.measures import PLACES
from sozialraum.model.rules import Coverage
from sozialraum.model.tables import CITY

TAKEN = "belegt"


def taken_riddle(
    true: pd.DataFrame,
    told: pd.DataFrame,
    measures: pd.DataFrame,
    coverages: Iterable[Coverage],
    area_of: pd.Series,
    members: Mapping[str, list[str]],
    rules: Rules,
) -> Riddle:
    """Places taken in each house, and together in each area.

    Args:
        true: table OFFERS of the office.
        told: of the edition.
        measures: table MEASURES of the edition.
        coverages: which of them are of places taken.
        area_of: facility -> area.
        members: area -> its Sozialräume.
        rules: by class of data.
    """
    place = ["facility_id", "offer", "target_group", "period", "kind", "weekly_hours", "group_form", "inclusion"]
    rows = true[(true["kind"] == TAKEN) & true["places"].notna()].drop_duplicates(place)
    if rows.empty:
        return Riddle()
    shown = told[[*place, "places"]].drop_duplicates(place).rename(columns={"places": "told"})
    rows = rows.merge(shown, on=place, how="left").reset_index(drop=True)
    rows["area"] = rows["facility_id"].map(area_of).fillna("")
    details = rows[["offer", "target_group", "group_form", "inclusion"]].agg(":".join, axis=1)
    rows["group"] = rows["facility_id"] + ":" + details + ":" + rows["weekly_hours"].astype("str").fillna("")
    rows["rule"] = rules.class_of(rows["source_id"])
    bound = ~rules.published_by_source(rows["source_id"])
    cells = cells_of(
        counts(rows, what="taken", truth=rows["places"], bound=bound, whole=True, area_id=""), rules.by_name
    )
    rows["cell"] = key_of(rows.assign(what="taken", area_id=""))
    of_taken = [one for one in coverages if one.kind == TAKEN]
    return joined([Riddle(cells), *(_houses(rows, measures, one, members) for one in of_taken)])


def _houses(
    rows: pd.DataFrame, measures: pd.DataFrame, coverage: Coverage, members: Mapping[str, list[str]]
) -> Riddle:
    """The places of a coverage in an area are those of the houses there, of the period with which they agree."""
    own = rows[rows["offer"].isin(coverage.offers) & rows["target_group"].isin(coverage.target_groups)]
    inside = pd.DataFrame(
        [(area, part) for area, parts in members.items() for part in [*parts, *([""] if area == CITY else [])]],
        columns=["larger", "area"],
        dtype="str",
    )
    sums = measures[(measures["target_group"] == coverage.id) & (measures["measure_id"] == PLACES)]
    sums = sums[sums["value"].notna() & (sums["group"] == "")].rename(columns={"period": "year"})
    found = own.merge(inside, on="area").merge(
        sums[["area_id", "year", "scenario", "value"]].rename(columns={"area_id": "larger"}), on="larger"
    )
    if found.empty:
        return Riddle()
    found["relation"] = found[["larger", "year", "scenario", "period"]].agg("\x1f".join, axis=1)
    found["relation"] = f"taken\x1f{coverage.id}\x1f" + found["relation"]
    found["number"] = found["told"].fillna(found["places"])
    by = found.groupby("relation").agg(value=("value", "first"), added=("number", "sum"), untold=("told", _any_na))
    by = by[((by["added"] - by["value"]).abs() <= NEARLY) & by["untold"]].reset_index()
    kept = found[found["relation"].isin(by["relation"])]
    number = by["value"].astype(float)
    limits = pd.DataFrame({"relation": by["relation"], "low": number, "high": number})
    return Riddle(links=equations(kept["relation"], (kept["cell"], 1.0)), limits=limits)


def _any_na(numbers: pd.Series) -> bool:
    return bool(numbers.isna().any())
