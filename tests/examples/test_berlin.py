"""Berlin: 542 Planungsräume and 2,893 Kitas, as built from open data within minutes."""

import csv
import re
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from examples.test_flensburg import LARGEST_PAGE, block, german, plain
from running import ROOT, example, shared, sozialraum

pytestmark = pytest.mark.slow
LONGEST_S = 180
MSS_2019 = "mss/berlin-monitoring-social-urban-development-2019-00-1-planning-areas.csv"


@pytest.fixture(scope="module")
def berlin(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """The folder of Berlin's pages and how many seconds of this process they took."""
    started = time.process_time()
    return example("berlin", tmp_path_factory.mktemp("karten")), time.process_time() - started


def test_542_pages_of_bearable_size_in_bearable_time(berlin: tuple[Path, float]) -> None:
    folder, seconds = berlin
    sizes = {page.name: page.stat().st_size for page in folder.glob("*.html")}
    other = {"index.html", "lizenzen.html", "planung.html", "qualitaet.html"}
    areas = {name: size for name, size in sizes.items() if name not in other}
    assert len(areas) == 542
    assert {name: size for name, size in areas.items() if size > LARGEST_PAGE} == {}
    assert seconds < LONGEST_S
    assert all(area["rings"] for area in block(folder / "index.html")["areas"])


def test_kitas_and_places(berlin: tuple[Path, float], table: Callable[[Path, str], pd.DataFrame]) -> None:
    facilities, offers = table(berlin[0], "facilities"), table(berlin[0], "offers")
    kitas = facilities[facilities["facility_type"] == "kita"]
    assert len(kitas) == 2_893
    assert offers[offers["facility_id"].isin(kitas["facility_id"])]["places"].sum() == 199_851


def test_places_by_position_agree_with_the_published_table_but_for_what_is_listed(
    berlin: tuple[Path, float], table: Callable[[Path, str], pd.DataFrame]
) -> None:
    folder = berlin[0]
    conflicts = table(folder, "problems").query("code == 'SR-451'")
    assert len(conflicts) == 33
    facilities = table(folder, "facilities")
    assert (facilities["placement"] == "conflict").sum() == 33
    measures = table(folder, "measures").query("measure_id == 'places_all' or measure_id == 'places'")
    mine = measures[measures["target_group"] == "kita"].drop_duplicates(["area_id", "measure_id"])
    mine = mine[mine["measure_id"] == "places"].set_index("area_id")["value"]
    source = shared("berlin") / "kitas" / "berlin-daycare-centers-2026-01-planning-areas.csv"
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    key = next(name for name in rows[0] if "id" in name.lower())
    count = next(name for name in rows[0] if "place" in name.lower() or "capac" in name.lower())
    theirs = {row[key].zfill(8): float(row[count] or 0) for row in rows}
    differing = {id_ for id_, places in theirs.items() if places != mine.get(id_, 0)}
    assert sum(theirs.values()) == 199_851
    moved = facilities[facilities["placement"] == "conflict"]
    assert 0 < len(differing) <= 2 * len(moved)
    assert set(moved["area_id"]) & differing


def published(name: str, column: str) -> dict[str, int]:
    """Figures of a published table by the key of its areas."""
    with (shared("berlin") / name).open(encoding="utf-8", newline="") as file:
        return {row["id"]: int(row[column]) for row in csv.DictReader(file)}


def test_the_planning_page_says_places_per_100_children_under_6_and_has_the_published_totals(
    berlin: tuple[Path, float], table: Callable[[Path, str], pd.DataFrame]
) -> None:
    """Bezirke as published but for the houses listed as in conflict, which only change sides between Bezirke."""
    theirs = published("kitas/berlin-daycare-centers-2026-01-districts.csv", "places")
    heads = published("population/berlin-lor-population-2024-02-t2-planning-areas.csv", "inhabitants_age_below_6")
    children = sum(heads.values())
    assert (sum(theirs.values()), children) == (199_851, 208_938)
    page = plain(berlin[0] / "planung.html").replace("\u202f", " ")
    assert "Plätze je 100 Kinder unter 6 Jahren; darunter Plätze und Kinder" in page
    assert f"Gesamtstadt 95,7 je 100 {german(199_851)} Plätze, {german(children)} Kinder" in page
    names = table(berlin[0], "areas").query("level == 'bezirk'").set_index("area_id")["name"]
    mine = {}
    for key, name in names.items():
        told = re.search(rf"{name} Bezirk [0-9,]+ je 100 ([0-9.]+) Plätze, ([0-9.]+) Kinder", page)
        assert told, name
        mine[key] = int(told[1].replace(".", ""))
        own = sum(count for area, count in heads.items() if area.startswith(key[-2:]))
        assert int(told[2].replace(".", "")) == own, name
    assert sum(mine.values()) == sum(theirs.values())
    differing = {name for key, name in names.items() if mine[key] != theirs[key[-2:]]}
    assert differing == {"Mitte", "Friedrichshain-Kreuzberg", "Pankow"}


def test_where_there_is_no_target_no_page_speaks_of_need(berlin: tuple[Path, float]) -> None:
    """The index says that it alone is no Handlungsbedarf; the benefit's name is the law's."""
    pages = [berlin[0] / "planung.html", *sorted(berlin[0].glob("[a-c]*.html"))[:40]]
    for page in pages:
        text = plain(page).replace("\u00ad", "").replace("Beschreibt die Bevölkerung, keinen Bedarf", "")
        assert set(re.findall(r"\w*[Bb]edarf\w*", text)) <= {"Handlungsbedarf", "Bedarfsgemeinschaften"}, page.name
    assert not re.search(r"fehlen \d|\d übrig|Kita-Jahr", plain(pages[0]))
    assert "keine Versorgungsquote" in plain(pages[0]).replace("Keine", "keine")


def test_a_monitoring_of_other_areas_is_refused_and_both_are_named(tmp_path: Path) -> None:
    text = (ROOT / "examples" / "berlin" / "projekt.toml").read_text(encoding="utf-8")
    old = f'''
[[values]]
file = "{MSS_2019}"
columns = {{ area_id = "id", value = "inhabitants" }}
indicator = "residents"
period = "2018-12-31"
source = "mss"
'''
    (tmp_path / "projekt.toml").write_text(text + old, encoding="utf-8")
    ran = sozialraum("build", tmp_path, "--data", shared("berlin"), "--out", tmp_path / "karten", folder=tmp_path)
    assert ran.returncode == 2
    assert not (tmp_path / "karten").exists()
    told = [line for line in ran.stderr.splitlines() if MSS_2019 in line]
    assert len(told) == 1, ran.stderr
    assert "LOR 2021" in told[0]
    assert "LOR bis 2020" in told[0]
