"""Who uses which place, in the ledger: children of an area's houses from here and from outside, its own elsewhere.

Every figure by residence is a sum over pairs of home and house. The pairs themselves are told nowhere, but they are
what could be worked out, and they tie the figures of all areas to each other.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from sozialraum.analysis.ledger.ledger import CELLS, LINKS, Ledger, cell_key
from sozialraum.analysis.ledger.people import Binding, people, worth
from sozialraum.analysis.ledger.same_children import ENOUGH
from sozialraum.analysis.planning.sides import NOWHERE, city_of, standing_in
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
from sozialraum.model.tables import frame, records, typed

USE = "use:"  # followed by the coverage and the kind of figure
PAIR, HERE, FROM, AWAY, TAKEN, BALANCE, CARE, CLAIM, NOT_IN_CARE, CARE_WITHOUT_CLAIM, CLAIM_NOT_IN_CARE = (
    "pair", "here", "outside", "elsewhere", "taken", "balance", "care", "claim", "rest", "other", "claim_rest"
)  # fmt: skip
# the figures a measure tells; it is withheld with any of them
TOLD_BY = {
    FROM_OUTSIDE: (FROM,),
    FROM_OUTSIDE_PCT: (FROM, TAKEN),
    ELSEWHERE: (AWAY,),
    BY_RESIDENCE: (BALANCE,),
    MISSING_BY_RESIDENCE: (BALANCE,),
    SPARE_BY_RESIDENCE: (BALANCE,),
    BETREUUNG: (CARE,),
    INANSPRUCHNAHME: (CLAIM,),
}
WORTH = {FROM: 2.0, TAKEN: 1.0, AWAY: 1.0, BALANCE: 3.0, CARE: 2.0, CLAIM: 1.0}
UNCOUNTED = "uncounted"  # houses that are not in the balance; their children are in care all the same
SILENT = "silent"  # houses that do not say where all their children live, or how many places they have
MANY_PAIRS = 4096  # beyond these only the pairs that anybody makes are in the ledger, as if the others were known


@dataclass(frozen=True)
class Use:
    """Who uses the places of one coverage in one year.

    Args:
        coverage: its id.
        year: Kita-Jahr.
        rows: table USE of that coverage and year.
        area_of: facility -> the area of every house in the balance.
        bound: what binds the file.
        silent: those of them whose places nobody can take the taken ones from.
        heads: area -> the cells that are its children, and how many they are.
        claim_heads: area -> those with a claim.
        with_claim: the cohort groups with a claim.
        all_have: whether these are all.
    """

    coverage: str
    year: str
    rows: pd.DataFrame
    area_of: Mapping[str, str]
    bound: Binding
    silent: frozenset[str] = frozenset()
    heads: Mapping[str, "Heads"] = field(default_factory=dict)
    claim_heads: Mapping[str, "Heads"] = field(default_factory=dict)
    with_claim: tuple[str, ...] = ()
    all_have: bool = True


@dataclass(frozen=True)
class Heads:
    """Children of an area: the cells whose sum they are, and the sum."""

    cells: tuple[str, ...]
    value: float


BREAK = "\x1e"


def use_cell(use: Use, kind: str, area_id: str, pair: str = "") -> str:
    """The key of a figure by residence."""
    return cell_key(area_id, f"{USE}{use.coverage}:{kind}", use.year, pair)


def residence_ledger(use: Use, members: Mapping[str, list[str]]) -> Ledger:
    """The figures by residence of a coverage and year.

    Args:
        use: who uses which place.
        members: area -> its Sozialräume.

    Returns:
        Told of each area: children who come from outside, own children elsewhere, all taken places (from the share of
        the former), both balances, children in care, those with a claim. Told nowhere: each pair of home and area of
        the house, children in the houses of their own area, those not in care. Unknown numbers are in no sum.

    Source: docs/methods.md#geheimhaltung
    """
    pairs = _pairs(use, members)
    city = city_of(members)
    figures: list[dict[str, object]] = [
        {"kind": PAIR, "area": slot[0], "group": BREAK.join((home, *slot[1:])), "value": value, "told": False}
        for (home, *slot), value in pairs.items()
    ]
    links: list[dict[str, object]] = []
    keys = {pair: use_cell(use, PAIR, pair[1], BREAK.join((pair[0], *pair[2:]))) for pair in pairs}

    def add(kind: str, area: str, factors: Mapping[tuple[str, str, str], float], told: bool = True) -> None:
        value = sum(factor * pairs[pair] for pair, factor in factors.items())
        figures.append({"kind": kind, "area": area, "group": "", "value": value, "told": told})
        own = use_cell(use, kind, area)
        links.append({"relation": f"use{BREAK}{own}", "cell": own, "factor": -1.0})
        links.extend(
            {"relation": f"use{BREAK}{own}", "cell": keys[pair], "factor": factor}
            for pair, factor in factors.items()
            if factor
        )

    for area, standing in standing_in(members).items():
        parts, here = set(members[area]), set(standing)
        inside = [pair for pair in pairs if pair[1] in here and pair[2] != UNCOUNTED]
        counted = [pair for pair in pairs if pair[2] != UNCOUNTED]
        add(HERE, area, {pair: 1.0 for pair in inside if pair[0] in parts}, told=False)
        add(FROM, area, {pair: 1.0 for pair in inside if pair[0] not in parts and pair[0] != NOWHERE})
        add(AWAY, area, {pair: 1.0 for pair in counted if pair[0] in parts and pair[1] not in here})
        comes = any(pairs[pair] for pair in inside if pair[0] not in parts and pair[0] != NOWHERE)
        add(TAKEN, area, dict.fromkeys(inside, 1.0), told=comes)  # 0 % tells of nobody
        add(CARE, area, {pair: 1.0 for pair in pairs if pair[0] in here})
        if area != city:
            own = [pair for pair in counted if pair[0] in parts]
            free = [pair for pair in inside if pair[2] != SILENT]
            add(BALANCE, area, {pair: float(pair in own) - float(pair in free) for pair in {*own, *free}})
    table = _cells(use, figures, members)
    care = {str(row["area"]): float(row["value"]) for row in figures if row["kind"] == CARE}  # type: ignore[arg-type]
    parts_ = [Ledger(table, frame(LINKS, links)), _not_in_care(use, NOT_IN_CARE, CARE, care, use.heads)]
    if not use.all_have and (use.rows["group"] != "").all():
        parts_ += _with_claim(use, care, members)
    return Ledger(
        pd.concat([one.cells for one in parts_], ignore_index=True),
        pd.concat([one.links for one in parts_], ignore_index=True),
    )


def withheld_use(
    measures: pd.DataFrame, withheld: Collection[str], claim_is_care: Collection[str], city: str
) -> pd.Series:
    """Which rows of the table `measures` are withheld.

    Args:
        measures: of the edition.
        withheld: keys of the ledger.
        claim_is_care: coverages all of whose children have a claim: both quotas are then one.
        city: of which places by residence are the places there are.
    """
    found = []
    columns = measures["measure_id"], measures["area_id"], measures["target_group"], measures["period"]
    for measure, area, coverage, year in zip(*columns, strict=True):
        kinds: Iterable[str] = TOLD_BY.get(measure, ())
        if measure == INANSPRUCHNAHME and coverage in claim_is_care:
            kinds = (CARE,)
        if area == city:
            kinds = [kind for kind in kinds if kind != BALANCE]
        found.append(any(cell_key(area, f"{USE}{coverage}:{kind}", year) in withheld for kind in kinds))
    return pd.Series(found, index=measures.index, dtype=bool)


def taken_links(
    use: Use, members: Mapping[str, list[str]], taken: Mapping[str, tuple[tuple[str, ...], float]]
) -> pd.DataFrame:
    """Links of children in the houses of an area and the places taken there, where every house tells the same number.

    Args:
        use: who uses which place.
        members: area -> its Sozialräume.
        taken: facility -> the cells of its taken places of this coverage and year, and their sum.
    """
    told = use.rows["children"].groupby(use.rows["facility_id"]).agg(lambda one: one.sum(skipna=False))
    both = {str(house): float(number) for house, number in told.items() if house in taken and not pd.isna(number)}
    if len(set(both.values())) < ENOUGH or any(taken[house][1] != number for house, number in both.items()):
        return frame(LINKS)
    rows: list[dict[str, object]] = []
    pairs = _pairs(use, members)
    for area in sorted(set(use.area_of.values())):
        houses = [
            house
            for house, at in use.area_of.items()
            if at == area and house not in use.silent and house in told.index
        ]
        if not houses or not set(houses) <= set(both):
            continue
        name = f"taken{BREAK}{use_cell(use, TAKEN, area)}"
        inside = [pair for pair in pairs if pair[1:] == (area, "")]
        keys = [use_cell(use, PAIR, area, BREAK.join((home, *kind))) for home, _, *kind in inside]
        rows += [{"relation": name, "cell": key, "factor": 1.0} for key in keys]
        rows += [{"relation": name, "cell": key, "factor": -1.0} for house in houses for key in taken[house][0]]
    return frame(LINKS, rows)


def _pairs(use: Use, members: Mapping[str, list[str]]) -> dict[tuple[str, str, str], float]:
    """(home, area of the house, "" | silent | uncounted) -> children; where there are not too many also nobody."""
    slot_of = {house: (area, SILENT if house in use.silent else "") for house, area in sorted(use.area_of.items())}
    found: dict[tuple[str, str, str], float] = {}
    known = use.rows[use.rows["children"].notna() & (use.rows["children"] != 0)]
    nowhere = {NOWHERE} & set(known["home"])  # that there are none of unknown home may be no secret
    homes = {*members[city_of(members)], OUTSIDE, *nowhere}
    slots = {("", UNCOUNTED)} if not set(use.rows["facility_id"]) <= set(slot_of) else set()
    for row in records(use.rows[use.rows["children"].notna()]):
        slot = slot_of.get(row["facility_id"], ("", UNCOUNTED))
        slots.add(slot)
        pair = (str(row["home"]), *slot)
        found[pair] = found.get(pair, 0.0) + float(row["children"])
    if len(homes) * len(slots) <= MANY_PAIRS:
        found = {(home, *slot): 0.0 for home in homes for slot in slots} | found
    return dict(sorted(found.items()))


def _cells(use: Use, figures: list[dict[str, object]], members: Mapping[str, list[str]]) -> pd.DataFrame:
    rows = pd.DataFrame(figures).astype({"value": "Float64"})
    rows = rows.assign(
        cell=[
            use_cell(use, kind, area, group)
            for kind, area, group in zip(rows["kind"], rows["area"], rows["group"], strict=True)
        ],
        area_id=rows["area"],
        what=[f"{USE}{use.coverage}:{kind}" for kind in rows["kind"]],
        period=use.year,
        of_nowhere=rows["group"].str.startswith(NOWHERE + BREAK),
        weight=[
            WORTH.get(kind, 1.0) * worth(use.bound, area, len(members.get(area, ())))
            for kind, area in zip(rows["kind"], rows["area"], strict=True)
        ],
    )
    balance, told = rows["kind"] == BALANCE, rows["told"].astype(bool)
    differences = typed(
        rows[balance].assign(least=-np.inf, most=np.nan, guess=False, whole=True, needs=0.0, state=_free(use)), CELLS
    )
    guessed = people(rows[~told], use.bound, told=False)
    # of whom the office does not know the home, their number tells nothing
    guessed["needs"] = guessed["needs"].mask(rows.loc[~told, "of_nowhere"].to_numpy(dtype=bool), 0.0)
    return pd.concat([people(rows[told & ~balance], use.bound), guessed, differences], ignore_index=True)


def _free(use: Use) -> str:
    return "known" if use.bound.known else "open"


def _not_in_care(use: Use, kind: str, of: str, users: Mapping[str, float], heads: Mapping[str, Heads]) -> Ledger:
    """Children of each area that are not in care: all of them without those who are."""
    rows: list[dict[str, object]] = []
    links: list[dict[str, object]] = []
    for area, all_ in sorted(heads.items()):
        if area not in users or all_.value < users[area]:
            continue
        own = use_cell(use, kind, area)
        rows.append(_row(use, kind, area, all_.value - users[area]))
        factors = [(own, 1.0), (use_cell(use, of, area), 1.0), *((one, -1.0) for one in all_.cells)]
        links += [{"relation": f"rest{BREAK}{own}", "cell": one, "factor": factor} for one, factor in factors]
    cells = people(_frame(rows), use.bound, told=False)
    if use.bound.rule.complement == "zeigen":
        cells["needs"] = 0.0
    return Ledger(typed(cells, CELLS), frame(LINKS, links))


def _with_claim(use: Use, care: Mapping[str, float], members: Mapping[str, list[str]]) -> list[Ledger]:
    """Children in care who have a claim, and those who have none: both together are those in care."""
    rows = use.rows[use.rows["group"].isin(use.with_claim)]
    by_home = rows.groupby("home")["children"].sum().to_dict()
    claim = {
        area: float(sum(by_home.get(home, 0.0) for home in homes)) for area, homes in standing_in(members).items()
    }
    told: list[dict[str, object]] = []
    others: list[dict[str, object]] = []
    links: list[dict[str, object]] = []

    def link(name: str, factors: Iterable[tuple[str, float]]) -> None:
        links.extend({"relation": name, "cell": cell, "factor": factor} for cell, factor in factors)

    for area, users in claim.items():
        told.append(_row(use, CLAIM, area, users, WORTH[CLAIM] * worth(use.bound, area, len(members[area]))))
        others.append(_row(use, CARE_WITHOUT_CLAIM, area, care[area] - users))
        own = [use_cell(use, kind, area) for kind in (CARE, CLAIM, CARE_WITHOUT_CLAIM)]
        link(f"claim{BREAK}{own[0]}", zip(own, (-1.0, 1.0, 1.0), strict=True))
    nowhere = float(by_home.get(NOWHERE, 0.0))
    others.append(_row(use, CLAIM, NOWHERE, nowhere))
    for area, homes in standing_in(members).items():
        if homes != [area]:
            name = f"claim{BREAK}sum{BREAK}{use_cell(use, CLAIM, area)}"
            link(name, [(use_cell(use, CLAIM, area), -1.0), *((use_cell(use, CLAIM, one), 1.0) for one in homes)])
    cells = [people(_frame(told), use.bound), people(_frame(others), use.bound, told=False)]
    return [
        Ledger(pd.concat(cells, ignore_index=True), frame(LINKS, links)),
        _not_in_care(use, CLAIM_NOT_IN_CARE, CLAIM, claim, use.claim_heads),
    ]


def _row(use: Use, kind: str, area: str, value: float, weight: float = 1.0) -> dict[str, object]:
    what = f"{USE}{use.coverage}:{kind}"
    return {
        "cell": use_cell(use, kind, area),
        "area_id": area,
        "what": what,
        "period": use.year,
        "value": value,
        "weight": weight,
    }


def _frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    columns = ["cell", "area_id", "what", "period", "value", "weight"]
    return pd.DataFrame(rows, columns=columns).astype({"value": "Float64", "weight": "Float64"})
