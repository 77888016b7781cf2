"""The invented city of geodata/musterstadt, worked out and published once in a test run, whoever asks first.

What one process has made lies as a pickle in the temporary folder of the run; the others read it. Nobody changes it.
"""

import pickle
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from running import ROOT, build_here, once

from sozialraum.analysis.disclosure import publish
from sozialraum.analysis.everything import analyse
from sozialraum.model.inputs import Results
from sozialraum.model.project import Project
from sozialraum.model.published import Audience, Published
from sozialraum.pipeline import CityBuild
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project

CITY = ROOT / "geodata" / "musterstadt"
RUN: list[pytest.TempPathFactory] = []  # of this run, put here by tests/conftest.py
FAILED: dict[str, Exception] = {}  # what could not be made is not tried again for every test


@cache
def worked_out() -> Results:
    """Everything the program works out of the city, unsuppressed."""

    def make() -> Results:
        folder = read_project(CITY)
        return analyse(folder.project, read_inputs(folder))

    found: Results = _kept("results", make)
    return found


@cache
def published() -> Published:
    """Its public edition, audited."""
    found: Published = _kept("published", lambda: publish(worked_out(), project(), Audience.OEFFENTLICH))
    return found


@cache
def project() -> Project:
    return read_project(CITY).project


def invented_pages() -> Path:
    """The folder of the pages of its public edition, written by the command line."""

    def made(*arguments: Any, **more: Any) -> CityBuild:
        build = CityBuild(*arguments, **more)
        vars(build).update(results=worked_out(), published=published())
        return build

    def make(out: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sozialraum.cli.build.CityBuild", made)
            assert build_here([CITY], out) == 0

    published()  # first, so that nobody waits for two things at once
    return once(RUN[-1], "maps-musterstadt", make) / "musterstadt"


def _kept(name: str, make: Callable[[], object]) -> Any:
    def write(folder: Path) -> None:
        if name in FAILED:
            raise FAILED[name]
        try:
            made = make()
        except Exception as error:
            FAILED[name] = error
            raise
        with (folder / "kept.pickle").open("wb") as file:
            pickle.dump(made, file)

    with (once(RUN[-1], f"musterstadt-{name}", write) / "kept.pickle").open("rb") as file:
        return pickle.load(file)  # noqa: S301  # written by this run
