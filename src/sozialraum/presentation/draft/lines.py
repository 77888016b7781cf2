"""Lines of projekt.toml that several parts of a draft write alike."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from sozialraum.model.draft import FileDraft, Label
from sozialraum.model.fields import in_language
from sozialraum.presentation.draft.toml_text import Value, comment, inline, listed, quoted
from sozialraum.presentation.words.texts import Texts

JOINER = " | "  # between the levels of a heading of several rows
FEW = 6  # headings below one group that are named one by one


def shortened(headings: Iterable[str], words: Texts) -> list[str]:
    """Headings for a comment; where many stand below one group, the first and the last of them."""
    told: list[str] = []
    for group, below in groupby(headings, key=lambda heading: heading[: max(heading.find(JOINER), 0)]):
        found = list(below)
        if group and len(found) > FEW:
            last = found[-1].partition(JOINER)[2]
            told.append(words("new.text.span", first=listed(found[:1]), last=listed([last]), count=len(found)))
        else:
            told += [listed([heading]) for heading in found]
    return told


def file_lines(table: FileDraft, head: Sequence[str], words: Texts, headings: bool = True) -> list[str]:
    """The head of a block, its file and the rows it asks for; in a comment what headings the file has."""
    lines = [*head, f"file = {quoted(table.file)}"]
    if headings and table.headings:
        told = ", ".join(shortened(table.headings, words))
        lines.insert(len(head), comment(words("new.text.headings", headings=told)))
    if table.layer is not None:
        lines.append(f"layer = {quoted(table.layer)}")
    if table.where:
        lines.append(f"where = {inline(values_of(table.where))}")
    if table.unless:
        lines.append(f"unless = {inline(values_of(table.unless))}")
    return lines


def values_of(columns: Mapping[str, str | tuple[str, ...]]) -> dict[str, Value]:
    return {name: value if isinstance(value, str) else list(value) for name, value in columns.items()}


def said(name: str, value: Value, about: str) -> str:
    return f"{name} = {inline(value)}{aside(about)}"


def date_line(name: str, day: str, about: str) -> str:
    return f"{name} = {day}{aside(about)}"


def aside(text: str) -> str:
    return f"   # {listed([text])}"


def label_of(label: Label, words: Texts) -> dict[str, str]:
    return {words.language: in_language(label, words.language)}


def own(text: str, words: Texts) -> dict[str, str]:
    return {words.language: text}
