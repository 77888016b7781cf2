"""The fixture city with counts that no reader may learn: primes between 5003 and 9973, below a min_count of 10007."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cities import write_city

MIN_COUNT = 10_007
AREAS = ("nord", "mitte", "hafen", "heide")
NAMES = {"nord": "Nord", "mitte": "Mitte", "hafen": "Hafen", "heide": "Heide"}
PLACES = {"nord": 15, "mitte": 12, "hafen": 0, "heide": 0}  # of the fixture city; things, shown
PUPILS = """
[[indicators]]
id = "pupils"
label = { de = "Schülerinnen und Schüler", en = "Pupils" }
short = { de = "Schüler", en = "Pupils" }
handlungsfeld = "bevoelkerung"
definition = { de = "am Stichtag der Schulstatistik", en = "on the day of the school census" }
kind = "count"
counts = "persons"
unit = { de = "Kinder", en = "children" }
per = 1
decimals = 0
polaritaet = "keine"
rolle = "nachfrage"
raumbezug = "einrichtungsort"
zeitbezug = "schuljahr"
source = "jugendamt"

[[values]]
file = "indicators/schueler.csv"
columns = { facility_id = "SCHULE", period = "SCHULJAHR", value = "WERT", note = "WORT" }
indicator = "pupils"

[[values]]
file = "indicators/liste.csv"
columns = { area_id = "KEY", period = "STICHTAG", value = "WERT", note = "WORT" }
indicator = "children_u3"
list_only = true

[[places]]
file = "facilities/belegt.csv"
columns = { facility_id = "NR", places = "KINDER", target_group = "GRUPPE", period = "KITAJAHR", note = "WORT" }
offer = "kita"
target_group_names = { "U3" = "u3", "Ü3" = "ue3" }
kind = "belegt"
source = "jugendamt"

[[facility_types]]
id = "grundschule"
"""


def primes(low: int = 5_003, high: int = 9_973) -> list[int]:
    """All primes from low to high."""
    return [n for n in range(low, high + 1) if all(n % divisor for divisor in range(2, int(n**0.5) + 1))]


@dataclass
class Canaries:
    """The counts that stand in the files, and what could be worked out from one or two of them."""

    free: Iterator[int]
    counts: list[int] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    children: dict[str, int] = field(default_factory=dict)

    def one(self) -> int:
        self.counts.append(next(self.free))
        return self.counts[-1]

    def shown_by_chance(self) -> set[float]:
        """Counts that also may be shown of larger areas: half the children of two quarters, less the places."""
        shown = set[float]()
        for west, east in (("nord", "hafen"), ("mitte", "heide")):
            needed = (self.children[west] + self.children[east]) / 2
            shown |= {needed, needed - PLACES[west] - PLACES[east]}
        return shown & {float(count) for count in self.counts}

    def pair(self) -> tuple[int, int]:
        """Numerator and denominator; their rate is secret too."""
        above, below = sorted((self.one(), self.one()))
        self.rates.append(100 * above / below)
        return above, below


def canary_files(canaries: Canaries) -> dict[str, str | bytes]:
    """The files of values; each count in them is another prime."""
    people, shares = ["KEY;KENNZAHL;STICHTAG;SEX;WERT"], ["STADTTEIL;KENNZAHL;JAHR;QUOTE;ZAEHLER;NENNER;STATUS"]
    for area in AREAS:
        people.append(f"{area};Einwohner;31.12.2023;insgesamt;{canaries.one()}")
        people += [f"{area};Einwohner;31.12.2023;{sex};{canaries.one()}" for sex in ("weiblich", "männlich")]
        children = canaries.children[area] = canaries.one()
        people.append(f"{area};Kinder u3;31.12.2023;insgesamt;{children}")
        canaries.rates += [100 * PLACES[area] / children, 100 * PLACES[area] / (children / 2)]
        canaries.rates += [children / 2, children / 2 - PLACES[area]]
        for name in ("SGB II", "Alleinerziehende"):
            for year in (2022, 2023):
                above, below = canaries.pair()
                shares.append(f"{NAMES[area]};{name};{year};;{above};{below};")
    repeated = people[4]  # the same row again: a warning, which must not quote it
    above, below = canaries.pair()
    shares.append(f"Nord;SGB II;2021;1,5;{above};{below};")  # contradicts its parts: a warning
    people += [f"Gesamtstadt;Kinder u3;31.12.2023;insgesamt;{canaries.one()}", repeated]
    people.append(f"Nord/Mitte;Kinder u3;31.12.2022;insgesamt;{canaries.one()}")
    taken = [
        f"{nr};{canaries.one()};{group};2023/24;{canaries.one()} Kinder, davon gezählt"
        for nr in ("k1", "k2", "k5")
        for group in ("U3", "Ü3")
    ]
    pupils = [f"s1;{year};{canaries.one()};laut Schule {canaries.one()}" for year in ("2022/23", "2023/24")]
    listed = [f"{area};31.12.2021;{canaries.one()};gerundet aus {canaries.one()}" for area in ("nord", "hafen")]
    return {
        "indicators/bevoelkerung.csv": "\n".join(people) + "\n",
        "indicators/anteile.csv": "\n".join(shares) + "\n",
        "indicators/schueler.csv": "\n".join(["SCHULE;SCHULJAHR;WERT;WORT", *pupils]) + "\n",
        "indicators/liste.csv": "\n".join(["KEY;STICHTAG;WERT;WORT", *listed]) + "\n",
        "facilities/belegt.csv": "\n".join(["NR;KINDER;GRUPPE;KITAJAHR;WORT", *taken]) + "\n",
    }


def write_canary_city(folder: Path, numbers: Iterator[int], language: str) -> tuple[Path, Canaries]:
    """The city with these counts, its pages in that language; its projekt.toml and what must not be found."""
    canaries = Canaries(numbers)
    shares = 'unit = { de = "%", en = "%" }'
    replace = {
        "projekt.toml": {
            "min_count = 5\n": f"min_count = {MIN_COUNT}\n",
            'languages = ["de", "en"]': f'languages = ["{language}", "{"en" if language == "de" else "de"}"]',
            '\n[[facility_types]]\nid = "grundschule"\n': PUPILS,
            shares: f"{shares}\ndecimals = 4",
            "min_residents = 100": "min_residents = 0",
        }
    }
    return write_city(folder, replace, add=canary_files(canaries)), canaries
