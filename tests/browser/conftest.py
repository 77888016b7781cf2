"""A real Chromium for the tests in this folder: every request is blocked and logged, each error kept."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from cities import write_city
from hostile.built_hostile import hostile_build
from invented import invented_pages
from opened import Opened, faults
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, ViewportSize, sync_playwright
from running import build_here, pages, shared

from tools import browser as chromium

# Chromium asks its maker's servers for updates and lists of its own accord; none of that is the page's doing.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-quic",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
)
SIZES = {"desktop": (1440, 900), "laptop": (1280, 720), "tablet": (820, 1180), "phone": (390, 844)}
Size = str | tuple[int, int]  # a name of SIZES, or CSS pixels


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies in this folder opens a browser, so it bears the marker."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for each test process; without one the tests fail, they are never skipped."""
    path = chromium.installed()
    if path is None:
        pytest.fail(chromium.MISSING, pytrace=False)
    as_root = sys.platform != "win32" and os.geteuid() == 0
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=path, args=[*QUIET, *(["--no-sandbox"] if as_root else [])]
        )
        yield running
        running.close()


@pytest.fixture(scope="session")
def maps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of maps with the fixture city built; nobody changes it."""
    out = tmp_path_factory.mktemp("karten")
    assert build_here([write_city(tmp_path_factory.mktemp("stadt"))], out) == 0
    return out


@pytest.fixture(scope="session")
def invented_city() -> Path:
    """The folder of the pages of the invented city that has planning, built from its own data; nobody changes it."""
    return invented_pages()


@pytest.fixture(scope="session")
def musterstadt(invented_city: Path) -> Path:
    """The atlas of the invented city."""
    return invented_city / "index.html"


@pytest.fixture(scope="session")
def hostile_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the hostile city's pages; nobody changes it."""
    return hostile_build(tmp_path_factory).city


@pytest.fixture(scope="session")
def flensburg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of Flensburg's pages, built from the open data."""
    return pages(tmp_path_factory, "examples/flensburg", shared("flensburg"))


@pytest.fixture(params=["musterstadt", "flensburg"])
def city(request: pytest.FixtureRequest, maps: Path) -> Path:
    """The folder of a city's pages: the fixture city's, then a real one's."""
    return maps / "musterstadt" if request.param == "musterstadt" else request.getfixturevalue("flensburg")


@pytest.fixture
def offline_page(browser: Browser) -> Iterator[Callable[..., Opened]]:
    """Opens a file in a fresh context: `offline_page(path, size="phone", fragment="#x", locale="en-GB")`.

    size is a name of SIZES or (width, height) in CSS pixels; good=False: complaints are looked for, as in `Opened`;
    further keywords go to Browser.new_context. Each page that was opened is to have no complaints.
    """
    used: list[Opened] = []

    def open_(file: Path, size: Size = "desktop", fragment: str = "", *, good: bool = True, **options: Any) -> Opened:
        opened = fresh(browser, size, options)
        opened.good = good
        used.append(opened)
        opened.page.goto(file.resolve().as_uri() + fragment, wait_until="load")
        return opened

    yield open_
    found = faults(used)
    for opened in used:
        opened.page.context.close()
    assert found == []


@pytest.fixture(scope="session")
def wiped_pages(browser: Browser) -> Iterator[dict[str, list[Opened]]]:
    """Pages that wait for the next test, by the options of their context."""
    waiting: dict[str, list[Opened]] = {}
    yield waiting
    for opened in chain.from_iterable(waiting.values()):
        opened.page.context.close()


@pytest.fixture
def reopened_page(browser: Browser, wiped_pages: dict[str, list[Opened]]) -> Iterator[Callable[..., Opened]]:
    """As `offline_page`, but in a page that another test had before: to start one costs more than to load a file.

    For tests that choose, click and look, and put no listeners, scripts or routes of their own on the page.
    """
    used: list[tuple[str, Opened]] = []

    def open_(file: Path, size: Size = "desktop", fragment: str = "", *, good: bool = True, **options: Any) -> Opened:
        kind = repr(sorted(options.items()))
        waiting = wiped_pages.setdefault(kind, [])
        opened = waiting.pop() if waiting else fresh(browser, size, options)
        opened.good = good
        used.append((kind, opened))
        opened.page.set_viewport_size(in_pixels(size))
        opened.page.goto(file.resolve().as_uri() + fragment, wait_until="load")
        return opened

    yield open_
    found = faults(opened for _, opened in used)
    for kind, opened in used:
        wipe(opened)
        wiped_pages[kind].append(opened)
    assert found == []


def in_pixels(size: Size) -> ViewportSize:
    width, height = SIZES[size] if isinstance(size, str) else size
    return {"width": width, "height": height}


def fresh(browser: Browser, size: Size, options: Mapping[str, Any]) -> Opened:
    """An empty page in a context of its own, watched from now on."""
    settings = {"locale": "de-DE", "timezone_id": "Europe/Berlin", **options}
    context = browser.new_context(viewport=in_pixels(size), **settings)
    opened = Opened(context.new_page())
    watch(context, opened)
    return opened


def wipe(opened: Opened) -> None:
    """Nothing is left of what a test did: neither its document nor what it kept, pointed at, emulated or opened."""
    page = opened.page
    for other in page.context.pages:
        if other is not page:
            other.close()
    if page.url.startswith("file:"):
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    page.goto("about:blank")
    page.mouse.move(0, 0)
    page.emulate_media(
        media="null", color_scheme="null", reduced_motion="null", forced_colors="null", contrast="null"
    )
    page.context.clear_cookies()
    page.context.clear_permissions()
    for noted in (opened.requests, opened.console_errors, opened.page_errors):
        noted.clear()


def watch(context: BrowserContext, opened: Opened) -> None:
    """Let files through, stop and note the rest; note errors of scripts and of the console, of new windows, too."""

    def judge(route: Route) -> None:
        if route.request.url.startswith(("file:", "data:", "blob:")):
            route.continue_()
        else:
            opened.requests.append(f"{route.request.method} {route.request.url}")
            route.abort()

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            opened.console_errors.append(message.text)

    def watch_page(page: Page) -> None:
        page.on("websocket", lambda socket: opened.requests.append(f"WEBSOCKET {socket.url}"))

    context.route("**/*", judge)
    context.on("console", note)
    context.on("weberror", lambda error: opened.page_errors.append(str(error.error)))
    context.on("page", watch_page)
    watch_page(opened.page)
