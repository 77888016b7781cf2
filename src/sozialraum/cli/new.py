"""`sozialraum new`: look at files, guess what is what, write a project folder, and say what was found."""

import shutil
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from sozialraum.cli.new_workbook import boundaries_only, known_areas, write_template
from sozialraum.cli.say import say
from sozialraum.model.codes import Code
from sozialraum.model.draft import Draft, LeftOut, ResidentsDraft
from sozialraum.model.fields import in_language
from sozialraum.presentation.draft.project import project_text, questions_in, reason, skeleton_text
from sozialraum.presentation.words.texts import Texts, problem_text
from sozialraum.sources.drafts.guessing import Found, Wishes, drafted
from sozialraum.sources.drafts.survey import Surveyed, files_in, survey
from sozialraum.sources.paths import ALLOWED, SIDECARS
from sozialraum.sources.project import PROJECT_FILE

OK, INPUT = 0, 2
EMPTY_FOLDERS = ("boundaries", "facilities", "indicators")


def new_city(
    folder: Path,
    given: Sequence[Path],
    conditions: Sequence[str],
    areas_from: str | None,
    words: Texts,
    today: date | None = None,
    excel: bool = False,
) -> int:
    """Make a project folder; exit status.

    Args:
        folder: to be made; refused where something lies in it.
        given: files and folders; none for an empty skeleton.
        conditions: "heading=text".
        areas_from: heading to draw areas from.
        today: stands in, marked, where no file states a date.
        excel: write a workbook to fill in instead of a projekt.toml; of the files, only the boundaries go in.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        say(words("new.said.taken", path=folder), err=True)
        return INPUT
    if not given and excel:
        say(words("new.said.written_excel", path=write_template(folder, words)))
        return OK
    if not given:
        _write(folder, skeleton_text(words))
        for name in EMPTY_FOLDERS:
            (folder / name).mkdir(exist_ok=True)
        say(words("new.said.written_empty", path=folder / PROJECT_FILE))
        say(words("new.said.next", path=folder))
        return OK
    where: list[tuple[str, str]] = []
    for condition in conditions:
        heading, sign, text = condition.partition("=")
        if not sign or not heading.strip() or not text.strip():
            say(words("new.said.bad_where", value=condition), err=True)
            return INPUT
        where.append((heading.strip(), text.strip()))
    missing = [path for path in given if not path.exists()]
    for path in missing:
        say(words("new.said.not_there", path=path), err=True)
    if missing:
        return INPUT
    tables, left_out = _surveyed(given, words)
    if not tables and not files_in(given)[0]:
        say(words("new.said.no_files", kinds=", ".join(sorted(ALLOWED))), err=True)
        return INPUT
    day = (today or datetime.now().astimezone().date()).isoformat()
    wishes = Wishes(folder.resolve().name, day, tuple(where), areas_from)
    found = drafted(tables, wishes, left_out)
    if fault := _unmet(found, tables, wishes, words):
        say(fault, err=True)
        return INPUT
    if excel:
        areas, settings = known_areas(found, tables, words)
        _copy(boundaries_only(found), folder)
        say(words("new.said.written_excel", path=write_template(folder, words, areas, settings)))
        say(words("new.said.areas_excel", count=len(areas)))
        unused = [one for one in given if one.name not in {Path(name).name for name in boundaries_only(found).copies}]
        if unused:
            say(words("new.said.unused_excel", files=", ".join(one.name for one in unused)))
        return OK
    text = project_text(found.draft, words)
    _copy(found, folder)
    _write(folder, text)
    for line in _summary(found.draft, bool(where), words):
        say(line)
    say(words("new.said.written", path=folder / PROJECT_FILE, questions=questions_in(text)))
    if questions_in(text):
        say(words("new.said.answer", path=folder / PROJECT_FILE))
    say(words("new.said.next", path=folder))
    say(words("new.said.then", path=folder))
    return OK


def _surveyed(given: Sequence[Path], words: Texts) -> tuple[list[Surveyed], list[LeftOut]]:
    read, unread = files_in(given)
    tables: list[Surveyed] = []
    left_out = [LeftOut(path.name, "kind") for path in unread]
    for path in read:
        found, problems = survey(path)
        tables += found
        empty = [one for one in problems if found and one.code == Code.NO_ROWS]
        problems = [one for one in problems if one not in empty]
        if problems:
            sentences = " ".join(problem_text(problem, words) for problem in problems)
            left_out.append(LeftOut(path.name, "unreadable", {"reason": sentences}))
        left_out += [LeftOut(one.file, "no_table") for one in empty]
    return tables, left_out


def _unmet(found: Found, tables: Sequence[Surveyed], wishes: Wishes, words: Texts) -> str | None:
    """What was asked for and cannot be."""
    if found.unknown_where:
        known = ", ".join(dict.fromkeys(heading for table in tables for heading in table.headings))
        return words("new.said.unknown_where", value=", ".join(found.unknown_where), known=known)
    if wishes.where and not found.copies:
        return words("new.said.no_rows", value=", ".join(f"{heading}={text}" for heading, text in wishes.where))
    if wishes.areas_from is not None and found.unknown_areas is not None:
        return words("new.said.unknown_areas", value=wishes.areas_from, known=", ".join(found.unknown_areas))
    return None


def _write(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PROJECT_FILE).write_text(text, encoding="utf-8", newline="\n")


def _copy(found: Found, folder: Path) -> None:
    """The files under the project, with the parts that belong to a Shapefile, and the areas that were drawn."""
    for name, path in found.copies.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = [one for one in path.parent.iterdir() if one.stem == path.stem and one.suffix.lower() in SIDECARS]
        shutil.copyfile(path, target)
        for part in beside if path.suffix.lower() == ".shp" else []:
            shutil.copyfile(part, target.with_suffix(part.suffix))
    areas = found.draft.areas.table
    if found.drawn is not None and areas is not None:
        target = folder / areas.file
        target.parent.mkdir(parents=True, exist_ok=True)
        content = found.drawn.to_crs("EPSG:4326").to_json(drop_id=True, ensure_ascii=False)
        target.write_text(content, encoding="utf-8", newline="\n")


def _summary(draft: Draft, filtered: bool, words: Texts) -> list[str]:
    """What was found and what was left out, a line each."""
    areas = draft.areas
    label = in_language(areas.label_plural, words.language)
    lines = [words("new.said.found")]
    if areas.table is None:
        lines.append(words("new.said.no_areas"))
    elif areas.whole:
        lines.append(words("new.said.whole", file=areas.table.file))
    elif areas.drawn_from is not None:
        told = {"file": areas.table.file, "count": areas.count, "label": label, "column": areas.drawn_from}
        lines += [words("new.said.drawn", **told), words("new.said.drawn_hint")]
        if not filtered:
            lines.append(words("new.said.drawn_part", column=areas.drawn_from))
    else:
        lines.append(
            words("new.said.areas", file=areas.table.file, count=areas.count, label=label, column=areas.area_id)
        )
    lines += [
        words(
            "new.said.larger",
            file=areas.table.file if areas.table else "",
            count=len(one.names),
            label=in_language(one.label_plural, words.language),
            column=one.part_of,
        )
        for one in draft.larger
    ]
    lines += [words("new.said.division", file=one.table.file, count=one.count) for one in draft.divisions]
    if draft.register is not None:
        lines.append(words("new.said.register", file=draft.register.table.file, count=draft.register.table.rows))
    lines += [
        words("new.said.base_lines", file=one.table.file, label=in_language(one.label, words.language))
        for one in draft.base_lines
    ]
    for one in draft.facilities:
        told = {"file": one.table.file, "count": one.table.rows, "positions": one.positions}
        by_address = draft.register is not None and one.positions == 0
        sentence = "new.said.facilities_by_address" if by_address else "new.said.facilities"
        lines.append(words(sentence, label=in_language(one.label_plural, words.language), **told))
        lines += [
            words("new.said.places", file=column.table.file, count=column.total, column=column.column)
            for column in one.places
        ]
        lines += [words("new.said.check", file=check.table.file, count=check.common) for check in one.checks]
    lines += [
        words("new.said.residents", file=one.table.file, count=one.table.rows, column=_born(one))
        for one in draft.residents
    ]
    for file in dict.fromkeys(one.table.file for one in draft.values):
        own = [one for one in draft.values if one.table.file == file]
        known = sum(len(one.indicators) for one in own if one.period_known)
        unclear = sum(len(one.unclear) + (0 if one.period_known else len(one.indicators)) for one in own)
        lines.append(words("new.said.values", file=file, count=known, unclear=unclear))
    if draft.left_out:
        lines.append(words("new.said.left_out"))
        lines += [words("new.said.left_out_line", file=one.file, reason=reason(one, words)) for one in draft.left_out]
    return lines


def _born(one: ResidentsDraft) -> str:
    """The heading of the birth month or age."""
    return one.columns.get("birth_month") or one.columns["age"]
