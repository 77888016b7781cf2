"""Who may import whom: the rules of pyproject.toml hold, and each of them would report a breach."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("cli", "pipeline", "sources", "analysis", "presentation", "model", "errors")


def lint(folder: Path, source: Path) -> subprocess.CompletedProcess[str]:
    """Run the import rules of folder/pyproject.toml over the package that lies in source."""
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert program, "lint-imports belongs to the extra 'test'"
    environment = {**os.environ, "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [program, "--no-cache", "--config", str(folder / "pyproject.toml")]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    """A package with the same rooms and nothing in them, under the same rules."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for room in ROOMS:
        (tmp_path / "src" / "sozialraum" / room).mkdir(parents=True)
        (tmp_path / "src" / "sozialraum" / room / "__init__.py").touch()
    (tmp_path / "src" / "sozialraum" / "__init__.py").touch()
    return tmp_path


def test_the_code_keeps_the_rules() -> None:
    done = lint(ROOT, ROOT / "src")
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_empty_skeleton_keeps_the_rules(skeleton: Path) -> None:
    done = lint(skeleton, skeleton / "src")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("room", "statement"),
    [
        ("analysis", "import sozialraum.presentation"),
        ("presentation", "import sozialraum.sources"),
        ("sources", "import sozialraum.analysis"),
        ("model", "import sozialraum.analysis"),
        ("errors", "import sozialraum.model"),
        ("pipeline", "import sozialraum.cli"),
        ("analysis", "import folium"),
        ("analysis", "import pathlib"),
        ("analysis", "import urllib.request"),
        ("model", "import subprocess"),
        ("model", "import pyogrio"),
    ],
)
def test_a_breach_is_reported(skeleton: Path, room: str, statement: str) -> None:
    (skeleton / "src" / "sozialraum" / room / "breach.py").write_text(statement + "\n", encoding="utf-8")
    done = lint(skeleton, skeleton / "src")
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"sozialraum.{room}.breach" in done.stdout
