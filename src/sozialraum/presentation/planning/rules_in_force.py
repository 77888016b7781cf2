"""The rules and targets that the page rests on: each in words, with its source and the day it was read."""

from collections.abc import Iterable

from sozialraum.model.cohorts import Cohorts
from sozialraum.model.measures import PLACES
from sozialraum.model.rules import Coverage
from sozialraum.model.school_rules import ClassNumber, ClassSteps, GanztagClaim, GroupForms, NetworkRule
from sozialraum.model.stated_rule import Rule
from sozialraum.model.tables import CITY, records
from sozialraum.presentation.planning.figures import decimals_of, known, plain
from sozialraum.presentation.planning.grid import Cell, Grid, Head, Line, Section
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import day, number, with_unit
from sozialraum.presentation.words.target_words import has_target


def rules_section(context: Context) -> Section:
    """Targets and rules; where there are none, that is said."""
    words = context.words
    grids = [one for one in (*_targets(context), _rules(context)) if one.lines]
    intro = words("planning.rules.intro" if grids else "planning.rules.none")
    return Section("regeln", words("planning.rules.title"), [intro], grids=grids)


def _targets(context: Context) -> list[Grid]:
    words, table = context.words, context.published.planning.targets
    if table.empty:
        return []
    cohorts = context.project.cohorts
    groups = {one.id: context.text(one.label) for one in cohorts.groups} if cohorts else {}
    offers = {one.id: context.text(one.short) for one in context.project.coverage}
    heads = [
        Head(words("planning.targets.whom"), words=True),
        Head(words("planning.targets.year"), words=True),
        Head(words("planning.targets.area"), words=True),
        Head(words("planning.targets.target")),
        Head(words("planning.rules.source"), words=True),
    ]
    rows = records(table)
    digits = decimals_of(known(row["target_pct"]) for row in rows)
    lines = []
    for row in rows:
        age = known(row["age"])
        whom = groups.get(str(row["group"]), str(row["group"]))
        if age is not None:
            whom = words("planning.targets.age", age=number(age, 0, words))
        area = str(row["area_id"])
        lines.append(
            Line(
                offers.get(str(row["coverage"]), words("planning.targets.every_offer")),
                (
                    Cell(whom or words("planning.targets.everybody")),
                    Cell(str(row["year"]) or words("planning.targets.every_year")),
                    Cell(words("level.city") if area in {"", CITY} else context.names.get(area, area)),
                    Cell(with_unit(known(row["target_pct"]) or 0.0, digits, "%", words)),
                    Cell(str(row["source"])),
                ),
            )
        )
    caption, note = words("planning.targets.caption"), (words("planning.targets.note"),)
    return [Grid(caption, words("planning.targets.offer"), heads, lines, note=note)]


def _rules(context: Context) -> Grid:
    words, rules = context.words, context.project.planning.rules
    heads = [
        Head(words("planning.rules.says"), words=True),
        Head(words("planning.rules.source"), words=True),
        Head(words("planning.rules.as_of")),
    ]
    lines = [*_own(context)]
    if context.project.cohorts:
        lines.insert(0, _cohorts(context, context.project.cohorts))
    if rules.entry_classes:
        lines.append(_line(context, "entry_classes", _steps(context, rules.entry_classes), rules.entry_classes))
    if rules.class_number:
        lines.append(_line(context, "class_number", _number(context, rules.class_number), rules.class_number))
    if rules.ganztag:
        lines.append(_line(context, "ganztag", _claim(context, rules.ganztag), rules.ganztag))
    if rules.group_forms:
        lines.append(_line(context, "group_forms", _forms(context, rules.group_forms), rules.group_forms))
    if rules.network:
        lines.append(_line(context, "network", _network(context, rules.network), rules.network))
    return Grid(words("planning.rules.caption"), words("planning.rules.rule"), heads, lines)


def _line(context: Context, key: str, says: str, rule: Rule) -> Line:
    note = context.text(rule.note)
    cells = (
        Cell(says, (note,) if note else ()),
        Cell(context.text(rule.source)),
        Cell(day(rule.as_of, context.words)),
    )
    return Line(context.words(f"planning.rules.{key}"), cells)


def _cohorts(context: Context, rule: Cohorts) -> Line:
    words = context.words
    says = words(
        "planning.rules.cohorts_says",
        starts=_day_of_year(context, rule.year_starts),
        fixed=_day_of_year(context, rule.ages_fixed_on),
        cut_off=_day_of_year(context, rule.school_cut_off),
        age=rule.school_entry_age,
    )
    cells = (Cell(says), Cell(context.text(rule.source)), Cell(day(rule.as_of, words)))
    return Line(context.text(rule.label) or words("planning.rules.cohorts"), cells)


def _day_of_year(context: Context, text: str) -> str:
    return context.words("planning.rules.day", day=text[3:], month=text[:2])


def _own(context: Context) -> Iterable[Line]:
    """What the project or the program decides itself."""
    words, rule = context.words, context.project.planning.measures
    own, nothing = words("planning.rules.of_project"), Cell("–")
    yearly = _by_kita_jahr(context)
    for opening in dict.fromkeys(one.openings for one in yearly):
        offers = ", ".join(context.text(one.short) for one in yearly if one.openings == opening)
        says = words(f"planning.rules.openings.{opening}")
        yield Line(words("planning.rules.openings_of", offers=offers), (Cell(says), Cell(own), nothing))
    if any(has_target(context, one) for one in context.project.coverage):
        whole = Cell(words("planning.rules.whole_says"))
        yield Line(words("planning.rules.whole"), (whole, Cell(words("planning.rules.of_program")), nothing))
    if not context.published.planning.planned.empty:
        states = ", ".join(words(f"planning.state.{one}") for one in rule.counted)
        says = words("planning.rules.counted_says", states=states)
        more = [
            words(f"planning.rules.{key}", measures=", ".join(ids))
            for key, ids in (("chosen", rule.chosen), ("left_out", rule.left_out))
            if ids
        ]
        yield Line(words("planning.rules.counted"), (Cell(says, tuple(more)), Cell(own), nothing))


def _by_kita_jahr(context: Context) -> list[Coverage]:
    """The offers of which places are told by Kita-Jahr: of a single day, openings within a year mean nothing."""
    table = context.published.measures
    told = table[(table["measure_id"] == PLACES) & table["period"].str.contains("/", regex=False)]
    return [one for one in context.project.coverage if one.id in set(told["target_group"])]


def _steps(context: Context, rule: ClassSteps) -> str:
    words = context.words
    steps = ", ".join(words("planning.rules.step", up_to=one.up_to, classes=one.classes) for one in rule.steps)
    low, high = rule.band
    return words("planning.rules.steps", steps=steps, further=rule.further_per, low=low, high=high)


def _number(context: Context, rule: ClassNumber) -> str:
    words = context.words
    brackets = ", ".join(
        words("planning.rules.below", below=one.below, how=how)
        if one.below
        else words("planning.rules.beyond", how=how)
        for one in rule.brackets
        for how in [
            words(f"planning.rules.round_{one.rounding}")
            + (words("planning.rules.minus", minus=one.minus) if one.minus else "")
        ]
    )
    return words("planning.rules.divided", divisor=rule.divisor, brackets=brackets)


def _claim(context: Context, rule: GanztagClaim) -> str:
    words = context.words
    claims = ", ".join(
        words("planning.rules.claim", year=one.year, classes=", ".join(map(str, one.classes))) for one in rule.claims
    )
    return words(
        "planning.rules.ganztag_says",
        claims=claims,
        hours=plain(rule.hours_a_day, words),
        days=rule.days_a_week,
        weeks=plain(rule.closed_weeks, words),
    )


def _forms(context: Context, rule: GroupForms) -> str:
    words = context.words
    return "; ".join(
        words(
            "planning.rules.form",
            name=form.names[0],
            sizes=", ".join(
                words(
                    "planning.rules.size",
                    children=size.children,
                    hours=" / ".join(plain(one, words) for one in size.weekly_hours),
                )
                for size in form.sizes
            ),
        )
        for form in rule.forms
    )


def _network(context: Context, rule: NetworkRule) -> str:
    words = context.words
    return words("planning.networks.rule", houses=rule.max_houses, metres=number(rule.max_m, 0, words))
