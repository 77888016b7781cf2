"""Answers worked out by hand, in whole editions of a small city: which numbers of children are withheld.

West is nord and hafen, ost is mitte and heide; all four are the city. The smallest count is 5, zeros are shown.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest
from built import built

from sozialraum.model.published import Published

pytestmark = pytest.mark.slow

FILE, SHARES = "indicators/bevoelkerung.csv", "indicators/anteile.csv"
WRITTEN = {"nord": 40, "mitte": 30, "hafen": 3, "heide": 0}
CHILDREN = "children_u3"


def of_children(folder: Path, **counts: int) -> Published:
    """The edition with these numbers of children under three."""
    now = WRITTEN | counts
    line = "{};Kinder u3;31.12.2023;insgesamt;{}"
    texts = {line.format(area, WRITTEN[area]): line.format(area, number) for area, number in now.items()}
    texts |= {line.format("Gesamtstadt", 73): line.format("Gesamtstadt", sum(now.values()))}
    return built(folder, {FILE: texts}).published


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return of_children(tmp_path_factory.mktemp("city"))


def withheld(edition: Published, **wanted: str) -> set[str]:
    """The areas of which a figure is withheld."""
    table = edition.indicators[edition.indicators["status"] == "Q"]
    for column, text in wanted.items():
        table = table[table[column] == text]
    return set(table["area_id"])


def of_2023(edition: Published) -> set[str]:
    return withheld(edition, indicator_id=CHILDREN, period="2023-12-31")


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        # hafen follows from west or from the city beside all other parts
        pytest.param({}, [{"hafen", "nord"}], id="a_single_hidden_cell_is_joined_by_a_partner"),
        # 4 + 4 below 8: west is withheld too, and ost, or west would be the city without ost
        pytest.param(
            {"nord": 4, "hafen": 4},
            [{"nord", "hafen", "west", "ost", "mitte"}, {"nord", "hafen", "west", "city"}],
            id="two_fours_below_eight_are_widened",
        ),
        # ost is 3 and 0, and nobody takes 0 for 3: ost is 3 itself
        pytest.param(
            {"hafen": 20, "mitte": 3},
            [{"mitte", "ost", "west", "nord"}, {"mitte", "ost", "west", "hafen"}, {"mitte", "ost", "city"}],
            id="a_known_zero_protects_nobody",
        ),
        pytest.param({"hafen": 20}, [set()], id="nothing_is_withheld_where_nobody_is_few"),
    ],
)
def test_children_withheld(counts: Mapping[str, int], expected: list[set[str]], tmp_path: Path) -> None:
    assert of_2023(of_children(tmp_path, **counts)) in expected


def test_a_rate_beside_its_base_goes_with_its_count(tmp_path: Path) -> None:
    """3 of 120 in nord: share, count and base of nord are withheld together, with at least one other area."""
    edition = built(tmp_path, {SHARES: {"Nord;SGB II;2023;25,0;30;120;": "Nord;SGB II;2023;2,5;3;120;"}}).published
    gone = withheld(edition, indicator_id="sgb2_u18", period="2023-12-31")
    assert "nord" in gone
    assert len(gone) > 1
    rows = edition.indicators[edition.indicators["status"] == "Q"]
    assert rows[["value", "numerator", "denominator"]].isna().all(axis=None)


def change_in_nord(edition: Published) -> pd.Series:
    table = edition.changes
    return table.loc[(table["area_id"] == "nord") & (table["indicator_id"] == "sgb2_u18"), "change"]


def test_a_change_goes_with_either_of_its_dates(usual: Published, tmp_path: Path) -> None:
    line = "Nord;SGB II;2022;22,5;27;120;"
    edition = built(tmp_path, {SHARES: {line: "Nord;SGB II;2022;2,5;3;120;"}}).published
    assert change_in_nord(usual).notna().all()
    assert change_in_nord(edition).isna().all()


def test_places_schools_and_providers_stay(usual: Published) -> None:
    places = usual.offers[usual.offers["kind"] != "belegt"]
    assert len(places)
    assert (places["status"] != "Q").all()
    houses = usual.measures[usual.measures["measure_id"] == "facilities"]
    assert (houses["status"] != "Q").all()


def test_sozialdaten_are_told_of_the_city_alone(tmp_path: Path) -> None:
    text = 'title = "Einwohnermelderegister"\n'
    edition = built(tmp_path, {"projekt.toml": {text: text + 'schutzklasse = "sozialdaten"\n'}}).published
    told = edition.indicators[edition.indicators["indicator_id"].isin([CHILDREN, "residents"])]
    told = told[told["status"].isin(["A", "E"])]
    assert set(told["area_id"]) <= {"city"}


def test_nobody_is_told_which_number_is_withheld_for_another(usual: Published) -> None:
    for table in (usual.indicators, usual.measures):
        assert len(set(table.loc[table["status"] == "Q", "reason"])) == 1
    assert usual.withheld.empty
