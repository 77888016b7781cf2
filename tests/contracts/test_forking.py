"""A fork that runs `sozialraum` does what a process of its own does."""

from pathlib import Path

import pytest
from cities import write_city
from forking import forked
from running import environment, started

ENGLISH = {"SOZIALRAUM_LANG": "en", "COLUMNS": "70"}
COUNT = "Kinder u3;31.12.2023;insgesamt;"
VALUE = {"indicators/bevoelkerung.csv": {f"{COUNT}40": f"{COUNT}vierzig"}}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "env", "status"),
    [(["check", "stadt"], {}, 2), (["build", "--help"], ENGLISH, 0), (["build", "x", "--out", "y"], ENGLISH, 2)],
    ids=["check", "help", "fault"],
)
def test_it_tells_the_same_and_ends_alike(
    tmp_path: Path, arguments: list[str], env: dict[str, str], status: int
) -> None:
    write_city(tmp_path / "stadt", VALUE)
    own = started(*arguments, folder=tmp_path, env=env)
    fork = forked(arguments, tmp_path, environment(env), environment())
    assert (fork.returncode, fork.stdout, fork.stderr) == (own.returncode, own.stdout, own.stderr)
    assert own.returncode == status
    assert own.stdout + own.stderr
