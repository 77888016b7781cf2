"""The quota without and with planned measures, by hand: places over children, never a mean of quotas."""

import json
from pathlib import Path

import pytest
from analysis.planning.given import YEAR, balance, balance_with, by_age, planned, supply, targets
from rows import column, of

WORKED = json.loads((Path(__file__).parents[2] / "worked" / "quota_before_after.json").read_text(encoding="utf-8"))
AREAS = WORKED["areas"]
PLACES_OF = {"hafen": "k3", "mitte": "k2", "nord": "k1"}
HOUSES = "| facility_id | area_id | betriebsstatus | opens_on |\n" + "\n".join(
    f"| {house} | {area} | in_betrieb | |" for area, house in PLACES_OF.items()
)


def test_the_worked_quotas_and_their_changes() -> None:
    """West: 84 of 180, then 89; the city 93 of 200, then 98: 2.5 points, where the mean of the changes were 2.67."""
    assert WORKED["year"] == YEAR
    places = "| facility_id | places |\n" + "\n".join(
        f"| {house} | {AREAS[area]['places']} |" for area, house in PLACES_OF.items()
    )
    heads = by_age(
        "| area_id | age_0 | age_1 | age_2 |\n"
        + "\n".join(f"| {area} | 0 | 0 | {AREAS[area]['children']} |" for area in PLACES_OF)
    )
    counted = planned(
        "| measure | facility_id | places | from_day |\n"
        + "\n".join(
            f"| m-{area} | {house} | {AREAS[area]['measures']} | 2025-08-01 |" for area, house in PLACES_OF.items()
        )
    )
    one = supply(HOUSES, places)
    wanted = targets("| group | target_pct |\n| u3 | 50 |")
    before, after = balance(one, heads, wanted), balance_with(one, counted, heads, wanted)
    quotas = [column(of(rows, measure_id="versorgungsquote_pct", period=YEAR)) for rows in (before, after)]
    for area, row in AREAS.items():
        assert quotas[0][area] == pytest.approx(row["before"], abs=1e-4), area
        assert quotas[1][area] == pytest.approx(row["after"], abs=1e-4), area
        assert quotas[1][area] - quotas[0][area] == pytest.approx(row["change"], abs=2e-4), area
