"""Every reader under damaged files: what cannot be read is an InputError with its sentence, never anything else.

In full size (SOZIALRAUM_FUZZ=full) each reader is tried for SOZIALRAUM_FUZZ_SECONDS, and what was tried is printed.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cities import CRS
from fuzz.pieces import Content, damaged, odd_text, packed
from fuzz.samples import PROJECTS, TABLES, Files
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from sozialraum.errors import InputError, Problem
from sozialraum.model.files import Dialect, Limits
from sozialraum.model.periods import parse_period, readings
from sozialraum.presentation.draft.project import project_text
from sozialraum.presentation.words.texts import problem_text, texts
from sozialraum.sources.areas.spelling import means_the_city, parted, spelled
from sozialraum.sources.drafts.guessing import Wishes, drafted
from sozialraum.sources.drafts.headings import meaning
from sozialraum.sources.drafts.survey import files_in, kind_of, survey
from sozialraum.sources.establishments import streets
from sozialraum.sources.establishments.addresses import read_register
from sozialraum.sources.establishments.geocoding import spelling
from sozialraum.sources.files import CityFiles
from sozialraum.sources.inputs import read_intake
from sozialraum.sources.project import read_project
from sozialraum.sources.reading import read_whole
from sozialraum.sources.tables.captions import caption
from sozialraum.sources.tables.numbers import evidence, noted_number, number
from sozialraum.sources.tables.written_dates import written
from sozialraum.sources.vectors.crs import astray, named_crs
from sozialraum.sources.vectors.vector import polygons
from sozialraum.sources.workbooks.cells import id_of

FULL = os.environ.get("SOZIALRAUM_FUZZ") == "full"
SECONDS = float(os.environ.get("SOZIALRAUM_FUZZ_SECONDS", "40"))  # for each reader
AT_ONCE = 200  # examples of one run of Hypothesis in full size
FEW = {
    "workbook": 2,
    "city": 3,
    "toml": 6,
    "ods": 3,
    "xls": 3,
    "survey": 8,
    "register": 6,
    "gebref": 6,
}  # in the gate, where reading takes long
USUAL = 12
LONGEST = 20 if FULL else 60  # seconds that one input may take
CITY = named_crs(CRS)
LAYERS = (None, None, None, "T1", "T", "teile", "a", "a.csv", "nirgends", "")
DIALECTS = (
    Dialect(),
    Dialect(),
    Dialect(range="A2:C4"),
    Dialect(header_rows=0),
    Dialect(header_rows=3, decimal=","),
    Dialect(encoding="cp1252", separator=";"),
    Dialect(sections="Teil"),
    Dialect(separator="\t", encoding="utf-16"),
)
LIMITS = Limits(max_mb=5, max_unpacked_mb=20, max_rows=20_000, max_vertices=100_000)
Text = Callable[[str], object]
OF_TEXT: tuple[Text, ...] = (
    streets.street_key, streets.bare_key, streets.taken_apart, streets.house_number, streets.is_aside,
    streets.is_placeholder, streets.readings, lambda text: streets.number_and_suffix([text], [text[::-1]]), spelling,
    lambda text: [number(text, sign) for sign in ",."], lambda text: [noted_number(text, sign) for sign in ",."],
    evidence, parse_period, lambda text: parse_period(text, "12-31"), readings, written, spelled, caption, meaning,
    lambda text: parted(spelled(text), ()), lambda text: means_the_city(text, "Musterstadt"), named_crs, id_of,
    lambda text: kind_of([text, "1", "2023"]), lambda text: kind_of([text]),
)  # fmt: skip


def laid(folder: Path, files: Files) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else packed(content))


def told(problems: "list[Problem] | tuple[Problem, ...]") -> None:
    for language in ("de", "en"):
        assert all(problem_text(problem, texts(language)).startswith(problem.code) for problem in problems)


def refused(error: InputError) -> None:
    assert any(problem.is_error for problem in error.problems)
    told(error.problems)


def read_one(folder: Path, name: str, layer: str | None, dialect: Dialect) -> None:
    assert CITY is not None
    try:
        table, problems = read_whole(name, layer, dialect, CityFiles((folder,), CITY, LIMITS))
    except InputError as error:
        refused(error)
        return
    told(problems)
    assert not table.cells.index.has_duplicates
    assert not set(table.cells.index) & set(table.aside)
    if table.geometry is not None:
        assert len(table.geometry) == len(table)
        polygons(table.geometry.where(~astray(table.geometry, CITY)))


def read_city(folder: Path) -> None:
    try:
        project = read_project(folder)
        inputs, intakes, problems = read_intake(project)
    except InputError as error:
        refused(error)
        return
    told(problems)
    assert (inputs is None) == any(problem.is_error for problem in problems)
    assert all(one.rows == one.used + sum(one.listed.values()) for one in intakes)


def read_addresses(folder: Path) -> None:
    try:
        _, intakes, problems = read_register(read_project(folder))
    except InputError as error:
        refused(error)
        return
    told(problems)
    assert all(one.rows == one.used + sum(one.listed.values()) for one in intakes)


def look_at(folder: Path) -> None:
    """What `sozialraum new` does with files, and its project read again."""
    tables, left_out = [], []
    for path in files_in([folder])[0]:
        found, problems = survey(path)
        told(problems)
        tables += found
    draft = drafted(tables, Wishes("Musterstadt", "2024-01-01"), left_out)
    (folder / "projekt.toml").write_text(project_text(draft.draft, texts("de")), encoding="utf-8")
    read_city(folder)


def repeatedly(reader: str, strategy: st.SearchStrategy[object], tried: Callable[[object], None]) -> None:
    """A few examples, the same each time; in full size other ones until the time is over."""
    count, longest, started = 0, 0.0, time.monotonic()

    def one(example: object) -> None:
        nonlocal count, longest
        count += 1
        before = time.monotonic()
        tried(example)
        longest = max(longest, time.monotonic() - before)
        assert time.monotonic() - before < LONGEST, f"{reader} takes too long"

    how = settings(
        max_examples=AT_ONCE if FULL else FEW.get(reader, USUAL),
        derandomize=not FULL,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    while True:
        # other files in each run; of one that fails Hypothesis prints the smallest
        run = how(given(strategy)(one))
        (seed(int(started * 1000) + count)(run) if FULL else run)()
        if not FULL or time.monotonic() - started > SECONDS:
            break
    if FULL:
        took = time.monotonic() - started
        print(f"\n{reader}: {count} inputs in {took:.0f} s, the longest {longest:.2f} s")  # noqa: T201  # a long run tells what it tried


@st.composite
def of_table(draw: st.DrawFn, reader: str) -> tuple[Files, str, str | None, Dialect]:
    files = draw(st.sampled_from(TABLES[reader]()))
    first = next(iter(files))
    name = next((name for name in files if name.endswith(".shp")), first)
    return (
        files | {first: draw(damaged(files[first]))},
        name,
        draw(st.sampled_from(LAYERS)),
        draw(st.sampled_from(DIALECTS)),
    )


@st.composite
def of_project(draw: st.DrawFn, reader: str) -> Files:
    files = draw(st.sampled_from(PROJECTS[reader]()))
    first = next(iter(files))
    return files | {first: draw(damaged(files[first]))}


@st.composite
def of_new(draw: st.DrawFn) -> Files:
    """Files of several kinds in one folder, one of them damaged."""
    every = {f"{reader}_{number}": files for reader, make in TABLES.items() for number, files in enumerate(make())}
    every |= {"stadt": {name: one for name, one in PROJECTS["city"]()[0].items() if name != "projekt.toml"}}
    chosen = draw(st.lists(st.sampled_from(sorted(every)), min_size=1, max_size=3, unique=True))
    found: dict[str, Content] = {}
    for place, reader in enumerate(chosen):
        files = every[reader]
        name = draw(st.sampled_from(sorted(files))) if place == 0 else None
        found |= {f"{reader}/{one}": draw(damaged(files[one])) if one == name else files[one] for one in files}
    return found


@pytest.mark.parametrize("reader", TABLES)
def test_a_damaged_file_is_read_or_refused(reader: str) -> None:
    def tried(example: tuple[Files, str, str | None, Dialect]) -> None:
        files, *how = example
        with tempfile.TemporaryDirectory() as folder:
            laid(Path(folder), files)
            read_one(Path(folder), *how)
            assert {path.name for path in Path(folder).iterdir()} == set(files)

    repeatedly(reader, of_table(reader), tried)


@pytest.mark.parametrize("reader", PROJECTS)
def test_a_city_with_a_damaged_file_is_read_or_refused(reader: str) -> None:
    def tried(files: Files) -> None:
        with tempfile.TemporaryDirectory() as folder:
            laid(Path(folder), files)
            (read_addresses if reader in {"register", "gebref"} else read_city)(Path(folder))

    repeatedly(reader, of_project(reader), tried)


def test_a_new_city_is_drafted_from_damaged_files() -> None:
    def tried(files: Files) -> None:
        with tempfile.TemporaryDirectory() as folder:
            laid(Path(folder), files)
            look_at(Path(folder))

    repeatedly("survey", of_new(), tried)


def test_any_text_of_a_cell_means_something_or_nothing() -> None:
    def tried(text: str) -> None:
        for read in OF_TEXT:
            read(text)

    repeatedly("texts", odd_text(), tried)


@pytest.mark.parametrize("reader", TABLES)
def test_the_files_are_sound_before_they_are_damaged(reader: str, tmp_path: Path) -> None:
    assert CITY is not None
    for place, files in enumerate(TABLES[reader]()):
        laid(tmp_path / str(place), files)
        name = next((name for name in files if name.endswith(".shp")), next(iter(files)))
        layer = "a.gml" if reader == "zip" and "a.gml" in files[name] else None
        table, _ = read_whole(name, layer, Dialect(), CityFiles((tmp_path / str(place),), CITY, LIMITS))
        assert len(table) > 0


@pytest.mark.parametrize("reader", PROJECTS)
def test_the_cities_are_sound_before_they_are_damaged(reader: str, tmp_path: Path) -> None:
    laid(tmp_path, PROJECTS[reader]()[0])
    inputs, _, _ = read_intake(read_project(tmp_path))
    assert inputs is not None


def test_every_kind_of_file_is_damaged() -> None:
    """So that a reader added later is not forgotten."""
    from sozialraum.sources.paths import ALLOWED

    def endings() -> Iterator[str]:
        for make in TABLES.values():
            for files in make():
                yield from (Path(name).suffix for name in files)

    assert ALLOWED - {".xlsm"} <= set(endings())
