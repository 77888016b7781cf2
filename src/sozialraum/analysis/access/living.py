"""Where people live in a city of which only totals per Sozialraum are known: spread over land, houses or the area."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd

from sozialraum.analysis.access.spread import spread
from sozialraum.model.inputs import Inputs
from sozialraum.model.periods import last_day
from sozialraum.model.population import LIVING, Grid, Population
from sozialraum.model.population import Spread as SpreadSettings
from sozialraum.model.project import Project
from sozialraum.model.status import Status
from sozialraum.model.tables import BASE_LEVEL, NUMBER, TEXT

KEY = ["area_id", "x", "y"]


def with_people_spread(project: Project, inputs: Inputs) -> Inputs:
    """The same inputs; where nobody counted people by place and [spread] is there, with its population.

    Source: docs/methods.md#verteilung-im-gebiet
    """
    if project.spread is None or not inputs.population.living.empty:
        return inputs
    return replace(inputs, population=spread_population(project.spread, inputs))


def spread_population(settings: SpreadSettings, inputs: Inputs) -> Population:
    """Totals of the Sozialräume as people at points, of the newest date that all groups have.

    Args:
        settings: which totals, and over what.
        inputs: areas, indicators, and the land or houses where people live.

    Returns:
        Basis "spread". The people of a Sozialraum add up to its total; their status is E, or A where the total is
        0. Where a total is not known, its points are there with NA and the status of the total.

    Source: docs/methods.md#verteilung-im-gebiet
    """
    areas = inputs.areas[inputs.areas["level"] == BASE_LEVEL].sort_index()
    totals, statuses, periods = _totals(settings, inputs.indicators, areas.index)
    homes = {"area": gpd.GeoSeries(), "polygons": inputs.homes_land, "houses": inputs.houses}[settings.over]
    shapes, places = areas.geometry.to_numpy(), homes.to_numpy()
    by_group = {
        group: _points(areas.index, totals[group].to_numpy(np.float64, na_value=np.nan), shapes, places, settings)
        for group in totals
    }
    there = pd.concat(by_group.values())[KEY].drop_duplicates()
    # so that what is not known is not known somewhere
    silent = ~areas.index.isin(there["area_id"])
    one_each = _points(areas.index[silent], np.ones(silent.sum()), shapes[silent], places, settings)
    every = pd.concat([there, one_each[KEY]]).sort_values(KEY, ignore_index=True)
    ids = [f"{area} {x:.3f} {y:.3f}" for area, x, y in zip(every["area_id"], every["x"], every["y"], strict=True)]
    index, owner = pd.Index(ids, dtype=TEXT, name="cell_id"), every["area_id"]
    people, worth = {}, {}
    for group, rows in by_group.items():
        total, status = totals[group][owner].array, statuses[group][owner].to_numpy(dtype=object)
        shares = every.merge(rows, on=KEY, how="left")["people"].fillna(0).to_numpy(np.float64)
        people[group] = pd.Series(shares, index=index, dtype=NUMBER).mask(pd.isna(total))
        some = ~pd.isna(total) & (total > 0).fillna(False)
        worth[group] = pd.Series(np.where(some, str(Status.ESTIMATED), status), index=index, dtype=TEXT)
    living = every.assign(
        column=np.floor(every["x"] / settings.cell_m),
        row=np.floor(every["y"] / settings.cell_m),
        beyond=False,
        source_id=settings.source or "",
        file="",
        line=0,
    ).set_index(index)
    return Population(
        living=living[list(LIVING)].astype(LIVING),
        people=pd.DataFrame(people),
        statuses=pd.DataFrame(worth),
        grid=Grid(str(inputs.areas.crs), settings.cell_m),
        basis="spread",
        as_of=max(map(last_day, periods), default=None),
    )


def _points(
    ids: pd.Index, totals: np.ndarray, shapes: np.ndarray, places: np.ndarray, settings: SpreadSettings
) -> pd.DataFrame:
    found = spread(totals, shapes, places, settings.cell_m)
    owner = ids.to_numpy(dtype=object)[found.area_number]
    # people behind one door are one row
    table = pd.DataFrame(
        {"area_id": owner, "x": found.points[:, 0].round(3), "y": found.points[:, 1].round(3), "people": found.people}
    )
    return table.groupby(KEY, sort=True)["people"].sum().reset_index()


def _totals(
    settings: SpreadSettings, indicators: pd.DataFrame, areas: pd.Index
) -> tuple[pd.DataFrame, pd.DataFrame, set[str]]:
    """Totals and their statuses by area and group, and the dates they are of."""
    rows = indicators[(indicators["group"] == "") & ~indicators["list_only"] & indicators["area_id"].isin(areas)]
    of_group = {group: rows[rows["indicator_id"] == indicator] for group, indicator in settings.people.items()}
    dates = {group: set(own["period"]) for group, own in of_group.items()}
    shared = set.intersection(*dates.values())
    totals, statuses, used = {}, {}, set()
    for group, own in of_group.items():
        newest = max(shared or dates[group], key=lambda period: (last_day(period), period), default="")
        at = own[own["period"] == newest].set_index("area_id")
        totals[group] = at["value"].reindex(areas).astype("Float64")
        statuses[group] = at["status"].reindex(areas).fillna(str(Status.MISSING))
        used |= {newest} if newest else set()
    return pd.DataFrame(totals), pd.DataFrame(statuses), used
