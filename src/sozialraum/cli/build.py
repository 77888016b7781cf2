"""`sozialraum build`: read, build, write, and say what was found."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from sozialraum.cli.output import ForeignFolderError, cities_in, refuse_foreign, write_city, write_overview
from sozialraum.cli.say import say
from sozialraum.cli.telling import tell
from sozialraum.errors import InputError, Problem
from sozialraum.pipeline import VERSION, CityBuild
from sozialraum.presentation.overview import licences_page, overview_page
from sozialraum.presentation.texts import Texts
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project
from sozialraum.sources.workbooks.file import PROJECT_WORKBOOK

PROJECT_FILE = "projekt.toml"
BESIDE = ("index.html", "lizenzen.html")  # what stands beside the cities
LOG = logging.getLogger("sozialraum")


def build_cities(projects: list[Path], out: Path, data: Path | None, words: Texts) -> int:
    """Build every project named, or those found here; exit status."""
    found = projects or _projects_here()
    if not found:
        say(words("cli.no_project"), err=True)
        return 2
    if data is not None and len(found) > 1:
        say(words("cli.data_for_one"), err=True)
        return 2
    builds = _read_all(found, data)
    slugs = [build.slug for build in builds]
    for build in builds:
        if slugs.count(build.slug) > 1:
            say(words("cli.same_city", name=build.project.city.name), err=True)
            return 2
    try:
        refuse_foreign(out, slugs, BESIDE)
        for build in builds:
            _build_one(build, out, words)
        own = builds[0].pages.context.words
        pages = (overview_page(cities_in(out), own, VERSION), licences_page(own))
        write_overview(out, dict(zip(BESIDE, pages, strict=True)))
    except ForeignFolderError as error:
        say(words("cli.foreign", path=error.path), err=True)
        return 3
    say(words("cli.open", path=out / "index.html"))
    return 0


def _projects_here() -> list[Path]:
    names = (PROJECT_FILE, PROJECT_WORKBOOK)
    here = [Path(name) for name in names if Path(name).is_file()]
    # where both are, projekt.toml counts
    below = {path.parent: path for name in reversed(names) for path in Path("geodata").glob(f"*/{name}")}
    return here[:1] or sorted(below.values())


def _read_all(found: list[Path], data: Path | None) -> list[CityBuild]:
    """Everything is read before anything is written, so that one go tells all that is wrong."""
    builds: list[CityBuild] = []
    problems: list[Problem] = []
    for path in found:
        LOG.debug("reading %s", path.name)
        try:
            folder = read_project(path, data)
            builds.append(CityBuild(folder.project, read_inputs(folder)))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return builds


def _build_one(build: CityBuild, out: Path, words: Texts) -> None:
    name = build.project.city.name
    LOG.debug("working out")
    problems = build.published.problems
    with _progress(words("cli.building", city=name), build.file_count) as advance:
        folder = write_city(out, build.slug, build.entry(), build.files(), advance)
    tell(problems, words)
    say(words("cli.built", city=name, path=folder / "index.html", warnings=len(problems)))


@contextmanager
def _progress(label: str, count: int) -> Iterator[Callable[[str], None]]:
    """A bar on a terminal, nothing on a pipe."""
    console = Console(stderr=True)
    if not sys.stderr.isatty():
        yield lambda path: LOG.debug("written %s", path)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(label, total=count)
        yield lambda path: progress.advance(task, 0 if path.startswith("data/") else 1)
