"""Who lives where: residents by area, year, nationality, sex and single year of age; births and deaths."""

from functools import cache

import numpy as np
from areas import AREAS, YEARS, between
from dice import Dice, Floats, Ints, apportion, whole_by

ALL_YEARS = (YEARS[0] - 1, *YEARS)  # the year before is needed for flows only
NATIONALITIES = ("de", "non_de")
SEXES = ("f", "m")
AGES = np.arange(100)  # 99 means 99 and older
AGE_PARTS = (
    ("u3", 0, 2),
    ("a3_5", 3, 5),
    ("a6_9", 6, 9),
    ("a10_14", 10, 14),
    ("a15_17", 15, 17),
    ("a18_24", 18, 24),
    ("a25_44", 25, 44),
    ("a45_64", 45, 64),
    ("a65_79", 65, 79),
    ("a80plus", 80, 99),
)
ARRIVALS = (-0.08, 0.0, 0.10, 0.18, 0.27, 0.72, 0.88, 1.0)  # how far the foreign share has moved; 2022 jumps
NEW_HOMES = (0.05, 0.0, 0.17, 0.36, 0.57, 0.75, 0.89, 1.0)  # how far the new development is occupied
BIRTHS = {
    2010: 0.95,
    2011: 0.94,
    2015: 1.04,
    2016: 1.09,
    2017: 1.07,
    2018: 1.06,
    2019: 1.04,
    2020: 1.02,
    2021: 1.05,
    2022: 0.96,
    2023: 0.91,
    2024: 0.89,
}


@cache
def residents() -> Ints:
    """Array of area, year (from 2017), nationality, sex, age."""
    dice = Dice("people")
    wobble = 1 + 0.06 * dice.bell(len(AREAS), 120 + len(ALL_YEARS))  # by year of birth, kept through the years
    threshold = dice.uniform(len(AREAS), 2, 2, 120 + len(ALL_YEARS))
    found = np.zeros((len(AREAS), len(ALL_YEARS), 2, 2, 100), dtype=np.int64)
    for number, area in enumerate(AREAS):
        for step, year in enumerate(ALL_YEARS):
            cohort = AGES[::-1] + step  # column of a year of birth; the same person keeps it
            total = _total(area.people, area.id, step)
            share = area.foreign[0] + (area.foreign[1] - area.foreign[0]) * ARRIVALS[step]
            for nationality in (0, 1):
                profile = _profile(area.mix, year, nationality) * wobble[number, cohort]
                part = total * (share if nationality else 1 - share) * profile / profile.sum()
                women = _women(nationality, year)
                for sex in (0, 1):
                    expected = part * (women if sex == 0 else 1 - women)
                    rounding = threshold[number, nationality, sex, cohort]
                    found[number, step, nationality, sex] = whole_by(expected, rounding)
    return found


@cache
def births() -> Ints:
    """Live births by area and year (from 2017)."""
    infants = residents()[..., 0].sum(axis=(2, 3))
    wobble = np.floor(0.02 * infants * Dice("births").bell(*infants.shape)).astype(np.int64)
    born: Ints = np.maximum(0, infants + wobble)
    return born


@cache
def deaths() -> Ints:
    """Deaths by area and year (from 2017): mortality by age, a little more where strain is high."""
    people = residents().sum(axis=(2, 3))
    mortality = np.minimum(0.35, 0.00022 * np.exp(0.088 * np.maximum(AGES - 18, 0)))
    strain = np.array([[between(area.strain, year) for year in ALL_YEARS] for area in AREAS])
    covid = np.array([1.0, 1.0, 1.0, 1.04, 1.06, 1.07, 1.01, 1.0])
    expected = (people * mortality).sum(axis=-1) * (1 + 0.08 * strain) * covid
    return whole_by(expected, Dice("deaths").uniform(*expected.shape))


def at_ages(low: int, high: int) -> Ints:
    """Residents by area and year 2018 on, of these completed years, both ends included."""
    found: Ints = residents()[:, 1:, :, :, low : high + 1].sum(axis=(2, 3, 4))
    return found


def by_month(area: int, born: int, children: int) -> Ints:
    """Children of one year of birth and area by month; alike in every year in which they are counted."""
    season = 1 + 0.25 * Dice(f"months {AREAS[area].id} {born}").bell(12) + 0.06 * np.sin((np.arange(12) - 4) / 2)
    return apportion(children, np.maximum(season, 0.2))


def total() -> Ints:
    return at_ages(0, 99)


def below_pension_age() -> Ints:
    """Residents below the Altersgrenze (§ 7a SGB II), by area, year, nationality and sex."""
    people = residents()[:, 1:]
    found: Ints = people[..., :65].sum(axis=-1)
    for step, months in enumerate((7, 8, 9, 10, 11, 12, 14)):  # beyond the 65th birthday, from 2018 to 2024
        found[:, step] += people[:, step, :, :, 65] * min(months, 12) // 12
        found[:, step] += people[:, step, :, :, 66] * max(months - 12, 0) // 12
    return found


def _total(ends: tuple[int, int], id_: str, step: int) -> float:
    if ends[1] > 3 * ends[0]:
        return ends[0] + (ends[1] - ends[0]) * (NEW_HOMES[step] if step else -0.05)
    path = (step - 1) / (len(YEARS) - 1)
    return (ends[0] + (ends[1] - ends[0]) * path) * (1 + 0.0025 * float(Dice(f"total {id_} {step}").bell(1)[0]))


def _profile(mix: tuple[float, float, float, float], year: int, nationality: int) -> Floats:
    birth = year - AGES
    child = np.interp(AGES, [0, 6, 7, 18, 23, 30], [1.12, 1.12, 1.0, 1.0, 0.62, 0.0])  # some stay with their parents
    birth_rate = np.array([BIRTHS.get(int(each), 1.0) for each in birth])
    young = (
        0.48 * _hill(AGES, 26.0, 5.2)
        + 0.20 * _hill(AGES, 37, 8)
        + 0.22 * _hill(AGES, 53, 9)
        + 0.10 * _unit(child * _hill(AGES, 1, 8))
    )
    family = 0.44 * _unit(child) + 0.32 * _hill(AGES, 37.5, 7.0) + 0.24 * _hill(AGES, 50, 9)
    settled = (
        0.55 * _hill(birth, 1963, 8) + 0.17 * _hill(AGES, 40, 9) + 0.15 * _unit(child) + 0.13 * _hill(AGES, 74, 7)
    )
    old = 0.85 * _hill(AGES, 79, 8) + 0.15 * _hill(AGES, 60, 8)
    profile = mix[0] * young + mix[1] * family + mix[2] * settled + mix[3] * old
    profile = profile * birth_rate / (1 + np.exp((AGES - 91.0) / 3.4))
    if nationality:
        profile = profile * np.where(AGES < 18, 1.25, np.where(AGES < 45, 1.5, np.where(AGES < 65, 0.9, 0.38)))
    density: Floats = np.maximum(profile, 1e-9)
    return density


def _women(nationality: int, year: int) -> Floats:
    share = 0.487 + 0.02 * _step(AGES, 35, 12) + 0.20 * _step(AGES, 86, 7)
    if nationality:
        share = share - (0.035 if year < 2022 else 0.005) * np.where((AGES > 17) & (AGES < 60), 1.0, 0.2)
    return share


def _hill(values: Ints, middle: float, width: float) -> Floats:
    return _unit(np.exp(-(((values - middle) / width) ** 2) / 2))


def _step(values: Ints, middle: float, width: float) -> Floats:
    share: Floats = 1 / (1 + np.exp(-(values - middle) / width))
    return share


def _unit(values: Floats) -> Floats:
    shares: Floats = values / values.sum()
    return shares
