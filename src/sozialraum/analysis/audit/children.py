"""Children of every Kita-Jahr: groups overlap in their birth months, and one Stichtag tells two years."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

import numpy as np
import pandas as pd

from sozialraum.analysis.audit.riddle import NEARLY, Riddle, cells_of, counts, equations, joined, key_of
from sozialraum.analysis.audit.rules import Rules
from sozialraum.analysis.audit.sums import sums_of
from sozialraum.model.cohorts import Cohorts, window
from sozialraum.model.measures import CHILDREN, ENTITLED
from sozialraum.model.periods import first_day
from sozialraum.model.planning import ChildrenOfYears
from sozialraum.model.rules import Coverage

GROUP, BORN = "children", "children:born"
OF_COVERAGE = {CHILDREN: "children:of", ENTITLED: "children:entitled"}  # measure -> name of its cells
HALF = 0.5


def children_riddle(
    true: ChildrenOfYears,
    told: pd.DataFrame,
    register: pd.DataFrame,
    cohorts: Cohorts | None,
    rules: Rules,
    areas: pd.DataFrame,
) -> Riddle:
    """Counted children of groups, and of the months that groups have in common or not.

    Args:
        true: of the office.
        told: table CHILDREN of the edition.
        register: table REGISTER, unsuppressed: it tells the rule, and how many were born in a month.
        cohorts: the groups; None for none.
        rules: by class of data.
        areas: table PAIRS of areas.

    Returns:
        Years ahead are left out: they are no counts, and what they rest on is looked at by itself.
    """
    if cohorts is None or true.children.empty:
        return Riddle()
    place = ["area_id", "group", "year"]
    shown = told[[*place, "value"]].rename(columns={"value": "told"})
    rows = true.children[~true.children["year"].isin(true.ahead)].merge(shown, on=place)
    rows = rows[rows["value"].notna()].rename(columns={"year": "period"}).reset_index(drop=True)
    if rows.empty:
        return Riddle()
    # an edition tells whole children; a larger area is then the sum of whole children
    truth = rows["told"].fillna(rows["value"].round(0))
    fractions = bool(((rows["value"] - rows["value"].round(0)).abs() > NEARLY).any())
    bound = not rules.published_by_source(register["source_id"]).all()
    kind = rules.class_of(register["source_id"].drop_duplicates()).max()
    own = cells_of(
        counts(rows.drop(columns=["status"]), what=GROUP, truth=truth, bound=bound, whole=True, rule=kind),
        rules.by_name,
    )
    months = _months(own, true, register, cohorts, rules, bound, str(kind))
    loose = HALF if fractions else 0.0
    return joined([Riddle(own), months, sums_of(own, "area_id", areas, rules.by_name, loose)])


def coverage_riddle(
    children: Riddle, told: pd.DataFrame, coverages: Iterable[Coverage], cohorts: Cohorts | None, rules: Rules
) -> Riddle:
    """Children of an offer are the sum of its groups, those with a claim of the groups that have one.

    Args:
        children: from children_riddle.
        told: table MEASURES of the edition.
        coverages: which groups belong to which offer.
        cohorts: the groups.
        rules: by class of data.
    """
    claims = {one.id for one in (cohorts.groups if cohorts else ()) if one.claim}
    of_offer = [(one.id, group) for one in coverages for group in one.cohorts]
    entitled = [(offer, group) for offer, group in of_offer if group in claims]
    parts = ((CHILDREN, of_offer), (ENTITLED, entitled))
    return joined(_of_offers(children, told, measure, pairs, rules) for measure, pairs in parts)


def _of_offers(
    children: Riddle, told: pd.DataFrame, measure: str, pairs: list[tuple[str, str]], rules: Rules
) -> Riddle:
    heads = told[(told["measure_id"] == measure) & told["value"].notna() & (told["group"] == "")]
    heads = heads.drop_duplicates(["area_id", "target_group", "period"])
    groups = pd.DataFrame(pairs, columns=["target_group", "group"], dtype="str")
    parts = children.cells[children.cells["what"] == GROUP]
    parts = parts.assign(number=parts["told"].fillna(parts["truth"]))
    found = parts.merge(groups, on="group").merge(
        heads[["area_id", "target_group", "period", "value"]], on=["area_id", "target_group", "period"]
    )
    if found.empty:
        return Riddle()
    found["relation"] = (
        measure + "\x1f" + found["target_group"] + "\x1f" + found["period"] + "\x1f" + found["area_id"]
    )
    by = found.groupby("relation").agg(
        area_id=("area_id", "first"),
        target_group=("target_group", "first"),
        period=("period", "first"),
        value=("value", "first"),
        added=("number", "sum"),
        size=("number", "size"),
        rule=("rule", "first"),
    )
    wanted = by["target_group"].map(groups.groupby("target_group").size())
    by = by[(by["size"] == wanted) & ((by["added"] - by["value"]).abs() <= NEARLY)].reset_index()
    cells = cells_of(
        counts(
            by.rename(columns={"target_group": "group"}),
            what=OF_COVERAGE[measure],
            truth=by["value"],
            told=by["value"],
            bound=True,
            whole=True,
        ),
        rules.by_name,
    )
    kept = found[found["relation"].isin(by["relation"])]
    whole = by.rename(columns={"target_group": "group"}).assign(what=OF_COVERAGE[measure])
    links = [
        equations(kept["relation"], (kept["cell"], 1.0)),
        equations(whole["relation"], (key_of(whole), -1.0)),
    ]
    return Riddle(cells, pd.concat(links, ignore_index=True))


def _months(
    own: pd.DataFrame,
    true: ChildrenOfYears,
    register: pd.DataFrame,
    cohorts: Cohorts,
    rules: Rules,
    bound: bool,
    kind: str,
) -> Riddle:
    """Each group as the sum of stretches of birth months that no told group cuts in two."""
    groups = {one.id: one for one in cohorts.groups}
    by_day: dict[str, dict[tuple[str, str], range]] = defaultdict(dict)
    for group, year in own[["group", "period"]].drop_duplicates().itertuples(index=False):
        if group in groups and year in true.counted_on:
            day = true.counted_on[year]
            by_day[day][str(group), str(year)] = window(cohorts, groups[str(group)], first_day(year).year)
    stretches = {day: _stretches(windows) for day, windows in by_day.items()}
    rows = pd.DataFrame(
        [
            (day, f"{first}-{last}", group, year)
            for day, parts in stretches.items()
            for (first, last), members in parts.items()
            for group, year in members
        ],
        columns=["day", "stretch", "group", "period"],
        dtype="str",
    )
    found = own.merge(rows, on=["group", "period"])
    if found.empty:
        return Riddle()
    born = _born(register, {day: list(parts) for day, parts in stretches.items()})
    atoms = found[["area_id", "day", "stretch"]].drop_duplicates(ignore_index=True)
    atoms = atoms.merge(born, on=["area_id", "day", "stretch"], how="left")
    # groups that are told in whole children but were not counted by month: nobody knows their months
    sums = (
        found.merge(atoms, on=["area_id", "day", "stretch"])
        .groupby("cell")["born"]
        .agg(lambda one: one.sum(skipna=False))
    )
    numbers = own.set_index("cell")
    standing = numbers["told"].fillna(numbers["truth"]).reindex(sums.index)
    good = set(sums.index[((sums - standing).abs() <= NEARLY).fillna(False)])
    found = found[found["cell"].isin(good)]
    atoms = atoms.merge(found[["area_id", "day", "stretch"]].drop_duplicates(), on=["area_id", "day", "stretch"])
    cells = cells_of(
        counts(
            atoms.rename(columns={"day": "period", "stretch": "group"}),
            what=BORN,
            truth=atoms["born"],
            never=True,
            whole=True,
            bound=bound,
            rule=kind,
        ),
        rules.by_name,
    )
    keys = key_of(found.drop(columns=["cell"]).assign(what=BORN, period=found["day"], group=found["stretch"]))
    once = found.drop_duplicates("cell")
    links = [
        equations("born\x1f" + found["cell"], (keys, -1.0)),
        equations("born\x1f" + once["cell"], (once["cell"], 1.0)),
    ]
    return Riddle(cells, pd.concat(links, ignore_index=True))


def _stretches(windows: Mapping[tuple[str, str], range]) -> dict[tuple[int, int], list[tuple[str, str]]]:
    """(first month, last month) -> the groups and years that hold it."""
    cuts = sorted({end for one in windows.values() for end in (one.start, one.stop)})
    found = {}
    for first, after in pairwise(cuts):
        members = [key for key, months in windows.items() if months.start <= first and after <= months.stop]
        if members:
            found[first, after - 1] = sorted(members)
    return found


def _born(register: pd.DataFrame, stretches: Mapping[str, list[tuple[int, int]]]) -> pd.DataFrame:
    """Children born in each stretch of months as the register counts them; NA where it does not by month."""
    rows = register[register["birth_month"] != ""]
    both = rows["sex"].eq("").groupby([rows["area_id"], rows["as_of"]]).transform("any")
    rows = rows[(rows["sex"] == "") | ~both] if len(rows) else rows
    month = rows["birth_month"].str.slice(0, 4).astype(int) * 12 + rows["birth_month"].str.slice(5, 7).astype(int) - 1
    tables = []
    for day, parts in stretches.items():
        of_day = (rows["as_of"] == day).to_numpy()
        for first, last in parts:
            inside = of_day & month.between(first, last).to_numpy()
            sums = rows[inside].groupby("area_id")["count"].agg(lambda one: one.sum(skipna=False))
            everywhere = rows.loc[of_day, "area_id"].unique()
            born = sums.reindex(everywhere).fillna(0.0).where(~sums.isna().reindex(everywhere, fill_value=False))
            tables.append(
                pd.DataFrame(
                    {
                        "area_id": everywhere,
                        "day": day,
                        "stretch": f"{first}-{last}",
                        "born": born.astype("Float64").to_numpy(),
                    }
                )
            )
    empty = pd.DataFrame({"area_id": [], "day": [], "stretch": [], "born": np.array([], dtype=float)})
    return pd.concat(tables or [empty], ignore_index=True)
