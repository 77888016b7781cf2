"""`sozialraum build`: read, build, write, and say what was found."""

import logging
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from sozialraum.cli.output import (
    ForeignFolderError,
    MixedEditionsError,
    cities_in,
    internal_folder,
    refuse_foreign,
    refuse_mixed,
    write_city,
    write_overview,
)
from sozialraum.cli.say import plain, say
from sozialraum.cli.telling import tell
from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.published import Audience
from sozialraum.pipeline import VERSION, CityBuild
from sozialraum.presentation.overview import licences_page, overview_page
from sozialraum.presentation.words.texts import Texts
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.previous import read_previous
from sozialraum.sources.project import read_project
from sozialraum.sources.workbooks.file import PROJECT_WORKBOOK

PROJECT_FILE = "projekt.toml"
BESIDE = ("index.html", "lizenzen.html")  # what stands beside the cities
LOG = logging.getLogger("sozialraum")


def build_cities(
    projects: list[Path],
    out: Path,
    data: Path | None,
    words: Texts,
    intern: bool = False,
    previous: Path | None = None,
) -> int:
    """Build every project named, or those found here; exit status.

    Args:
        intern: build the internal edition too, beside `out`.
        previous: an earlier public edition of the one city.
    """
    found = projects or _projects_here()
    if not found:
        say(words("cli.no_project"), err=True)
        return 2
    for option, given in (("cli.data_for_one", data), ("cli.previous_for_one", previous)):
        if given is not None and len(found) > 1:
            say(words(option), err=True)
            return 2
    builds = _read_all(found, data, intern, previous)
    slugs = [build.slug for build in builds]
    for build in builds:
        if slugs.count(build.slug) > 1:
            say(words("cli.same_city", name=build.project.city.name), err=True)
            return 2
    folders = {Audience.OEFFENTLICH: out} | ({Audience.INTERN: internal_folder(out)} if intern else {})
    try:
        for audience, folder in folders.items():
            refuse_foreign(folder, slugs, BESIDE)
            refuse_mixed(folder, audience)
        for build in builds:
            _build_one(build, folders, words)
        own = builds[0].pages.context.words
        for audience, folder in folders.items():
            pages = (overview_page(cities_in(folder), own, VERSION, audience), licences_page(own, audience))
            write_overview(folder, dict(zip(BESIDE, pages, strict=True)))
    except ForeignFolderError as error:
        say(words("cli.foreign", path=error.path), err=True)
        return 3
    except MixedEditionsError as error:
        say(words("cli.mixed_editions", path=error.path), err=True)
        return 3
    for audience, folder in folders.items():
        say(words(f"cli.open_{audience}", path=folder / "index.html"))
    return 0


def _projects_here() -> list[Path]:
    names = (PROJECT_FILE, PROJECT_WORKBOOK)
    here = [Path(name) for name in names if Path(name).is_file()]
    # where both are, projekt.toml counts
    below = {path.parent: path for name in reversed(names) for path in Path("geodata").glob(f"*/{name}")}
    return here[:1] or sorted(below.values())


def _read_all(found: list[Path], data: Path | None, intern: bool, previous: Path | None) -> list[CityBuild]:
    """Everything is read before anything is written, so that one go tells all that is wrong."""
    builds: list[CityBuild] = []
    problems: list[Problem] = []
    for path in found:
        LOG.debug("reading %s", path.name)
        try:
            folder = read_project(path, data)
            project = folder.project
            if intern and project.disclosure.intern is None:
                problems.append(Problem(Code.INTERN_WITHOUT_RULE, path.name if path.is_file() else PROJECT_FILE))
            earlier = None if previous is None else read_previous(previous, project.city.name)
            builds.append(CityBuild(project, read_inputs(folder), earlier=earlier))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return builds


def _build_one(build: CityBuild, folders: Mapping[Audience, Path], words: Texts) -> None:
    """All editions of a city are worked out and checked before one is written."""
    name = build.project.city.name
    editions = [build if audience is Audience.OEFFENTLICH else build.internal for audience in folders]
    written = {}
    with _progress(words, name) as (step, advance, so_far):
        build.listeners.append(so_far)
        LOG.debug("working out")
        step("analyse", 0)
        _ = build.results
        for edition in editions:
            step(f"protect_{edition.audience}", 0)
            _ = edition.published
        for edition in editions:
            step(f"write_{edition.audience}", edition.file_count)
            written[edition.audience] = write_city(
                folders[edition.audience], edition.slug, edition.entry(), edition.files(), advance, edition.audience
            )
    problems = build.published.problems
    tell([*problems, *build.told_earlier], words)
    for audience, folder in written.items():
        path = folder / "index.html"
        say(words(f"cli.built_{audience}", city=name, path=path, warnings=len(problems)))


@contextmanager
def _progress(
    words: Texts, city: str
) -> Iterator[tuple[Callable[[str, int], None], Callable[[str], None], Callable[[str, int, int], None]]]:
    """A bar on a terminal, as three functions.

    Yields:
        Begin a step of so many pages, 0 where nobody knows how long; a file is written; of a step so much is done.
    """
    console = Console(stderr=True)
    if not sys.stderr.isatty():
        yield (
            lambda step, _: LOG.debug("%s", step),
            lambda path: LOG.debug("written %s", path),
            lambda step, done, of: LOG.debug("%s %d/%d", step, done, of),
        )
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(city, total=None)

        def so_far(name: str, done: int, of: int) -> None:
            told = words(f"cli.step.{name}", city=plain(city))
            progress.update(task, description=escape(told), completed=done, total=of or None)

        def step(name: str, count: int) -> None:
            so_far(name, 0, count)

        yield step, lambda path: progress.advance(task, 0 if path.startswith("data/") else 1), so_far
