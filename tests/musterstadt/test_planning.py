"""Six questions of planners, answered by hand from the files of the invented city, and the same by the program."""

import pandas as pd
import pytest
from invented import published, worked_out
from musterstadt import planning_by_hand as hand

from sozialraum.model.planned import WITH_MEASURES
from sozialraum.model.tables import BESTAND
from sozialraum.model.whole_places import whole_missing

COVERAGE = {"U3": "kita_u3", "Ü3": "kita_ue3"}
SCHOOLS = tuple(f"S{number:03d}" for number in range(1, 16))


def measured(measure: str, coverage: str, year: str, scenario: str = BESTAND) -> dict[str, float]:
    """Area -> value; areas without one are left out."""
    table = worked_out().planning.measures
    rows = table[
        (table["measure_id"] == measure)
        & (table["target_group"] == coverage)
        & (table["period"] == year)
        & (table["scenario"] == scenario)
    ]
    assert not rows["area_id"].duplicated().any()
    return {str(area): float(value) for area, value in rows.set_index("area_id")["value"].dropna().items()}


def areas_together() -> dict[str, tuple[str, ...]]:
    """Every area of any level and its Sozialräume."""
    return {area: tuple(parts) for area, parts in worked_out().members.items()}


def test_the_city_has_something_of_everything() -> None:
    inputs = worked_out().inputs
    assert set(inputs.planned["status"]) == {"idee", "geplant", "beschlossen", "im_bau"}
    assert (inputs.planned["places"] < 0).any()
    assert {"outside", ""} <= set(inputs.use["home"])
    registered = inputs.registrations[inputs.registrations["year"] == "2025/26"]["children"]
    assert {29, 30, 56, 57, 81, 82} <= set(registered)


def test_children_of_every_kita_jahr_are_those_counted_and_rolled_forward_by_hand() -> None:
    children = worked_out().years.children.set_index(["area_id", "group", "year"])["value"]
    for year in range(2018, 2029):
        for group in hand.TARGETS:
            for area in hand.AREAS:
                told = float(children[area, group, hand.school_year(year)])
                assert told == pytest.approx(hand.cohort(area, year, group), abs=1e-6)


@pytest.mark.parametrize("target", ["U3", "Ü3"])
@pytest.mark.parametrize("start", [2024, *hand.AHEAD])
@pytest.mark.parametrize("scenario", [BESTAND, WITH_MEASURES])
def test_task_1_missing_places_of_every_area_and_year(target: str, start: int, scenario: str) -> None:
    """Wie viele U3- und Ü3-Plätze fehlen je Stadtteil?"""
    told = measured("places_missing", COVERAGE[target], hand.school_year(start), scenario)
    counted = scenario == WITH_MEASURES
    by_hand = {area: hand.missing(parts, target, start, counted) for area, parts in areas_together().items()}
    assert told == pytest.approx(by_hand, abs=1e-6)


def test_task_1_whole_places_of_2027() -> None:
    answers = {
        ("U3", False): {"sr03": 55, "sr05": 11, "sr07": 43, "sr08": 2, "sr11": 8, "sr12": 6, "sr13": 23, "sr14": 1},
        ("U3", True): {"sr03": 11, "sr05": 5, "sr07": 33, "sr08": 2, "sr11": 8, "sr12": 6, "sr13": 7, "sr14": 1},
        ("Ü3", False): {"sr03": 30, "sr05": 12, "sr07": 92, "sr09": 5, "sr13": 16},
        ("Ü3", True): {"sr05": 23, "sr07": 67, "sr09": 5, "sr14": 8},
    }
    for (target, counted), answer in answers.items():
        by_hand = {area: hand.whole(hand.missing((area,), target, 2027, counted)) for area in hand.AREAS}
        assert {area: places for area, places in by_hand.items() if places} == answer
        told = measured("places_missing", COVERAGE[target], "2027/28", WITH_MEASURES if counted else BESTAND)
        assert {area: whole_missing(told[area]) for area in answer} == answer


@pytest.mark.parametrize("target", ["U3", "Ü3"])
@pytest.mark.parametrize("start", [2024, 2025, 2027])
def test_what_the_public_may_see_is_the_same_but_for_children_ahead_being_whole(target: str, start: int) -> None:
    table = published().planning.measures
    rows = table[
        (table["measure_id"] == "places_missing")
        & (table["target_group"] == COVERAGE[target])
        & (table["period"] == hand.school_year(start))
        & (table["scenario"] == BESTAND)
    ]
    told = rows.set_index("area_id")["value"].dropna()
    assert "city" in told
    for area, value in told.items():
        parts = areas_together()[str(area)]
        rounding = 0.5 * 1.02 * len(hand.GROUPS[target]) * len(parts) if start > hand.LAST else 0.0
        assert float(value) == pytest.approx(hand.missing(parts, target, start), abs=rounding + 1e-6)


def test_task_2_neighbours_together() -> None:
    """Reicht es in zwei Nachbar-Stadtteilen zusammen?"""
    neighbours = ("sr03", "sr06")
    for target, alone, together in (("U3", 55, 47), ("Ü3", 30, 5)):
        places, needed = (measured(name, COVERAGE[target], "2027/28") for name in ("places", "places_needed"))
        beyond = sum(places[area] - needed[area] for area in neighbours)
        assert beyond == pytest.approx(hand.balance(neighbours, target, 2027), abs=1e-6)
        assert [hand.whole(hand.missing((neighbours[0],), target, 2027)), hand.whole(-beyond)] == [alone, together]
    bezirk = areas_together()["pb2"]
    assert bezirk == ("sr03", "sr06", "sr13")
    in_parts = measured("places_missing_in_parts", "kita_ue3", "2027/28")["pb2"]
    assert in_parts == pytest.approx(sum(hand.missing((area,), "Ü3", 2027) for area in bezirk), abs=1e-6)
    assert [hand.whole(in_parts), hand.whole(hand.missing(bezirk, "Ü3", 2027))] == [46, 21]


def test_task_3_the_kita_that_opens_in_february() -> None:
    """Was bringt die Kita, die im Februar öffnet?"""
    effects = worked_out().planning.effects
    own = effects[(effects["measure"] == "m01") & (effects["area_id"] == "sr03")].set_index(["coverage", "year"])
    for target, places in (("U3", 22), ("Ü3", 78)):
        for start, part in ((2025, 0.5), (2026, 1.0), (2027, 1.0)):
            before = hand.missing(("sr03",), target, start)
            after = max(0.0, before - part * places)
            told = own.loc[(COVERAGE[target], hand.school_year(start)), ["places", "missing_before", "missing_after"]]
            assert [float(one) for one in told] == pytest.approx([part * places, before, after], abs=1e-6)
    whole = own.loc[[("kita_ue3", "2025/26"), ("kita_ue3", "2026/27")], ["missing_before", "missing_after"]]
    assert [[whole_missing(float(one)) for one in row] for row in whole.to_numpy()] == [[67, 28], [45, 0]]


@pytest.mark.parametrize("target", ["U3", "Ü3"])
def test_task_4_places_taken_by_children_from_outside(target: str) -> None:
    """Wie viele Plätze belegen Kinder von außerhalb?"""
    told = measured("places_from_outside", COVERAGE[target], "2024/25")
    by_hand = {area: hand.from_outside(area, target, "2024/25") for area in hand.AREAS}
    assert {area: told[area] for area in hand.AREAS} == by_hand
    from_other_towns = sum(hand.taken(area, target, "2024/25").get("außerhalb", 0) for area in hand.AREAS)
    assert told["city"] == from_other_towns


def test_task_4_nearly_half_of_the_places_in_wendelrade_and_all_in_the_works_kita() -> None:
    share = measured("places_from_outside_pct", "kita_ue3", "2024/25")
    assert share["sr12"] == pytest.approx(100 * 101 / 216)
    assert measured("places_from_outside_pct", "kita_u3", "2024/25")["sr09"] == 100


@pytest.mark.parametrize("start", [2026, 2027, 2028])
def test_task_6_places_of_all_day_school_of_every_school(start: int) -> None:
    """Welche Grundschule hat zu wenig OGS-Plätze?"""
    table = worked_out().planning.ganztag
    told = table[table["year"] == hand.school_year(start)].set_index("facility_id")
    for school in SCHOOLS:
        enough, _, untold = hand.ganztag_places(school)
        needed = hand.ganztag_needed(school, start)
        row = told.loc[school]
        assert row["places_needed"] == pytest.approx(needed)
        assert [row["places_claim_hours"], row["places_hours_unknown"]] == [enough, untold]
        if untold:
            assert pd.isna(row["places_missing"])
            limits = [max(0.0, needed - enough - untold), max(0.0, needed - enough)]
            assert [row["lower"], row["upper"]] == pytest.approx(limits)
        else:
            assert row["places_missing"] == pytest.approx(max(0.0, needed - enough))


def test_task_6_four_schools_are_short_in_2028_and_one_cannot_say() -> None:
    table = worked_out().planning.ganztag
    rows = table[table["year"] == "2028/29"].set_index("facility_id")
    short = rows["places_missing"][rows["places_missing"] > 0]
    assert {school: whole_missing(float(one)) for school, one in short.items()} == {
        "S001": 5,
        "S003": 15,
        "S004": 33,
        "S008": 3,
    }
    assert list(rows.index[rows["places_missing"].isna()]) == ["S015"]


def test_entry_classes_of_every_school() -> None:
    told = worked_out().planning.classes.set_index(["facility_id", "year"])["classes"]
    for school in SCHOOLS:
        assert told[school, "2025/26"] == hand.entry_classes(hand.registered(school, 2025))
    assert pd.isna(told["S015", "2023/24"])


def test_task_7_areas_without_a_familienzentrum() -> None:
    """Wo fehlt ein Familienzentrum?"""
    table = worked_out().planning.measures
    rows = table[table["measure_id"] == "familienzentren"]
    (day,) = set(rows["period"])
    held = hand.centres(day)
    told = rows.set_index("area_id")["value"]
    assert {area: told[area] for area in hand.AREAS} == {area: len(names) for area, names in held.items()}
    assert [area for area in hand.AREAS if not held[area]] == ["sr09", "sr11"]  # the certificate in sr11 has run out
    assert told["city"] == len(set().union(*held.values()))
    per_centre = measured("children_per_familienzentrum", "familienzentrum", day)
    by_hand = {area: hand.under_six(area) / len(names) for area, names in held.items() if names}
    assert {area: per_centre[area] for area in by_hand} == pytest.approx(by_hand)
    assert max(by_hand, key=lambda area: by_hand[area]) == "sr13"


def test_task_7_networks_by_both_readings_of_the_three_kilometres() -> None:
    found = worked_out().planning.networks.set_index("verbund")
    readings = found[["by_pairs", "by_circle"]].to_dict("index")
    assert {name: tuple(each.values()) for name, each in readings.items()} == {
        "FZ-Verbund Ahlkedörfer": ("above", "above"),
        "FZ-Verbund Südrand": ("above", "within"),
        "FZ-Verbund Wendelrade": ("within", "within"),
    }
    for name in readings:
        assert found.loc[name, "pairwise_m"] == pytest.approx(hand.farthest(name))
