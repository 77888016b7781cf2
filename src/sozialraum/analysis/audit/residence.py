"""Where the children live who take places: identities of each area, and what the edition tells of them."""

from collections.abc import Iterable, Mapping

import pandas as pd

from sozialraum.analysis.audit.riddle import NEARLY, Riddle, cells_of, counts, equations, joined, key_of
from sozialraum.analysis.audit.rules import Rules
from sozialraum.analysis.audit.sums import sums_of
from sozialraum.model.measures import (
    BETREUUNG,
    BY_RESIDENCE,
    CHILDREN,
    ELSEWHERE,
    FROM_OUTSIDE,
    FROM_OUTSIDE_PCT,
    MISSING_BY_RESIDENCE,
    NEEDED,
    PLACES,
    SPARE_BY_RESIDENCE,
)
from sozialraum.model.planning_tables import OUTSIDE
from sozialraum.model.rules import Coverage
from sozialraum.model.tables import CITY

HERE, AWAY, USED, GONE, CARE, NOT_IN_CARE = (
    f"use:{one}" for one in ("here", "away", "used", "gone", "care", "not_in_care")
)
UNKNOWN_HOME = ""


def residence_riddle(
    use: pd.DataFrame,
    measures: pd.DataFrame,
    coverages: Iterable[Coverage],
    area_of: pd.Series,
    members: Mapping[str, list[str]],
    areas: pd.DataFrame,
    rules: Rules,
) -> Riddle:
    """Who takes the places of an area's houses, and where its own children are.

    Args:
        use: table USE, unsuppressed.
        measures: table MEASURES of the edition.
        coverages: which rows of it belong to which offer.
        area_of: facility -> area.
        members: area -> its Sozialräume.
        areas: table PAIRS of areas.
        rules: by class of data.

    Returns:
        For each area: here + away = used, here + gone = care, care + not in care = children.
    """
    known = use[use["children"].notna()]
    rows = [
        {"group": coverage.id, "period": str(year), "area_id": area} | numbers
        for coverage in coverages
        for year, own in _of_coverage(known, coverage).groupby("period")
        for area, numbers in _sides(own, area_of, members).items()
    ]
    if not rows:
        return Riddle()
    table = pd.DataFrame(rows)
    told = _told(measures)
    table = table.merge(told, on=["group", "period", "area_id"], how="left")
    table["children"] = table["heads"]
    table[NOT_IN_CARE] = (table["heads"] - table[CARE]).astype("Float64")
    table.loc[(table[NOT_IN_CARE] < -NEARLY).fillna(False), NOT_IN_CARE] = pd.NA
    bound = not rules.published_by_source(known["source_id"]).all()
    kind = str(rules.class_of(known["source_id"].drop_duplicates()).max())
    cells = []
    for what in (HERE, AWAY, USED, GONE, CARE, NOT_IN_CARE):
        seen = table.get(f"told:{what}")
        right = (seen - table[what]).abs() <= 1e-3 if seen is not None else pd.Series(False, index=table.index)
        cells.append(
            counts(
                table,
                what=what,
                truth=table[what].astype("Float64"),
                told=table[what].astype("Float64").where(right.fillna(False)),
                never=what in (HERE, USED, CARE, NOT_IN_CARE),
                bound=bound,
                whole=True,
                rule=kind,
            )
        )
    own = cells_of(pd.concat(cells, ignore_index=True), rules.by_name)
    keys = {what: key_of(table.assign(what=what)) for what in (HERE, AWAY, USED, GONE, CARE, NOT_IN_CARE)}
    links = [
        equations("u\x1f" + keys[HERE], (keys[HERE], 1.0), (keys[AWAY], 1.0), (keys[USED], -1.0)),
        equations("c\x1f" + keys[HERE], (keys[HERE], 1.0), (keys[GONE], 1.0), (keys[CARE], -1.0)),
    ]
    heads = table[NOT_IN_CARE].notna()
    names = "n\x1f" + keys[HERE][heads]
    links.append(equations(names, (keys[CARE][heads], 1.0), (keys[NOT_IN_CARE][heads], 1.0)))
    number = table["heads"][heads].astype(float)
    limits = [pd.DataFrame({"relation": names, "low": number, "high": number})]
    apart = table["apart"].notna() & ((table[CARE] - table[USED] - table["apart"]).abs() <= 1e-6).fillna(False)
    names = "p\x1f" + keys[HERE][apart]
    links.append(equations(names, (keys[CARE][apart], 1.0), (keys[USED][apart], -1.0)))
    number = table["apart"][apart].astype(float)
    limits.append(pd.DataFrame({"relation": names, "low": number, "high": number}))
    sums = sums_of(own[own["what"].isin([USED, CARE])], "area_id", areas, rules.by_name)
    # what no area accounts for are children whose home nobody knows: that they are few says nothing of anybody
    sums = Riddle(sums.cells.assign(needs=0.0), sums.links, sums.limits)
    return joined([Riddle(own, pd.concat(links, ignore_index=True), pd.concat(limits, ignore_index=True)), sums])


def _of_coverage(use: pd.DataFrame, coverage: Coverage) -> pd.DataFrame:
    return use[use["offer"].isin(coverage.offers) & use["target_group"].isin(coverage.target_groups)]


def _sides(use: pd.DataFrame, area_of: pd.Series, members: Mapping[str, list[str]]) -> dict[str, dict[str, float]]:
    """Of each area: children of its houses from here and from elsewhere, its own elsewhere, and sums of these."""
    house = use["facility_id"].map(area_of).fillna("")
    found = {}
    for area, parts in members.items():
        city = area == CITY
        inside = house.isin([*parts, ""] if city else parts)
        here = use["home"].isin([*parts, UNKNOWN_HOME] if city else parts)
        strange = (use["home"] == OUTSIDE) if city else ~here & (use["home"] != UNKNOWN_HOME)
        own, away, gone = (
            float(use.loc[which, "children"].sum()) for which in (inside & here, inside & strange, ~inside & here)
        )
        found[area] = {HERE: own, AWAY: away, GONE: gone, USED: own + away, CARE: own + gone}
    return found


def _told(measures: pd.DataFrame) -> pd.DataFrame:
    """What the edition says of each area, offer and year, turned back into children."""
    wanted = [CHILDREN, PLACES, FROM_OUTSIDE, FROM_OUTSIDE_PCT, ELSEWHERE, BETREUUNG, BY_RESIDENCE]
    wanted += [NEEDED, MISSING_BY_RESIDENCE, SPARE_BY_RESIDENCE]
    rows = measures[measures["measure_id"].isin(wanted) & (measures["group"] == "")]
    rows = rows[rows["scenario"] == "bestand"]
    wide = rows.pivot_table(
        index=["target_group", "period", "area_id"], columns="measure_id", values="value", aggfunc="first"
    )
    wide = wide.reindex(columns=wanted).astype(float)
    wide.index = wide.index.set_names(["group", "period", "area_id"])
    missing, spare = (wide[one].where(wide[one] > 0) for one in (MISSING_BY_RESIDENCE, SPARE_BY_RESIDENCE))
    by_residence = wide[BY_RESIDENCE].fillna(wide[NEEDED] - missing).fillna(wide[NEEDED] + spare)
    found = pd.DataFrame(
        {
            "heads": wide[CHILDREN],
            f"told:{AWAY}": wide[FROM_OUTSIDE],
            f"told:{GONE}": wide[ELSEWHERE],
            f"told:{CARE}": wide[BETREUUNG] * wide[CHILDREN] / 100,
            f"told:{USED}": 100 * wide[FROM_OUTSIDE] / wide[FROM_OUTSIDE_PCT].where(wide[FROM_OUTSIDE_PCT] > 0),
            "apart": by_residence - wide[PLACES],
        }
    )
    return found.reset_index()
