"""The schema for editors and the reference for people say what the model says."""

import json
import tomllib
from itertools import pairwise

import pytest
from cities import PROJECT

from sozialraum.sources.schema import project_reference, project_schema


def test_the_schema_is_stable_and_complete() -> None:
    assert project_schema() == project_schema()
    schema = json.loads(project_schema())
    assert "schema" in schema["required"]
    assert set(tomllib.loads(PROJECT)) <= set(schema["properties"])
    rule = schema["$defs"]["DisclosureRule"]
    assert set(rule["required"]) == set(rule["properties"]), "no part of a rule has a default"
    assert schema["$defs"]["AudienceRule"]["required"] == rule["required"]
    assert not any("default" in one for one in rule["properties"].values())


def test_an_indicator_of_the_catalogue_needs_use_alone() -> None:
    indicator = json.loads(project_schema())["$defs"]["Indicator"]
    assert {"required": ["use"]} in indicator["anyOf"]
    assert "required" not in indicator


def test_the_reference_has_every_section_and_a_meaning_for_every_key() -> None:
    reference = project_reference()
    headings = [line.removeprefix("## ").strip("`") for line in reference.splitlines() if line.startswith("## ")]
    assert headings[:3] == ["projekt.toml", "[city]", "[areas]"]
    assert {"[sources.<id>]", "[[values.columns]]", "[disclosure.oeffentlich]"} - set(headings) == {
        "[[values.columns]]"
    }
    assert len(set(headings)) == len(headings)
    rows = [line for line in reference.splitlines() if line.startswith("| `")]
    assert len(rows) > 150
    for row in rows:
        assert all(cell.strip() for cell in row.replace("\\|", "").strip("|").split("|")), row


def test_the_reference_says_what_must_be_there() -> None:
    lines = project_reference().splitlines()
    start = lines.index("## `[disclosure.oeffentlich]`")
    (row,) = [line for line in lines[start : start + 8] if line.startswith("| `min_count`")]
    assert "**Pflicht**" in row


@pytest.mark.parametrize("text", [project_schema(), project_reference()])
def test_both_end_with_one_line_feed(text: str) -> None:
    assert text.endswith("\n")
    assert not any(one == two == "\n" for one, two in pairwise(text[-2:]))
