"""All counts of people in an edition, and which of them it withholds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import numpy as np
import pandas as pd

from sozialraum.analysis.ledger.beside import beside
from sozialraum.analysis.ledger.earlier import with_earlier
from sozialraum.analysis.ledger.indicators import indicator_ledger
from sozialraum.analysis.ledger.ledger import Ledger, as_system, joined, united
from sozialraum.analysis.ledger.planning import planning_ledger
from sozialraum.analysis.ledger.reach import reach_ledger
from sozialraum.analysis.ledger.setting import setting_of
from sozialraum.analysis.protection.protect import protected
from sozialraum.analysis.protection.system import Protection, State, System
from sozialraum.model.earlier import Earlier
from sozialraum.model.inputs import Results
from sozialraum.model.project import Project
from sozialraum.model.published import Audience


@dataclass(frozen=True)
class Withheld:
    """What an edition withholds, and what that costs."""

    cells: frozenset[str]  # keys of the ledger; of a count with several keys all of them
    told: frozenset[str]  # keys of what is told
    unsafe: frozenset[str]  # withheld, and known all the same to whoever adds up what is known anyway
    system: System  # one cell for each count
    protection: Protection  # cells in the order of the system


def edition_ledger(results: Results, project: Project, audience: Audience, earlier: Earlier | None = None) -> Ledger:
    """Every count of people that audience would be shown, and what anybody can add up.

    Args:
        results: everything worked out, unsuppressed.
        project: its rules for the audience and the definitions.
        audience: for whom.
        earlier: what an earlier public edition has told.

    Source: docs/methods.md#sekundaersperrung
    """
    setting = setting_of(results, project, audience)
    of_indicators = indicator_ledger(results.indicators, setting)
    parts = [of_indicators, planning_ledger(results, project, audience, of_indicators)]
    ledger = joined([*parts, reach_ledger(results, project, audience, parts)])
    return with_earlier(ledger, earlier, setting.definitions)


def withheld_cells(ledger: Ledger, told: Callable[[int, int], None] | None = None) -> Withheld:
    """What is withheld for itself, and what for another.

    Args:
        ledger: every count of people, and what anybody can add up.
        told: told now and then how many secrets are safe, and of how many.

    Source: docs/methods.md#sekundaersperrung
    """
    once, stands = united(ledger)
    system = as_system(once)
    protection = protected(system, told=told)
    keys = np.array(system.keys, dtype=object)
    withheld, unsafe = set(keys[protection.withheld]), set(keys[list(protection.unsafe)])
    shown = set(keys[np.isin(system.state, (State.OPEN, State.KNOWN)) & ~protection.withheld])
    every = pd.Series(ledger.cells["cell"])
    stood_for = every.map(lambda key: stands.get(key, key))
    return Withheld(
        cells=frozenset(every[stood_for.isin(withheld)]),
        told=frozenset(every[stood_for.isin(shown)]),
        unsafe=frozenset(every[stood_for.isin(unsafe)]),
        system=system,
        protection=protection,
    )


def withheld_of(
    results: Results,
    project: Project,
    audience: Audience,
    earlier: Earlier | None = None,
    told: Callable[[int, int], None] | None = None,
) -> Withheld:
    """What that edition withholds; worked out once for the same results, project, audience and earlier edition."""
    asked = (project, audience, earlier)
    for other, found in results.kept:
        if all(one is another for one, another in zip(asked, other, strict=True)):
            return cast(Withheld, found)
    ledger = edition_ledger(results, project, audience, earlier)
    if audience is Audience.INTERN:
        ledger = beside(ledger, withheld_of(results, project, Audience.OEFFENTLICH, earlier, told).told)
    found = withheld_cells(ledger, told)
    results.kept.append((asked, found))
    return found
