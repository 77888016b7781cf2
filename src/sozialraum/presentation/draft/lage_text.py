"""The blocks of projekt.toml about the soziale Lage: an index to switch on, made of what was found."""

from collections.abc import Iterable

from sozialraum.model.draft import Draft
from sozialraum.presentation.draft.lines import aside, own
from sozialraum.presentation.draft.toml_text import comment, commented, inline, quoted
from sozialraum.presentation.words.texts import Texts

LEAST = 2  # an index of one indicator is that indicator
RESIDENTS = "residents"  # of the catalogue
# proposals in a block that is switched off, and said to be proposals beside it
CUTS, MIN_RESIDENTS, YEARS = "[-0.5, 0.5]", 300, 2


def lage_blocks(draft: Draft, words: Texts) -> Iterable[list[str]]:
    """The index and its dynamics, switched off; nothing where too few indicators of the Lage were found."""
    if len(draft.lage) < LEAST:
        return
    parts = inline([{"indicator": id_} for id_ in draft.lage])
    index = [
        "[lage_index]",
        f"label = {inline(own(words('new.text.lage_label'), words))}",
        f"parts = {parts}",
        f"cuts = {CUTS}{aside(words('new.text.lage_cuts'))}",
        f"residents = {quoted(RESIDENTS)}{aside(words('new.text.lage_residents'))}",
        f"min_residents = {MIN_RESIDENTS}{aside(words('new.text.lage_min_residents'))}",
        f"note = {inline(own(words('new.text.lage_note'), words))}",
        "",
        f"[lage_index.dynamics]{aside(words('new.text.lage_dynamics'))}",
        f"years = {YEARS}",
    ]
    yield [comment(words("new.text.lage").strip()), *commented(index)]
