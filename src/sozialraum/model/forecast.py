"""[forecast] and [[new_housing]]: how the children of the years ahead are worked out, from what, and into what."""

from typing import Annotated, Literal

from pydantic import Field

from sozialraum.model.fields import Slug, Strict, Text
from sozialraum.model.tables import FLAG, NUMBER, TEXT

# births: live births of a calendar year, past and to come; area_id CITY for the whole city
BIRTHS = {"area_id": TEXT, "year": "int64", "births": NUMBER, "status": TEXT, "source_id": TEXT}

# city_projection: children of the whole city in an official projection; ages in completed years, both ends included
CITY_PROJECTION = {"year": "int64", "from_age": "int64", "to_age": "int64", "count": NUMBER, "source_id": TEXT}

# forecast: the columns of a register, so that whatever reads one reads the years ahead, too, and two bounds
FORECAST = {
    "area_id": TEXT,
    "as_of": TEXT,
    "birth_month": TEXT,
    "age": NUMBER,
    "sex": TEXT,
    "count": NUMBER,
    "lower": NUMBER,
    "upper": NUMBER,
    "status": TEXT,
    "reason": TEXT,  # "" | parts_withheld | parts_missing | births_unknown
    "source_id": TEXT,
}

# survival_rates: what remains of each age a year later, the area's own, the city's, and the one that was used
SURVIVAL_RATES = {
    "area_id": TEXT,
    "age": NUMBER,  # the age they reach; 0: from birth on
    "base": NUMBER,  # children the area's own rate rests on
    "own": NUMBER,  # NA where there were none
    "city": NUMBER,
    "weight": NUMBER,  # of the own rate, 0 to 1
    "rate": NUMBER,
}

# city_factors: what every area is multiplied by to meet the official projection
CITY_FACTORS = {
    "as_of": TEXT,
    "from_age": "int64",
    "to_age": "int64",
    "official": NUMBER,
    "worked_out": NUMBER,
    "factor": NUMBER,  # NA where nobody was worked out to multiply, or the city's sum is unknown
}

# bands_ahead: children of one group of ages known only together, at the Stichtage ahead
BANDS_AHEAD = {
    "area_id": TEXT,
    "indicator_id": TEXT,
    "as_of": TEXT,
    "value": NUMBER,
    "lower": NUMBER,
    "upper": NUMBER,
    "status": TEXT,
    "reason": TEXT,  # "" | parts_withheld | parts_missing
}

# back_test: errors of the forecast and of "as many as last time", over areas and starting dates
BACK_TEST = {
    "level": TEXT,  # sozialraum | city
    "group": TEXT,
    "horizon": "int64",  # years
    "starts": "int64",  # dates it was started from
    "pairs": "int64",  # of forecast and count
    "error_pct": NUMBER,  # 100 x sum of |forecast - count| / sum of counts
    "bias_pct": NUMBER,  # 100 x sum of (forecast - count) / sum of counts; above 0: too many were expected
    "naive_error_pct": NUMBER,
    "naive_bias_pct": NUMBER,
    "within_pct": NUMBER,  # counts between lower and upper, per 100 that have both
    "naive_better": FLAG,
}


class Shrinkage(Strict):
    """How far a rate of an area is drawn towards the city's: its own weighs n / (n + k), n children it rests on."""

    method: Literal["fixed", "empirical"] = "fixed"
    k: float = Field(100.0, ge=0)


class Variants(Strict):
    """Where the lower and the upper variant come from."""

    rule: Literal["back_test", "past_years", "none"] = "back_test"
    share_pct: float = Field(80.0, ge=50, le=99)


class CityRates(Strict):
    """An area whose past is no guide to its future: it takes the city's rates, and has no part in them."""

    area: str
    because: Text


class Band(Strict):
    """[[forecast.bands]]: an indicator that counts children of one group of ages from birth on, all together.

    Carried on with the births of the area where the register is not at hand by single years: each year an equal
    part of the group leaves it.
    """

    indicator: Slug
    births: Slug
    years: int = Field(ge=1, le=27)  # of age in the group: 18 for "under 18"
    births_since: int | None = Field(None, ge=1900, le=2199)  # earlier ones are left out


class DwellingType(Strict):
    """A kind of new dwelling, and how many children of each age live in one, from age 0 on."""

    id: Slug
    label: Text
    children_per_dwelling: list[Annotated[float, Field(ge=0, le=10)]] = Field(min_length=1)
    births_every_year: bool = True
    source: Text


class NewHousing(Strict):
    """[[new_housing]]: dwellings that are moved into between two Stichtage, the later one in `year`."""

    area: str
    year: int = Field(ge=1900, le=2199)
    dwellings: float = Field(ge=0)
    type: Slug
    label: Text | None = None
    source: Text | None = None


class Forecast(Strict):
    """[forecast]"""

    years_ahead: int = Field(ge=3, le=5)
    births: Literal["mean_3_years", "last_year", "projection"] = "mean_3_years"  # "projection": rows of [[births]]
    sum_tolerance_pct: float = Field(0.5, ge=0)  # by how much projected births of areas may differ from the city's
    to_age: int = Field(17, ge=0, le=26)
    rate_years: int = Field(3, ge=1, le=10)
    shrinkage: Shrinkage = Shrinkage()
    city_rates: list[CityRates] = []
    variants: Variants = Variants()
    dwelling_types: list[DwellingType] = []
    bands: list[Band] = []
    note: Text | None = None
