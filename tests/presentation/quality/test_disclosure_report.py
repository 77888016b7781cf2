"""`sozialraum check` says which rule holds for which data, and which sources nobody has decided about."""

from pathlib import Path

import pytest
from sources.disclosed import DOMINANCE, MAPPED, NO_DOMINANCE, OF_CLASS, VALUE, with_rule

from sozialraum.model.schutzklassen import schutzklassen
from sozialraum.presentation.quality.disclosure_report import disclosure_section
from sozialraum.presentation.quality.grid import Section
from sozialraum.presentation.words.texts import texts
from sozialraum.sources.project import read_project

CLASSES = {
    "[sources.geo]\n": '[sources.geo]\nschutzklasse = "ba"\n',
    'source = "melderegister"\n\n[[indicators]]\nid = "single_parents"': 'source = "geo"\n\n'
    '[[indicators]]\nid = "single_parents"',
    "[sources.jugendamt]\n": '[sources.jugendamt]\ndisclosure = "as_published"\n',
}


def section(
    folder: Path, language: str = "de", behind: str = OF_CLASS, changes: dict[str, str] | None = None
) -> Section:
    project = read_project(with_rule(CLASSES | (changes or {}), behind)(folder)).project
    classes = schutzklassen(project.indicators, project.sources, {})
    return disclosure_section(project, classes, texts(language))


def rows(found: Section) -> dict[str, list[str]]:
    (grid,) = found.grids
    return {row[0]: list(row[1:]) for row in grid.rows}


def test_each_rule_has_a_column_and_says_for_what_it_holds(tmp_path: Path) -> None:
    found = section(tmp_path, behind=OF_CLASS + OF_CLASS.replace("oeffentlich.klassen.ba", "intern"))
    (grid,) = found.grids
    assert [one.label for one in grid.columns] == [
        "Angabe",
        "öffentlich: Register der Stadt",
        "öffentlich: Arbeitsmarktstatistik",
        "intern: Register der Stadt, Arbeitsmarktstatistik",
    ]
    table = rows(found)
    assert table["Kennzahlen"] == ["3", "1", "4"]
    assert table["Kleinste Anzahl"] == ["5", "3", "3"]
    assert table["Runden auf"] == ["nicht runden"] * 3
    assert table["Grundlage"][1] == "Vereinbarung mit der Statistik der BA (erfunden)"


def test_sources_that_nobody_has_decided_about_are_named(tmp_path: Path) -> None:
    said = " ".join(section(tmp_path).sentences)
    assert "wie das Register der Stadt behandelt: melderegister." in said
    assert "nichts gesperrt: jugendamt." in said
    assert "nur Dinge zählen und deshalb frei sind: 1." in said


@pytest.mark.parametrize("language", ["de", "en"])
def test_dominance_and_rounding_are_told_in_both_languages(language: str, tmp_path: Path) -> None:
    changes = {NO_DOMINANCE: DOMINANCE, 'rounding = "keine"\n': "rounding = 5\n", VALUE: MAPPED}
    told = list(rows(section(tmp_path, language, changes=changes)).values())
    assert any("p = 10" in row[0] for row in told)
    assert any(row[0] == "5" for row in told)


def test_social_data_are_always_withheld_below_the_city(tmp_path: Path) -> None:
    changes = {"[sources.melderegister]\n": '[sources.melderegister]\nschutzklasse = "sozialdaten"\n'}
    table = rows(section(tmp_path, changes=changes))
    assert table["Unterhalb der Stadt"] == ["Sozialdaten immer gesperrt", "nach der Regel"]
