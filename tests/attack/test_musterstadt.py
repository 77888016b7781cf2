"""The public edition of Musterstadt, attacked from outside: nothing withheld can be read or worked out."""

from collections.abc import Callable
from typing import Any

import pytest
from attack import leaking
from attack.attack import narrowed
from attack.equations import known_of
from attack.held import RULES
from attack.known import Cell, Known
from attack.known_keys import NUMBERS, WORDS
from attack.languages import differing, first_language
from attack.leaking import Files, reduced
from attack.leaves import leaves
from attack.open_tables import open_tables
from attack.shown import atlases, untold
from attack.spoken import contradictions
from attack.told import rows_of
from attack.truth import Secret, counted, names_of_places, planning_secrets, project, secrets
from attack.words import labels, named
from invented import invented_pages
from musterstadt.city_files import table
from running import tree

pytestmark = pytest.mark.slow
RULE = project()["disclosure"]["oeffentlich"]
COUNT, SHARE = "sterbefaelle", "wohngeld"  # both have small numbers in Musterstadt and a layer of the atlas


@pytest.fixture(scope="module")
def every() -> Files:
    """In all languages."""
    return tree(invented_pages())


@pytest.fixture(scope="module")
def files(every: Files) -> Files:
    return first_language(every)


@pytest.fixture(scope="module")
def small(files: Files) -> Files:
    return reduced(files, [COUNT, SHARE])


@pytest.fixture(scope="module")
def known(files: Files) -> Known:
    return known_of(files)


def attacked(known: Known, hidden: dict[Cell, Secret]) -> list[str]:
    return narrowed(known, hidden, RULE["min_count"], RULE["min_values"])


def test_what_is_withheld_in_one_output_is_withheld_in_all(files: Files) -> None:
    assert contradictions(files) == []


def test_pages_in_another_language_tell_the_same_numbers_and_withhold_the_same(every: Files) -> None:
    """Nothing less may be said of them than of the German ones, which the rest of this file attacks."""
    assert len(every) - len(first_language(every)) == len([name for name in every if name.startswith("en/")]) > 10
    assert differing(every) == []


def test_scripts_count_with_nothing_that_no_table_tells(files: Files) -> None:
    """A page's source is read too, each key of its data."""
    assert untold(files) == []


def test_a_number_at_any_key_of_the_data_is_found(files: Files) -> None:
    told = {one.partition(" ")[0] for one in untold(leaking.at_each_key(files, RULES))}
    assert set(RULES) - told == set()


def test_bounds_and_letters_of_what_is_withheld_are_found(files: Files) -> None:
    told = untold(leaking.in_bounds_and_letters(files))
    said = ("scale: ", "closed, ", " firm ", "lage robust ", " field ")
    assert [one for one in said if not any(one in line for line in told)] == []


def test_every_key_of_which_something_is_known_is_in_the_data(files: Files) -> None:
    told = {leaf.key for _, atlas in atlases(files, open_tables(files)) for leaf in leaves(atlas.data)}
    assert {*RULES, *NUMBERS, *WORDS} - told == set()


def test_no_withheld_number_can_be_worked_out(known: Known) -> None:
    assert attacked(known, secrets() | planning_secrets()) == []


def test_what_the_attack_believes_holds_in_the_files(known: Known) -> None:
    """An attack that believes wrong equations proves nothing."""
    counts = counted()["value"].where(counted()["denominator"].isna())
    truth = {
        (area, f"indicators|{id_}|{group}|{column}", period): number
        for column, numbers in {**counted(), "value": counts}.items()
        for (area, id_, period, group), number in numbers.dropna().items()  # type: ignore[misc]  # its index
    }
    checked = 0
    for equation in known.equations:
        if all(cell in truth for cell, _ in equation.terms):
            total = sum(factor * truth[cell] for cell, factor in equation.terms)
            assert equation.low - 1e-6 <= total <= equation.high + 1e-6, equation
            checked += 1
    assert checked > 1_000
    assert {"area", "group", "same", "sum", "family", "share"} <= {one.because for one in known.equations}


def test_no_file_says_why_a_number_is_withheld(files: Files) -> None:
    assert labels(files) == []


def test_no_row_says_that_it_is_withheld_because_another_is(files: Files) -> None:
    """A public file says Q and no more: who knows which numbers are only worked out knows which are small."""
    told: dict[tuple[str, str], set[str]] = {}
    for name, content in files.items():
        for row in rows_of(content) if name.endswith(".csv") else ():
            if row.get("status") == "Q" and "reason" in row:
                told.setdefault((name, row.get("indicator_id", "")), set()).add(row["reason"])
    assert {"data/children.csv", "data/changes.csv", "data/measures.csv"} <= {name for name, _ in told}
    assert {key: reasons for key, reasons in told.items() if len(reasons) > 1} == {}


def test_places_are_nobodys_secret(files: Files) -> None:
    """Every house, its Träger and its address are told, and so are its places and how many houses an area has."""
    told = {row["facility_id"]: row for row in rows_of(files["data/facilities.csv"])}
    for number, (name, traeger, address) in names_of_places().items():
        assert (told[number]["name"], told[number]["traeger"]) == (name, traeger)
        assert told[number]["address"].startswith(address) or address in told[number]["address"]
    things = [row for row in rows_of(files["data/measures.csv"]) if row["measure_id"] in {"facilities", "places"}]
    assert things
    assert {row["status"] for row in things if row["target_group"] != "ogs"}.isdisjoint({"Q"})
    offers = [row for row in rows_of(files["data/offers.csv"]) if row["kind"] != "belegt"]
    assert {row["status"] for row in offers}.isdisjoint({"Q"})


def test_homes_of_childminders_are_in_no_file(files: Files) -> None:
    homes = table("facilities/kindertagespflege.csv")
    others = {address for _, _, address in names_of_places().values()}
    words = {*homes["NR"], *homes["NAME"], *(set(homes["ADRESSE"]) - others)} - {""}
    assert {name: where for name, where in named(files, sorted(words)).items() if where} == {}


# ---- an edition that leaks is caught ----


def one_of(edition: Files, indicator: str, column: str) -> Cell:
    """A secret of the indicator that the edition withholds, of the whole and of a single area."""
    gone = {
        (row["area_id"], row["period"])
        for row in rows_of(edition["data/indicators.csv"])
        if row["indicator_id"] == indicator and row["status"] == "Q" and not row["group"]
    }
    what = f"indicators|{indicator}||{column}"
    return next(
        cell for cell in sorted(secrets()) if cell[1] == what and (cell[0], cell[2]) in gone and cell[0][:2] == "sr"
    )


def truth_of(indicator: str) -> leaking.Truth:
    def truth(area: str, period: str, group: str) -> dict[str, float]:
        if (area, indicator, period, group) not in counted().index:
            return {}
        row: dict[str, float] = counted().loc[(area, indicator, period, group)].dropna().to_dict()
        return row

    return truth


Leak = Callable[[Files, Cell, leaking.Truth], Files]
WORKED_OUT: list[tuple[Leak, str, str]] = [
    (leaking.all_but_one, COUNT, "value"),
    (leaking.rate_with_base, SHARE, "numerator"),
    (leaking.change_told, COUNT, "value"),
    (leaking.unsuppressed, SHARE, "numerator"),
    (leaking.in_the_page, COUNT, "value"),
]
SPOKEN: list[tuple[Leak, str]] = [
    (leaking.in_the_page, COUNT),
    (leaking.in_a_sentence, COUNT),
    (leaking.in_a_workbook, COUNT),
    (leaking.in_a_geopackage, COUNT),
    (leaking.change_told, COUNT),
]


def name_of(value: Any) -> str:
    return str(getattr(value, "__name__", value))


@pytest.mark.parametrize(("leak", "indicator", "column"), WORKED_OUT, ids=name_of)
def test_a_leak_is_worked_out(small: Files, leak: Leak, indicator: str, column: str) -> None:
    cell = one_of(small, indicator, column)
    hidden = {one: secret for one, secret in secrets().items() if one == cell}
    assert attacked(known_of(small), hidden) == []
    leaky = known_of(leak(small, cell, truth_of(indicator)))
    assert [one for one in attacked(leaky, hidden) if one.startswith(f"{cell[0]} {cell[1]} {cell[2]}")]


@pytest.mark.parametrize(("leak", "indicator"), SPOKEN, ids=name_of)
def test_a_leak_is_read(small: Files, leak: Leak, indicator: str) -> None:
    cell = one_of(small, indicator, "value")
    leaky = set(contradictions(leak(small, cell, truth_of(indicator))))
    assert [one for one in leaky - set(contradictions(small)) if cell[0] in one]


def test_a_label_is_read(small: Files) -> None:
    cell = one_of(small, COUNT, "value")
    assert labels(leaking.labelled(small, cell, truth_of(COUNT)))
