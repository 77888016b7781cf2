"""What an earlier public edition has told: everybody knows it, whatever the next one withholds."""

from dataclasses import dataclass, field

import pandas as pd

from sozialraum.model.tables import (
    CHILDREN,
    CHILDREN_KEY,
    FACILITY_VALUES,
    INDICATOR_KEY,
    INDICATORS,
    NUMBER,
    OFFERS,
    TEXT,
    frame,
)

# columns of its open tables that bear counts of people
TOLD_INDICATORS = {
    **{name: INDICATORS[name] for name in INDICATOR_KEY},
    **dict.fromkeys(("value", "numerator", "denominator"), NUMBER),
    "status": TEXT,
}
TOLD_CHILDREN = {**{name: CHILDREN[name] for name in CHILDREN_KEY}, "value": NUMBER, "status": TEXT}
OFFER_KEY = ["facility_id", "offer", "target_group", "period", "kind", "weekly_hours", "group_form", "inclusion"]
TOLD_OFFERS = {**{name: OFFERS[name] for name in OFFER_KEY}, "places": NUMBER, "status": TEXT}
FACILITY_VALUE_KEY = ["facility_id", "indicator_id", "period"]
TOLD_FACILITY_VALUES = {
    **{name: FACILITY_VALUES[name] for name in FACILITY_VALUE_KEY},
    "value": NUMBER,
    "status": TEXT,
}
TOLD = {
    "indicators": TOLD_INDICATORS,
    "children": TOLD_CHILDREN,
    "offers": TOLD_OFFERS,
    "facility_values": TOLD_FACILITY_VALUES,
}


@dataclass(frozen=True)
class Earlier:
    """Tables of one earlier public edition; withheld values are NA."""

    indicators: pd.DataFrame = field(default_factory=lambda: frame(TOLD_INDICATORS))
    children: pd.DataFrame = field(default_factory=lambda: frame(TOLD_CHILDREN))
    offers: pd.DataFrame = field(default_factory=lambda: frame(TOLD_OFFERS))
    facility_values: pd.DataFrame = field(default_factory=lambda: frame(TOLD_FACILITY_VALUES))
