"""Whatever happens to a city's files: reading says what is wrong, or everything after it succeeds."""

import os
import tempfile
from pathlib import Path

import pytest
from cities import write_city
from fuzz.damage import USUAL, Files, flipped_bytes, moved_lines, odd_cells, odd_geometry, odd_project
from fuzz.lage import lage_files, odd_lage
from hypothesis import HealthCheck, event, given, settings

from sozialraum import pipeline
from sozialraum.errors import InputError
from sozialraum.pipeline import CityBuild
from sozialraum.presentation.words.texts import problem_text, texts
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project

FULL = os.environ.get("SOZIALRAUM_FUZZ") == "full"
EXAMPLES = int(os.environ.get("SOZIALRAUM_FUZZ_EXAMPLES", "500"))
HOW = settings(
    max_examples=EXAMPLES if FULL else 6,
    derandomize=not FULL,  # the gate tries the same few each time, so it never fails by chance
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def outcome(folder: Path) -> str:
    """Either "refused", with sentences that can be read, or "built"; anything else comes out as it was raised."""
    try:
        project = read_project(folder)
        build = CityBuild(project.project, read_inputs(project))
    except InputError as error:
        problems = error.problems
    else:
        assert not any(problem.is_error for problem in build.published.problems)
        pages = [name for name, _ in build.files() if name.endswith(".html")]
        assert len(pages) == build.file_count - 1
        return "built"
    assert any(problem.is_error for problem in problems)
    for problem in problems:
        for language in ("de", "en"):
            assert problem_text(problem, texts(language)).startswith(problem.code)
    return "refused"


def tried(files: Files) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_city(Path(folder), add=files)
        event(outcome(Path(folder)))


@HOW
@given(files=flipped_bytes())
def test_bytes(files: Files) -> None:
    tried(files)


@HOW
@given(files=moved_lines())
def test_lines(files: Files) -> None:
    tried(files)


@HOW
@given(files=odd_cells())
def test_cells(files: Files) -> None:
    tried(files)


@HOW
@given(files=odd_project())
def test_project(files: Files) -> None:
    tried(files)


@HOW
@given(files=odd_lage())
def test_lage(files: Files) -> None:
    tried(files)


@HOW
@given(files=odd_geometry())
def test_geometry(files: Files) -> None:
    tried(files)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[500000, 5700000]]]", "[500000, 5702881]]]", "built"),  # a ring that does not close
        ('"NAME": "Hafen"', '"NAME": "Hafen", "STAND": true', "built"),  # attributes of two kinds in one column
        ('"NAME": "Hafen"', '"NAME": "Hafen", "STAND": 1.5', "built"),
        ("[501000, 5700000]", "[501000, -6.04e16]", "refused"),  # PROJ counts on round the Earth
        ("[501000, 5700000]", "[Infinity, 5700000]", "refused"),
        ("[501000, 5700000]", "[501000, NaN]", "refused"),
    ],
)
def test_what_was_found_once(tmp_path: Path, old: str, new: str, expected: str) -> None:
    name = "boundaries/stadtteile.geojson"
    text = USUAL[name].replace('"NAME": "Nord"', '"NAME": "Nord", "STAND": "alt"')
    assert old in text
    write_city(tmp_path, add={name: text.replace(old, new, 1)})
    assert outcome(tmp_path) == expected


def test_the_sections_of_the_lage_are_damaged_where_they_were_sound(tmp_path: Path) -> None:
    """Else every damage would be refused for what was wrong before."""
    write_city(tmp_path, add=lage_files())
    assert outcome(tmp_path) == "built"


def test_both_outcomes_and_a_fault_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_city(tmp_path)
    assert outcome(tmp_path) == "built"
    (tmp_path / "indicators/anteile.csv").write_text("", encoding="utf-8")
    assert outcome(tmp_path) == "refused"
    write_city(tmp_path)
    monkeypatch.setattr(pipeline, "analyse", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        outcome(tmp_path)
