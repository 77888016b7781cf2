"""Two ways to the same result, timed in turns: first one, then the other, five times, the median of each.

CPU seconds are what counts; seconds on the wall stand beside them. Nothing here judges a time: only results are
compared, so the gate never fails because a machine is busy.
"""

import gc
import os
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from rich.console import Console
from rich.table import Table

FULL = os.environ.get("SOZIALRAUM_BENCH") == "full"
RUNS = 5 if FULL else 1
NOTHING: Mapping[str, Mapping[str, float]] = MappingProxyType({})


@dataclass(frozen=True)
class Measured:
    """What one way gave and what it took, by median."""

    result: Any
    cpu_seconds: float
    wall_seconds: float


def in_turns(ways: Mapping[str, Callable[[], Any]], runs: int = RUNS) -> dict[str, Measured]:
    """Run all ways in turns and measure each; who comes first changes from run to run."""
    cpu: dict[str, list[float]] = {name: [] for name in ways}
    wall: dict[str, list[float]] = {name: [] for name in ways}
    results: dict[str, Any] = {}
    names = list(ways)
    for run in range(runs):
        for name in names[run % len(names) :] + names[: run % len(names)]:
            results.pop(name, None)
            gc.collect()
            cpu_start, wall_start = time.process_time(), time.perf_counter()
            results[name] = ways[name]()
            cpu[name].append(time.process_time() - cpu_start)
            wall[name].append(time.perf_counter() - wall_start)
    return {
        name: Measured(results[name], statistics.median(cpu[name]), statistics.median(wall[name])) for name in names
    }


def show(
    title: str, size: str, measured: Mapping[str, Measured], more: Mapping[str, Mapping[str, float]] = NOTHING
) -> None:
    """A small table in full runs: each way, and the others as multiples of the first.

    Args:
        more: further rows, way -> number, e.g. {"MB": {"atlas": 0.4, "folium": 3.1}}.
    """
    rows: dict[str, Mapping[str, float]] = {
        "CPU-Sekunden": {name: one.cpu_seconds for name, one in measured.items()},
        "Sekunden": {name: one.wall_seconds for name, one in measured.items()},
        **more,
    }
    table(f"{title}, {size}", rows)


def table(title: str, rows: Mapping[str, Mapping[str, float]]) -> None:
    """A table in full runs.

    Args:
        rows: what was measured -> way -> number; every other way is a multiple of the first, all in the same order.
    """
    if not FULL:
        return
    first, *others = next(iter(rows.values()))
    drawn = Table()
    for heading in ("", first, *others, *(["Verhältnis"] if others else [])):
        drawn.add_column(heading, justify="left" if heading == "" else "right")
    for name, values in rows.items():
        ratios = [f"{values[way] / values[first]:.1f}" if values[first] else "–" for way in others]
        drawn.add_row(
            name, *(f"{values[way]:.3f}" for way in (first, *others)), *([" / ".join(ratios)] if others else [])
        )
    console = Console(width=100)
    console.print(f"\n{title}")
    console.print(drawn)
