"""Places by facility, offer, target group, kind, form, hours and year; and which facility bears which Merkmal."""

import numpy as np
from areas import AREAS, INDEX
from dice import Dice
from kitas import U3_OF_I, U3_OF_II, UE3_OF_I, UE3_OF_III, Kita
from rows import strain
from schools import pupils_of
from sites import Facility

HEADER = [
    "EINRICHTUNG",
    "ANGEBOT",
    "ZIELGRUPPE",
    "ART",
    "GRUPPENFORM",
    "WOCHENSTUNDEN",
    "INKLUSION",
    "JAHR",
    "PLAETZE",
    "STATUS",
    "BEMERKUNG",
]
YEARS = range(2020, 2025)
PLANNED = (2025, 2026)
PERMIT, REPORT, TAKEN, PLAN = "Betriebserlaubnis", "KiBiz-Meldung", "belegt", "geplant"
HOURS = (25, 35, 45)
OGS_SHARE = {"sr03": 0.52, "sr07": 0.55, "sr05": 0.62}  # else near the target; of the pupils
HOURS_UNTOLD = {"S015": 12}  # places of which the school has not said how many hours they have
CERTIFICATES = {"sr07": ("2022-08-01", ""), "sr11": ("2018-08-01", "2024-07-31")}  # else the earlier the higher up
NETWORKS = {  # far apart; near; and two that keep the 3 km by the circle but not by their distance
    "FZ-Verbund Ahlkedörfer": (("K027", "K028", "K030", "K031"), "2017-08-01"),
    "FZ-Verbund Wendelrade": (("K036", "K037", "K038"), "2019-08-01"),
    "FZ-Verbund Südrand": (("K044", "K045"), "2021-08-01"),
}
Line = list[object]


def rows(
    kitas: list[Kita], carers: list[tuple[Facility, int]], schools: list[Facility], upper: list[Facility]
) -> list[Line]:
    found = [line for kita in kitas for line in _kita(kita)]
    found += [line for carer, places in carers for line in _carer(carer, places)]
    found += [line for school in schools for line in _primary(school, schools)]
    found += [line for school in upper for line in _pupils(school, "sek1", *_upper_size(school.name))]
    return sorted(found, key=lambda line: [str(cell) for cell in line])


def is_inclusive(kita: Kita) -> bool:
    return kita.groups[2] > 0 and int(kita.facility.id[1:]) % 4 == 1


def _kita(kita: Kita) -> list[Line]:
    id_ = kita.facility.id
    found: list[Line] = []
    for year in (*YEARS, *PLANNED):
        period = _period(year)
        if year in kita.silent:
            kind = PERMIT if year in YEARS else PLAN
            found += [
                [id_, "Kita", group, kind, "", None, "", period, None, "O", "nicht gemeldet"]
                for group in ("U3", "Ü3")
            ]
        elif kita.first <= year <= kita.last and year in YEARS:
            found += [*_permit(kita, period), *_report(kita, year), *_taken(kita, year)]
        elif kita.first <= year <= kita.last and kita.facility.status != "provisorisch":
            found += [
                [id_, "Kita", "U3", PLAN, "", None, "", period, kita.u3, "A", ""],
                [id_, "Kita", "Ü3", PLAN, "", None, "", period, kita.ue3, "A", ""],
            ]
    return found


def _forms(groups: tuple[int, int, int]) -> list[tuple[str, str, int, int]]:
    """(group form, target group, number of groups, children in one group)."""
    forms = [
        ("I", "U3", groups[0], U3_OF_I),
        ("I", "Ü3", groups[0], UE3_OF_I),
        ("II", "U3", groups[1], U3_OF_II),
        ("III", "Ü3", groups[2], UE3_OF_III),
    ]
    return [form for form in forms if form[2]]


def _permit(kita: Kita, period: str) -> list[Line]:
    found: list[Line] = []
    for form, target, number, size in _forms(kita.groups):
        inclusive = 1 if form == "III" and is_inclusive(kita) else 0
        for flag, count in (("ja", inclusive), ("nein", number - inclusive)):
            if count:
                found.append(
                    [kita.facility.id, "Kita", target, PERMIT, form, None, flag, period, count * size, "A", ""]
                )
    return found


def _report(kita: Kita, year: int) -> list[Line]:
    """Groups by weekly hours; form III has 25 children at 25 or 35 hours and 20 at 45."""
    found: list[Line] = []
    number = 0
    hours_of: dict[str, list[int]] = {}
    for form, count in zip(("I", "II", "III"), kita.groups, strict=True):
        hours_of[form] = []
        for _ in range(count):
            number += 1
            luck = Dice(f"hours {kita.facility.id} {number}").one() + 0.012 * (year - 2020)
            hours_of[form].append(HOURS[0] if luck < 0.10 else HOURS[1] if luck < 0.58 else HOURS[2])
    for form, target, _, size in _forms(kita.groups):
        for hours in HOURS:
            count = hours_of[form].count(hours)
            children = 20 if form == "III" and hours == 45 else size
            if count:
                found.append(
                    [
                        kita.facility.id,
                        "Kita",
                        target,
                        REPORT,
                        form,
                        hours,
                        "",
                        _period(year),
                        count * children,
                        "A",
                        "",
                    ]
                )
    return found


def _taken(kita: Kita, year: int) -> list[Line]:
    dice = Dice(f"taken {kita.facility.id} {year}")
    status = "P" if year == YEARS[-1] else "A"
    return [
        [
            kita.facility.id,
            "Kita",
            target,
            TAKEN,
            "",
            None,
            "",
            _period(year),
            round(places * dice.one(0.93, 1.015)),
            status,
            "",
        ]
        for target, places in (("U3", kita.u3), ("Ü3", kita.ue3))
    ]


def _carer(carer: Facility, places: int) -> list[Line]:
    found: list[Line] = []
    for year in (*YEARS, PLANNED[0]):
        known = year in YEARS
        kind = PERMIT if known else PLAN
        found.append([carer.id, "Kindertagespflege", "U3", kind, "", None, "", _period(year), places, "A", ""])
        if known:
            fewer = Dice(f"taken {carer.id} {year}").whole(0, 1)
            found.append(
                [carer.id, "Kindertagespflege", "U3", TAKEN, "", None, "", _period(year), places - fewer, "A", ""]
            )
    return found


def _primary(school: Facility, schools: list[Facility]) -> list[Line]:
    """Pupils and Offener Ganztag; a Randstunden place is not eight hours and stands apart."""
    found: list[Line] = []
    for year in YEARS:
        period, children = _period(year), pupils_of(schools, year)[school.id]
        found.append([school.id, "Schule", "Grundschulalter", TAKEN, "", None, "", period, children, "A", ""])
        late = OGS_SHARE.get(school.area, 0.70 - 0.02 * float(strain()[INDEX[school.area], -1]))
        share = late - 0.025 * (2024 - year) + Dice(f"ogs {school.id}").one(-0.03, 0.06)
        places = int(children * share)
        status = "P" if year == YEARS[-1] else "A"
        untold = HOURS_UNTOLD.get(school.id, 0) if year == YEARS[-1] else 0
        found += [
            [school.id, "Offener Ganztag", "Grundschulalter", TAKEN, "", hours, "", period, count, status, note]
            for hours, count, note in ((40, places - untold, ""), (None, untold, "Stunden nicht gemeldet"))
            if count
        ]
        late_hours = int(children * 0.11)
        found.append([school.id, "Randstunde", "Grundschulalter", TAKEN, "", 20, "", period, late_hours, "A", ""])
    aim = int(pupils_of(schools, YEARS[-1])[school.id] * 0.8)
    found.append([school.id, "Offener Ganztag", "Grundschulalter", PLAN, "", 40, "", _period(2026), aim, "A", ""])
    return found


def _pupils(school: Facility, target: str, first: int, last: int) -> list[Line]:
    name = target if target != "sek1" else "Sekundarstufe"
    sizes = np.linspace(first, last, len(YEARS))
    return [
        [
            school.id,
            "Schule",
            name,
            TAKEN,
            "",
            None,
            "",
            _period(year),
            int(size) + Dice(f"pupils {school.id} {year}").whole(-6, 6),
            "A",
            "",
        ]
        for year, size in zip(YEARS, sizes, strict=True)
    ]


def _upper_size(name: str) -> tuple[int, int]:
    if name.startswith("Gymnasium"):
        return 820, 845
    if name.startswith("Gesamt"):
        return 990, 1040
    return (330, 280) if name.startswith("Haupt") else (520, 505)


def _period(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02d}"


def merkmale(kitas: list[Kita], schools: list[Facility], upper: list[Facility]) -> list[Line]:
    """Certificates with validity: Familienzentren single and together, plusKITA, inklusiv, Startchancen, faith."""
    found: list[Line] = []
    running = [kita for kita in kitas if kita.facility.status == "in Betrieb"]
    together = {id_ for houses, _ in NETWORKS.values() for id_ in houses}
    for area in AREAS:
        mine = [kita.facility.id for kita in running if kita.facility.area == area.id]
        if area.id != "sr09" and mine and mine[0] not in together:
            begins, ends = CERTIFICATES.get(area.id, (f"{2008 + INDEX[area.id]}-08-01", ""))
            found.append([mine[0], "Familienzentrum", begins, ends, ""])
        if area.strain[1] > 0.6 and area.id != "sr09":
            found += [[id_, "plusKITA", "2020-08-01", "2025-07-31", ""] for id_ in mine]
            found.append([mine[1], "Familienzentrum", "2019-08-01", "", ""])
    for name, (houses, begins) in NETWORKS.items():
        found += [[id_, "Familienzentrum", begins, "", name] for id_ in houses]
    found += [["K001", "Familienzentrum", "2004-08-01", "2008-07-31", ""]]
    found += [[kita.facility.id, "inklusiv", "2018-08-01", "", ""] for kita in running if is_inclusive(kita)]
    poor = [school for school in [*schools, *upper] if AREAS[INDEX[school.area]].strain[1] > 0.6]
    found += [
        [school.id, "Startchancen", "2024-08-01" if number % 2 else "2025-08-01", "2034-07-31", ""]
        for number, school in enumerate(poor)
    ]
    found += [[school.id, "katholisch", "", "", ""] for school in schools if school.name.startswith("Kath.")]
    return sorted(found, key=lambda line: [str(cell) for cell in line])
