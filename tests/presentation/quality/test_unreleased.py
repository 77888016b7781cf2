"""The office reads what stands out: a few sentences of every area, each with the lines that release it."""

import tomllib

from sozialraum.model.findings import Finding, Noticed, Release
from sozialraum.pipeline import CityBuild
from sozialraum.presentation.quality.unreleased import SHORT, release_lines, unreleased_section, unreleased_sentences
from sozialraum.presentation.words.texts import Texts

NAMES = {"city": "Musterstadt", "nord": "Nord", "mitte": "Mitte"}


def noticed(area_id: str, rule: str, strength: float, released: bool = False, publishable: bool = True) -> Noticed:
    weight = "burden" if rule == "above_city" else "strength"
    found = Finding(
        area_id=area_id,
        rule=rule,  # type: ignore[arg-type]  # rules by name
        weight=weight,  # type: ignore[arg-type]  # weights by name
        indicator_id="sgb2_u18",
        period="2023-12-31",
        numbers={"value": 20 + strength, "rest": 20},
        strength=strength,
    )
    return Noticed(found, released, publishable)


def test_released_ones_are_left_out_and_withheld_ones_have_no_lines(city: CityBuild, german: Texts) -> None:
    every = [
        noticed("nord", "above_city", 1),
        noticed("mitte", "above_city", 3, released=True),
        noticed("mitte", "below_city", 2, publishable=False),
    ]
    told = unreleased_sentences(every, city.project, NAMES, german)
    assert [(one.area, one.toml is None) for one in told] == [("Mitte", True), ("Nord", False)]
    grid = unreleased_section(told, german, True).grids[0]
    assert [row[0] for row in grid.rows] == ["Mitte", "Nord"]
    assert grid.rows[0][3].startswith("nur intern")


def test_the_lines_release_this_sentence_and_no_other() -> None:
    document = tomllib.loads(release_lines(noticed('n"ord', "above_city", 1).finding))
    release = Release.model_validate(document["findings"]["release"][0])
    assert release == Release(rule="above_city", indicator="sgb2_u18", area='n"ord')


def test_a_short_report_lets_every_area_and_strengths_have_their_turn(city: CityBuild, german: Texts) -> None:
    many = [noticed("nord", "above_city", 10 + at / 10) for at in range(2 * SHORT)]
    few = [noticed("nord", "below_city", 0.6), noticed("mitte", "below_city", 0.7)]
    told = unreleased_sentences([*many, *few], city.project, NAMES, german)
    section = unreleased_section(told, german, False)
    rows = section.grids[0].rows
    assert len(rows) == SHORT
    assert {(row[0], row[2]) for row in rows} == {("Nord", "Belastung"), ("Nord", "Stärke"), ("Mitte", "Stärke")}
    assert f"{2 * SHORT + 2 - SHORT} weitere" in section.sentences[-1]
    assert len(unreleased_section(told, german, True).grids[0].rows) == 2 * SHORT + 2
    assert unreleased_section([], german, False).grids == []
