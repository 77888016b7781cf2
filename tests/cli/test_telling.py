"""Notes of one kind are told a few at a time, and how many there are; errors are told all."""

import pytest

from sozialraum.cli.telling import tell
from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.presentation.words.texts import texts


def problems(code: Code, count: int, severity: Severity) -> list[Problem]:
    fields = {"name": "K", "stated": "a", "found": "b"}
    return [Problem(code, "k.csv", row, fields=fields, severity=severity) for row in range(2, count + 2)]


@pytest.mark.parametrize(
    ("count", "severity", "every", "lines"),
    [
        (6, Severity.WARNING, False, 6),  # to count the sixth would take a line too
        (7, Severity.WARNING, False, 6),
        (7, Severity.WARNING, True, 7),
        (9, Severity.ERROR, False, 9),
    ],
)
def test_each_kind_of_note_is_told_a_few_times(
    count: int, severity: Severity, every: bool, lines: int, capsys: pytest.CaptureFixture[str]
) -> None:
    tell(problems(Code.FACILITY_CONFLICT, count, severity), texts("de"), every)
    told = capsys.readouterr().err.splitlines()
    assert len(told) == lines
    assert told[-1].startswith("SR-451: 2 weitere") == (count == 7 and not every)
