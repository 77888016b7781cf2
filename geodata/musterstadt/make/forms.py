"""The same figures once more in the layout of forms that offices know: workbooks with merged headings, lists, notes.

The layouts imitate such exports; the figures are those of the other files of the invented city.
"""

from collections.abc import Sequence
from pathlib import Path

import people
import values_income
from areas import AREAS
from dice import Ints
from kitas import Kita
from places import HOURS, PERMIT, REPORT, TAKEN
from workbook import Sheet, write_workbook

CITY_NAME = "Musterstadt"
YEAR = 2024
KITA_YEAR = "2024/25"
MONTHS = ("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sep.", "Okt.", "Nov.", "Dez.")
FEWEST = 10  # counts below are not told by the agency
Line = Sequence[object]


def write_forms(folder: Path, kitas: list[Kita], places: list[Line], by_month: list[Line]) -> None:
    """Four files: two workbooks and a list about children and Kitas, and the employment agency's workbook."""
    running = [kita for kita in kitas if kita.first <= YEAR <= kita.last and kita.facility.status == "in Betrieb"]
    reported = [line for line in places if line[7] == KITA_YEAR]
    write_workbook(folder / "kibizweb_2024-25.xlsx", [_groups_and_hours(running, reported)])
    _write_navigator(folder / "kita-navigator.csv", running, reported)
    write_workbook(folder / "einwohner_geburtsmonat.xlsx", [_months(by_month)])
    write_workbook(folder / "ba_kleinraeumig_2024-12.xlsx", _agency())


def _groups_and_hours(kitas: list[Kita], places: list[Line]) -> Sheet:
    """One line a Kita: children reported by group form and weekly hours, three levels of headings."""
    sheet = Sheet("Einrichtungen")
    sheet.title(f"Übersicht der Tageseinrichtungen für Kinder im Kindergartenjahr {KITA_YEAR}")
    sheet.title(f"Jugendamt {CITY_NAME} (erfunden), Meldung zum 15.03.{YEAR}")
    sheet.blank()
    top: list[object] = ["Lfd.\nNr.", "Einrich-\ntungs-Nr.", "Name der Einrichtung", "Träger"]
    top += ["Anschrift", None, None]
    top += ["Gemeldete Kinder nach Gruppenform und wöchentlicher Betreuungszeit ¹", *[None] * 8, "Davon", None]
    top += ["Ins-\ngesamt", "plusKITA"]
    middle: list[object] = [None] * 4 + ["Straße und Hausnummer", "PLZ", "Ort"]
    for form in ("I", "II", "III"):
        middle += [f"Gruppenform {form}", None, None]
    middle += ["unter\n3 Jahre", "3 Jahre\nund älter", None, None]
    hours: list[object] = [None] * 7 + [f"{count} Std." for count in HOURS] * 3 + [None] * 4
    merged = [f"{column}4:{column}6" for column in "ABCDST"] + [f"{column}5:{column}6" for column in "EFGQR"]
    merged += ["E4:G4", "H4:P4", "Q4:R4", "H5:J5", "K5:M5", "N5:P5"]
    sheet.headings([top, middle, hours], merged)
    sheet.numbering()
    sums = [0] * 12
    for number, kita in enumerate(kitas, start=1):
        told = [line for line in places if line[0] == kita.facility.id and line[3] == REPORT]
        cells = [
            sum(_whole(line[8]) for line in told if line[4] == form and line[5] == count)
            for form in ("I", "II", "III")
            for count in HOURS
        ]
        by_age = [sum(_whole(line[8]) for line in told if line[2] == group) for group in ("U3", "Ü3")]
        sums = [before + now for before, now in zip(sums, [*cells, *by_age, sum(by_age)], strict=True)]
        house = kita.facility
        shown = [count or "–" for count in cells]
        plus = "x" if number % 9 == 4 else None
        sheet.row([number, house.id, house.name, house.traeger, house.address, house.plz, CITY_NAME])
        sheet.more([*shown, *by_age, sum(by_age), plus])
    sheet.row([None, None, "Summe", None, None, None, None, *sums, None])
    sheet.blank()
    sheet.note("1) Gruppenform III mit 45 Stunden: 20 Kinder je Gruppe, sonst 25.")
    sheet.note(f"Quelle: erfundene Angaben der erfundenen Stadt {CITY_NAME}; Aufbau einer Meldeliste nachempfunden.")
    return sheet


def _write_navigator(path: Path, kitas: list[Kita], places: list[Line]) -> None:
    """Places offered on a portal: a line for each Kita and age, by name and address only, in a Western code page."""
    names = {area.id: area.name for area in AREAS}
    header = "Einrichtung;Kita-Nummer;Träger;Straße;Hausnummer;PLZ;Ort;Stadtteil;Altersgruppe;Plätze;davon belegt"
    lines = ["sep=;", f"{header};Stand;"]
    for kita in kitas:
        house = kita.facility
        street, _, number = house.address.rpartition(" ")
        for group, words in (("U3", "unter 3 Jahren"), ("Ü3", "ab 3 Jahren bis Schuleintritt")):
            offered, taken = (
                [_whole(line[8]) for line in places if [line[0], line[2], line[3]] == [house.id, group, kind]]
                for kind in (PERMIT, TAKEN)
            )
            if offered:
                where = names.get(house.area, "").replace("-", "/")
                cells = [house.name, house.id, house.traeger, _short(street), number, house.plz, CITY_NAME, where]
                cells += [words, str(sum(offered)), str(sum(taken)) if taken else "k. A.", "01.10.2024"]
                lines.append(";".join(f'"{cell}"' for cell in cells))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode("cp1252"))


def _months(by_month: list[Line]) -> Sheet:
    """Children by month of birth: a line for each Sozialraum, years over months in the headings."""
    newest = {(line[0], line[2]): _whole(line[3]) for line in by_month if line[1] == f"{YEAR}-12-31"}
    years = range(YEAR - 6, YEAR + 1)
    sheet = Sheet("Geburtsmonate")
    sheet.title(f"Kinder unter 7 Jahren nach Geburtsmonat und Stadtteil, Stichtag 31.12.{YEAR}")
    sheet.title(f"Einwohnerregister {CITY_NAME} (erfunden), Bevölkerung am Ort der Hauptwohnung")
    sheet.blank()
    top: list[object] = ["Nr.", "Stadtteil"]
    for year in years:
        top += [year, *[None] * 11]
    below: list[object] = [None, None, *MONTHS * len(years), None]
    merged = ["A4:A5", "B4:B5", "CI4:CI5"]
    merged += [f"{_letters(3 + 12 * step)}4:{_letters(14 + 12 * step)}4" for step in range(len(years))]
    sheet.headings([[*top, "Summe"], below], merged)
    every = [f"{year}-{month:02d}" for year in years for month in range(1, 13)]
    sums = [0] * len(every)
    for number, area in enumerate(AREAS, start=1):
        counts = [newest[area.id, month] for month in every]
        sums = [before + now for before, now in zip(sums, counts, strict=True)]
        sheet.row([f"{number:02d}", f"{number:02d} {area.name}", *(count or "-" for count in counts), sum(counts)])
    sheet.row([None, f"{CITY_NAME} insgesamt", *sums, sum(sums)])
    sheet.blank()
    sheet.note("- = nichts vorhanden")
    return sheet


def _agency() -> list[Sheet]:
    """Cover, two tables and notes; small counts are starred, as is the remainder."""
    cover = Sheet("Deckblatt")
    cover.title("Kleinräumige Auswertung: Arbeitsmarkt und Grundsicherung")
    cover.title(f"Stadtteile von {CITY_NAME} (erfunden), Dezember {YEAR}")
    notes = Sheet("Hinweise")
    notes.note(f"* Anzahlen von 1 bis {FEWEST - 1} und Werte, aus denen sie sich ergeben, werden nicht ausgewiesen.")
    unemployed, persons = values_income.unemployed()[:, -1], values_income.sgb2()[:, -1]
    first = _agency_table(
        "Tabelle 1",
        f"Bestand an Arbeitslosen nach Stadtteilen, Dezember {YEAR}",
        "Arbeitslose",
        [
            ("Männer", unemployed[:, :, 1].sum(axis=(1, 2))),
            ("Frauen", unemployed[:, :, 0].sum(axis=(1, 2))),
            ("Deutsche", unemployed[:, 0].sum(axis=(1, 2))),
            ("Ausländer", unemployed[:, 1].sum(axis=(1, 2))),
            ("unter 25\nJahre", unemployed[..., :2].sum(axis=(1, 2, 3))),
        ],
        unemployed.sum(axis=(1, 2, 3)),
    )
    parts = [part for part, _, _ in people.AGE_PARTS][:5]
    words = {"u3": "unter 3", "a3_5": "3 bis 5", "a6_9": "6 bis 9", "a10_14": "10 bis 14", "a15_17": "15 bis 17"}
    by_age = [(words[part.lower()], persons[..., place].sum(axis=(1, 2))) for place, part in enumerate(parts)]
    second = _agency_table(
        "Tabelle 2",
        f"Personen in Bedarfsgemeinschaften (SGB II) nach Alter, Dezember {YEAR}",
        "Personen im SGB II",
        by_age,
        persons.sum(axis=(1, 2, 3)),
    )
    return [cover, first, second, notes]


def _agency_table(name: str, title: str, what: str, groups: list[tuple[str, Ints]], total: Ints) -> Sheet:
    sheet = Sheet(name)
    sheet.title(title)
    sheet.title(f"{CITY_NAME}, Gebietsstand Dezember {YEAR}; Datenstand: März {YEAR + 1}")
    sheet.blank()
    last = _letters(2 + len(groups))
    top: list[object] = ["Stadtteil", what, "darunter", *[None] * (len(groups) - 1)]
    merged = ["A4:A5", "B4:B5", f"C4:{last}4"]
    sheet.headings([top, [None, None, *(word for word, _ in groups)]], merged)
    sheet.numbering()
    for place, area in enumerate(AREAS):
        cells = [int(total[place]), *(int(counts[place]) for _, counts in groups)]
        sheet.row([f"{place + 1:02d} {area.name}", *("*" if 0 < count < FEWEST else count for count in cells)])
    sheet.row(["Keine Zuordnung möglich", "*", *("*" for _ in groups)])
    sheet.blank()
    sheet.note("*) Die Angabe unterliegt der Geheimhaltung.")
    sheet.note(f"© erfundene Statistik der erfundenen Stadt {CITY_NAME}")
    return sheet


def _whole(cell: object) -> int:
    return int(str(cell)) if cell is not None else 0


def _short(street: str) -> str:
    """As people type it."""
    return street.replace("straße", "str.").replace("Straße", "Str.")


def _letters(column: int) -> str:
    """Name of a column in a spreadsheet; the first is 1."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
