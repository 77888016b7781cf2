"""What must fit between the parts of a project file beyond their names."""

from collections.abc import Iterable
from dataclasses import dataclass

from sozialraum.model.codes import Code
from sozialraum.model.project import Project


@dataclass(frozen=True)
class Misfit:
    """One part of the project file that does not go with another."""

    code: Code
    where: str
    id: str


def misfits(project: Project) -> list[Misfit]:
    """Every misfit of a project whose references all resolve.

    Raises:
        KeyError: a reference does not resolve (model.project.loose_ends tells them).
    """
    return [*_index(project), *_gaps(project), *_counts(project)]


def _index(project: Project) -> Iterable[Misfit]:
    index = project.lage_index
    for part in index.parts if index else ():
        indicator = project.indicator(part.indicator)
        if indicator.polaritaet == "keine":
            yield Misfit(Code.INDEX_WITHOUT_POLARITY, "lage_index.parts", part.indicator)
        if indicator.kind not in {"share", "rate", "mean"}:
            yield Misfit(Code.INDEX_OF_NO_RATE, "lage_index.parts", part.indicator)
        if index and indicator.rolle != "lage" and index.other_roles_because is None:
            yield Misfit(Code.INDEX_OTHER_ROLE, "lage_index.parts", part.indicator)


def _gaps(project: Project) -> Iterable[Misfit]:
    if project.gaps is None:
        return
    if project.lage_index is None:
        yield Misfit(Code.GAPS_WITHOUT_INDEX, "gaps", "lage_index")
    targets = {coverage.id: coverage.target_quota_pct for coverage in project.coverage}
    for id_ in project.gaps.coverage:
        if targets[id_] is None:
            yield Misfit(Code.GAPS_WITHOUT_TARGET, "gaps.coverage", id_)


def _counts(project: Project) -> Iterable[Misfit]:
    """Children, residents and the parts of computed rates are counts."""
    wanted = [(f"coverage.{one.id}.children", one.children) for one in project.coverage]
    if project.lage_index:
        wanted.append(("lage_index.residents", project.lage_index.residents))
    for indicator in project.indicators:
        if indicator.computed_from:
            where = f"indicators.{indicator.id}.computed_from"
            wanted += [(where, indicator.computed_from.numerator), (where, indicator.computed_from.denominator)]
    for where, id_ in wanted:
        if project.indicator(id_).kind != "count":
            yield Misfit(Code.NOT_A_COUNT, where, id_)
