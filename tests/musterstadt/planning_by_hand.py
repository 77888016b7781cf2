"""Planning of the invented city worked out from its files with nothing but a CSV reader: no program, no tables.

Every number is a plain dictionary; areas are the ids of Sozialräume. Rules are written out here once more on purpose.
"""

import csv
import math
import tomllib
from collections import defaultdict
from functools import cache
from itertools import combinations

from musterstadt.city_files import CITY

Row = dict[str, str]
AREAS = tuple(f"sr{number:02d}" for number in range(1, 15))
LAST = 2024  # the last Stichtag is 31 December of that year, the last places are those of 2024/25
AHEAD = (2025, 2026, 2027, 2028)
K = 100  # an area's own rate weighs n / (n + K)
FILLED_UP = "sr07"  # takes the city's rates and has no part in them
GROUPS = {"U3": ("alter_0", "alter_1", "alter_2"), "Ü3": ("alter_3", "alter_4", "alter_5_bis_schule")}
TARGETS = {"alter_0": 5, "alter_1": 58, "alter_2": 80, "alter_3": 98, "alter_4": 101, "alter_5_bis_schule": 102}
FROM_2027 = {"alter_1": 60, "alter_2": 83}
LUETTKENHOEHE = {"alter_2": 86}  # in all years
COUNTED = {"geplant", "beschlossen", "im Bau"}
OPEN = {"in Betrieb", "provisorisch"}
OGS_TARGET = {2026: 70, 2027: 72, 2028: 74}
WITH_CLAIM = {2026: (1,), 2027: (1, 2), 2028: (1, 2, 3)}


@cache
def rows(path: str) -> tuple[Row, ...]:
    with (CITY / path).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter=";"))


def school_year(start: int) -> str:
    return f"{start}/{(start + 1) % 100:02d}"


# ---- children ----


@cache
def by_month() -> dict[tuple[str, int], dict[tuple[int, int], int]]:
    """Area and year of the Stichtag -> year and month of birth -> children."""
    found: dict[tuple[str, int], dict[tuple[int, int], int]] = defaultdict(dict)
    for row in rows("population/register_geburtsmonat.csv"):
        year, month = (int(part) for part in row["GEBURTSMONAT"].split("-"))
        found[row["SOZIALRAUM"], int(row["STICHTAG"][:4])][year, month] = int(row["ANZAHL"])
    return found


def of_age(area: str, year: int, age: int) -> int:
    """Children of an age on 31 December: all of one calendar year of birth."""
    counts = by_month()[area, year]
    return sum(counts[year - age, month] for month in range(1, 13))


@cache
def births() -> dict[tuple[str, int], int]:
    return {(row["SOZIALRAUM"], int(row["JAHR"])): int(row["GEBURTEN"]) for row in rows("planung/geburten.csv")}


def _step(area: str, age: int) -> tuple[int, int]:
    """Children found at an age at the last three Stichtage, and those they were the year before."""
    years = (LAST - 2, LAST - 1, LAST)
    found = sum(of_age(area, year, age) for year in years)
    before = sum(births()[area, year] if age == 0 else of_age(area, year - 1, age - 1) for year in years)
    return found, before


@cache
def rate(area: str, age: int) -> float:
    """How many of a child born, or a year younger, are there at that age."""
    others = [_step(one, age) for one in AREAS if one != FILLED_UP]
    city = sum(found for found, _ in others) / sum(before for _, before in others)
    found, before = _step(area, age)
    if area == FILLED_UP or before == 0:
        return city
    weight = before / (before + K)
    return weight * found / before + (1 - weight) * city


@cache
def moved_in(area: str, year: int, age: int) -> float:
    """Children of new dwellings; in the years after they are moved into only infants come once more."""
    project = tomllib.loads((CITY / "projekt.toml").read_text(encoding="utf-8"))
    each = {one["id"]: one["children_per_dwelling"] for one in project["forecast"]["dwelling_types"]}
    added = 0.0
    for homes in project["new_housing"]:
        if homes["area"] == area and (homes["year"] == year or (homes["year"] < year and age == 0)):
            added += homes["dwellings"] * each[homes["type"]][age]
    return added


@cache
def at_age(area: str, year: int, age: int) -> float:
    """Children of an age on 31 December of a year, counted or rolled forward."""
    if year <= LAST:
        return of_age(area, year, age)
    if age == 0:
        before = sum(births()[area, one] for one in (LAST - 2, LAST - 1, LAST)) / 3
    else:
        before = at_age(area, year - 1, age - 1)
    return before * rate(area, age) + moved_in(area, year, age)


def _share(area: str, born: int, month: int) -> float:
    """What part of a year of birth was born in a month: as the register has it, a twelfth of those not born yet."""
    counts = by_month()[area, LAST]
    total = sum(counts[born, one] for one in range(1, 13)) if born <= LAST else 0
    return counts[born, month] / total if total else 1 / 12


def born_in(area: str, start: int, first: tuple[int, int], last: tuple[int, int]) -> float:
    """Children born from a month to a month, both included, at the Stichtag within the year beginning in `start`."""
    year, month = first
    total = 0.0
    while (year, month) <= last:
        if start <= LAST:
            total += by_month()[area, start][year, month]
        else:
            total += at_age(area, start, start - year) * _share(area, year, month)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return total


@cache
def cohort(area: str, start: int, group: str) -> float:
    """Children of a group: ages are those on 1 November; who turns six in October stays in the Kita."""
    if group == "alter_5_bis_schule":
        return born_in(area, start, (start - 6, 10), (start - 5, 10))
    age = int(group.removeprefix("alter_"))
    return born_in(area, start, (start - age - 1, 11), (start - age, 10))


# ---- places ----


@cache
def houses() -> dict[str, Row]:
    lists = ("kitas", "kindertagespflege", "grundschulen")
    return {row["NR"]: row for name in lists for row in rows(f"facilities/{name}.csv")}


def places(area: str, target: str) -> int:
    """Licensed places of the last Kita-Jahr told, in houses that run; they are carried on."""
    return sum(
        int(row["PLAETZE"])
        for row in rows("facilities/plaetze.csv")
        if (row["ART"], row["ZIELGRUPPE"], row["JAHR"]) == ("Betriebserlaubnis", target, "2024/25")
        and houses()[row["EINRICHTUNG"]]["SOZIALRAUM"] == area
        and houses()[row["EINRICHTUNG"]]["BETRIEBSSTATUS"] in OPEN
    )


def part_of_year(day: str, start: int) -> float:
    """Twelfths of the Kita-Jahr from 1 August on, for each month on whose first day it has begun."""
    firsts = [(start, month) for month in range(8, 13)] + [(start + 1, month) for month in range(1, 8)]
    return sum(day <= f"{year}-{month:02d}-01" for year, month in firsts) / 12


def planned(area: str, target: str, start: int) -> float:
    """By how many places the measures that count change an area: ideas do not."""
    return sum(
        int(row["PLAETZE"]) * part_of_year(row["AB"], start)
        for row in rows("planung/massnahmen.csv")
        if row["STAND"] in COUNTED
        and row["ZIELGRUPPE"] == target
        and houses()[row["EINRICHTUNG"]]["SOZIALRAUM"] == area
    )


def needed(area: str, target: str, start: int) -> float:
    own = TARGETS | (FROM_2027 if start >= 2027 else {}) | (LUETTKENHOEHE if area == "sr03" else {})
    return sum(cohort(area, start, group) * own[group] / 100 for group in GROUPS[target])


def balance(areas: tuple[str, ...], target: str, start: int, with_measures: bool = False) -> float:
    """Places beyond those needed, all areas together; below zero they are missing."""
    there = sum(places(area, target) + with_measures * planned(area, target, start) for area in areas)
    return there - sum(needed(area, target, start) for area in areas)


def missing(areas: tuple[str, ...], target: str, start: int, with_measures: bool = False) -> float:
    return max(0.0, -balance(areas, target, start, with_measures))


def whole(places_missing: float) -> int:
    """Places can only be made whole; a billionth is none."""
    return math.ceil(places_missing - 1e-9)


# ---- homes, schools, Familienzentren ----


def taken(area: str, target: str, year: str) -> dict[str, int]:
    """Home -> children in the houses of an area."""
    found: dict[str, int] = defaultdict(int)
    for row in rows("planung/wohnort_einrichtung.csv"):
        place = houses()[row["EINRICHTUNG"]]
        if (row["ZIELGRUPPE"], row["JAHR"], place["SOZIALRAUM"]) == (target, year, area):
            found[row["WOHNORT"]] += int(row["KINDER"])
    return found


def from_outside(area: str, target: str, year: str) -> int:
    """Children of another Sozialraum or municipality; those of unknown home may live here."""
    return sum(count for home, count in taken(area, target, year).items() if home not in {area, "unbekannt"})


@cache
def class_of(school: str, start: int, class_: int) -> int:
    """Children of a class: registered for the first one, and every class moves up."""
    if start <= LAST:
        return next(
            int(row["KINDER"])
            for row in rows("planung/schuelerzahlen.csv")
            if (row["SCHULE"], row["SCHULJAHR"], row["KLASSE"]) == (school, school_year(start), str(class_))
        )
    if class_ > 1:
        return class_of(school, start - 1, class_ - 1)
    return registered(school, start)


def registered(school: str, start: int) -> int:
    return next(
        int(row["KINDER"])
        for row in rows("planung/schulanmeldungen.csv")
        if (row["SCHULE"], row["SCHULJAHR"]) == (school, school_year(start))
    )


def ganztag_places(school: str) -> tuple[int, int, int]:
    """Places of 2024/25 with forty hours a week, with fewer, and with hours nobody told."""
    found = [0, 0, 0]
    for row in rows("facilities/plaetze.csv"):
        if (row["EINRICHTUNG"], row["ANGEBOT"], row["JAHR"], row["ART"]) == (
            school,
            "Offener Ganztag",
            "2024/25",
            "belegt",
        ):
            kind = 2 if not row["WOCHENSTUNDEN"] else 0 if float(row["WOCHENSTUNDEN"]) >= 40 else 1
            found[kind] += int(row["PLAETZE"])
    return found[0], found[1], found[2]


def ganztag_needed(school: str, start: int) -> float:
    entitled = sum(class_of(school, start, class_) for class_ in WITH_CLAIM[start])
    return entitled * OGS_TARGET[start] / 100


def entry_classes(children: int) -> int:
    """As the ordinance has it: 30, 57, 82, 105, 126 children begin another class."""
    return 1 + sum(children >= first for first in (30, 57, 82, 105, 126)) if children else 0


def centres(day: str) -> dict[str, set[str]]:
    """Area -> the Familienzentren in it on a day; a Verbund is one."""
    found: dict[str, set[str]] = {area: set() for area in AREAS}
    for row in rows("facilities/merkmale.csv"):
        holds = row["AB"] <= day and (not row["BIS"] or day <= row["BIS"])
        if row["MERKMAL"] == "Familienzentrum" and holds:
            found[houses()[row["EINRICHTUNG"]]["SOZIALRAUM"]].add(row["VERBUND"] or row["EINRICHTUNG"])
    return found


def under_six(area: str) -> float:
    """Children before school in the last Kita-Jahr told: those under six, and those born in the October before."""
    return sum(cohort(area, LAST, group) for group in (*(f"alter_{age}" for age in range(5)), "alter_5_bis_schule"))


def farthest(verbund: str) -> float:
    """Metres between the two houses of a Verbund that are farthest apart."""
    spots = [
        tuple(float(houses()[row["EINRICHTUNG"]][name].replace(",", ".")) for name in ("RECHTSWERT", "HOCHWERT"))
        for row in rows("facilities/merkmale.csv")
        if row["VERBUND"] == verbund
    ]
    return max(math.dist(one, other) for one, other in combinations(spots, 2))
