"""What is planned, who waits, who was born: lists of the youth office and the school administration."""

from collections.abc import Sequence

import people
from areas import AREAS, YEARS
from dice import Dice
from kitas import Kita
from places import PERMIT
from sites import Facility

MEASURES = [
    "NR",
    "BEZEICHNUNG",
    "EINRICHTUNG",
    "ANGEBOT",
    "ZIELGRUPPE",
    "PLAETZE",
    "AB",
    "STAND",
    "KOSTEN_EUR",
    "TRAEGER",
    "DRUCKSACHE",
]
WAITING = ["SOZIALRAUM", "VERSORGUNG", "JAHR", "STICHTAG", "KINDER"]
BIRTHS = ["SOZIALRAUM", "JAHR", "GEBURTEN"]
COUNTS = (("2024/25", "2024-05-15", 1.6), ("2024/25", "2024-10-01", 1.0), ("2025/26", "2025-03-14", 1.3))
QUOTA = {"U3": 0.48, "Ü3": 1.0}  # about what the targets come to
NOT_TOLD = ("sr14", "2024-05-15")
GROUPS_OF_IDEA = (16, 39)  # U3 and Ü3 of three groups; the house has no site yet
Line = list[object]


def measures(kitas: list[Kita]) -> list[Line]:
    """Planned measures of every state: houses that open, grow, change their groups, shrink or close."""
    by_id = {kita.facility.id: kita for kita in kitas}
    found: list[Line] = []
    for number, label, house, change, day, state, cost, paper in (
        ("m01", "Neubau Kita Fingerhut", "K047", _all, "2026-02-01", "im Bau", 5_900_000, "V 2023/118"),
        ("m02", "Neubau Kita Morgentau", "K048", _all, "2026-08-01", "geplant", 4_800_000, "V 2024/161"),
        ("m03", "Neubau Kita Purzelwiese", "K049", _all, "2026-08-01", "beschlossen", 3_700_000, "V 2024/057"),
        ("m04", "Kita Flachsanger Nord (Arbeitstitel)", "K050", _idea, "2028-08-01", "Idee", None, ""),
        ("m05", "Ersatzbau Kita Siebenschläfer", "K026", (10, 25), "2026-08-01", "im Bau", 6_200_000, "V 2023/204"),
        ("m06", "Gruppe III wird Gruppe I", "K019", (6, -11), "2026-08-01", "beschlossen", 90_000, "V 2024/093"),
        ("m07", "Eine Gruppe III läuft aus", "K044", (0, -25), "2027-08-01", "beschlossen", None, "V 2024/094"),
        ("m08", "Schließung der Elterninitiative", "K014", _none, "2028-08-01", "geplant", None, "V 2025/012"),
        ("m09", "Anbau für eine Gruppe II", "K025", (10, 0), "2027-08-01", "Idee", 900_000, ""),
    ):
        kita = by_id[house]
        for target, places in zip(("U3", "Ü3"), change(kita) if callable(change) else change, strict=True):
            if places:
                costs = cost if target == "U3" or change == (0, -25) else None
                head = [number, label, house, "Kita", target, places, day, state]
                found.append([*head, costs, kita.facility.traeger, paper])
    for number, label, school, places, day, state, cost, paper in (
        ("m10", "Anbau Ganztag Lüttken-Grundschule", "S003", 30, "2026-08-01", "im Bau", 1_950_000, "V 2023/177"),
        ("m11", "Ganztag im Neubau Flachsanger", "S008", 50, "2027-08-01", "beschlossen", 2_600_000, "V 2024/140"),
        ("m12", "Mensa und Ganztag Kranichhof", "S004", 60, "2028-08-01", "geplant", 3_300_000, "V 2025/021"),
    ):
        head = [number, label, school, "Offener Ganztag", "Grundschulalter", places, day, state]
        found.append([*head, cost, "Stadt Musterstadt", paper])
    return found


def waiting(kitas: list[Kita], carers: list[tuple[Facility, int]], places: Sequence[Line]) -> list[Line]:
    """Children without a place, each once: more where places are short; a later count replaces an earlier one."""
    areas = {house.id: house.area for house in (*(kita.facility for kita in kitas), *(carer for carer, _ in carers))}
    found: list[Line] = []
    for period, day, many in COUNTS:
        for area_number, area in enumerate(AREAS):
            if (area.id, day) == NOT_TOLD:
                continue
            for target, (low, high) in {"U3": (0, 2), "Ü3": (3, 5)}.items():
                children = int(people.at_ages(low, high)[area_number, -1])
                there = sum(
                    int(str(line[8]))
                    for line in places
                    if [line[2], line[3], line[7]] == [target, PERMIT, "2024/25"]
                    and areas.get(str(line[0])) == area.id
                    and line[8] is not None
                )
                short = max(0.0, QUOTA[target] * children - there)
                luck = Dice(f"waiting {area.id} {target}").one()
                count = int(many * (0.45 * short + 0.02 * children * luck))
                found.append([area.id, target, period, day, count])
    return found


def births() -> list[Line]:
    """Live births of each calendar year by where the mother lives."""
    born = people.births()[:, 1:]
    return [
        [area.id, year, int(born[number, step])]
        for step, year in enumerate(YEARS)
        for number, area in enumerate(AREAS)
    ]


def _all(kita: Kita) -> tuple[int, int]:
    return kita.u3, kita.ue3


def _none(kita: Kita) -> tuple[int, int]:
    return -kita.u3, -kita.ue3


def _idea(_: Kita) -> tuple[int, int]:
    return GROUPS_OF_IDEA
