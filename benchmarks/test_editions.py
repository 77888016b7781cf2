"""How much of whole editions is withheld, beside a simple way that goes line by line; both pass the same attack."""

import dataclasses
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from cities import write_city
from rich.console import Console
from rich.table import Table
from running import ROOT, shared

from benchmarks.side_by_side import FULL
from benchmarks.withholding import Share, line_by_line, share, short
from sozialraum.analysis.everything import analyse
from sozialraum.analysis.ledger.edition import edition_ledger
from sozialraum.analysis.ledger.ledger import as_system, united
from sozialraum.analysis.protection.protect import protected
from sozialraum.analysis.protection.system import State, System
from sozialraum.model.project import Project
from sozialraum.model.published import Audience
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import ProjectFolder, read_project

MUSTERSTADT, FLENSBURG = ROOT / "geodata" / "musterstadt", ROOT / "examples" / "flensburg"


def system_of(folder: ProjectFolder, audience: Audience) -> System:
    results = analyse(folder.project, read_inputs(folder))
    return as_system(united(edition_ledger(results, folder.project, audience))[0])


def untold(project: Project) -> Project:
    """The project as if no source had told its figures already."""
    sources = {id_: one.model_copy(update={"disclosure": None}) for id_, one in project.sources.items()}
    indicators = tuple(one.model_copy(update={"disclosure": None}) for one in project.indicators)
    return project.model_copy(update={"sources": sources, "indicators": indicators})


def flensburg() -> System:
    folder = read_project(FLENSBURG, shared("flensburg"))
    return system_of(dataclasses.replace(folder, project=untold(folder.project)), Audience.OEFFENTLICH)


def musterstadt(audience: Audience) -> System:
    return system_of(read_project(MUSTERSTADT), audience)


def compared(system: System) -> dict[str, Share]:
    """Both ways; what is left to work out is what cannot be helped."""
    ours, (theirs, lost) = protected(system), line_by_line(system)
    found = {"unser": share(system, ours.withheld, len(ours.unsafe)), "einfach": share(system, theirs, lost)}
    secret = np.flatnonzero((ours.withheld | (system.state == State.NEVER)) & (system.needs > 0))
    assert set(short(system, ours.withheld, [int(one) for one in secret])) <= set(ours.unsafe)
    assert len(ours.unsafe) <= lost
    assert lost > len(ours.unsafe) or found["unser"].loss <= found["einfach"].loss
    return found


def test_a_small_edition_beside_line_by_line(tmp_path: Path) -> None:
    found = compared(system_of(read_project(write_city(tmp_path)), Audience.OEFFENTLICH))
    assert 0 < found["unser"].primary == found["einfach"].primary
    assert 0 < found["unser"].cells_pct <= found["einfach"].cells_pct < 100


EDITIONS: dict[str, Callable[[], System]] = {
    "Musterstadt, öffentlich": partial(musterstadt, Audience.OEFFENTLICH),
    "Musterstadt, intern": partial(musterstadt, Audience.INTERN),
    "Flensburg, öffentlich": flensburg,
}


@pytest.mark.skipif(not FULL, reason="takes minutes")
@pytest.mark.parametrize("name", EDITIONS)
def test_whole_editions_beside_line_by_line(name: str) -> None:
    found = compared(EDITIONS[name]())
    table = Table(title=f"Gesperrt: {name}")
    for heading in ("", "% der Zahlen", "% der Personen", "für sich", "für andere", "Verlust", "ungeschützt"):
        table.add_column(heading, justify="right" if heading else "left")
    for way, one in found.items():
        table.add_row(
            way, f"{one.cells_pct:.1f}", f"{one.people_pct:.2f}", str(one.primary), str(one.secondary),
            f"{one.loss:.0f}", str(one.unsafe),
        )  # fmt: skip
    Console(width=110).print(table)
