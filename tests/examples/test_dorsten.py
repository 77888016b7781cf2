"""Dorsten's pages: what is known is shown with its source, what is not known stays unknown."""

import csv
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from examples.test_flensburg import LARGEST_PAGE, block, plain

UNUSED = Path(__file__).resolve().parents[2] / "geodata" / "dorsten" / "nicht_verwendet.csv"
Table = Callable[[Path, str], pd.DataFrame]
PLANNED_TABLES = (
    "applications",
    "back_test",
    "bands",
    "children",
    "class_totals",
    "classes",
    "effects",
    "ganztag",
    "nearest",
    "networks",
    "planned",
    "targets",
)
SCHEMATIC = "Schematische Darstellung, keine amtlichen Stadtteilgrenzen."


def area_pages(city: Path) -> list[Path]:
    other = {city / name for name in ("index.html", "lizenzen.html", "planung.html", "qualitaet.html")}
    return sorted(set(city.glob("*.html")) - other)


def test_eleven_pages_and_each_says_that_its_borders_are_schematic(dorsten: Path) -> None:
    pages = [dorsten / "index.html", *area_pages(dorsten)]
    assert len(pages) == 12
    for page in pages:
        assert SCHEMATIC in plain(page), page.name
        assert block(page)["city"]["schematic"].startswith(SCHEMATIC), page.name
        assert page.stat().st_size <= LARGEST_PAGE or page.name == "index.html"
    assert "schematisch" in plain(dorsten.parent / "index.html").casefold()


def test_there_is_no_coverage_no_index_and_no_field(dorsten: Path, table: Table) -> None:
    assert set(table(dorsten, "measures")["measure_id"]) == {"facilities"}
    data = block(dorsten / "index.html")
    assert {
        layer["id"] for layer in data["layers"] if layer["group"] in {"versorgung", "lage", "lage_versorgung"}
    } == set()
    for page in area_pages(dorsten):
        assert "versorgungsquote" not in plain(page).casefold()
        assert "lageindex" not in plain(page).casefold()


def test_the_known_places_are_counted_and_not_filled_up(dorsten: Path, table: Table) -> None:
    assert "10 Angaben zu Plätzen bei 31 Einträgen" in plain(dorsten / "index.html")
    facilities, offers = table(dorsten, "facilities"), table(dorsten, "offers")
    kitas = set(facilities.loc[facilities["facility_type"] == "kita", "facility_id"])
    known = offers[offers["facility_id"].isin(kitas) & offers["places"].notna()]
    assert (len(kitas), known["facility_id"].nunique()) == (31, 10)


def test_kitas_are_listed_in_their_stadtteil_and_not_drawn(dorsten: Path, table: Table) -> None:
    facilities = table(dorsten, "facilities")
    kitas = facilities[facilities["facility_type"] == "kita"]
    assert not kitas["lon"].notna().any()
    nowhere = set(kitas.loc[kitas["area_id"] == "", "name"])
    assert len(nowhere) < 6
    problems = " ".join(table(dorsten, "problems").query("code != 'SR-453'")["text"])
    assert [name for name in nowhere if name not in problems] == []
    data = block(dorsten / "index.html")
    kind = [one["id"] for one in data["facility_types"]].index("kita")
    assert {house["at"] for house in data["facilities"] if house["type"] == kind} == {None}
    pages = " ".join(plain(page) for page in area_pages(dorsten))
    for name in set(kitas["name"]) - nowhere:
        assert name in pages


def test_what_is_missing_is_named_with_who_would_have_it(dorsten: Path) -> None:
    page = plain(dorsten / "index.html")
    assert "Fehlende Daten und zuständige Stelle" in page
    start = page.index("Fehlende Daten und zuständige Stelle")
    assert "Jugendamt" in page[start : start + 20_000]


def test_both_reports_are_named_with_their_dates(dorsten: Path) -> None:
    page = plain(dorsten / "index.html")
    assert page.count("Sozialbericht") >= 2
    assert "31.12.2018" in page
    assert "31.12.2023" in page


def test_the_schematic_borders_raise_no_conflict(dorsten: Path, table: Table) -> None:
    assert "SR-451" not in set(table(dorsten, "problems")["code"])
    assert "conflict" not in set(table(dorsten, "facilities")["placement"])


def test_every_number_of_the_sources_is_kept_or_set_aside_for_a_reason(dorsten: Path, table: Table) -> None:
    """Nothing dropped in silence: each value shown has a source with an address, or one that the project names."""
    values = table(dorsten, "indicators")
    given = values[(values["basis"] == "given") & values["value"].notna()]
    assert len(given) > 150
    assert ((given["source_id"] != "") | (given["source_url"] != "")).all()
    with UNUSED.open(encoding="utf-8", newline="") as file:
        unused = list(csv.DictReader(file))
    assert unused
    assert all(any(row.values()) for row in unused)


def test_pupils_and_the_school_index_stand_at_the_school(dorsten: Path, table: Table) -> None:
    values = table(dorsten, "facility_values")
    assert Counter(values["indicator_id"]).keys() >= {"schulsozialindex"}
    assert "schulsozialindex" not in set(table(dorsten, "indicators")["indicator_id"])
    assert "schulsozialindex" not in {layer["id"] for layer in block(dorsten / "index.html")["layers"]}
    data = block(dorsten / "index.html")
    at_schools = [
        house for house in data["facilities"] if any("sozialindex" in term.casefold() for term, _ in house["lines"])
    ]
    assert at_schools
    assert json.dumps(data).count("Schulsozialindex") >= len(at_schools)


def test_no_stadtteil_has_a_row_of_coverage_or_balance(dorsten: Path, table: Table) -> None:
    """Nor any target, child of a Kita-Jahr, entry class or forecast: nobody has published what they rest on."""
    measures = table(dorsten, "measures")
    assert set(measures["measure_id"]) == {"facilities"}
    kinds = set(table(dorsten, "facilities")["facility_type"])
    assert set(measures["target_group"]) <= kinds  # facilities are counted by type, never for children
    for name in PLANNED_TABLES:
        assert table(dorsten, name).empty, name
    for page in [dorsten / "index.html", *area_pages(dorsten)]:
        said = plain(page)
        assert not re.search(
            r"fehlen \d|benötigte Plätze|Plätze je 100 Kinder|\d Klassen?\b|Klassenrichtzahl", said
        ), page.name
        assert "planung.html" not in page.read_text(encoding="utf-8"), page.name
    assert not (dorsten / "planung.html").exists()
    assert not (dorsten / "data" / "planung.xlsx").exists()


def test_registrations_stand_at_the_school_as_published(dorsten: Path, table: Table) -> None:
    """Four schools of 2022/23 by hand; joint numbers of several sites are listed and never those of one school."""
    rows = table(dorsten, "facility_values").query("indicator_id == 'anmeldungen_grundschule'")
    last = rows[(rows["period"] == "2022/23") & (rows["list_only"] == "false")]
    assert last.set_index("facility_id")["value"].to_dict() == {
        "100094": 68,
        "122579": 33,
        "122580": 59,
        "185929": 86,
    }
    assert rows.loc[rows["list_only"] == "true", "facility_id"].tolist() == ["122610", "122610"]
    assert "Anmeldungen Klasse 1, 2022/23: 59 Kinder" in plain(dorsten / "holsterhausen.html")


def test_what_is_missing_for_planning_is_named_with_who_has_it(dorsten: Path) -> None:
    said = plain(dorsten / "index.html")
    for missing in (
        "Plätze je Kita nach Altersgruppe, Betreuungszeit und Kita-Jahr",
        "Einwohner je Stadtteil nach Altersjahren",
        "Anmeldungen zur ersten Klasse je Standort",
        "Plätze im Offenen Ganztag je Grundschule",
    ):
        assert missing in said
