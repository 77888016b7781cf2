"""Every measure that the code cites is described for planners, and every description is cited."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
METHODS = ROOT / "docs" / "methods.md"
CITED = re.compile(r"docs/methods\.md#([\w-]+)")
UNCITED = {"klassen", "lesart"}  # about the map, not about a measure: presentation has them


def anchors() -> list[str]:
    """The anchors of the headings, as code hosting sites make them."""
    headings = re.findall(r"^#+ (.+)$", METHODS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings]


def sections() -> dict[str, str]:
    """Heading -> text of every measure's section."""
    parts = re.split(r"^## (.+)$", METHODS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def cited() -> dict[str, set[str]]:
    """Module -> the sections it cites."""
    files = sorted((ROOT / "src").rglob("*.py"))
    return {str(file.relative_to(ROOT)): set(CITED.findall(file.read_text(encoding="utf-8"))) for file in files}


def test_every_cited_section_exists() -> None:
    missing = {file: names - set(anchors()) for file, names in cited().items()}
    assert {file: names for file, names in missing.items() if names} == {}


def test_every_section_is_cited_where_it_is_worked_out() -> None:
    used = set().union(*cited().values())
    assert len(used) > 8
    own = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in sections()}
    assert own - used - UNCITED == set()


def test_anchors_are_unique() -> None:
    assert len(set(anchors())) == len(anchors())


@pytest.mark.parametrize("heading", sections() if METHODS.is_file() else ["docs/methods.md"])
def test_a_section_says_what_a_reader_needs(heading: str) -> None:
    text = sections()[heading]
    for part in ("**Definition.**", "**Formel.**", "**Fehlende Werte.**", "**Beispiel.**", "**Grenzen"):
        assert part in text, f"{heading}: {part}"
