"""A drawn city for the balance: three Sozialräume, two Planungsbezirke, children by year of age."""

from collections.abc import Iterable, Mapping

import pandas as pd
from rows import coverage, facilities, long, offers
from tables import text_table

from sozialraum.analysis.planning.balance import Supply, balance_of, of_year
from sozialraum.analysis.planning.planned_measures import balance_changed, effects_of
from sozialraum.analysis.planning.sides import Floats
from sozialraum.model.planning_tables import PLANNED, TARGETS, USE
from sozialraum.model.tables import CHILDREN, frame, records

MEMBERS = {
    "city": ["hafen", "mitte", "nord"],
    "ost": ["hafen"],
    "west": ["mitte", "nord"],
    "hafen": ["hafen"],
    "mitte": ["mitte"],
    "nord": ["nord"],
}
AGES = {f"age_{age}": frozenset({age}) for age in range(6)} | {
    "u3": frozenset({0, 1, 2}),
    "ue3": frozenset({3, 4, 5}),
}
U3 = ["age_0", "age_1", "age_2"]
KITA_FOR_U3 = {"ktp": frozenset({"u3"})}
YEAR = "2025/26"


def children(drawn: str, **fixed: object) -> pd.DataFrame:
    """Table CHILDREN, counted by birth month in 2025/26 unless drawn otherwise."""
    return long(drawn, CHILDREN, **{"year": YEAR, "basis": "birth_month", **fixed})


def by_age(drawn: str, **fixed: object) -> pd.DataFrame:
    """Table CHILDREN from a row for each area and a column for each group."""
    rows = [
        {"area_id": row["area_id"], "group": group, "value": float(text) if text else None, "year": YEAR, **fixed}
        for row in records(text_table(drawn))
        for group, text in row.items()
        if group != "area_id"
    ]
    return frame(CHILDREN, [{"status": "A", "basis": "birth_month", **row} for row in rows])


def targets(drawn: str) -> pd.DataFrame:
    """Table TARGETS."""
    return long(drawn, TARGETS, source="erfunden")


def planned(drawn: str, **fixed: object) -> pd.DataFrame:
    """Table PLANNED: Kita places for u3 that the council decided on, unless drawn otherwise."""
    usual = {"offer": "kita", "target_group": "u3", "status": "beschlossen", "file": "massnahmen.csv"}
    rows = [
        {
            **usual,
            "row": at + 2,
            **fixed,
            **{name: float(text) if PLANNED[name] == "Float64" and text else text for name, text in row.items()},
        }
        for at, row in enumerate(records(text_table(drawn)))
    ]
    return frame(PLANNED, rows)


def use(drawn: str, **fixed: object) -> pd.DataFrame:
    """Table USE: children under three in Kitas in 2025/26."""
    return long(drawn, USE, **{"offer": "kita", "target_group": "u3", "period": YEAR, **fixed})


def supply(houses: str, places: str, expected: frozenset[str] = frozenset({"kita"}), **rule: object) -> Supply:
    """Places for u3 by permit in 2025/26, unless drawn otherwise."""
    wanted = coverage(**{"cohorts": U3, "target_quota_pct": None, "target_source": None, **rule})
    return Supply(wanted, expected, facilities(houses), offers(places, period=YEAR), KITA_FOR_U3)


def balance(
    one: Supply,
    heads: pd.DataFrame,
    wanted: pd.DataFrame,
    ages: Mapping[str, frozenset[int]] = AGES,
    members: Mapping[str, list[str]] = MEMBERS,
    years: Iterable[str] = (YEAR,),
) -> pd.DataFrame:
    """Table `measures` of the places there are."""
    tables = [balance_of(one, of_year(one, heads, wanted, ages, members, year), members, year) for year in years]
    return pd.concat(tables, ignore_index=True)


def balance_with(
    one: Supply, counted: pd.DataFrame, heads: pd.DataFrame, wanted: pd.DataFrame, years: Iterable[str] = (YEAR,)
) -> pd.DataFrame:
    """Table `measures` with the counted measures."""
    tables = [
        balance_changed(one, counted, of_year(one, heads, wanted, AGES, MEMBERS, year), MEMBERS, year)
        for year in years
    ]
    return pd.concat(tables, ignore_index=True)


def effects(
    one: Supply, measures: pd.DataFrame, heads: pd.DataFrame, wanted: pd.DataFrame, years: Iterable[str] = (YEAR,)
) -> pd.DataFrame:
    """Table EFFECTS."""
    tables = [
        effects_of(one, measures, of_year(one, heads, wanted, AGES, MEMBERS, year), MEMBERS, year) for year in years
    ]
    return pd.concat(tables, ignore_index=True)


def of_areas(numbers: Floats, members: Mapping[str, list[str]] = MEMBERS) -> dict[str, float | None]:
    """The numbers of a side by area, None for none."""
    return {area: None if pd.isna(one) else float(one) for area, one in zip(members, numbers, strict=True)}
