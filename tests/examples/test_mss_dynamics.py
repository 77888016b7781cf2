"""Dynamics, typology and ranks of Berlin's Monitoring: what was published, from project files alone."""

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from examples.monitoring import published
from examples.test_mss import YEAR_2019, read_2019, rows_of, values
from rows import of
from running import ROOT, shared

from sozialraum.model.published import Published

COURSE = {"1": 0, "3": 1, "5": 2}  # the Monitoring's positive, stable, negative
SIGN = {"+": 0, "+/-": 1, "-": 2}


@pytest.fixture(scope="module")
def edition_2021() -> Published:
    return published(ROOT / "examples" / "berlin", shared("berlin"))


@pytest.fixture(scope="module")
def edition_2019(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return read_2019(tmp_path_factory.mktemp("mss2019"))


def known(found: Published, measure: str) -> dict[str, object]:
    return {area: value for area, value in values(found, measure).items() if value is not None}


def test_2021_all_536_classes_of_dynamics_are_those_published(edition_2021: Published) -> None:
    mine = known(edition_2021, "lage_dynamics_class")
    theirs = {r["PLR_ID"]: COURSE[r["DI_N"]] for r in rows_of("raw_mss_2021_indizes.csv") if r["KOM"] == "gültig"}
    assert len(mine) == 536
    assert mine == theirs
    assert Counter(mine.values()) == {0: 48, 1: 436, 2: 52}


def test_2021_the_twelve_types_are_those_published(edition_2021: Published) -> None:
    """Rows from the highest to the lowest status; columns positive, stable, negative."""
    mine = known(edition_2021, "lage_type")
    theirs = {
        row["PLR_ID"]: 3 * (int(row["SDI_N"][0]) - 1) + COURSE[row["SDI_N"][1]]
        for row in rows_of("raw_mss_2021_indizes.csv")
        if row["KOM"] == "gültig"
    }
    assert mine == theirs
    counted = Counter(mine.values())
    assert [[counted[3 * row + column] for column in range(3)] for row in range(4)] == [
        [1, 73, 1],
        [36, 296, 34],
        [8, 31, 7],
        [3, 36, 10],
    ]


def test_2021_the_six_without_class_have_neither_dynamics_nor_type_nor_rank(edition_2021: Published) -> None:
    without = {area for area, value in values(edition_2021, "lage_class").items() if value is None}
    assert len(without) == 6
    reasons = values(edition_2021, "lage_class", "reason")
    for measure in ("lage_dynamics", "lage_dynamics_class", "lage_type", "lage_rank", "lage_top_three_pct"):
        assert {area for area, value in values(edition_2021, measure).items() if value is None} == without
        assert {area: values(edition_2021, measure, "reason")[area] for area in without} == {
            area: reasons[area] for area in without
        }


def test_2021_indices_of_dynamics_agree(edition_2021: Published) -> None:
    """Exact values worked out independently; the published ones to their two digits."""
    index = values(edition_2021, "lage_dynamics")
    assert index["01100101"] == pytest.approx(1.266614, abs=1e-6)
    assert index["01100102"] == pytest.approx(0.926662, abs=1e-6)
    assert index["04200310"] == pytest.approx(1.002794, abs=1e-6)  # printed as 1.00: rounding first would err
    assert index["04300414"] == pytest.approx(-1.003203, abs=1e-6)
    name = "Dynamik-Index (standardisierte Dynamik-summe)"
    checked = 0
    for row in rows_of("mss_2021_index-indikatoren_z-werte_plr.csv", delimiter=";"):
        if row[name].lstrip("-").replace(".", "").isdigit():
            assert index[row["PLR-ID"]] == pytest.approx(float(row[name]), abs=0.00501)
            checked += 1
    assert checked == 536


def test_2021_has_no_city_value_and_no_intervals_as_nobody_was_counted(edition_2021: Published) -> None:
    city = of(edition_2021.measures, measure_id="lage_dynamics_city")
    assert city["reason"].tolist() == ["city_unknown"]
    assert of(edition_2021.measures, measure_id="lage_dynamics")[["lower", "upper"]].isna().all(axis=None)


def test_2021_ranks_of_536_areas(edition_2021: Published) -> None:
    """The rank is that of the index; shares of the top three sum to three; three indicators that go together almost
    perfectly (0.94 to 0.97) leave most ranks within a tenth of the list, not all."""
    index = pd.Series(known(edition_2021, "lage_index"), dtype=float)
    rank = pd.Series(known(edition_2021, "lage_rank"), dtype=float)
    assert rank.sort_index().tolist() == index.rank(ascending=False, method="min").sort_index().tolist()
    assert sum(float(str(one)) for one in known(edition_2021, "lage_top_three_pct").values()) == pytest.approx(300)
    robust = pd.Series(known(edition_2021, "lage_rank_robust"), dtype=float)
    assert robust.mean() == pytest.approx(0.87, abs=0.05)
    assert robust[rank[rank <= 10].index].all()


def test_2019_all_436_classes_of_dynamics_are_those_published(edition_2019: Published) -> None:
    mine = known(edition_2019, "lage_dynamics_class")
    theirs = {
        row["id"]: SIGN[row["dynamic_index"]]
        for row in rows_of(Path(YEAR_2019.format("1")).name)
        if row["dynamic_index"]
    }
    assert len(mine) == 436
    assert mine == theirs
