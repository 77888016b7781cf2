"""An audit hook that refuses files, networks and programs while a function of analysis runs.

Import rules cannot see open(), and replacing builtins.open misses Path.read_text, io.open and os.open. The hook sees
what CPython itself reports, looks for a frame of analysis among the callers, and lets imports through.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType

import sozialraum.analysis

ANALYSIS = str(Path(sozialraum.analysis.__file__).parent)
IMPORTING = "<frozen importlib"
REFUSED = (
    "open",
    "os.",
    "shutil.",
    "socket.",
    "subprocess.",
    "sqlite3.",
    "urllib.",
    "tempfile.",
    "glob.",
    "ctypes.dlopen",
)


class ImpureError(Exception):
    """A function of analysis touched the world."""


_watch = Event()


def _audit(event: str, args: tuple[object, ...]) -> None:
    if _watch.is_set() and event.startswith(REFUSED) and _called_by_analysis(sys._getframe(1)):
        raise ImpureError(f"{event} {args!r}")


def _called_by_analysis(frame: FrameType | None) -> bool:
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(IMPORTING):
            return False
        if file.startswith(ANALYSIS):
            return True
        frame = frame.f_back
    return False


sys.addaudithook(_audit)


@contextmanager
def watched() -> Iterator[None]:
    """The hook is on inside this block. There is no way to take an audit hook away again."""
    _watch.set()
    try:
        yield
    finally:
        _watch.clear()
