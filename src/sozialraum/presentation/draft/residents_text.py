"""The part of a draft about children by birth month or age, and the rules that make Kita-Jahre of them."""

from collections.abc import Iterable

from sozialraum.model.draft import Draft
from sozialraum.presentation.draft.lines import aside, file_lines, said, values_of
from sozialraum.presentation.draft.toml_text import comment, commented, inline, quoted
from sozialraum.presentation.words.texts import Texts


def residents_blocks(draft: Draft, words: Texts) -> Iterable[list[str]]:
    """[[registers]] of each file, then [cohorts] and [forecast] to be switched on; nothing without a register."""
    head = [comment(words("new.text.residents"))]
    for one in draft.residents:
        lines = [*file_lines(one.table, [*head, "[[registers]]"], words), f"columns = {inline(one.columns)}"]
        if one.unless:
            lines.append(f"unless = {inline(values_of(one.unless))}{aside(words('new.text.unless'))}")
        if one.as_of is not None:
            lines.append(said("as_of", one.as_of, words("new.text.period_file")))
        lines += [f"# absent = {quoted('zero')}{aside(words('new.text.absent'))}"]
        yield [*lines, f"source = {quoted(one.table.source)}"]
        head = []
    if draft.residents:
        rules = ["[cohorts]", f"preset = {quoted('nrw')}", "", "[forecast]", "years_ahead = 3"]
        by_month = any("birth_month" in one.columns for one in draft.residents)
        told = [words("new.text.cohorts").strip(), *([] if by_month else [words("new.text.by_age")])]
        yield [*(comment(one) for one in told), *commented(rules)]
