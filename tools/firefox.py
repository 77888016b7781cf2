"""Finds the Firefox for the browser tests, or installs one: python tools/firefox.py prints its path.

Offices use Firefox ESR, so Debian's firefox-esr is what is installed; any stock Firefox will do.
"""

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from system_packages import apt_install

VARIABLE = "SOZIALRAUM_FIREFOX"
ON_PATH = ("firefox-esr", "firefox")
ON_MAC = ("Firefox.app/Contents/MacOS/firefox", "Firefox ESR.app/Contents/MacOS/firefox")
MISSING = (
    "Für die Browsertests fehlt ein Firefox. Bitte Firefox installieren (Debian, Ubuntu: sudo apt-get install "
    "firefox-esr) oder in SOZIALRAUM_FIREFOX den Pfad zu einem vorhandenen nennen.\n"
    "The browser tests need a Firefox: install one, or name its path in SOZIALRAUM_FIREFOX."
)


def installed(environment: Mapping[str, str] = os.environ) -> str | None:
    """Path of a stock Firefox on this machine; the one the environment names goes first."""
    if named := environment.get(VARIABLE):
        return shutil.which(named)
    for name in ON_PATH:
        if found := shutil.which(name, path=environment.get("PATH")):
            return found
    places = [Path("/Applications") / program for program in ON_MAC]
    places += [
        Path(environment[variable]) / "Mozilla Firefox/firefox.exe"
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)")
        if environment.get(variable)
    ]
    return next((str(path) for path in places if path.is_file()), None)


def install() -> str | None:
    """The system's package, where apt is there and we may."""
    print("Firefox für die Browsertests wird installiert …", file=sys.stderr, flush=True)
    apt_install(*ON_PATH)
    return installed()


def main() -> int:
    found = installed() or (None if os.environ.get(VARIABLE) else install())
    print(found or MISSING, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
