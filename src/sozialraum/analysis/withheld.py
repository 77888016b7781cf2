"""What the public edition withholds of what the internal one shows, why, and between what it can be narrowed down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sozialraum.analysis.ledger.children import children_cell
from sozialraum.analysis.ledger.edition import Withheld, edition_ledger, withheld_of
from sozialraum.analysis.ledger.houses import taken_keys, value_keys
from sozialraum.analysis.ledger.ledger import Ledger, cell_key, united
from sozialraum.analysis.protection.attacker import values_left
from sozialraum.analysis.protection.system import State
from sozialraum.model.earlier import FACILITY_VALUE_KEY, OFFER_KEY, Earlier
from sozialraum.model.indicators import Indicator
from sozialraum.model.inputs import Results
from sozialraum.model.planning import Planning
from sozialraum.model.project import Project
from sozialraum.model.published import Audience, Published
from sozialraum.model.status import Status
from sozialraum.model.tables import (
    CHILDREN_KEY,
    INDICATOR_KEY,
    MEASURE_KEY,
    NUMBER,
    TEXT,
    frame,
    typed,
)
from sozialraum.model.withheld import WITHHELD, WITHHELD_KEY

# cells of the ledger of the public edition that are withheld
REASONS = {
    "cell": TEXT,
    "why": TEXT,  # primary | secondary
    "smallest": NUMBER,
    "largest": NUMBER,
}
BY_WEIGHT = ["primary", "secondary", "derived"]


@dataclass(frozen=True)
class Told:
    """One table in both editions, and how its rows are named.

    Args:
        public, own: the table of the public and of the internal edition; the same rows where both have them.
        key: columns that name a row; a row may stand there more than once, then in the same order.
        names: columns of WITHHELD to columns of the table; a column that is absent is empty.
        number: column of the value.
        cells: for each row of `own` the cells it is made of, keys as in the ledger. A row that is one cell has the
            bounds of that cell; one without any is derived.
        number: column of the value.
    """

    public: pd.DataFrame
    own: pd.DataFrame
    key: list[str]
    names: Mapping[str, str]
    cells: list[tuple[str, ...]]
    number: str = "value"


@dataclass(frozen=True)
class Shown:
    """Tables of the internal edition in which counts of people are told."""

    indicators: pd.DataFrame
    facility_values: pd.DataFrame
    offers: pd.DataFrame
    planning: Planning
    measures: pd.DataFrame


def withheld_table(tables: Iterable[Told], reasons: pd.DataFrame) -> pd.DataFrame:
    """The table WITHHELD.

    Args:
        tables: of both editions.
        reasons: columns of REASONS.

    Source: docs/methods.md#geheimhaltung
    """
    by_cell = reasons.set_index("cell")
    found = [typed(pd.DataFrame(columns=list(WITHHELD)), WITHHELD)]
    found += [_of_table(one, by_cell) for one in tables]
    return pd.concat(found, ignore_index=True).sort_values(WITHHELD_KEY, kind="stable", ignore_index=True)


def _of_table(told: Told, by_cell: pd.DataFrame) -> pd.DataFrame:
    made_of = pd.Series(told.cells, index=told.own.index, dtype=object)
    own = told.own.assign(cells=made_of, at=told.own.groupby(told.key, dropna=False).cumcount())
    public = told.public.assign(at=told.public.groupby(told.key, dropna=False).cumcount())
    gone = public.loc[public["status"] == str(Status.WITHHELD), [*told.key, "at"]]
    rows = own[own[told.number].notna()].merge(gone, on=[*told.key, "at"], how="inner")
    why = [_why(cells, by_cell) for cells in rows["cells"]]
    single = [cells[0] if len(cells) == 1 else "" for cells in rows["cells"]]
    bounds = by_cell[["smallest", "largest"]].reindex(single).reset_index(drop=True)
    named = {name: rows[told.names[name]] if name in told.names else "" for name in WITHHELD_KEY}
    return typed(pd.DataFrame({**named, "value": rows[told.number], "why": why, **bounds}), WITHHELD)


def _why(cells: Iterable[str], by_cell: pd.DataFrame) -> str:
    """The first reason of its cells; a number that is no cell follows from others."""
    met = {str(by_cell.loc[cell, "why"]) for cell in cells if cell in by_cell.index}
    return next((reason for reason in BY_WEIGHT if reason in met), "derived")


def reasons_of(ledger: Ledger, withheld: Withheld) -> pd.DataFrame:
    """For each withheld cell of a ledger why, and what somebody can work out who has all the rest.

    Returns:
        Columns of REASONS; a cell under each of its keys.
    """
    _, stands = united(ledger)
    system, protection = withheld.system, withheld.protection
    at = {key: place for place, key in enumerate(system.keys)}
    keys = sorted(withheld.cells)
    places = [at[stands.get(key, key)] for key in keys]
    bounds = values_left(system, protection.withheld, sorted(set(places)))
    primary = system.state == State.HIDDEN
    rows: list[dict[str, object]] = [
        {
            "cell": key,
            "why": "primary" if primary[place] else "secondary",
            "smallest": _finite(bounds[place][0]),
            "largest": _finite(bounds[place][1]),
        }
        for key, place in zip(keys, places, strict=True)
    ]
    return frame(REASONS, rows)


def of_public(
    results: Results,
    project: Project,
    public: Published,
    earlier: Earlier | None,
    own: Shown,
) -> pd.DataFrame:
    """The table WITHHELD of an internal edition.

    Args:
        results: everything worked out, unsuppressed.
        public: the public edition of the same results.
        earlier: what an earlier public edition has told.
        own: tables of the internal edition.
    """
    indicators, facility_values, offers, measures = own.indicators, own.facility_values, own.offers, own.measures
    asked = (results, project, Audience.OEFFENTLICH, earlier)
    definitions = {one.id: one for one in project.indicators}
    children = own.planning.years.children
    tables = (
        Told(
            public.indicators,
            indicators,
            INDICATOR_KEY,
            {"area_id": "area_id", "what": "indicator_id", "period": "period", "group": "group"},
            _cells_of_indicators(indicators, definitions),
        ),
        Told(
            public.facility_values,
            facility_values,
            FACILITY_VALUE_KEY,
            {"of": "facility_id", "what": "indicator_id", "period": "period"},
            [(key,) for key in value_keys(facility_values)],
        ),
        Told(
            public.offers,
            offers,
            OFFER_KEY,
            {"of": "facility_id", "what": "offer", "period": "period", "group": "target_group"},
            [(key,) for key in taken_keys(offers)],
            "places",
        ),
        Told(
            public.planning.years.children,
            children,
            CHILDREN_KEY,
            {"area_id": "area_id", "what": "group", "period": "year"},
            [
                (children_cell(*name),)
                for name in zip(children["area_id"], children["group"], children["year"], strict=True)
            ],
        ),
        Told(
            public.measures,
            measures,
            MEASURE_KEY,
            {
                "area_id": "area_id",
                "what": "measure_id",
                "of": "target_group",
                "period": "period",
                "group": "scenario",
            },
            [()] * len(measures),
        ),
    )
    return withheld_table(tables, reasons_of(edition_ledger(*asked), withheld_of(*asked)))


def _cells_of_indicators(rows: pd.DataFrame, definitions: Mapping[str, Indicator]) -> list[tuple[str, ...]]:
    """A count is its own cell; a rate is made of two."""
    return [
        (cell_key(area, f"{id_}:num", period, group), cell_key(area, f"{id_}:den", period, group))
        if definitions[id_].is_ratio
        else (cell_key(area, id_, period, group),)
        for area, id_, period, group in zip(*(rows[name] for name in INDICATOR_KEY), strict=True)
    ]


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
