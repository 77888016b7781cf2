"""The small city with planning drawn by hand: places under three in nord, today 2024/25, ahead until 2026/27."""

from dataclasses import replace
from typing import Any

import pandas as pd
from rows import long, measures

from sozialraum.model.cohorts import Cohorts
from sozialraum.model.forecast import BACK_TEST
from sozialraum.model.planning import ChildrenOfYears, Planning
from sozialraum.model.planning_settings import PlanningSettings
from sozialraum.model.planning_tables import APPLICATIONS, CLASSES, EFFECTS, GANZTAG, NETWORKS, PLANNED
from sozialraum.model.tables import CHILDREN, MERKMALE
from sozialraum.presentation.views.context import Context

# nord needs 40.5 places and has 24; 24 more are planned from 2026/27 on
MEASURES = """
    | area_id | measure_id                 | period  | scenario       | value | lower | upper | status | reason      |
    |---------|----------------------------|---------|----------------|-------|-------|-------|--------|-------------|
    | nord    | children                   | 2023/24 | bestand        |    80 |       |       | A      |             |
    | nord    | children                   | 2024/25 | bestand        |    81 |       |       | E      |             |
    | nord    | children                   | 2025/26 | bestand        |  84.4 |    78 |    90 | F      |             |
    | nord    | children                   | 2026/27 | bestand        |    90 |    80 |   100 | F      |             |
    | nord    | places                     | 2023/24 | bestand        |       |    12 |    30 | O      | use_unknown |
    | nord    | places                     | 2024/25 | bestand        |    24 |       |       | A      |             |
    | nord    | places                     | 2025/26 | bestand        |    24 |       |       | F      |             |
    | nord    | places                     | 2026/27 | bestand        |    24 |       |       | F      |             |
    | nord    | places                     | 2025/26 | mit_massnahmen |    24 |       |       | F      |             |
    | nord    | places                     | 2026/27 | mit_massnahmen |    48 |       |       | F      |             |
    | nord    | places_needed              | 2023/24 | bestand        |    40 |       |       | A      |             |
    | nord    | places_needed              | 2024/25 | bestand        |  40.5 |       |       | E      |             |
    | nord    | places_needed              | 2025/26 | bestand        |  42.2 |    39 |    45 | F      |             |
    | nord    | places_needed              | 2026/27 | bestand        |    45 |    40 |    50 | F      |             |
    | nord    | places_missing             | 2023/24 | bestand        |       |    10 |    28 | O      | use_unknown |
    | nord    | places_missing             | 2024/25 | bestand        |  16.5 |  16.5 |  16.5 | E      |             |
    | nord    | places_missing             | 2025/26 | bestand        |  18.2 |    15 |    21 | F      |             |
    | nord    | places_missing             | 2026/27 | bestand        |    21 |    16 |    26 | F      |             |
    | nord    | places_missing             | 2025/26 | mit_massnahmen |  18.2 |    15 |    21 | F      |             |
    | nord    | places_missing             | 2026/27 | mit_massnahmen |     0 |     0 |     2 | F      |             |
    | nord    | places_spare               | 2026/27 | mit_massnahmen |     3 |     0 |     8 | F      |             |
    | nord    | versorgungsquote_pct       | 2024/25 | bestand        |  29.6 |       |       | E      |             |
    | city    | versorgungsquote_pct       | 2024/25 | bestand        |    40 |       |       | A      |             |
    | nord    | places_by_residence        | 2024/25 | bestand        |    20 |       |       | A      |             |
    | nord    | places_from_outside        | 2024/25 | bestand        |     6 |       |       | A      |             |
    | nord    | places_from_outside_pct    | 2024/25 | bestand        |    25 |       |       | A      |             |
    | nord    | children_elsewhere         | 2024/25 | bestand        |       |       |       | Q      |             |
    | nord    | applications_without_place | 2025/26 | bestand        |     7 |       |       | A      |             |
    | hafen   | children                   | 2024/25 | bestand        |       |       |       | Q      |             |
    | hafen   | places                     | 2024/25 | bestand        |    10 |       |       | A      |             |
    | hafen   | places_missing             | 2024/25 | bestand        |       |     0 |     4 | Q      |             |
"""
CENTRES = """
    | area_id | measure_id                   | value | status |
    |---------|------------------------------|-------|--------|
    | nord    | familienzentren              |     1 | A      |
    | nord    | children_per_familienzentrum |   160 | A      |
    | mitte   | familienzentren              |     0 | A      |
    | mitte   | children_per_familienzentrum |       | M      |
"""
HEADS = """
    | area_id | group   | year    | value | status |
    |---------|---------|---------|-------|--------|
    | nord    | alter_0 | 2024/25 |    30 | A      |
    | nord    | alter_1 | 2024/25 |    51 | E      |
    | nord    | alter_0 | 2025/26 |  30.4 | F      |
"""
TRIED = """
    | level      | group | horizon | error_pct | naive_error_pct | within_pct | naive_better |
    |------------|-------|---------|-----------|-----------------|------------|--------------|
    | sozialraum | u2    |       1 |       3.9 |             4.0 |         88 |              |
    | sozialraum | u2    |       3 |      12.5 |            10.9 |         90 | 1            |
    | city       | u2    |       1 |       1.4 |             2.0 |        100 |              |
"""
PLANS = """
    | measure | label  | facility_id | places | from_day   | status      | cost_eur | drucksache |
    |---------|--------|-------------|--------|------------|-------------|----------|------------|
    | m1      | Anbau  | k1          |     24 | 2026-08-01 | beschlossen |  1500000 | V 2024/7   |
    | m2      |        | k1          |     -5 | 2027-08-01 | idee        |          |            |
"""
DONE = """
    | measure | area_id | year    | places | missing_before | missing_after |
    |---------|---------|---------|--------|----------------|---------------|
    | m1      | nord    | 2025/26 |      0 |           18.2 |          18.2 |
    | m1      | nord    | 2026/27 |     24 |             21 |             0 |
    | m1      | city    | 2026/27 |     24 |             90 |            66 |
"""
FORMED = """
    | facility_id | year    | children | classes | per_class | band  |
    |-------------|---------|----------|---------|-----------|-------|
    | s1          | 2024/25 |       30 |       2 |        15 |within |
    | s1          | 2025/26 |       12 |       1 |        12 |below  |
"""
CARE = """
    | facility_id | year    | children | entitled | places_needed | places_claim_hours | places_hours_unknown | places_missing | places_spare | lower | upper | status | reason        |
    |-------------|---------|----------|----------|---------------|--------------------|----------------------|----------------|--------------|-------|-------|--------|---------------|
    | s1          | 2026/27 |      160 |       40 |            30 |                 20 |                    0 |             10 |            0 |       |       | F      |               |
    | s1          | 2027/28 |      160 |       80 |            60 |                 20 |                   25 |                |              |    15 |    40 | O      | hours_unknown |
"""  # noqa: E501  # drawn as the table is
BORNE = """
    | facility_id | from       | to         | verbund |
    |-------------|------------|------------|---------|
    | k1          | 2020-08-01 | 2024-07-31 |         |
    | k1          | 2024-08-01 | 2028-07-31 | Hafen   |
"""
SPREAD = """
    | verbund | houses | pairwise_m | circle_m | number | by_pairs | by_circle |
    |---------|--------|------------|----------|--------|----------|-----------|
    | Hafen   |      3 |       4200 |     2100 | within | above    | within    |
"""


def with_planning(context: Context, **more: Any) -> Context:
    """The context with this planning and no other measures; `more` changes fields of Planning."""
    project = context.project
    cohorts = Cohorts.model_validate(
        {
            "label": {"de": "erfunden"},
            "year_starts": "08-01",
            "ages_fixed_on": "11-01",
            "school_cut_off": "09-30",
            "school_entry_age": 6,
            "source": {"de": "erfunden"},
            "as_of": "2024-01-01",
            "groups": [
                {"id": id_, "label": {"de": id_}, "kind": "kita", "from_age": first, "to_age": last}
                for id_, first, last in (("alter_0", 0, 0), ("alter_1", 1, 1), ("u2", 0, 1))
            ],
        }
    )
    settings = PlanningSettings.model_validate({"familienzentren": "familienzentrum"})
    network = {"max_houses": 5, "max_m": 3000, "source": {"de": "erfunden"}, "as_of": "2024-01-01"}
    rules = settings.rules.model_validate({"network": network})
    (coverage,) = project.coverage
    changed = project.model_copy(
        update={
            "cohorts": cohorts,
            "planning": settings.model_copy(update={"rules": rules}),
            "coverage": [coverage.model_copy(update={"cohorts": ["alter_0", "alter_1"]})],
        }
    )
    tried = long(TRIED, {**BACK_TEST, "naive_better": "str"}, starts=4, pairs=8)
    years = ChildrenOfYears(
        children=long(HEADS, CHILDREN),
        counted_on={"2024/25": "2024-12-31", "2025/26": "2024-12-31"},
        ahead=("2025/26", "2026/27"),
        back_test=tried.assign(horizon=tried["horizon"].astype("int64"), naive_better=tried["naive_better"] == "1"),
    )
    applied = {"area_id": "nord", "coverage": "kita_u3", "period": "2025/26", "children": 7.0}
    days = "| counted_on |\n|--|\n| 2025-03-01 |\n| 2025-06-01 |"
    planning = replace(
        Planning(
            years=years,
            today="2024/25",
            planned=long(PLANS, PLANNED, offer="kita", target_group="u3"),
            counted=frozenset({"m1"}),
            effects=long(DONE, EFFECTS, coverage="kita_u3"),
            applications=long(days, APPLICATIONS, **applied),
            classes=long(FORMED, CLASSES),
            ganztag=long(CARE, GANZTAG, places_shorter=0.0),
            networks=long(SPREAD, NETWORKS),
        ),
        **more,
    )
    own = measures(MEASURES, target_group="kita_u3")
    centres = measures(CENTRES, target_group="familienzentrum", period="2024-12-31", scenario="bestand")
    published = replace(
        context.published,
        planning=planning,
        measures=pd.concat([own, centres], ignore_index=True),
        merkmale=long(BORNE, MERKMALE, merkmal="familienzentrum"),
    )
    return replace(context, published=published, project=changed)
