"""Ways, places per child and what an edition tells of them, worked out by hand for the children of reach_city."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from analysis.access.reach_city import CHILDREN, published_city

from sozialraum.model.inputs import Results
from sozialraum.model.published import Published
from sozialraum.model.tables import records

City = tuple[Results, Published]
LIST = """
[[reach.beyond]]
file = "facilities/nachbarn.csv"
facility_type = "kita"
columns = { facility_id = "NR", name = "NAME", x = "X", y = "Y", places = { kita_u3 = "U3" } }
crs = "EPSG:25832"
covers_m = 300
as_of = 2023-08-01
source = "jugendamt"
"""
NODES = "NR;X;Y\n1;500300;5701500\n2;500300;5701900\n3;500300;5702900\n4;500700;5702900\n5;500700;5701500\n"
EDGES = "VON;NACH\n1;2\n2;3\n3;4\n4;5\n"
NETWORK = """
[network]
file = "network/kanten.csv"
nodes = { file = "network/knoten.csv", columns = { node = "NR", x = "X", y = "Y" }, crs = "EPSG:25832" }
columns = { from_node = "VON", to_node = "NACH" }
source = "geo"

"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    return published_city(tmp_path_factory.mktemp("stadt"))


def by_cell(results: Results, column: str) -> list[object]:
    return results.reach.cells.sort_values("straight_m", kind="stable")[column].tolist()


def told(published: Published, measure: str) -> dict[str, object]:
    """area -> value; the status where there is none."""
    table = published.reach.measures
    rows = records(table[table["measure_id"] == measure])
    return {row["area_id"]: row["status"] if pd.isna(row["value"]) else round(row["value"], 4) for row in rows}


def test_the_way_to_the_nearest_by_hand(city: City) -> None:
    """In order of the way n1, m1, n3, n2, h1, d1; of k3 and k5, both 1000 m from d1, the first by id."""
    results, _ = city
    assert by_cell(results, "distance_m") == [100, 200, 300, 400, 1000, 1000]
    assert by_cell(results, "facility_id") == ["k1", "k2", "k2", "k1", "k1", "k3"]
    assert by_cell(results, "area_id") == ["nord", "mitte", "nord", "nord", "hafen", "heide"]


def test_what_depends_on_the_neighbours_by_hand(city: City) -> None:
    """n2 lives 100 m from the border and 400 m from k1, h1 and d1 300 and 500 m from it and 1000 m from a Kita.
    Places within 400 m: n1, n2 and h1 are nearer to the border, and n3 shares k1, which is 300 m from it."""
    results, _ = city
    assert by_cell(results, "depends") == [False, False, False, True, True, True]
    assert by_cell(results, "places_depends") == [True, False, True, True, True, False]


def test_places_for_each_child_by_hand(city: City) -> None:
    """k1: 10 places for 10 + 20/2 + 8/2 = 24; k2: 12 for 5 + 8/2 = 9; k5: 5 for 5/2; k3 has nobody near."""
    results, _ = city
    k1, k2, k5 = 10 / 24, 12 / 9, 2.0
    assert by_cell(results, "places") == pytest.approx([k1, k2 + k5 / 2, (k1 + k2) / 2, k1 / 2, 0, 0], rel=1e-12)
    cells = results.reach.cells
    assert (cells["places"] * cells["people"].fillna(0)).sum() == pytest.approx(10 + 12 + 5, rel=1e-12)
    assert {(row.facility_id, row.reason) for row in results.reach.unreached.itertuples()} == {
        ("k3", "nobody_in_reach"), ("k4", "no_position"),
    }  # fmt: skip


def test_areas_are_worked_out_from_their_cells(city: City) -> None:
    """Nord: (10 x 100 + 8 x 300 + 20 x 400) / 38 = 300; heide is not known, so what holds it is unreliable."""
    _, published = city
    assert told(published, "reach_people") == {
        "city": 49, "west": 44, "ost": 5, "nord": 38, "mitte": 5, "hafen": 6, "heide": "O",
    }  # fmt: skip
    assert told(published, "people_within:200") == {
        "city": 15, "west": 10, "ost": 5, "nord": 10, "mitte": 5, "hafen": 0, "heide": "O",
    }  # fmt: skip
    assert told(published, "people_within_pct:400")["nord"] == 100
    assert told(published, "way_mean_m") | {"heide": "O"} == {
        "city": 380, "west": 400, "ost": 200, "nord": 300, "mitte": 200, "hafen": 1000, "heide": "O",
    }  # fmt: skip
    assert told(published, "way_median_m")["nord"] == 400
    assert told(published, "places_per_person")["nord"] == 0.4  # (25/6 + 25/6 + 7) / 38
    assert told(published, "places_per_person")["hafen"] == 0  # no place in reach: a true zero
    assert told(published, "way_depends_pct")["nord"] == 50  # 20 of 38; in units of 50, which 2 x 4 children are not
    assert told(published, "places_depends_pct")["mitte"] == 0
    rows = published.reach.measures.set_index(["measure_id", "area_id"])["status"]
    assert rows["way_mean_m"][["nord", "ost", "city"]].tolist() == ["A", "U", "U"]


def test_measures_of_reach_are_measures_of_the_edition(city: City) -> None:
    _, published = city
    own = published.measures[published.measures["measure_id"].isin(published.reach.measures["measure_id"])]
    pd.testing.assert_frame_equal(own.reset_index(drop=True), published.reach.measures)
    assert set(own["period"]) == {"2023-12-31"}


def test_around_a_facility_people_are_told_in_tens(city: City) -> None:
    _, published = city
    around = published.reach.around.set_index(["facility_id", "step_m"])["people"]
    assert around["k1"].tolist() == [10, 40, 50]  # 10, 38, and with m1 and h1 49
    assert around["k2"].tolist() == [10, 10, 40]  # 5, 13, 43
    assert around["k5"].tolist() == [0, 10, 10]


def test_fairness_and_variants_of_the_city(city: City, make: "Make") -> None:
    """Below half a place are n1, n2 and h1: 36 of 49. M2SFCA loses places: 10/24 x (10 + 28/4) + 12/9 x (5 + 8/4)
    + 2 x 5/4 = 18.92."""
    _, published = city
    fair = published.reach.fairness.set_index("measure_id")["value"]
    assert fair["fgt0"] == 0.8  # 36 of 49 is 0.735; 2 x 4 of 49 must not show, so in units of 0.2
    assert {"gini", "concentration", "best_to_worst", "dissimilarity", "disparity"} <= set(fair.index)
    table = published.reach.fairness.set_index("measure_id")
    assert set(table["status"]) == {"U"}  # d1 is not known
    assert table.loc["disparity", ["lower", "upper"]].isna().all()  # all Kitas stand in areas of one class
    table = make(settings={"min_count = 5\n": "min_count = 1\n"})[1].reach.variants.set_index(["method", "area_id"])
    assert table["status"]["bfca"].to_dict() == {
        "city": "U", "west": "A", "ost": "U", "nord": "A", "mitte": "A", "hafen": "A", "heide": "O",
    }  # fmt: skip
    assert table.loc[("bfca", "heide"), ["status", "reason"]].tolist() == ["O", "people_unknown"]  # not: nobody there
    few = published.reach.variants.set_index(["method", "area_id"])["status"]
    assert few["2sfca"]["mitte"] == few["e2sfca"]["city"] == "Q"  # places / 4 children more is quite another number
    rows = table["value"]
    assert rows["e2sfca"]["city"] == rows["3sfca"]["city"] == rows["2sfca"]["city"] == round(27 / 49, 3)
    assert rows["m2sfca"]["city"] == round((10 / 24 * 17 + 12 / 9 * 7 + 2.5) / 49, 3)


def test_a_question_nobody_offers_an_answer_to(make: "Make") -> None:
    """No Kita bears the Merkmal: nobody reaches one, and there is no reach area to draw."""
    asked = {'facility_types = ["kita"]\npeople': 'facility_types = ["kita"]\nmerkmal = "familienzentrum"\npeople'}
    results, published = make(settings=asked, add={"facilities/familienzentren.csv": "NR;SEIT;VERBUND\nk1;2031;\n"})
    assert set(by_cell(results, "distance_m")) == {float("inf")}
    assert told(published, "people_unreachable")["city"] == 49
    assert published.reach.areas.empty


@pytest.mark.slow
def test_small_counts_are_withheld_and_so_is_what_follows(make: "Make") -> None:
    """Four children in hafen: neither they nor the west nor what is left of the city is told with one number less."""
    _, published = make(CHILDREN.replace("h1;500300;5700500;6", "h1;500300;5700500;4"))
    people = told(published, "reach_people")
    assert people["hafen"] == "Q"
    assert people["nord"] == "Q"  # else the west would tell of hafen
    assert (people["west"], people["city"]) == (42, 47)
    assert told(published, "way_mean_m")["hafen"] == "Q"
    assert told(published, "places_per_person")["hafen"] == "Q"
    assert published.reach.variants.set_index(["method", "area_id"])["status"]["bfca", "hafen"] == "Q"


@pytest.mark.slow
def test_neighbours_that_are_known_make_the_edge_sure(make: "Make") -> None:
    """A list of Kitas up to 300 m beyond the border: n2 is sure of k1 now (100 + 300 is as far as 400), and the new
    Kita 200 m north of n2 is nearer still. Its 5 places are shared by n2 alone: 5/20 for each, and k1's 5/24."""
    results, published = make(
        settings={"[[reach.questions]]": f"{LIST}\n[[reach.questions]]"},
        add={"facilities/nachbarn.csv": "NR;NAME;X;Y;U3\nx1;Kita Jenseits;500300;5702100;5\n"},
    )
    cells = results.reach.cells.set_index("distance_m")
    assert by_cell(results, "distance_m") == [100, 200, 200, 300, 1000, 1000]
    assert cells.loc[200.0, "facility_id"].tolist().count("x1") == 1
    assert not cells.loc[200.0, "depends"].any()
    shared = cells[cells["facility_id"] == "x1"]["places"].item()
    assert shared == pytest.approx(10 / 24 / 2 + 5 / 20, rel=1e-12)
    assert set(results.reach.around["facility_id"]) >= {"k1"}
    assert published.reach.beyond.index.tolist() == ["x1"]


@pytest.mark.slow
def test_on_foot_the_way_goes_round(make: "Make") -> None:
    """n3 lives 400 m from k1, but on foot 1,000 m north, 400 m east and back: 400 + 1000 + 400 + 1400. k2 and the
    others are more than 250 m from every way; h1, m1 and d1 too: they reach nothing and are told."""
    results, published = make(
        settings={"[[population]]": f"{NETWORK}[[population]]", 'way = "straight"': "speed_kmh = 5"},
        add={"network/knoten.csv": NODES, "network/kanten.csv": EDGES},
    )
    assert published.reach.way == "network"
    cells = results.reach.cells.set_index("straight_m")
    assert cells["distance_m"][[100, 200, 300, 400]].tolist() == [100, float("inf"), 3200, 400]
    assert (cells["distance_m"] >= cells.index - 1e-6).all()
    assert told(published, "people_unreachable")["mitte"] == 5
    codes = {str(problem.code) for problem in results.problems}
    assert {"SR-664", "SR-665"} <= codes
    reasons = set(results.reach.unreached.itertuples(index=False, name=None))
    assert ("kita", "k5", "no_way_near") in reasons


Make = Callable[..., City]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(
        children: str = CHILDREN, settings: dict[str, str] | None = None, add: dict[str, str] | None = None
    ) -> City:
        return published_city(tmp_path / "stadt", children, settings, add)

    return made
