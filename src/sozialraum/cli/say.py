"""What is printed: one line a sentence, and nothing in it that steers the terminal."""

import unicodedata

import typer

STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # control and format characters, line separators


def say(sentence: str, err: bool = False) -> None:
    """Print a sentence; control characters that a file brought along are spelt out."""
    typer.echo(plain(sentence), err=err)


def plain(sentence: str) -> str:
    """The sentence with control characters spelt out."""
    return "".join(_spelt(character) for character in sentence)


def _spelt(character: str) -> str:
    if unicodedata.category(character) not in STEERING:
        return character
    return character.encode("unicode_escape").decode("ascii")
