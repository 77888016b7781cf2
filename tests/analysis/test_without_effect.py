"""What a project asks for and its data cannot give is told, with the dates there are."""

from pathlib import Path

import pytest
from built import built

CUTS, PROFILE = "cuts = [-0.5, 0.5]", "[profile]"
SHARES = "indicators/anteile.csv"
CODES = {"SR-164", "SR-165", "SR-166", "SR-167", "SR-168"}
VERSION = """
[[lage_index.versions]]
since = "{since}"
because = {{ de = "erfunden" }}
parts = [{{ indicator = "sgb2_u18" }}, {{ indicator = "single_parents", weight = 2 }}]

[gaps]"""
YEARLY = {"Nord;SGB II;2022;22,5;27;120;": "Nord;SGB II;2022;22,5;27;120;\nNord;Alleinerziehende;2022;;19;100;"}


def told(folder: Path, project: dict[str, str], shares: dict[str, str] | None = None) -> list[tuple[str, str, str]]:
    texts = {"projekt.toml": project, SHARES: shares or {}}
    problems = [one for one in built(folder, texts).results.problems if one.code in CODES]
    assert not any(one.is_error for one in problems)
    return [(str(one.code), str(one.column), str(one.value)) for one in problems]


def test_a_project_that_asks_for_nothing_of_the_kind(tmp_path: Path) -> None:
    assert told(tmp_path, {}) == []


@pytest.mark.parametrize(
    ("project", "expected"),
    [
        # dates: known are 2022-12-31 and 2023-12-31
        ({CUTS: f'{CUTS}\nperiods = ["2023-12-31", "2023"]'}, ("SR-164", "lage_index.periods", "2023")),
        (
            {CUTS: f'{CUTS}\nexcluded = [{{ area = "heide", because = {{ de = "x" }}, periods = ["2019-12-31"] }}]'},
            ("SR-164", "lage_index.excluded (heide)", "2019-12-31"),
        ),
        ({PROFILE: f"[findings]\nsince = 2024\n\n{PROFILE}"}, ("SR-164", "findings.since", "2024")),
        # a set of later than all values
        ({"[gaps]": VERSION.format(since="2024-01-01")}, ("SR-165", "lage_index.versions", "2024-01-01")),
        # single parents are known in 2023 alone
        ({CUTS: f"{CUTS}\ndynamics = {{ years = 1 }}"}, ("SR-168", "lage_index.dynamics", "")),
    ],
)
def test_what_the_dates_do_not_allow(tmp_path: Path, project: dict[str, str], expected: tuple[str, str, str]) -> None:
    assert told(tmp_path, project) == [expected]


def test_both_sides_of_a_pair_must_be_known(tmp_path: Path) -> None:
    pairs = {CUTS: f'{CUTS}\ndynamics = {{ pairs = {{ "2023-12-31" = "2020-12-31" }} }}'}
    assert told(tmp_path, pairs) == [("SR-164", "lage_index.dynamics.pairs", "2020-12-31")]


@pytest.mark.parametrize("since", ["2023-01-01", "2023-12-31"])
def test_a_set_that_holds(tmp_path: Path, since: str) -> None:
    assert told(tmp_path, {"[gaps]": VERSION.format(since=since)}) == []


@pytest.mark.slow
def test_two_dates_to_compare(tmp_path: Path) -> None:
    project = {CUTS: f"{CUTS}\ndynamics = {{ years = 1 }}"}
    assert told(tmp_path / "a", project, YEARLY) == []
    broken = {'id = "sgb2_u18"': 'id = "sgb2_u18"\nreihenbruch = ["2023-06-01"]'}
    assert [one[0] for one in told(tmp_path / "b", project | broken, YEARLY)] == ["SR-168"]


def test_smoothed_needs_counts(tmp_path: Path) -> None:
    """Of the children in SGB II numerators are known; without those of single parents there is nothing to smooth."""
    project = {PROFILE: f'[uncertainty]\nsmoothed = ["sgb2_u18", "single_parents"]\n\n{PROFILE}'}
    assert told(tmp_path / "a", project) == []
    without = {";;20;100;": ";20;;;", ";;15;150;": ";10;;;", ";;24;60;": ";40;;;"}
    expected = ("SR-166", "uncertainty.smoothed", "single_parents")
    assert told(tmp_path / "b", project, without) == [expected]


def test_pooled_needs_years(tmp_path: Path) -> None:
    """The project turns the years of the file into days, so no year is there to be taken together with another."""
    reference = 'id = "sgb2_u18"\nzeitbezug = "jahr"'
    project = {
        PROFILE: f'[uncertainty]\npooled = [{{ indicator = "sgb2_u18", years = 2 }}]\n\n{PROFILE}',
        'rolle = "lage"\nraumbezug = "wohnort"\nzeitbezug = "stichtag"': 'rolle = "lage"\nraumbezug = "wohnort"',
        'id = "sgb2_u18"': reference,
        'id = "single_parents"': 'id = "single_parents"\nzeitbezug = "jahr"',
    }
    assert told(tmp_path / "a", project) == [("SR-167", "uncertainty.pooled", "sgb2_u18")]
    assert told(tmp_path / "b", project | {'stichtag = "12-31"\n': ""}) == []
