"""Places by where the children live who use them: home x facility, who comes from outside, who goes elsewhere."""

from collections.abc import Mapping

import pandas as pd

from sozialraum.analysis.coverage import quota
from sozialraum.analysis.planning.needs import Demand
from sozialraum.analysis.planning.sides import NOWHERE, Side, city_of
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
from sozialraum.model.status import Status
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
    at = own["facility_id"].map(counted["area_id"])
    dark = sorted(set(counted.index) - set(own["facility_id"]) | set(own.loc[own["children"].isna(), "facility_id"]))
    dark_houses = counted.loc[dark]
    complete = dark_houses.empty or bool((dark_houses["places"].fillna(1) * dark_houses["share"] == 0).all())
    places = (counted["places"] * counted["share"]).astype("Float64")
    taken = own["children"].groupby(own["facility_id"]).sum().reindex(counted.index).fillna(0.0)
    free = (places - taken).drop(index=dark)
    of_home = own["children"].groupby(own["home"]).sum()
    free_at = free.groupby(counted["area_id"].reindex(free.index)).sum()
    city = city_of(members)
    rows: list[dict[str, object]] = []
    for area, parts in members.items():
        homes = [*parts, NOWHERE, OUTSIDE] if area == city else parts
        standing = [*parts, NOWHERE] if area == city else parts
        inside = at.isin(standing)
        lives_here = own["home"].isin(parts)
        here_unknown = inside & (own["home"] == NOWHERE)
        by_home = float(of_home.reindex(homes).fillna(0.0).sum() + free_at.reindex(standing).fillna(0.0).sum())
        taken_here = float(own.loc[inside, "children"].sum())
        outside = float(own.loc[inside & ~lives_here & ~here_unknown, "children"].sum())
        elsewhere = float(own.loc[lives_here & ~inside, "children"].sum())
        unsaid = _unsaid(counted, standing)
        whole = complete and not unsaid
        local = not bool(counted.loc[dark, "area_id"].isin(standing).any())
        rows += [
            _row(area, BY_RESIDENCE, by_home, whole) | (unsaid if complete else {}),
            _row(area, FROM_OUTSIDE, outside, local),
            _row(area, FROM_OUTSIDE_PCT, 100 * outside / taken_here if taken_here else None, local),
            _row(area, ELSEWHERE, elsewhere, complete),
        ]
        if needs.needed is not None:
            needed = needs.needed.value[area]
            for measure, gap in ((MISSING_BY_RESIDENCE, needed - by_home), (SPARE_BY_RESIDENCE, by_home - needed)):
                known = whole and not pd.isna(needed)
                row = _row(area, measure, max(0.0, float(gap)) if known else None, known, sure=False)
                why = {} if known or not complete else unsaid or _why(needs.needed, area)
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
    claim_heads = rows_of_claim.groupby("area_id")["value"].agg(lambda one: one.sum(skipna=False))
    city = city_of(members)
    rows: list[dict[str, object]] = []
    for area, parts in members.items():
        homes = [*parts, NOWHERE] if area == city else parts
        here = use[use["home"].isin(homes)]
        known = not use.empty and not bool(here["children"].isna().any())
        in_care = float(here["children"].sum())
        care = pd.Series([in_care if known else None], index=[area], dtype="Float64")
        heads = needs.children.value.reindex([area])
        told = bool(heads.notna().all())
        unknown = {} if told or not known else _why(needs.children, area)
        rows.append({**_row(area, BETREUUNG, _number(quota(care, heads)), known), **unknown})
        if not all_have and not by_age:
            rows.append(_row(area, INANSPRUCHNAHME, None, known=False, reason="use_not_by_age"))
            continue
        users = here if all_have else here[here["group"].isin(with_claim)]
        above = pd.Series([float(users["children"].sum()) if known else None], index=[area], dtype="Float64")
        below = heads if all_have else _heads(claim_heads, parts, area)
        unknown = {} if bool(below.notna().all()) or not known else _why(needs.children, area)
        rows.append({**_row(area, INANSPRUCHNAHME, _number(quota(above, below)), known), **unknown})
    return _finished(rows, coverage, year)


def _unsaid(counted: pd.DataFrame, standing: list[str]) -> dict[str, object]:
    """Status and reason where a house there does not say how many places it has, so that nobody knows the free ones;
    {} where all do."""
    silent = counted[counted["places"].isna() & counted["area_id"].isin(standing)]
    if silent.empty:
        return {}
    if (silent["status"] == str(Status.WITHHELD)).any():
        return {"status": str(Status.WITHHELD), "reason": "parts_withheld", "lower": None}
    return {"status": str(Status.MISSING), "reason": "places_unknown"}


def _why(side: Side, area: str) -> dict[str, object]:
    """Status and reason of what is unknown because this side is."""
    unknown = pd.isna(side.value[area])
    return {
        "status": str(side.status[area]) if unknown else str(Status.MISSING),
        "reason": str(side.reason[area]) if unknown else "children_unknown",
    }


def _heads(of_claim: pd.Series, parts: list[str], area: str) -> pd.Series:
    own = of_claim.reindex(parts).astype("Float64")
    return pd.Series([own.sum() if own.notna().all() else None], index=[area], dtype="Float64")


def _number(one: pd.Series) -> float | None:
    return None if pd.isna(one.iloc[0]) else float(one.iloc[0])


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
