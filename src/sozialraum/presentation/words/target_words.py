"""Targets in words: for which ages, how much of it is a reserve, who decided."""

from itertools import groupby

from sozialraum.model.cohorts import CohortGroup, ages_of
from sozialraum.model.measures import NEEDED
from sozialraum.model.periods import kind_of
from sozialraum.model.rules import Coverage
from sozialraum.model.tables import BASE_LEVEL, CITY
from sozialraum.model.targets import Target, all_targets, held, target_rows
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import number, periods_told


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
    held_now = _holding(context, coverage, year, area_id)
    if _differ(held_now):
        return context.words("target.differs", areas=context.text(context.project.areas.label_plural))
    return "; ".join(_said(context, coverage, held_now))


def targets_ahead(context: Context, coverage: Coverage, year: str, area_id: str) -> str:
    """The targets of a year, and behind them those of later years that have others, with these years.

    Args:
        coverage, year, area_id: as of `target_text`; after a day that is no Kita-Jahr there are no later years.
    """
    words = context.words
    now, text = _holding(context, coverage, year, area_id), target_text(context, coverage, year, area_id)
    told = [] if _differ(now) else _said(context, coverage, now)
    years = _years_after(context, coverage, year)
    held_then = {later: _holding(context, coverage, later, area_id) for later in years}
    found = [text] if text else []
    for then, same in groupby(years, key=held_then.__getitem__):
        if then == now:
            continue
        share, *more = _said(context, coverage, then) or [words("target.none")]
        said = "; ".join([share, *(one for one in more if one not in told)])
        if _differ(then):
            key = "target.differs_then" if _differ(now) else "target.differs"
            said = words(key, areas=context.text(context.project.areas.label_plural))
        found.append(words("target.of_years", years=periods_told(list(same), years, words), text=said))
    return "; ".join(found)


def _years_after(context: Context, coverage: Coverage, year: str) -> list[str]:
    """Every Kita-Jahr after this one, up to the last of which a target or needed places are told."""
    if kind_of(year) != "school_year":
        return []
    table = context.published.measures
    rows = table[(table["measure_id"] == NEEDED) & (table["target_group"] == coverage.id)]
    named = [*map(str, rows["period"]), *(one.year or "" for one in context.project.targets)]
    last = max((int(one[:4]) for one in named if one and kind_of(one) == "school_year"), default=0)
    return [f"{first}/{(first + 1) % 100:02d}" for first in range(int(year[:4]) + 1, last + 1)]


Held = list[list[Target | None]]  # for each cohort group, in each Sozialraum of the area


def _holding(context: Context, coverage: Coverage, year: str, area_id: str) -> Held:
    targets = all_targets(context.project.coverage, context.project.targets)
    rows = target_rows(targets, context.project.language)
    ages = ages_of(context.project.cohorts)

    def holding(group: str | None, part: str) -> Target | None:
        at = held(rows, coverage.id, group, ages, year, _around(context, part))
        return None if at is None else _what_it_says(targets[at])

    parts = _parts(context, area_id)
    return [[holding(group, part) for part in parts] or [None] for group in _asked(coverage)]


def _what_it_says(target: Target) -> Target:
    """How much, of it a reserve, by whom: wherever and whenever it holds, so that areas and years can be compared."""
    return target.model_copy(update=dict.fromkeys(("year", "area", "coverage", "group", "age")))


def _asked(coverage: Coverage) -> list[str | None]:
    return [*coverage.cohorts] or [None]


def _differ(by_group: Held) -> bool:
    return any(one != everywhere[0] for everywhere in by_group for one in everywhere)


def _said(context: Context, coverage: Coverage, by_group: Held) -> list[str]:
    """For whom how much, what of it is a reserve, who decided; nothing without a target."""
    words = context.words
    found = [everywhere[0] for everywhere in by_group]
    known = [one for one in found if one is not None]
    if not known:
        return []
    said = {(one.target_pct if one else None) for one in found}
    if len(said) == 1:
        share = words("target.share", value=_points(context, known[0].target_pct))
    else:
        share = ", ".join(
            words("target.of_age", age=_age(context, group), value=_points(context, one.target_pct))
            if one
            else words("target.none_of_age", age=_age(context, group))
            for group, one in zip(_asked(coverage), found, strict=True)
        )
    sources = dict.fromkeys(context.text(one.source) for one in known)
    return [share, *_reserve(context, found), ", ".join(sources)]


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
