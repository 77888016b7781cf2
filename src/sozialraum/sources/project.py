"""projekt.toml -> Project: TOML, migrations, the built-in catalogue, the model, what must fit together."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.planning_checks import planning_faults
from sozialraum.model.project import SCHEMA, Project
from sozialraum.model.project_checks import misfits
from sozialraum.model.references import loose_ends, repeated_ids
from sozialraum.model.tables import BASE_LEVEL, CITY_LEVEL, JOINT_LEVEL
from sozialraum.sources.catalogue import packaged_cohorts, packaged_handlungsfelder, packaged_indicators
from sozialraum.sources.cohort_presets import with_cohorts
from sozialraum.sources.drafts.questions import open_questions, stopped_by_questions
from sozialraum.sources.faults import faults
from sozialraum.sources.files import CityFiles
from sozialraum.sources.paths import NONE_NEAR, listed, nearest, refused
from sozialraum.sources.rule_presets import with_rules
from sozialraum.sources.tables.non_values import unknown_presets
from sozialraum.sources.vectors.crs import is_metric, named_crs
from sozialraum.sources.workbooks.file import ENDINGS, read_workbook, workbook_in
from sozialraum.sources.workbooks.origin import Origin, placed

PROJECT_FILE = "projekt.toml"
OF_COHORTS = (".cohorts", "].group", "centre_children", "use.group_names")  # where groups of [cohorts] are named
# what a workbook's own checks have told already, with its cells
TOLD_BEFORE = frozenset(
    {
        Code.KEY_MISSING,
        Code.NOT_DECLARED,
        Code.ID_REPEATED,
        Code.GAPS_WITHOUT_INDEX,
        Code.TARGET_NEEDS_SOURCE,
        Code.SCHEMATIC_NEEDS_BOTH,
    }
)
MAX_BYTES = 5_000_000
ENDLESS = re.compile(r"[0-9_]{4000}")
PLACE = re.compile(r"at line (\d+), column (\d+)")

Migration = Callable[[dict[str, Any]], dict[str, Any]]
# schema n -> the same document as schema n + 1. Empty as long as there is one schema only.
MIGRATIONS: Mapping[int, Migration] = MappingProxyType({})


@dataclass(frozen=True)
class ProjectFolder:
    """A project and where its files lie.

    Args:
        project: what projekt.toml says, or the workbook in its place.
        folder: where projekt.toml lies.
        data: where its files are looked for first; the folder itself unless said otherwise.
        origin: where its parts stand in the workbook; None for a projekt.toml.
        problems: warnings about the workbook or the questions in the projekt.toml.
    """

    project: Project
    folder: Path
    data: Path
    origin: Origin | None = None
    problems: tuple[Problem, ...] = ()

    @cached_property
    def files(self) -> CityFiles:
        """Where its files may lie, in the order of looking, and how they are read."""
        folders = (self.data,) if self.data == self.folder else (self.data, self.folder)
        crs = named_crs(self.project.city.crs)
        if crs is None:
            raise ValueError("read_project lets no project through whose crs is unknown")
        return CityFiles(folders, crs, self.project.limits)


def read_project(path: Path | str, data: Path | str | None = None) -> ProjectFolder:
    """The project that a projekt.toml, a workbook in its place, or the folder that holds one of them, describes.

    Args:
        path: projekt.toml, the workbook or their folder.
        data: folder of the data, where it is not the one of projekt.toml.

    Raises:
        InputError: with every Problem of the file.
    """
    file = _project_file(Path(path))
    folder = file.parent
    place = (folder, folder if data is None else Path(data))
    if file.suffix.lower() in ENDINGS:
        project, origin, problems = _from_workbook(file)
        return ProjectFolder(project, *place, origin, problems)
    document = _document(file)
    text = file.read_text(encoding="utf-8-sig")
    questions = open_questions(document, text, file.name)
    try:
        project = parsed(migrated(document, file.name), file.name)
    except InputError as error:
        raise InputError(stopped_by_questions(error.problems, questions)) from None
    return ProjectFolder(project, *place, problems=tuple(questions))


def migrated(
    document: dict[str, Any],
    file: str = PROJECT_FILE,
    migrations: Mapping[int, Migration] = MIGRATIONS,
    newest: int = SCHEMA,
) -> dict[str, Any]:
    """The document in the newest schema.

    Raises:
        InputError: no schema is stated, it is newer than this program, or no way leads from it to the newest.
    """
    fields = {"newest": str(newest)}
    if "schema" not in document:
        raise refused(Code.SCHEMA_MISSING, file, **fields)
    schema = document["schema"]
    if not isinstance(schema, int) or isinstance(schema, bool):
        raise refused(Code.SCHEMA_UNKNOWN, file, value=str(schema), **fields)
    if schema > newest:
        raise refused(Code.SCHEMA_NEWER, file, value=str(schema), **fields)
    for version in range(schema, newest):
        if version not in migrations:
            raise refused(Code.SCHEMA_UNKNOWN, file, value=str(schema), **fields)
        document = {**migrations[version](document), "schema": version + 1}
    return document


def parsed(document: dict[str, Any], file: str = PROJECT_FILE) -> Project:
    """The project of a document in the newest schema, with what it takes from the catalogue.

    Raises:
        InputError: with every Problem of the document.
    """
    document, problems = _with_catalogue(document, file)
    document, found = with_cohorts(document, file)
    problems += found
    document, found = with_rules(document, file)
    problems += found
    try:
        project = Project.model_validate(document)
    except ValidationError as error:
        raise InputError([*problems, *faults(error.errors(), document, file)]) from None
    problems += _inner_problems(project, file)
    if problems:
        raise InputError(problems)
    return project


def _project_file(path: Path) -> Path:
    file = path / PROJECT_FILE if path.is_dir() else path
    if file.is_file():
        return file
    workbook = workbook_in(path) if path.is_dir() else None
    if workbook is not None:
        return workbook
    there = sorted(entry.name for entry in file.parent.glob("*.toml")) if file.parent.is_dir() else []
    raise refused(Code.PROJECT_NOT_FOUND, file.name, nearest=listed(there), value=str(path))


def _from_workbook(file: Path) -> tuple[Project, Origin, tuple[Problem, ...]]:
    """The project of a workbook; what is missing in it is told by the workbook's own checks."""
    document, origin, problems = read_workbook(file)
    wrong = any(problem.is_error for problem in problems)
    if not document:
        raise InputError(problems)
    try:
        project = parsed(migrated(document, file.name), file.name)
    except InputError as error:
        found = [problem for problem in error.problems if not (wrong and problem.code in TOLD_BEFORE)]
        raise InputError([*problems, *(placed(problem, origin, PROJECT_FILE) for problem in found)]) from None
    if wrong:
        raise InputError(problems)
    return project, origin, tuple(problems)


def _document(file: Path) -> dict[str, Any]:
    if file.stat().st_size > MAX_BYTES:
        raise refused(Code.FILE_TOO_LARGE, file.name, limit=f"{MAX_BYTES // 1_000_000}")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise refused(Code.ENCODING, file.name, value="utf-8") from None
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # no TOML, a number of thousands of digits, endless nesting
        match, endless = PLACE.search(str(error)), ENDLESS.search(text)
        row = int(match[1]) if match else text.count("\n", 0, endless.start() if endless else None) + 1
        raise InputError([Problem(Code.TOML_SYNTAX, file.name, row=row)]) from None


def _with_catalogue(document: dict[str, Any], file: str) -> tuple[dict[str, Any], list[Problem]]:
    """The document with `use` filled in and the Handlungsfelder of the catalogue; own entries win."""
    problems = []
    indicators = document.get("indicators", [])
    if isinstance(indicators, list):
        packaged = packaged_indicators()
        merged = []
        for place, table in enumerate(indicators, start=1):
            wanted = table.get("use") if isinstance(table, dict) else None
            if not isinstance(wanted, str):
                merged.append(table)
            elif wanted in packaged:
                merged.append({**packaged[wanted], **table, "id": table.get("id", wanted)})
            else:
                fields = {"nearest": nearest(wanted, packaged)}
                column = f"indicators[{place}].use"
                problems.append(Problem(Code.NOT_IN_CATALOGUE, file, column=column, value=wanted, fields=fields))
        document = {**document, "indicators": merged}
    return {**document, "handlungsfelder": _handlungsfelder(document.get("handlungsfelder", []))}, problems


def _handlungsfelder(declared: Any) -> Any:
    if not isinstance(declared, list) or not all(isinstance(table, dict) for table in declared):
        return declared
    own = {table.get("id"): table for table in reversed(declared)}
    packaged = packaged_handlungsfelder()
    known = {table["id"] for table in packaged}
    return [own.get(table["id"], table) for table in packaged] + [
        table for table in declared if table.get("id") not in known
    ]


def _inner_problems(project: Project, file: str) -> list[Problem]:
    """What each part may say alone, but not together with the others."""
    problems = [
        Problem(
            Code.NOT_DECLARED,
            file,
            column=end.where,
            value=end.id,
            fields={"nearest": _near(end.id, end.known or _rules_missing(project, end.where))},
        )
        for end in loose_ends(project)
    ]
    if not problems:
        problems += [Problem(one.code, file, column=one.where, value=one.id) for one in misfits(project)]
        problems += [fault for fault in planning_faults(project, file) if fault.is_error]
    problems += [Problem(Code.ID_REPEATED, file, column=name, value=id_) for name, id_ in repeated_ids(project)]
    problems += unknown_presets(project, file)
    crs = named_crs(project.city.crs)
    if crs is None:
        problems.append(Problem(Code.UNKNOWN_CRS, file, column="city.crs", value=project.city.crs))
    elif not is_metric(crs):
        problems.append(Problem(Code.CRS_NOT_METRIC, file, column="city.crs", value=project.city.crs))
    stated = [("areas.crs", project.areas.crs)]
    if project.network is not None:
        nodes = project.network.nodes
        stated += [("network.crs", project.network.crs), ("network.nodes.crs", nodes.crs if nodes else None)]
    stated += [(f"facility_types.{type_.id}.crs", type_.crs) for type_ in project.facility_types]
    stated += [(f"population[{number}].crs", one.crs) for number, one in enumerate(project.population, start=1)]
    stated += [("spread.crs", project.spread.crs)] if project.spread else []
    stated += [(f"base_lines.{base.id}.crs", base.crs) for base in project.base_lines]
    stated += [(f"reach.beyond[{number}].crs", one.crs) for number, one in enumerate(project.reach.beyond, start=1)]
    problems += [
        Problem(Code.UNKNOWN_CRS, file, column=column, value=text)
        for column, text in stated
        if text is not None and named_crs(text) is None
    ]
    levels = [CITY_LEVEL, BASE_LEVEL, JOINT_LEVEL]
    for larger in project.planungsbezirke:
        if larger.level in levels:
            problems.append(Problem(Code.LEVEL_TAKEN, file, column="planungsbezirke.level", value=larger.level))
        levels.append(larger.level)
    return problems


def _rules_missing(project: Project, where: str) -> tuple[str, ...]:
    """What to write where a cohort group is named and the project has no rules of any Land."""
    if project.cohorts is not None or not where.endswith(OF_COHORTS):
        return ()
    return tuple(f'[cohorts] preset = "{one}"' for one in sorted(packaged_cohorts()))


def _near(id_: str, known: tuple[str, ...]) -> str:
    alike = nearest(id_, known)
    return alike if alike != NONE_NEAR else listed(sorted(known))
