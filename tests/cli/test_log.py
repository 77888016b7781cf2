"""--verbose tells what is done, never a value; a fault in the program shows no traceback and quotes nothing."""

import logging
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cities import write_city
from running import sozialraum

from sozialraum.cli import app
from sozialraum.presentation.words.texts import texts

# figures and names that stand nowhere else, so that finding one means it was quoted
MARKED = {
    "indicators/bevoelkerung.csv": {"insgesamt;1.200": "insgesamt;31.337", "weiblich;620": "weiblich;27.183"},
    "facilities/kitas.csv": {"Kita Sonnenschein;Stadt;500300": "Kita Quittenbaum;Stadt;500337"},
}


def test_the_log_has_steps_but_no_values(tmp_path: Path) -> None:
    project = write_city(tmp_path / "stadt", MARKED)
    quiet = sozialraum("build", project, "--out", "still", folder=tmp_path).stderr.splitlines()
    ran = sozialraum("build", project, "--out", "laut", "--verbose", folder=tmp_path)
    log = "\n".join(line for line in ran.stderr.splitlines() if line not in quiet)
    assert len(log.splitlines()) > 10
    without_times = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+", "", log)
    for value in ("31337", "31.337", "27183", "27.183", "500337", "Quittenbaum", "1200"):
        assert value not in without_times


@pytest.fixture
def root_logger() -> Iterator[logging.Logger]:
    """The root logger, with its handlers taken away before and put back afterwards."""
    root = logging.getLogger()
    kept, level = root.handlers[:], root.level
    root.handlers[:] = []
    yield root
    root.handlers[:] = kept
    root.setLevel(level)


@pytest.mark.parametrize("verbose", [False, True])
def test_a_fault_in_the_program_quotes_no_value(
    verbose: bool, capsys: pytest.CaptureFixture[str], root_logger: logging.Logger
) -> None:
    value = str(31_000 + 337)

    def broken() -> int:
        raise ZeroDivisionError(value)

    root_logger.addHandler(logging.StreamHandler(sys.stderr))
    root_logger.setLevel(logging.DEBUG if verbose else logging.CRITICAL)
    assert app._guarded(texts("de"), verbose, broken) == 1
    said = capsys.readouterr().err
    assert "ZeroDivisionError" in said
    assert value not in said
    assert ("test_log.py" in said) is verbose
