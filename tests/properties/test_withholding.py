"""Random counts of a small city, from its files to its edition: the attack from outside finds nothing, and no more is
withheld than a simple way withholds, or than has to be."""

from pathlib import Path

import numpy as np
import pytest
from analysis.protection.witness import greedy, least_loss, worked_out
from attack.attack import narrowed
from attack.equations import known_of
from attack.known import Cell
from attack.truth import Secret
from built import built
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.sparse.csgraph import connected_components

from sozialraum.analysis.ledger.edition import withheld_of
from sozialraum.analysis.protection.system import State, System
from sozialraum.pipeline import VERSION, CityBuild
from sozialraum.presentation.exports.open_tables import data_files

AREAS = {"nord": "Nord", "mitte": "Mitte", "hafen": "Hafen", "heide": "Heide"}
LARGER = {"west": ("nord", "hafen"), "ost": ("mitte", "heide"), "city": tuple(AREAS)}
YEARS = range(2018, 2024)
LARGE = 61  # further years, in which nobody is few, so that a stranger sees what adds up
FEW, NEEDS = 5, 3
Counts = dict[tuple[str, int, str], int]  # area, year, kind of the count
SMALL = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
number = st.one_of(st.integers(0, 9), st.integers(10, 60))


def city(folder: Path, counts: Counts, groups: bool) -> CityBuild:
    """Children under three by sex, and a share with its base; the same kinds in all years."""
    people = ["KEY;KENNZAHL;STICHTAG;SEX;WERT"]
    shares = ["STADTTEIL;KENNZAHL;JAHR;QUOTE;ZAEHLER;NENNER;STATUS"]
    for area in AREAS:
        people.append(f"{area};Einwohner;31.12.2023;insgesamt;{5000 + len(area)}")
        shares.append(f"{AREAS[area]};Alleinerziehende;2023;x;;;")
        shares.append(f"{AREAS[area]};SGB II;2023;x;;;") if not groups else None
    for (area, year, kind), girls in counts.items():
        boys = counts[area, year, "m"]
        if kind == "f":
            both = {"insgesamt": girls + boys} | ({"weiblich": girls, "männlich": boys} if groups else {})
            people += [f"{area};Kinder u3;31.12.{year};{sex};{count}" for sex, count in both.items()]
        if kind == "need" and groups:
            shares.append(f"{AREAS[area]};SGB II;{year};;{girls};{girls + counts[area, year, 'rest']};")
    texts = {"indicators/bevoelkerung.csv": people, "indicators/anteile.csv": shares}
    return built(folder, add={name: "\n".join(rows) + "\n" for name, rows in texts.items()})


def secrets(counts: Counts) -> dict[Cell, Secret]:
    """What nobody may learn of the counts as they were drawn, areas and larger areas."""
    found = {}
    places = {area: (area,) for area in AREAS} | LARGER
    kinds = {"||value": ("f", "m"), "|sex=f|value": ("f",), "|sex=m|value": ("m",)}
    for area, parts in places.items():
        for year in YEARS:

            def added(*kinds: str, parts: tuple[str, ...] = parts, year: int = year) -> int:
                return sum(counts[part, year, kind] for part in parts for kind in kinds)

            numbers = {f"indicators|children_u3{what}": added(*each) for what, each in kinds.items()}
            numbers["indicators|sgb2_u18||numerator"] = added("need")
            numbers["indicators|sgb2_u18||denominator"] = added("need", "rest")
            numbers["indicators|sgb2_u18||rest"] = added("rest")
            for what, count in numbers.items():
                if 0 < count < FEW:
                    found[area, what, f"{year}-12-31"] = Secret(float(count), NEEDS, FEW - 1.0, FEW)
    return found


def drawn(numbers: list[int]) -> Counts:
    """The numbers in the last year, larger ones that differ from each other in the years before."""
    found = {}
    for at, (area, kind) in enumerate((area, kind) for area in AREAS for kind in ("f", "m", "need", "rest")):
        for year in YEARS:
            found[area, year, kind] = numbers[at] if year == YEARS[-1] else LARGE + (37 * at + 101 * year) % 89
    return found


@SMALL
@given(numbers=st.lists(number, min_size=16, max_size=16))
def test_nothing_of_a_random_city_can_be_worked_out(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[int]
) -> None:
    counts = drawn(numbers)
    build = city(tmp_path_factory.mktemp("zufall"), counts, groups=True)
    tables = data_files(build.pages.context, VERSION)
    assert narrowed(known_of(tables), secrets(counts), FEW, NEEDS) == []
    withheld = withheld_of(build.results, build.project, build.audience)
    assert not withheld.unsafe


@SMALL
@given(numbers=st.lists(number, min_size=8, max_size=8))
def test_no_more_is_withheld_than_has_to_be(tmp_path_factory: pytest.TempPathFactory, numbers: list[int]) -> None:
    """One breakdown less, so that every choice can be tried."""
    build = city(tmp_path_factory.mktemp("klein"), drawn([*numbers, *[50] * 8]), groups=False)
    found = withheld_of(build.results, build.project, build.audience)
    system, ours = around_secrets(found.system, found.protection.withheld)
    loss = float(system.weight[ours & (system.state == State.OPEN)].sum())
    apart = tuple(int(one) for one in np.flatnonzero(np.isin(system.keys, list(found.unsafe))))
    assert worked_out(system, ours, apart) == []
    assert loss <= greedy(system)[1]
    assert loss == pytest.approx(least_loss(system))


def around_secrets(system: System, withheld: np.ndarray) -> tuple[System, np.ndarray]:
    """The cells that hang together with a secret, and which of them are withheld."""
    _, label = connected_components(abs(system.relations.T) @ abs(system.relations), directed=False)
    secret = (system.needs > 0) & (withheld | (system.state == State.NEVER))
    cells = np.flatnonzero(np.isin(label, label[secret]))
    inside = np.isin(np.arange(len(label)), cells)
    rows = np.flatnonzero(abs(system.relations) @ inside.astype(float))
    parts = {
        name: getattr(system, name)[cells]
        for name in ("value", "least", "most", "guess", "whole", "needs", "state", "weight")
    }
    keys = tuple(system.keys[cell] for cell in cells)
    relations = system.relations.tocsr()[rows][:, cells]
    return System(keys, **parts, relations=relations, low=system.low[rows], high=system.high[rows]), withheld[cells]
