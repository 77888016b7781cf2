"""The hostile city, built once in a test run by the command line, whoever asks first; nobody changes it."""

import pickle
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from hostile.hostile_city import write_hostile_city
from running import once, sozialraum, tree


@dataclass(frozen=True)
class Hostile:
    """The hostile city after a build: where it lies, where its pages lie, what the program said."""

    folder: Path
    city: Path
    said: subprocess.CompletedProcess[str]
    before: dict[str, bytes]


def hostile_build(factory: pytest.TempPathFactory) -> Hostile:
    """
    Args:
        factory: says where the run keeps its files.
    """

    def make(made: Path) -> None:
        folder = made / "lauf"
        project = write_hostile_city(folder / "stadt")
        before = tree(folder)
        said = sozialraum("build", project, "--out", "karten", folder=folder, env={"COLUMNS": "80"})
        (made / "kept.pickle").write_bytes(pickle.dumps((said, before)))

    made = once(factory, "hostile-city", make)
    said, before = pickle.loads((made / "kept.pickle").read_bytes())  # noqa: S301  # written by this run
    assert said.returncode == 0, said.stderr
    cities = [path for path in (made / "lauf" / "karten").iterdir() if path.is_dir()]
    assert len(cities) == 1
    return Hostile(made / "lauf", cities[0], said, before)
