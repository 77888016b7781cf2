"""Reading the invented city's files in tests, independent of the program's readers."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

CITY = Path(__file__).resolve().parents[2] / "geodata" / "musterstadt"
LISTS = ("kitas", "kindertagespflege", "grundschulen", "weiterfuehrende_schulen", "jugendeinrichtungen",
         "beratungsstellen", "kulturorte")  # fmt: skip
YEARS = range(2018, 2025)


@cache
def table(path: str) -> pd.DataFrame:
    """A CSV of the city as text; read only."""
    with (CITY / path).open(encoding="utf-8", newline="") as file:
        return pd.DataFrame(csv.DictReader(file, delimiter=";"))


def numbers(texts: pd.Series) -> pd.Series:
    """German decimals as floats; an empty cell is NA."""
    return pd.to_numeric(texts.str.replace(",", ".", regex=False), errors="raise")


@cache
def features(path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((CITY / path).read_text(encoding="utf-8"))["features"]
    return found


@cache
def areas() -> dict[str, BaseGeometry]:
    """Polygon of each Sozialraum in metres."""
    return {each["properties"]["SR"]: shape(each["geometry"]) for each in features("boundaries/sozialraeume.geojson")}


@cache
def values() -> pd.DataFrame:
    """All rows of indicators/[1-9]_*.csv with numbers as numbers."""
    names = sorted(path.name for path in (CITY / "indicators").glob("[1-9]_*.csv"))
    found = pd.concat([table(f"indicators/{name}") for name in names], ignore_index=True)
    return found.assign(**{name: numbers(found[name]) for name in ("Wert", "Zaehler", "Nenner")})


@cache
def facilities() -> pd.DataFrame:
    found = pd.concat([table(f"facilities/{name}.csv").assign(liste=name) for name in LISTS], ignore_index=True)
    return found.assign(x=numbers(found["RECHTSWERT"]), y=numbers(found["HOCHWERT"])).set_index("NR")


@cache
def places() -> pd.DataFrame:
    found = table("facilities/plaetze.csv")
    return found.assign(plaetze=numbers(found["PLAETZE"]))


def residents(low: int, high: int, stichtag: str = "2024-12-31") -> pd.Series:
    """Register counts of completed years from low to high, index Sozialraum."""
    register = table("population/register_alter.csv")
    rows = register[(register["STICHTAG"] == stichtag) & register["ALTER"].astype(int).between(low, high)]
    return rows["ANZAHL"].astype(int).groupby(rows["SOZIALRAUM"]).sum()
