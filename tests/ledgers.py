"""What of a drawn table of indicators is withheld, by the rule of the test."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from rules import made_rule

from sozialraum.analysis.ledger.edition import Withheld, withheld_cells
from sozialraum.analysis.ledger.indicators import indicator_ledger, withheld_rows
from sozialraum.analysis.ledger.people import Binding
from sozialraum.analysis.ledger.setting import Setting
from sozialraum.model.disclosure_rules import AudienceRule
from sozialraum.model.indicators import Breakdown, Indicator, Source

SEX = Breakdown(
    id="sex",
    label={"de": "Geschlecht"},
    exhaustive=True,
    parts=[{"id": "f", "label": {"de": "weiblich"}}, {"id": "m", "label": {"de": "männlich"}}],  # type: ignore[list-item]  # read as in a project file
)

BOUND = Binding(rule=made_rule(), below_city=True, known=False)
FIVE = {  # areas in two larger ones
    "city": ["a", "b", "c", "d", "e"],
    "ost": ["a", "b", "c"],
    "west": ["d", "e"],
    "a": ["a"],
    "b": ["b"],
    "c": ["c"],
    "d": ["d"],
    "e": ["e"],
}


def setting(*definitions: Indicator, rule: AudienceRule | None = None, **more: Any) -> Setting:
    """A setting of these indicators; no larger areas and no sources unless said otherwise."""
    usual: dict[str, Any] = {"sources": {}, "public": True, "members": {}}
    return Setting({one.id: one for one in definitions}, rules=rule or made_rule(), **{**usual, **more})


def source(**more: Any) -> Source:
    """A source that says no more than it must."""
    return Source(title="erfunden", publisher="erfunden", **more)


def edition(rows: pd.DataFrame, of: Setting) -> tuple[Withheld, list[bool]]:
    """What is withheld, by cell and by row of the table."""
    found = withheld_cells(indicator_ledger(rows, of))
    return found, withheld_rows(rows, of, found.cells, found.unsafe).tolist()


def hidden(rows: pd.DataFrame, of: Setting) -> list[str]:
    """What is withheld: the areas, with the indicator where there are several, and with the group."""
    _, gone = edition(rows, of)
    several = len(set(rows["indicator_id"])) > 1
    names = (
        rows["area_id"]
        + (":" + rows["indicator_id"] if several else "")
        + (" " + rows["group"]).where(rows["group"] != "", "")
    )
    return sorted(names[gone])


def members(**parts: str) -> Mapping[str, list[str]]:
    """Larger area -> its Sozialräume, written as one text."""
    return {area: names.split() for area, names in parts.items()}
