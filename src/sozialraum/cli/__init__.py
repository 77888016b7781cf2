"""The command line: reads, builds, writes; decides nothing. The only room that writes."""

import gc

NEW_OBJECTS = 50_000  # before cycles among them are looked for: a build makes many tables and hardly a cycle


def main() -> None:
    """Entry point of `sozialraum`."""
    gc.set_threshold(NEW_OBJECTS)
    from sozialraum.cli.app import main as run

    run()
