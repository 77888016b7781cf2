"""The index of the invented city worked out by hand from its files, without the program."""

import csv
from functools import cache
from statistics import fmean, pstdev

from musterstadt.city_files import CITY

DAY = "2024-12-31"
FIELDS = {  # Handlungsfeld: its weight, its indicators; more is more strained with each of them
    "erwerb": (4, ("sgb2_u18", "arbeitslosenanteil", "langzeitarbeitslose")),
    "demografie": (1, ("anteil_alleinerz",)),
    "wohnen": (1, ("beengt",)),
}
SMALL = "sr09"  # about 200 residents


@cache
def rates(period: str) -> dict[str, dict[str, float]]:
    """Indicator -> area -> 100 x numerator / denominator, from the files."""
    found: dict[str, dict[str, float]] = {}
    for name in ("1_bevoelkerung", "2_erwerb_einkommen", "7_wohnen"):
        with (CITY / "indicators" / f"{name}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter=";"):
                if row["Zeitpunkt"] == period and not row["Gliederung"] and row["Nenner"] and row["Gebiet"] != SMALL:
                    share = 100 * float(row["Zaehler"]) / float(row["Nenner"].replace(",", "."))
                    found.setdefault(row["Kennzahl"], {})[row["Gebiet"]] = share
    return found


def standardised(values: dict[str, float]) -> dict[str, float]:
    middle, spread = fmean(values.values()), pstdev(values.values())
    return {area: (value - middle) / spread for area, value in values.items()}


@cache
def scores() -> dict[str, dict[str, float]]:
    """Indicator -> area -> z value."""
    return {id_: standardised(rates(DAY)[id_]) for _, ids in FIELDS.values() for id_ in ids}


def index_by_hand() -> dict[str, float]:
    """Mean of the z values of each Handlungsfeld, these weighted 4 : 1 : 1, the result standardised once more."""
    areas = list(scores()["sgb2_u18"])
    total = {
        area: sum(weight * fmean(scores()[id_][area] for id_ in ids) for weight, ids in FIELDS.values()) / 6
        for area in areas
    }
    return standardised(total)


def strongest(area: str) -> list[str]:
    """The two indicators that strain an area most, the stronger one first."""
    weight_of = {id_: weight / len(ids) for weight, ids in FIELDS.values() for id_ in ids}
    return sorted(weight_of, key=lambda id_: -weight_of[id_] * scores()[id_][area])[:2]
