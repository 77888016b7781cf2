"""What the files of Musterstadt say, read with readers of CSV and TOML, and which of it nobody may learn."""

import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from attack.known import Cell
from musterstadt.city_files import CITY, numbers, table, values
from musterstadt.planning_by_hand import AREAS, LAST, cohort, school_year

CATALOGUE = Path(__file__).resolve().parents[2] / "src" / "sozialraum" / "catalogue" / "indicators.toml"
PEOPLE = {"persons", "households"}
FIRST = 2018  # year of the first Stichtag with months of birth


@dataclass(frozen=True)
class Secret:
    """A number of people that must not be told."""

    value: float
    needs: int  # so many values must stay possible
    most: float | None  # what somebody may guess beforehand: that small ones are small
    base: float = math.inf  # the smallest denominator that may be shown


@cache
def project() -> dict[str, Any]:
    return tomllib.loads((CITY / "projekt.toml").read_text(encoding="utf-8"))


@cache
def definitions() -> dict[str, dict[str, Any]]:
    """Indicator id -> its keys, those of the project before those of the catalogue."""
    catalogue = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))["indicators"]
    usual = {one["id"]: one for one in catalogue}
    return {one["id"]: usual.get(one.get("use"), {}) | one for one in project()["indicators"]}


def rule_of(indicator: Mapping[str, Any]) -> dict[str, Any]:
    """The rule of the public edition for the class of data the indicator is of."""
    rule = project()["disclosure"]["oeffentlich"]
    return rule | rule.get("klassen", {}).get(class_of(indicator), {})


def class_of(indicator: Mapping[str, Any]) -> str:
    source = project()["sources"].get(indicator.get("source"), {})
    stated = indicator.get("schutzklasse") or source.get("schutzklasse") or "register"
    return "register" if stated == "oeffentlich" else str(stated)


def is_known(indicator: Mapping[str, Any]) -> bool:
    """Whether its source has told it anyway."""
    source = project()["sources"].get(indicator.get("source"), {})
    return "as_published" in {indicator.get("disclosure"), source.get("disclosure")}


@cache
def counted() -> pd.DataFrame:
    """Rows of all areas, the larger ones summed up where all parts are counted; index area, id, period, group.

    Columns value, numerator, denominator.
    """
    rows = values().rename(
        columns={"Gebiet": "area", "Kennzahl": "id", "Zeitpunkt": "period", "Gliederung": "group", "Wert": "value",
                 "Zaehler": "numerator", "Nenner": "denominator"}
    )  # fmt: skip
    rows = rows[rows["area"].str.fullmatch(r"sr\d\d")]
    keys, columns = ["area", "id", "period", "group"], ["value", "numerator", "denominator"]
    own = rows.set_index(keys)[columns]
    found = [own]
    for larger, parts in members().items():
        each = rows[rows["area"].isin(parts)]
        by = each.groupby(["id", "period", "group"])
        total = by[columns].sum(min_count=len(parts)).assign(area=larger).reset_index().set_index(keys)
        ratio = total["denominator"].notna()
        total.loc[ratio, "value"] = float("nan")
        found.append(total[columns])
    return pd.concat(found)


@cache
def members() -> dict[str, tuple[str, ...]]:
    """Larger area -> the Sozialräume in it."""
    districts = table("boundaries/planungsbezirke.csv")
    regions = table("boundaries/regionen.csv").set_index("BEZIRK")["REGION"]
    found: dict[str, list[str]] = {"city": list(districts["SOZIALRAUM"])}
    for area, district in zip(districts["SOZIALRAUM"], districts["BEZIRK"], strict=True):
        found.setdefault(district, []).append(area)
        found.setdefault(regions[district], []).append(area)
    return {larger: tuple(sorted(each)) for larger, each in found.items()}


@cache
def secrets() -> dict[Cell, Secret]:
    """Every number of people of the indicators that a public edition must not tell."""
    return dict(_secrets())


def _secrets() -> Iterator[tuple[Cell, Secret]]:
    for (area, id_, period, group), row in counted().iterrows():  # type: ignore[misc]  # the index has these four
        indicator = definitions()[id_]
        if indicator["counts"] not in PEOPLE or is_known(indicator):
            continue
        rule, stem = rule_of(indicator), f"indicators|{id_}|{group}"
        needs, few = rule["min_values"], rule["min_count"]
        guess = float(max(few - 1, needs))

        def small(value: float, few: int = few) -> bool:
            return bool(pd.notna(value)) and 0 < abs(value) < few

        def secret(
            value: float,
            needs: int = needs,
            guess: float = guess,
            few: int = few,
            base: float = max(rule["min_base"], few),
        ) -> Secret:
            return Secret(float(value), needs, guess if abs(value) < few else None, base)

        value, above, below = row["value"], row["numerator"], row["denominator"]
        if indicator["kind"] == "count":
            if small(value):
                yield (area, f"{stem}|value", period), secret(value)
            continue
        if pd.isna(above) or pd.isna(below):
            continue
        people = indicator.get("denominator_counts", indicator["counts"]) in PEOPLE
        alone = class_of(indicator) == "sozialdaten" and area != "city"
        base = people and 0 < below < rule["min_base"] and above != 0
        if small(above) or (alone and above > 0) or base:
            yield (area, f"{stem}|numerator", period), secret(above)
        if people and small(below):
            yield (area, f"{stem}|denominator", period), secret(below)
        if people and indicator["kind"] == "share" and rule["complement"] == "sperren" and small(below - above):
            yield (area, f"{stem}|rest", period), secret(below - above)


@cache
def planning_secrets() -> dict[Cell, Secret]:
    """Small numbers of children of a group and Kita-Jahr, and of those who applied and have no place."""
    rule = project()["disclosure"]["oeffentlich"]
    needs, few = rule["min_values"], rule["min_count"]
    guess = float(max(few - 1, needs))
    found: dict[Cell, Secret] = {}
    waiting = table("planung/anmeldungen_ohne_platz.csv")
    coverage = {"U3": "kita_u3", "Ü3": "kita_ue3"}
    for row, children in zip(waiting.to_dict("records"), numbers(waiting["KINDER"]), strict=True):
        if 0 < children < few:
            what = f"applications|{coverage[row['VERSORGUNG']]}|{row['STICHTAG']}|children"
            found[row["SOZIALRAUM"], what, row["JAHR"]] = Secret(float(children), needs, guess)
    for cell, children in cohorts().items():
        if 0 < children < few:
            found[cell] = Secret(children, needs, guess)
    return found


@cache
def cohorts() -> dict[Cell, float]:
    """Children counted in each group and Kita-Jahr, larger areas summed up."""
    ages = [f"alter_{age}" for age in range(5)] + ["alter_5_bis_schule"]
    groups = {age: (age,) for age in ages} | {"u3": tuple(ages[:3]), "anspruch_1_2": tuple(ages[1:3])}
    groups["ue3"] = tuple(ages[3:])
    areas = {area: (area,) for area in AREAS} | members()
    return {
        (area, f"children|{group}|value", school_year(start)): float(
            sum(cohort(part, start, age) for part in parts for age in each)
        )
        for area, parts in areas.items()
        for group, each in groups.items()
        for start in range(FIRST, LAST + 1)
    }


def names_of_places() -> dict[str, tuple[str, str, str]]:
    """Every house that may be shown: number -> name, Träger, address; childminders are not among them."""
    found = {}
    for one in project()["facility_types"]:
        if one.get("position") == "never_mapped":
            continue
        for row in table(one["file"]).to_dict("records"):
            found[row["NR"]] = (row["NAME"], row["TRAEGER"], row["ADRESSE"])
    return found
