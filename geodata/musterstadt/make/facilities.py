"""Schools, youth work, counselling, culture; with the awkward cases every real list has."""

from dataclasses import replace

import ground
import numpy as np
import shapely
from areas import INDEX
from cells import polygons
from dice import Dice
from rows import strain
from sites import FREIE, KATH, KIRCHE, STADT, Facility, Houses, placed

PRIMARY = (
    ("sr01", "Grundschule am Wall"), ("sr02", "Stellwerk-Grundschule"), ("sr03", "Lüttken-Grundschule"),
    ("sr03", "Grundschule Kranichhof"), ("sr04", "Ottilien-Grundschule"), ("sr05", "Grundschule Gravensiek"),
    ("sr06", "Tannwisch-Grundschule"), ("sr07", "Grundschule Flachsanger"), ("sr08", "Grundschule Ohlbeck"),
    ("sr10", "Grundschule Külsenbrock"), ("sr11", "Grundschule am Baggersee"), ("sr12", "Kath. Grundschule St. Wendelin"),
    ("sr12", "Grundschule Wendelrade"), ("sr13", "Uhlen-Grundschule"), ("sr14", "Grundschule Bockenstiege"),
)  # fmt: skip
SECONDARY = (
    ("sr01", "Gymnasium am Wall", KATH), ("sr12", "Gymnasium Wendelrade", STADT), ("sr03", "Gesamtschule Nordhang", STADT),
    ("sr05", "Gesamtschule Südflur", STADT), ("sr13", "Realschule Uhlenschlag", STADT),
    ("sr11", "Sekundarschule Ellerwende", STADT), ("sr04", "Hauptschule Hafenseite", STADT),
)  # fmt: skip
CLUBS = (
    ("sr01", "Jugendcafé Turmzimmer", KIRCHE), ("sr02", "Jugendzentrum Lokschuppen 7", STADT),
    ("sr02", "Mädchentreff Weichenstellerin", FREIE[1]), ("sr03", "Jugendhaus Höhe", STADT),
    ("sr03", "Bauspielplatz Lüttkenhöhe", FREIE[1]), ("sr04", "Jugendtreff Waschkaue", STADT),
    ("sr05", "Jugendzentrum Gravensiek", KATH), ("sr06", "Jugendheim St. Ursel", KATH), ("sr08", "Landjugendraum Ohlbeck", FREIE[3]),
    ("sr10", "Jugendraum Külsenbrock", KIRCHE), ("sr11", "Jugendtreff Ellerwende", KIRCHE), ("sr12", "Kinder- und Jugendhaus Rad", FREIE[0]),
    ("sr13", "Jugendzentrum Uhle", STADT),
)  # fmt: skip
ADVICE = (
    ("sr01", "Erziehungsberatung der Stadt", STADT), ("sr01", "Schwangerschaftsberatung Ahlketal", KIRCHE),
    ("sr01", "Suchtberatung Wallring", FREIE[3]), ("sr02", "Migrationsberatung Weichenfeld", FREIE[3]),
    ("sr02", "Schuldnerberatung", FREIE[2]), ("sr03", "Familienbüro Lüttkenhöhe", STADT),
    ("sr03", "Sozialberatung Höhe", FREIE[1]), ("sr04", "Stadtteilbüro Ottilien-Kolonie", STADT),
    ("sr05", "Familienbüro Südflur", STADT), ("sr06", "Seniorenberatung Nordhang", KATH),
    ("sr11", "Ehe-, Familien- und Lebensberatung", KATH), ("sr12", "Frauenberatungsstelle", FREIE[0]),
    ("sr13", "Frühförderstelle Uhlenschlag", FREIE[1]), ("sr13", "Jugendberufshilfe", FREIE[2]),
)  # fmt: skip
CULTURE = (
    ("sr01", "Stadtbücherei am Wall", STADT), ("sr01", "Theater im Zollhaus", STADT), ("sr01", "Volkshochschule", STADT),
    ("sr02", "Soziokulturelles Zentrum Güterhalle", FREIE[0]), ("sr03", "Stadtteilbücherei Lüttkenhöhe", STADT),
    ("sr03", "Bürgerhaus Höhe", STADT), ("sr04", "Museum der Kolonie", FREIE[3]), ("sr05", "Bürgerzentrum Gravensiek", FREIE[1]),
    ("sr06", "Bücherei St. Ursel", KATH), ("sr07", "Quartierstreff Flachsanger", FREIE[0]), ("sr08", "Heimathaus Rothenwisch", FREIE[3]),
    ("sr10", "Dorfgemeinschaftshaus Külsenbrock", FREIE[3]), ("sr11", "Bücherei am Baggersee", KIRCHE),
    ("sr12", "Musikschule", STADT), ("sr12", "Programmkino Radkappe", FREIE[2]), ("sr13", "Bücherbus-Depot", STADT),
    ("sr14", "Mühle Bockenstiege", FREIE[3]),
)  # fmt: skip


def primary(houses: Houses) -> list[Facility]:
    return [
        placed(f"S{number + 1:03d}", name, KATH if name.startswith("Kath") else STADT, houses.one(f"gs {name}", area, 300))
        for number, (area, name) in enumerate(PRIMARY)
    ]


def secondary(houses: Houses) -> list[Facility]:
    return [
        placed(f"W{number + 1:03d}", name, traeger, houses.one(f"ws {name}", area, 300))
        for number, (area, name, traeger) in enumerate(SECONDARY)
    ]


def clubs(houses: Houses) -> list[Facility]:
    """Youth clubs; the camp site lies outside the city, the Bockenstiege club has no fixed room."""
    found = [
        placed(f"J{number + 1:03d}", name, traeger, houses.one(f"club {name}", area, 200, central=number % 3 == 0))
        for number, (area, name, traeger) in enumerate(CLUBS)
    ]
    east, north = ground.ORIGIN
    camp = Facility("J014", "Jugendzeltplatz Seeblick", STADT, "außerhalb, am Forsthaus", "", east + 13_150.0, north + 1_900.0,
                    note="liegt auf dem Gebiet der Nachbargemeinde")  # fmt: skip
    bus = Facility("J015", "Spielmobil Bockenstiege", FREIE[0], area="sr14", note="wechselnde Standorte")
    return [*found, camp, bus]


def advice(houses: Houses) -> list[Facility]:
    """Counselling; two share a house, one stands exactly on a border."""
    found = [
        placed(f"B{number + 1:03d}", name, traeger, houses.one(f"advice {name}", area, 120, central=True))
        for number, (area, name, traeger) in enumerate(ADVICE)
    ]
    first = found[5]  # the next one moved in with it
    found[6] = replace(found[6], address=first.address, plz=first.plz, x=first.x, y=first.y)
    x, y = border_point("sr02", "sr04")
    border = Facility("B015", "Beratungshaus an der Grenze", FREIE[2], "Am Grenzstein 1", "00101", x, y,
                      note="Haus steht auf der Grenze zweier Sozialräume")  # fmt: skip
    return [*found, border]


def culture(houses: Houses) -> list[Facility]:
    """Libraries and cultural centres; one is listed in the neighbouring Sozialraum."""
    found = [
        placed(f"C{number + 1:03d}", name, traeger, houses.one(f"culture {name}", area, 150, central=True))
        for number, (area, name, traeger) in enumerate(CULTURE)
    ]
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
