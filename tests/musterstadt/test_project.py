"""projekt.toml of the invented city is a project of the newest schema and says that all is invented."""

import tomllib

from musterstadt.city_files import CITY

from sozialraum.model.fields import text_of
from sozialraum.sources.project import read_project


def test_it_is_read_without_a_fault() -> None:
    project = read_project(CITY / "projekt.toml").project
    assert project.city.name == "Musterstadt"
    assert len(project.facility_types) == 7
    assert len(project.planungsbezirke) == 2


def test_it_says_in_both_languages_that_everything_is_invented() -> None:
    project = read_project(CITY / "projekt.toml").project
    assert text_of(project.city.notice, "de") == "Fiktive Stadt: alle Werte erfunden"
    assert text_of(project.city.notice, "en") == "Fictional city: all values invented"
    assert all("erfunden" in source.publisher for source in project.sources.values())


def test_every_text_is_there_in_german_and_english() -> None:
    document = tomllib.loads((CITY / "projekt.toml").read_text(encoding="utf-8"))
    texts: list[dict[str, str]] = []

    def walk(node: object) -> None:
        if isinstance(node, dict):
            if "de" in node and all(isinstance(value, str) for value in node.values()) and set(node) <= {"de", "en"}:
                texts.append(node)
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(document)
    assert len(texts) > 60
    assert [text for text in texts if set(text) != {"de", "en"}] == []


def test_every_file_it_names_is_there() -> None:
    project = read_project(CITY / "projekt.toml").project
    named = [project.areas.file, *(each.file for each in (*project.planungsbezirke, *project.values))]
    named += [each.file for each in (*project.facility_types, *project.merkmal_files, *project.places)]
    assert [name for name in named if not (CITY / name).is_file()] == []
