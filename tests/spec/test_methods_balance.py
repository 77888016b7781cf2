"""The worked examples of places and schools in docs/methods.md are what the program works out."""

from datetime import date
from io import StringIO
from pathlib import Path

import geopandas as gpd
import pandas as pd
from analysis.planning.given import AGES, MEMBERS, U3, YEAR, by_age, effects, of_areas, planned, supply, targets, use
from analysis.planning.test_classes import NUMBER, RULES, STEPS
from analysis.planning.test_ganztag import GROUPS, SUPPLY, pupils
from analysis.planning.test_residence import HOUSES as RESIDENCE_HOUSES
from analysis.planning.test_residence import MATRIX, residence
from analysis.planning.test_residence import PLACES as RESIDENCE_PLACES
from rows import column, coverage, facilities, long, of
from shapely import Point

from sozialraum.analysis.access.nearest_houses import nearest_schools
from sozialraum.analysis.access.ways import Ways
from sozialraum.analysis.coverage import places_missing, quota
from sozialraum.analysis.planning.applications import application_measures
from sozialraum.analysis.planning.classes import class_number, entry_classes
from sozialraum.analysis.planning.familienzentren import networks
from sozialraum.analysis.planning.ganztag import ganztag_schools
from sozialraum.analysis.planning.needs import demand
from sozialraum.analysis.planning.sides import floats
from sozialraum.analysis.planning.stock import share_of_year
from sozialraum.model.group_forms import places_of_groups
from sozialraum.model.planning_settings import NearestRule
from sozialraum.model.planning_tables import APPLICATIONS
from sozialraum.model.rules import Openings
from sozialraum.model.tables import MERKMALE, frame
from sozialraum.model.whole_places import whole_missing

METHODS = Path(__file__).resolve().parents[2] / "docs" / "methods.md"


def example(anchor: str) -> pd.DataFrame:
    """The table of a section: German numbers, the first column is the index."""
    section = METHODS.read_text(encoding="utf-8").split(f'<a id="{anchor}"></a>')[1].split("<a id=")[0]
    lines = [line.strip().strip("|") for line in section.splitlines() if line.startswith("|") and "--" not in line]
    text = "\n".join("|".join(cell.strip() for cell in line.split("|")) for line in lines)
    return pd.read_csv(StringIO(text), sep="|", index_col=0, decimal=",")


def test_platzbilanz() -> None:
    rows = example("platzbilanz")
    needed, places = floats(rows["benötigt"]), floats(rows["Plätze"])
    assert places_missing(needed, places).round(2).tolist() == rows["fehlen"].tolist()
    assert places_missing(places, needed).round(2).tolist() == rows["übrig"].tolist()


def test_ganze_plaetze() -> None:
    rows = example("ganze-plaetze")
    assert [whole_missing(missing) for missing in rows.index] == rows["ganze Plätze"].tolist()


def test_betreuung_und_inanspruchnahme() -> None:
    rows = example("betreuung-und-inanspruchnahme")
    users, children = floats(rows["betreut"]), floats(rows["Kinder"])
    assert quota(users, children).round(2).tolist() == rows["Betreuungsquote"].tolist()
    users, entitled = floats(rows["davon mit Anspruch betreut"]), floats(rows["davon mit Anspruch"])
    assert quota(users, entitled).round(2).tolist() == rows["Inanspruchnahmequote"].tolist()


def test_eingangsklassen() -> None:
    rows = example("eingangsklassen")
    assert [entry_classes(int(entrants), STEPS) for entrants in rows.columns] == rows.loc["Klassen"].tolist()


def test_klassenrichtzahl() -> None:
    rows = example("klassenrichtzahl")
    assert [round(entrants / 23, 2) for entrants in rows.index] == rows["Quotient"].tolist()
    assert [class_number(int(entrants), NUMBER) for entrants in rows.index] == rows["Klassenrichtzahl"].tolist()


def test_gruppenformen() -> None:
    assert RULES.group_forms is not None
    for form, row in example("gruppenformen").iterrows():
        found = places_of_groups(
            str(form), row["Stunden"], row["Gruppen"], row["Kinder mit Behinderung"], RULES.group_forms
        )
        assert found is not None
        u3 = f"{found.least_u3:g}" if found.least_u3 == found.most_u3 else f"{found.least_u3:g} bis {found.most_u3:g}"
        assert (found.places, u3) == (row["Plätze"], str(row["davon U3"]))


AREA = {"Nord": "nord", "Mitte": "mitte", "Hafen": "hafen", "Stadt": "city"}


def text(cell: object) -> str:
    return "" if pd.isna(cell) else str(cell)


def test_plaetze_im_jahr() -> None:
    rows = example("plaetze-im-jahr")
    lines = [
        f"| {name} | {text(row['offen von'])} | {text(row['bis'])} | {status} |"
        for name, row in rows.iterrows()
        for status in ["geschlossen" if text(row["bis"]) else "in_betrieb"]
    ]
    houses = facilities("| facility_id | opens_on | closes_on | betriebsstatus |\n" + "\n".join(lines))
    ways: dict[str, Openings] = {"jeder Tag": "any_day", "am Ende": "year_end", "ab dem Tag": "from_day"}
    for heading, openings in ways.items():
        places = 20 * share_of_year(houses, "2025/26", openings, ["in_betrieb"])
        assert places.round(2).tolist() == rows[heading].tolist()


def test_bedarf_nach_altersjahren() -> None:
    rows = example("bedarf-nach-altersjahren")
    heads = "| area_id | age_0 | age_1 | age_2 |\n" + "\n".join(
        f"| {AREA[str(name)]} | {row['unter 1']:g} | {row['1']:g} | {row['2']:g} |" for name, row in rows.iterrows()
    )
    held = targets("| age | area_id | target_pct |\n| 0 | | 2 |\n| 1 | | 50 |\n| 2 | | 80 |\n| 1 | hafen | 60 |")
    found = demand(coverage(cohorts=U3), by_age(heads), held, AGES, MEMBERS, YEAR).needed
    assert found is not None
    places = of_areas(found.value)
    assert [round(float(str(places[AREA[str(name)]])), 2) for name in rows.index] == rows["benötigt"].tolist()


def test_nach_wohnort() -> None:
    rows = example("nach-wohnort").loc[["Nord", "Mitte", "Hafen", "Stadt"]]
    found = residence(supply(RESIDENCE_HOUSES, RESIDENCE_PLACES), use(MATRIX)).pivot(
        index="area_id", columns="measure_id", values="value"
    )
    found = found.loc[[AREA[str(name)] for name in rows.index]].astype(float).round(2)
    printed = {
        "nach Wohnort": "places_by_residence",
        "von außen": "places_from_outside",
        "Anteil von außen": "places_from_outside_pct",
        "fehlen nach Wohnort": "places_missing_by_residence",
    }
    assert {name: found[id_].tolist() for name, id_ in printed.items()} == {
        name: rows[name].tolist() for name in printed
    }


def test_anmeldungen_ohne_platz() -> None:
    rows = example("anmeldungen-ohne-platz")
    lines = [
        f"| {str(name).lower()} | {day} | {row[f'am {day[8:]}.{day[5:7]}.{day[:4]}']:g} |"
        for name, row in rows.iterrows()
        for day in ("2025-03-01", "2025-06-01")
        if pd.notna(row[f"am {day[8:]}.{day[5:7]}.{day[:4]}"])
    ]
    applications = long(
        "| area_id | counted_on | children |\n" + "\n".join(lines),
        APPLICATIONS | {"deduplicated": "bool"},
        coverage="kita_u3",
        period=YEAR,
        deduplicated=True,
    )
    members = {"city": ["heide", "mitte", "nord"], "heide": ["heide"], "mitte": ["mitte"], "nord": ["nord"]}
    found = column(of(application_measures(applications, members), measure_id="applications_without_place"))
    printed = [None if cell == "k. A." else float(cell) for cell in rows["ohne Platz"]]
    assert [found[str(name).lower()] for name in rows.index] == printed


def test_geplante_massnahmen() -> None:
    rows = example("geplante-massnahmen")
    heads = (
        "| area_id | age_0 | age_1 | age_2 |\n| nord | 0 | 40 | 40 |\n| mitte | 0 | 0 | 0 |\n| hafen | 0 | 0 | 0 |"
    )
    measure = planned("| measure | facility_id | places | from_day |\n| m | k | 24 | 2026-02-01 |")
    ways: dict[str, list[Openings]] = {
        "ab dem Tag": ["from_day"], "am Ende des Jahres": ["year_end"], "beide": ["from_day", "year_end"],
    }  # fmt: skip
    for year, row in rows.iterrows():
        for openings in ways[row["Regel"]]:
            one = supply(
                "| facility_id | area_id |\n| k | nord |", "| facility_id | places |\n| k | 10 |", openings=openings
            )
            wanted = targets("| group | target_pct |\n| u3 | 50 |")
            found = effects(one, measure, by_age(heads, year=str(year)), wanted, [str(year)])
            nord = found[found["area_id"] == "nord"].iloc[0]
            assert [nord[name] for name in ("places", "missing_before", "missing_after")] == [
                row[name] for name in ("Veränderung", "fehlen vorher", "fehlen nachher")
            ]


def test_ganztag() -> None:
    rows = example("ganztag")
    assert RULES.ganztag is not None
    held = targets("| group | target_pct |\n" + "\n".join(f"| {group} | 75 |" for group in GROUPS.values()))
    found = ganztag_schools(SUPPLY, pupils("s1"), RULES.ganztag, held, GROUPS, MEMBERS, list(rows.index))
    found = found[found["facility_id"] == "s1"]
    for heading, name in {
        "mit Anspruch": "entitled", "benötigt": "places_needed", "fehlen": "places_missing", "übrig": "places_spare",
    }.items():  # fmt: skip
        assert found[name].tolist() == rows[heading].tolist()


def test_familienzentren() -> None:
    rows = example("familienzentren")
    assert RULES.network is not None
    corners = {
        "zwei, 3 km auseinander": [(0, 0), (3000, 0)],
        "drei im gleichseitigen Dreieck": [(0, 0), (3000, 0), (1500, 2598.0762)],
        "zwei, 6 km auseinander": [(0, 0), (6000, 0)],
    }
    answer = {"within": "ja", "above": "nein"}
    for name, row in rows.iterrows():
        houses = [f"| h{at} | {x} | {y} |" for at, (x, y) in enumerate(corners[str(name)])]
        placed = facilities("| facility_id | x | y |\n" + "\n".join(houses))
        held = long("| facility_id |\n" + "\n".join(f"| {id_} |" for id_ in placed.index), MERKMALE, verbund="V")
        found = networks(held, placed, RULES.network).iloc[0]
        assert [round(found["pairwise_m"]), round(found["circle_m"], 2)] == [
            row["größter Abstand (m)"], row["Halbmesser (m)"],
        ]  # fmt: skip
        assert [answer[found["by_pairs"]], answer[found["by_circle"]]] == [row["nach Abstand"], row["nach Kreis"]]


def test_naechste_schule() -> None:
    rows = example("naechste-schule")
    schools = facilities(
        "| facility_id | facility_type | x |  y |\n| erste | gs | 0 | 0 |\n| zweite | gs | 1000 | 0 |"
    )
    corner = schools.geometry["erste"]
    only = NearestRule.model_validate({"id": "gs", "label": {"de": "Grundschule"}, "facility_types": ["gs"]})
    for east, row in rows.iterrows():
        house = gpd.GeoDataFrame({"area_id": ["nord"]}, geometry=[Point(corner.x + east, corner.y)], crs=schools.crs)
        found = nearest_schools(only, house, schools, frame(MERKMALE), date(2024, 12, 31), Ways("straight")).iloc[0]
        assert [found["facility_id"], round(found["mean_m"], 6)] == [row["nächste"], row["Meter"]]
