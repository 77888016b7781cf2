"""`sozialraum schema`: the schema of projekt.toml and its reference, made from the model."""

from pathlib import Path

import typer

from sozialraum.sources.schema import project_reference, project_schema

SCHEMA_FILE, REFERENCE_FILE = Path("projekt.schema.json"), Path("docs/projekt-toml.md")


def show_schema(write: Path | None) -> int:
    """Print the JSON schema, or write schema and reference below a folder."""
    if write is None:
        typer.echo(project_schema())
        return 0
    for file, text in ((SCHEMA_FILE, project_schema()), (REFERENCE_FILE, project_reference())):
        (write / file).parent.mkdir(parents=True, exist_ok=True)
        (write / file).write_text(text, encoding="utf-8")
    return 0
