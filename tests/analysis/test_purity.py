"""Each way to a file, a network or a program is refused to analysis, and to analysis alone."""

import io
import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FunctionType

import pytest
from analysis.purity import ANALYSIS, ImpureError


def _open(path: Path) -> object:
    with open(path, encoding="utf-8") as file:  # noqa: PTH123  # this very route is tried
        return file.read()


def _io_open(path: Path) -> object:
    with io.open(path, encoding="utf-8") as file:  # noqa: UP020  # this very route is tried
        return file.read()


def _os_open(path: Path) -> object:
    os.close(os.open(path, os.O_RDONLY))
    return None


def _connect(path: Path) -> object:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", 9))


ROUTES: dict[str, Callable[[Path], object]] = {
    "builtins.open": _open,
    "io.open": _io_open,
    "os.open": _os_open,
    "Path.read_text": lambda path: path.read_text(encoding="utf-8"),
    "Path.write_text": lambda path: path.write_text("x", encoding="utf-8"),
    "os.listdir": lambda path: list(path.parent.iterdir()),
    "socket.connect": _connect,
    "subprocess": lambda path: subprocess.run([sys.executable, "-c", ""], check=True),
    "sqlite3": lambda path: sqlite3.connect(":memory:").close(),
}


def as_if_in_analysis(function: Callable[[Path], object]) -> Callable[[Path], object]:
    """The same function, as if its file lay in the room of analysis."""
    assert isinstance(function, FunctionType)
    code = function.__code__.replace(co_filename=str(Path(ANALYSIS) / "breach.py"))
    return FunctionType(code, function.__globals__, closure=function.__closure__)


@pytest.mark.parametrize("route", ROUTES)
def test_analysis_cannot_go_this_way(route: str, tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_text("something", encoding="utf-8")
    with pytest.raises(ImpureError):
        as_if_in_analysis(ROUTES[route])(path)


@pytest.mark.parametrize("route", ROUTES)
def test_others_can(route: str, tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_text("something", encoding="utf-8")
    ROUTES[route](path)
    assert path.exists()


def test_analysis_may_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "late_module_of_this_test.py").write_text("ANSWER = 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))

    def late(path: Path) -> object:
        import late_module_of_this_test  # type: ignore[import-not-found]  # written above

        return late_module_of_this_test.ANSWER

    assert as_if_in_analysis(late)(tmp_path) == 1
