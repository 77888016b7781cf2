"""The fourteen Sozialräume: what each is like. Everything else follows from this table."""

from dataclasses import dataclass

YEARS = tuple(range(2018, 2025))
STICHTAGE = tuple(f"{year}-12-31" for year in YEARS)


@dataclass(frozen=True)
class Area:
    """One Sozialraum.

    Args:
        people: residents at the end of 2018 and of 2024.
        strain: latent social strain in 2018 and 2024; 0 is the middle of the city.
        mix: weights of the age profiles young, family, settled, old.
        foreign: share of residents without German citizenship, 2018 and 2024.
        cells: inhabited cells of 100 m.
        kernels: where people live: (x km, y km, radius km).
        housing: share of buildings with one or two flats, of subsidised flats, m2 per resident.
        u3, ue3: places per 100 children at which the newest Kita-Jahr aims.
    """

    id: str
    name: str
    bezirk: str
    people: tuple[int, int]
    strain: tuple[float, float]
    mix: tuple[float, float, float, float]
    foreign: tuple[float, float]
    cells: int
    kernels: tuple[tuple[float, float, float], ...]
    housing: tuple[float, float, float]
    u3: float
    ue3: float
    kitas: int


AREAS = (
    Area(
        "sr01",
        "Marktwall",
        "pb1",
        (5480, 5610),
        (0.10, 0.02),
        (5, 1.6, 2.2, 2.6),
        (0.14, 0.18),
        92,
        ((5.75, 6.1, 0.75),),
        (0.08, 0.06, 43),
        51,
        104,
        3,
    ),
    Area(
        "sr02",
        "Weichenfeld",
        "pb1",
        (6610, 6930),
        (1.00, 1.02),
        (5.5, 2.6, 1.9, 1.4),
        (0.26, 0.33),
        106,
        ((6.0, 4.55, 0.6), (6.5, 4.3, 0.5)),
        (0.05, 0.09, 34),
        49.5,
        102,
        4,
    ),
    Area(
        "sr03",
        "Lüttkenhöhe",
        "pb2",
        (9180, 9440),
        (1.85, 1.95),
        (3, 4.4, 2.0, 1.6),
        (0.29, 0.39),
        122,
        ((5.2, 8.3, 0.55), (5.75, 7.85, 0.45)),
        (0.04, 0.48, 29),
        33,
        84,
        4,
    ),
    Area(
        "sr04",
        "Ottilien-Kolonie",
        "pb3",
        (5840, 5930),
        (1.45, 0.80),
        (2.4, 3.2, 2.8, 2.0),
        (0.19, 0.22),
        130,
        ((7.7, 4.0, 0.55), (8.2, 4.4, 0.4)),
        (0.55, 0.21, 36),
        51,
        101,
        4,
    ),
    Area(
        "sr05",
        "Gravensiek",
        "pb4",
        (8150, 8330),
        (0.45, 1.08),
        (2.6, 2.9, 2.6, 2.7),
        (0.17, 0.27),
        166,
        ((4.4, 4.6, 0.7), (4.1, 4.0, 0.5)),
        (0.18, 0.24, 36),
        45,
        95,
        4,
    ),
    Area(
        "sr06",
        "Tannwisch",
        "pb2",
        (7690, 7580),
        (-0.95, -0.92),
        (0.9, 2.4, 4.2, 3.9),
        (0.034, 0.046),
        250,
        ((7.5, 8.3, 0.9), (7.7, 7.3, 0.6), (8.3, 8.9, 0.4)),
        (0.90, 0.02, 52),
        52,
        108,
        4,
    ),
    Area(
        "sr07",
        "Flachsanger",
        "pb5",
        (430, 3740),
        (-0.85, -0.88),
        (1.0, 8.2, 0.9, 0.3),
        (0.07, 0.095),
        86,
        ((2.0, 6.75, 0.6),),
        (0.62, 0.12, 41),
        35,
        80,
        2,
    ),
    Area(
        "sr08",
        "Ohlbeck/Rothenwisch",
        "pb3",
        (3380, 3330),
        (-0.82, -0.85),
        (0.9, 2.7, 4.0, 3.0),
        (0.024, 0.035),
        155,
        ((10.3, 7.0, 0.55), (10.6, 5.8, 0.5), (9.6, 8.3, 0.3)),
        (0.93, 0.01, 54),
        46,
        98,
        2,
    ),
    Area(
        "sr09",
        "Hafenbruch",
        "pb3",
        (236, 212),
        (0.80, 0.85),
        (4.2, 1.3, 2.8, 1.0),
        (0.27, 0.33),
        18,
        ((9.7, 4.2, 0.3), (10.6, 3.6, 0.2)),
        (0.35, 0.0, 38),
        0,
        0,
        1,
    ),
    Area(
        "sr10",
        "Külsenbrock",
        "pb5",
        (2610, 2640),
        (-0.72, -0.78),
        (0.9, 2.9, 3.8, 2.9),
        (0.022, 0.032),
        120,
        ((2.2, 8.4, 0.6), (3.4, 8.9, 0.3)),
        (0.94, 0.01, 55),
        52,
        103,
        2,
    ),
    Area(
        "sr11",
        "Ellerwende",
        "pb4",
        (5960, 6120),
        (-0.66, -0.72),
        (1.1, 3.1, 3.6, 2.5),
        (0.038, 0.050),
        216,
        ((2.2, 4.5, 0.7), (2.7, 2.9, 0.5), (1.4, 5.3, 0.4)),
        (0.84, 0.03, 49),
        45.5,
        101,
        4,
    ),
    Area(
        "sr12",
        "Wendelrade",
        "pb1",
        (6880, 7120),
        (0.02, -0.12),
        (5.4, 2.5, 2.3, 1.6),
        (0.11, 0.135),
        130,
        ((4.2, 6.6, 0.7), (3.6, 6.3, 0.4)),
        (0.12, 0.07, 41),
        45,
        106,
        4,
    ),
    Area(
        "sr13",
        "Uhlenschlag",
        "pb2",
        (7590, 7720),
        (0.16, 0.24),
        (2.0, 2.8, 3.0, 3.0),
        (0.11, 0.145),
        160,
        ((7.7, 6.1, 0.75), (8.4, 6.5, 0.4)),
        (0.42, 0.15, 41),
        40,
        94,
        4,
    ),
    Area(
        "sr14",
        "Bockenstiege",
        "pb4",
        (1930, 1870),
        (-0.22, -0.18),
        (1.0, 2.4, 3.7, 3.5),
        (0.026, 0.037),
        100,
        ((7.4, 1.7, 0.5), (4.9, 2.1, 0.3), (8.8, 1.6, 0.25)),
        (0.92, 0.0, 54),
        53,
        110,
        2,
    ),
)
BEZIRKE = (
    ("pb1", "Bezirk I Wallring", "re1"),
    ("pb2", "Bezirk II Nordhang", "re1"),
    ("pb3", "Bezirk III Hafenseite", "re2"),
    ("pb4", "Bezirk IV Südflur", "re2"),
    ("pb5", "Bezirk V Westflur", "re1"),
)
REGIONEN = (("re1", "Region Ahlke-Nord"), ("re2", "Region Ahlke-Süd"))
PLZ = {"pb1": "00101", "pb2": "00102", "pb3": "00103", "pb4": "00104", "pb5": "00105"}
INDEX = {area.id: number for number, area in enumerate(AREAS)}


def between(ends: tuple[float, float], year: int) -> float:
    """A quantity that moves evenly from the first to the last year."""
    return ends[0] + (ends[1] - ends[0]) * (year - YEARS[0]) / (YEARS[-1] - YEARS[0])
