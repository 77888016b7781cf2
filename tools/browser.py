"""Finds a Chromium for the browser tests, or installs one: python tools/browser.py prints its path."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from system_programs import Program, apt_install, root_prefix, run

VARIABLE = "SOZIALRAUM_BROWSER"
SHELL = "chromium-headless-shell"  # the same browser without windows: opens a page in a quarter of the time
CHROMIUM = Program(
    variable=VARIABLE,
    on_path=(
        SHELL,
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
        "microsoft-edge",
        "microsoft-edge-stable",
        "msedge",
    ),
    on_mac=(
        "Google Chrome.app/Contents/MacOS/Google Chrome",
        "Chromium.app/Contents/MacOS/Chromium",
        "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
    on_windows=(
        "Google/Chrome/Application/chrome.exe",
        "Chromium/Application/chrome.exe",
        "Microsoft/Edge/Application/msedge.exe",
    ),
)
MISSING = (
    "Für die Browsertests fehlt ein Chromium. Bitte Chromium, Chrome oder Edge installieren (Debian, Ubuntu: "
    "sudo apt-get install chromium) oder in SOZIALRAUM_BROWSER den Pfad zu einem vorhandenen nennen.\n"
    "The browser tests need Chromium, Chrome or Edge: install one, or name its path in SOZIALRAUM_BROWSER."
)


def installed(environment: Mapping[str, str] = os.environ) -> str | None:
    """Path of a browser of the Chromium family on this machine; the one the environment names goes first."""
    if found := CHROMIUM.path(environment):
        return found
    return None if environment.get(VARIABLE) else playwrights_own()


def playwrights_own() -> str | None:
    """The Chromium that `playwright install` put into its cache."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install() -> str | None:
    """A package of Debian or Ubuntu where apt is there and we may, else Playwright's own download."""
    print("Chromium für die Browsertests wird installiert …", file=sys.stderr, flush=True)
    if apt_install(SHELL, "chromium") and (found := installed()):
        return found
    run([sys.executable, "-m", "playwright", "install", "chromium"])
    return installed()


def shell_beside(found: str) -> str:
    """The shell, where root may fetch it without being asked for anything; else the browser that is there."""
    if Path(found).name == SHELL or os.environ.get(VARIABLE) or root_prefix() != [] or not apt_install(SHELL):
        return found
    return installed() or found


def main() -> int:
    """Prints the path; exit status 1 without any browser."""
    there = installed()
    found = shell_beside(there) if there else None if os.environ.get(VARIABLE) else install()
    print(found or MISSING, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
