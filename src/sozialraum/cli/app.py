"""Commands of `sozialraum`; help and messages are German first, English with --lang en or the environment."""

import logging
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from sozialraum.errors import InputError
from sozialraum.presentation.texts import Texts, problem_text, texts

LOG = logging.getLogger("sozialraum")
OK, INTERNAL, INPUT, OUTPUT = 0, 1, 2, 3
LANGUAGES = ("de", "en")


def main() -> None:
    """Entry point: chooses the language, then runs the command."""
    words = texts(_language(sys.argv[1:]))
    app(words)()


def app(words: Texts) -> typer.Typer:
    """The program in one language."""
    program = typer.Typer(
        name="sozialraum",
        help=words("cli.help"),
        epilog=words("cli.exit_codes"),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    help_of = words.section("cli")

    @program.callback()
    def common(
        lang: Annotated[str, typer.Option("--lang", help=help_of["lang"], metavar="de|en")] = words.language,
        version: Annotated[bool, typer.Option("--version", help=help_of["version"])] = False,
    ) -> None:
        if lang not in LANGUAGES:
            typer.echo(words("cli.unknown_language", value=lang), err=True)
            raise typer.Exit(INPUT)
        if version:
            from sozialraum.pipeline import VERSION

            typer.echo(VERSION)
            raise typer.Exit(OK)

    @program.command(help=help_of["build"])
    def build(
        projects: Annotated[
            list[Path] | None, typer.Argument(help=help_of["projects"], metavar="[PROJEKT ...]")
        ] = None,
        out: Annotated[Path, typer.Option("--out", help=help_of["out"], metavar="ORDNER")] = Path("maps"),
        data: Annotated[Path | None, typer.Option("--data", help=help_of["data"], metavar="ORDNER")] = None,
        verbose: Annotated[bool, typer.Option("--verbose", help=help_of["verbose"])] = False,
    ) -> None:
        from sozialraum.cli.build import build_cities

        raise typer.Exit(_guarded(words, verbose, lambda: build_cities(projects or [], out, data, words)))

    @program.command(help=help_of["check"])
    def check(
        project: Annotated[Path, typer.Argument(help=help_of["project"], metavar="PROJEKT")],
        data: Annotated[Path | None, typer.Option("--data", help=help_of["data"], metavar="ORDNER")] = None,
        verbose: Annotated[bool, typer.Option("--verbose", help=help_of["verbose"])] = False,
    ) -> None:
        from sozialraum.cli.build import check_city

        raise typer.Exit(_guarded(words, verbose, lambda: check_city(project, data, words)))

    @program.command(help=help_of["schema"])
    def schema(
        write: Annotated[Path | None, typer.Option("--write", help=help_of["schema_write"], metavar="ORDNER")] = None,
    ) -> None:
        from sozialraum.cli.schema import show_schema

        raise typer.Exit(show_schema(write))

    return program


def _guarded(words: Texts, verbose: bool, run: Callable[[], int]) -> int:
    """Runs a command; a planner sees sentences, never a traceback."""
    logging.basicConfig(
        level=logging.DEBUG if verbose else logging.CRITICAL,
        format="%(asctime)s %(message)s",
        stream=sys.stderr,
    )
    try:
        return run()
    except InputError as error:
        for problem in error.problems:
            typer.echo(problem_text(problem, words), err=True)
        errors = sum(problem.is_error for problem in error.problems)
        typer.echo(words("cli.input_errors", count=errors), err=True)
        return INPUT
    except OSError as error:
        typer.echo(words("cli.cannot_write", path=error.filename or "", reason=error.strerror or ""), err=True)
        return OUTPUT
    except Exception as error:  # the last resort between a planner and a traceback
        # frames without the message: it may quote a value
        LOG.debug("%s\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
        typer.echo(words("cli.internal", kind=type(error).__name__), err=True)
        return INTERNAL


def _language(arguments: list[str]) -> str:
    """--lang, else SOZIALRAUM_LANG, else German; an English system does not turn a German office's messages."""
    for at, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and at + 1 < len(arguments):
            return arguments[at + 1]
    return os.environ.get("SOZIALRAUM_LANG", "de")
