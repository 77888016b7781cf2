"""An edition's numbers of reach without those that would tell how few people live somewhere."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from sozialraum.analysis.access.aggregation import NEARLY
from sozialraum.analysis.access.edition.beside import Told
from sozialraum.analysis.access.edition.claims import (
    Claim,
    Few,
    Name,
    World,
    circles,
    claims_of_areas,
    claims_of_around,
    nowhere_more,
)
from sozialraum.analysis.access.edition.forms import Form
from sozialraum.analysis.access.edition.freedom import must_go
from sozialraum.analysis.access.edition.secrets import (
    Secret,
    secrets_of,
    secrets_of_areas,
    secrets_of_circles,
    secrets_of_places,
)
from sozialraum.model.reach import PEOPLE, Rings
from sozialraum.model.status import Status

FOLLOWS = "parts_withheld"
WITHHELD = str(Status.WITHHELD)
KEY = ["target_group", "area_id", "measure_id"]


@dataclass(frozen=True)
class Answer:
    """What an edition would tell of a question.

    Args:
        groups: whose people it is about.
        known: (places,) where they are known.
        measures: from measures.area_measures.
        forms: of its measures.
        told: counts told of each group.
        around: rows of the table AROUND of an edition.
        rings: which places lie around which facilities.
        unit: in which people around facilities are told.
        elsewhere: areas of which the edition may tell the number of people in another place.
    """

    groups: list[str]
    known: np.ndarray
    measures: pd.DataFrame
    forms: Mapping[str, Form]
    told: Sequence[Mapping[str, Told]]
    around: pd.DataFrame
    rings: Rings | None
    unit: float
    elsewhere: frozenset[str] = frozenset()


def that_may_be_told(
    answers: Mapping[str, Answer],
    people: pd.DataFrame,
    lived: np.ndarray,
    area_id: np.ndarray,
    members: Mapping[str, list[str]],
    few: Few,
    whole: bool,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The measures and the table AROUND of all questions, without what tells of few people.

    Args:
        answers: of every question.
        people: of each group by place, NA where it is not known.
        lived: (places,) where anybody lives.
        area_id: (places,) the Sozialraum, "" for none.
        members: area of any level -> its Sozialräume.
        few: which counts are small.
        whole: whether people are counted in whole numbers.

    Source: docs/methods.md#erreichbarkeit-geheimhaltung
    """
    gone: set[Name] = set()
    answers = answers if few.zeros else {id_: _without_zeros(one) for id_, one in answers.items()}
    places = {area: np.flatnonzero(np.isin(area_id, members[area])) for area in sorted(members)}
    for groups in _joined_groups(answers.values(), people):
        own = {id_: one for id_, one in answers.items() if set(one.groups) <= set(groups)}
        if own:
            gone |= _gone(own, _world(groups, people, lived, places, whole), area_id, few)
    measures = pd.concat([one.measures for one in answers.values()], ignore_index=True)
    around = pd.concat([one.around for one in answers.values()], ignore_index=True)
    return _without(measures, answers, gone), _without_around(around, gone)


def _without_zeros(answer: Answer) -> Answer:
    """Nowhere is told that nobody, or everybody, is counted."""
    table, around = answer.measures, answer.around
    kind = table["measure_id"].map(lambda measure: answer.forms[measure].kind)
    tells = table["measure_id"].map(lambda measure: answer.forms[measure].tells)
    zero = (table["value"] == 0).fillna(False)
    none = table[zero & (table["measure_id"] == tells) & (kind == "count")]
    gone = {(question, area, measure) for question, area, measure in none[KEY].itertuples(index=False)}
    ends = (kind == "share") & (zero | (table["value"] == 100).fillna(False))
    nobody = table["reason"].isin(["nobody", "unreachable"])
    table = table.assign(
        status=table["status"].mask(ends | nobody, WITHHELD),
        reason=table["reason"].mask(ends | nobody, FOLLOWS),
        value=table["value"].mask(ends | nobody),
    )
    nowhere = (around["people"] == 0).fillna(False)
    around = around.assign(people=around["people"].mask(nowhere), status=around["status"].mask(nowhere, WITHHELD))
    return replace(
        answer, measures=_without(table, dict.fromkeys(set(table["target_group"]), answer), gone), around=around
    )


def _joined_groups(answers: Iterable[Answer], people: pd.DataFrame) -> list[tuple[str, ...]]:
    """Groups of which the same question tells, or of which one lies within the other."""
    asked = [set(one.groups) for one in answers]
    every = sorted(set().union(*asked) & set(people.columns))
    found = [{group} for group in every]
    for tied in [*asked, *({*pair} for pair in nested_groups(every, people))]:
        touching = [one for one in found if one & tied]
        found = [one for one in found if not one & tied] + ([set().union(*touching)] if touching else [])
    return sorted(tuple(sorted(one)) for one in found)


def nested_groups(groups: Sequence[str], people: pd.DataFrame) -> list[tuple[str, str]]:
    """Which group lies within which (larger, smaller), as the numbers have it."""
    values = {group: people[group].to_numpy(dtype=float, na_value=0.0) for group in groups}
    return [
        (large, small)
        for large in groups
        for small in groups
        if large != small
        and (values[large] >= values[small] - NEARLY).all()
        and (values[large] - values[small]).sum() > NEARLY
        and values[small].any()
    ]


def _world(
    groups: tuple[str, ...], people: pd.DataFrame, lived: np.ndarray, places: Mapping[str, np.ndarray], whole: bool
) -> World:
    counts = np.array([people[group].to_numpy(dtype=float, na_value=np.nan) for group in groups])
    counted = np.isfinite(counts) & (lived | (np.nan_to_num(counts) > 0))
    column = np.full(counts.shape, -1)
    column[counted] = np.arange(counted.sum())
    return World(groups, np.where(counted, np.nan_to_num(counts), 0.0), column, places, whole)


def _gone(answers: Mapping[str, Answer], world: World, area_id: np.ndarray, few: Few) -> set[Name]:
    nested = nested_groups(world.groups, pd.DataFrame(world.people.T, columns=[*world.groups]))
    claims: list[Claim] = [*nowhere_more(world, nested)]
    secrets: list[Secret] = [*secrets_of_places(world, nested)]
    for one in answers.values():
        claims += claims_of_areas(world, one.groups, one.known, one.measures, one.forms, few, one.elsewhere)
        secrets += secrets_of_areas(world, one.groups, one.known, one.told)
        if one.rings is not None and len(one.around):
            claims += claims_of_around(world, one.groups, one.known, one.around, one.rings, one.unit, few)
            secrets += secrets_of_circles(
                world, circles(world, one.groups, one.known, one.around, one.rings), few.below
            )
    names = sorted(set(area_id))
    parts = [world.column[:, area_id == name] for name in names]
    unsure = _unsure(answers.values(), names)
    parts = [np.sort(part[part >= 0]) for part in parts]
    return set(must_go(claims, secrets_of(secrets, few), world.truth, parts, unsure, few.values, world.whole))


def _unsure(answers: Iterable[Answer], names: Sequence[str]) -> np.ndarray:
    """Numbers of the Sozialräume of which counts are withheld, and of what lies in none."""
    found = {""}
    for one in answers:
        counts = [measure for measure, form in one.forms.items() if form.kind == "count"]
        rows = one.measures[one.measures["measure_id"].isin(counts) & (one.measures["status"] == WITHHELD)]
        found |= set(rows["area_id"])
    return np.array([at for at, name in enumerate(names) if name in found], dtype=int)


def _without(measures: pd.DataFrame, answers: Mapping[str, Answer], gone: set[Name]) -> pd.DataFrame:
    """Without these, and what is told with them; of an area whose people are withheld nothing is told."""
    tells = [
        answers[question].forms[measure].tells
        for question, measure in zip(measures["target_group"], measures["measure_id"], strict=True)
    ]
    keys = [*zip(measures["target_group"], measures["area_id"], tells, strict=True)]
    every = {(question, area) for question, area, measure in gone if measure == PEOPLE}
    out = np.array([key in gone or key[:2] in every for key in keys], dtype=bool)
    out &= (measures["value"].notna() | (measures["reason"] == "unreachable")).to_numpy()
    count = measures["measure_id"].to_numpy() == np.array(tells)
    numbers = ["value", "lower", "upper", "base"]
    return measures.assign(
        **{name: measures[name].mask(out) for name in numbers},
        status=measures["status"].mask(out, WITHHELD),
        reason=measures["reason"].mask(out, pd.Series(np.where(count, "", FOLLOWS), index=measures.index)),
    )


def _without_around(around: pd.DataFrame, gone: set[Name]) -> pd.DataFrame:
    steps = around["step_m"].map("{:g}".format)
    keys = zip(around["question"], around["facility_id"], steps, strict=True)
    out = np.array([key in gone for key in keys], dtype=bool)
    return around.assign(people=around["people"].mask(out), status=around["status"].mask(out, WITHHELD))
