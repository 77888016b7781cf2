"""Whatever happens to a city's files: reading says what is wrong, or everything after it succeeds."""

import os
import tempfile
from pathlib import Path

import pytest
from cities import write_city
from fuzz.damage import Files, flipped_bytes, moved_lines, odd_cells, odd_geometry, odd_project
from hypothesis import HealthCheck, event, given, settings

from sozialraum import pipeline
from sozialraum.errors import InputError
from sozialraum.pipeline import CityBuild
from sozialraum.presentation.texts import problem_text, texts
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project

FULL = os.environ.get("SOZIALRAUM_FUZZ") == "full"
EXAMPLES = int(os.environ.get("SOZIALRAUM_FUZZ_EXAMPLES", "500"))
HOW = settings(
    max_examples=EXAMPLES if FULL else 8,
    derandomize=not FULL,  # the gate tries the same few each time, so it never fails by chance
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def outcome(folder: Path) -> str:
    """"refused" with sentences that can be read, or "built"; anything else comes out as it was raised."""
    try:
        project = read_project(folder)
        build = CityBuild(project.project, read_inputs(project))
    except InputError as error:
        assert any(problem.is_error for problem in error.problems)
        for problem in error.problems:
            for language in ("de", "en"):
                assert problem_text(problem, texts(language)).startswith(problem.code)
        return "refused"
    assert not any(problem.is_error for problem in build.published.problems)
    pages = dict(build.files())
    assert len([name for name in pages if name.endswith(".html")]) == build.file_count - 1
    return "built"


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
@given(files=odd_geometry())
def test_geometry(files: Files) -> None:
    tried(files)


def test_both_outcomes_and_a_fault_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_city(tmp_path)
    assert outcome(tmp_path) == "built"
    (tmp_path / "indicators/anteile.csv").write_text("", encoding="utf-8")
    assert outcome(tmp_path) == "refused"
    write_city(tmp_path)
    monkeypatch.setattr(pipeline, "analyse", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        outcome(tmp_path)
