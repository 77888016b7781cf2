"""Finds the Firefox for the browser tests, or installs one: python tools/firefox.py prints its path.

Offices use Firefox ESR, so Debian's firefox-esr is what is installed; any stock Firefox will do.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from system_programs import Program, apt_install

VARIABLE = "SOZIALRAUM_FIREFOX"
FIREFOX = Program(
    variable=VARIABLE,
    on_path=("firefox-esr", "firefox"),
    on_mac=("Firefox.app/Contents/MacOS/firefox", "Firefox ESR.app/Contents/MacOS/firefox"),
    on_windows=("Mozilla Firefox/firefox.exe",),
)
MISSING = (
    "Für die Browsertests fehlt ein Firefox. Bitte Firefox installieren (Debian, Ubuntu: sudo apt-get install "
    "firefox-esr) oder in SOZIALRAUM_FIREFOX den Pfad zu einem vorhandenen nennen.\n"
    "The browser tests need a Firefox: install one, or name its path in SOZIALRAUM_FIREFOX."
)


def installed(environment: Mapping[str, str] = os.environ) -> str | None:
    """Path of a stock Firefox on this machine; the one the environment names goes first."""
    return FIREFOX.path(environment)


def install() -> str | None:
    """The system's package, where apt is there and we may."""
    print("Firefox für die Browsertests wird installiert …", file=sys.stderr, flush=True)
    apt_install(*FIREFOX.on_path)
    return installed()


def main() -> int:
    found = installed() or (None if os.environ.get(VARIABLE) else install())
    print(found or MISSING, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
