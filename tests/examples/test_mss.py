"""Berlin's Monitoring from raw indicators: project files alone give what was published."""

import csv
import json
import statistics
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from examples.monitoring import project_text, published
from rows import column, indicators, of
from running import ROOT, shared

from sozialraum.analysis.everything import base_members
from sozialraum.analysis.lage.index import index_measures
from sozialraum.model.lage import IndexPart, LageIndex
from sozialraum.model.published import Published
from sozialraum.sources.project import read_project

pytestmark = pytest.mark.slow
YEAR_2019 = "mss/berlin-monitoring-social-urban-development-2019-00-{}-planning-areas.csv"
RATES_2019 = {
    "residents": "inhabitants",
    "s1": "s1_percentage_unemployed",
    "s3": "s3_percentage_transfer_payments_recipients",
    "s4": "s4_percentage_transfer_payments_recipients_below_15_years",
    "d1": "d1_percentage_unemployed",
    "d3": "d3_percentage_transfer_payments_recipients",
    "d4": "d4_percentage_transfer_payments_recipients_below_15_years",
}


def rows_of(name: str, **more: str) -> list[dict[str, str]]:
    with (shared("berlin") / "mss" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, **more))  # type: ignore[arg-type]  # delimiter of the dialect


def values(found: Published, measure: str, value: str = "value") -> dict[str, object]:
    return column(of(found.measures, measure_id=measure), value=value)


@pytest.fixture(scope="module")
def edition_2021() -> Published:
    """What the public edition of examples/berlin says."""
    return published(ROOT / "examples" / "berlin", shared("berlin"))


@pytest.fixture(scope="module")
def edition_2019(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The edition before, on the areas of its time."""
    return read_2019(tmp_path_factory.mktemp("mss2019"))


def read_2019(folder: Path) -> Published:
    """What the edition of 2019 says, from a project file written into the folder."""
    text = project_text(
        areas=("boundaries/berlin-lor-planning-areas-until-2020.geojson", "id", "name"),
        corrections=[({"id": "06010102", "area": "562454.33"}, "04030417")],  # the Schloßstraße of another Bezirk
        file=YEAR_2019.format("2-1"),
        key="id",
        period="2018-12-31",
        columns=RATES_2019,
        excluded={"04041239": "353 Personen, im Monitoring ohne Zuordnung", "10010203": "Ausreißer im Monitoring"},
    )
    (folder / "projekt.toml").write_text(text, encoding="utf-8")
    return published(folder, shared("berlin"))


def test_2021_all_536_classes_are_those_published(edition_2021: Published) -> None:
    """Published 1 high status ... 4 very low status; here 0 least ... 3 most strained."""
    mine = {area: value for area, value in values(edition_2021, "lage_class").items() if value is not None}
    theirs = {
        row["PLR_ID"]: int(row["SI_N"]) - 1 for row in rows_of("raw_mss_2021_indizes.csv") if row["KOM"] == "gültig"
    }
    assert len(mine) == 536
    assert mine == theirs
    assert Counter(mine.values()) == {0: 75, 1: 366, 2: 46, 3: 49}


def test_2021_the_six_that_are_left_out_are_without_class_and_say_why(edition_2021: Published) -> None:
    classes, reasons = values(edition_2021, "lage_class"), values(edition_2021, "lage_class", "reason")
    assert len(classes) == 542
    assert {area: reasons[area] for area, value in classes.items() if value is None} == {
        "03300515": "below_min_residents",
        "03400831": "residents_unknown",
        "04400725": "below_min_residents",
        "05300838": "below_min_residents",
        "06200418": "below_min_residents",
        "10100205": "excluded",
    }


def test_2021_indices_and_parts_are_those_published(edition_2021: Published) -> None:
    """To all five digits of the table of z values, whose headings are shifted by one from its sum on."""
    index = values(edition_2021, "lage_index")
    assert index["01100101"] == pytest.approx(-0.327698, abs=1e-6)
    assert index["01100102"] == pytest.approx(-1.124213, abs=1e-6)
    assert index["09501838"] == pytest.approx(-1.004686, abs=1e-6)  # printed as -1.00: rounding first would err
    printed = rows_of("berlin-monitoring-social-urban-development-2021-00-3-districts.csv")
    known = {row["id"]: row for row in printed if row["z_d1_percentage_unemployed"]}
    assert len(known) >= 440
    part = values(edition_2021, "lage_part:arbeitslosenanteil")
    for area, row in known.items():
        assert index[area] == pytest.approx(float(row["z_d2_percentage_long_term_unemployed"]), abs=4e-5)
        assert part[area] == pytest.approx(float(row["z_s1_percentage_unemployed"]) / 2.955471, abs=1e-5)


def test_2021_two_digit_indices_of_all_536_areas_agree(edition_2021: Published) -> None:
    index = values(edition_2021, "lage_index")
    printed = rows_of("mss_2021_index-indikatoren_z-werte_plr.csv", delimiter=";")
    name = "Status-Index (standardisierte Statussumme)"
    checked = 0
    for row in printed:
        if row[name].lstrip("-").replace(".", "").isdigit():
            assert index[row["PLR-ID"]] == pytest.approx(float(row[name]), abs=0.00501)
            checked += 1
    assert checked == 536


def test_2021_constants(edition_2021: Published) -> None:
    """Mean and deviation over the 536 areas, as worked out independently from the raw table."""
    table = edition_2021.indicators
    expected = {
        "arbeitslosenanteil": (4.971574, 2.943904),
        "transferbezug": (10.918009, 7.072750),
        "sgb2_u15": (24.540416, 16.654435),
        "veraenderung_arbeitslose": (1.086874, 0.921674),
        "veraenderung_transferbezug": (-0.952596, 1.469968),
        "veraenderung_sgb2_u15": (-1.044428, 3.813519),
    }
    for id_, (mean, deviation) in expected.items():
        own = of(table, indicator_id=id_)["value"].dropna()
        assert len(own) == 536
        assert [own.mean(), own.std(ddof=0)] == pytest.approx([mean, deviation], abs=1e-6)


@pytest.mark.parametrize(
    ("changed", "differing"),
    [
        ({"standardise_again": False}, 5),
        ({"zero": "city"}, 34),
        ({"normalisation": "min_max"}, 4),
        ({"normalisation": "robust_z"}, 0),
        ({"normalisation": "exponential"}, 45),
        ({"normalisation": "percentile"}, 72),
    ],
)
def test_2021_how_many_classes_another_choice_changes(
    edition_2021: Published, changed: dict[str, Any], differing: int
) -> None:
    """Counts worked out independently; the city's value is the mean weighted by residents, windows are the range."""
    project = read_project(ROOT / "examples" / "berlin", shared("berlin")).project
    assert project.lage_index
    table = of(edition_2021.indicators, period="2020-12-31")
    ids = [part.indicator for part in project.lage_index.parts]
    rates = table.pivot(index="area_id", columns="indicator_id", values="value").astype(float).dropna(subset=ids)
    means = {id_: float((rates[id_] * rates["residents"]).sum() / rates["residents"].sum()) for id_ in ids}
    drawn = [f"| city | {id_} | {mean} |" for id_, mean in means.items()]
    city = indicators("\n".join(["| area_id | indicator_id | value |", *drawn]), period="2020-12-31")
    parts = [IndexPart(indicator=id_, window=(rates[id_].min(), rates[id_].max())) for id_ in ids]
    rule = LageIndex(**(project.lage_index.model_dump() | {"parts": parts, "dynamics": None} | changed))
    definitions = {one.id: one for one in project.indicators}
    own = table[(table["area_id"] != "city") | ~table["indicator_id"].isin(ids)]
    found = index_measures(
        rule, pd.concat([own, city], ignore_index=True), definitions, base_members(edition_2021.areas)["city"]
    )
    before = values(edition_2021, "lage_class")
    after = column(of(found, measure_id="lage_class"))
    assert sum(before[area] != value for area, value in after.items()) == differing


def test_2019_all_436_classes_are_those_published(edition_2019: Published) -> None:
    mine = values(edition_2019, "lage_class")
    theirs = {row["id"]: row["status_index"] for row in rows_of(Path(YEAR_2019.format("1")).name)}
    shown = {area: str(int(value) + 1) for area, value in mine.items() if isinstance(value, float)}
    assert len(shown) == 436
    assert shown == {area: text for area, text in theirs.items() if text}
    without = {area for area, value in mine.items() if value is None}
    assert {area for area, text in theirs.items() if not text} <= without


def test_an_edition_with_four_indicators_sentinels_and_class_0_needs_a_project_file_only(tmp_path: Path) -> None:
    """As 2013 to 2017: long-term unemployment is a fourth indicator, -9999 and class 0 mark areas left out."""
    areas = [f"010111{at:02}" for at in range(1, 13)]
    left_out = {"01011103": (120, "ungültig (EW unter 300)"), "01011107": (1379, "ungültig (Ausreißer)")}
    table, rates = [], {}
    for at, area in enumerate(areas):
        own = [2 + at * 0.73 % 5, 1 + at * 0.41 % 3, 5 + at * 1.9 % 11, 10 + at * 7.3 % 41]
        change = [0.1 * (at - 6), 0.05 * (5 - at), 0.2 * (at % 3), 0.3 * (at % 4)]
        residents, mark = left_out.get(area, (900 + at, "gültig"))
        if area in left_out:
            own, change = [-9999.0] * 4, [-9999.0] * 4
        else:
            rates[area] = own
        figures = ",".join(f"{value:.5f}" if value != -9999 else "-9999" for value in (*own, *change))
        table.append(f'201612,"{area}",{residents},{figures},{0 if area in left_out else 2},{mark}')
    square = [[0, 0], [900, 0], [900, 900], [0, 900], [0, 0]]
    features = [
        {
            "type": "Feature",
            "properties": {"PLR_ID": area, "PLR_NAME": f"Raum {area}"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[390_000 + 1000 * at + x, 5_820_000 + y] for x, y in square]],
            },
        }
        for at, area in enumerate(areas)
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25833"}}
    (tmp_path / "plr.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}), encoding="utf-8"
    )
    header = "ZEIT,PLR_ID,EW,S1,S2,S3,S4,D1,D2,D3,D4,SI_N,KOM"
    (tmp_path / "mss.csv").write_text("\n".join([header, *table, ""]), encoding="utf-8")
    columns = {"residents": "EW"} | {
        f"{letter.lower()}{at}": f"{letter}{at}" for letter in "SD" for at in range(1, 5)
    }
    for more in ('where = { KOM = "gültig" }', 'non_values = { "-9999" = "missing" }', ""):
        text = project_text(
            areas=("plr.geojson", "PLR_ID", "PLR_NAME"),
            file="mss.csv",
            key="PLR_ID",
            period="2016-12-31",
            columns=columns,
            excluded={"01011107": "Ausreißer im Monitoring"},
            more=more,
        )
        (tmp_path / "projekt.toml").write_text(text, encoding="utf-8")
        found = published(tmp_path)
        index, reasons = values(found, "lage_index"), values(found, "lage_index", "reason")
        scores = [
            [(value - statistics.fmean(each)) / statistics.pstdev(each) for value in each]
            for each in zip(*rates.values(), strict=True)
        ]
        sums = [sum(each) for each in zip(*scores, strict=True)]
        expected = {area: total / statistics.pstdev(sums) for area, total in zip(rates, sums, strict=True)}
        assert {area: value for area, value in index.items() if value is not None} == pytest.approx(
            expected, abs=1e-4
        )
        assert {area: reasons[area] for area in left_out} == {
            "01011103": "below_min_residents",
            "01011107": "excluded",
        }
