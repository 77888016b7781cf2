"""Targets in words: for which ages, how much of it is a reserve, who decided."""

from sozialraum.model.cohorts import CohortGroup, ages_of
from sozialraum.model.measures import NEEDED
from sozialraum.model.rules import Coverage
from sozialraum.model.tables import BASE_LEVEL, CITY
from sozialraum.model.targets import Target, all_targets, held, target_rows
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import number


def has_target(context: Context, coverage: Coverage) -> bool:
    """Whether places are needed by a target for this coverage, of whatever age, year or area."""
    table = context.published.measures
    return bool(((table["measure_id"] == NEEDED) & (table["target_group"] == coverage.id)).any())


def target_text(context: Context, coverage: Coverage, year: str, area_id: str) -> str:
    """The targets that hold for a coverage: "unter 1 Jahr 10 %, 1 Jahr 60 %; Beschluss vom ..., mit Reserve".

    Args:
        coverage: its cohort groups.
        year: Kita-Jahr.
        area_id: a Sozialraum, a larger area or the city.

    Returns:
        "" where there is no target. Of a larger area whose parts have different targets only that they differ.
    """
    words = context.words
    parts = _parts(context, area_id)
    groups: list[str | None] = [*coverage.cohorts] or [None]
    targets = all_targets(context.project.coverage, context.project.targets)
    rows = target_rows(targets, context.project.language)
    ages = ages_of(context.project.cohorts)

    def holding(group: str | None, part: str) -> Target | None:
        at = held(rows, coverage.id, group, ages, year, _around(context, part))
        return None if at is None else targets[at]

    by_group = [[holding(group, part) for part in parts] or [None] for group in groups]
    if any(one != everywhere[0] for everywhere in by_group for one in everywhere):
        return words("target.differs", areas=context.text(context.project.areas.label_plural))
    found = [everywhere[0] for everywhere in by_group]
    known = [one for one in found if one is not None]
    if not known:
        return ""
    said = {(one.target_pct if one else None) for one in found}
    if len(said) == 1:
        share = words("target.share", value=_points(context, known[0].target_pct))
    else:
        share = ", ".join(
            words("target.of_age", age=_age(context, group), value=_points(context, one.target_pct))
            if one
            else words("target.none_of_age", age=_age(context, group))
            for group, one in zip(groups, found, strict=True)
        )
    sources = dict.fromkeys(context.text(one.source) for one in known)
    return "; ".join([share, *_reserve(context, found), ", ".join(sources)])


def _reserve(context: Context, found: list[Target | None]) -> list[str]:
    reserves = {one.reserve_pct if one else 0.0 for one in found}
    if reserves == {0.0}:
        return []
    if len(reserves) == 1:
        return [context.words("target.reserve", value=_points(context, reserves.pop()))]
    return [context.words("target.some_reserve")]


def _points(context: Context, value: float) -> str:
    return number(value, 0 if value == int(value) else 1, context.words)


def _age(context: Context, group: str | None) -> str:
    """A cohort group in a word: its own short name, else its years of age."""
    own = _groups(context).get(group or "")
    if own is None:
        return group or ""
    if own.short is None and own.from_age is not None and own.from_age == own.to_age:
        return context.words(f"target.age_{min(own.from_age, 2)}", age=own.from_age)
    return context.text(own.short or own.label)


def _groups(context: Context) -> dict[str, CohortGroup]:
    cohorts = context.project.cohorts
    return {group.id: group for group in cohorts.groups} if cohorts else {}


def _around(context: Context, area: str) -> list[str]:
    """The area and all that it is part of, the nearest first, the city last."""
    part_of = context.published.areas["part_of"]
    chain = [area]
    while (above := str(part_of.get(chain[-1], ""))) and above not in chain and above != CITY:
        chain.append(above)
    return [*dict.fromkeys([*chain, CITY])]


def _parts(context: Context, area_id: str) -> list[str]:
    """The Sozialräume of an area of any level."""
    if context.published.areas["level"].get(area_id) == BASE_LEVEL:
        return [area_id]
    return [area for area in context.areas if area_id in _around(context, area)]
