"""All of the small city at once: what follows from its files, known by eye."""

import pytest
from built import built
from rows import column, of

from sozialraum.analysis.everything import base_members
from sozialraum.model.inputs import Results


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return built(tmp_path_factory.mktemp("city")).results


def test_every_area_is_made_of_its_sozialraeume(results: Results) -> None:
    base = ["hafen", "heide", "mitte", "nord"]
    assert base_members(results.inputs.areas) == {
        "city": base,
        "ost": ["heide", "mitte"],
        "west": ["hafen", "nord"],
    } | {area: [area] for area in base}


def test_facilities_are_placed(results: Results) -> None:
    assert results.facilities["area_id"].to_dict() == {
        "k1": "nord", "k2": "mitte", "k3": "", "k4": "hafen", "k5": "nord", "k6": "hafen", "s1": "hafen",
    }  # fmt: skip


def test_the_city_is_pooled(results: Results) -> None:
    """SGB II 2023: (30 + 10 + 60 + 0) / (120 + 200 + 100 + 0) = 100 / 420 = 23.8 %; Hafen is estimated, so is it."""
    rows = of(results.indicators, indicator_id="sgb2_u18", period="2023-12-31")
    assert column(rows)["city"] == pytest.approx(100 * 100 / 420)
    assert column(rows, value="status")["city"] == "E"
    assert column(rows)["west"] == pytest.approx(100 * 90 / 220)


def test_a_given_city_value_is_not_made_again(results: Results) -> None:
    rows = of(results.indicators, indicator_id="children_u3", period="2023-12-31", area_id="city")
    assert column(rows, value="basis") == {"city": "given"}
    assert len(rows) == 1


def test_a_joint_value_stays_with_its_group(results: Results) -> None:
    rows = of(results.indicators, indicator_id="children_u3", period="2022-12-31")
    assert column(rows)["nord_mitte"] == 71
    assert not {"nord", "mitte"} & set(rows["area_id"])
    assert column(rows, value="reason")["city"] == "parts_missing"


def test_supply_beside_children(results: Results) -> None:
    """Places under three: Nord 10 + 5, Mitte 12, Hafen 0, and 6 outside that only the city has: 33 for 73."""
    rows = of(results.situation.measures, target_group="kita_u3")
    assert column(of(rows, measure_id="places")) == {
        "city": 33, "west": 15, "ost": 12, "nord": 15, "mitte": 12, "hafen": 0, "heide": 0,
    }  # fmt: skip
    quotas = column(of(rows, measure_id="versorgungsquote_pct"))
    assert quotas["city"] == pytest.approx(100 * 33 / 73)
    assert quotas["nord"] == 37.5
    assert quotas["heide"] is None


def test_lage_and_gaps(results: Results) -> None:
    """Hafen is strained and has no place for 3 children: field 8; Mitte is not and has 80 % of what it needs: 6."""
    assert column(of(results.situation.measures, measure_id="lage_class")) == {
        "hafen": 2,
        "heide": None,
        "mitte": 0,
        "nord": 1,
    }
    assert column(of(results.situation.measures, measure_id="handlungsbedarf")) == {
        "hafen": 8, "heide": None, "mitte": 6, "nord": 7,
    }  # fmt: skip


def test_the_change_of_one_year(results: Results) -> None:
    """25.0 - 22.5 = 2.5 points in Nord; nowhere else both years are known."""
    rows = of(results.situation.changes, indicator_id="sgb2_u18")
    known = {area: value for area, value in column(rows, value="change").items() if value is not None}
    assert known == {"nord": 2.5}
