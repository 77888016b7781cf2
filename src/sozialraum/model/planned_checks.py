"""What is wrong with planned measures, and with the validity of certificates."""

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from itertools import pairwise

import pandas as pd

from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.periods import first_day, in_order, last_day
from sozialraum.model.rules import Coverage
from sozialraum.model.tables import records

PLACES = ["facility_id", "offer", "target_group"]
MEASURE = ["measure", *PLACES, "from_day"]
EXAMPLES = 5
ALWAYS = ("0001-01-01", "9999-12-31")


def planned_problems(
    planned: pd.DataFrame,
    facilities: pd.DataFrame,
    places: Mapping[tuple[str, str, str], float],
    coverages: Iterable[Coverage],
) -> list[Problem]:
    """Measures for an unknown facility, told twice, that take more places than there are, or that count already.

    Args:
        planned: table PLANNED.
        facilities: table `facilities`.
        places: from places_today.
        coverages: whose counted states hold.
    """
    states = {str(state) for one in coverages for state in one.betriebsstatus}
    known = [str(id_) for id_ in facilities.index]
    return [
        *_unknown_facilities(planned, known),
        *_told_twice(planned),
        *_below_zero(planned, places),
        *_counted_already(planned, facilities, states),
    ]


def places_today(offers: pd.DataFrame, coverages: Iterable[Coverage]) -> dict[tuple[str, str, str], float]:
    """(facility, offer, target group) -> its places at the newest date, of the kind a coverage counts.

    Where one of its numbers is unknown the whole is left out.
    """
    found: dict[tuple[str, str, str], float] = {}
    for coverage in coverages:
        meant = offers["offer"].isin(coverage.offers) & offers["target_group"].isin(coverage.target_groups)
        rows = offers[meant & (offers["kind"] == str(coverage.kind))]
        for (facility, offer, group), own in rows.groupby(PLACES, sort=True):
            newest = own[own["period"] == in_order(list(own["period"]))[-1]]
            if newest["places"].notna().all():
                found[str(facility), str(offer), str(group)] = float(newest["places"].sum())
    return found


def unknown_measures(named: Iterable[str], planned: pd.DataFrame, file: str) -> list[Problem]:
    """Measures that [planning.measures] names and no file has.

    Args:
        named: chosen ones and those left out.
        file: the project file.
    """
    known = sorted(planned["measure"].unique())
    return [
        Problem(
            Code.MEASURE_UNKNOWN,
            file,
            column="planning.measures",
            value=one,
            fields={"nearest": _nearest(one, known) or ", ".join(known)},
        )
        for one in dict.fromkeys(named)
        if one not in known
    ]


def overlapping_validity(merkmale: pd.DataFrame) -> list[Problem]:
    """A certificate of one facility that holds twice on one day, with or without a network.

    Args:
        merkmale: table MERKMALE with `file` and `row`, no row twice.
    """
    found = []
    for (facility, merkmal), rows in merkmale.groupby(["facility_id", "merkmal"], sort=True):
        spans = sorted(
            (row["from"] or ALWAYS[0], row["to"] or ALWAYS[1], row["file"], row["row"]) for row in records(rows)
        )
        for one, then in pairwise(spans):
            if last_day(one[1]) >= first_day(then[0]):
                fields = {
                    "name": str(facility),
                    "merkmal": str(merkmal),
                    "other": _span(one),
                    "where": f"{one[2]}:{one[3]}",
                }
                found.append(
                    Problem(
                        Code.VALIDITY_OVERLAPS,
                        then[2],
                        then[3],
                        value=_span(then),
                        fields=fields,
                        severity=Severity.WARNING,
                    )
                )
    return found


def _span(one: tuple[str, str, str, int]) -> str:
    start, end = ("" if text in ALWAYS else text for text in one[:2])
    return f"{start} – {end}".strip()


def _unknown_facilities(planned: pd.DataFrame, known: Collection[str]) -> Iterable[Problem]:
    for row in records(planned[~planned["facility_id"].isin(known)]):
        yield Problem(
            Code.MEASURE_FACILITY_UNKNOWN,
            row["file"],
            row=row["row"],
            value=row["facility_id"],
            fields={"nearest": _nearest(row["facility_id"], known) or _some(known)},
        )


def _told_twice(planned: pd.DataFrame) -> Iterable[Problem]:
    """One measure may change several offers of several houses, but each of them once from a day on."""
    for _, rows in planned[planned.duplicated(MEASURE, keep=False)].groupby(MEASURE, sort=True):
        first, *others = records(rows.sort_values(["file", "row"]))
        for other in others:
            yield Problem(
                Code.MEASURE_TWICE,
                other["file"],
                row=other["row"],
                value=other["measure"],
                fields={"other": str(first["row"])},
            )


def _below_zero(planned: pd.DataFrame, places: Mapping[tuple[str, str, str], float]) -> Iterable[Problem]:
    each = planned.sort_values(["from_day", "row"]).drop_duplicates(MEASURE)
    for (facility, offer, group), rows in each.groupby(PLACES, sort=True):
        left = places.get((str(facility), str(offer), str(group)))
        if left is None:
            continue
        for row in records(rows.dropna(subset=["places"])):
            before, left = left, left + float(row["places"])
            if left < 0 <= before:
                fields = {"name": str(facility), "places": f"{before:g}", "change": f"{row['places']:g}"}
                yield Problem(
                    Code.MEASURE_BELOW_ZERO, row["file"], row=row["row"], value=row["measure"], fields=fields
                )


def _counted_already(planned: pd.DataFrame, facilities: pd.DataFrame, states: set[str]) -> Iterable[Problem]:
    """A measure that is the opening of a house whose places the stock counts from that day on."""
    for row in records(planned[planned["facility_id"].isin(facilities.index) & (planned["places"] > 0)]):
        house = facilities.loc[row["facility_id"]]
        opens = str(house["opens_on"])
        if house["betriebsstatus"] in states and opens and first_day(opens) == first_day(row["from_day"]):
            yield Problem(
                Code.MEASURE_COUNTED,
                row["file"],
                row=row["row"],
                value=row["measure"],
                fields={"name": row["facility_id"]},
                severity=Severity.WARNING,
            )


def _some(known: Collection[str]) -> str:
    """Examples, where nothing is alike."""
    shown = ", ".join(sorted(known)[:EXAMPLES])
    return f"{shown}, …" if len(known) > EXAMPLES else shown or "–"


def _nearest(text: str, known: Collection[str]) -> str:
    return next(iter(get_close_matches(text, known, n=1)), "")
