"""What working out ways shows to be odd: nobody or nothing in reach, or no way at all."""

from collections.abc import Iterable

import geopandas as gpd
import numpy as np

from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.fields import in_language
from sozialraum.model.project import Project
from sozialraum.model.reach import CellReach
from sozialraum.model.reach_settings import ReachQuestion

PROJECT_FILE = "projekt.toml"
QUESTIONS = "reach.questions"


def reach_problems(project: Project, facilities: gpd.GeoDataFrame, found: CellReach) -> list[Problem]:
    """Warnings, in order of the questions; a facility that no way leads to is told once.

    Args:
        project: its questions.
        facilities: table `facilities`.
        found: what was worked out.
    """
    if found.cells.empty:
        return []
    told = [problem for one in project.reach.questions for problem in _of_question(project, one, found)]
    return [*told, *_of_facilities(project, facilities, found)]


def _of_question(project: Project, question: ReachQuestion, found: CellReach) -> Iterable[Problem]:
    label = in_language(question.label, project.language)
    cells = found.cells[(found.cells["question"] == question.id) & (found.cells["area_id"] != "")]
    houses = found.houses[found.houses["question"] == question.id]
    unplaced = set(found.unreached.loc[found.unreached["reason"] == "no_position", "facility_id"])
    somewhere = houses[~houses["facility_id"].isin(unplaced)]
    if not cells["people"].notna().any():
        yield _told(Code.REACH_NO_PEOPLE, label)
    elif not (cells["people"] > 0).any():
        yield _told(Code.REACH_NOBODY, label)
    if somewhere.empty:
        yield _told(Code.REACH_NO_FACILITY, label)
    elif (somewhere["beyond"] | (somewhere["area_id"] == "")).all():
        yield _told(Code.REACH_ALL_OUTSIDE, label, count=str(len(somewhere)))
    # of how many places is told, not of how many people; and of places of any residents, not of those with children
    lived = (cells["everybody"] > 0).fillna(False).to_numpy(dtype=bool)
    lost = int((lived & ~np.isfinite(cells["distance_m"].to_numpy())).sum())
    if lost and not somewhere.empty:
        yield _told(Code.PEOPLE_UNREACHABLE, label, count=str(lost), metres=f"{project.reach.max_snap_m:g}")


def _of_facilities(project: Project, facilities: gpd.GeoDataFrame, found: CellReach) -> Iterable[Problem]:
    labels = {one.id: in_language(one.label, project.language) for one in project.reach.questions}
    reach = {one.id: one.places.weights[-1][0] if one.places else one.steps_m[-1] for one in project.reach.questions}
    met: set[tuple[str, str]] = set()
    for question, id_, reason in found.unreached.itertuples(index=False):
        code = {"no_way_near": Code.NO_WAY_NEAR, "nobody_in_reach": Code.NOBODY_IN_REACH}.get(reason)
        once = (id_, "" if reason == "no_way_near" else question)
        if code is None or once in met:
            continue
        met.add(once)
        metres = project.reach.max_snap_m if reason == "no_way_near" else reach[question]
        yield Problem(
            code,
            str(facilities["file"][id_]),
            row=int(facilities["row"][id_]),
            value=str(facilities["name"][id_]),
            fields={"question": labels[question], "metres": f"{metres:g}"},
            severity=Severity.WARNING,
        )


def _told(code: Code, label: str, **fields: str) -> Problem:
    return Problem(code, PROJECT_FILE, column=QUESTIONS, value=label, fields=fields, severity=Severity.WARNING)
