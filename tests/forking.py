"""`sozialraum` in a fork of one process that has imported it, so that a run of the tests imports it once.

Run as a program it is that process: each line it reads is a command, and what the fork then does is what any process
does that runs `sozialraum`; it has a working folder, variables, output and an exit status of its own.
"""

import atexit
import gc
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NoReturn

LONGEST_S = 300
IMPORTED = ("app", "build", "check")  # rooms of the command line; help and the making of projects import their own
AT_START = 0o600


def forked(
    arguments: Sequence[str], folder: Path, env: Mapping[str, str], start: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run `sozialraum` with these arguments in that working folder.

    Args:
        env: all variables of the fork.
        start: those of the process it is forked from, which asks for them before the command is known.
    """
    server = _server(tuple(sorted(start.items())))
    assert server.stdin
    assert server.stdout
    with tempfile.TemporaryDirectory() as kept:
        out, err = Path(kept) / "out", Path(kept) / "err"
        asked = {"arguments": arguments, "folder": str(folder), "env": dict(env), "out": str(out), "err": str(err)}
        server.stdin.write(json.dumps(asked) + "\n")
        server.stdin.flush()
        answer = server.stdout.readline()
        assert answer, "the process that forks is dead"
        told = [path.read_text(encoding="utf-8") for path in (out, err)]
    return subprocess.CompletedProcess(["sozialraum", *arguments], json.loads(answer), *told)


@cache
def _server(start: tuple[tuple[str, str], ...]) -> subprocess.Popen[str]:
    server = subprocess.Popen(
        [sys.executable, "-P", __file__],
        env=dict(start),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    atexit.register(_ended, server)
    return server


def _ended(server: subprocess.Popen[str]) -> None:
    for pipe in (server.stdin, server.stdout):
        if pipe:
            pipe.close()
    server.wait()


def _serve() -> None:
    for room in IMPORTED:
        import_module(f"sozialraum.cli.{room}")
    gc.freeze()  # so that a fork shares what is imported
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(asked)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)  # noqa: T201  # that is the answer


def _become(asked: Mapping[str, object]) -> NoReturn:
    """Be a process of its own: nothing of the one it was forked from is left but what was imported."""
    signal.alarm(LONGEST_S)
    places = (os.devnull, os.O_RDONLY), *((str(asked[name]), os.O_WRONLY | os.O_CREAT) for name in ("out", "err"))
    for number, (path, flags) in enumerate(places):
        opened = os.open(path, flags, AT_START)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(str(asked["folder"]))
    variables, arguments = asked["env"], asked["arguments"]
    assert isinstance(variables, dict)
    assert isinstance(arguments, list)
    os.environ.clear()
    os.environ.update(variables)
    sys.argv = ["-c", *arguments]
    from sozialraum.cli import main

    main()
    sys.exit()


if __name__ == "__main__":
    _serve()
