"""The command line: reads, builds, writes; decides nothing. The only room that writes."""


def main() -> None:
    """Entry point of `sozialraum`."""
    from sozialraum.cli.app import main as run

    run()
