"""Golden files: what a part looked like when somebody last read it through and found it right.

`SOZIALRAUM_GOLDEN=write make check` writes them anew; the change is then read in the diff of git.
"""

import difflib
import json
import os
from pathlib import Path
from typing import Any

FILES = Path(__file__).parent / "files"
WRITE = os.environ.get("SOZIALRAUM_GOLDEN") == "write"
MOST_LINES = 100  # more is not read
DECIMALS = 4


def same_as_golden(name: str, text: str, folder: Path = FILES, write: bool = WRITE) -> None:
    """Compare with the golden file of that name, or write it where that is wished.

    Raises:
        AssertionError: with a diff; there is no such file; the part has become too long to be read.
    """
    file = folder / name
    text = text.rstrip("\n") + "\n"
    assert text.count("\n") < MOST_LINES, f"{name} has {text.count(chr(10))} lines: show a smaller part"
    if write:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.is_file(), f"{file.name} is not there yet: SOZIALRAUM_GOLDEN=write writes it"
    golden = file.read_text(encoding="utf-8")
    if golden != text:
        lines = difflib.unified_diff(golden.splitlines(), text.splitlines(), f"golden {name}", "now", lineterm="")
        raise AssertionError("\n".join(lines))


def readable(data: Any) -> str:
    """JSON with floats rounded; what is short stands in one line."""
    return _written(_rounded(data), "")


def skeleton(data: Any) -> str:
    """One line per place in the data: its path and the kinds of what stands there, never a value.

    Entries of a list share one path, and so do those of a dict whose keys are themselves data.
    """
    kinds: dict[str, set[str]] = {}
    _collect(data, "", kinds)
    width = max(len(path) for path in kinds)
    return "\n".join(f"{path:{width}}  {' | '.join(sorted(found))}" for path, found in kinds.items())


KEYS_ARE_DATA = frozenset({"texts", "number", "w"})


def _collect(data: Any, path: str, kinds: dict[str, set[str]]) -> None:
    if isinstance(data, dict):
        last = path.rsplit(".", 1)[-1].removesuffix("[]")
        for key, value in data.items():
            _collect(value, f"{path}.*" if last in KEYS_ARE_DATA else f"{path}.{key}".removeprefix("."), kinds)
    elif isinstance(data, list):
        for value in data:
            _collect(value, f"{path}[]", kinds)
    else:
        kinds.setdefault(path, set()).add(_kind(data))
    if data in ({}, []):
        kinds.setdefault(path, set()).add("empty")


def _kind(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "flag"
    return "number" if isinstance(value, int | float) else "text"


def _rounded(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _rounded(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_rounded(value) for value in data]
    return round(data, DECIMALS) if isinstance(data, float) else data


def _written(data: Any, indent: str) -> str:
    line = json.dumps(data, ensure_ascii=False)
    if not isinstance(data, dict | list) or len(indent) + len(line) < 100:
        return line
    inner = indent + "  "
    if isinstance(data, dict):
        rows = [f"{json.dumps(key, ensure_ascii=False)}: {_written(value, inner)}" for key, value in data.items()]
    else:
        rows = [_written(value, inner) for value in data]
    start, end = ("{", "}") if isinstance(data, dict) else ("[", "]")
    return f"{start}\n" + ",\n".join(inner + row for row in rows) + f"\n{indent}{end}"
