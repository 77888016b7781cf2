"""A build that dies at any step leaves the old pages whole, and the next build tidies up after it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cities import write_city
from running import environment

DRIVER = Path(__file__).with_name("killed_driver.py")
TESTS, ROOT = DRIVER.parents[1], DRIVER.parents[2]
NEWER = {"indicators/bevoelkerung.csv": {"insgesamt;900": "insgesamt;901", "insgesamt;400": "insgesamt;402"}}

pytestmark = pytest.mark.slow


def steps(folder: Path, how: str, way: str) -> list[dict[str, Any]]:
    write_city(folder / "alt")
    write_city(folder / "neu", NEWER)
    path = f"{ROOT}:{TESTS}"
    ran = subprocess.run(
        [sys.executable, str(DRIVER), str(folder), how, way],
        env=environment({"PYTHONPATH": path}),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    assert told, ran.stderr
    assert told[-1]["status"] == 77, ran.stderr
    return told


@pytest.mark.parametrize("how", ["kill", "error"])
def test_the_pages_are_the_old_or_the_new_ones_at_every_step(tmp_path: Path, how: str) -> None:
    *stopped, last = steps(tmp_path, how, "exchange")
    assert len(stopped) > 30  # every file is opened and every folder made below the watched one
    assert {step["status"] for step in stopped} <= ({-9} if how == "kill" else {0, 3})
    assert [step for step in stopped if step["city"] not in {"old", "new"} or not step["beside"]] == []
    assert {step["city"] for step in stopped} == {"old", "new"}
    assert [step for step in stopped if not step["cleaned"]] == []
    assert (last["city"], last["left"]) == ("new", [])
    if how == "error":  # whoever can still act tidies up, unless tidying up is what fails
        assert [step for step in stopped if step["city"] == "old" and step["left"]] == []


@pytest.mark.parametrize("how", ["kill", "error"])
def test_where_folders_cannot_be_exchanged_the_old_pages_come_back(tmp_path: Path, how: str) -> None:
    """Between two renames there is a moment without pages: then the old ones stand aside, whole, and come back."""
    stopped = steps(tmp_path, how, "rename")
    assert [step for step in stopped if step["city"] == "broken" or not step["cleaned"]] == []
    without = [step for step in stopped if step["city"] == "none"]
    assert [step for step in without if step["aside"] != "old"] == []
    assert len(without) <= (1 if how == "kill" else 0)
