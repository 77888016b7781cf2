"""What was worked out from a withheld number is told: each kind of it is found."""

from types import SimpleNamespace
from typing import Any, cast

import pandas as pd
import pytest

from sozialraum.analysis.audit.derived import told_without_input
from sozialraum.model.findings import Finding
from sozialraum.model.planning import ChildrenOfYears, Planning
from sozialraum.model.published import Published
from sozialraum.model.tables import (
    CHANGES,
    CHILDREN,
    GROUP_GAPS,
    INDICATORS,
    INTERVALS,
    MEASURES,
    RELATIONS,
    frame,
)

ROW = {"area_id": "a", "indicator_id": "poor", "period": "2024"}
MEMBERS = {"city": ["a", "b"], "a": ["a"], "b": ["b"]}
MEASURE = {"area_id": "a", "period": "2024", "target_group": "u3"}
HIDDEN = [ROW | {"status": "Q"}, ROW | {"group": "sex=f", "status": "Q"}, ROW | {"area_id": "b", "value": 7.0}]


def edition(indicators: list[dict[str, object]] = HIDDEN, **tables: Any) -> Published:
    """Of area a poor is withheld, of b it is told; nothing else unless `tables` say so."""
    empty = {
        "measures": frame(MEASURES),
        "changes": frame(CHANGES),
        "intervals": frame(INTERVALS),
        "group_gaps": frame(GROUP_GAPS),
        "relations": frame(RELATIONS),
        "findings": (),
        "planning": Planning(),
    }
    return cast(Published, SimpleNamespace(indicators=frame(INDICATORS, indicators), **(empty | tables)))


def measures(*rows: dict[str, object]) -> pd.DataFrame:
    return frame(MEASURES, [MEASURE | row for row in rows])


def children(*rows: dict[str, object]) -> Planning:
    years = ChildrenOfYears(frame(CHILDREN, list(rows)), {"2024/25": "2024-12-31"}, ("2025/26",))
    return Planning(years=years)


LEAKS = {
    "change": {"changes": frame(CHANGES, [ROW | {"since": "2020", "change": 2.0}])},
    "change since": {"changes": frame(CHANGES, [ROW | {"period": "2025", "since": "2024", "change": 2.0}])},
    "more than the city": {"changes": frame(CHANGES, [ROW | {"since": "2020", "beside_city": "more"}])},
    "interval": {"intervals": frame(INTERVALS, [ROW | {"lower": 1.0, "upper": 4.0}])},
    "beside the rest": {"intervals": frame(INTERVALS, [ROW | {"beside_rest": "more"}])},
    "the rest of the city": {"intervals": frame(INTERVALS, [ROW | {"rest": 9.0}])},
    "gap": {
        "group_gaps": frame(GROUP_GAPS, [ROW | {"dimension": "sex", "group": "m", "other": "f", "difference": 1.0}])
    },
    "smoothed": {"measures": measures({"measure_id": "smoothed:poor", "value": 4.0})},
    "pooled": {"measures": measures({"measure_id": "pooled:poor", "lower": 1.0})},
    "part of the index": {"measures": measures({"measure_id": "lage_part:poor", "value": 0.4})},
    "rank": {
        "measures": measures(
            {"measure_id": "lage_part:poor", "status": "Q"}, {"measure_id": "lage_rank", "value": 1.0}
        )
    },
    "class": {
        "measures": measures(
            {"measure_id": "lage_part:poor", "status": "Q"}, {"measure_id": "lage_class", "value": 2.0}
        )
    },
    "type": {
        "measures": measures(
            {"measure_id": "lage_part:poor", "status": "Q"}, {"measure_id": "lage_type", "value": 2.0}
        )
    },
    "needed": {
        "measures": measures({"measure_id": "children", "status": "Q"}, {"measure_id": "places_needed", "value": 2.0})
    },
    "quota": {
        "measures": measures(
            {"measure_id": "children", "status": "Q"}, {"measure_id": "versorgungsquote_pct", "value": 2.0}
        )
    },
    "sentence": {"findings": (Finding("a", "above_city", "burden", "poor", "2024"),)},
    "sentence on a group": {
        "findings": (Finding("a", "group_gap", "burden", "poor", "2024", words={"group": "sex=f"}),)
    },
    "sentence on places": {
        "measures": measures({"measure_id": "places_missing", "status": "Q"}),
        "findings": (Finding("a", "places_missing", "burden", "u3", "2024"),),
    },
    "correlation": {
        "relations": frame(
            RELATIONS,
            [
                {
                    "indicator_id": "poor",
                    "other_id": "poor",
                    "period": "2024",
                    "other_period": "2024",
                    "areas": 2.0,
                    "rank_correlation": 0.5,
                }
            ],
        )
    },
    "years ahead": {
        "planning": children(
            {"area_id": "a", "group": "u3", "year": "2024/25", "status": "Q"},
            {"area_id": "a", "group": "u3", "year": "2025/26", "value": 9.0, "status": "F"},
        )
    },
}


@pytest.mark.parametrize("leak", LEAKS)
def test_what_rests_on_a_withheld_number_is_found(leak: str) -> None:
    assert told_without_input(edition(**LEAKS[leak]), MEMBERS)


def test_nothing_is_found_where_nothing_rests_on_it() -> None:
    tables: dict[str, Any] = {
        "changes": frame(CHANGES, [ROW | {"area_id": "b", "change": 2.0}, ROW | {"status": "Q"}]),
        "intervals": frame(INTERVALS, [ROW | {"area_id": "b", "lower": 2.0, "rest": 3.0}]),
        "measures": measures(
            {"measure_id": "lage_part:poor", "status": "Q"},
            {"measure_id": "lage_rank", "status": "Q"},
            {"measure_id": "facilities", "value": 2.0},
        ),
        "findings": (Finding("b", "above_city", "burden", "poor", "2024"),),
    }
    assert told_without_input(edition(**tables), MEMBERS) == []


def test_the_city_without_an_area_tells_the_city() -> None:
    rows = [ROW | {"area_id": "city", "status": "Q"}, ROW | {"value": 7.0}]
    rest = frame(INTERVALS, [ROW | {"rest": 9.0}])
    assert [one.what for one in told_without_input(edition(rows, intervals=rest), MEMBERS)] == ["poor"]
