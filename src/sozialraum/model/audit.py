"""What the audit of an edition says: which numbers it would give away, and how much of the others stays open."""

from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from sozialraum.model.tables import NUMBER, TEXT, frame

# withheld numbers of people and what stays possible; for the internal edition only
RANGES = {
    "area_id": TEXT,  # "" where it belongs to a facility; then `group` says which
    "what": TEXT,  # id of an indicator, behind a colon the part of it: num | den | rest | left:<why>
    "period": TEXT,
    "group": TEXT,
    "low": NUMBER,
    "high": NUMBER,  # NA: no limit
    "needs": NUMBER,  # so many values must stay possible
}

# told: it follows from what is told; without_input: told although worked out from something withheld;
# unprotectable: it follows from what is known whatever else is withheld; without_protection: nothing was found that
# could be withheld with it, before there was an edition to audit
Fault = Literal["told", "without_input", "unprotectable", "without_protection"]


@dataclass(frozen=True, order=True)
class AuditFinding:
    """One number that an edition would give away; never says which number, nor between which it lies."""

    area_id: str
    what: str
    period: str
    group: str = ""
    fault: Fault = "told"


@dataclass(frozen=True)
class Audit:
    """What was found, in order; and table RANGES of every number that the rules protect."""

    findings: tuple[AuditFinding, ...] = ()
    ranges: pd.DataFrame = field(default_factory=lambda: frame(RANGES))
