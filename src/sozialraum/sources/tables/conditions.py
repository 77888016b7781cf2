"""What is told of the conditions `where` and `unless` that a file meets only because a key lost its zeros."""

from collections.abc import Iterable

from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.sources.tables.digits import same_keys
from sozialraum.sources.tables.table import Table, clean


def lost_zeros(table: Table, conditions: Iterable[tuple[str, str | list[str]]]) -> list[Problem]:
    """A warning per key of a condition that stands in the column without its zeros or as a number with decimals.

    Args:
        conditions: heading and the texts that are asked for.

    Raises:
        InputError: a heading is not there.
    """
    problems = []
    for heading, texts in conditions:
        allowed = {clean(text) for text in ([texts] if isinstance(texts, str) else texts)}
        there = same_keys(table.column(heading).unique().tolist(), allowed)
        problems += [
            Problem(
                Code.CONDITION_ZEROS,
                table.file,
                column=heading,
                value=text,
                fields={"wanted": key},
                severity=Severity.WARNING,
            )
            for text, key in sorted(there.items())
        ]
    return problems
