"""The command line in a process of its own, and folders compared byte for byte."""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from sozialraum.cli.build import build_cities
from sozialraum.presentation.texts import texts

PROGRAM = "from sozialraum.cli import main; main()"
ROOT = Path(__file__).resolve().parents[1]
TAKEN_OVER = ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH", "PROJ_DATA", "VIRTUAL_ENV")


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """What a process needs to run, and nothing that would choose a language, zone or seed."""
    return {name: os.environ[name] for name in TAKEN_OVER if name in os.environ} | dict(changes or {})


def sozialraum(
    *arguments: str | Path, folder: Path, env: Mapping[str, str] | None = None, python: Iterable[str] = ()
) -> subprocess.CompletedProcess[str]:
    """Run `sozialraum` with these arguments in that working folder; output is decoded, status not looked at.

    Args:
        python: options for the interpreter, e.g. ("-X", "importtime").
    """
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
