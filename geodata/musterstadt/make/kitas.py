"""Kitas and Kindertagespflege: houses, Träger, groups, status; sized so that the city has areas short of places."""

from dataclasses import dataclass, replace

import people
from areas import AREAS, INDEX, Area
from dice import Dice
from names import NAMES, TRAEGER
from sites import Facility, Houses, placed

CARERS = {
    "sr01": 2,
    "sr02": 2,
    "sr03": 2,
    "sr04": 2,
    "sr05": 3,
    "sr06": 4,
    "sr07": 2,
    "sr08": 2,
    "sr10": 2,
    "sr11": 3,
    "sr12": 4,
    "sr13": 3,
    "sr14": 1,
}
U3_OF_I, UE3_OF_I, U3_OF_II, UE3_OF_III = 6, 14, 10, 25


@dataclass(frozen=True)
class Kita:
    """A Kita with its numbers of groups of form I, II and III, and the first and last Kita-Jahr it runs."""

    facility: Facility
    groups: tuple[int, int, int]
    first: int = 2020
    last: int = 2026
    silent: tuple[int, ...] = ()  # Kita-Jahre for which it has not reported its places

    @property
    def u3(self) -> int:
        return U3_OF_I * self.groups[0] + U3_OF_II * self.groups[1]

    @property
    def ue3(self) -> int:
        return UE3_OF_I * self.groups[0] + UE3_OF_III * self.groups[2]


def carers(houses: Houses) -> list[tuple[Facility, int]]:
    """Kindertagespflege with its places: five for one person, nine where two work together."""
    found: list[tuple[Facility, int]] = []
    for area_id, number in CARERS.items():
        for each in range(number):
            label = f"T{len(found) + 1:03d}"
            together = each == 1 and area_id in ("sr02", "sr03", "sr05", "sr06", "sr12", "sr13")
            name = f"Großtagespflege {label[1:]}" if together else f"Kindertagespflege {label[1:]}"
            house = houses.one(f"ktp {area_id} {each}", area_id, apart=90)
            found.append((placed(label, name, "selbstständig", house), 9 if together else 5))
    return found


def kitas(houses: Houses) -> list[Kita]:
    """Every Kita by number; the last ones are planned, being built, or closed."""
    found: list[Kita] = []
    for area in AREAS:
        cared = sum(
            9 if each == 1 and area.id in ("sr02", "sr03", "sr05", "sr06", "sr12", "sr13") else 5
            for each in range(CARERS.get(area.id, 0))
        )
        for number, groups in enumerate(_shared(area, cared)):
            label = f"K{len(found) + 1:03d}"
            house = houses.one(f"kita {area.id} {number}", area.id, apart=330)
            found.append(Kita(placed(label, _name(len(found)), _traeger(len(found)), house), groups))
    return [*(_special(kita) for kita in found), *_others(houses, len(found))]


def _shared(area: Area, cared: int) -> list[tuple[int, int, int]]:
    """Groups of the area's Kitas: the fewest that come near the places aimed at."""
    if area.id == "sr09":
        return [(0, 0, 0)]
    number = INDEX[area.id]
    u3 = area.u3 / 100 * int(people.at_ages(0, 2)[number, -1]) - cared
    ue3 = area.ue3 / 100 * int(people.at_ages(3, 5)[number, -1])
    _, best = min(
        (abs(6 * g1 + 10 * g2 - u3) * 2 + abs(14 * g1 + 25 * g3 - ue3) + 1.5 * abs(g1 - g3), (g1, g2, g3))
        for g1 in range(14)
        for g2 in range(10)
        for g3 in range(14)
    )
    houses = area.kitas + (1 if area.id == "sr07" else 0)
    shares = [[0, 0, 0] for _ in range(houses)]
    for form in (0, 2, 1):
        for _ in range(best[form]):
            smallest = min(range(houses), key=lambda each: (sum(shares[each]), each))
            shares[smallest][form] += 1
    return [(each[0], each[1], each[2]) for each in shares]


def _special(kita: Kita) -> Kita:
    """What sets single Kitas apart: late openings, a makeshift building, years not reported."""
    facility, area = kita.facility, kita.facility.area
    within = sum(area_.kitas + (area_.id == "sr07") for area_ in AREAS[: INDEX[area]])
    number = int(facility.id[1:]) - 1 - within
    if area == "sr07":
        first = (2020, 2022, 2023)[number]
        status = "provisorisch" if number == 2 else "in Betrieb"
        note = "Containerbau bis zur Fertigstellung des Neubaus" if number == 2 else ""
        return replace(
            kita, first=first, facility=replace(facility, opens=f"{first}-08-01", status=status, note=note)
        )
    if area == "sr13" and number == 3:
        return replace(kita, first=2022, facility=replace(facility, opens="2022-08-01"))
    if area == "sr09":
        note = "Plätze werden erst seit 2023/24 gemeldet"
        named = replace(facility, name="Betriebskita Kranwerk", traeger=TRAEGER["arbeit"], note=note)
        return replace(kita, facility=named, groups=(0, 1, 0), silent=(2020, 2021, 2022))
    if area == "sr06" and number == 3:
        return replace(kita, silent=(2021,))
    return kita


def _others(houses: Houses, count: int) -> list[Kita]:
    """A closed Kita, and four to come: planned (one without a site), decided, being built."""
    closed = placed(
        f"K{count + 1:03d}",
        _name(count),
        TRAEGER["katholisch"],
        houses.one("kita closed", "sr05", 330),
        closes="2023-07-31",
        status="geschlossen",
        note="Gebäude abgängig",
    )
    building = placed(
        f"K{count + 2:03d}",
        _name(count + 1),
        TRAEGER["sozialwerk"],
        houses.one("kita build", "sr03", 330),
        opens="2026-02-01",
        status="im Bau",
    )
    planned = placed(
        f"K{count + 3:03d}",
        _name(count + 2),
        TRAEGER["stadt"],
        houses.one("kita plan", "sr03", 330),
        opens="2026-08-01",
        status="geplant",
    )
    decided = placed(
        f"K{count + 4:03d}",
        _name(count + 3),
        TRAEGER["evangelisch"],
        houses.one("kita decided", "sr13", 330),
        opens="2026-08-01",
        status="beschlossen",
        note="Beschluss des Jugendhilfeausschusses liegt vor",
    )
    no_site = Facility(
        f"K{count + 5:03d}",
        "Kita Flachsanger Nord (Arbeitstitel)",
        TRAEGER["stadt"],
        area="sr07",
        status="geplant",
        opens="2026-08-01",
        note="Grundstück wird gesucht, Platzzahl offen",
    )
    return [
        Kita(closed, (1, 0, 1), last=2022),
        Kita(building, (2, 1, 2), first=2025),
        Kita(planned, (2, 1, 1), first=2026),
        Kita(decided, (1, 1, 1), first=2026),
        Kita(no_site, (0, 0, 0), first=2026, silent=(2026,)),
    ]


def _name(number: int) -> str:
    return f"Kita {NAMES['kitas']['names'][number]}"


def _traeger(number: int) -> str:
    choice = [TRAEGER["stadt"], *TRAEGER.values()]
    if number % 9 == 4:
        return f"Elterninitiative {NAMES['kitas']['names'][number]} e. V."
    return Dice(f"traeger {number}").pick(choice)
