"""The command line in a process of its own, and folders compared byte for byte."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from forking import forked

from sozialraum.cli.build import build_cities
from sozialraum.presentation.words.texts import texts

PROGRAM = "from sozialraum.cli import main; main()"
ROOT = Path(__file__).resolve().parents[1]
LONGEST_S = 600.0  # until one process is thought dead for which others wait
# Asked for when a command runs; others, as a locale or a hash seed, decide while Python starts or imports.
ASKED_LATE = {"COLUMNS", "SOZIALRAUM_LANG"}
TAKEN_OVER = ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH", "PROJ_DATA", "VIRTUAL_ENV")


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """What a process needs to run, and nothing that would choose a language, zone or seed."""
    return {name: os.environ[name] for name in TAKEN_OVER if name in os.environ} | dict(changes or {})


def sozialraum(
    *arguments: str | Path, folder: Path, env: Mapping[str, str] | None = None, python: Iterable[str] = ()
) -> subprocess.CompletedProcess[str]:
    """Run `sozialraum` with these arguments in that working folder; output is decoded, status not looked at.

    It is forked from a process that has imported it, unless something is asked that only a new one would show.

    Args:
        python: options for the interpreter, e.g. ("-X", "importtime").
    """
    if not python and hasattr(os, "fork") and set(env or {}) <= ASKED_LATE:
        return forked([*map(str, arguments)], folder, environment(env), environment())
    return started(*arguments, folder=folder, env=env, python=python)


def started(
    *arguments: str | Path, folder: Path, env: Mapping[str, str] | None = None, python: Iterable[str] = ()
) -> subprocess.CompletedProcess[str]:
    """The same in a process that begins with nothing imported."""
    return subprocess.run(
        [sys.executable, "-P", *python, "-c", PROGRAM, *map(str, arguments)],
        cwd=folder,
        env=environment(env),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def build_here(projects: Iterable[Path], out: Path, language: str = "de", data: Path | None = None) -> int:
    """Build in this process, which has imported everything already; exit status."""
    return build_cities(list(projects), out, data, texts(language))


def shared(name: str) -> Path:
    """A folder of ../shared/data; without it the test is skipped, but never where CI is set."""
    path = ROOT.parent / "shared" / "data" / name
    if not path.is_dir() and os.environ.get("CI"):
        pytest.fail(f"../shared/data/{name} is needed where CI is set")
    if not path.is_dir():
        pytest.skip(f"../shared/data/{name} is not here")
    return path


def example(name: str, out: Path) -> Path:
    """Build examples/<name> from the open data; the folder of its pages."""
    assert build_here([ROOT / "examples" / name], out, data=shared(name)) == 0
    return out / name


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that one process of this test run makes and all of them look at; nobody changes it.

    Args:
        factory: says where the run keeps its files.
        name: of what is made, the same wherever it is asked for.
        make: fills the folder it is given.
    """
    own = factory.getbasetemp()
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    made, making = run / name, run / f"{name}-making"
    until = time.monotonic() + LONGEST_S
    while not made.exists():
        assert time.monotonic() < until, f"{making} is in the way"
        try:
            making.mkdir()
        except FileExistsError:  # another process is at it, or gave up
            time.sleep(0.1)
            continue
        try:
            if not made.exists():
                half = factory.mktemp(name)
                make(half)
                half.rename(made)
        finally:
            making.rmdir()
    return made


def pages(factory: pytest.TempPathFactory, project: str, data: Path | None = None) -> Path:
    """The folder of a city's pages, built once in a test run; `project` is its folder, "geodata/musterstadt"."""
    name = Path(project).name

    def make(out: Path) -> None:
        assert build_here([ROOT / project], out, data=data) == 0

    return once(factory, f"maps-{name}", make) / name


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below the folder with its content, by its path in it; an empty folder as "path/"."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[f"{name}/"] = b""
    return found


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """Names of files that are in one tree only or have another content."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
