"""The draft of a project as projekt.toml."""
