"""Questions that stand in a projekt.toml: in values, where pages would show them, and in comments."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.draft import QUESTION
from sozialraum.sources.paths import listed

IN_COMMENT = re.compile(rf"#\s*{QUESTION}")
FAR = 40  # characters that find a question again in the text of the file


def open_questions(document: dict[str, Any], text: str, file: str) -> list[Problem]:
    """One warning for each question in a value, and one for all in comments.

    Args:
        document: what the text says.
        text: of the project file, for the rows.
        file: its name, for the Problems.
    """
    lines = text.splitlines()
    problems, met = [], dict[str, int]()
    for place, value in _values(document, ""):
        # one question may be asked in several places; the file and the document have them in one order
        start = _start(value)
        row = _row(lines, start, met.get(start, 0))
        met[start] = row
        problems.append(Problem(Code.QUESTION_IN_VALUE, file, row, place, _bare(value), severity=Severity.WARNING))
    rows = [str(row) for row, line in enumerate(lines, start=1) if IN_COMMENT.search(line)]
    if rows:
        fields = {"count": str(len(rows)), "rows": listed(rows, limit=30)}
        problems.append(
            Problem(Code.QUESTIONS_IN_COMMENTS, file, int(rows[0]), fields=fields, severity=Severity.WARNING)
        )
    return problems


def stopped_by_questions(found: Sequence[Problem], questions: Sequence[Problem]) -> list[Problem]:
    """Both together, but a question that stands in place of a value is told as an error, in place of that fault.

    Args:
        found: what is wrong with the document.
        questions: from `open_questions`.
    """
    asked = {one.column for one in questions if one.code == Code.QUESTION_IN_VALUE}
    faulty = {fault.column for fault in found if (fault.value or "").startswith(QUESTION)}
    stopping = faulty & asked
    told = [
        replace(one, code=Code.QUESTION_STOPS, severity=Severity.ERROR) for one in questions if one.column in stopping
    ]
    rest = [fault for fault in found if fault.column not in stopping]
    return [*told, *rest, *(question for question in questions if question.column not in stopping)]


def _values(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """(place, text) of every text that is a question."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _values(part, f"{place}.{key}" if place else str(key))
    elif isinstance(value, list):
        for number, part in enumerate(value, start=1):
            yield from _values(part, f"{place}[{number}]")
    elif isinstance(value, str) and value.startswith(QUESTION):
        yield place, value


def _start(value: str) -> str:
    """The beginning of a question, as far as TOML writes it without escapes."""
    return value[:FAR].split('"')[0].split("\\")[0]


def _row(lines: Sequence[str], start: str, after: int = 0) -> int:
    found = (row for row, line in enumerate(lines, start=1) if row > after and start in line.split("#")[0])
    return next(found, 1)


def _bare(value: str) -> str:
    return value.removeprefix(QUESTION).strip()
