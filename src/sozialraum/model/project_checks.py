"""What must fit between the parts of a project file beyond their names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sozialraum.model.codes import Code
from sozialraum.model.disclosure_checks import disclosure_misfits, idle_disclosure
from sozialraum.model.findings import AREA_RULES, CITY_RULES, INDEX_RULES, PLACES_RULES, tells
from sozialraum.model.idle_settings import idle_settings
from sozialraum.model.lage import LeftOut, all_parts
from sozialraum.model.measures import INDEX
from sozialraum.model.project import Project
from sozialraum.model.reach_checks import idle_reach, reach_misfits
from sozialraum.model.tables import CITY
from sozialraum.model.targets import with_target
from sozialraum.model.uncertainty import FLOWS

CUTS_OF_THREE_CLASSES = 2


@dataclass(frozen=True)
class Misfit:
    """One part of the project file that does not go with another."""

    code: Code
    where: str
    id: str


def misfits(project: Project) -> list[Misfit]:
    """Every misfit of a project whose references all resolve.

    Raises:
        KeyError: a reference does not resolve (model.references.loose_ends tells them).
    """
    return [
        *_index(project),
        *_gaps(project),
        *_counts(project),
        *_uncertainty(project),
        *_similar(project),
        *_releases(project),
        *_planning(project),
        *(Misfit(code, where, id_) for code, where, id_ in reach_misfits(project)),
        *(Misfit(code, where, id_) for code, where, id_ in disclosure_misfits(project)),
        *(Misfit(Code.SETTING_WITHOUT_EFFECT, where, other) for where, other in idle_settings(project)),
        *(Misfit(Code.SETTING_WITHOUT_EFFECT, where, other) for where, other in idle_reach(project)),
        *(Misfit(Code.SETTING_WITHOUT_EFFECT, where, other) for where, other in idle_disclosure(project)),
    ]


def _index(project: Project) -> Iterable[Misfit]:
    index = project.lage_index
    if index is None:
        return
    changes = index.dynamics.parts if index.dynamics else []
    sets = [("lage_index.parts", index.parts), ("lage_index.dynamics.parts", changes)]
    sets += [("lage_index.versions", version.parts) for version in index.versions]
    for where, parts in sets:
        yield from _twice(where, [part.indicator for part in parts])
        for part in parts:
            indicator = project.indicator(part.indicator)
            if indicator.polaritaet == "keine":
                yield Misfit(Code.INDEX_WITHOUT_POLARITY, where, part.indicator)
            if indicator.kind not in {"share", "rate", "mean"}:
                yield Misfit(Code.INDEX_OF_NO_RATE, where, part.indicator)
            if indicator.rolle != "lage" and index.other_roles_because is None:
                yield Misfit(Code.INDEX_OTHER_ROLE, where, part.indicator)
            if index.normalisation == "min_max" and part.window is None and parts is not changes:
                yield Misfit(Code.WINDOW_MISSING, where, part.indicator)
    yield from _twice("lage_index.periods", index.periods)
    yield from _twice("lage_index.excluded", _left_out(index.excluded))
    yield from _twice("lage_index.versions", [version.since for version in index.versions])
    yield from _twice("lage_index.field_weights", [weight.handlungsfeld for weight in index.field_weights])
    used = {project.indicator(id_).handlungsfeld for id_ in all_parts(index)}
    for weight in index.field_weights:
        if weight.handlungsfeld not in used:
            yield Misfit(Code.FIELD_WEIGHT_UNUSED, "lage_index.field_weights", weight.handlungsfeld)


def _left_out(excluded: Sequence[LeftOut]) -> list[str]:
    """Each area that is left out at all dates, and each area and date of the others."""
    always = {one.area for one in excluded if not one.periods}
    return [
        one.area if one.area in always else f"{one.area}, {period}"
        for one in excluded
        for period in one.periods or [""]
    ]


def _twice(where: str, ids: Sequence[str]) -> list[Misfit]:
    return [Misfit(Code.NAMED_TWICE, where, id_) for id_ in dict.fromkeys(ids) if ids.count(id_) > 1]


def _gaps(project: Project) -> Iterable[Misfit]:
    if project.gaps is None:
        return
    if project.lage_index is None:
        yield Misfit(Code.GAPS_WITHOUT_INDEX, "gaps", "lage_index")
    elif project.gaps.lage_cuts is None and len(project.lage_index.cuts) != CUTS_OF_THREE_CLASSES:
        yield Misfit(Code.GAPS_NEED_CUTS, "gaps", "lage_cuts")
    targeted = with_target(project.coverage, project.targets)
    yield from _twice("gaps.coverage", project.gaps.coverage)
    for id_ in project.gaps.coverage:
        if id_ not in targeted:
            yield Misfit(Code.GAPS_WITHOUT_TARGET, "gaps.coverage", id_)


def _uncertainty(project: Project) -> Iterable[Misfit]:
    """Only rates of people are smoothed, and only what is counted anew every year is taken together over years."""
    wishes = project.uncertainty
    pooled = [one.indicator for one in wishes.pooled]
    for where, ids in (("uncertainty.smoothed", wishes.smoothed), ("uncertainty.pooled", pooled)):
        yield from _twice(where, ids)
        for id_ in ids:
            if not project.indicator(id_).is_rate_of_people:
                yield Misfit(Code.SMOOTHED_NO_RATE, where, id_)
    for id_ in pooled:
        if project.indicator(id_).zeitbezug not in FLOWS:
            yield Misfit(Code.POOLED_STOCK, "uncertainty.pooled", id_)


def _similar(project: Project) -> Iterable[Misfit]:
    """Areas are compared by numbers; between the steps of a rank there is no distance."""
    where, ids = "profile.similar_by", project.profile.similar_by
    yield from _twice(where, ids)
    for id_ in ids:
        if project.indicator(id_).kind == "ordinal":
            yield Misfit(Code.SIMILAR_BY_STEPS, where, id_)


def _counts(project: Project) -> Iterable[Misfit]:
    """Children, residents and the parts of computed rates are counts."""
    wanted = [(f"coverage.{one.id}.children", one.children) for one in project.coverage]
    if project.lage_index and project.lage_index.residents is not None:
        wanted.append(("lage_index.residents", project.lage_index.residents))
    for indicator in project.indicators:
        if indicator.computed_from:
            where = f"indicators.{indicator.id}.computed_from"
            wanted += [(where, indicator.computed_from.numerator), (where, indicator.computed_from.denominator)]
    for where, id_ in wanted:
        if project.indicator(id_).kind != "count":
            yield Misfit(Code.NOT_A_COUNT, where, id_)


def _planning(project: Project) -> Iterable[Misfit]:
    planning = project.planning
    yield from _twice("planning.schools", planning.schools)
    yield from _twice("planning.centre_children", planning.centre_children)
    yield from _twice("planning.measures.counted", planning.measures.counted)
    # a measure is chosen or left out, not both
    yield from _twice("planning.measures", [*planning.measures.chosen, *planning.measures.left_out])
    if project.forecast:
        yield from _twice("forecast.city_rates", [one.area for one in project.forecast.city_rates])


def _releases(project: Project) -> Iterable[Misfit]:
    """Sentences are released that some rule can say."""
    rates = {one.id for one in project.indicators if tells(one)}
    targeted = with_target(project.coverage, project.targets)
    told = [", ".join(filter(None, (one.rule, one.indicator, one.area))) for one in project.findings.release]
    yield from _twice("findings.release", told)
    for one in project.findings.release:
        where = f"findings.release ({one.rule})"
        known = {INDEX} if INDEX_RULES & {one.rule} else targeted if PLACES_RULES & {one.rule} else rates
        if one.indicator is not None and one.indicator not in known:
            yield Misfit(Code.RELEASE_TELLS_NOTHING, where, one.indicator)
        unfit = one.area == CITY if one.rule in AREA_RULES else one.rule in CITY_RULES and one.area != CITY
        if one.area is not None and unfit:
            yield Misfit(Code.RELEASE_AREA_UNFIT, where, one.area)
