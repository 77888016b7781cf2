"""Counts of single houses in the ledger by hand: what is small, published already, never named, or told twice."""

import pandas as pd
import pytest
from cities import write_city
from rows import long, offers

from sozialraum.analysis.ledger.edition import withheld_cells
from sozialraum.analysis.ledger.houses import houses_ledger, pupil_keys, taken_keys, taken_of, withheld_rows
from sozialraum.analysis.planning.edition.houses import public_offers
from sozialraum.model.planning_tables import PUPILS, REGISTRATIONS
from sozialraum.model.project import Project
from sozialraum.model.published import Audience
from sozialraum.model.tables import FACILITY_VALUES, frame
from sozialraum.sources.project import read_project

TAKEN = offers(
    """
    | facility_id | target_group | places |
    |-------------|--------------|--------|
    | k1          | u3           |      3 |
    | k1          | ue3          |     40 |
    | k2          | u3           |     12 |
    | k2          | ue3          |     50 |
    | k3          | u3           |     15 |
    | k3          | ue3          |     60 |
    """,
    kind="belegt",
    source_id="jugendamt",
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return read_project(write_city(tmp_path_factory.mktemp("city"))).project


def withheld(project: Project, taken: pd.DataFrame, pupils: pd.DataFrame) -> frozenset[str]:
    no_values, nobody = frame(FACILITY_VALUES), frame(REGISTRATIONS)
    ledger = houses_ledger(project, Audience.OEFFENTLICH, taken, nobody, pupils, no_values)
    return withheld_cells(ledger).cells


def test_few_places_taken_are_withheld_and_places_never(project: Project) -> None:
    licensed = TAKEN.assign(kind="betriebserlaubnis")
    both = pd.concat([TAKEN, licensed], ignore_index=True)
    cells = withheld(project, both, frame(PUPILS))
    shown = public_offers(both, cells)
    gone = shown[shown["status"] == "Q"]
    assert gone[["facility_id", "target_group", "kind"]].values.tolist() == [["k1", "u3", "belegt"]]
    assert gone["places"].isna().all()


def test_the_same_number_told_at_every_school_is_withheld_under_both_names(project: Project) -> None:
    """All pupils are told once more as places taken: 20 less the 17 of one class are the 3 of the other."""
    pupils = long(
        """
        | facility_id | school_class | children |
        |-------------|--------------|----------|
        | k1          | 1            |        3 |
        | k1          | 2            |       17 |
        | k2          | 1            |       20 |
        | k2          | 2            |       22 |
        | k3          | 1            |       30 |
        | k3          | 2            |       33 |
        """,
        PUPILS,
        year="2023/24",
        source_id="jugendamt",
    )
    taken = TAKEN[TAKEN["target_group"] == "u3"].assign(places=[20.0, 42.0, 63.0])
    cells = withheld(project, taken, pupils)
    gone = pupils[withheld_rows(pupil_keys(pupils), cells)]
    also = taken[withheld_rows(taken_keys(taken), cells)]
    assert ("k1", 1.0) in set(zip(gone["facility_id"], gone["school_class"], strict=True))
    assert len(gone) + len(also) == 2
    assert set(gone["facility_id"]) | set(also["facility_id"]) == {"k1"}


def test_taken_places_of_a_coverage_are_sums_of_its_rows() -> None:
    found = taken_of(TAKEN, ["kita"], ["u3", "ue3"], "2023/24")
    assert {house: number for house, (_, number) in found.items()} == {"k1": 43, "k2": 62, "k3": 75}
    assert len(found["k1"][0]) == 2
