"""Help pages in the language of the program: headings and the line about --help, which typer has in English only."""

from typing import Any

from typer.core import TyperCommand, TyperGroup

from sozialraum.presentation.texts import Texts


def help_classes(words: Texts) -> tuple[type[TyperGroup], type[TyperCommand]]:
    """Classes of group and command whose help speaks these words."""

    class Command(TyperCommand):
        def get_usage(self, ctx: Any) -> str:
            return _usage(super().get_usage(ctx), words)

    class Group(TyperGroup):
        def get_usage(self, ctx: Any) -> str:
            return _usage(super().get_usage(ctx), words)

    return Group, Command


def _usage(line: str, words: Texts) -> str:
    english = {
        "Usage:": words("cli.usage"),
        "[OPTIONS]": words("cli.usage_options"),
        "COMMAND [ARGS]...": words("cli.usage_command"),
    }
    for phrase, own in english.items():
        line = line.replace(phrase, own)
    return line
