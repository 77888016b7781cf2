"""Which facilities a question about ways is about."""

from datetime import date
from typing import Protocol

import geopandas as gpd
import pandas as pd

from sozialraum.analysis.coverage import counted
from sozialraum.analysis.planning.familienzentren import valid_on
from sozialraum.model.establishments import Betriebsstatus

STATES = (Betriebsstatus.IN_BETRIEB, Betriebsstatus.PROVISORISCH)


class Choice(Protocol):
    """Which facilities are meant: their types, and the Merkmal they must or must not bear."""

    @property
    def facility_types(self) -> list[str]: ...
    @property
    def merkmal(self) -> str | None: ...
    @property
    def without(self) -> list[str]: ...


def chosen(choice: Choice, facilities: gpd.GeoDataFrame, merkmale: pd.DataFrame, day: date) -> gpd.GeoDataFrame:
    """The facilities of a choice that are in operation on a day, in order of id, those without a position too.

    Args:
        choice: which are meant.
        facilities: table `facilities`.
        merkmale: table `merkmale`; they hold on that day.
        day: the day.
    """
    open_then = counted(facilities, day.isoformat(), STATES)
    rows = facilities[open_then & facilities["facility_type"].isin(choice.facility_types)]
    if choice.merkmal is not None:
        rows = rows[rows.index.isin(valid_on(merkmale, choice.merkmal, day)["facility_id"])]
    for other in choice.without:
        rows = rows[~rows.index.isin(valid_on(merkmale, other, day)["facility_id"])]
    return rows.sort_index()


def asks_for_merkmale(choice: Choice) -> bool:
    """Whether a facility of which no Merkmal is known cannot be judged."""
    return choice.merkmal is not None or bool(choice.without)
