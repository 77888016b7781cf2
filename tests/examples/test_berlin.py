"""Berlin: 542 Planungsräume and 2,893 Kitas, as built from open data within minutes."""

import csv
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from examples.test_flensburg import LARGEST_PAGE, block
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
    other = {"index.html", "lizenzen.html", "qualitaet.html"}
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
