"""Reach on the page of one Sozialraum: for each question shares by length of the way, limit, places per child."""

from typing import Any

from sozialraum.model import reach as m
from sozialraum.model.reach_settings import ReachQuestion
from sozialraum.model.status import MARKED, WITHOUT_VALUE, Status
from sozialraum.model.tables import CITY
from sozialraum.presentation.annex.reach_book import REACH_ANNEX
from sozialraum.presentation.internal import file_href
from sozialraum.presentation.reach.basis import basis_text, edge_text, facilities_text, way_info
from sozialraum.presentation.reach.data import way_classes
from sozialraum.presentation.reach.figures import Figures, asked, bands, figures, within_pct
from sozialraum.presentation.reach.reach_words import (
    benchmark_info,
    is_walked,
    limit_info,
    limit_of,
    speed_text,
    way_text,
    way_word,
)
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import number, shown

WIDTH = 200  # of the drawing
SMALL = 0.95  # a share below it would be shown as 0 or 1


def reach_block(context: Context, area_id: str) -> dict[str, Any] | None:
    """What the template prints; None where nothing is told of reach.

    Returns:
        {heading, hidden: text | None, speed | None, annex, notes,
        questions: [{label, basis, bar, bands, no_bands | None, rows, notes}]};
        bar: [{x, width, color}]; bands: [{color, label, minutes, value, city | None}]; rows: [{label, value, city}].
    """
    if not asked(context):
        return None
    words = context.words
    hidden = [question for question in asked(context) if _is_hidden(context, question, area_id)]
    questions = [_question(context, question, area_id) for question in asked(context) if question not in hidden]
    return {
        "heading": words("reach.heading"),
        "hidden": words("reach.all_withheld", labels="; ".join(_label(context, one) for one in hidden))
        if hidden
        else None,
        "speed": words("page.reach.legend_speed", speed=speed_text(context)) if is_walked(context) else None,
        "annex": file_href(context, REACH_ANNEX),
        "questions": questions,
        "notes": [way_info(context), *dict.fromkeys(edge_text(context, question) for question in asked(context))]
        if questions
        else [],
    }


def _is_hidden(context: Context, question: ReachQuestion, area_id: str) -> bool:
    """Whether there are figures for the question and none of them may be shown."""
    told = figures(context, question)
    rows = [measure for _, measure, _ in _drawn(context, question, told, area_id)]
    if bands(told, area_id, question.steps_m):
        return False
    return bool(rows) and all(told.status(area_id, measure) == Status.WITHHELD for measure in rows)


def _label(context: Context, question: ReachQuestion) -> str:
    return context.words("reach.label", label=context.text(question.label), way=way_word(context))


def _question(context: Context, question: ReachQuestion, area_id: str) -> dict[str, Any]:
    told, words = figures(context, question), context.words
    own, city = bands(told, area_id, question.steps_m), bands(told, CITY, question.steps_m)
    classes = way_classes(context, question)
    return {
        "label": _label(context, question),
        "basis": basis_text(context, question),
        "bar": _bar(own, classes) if own else [],
        "bands": [
            {
                **one,
                "value": percent(share, context),
                "city": percent(city[at], context) if city else None,
            }
            for at, (one, share) in enumerate(zip(classes, own or [], strict=False))
        ],
        "no_bands": None if own else words(f"page.reach.bands_{_why_none(told, question, area_id)}"),
        "rows": _rows(context, question, told, area_id),
        "notes": [
            text
            for text in (
                _named(context, question, told, area_id),
                facilities_text(context, question),
                limit_info(context, question),
                words("reach.benchmark_note", text=benchmark_info(context, question)) if question.benchmark else "",
            )
            if text
        ],
    }


def _bar(shares: list[float], classes: list[dict[str, str]]) -> list[dict[str, Any]]:
    drawn, start = [], 0.0
    for share, one in zip(shares, classes, strict=False):
        width = WIDTH * share / 100
        if width > 0:
            drawn.append({"x": round(start, 1), "width": max(round(width, 1), 0.5), "color": one["color"]})
        start += width
    return drawn


def _rows(context: Context, question: ReachQuestion, told: Figures, area_id: str) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "value": _cell(context, told, area_id, measure, unit),
            "city": _cell(context, told, CITY, measure, unit),
        }
        for label, measure, unit in _drawn(context, question, told, area_id)
        if not (_mostly_hidden(context, question, told, area_id) and told.status(area_id, measure) == Status.WITHHELD)
    ]


def _why_none(told: Figures, question: ReachQuestion, area_id: str) -> str:
    shares = [told.status(area_id, within_pct(step)) for step in question.steps_m]
    return "withheld" if Status.WITHHELD in shares else "unknown"


def _mostly_hidden(context: Context, question: ReachQuestion, told: Figures, area_id: str) -> bool:
    """Whether more than half of the figures are withheld: they are named in one sentence then."""
    drawn = _drawn(context, question, told, area_id)
    return 2 * sum(told.status(area_id, measure) == Status.WITHHELD for _, measure, _ in drawn) > len(drawn)


def _named(context: Context, question: ReachQuestion, told: Figures, area_id: str) -> str:
    if not _mostly_hidden(context, question, told, area_id):
        return ""
    drawn = _drawn(context, question, told, area_id)
    hidden = [label for label, measure, _ in drawn if told.status(area_id, measure) == Status.WITHHELD]
    return context.words("reach.rows_withheld", labels="; ".join(hidden))


def _drawn(context: Context, question: ReachQuestion, told: Figures, area_id: str) -> list[tuple[str, str, str]]:
    """(label, measure, unit) of each figure of which the area has a row."""
    words, limit = context.words, limit_of(context, question)
    near = words("reach.row_within", way=way_text(context, question.near_m))
    rows = [
        (near, within_pct(question.near_m), "%"),
        (words("reach.row_median"), m.WAY_MEDIAN, "m"),
        (words("reach.row_p90"), m.WAY_P90, "m"),
        (words("reach.row_mean"), m.WAY_MEAN, "m"),
    ]
    if limit is not None:
        name = context.text(limit.label)
        rows += [
            (words("reach.row_over", limit=name), m.OVER, ""),
            (words("reach.row_surely_over", limit=name), m.SURE_OVER, ""),
            (words("reach.row_surely_under"), m.SURE_UNDER, ""),
            (words("reach.row_unclear"), m.UNCLEAR, ""),
        ]
    rows.append((words("reach.row_unreachable"), m.UNREACHABLE, ""))
    if question.places is not None:
        rows.append((words("reach.row_places"), m.PLACES_PER_PERSON, "places"))
    rows += [(words("reach.row_depends"), m.DEPENDS_PCT, "%")]
    if question.places is not None:
        rows.append((words("reach.row_places_depends"), m.PLACES_DEPENDS_PCT, "%"))
    return [(label, measure, unit) for label, measure, unit in rows if told.row(area_id, measure) is not None]


def _cell(context: Context, told: Figures, area_id: str, measure: str, unit: str) -> str:
    value, status = told.value(area_id, measure), told.status(area_id, measure)
    if value is None or status in WITHOUT_VALUE:
        return shown(None, status if status in WITHOUT_VALUE else str(Status.MISSING), 0, "", context.words)
    mark = status if status in MARKED else str(Status.NORMAL)
    if unit == "%":
        return percent(value, context)
    return shown(value, mark, 2 if unit == "places" else 0, "m" if unit == "m" else "", context.words)


def percent(value: float, context: Context) -> str:
    """A whole percentage; one digit for a small one, so that it is not shown as none."""
    return f"{number(value, 1 if 0 < value < SMALL else 0, context.words)}\u202f%"
