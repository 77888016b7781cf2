"""TOML as text: strings and comments in which no character of a file can do anything but stand there."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

STEERING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
LOST = "\ufffd"  # stands for half a character, which no file can hold

Value = str | Sequence["Value"] | Mapping[str, "Value"]


def quoted(text: str) -> str:
    """A TOML string of exactly this text; halves of characters become U+FFFD."""
    return f'"{"".join(map(_in_string, text))}"'


def key(text: str) -> str:
    """A TOML key, quoted where it must be."""
    return text if text and set(text) <= BARE else quoted(text)


def inline(value: Value) -> str:
    """A value on one line: string, list or inline table."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{key(name)} = {inline(part)}" for name, part in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    return f"[{', '.join(inline(part) for part in value)}]"


def comment(text: str) -> str:
    """Lines of a comment; what could end a line or steer a terminal is spelt out."""
    return "\n".join(f"# {_shown(line)}".rstrip() for line in text.split("\n"))


def commented(lines: Iterable[str]) -> list[str]:
    """The same lines of TOML, switched off."""
    return [f"# {line}" if line else "#" for line in lines]


def listed(texts: Iterable[str]) -> str:
    """Texts of a file for a comment of one line."""
    return ", ".join(_shown(text) for text in texts)


def _shown(text: str) -> str:
    return "".join(one if unicodedata.category(one) not in STEERING else _escaped(one) for one in text)


def _in_string(sign: str) -> str:
    if sign in {'"', "\\"}:
        return f"\\{sign}"
    return _escaped(sign) if unicodedata.category(sign) in STEERING else sign


def _escaped(sign: str) -> str:
    code = ord(sign)
    if unicodedata.category(sign) == "Cs":
        return LOST
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
