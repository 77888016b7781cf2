"""The blocks of projekt.toml about what the atlas shows beside numbers: lines, and a walk-through to switch on."""

from collections.abc import Iterable

from sozialraum.model.draft import Draft
from sozialraum.model.measures import INDEX
from sozialraum.presentation.draft.lage_text import LEAST
from sozialraum.presentation.draft.lines import aside, file_lines, label_of, own
from sozialraum.presentation.draft.places_text import CHILDREN, coverage_ids
from sozialraum.presentation.draft.toml_text import comment, commented, inline, quoted
from sozialraum.presentation.words.texts import Texts


def base_blocks(draft: Draft, words: Texts) -> Iterable[list[str]]:
    """[[base_lines]] of each file or kind of lines in it."""
    head, asked = [comment(words("new.text.base_lines"))], set[str]()
    for one in draft.base_lines:
        lines = [*head, "[[base_lines]]", f"id = {quoted(one.id)}", f"label = {inline(label_of(one.label, words))}"]
        lines = file_lines(
            one.table, [*lines, f"kind = {quoted(one.kind)}"], words, headings=one.table.file not in asked
        )
        if one.names is not None:
            lines.append(f"names = {quoted(one.names)}")
        if one.kind == "road":
            lines.append(f"shown = false{aside(words('new.text.base_hidden'))}")
        yield [*lines, f"source = {quoted(one.table.source)}"]
        head = []
        asked.add(one.table.file)


def view_blocks(draft: Draft, words: Texts) -> Iterable[list[str]]:
    """A walk-through of what was found, switched off: the question, where least is there, the soziale Lage."""
    stops = [stop for stop in (_question(draft), _gap(draft), _lage(draft)) if stop is not None]
    if not stops:
        return
    block: list[str] = []
    for id_, figure, more, needs in stops:
        block += [
            *([""] if block else []),
            "[[views]]",
            f"id = {quoted(id_)}",
            f"title = {inline(own(words(f'new.text.view_{id_}'), words))}",
            f"sentence = {inline(own(words('new.text.view_sentence'), words))}",
            f"figure = {quoted(figure)}" + (aside(words("new.text.view_needs", section=needs)) if needs else ""),
            *more,
        ]
    yield [comment(words("new.text.views").strip()), *commented(block)]


Stop = tuple[str, str, list[str], str]  # id, figure, further lines, the section that must be switched on for it


def _question(draft: Draft) -> Stop | None:
    known = [id_ for one in draft.values if one.period_known for id_ in one.indicators]
    children = [id_ for id_ in known if id_.startswith(CHILDREN)]
    return ("question", (children or known)[0], [], "") if known else None


def _gap(draft: Draft) -> Stop | None:
    """The places beside the children where they are proposed, else how many houses there are."""
    for id_ in coverage_ids(draft):
        return "gap", f"{id_}_quota", ['tab = "tabelle"'], "[[coverage]]"
    return ("houses", f"{draft.facilities[0].id}_count", [], "") if draft.facilities else None


def _lage(draft: Draft) -> Stop | None:
    if len(draft.lage) >= LEAST:
        return "lage", INDEX, ['tab = "steckbrief"'], "[lage_index]"
    return ("lage", draft.lage[0], [], "") if draft.lage else None
