"""The schema and the reference of projekt.toml that lie in the repository are those of today's model."""

from pathlib import Path

import pytest

from sozialraum.sources.schema import project_reference, project_schema

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("file", "made"), [("projekt.schema.json", project_schema), ("docs/projekt-toml.md", project_reference)]
)
def test_generated_files_are_not_stale(file: str, made: object) -> None:
    assert callable(made)
    assert (ROOT / file).read_text(encoding="utf-8") == made(), f"{file} is stale: run make schema"
