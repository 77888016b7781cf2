"""Who takes the places: how many children of which Sozialraum go to which facility, in whole numbers that add up."""

from collections.abc import Sequence

import numpy as np
import people
from areas import AREAS, INDEX
from dice import Dice, Floats, apportion
from kitas import Kita
from nearness import weights
from places import TAKEN
from rows import strain
from sites import Facility

HEADER = ["EINRICHTUNG", "WOHNORT", "ANGEBOT", "ZIELGRUPPE", "JAHR", "KINDER"]
OUTSIDE, UNKNOWN = "außerhalb", "unbekannt"
YEARS = {"2023/24": 2023, "2024/25": 2024}
SILENT = {("K023", "2023/24")}  # did not say where its children live
WORKS = "sr09"  # its Kita belongs to a firm: children come from everywhere
NEAR_M = 1100.0  # how fast a way of that length puts parents off
Line = list[object]


def rows(kitas: list[Kita], carers: list[tuple[Facility, int]], places: list[Line]) -> list[Line]:
    """A line for each facility, home, offer and age group with children; of each as many as places are taken."""
    houses = {kita.facility.id: kita.facility for kita in kitas} | {carer.id: carer for carer, _ in carers}
    found: list[Line] = []
    for period, year in YEARS.items():
        for target in ("U3", "Ü3"):
            taken = [
                line
                for line in places
                if line[3] == TAKEN and line[7] == period and line[2] == target and str(line[0]) in houses
            ]
            found += _matrix([houses[str(line[0])] for line in taken], taken, period, year)
    return sorted(found, key=lambda line: [str(line[4]), str(line[0]), str(line[3]), str(line[1])])


def _matrix(houses: list[Facility], taken: Sequence[Line], period: str, year: int) -> list[Line]:
    counts = np.array([int(str(line[8])) for line in taken])
    others = np.array([_strangers(house, int(count), period) for house, count in zip(houses, counts, strict=True)])
    inside = counts - others.sum(axis=1)
    own = 2.0 if taken[0][2] == "Ü3" else 3.0
    likely = np.array([weights(house, _reach(house), own) for house in houses])
    low, high = (0, 2) if taken[0][2] == "U3" else (3, 5)
    less = (0.11 if high == 2 else 0.015) * strain()[:, year - 2018]
    wanted = people.at_ages(low, high)[:, year - 2018] * (1 - less)
    fitted = _fitted(likely, inside, wanted)
    found: list[Line] = []
    for house, line, row, number, strangers in zip(houses, taken, fitted, inside, others, strict=True):
        if (house.id, period) in SILENT:
            continue
        homes = {area.id: int(count) for area, count in zip(AREAS, apportion(int(number), row), strict=True)}
        homes |= {OUTSIDE: int(strangers[0]), UNKNOWN: int(strangers[1])}
        told = {home: count for home, count in homes.items() if count} or {house.area: 0}
        found += [[house.id, home, line[1], line[2], period, count] for home, count in told.items()]
    return found


def _reach(house: Facility) -> float:
    return 4 * NEAR_M if house.area == WORKS else NEAR_M


def _strangers(house: Facility, count: int, period: str) -> tuple[int, int]:
    """Children from other municipalities, and of unknown home."""
    dice = Dice(f"strangers {house.id} {period}")
    share = 0.22 if house.area == WORKS else 0.05 if AREAS[INDEX[house.area]].mix[2] > 3.5 else 0.015
    return int(count * share + dice.one()), int(count > 30 and dice.one() < 0.15)


def _fitted(likely: Floats, rows: Floats, columns: Floats) -> Floats:
    """The likelihoods scaled until every facility has its children and homes send theirs in proportion."""
    table = likely.copy()
    wanted = columns / columns.sum() * rows.sum()
    for _ in range(60):
        table *= (wanted / np.maximum(table.sum(axis=0), 1e-12))[None, :]
        table *= (rows / np.maximum(table.sum(axis=1), 1e-12))[:, None]
    return table
