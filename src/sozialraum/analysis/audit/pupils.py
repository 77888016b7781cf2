"""Pupils of primary schools: what all-day care tells of a school is a sum of its classes, also in years to come."""

from collections.abc import Collection, Mapping

import pandas as pd

from sozialraum.analysis.audit.riddle import NEARLY, Riddle, cells_of, counts, equations, joined, key_of
from sozialraum.analysis.audit.rules import Rules
from sozialraum.model.periods import first_day
from sozialraum.model.school_rules import GanztagClaim, classes_with_claim

CLASSES = (1, 2, 3, 4)
IN_CLASS, ALL, ENTITLED, OTHERS = "pupils:class", "pupils", "pupils:entitled", "pupils:not_entitled"
REGISTERED = "registered"  # as in school_riddle: who is registered comes into class 1
Atoms = Mapping[tuple[str, int], str]  # school, class -> key of the number


def pupils_riddle(
    pupils: pd.DataFrame, registered: Riddle, told: pd.DataFrame, claim: GanztagClaim | None, rules: Rules
) -> Riddle:
    """Pupils of each class, those of a school together, and those with and without a claim.

    Args:
        pupils: table PUPILS as it was read.
        registered: from school_riddle: in years to come they are class 1, and every class moves up.
        told: table GANZTAG of the edition.
        claim: which classes have a claim; None: nobody does.
        rules: by class of data.
    """
    rows = pupils[pupils["children"].notna()].drop_duplicates(["facility_id", "year", "school_class"])
    if rows.empty or told.empty:
        return Riddle()
    group = rows["facility_id"] + ":" + rows["school_class"].astype(int).astype("str")
    rows = rows.assign(group=group, period=rows["year"], rule=rules.class_of(rows["source_id"]))
    bound = ~rules.published_by_source(rows["source_id"])
    same = {"truth": rows["children"], "bound": bound, "never": True, "whole": True, "area_id": ""}
    own = cells_of(counts(rows, what=IN_CLASS, **same), rules.by_name)
    truth = pd.concat([own, registered.cells]).set_index("cell")[["truth", "bound", "rule"]]
    parts = [Riddle(own)]
    for year, of_year in told.groupby("year", sort=True):
        atoms = _atoms(own, registered.cells, str(year), sorted(rows["year"].unique(), key=first_day))
        with_claim = classes_with_claim(claim, str(year)) if claim else frozenset[int]()
        everybody = _sums(of_year, "children", ALL, CLASSES, atoms, truth, rules)
        entitled = _sums(of_year, "entitled", ENTITLED, with_claim, atoms, truth, rules)
        parts += [everybody, entitled, _others(everybody.cells, entitled.cells, rules)]
    return joined(parts)


def _atoms(own: pd.DataFrame, registered: pd.DataFrame, year: str, counted: list[str]) -> Atoms:
    """Of a year the numbers that are its classes: those of the last counted year, as many classes higher."""
    last = year if year in counted else counted[-1]
    later = first_day(year).year - first_day(last).year
    found = {}
    for group, cell in own.loc[own["period"] == last, ["group", "cell"]].itertuples(index=False):
        school, _, class_ = str(group).rpartition(":")
        found[school, int(class_) + later] = str(cell)
    for group, period, cell in registered[["group", "period", "cell"]].itertuples(index=False):
        class_now = first_day(year).year - first_day(str(period)).year + 1
        if later > 0 and 1 <= class_now <= later:
            found[str(group), class_now] = str(cell)
    return found


def _sums(
    told: pd.DataFrame,
    column: str,
    what: str,
    classes: Collection[int],
    atoms: Atoms,
    truth: pd.DataFrame,
    rules: Rules,
) -> Riddle:
    """A number for each school that tells one, and its classes, if these are what it is the sum of."""
    numbers, links = [], []
    for school, year, value in told[["facility_id", "year", column]].itertuples(index=False):
        keys = [atoms[str(school), one] for one in classes if (str(school), one) in atoms]
        if pd.isna(value) or len(keys) < len(classes) or not keys:
            continue
        own = truth.loc[keys]
        if abs(float(own["truth"].sum()) - value) > NEARLY:
            continue
        name = {"what": what, "period": str(year), "group": str(school), "area_id": ""}
        rule = str(own["rule"].max())
        numbers.append(name | {"number": float(value), "bound": bool(own["bound"].any()), "rule": rule})
        links += [{"cell": key, "whole": len(numbers) - 1} for key in keys]
    if not numbers:
        return Riddle()
    rows, parts = pd.DataFrame(numbers), pd.DataFrame(links)
    cells = cells_of(counts(rows, truth=rows["number"], told=rows["number"], whole=True), rules.by_name)
    whole = key_of(rows)
    return Riddle(
        cells,
        pd.concat(
            [
                equations("sum\x1f" + parts["whole"].map(whole), (parts["cell"], -1.0)),
                equations("sum\x1f" + whole, (whole, 1.0)),
            ],
            ignore_index=True,
        ),
    )


def _others(everybody: pd.DataFrame, entitled: pd.DataFrame, rules: Rules) -> Riddle:
    """Who has no claim, where both are told; nobody tells them."""
    both = everybody.merge(entitled, on=["area_id", "group", "period"], suffixes=("", "_entitled"))
    if both.empty:
        return Riddle()
    truth = both["truth"] - both["truth_entitled"]
    rows = both[["area_id", "group", "period", "bound", "rule"]].assign(what=OTHERS)
    cells = cells_of(counts(rows, truth=truth, never=True, whole=True), rules.by_name)
    own = key_of(rows)
    return Riddle(cells, equations("rest\x1f" + own, (both["cell"], 1.0), (both["cell_entitled"], -1.0), (own, -1.0)))
