"""How much memory a way needs beyond what is there before it starts: the peak of a process of its own."""

import ctypes
import gc
import multiprocessing
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

STATUS, PEAK_FROM_NOW = Path("/proc/self/status"), "5"


def megabytes(way: Callable[[], Any]) -> float:
    """Peak of resident memory while the way runs, less what the process held before; nan where Linux is not there.

    The process is a copy of this one, so whatever the way reads stands there already and is not counted. Memory that
    was freed but is still held is given back first: else a way would fill it unseen, and seem to need almost nothing.
    """
    if not STATUS.exists():
        return float("nan")
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_measure, args=(way, there))
    with warnings.catch_warnings():
        # Python 3.12 warns of other threads, whose locks a copy might wait for; ours only pass on news of tests
        warnings.simplefilter("ignore", DeprecationWarning)
        child.start()
    there.close()
    try:
        return float(here.recv())
    finally:
        child.join()


def _measure(way: Callable[[], Any], told: Any) -> None:
    gc.collect()
    _give_back()
    Path("/proc/self/clear_refs").write_text(PEAK_FROM_NOW, encoding="ascii")
    before = _kilobytes("VmRSS")
    way()
    told.send((_kilobytes("VmHWM") - before) / 1024)


def _give_back() -> None:
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # of glibc only
    if trim is None:
        raise RuntimeError("freed memory cannot be given back here, so the figure would be too low")
    trim(0)


def _kilobytes(what: str) -> int:
    lines = STATUS.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:"))
