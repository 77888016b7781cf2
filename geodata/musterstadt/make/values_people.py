"""Handlungsfeld 1: population, its structure and movement."""

from decimal import Decimal

import numpy as np
import people
from areas import AREAS, STICHTAGE
from cells import polygons
from dice import Ints
from rows import JAHRE, Row, broken_counts, broken_ratio, counts, drawn, marked, ratio, strain
from writing import decimal_text

AXES = ("nationality", "sex", "age")
BY = (("age",), ("sex",), ("nationality",), ("age", "sex"), ("age", "nationality"), ("nationality", "sex"))
SIMPLE = (("sex",), ("nationality",))


def by_parts() -> Ints:
    """Residents by area, year, nationality, sex and age part."""
    known = people.residents()[:, 1:]
    return np.stack([known[..., low : high + 1].sum(axis=-1) for _, low, high in people.AGE_PARTS], axis=-1)


def rows() -> list[Row]:
    total = people.total()
    found = broken_counts("residents", by_parts(), AXES, BY)
    for name, low, high in (
        ("residents_u3", 0, 2),
        ("residents_3_5", 3, 5),
        ("residents_u6", 0, 5),
        ("residents_6_9", 6, 9),
        ("residents_u18", 0, 17),
        ("residents_65plus", 65, 99),
    ):
        found += broken_counts(name, people.residents()[:, 1:, :, :, low : high + 1], AXES, SIMPLE)
    for name, low, high in (
        ("anteil_u3", 0, 2),
        ("anteil_3_5", 3, 5),
        ("anteil_6_14", 6, 14),
        ("anteil_u18", 0, 17),
        ("anteil_65plus", 65, 99),
        ("anteil_80plus", 80, 99),
    ):
        found += ratio(name, people.at_ages(low, high), total)
    working = people.at_ages(18, 64)
    found += ratio("jugendquotient", people.at_ages(0, 17), working)
    found += ratio("altenquotient", people.at_ages(65, 99), working)
    found += _nationality(total) + _movement(total) + _households()
    return found + _density(total)


def households() -> Ints:
    """Households by area and year: smaller where many young or old people live."""
    size = np.array([[1.72 + 0.35 * area.housing[0] + 0.12 * (area.mix[1] - 2.5)] for area in AREAS])
    found: Ints = np.floor(people.total() / size).astype(np.int64)
    return found


def with_children() -> Ints:
    """Households with a child under 18."""
    return np.floor(people.at_ages(0, 17) / 1.66).astype(np.int64)


def alone_with_children() -> Ints:
    return drawn("alleinerz", with_children(), 0.185 + 0.055 * strain())


def _nationality(total: Ints) -> list[Row]:
    known = people.residents()[:, 1:]
    found = broken_ratio(
        "anteil_nichtdeutsche", known[:, :, 1].sum(axis=-1), known.sum(axis=(2, 4)), ("sex",), (("sex",),)
    )
    foreign = known[:, :, 1].sum(axis=(2, 3))
    history = foreign + drawn("migration", total - foreign, 0.13 + 0.055 * strain())
    found += marked(ratio("anteil_migration", history, total), "E", "Ableitung mit MigraPro")
    return found


def _movement(total: Ints) -> list[Row]:
    births, deaths = people.births()[:, 1:], people.deaths()[:, 1:]
    before = people.residents()[:, :-1].sum(axis=(2, 3, 4))
    found = ratio("natuerlicher_saldo", births - deaths, total, JAHRE, per=1000)
    found += ratio("wanderungssaldo", total - before - births + deaths, total, JAHRE, per=1000)
    ages = people.residents().sum(axis=(2, 3))
    small = ages[:, 1:, 1:6].sum(axis=-1) - ages[:, :-1, 0:5].sum(axis=-1) + ages[:, 1:, 0] - births
    found += ratio("wanderungssaldo_u6", small, people.at_ages(0, 5), JAHRE)
    return found + counts("geburten", births, JAHRE) + counts("sterbefaelle", deaths, JAHRE)


def _households() -> list[Row]:
    found = counts("households", households())
    found += ratio("anteil_hh_kinder", with_children(), households())
    return found + ratio("anteil_alleinerz", alone_with_children(), with_children())


def _density(total: Ints) -> list[Row]:
    size = [Decimal(decimal_text(polygon.area / 1e6, 2).replace(",", ".")) for polygon in polygons()]
    return [
        Row(
            area.id,
            "bev_dichte",
            period,
            value=decimal_text(float(total[number, step] / size[number]), 1),
            numerator=int(total[number, step]),
            denominator=str(size[number]).replace(".", ","),
        )
        for number, area in enumerate(AREAS)
        for step, period in enumerate(STICHTAGE)
    ]
