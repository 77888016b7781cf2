"""What documents and comments call by name is there: names of the glossary, files in decisions and comments."""

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("src", "tests", "tools", "benchmarks")
ENDINGS = ("py", "js", "mjs", "j2", "css", "toml")
FILE = re.compile(r"[\w./-]+\.(?:py|js|mjs|j2|css)\b")
COMMENT = re.compile(r"/\*.*?\*/|\{#.*?#\}|(?<=\s)#[^\n]*|\"\"\".*?\"\"\"", re.DOTALL)
ELSEWHERE = re.compile(r"leaflet|vendor/|(?:scripts|styles)\w*\.(?:js|css)")  # of the library, or made by the program


@cache
def files(*rooms: str) -> tuple[Path, ...]:
    found = {path for room in rooms for ending in ENDINGS for path in (ROOT / room).rglob(f"*.{ending}")}
    return tuple(sorted(path for path in found if not {"vendor", "minified", "node_modules"} & set(path.parts)))


@cache
def whole_paths() -> tuple[str, ...]:
    return tuple("/" + path.relative_to(ROOT).as_posix() for path in (*files(*CODE), *ROOT.glob("*.py")))


def missing_files(text: str) -> list[str]:
    """Files that a text names, by the end of their path, and that are not there."""
    named = {one for one in FILE.findall(text) if not ELSEWHERE.search(one)}
    return sorted(one for one in named if not any(path.endswith("/" + one.lstrip("./")) for path in whole_paths()))


def test_the_names_of_the_glossary_are_those_of_the_code() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in files(*CODE))
    known = set(re.findall(r"\w+", code)) | {part for path in whole_paths() for part in re.split(r"[/.]", path)}
    named = re.findall(r"`([A-Za-z_][\w.]*)`", (ROOT / "GLOSSARY.md").read_text(encoding="utf-8"))
    assert len(named) > 100
    assert sorted({name for name in named if not set(name.split(".")) <= known}) == []


def test_files_named_in_decisions_are_there() -> None:
    pages = [*sorted((ROOT / "docs" / "decisions").glob("*.md")), ROOT / "CONTRIBUTING.md"]
    assert len(pages) > 30
    quoted = {page.name: " ".join(re.findall(r"`([^`]+)`", page.read_text(encoding="utf-8"))) for page in pages}
    assert {name: lost for name, text in quoted.items() if (lost := missing_files(text))} == {}


def test_files_named_in_comments_are_there() -> None:
    told = {path.name: " ".join(COMMENT.findall(path.read_text(encoding="utf-8"))) for path in files("src")}
    assert sum(bool(FILE.search(text)) for text in told.values()) > 10
    assert {name: lost for name, text in told.items() if (lost := missing_files(text))} == {}


def test_a_file_that_is_gone_is_found() -> None:
    assert missing_files("as templates/macros.html.j2 says, beside leaflet.js") == []
    assert missing_files("see templates/gone.html.j2 and frame/nothing.js") == [
        "frame/nothing.js",
        "templates/gone.html.j2",
    ]
