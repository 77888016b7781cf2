"""Handlungsfelder 7 to 9: housing, participation, elections."""

import numpy as np
import people
from areas import AREAS, INDEX, YEARS
from cells import cells
from dice import Floats
from rows import JAHRE, Row, city_ratio, counts, drawn, marked, only_rates, ratio, strain
from values_income import housing_benefit, sgb2
from values_people import households

ELECTIONS = {
    "wb_europa": ("2019-05-26", "2024-06-09"),
    "wb_kommunal": ("2020-09-13",),
    "wb_bundestag": ("2021-09-26",),
    "wb_landtag": ("2022-05-15",),
}
TURNOUT = {"2019-05-26": 0.60, "2020-09-13": 0.51, "2021-09-26": 0.755, "2022-05-15": 0.545, "2024-06-09": 0.625}
SURVEYED_SINCE = "2022"  # nobody asked how many rooms a household has before
BY_LETTER = {"2019-05-26": 0.29, "2020-09-13": 0.43, "2021-09-26": 0.53, "2022-05-15": 0.47, "2024-06-09": 0.41}


def housing() -> list[Row]:
    total, homes = people.total(), households()
    space = np.array([[area.housing[2] * (1 + 0.003 * step) for step in range(len(YEARS))] for area in AREAS])
    found = ratio("wohnflaeche", np.floor(total * space).astype(np.int64), total, per=1, decimals=1)
    found = marked(found, "E", "Fortschreibung der Baufertigstellungen", areas=("sr07",))
    flats = np.floor(homes * 1.035).astype(np.int64)
    found += ratio("sozialwohnungen", np.floor(flats * _column(1) * _slow(-0.02)).astype(np.int64), flats)
    buildings = np.maximum(1, np.floor(flats / (1.2 + 7.5 * (1 - _column(0)))).astype(np.int64))
    found += ratio("efh_anteil", np.floor(buildings * _column(0) + 0.5).astype(np.int64), buildings)
    found += ratio("wohngeld", housing_benefit(), homes)
    crowded = drawn("crowded", homes, 0.055 + 0.030 * strain())
    found += [row for row in ratio("beengt", crowded, homes) if row.period >= SURVEYED_SINCE]
    adults = people.at_ages(18, 99)
    long = drawn("stay", total, 0.46 + 0.14 * _column(0) - 0.03 * strain() - _new())
    found += only_rates(ratio("wohndauer", long, total)) + city_ratio("wohndauer", long, total)
    cars = drawn("cars", adults, 0.50 + 0.17 * _column(0) - 0.05 * strain())
    found += only_rates(ratio("pkw", cars, adults, per=1000), 0)
    minors = people.at_ages(0, 17)
    playground = np.floor(minors[:, :1] * (3.1 + 2.2 * _column(0) - 0.5 * strain())).astype(np.int64)
    playground[INDEX["sr07"]] = [600, 600, 2100, 3400, 3400, 5200, 5200]
    playground[INDEX["sr09"]] = 0
    return found + ratio("spielplatz", playground, minors, per=1, decimals=1)


def participation() -> list[Row]:
    minors, total = people.at_ages(0, 17), people.total()
    found = ratio("sportverein", drawn("sport", minors, 0.44 - 0.085 * strain() - _pandemic(0.03)), minors, JAHRE)
    found = marked(found, "E", "Schätzung nach Vereinsadressen", periods=("2020", "2021"))
    entitled = sgb2()[..., :5].sum(axis=(2, 3, 4)) + np.floor(housing_benefit() * 0.9).astype(np.int64)
    found += ratio("but", drawn("but", entitled, 0.55 + 0.02 * strain() - _pandemic(0.12)), entitled, JAHRE)
    readers = drawn("readers", total, 0.085 - 0.018 * strain() - _pandemic(0.02))
    library = ratio("bibliothek", readers, total, JAHRE)
    found += marked(library, "O", "Umstellung des Ausleihsystems", areas=("sr06", "sr13"), periods=("2022",))
    births = people.births()[:, 1:]
    visits = ratio("familienbesuche", drawn("visits", births, 0.71 - 0.04 * strain() - _pandemic(0.3)), births, JAHRE)
    return found + visits


def youth_club_reach(clubs: Floats) -> list[Row]:
    """Children from 6 to 17 with a youth club within 1,000 m of their cell, at the newest Stichtag."""
    distance = np.hypot(*(cells().centre[:, None] - clubs[None]).transpose(2, 0, 1)).min(axis=1)
    children = cells().people[:, 2:5].sum(axis=1)
    near = np.where(distance <= 1000, children, 0)
    tops = np.array([[near[cells().area == number].sum()] for number in range(len(AREAS))])
    bases = np.array([[children[cells().area == number].sum()] for number in range(len(AREAS))])
    return ratio("jugendhaus_entf", tops, bases, ("2024-12-31",))


def elections() -> list[Row]:
    """Turnout; citizens of other states vote in local and European elections only in part."""
    found: list[Row] = []
    letters: list[Row] = []
    for name, days in ELECTIONS.items():
        for day in days:
            step = YEARS.index(int(day[:4]))
            known = people.residents()[:, 1 + step]
            young = 16 if name in ("wb_kommunal", "wb_europa") else 18
            able = known[:, 0, :, young:].sum(axis=(1, 2))
            if name in ("wb_kommunal", "wb_europa"):
                able = able + known[:, 1, :, young:].sum(axis=(1, 2)) * (30 if name == "wb_kommunal" else 4) // 100
            voters = drawn(f"vote {day}", able[:, None], TURNOUT[day] - 0.105 * strain()[:, step : step + 1])
            found += ratio(name, voters, able[:, None], (day,))
            found += counts("wahlberechtigte", able[:, None], (day,)) + counts("waehler", voters, (day,))
            rate = BY_LETTER[day] - 0.05 * strain()[:, step : step + 1]
            letters += ratio("briefwahl", drawn(f"letter {day}", voters, rate), voters, (day,))
    return found + letters


def _column(number: int) -> Floats:
    return np.array([[area.housing[number]] for area in AREAS])


def _slow(change: float) -> Floats:
    return 1 + change * np.arange(len(YEARS), dtype=np.float64)[None, :]


def _new() -> Floats:
    """Hardly anyone has lived for ten years in a new development."""
    share = np.zeros((len(AREAS), len(YEARS)))
    share[INDEX["sr07"]] = [0.20, 0.40, 0.46, 0.49, 0.50, 0.51, 0.51]
    return share


def _pandemic(loss: float) -> Floats:
    return loss * np.array([0, 0, 1.0, 0.9, 0.3, 0.1, 0])[None, :]
