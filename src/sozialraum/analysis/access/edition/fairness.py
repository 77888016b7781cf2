"""Whether ways and places are fairly distributed, in figures of the whole city."""

import math
from collections.abc import Iterable

import numpy as np
import pandas as pd

from sozialraum.analysis.access.edition.counted import Rule
from sozialraum.analysis.access.edition.units import in_units, units
from sozialraum.analysis.access.fairness import (
    best_to_neediest,
    concentration,
    demographic_disparity,
    dissimilarity,
    fgt,
    gini,
)
from sozialraum.model.measures import CLASS, INDEX
from sozialraum.model.periods import in_order
from sozialraum.model.reach import FAIRNESS
from sozialraum.model.reach_settings import ReachQuestion
from sozialraum.model.status import Status
from sozialraum.model.tables import frame

FINEST = 0.001
PERCENT = 100.0  # where the whole is 100, not 1
PLACES_UNKNOWN = (Status.MISSING, "places_unknown")
NOTHING = (Status.NOT_APPLICABLE, "nothing_to_share")


def fairness(
    question: ReachQuestion,
    cells: pd.DataFrame,
    houses: pd.DataFrame,
    lage: pd.DataFrame,
    most_strained: int | None,
    rule: Rule,
    usual: Status,
) -> pd.DataFrame:
    """Table FAIRNESS of a question.

    Args:
        question: what is distributed: places per person, or, without places, to have a facility within `near_m` (1)
            or not (0).
        cells: table CELL_REACH of the question.
        houses: table REACH_HOUSES of the question.
        lage: table `measures` with the index of the soziale Lage of an edition; its newest date counts.
        most_strained: the last class of the index; None without an index: then nothing is said of it.
        rule: from how many people on anything is told, and how roughly.
        usual: status of what is known; where people or places of some cells of a Sozialraum are not, it is
            unreliable.

    Returns:
        With places: gini, fgt0 to fgt2 below the first of the question's bounds, dissimilarity of children and the
        places they share over the Sozialräume, disparity (percent of the places that stand in areas of the most
        strained class less percent of the children who live there; lower and upper: usual fluctuation around no
        difference). With an index: concentration and best_to_worst. Three digits at most; nothing of too few people.
        Cells whose places are not known are left out; where all that is known is 0, there are no figures.

    Source: docs/methods.md#gerechte-verteilung
    """
    own = cells[cells["area_id"] != ""]
    people_unknown = bool(own["people"].isna().any())
    all_of_them = own[own["people"].notna()]
    silent = question.places is not None and bool(own["places"].isna().any())
    own = all_of_them[all_of_them["places"].notna()] if silent else all_of_them
    people = own["people"].to_numpy(dtype=float)
    if question.places is not None:
        values = own["places"].to_numpy()
        rows = list(_of_places(question.places.bounds[0], own["area_id"], values, people))
    else:
        values, rows = (own["distance_m"] <= question.near_m).to_numpy(dtype=float), []
    heads = dict.fromkeys((name for name, _ in rows), float(people.sum()))
    index, strained = _newest(lage, INDEX), _newest(lage, CLASS)
    if not index.empty:
        need = own["area_id"].map(index).to_numpy(dtype=float)
        heads["concentration"] = heads["best_to_worst"] = float(people[~np.isnan(need)].sum())
        rows.append(("concentration", concentration(values, people, need)))
        rows.append(("best_to_worst", best_to_neediest(values, people, need)))
    if silent and not (values * people).sum() > 0:
        rows = [(name, math.nan) for name, _ in rows]
        heads = dict.fromkeys(heads, float(all_of_them["people"].sum()))
    usual = Status.UNRELIABLE if people_unknown else usual
    absent, worth = (PLACES_UNKNOWN, Status.UNRELIABLE) if silent else (NOTHING, usual)
    table = [_row(question.id, name, value, heads[name], rule, worth, absent) for name, value in rows]
    if question.places is not None and most_strained is not None and not strained.empty:
        group = 100.0 * (strained >= most_strained)
        table.append(_disparity(question.id, all_of_them, houses, group, rule, usual))
    return frame(FAIRNESS, table)


def _of_places(
    line: float, area_id: pd.Series, values: np.ndarray, people: np.ndarray
) -> Iterable[tuple[str, float]]:
    yield "gini", gini(values, people)
    for power in (0, 1, 2):
        yield f"fgt{power}", fgt(values, people, line, power)
    sums = pd.DataFrame({"people": people, "places": values * people}).groupby(area_id.to_numpy()).sum()
    yield "dissimilarity", dissimilarity(sums["people"].to_numpy(), sums["places"].to_numpy())


def _newest(lage: pd.DataFrame, measure: str) -> pd.Series:
    """Area -> value of a measure of the soziale Lage at its newest date; without what is withheld."""
    rows = lage[(lage["measure_id"] == measure) & lage["value"].notna()]
    if rows.empty:
        return pd.Series(dtype=float)
    newest = in_order(list(rows["period"].unique()))[-1]
    rows = rows[rows["period"] == newest]
    return pd.Series(rows["value"].to_numpy(dtype=float), index=rows["area_id"].to_numpy())


def _disparity(
    question: str, cells: pd.DataFrame, houses: pd.DataFrame, group: pd.Series, rule: Rule, worth: Status
) -> dict[str, object]:
    """The row; `group` is 100 for Sozialräume of the most strained class and 0 for others."""
    own = houses[~houses["beyond"] & (houses["area_id"] != "")]
    people, living = cells["people"].to_numpy(dtype=float), cells["area_id"].map(group).to_numpy(dtype=float)
    known = ~np.isnan(living)
    heads = float(people[known].sum())
    city = float((people[known] * living[known]).sum() / heads) if heads > 0 else math.nan
    found = demographic_disparity(own["places"].to_numpy(), own["area_id"].map(group).to_numpy(dtype=float), city)
    absent = PLACES_UNKNOWN if own["places"].isna().any() else NOTHING
    row = _row(question, "disparity", found.points, heads, rule, worth, absent, PERCENT)
    # where all facilities stand in areas of one kind nothing is known of how the figure fluctuates
    if row["value"] is not None and math.isfinite(found.usual) and found.usual > 0:
        usual = _rough(found.usual, heads, rule, PERCENT)
        row |= {"lower": -usual, "upper": usual}
    return row


def _row(
    question: str,
    measure: str,
    value: float,
    people: float,
    rule: Rule,
    worth: Status,
    absent: tuple[Status, str],
    whole: float = 1.0,
) -> dict[str, object]:
    row: dict[str, object] = {"question": question, "measure_id": measure, "value": None}
    if people < rule.base:
        return row | {"status": str(Status.WITHHELD), "reason": "parts_withheld"}
    if math.isnan(value):
        return row | {"status": str(absent[0]), "reason": absent[1]}
    return row | {"value": _rough(value, people, rule, whole), "status": str(worth)}


def _rough(value: float, people: float, rule: Rule, whole: float) -> float:
    """In units in which twice the largest small count, of all people, does not show."""
    unit = units(FINEST, np.array([2 * (rule.count - 1) / people * max(whole, abs(value))]))
    return float(in_units(np.array([value]), unit)[0])
