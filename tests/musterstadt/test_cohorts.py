"""Children of Musterstadt by cohort, worked out from its files without the program's readers."""

import tomllib
from functools import cache

import pandas as pd
import pytest
from cohorts_of import NRW
from musterstadt.city_files import CITY, table

from sozialraum.analysis.planning.cohorts import children
from sozialraum.model.tables import REGISTER
from sozialraum.sources.areas.boundaries import read_boundaries
from sozialraum.sources.project import PROJECT_FILE, ProjectFolder, migrated, parsed
from sozialraum.sources.values.indicators import Known
from sozialraum.sources.values.registers import read_registers

REGISTERS = [
    {
        "file": "population/register_geburtsmonat.csv",
        "columns": {
            "area_id": "SOZIALRAUM",
            "as_of": "STICHTAG",
            "birth_month": "GEBURTSMONAT",
            "count": "ANZAHL",
        },
        "source": "melderegister",
    },
    {
        "file": "population/register_alter.csv",
        "columns": {
            "area_id": "SOZIALRAUM",
            "as_of": "STICHTAG",
            "age": "ALTER",
            "sex": "GESCHLECHT",
            "count": "ANZAHL",
        },
        "sex_names": {"w": "f", "m": "m"},
        "source": "melderegister",
    },
]
MONTHS = {  # of the Kita-Jahr 2024/25
    "u3": ("2021-11", "2024-10"),
    "anspruch_1_2": ("2021-11", "2023-10"),
    "ue3": ("2018-10", "2021-10"),
    "ue3_jahrgaenge": ("2018-11", "2021-10"),
}


@cache
def register() -> pd.DataFrame:
    document = tomllib.loads((CITY / PROJECT_FILE).read_text(encoding="utf-8"))
    folder = ProjectFolder(parsed(migrated({**document, "registers": REGISTERS})), CITY, CITY)
    boundaries, _, _ = read_boundaries(folder)
    base = frozenset(boundaries.areas.index[boundaries.areas["level"] == "sozialraum"])
    found, intakes, problems = read_registers(folder, Known(boundaries.keys, base, {}, None))
    assert not problems
    assert [intake.used for intake in intakes] == [12936, 19600]
    return found


@cache
def counted() -> pd.DataFrame:
    areas = sorted(register()["area_id"].unique())
    assert len(areas) == 14
    return children(NRW, register(), {"city": areas, **{area: [area] for area in areas}})


def figure(group: str, year: str, area: str) -> pd.Series:
    rows = counted()
    return rows[(rows["group"] == group) & (rows["year"] == year) & (rows["area_id"] == area)].iloc[0]


@pytest.mark.parametrize("group", MONTHS)
def test_cohorts_are_the_months_of_the_file_added_up(group: str) -> None:
    rows = table("population/register_geburtsmonat.csv")
    first, last = MONTHS[group]
    rows = rows[(rows["STICHTAG"] == "2024-12-31") & rows["GEBURTSMONAT"].between(first, last)]
    assert figure(group, "2024/25", "city")["value"] == rows["ANZAHL"].astype(int).sum()
    for area, own in rows.groupby("SOZIALRAUM"):
        assert figure(group, "2024/25", str(area))["value"] == own["ANZAHL"].astype(int).sum()


def test_every_group_of_every_past_year_is_counted() -> None:
    rows = counted()
    assert sorted(rows["year"].unique()) == [f"{year}/{year + 1 - 2000}" for year in range(2018, 2026)]
    past = rows[rows["year"] != "2025/26"]
    assert set(past["status"]) == {"A"}
    coming = rows[rows["year"] == "2025/26"].groupby("group")["reason"].unique().map(list).to_dict()
    unborn = {group for group, reasons in coming.items() if reasons == ["not_born_yet"]}
    assert unborn == {"u3", "alter_0"}
    assert {reason for group, reasons in coming.items() for reason in reasons if group not in unborn} == {
        "before_year"
    }


def test_ages_alone_come_near_the_months_and_their_bounds_hold() -> None:
    ages = register()[register()["birth_month"] == ""]
    months = register()[register()["birth_month"] != ""]
    members = {area: [area] for area in sorted(ages["area_id"].unique())}
    by_age = children(NRW, ages, members, range(2018, 2025)).set_index(["area_id", "group", "year"])
    by_month = children(NRW, months, members, range(2018, 2025)).set_index(["area_id", "group", "year"])
    both = by_month["value"].notna()
    lower, upper = (by_age.loc[both, name].fillna(by_age["value"]) for name in ("lower", "upper"))
    assert ((lower <= by_month.loc[both, "value"]) & (by_month.loc[both, "value"] <= upper)).all()
    u3 = (by_age["value"] - by_month["value"]).xs("u3", level="group")
    assert u3.abs().max() < 10
    assert list(by_age.columns) == list(by_month.columns)
    assert set(REGISTER) == set(register().columns)
