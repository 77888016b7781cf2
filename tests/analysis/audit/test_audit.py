"""The audit of whole editions: what is published of a small city is safe, and one leak in it is found."""

from dataclasses import replace

import pandas as pd
import pytest
from built import built
from canary.planning_city import planning_city

from sozialraum.analysis.audit.audit import audit
from sozialraum.model.published import Published
from sozialraum.pipeline import CityBuild

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> CityBuild:
    return built(tmp_path_factory.mktemp("city"))


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> CityBuild:
    return planning_city(tmp_path_factory.mktemp("planned"))


def found(city: CityBuild, published: Published) -> list[str]:
    return [one.what for one in audit(published, city.results, city.project).findings]


def test_an_edition_as_it_is_made_is_safe(city: CityBuild) -> None:
    assert found(city, city.published) == []


def test_the_planning_of_an_edition_is_safe(planned: CityBuild) -> None:
    result = audit(planned.published, planned.results, planned.project)
    assert result.findings == ()
    assert (result.ranges["needs"] > 0).any()


def test_one_withheld_number_told_is_found(city: CityBuild) -> None:
    """Three children under three in hafen, put back into the table."""
    rows = city.published.indicators
    hidden = (rows["status"] == "Q") & (rows["indicator_id"] == "children_u3") & (rows["area_id"] == "hafen")
    assert hidden.any()
    true = city.results.indicators.reset_index(drop=True)["value"]
    leaking = rows.reset_index(drop=True).copy()
    leaking.loc[hidden.to_numpy(), "value"] = true[hidden.to_numpy()]
    assert "children_u3" in found(city, replace(city.published, indicators=leaking))


def test_every_other_area_told_beside_their_sum_is_found(city: CityBuild) -> None:
    """As a city that withholds small numbers and nothing else would publish."""
    true, told = city.results.indicators.reset_index(drop=True), city.published.indicators.reset_index(drop=True)
    small = (true["value"] > 0) & (true["value"] < 5) & (told["status"] == "Q")
    naive = true.assign(value=true["value"].mask(small), status=true["status"].mask(small, "Q"))
    assert "children_u3" in found(city, replace(city.published, indicators=naive))


@pytest.mark.parametrize("table", ["years", "class_totals", "measures"])
def test_planning_that_withholds_nothing_is_found(planned: CityBuild, table: str) -> None:
    """As the office reads it; each of its tables alone would give something away."""
    office, edition = planned.results.planning, planned.published
    if table == "measures":
        ours = edition.measures["measure_id"].isin(office.measures["measure_id"])
        leaking = replace(edition, measures=pd.concat([edition.measures[~ours], office.measures], ignore_index=True))
    else:
        leaking = replace(edition, planning=replace(edition.planning, **{table: getattr(office, table)}))
    assert found(planned, leaking) != []


def test_planning_that_withholds_the_small_numbers_alone_is_found(planned: CityBuild) -> None:
    """Every child count below five is gone, and follows from the city and the others."""
    office = planned.results.planning.years
    rows = office.children
    small = (rows["value"] > 0) & (rows["value"] < 5)
    years = replace(
        office, children=rows.assign(value=rows["value"].mask(small), status=rows["status"].mask(small, "Q"))
    )
    leaking = replace(planned.published, planning=replace(planned.published.planning, years=years))
    assert "children" in found(planned, leaking)


@pytest.mark.parametrize("measure", ["betreuungsquote_pct", "places_missing_by_residence", "places_missing_in_parts"])
def test_one_measure_that_withholds_nothing_is_found(planned: CityBuild, measure: str) -> None:
    office, edition = planned.results.planning.measures, planned.published.measures
    tables = [edition[edition["measure_id"] != measure], office[office["measure_id"] == measure]]
    assert found(planned, replace(planned.published, measures=pd.concat(tables, ignore_index=True))) != []


def test_the_order_of_rows_changes_nothing(city: CityBuild) -> None:
    turned = replace(city.published, indicators=city.published.indicators.iloc[::-1].reset_index(drop=True))
    one, other = (audit(published, city.results, city.project) for published in (city.published, turned))
    assert one.findings == other.findings
    pd.testing.assert_frame_equal(one.ranges, other.ranges)
