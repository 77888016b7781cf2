"""Editions of which one rule was put away: each is caught by the attack from outside and by the canary.

put away                         attack                       canary
nothing is withheld              told                         a count stands there
no partner is withheld           follows from sums            sum or difference of two told numbers
almost everybody may be told     base less numerator          sum or difference of two told numbers
planning is told as it is        told                         a count stands there (test_canary)
which are withheld for others    a word                       a word
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from attack.attack import narrowed
from attack.equations import known_of
from attack.known import Cell
from attack.truth import Secret
from attack.words import labels
from canary.decoding import decoded
from canary.leaking_city import (
    CHILDREN,
    FEW,
    IN_NEED,
    LABEL,
    NOT_IN_NEED,
    put_away,
    secret_counts,
    write_leaking_city,
)
from canary.planning_city import planning_city
from canary.test_sums import follow
from running import build_here, tree

from sozialraum.pipeline import VERSION
from sozialraum.presentation.exports.open_tables import data_files

NEEDS = 3
Files = dict[str, bytes]
Build = Callable[[str], Files]  # of the rule that is put away
COUNTED = {"hafen": 3.0, "heide": 2.0}  # one-year-olds, see planning_city


def secrets() -> dict[Cell, Secret]:
    kinds = {"children_u3||value": CHILDREN, "sgb2_u18||numerator": IN_NEED, "sgb2_u18||rest": NOT_IN_NEED}
    return {
        (area, f"indicators|{what}", f"{year}-12-31"): Secret(float(count), NEEDS, FEW - 1.0, FEW)
        for what, counts in kinds.items()
        for (area, year), count in counts.items()
    }


@pytest.fixture
def built(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Build:
    """The files of the city with a rule put away; pages, which take long to unpack, only of the sound one."""

    def build(rule: str) -> Files:
        folder = tmp_path_factory.mktemp("leck")
        if rule:
            put_away(monkeypatch, rule)
        project = write_leaking_city(folder / "stadt", "zeigen" if rule == "complement" else "sperren")
        assert build_here([project], folder / "karten") == 0
        files = tree(folder / "karten" / "musterstadt")
        return {name: content for name, content in files.items() if not rule or name.endswith(".csv")}

    return build


def attacked(files: Files) -> list[str]:
    return narrowed(known_of(files), secrets(), FEW, NEEDS)


def hit(files: Files) -> list[str]:
    """What the canary says."""
    found = follow({f"musterstadt/{name}": content for name, content in files.items()}, secret_counts())
    return found + [where for where, text in decoded(files).texts if LABEL in text]


def test_with_all_rules_nothing_is_found(built: Build) -> None:
    files = built("")
    assert len(known_of(files).withheld) > len(secrets())
    assert (attacked(files), labels(files), hit(files)) == ([], [], [])


@pytest.mark.parametrize("rule", ["rows", "secondary", "complement", "labels"])
def test_a_rule_put_away_is_found_by_both(built: Build, rule: str) -> None:
    files = built(rule)
    assert attacked(files) + labels(files)
    assert hit(files)


@pytest.mark.parametrize("rule", ["", "planning"])
def test_planning_told_as_it_is_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: str) -> None:
    if rule:
        put_away(monkeypatch, rule)
    build = planning_city(tmp_path)
    files = data_files(build.pages.context, VERSION)
    few = {(area, "children|alter_1|value", "2023/24"): Secret(count, NEEDS, 4) for area, count in COUNTED.items()}
    found = narrowed(known_of(files), few, 5, NEEDS)
    assert {area for area in COUNTED if any(one.startswith(area) for one in found)} == (
        set(COUNTED) if rule else set()
    )
