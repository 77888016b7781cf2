"""The blocks of projekt.toml about places: for whom, which offers, the numbers, and a coverage to switch on."""

from collections.abc import Iterable, Sequence

from sozialraum.model.draft import Draft, FacilitiesDraft, PlacesDraft, ValuesDraft
from sozialraum.model.fields import in_language
from sozialraum.model.periods import first_day, last_day
from sozialraum.presentation.draft.lines import aside, file_lines, label_of, own, said, values_of
from sozialraum.presentation.draft.toml_text import comment, commented, inline, listed, quoted
from sozialraum.presentation.words.texts import Texts

UNKNOWN = "ohne_angabe"  # what the source does not say: the kind of the places, the target group
# beginnings of ids that may count the children of a coverage
CHILDREN = ("residents_u", "residents_3_", "residents_6_")
# the first and last age of a target group -> the children it means
OF_AGES = {(0, 2): "residents_u3", (3, 5): "residents_3_5"}


def places_blocks(draft: Draft, words: Texts) -> Iterable[list[str]]:
    """One list of lines for each block."""
    having = [one for one in draft.facilities if one.places]
    if not having:
        return
    yield from _groups(draft, words)
    head = [comment(words("new.text.offers"))]
    for one in having:
        label = f"label = {inline(label_of(one.label, words))}"
        yield [*head, "[[offers]]", f"id = {quoted(one.id)}", label, f"facility_types = {inline([one.id])}"]
        head = []
    for one in having:
        head = [comment(words("new.text.places"))]
        for column in one.places:
            yield [*head, *_places(column, one, draft, words)]
            head = []
    for one in having:
        yield from _coverages(one, draft, words)


def coverage_ids(draft: Draft) -> list[str]:
    """Ids of the coverages that places_blocks proposes."""
    found = []
    for one in (one for one in draft.facilities if one.places and _children(draft)):
        found += [_coverage_id(one, group) for group in _groups_of(one)]
    return found


def _children(draft: Draft) -> dict[str, ValuesDraft]:
    """Indicators that may count the children of a coverage, and where their values are."""
    known = {id_: values for values in draft.values if values.period_known for id_ in values.indicators}
    return {id_: values for id_, values in known.items() if id_.startswith(CHILDREN)}


def _groups_of(one: FacilitiesDraft) -> list[str]:
    """The target groups of the first kind of places of a list, each once; "" where nothing says it."""
    columns = [column for column in one.places if column.kind == one.places[0].kind]
    return list(dict.fromkeys(group for column in columns for group in column.groups))


def _coverage_id(one: FacilitiesDraft, group: str) -> str:
    return "_".join(part for part in (one.id, group, "je_100") if part)


def _groups(draft: Draft, words: Texts) -> Iterable[list[str]]:
    head = [comment(words("new.text.target_groups"))]
    for group in draft.groups:
        yield [
            *head,
            "[[target_groups]]",
            f"id = {quoted(group.id)}",
            f"label = {inline(label_of(group.label, words))}",
            f"ages = [{group.ages[0]}, {group.ages[1]}]",
        ]
        head = []
    if any("" in column.groups for one in draft.facilities for column in one.places):
        label = own(words("new.text.target_unknown"), words)
        yield [*head, "[[target_groups]]", f"id = {quoted(UNKNOWN)}", f"label = {inline(label)}"]


def _places(column: PlacesDraft, one: FacilitiesDraft, draft: Draft, words: Texts) -> list[str]:
    columns: dict[str, str | tuple[str, ...]] = {"facility_id": column.key, "places": column.column}
    if column.group_column:
        columns["target_group"] = column.group_column
    if column.period_column:
        columns["period"] = column.period_column
    beside = column.table.file != one.table.file
    lines = file_lines(column.table, ["[[places]]"], words, headings=beside)
    lines.append(f"columns = {inline(values_of(columns))}")
    if column.group_column:
        lines.append(f"target_group_names = {inline(column.group_names)}")
    lines.append(f"offer = {quoted(one.id)}")
    if not column.group_column:
        lines.append(f"target_group = {quoted(column.group or UNKNOWN)}")
    kind = f"kind = {quoted(column.kind or UNKNOWN)}"
    lines.append(kind + (aside(words("new.text.places_kind")) if column.kind else ""))
    if not column.period_column:
        told = "new.text.places_period_file" if column.period else "new.text.places_period"
        lines.append(said("period", _period(column, draft), words(told)))
    lines.append(f"source = {quoted(column.table.source)}")
    unsaid = [name for name, known in (("kind", column.kind), ("group", column.groups != ("",))) if not known]
    if unsaid:
        note = words(f"new.text.places_note_{'_'.join(unsaid)}")
        lines.append(f"note = {inline(own(note, words))}")
    return lines


def _period(column: PlacesDraft, draft: Draft) -> str:
    return column.period or draft.today[:4]


def _coverages(one: FacilitiesDraft, draft: Draft, words: Texts) -> Iterable[list[str]]:
    """Switched off: one for each target group of the first kind of places, or for all places together."""
    known = _children(draft)
    choices = list(known)
    if not choices:
        return
    kind = one.places[0].kind
    columns = [column for column in one.places if column.kind == kind]
    ages = {group.id: group for group in draft.groups}
    head = [comment(words("new.text.coverage"))]
    for group in _groups_of(one):
        meant = OF_AGES.get(ages[group].ages) if group else None
        children = meant if meant in choices else choices[0]
        label = in_language(one.label_plural, words.language)
        if group:
            label = words(
                "new.text.coverage_group", facilities=label, group=in_language(ages[group].label, words.language)
            )
        column = next(column for column in columns if group in column.groups)
        block = [
            "[[coverage]]",
            f"id = {quoted(_coverage_id(one, group))}",
            f"label = {inline(own(label, words))}",
            f"short = {inline(own(label, words))}",
            f"offers = {inline([one.id])}",
            f"target_groups = {inline([group or UNKNOWN])}",
            f"kind = {quoted(kind or UNKNOWN)}",
            f"children = {quoted(children)}{aside(words('new.text.coverage_children', choices=listed(choices)))}",
            'measure = "plaetze_je_100"',
            *_pairs(column, known[children], draft, words),
        ]
        yield [*head, *commented(block)]
        head = []


def _pairs(column: PlacesDraft, children: ValuesDraft, draft: Draft, words: Texts) -> Sequence[str]:
    """Which date of the children belongs to the places, where that does not follow from the dates."""
    if column.period_column or children.newest is None:
        return [f"# pairs = {{}}{aside(words('new.text.pairs_open'))}"] if column.period_column else []
    period = _period(column, draft)
    if first_day(period) <= last_day(children.newest) <= last_day(period):
        return []
    told = "new.text.pairs_year" if children.year_only else "new.text.pairs"
    return [f"pairs = {inline({period: children.newest})}{aside(words(told, date=f'{children.newest[:4]}-12-31'))}"]
