"""Children who applied and have no place, in the ledger: by home, in larger areas and in the city."""

from collections.abc import Collection, Mapping
from typing import cast

import pandas as pd

from sozialraum.analysis.ledger.ledger import LINKS, Ledger, cell_key
from sozialraum.analysis.ledger.people import Binding, people, worth
from sozialraum.analysis.planning.sides import standing_in
from sozialraum.model.measures import WAITING
from sozialraum.model.tables import frame

APPLIED = "waiting:"  # followed by the coverage and the day of counting


def waiting_ledger(applications: pd.DataFrame, members: Mapping[str, list[str]], bound: Binding) -> Ledger:
    """Applications without a place.

    Args:
        applications: table APPLICATIONS.
        members: area -> its Sozialräume.
        bound: what binds the file.

    Returns:
        A cell for each area, coverage and day of counting, children of unknown home by themselves; larger areas and
        the city, which counts them too, are sums of what is known, of the newest count only.

    Source: docs/methods.md#geheimhaltung
    """
    counts = applications.groupby(["coverage", "period", "counted_on", "area_id"], sort=True)["children"].agg(
        lambda one: one.sum(skipna=False)
    )
    newest = applications.groupby(["coverage", "period"])["counted_on"].max().to_dict()
    rows: list[dict[str, object]] = []
    links: list[dict[str, object]] = []
    table = counts.reset_index()
    for names, own in table.groupby(["coverage", "period", "counted_on"], sort=True):
        coverage, period, day = map(str, cast(tuple[str, str, str], names))
        what = f"{APPLIED}{coverage}:{day}"
        told = own[own["children"].notna()]
        known = {str(area): float(value) for area, value in zip(told["area_id"], told["children"], strict=True)}
        parts_of = {
            area: [part for part in parts if part in known]
            for area, parts in standing_in(members).items()
            if parts != [area] and day == newest[coverage, period]
        }
        larger = {area: sum(known[part] for part in parts) for area, parts in parts_of.items() if parts}
        rows += [
            {
                "cell": cell_key(area, what, period),
                "area_id": area,
                "what": what,
                "period": period,
                "value": value,
                "weight": worth(bound, area, len(members.get(area, ()))),
            }
            for area, value in (known | larger).items()
        ]
        for area in larger:
            name = f"sum\x1f{cell_key(area, what, period)}"
            both = [(area, -1.0), *((part, 1.0) for part in parts_of[area])]
            links += [
                {"relation": name, "cell": cell_key(one, what, period), "factor": factor} for one, factor in both
            ]
    figures = pd.DataFrame(rows, columns=["cell", "area_id", "what", "period", "value", "weight"])
    return Ledger(people(figures.astype({"value": "Float64"}), bound), frame(LINKS, links))


def withheld_applications(applications: pd.DataFrame, withheld: Collection[str]) -> pd.Series:
    """Which rows of the table APPLICATIONS are withheld."""
    columns = applications["area_id"], applications["coverage"], applications["counted_on"], applications["period"]
    found = [
        cell_key(area, f"{APPLIED}{coverage}:{day}", period) in withheld
        for area, coverage, day, period in zip(*columns, strict=True)
    ]
    return pd.Series(found, index=applications.index, dtype=bool)


def withheld_waiting(measures: pd.DataFrame, applications: pd.DataFrame, withheld: Collection[str]) -> pd.Series:
    """Which rows of the table `measures` are withheld: they tell the newest count."""
    newest = applications.groupby(["coverage", "period"])["counted_on"].max().to_dict()
    columns = measures["measure_id"], measures["area_id"], measures["target_group"], measures["period"]
    found = [
        measure == WAITING
        and cell_key(area, f"{APPLIED}{coverage}:{newest.get((coverage, period), '')}", period) in withheld
        for measure, area, coverage, period in zip(*columns, strict=True)
    ]
    return pd.Series(found, index=measures.index, dtype=bool)
