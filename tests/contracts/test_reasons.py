"""Whoever tells a tool to look away says why, beside it."""

import io
import re
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("src", "tests", "tools", "benchmarks", "geodata")
# How a table is set out is a matter of looks: "fmt: skip" needs no reason.
LOOKING_AWAY = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma|nosec|mypy:|pyright:|ruff:)")
WITH_REASON = re.compile(r"#\s*(?:noqa: |type: ignore|pragma: |nosec |mypy: |pyright: |ruff: )[^#]+  # \S.*\w")
OF_SCRIPTS = re.compile(r"(?:es|style)lint-disable|prettier-ignore|@ts-(?:ignore|expect-error|nocheck)")
WITH_REASON_OF_SCRIPTS = re.compile(OF_SCRIPTS.pattern + r"[^*\n]* -- \S")


def without_reason(source: str) -> list[int]:
    """Lines of a module whose comment silences a tool and says no more."""
    comments = [one for one in tokenize.generate_tokens(io.StringIO(source).readline) if one.type == tokenize.COMMENT]
    return [
        one.start[0]
        for one in comments
        if LOOKING_AWAY.match(one.string) and not WITH_REASON.fullmatch(one.string.rstrip(".)'\"`"))
    ]


@pytest.mark.parametrize(
    ("comment", "silent"),
    [
        ("# noqa", True),
        ("# noqa: E501", True),
        ("# type: ignore", True),
        ("# type: ignore[index]", True),
        ("#type:ignore[index]", True),
        ("# pragma: no cover", True),
        ("# noqa: S608  #", True),
        ("# noqa: S608  # a name from the file's own list", False),
        ("# type: ignore[arg-type, misc]  # a str is a Code here", False),
        ("# a noqa would need a reason", False),
        ("# fmt: skip", False),
    ],
)
def test_what_is_no_reason_is_found(comment: str, silent: bool) -> None:
    assert bool(without_reason(f"one = 1  {comment}\n")) is silent
    assert without_reason(f"one = '{comment}'\n") == []


def test_every_comment_that_silences_a_tool_has_its_reason_beside_it() -> None:
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    assert len(files) > 900
    found = [f"{path.relative_to(ROOT)}:{line}" for path in files for line in without_reason(path.read_text("utf-8"))]
    assert found == []


def test_scripts_and_styles_have_one_too() -> None:
    folders = (ROOT / "src" / "sozialraum" / "presentation" / "assets", ROOT / "tests")
    own = [
        path
        for folder in folders
        for ending in ("js", "mjs", "css")
        for path in sorted(folder.rglob(f"*.{ending}"))
        if not {"vendor", "minified", "node_modules"} & set(path.parts)
    ]
    assert len(own) > 150
    found = [
        f"{path.relative_to(ROOT)}: {line}"
        for path in own
        for line in path.read_text(encoding="utf-8").splitlines()
        if OF_SCRIPTS.search(line) and not WITH_REASON_OF_SCRIPTS.search(line)
    ]
    assert found == []
