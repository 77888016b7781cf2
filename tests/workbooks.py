"""The city of tests/cities.py as an office would write it into the template: filled in cell by cell."""

from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from cities import geojson, quarters
from openpyxl import load_workbook

from sozialraum.presentation.exports.workbook import template
from sozialraum.presentation.words.texts import texts
from sozialraum.sources.catalogue import packaged_handlungsfelder, packaged_indicators
from sozialraum.sources.workbooks.layout import layout

Cell = str | int | float | None
NOTHING: Mapping[Any, Any] = {}
HEAD = 4  # row of the headings in the template
BOUNDARIES = "stadtteile.geojson"

CITY: dict[str, Cell] = {
    "name": "Musterstadt",
    "ags": "05999999",
    "notice": "Fiktive Stadt: alle Werte erfunden",
    "keys": "Gesamtstadt; Stadt insgesamt",
    "boundaries": BOUNDARIES,
    "area_id": "KEY",
    "area_name": "NAME",
    "boundaries_as_of": "31.12.2023",
    "geography": "Stadtteile 2023",
    "boundaries_source": "Gliederung",
    "label": "Stadtteil",
    "label_plural": "Stadtteile",
    "min_count": 5,
    "min_base": 0,
    "zeros": "zeigen",
    "complement": "sperren",
    "rates_without_counts": "sperren",
    "min_values": 3,
    "rounding": "nicht runden",
    "rule": "Dienstanweisung Statistik 2024, Nr. 3",
    "set_by": "Statistikstelle Musterstadt",
    "set_on": "01.02.2024",
    "places_source": "Jugendamt",
    "index_low": -0.5,
    "index_high": "0,5",
    "index_residents": "Einwohner",
    "index_min_residents": 100,
    "gaps_low": 90,
    "gaps_high": 100,
    "gaps_source": "Jugendhilfeausschuss 2023 (erfunden)",
}
# rows in the order of the columns of the template
ROWS: dict[str, list[tuple[Cell, ...]]] = {
    "areas": [
        ("hafen", "Hafen", None, "west", "Bezirk West"),
        ("heide", "Heide", None, "ost", "Bezirk Ost"),
        ("mitte", "Mitte", "Stadtmitte", "ost", "Bezirk Ost"),
        ("nord", "Nord", None, "west", "Bezirk West"),
    ],
    "sources": [
        ("Gliederung", "Kleinräumige Gliederung", "Musterstadt", "dl-de/by-2-0"),
        ("Melderegister", "Einwohnermelderegister", "Statistikstelle", "dl-de/by-2-0", None, "01.02.2024"),
        ("Jugendamt", "Liste der Einrichtungen", "Musterstadt, Jugendamt"),
    ],
    "facility_types": [
        ("Kindertagesstätte", "Kindertagesstätten", "01.08.2023", "Jugendamt", "K", "Kreis", "#5e3c99"),
        ("Grundschule", "Grundschulen", "01.08.2023", "Jugendamt"),
    ],
    # key, type, name, traeger, street, number, postcode, place, x, y, area, status, from
    "facilities": [
        ("k1", "Kindertagesstätte", "Kita Sonnenschein", "Stadt", *[None] * 4, 500300, 5701500, "Nord", None,
         "01.08.2010"),
        ("k2", "Kindertagesstätte", "Kita Grenzstein", "Kirche", *[None] * 4, 501000, 5701500, "Mitte", "in Betrieb"),
        ("k3", "Kindertagesstätte", "Kita Ausblick", "Verein", *[None] * 4, 502500, 5700500),
        ("k4", "Kindertagesstätte", "Kita Kaimauer", "Stadt", *[None] * 6, "Hafen"),
        ("k5", "Kindertagesstätte", "Kita Irrtum", "Stadt", *[None] * 4, 501500, 5701500, "Nord"),
        ("k6", "Kindertagesstätte", "Kita Neubau", "Stadt", *[None] * 4, 500500, 5700500, "Hafen", "geplant",
         "01.08.2025"),
        ("s1", "Grundschule", "Hafenschule", None, *[None] * 4, 500250, 5700250),
    ],
    "places": [
        ("k1", "Kita", "U3", "laut Betriebserlaubnis", "2023/24", 10, 45),
        ("k1", "Kita", "Ü3", "laut Betriebserlaubnis", "2023/24", 40, 45),
        ("k2", "Kita", "U3", "laut Betriebserlaubnis", "2023/24", 12, 35),
        ("k2", "Kita", "Ü3", "laut Betriebserlaubnis", "2023/24", 30, 35),
        ("k3", "Kita", "U3", "laut Betriebserlaubnis", "2023/24", 6),
        ("k4", "Kita", "U3", "laut Betriebserlaubnis", "2023/24", 0),
        ("k5", "Kita", "U3", "laut Betriebserlaubnis", "2023/24", 5, 45),
    ],
    # label, source, headline, weight, short, field, definition, kind, counts, unit, per, decimals, polarity, ...
    "indicators": [
        ("Einwohner", "Melderegister", "ja", None, None, "Demografie und Bevölkerungsstruktur", "Hauptwohnung",
         "Anzahl", "Personen", "Personen", 1, 0, "keines von beidem", "Kontext", "Wohnort", "Stichtag"),
        ("Kinder unter 3 Jahren", "Melderegister", "ja"),
        ("SGB II unter 18", "Melderegister", "ja", 1, None, "Erwerbsbeteiligung und Einkommen", "je 100 unter 18",
         "Anteil", "Personen", "%", None, None, "mehr Belastung", "Soziale Lage", "Wohnort", "Stichtag"),
        ("Alleinerziehende", "Melderegister", None, 1, None, "Erwerbsbeteiligung und Einkommen", "je 100 Haushalte",
         "Anteil", "Haushalte", "%", None, None, "mehr Belastung", "Soziale Lage", "Wohnort", "Stichtag"),
    ],
    # area, indicator, period, value, numerator, denominator, status
    "values": [
        ("Nord", "Einwohner", "31.12.2023", 1200),
        ("Mitte", "Einwohner", "31.12.2023", 900),
        ("Hafen", "Einwohner", "31.12.2023", 400),
        ("Heide", "Einwohner", "31.12.2023", "-"),
        ("Nord", "Kinder unter 3 Jahren", "31.12.2023", 40),
        ("Stadtmitte", "Kinder unter 3 Jahren", "31.12.2023", 30),
        ("Hafen", "Kinder unter 3 Jahren", "31.12.2023", 3),
        ("Heide", "Kinder unter 3 Jahren", "31.12.2023", 0),
        ("Gesamtstadt", "Kinder unter 3 Jahren", "31.12.2023", 73),
        ("Nord", "SGB II unter 18", "31.12.2023", 25.0, 30, 120),
        ("Mitte", "SGB II unter 18", "31.12.2023", None, 10, 200),
        ("Hafen", "SGB II unter 18", "31.12.2023", None, 60, 100, "E"),
        ("Heide", "SGB II unter 18", "31.12.2023", None, 0, 0),
        ("Nord", "SGB II unter 18", "31.12.2022", 22.5, 27, 120),
        ("Mitte", "SGB II unter 18", "31.12.2022"),
        ("Hafen", "SGB II unter 18", "31.12.2022", "."),
        ("Nord", "Alleinerziehende", "31.12.2023", None, 20, 100),
        ("Mitte", "Alleinerziehende", "31.12.2023", None, 15, 150),
        ("Hafen", "Alleinerziehende", "31.12.2023", None, 24, 60),
        ("Heide", "Alleinerziehende", "31.12.2023", "x"),
    ],
    "targets": [
        ("Kita-Plätze unter 3", "Kita U3", "Kita", "U3", "laut Betriebserlaubnis", "Kinder unter 3 Jahren",
         "Versorgungsquote",
         50, "Ratsbeschluss vom 01.02.2023 (erfunden)"),
    ],
    "missing_data": [("Ergebnisse der Einschulungsuntersuchung", "Gesundheitsamt")],
}  # fmt: skip


@cache
def template_bytes(language: str) -> bytes:
    return blank(language)


def blank(
    language: str = "de", areas: Sequence[tuple[str, str]] = (), settings: Mapping[str, str] = NOTHING
) -> bytes:
    """The template as `sozialraum new --excel` writes it."""
    indicators = list(packaged_indicators().values())
    return template(texts(language), layout(), indicators, packaged_handlungsfelder(), areas, settings)


def filled_in(
    city: Mapping[str, Cell],
    rows: Mapping[str, Sequence[Sequence[Cell]]],
    language: str = "de",
    cells: Mapping[tuple[str, str], Cell] = NOTHING,
) -> bytes:
    """The template with these entries.

    Args:
        city: entries of the form by field.
        rows: rows of the other sheets, in the order of their columns.
        cells: (sheet, "B7") -> what stands there in the end.
    """
    book = load_workbook(BytesIO(template_bytes(language)))
    known = layout()
    form = [field.id for field in known.sheet("city").fields]
    for field, value in city.items():
        book[known.sheet("city").name[language]].cell(HEAD + 1 + form.index(field), 2).value = value
    for sheet, lines in rows.items():
        page = book[known.sheet(sheet).name[language]]
        for number, line in enumerate(lines, start=HEAD + 1):
            for column, value in enumerate(line, start=1):
                page.cell(number, column).value = value
    for (sheet, place), value in cells.items():
        book[known.sheet(sheet).name[language]][place] = value
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def write_workbook(
    folder: Path,
    city: Mapping[str, Cell] = NOTHING,
    cells: Mapping[tuple[str, str], Cell] = NOTHING,
    rows: Mapping[str, Sequence[Sequence[Cell]]] = NOTHING,
) -> Path:
    """Write boundaries and workbook of the city; returns the folder.

    Args:
        city: entries of the form that differ.
        cells: (sheet, "B7") -> what stands there instead.
        rows: all rows of sheets that differ.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / BOUNDARIES).write_text(geojson(quarters()), encoding="utf-8")
    (folder / "projekt.xlsx").write_bytes(filled_in({**CITY, **city}, {**ROWS, **rows}, cells=cells))
    return folder
