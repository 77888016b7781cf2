"""Builds a city again and again, each time stopped one step later; run as a process of its own.

    killed_driver.py FOLDER {kill|error} {exchange|rename}

FOLDER/alt.toml and FOLDER/neu.toml name nothing: FOLDER/alt and FOLDER/neu hold two states of the fixture city. Its
old state is built into FOLDER/karten; then every step of a build of the new state that touches that folder is the
last one once: a forked child is stopped there by SIGKILL, or by an error of the disk. One JSON line per step.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from running import build_here, differing, tree

from sozialraum.cli import build, output
from sozialraum.pipeline import CityBuild

MOST = 2_000
# Of each kind of file the first few: what is written for the others is written by the same lines.
FEW = {"": 4, "en": 2, "data": 3}
NEVER_STOPPED = 77
CITY = "musterstadt"


def stop_hook(out: Path, stop_at: int, how: str, reached: list[int]) -> Any:
    """An audit hook that stops the process at the step of that number (from 1) and notes that it did."""
    steps, text = 0, str(out)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal steps
        paths = [os.fsdecode(one) for one in arguments if isinstance(one, str | bytes | os.PathLike)]
        if not event.startswith("ctypes.dl") and not any(path.startswith(text) for path in paths):
            return
        steps += 1
        if steps == stop_at:
            reached.append(steps)
            if how == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(28, "No space left on device", text)

    return hook


def stopped(out: Path, project: Path, step: int, how: str) -> int:
    """How a build ended that was stopped at that step: minus the signal, its exit status, or NEVER_STOPPED."""
    child = os.fork()
    if child == 0:
        status, reached = 1, list[int]()
        try:
            sys.stdout = sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115  # the child ends with it
            sys.addaudithook(stop_hook(out, step, how, reached))
            status = build_here([project], out)
            status = status if reached else NEVER_STOPPED
        except OSError:
            status = 3
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def few(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The first files of each folder."""
    left = FEW.copy()
    for name, content in files:
        folder = name.rpartition("/")[0]
        left[folder] -= 1
        if left[folder] >= 0:
            yield name, content


def prepared(folder: Path) -> tuple[Path, dict[str, bytes]]:
    """The project to build, read and rendered beforehand, and what its folder of maps will hold."""
    project = folder / "neu" / "projekt.toml"
    builds = build._read_all([project], None, False, None)
    files = list(builds[0].files())
    build._read_all = lambda found, data, intern, previous: builds
    CityBuild.files = lambda city: iter(files)  # type: ignore[method-assign]  # this process ends soon
    build_here([project], folder / "soll")
    return project, tree(folder / "soll")


def state(found: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes]) -> str:
    """Whether a folder of maps shows the old pages, the new ones, or something between."""
    if not differing(found, old):
        return "old"
    return "new" if not differing(found, new) else "none" if not found else "broken"


def part(whole: dict[str, bytes], start: str) -> dict[str, bytes]:
    return {name.removeprefix(start): content for name, content in whole.items() if name.startswith(start)}


def main() -> None:
    folder, how, way = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    if way == "rename":
        output._exchanged = lambda one, other: False
    say = sys.stdout
    sys.stdout = sys.stderr
    every = CityBuild.files
    CityBuild.files = lambda city: few(every(city))  # type: ignore[method-assign]  # this process ends soon
    build_here([folder / "alt" / "projekt.toml"], folder / "vorher")
    before = tree(folder / "vorher")
    project, after = prepared(folder)
    out = folder / "karten"
    for step in range(1, MOST):
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(folder / "vorher", out)
        status = stopped(out, project, step, how)
        now = tree(out)
        kinds = [
            state(part(now, f"{name}/"), part(before, f"{CITY}/"), part(after, f"{CITY}/"))
            for name in (CITY, f".{CITY}.alt")
        ]
        pages = {name: content for name, content in now.items() if "/" not in name and not name.startswith(".")}
        whole = all(content in (before.get(name), after.get(name)) for name, content in pages.items())
        left = sorted({name.split("/")[0] for name in now if name.startswith(".")})
        again = build_here([project], out) if left else 0
        cleaned = not left or (again == 0 and not differing(tree(out), after))
        told = {"step": step, "status": status, "city": kinds[0], "aside": kinds[1], "beside": whole and bool(pages)}
        say.write(json.dumps(told | {"left": left, "cleaned": cleaned}) + "\n")
        if status == NEVER_STOPPED:
            return


if __name__ == "__main__":
    main()
