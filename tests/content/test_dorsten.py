"""Dorsten: every row of the collection is used or left out with a reason, and no value is anyone's invention."""

import csv
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from sozialraum.model.periods import parse_period
from sozialraum.sources.project import read_project

CITY = Path(__file__).resolve().parents[2] / "geodata" / "dorsten"
COLLECTION = ("stadtteile.csv", "einrichtungen.csv", "schulen_kennzahlen.csv", "grundschul_anmeldungen.csv")
Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def area_values() -> list[Row]:
    files = sorted((CITY / "indicators").glob("*.csv"))
    return [row for file in files if file.name != "schulen.csv" for row in rows(file)]


def school_values() -> list[Row]:
    return rows(CITY / "indicators" / "schulen.csv")


def facilities() -> list[Row]:
    return [row for name in ("schulen", "kitas", "weitere") for row in rows(CITY / "facilities" / f"{name}.csv")]


def used() -> dict[str, set[int]]:
    """Rows of each file of the collection, as a spreadsheet counts them, that the project uses."""
    found: dict[str, set[int]] = {name: set() for name in COLLECTION}
    found["stadtteile.csv"] = {int(row["sammlung_zeile"]) for row in area_values()}
    found["einrichtungen.csv"] = {int(row["sammlung_zeile"]) for row in facilities()}
    for row in school_values():
        found[row["sammlung"]].add(int(row["sammlung_zeile"]))
    return found


def left_out() -> list[Row]:
    return rows(CITY / "nicht_verwendet.csv")


@pytest.mark.parametrize("name", COLLECTION)
def test_every_row_of_the_collection_is_used_or_left_out_with_a_reason(
    name: str, shared: Callable[[str], Path]
) -> None:
    all_rows = set(range(2, len(rows(shared("dorsten") / name)) + 2))
    without = {int(row["sammlung_zeile"]) for row in left_out() if row["sammlung"] == name}
    assert used()[name] | without == all_rows
    assert not used()[name] & without
    assert all(row["grund"] for row in left_out())


@pytest.mark.parametrize("name", COLLECTION)
def test_the_readme_accounts_for_every_row(name: str) -> None:
    without = sum(row["sammlung"] == name for row in left_out())
    there = len(used()[name])
    readme = (CITY / "README.md").read_text(encoding="utf-8")
    assert f"| `{name}` | {there + without} | {there} | {without} |" in readme


def test_every_area_value_is_the_collected_one(shared: Callable[[str], Path]) -> None:
    collected = dict(enumerate(rows(shared("dorsten") / "stadtteile.csv"), start=2))
    joint = {"Lembeck/Rhade": "Lembeck"}
    for row in area_values():
        source = collected[int(row["sammlung_zeile"])]
        assert row["wert"] == source["wert"]
        assert joint.get(row["stadtteil"], row["stadtteil"]) == source["stadtteil"]
        assert row["zeitpunkt"] in source["stichtag"]
        assert row["quelle_url"] in source["quelle_url"]


def test_every_school_value_is_the_collected_one(shared: Callable[[str], Path]) -> None:
    columns = {"schueler 2024/25": "schueler_2024_25_gerundet", "schueler 2025/26": "schueler_sj_25_26_msb"}
    columns["schulsozialindex 2025/26"] = "sozialindex_2025_26"
    known = {name: dict(enumerate(rows(shared("dorsten") / name), start=2)) for name in COLLECTION}
    for row in school_values():
        source = known[row["sammlung"]][int(row["sammlung_zeile"])]
        if row["sammlung"] == "schulen_kennzahlen.csv":
            expected = source[columns[f"{row['indikator']} {row['zeitpunkt']}"]]
            assert row["facility_id"] == source["schulnummer"]
        else:
            expected = source["anmeldungen" if row["sammlung"].startswith("grund") else "wert"]
        assert row["wert"] == expected


def test_each_facility_keeps_the_stadtteil_that_its_source_states(shared: Callable[[str], Path]) -> None:
    collected = dict(enumerate(rows(shared("dorsten") / "einrichtungen.csv"), start=2))
    for row in facilities():
        source = collected[int(row["sammlung_zeile"])]
        assert (row["name"], row["traeger"], row["stadtteil"]) == (
            source["name"],
            source["traeger"],
            source["stadtteil"],
        )
    assert sum(row["stadtteil"] == "" for row in rows(CITY / "facilities" / "kitas.csv")) == 3


def test_a_school_stands_where_the_ministry_or_else_openstreetmap_puts_it(shared: Callable[[str], Path]) -> None:
    known = {row["schulnummer"]: row for row in rows(shared("dorsten") / "schulen_kennzahlen.csv")}
    schools = [row for row in rows(CITY / "facilities" / "schulen.csv") if row["x"]]
    assert len(schools) == 22
    for row in schools:
        source = known[row["facility_id"]]
        official = source["lat_msb"] != ""
        assert row["lage_herkunft"].startswith("amtlich") == official
        y, x = (source["lat_msb"], source["lon_msb"]) if official else (source["lat_osm"], source["lon_osm"])
        assert (float(row["x"]), float(row["y"])) == pytest.approx((float(x), float(y)), abs=1e-6)


def test_only_the_schools_have_a_position() -> None:
    assert "x" not in rows(CITY / "facilities" / "kitas.csv")[0]
    assert "x" not in rows(CITY / "facilities" / "weitere.csv")[0]


def test_ten_of_31_kita_entries_state_places() -> None:
    kitas = {row["facility_id"] for row in rows(CITY / "facilities" / "kitas.csv")}
    stated = {row["facility_id"] for row in rows(CITY / "facilities" / "plaetze.csv")}
    assert (len(kitas), len(stated)) == (31, 10)
    assert stated <= kitas


def test_stated_places_add_up_to_the_collected_number(shared: Callable[[str], Path]) -> None:
    collected = dict(enumerate(rows(shared("dorsten") / "einrichtungen.csv"), start=2))
    number = {
        row["facility_id"]: collected[int(row["sammlung_zeile"])]["kapazitaet"]
        for row in rows(CITY / "facilities" / "kitas.csv")
    }
    sums: Counter[str] = Counter()
    for row in rows(CITY / "facilities" / "plaetze.csv"):
        sums[row["facility_id"]] += int(row["plaetze"])
    assert {id_: str(places) for id_, places in sums.items()} == {id_: text for id_, text in number.items() if text}


def test_a_familienzentrum_is_a_quality_of_a_kita() -> None:
    kitas = {row["facility_id"] for row in rows(CITY / "facilities" / "kitas.csv")}
    bearing = rows(CITY / "facilities" / "familienzentren.csv")
    assert {row["facility_id"] for row in bearing} <= kitas
    verbund = [row["facility_id"] for row in bearing if row["verbund"]]
    assert len(verbund) == 2


def test_no_value_is_stated_twice_and_every_date_can_be_read() -> None:
    keys = [(row["stadtteil"], row["indikator"], row["zeitpunkt"]) for row in area_values()]
    keys += [(row["facility_id"], row["indikator"], row["zeitpunkt"]) for row in school_values()]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert all(parse_period(period) for _, _, period in keys)


@pytest.mark.parametrize(
    ("area", "indicator", "value"),
    [
        ("Wulfen/Barkenberg", "einwohner", "13911"),  # the same number for 2012 and 2022
        ("Holsterhausen", "residents_u7", "900"),  # "fast 900"
        ("Dorsten (gesamt)", "hze_faelle", "500"),  # "über 500"
        ("Dorsten (gesamt)", "kitas_anzahl", "42"),  # another source says 38
        ("Hardt", "briefwahl_stimmbezirk", "35.1"),  # one single voting district
        ("Lembeck/Rhade", "kita_bedarf_prognose", "109"),  # a forecast
        ("Hardt", "einwohner", "7550"),  # rounded
    ],
)
def test_what_must_not_be_mapped_is_only_listed(area: str, indicator: str, value: str) -> None:
    wanted = (area, indicator, value)
    found = [row for row in area_values() if (row["stadtteil"], row["indikator"], row["wert"]) == wanted]
    assert found
    assert all(row["nur_liste"] == "1" for row in found)


def test_the_project_fits_the_model_and_every_name_in_the_tables_is_declared() -> None:
    project = read_project(CITY).project
    declared = {indicator.id for indicator in project.indicators}
    assert {row["indikator"] for row in (*area_values(), *school_values())} == declared
    assert {row["quelle"] for row in (*area_values(), *school_values())} <= set(project.sources)
    assert all(source.disclosure == "as_published" for source in project.sources.values())
    assert all(row["quelle_url"] or project.sources[row["quelle"]].url for row in area_values())


def test_there_is_no_coverage_no_index_and_no_gap() -> None:
    project = read_project(CITY).project
    assert not project.coverage
    assert project.lage_index is None
    assert project.gaps is None
    assert len(project.missing_data) >= 10


def test_both_social_reports_are_named_with_their_dates() -> None:
    sources = read_project(CITY).project.sources
    dates = [str(sources[id_].as_of) for id_ in ("sozialbericht_1", "sozialbericht_2")]
    assert dates == ["2018-12-31", "2023-12-31"]


def test_the_drawing_is_the_collected_one_and_called_schematic(shared: Callable[[str], Path]) -> None:
    project = read_project(CITY).project
    here = json.loads((CITY / project.areas.file).read_text(encoding="utf-8"))["features"]
    there = json.loads(
        (shared("dorsten") / "stadtteile_SCHEMATISCH_nicht_amtlich.geojson").read_text(encoding="utf-8")
    )["features"]
    shapes = {feature["properties"]["stadtteil"]: feature["geometry"] for feature in there}
    assert {feature["properties"]["name"]: feature["geometry"] for feature in here} == shapes
    assert project.areas.schematic is not None
    assert project.areas.schematic["de"] == (
        "Schematische Darstellung, keine amtlichen Stadtteilgrenzen. Lage und Fläche nicht auswertbar."
    )
    assert project.areas.schematic_short is not None
    assert project.areas.schematic_short["de"] == "schematisch, nicht amtlich"
