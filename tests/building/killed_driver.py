"""Builds the fixture city again and again, each time stopped at a later step; run as a process of its own.

    killed_driver.py OUT PROJECT {kill|error} {exchange|rename}

OUT holds an earlier build. For every step of a build of PROJECT that touches OUT, a forked child is stopped there:
by SIGKILL, or by an error of the disk. One JSON line per step: whether the folder was as before or as after.
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from running import build_here, tree

from sozialraum.cli import output

MOST = 2_000


def watched(out: Path, stop_at: int, how: str, counts_only: Path | None = None) -> Any:
    """An audit hook that stops the process at the step of that number (from 1)."""
    steps = 0
    text = str(out)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal steps
        touches = event.startswith("ctypes.") or any(
            isinstance(one, str | bytes | os.PathLike) and text in os.fsdecode(one) for one in arguments
        )
        if not touches:
            return
        steps += 1
        if steps == stop_at:
            if how == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(28, "No space left on device", text)

    return hook


def stopped(out: Path, project: Path, step: int, how: str) -> int:
    """Exit status of a build that was stopped at that step: minus the signal, or 0 to 3."""
    child = os.fork()
    if child == 0:
        sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115  # the child ends with it
        sys.addaudithook(watched(out, step, how))
        status = 1
        try:
            status = build_here([project], out)
        except OSError:
            status = 3
        finally:
            os._exit(status)
    _, ended = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(ended)


def main() -> None:
    out, project, how, way = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]
    if way == "rename":
        output._exchanged = lambda one, other: False
    before = tree(out)
    for step in range(1, MOST):
        status = stopped(out, project, step, how)
        now = tree(out)
        shown = {name: content for name, content in now.items() if not name.startswith(".")}
        left = sorted({name.split("/")[0] for name in now if name.startswith(".")})
        changed = sorted({name.split("/")[0] for name in before.keys() | shown.keys() if before.get(name) != shown.get(name)})
        told = {"step": step, "status": status, "changed": changed, "left": left, "old": len(changed) == 0}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        if status == 0:
            return


if __name__ == "__main__":
    main()
