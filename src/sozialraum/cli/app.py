"""Commands of `sozialraum`; help and messages are German first, English with --lang en or the environment."""

import logging
import os
import sys
import traceback
from collections.abc import Callable
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from sozialraum.cli.help import answered, help_classes
from sozialraum.cli.say import say
from sozialraum.errors import InputError
from sozialraum.presentation.words.texts import Texts, problem_text, texts

LOG = logging.getLogger("sozialraum")
OK, INTERNAL, INPUT, OUTPUT = 0, 1, 2, 3
LANGUAGES = ("de", "en")
FORMATS = ("text", "json")


def main() -> None:
    """Entry point: chooses the language, then runs the command."""
    language, arguments = _language(sys.argv[1:])
    words = texts(language)
    if language not in LANGUAGES:
        say(words("cli.unknown_language", value=language), err=True)
        sys.exit(INPUT)
    program = app(words)
    sys.exit(answered(lambda: program(arguments, standalone_mode=False), words))


def app(words: Texts) -> typer.Typer:
    """The program in one language."""
    group, command = help_classes(words)
    program = typer.Typer(
        name="sozialraum",
        cls=group,
        help=words("cli.help"),
        epilog=words("cli.exit_codes"),
        no_args_is_help=True,
        add_completion=False,
        add_help_option=False,
        pretty_exceptions_enable=False,
    )
    help_of = {key: escape(text) for key, text in words.section("cli").items()}  # [disclosure.intern] is no style
    panel: dict[str, Any] = {"rich_help_panel": help_of["options"]}
    of_commands: dict[str, Any] = {"cls": command, "rich_help_panel": help_of["commands"], "add_help_option": False}
    # The next three are types, made in the language of the program.
    Help = Annotated[  # noqa: N806  # a type
        bool, typer.Option("--help", "-h", help=help_of["help_option"], is_eager=True, callback=_help, **panel)
    ]
    Data = Annotated[Path | None, typer.Option("--data", help=help_of["data"], metavar=help_of["folder"], **panel)]  # noqa: N806  # a type
    Verbose = Annotated[bool, typer.Option("--verbose", help=help_of["verbose"], **panel)]  # noqa: N806  # a type

    @program.callback()
    def common(
        lang: Annotated[
            str, typer.Option("--lang", help=help_of["lang"], metavar="de|en", show_default=False, **panel)
        ] = words.language,
        version: Annotated[
            bool, typer.Option("--version", help=help_of["version"], is_eager=True, callback=_version, **panel)
        ] = False,
        help_: Help = False,
    ) -> None:
        if lang not in LANGUAGES:
            say(words("cli.unknown_language", value=lang), err=True)
            raise typer.Exit(INPUT)

    @program.command(help=help_of["build"], **of_commands)
    def build(
        projects: Annotated[
            list[Path] | None,
            typer.Argument(
                help=help_of["projects"], metavar=help_of["project_name"], rich_help_panel=help_of["arguments"]
            ),
        ] = None,
        out: Annotated[
            Path,
            typer.Option("--out", help=help_of["out"], metavar=help_of["folder"], show_default=False, **panel),
        ] = Path("maps"),
        data: Data = None,
        intern: Annotated[bool, typer.Option("--intern", help=help_of["intern"], **panel)] = False,
        previous: Annotated[
            Path | None,
            typer.Option("--previous", help=help_of["previous"], metavar=help_of["file"], **panel),
        ] = None,
        verbose: Verbose = False,
        help_: Help = False,
    ) -> None:
        from sozialraum.cli.build import build_cities

        wishes = (projects or [], out, data, words, intern, previous)
        raise typer.Exit(_guarded(words, verbose, lambda: build_cities(*wishes)))

    @program.command(help=help_of["check"], **of_commands)
    def check(
        project: Annotated[
            Path,
            typer.Argument(
                help=help_of["projects"], metavar=help_of["project_name"], rich_help_panel=help_of["arguments"]
            ),
        ],
        data: Data = None,
        form: Annotated[
            str,
            typer.Option("--format", help=help_of["format"], metavar="text|json", show_default=False, **panel),
        ] = FORMATS[0],
        verbose: Verbose = False,
        help_: Help = False,
    ) -> None:
        from sozialraum.cli.check import check_city

        if form not in FORMATS:
            say(words("cli.unknown_format", value=form), err=True)
            raise typer.Exit(INPUT)
        raise typer.Exit(_guarded(words, verbose, lambda: check_city(project, data, words, form == "json", verbose)))

    help_of_new = words.section("new.help")

    @program.command(help=help_of_new["command"], **of_commands)
    def new(
        folder: Annotated[
            Path,
            typer.Argument(
                help=help_of_new["folder"], metavar=help_of["folder"], rich_help_panel=help_of["arguments"]
            ),
        ],
        more: Annotated[list[Path] | None, typer.Argument(hidden=True, metavar=" ")] = None,
        given: Annotated[
            list[Path] | None,
            typer.Option("--from", help=help_of_new["from"], metavar=help_of_new["files"], **panel),
        ] = None,
        where: Annotated[
            list[str] | None,
            typer.Option("--where", help=help_of_new["where"], metavar=help_of_new["condition"], **panel),
        ] = None,
        areas_from: Annotated[
            str | None,
            typer.Option("--gebiete-aus", help=help_of_new["areas_from"], metavar=help_of_new["column"], **panel),
        ] = None,
        excel: Annotated[bool, typer.Option("--excel", help=help_of_new["excel"], **panel)] = False,
        verbose: Verbose = False,
        help_: Help = False,
    ) -> None:
        from sozialraum.cli.new import new_city

        # a shell writes several files behind one --from; the second and later ones arrive as arguments
        files = [*(given or []), *(more or [])]
        wishes = (folder, files, where or [], areas_from, words)
        raise typer.Exit(_guarded(words, verbose, lambda: new_city(*wishes, excel=excel)))

    @program.command(help=help_of["schema"], **of_commands)
    def schema(
        write: Annotated[
            Path | None, typer.Option("--write", help=help_of["schema_write"], metavar=help_of["folder"], **panel)
        ] = None,
        help_: Help = False,
    ) -> None:
        from sozialraum.cli.schema import show_schema

        raise typer.Exit(show_schema(write))

    return program


def _help(ctx: typer.Context, value: bool) -> None:
    if value:
        typer.echo(ctx.get_help())
        raise typer.Exit(OK)


def _version(value: bool) -> None:
    if value:
        say(installed_version("sozialraum"))
        raise typer.Exit(OK)


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
            say(problem_text(problem, words), err=True)
        errors = sum(problem.is_error for problem in error.problems)
        say(words("cli.input_errors", count=errors), err=True)
        return INPUT
    except OSError as error:
        say(words("cli.cannot_write", path=error.filename or "", reason=error.strerror or ""), err=True)
        return OUTPUT
    except Exception as error:  # the last resort between a planner and a traceback
        # frames without the message: it may quote a value
        LOG.debug("%s\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
        say(words("cli.internal", kind=type(error).__name__), err=True)
        return INTERNAL


def _language(arguments: list[str]) -> tuple[str, list[str]]:
    """--lang wherever it stands, else SOZIALRAUM_LANG, else German; and the arguments without it.

    An English system does not turn a German office's messages.
    """
    language, rest, waiting = os.environ.get("SOZIALRAUM_LANG") or "de", list[str](), False
    for at, argument in enumerate(arguments):
        if argument == "--":
            return language, rest + arguments[at:]
        if waiting:
            language, waiting = argument, False
        elif argument == "--lang":
            waiting = True
        elif argument.startswith("--lang="):
            language = argument.removeprefix("--lang=")
        else:
            rest.append(argument)
    return ("" if waiting else language), rest
