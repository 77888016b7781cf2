"""Schools, youth work, counselling, culture; with the awkward cases every real list has."""

from dataclasses import replace

import ground
import numpy as np
import shapely
from areas import INDEX
from cells import polygons
from dice import Dice
from names import NAMES, TRAEGER
from rows import strain
from sites import Facility, Houses, placed

KINDS = {
    "primary": ("S", 300.0),
    "secondary": ("W", 300.0),
    "clubs": ("J", 200.0),
    "advice": ("B", 120.0),
    "culture": ("C", 150.0),
}  # first letter of the number, metres apart
CENTRAL = ("advice", "culture")


def listed(kind: str, houses: Houses) -> list[Facility]:
    """The facilities of that kind in names.toml, each in a house of its Sozialraum."""
    letter, apart = KINDS[kind]
    found = []
    for number, (area, name, traeger) in enumerate(NAMES["facilities"][kind]):
        house = houses.one(f"{kind} {name}", area, apart, central=kind in CENTRAL)
        found.append(placed(f"{letter}{number + 1:03d}", name, TRAEGER[traeger], house))
    return found


def clubs(houses: Houses) -> list[Facility]:
    """Youth clubs; the camp site lies outside the city, the Bockenstiege club has no fixed room."""
    found = listed("clubs", houses)
    east, north = ground.ORIGIN
    camp = Facility(
        "J014",
        "Jugendzeltplatz Seeblick",
        TRAEGER["stadt"],
        "außerhalb, am Forsthaus",
        "",
        east + 13_150.0,
        north + 1_900.0,
        note="liegt auf dem Gebiet der Nachbargemeinde",
    )
    bus = Facility("J015", "Spielmobil Bockenstiege", TRAEGER["kinderwelt"], area="sr14", note="wechselnde Standorte")
    return [*found, camp, bus]


def advice(houses: Houses) -> list[Facility]:
    """Counselling; two share a house, one stands exactly on a border."""
    found = listed("advice", houses)
    first = found[5]  # the next one moved in with it
    found[6] = replace(found[6], address=first.address, plz=first.plz, x=first.x, y=first.y)
    x, y = border_point("sr02", "sr04")
    border = Facility(
        "B015",
        "Beratungshaus an der Grenze",
        TRAEGER["arbeit"],
        "Am Grenzstein 1",
        "00101",
        x,
        y,
        note="Haus steht auf der Grenze zweier Sozialräume",
    )
    return [*found, border]


def culture(houses: Houses) -> list[Facility]:
    """Libraries and cultural centres; one is listed in the neighbouring Sozialraum."""
    found = listed("culture", houses)
    found[1] = replace(found[1], area="sr12", note="in der Liste der Musikschule geführt")
    found[15] = replace(found[15], x=None, y=None, address="", plz="", note="Anschrift nicht veröffentlicht")
    return found


def border_point(one: str, other: str) -> ground.Point:
    """A vertex in the middle of the border that two areas share, and no third one."""
    shared = next(border for border in ground.borders() if {border.left, border.right} == {one, other})
    x, y = shared.line[len(shared.line) // 2]
    assert sum(polygon.touches(shapely.Point(x, y)) for polygon in polygons()) == 2
    return x, y


def social_index(schools: list[Facility]) -> list[tuple[str, int]]:
    """Schulsozialindex of each school, a step from 1 to 9; secondary schools draw from the whole city."""
    found = []
    for school in schools:
        own = float(strain()[INDEX[school.area], -1])
        mixed = own if school.id.startswith("S") else 0.45 * own + (1.1 if "Haupt" in school.name else -0.25)
        step = 3.4 + 2.5 * mixed + Dice(f"index {school.id}").one(-0.5, 0.5)
        found.append((school.id, int(np.clip(np.floor(step + 0.5), 1, 9))))
    return found
