"""Help pages and complaints about the call in the language of the program; typer has them in English only."""

import re
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from sozialraum.cli.say import say
from sozialraum.presentation.words.texts import Texts

BAD_CALL = 2  # exit status
USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]  # what all faults of a call have in common
REQUIRED = re.compile(r"\{([^{}]+)\}")  # typer's braces around the name of an argument
HIDDEN = " [ ]..."  # an argument that is not for showing


def help_classes(words: Texts) -> tuple[type[TyperGroup], type[TyperCommand]]:
    """Classes of group and command whose help speaks these words."""

    class Command(TyperCommand):
        said: str | None = None

        def get_usage(self, ctx: Any) -> str:
            return self.said or _usage(super().get_usage(ctx), words)

        def format_help(self, ctx: Any, formatter: Any) -> None:
            self.said = self.get_usage(ctx)  # as long as it is known what is required
            _without_types(self.params)
            super().format_help(ctx, formatter)

    class Group(TyperGroup):
        said: str | None = None

        def get_usage(self, ctx: Any) -> str:
            return self.said or _usage(super().get_usage(ctx), words)

        def format_help(self, ctx: Any, formatter: Any) -> None:
            self.said = self.get_usage(ctx)  # as long as it is known what is required
            _without_types(self.params)
            super().format_help(ctx, formatter)

    return Group, Command


def answered(run: Callable[[], Any], words: Texts) -> int:
    """The exit status of the program; a call it cannot understand is answered in a sentence and with its usage."""
    try:
        return int(run() or 0)
    except USAGE_ERROR as error:
        _tell(error, words)
        return BAD_CALL


def _tell(error: Any, words: Texts) -> None:
    ctx = error.ctx
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        typer.echo(ctx.get_help(), err=True)
        return
    name = getattr(error, "option_name", "") or (error.param.metavar if getattr(error, "param", None) else "")
    known = ", ".join(sorted(set(getattr(error, "possibilities", None) or ()) - {"--help"}))
    sentence = {
        "MissingParameter": words("cli.bad_call.missing", name=name),
        "NoSuchOption": words("cli.bad_call.option_near" if known else "cli.bad_call.option", name=name, known=known),
        "BadOptionUsage": words("cli.bad_call.no_value", name=name),
    }.get(kind)
    if sentence is None and ctx is not None and isinstance(ctx.command, TyperGroup):
        sentence = words("cli.bad_call.command", known=", ".join(ctx.command.list_commands(ctx)))
    say(sentence or words("cli.bad_call.other", told=error.format_message()), err=True)
    if ctx is not None:
        say(" ".join(ctx.get_usage().split()), err=True)
        say(words("cli.bad_call.help", command=ctx.command_path), err=True)


def _without_types(params: list[Any]) -> None:
    """A help page is the last thing that is done with them: it shows names, not what Python makes of them."""
    for param in params:
        param.required = False
        if param.metavar is None:
            param.metavar = ""
        if param.param_type_name == "argument":
            param.display_type = _nothing


def _nothing(_: Any) -> None:
    """What to show as the type of an argument."""


def _usage(line: str, words: Texts) -> str:
    english = {
        "Usage:": words("cli.usage"),
        "[OPTIONS]": words("cli.usage_options"),
        "COMMAND [ARGS]...": words("cli.usage_command"),
        HIDDEN: "",
    }
    for phrase, own in english.items():
        line = line.replace(phrase, own)
    return REQUIRED.sub(r"\1", line)
