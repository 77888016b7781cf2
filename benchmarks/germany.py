"""All of Germany on one machine: placement, the nearest facility, places per child, and what it means for each area.

    python -m benchmarks.germany [Stadt | Berlin | Deutschland]

Prints what each step took, with a bar while it runs, and the peak of the whole process, making the country included.
"""

import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from benchmarks.made_country import BERLIN, GERMANY, REACH_M, TOWN, addresses, made_country
from sozialraum.analysis.access.aggregation import weighted
from sozialraum.analysis.access.area_join import areas_of
from sozialraum.analysis.access.catchment import straight_catchment
from sozialraum.analysis.access.straight import nearest
from sozialraum.analysis.access.weights import steps

SIZES = {size.name: size for size in (TOWN, BERLIN, GERMANY)}
Told = Callable[[int, int], None]


def main(name: str) -> None:
    size = SIZES[name]
    console = Console(width=110)
    taken: list[tuple[str, float, float]] = []
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as bars:

        def step(title: str, work: Callable[[Told], Any]) -> Any:
            bar = bars.add_task(title, total=1)
            cpu, wall = time.process_time(), time.perf_counter()
            found = work(lambda done, of: bars.update(bar, completed=done, total=of))
            taken.append((title, time.process_time() - cpu, time.perf_counter() - wall))
            bars.update(bar, completed=1, total=1)
            return found

        country = step("Land erzeugen", lambda _: made_country(size))
        homes = step("Adressen erzeugen", lambda _: addresses(country))
        point, area = step("Adressen zuordnen", lambda told: areas_of(homes, country.shapes, told))
        cell, cell_area = step("Zellen zuordnen", lambda told: areas_of(country.cells, country.shapes, told))
        ways = step("Nächste Einrichtung", lambda told: nearest(homes, country.facilities, progress=told))
        weight = steps([(500.0, 1.0), (1_000.0, 0.68), (REACH_M, 0.22)])
        shared = step(
            "Plätze je Kind",
            lambda told: straight_catchment(
                "e2sfca", country.cells, country.children, country.facilities, country.places, weight, REACH_M, told
            ),
        )
        metres = step(
            "Wege je Gebiet",
            lambda _: weighted(ways.distance_m[point, 0], np.ones(len(point)), area, size.areas, limits=(500, 1_000)),
        )
        places = step(
            "Plätze je Gebiet",
            lambda _: weighted(shared.places_per_person[cell], country.children[cell], cell_area, size.areas),
        )
    assert metres.people.sum() == len(point)
    assert places.people.sum() == country.children[cell].sum()
    assert np.isclose(
        shared.places_per_person @ country.children, country.places[~shared.unreached].sum(), rtol=1e-12
    )
    table = Table("Schritt", "CPU-Sekunden", "Sekunden")
    for title, cpu, wall in taken:
        table.add_row(title, f"{cpu:.1f}", f"{wall:.1f}")
    console.print(table)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    console.print(
        f"{size.name}: {size.areas} Gebiete, {size.facilities} Einrichtungen, {len(homes)} Adressen "
        f"({len(homes) - len(np.unique(point))} in keinem Gebiet), {len(country.cells)} Zellen; "
        f"{shared.unreached.sum()} Einrichtungen erreicht niemand; höchstens {peak:.1f} GB"
    )


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else GERMANY.name)
