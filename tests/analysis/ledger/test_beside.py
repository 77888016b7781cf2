"""The internal edition tells whatever the public one tells: whoever reads it has both."""

import re

import pytest
from built import built
from cities import with_intern

from sozialraum.model.published import Published
from sozialraum.pipeline import CityBuild

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> CityBuild:
    """Single parents: hafen 24, nord 4, mitte 2, city 30; the public rule hides 1 to 4, the internal one 1 and 2."""
    rule = with_intern()
    for old, new in rule["projekt.toml"].items():
        rule["projekt.toml"][old] = re.sub(r"(\[disclosure\.intern\]\n)min_count = 1", r"\1min_count = 3", new)
    assert "min_count = 3" in str(rule)
    few = {
        "Nord;Alleinerziehende;2023;;20;100;": "Nord;Alleinerziehende;2023;;4;100;",
        "Mitte;Alleinerziehende;2023;;15;150;": "Mitte;Alleinerziehende;2023;;2;150;",
    }
    return built(tmp_path_factory.mktemp("beide"), rule | {"indicators/anteile.csv": few})


def status(edition: Published, area_id: str) -> str:
    rows = edition.indicators.set_index(["area_id", "indicator_id", "period"])["status"]
    return str(rows[area_id, "single_parents", "2023-12-31"])


def test_the_partner_of_a_small_number_is_one_that_the_public_edition_withholds_too(city: CityBuild) -> None:
    """Alone the internal edition would withhold hafen with mitte; beside the public one that tells 30 - 24 - 4."""
    assert [status(city.published, area) for area in ("hafen", "nord", "mitte")] == ["A", "Q", "Q"]
    assert [status(city.internal.published, area) for area in ("hafen", "nord", "mitte")] == ["A", "Q", "Q"]


def test_nothing_is_withheld_inside_that_is_told_outside(city: CityBuild) -> None:
    key = ["area_id", "indicator_id", "period", "group"]
    outside, inside = (
        {tuple(row) for row in one.indicators.loc[one.indicators["status"] == "Q", key].to_numpy()}
        for one in (city.published, city.internal.published)
    )
    assert inside <= outside
    assert inside
