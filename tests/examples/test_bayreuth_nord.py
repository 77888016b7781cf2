"""Walking north of Bayreuth: a network of OpenStreetMap and buildings; nothing is claimed about people."""

import csv
import runpy
import shutil
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from running import ROOT, build_here, shared

EXAMPLE = ROOT / "examples" / "bayreuth_nord"
EXTRACT = "north-bayreuth.osm.gz"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the files that prepare.py makes of the extract."""
    folder = tmp_path_factory.mktemp("bayreuth")
    extract = shared("osm") / EXTRACT
    program = runpy.run_path(str(EXAMPLE / "prepare.py"))
    program["write"](folder, program["read"](extract))
    shutil.copy(extract, folder)
    return folder


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text, delimiter=";"))


def test_files_hold_what_the_extract_says_and_nothing_of_people(prepared: Path) -> None:
    houses = rows(prepared / "gebaeude.csv")
    assert len(houses) == 4206
    assert Counter(row["ANZAHL"] for row in houses) == {"1": 4206}
    names = {row["NAME"].split()[-1] for row in rows(prepared / "kitas.csv")}
    assert names == {"Harsdorf", "Haselbusch", "Ramsenthal"}
    assert all(len(row) == len({*row}) for row in houses)


@pytest.mark.slow
def test_ways_are_walked_on_the_network_and_counted_in_buildings(prepared: Path, tmp_path: Path) -> None:
    assert build_here([EXAMPLE], tmp_path, data=prepared) == 0
    (data,) = tmp_path.glob("*/data")
    told = pd.read_csv(data / "measures.csv", keep_default_na=False)
    told = told[told["target_group"] == "kita"].pivot(index="area_id", columns="measure_id", values="value")
    told = told.apply(pd.to_numeric)
    assert told.loc["city", "reach_people"] == 4206 == told["reach_people"].drop("city").sum()
    names = pd.read_csv(data / "areas.csv").set_index("name")["area_id"]
    without = told.loc[names["Heinersreuth"]]
    assert without["people_within:1000"] == 0  # no day-care centre is drawn there
    assert without["way_mean_m"] > told.loc[names["Harsdorf"], "way_mean_m"]
    assert (told["people_unreachable"] < 0.05 * told["reach_people"]).all()
    page = next(tmp_path.glob("*/index.html")).read_text(encoding="utf-8")
    assert "Gebäude, nicht Menschen" in page
    assert "OpenStreetMap-Mitwirkende" in page
