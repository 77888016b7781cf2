"""How soon a page answers in Chromium: from opening its file until the first thing under the pointer has its words.

Measured alike for every page: the browser is empty, the file is opened, and once it says that it has loaded the
pointer moves to and fro in the middle of the map until a tooltip is there. The clocks are those of the page: its own
time, and the processor time of the thread that runs it.
"""

import os
import statistics
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tools import browser as chromium

T = TypeVar("T")
WINDOW = {"width": 1440, "height": 900}
MOVES, BETWEEN_MS = 2_000, 20
MIDDLE = """() => {
  const box = document.querySelector('.leaflet-container').getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}"""
WATCH = """() => {
  const look = () => {
    const tip = document.querySelector('.leaflet-tooltip');
    if (tip && tip.textContent.trim()) globalThis.answered = performance.now();
    else requestAnimationFrame(look);
  };
  look();
}"""


@dataclass(frozen=True)
class Opening:
    """Seconds from opening a page until its first answer; medians of several are one, too."""

    seconds: float
    cpu_seconds: float


def apart(work: Callable[[], T]) -> T:
    """Value of a function called in a thread of its own: where another test's browser runs no second can start."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium.

    Raises:
        FileNotFoundError: there is none; the message says what to do.
    """
    path = chromium.installed()
    if path is None:
        raise FileNotFoundError(chromium.MISSING)
    as_root = sys.platform != "win32" and os.geteuid() == 0
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if as_root else [])
        yield running
        running.close()


@contextmanager
def opened(running: Browser, path: Path) -> Iterator[tuple[Page, Opening]]:
    """A page in a context of its own, without a network, after its first answer.

    Raises:
        RuntimeError: a script of it failed, or it asked for something that is not there, or it never answered.
    """
    context = running.new_context(viewport=WINDOW, locale="de-DE", offline=True)
    complaints: list[str] = []
    page = context.new_page()
    page.set_default_timeout(180_000)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = _cpu(session)
    page.goto(path.as_uri(), wait_until="load")
    page.evaluate(WATCH)
    seconds = _answer(page)
    cpu_seconds = _cpu(session) - before
    if seconds is None or complaints:
        raise RuntimeError(f"{path.name}: {complaints or 'no answer'}")
    yield page, Opening(seconds, cpu_seconds)
    context.close()
    if complaints:
        raise RuntimeError(f"{path.name}: {complaints}")


def openings(running: Browser, pages: Mapping[str, Path], runs: int) -> dict[str, Opening]:
    """Open all pages in turns, so often; who comes first changes from run to run; medians."""
    names = list(pages)
    found: dict[str, list[Opening]] = {name: [] for name in names}
    for run in range(runs):
        for name in names[run % len(names) :] + names[: run % len(names)]:
            with opened(running, pages[name]) as (_, opening):
                found[name].append(opening)
    return {
        name: Opening(
            statistics.median(one.seconds for one in all_), statistics.median(one.cpu_seconds for one in all_)
        )
        for name, all_ in found.items()
    }


def _answer(page: Page) -> float | None:
    x, y = page.evaluate(MIDDLE)
    for move in range(MOVES):
        page.mouse.move(x + move % 2, y)
        answered = page.evaluate("globalThis.answered")
        if answered:
            return float(answered) / 1000
        page.wait_for_timeout(BETWEEN_MS)
    return None


def _cpu(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(one["value"]) for one in metrics if one["name"] == "ThreadTime")
