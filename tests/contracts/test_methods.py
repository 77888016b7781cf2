"""Every measure that the code cites is described for planners, and every description is cited."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
METHODS = ROOT / "docs" / "methods.md"
CITED = re.compile(r"docs/methods\.md#([\w-]+)")
HEADING = re.compile(r"^<a id=\"([\w-]+)\"></a>\n## .+$", flags=re.MULTILINE)
UNCITED = {"klassen"}  # about the map, not about a measure


def sections() -> dict[str, str]:
    """Anchor -> text of every measure's section."""
    parts = HEADING.split(METHODS.read_text(encoding="utf-8"))[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def cited() -> dict[str, set[str]]:
    """Module -> the sections it cites."""
    files = sorted((ROOT / "src").rglob("*.py"))
    return {str(file.relative_to(ROOT)): set(CITED.findall(file.read_text(encoding="utf-8"))) for file in files}


def test_every_cited_section_exists() -> None:
    missing = {file: names - set(sections()) for file, names in cited().items()}
    assert {file: names for file, names in missing.items() if names} == {}


def test_every_section_is_cited_where_it_is_worked_out() -> None:
    used = set().union(*cited().values())
    assert len(used) > 8
    assert set(sections()) - used == UNCITED


def test_every_heading_has_its_own_anchor() -> None:
    text = METHODS.read_text(encoding="utf-8")
    assert len(sections()) == len(re.findall(r"^## ", text, flags=re.MULTILINE)) == len(HEADING.findall(text))


@pytest.mark.parametrize("heading", sections())
def test_a_section_says_what_a_reader_needs(heading: str) -> None:
    text = sections()[heading]
    for part in ("Definition", "Formel", "Einheit", "Fehlende Werte", "Beispiel", "Grenzen der Aussage"):
        assert f"**{part}.**" in text, f"{heading}: {part}"
