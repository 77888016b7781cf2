"""Tables that rules read, drawn with only the columns that matter."""

from typing import Any

import pandas as pd
from rows import indicator, indicators, long

from sozialraum.model.findings import Finding
from sozialraum.model.indicators import Indicator
from sozialraum.model.tables import CHANGES, GROUP_GAPS, INTERVALS

MORE, LESS = indicator(), indicator(polaritaet="weniger_belastung")  # more of it is a burden, or a strength
WANTED: dict[str, Indicator] = {"x": MORE}


def rates(drawn: str, **fixed: object) -> pd.DataFrame:
    """Rates as firm_rates gives them: of the indicator x at the end of 2023 unless drawn otherwise."""
    return indicators(drawn, **fixed)


def intervals(drawn: str, **fixed: object) -> pd.DataFrame:
    return long(drawn, INTERVALS, **{"indicator_id": "x", "period": "2023-12-31", **fixed})


def changes(drawn: str, **fixed: object) -> pd.DataFrame:
    """Changes of the indicator x from the end of 2020 to that of 2023 unless drawn otherwise."""
    usual = {"indicator_id": "x", "since": "2020-12-31", "period": "2023-12-31"}
    return long(drawn, CHANGES, **{**usual, **fixed})


def group_gaps(drawn: str, **fixed: object) -> pd.DataFrame:
    usual = {"indicator_id": "x", "period": "2023-12-31", "dimension": "sex", "group": "f", "other": "m"}
    return long(drawn, GROUP_GAPS, **{**usual, **fixed})


def finding(rule: str, area_id: str = "nord", weight: str = "burden", **more: Any) -> Finding:
    usual: dict[str, Any] = {"indicator_id": "x", "period": "2023-12-31", "strength": 1.0}
    return Finding(area_id=area_id, rule=rule, weight=weight, **{**usual, **more})  # type: ignore[arg-type]  # drawn


def told(found: Any) -> list[tuple[str, str, str]]:
    """(area, rule, weight) of each finding, in order of area and rule."""
    return sorted((one.area_id, one.rule, one.weight) for one in found)
