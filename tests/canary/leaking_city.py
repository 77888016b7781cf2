"""The small city of tests/cities.py over ten years with counts so large that chance hits none of them, and the rules
of an edition put away one at a time.

FEW people are ten millions here. Every count that may be told is larger, and so many are told that a stranger finds
which of them add up; those that may not are primes between half of FEW and FEW.
"""

from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
import pytest
from cities import write_city

from sozialraum.analysis import disclosure
from sozialraum.analysis.ledger import edition
from sozialraum.analysis.protection.system import Protection, State, System
from sozialraum.model.audit import Audit
from sozialraum.model.inputs import Results
from sozialraum.model.planning import Planning

FEW = 10_000_000
AREAS = {"nord": "Nord", "mitte": "Mitte", "hafen": "Hafen", "heide": "Heide"}
YEARS = range(2014, 2024)
CHILDREN = {("hafen", 2021): 7_654_321, ("nord", 2017): 9_999_991}  # too few to be told
IN_NEED = {("heide", 2020): 8_765_431}
NOT_IN_NEED = {("mitte", 2022): 6_543_211}  # all but these
LABEL = "sekundär gesperrt"


def counts() -> tuple[dict[tuple[str, int], int], dict[tuple[str, int], int], dict[tuple[str, int], int]]:
    """(area, year) -> children under three, children in need, children under eighteen; the same in every run."""
    dice = Random(11)
    young, need, all_ = {}, {}, {}
    for year in YEARS:
        for area in AREAS:
            young[area, year] = CHILDREN.get((area, year), dice.randrange(FEW, 4 * FEW))
            need[area, year] = IN_NEED.get((area, year), dice.randrange(FEW, 3 * FEW))
            rest = NOT_IN_NEED.get((area, year), dice.randrange(2 * FEW, 6 * FEW))
            all_[area, year] = need[area, year] + rest
    return young, need, all_


def write_leaking_city(folder: Path, complement: str = "sperren") -> Path:
    """The city's projekt.toml."""
    young, need, all_ = counts()
    people = ["KEY;KENNZAHL;STICHTAG;SEX;WERT"]
    people += [f"{area};Kinder u3;31.12.{year};insgesamt;{count}" for (area, year), count in young.items()]
    people += [f"{area};Einwohner;31.12.{year};insgesamt;{9 * count}" for (area, year), count in all_.items()]
    shares = ["STADTTEIL;KENNZAHL;JAHR;QUOTE;ZAEHLER;NENNER;STATUS"]
    shares += [f"{AREAS[area]};SGB II;{year};;{need[area, year]};{all_[area, year]};" for area, year in need]
    shares += [f"{AREAS[area]};Alleinerziehende;2023;x;;;" for area in AREAS]
    toml = {"min_count = 5\n": f"min_count = {FEW}\n", 'complement = "sperren"': f'complement = "{complement}"'}
    add = {
        "indicators/bevoelkerung.csv": "\n".join(people) + "\n",
        "indicators/anteile.csv": "\n".join(shares) + "\n",
    }
    return write_city(folder, {"projekt.toml": toml}, add=add)


def secret_counts() -> list[int]:
    """What nobody may learn."""
    return [*CHILDREN.values(), *IN_NEED.values(), *NOT_IN_NEED.values()]


def primary_only(system: System, *_: Any, **__: Any) -> Protection:
    """Nothing is withheld to protect another."""
    hidden = system.state == State.HIDDEN
    return Protection(hidden, 0.0, 0.0, hidden, ())


def labelled(table: pd.DataFrame, hidden: pd.Series, numbers: list[str]) -> pd.DataFrame:
    """What is withheld for another says so."""
    for_another = hidden & (table["value"] >= FEW).fillna(value=False)
    found = BLANKED(table, hidden, numbers)
    if "note" in found:
        found.loc[for_another, "note"] = LABEL
    return found


BLANKED = disclosure.blanked


def as_in_the_office(results: Results, *_: Any) -> Planning:
    return results.planning


def all_told(table: Any, *_: Any) -> pd.Series:
    return pd.Series(False, index=table.index)


def put_away(patch: pytest.MonkeyPatch, rule: str) -> None:
    """One of the rules of an edition no longer holds, and the audit is away, which would refuse it."""
    patch.setattr(disclosure, "audit", lambda *_: Audit())
    if rule == "secondary":
        patch.setattr(edition, "protected", primary_only)
    elif rule == "rows":
        patch.setattr(disclosure, "withheld_rows", all_told)
    elif rule == "labels":
        patch.setattr(disclosure, "blanked", labelled)
    elif rule == "planning":
        patch.setattr(disclosure, "public_planning", as_in_the_office)
