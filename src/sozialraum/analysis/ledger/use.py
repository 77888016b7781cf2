"""Who uses which place: what the ledger of it rests on, and the pairs of home and house behind all its figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from sozialraum.analysis.ledger.ledger import cell_key
from sozialraum.analysis.ledger.people import Binding
from sozialraum.analysis.planning.sides import NOWHERE, city_of
from sozialraum.model.planning_tables import OUTSIDE
from sozialraum.model.tables import records

USE = "use:"  # followed by the coverage and the kind of figure
PAIR, HERE, FROM, AWAY, TAKEN, BALANCE, CARE, CLAIM, NOT_IN_CARE, CARE_WITHOUT_CLAIM, CLAIM_NOT_IN_CARE = (
    "pair", "here", "outside", "elsewhere", "taken", "balance", "care", "claim", "rest", "other", "claim_rest"
)  # fmt: skip
WORTH = {FROM: 2.0, TAKEN: 1.0, AWAY: 1.0, BALANCE: 3.0, CARE: 2.0, CLAIM: 1.0}
UNCOUNTED = "uncounted"  # houses that are not in the balance; their children are in care all the same
SILENT = "silent"  # houses that do not say where all their children live, or how many places they have
MANY_PAIRS = 4096  # beyond these only the pairs that anybody makes are in the ledger, as if the others were known
BREAK = "\x1e"


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


def use_cell(use: Use, kind: str, area_id: str, pair: str = "") -> str:
    """The key of a figure by residence."""
    return cell_key(area_id, f"{USE}{use.coverage}:{kind}", use.year, pair)


def pairs_of(use: Use, members: Mapping[str, list[str]]) -> dict[tuple[str, str, str], float]:
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
