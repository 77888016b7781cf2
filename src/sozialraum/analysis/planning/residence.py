"""Places by where the children live who use them: home x facility, who comes from outside, who goes elsewhere."""

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from sozialraum.analysis.coverage import quota
from sozialraum.analysis.planning.needs import Demand
from sozialraum.analysis.planning.sides import NOWHERE, Side, city_of, floats, standing_in
from sozialraum.model.measures import (
    BETREUUNG,
    BY_RESIDENCE,
    ELSEWHERE,
    FROM_OUTSIDE,
    FROM_OUTSIDE_PCT,
    INANSPRUCHNAHME,
    MISSING_BY_RESIDENCE,
    SPARE_BY_RESIDENCE,
)
from sozialraum.model.planning_tables import OUTSIDE
from sozialraum.model.rules import Coverage
from sozialraum.model.status import STATUS_OF, Status
from sozialraum.model.tables import BESTAND, MEASURES, frame, typed

INCOMPLETE = "use_unknown"  # a house does not say where its children live


def use_of(coverage: Coverage, use: pd.DataFrame, period: str) -> pd.DataFrame:
    """The rows of the table USE that a coverage speaks of on a date."""
    return use[
        use["offer"].isin(coverage.offers)
        & use["target_group"].isin(coverage.target_groups)
        & (use["period"] == period)
    ]


def residence_measures(
    coverage: Coverage,
    houses: pd.DataFrame,
    use: pd.DataFrame,
    needs: Demand,
    members: Mapping[str, list[str]],
    year: str,
) -> pd.DataFrame:
    """The balance by residence of the child.

    A place taken counts where the child lives that has it; a free one where the house stands, and so does one too
    few where more children are taken in than there are places. Children from another municipality keep the places
    they have; so do children of unknown home.

    Args:
        coverage: which places.
        houses: table STOCK of the year.
        use: rows of the table USE from use_of; every house that is counted should have some.
        needs: of the same coverage and year.
        members: area -> its Sozialräume.
        year: Kita-Jahr.

    Returns:
        Table `measures`: places_by_residence, places_missing_by_residence and places_spare_by_residence;
        places_from_outside (taken by children who live outside the area) and that in percent of all taken;
        children_elsewhere. Of the city places_by_residence is all its places, those of children from outside it
        included, so that it agrees with the balance by location. Where a counted house does not say where its
        children live, the numbers are unknown (reason "use_unknown") and `lower` is what is known; where it does not
        say how many places it has ("places_unknown") those of its area are, since nobody knows the free ones.

    Source: docs/methods.md#nach-wohnort
    """
    counted = houses.set_index("facility_id")
    own = use[use["facility_id"].isin(counted.index)]
    dark = sorted(set(counted.index) - set(own["facility_id"]) | set(own.loc[own["children"].isna(), "facility_id"]))
    dark_houses = counted.loc[dark]
    complete = dark_houses.empty or bool((dark_houses["places"].fillna(1) * dark_houses["share"] == 0).all())
    dark_at = set(dark_houses["area_id"])
    free_at = _free(counted, own, dark)
    taken = _from_home_to_house(own, counted["area_id"])
    of_home: dict[str, float] = {}
    for (home, _), children in taken.items():
        of_home[home] = of_home.get(home, 0.0) + children
    city = city_of(members)
    rows: list[dict[str, object]] = []
    for at, (area, standing) in enumerate(standing_in(members).items()):
        parts = set(members[area])
        homes = [*standing, OUTSIDE] if area == city else standing
        by_home = sum(of_home.get(one, 0.0) for one in homes) + sum(free_at.get(one, 0.0) for one in standing)
        inside = {pair: children for pair, children in taken.items() if pair[1] in standing}
        taken_here = sum(inside.values())
        outside = sum(children for (home, _), children in inside.items() if home not in parts and home != NOWHERE)
        elsewhere = sum(children for pair, children in taken.items() if pair[0] in parts and pair not in inside)
        unsaid = _unsaid(counted, standing)
        whole = complete and not unsaid
        local = dark_at.isdisjoint(standing)
        rows += [
            _row(area, BY_RESIDENCE, by_home, whole) | (unsaid if complete else {}),
            _row(area, FROM_OUTSIDE, outside, local),
            _row(area, FROM_OUTSIDE_PCT, 100 * outside / taken_here if taken_here else None, local),
            _row(area, ELSEWHERE, elsewhere, complete),
        ]
        if needs.needed is not None:
            needed = float(needs.needed.value[at])
            for measure, gap in ((MISSING_BY_RESIDENCE, needed - by_home), (SPARE_BY_RESIDENCE, by_home - needed)):
                known = whole and not math.isnan(needed)
                row = _row(area, measure, max(0.0, gap) if known else None, known, sure=False)
                why = {} if known or not complete else unsaid or _why(needs.needed, at)
                rows.append(row | why)
    return _finished(rows, coverage, year)


def use_measures(
    coverage: Coverage,
    use: pd.DataFrame,
    children: pd.DataFrame,
    claims: Mapping[str, bool],
    needs: Demand,
    members: Mapping[str, list[str]],
    year: str,
) -> pd.DataFrame:
    """Betreuungsquote and Inanspruchnahmequote by residence: what is used, not what is offered.

    Args:
        coverage: its cohort groups.
        use: rows of the table USE from use_of, of all houses.
        children: table CHILDREN.
        claims: cohort group -> whether its children have a claim.
        needs: of the same coverage and year.
        members: area -> its Sozialräume.
        year: Kita-Jahr.

    Returns:
        Table `measures`. betreuungsquote_pct: children in care who live in the area per 100 children of the age
        group. inanspruchnahmequote_pct: children with a claim in care per 100 children with a claim; NA with reason
        "use_not_by_age" where only some of the ages have a claim and the use is not told by age. Nobody from
        outside is counted, in the city neither.

    Source: docs/methods.md#betreuung-und-inanspruchnahme
    """
    with_claim = [group for group in coverage.cohorts if claims.get(group, False)]
    all_have = len(with_claim) == len(coverage.cohorts)
    by_age = bool((use["group"] != "").all()) and not use.empty
    rows_of_claim = children[(children["year"] == year) & children["group"].isin(with_claim)]
    claim_heads = _by_area(rows_of_claim["area_id"], rows_of_claim["value"])
    users = _by_area(use["home"], use["children"])
    of_claim = use if all_have else use[use["group"].isin(with_claim)]
    users_with_claim = _by_area(of_claim["home"], of_claim["children"])
    rows: list[dict[str, object]] = []
    for at, (area, homes) in enumerate(standing_in(members).items()):
        in_care = sum(users.get(home, 0.0) for home in homes)
        known = not use.empty and not math.isnan(in_care)
        heads = float(needs.children.value[at])
        unknown = {} if not math.isnan(heads) or not known else _why(needs.children, at)
        rows.append({**_row(area, BETREUUNG, _quota(in_care, heads), known), **unknown})
        if not all_have and not by_age:
            rows.append(_row(area, INANSPRUCHNAHME, None, known=False, reason="use_not_by_age"))
            continue
        above = sum(users_with_claim.get(home, 0.0) for home in homes)
        below = heads if all_have else sum(claim_heads.get(part, math.nan) for part in members[area])
        unknown = {} if not math.isnan(below) or not known else _why(needs.children, at)
        rows.append({**_row(area, INANSPRUCHNAHME, _quota(above, below), known), **unknown})
    return _finished(rows, coverage, year)


def _free(counted: pd.DataFrame, use: pd.DataFrame, dark: list[str]) -> dict[str, float]:
    """Area -> places that nobody takes, of the houses that say where their children live and how many places there
    are; below zero where more are taken in."""
    taken = use["children"].groupby(use["facility_id"]).sum()
    free: dict[str, float] = {}
    places = floats(counted["places"]) * floats(counted["share"])
    for house, area, number in zip(counted.index, counted["area_id"], places, strict=True):
        if house not in dark and not math.isnan(number):
            free[area] = free.get(area, 0.0) + number - float(taken.get(house, 0.0))
    return free


def _from_home_to_house(use: pd.DataFrame, area_of: pd.Series) -> dict[tuple[str, str], float]:
    """(home, area of the house) -> how many children; what is unknown is left out."""
    found: dict[tuple[str, str], float] = {}
    for home, area, children in zip(use["home"], use["facility_id"].map(area_of), use["children"], strict=True):
        if not pd.isna(children):
            found[home, area] = found.get((home, area), 0.0) + float(children)
    return found


def _by_area(areas: pd.Series, numbers: pd.Series) -> dict[str, float]:
    """Sums by area, NaN where one of the numbers is unknown."""
    found: dict[str, float] = {}
    for area, number in zip(areas, floats(numbers), strict=True):
        found[area] = found.get(area, 0.0) + float(number)
    return found


def _unsaid(counted: pd.DataFrame, standing: list[str]) -> dict[str, object]:
    """Status and reason where a house there does not say how many places it has, so that nobody knows the free ones;
    {} where all do."""
    silent = counted[counted["places"].isna() & counted["area_id"].isin(standing)]
    if silent.empty:
        return {}
    if (silent["status"] == str(Status.WITHHELD)).any():
        return {"status": str(Status.WITHHELD), "reason": "parts_withheld", "lower": None}
    return {"status": str(Status.MISSING), "reason": "places_unknown"}


def _why(side: Side, at: int) -> dict[str, object]:
    """Status and reason of what is unknown because this side is."""
    unknown = math.isnan(side.value[at])
    return {
        "status": STATUS_OF[side.rank[at]] if unknown else str(Status.MISSING),
        "reason": side.reason[at] if unknown else "children_unknown",
    }


def _quota(users: float, children: float) -> float | None:
    found = float(quota(np.array(users), np.array(children)))
    return None if math.isnan(found) else found


def _row(
    area: str, measure: str, value: float | None, known: bool, sure: bool = True, reason: str = INCOMPLETE
) -> dict[str, object]:
    """`sure`: what is known is a lower limit where the number is not."""
    usable = known and value is not None
    return {
        "area_id": area,
        "measure_id": measure,
        "value": value if usable else None,
        "lower": value if not known and sure and not measure.endswith("_pct") else None,
        "status": str(Status.NORMAL if usable else Status.NOT_APPLICABLE if known else Status.MISSING),
        "reason": "" if usable else "no_children" if known else reason,
    }


def _finished(rows: list[dict[str, object]], coverage: Coverage, year: str) -> pd.DataFrame:
    table = frame(MEASURES, rows).assign(target_group=coverage.id, period=year, scenario=BESTAND)
    return typed(table, MEASURES)
