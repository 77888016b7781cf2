"""How ways, steps and limits are said: metres, and walking minutes never without their speed."""

from collections.abc import Sequence
from itertools import pairwise

from sozialraum.model.reach_settings import ReachQuestion
from sozialraum.model.way_rules import KitaWay, WayLimit
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import day, number
from sozialraum.presentation.words.texts import Texts

METRES_PER_KM, MINUTES_PER_HOUR = 1000, 60


def way_word(context: Context) -> str:
    """Fußweg, Luftlinie, or Luftlinie × 1,3."""
    way = context.published.reach.way
    factor = plain_number(context.project.reach.detour, context.words)
    return context.words(f"reach.way_{way}", factor=factor)


def is_walked(context: Context) -> bool:
    """Whether minutes may be told: a straight line is nobody's way."""
    return context.published.reach.way != "straight"


def minutes(metres: float, speed_kmh: float) -> float:
    """Walking time."""
    return metres / (speed_kmh * METRES_PER_KM / MINUTES_PER_HOUR)


def minutes_text(context: Context, metres: float) -> str:
    """Whole minutes; a way of less than one takes one."""
    return number(max(1.0, minutes(metres, context.project.reach.speed_kmh)), 0, context.words)


def speed_text(context: Context) -> str:
    """ "bei 5 km/h"."""
    speed = plain_number(context.project.reach.speed_kmh, context.words)
    return context.words("reach.speed", speed=speed)


def metres_text(context: Context, metres: float) -> str:
    """ "1.000 m"."""
    return context.words("reach.metres", metres=number(metres, 0, context.words))


def way_text(context: Context, metres: float) -> str:
    """ "1.000 m (12 Minuten bei 5 km/h)"; metres alone for a straight line."""
    told = metres_text(context, metres)
    if not is_walked(context):
        return told
    return context.words(
        "reach.with_minutes", metres=told, minutes=minutes_text(context, metres), speed=speed_text(context)
    )


def step_labels(context: Context, steps: Sequence[float]) -> list[str]:
    """The bands between the steps, the nearest first; one more than there are steps."""
    words = context.words
    ends = [number(step, 0, words) for step in steps]
    labels = [words("reach.step_first", high=ends[0])]
    labels += [words("reach.step_between", low=low, high=high) for low, high in pairwise(ends)]
    return [*labels, words("reach.step_last", low=ends[-1])]


def step_minutes(context: Context, steps: Sequence[float]) -> list[str]:
    """The same bands in minutes; empty texts for a straight line."""
    if not is_walked(context):
        return [""] * (len(steps) + 1)
    words = context.words
    ends = [minutes_text(context, step) for step in steps]
    told = [words("reach.minutes_first", high=ends[0])]
    told += [words("reach.minutes_between", low=low, high=high) for low, high in pairwise(ends)]
    return [*told, words("reach.minutes_last", low=ends[-1])]


def places_labels(context: Context, bounds: Sequence[float]) -> list[str]:
    """Classes of places per child, the fewest first: below the first bound ... at least the last."""
    words = context.words
    ends = [plain_number(bound, words) for bound in bounds]
    labels = [words("reach.places_first", high=ends[0])]
    labels += [words("reach.places_between", low=low, high=high) for low, high in pairwise(ends)]
    return [*labels, words("reach.places_last", low=ends[-1])]


def limit_of(context: Context, question: ReachQuestion) -> WayLimit | None:
    """The limit of the way to school that the question names."""
    rule = context.project.planning.rules.school_way
    limits = rule.limits if rule else []
    return next((one for one in limits if one.id == question.limit), None)


def limit_info(context: Context, question: ReachQuestion) -> str:
    """The limit, where it stands, and what a straight line can say of it; "" without one."""
    rule, limit, words = context.project.planning.rules.school_way, limit_of(context, question), context.words
    if rule is None or limit is None:
        return ""
    parts = [
        f"{context.text(limit.label)}.",
        words("reach.source_of", source=context.text(rule.source), day=day(rule.as_of, words)),
        context.text(rule.note),
    ]
    if context.published.reach.way != "network":
        parts.append(words("reach.sure", factor=plain_number(rule.straight_factor, words)))
    return " ".join(part for part in parts if part)


def benchmark_info(context: Context, question: ReachQuestion) -> str:
    """What planning expects of the way to a Kita, for each means of transport; it is no law, and says so."""
    rule = context.project.planning.rules.kita_way
    if not question.benchmark or rule is None:
        return ""
    told = [_means(context, rule, one.speed_kmh, context.text(one.label)) for one in rule.means]
    words = context.words
    intro = words("reach.benchmark", minutes=number(rule.minutes, 0, words), means="; ".join(told))
    source = words("reach.source_of", source=context.text(rule.source), day=day(rule.as_of, words))
    return " ".join(part for part in (intro, source, context.text(rule.note)) if part)


def _means(context: Context, rule: KitaWay, speed_kmh: float, label: str) -> str:
    metres = rule.minutes * speed_kmh * METRES_PER_KM / MINUTES_PER_HOUR
    words = context.words
    return words(
        "reach.benchmark_means",
        means=label,
        metres=metres_text(context, metres),
        speed=words("reach.speed", speed=plain_number(speed_kmh, words)),
    )


def plain_number(value: float, words: Texts) -> str:
    """As many digits as it takes, at most two."""
    digits = next((one for one in range(2) if abs(value - round(value, one)) < 1e-9), 2)
    return number(value, digits, words)
