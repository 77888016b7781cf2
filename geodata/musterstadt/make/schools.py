"""Pupils and registrations of each primary school: the children of the register, by where they go to school."""

from functools import cache

import numpy as np
import people
from areas import AREAS, YEARS
from dice import Floats, Ints, apportion
from nearness import weights
from sites import Facility

PUPILS = ["SCHULE", "SCHULJAHR", "KLASSE", "KINDER", "STATUS"]
REGISTRATIONS = ["SCHULE", "SCHULJAHR", "KINDER", "STICHTAG", "STATUS"]
FIRST_YEAR, LAST_YEAR = 2020, 2024  # Schuljahre with pupils
REGISTERED = 2025  # registrations of the coming Schuljahr; later ones are estimates of the school administration
ESTIMATED = (2026, 2027, 2028, 2029)
DENOMINATION = "S012"  # families from the whole city choose it
EXACTLY = {"S002": 57, "S004": 81, "S006": 82, "S007": 56, "S009": 30, "S012": 29}  # where a class begins or ends
NOT_TOLD = ("S015", 2023)
CLASSES = (1, 2, 3, 4)
Line = list[object]


@cache
def of_class(start: int, class_: int) -> Ints:
    """Children of each Sozialraum of a class in the Schuljahr that begins in that year, by the last count known.

    Of school age are those born until September six years before; nobody repeats, nobody begins early.
    """
    last_month, stichtag = start - 5 - class_, min(start, YEARS[-1])
    ages = people.residents()[:, 1:].sum(axis=(2, 3))[:, stichtag - YEARS[0]]
    found = []
    for area in range(len(AREAS)):
        older = people.by_month(area, last_month - 1, int(ages[area, stichtag - last_month + 1]))[9:]
        younger = people.by_month(area, last_month, int(ages[area, stichtag - last_month]))[:9]
        found.append(int(older.sum() + younger.sum()))
    return np.array(found, dtype=np.int64)


def attending(schools: list[Facility], start: int, class_: int) -> Ints:
    """Children of a class by school: those of every Sozialraum shared out over the schools near by."""
    shares = _shares(schools)
    found: Ints = np.zeros(len(schools), dtype=np.int64)
    for area, children in enumerate(of_class(start, class_)):
        found += apportion(int(children), shares[area])
    return found


def pupils(schools: list[Facility]) -> list[Line]:
    """A line for each school, Schuljahr and class; the newest year is provisional."""
    return [
        [school.id, _period(year), class_, int(count), "P" if year == LAST_YEAR else "A"]
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
        for class_ in CLASSES
        for school, count in zip(schools, attending(schools, year, class_), strict=True)
    ]


def pupils_of(schools: list[Facility], year: int) -> dict[str, int]:
    """All pupils of each school in a Schuljahr."""
    together = sum((attending(schools, year, class_) for class_ in CLASSES), np.zeros(len(schools), dtype=np.int64))
    return {school.id: int(count) for school, count in zip(schools, together, strict=True)}


def registrations(schools: list[Facility]) -> list[Line]:
    """Children registered in the November before, and from the year after next on children expected (F)."""
    found: list[Line] = []
    for year in (LAST_YEAR - 1, LAST_YEAR, REGISTERED, *ESTIMATED):
        counts = attending(schools, year, 1)
        if year == REGISTERED:
            counts = _moved(schools, counts)
        for school, count in zip(schools, counts, strict=True):
            told = (school.id, year) != NOT_TOLD
            status = "F" if year in ESTIMATED else "A" if told else "O"
            day = "2024-12-31" if year in ESTIMATED else f"{year - 1}-11-15"
            found.append([school.id, _period(year), int(count) if told else None, day, status])
    return found


def _shares(schools: list[Facility]) -> Floats:
    """Share of each school (columns) in the children of each Sozialraum (rows)."""
    likely = []
    for school in schools:
        reach, own = (2200.0, 2.0) if school.id == DENOMINATION else (420.0, 12.0)
        size = 0.35 if school.id == DENOMINATION else 1.0
        likely.append(size * weights(school, reach, own))
    table = np.array(likely).T
    shares: Floats = table / table.sum(axis=1, keepdims=True)
    return shares


def _moved(schools: list[Facility], counts: Ints) -> Ints:
    """Some schools take in exactly so many as fit into their classes; the others take the rest."""
    kept = np.array([EXACTLY.get(school.id, -1) for school in schools])
    free = kept < 0
    rest = int(counts.sum()) - int(kept[~free].sum())
    found = kept.copy()
    found[free] = apportion(rest, counts[free].astype(np.float64))
    return found


def _period(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02d}"
