"""Who uses which place, in the ledger: children of an area's houses from here and from outside, its own elsewhere.

Every figure by residence is a sum over pairs of home and house. The pairs themselves are told nowhere, but they are
what could be worked out, and they tie the figures of all areas to each other.
"""

from collections.abc import Collection, Iterable, Mapping

import numpy as np
import pandas as pd

from sozialraum.analysis.ledger.ledger import CELLS, LINKS, Ledger, cell_key
from sozialraum.analysis.ledger.not_in_care import not_in_care, with_claim
from sozialraum.analysis.ledger.people import people, worth
from sozialraum.analysis.ledger.use import (
    AWAY,
    BALANCE,
    BREAK,
    CARE,
    CLAIM,
    FROM,
    HERE,
    NOT_IN_CARE,
    PAIR,
    SILENT,
    TAKEN,
    UNCOUNTED,
    USE,
    WORTH,
    Use,
    pairs_of,
    use_cell,
)
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
from sozialraum.model.tables import frame, typed

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
    pairs = pairs_of(use, members)
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
    care = {str(row["area"]): float(row["value"]) for row in figures if row["kind"] == CARE}  # type: ignore[arg-type]  # a number
    parts_ = [Ledger(table, frame(LINKS, links)), not_in_care(use, NOT_IN_CARE, CARE, care, use.heads)]
    if not use.all_have and (use.rows["group"] != "").all():
        parts_ += with_claim(use, care, members)
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
