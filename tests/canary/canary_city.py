"""The fixture city with counts that no reader may learn: primes between 5003 and 9973, below a min_count of 10007."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import get_args

from cities import write_city
from openpyxl import Workbook
from workbooks import ROWS, Cell, write_workbook

from sozialraum.model.findings import FindingRule

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

[[values]]
file = "indicators/lang.xlsx"
layer = "Werte"
columns = { area_name = "Gebiet | Name", period = "Gebiet | Tag", value = "Wert", note = "Wort" }
indicator = "children_u3"

[[values]]
file = "indicators/breit.xlsx"
columns = { area_id = "KEY", note = "Wort" }
indicator = "children_u3"
wide = [{ column = "Kinder | {period}" }, { column = "Kinder unter drei 2012", period = "2012-12-31" }]
stichtag = "12-31"

[[values]]
file = "indicators/breite_anteile.csv"
columns = { area_id = "KEY" }
wide = [
  { column = "Einwohner {period}", indicator = "residents" },
  { column = "Frauen {period}", indicator = "residents", group = "sex=f" },
]
stichtag = "12-31"

[[facility_types]]
id = "grundschule"
"""


# every sentence that the figures left over could make
RELEASED = '[findings]\ngroup_gaps = ["sex"]\n\n' + "".join(
    f'[[findings.release]]\nrule = "{rule}"\n\n' for rule in get_args(FindingRule)
)


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
        "indicators/lang.xlsx": long_workbook(canaries),
        "indicators/breit.xlsx": wide_workbook(canaries),
        "indicators/breite_anteile.csv": wide_text(canaries),
    }


def long_workbook(canaries: Canaries) -> bytes:
    """A sheet with everything around its table: title, merged headings, sections, hidden cells, marks, notes."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Werte"
    sheet.append([f"Kinder unter drei, zusammen {canaries.one()}"])
    sheet.append([])
    sheet.append(["Gebiet", None, "Wert", "Wort", "im Heim"])
    sheet.append(["Name", "Tag"])
    for area in ("A3:B3", "C3:C4", "D3:D4", "E3:E4"):
        sheet.merge_cells(area)
    for year in (2016, 2017):
        sheet.append([f"Im Jahr {year} davon {canaries.one()} in Heimen"])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=5)
        for area in ("Nord", "3 Mitte", "Hafen"):
            sheet.append([area, f"31.12.{year}", canaries.one(), f"gezählt {canaries.one()}", canaries.one()])
    sheet.append(["Nord", "31.12.2018", f"{canaries.one()}¹", None, canaries.one()])
    sheet.append(["Mitte", "31.12.2018", f"{canaries.one()},0", None, canaries.one()])  # a text among numbers
    sheet.append(["Hafen", "31.12.2018", f"{canaries.one()}-", None, canaries.one()])  # balances are not children
    sheet.cell(sheet.max_row, 3).value = canaries.one()
    again = [cell.value for cell in sheet[6]]
    sheet.append(again)
    sheet.append([])
    sheet.append([f"1) ohne {canaries.one()} Kinder in Einrichtungen"])
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["E"].hidden = True
    other = book.create_sheet("Nebenrechnung")
    other.append(["Summe", canaries.one()])
    book.create_sheet("verborgen").append(["Summe", canaries.one()])
    book.worksheets[-1].sheet_state = "hidden"
    return saved(book)


def wide_workbook(canaries: Canaries) -> bytes:
    """Two rows of headings, years side by side, a column nobody asks for, a second table beside the first."""
    book = Workbook()
    sheet = book.worksheets[0]
    years = [2013, 2014, "2015*"]
    sheet.append(["KEY", "Kinder", None, None, "Kinder unter drei 2012", "Wort", "Rest"])
    sheet.append([None, *years])
    for merged in ("A1:A2", "B1:D1", "E1:E2", "F1:F2", "G1:G2"):
        sheet.merge_cells(merged)
    for area in AREAS:
        counts = [canaries.one() for _ in range(4)]
        sheet.append([area, *counts, f"darunter {canaries.one()}", canaries.one()])
    sheet.append([])
    sheet.append([f"* geschätzt aus {canaries.one()}"])
    for row in (9, 10, 11):
        sheet.cell(row, 12).value = canaries.one()
        sheet.cell(row, 13).value = canaries.one()
    sheet.column_dimensions["G"].hidden = True
    return saved(book)


def wide_text(canaries: Canaries) -> str:
    """Counts that have a mark, that jump, and the sign of a broken encoding right beside them."""
    rows = ["KEY;Einwohner 2015;Einwohner 2016;Frauen 2015;Frauen 2016;Wort"]
    for area in AREAS:
        counts = [canaries.one() for _ in range(4)]
        rows.append(f"{area};{counts[0]} 1);{counts[1]};{counts[2]};{counts[3]};fÃ¼r {canaries.one()}")
    return "\n".join(rows) + "\n"


def saved(book: Workbook) -> bytes:
    """The workbook as a file."""
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def write_canary_city(
    folder: Path, numbers: Iterator[int], language: str, min_count: int = MIN_COUNT
) -> tuple[Path, Canaries]:
    """The city with these counts, its pages in that language; its projekt.toml and what must not be found."""
    canaries = Canaries(numbers)
    shares = 'unit = { de = "%", en = "%" }'
    replace = {
        "projekt.toml": {
            "min_count = 5\n": f"min_count = {min_count}\n",
            'languages = ["de", "en"]': f'languages = ["{language}", "{"en" if language == "de" else "de"}"]',
            '\n[[facility_types]]\nid = "grundschule"\n': PUPILS,
            shares: f"{shares}\ndecimals = 4",
            "min_residents = 100": "min_residents = 0",
            "[profile]": RELEASED + "[profile]",
        }
    }
    return write_city(folder, replace, add=canary_files(canaries)), canaries


def write_canary_workbook(folder: Path, numbers: Iterator[int]) -> tuple[Path, Canaries]:
    """A projekt.xlsx whose sheet of values holds the counts, and its list of facilities childminders."""
    canaries = Canaries(numbers)
    years = [
        (NAMES[area], "Kinder unter 3 Jahren", f"31.12.{year}", canaries.one())
        for area in AREAS
        for year in (2021, 2023)
    ]
    marked = [
        ("Nord", "Einwohner", "31.12.2023", f"{canaries.one()}¹", None, None, None, f"gezählt {canaries.one()}"),
        ("Mitte", "Einwohner", "31.12.2023", f"{canaries.one()},0"),
        ("3 Hafen", "Einwohner", "31.12.2023", canaries.one()),
    ]
    shares = []
    for area in AREAS:
        above, below = canaries.pair()
        shares.append((NAMES[area], "SGB II unter 18", "31.12.2023", None, above, below))
    above, below = canaries.pair()
    shares.append(("Nord", "SGB II unter 18", "31.12.2022", 1.5, above, below))  # contradicts its parts
    homes: list[tuple[Cell, ...]] = [
        ("k1", "Kindertagesstätte", "Kita Sonnenschein", "Stadt", *[None] * 4, 500300, 5701500, "Nord"),
        ("tpgorlu", "Tagespflegestelle", "Gorludora", "Ummerzien", *[None] * 4, 500377, 5701573, "3 Nord"),
        ("tpbimsa", "Tagespflegestelle", "Bimsadora", "Ummerzien", *[None] * 4, 501377, 5701577, "Grelfswinkel"),
        ("tpwimsa", "Tagespflegestelle", "Bimsadora", "Ummerzien", *[None] * 4, 501377, 5701577, "Nord"),
        ("tpzefku", "Tagespflegestelle", "Zefkudora", "Ummerzien", *[None] * 4, 7919, 7927, "Nord"),
    ]
    places = [("k1", "Kita", "U3", "laut Betriebserlaubnis", "2023/24", 10, 45)]
    places += [("tpgorlu", "Tagespflege", "U3", "laut Betriebserlaubnis", "2023/24", 5)] * 2
    target = (
        "Tagespflege unter 3", "Pflege U3", "Tagespflege", "U3", "laut Betriebserlaubnis", "Kinder unter 3 Jahren",
        "Versorgungsquote", 50, "erfunden",
    )  # fmt: skip
    rows: dict[str, list[tuple[Cell, ...]]] = {
        "values": [*years, years[0], *marked, *shares],
        "facilities": homes,
        "facility_types": [
            *ROWS["facility_types"][:1],
            ("Tagespflegestelle", "Tagespflegestellen", "01.08.2023", "Jugendamt", "T", "Raute", None,
             "nein, nur zählen"),
        ],
        "places": places,
        "targets": [*ROWS["targets"], target],
    }  # fmt: skip
    city: dict[str, Cell] = {"min_count": MIN_COUNT, "index_min_residents": 0}
    write_workbook(folder, city, rows=rows)
    return folder / "projekt.xlsx", canaries
