"""The draft of a project -> projekt.toml with comments and marked questions."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from sozialraum.model.draft import (
    QUESTION,
    AreasDraft,
    Draft,
    FacilitiesDraft,
    LeftOut,
    ValuesDraft,
)
from sozialraum.model.fields import in_language
from sozialraum.presentation.draft.atlas_text import base_blocks, view_blocks
from sozialraum.presentation.draft.lage_text import lage_blocks
from sozialraum.presentation.draft.lines import (
    aside,
    date_line,
    file_lines,
    label_of,
    own,
    said,
    shortened,
    values_of,
)
from sozialraum.presentation.draft.places_text import places_blocks
from sozialraum.presentation.draft.residents_text import residents_blocks
from sozialraum.presentation.draft.toml_text import comment, commented, inline, key, listed, quoted
from sozialraum.presentation.words.texts import Texts

# a rule of disclosure control on the safe side; provisional, and said to be so beside it
PROVISIONAL: Mapping[str, str] = MappingProxyType(
    {
        "min_count": "5",
        "min_base": "0",
        "zeros": '"zeigen"',
        "complement": '"sperren"',
        "rates_without_counts": '"sperren"',
        "min_values": "3",
        "dominance": '"keine"',
        "rounding": '"keine"',
    }
)
OWN = "eigene_zahl"  # id in the pattern of an own indicator


def project_text(draft: Draft, words: Texts) -> str:
    """The text of projekt.toml.

    It parses whatever the files hold; what it asks is marked, in values that pages show and in comments.
    """
    blocks = [
        [comment(words("new.text.head").strip()), "schema = 1"],
        _city(draft, words),
        _areas(draft, words),
        *_other_areas(draft, words),
        _register(draft, words),
        *base_blocks(draft, words),
        _disclosure(draft, words),
        *_sources(draft, words),
        *_indicators(draft, words),
        *(block for one in draft.facilities for block in _facilities(one, draft, words)),
        *places_blocks(draft, words),
        *_values(draft.values, words),
        *residents_blocks(draft, words),
        *lage_blocks(draft, words),
        *view_blocks(draft, words),
        _own_indicator(draft, words),
        _left_out(draft.left_out, words),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def skeleton_text(words: Texts) -> str:
    """projekt.toml of a city of which nothing is known."""
    return words.entries["new.skeleton.text"].lstrip("\n")


def questions_in(text: str) -> int:
    """How many questions a projekt.toml asks."""
    pattern = re.compile(rf"#\s*{QUESTION}|^[^#]*{QUESTION}")  # not in a block that is switched off
    return sum(bool(pattern.search(line)) for line in text.splitlines())


def reason(one: LeftOut, words: Texts) -> str:
    """Why a file is not used."""
    return words(f"new.left_out.{one.reason}", **{name: listed([text]) for name, text in one.fields.items()})


def _city(draft: Draft, words: Texts) -> list[str]:
    named = "new.text.city_named" if draft.city_known else "new.text.city_name"
    lines = [comment(words("new.text.city")), "[city]", said("name", draft.city, words(named))]
    if draft.ags is not None:
        lines.append(said("ags", draft.ags, words("new.text.city_named")))
    return [
        *lines,
        said("crs", draft.crs, words("new.text.crs")),
        f"languages = {inline([words.language])}",
        said("notice", own(words("new.text.notice"), words), words("new.text.notice_question")),
    ]


def _areas(draft: Draft, words: Texts) -> list[str]:
    areas = draft.areas
    lines = [comment(words("new.text.areas")), "[areas]"]
    if areas.table is None:
        return [
            lines[0],
            comment(words("new.text.no_boundaries_hint")),
            lines[1],
            f"file = {quoted(words('new.text.no_boundaries'))}",
            f"columns = {inline({'area_id': words('new.text.no_boundaries_key')})}",
            f"label = {inline(own('Sozialraum', words))}",
            f"label_plural = {inline(own('Sozialräume', words))}",
            date_line("boundaries_as_of", draft.today, words("new.text.as_of_areas")),
            f"source = {quoted('grenzen')}",
        ]
    columns = {"area_id": areas.area_id, **({} if areas.name is None else {"name": areas.name})}
    lines = [*file_lines(areas.table, lines, words), f"columns = {inline(columns)}"]
    if areas.choices and areas.drawn_from is None and not areas.whole:
        lines[-1] += aside(words("new.text.choices", choices=listed(areas.choices)))
    if areas.sums:
        sums = areas.sums[0] if len(areas.sums) == 1 else areas.sums
        lines.append(f"unless = {inline({areas.area_id: sums})}{aside(words('new.text.sums'))}")
    lines += [
        f"label = {inline(label_of(areas.label, words))}",
        f"label_plural = {inline(label_of(areas.label_plural, words))}",
        date_line("boundaries_as_of", areas.as_of or draft.today, _of_day(areas, words)),
        f"source = {quoted(areas.table.source)}",
    ]
    if areas.outline is not None:
        lines.append(said("outline_file", areas.outline, words("new.text.outline")))
    lines += _schematic(areas, words)
    if areas.names:
        lines += ["", "[areas.names]" + aside(words("new.text.names"))]
        lines += [f"{key(id_)} = {quoted(name)}" for id_, name in areas.names.items()]
    return lines


def _of_day(areas: AreasDraft, words: Texts) -> str:
    if areas.as_of_column is not None:
        return words("new.text.as_of_column", column=listed([areas.as_of_column]))
    if areas.drawn_from is not None or areas.whole:
        return words("new.text.drawn_day")
    return words("new.text.as_of_areas")


def _schematic(areas: AreasDraft, words: Texts) -> list[str]:
    if areas.drawn_from is None and not areas.whole:
        return []
    question = words("new.text.drawn_whole")
    if areas.drawn_from is not None:
        question = words("new.text.drawn", column=listed([areas.drawn_from]))
    others = [one for one in areas.choices if one != areas.drawn_from]
    lines = [comment(question)]
    if others:
        lines.append(comment(words("new.text.drawn_choices", choices=listed(others))))
    return [
        *lines,
        f"schematic = {inline(own(words('new.text.schematic'), words))}",
        f"schematic_short = {inline(own(words('new.text.schematic_short'), words))}",
    ]


def _other_areas(draft: Draft, words: Texts) -> Iterable[list[str]]:
    areas = draft.areas.table
    for larger in draft.larger:
        if areas is None:
            continue
        lines = file_lines(areas, [comment(words("new.text.larger")), "[[planungsbezirke]]"], words, headings=False)
        yield [
            *lines,
            f"columns = {inline({'area_id': draft.areas.area_id, 'part_of': larger.part_of})}",
            f"level = {quoted(larger.level)}",
            f"label = {inline(label_of(larger.label, words))}",
            f"label_plural = {inline(label_of(larger.label_plural, words))}",
            f"names = {inline(larger.names)}",
        ]
    for division in draft.divisions:
        lines = file_lines(division.table, [comment(words("new.text.division")), "[[other_geographies]]"], words)
        yield [*lines, f"name = {quoted(division.name)}", f"column = {quoted(division.column)}"]


def _register(draft: Draft, words: Texts) -> list[str]:
    if draft.register is None:
        return []
    lines = file_lines(draft.register.table, [comment(words("new.text.register")), "[addresses]"], words)
    lines += [f"columns = {inline(draft.register.columns)}"]
    if draft.register.crs is not None:
        lines.append(f"crs = {quoted(draft.register.crs)}")
    return [*lines, f"source = {quoted(draft.register.table.source)}"]


def _disclosure(draft: Draft, words: Texts) -> list[str]:
    return [
        comment(words("new.text.disclosure").strip()),
        "[disclosure.oeffentlich]",
        *(f"{name} = {value}{aside(words(f'new.text.{name}'))}" for name, value in PROVISIONAL.items()),
        f"rule = {quoted(words('new.text.rule'))}",
        f"set_by = {quoted(words('new.text.set_by'))}",
        date_line("set_on", draft.today, words("new.text.set_on")),
    ]


def _sources(draft: Draft, words: Texts) -> Iterable[list[str]]:
    head = [comment(words("new.text.sources"))]
    numbers = {one.table.source for one in draft.values} | {one.table.source for one in draft.facilities}
    numbers |= {one.table.source for one in draft.residents}
    drawn = draft.areas.table.source if draft.areas.drawn_from is not None or draft.areas.whole else None  # type: ignore[union-attr]  # drawn areas have a table
    asked = {} if draft.areas.table is not None else {"grenzen": words("new.text.areas")}
    every = {**asked, **draft.sources}
    for id_, file in every.items():
        title = words("new.text.drawn_title") if id_ == drawn else file
        publisher = words("new.text.drawn_publisher") if id_ == drawn else words("new.text.publisher")
        lines = [*head, f"[sources.{key(id_)}]", f"title = {quoted(title)}", f"publisher = {quoted(publisher)}"]
        if id_ != drawn:
            lines += [
                f'# licence = ""{aside(words("new.text.licence"))}',
                f'# url = ""{aside(words("new.text.url"))}',
                f"# as_of = {draft.today}{aside(words('new.text.as_of'))}",
            ]
        if id_ in numbers:
            lines.append(f'# schutzklasse = "register"{aside(words("new.text.schutzklasse"))}')
            lines.append(f'# disclosure = "as_published"{aside(words("new.text.as_published"))}')
        yield lines
        head = []


def _indicators(draft: Draft, words: Texts) -> Iterable[list[str]]:
    head = [comment(words("new.text.indicators"))]
    known = dict.fromkeys(id_ for one in draft.values if one.period_known for id_ in one.indicators)
    for id_ in known:
        yield [*head, "[[indicators]]", f"id = {quoted(id_)}", f"use = {quoted(id_)}"]
        head = []
    for id_ in dict.fromkeys(id_ for one in draft.values for id_ in one.indicators):
        if id_ not in known:
            yield commented(["[[indicators]]", f"id = {quoted(id_)}", f"use = {quoted(id_)}"])


def _facilities(one: FacilitiesDraft, draft: Draft, words: Texts) -> Iterable[list[str]]:
    label = in_language(one.label_plural, words.language)
    lines = [comment(words("new.text.facilities", label=listed([label]))), "[[facility_types]]"]
    lines += [
        f"id = {quoted(one.id)}",
        f"label = {inline(label_of(one.label, words))}" + ("" if one.kind_known else aside(words("new.text.kind"))),
        f"label_plural = {inline(label_of(one.label_plural, words))}",
        f"symbol = {inline(one.symbol)}",
    ]
    lines = file_lines(one.table, lines, words)
    columns = f"columns = {inline(values_of(one.columns))}"
    lines.append(columns + (aside(words("new.text.key_made")) if one.key_made else ""))
    if one.crs is not None:
        lines.append(f"crs = {quoted(one.crs)}")
    if one.positions == 0 and draft.register is None:
        lines.append(comment(words("new.text.no_position")))
    lines.append(date_line("as_of", draft.today, words("new.text.facility_as_of")))
    lines.append(f"source = {quoted(one.table.source)}")
    if one.numbers:
        lines.append(comment(words("new.text.facility_numbers", headings=", ".join(shortened(one.numbers, words)))))
    yield lines
    for check in one.checks:
        head = [comment(words("new.text.position_checks", count=check.common)), "[[facility_types.position_checks]]"]
        more = [*file_lines(check.table, head, words), f"columns = {inline(values_of(check.columns))}"]
        yield [*more, *([f"crs = {quoted(check.crs)}"] if check.crs else [])]


def _values(every: Sequence[ValuesDraft], words: Texts) -> Iterable[list[str]]:
    head, asked = [comment(words("new.text.values"))], set[str]()
    for one in every:
        if one.names or one.wide:
            lines = _value_lines(one, words, first=one.table.file not in asked)
            asked.add(one.table.file)
            if not one.period_known:
                lines = [comment(words("new.text.no_period")), *commented(lines)]
            yield [*head, *lines]
            head = []
        if one.unclear:
            yield [*head, *_unclear(one, words)]
            head = []


def _value_lines(one: ValuesDraft, words: Texts, first: bool) -> list[str]:
    lines = file_lines(one.table, ["[[values]]"], words, headings=first)
    lines.append(f"columns = {inline(values_of(one.columns))}")
    if one.unless:
        lines.append(f"unless = {inline(values_of(one.unless))}{aside(words('new.text.unless'))}")
    if one.names:
        lines.append(f"indicator_names = {inline(one.names)}")
    if one.period is not None:
        lines.append(said("period", one.period, words("new.text.period_file")))
    elif not one.period_known:
        lines.append('period = ""')
    if one.year_only:
        if first:
            lines.append(comment(words("new.text.stichtag")))
        lines.append('# stichtag = "12-31"')
    lines.append(f"source = {quoted(one.table.source)}")
    if one.wide:
        entries = [{"column": column.column, "indicator": column.indicator} for column in one.wide]
        lines += ["wide = [", *(f"  {inline(entry)}," for entry in entries), "]"]
    return lines


def _unclear(one: ValuesDraft, words: Texts) -> list[str]:
    long = "value" in one.columns
    lines = [comment(words("new.text.unclear_long" if long else "new.text.unclear"))]
    lines += [comment(f"  {text}") for text in shortened(one.unclear, words)]
    table = replace(one.table, where={**one.table.where, **one.example})
    columns = {name: heading for name, heading in one.columns.items() if name != "indicator"}
    block = [*file_lines(table, ["[[values]]"], words, headings=False), f"columns = {inline(values_of(columns))}"]
    if one.unless:
        block.append(f"unless = {inline(values_of(one.unless))}")
    if "period" not in one.columns:
        block.append(f"period = {quoted(one.period or '')}")
    block.append(f"source = {quoted(one.table.source)}")
    if long:
        return [*lines, *commented([*block, f"indicator = {quoted(OWN)}"])]
    entry = {"column": one.unclear[0], "indicator": OWN}
    return [*lines, *commented([*block, "wide = [", f"  {inline(entry)},", "]"])]


def _own_indicator(draft: Draft, words: Texts) -> list[str]:
    if not any(one.unclear for one in draft.values):
        return []
    block = [
        "[[indicators]]",
        f"id = {quoted(OWN)}",
        f"label = {inline(own(words('new.text.own_label'), words))}",
        f"short = {inline(own(words('new.text.own_label'), words))}",
        'handlungsfeld = "demografie"',
        f"definition = {inline(own(words('new.text.own_definition'), words))}",
        'kind = "count"',
        'counts = "persons"',
        f"unit = {inline(own(words('new.text.own_unit'), words))}",
        "per = 1",
        "decimals = 0",
        f"polaritaet = {quoted('keine')}",
        'rolle = "kontext"',
        'raumbezug = "wohnort"',
        'zeitbezug = "stichtag"',
    ]
    return [comment(words("new.text.own_indicator").strip()), *commented(block)]


def _left_out(left_out: Sequence[LeftOut], words: Texts) -> list[str]:
    if not left_out:
        return []
    lines = [words("new.text.left_out_line", file=listed([one.file]), reason=reason(one, words)) for one in left_out]
    return [comment(words("new.text.left_out")), *(comment(f"  {listed([line])}") for line in lines)]
