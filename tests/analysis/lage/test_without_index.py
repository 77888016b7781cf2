"""A project that asks for an index and gets none is told why, and for which dates."""

from pathlib import Path
from typing import Any

import pytest
from built import built
from rows import column, of

from sozialraum.model.codes import Code

CUTS = "cuts = [-0.5, 0.5]"


def told(folder: Path, texts: dict[str, dict[str, str]] | None = None) -> list[tuple[str, dict[str, Any]]]:
    results = built(folder, texts).results
    wanted = {Code.INDEX_CITY_UNKNOWN, Code.INDEX_NO_SPREAD, Code.INDEX_TOO_FEW, Code.INDEX_NO_DATE}
    return [(str(one.code), dict(one.fields)) for one in results.problems if one.code in wanted]


def test_an_index_that_exists_needs_no_word(tmp_path: Path) -> None:
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (f'{CUTS}\nexcluded = [{{ area = "hafen", because = {{ de = "x" }} }}]', "2023-12-31"),
        (f'{CUTS}\nperiods = ["2021"]', "2021"),
    ],
)
def test_too_few_areas_to_compare(tmp_path: Path, new: str, expected: str) -> None:
    assert told(tmp_path, {"projekt.toml": {CUTS: new}}) == [("SR-192", {"periods": expected, "fewest": "3"})]


def test_no_value_of_the_city_to_measure_from(tmp_path: Path) -> None:
    """Of single parents in Mitte only the share is known, so the city has none."""
    texts = {
        "projekt.toml": {CUTS: f'{CUTS}\nzero = "city"'},
        "indicators/anteile.csv": {"Mitte;Alleinerziehende;2023;;15;150;": "Mitte;Alleinerziehende;2023;10,0;;;"},
    }
    assert told(tmp_path, texts) == [("SR-190", {"periods": "2023-12-31"})]


@pytest.mark.slow
def test_no_date_at_which_everything_is_known(tmp_path: Path) -> None:
    results = built(tmp_path, {"indicators/anteile.csv": {"Alleinerziehende;2023": "Alleinerziehende;2021"}}).results
    assert Code.INDEX_NO_DATE in {one.code for one in results.problems}
    assert column(of(results.situation.measures, measure_id="lage_index")) == {}
