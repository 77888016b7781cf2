"""What planning tells of schools, classes, offers and residence gives away what it is a sum of."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, cast

import pandas as pd
import pytest
from analysis.audit.riddles import areas, rules

from sozialraum.analysis.audit.children import coverage_riddle
from sozialraum.analysis.audit.exposed import exposed, given_away
from sozialraum.analysis.audit.pupils import pupils_riddle
from sozialraum.analysis.audit.queues import school_riddle
from sozialraum.analysis.audit.residence import residence_riddle
from sozialraum.analysis.audit.riddle import Riddle, cells_of, counts, joined
from sozialraum.analysis.audit.taken import taken_riddle
from sozialraum.model.cohorts import Cohorts
from sozialraum.model.planning import Planning
from sozialraum.model.planning_tables import CLASSES, GANZTAG, PUPILS, REGISTRATIONS, USE
from sozialraum.model.rules import Coverage
from sozialraum.model.school_rules import GanztagClaim
from sozialraum.model.tables import MEASURES, OFFERS, frame

BY = rules()
YEAR = "2024/25"
CLAIM = cast(GanztagClaim, SimpleNamespace(claims=[SimpleNamespace(year=YEAR, classes=[1])]))
OFFER = cast(Coverage, SimpleNamespace(id="kita", cohorts=["one", "two"], offers=["kita"], target_groups=["u3"]))
GROUPS = cast(
    Cohorts, SimpleNamespace(groups=[SimpleNamespace(id="one", claim=True), SimpleNamespace(id="two", claim=False)])
)


def found(*riddles: Riddle) -> list[str]:
    one = joined(riddles)
    return sorted(f"{each.what} {each.group} {each.period}" for each in given_away(one, exposed(one)))


def schools(registered: dict[str, float], classes: dict[str, Any]) -> Riddle:
    true = frame(
        REGISTRATIONS,
        [
            {"facility_id": "s", "year": year, "children": count, "counted_on": "2024-11-15", "source_id": ""}
            for year, count in registered.items()
        ],
    )
    rows = frame(CLASSES, [{"facility_id": "s", "year": YEAR} | classes])
    return school_riddle(true, Planning(classes=rows), BY)


def pupils(classes: list[float], ganztag: Mapping[str, Mapping[str, float]], registered: Riddle) -> list[str]:
    """Classes 1 to 4 of one school in 2024/25, and what the edition tells of each year."""
    true = frame(
        PUPILS,
        [
            {"facility_id": "s", "year": YEAR, "school_class": at + 1, "children": count, "source_id": ""}
            for at, count in enumerate(classes)
        ],
    )
    told = frame(GANZTAG, [{"facility_id": "s", "year": year, **row} for year, row in ganztag.items()])
    return found(registered, pupils_riddle(true, registered, told, CLAIM, BY))


def test_pupils_of_each_class_times_classes_are_the_pupils_of_a_school() -> None:
    assert found(schools({YEAR: 3}, {})) == []
    assert found(schools({YEAR: 3}, {"children": 3})) == [f"registered s {YEAR}"]
    assert found(schools({YEAR: 3}, {"classes": 2, "per_class": 1.5})) == [f"registered s {YEAR}"]


def test_of_several_counts_of_a_school_the_newest_is_told() -> None:
    rows = [
        {"facility_id": "s", "year": YEAR, "children": count, "counted_on": day, "source_id": ""}
        for day, count in (("2024-10-01", 20.0), ("2024-11-15", 3.0))
    ]
    told = frame(CLASSES, [{"facility_id": "s", "year": YEAR, "children": 3.0}])
    assert found(school_riddle(frame(REGISTRATIONS, rows), Planning(classes=told), BY)) == [f"registered s {YEAR}"]


def test_pupils_with_and_without_a_claim() -> None:
    """Class 1 alone has a claim: 3 with one are class 1, 47 of 50 leave 3."""
    nobody = Riddle()
    assert pupils([3, 16, 15, 16], {YEAR: {"children": 50}}, nobody) == []
    assert pupils([3, 16, 15, 16], {YEAR: {"children": 50, "entitled": 3}}, nobody) == [
        f"pupils:class s:1 {YEAR}",
        f"pupils:entitled s {YEAR}",
    ]
    with_claim = {YEAR: {"children": 50, "entitled": 47}}
    assert pupils([47, 3, 0, 0], with_claim, nobody) == [f"pupils:not_entitled s {YEAR}"]


def test_pupils_of_two_years_differ_by_who_comes_and_who_goes() -> None:
    """66 and 66 - 22 + 3: whoever knows that 22 leave finds 3 who come; they alone have a claim, too."""
    coming = schools({"2025/26": 3}, {})
    years = {YEAR: {"children": 66}, "2025/26": {"children": 47}}
    assert pupils([20, 3, 21, 22], years, coming) == []
    years["2025/26"]["entitled"] = 3
    assert "registered s 2025/26" in pupils([20, 3, 21, 22], years, coming)


def heads(**told: float | None) -> Riddle:
    """Children of the groups one and two of area a."""
    rows = pd.DataFrame([{"group": group, "truth": 3.0 if group == "one" else 20.0} for group in told])
    numbers = pd.Series(list(told.values()), dtype="Float64")
    return Riddle(
        cells_of(
            counts(
                rows,
                what="children",
                area_id="a",
                period=YEAR,
                told=numbers,
                truth=rows["truth"],
                bound=True,
                whole=True,
                rule="register",
            ),
            BY.by_name,
        )
    )


@pytest.mark.parametrize(("measure", "value"), [("children", 23.0), ("children_entitled", 3.0)])
def test_children_of_an_offer_are_those_of_its_groups(measure: str, value: float) -> None:
    groups = heads(one=None, two=20)
    rows = [{"area_id": "a", "target_group": "kita", "period": YEAR, "measure_id": measure, "value": value}]
    told = coverage_riddle(groups, frame(MEASURES, rows), [OFFER], GROUPS, BY)
    assert found(groups) == []
    assert f"children one {YEAR}" in found(groups, told)


def residence(**told: float) -> list[str]:
    """Of 20 children in the house of area a three live in b, where nobody has a house."""
    use = [
        {"facility_id": "k", "offer": "kita", "target_group": "u3", "period": YEAR, "home": home, "children": count}
        for home, count in (("a", 17.0), ("b", 3.0))
    ]
    rows = [
        {"area_id": "b", "target_group": "kita", "period": YEAR, "scenario": "bestand"}
        | {"measure_id": one, "value": value}
        for one, value in (told | {"places": 0.0, "children": 30.0, "places_from_outside": 0.0}).items()
    ]
    table = frame(USE, [one | {"source_id": ""} for one in use])
    members = {"a": ["a"], "b": ["b"]}
    args = (table, frame(MEASURES, rows), [OFFER], pd.Series({"k": "a"}), members, areas(), BY)
    return found(residence_riddle(*args))


def test_places_that_are_missing_by_residence_tell_who_has_one_elsewhere() -> None:
    """b needs 30 and misses 27: three have a place elsewhere."""
    assert residence(places_needed=30.0) == []
    assert residence(places_needed=30.0, places_missing_by_residence=27.0)
    assert residence(places_needed=2.0, places_spare_by_residence=1.0)
    assert residence(places_by_residence=3.0)


def test_houses_that_do_not_say_how_long_they_care_are_houses_of_their_own() -> None:
    """Three of 23 places of the area are taken in k; the other house tells its twenty."""
    row = {"offer": "kita", "target_group": "u3", "period": YEAR, "kind": "belegt"}
    houses = [row | {"facility_id": house, "places": count} for house, count in (("k", 3.0), ("m", 20.0))]
    true = frame(OFFERS, [one | {"source_id": ""} for one in houses])
    told = true.assign(places=true["places"].mask(true["facility_id"] == "k"))
    sums = {"area_id": "a", "target_group": "kita", "period": YEAR, "scenario": "bestand", "measure_id": "places"}
    taken = cast(Coverage, SimpleNamespace(id="kita", kind="belegt", offers=["kita"], target_groups=["u3"]))
    of_area = pd.Series({"k": "a", "m": "a"})
    for value, known in ((23.0, [f"taken k:kita:u3::: {YEAR}"]), (None, [])):
        measures = frame(MEASURES, [sums | {"value": value}])
        assert found(taken_riddle(true, told, measures, [taken], of_area, {"a": ["a"]}, BY)) == known
