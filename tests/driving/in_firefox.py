"""The person before a stock Firefox, by WebDriver BiDi; the browser runs until `close`."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from driving.person import PATIENCE_S, LeftError, Person

from tools import firefox
from tools.driving_libraries import modules

DRIVER = Path(__file__).parent / "firefox.mjs"
ENTRY = "puppeteer-core/lib/puppeteer/puppeteer-core.js"
NODE = Path(sys.executable).parent / "node"
LEFT = ("context was destroyed", "navigat", "no such frame", "detached", "realm")  # the page went away meanwhile


class DriverError(Exception):
    """Firefox or its driver refused; the message is theirs."""


class InFirefox(Person):
    """A person at a Firefox of her own.

    Raises:
        RuntimeError: there is no Firefox.
    """

    def __init__(self) -> None:
        path = firefox.installed()
        if path is None:
            raise RuntimeError(firefox.MISSING)
        self._folder = Path(tempfile.mkdtemp())
        self._paper = self._folder / "paper.pdf"
        command = [str(NODE), str(DRIVER), str(modules() / ENTRY), path, str(self._paper)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def close(self) -> None:
        self._process.communicate(timeout=30)
        shutil.rmtree(self._folder)

    def open(self, file: Path, fragment: str = "", size: tuple[int, int] = (1440, 900)) -> None:
        self._do("open", address=file.resolve().as_uri() + fragment, width=size[0], height=size[1])

    def js(self, code: str, *given: Any) -> Any:
        try:
            return self._do("js", code=code, given=list(given))
        except DriverError as failed:
            if any(words in str(failed) for words in LEFT):
                raise LeftError from failed
            raise

    def click_at(self, x: float, y: float, *keys: str) -> None:
        self._do("click", x=x, y=y, keys=list(keys))

    def point_at(self, x: float, y: float) -> None:
        self._do("move", x=x, y=y)

    def press(self, key: str) -> None:
        self._do("press", key=key)

    def write(self, text: str) -> None:
        self._do("write", text=text)

    def complaints(self) -> list[str]:
        return list(self._do("complaints"))

    def pdf(self, path: Path, **options: Any) -> None:
        """Save the page as PDF, which takes the size of the sheets from the page; options are those of Puppeteer."""
        self._do("pdf", path=str(path), options=options)

    def printed(self) -> bytes:
        """What has come out of the printer, as PDF; it has A4 in it, whatever the page wants.

        Raises:
            AssertionError: nothing has come.
        """
        end = time.monotonic() + PATIENCE_S
        while not (self._paper.exists() and self._paper.read_bytes().rstrip().endswith(b"%%EOF")):
            assert time.monotonic() < end, "nothing was printed"
            time.sleep(0.05)
        paper = self._paper.read_bytes()
        self._paper.unlink()
        return paper

    def screenshot(self, path: Path) -> None:
        self._do("screenshot", path=str(path))

    def _do(self, command: str, **given: Any) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"command": command, **given}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "Firefox or its driver has ended"
        answer = json.loads(line)
        if "error" in answer:
            raise DriverError(answer["error"])
        return answer["value"]
