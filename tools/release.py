"""Makes what a release consists of, in dist/: wheel, sdist, and a CycloneDX SBOM of what the wheel needs.

Run by `make release` in an environment with the extra `release`.
"""

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
import zipfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
CONSTRAINTS = str(ROOT / "constraints.txt")
IN_THE_WHEEL = (
    "presentation/assets/vendor/leaflet/leaflet.js",
    "presentation/assets/vendor/leaflet/leaflet.css",
    "presentation/assets/vendor/leaflet/LICENSE",
    "presentation/assets/minified/record.json",
    "presentation/assets/minified/scripts.js",
    "presentation/assets/minified/styles.css",
    "licenses/LICENSE",
    "licenses/THIRD_PARTY_NOTICES.md",
)


def main() -> int:
    shutil.rmtree(DIST, ignore_errors=True)
    pinned = {**os.environ, "PIP_CONSTRAINT": CONSTRAINTS}
    run([sys.executable, "-m", "build", "--outdir", str(DIST), str(ROOT)], pinned)
    wheel = next(DIST.glob("*.whl"))
    if missing := absent(wheel):
        print(f"{wheel.name} lacks {', '.join(missing)}", file=sys.stderr)
        return 1
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    with tempfile.TemporaryDirectory() as folder:
        python = clean_install(wheel, Path(folder))
        bom = sbom(python, Path(folder) / "sbom.json")
    target = DIST / f"sozialraum-{version}.cdx.json"
    target.write_text(json.dumps(bom, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    for file in sorted(DIST.iterdir()):
        print(f"{file.relative_to(ROOT)}  {file.stat().st_size / 1024:.0f} KB")
    return 0


def run(command: list[str], environment: dict[str, str] | None = None) -> None:
    subprocess.run(command, env=environment, check=True)


def absent(wheel: Path) -> list[str]:
    """Files that every wheel must hold and this one does not."""
    names = zipfile.ZipFile(wheel).namelist()
    return [wanted for wanted in IN_THE_WHEEL if not any(name.endswith(wanted) for name in names)]


def clean_install(wheel: Path, folder: Path) -> str:
    """Install the wheel as a planner would, beside nothing else, and start the package once."""
    venv.create(folder / "env", with_pip=False, symlinks=os.name != "nt")
    python = str(folder / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    quiet = ["--quiet", "--disable-pip-version-check"]
    run([sys.executable, "-m", "pip", "--python", python, "install", *quiet, "-c", CONSTRAINTS, str(wheel)])
    run([python, "-c", "import sozialraum"])
    return python


def sbom(python: str, file: Path) -> dict[str, Any]:
    """CycloneDX document of an environment, Leaflet added, paths of this machine taken out."""
    options = ["--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible", "--of", "JSON"]
    run([sys.executable, "-m", "cyclonedx_py", "environment", *options, "-o", str(file), python])
    bom: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    root = bom["metadata"]["component"]
    for component in (root, *bom["components"]):
        references = component.get("externalReferences", [])
        component["externalReferences"] = [one for one in references if not one["url"].startswith("file:")]
    leaflet = browser_library("leaflet")
    bom["components"] = sorted([*bom["components"], leaflet], key=lambda component: component["bom-ref"])
    for node in bom["dependencies"]:
        if node["ref"] == root["bom-ref"]:
            node["dependsOn"] = sorted({*node.get("dependsOn", []), leaflet["bom-ref"]})
    bom["dependencies"].append({"ref": leaflet["bom-ref"]})
    return bom


def browser_library(name: str) -> dict[str, Any]:
    """The component of a library of package-lock.json that lies inside the wheel."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    entry = lock["packages"][f"node_modules/{name}"]
    algorithm, _, digest = entry["integrity"].partition("-")
    hash_ = {"alg": algorithm.upper().replace("SHA", "SHA-"), "content": base64.b64decode(digest).hex()}
    return {
        "type": "library",
        "bom-ref": f"{name}=={entry['version']}",
        "name": name,
        "version": entry["version"],
        "purl": f"pkg:npm/{name}@{entry['version']}",
        "licenses": [{"license": {"id": entry["license"]}}],
        "hashes": [hash_],
    }


if __name__ == "__main__":
    sys.exit(main())
