"""The small city of tests/cities.py, read and built."""

from collections.abc import Mapping
from pathlib import Path

from cities import write_city

from sozialraum.pipeline import CityBuild
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project


def built(folder: Path, replace: Mapping[str, Mapping[str, str]] | None = None, **more: object) -> CityBuild:
    """The city, written into the folder with these replacements and built from there."""
    project = read_project(write_city(folder, replace, **more))  # type: ignore[arg-type]  # see write_city
    return CityBuild(project.project, read_inputs(project))
