"""A workbook says the same project as a projekt.toml that says it; what only the latter can say is named."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from workbooks import CITY, HEAD, ROWS, Cell, write_workbook

from sozialraum.errors import InputError
from sozialraum.model.codes import Code
from sozialraum.model.project import Project
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import parsed, read_project
from sozialraum.sources.schema import only_in_toml, project_keys
from sozialraum.sources.workbooks.layout import layout

BOOK = "projekt.xlsx"
MORE_CITY: dict[str, Cell] = {
    "measures_source": "Jugendamt",
    "outline": "umriss.geojson",
    "similar_count": 2,
    "tiles": "https://karten.example.de/{z}/{x}/{y}.png",
    "tiles_named": "© Beispiel",
    "tiles_zoom": 17,
}
MORE_CELLS: dict[tuple[str, str], Cell] = {
    ("sources", "J5"): "vom Amt gezeichnet",
    ("facility_types", "I6"): "nein",
    ("indicators", "Q7"): "Kinder im SGB II",
    ("indicators", "R7"): "alle Kinder unter 18",
    ("indicators", "S7"): "Jobcenter",
    ("indicators", "T7"): "ohne Asyl",
    ("indicators", "U7"): "natürliche Brüche",
    ("indicators", "V8"): "5; 7,5; 10",
    ("indicators", "W5"): "#f7fbff; #6baed6; #08306b",
    ("indicators", "X7"): "ja",
    ("indicators", "X8"): "nein",
    ("indicators", "Y7"): "ja",
    ("targets", "K5"): "Kita",
    ("targets", "L5"): "Jugendamt",
}
MORE_ROWS: dict[str, list[tuple[Cell, ...]]] = {
    "measures": [
        ("M1", "k1", "Anbau", "Kita", "U3", 10, "01.08.2026", "im Bau", "Stadt", "12/2026", 400000),
        ("M2", "k2", None, "Kita", "Ü3", -5, "01.08.2027", "Idee"),
    ],
    "joint_areas": [("Nord und Mitte zusammen", "Nord/Mitte; N+M", "Nord; Stadtmitte")],
    "base_lines": [
        ("Gewässer", "Gewässer", "linien.geojson", None, "ART", "Fluss; Bach", None, None, None, "Gliederung"),
        ("Gewässer", "Gewässer", "seen.gpkg", "seen", None, None, None, "EPSG:4326", "nein", "Gliederung"),
        ("Nachbarn", "Nachbargemeinde", "nachbarn.geojson", None, None, None, "NAME", None, "ja", "Gliederung"),
    ],
    "views": [
        ("Wo fehlt es?", "Dunkel ist, wo Plätze fehlen.", "Kita-Plätze unter 3", "Bilanz", "2023/24", "Stadtmitte",
         "Steckbrief", "massnahmen=1; einr=kindertagesstaette"),
        ("Die Lage", "Der Index beschreibt Lebenslagen.", "Lageindex"),
        ("Die Richtung", "Stand und Richtung.", "Lageindex", "Stand und Richtung"),
        ("Kinder", "Die Kleinsten.", "Kinder unter 3 Jahren", None, "31.12.2023"),
        ("Quote", "Die Quote.", "Kita-Plätze unter 3"),
        ("Häuser", "Wie viele es gibt.", "Grundschule", "Wert", None, "Bezirk West", *[None] * 2, "ja"),
    ],
    "planner_notes": [
        ("Hafen", "Viele Zuzüge.", "Jugendamt", "01.03.2024"),
        ("Musterstadt", "Die Stadt wächst.", "Statistikstelle", "02.03.2024"),
    ],
    "release": [
        ("über der übrigen Stadt", "SGB II unter 18", "Nord"),
        ("hoher Index", "Lageindex"),
        ("Plätze fehlen",),
    ],
}  # fmt: skip
INTERNAL: dict[str, Cell] = {
    "min_count": 3,
    "min_base": 0,
    "zeros": "zeigen",
    "complement": "zeigen",
    "rates_without_counts": "zeigen",
    "min_values": 2,
    "dominance": "keine Regel",
    "rounding": 5,
    "rule": "Dienstanweisung 7",
    "set_by": "Statistikstelle",
    "set_on": "03.02.2024",
}
# what the sheets and entries above say, section by section
TOML: dict[str, Any] = {
    "sources.gliederung.note": {"de": "vom Amt gezeichnet"},
    "areas.outline_file": "umriss.geojson",
    "background": {
        "url": "https://karten.example.de/{z}/{x}/{y}.png",
        "attribution": {"de": "© Beispiel"},
        "max_zoom": 17,
    },
    "disclosure.intern": {
        "min_count": 3,
        "min_base": 0,
        "zeros": "zeigen",
        "complement": "zeigen",
        "rates_without_counts": "zeigen",
        "min_values": 2,
        "dominance": "keine",
        "rounding": 5,
        "rule": "Dienstanweisung 7",
        "set_by": "Statistikstelle",
        "set_on": "2024-02-03",
    },
    "joint_areas": [
        {
            "id": "nord_und_mitte_zusammen",
            "name": "Nord und Mitte zusammen",
            "keys": ["Nord/Mitte", "N+M"],
            "members": ["nord", "mitte"],
        }
    ],
    "base_lines": [
        {
            "id": "gewaesser",
            "label": {"de": "Gewässer"},
            "kind": "water",
            "file": "linien.geojson",
            "where": {"ART": ["Fluss", "Bach"]},
            "source": "gliederung",
        },
        {
            "id": "gewaesser_2",
            "label": {"de": "Gewässer"},
            "kind": "water",
            "file": "seen.gpkg",
            "layer": "seen",
            "crs": "EPSG:4326",
            "shown": False,
            "source": "gliederung",
        },
        {
            "id": "nachbarn",
            "label": {"de": "Nachbarn"},
            "kind": "neighbour",
            "file": "nachbarn.geojson",
            "names": "NAME",
            "shown": True,
            "source": "gliederung",
        },
    ],
    "views": [
        {
            "id": "wo_fehlt_es",
            "title": {"de": "Wo fehlt es?"},
            "sentence": {"de": "Dunkel ist, wo Plätze fehlen."},
            "figure": "kita_plaetze_unter_3_bilanz",
            "period": "2023/24",
            "area": "mitte",
            "tab": "steckbrief",
            "settings": {"massnahmen": "1", "einr": "kindertagesstaette"},
        },
        {
            "id": "die_lage",
            "title": {"de": "Die Lage"},
            "sentence": {"de": "Der Index beschreibt Lebenslagen."},
            "figure": "lage_index",
        },
        {
            "id": "die_richtung",
            "title": {"de": "Die Richtung"},
            "sentence": {"de": "Stand und Richtung."},
            "figure": "lage_type",
        },
        {
            "id": "kinder",
            "title": {"de": "Kinder"},
            "sentence": {"de": "Die Kleinsten."},
            "figure": "residents_u3",
            "period": "2023-12-31",
        },
        {
            "id": "quote",
            "title": {"de": "Quote"},
            "sentence": {"de": "Die Quote."},
            "figure": "kita_plaetze_unter_3_quota",
        },
        {
            "id": "haeuser",
            "title": {"de": "Häuser"},
            "sentence": {"de": "Wie viele es gibt."},
            "figure": "grundschule_count",
            "level": "planungsbezirk",
            "area": "west",
        },
    ],
    "planner_notes": [
        {"area": "hafen", "text": {"de": "Viele Zuzüge."}, "signed": "Jugendamt", "on": "2024-03-01"},
        {"area": "city", "text": {"de": "Die Stadt wächst."}, "signed": "Statistikstelle", "on": "2024-03-02"},
    ],
    "findings.release": [
        {"rule": "above_city", "indicator": "sgb_ii_unter_18", "area": "nord"},
        {"rule": "strained_index", "indicator": "lage_index"},
        {"rule": "places_missing"},
    ],
    "profile": {
        "headline": ["einwohner", "residents_u3", "sgb_ii_unter_18"],
        "similar_by": ["sgb_ii_unter_18"],
        "similar_count": 2,
    },
    "uncertainty.smoothed": ["sgb_ii_unter_18"],
}
OF_INDICATORS: dict[str, dict[str, Any]] = {
    "einwohner": {"palette": ["#f7fbff", "#6baed6", "#08306b"]},
    "sgb_ii_unter_18": {
        "numerator": {"de": "Kinder im SGB II"},
        "denominator": {"de": "alle Kinder unter 18"},
        "office": {"de": "Jobcenter"},
        "note": {"de": "ohne Asyl"},
        "classes": "natural",
    },
    "alleinerziehende": {"breaks": [5.0, 7.5, 10.0]},
}
PLANNED = {
    "file": BOOK,
    "layer": "Maßnahmen",
    "dialect": {"range": "A4:K6", "header_rows": 1},
    "columns": {
        "measure": "Kennung",
        "facility_id": "Schlüssel der Einrichtung",
        "label": "Was geplant ist",
        "offer": "Angebot",
        "target_group": "Zielgruppe",
        "places": "Plätze mehr oder weniger",
        "from_day": "Ab",
        "status": "Stand",
        "who": "Träger oder Bauherr",
        "drucksache": "Drucksache",
        "cost_eur": "Kosten in Euro",
    },
    "offer_names": {"Kita": "kita"},
    "target_group_names": {"U3": "u3", "Ü3": "ue3"},
    "status_names": {"im Bau": "im_bau", "Idee": "idee"},
    "source": "jugendamt",
}


def full(folder: Path, **more: Any) -> Path:
    """The city with every sheet of the template in use."""
    internal = {**INTERNAL, **more.get("internal", {})}
    form = [one.id for one in layout().sheet("internal").fields]
    asked = {("internal", f"B{HEAD + 1 + form.index(id_)}"): entry for id_, entry in internal.items()}
    given = {"city": MORE_CITY, "cells": {**MORE_CELLS, **asked}, "rows": MORE_ROWS}
    return write_workbook(folder, **{name: {**entries, **more.get(name, {})} for name, entries in given.items()})


@pytest.fixture(scope="module")
def of_workbook(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return read_project(full(tmp_path_factory.mktemp("alles"))).project


def project_of(bare: Project, said: Mapping[str, Any]) -> Project:
    """The project with these sections put into its document, as a projekt.toml would have them."""
    document = bare.model_dump(mode="json", by_alias=True, exclude_unset=True)
    for path, value in said.items():
        *above, last = path.split(".")
        part = document
        for name in above:
            part = part.setdefault(name, {})
        part[last] = value
    for one in document["indicators"]:
        one.update(OF_INDICATORS.get(one["id"], {}))
    document["facility_types"][1]["shown"] = False
    document["coverage"][0] |= {"also_shown": ["kita"], "office": {"de": "Jugendamt"}}
    document["planned_measures"] = [PLANNED]
    return parsed(document)


def test_every_sheet_says_the_same_as_a_projekt_toml(of_workbook: Project, tmp_path: Path) -> None:
    """The small city, whose tables another test holds against a projekt.toml, and beside it all that is told here."""
    small = read_project(write_workbook(tmp_path)).project
    wanted = project_of(small, TOML)
    for name in Project.model_fields:
        mine, other = getattr(of_workbook, name), getattr(wanted, name)
        if name == "sources":
            assert mine["gliederung"] == other["gliederung"]
        elif name in {"indicators", "facility_types", "coverage"}:
            assert [one.model_dump() for one in mine] == [one.model_dump() for one in other]
        else:
            assert mine == other, name


def test_planned_measures_are_read_like_any_file(tmp_path: Path) -> None:
    rows = {"measures": MORE_ROWS["measures"]}
    folder = read_project(write_workbook(tmp_path, city={"measures_source": "Jugendamt"}, rows=rows))
    planned = read_inputs(folder).planned
    assert planned[["measure", "facility_id", "target_group", "places", "status"]].values.tolist() == [
        ["M1", "k1", "u3", 10, "im_bau"],
        ["M2", "k2", "ue3", -5, "idee"],
    ]


def row(name: str, at: int = 0, **changes: Cell) -> dict[str, Any]:
    """The rows of a sheet with one of them changed."""
    fields = [one.id for one in layout().sheet(name).fields]
    lines = [dict(zip(fields, line, strict=False)) for line in MORE_ROWS[name]]
    lines[at] |= changes
    return {"rows": {name: [tuple(line.get(field) for field in fields) for line in lines]}}


MISTAKES: list[tuple[dict[str, Any], Code, str, int | None]] = [
    (row("views", figure="Kinder unter 4"), Code.NOT_ON_SHEET, "Rundgang", 5),
    (row("views", part="Rang"), Code.NOT_IN_LIST, "Rundgang", 5),
    (row("views", 3, part="Bilanz"), Code.NOT_IN_LIST, "Rundgang", 8),
    (row("views", period="bald"), Code.ENTRY_UNREADABLE, "Rundgang", 5),
    (row("views", area="Hafn"), Code.NOT_ON_SHEET, "Rundgang", 5),
    (row("views", tab="Karte"), Code.NOT_IN_LIST, "Rundgang", 5),
    (row("views", settings="massnahmen"), Code.ENTRY_UNREADABLE, "Rundgang", 5),
    (row("views", settings="farbe=rot"), Code.NOT_IN_LIST, "Rundgang", 5),
    (row("views", 5, larger="oft"), Code.NOT_IN_LIST, "Rundgang", 10),
    (row("views", 1, larger="ja"), Code.FIGURE_WITHOUT_LEVEL, "Rundgang!I6", None),
    (row("views", sentence=None), Code.ENTRY_MISSING, "Rundgang", 5),
    (row("views", 1, title="Wo fehlt es?"), Code.NAMES_COLLIDE, "Rundgang", 6),
    (row("base_lines", kind="Wasser"), Code.NOT_IN_LIST, "Orientierung", 5),
    (row("base_lines", file="../x.geojson"), Code.PATH_OUTSIDE_PROJECT, "Orientierung!C5", None),
    (row("base_lines", where_text=None), Code.ENTRY_MISSING, "Orientierung", 5),
    (row("base_lines", 1, shown="vielleicht"), Code.NOT_IN_LIST, "Orientierung", 6),
    (row("base_lines", 1, crs="EPSG:1"), Code.UNKNOWN_CRS, "Orientierung!H6", None),
    (row("base_lines", source="Amt"), Code.NOT_ON_SHEET, "Orientierung", 5),
    (row("joint_areas", members="Nord; Sued"), Code.NOT_ON_SHEET, "Gemeinsame Gebiete", 5),
    (row("joint_areas", members="Nord"), Code.WRONG_LENGTH, "Gemeinsame Gebiete!C5", None),
    (row("planner_notes", area="Süd"), Code.NOT_ON_SHEET, "Anmerkungen", 5),
    (row("planner_notes", on="gestern"), Code.ENTRY_UNREADABLE, "Anmerkungen", 5),
    (row("release", rule="auffällig"), Code.NOT_IN_LIST, "Freigaben", 5),
    (row("release", about="Grundschule"), Code.NOT_DECLARED, "Freigaben!B5", None),
    (row("measures", facility_id="k99"), Code.NOT_ON_SHEET, "Maßnahmen", 5),
    (row("measures", status="fertig"), Code.NOT_IN_LIST, "Maßnahmen", 5),
    ({"city": {"measures_source": None}}, Code.ENTRY_MISSING, "Stadt", 49),
    ({"city": {"tiles": "http://karten.example.de/{z}/{x}/{y}.png"}}, Code.BACKGROUND_UNFIT, "Stadt!B52", None),
    ({"city": {"tiles_named": None}}, Code.ENTRY_MISSING, "Stadt", 53),
    ({"internal": {"set_by": None}}, Code.ENTRY_MISSING, "Interne Ausgabe", 14),
    ({"internal": {"zeros": "ja"}}, Code.NOT_IN_LIST, "Interne Ausgabe", 7),
    ({"internal": {"rounding": 2}}, Code.ROUNDING_TOO_FINE, "Interne Ausgabe!B12", None),
    ({"cells": {("indicators", "V8"): "5; viel"}}, Code.ENTRY_UNREADABLE, "Kennzahlen", 8),
    ({"cells": {("indicators", "V8"): "7; 5"}}, Code.NOT_RISING, "Kennzahlen!A8", None),
    ({"cells": {("indicators", "W5"): "#000000; #000001; #000002"}}, Code.PALETTE_ALIKE, "Kennzahlen!W5", None),
]


@pytest.mark.parametrize(("entries", "code", "sheet", "number"), MISTAKES, ids=lambda one: str(one)[:70])
def test_each_mistake_on_these_sheets_names_sheet_and_row(
    entries: dict[str, Any], code: Code, sheet: str, number: int | None, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        read_project(full(tmp_path, **entries))
    told = [one for one in caught.value.problems if one.is_error]
    assert (code, f"{BOOK} · {sheet}", number) in [(one.code, one.file, one.row) for one in told]
    assert {one.code for one in told} <= {code, Code.NOT_DECLARED}


def test_an_internal_edition_nobody_asks_for_needs_no_entry(tmp_path: Path) -> None:
    assert read_project(write_workbook(tmp_path)).project.disclosure.intern is None


def test_each_key_of_a_projekt_toml_is_in_the_workbook_or_named_as_not() -> None:
    """What a person with a workbook has to do without is a list with reasons, and no more than the list says."""
    cells = {f"{PREFIX.get(sheet.id, '')}{one.path}" for sheet in layout().sheets for one in sheet.fields if one.path}
    every, named = project_keys(), only_in_toml()
    assert {one for one in cells if not any(below(key, one) for key in every)} == set(), "no such key"
    said = {key for key in every if key in cells | MADE}
    assert {key for key in every if key not in said and not any(below(key, one) for one in named)} == set()
    assert {one for one in named if not any(below(key, one) and key not in said for key in every)} == set(), "idle"


def below(key: str, part: str) -> bool:
    """Whether a key is that key, or in that section; a star at the beginning stands for any section."""
    whole, tail = f".{key}.", part.removeprefix("*")
    return tail + "." in whole if part.startswith("*") else whole.startswith(f".{part}.")


PREFIX = {
    "sources": "sources.",
    "facility_types": "facility_types.",
    "facilities": "facility_types.",
    "places": "places.",
    "indicators": "indicators.",
    "values": "values.",
    "targets": "coverage.",
    "measures": "planned_measures.",
    "joint_areas": "joint_areas.",
    "base_lines": "base_lines.",
    "views": "views.",
    "planner_notes": "planner_notes.",
    "release": "findings.release.",
    "missing_data": "missing_data.",
}
# made of more than one cell: ids of names, places of tables, lists of marked rows, entries that stand together
TABLES = ("planungsbezirke", "values", "facility_types", "places", "planned_measures")
MADE = {
    "schema",
    *(f"{table}.{key}" for table in TABLES for key in ("file", "layer")),
    *(f"planungsbezirke.{key}" for key in ("level", "label", "label_plural", "names")),
    *(f"planungsbezirke.columns.{key}" for key in ("area_id", "part_of", "name")),
    *(
        f"{name}.id"
        for name in ("indicators", "facility_types", "target_groups", "offers", "coverage", "joint_areas")
    ),
    *("base_lines.id", "base_lines.where", "views.id", "views.figure", "views.level", "findings.release.indicator"),
    *("areas.names", "areas.aliases", "addresses.layout", "indicators.use", "values.columns.area_id"),
    *("facility_types.crs", "facility_types.betriebsstatus", "facility_types.betriebsstatus_names"),
    *("places.offer", "places.target_group", "places.kind", "places.period", "places.source"),
    *("planned_measures.offer", "planned_measures.target_group", "planned_measures.source"),
    *("offers.label", "offers.facility_types", "target_groups.label"),
    *("profile.headline", "profile.similar_by", "uncertainty.smoothed"),
    *(f"lage_index.{key}" for key in ("label", "cuts", "residents", "min_residents", "other_roles_because")),
    *("lage_index.parts.indicator", "lage_index.parts.weight"),
    *("gaps.bounds_pct", "gaps.coverage", "gaps.source"),
}


def test_the_sample_uses_every_field() -> None:
    """So that no entry of the template is read by nothing."""
    filled = {("city", id_) for id_ in {**CITY, **MORE_CITY}} | {("internal", id_) for id_ in INTERNAL}
    for name, lines in {**ROWS, **MORE_ROWS}.items():
        fields = [one.id for one in layout().sheet(name).fields]
        filled |= {
            (name, field) for line in lines for field, cell in zip(fields, line, strict=False) if cell is not None
        }
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    filled |= {(name, layout().sheet(name).fields[letters.index(place[0])].id) for name, place in MORE_CELLS}
    new = {
        (sheet.id, field.id)
        for sheet in layout().sheets
        for field in sheet.fields
        if sheet.id in MORE_ROWS or sheet.id == "internal"
    }
    assert new <= filled
