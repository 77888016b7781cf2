"""What the files of Musterstadt answer to the questions of planners, by hand; nothing of the program is used.

Children ahead are shown as whole children, and everything else follows from these.
"""

import csv
import math
import tomllib
from functools import cache
from pathlib import Path

from musterstadt import planning_by_hand as hand
from musterstadt.city_files import CITY, features
from running import ROOT

MIN_COUNT = 5
CATALOGUE = ROOT / "src" / "sozialraum" / "catalogue" / "indicators.toml"
WITHHELD = "sr09"  # some ages have fewer children than an edition shows
NAMES = {each["properties"]["SR"]: each["properties"]["NAME"] for each in features("boundaries/sozialraeume.geojson")}
SHOWN = tuple(area for area in hand.AREAS if area != WITHHELD)
OFFER = {"U3": "kita_u3", "Ü3": "kita_ue3"}
GESPERRT = "gesperrt (Datenschutz)"
KNOWN = "AEPFU"  # statuses with a value


@cache
def whole_children(area: str, start: int, group: str) -> float:
    """Children ahead are shown as whole children, and everything follows from these."""
    children = hand.cohort(area, start, group)
    return children if start <= hand.LAST else round(children)


@cache
def needed(area: str, target: str, start: int) -> float:
    own = hand.TARGETS | (hand.FROM_2027 if start >= 2027 else {}) | (hand.LUETTKENHOEHE if area == "sr03" else {})
    return sum(whole_children(area, start, group) * own[group] / 100 for group in hand.GROUPS[target])


def there(areas: tuple[str, ...], target: str, start: int, counted: bool) -> float:
    return sum(hand.places(area, target) + counted * hand.planned(area, target, start) for area in areas)


def balance(areas: tuple[str, ...], target: str, start: int, counted: bool = False) -> float:
    """As planning_by_hand has it, from whole children."""
    return there(areas, target, start, counted) - sum(needed(area, target, start) for area in areas)


@cache
def withheld(city: Path, measure: str, target: str) -> frozenset[tuple[str, int]]:
    """Areas and years of which the edition does not tell a figure, by what can be downloaded from it."""
    with (city / "data" / "measures.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["measure_id"] == measure]
    found = frozenset(
        (row["area_id"], int(row["period"][:4]))
        for row in rows
        if row["target_group"] == OFFER[target] and row["status"] == "Q"
    )
    ours = [one for one in found if one[0] in hand.AREAS]
    assert len(ours) <= len(hand.AREAS) * len({row["period"] for row in rows}) / 2  # most of it can be answered
    return found


@cache
def statuses_of(city: Path, area: str) -> dict[str, dict[str, str]]:
    """Of each indicator, without its groups, the status at each date, by what can be downloaded."""
    found: dict[str, dict[str, str]] = {}
    with (city / "data" / "indicators.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["area_id"] == area and not row["group"]:
                found.setdefault(row["indicator_id"], {})[row["period"]] = row["status"]
    return found


def in_german(period: str) -> str:
    """ "2024-12-31" -> "31.12.2024", other dates as they are."""
    return ".".join(reversed(period.split("-")))


def in_words(beyond: float) -> str:
    """Missing places rounded up, spare ones down."""
    if hand.whole(-beyond) > 0:
        return f"fehlen {hand.whole(-beyond)}"
    return f"{int(beyond + 1e-9)} übrig" if beyond >= 1 - 1e-9 else "ausgeglichen"


@cache
def schools() -> dict[str, str]:
    with (CITY / "facilities/grundschulen.csv").open(encoding="utf-8", newline="") as file:
        return {row["NR"]: row["NAME"] for row in csv.DictReader(file, delimiter=";")}


@cache
def risen(indicator: str, area: str, since: str, until: str) -> float:
    """Change of a share in percentage points, the whole city from the sums of its areas."""
    counts = {since: [0.0, 0.0], until: [0.0, 0.0]}
    for path in sorted((CITY / "indicators").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter=";"):
                of_area = area in ("city", row.get("Gebiet")) and row.get("Gebiet", "") in hand.AREAS
                if (
                    row.get("Kennzahl") == indicator
                    and not row["Gliederung"]
                    and row["Zeitpunkt"] in counts
                    and of_area
                ):
                    above, below = counts[row["Zeitpunkt"]], (row["Zaehler"], row["Nenner"])
                    above[:] = [one + float(text.replace(",", ".")) for one, text in zip(above, below, strict=True)]
    then, now = (100 * above / below for above, below in (counts[since], counts[until]))
    return now - then


@cache
def short_label(indicator: str) -> str:
    catalogue = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))
    return str(next(one["short"]["de"] for one in catalogue["indicators"] if one["id"] == indicator))


def half_up(value: float) -> str:
    return str(math.floor(value + 0.5))


def german(value: float, digits: int) -> str:
    return f"{value:,.{digits}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
