"""Children who use no place, and those in care with a claim or without: what is left of a number that is told."""

from collections.abc import Iterable, Mapping

import pandas as pd

from sozialraum.analysis.ledger.ledger import CELLS, LINKS, Ledger
from sozialraum.analysis.ledger.people import people, worth
from sozialraum.analysis.ledger.use import (
    BREAK,
    CARE,
    CARE_WITHOUT_CLAIM,
    CLAIM,
    CLAIM_NOT_IN_CARE,
    USE,
    WORTH,
    Heads,
    Use,
    use_cell,
)
from sozialraum.analysis.planning.sides import NOWHERE, standing_in
from sozialraum.model.tables import frame, typed


def not_in_care(use: Use, kind: str, of: str, users: Mapping[str, float], heads: Mapping[str, Heads]) -> Ledger:
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


def with_claim(use: Use, care: Mapping[str, float], members: Mapping[str, list[str]]) -> list[Ledger]:
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
        not_in_care(use, CLAIM_NOT_IN_CARE, CLAIM, claim, use.claim_heads),
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
