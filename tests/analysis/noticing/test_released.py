"""What of the findings leaves analysis: released ones, from published figures alone; the office is told the rest."""

from pathlib import Path
from typing import get_args

import pytest
from analysis.noticing.drawn import finding, told
from built import built

from sozialraum.analysis.disclosure import is_released
from sozialraum.analysis.situation import standing_out
from sozialraum.model.findings import FindingRule, Noticed, Release
from sozialraum.pipeline import CityBuild
from sozialraum.presentation.words.findings import sentence
from sozialraum.presentation.words.texts import texts

HEAD = "STADTTEIL;KENNZAHL;JAHR;QUOTE;ZAEHLER;NENNER;STATUS\n"
# 60 %, 5 % and 10 %; Heide 31/200, or 3/200, which is to be withheld (fewer than 5)
COUNTS = "Nord;SGB II;2023;;120;200;\nMitte;SGB II;2023;;10;200;\nHafen;SGB II;2023;;40;400;\n"
MANY, FEW = "Heide;SGB II;2023;;31;200;\n", "Heide;SGB II;2023;;3;200;\n"
RELEASE = '[[findings.release]]\nrule = "above_city"\n\n[profile]'


def city(folder: Path, heide: str, toml: str = "[profile]") -> CityBuild:
    shares = {"indicators/anteile.csv": HEAD + COUNTS + heide}
    return built(folder, {"projekt.toml": {"[profile]": toml}}, add=shares)


def of_rates(noticed: tuple[Noticed, ...]) -> dict[tuple[str, str], tuple[bool, bool]]:
    """(area, rule) -> (released, publishable) of the findings on the share."""
    return {
        (one.finding.area_id, one.finding.rule): (one.released, one.publishable)
        for one in noticed
        if one.finding.indicator_id == "sgb2_u18"
    }


@pytest.mark.parametrize(
    ("release", "lets_through"),
    [
        (Release(rule="above_city"), True),
        (Release(rule="above_city", indicator="x"), True),
        (Release(rule="above_city", area="nord"), True),
        (Release(rule="above_city", indicator="x", area="nord"), True),
        (Release(rule="below_city"), False),
        (Release(rule="above_city", indicator="y"), False),
        (Release(rule="above_city", area="mitte"), False),
        (Release(rule="above_city", indicator="x", area="city"), False),
    ],
)
def test_a_release_lets_through_what_it_names(release: Release, lets_through: bool) -> None:
    assert is_released(finding("above_city"), [release]) == lets_through


@pytest.mark.slow
def test_what_stands_out_is_the_same_with_and_without_the_rest_of_the_situation(tmp_path: Path) -> None:
    """`check` asks for the findings alone; ranks and likenesses, on which none rests, are not worked out for it."""
    build = city(tmp_path, FEW)
    results = build.results
    assert results.situation.findings
    alone = standing_out(build.project, results.indicators, results.members, results.supply)
    assert alone == results.situation.findings


@pytest.mark.slow
def test_nothing_is_released_by_itself(tmp_path: Path) -> None:
    assert is_released(finding("above_city"), []) is False
    build = city(tmp_path, MANY)
    assert build.published.findings == ()
    assert of_rates(build.noticed) == {
        ("nord", "above_city"): (False, True),
        ("mitte", "below_city"): (False, True),
        ("hafen", "below_city"): (False, True),
    }


@pytest.mark.slow
def test_only_released_findings_are_published(tmp_path: Path) -> None:
    build = city(tmp_path, MANY, RELEASE)
    assert told(build.published.findings) == [("nord", "above_city", "burden")]
    assert of_rates(build.noticed)[("nord", "above_city")] == (True, True)
    assert of_rates(build.noticed)[("mitte", "below_city")] == (False, True)


@pytest.mark.slow
def test_at_most_so_many_are_published(tmp_path: Path) -> None:
    rules = ("above_city", "below_city", "places_missing", "places_enough", "strained_index", "relieved_index")
    toml = "".join(f'[[findings.release]]\nrule = "{rule}"\n\n' for rule in rules)
    build = city(tmp_path, MANY, f"[findings]\nmost = 2\n\n{toml}[profile]")
    areas = [one.area_id for one in build.published.findings]
    assert areas
    assert max(areas.count(area) for area in areas) <= 2
    assert len(build.published.findings) < len(build.results.situation.findings)


ALL = "".join(f'[[findings.release]]\nrule = "{rule}"\n\n' for rule in get_args(FindingRule))


@pytest.mark.slow
def test_no_sentence_of_an_edition_tells_a_withheld_number(tmp_path: Path) -> None:
    """Three of Heide's 200 are withheld. The office is told that Heide lies below the rest with 1.5 %, and that no
    edition may say so; in the edition the others stand beside a rest that is made of published figures."""
    build = city(tmp_path, FEW, f"{ALL}[profile]")
    office = of_rates(build.noticed)
    assert office[("heide", "below_city")] == (True, False)
    assert office[("nord", "above_city")] == (True, True)
    own = {one.finding.area_id: one.finding for one in build.noticed if one.finding.indicator_id == "sgb2_u18"}
    assert "1,5\u202f%" in sentence(own["heide"], build.project, texts("de"))
    assert "nord" in {one.area_id for one in build.published.findings}
    assert "heide" not in {one.area_id for one in build.published.findings if one.indicator_id == "sgb2_u18"}
    for language in ("de", "en"):
        public = [sentence(one, build.project, texts(language)) for one in build.published.findings]
        assert not any(number in text for text in public for number in ("1,5\u202f%", "1.5\u202f%"))


@pytest.mark.slow
def test_without_a_sum_of_the_city_nothing_is_said_beside_it(tmp_path: Path) -> None:
    """Of Heide nothing is known at all: the city's share is not known, nor that of the rest."""
    build = city(tmp_path, "Heide;SGB II;2023;;;;\n", RELEASE)
    assert of_rates(build.noticed) == {}
