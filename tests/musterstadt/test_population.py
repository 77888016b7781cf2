"""Register, birth months, cells and indicators tell one story."""

import pandas as pd
import pytest
import shapely
from musterstadt.city_files import YEARS, areas, residents, table, values

PARTS = {"u3": (0, 2), "a3_5": (3, 5), "a6_9": (6, 9), "a10_14": (10, 14), "a15_17": (15, 17), "a18_24": (18, 24),
         "a25_44": (25, 44), "a45_64": (45, 64), "a65_79": (65, 79), "a80plus": (80, 99)}  # fmt: skip
COUNTS = {"residents": (0, 99), "residents_u3": (0, 2), "residents_3_5": (3, 5), "residents_u6": (0, 5),
          "residents_6_9": (6, 9), "residents_u18": (0, 17), "residents_65plus": (65, 99)}  # fmt: skip


def _counts(indicator: str, stichtag: str, group: str = "") -> pd.Series:
    rows = values()
    rows = rows[(rows["Kennzahl"] == indicator) & (rows["Zeitpunkt"] == stichtag) & (rows["Gliederung"] == group)]
    return rows.set_index("Gebiet")["Wert"].astype(int).sort_index()


@pytest.mark.parametrize("year", YEARS)
def test_the_register_gives_the_counts_of_the_indicators(year: int) -> None:
    stichtag = f"{year}-12-31"
    for indicator, (low, high) in COUNTS.items():
        assert _counts(indicator, stichtag).to_dict() == residents(low, high, stichtag).to_dict()
    for part, (low, high) in PARTS.items():
        assert _counts("residents", stichtag, f"age={part}").to_dict() == residents(low, high, stichtag).to_dict()


def test_the_register_has_every_age_sex_and_year() -> None:
    register = table("population/register_alter.csv")
    assert len(register) == 14 * len(YEARS) * 2 * 100
    assert not register.duplicated(["SOZIALRAUM", "STICHTAG", "GESCHLECHT", "ALTER"]).any()


def test_birth_months_add_up_to_each_year_of_age_under_eleven() -> None:
    months = table("population/register_geburtsmonat.csv")
    age = months["STICHTAG"].str[:4].astype(int) - months["GEBURTSMONAT"].str[:4].astype(int)
    assert sorted(age.unique()) == list(range(11))
    from_months = months["ANZAHL"].astype(int).groupby([months["SOZIALRAUM"], months["STICHTAG"], age]).sum()
    register = table("population/register_alter.csv")
    young = register[register["ALTER"].astype(int) < 11]
    keys = [young["SOZIALRAUM"], young["STICHTAG"], young["ALTER"].astype(int)]
    assert from_months.to_list() == young["ANZAHL"].astype(int).groupby(keys).sum().to_list()


def test_cells_hold_exactly_the_residents_of_their_area_by_age() -> None:
    cells = table("population/raster_100m.csv")
    assert 1_700 <= len(cells) <= 1_900
    x, y = cells["x_mp_100m"].astype(int), cells["y_mp_100m"].astype(int)
    ids = "CRS25832RES100mN" + (y - 50).astype(str) + "E" + (x - 50).astype(str)
    assert (ids == cells["GITTER_ID_100m"]).all()
    points = shapely.points(x, y)
    inside = {area: pd.Series(shapely.contains(polygon, points)) for area, polygon in areas().items()}
    assert (pd.DataFrame(inside).sum(axis=1) == 1).all()
    for part, (low, high) in PARTS.items():
        sums = {area: int(cells.loc[within, part.upper()].astype(int).sum()) for area, within in inside.items()}
        assert sums == residents(low, high).to_dict()
    assert (cells[[part.upper() for part in PARTS]].astype(int).sum(axis=1) == cells["EINWOHNER"].astype(int)).all()


def test_the_city_is_of_the_size_it_should_be() -> None:
    total = residents(0, 99)
    assert 65_000 < total.sum() < 85_000
    assert total["sr09"] < 300 < total.drop("sr09").min()
