"""The tables between reading and showing: their columns and kinds, in one place.

Long form throughout, so a new indicator or measure is new rows, never a new column. Text columns hold "" and
number columns NA where nothing is known; what a missing number means is said by `status`.
"""

from functools import cache
from typing import Any

import pandas as pd

TEXT, NUMBER, FLAG = "str", "Float64", "bool"

# areas: index area_id; a GeoDataFrame in the metric CRS of the city. Joint areas have no geometry.
AREA_ID = "area_id"
AREAS = ("level", "part_of", "boundaries_as_of", "name", "geometry")
CITY_LEVEL, BASE_LEVEL, JOINT_LEVEL = "city", "sozialraum", "joint"
CITY = "city"  # area_id of the whole city

# members: which areas a joint area is made of
MEMBERS = {"joint_id": TEXT, "area_id": TEXT}

# facilities: index facility_id; a GeoDataFrame in the metric CRS, geometry None where no position is known
FACILITY_ID = "facility_id"
FACILITIES = {
    "facility_type": TEXT,
    "name": TEXT,
    "traeger": TEXT,
    "address": TEXT,
    "stated_area": TEXT,  # area_id, or "" where the file states none
    "betriebsstatus": TEXT,
    "opens_on": TEXT,  # ISO date, year or ""
    "closes_on": TEXT,
    "position": TEXT,  # "coordinates" | "address" | "address_near" | "stated_area" | "none"
    "mappable": FLAG,  # False: counted, never drawn
    "link": TEXT,
    "note": TEXT,
    "source_id": TEXT,
    "file": TEXT,
    "row": "int64",
}
# what placement adds to facilities
PLACEMENT = {"area_id": TEXT, "found_area": TEXT, "placement": TEXT}

MERKMALE = {
    "facility_id": TEXT,
    "merkmal": TEXT,
    "from": TEXT,
    "to": TEXT,
    "verbund": TEXT,
    "source_id": TEXT,
}

OFFERS = {
    "facility_id": TEXT,
    "offer": TEXT,
    "target_group": TEXT,
    "period": TEXT,
    "kind": TEXT,
    "weekly_hours": NUMBER,
    "group_form": TEXT,
    "inclusion": TEXT,
    "places": NUMBER,
    "status": TEXT,
    "note": TEXT,
    "source_id": TEXT,
}

INDICATOR_KEY = ["area_id", "indicator_id", "period", "group"]
INDICATORS = {
    "area_id": TEXT,
    "indicator_id": TEXT,
    "period": TEXT,
    "group": TEXT,  # canonical: "age=u6;sex=f"; "" is the total
    "value": NUMBER,
    "numerator": NUMBER,
    "denominator": NUMBER,
    "status": TEXT,
    "basis": TEXT,  # given | computed | pooled: where the value comes from
    "reason": TEXT,  # why there is none: "" | only_rates | parts_missing | ordinal | no_geography ...
    "list_only": FLAG,
    "note": TEXT,
    "source_url": TEXT,
    "source_id": TEXT,
}

# the largest contributions to sums, from files that map them; keyed like INDICATORS, one row per key
CONTRIBUTIONS = {
    "area_id": TEXT,
    "indicator_id": TEXT,
    "period": TEXT,
    "group": TEXT,
    "largest": NUMBER,
    "second_largest": NUMBER,  # NA: not known; 0: there is no second
}

# figures that belong to one facility, e.g. a school's index
FACILITY_VALUES = {
    "facility_id": TEXT,
    "indicator_id": TEXT,
    "period": TEXT,
    "value": NUMBER,
    "status": TEXT,
    "list_only": FLAG,
    "note": TEXT,
    "source_url": TEXT,
    "source_id": TEXT,
}

# the register of residents: children by birth month, or residents by single year of age
REGISTER_KEY = ["area_id", "as_of", "birth_month", "age", "sex"]
REGISTER = {
    "area_id": TEXT,
    "as_of": TEXT,  # ISO day
    "birth_month": TEXT,  # "YYYY-MM", "" where the age is given
    "age": NUMBER,  # completed years, NA where the month is given; the last one of a Stichtag is open
    "sex": TEXT,  # "" is all
    "count": NUMBER,
    "status": TEXT,
    "source_id": TEXT,
}

# children of a group of [cohorts] in a Kita-Jahr or Schuljahr
CHILDREN_KEY = ["area_id", "group", "year"]
CHILDREN = {
    "area_id": TEXT,
    "group": TEXT,
    "year": TEXT,  # "2026/27"
    "value": NUMBER,
    "lower": NUMBER,  # those known for certain
    "upper": NUMBER,
    "status": TEXT,  # A counted | E estimated | F forecast | O, Q: no value, or that of the weakest part
    "basis": TEXT,  # birth_month | age | forecast | indicator; "" where the register has nothing
    # why estimated: spread_over_months | before_year
    # why no value: not_born_yet | age_open | not_in_register | parts_missing | parts_withheld
    "reason": TEXT,
}

MEASURE_KEY = ["area_id", "measure_id", "target_group", "period", "group", "scenario"]
MEASURES = {
    "area_id": TEXT,
    "measure_id": TEXT,  # versorgungsquote_pct, places_missing, lage_index, lage_part:<indicator>, ...
    "target_group": TEXT,  # id of the coverage, or ""
    "period": TEXT,
    "group": TEXT,
    "scenario": TEXT,
    "value": NUMBER,
    "lower": NUMBER,
    "upper": NUMBER,
    "base": NUMBER,  # people or areas the value rests on
    "status": TEXT,
    "reason": TEXT,
}
BESTAND = "bestand"

# change of an indicator's total between two dates; points for shares, percent for counts
CHANGES = {
    "area_id": TEXT,
    "indicator_id": TEXT,
    "period": TEXT,
    "since": TEXT,
    "change": NUMBER,
    "lower": NUMBER,  # of the change, for ratios of persons with known counts
    "upper": NUMBER,
    "beside_city": TEXT,  # more | similar | less than the city's change; "" where it cannot be said
    "status": TEXT,
    "reason": TEXT,  # "" | no_value | parts_withheld
}

# usual fluctuation of rates of persons and households, and how an area stands beside the rest of the city
INTERVALS = {
    "area_id": TEXT,
    "indicator_id": TEXT,
    "period": TEXT,
    "group": TEXT,
    "lower": NUMBER,
    "upper": NUMBER,
    "method": TEXT,  # wilson | byar | exact | "" where there is none
    "rest": NUMBER,  # value of the city without this area
    "beside_rest": TEXT,  # more | similar | less: of the value, not of the strain; "" where it cannot be said
    "reason": TEXT,  # why there is no interval: "" | things | balance | forecast | no_counts | no_value
}

# differences between two groups of one area, in the unit of the indicator
GROUP_GAPS = {
    "area_id": TEXT,
    "indicator_id": TEXT,
    "period": TEXT,
    "dimension": TEXT,
    "group": TEXT,  # id of a part
    "other": TEXT,  # id of the other part; "" for all others of the area together
    "difference": NUMBER,  # group minus other
    "lower": NUMBER,
    "upper": NUMBER,
    "city_difference": NUMBER,
}

# how two indicators go together over the areas
RELATIONS = {
    "indicator_id": TEXT,
    "other_id": TEXT,
    "period": TEXT,
    "other_period": TEXT,
    "areas": NUMBER,
    "rank_correlation": NUMBER,
    "reason": TEXT,  # "" | few_areas | no_spread
}

# areas that are like each other in the chosen indicators
SIMILAR = {
    "area_id": TEXT,
    "other_id": TEXT,
    "place": NUMBER,  # 1 is the most alike
    "distance": NUMBER,  # standard deviations, mean over the indicators
    "period": TEXT,
}


def frame(columns: dict[str, str], rows: list[dict[str, object]] | None = None) -> pd.DataFrame:
    """A table of these columns and kinds, in this order; empty without rows.

    Raises:
        KeyError: a row has a column the table does not know.
    """
    if not rows:
        return _empty(tuple(columns.items())).copy()
    unknown = {name for row in rows for name in row} - set(columns)
    if unknown:
        raise KeyError(f"unknown columns {sorted(unknown)}")
    blank: dict[str, object] = {TEXT: "", FLAG: False, "int64": 0, NUMBER: None}
    data = {
        name: pd.Series([row.get(name, blank[kind]) for row in rows], dtype=kind) for name, kind in columns.items()
    }
    return pd.DataFrame(data, columns=list(columns))


@cache
def _empty(columns: tuple[tuple[str, str], ...]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series([], dtype=kind) for name, kind in columns})


def typed(table: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """The same table with exactly these columns, in this order and of these kinds.

    Raises:
        KeyError: a column is missing.
    """
    picked = table.loc[:, list(columns)]
    other = {name: kind for name, kind in columns.items() if picked.dtypes[name] != kind}
    return picked.astype(other)


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows, one dict each, keyed by column."""
    names = [str(name) for name in table.columns]
    columns = [values_of(table.iloc[:, at]) for at in range(len(names))]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def values_of(column: pd.Series) -> list[Any]:
    """Its values as Python's own kinds, None where a number is unknown; far sooner than by iterating over it."""
    if isinstance(column.dtype, pd.Float64Dtype):
        return list(column.to_numpy(dtype=object, na_value=None))  # type: ignore[call-overload]  # stubs know no None
    if isinstance(column.dtype, pd.StringDtype):
        return list(column.to_numpy(dtype=object))
    return list(column.to_frame(0).to_dict("list")[0])


def group_text(parts: dict[str, str]) -> str:
    """Canonical text of a group: dimensions in alphabetical order; "" for the total."""
    return ";".join(f"{dimension}={part}" for dimension, part in sorted(parts.items()) if part)


def group_parts(group: str) -> dict[str, str]:
    """The dimensions of a canonical group text.

    Raises:
        ValueError: the text is not canonical.
    """
    parts = dict(part.split("=", 1) for part in group.split(";")) if group else {}
    if group_text(parts) != group:
        raise ValueError(f"not a canonical group: {group!r}")
    return parts
