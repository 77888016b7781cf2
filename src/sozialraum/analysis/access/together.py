"""All questions of [reach], worked out for every place where people live."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from sozialraum.analysis.access.areas import belonging, shared_means, sums_of
from sozialraum.analysis.access.around import around, rings
from sozialraum.analysis.access.chosen import asks_for_merkmale
from sozialraum.analysis.access.competition import competition, fewest_around, variants, widest
from sozialraum.analysis.access.edges import inside_m, places_depend, way_depends
from sozialraum.analysis.access.placing import largest_group, people_of
from sozialraum.analysis.access.straight import Pairs, nearest
from sozialraum.analysis.access.targets import places_of, points_of, targets_of
from sozialraum.analysis.access.ways import Ways, nearest_by, off_ways, pairs_by, ways_of
from sozialraum.analysis.planning.centres import last_day_of_data
from sozialraum.model.inputs import Inputs
from sozialraum.model.planning import ChildrenOfYears
from sozialraum.model.population import Population
from sozialraum.model.project import Project
from sozialraum.model.reach import AROUND, CELL_REACH, REACH_HOUSES, UNREACHED, VARIANTS, CellReach, Rings
from sozialraum.model.reach_settings import ReachQuestion, ReachSettings
from sozialraum.model.status import Status
from sozialraum.model.tables import frame, typed


@dataclass(frozen=True)
class _Living:
    """Where people live, those outside the city included."""

    population: Population
    points: np.ndarray  # (n, 2) metres
    area_id: np.ndarray  # (n,) "" outside every Sozialraum
    border_m: np.ndarray  # (n,) from inside_m


@dataclass(frozen=True)
class _Answer:
    """What is known of one question."""

    cells: pd.DataFrame
    houses: pd.DataFrame
    around: pd.DataFrame
    rings: Rings
    unreached: pd.DataFrame
    variants: pd.DataFrame


def reach_of_cells(
    project: Project,
    inputs: Inputs,
    years: ChildrenOfYears,
    facilities: gpd.GeoDataFrame,
    members: Mapping[str, list[str]],
    offers: pd.DataFrame,
) -> CellReach:
    """Ways and places per person of every question.

    Args:
        project: [reach] with its questions.
        inputs: where people live, the network, what lies beyond the border.
        years: the Kita-Jahre, whose last counted day is one of the days the facilities are of.
        facilities: table `facilities` with `area_id`.
        members: area of any level -> its Sozialräume.
        offers: table `offers`.

    Returns:
        Nothing for a map without true positions, and where nothing is asked or nobody's home is known.

    Source: docs/methods.md#erreichbarkeit
    """
    population, settings = inputs.population, project.reach
    if not settings.questions or population.living.empty or project.areas.schematic is not None:
        return CellReach()
    points = population.living[["x", "y"]].to_numpy(dtype=np.float64)
    area_id = population.living["area_id"].to_numpy(dtype=object)
    living = _Living(population, points, area_id, inside_m(points, inputs.outline))
    ways, day = ways_of(settings, inputs.network), last_day_of_data(project, years)
    found = []
    for question in settings.questions:
        targets = targets_of(question, facilities, inputs.merkmale, inputs.beyond, day)
        places = _places(question, targets, project, facilities, offers, inputs.beyond_places)
        targets["area_id"] = facilities["area_id"].reindex(targets.index).fillna("").astype(str)
        found.append(_answer(question, settings, ways, living, targets, places, inputs, members))
    return CellReach(
        way=ways.way,
        cells=_together([one.cells for one in found], CELL_REACH),
        houses=_together([one.houses for one in found], REACH_HOUSES),
        around=_together([one.around for one in found], AROUND),
        rings={question.id: one.rings for question, one in zip(settings.questions, found, strict=True)},
        unreached=_together([one.unreached for one in found], UNREACHED),
        variants=_together([one.variants for one in found], VARIANTS),
    )


def _answer(
    question: ReachQuestion,
    settings: ReachSettings,
    ways: Ways,
    living: _Living,
    targets: gpd.GeoDataFrame,
    places: np.ndarray | None,
    inputs: Inputs,
    members: Mapping[str, list[str]],
) -> _Answer:
    located = targets.geometry.notna().to_numpy()
    to = points_of(targets[located])
    people = people_of(living.population.people, question.people)
    heads = people.to_numpy(dtype=np.float64, na_value=np.nan)
    found = nearest_by(ways, living.points, to)
    straight = nearest(living.points, to).distance_m[:, 0]
    ids = np.array([*targets.index[located].astype(str), ""], dtype=object)
    covers = _covers(question, settings)
    own = ~living.population.living["beyond"].to_numpy()
    table = pd.DataFrame(
        {
            "question": question.id,
            "cell_id": living.population.living.index.astype(str),
            "area_id": living.area_id,
            "column": living.population.living["column"].to_numpy(),
            "row": living.population.living["row"].to_numpy(),
            "people": people.to_numpy(),
            "everybody": living.population.people[largest_group(living.population.people)].to_numpy(),
            "distance_m": found.distance_m[:, 0],
            "straight_m": straight,
            "facility_id": ids[found.target[:, 0]],
            "depends": way_depends(found.distance_m[:, 0], living.border_m, covers, ways.factor),
            "places": np.nan,
            "places_depends": False,
            "fewest_around": np.inf,
        }
    )
    far = max([question.steps_m[-1], *([widest(question.places)] if question.places else [])])
    pairs = pairs_by(ways, living.points, to, far)
    weighed = frame(VARIANTS)
    if question.places is not None and places is not None:
        edge, known = widest(question.places), places[located]
        table["places"] = competition(question.places, pairs, heads, known)
        table["fewest_around"] = fewest_around(question.places, pairs, heads, known)
        close = _within(pairs, edge)
        table["places_depends"] = places_depend(
            close, living.border_m, inside_m(to, inputs.outline), edge, covers, settings.people_beyond_m, ways.factor
        )
        worth = Status.ESTIMATED if living.population.basis == "spread" else Status.NORMAL
        methods = variants(question.places, pairs, heads, known)
        weighed = _variants(question.id, methods, living.area_id[own], heads[own], own, members, worth)
    unplaced = np.isnan(places) if places is not None else np.zeros(len(targets), dtype=bool)
    return _Answer(
        cells=table[own],
        houses=targets.reset_index(names="facility_id").assign(
            question=question.id, places=np.nan if places is None else places
        ),
        around=around(question, pairs, np.where(own, heads, 0.0), ids[:-1]),
        rings=rings(question, pairs, own, ids[:-1]),
        unreached=_unreached(question, targets, unplaced, pairs, heads, ways, to),
        variants=weighed,
    )


def _places(
    question: ReachQuestion,
    targets: gpd.GeoDataFrame,
    project: Project,
    facilities: gpd.GeoDataFrame,
    offers: pd.DataFrame,
    beyond_places: pd.DataFrame,
) -> np.ndarray | None:
    """Places of each facility, NaN where they are not known; None where the question asks for none."""
    coverages = {one.id: one for one in project.coverage}
    if question.places is None:
        return None
    coverage = coverages[question.places.coverage]
    found = places_of(coverage, targets, project, facilities, offers, beyond_places)
    return found.to_numpy(dtype=np.float64, na_value=np.nan)


def _covers(question: ReachQuestion, settings: ReachSettings) -> float:
    """Up to how far outside the border every facility of a question is known."""
    if asks_for_merkmale(question):
        return 0.0
    known: dict[str, float] = {}
    for file in settings.beyond:
        known[file.facility_type] = max(file.covers_m, known.get(file.facility_type, 0.0))
    return min(known.get(type_, 0.0) for type_ in question.facility_types)


def _unreached(
    question: ReachQuestion,
    targets: gpd.GeoDataFrame,
    unplaced: np.ndarray,
    pairs: Pairs,
    heads: np.ndarray,
    ways: Ways,
    to: np.ndarray,
) -> pd.DataFrame:
    """Table UNREACHED: facilities of the city that nobody reaches, or that cannot be reckoned with."""
    located = targets.geometry.notna().to_numpy()
    edge = widest(question.places) if question.places else question.steps_m[-1]
    close = _within(pairs, edge)
    reached = np.bincount(close.target, weights=np.nan_to_num(heads)[close.origin], minlength=len(to)) > 0
    off = off_ways(ways, to)
    reasons = np.full(len(targets), "", dtype=object)
    reasons[located] = np.where(off, "no_way_near", np.where(reached, "", "nobody_in_reach"))
    reasons[(reasons == "") & unplaced] = "places_unknown"
    reasons[~located] = "no_position"
    table = pd.DataFrame({"question": question.id, "facility_id": targets.index.astype(str), "reason": reasons})
    return table[(table["reason"] != "") & ~targets["beyond"].to_numpy()]


def _variants(
    question: str,
    methods: Mapping[str, np.ndarray],
    area_id: np.ndarray,
    heads: np.ndarray,
    own: np.ndarray,
    members: Mapping[str, list[str]],
    usual: Status,
) -> pd.DataFrame:
    """Table VARIANTS of a question; `usual` is what its values are worth where everybody and all places are known."""
    where, known = belonging(area_id, members), np.nan_to_num(heads)
    told = sums_of((~np.isnan(heads)).astype(float), where) > 0
    untold = sums_of(np.isnan(heads).astype(float), where) > 0
    tables = []
    for method, places in methods.items():
        means, silent = shared_means(places[own], known, where)
        worth = np.where(untold | silent, str(Status.UNRELIABLE), str(usual))
        why = np.select([~told, silent], ["people_unknown", "places_unknown"], default="nobody")
        without = np.where(why == "nobody", str(Status.NOT_APPLICABLE), str(Status.MISSING))
        tables.append(
            pd.DataFrame(
                {
                    "question": question,
                    "area_id": list(members),
                    "method": method,
                    "value": means,
                    "status": np.where(np.isnan(means), without, worth),
                    "reason": np.where(np.isnan(means), why, ""),
                }
            )
        )
    return pd.concat(tables, ignore_index=True)


def _within(pairs: Pairs, max_m: float) -> Pairs:
    near = pairs.distance_m <= max_m
    return Pairs(pairs.origin[near], pairs.target[near], pairs.distance_m[near])


def _together(tables: list[pd.DataFrame], columns: dict[str, str]) -> pd.DataFrame:
    return typed(pd.concat(tables, ignore_index=True), columns)
