"""Handlungsfeld 2: work, income and Grundsicherung. SGB II takes in refugees from Ukraine since June 2022."""

from functools import cache

import numpy as np
import people
from dice import Dice, Floats, Ints, whole_by
from rows import Row, broken_counts, broken_ratio, drawn, marked, ratio, strain
from values_people import alone_with_children, by_parts, households

AXES = ("nationality", "sex", "age")
SIMPLE = (("sex",), ("nationality",))
LAST = 8  # age parts up to 65_79; beyond it nobody gets SGB II
SGB2_AGE = np.array([0.25, 0.20, 0.10, -0.05, -0.30, -0.85, -0.60, -0.85, -0.85])
SGB2_YEAR = np.array([0.06, 0.02, 0.08, 0.04, 0.02, 0.04, 0.06])
WORK_AGE = np.array([-2.3, -0.15, 0.02, 0.05])  # 15-17, 18-24, 25-44, 45-64
WORK_YEAR = np.array([0.02, 0.0, 0.16, 0.10, 0.05, 0.09, 0.15])


@cache
def sgb2() -> Ints:
    """People in SGB II by area, year, nationality, sex and age part (to 65_79)."""
    base = by_parts()[..., : LAST + 1].copy()
    base[..., LAST] = people.below_pension_age() - people.residents()[:, 1:, :, :, :65].sum(axis=-1)
    scale = -2.12 + 0.82 * strain()[:, :, None, None, None] + SGB2_YEAR[None, :, None, None, None] + SGB2_AGE
    foreign = np.where(np.arange(7) >= 4, 0.78, 0.52)[None, :, None, None, None] * np.array([0, 1])[:, None, None]
    german = -0.20 * np.array([1, 0])[:, None, None]
    return _drawn(base, _odds(scale + foreign + german + 0.04 * np.array([1, -1])[:, None]), "sgb2")


@cache
def unemployed() -> Ints:
    """Unemployed by area, year, nationality, sex and age part 15-17, 18-24, 25-44, 45-64."""
    base = by_parts()[..., 4:8]
    scale = -2.98 + 0.50 * strain()[:, :, None, None, None] + WORK_YEAR[None, :, None, None, None] + WORK_AGE
    by_group = np.array([-0.10, 0.50])[:, None, None] + np.array([-0.09, 0.09])[:, None]
    return _drawn(base, _odds(scale + by_group), "unemployed")


def rows() -> list[Row]:
    persons, working = sgb2(), by_parts()[..., 4:8]
    found = broken_counts("sgb2_personen", persons, AXES, (("age",), *SIMPLE, ("age", "sex"), ("age", "nationality")))
    found += broken_ratio("sgb2_quote", persons.sum(axis=-1), people.below_pension_age(), AXES, SIMPLE)
    found += broken_ratio("sgb2_u18", persons[..., :5], by_parts()[..., :5], AXES, (("age",), *SIMPLE))
    found += broken_ratio("sgb2_u6", persons[..., :2], by_parts()[..., :2], AXES, SIMPLE)
    found += _withheld(broken_counts("arbeitslose", unemployed(), AXES, SIMPLE))
    found += _withheld(broken_ratio("arbeitslosenanteil", unemployed(), working, AXES, SIMPLE))
    found += broken_ratio("jugendarbeitslose", unemployed()[..., :2], working[..., :2], AXES, (("sex",),))
    long_share = (0.34 + 0.05 * strain())[:, :, None, None]
    longer = np.floor(unemployed().sum(axis=-1) * long_share + 0.5).astype(np.int64)
    found += broken_ratio("langzeitarbeitslose", longer, working.sum(axis=-1), AXES, SIMPLE)
    return found + _employed(working.sum(axis=-1)) + _old_age() + _alone() + _transfer(persons)


def _employed(base: Ints) -> list[Row]:
    rate = (0.625 - 0.045 * strain())[:, :, None, None] + np.linspace(0, 0.02, 7)[None, :, None, None]
    by_group = np.array([0.015, -0.11])[:, None] + np.array([-0.035, 0.035])
    found = broken_ratio("beschaeftigtenquote", drawn("employed", base, rate + by_group, 0.012), base, AXES, SIMPLE)
    return marked(found, "P", "vorläufige Hochrechnung", periods=("2024-12-31",))


def _old_age() -> list[Row]:
    by_sex = people.residents()[:, 1:].sum(axis=(2, 4))
    base = by_sex - people.below_pension_age().sum(axis=2)
    rate = (0.027 * np.exp(0.62 * strain()))[:, :, None] * np.array([1.08, 0.92])
    return broken_ratio("grundsicherung_alter", drawn("old age", base, rate), base, ("sex",), (("sex",),))


def _alone() -> list[Row]:
    base = np.floor(sgb2()[..., :5].sum(axis=(2, 3, 4)) / 1.85).astype(np.int64)
    top = np.minimum(drawn("alone sgb2", base, 0.42 - 0.03 * strain()), alone_with_children())
    return ratio("alleinerz_sgb2", top, base)


def _transfer(persons: Ints) -> list[Row]:
    """Benefits other than for the unemployed; two areas were not evaluated in 2019."""
    out_of_work = np.floor(unemployed().sum(axis=(2, 3, 4)) * 0.7).astype(np.int64)
    others = drawn("transfer", people.total(), 0.014 * np.exp(0.4 * strain()))
    top = np.maximum(persons.sum(axis=(2, 3, 4)) - out_of_work, 0) + others
    found = ratio("transferbezug", top, people.total())
    return marked(found, "O", "nicht ausgewertet", areas=("sr10", "sr14"), periods=("2019-12-31",))


def housing_benefit() -> Ints:
    """Households with Wohngeld; the reform of 2023 widened the circle."""
    reform = np.where(np.arange(7) >= 5, 1.95, 1.0)
    return drawn("wohngeld", households(), 0.021 * np.exp(0.30 * strain()) * reform)


def _withheld(rows: list[Row]) -> list[Row]:
    """The source keeps back each breakdown of an area in which a part counts one or two."""

    def key(row: Row) -> tuple[str, str, str]:
        return row.area, row.period, ";".join(sorted(part.split("=")[0] for part in row.group.split(";")))

    def size(row: Row) -> int:
        return row.numerator if row.numerator is not None else int(row.value or 0)

    small = {key(row) for row in rows if row.group and size(row) in (1, 2)}
    kept = [row for row in rows if key(row) not in small]
    hidden = [row for row in rows if key(row) in small]
    return kept + marked(hidden, "Q", "von der Quelle nicht ausgewiesen")


def _odds(scale: Floats) -> Floats:
    return 1 / (1 + np.exp(-scale))


def _drawn(base: Ints, rate: Floats, topic: str) -> Ints:
    """Counts of about base x rate; one threshold per cell through the years keeps each series smooth."""
    dice = Dice(topic)
    lasting = 1 + 0.05 * dice.bell(base.shape[0], 1, 1, 1, base.shape[4])
    threshold = dice.uniform(base.shape[0], 1, *base.shape[2:])
    return np.minimum(whole_by(base * rate * lasting, threshold), base)
