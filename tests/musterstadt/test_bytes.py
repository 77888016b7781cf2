"""The script in the repository makes exactly the files in the repository."""

import os
import subprocess
import sys
from pathlib import Path

from musterstadt.city_files import CITY

MADE = ("addresses", "boundaries", "facilities", "formulare", "indicators", "network", "planung", "population")


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for part in MADE
        for path in sorted((folder / part).rglob("*"))
        if path.is_file() and path.suffix != ".toml"  # written by hand
    }


def test_the_script_reproduces_every_file_whatever_locale_hash_seed_and_time_zone(tmp_path: Path) -> None:
    strange = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Apia", "LC_ALL": "C", "LANG": "de_DE.UTF-8"}
    subprocess.run(
        [sys.executable, str(CITY / "make"), str(tmp_path)], check=True, env=os.environ | strange, cwd=tmp_path
    )
    made, kept = _files(tmp_path), _files(CITY)
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == []


def test_the_folder_stays_small() -> None:
    kept = _files(CITY)
    assert sum(len(content) for content in kept.values()) < 6_000_000
    assert sum(content.count(b"\n") for name, content in kept.items() if name.startswith("indicators/")) < 40_000
