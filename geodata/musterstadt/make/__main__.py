"""Writes the invented city's files: `python geodata/musterstadt/make [FOLDER]`; the same bytes every time."""

import sys
from pathlib import Path
from typing import Any

import commuters
import facilities
import ground
import kitas
import numpy as np
import people
import places
import plans
import rows
import schools
import sites
import values_children
import values_income
import values_living
import values_people
from addresses import addresses
from areas import AREAS, BEZIRKE, REGIONEN, STICHTAGE, YEARS
from cells import cells
from dice import Dice
from forms import write_forms
from neighbours import neighbours
from streets import network
from writing import decimal_text, feature, write_geojson, write_table

OLDEST_BY_MONTH = 10  # until then a child may be in the fourth class


def main(folder: Path) -> None:
    _boundaries(folder / "boundaries")
    _population(folder / "population")
    _network(folder / "network")
    header = ["STRASSE", "HAUSNUMMER", "ZUSATZ", "PLZ", "RECHTSWERT", "HOCHWERT"]
    lines = [[each.street, each.number, each.suffix, each.plz, each.x, each.y] for each in addresses()]
    write_table(folder / "addresses" / "adressen.csv", header, lines)
    clubs, every_school = _facilities(folder)
    _values(folder / "indicators", clubs, every_school)


def _boundaries(folder: Path) -> None:
    rings = ground.rings()
    write_geojson(
        folder / "sozialraeume.geojson",
        "sozialraeume",
        [feature({"SR": area.id, "NAME": area.name}, "Polygon", [rings[area.id]]) for area in AREAS],
    )
    write_geojson(
        folder / "umriss.geojson", "umriss", [feature({"NAME": "Musterstadt"}, "Polygon", [ground.outline()])]
    )
    lines = [("Fluss", "Ahlke", ground.river()), ("Bahn", "Ahlketalbahn", ground.railway())]
    lines += [("Hauptstraße", name, line) for name, line in ground.roads()]
    write_geojson(
        folder / "linien.geojson",
        "linien",
        [feature({"ART": kind, "NAME": name}, "LineString", line) for kind, name, line in lines],
    )
    write_geojson(
        folder / "gewaesser.geojson",
        "gewaesser",
        [feature({"ART": "See", "NAME": "Ellersee"}, "Polygon", [ground.lake()])],
    )
    write_geojson(
        folder / "nachbarn.geojson",
        "nachbarn",
        [feature({"NAME": name}, "Polygon", [ring]) for name, ring in neighbours()],
    )
    names = {id_: name for id_, name, _ in BEZIRKE} | dict(REGIONEN)
    write_table(
        folder / "planungsbezirke.csv",
        ["SOZIALRAUM", "BEZIRK", "BEZIRKSNAME"],
        [[area.id, area.bezirk, names[area.bezirk]] for area in AREAS],
    )
    write_table(
        folder / "regionen.csv",
        ["BEZIRK", "REGION", "REGIONSNAME"],
        [[id_, region, names[region]] for id_, _, region in BEZIRKE],
    )


def _population(folder: Path) -> None:
    known = people.residents()[:, 1:].sum(axis=2)  # area, year, sex, age
    lines: list[list[Any]] = [
        [area.id, stichtag, "wm"[sex], age, int(known[number, step, sex, age])]
        for step, stichtag in enumerate(STICHTAGE)
        for number, area in enumerate(AREAS)
        for sex in (0, 1)
        for age in range(100)
    ]
    write_table(folder / "register_alter.csv", ["SOZIALRAUM", "STICHTAG", "GESCHLECHT", "ALTER", "ANZAHL"], lines)
    write_table(
        folder / "register_geburtsmonat.csv", ["SOZIALRAUM", "STICHTAG", "GEBURTSMONAT", "ANZAHL"], _by_month()
    )
    parts = [part for part, _, _ in people.AGE_PARTS]
    lines = []
    for corner, centre, counts in zip(cells().corner, cells().centre, cells().people, strict=True):
        id_ = f"CRS25832RES100mN{corner[1]}E{corner[0]}"
        lines.append([id_, int(centre[0]), int(centre[1]), int(counts.sum()), *(int(count) for count in counts)])
    header = ["GITTER_ID_100m", "x_mp_100m", "y_mp_100m", "EINWOHNER", *(part.upper() for part in parts)]
    lines.sort(key=lambda line: str(line[0]))
    write_table(folder / "raster_100m.csv", header, lines)


def _by_month() -> list[list[Any]]:
    """Children under 11 by month of birth; of each age as many as the register counts."""
    ages = people.residents()[:, 1:].sum(axis=(2, 3))
    lines: list[list[Any]] = []
    for step, year in enumerate(YEARS):
        for number, area in enumerate(AREAS):
            for age in range(OLDEST_BY_MONTH, -1, -1):
                born = year - age
                counts = people.by_month(number, born, int(ages[number, step, age]))
                lines += [
                    [area.id, STICHTAGE[step], f"{born}-{month + 1:02d}", int(counts[month])] for month in range(12)
                ]
    return lines


def _network(folder: Path) -> None:
    ways = network()
    write_table(
        folder / "wege_knoten.csv",
        ["KNOTEN", "RECHTSWERT", "HOCHWERT"],
        [[number, float(x), float(y)] for number, (x, y) in enumerate(ways.nodes)],
    )
    lines: list[list[Any]] = []
    for edge in ways.edges:
        winding = 1 + 0.06 * Dice(f"way {edge.a} {edge.b}").one()
        length = decimal_text(max(0.1, ways.length(edge) * winding + 0.05), 1)
        lines.append([min(edge.a, edge.b), max(edge.a, edge.b), length, edge.kind])
    lines.sort(key=lambda line: (line[0], line[1], str(line[3])))
    write_table(folder / "wege_kanten.csv", ["VON", "NACH", "LAENGE_M", "ART"], lines)


def _facilities(city: Path) -> tuple[list[sites.Facility], list[sites.Facility]]:
    folder = city / "facilities"
    houses = sites.Houses()
    all_kitas = kitas.kitas(houses)
    carers = kitas.carers(houses)
    primary, upper = facilities.listed("primary", houses), facilities.listed("secondary", houses)
    clubs = facilities.clubs(houses)
    lists = {
        "kitas": [kita.facility for kita in all_kitas],
        "kindertagespflege": [carer for carer, _ in carers],
        "grundschulen": primary,
        "weiterfuehrende_schulen": upper,
        "jugendeinrichtungen": clubs,
        "beratungsstellen": facilities.advice(houses),
        "kulturorte": facilities.culture(houses),
    }
    for name, each in lists.items():
        write_table(folder / f"{name}.csv", sites.HEADER, [facility.cells() for facility in each])
    all_places = places.rows(all_kitas, carers, primary, upper)
    write_table(folder / "plaetze.csv", places.HEADER, all_places)
    write_forms(city / "formulare", all_kitas, all_places, _by_month())
    write_table(
        folder / "merkmale.csv",
        ["EINRICHTUNG", "MERKMAL", "AB", "BIS", "VERBUND"],
        places.merkmale(all_kitas, primary, upper),
    )
    _planning(city / "planung", all_kitas, carers, primary, all_places)
    return clubs, [*primary, *upper]


def _planning(
    folder: Path,
    all_kitas: list[kitas.Kita],
    carers: list[tuple[sites.Facility, int]],
    primary: list[sites.Facility],
    all_places: list[places.Line],
) -> None:
    tables = {
        "geburten": (plans.BIRTHS, plans.births()),
        "wohnort_einrichtung": (commuters.HEADER, commuters.rows(all_kitas, carers, all_places)),
        "anmeldungen_ohne_platz": (plans.WAITING, plans.waiting(all_kitas, carers, all_places)),
        "massnahmen": (plans.MEASURES, plans.measures(all_kitas)),
        "schulanmeldungen": (schools.REGISTRATIONS, schools.registrations(primary)),
        "schuelerzahlen": (schools.PUPILS, schools.pupils(primary)),
    }
    for name, (header, lines) in tables.items():
        write_table(folder / f"{name}.csv", header, lines)


def _values(folder: Path, clubs: list[sites.Facility], every_school: list[sites.Facility]) -> None:
    spots = np.array([(club.x, club.y) for club in clubs if club.x is not None and club.y is not None])
    files = {
        "1_bevoelkerung": values_people.rows(),
        "2_erwerb_einkommen": values_income.rows(),
        "3_betreuung": values_children.care(),
        "4_einschulung": values_children.health(),
        "5_schule": values_children.school(),
        "6_erziehung": values_children.upbringing(),
        "7_wohnen": values_living.housing(),
        "8_teilhabe": values_living.participation() + values_living.youth_club_reach(spots),
        "9_wahlen": values_living.elections(),
    }
    for name, each in files.items():
        write_table(folder / f"{name}.csv", rows.HEADER, [row.cells() for row in rows.in_order(each)])
    write_table(
        folder / "schulsozialindex.csv",
        ["SCHULE", "SCHULJAHR", "STUFE"],
        [[school, "2024/25", step] for school, step in facilities.social_index(every_school)],
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent)
