"""Reading a project with all its files."""

from pathlib import Path

import pytest

from sozialraum.errors import InputError, Problem
from sozialraum.model.inputs import Inputs
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project


def read(project: Path) -> Inputs:
    """All that the project names."""
    return read_inputs(read_project(project))


def refused(project: Path) -> tuple[Problem, ...]:
    """What is wrong with a project that is not read."""
    with pytest.raises(InputError) as error:
        read(project)
    return error.value.problems
