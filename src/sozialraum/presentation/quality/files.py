"""What became of the files: the account of their rows, how they were read, how their areas were found."""

import json
from collections.abc import Iterable, Mapping, Sequence

from sozialraum.errors import SHEET
from sozialraum.model.intake import Aspect, Guess, Intake
from sozialraum.model.quality import FileAccount, Quality
from sozialraum.presentation.quality.grid import Column, Grid, Section, area_names
from sozialraum.presentation.words.numbers import number
from sozialraum.presentation.words.texts import Texts

OUTLINE = "areas.outline_file"
WITH_CRS = ("areas", "facility_types", "addresses", "network")  # entries that may state a coordinate system
IN_DIALECT = (Aspect.ENCODING, Aspect.SEPARATOR, Aspect.DECIMAL, Aspect.RANGE, Aspect.HEADER_ROWS)


def account_sentence(quality: Quality, words: Texts) -> str:
    """How many files and rows were read, and that every row is used or listed (or that some are not)."""
    if not quality.files:
        return words("report.account.none")
    fields = {
        "files": number(len({one.file for one in quality.files}), 0, words),
        "entries": number(len(quality.intakes), 0, words),
        "rows": number(sum(one.rows for one in quality.files), 0, words),
        "used": number(sum(one.used for one in quality.files), 0, words),
        "listed": number(sum(sum(one.listed.values()) for one in quality.files), 0, words),
    }
    balanced = all(one.rows == one.used + sum(one.listed.values()) for one in quality.intakes)
    return words("report.account.balanced" if balanced else "report.account.unbalanced", **fields)


def toml_lines(intake: Intake) -> str:
    """What its entry of projekt.toml would have to say so that nothing needs to be recognised.

    "" where it says so already, and for the outline, which is read as [areas] says.
    """
    if intake.entry == OUTLINE:
        return ""
    recognised = {guess.aspect: guess for guess in intake.guesses if not guess.stated}
    known = {guess.aspect: guess for guess in intake.guesses}  # a dialect that is stated in part is completed
    in_dialect = [f"{aspect} = {_toml(known[aspect])}" for aspect in IN_DIALECT if aspect in known]
    lines = [f"dialect = {{ {', '.join(in_dialect)} }}"] if recognised.keys() & set(IN_DIALECT) else []
    further = (Aspect.LAYER, Aspect.CRS) if intake.entry.startswith(WITH_CRS) else (Aspect.LAYER,)
    lines += [f"{aspect} = {_toml(recognised[aspect])}" for aspect in further if aspect in recognised]
    return "\n".join(lines)


def _toml(guess: Guess) -> str:
    if guess.aspect is Aspect.HEADER_ROWS and guess.value.isdecimal():
        return guess.value
    return json.dumps(guess.value, ensure_ascii=False)  # a JSON text is a TOML text too


def _place(file: str, layer: str) -> str:
    return f"{file}{SHEET}{layer}" if layer else file


def files_section(files: Sequence[FileAccount], words: Texts) -> Section:
    """Rows read, used and listed, table by table; a row that one entry uses is used."""

    def count(value: int) -> str:
        return number(value, 0, words)

    rows = [
        [
            _place(one.file, one.layer),
            entry_names(one.entries),
            count(one.rows),
            count(one.used),
            count(sum(one.listed.values())),
            _reasons(one, words),
        ]
        for one in files
    ]
    if rows:
        listed = sum(sum(one.listed.values()) for one in files)
        sums = [sum(one.rows for one in files), sum(one.used for one in files), listed]
        rows.append([words("report.files.all"), "", *(count(one) for one in sums), ""])
    columns = [
        Column(words("report.file")),
        Column(words("report.entry")),
        Column(words("report.files.rows"), "number"),
        Column(words("report.files.used"), "number"),
        Column(words("report.files.listed"), "number"),
        Column(words("report.files.reasons")),
    ]
    grids = [Grid("", columns, rows)] if rows else []
    sentence = words("report.files.intro" if rows else "report.account.none")
    return Section("dateien", words("report.files.title"), [sentence], grids)


def entry_names(entries: Sequence[str]) -> str:
    """Entries of projekt.toml in few words: "values[1], values[2], values[3]" is "values[1] – values[3]"."""
    told, run = [], list[tuple[str, int]]()
    for entry in entries:
        name, _, place = entry.removesuffix("]").rpartition("[")
        numbered = (name, int(place)) if name and place.isdecimal() else (entry, -1)
        if run and run[-1][0] == numbered[0] and run[-1][1] + 1 == numbered[1] > 0:
            run.append(numbered)
            continue
        told += _of_a_run(run)
        run = [numbered]
    return ", ".join([*told, *_of_a_run(run)])


def _of_a_run(run: Sequence[tuple[str, int]]) -> list[str]:
    named = [f"{name}[{place}]" if place >= 0 else name for name, place in run]
    return [f"{named[0]} – {named[-1]}"] if len(named) > 2 else named  # two are no span


def _reasons(account: FileAccount, words: Texts) -> str:
    if not account.rows:
        return words("report.files.unread")
    return "; ".join(
        f"{words.entries.get(f'report.aside.{reason}') or words('report.refused', code=reason)}: "
        f"{number(count, 0, words)}"
        for reason, count in sorted(account.listed.items())
    )


def reading_section(intakes: Sequence[Intake], words: Texts) -> Section:
    """What was recognised about each file, and the line that would fix it."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for one in intakes:
        stated = [_guess(guess, words) for guess in one.guesses if guess.stated]
        recognised = [_guess(guess, words) for guess in one.guesses if not guess.stated]
        if stated or recognised:
            read = (_place(one.file, one.layer), "; ".join(recognised), "; ".join(stated), toml_lines(one))
            alike.setdefault(read, []).append(one.entry)
    rows = [[place, entry_names(entries), *said] for (place, *said), entries in alike.items()]
    columns = [
        Column(words("report.file")),
        Column(words("report.entry")),
        Column(words("report.reading.recognised")),
        Column(words("report.reading.stated")),
        Column(words("report.reading.toml"), "code"),
    ]
    sentences = [words("report.reading.intro") if rows else words("report.reading.none")]
    return Section("lesart", words("report.reading.title"), sentences, [Grid("", columns, rows)] if rows else [])


def _guess(guess: Guess, words: Texts) -> str:
    value = words.entries.get(f"report.sign.{guess.value}") or guess.value
    return f"{words(f'report.aspect.{guess.aspect}')}: {value}"


def matching_section(intakes: Sequence[Intake], names: Mapping[str, str], words: Texts) -> Section:
    """Which texts of the files mean which areas, and by which rule."""
    matched = [(one, one.match) for one in intakes if one.match is not None]
    alike: dict[tuple[str, ...], list[str]] = {}
    for one, match in matched:
        found = (
            _place(one.file, one.layer),
            match.column,
            *(number(n, 0, words) for n in (match.exact, len(match.by_rule), len(match.unmatched))),
            area_names(match.without, names, words) or "–",
        )
        alike.setdefault(found, []).append(one.entry)
    overview = [[place, entry_names(entries), *said] for (place, *said), entries in alike.items()]
    empty = words("report.match.empty")
    by_rule = [
        [
            _place(one.file, one.layer),
            text.strip() or empty,
            names.get(area_id, area_id),
            words.entries.get(f"report.rule.{rule}") or rule,
        ]
        for one, match in matched
        for text, area_id, rule in match.by_rule
    ]
    unmatched = [
        [_place(one.file, one.layer), text.strip() or empty, near]
        for one, match in matched
        for text, near in match.unmatched
    ]
    file, written = Column(words("report.file")), Column(words("report.match.written"))
    columns = [
        file,
        Column(words("report.entry")),
        Column(words("report.match.column")),
        Column(words("report.match.exact"), "number"),
        Column(words("report.match.by_rule"), "number"),
        Column(words("report.match.unmatched"), "number"),
        Column(words("report.match.without")),
    ]
    of_rule = [file, written, Column(words("report.match.area")), Column(words("report.match.rule"))]
    near_to = [file, written, Column(words("report.match.nearest"))]
    grids = [
        Grid("", columns, overview),
        Grid(words("report.match.by_rule_title"), of_rule, _once(by_rule)),
        Grid(words("report.match.unmatched_title"), near_to, _once(unmatched)),
    ]
    sentences = [words("report.match.intro") if matched else words("report.match.none")]
    return Section("gebiete", words("report.match.title"), sentences, [one for one in grids if one.rows])


def _once(rows: Iterable[Sequence[str]]) -> list[list[str]]:
    """Each row once, where several entries read one file."""
    return [list(row) for row in dict.fromkeys(tuple(row) for row in rows)]
