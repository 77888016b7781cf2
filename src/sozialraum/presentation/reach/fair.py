"""Whether reach is fairly distributed, in plain words; the exact measures stand in the annex."""

from collections.abc import Mapping
from typing import Any

from sozialraum.model.reach_settings import ReachQuestion
from sozialraum.model.tables import records
from sozialraum.presentation.planning.figures import known
from sozialraum.presentation.reach.reach_words import metres_text, plain_number
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import number

ALIKE = 0.05  # a ratio this near to 1 is told as "about the same"
Rows = Mapping[str, Mapping[str, Any]]


def fair_sentences(context: Context, question: ReachQuestion) -> list[str]:
    """A sentence for each measure that is told; none where nothing is."""
    table = context.published.reach.fairness
    rows = {str(row["measure_id"]): row for row in records(table[table["question"] == question.id])}
    told = [
        _below(context, question, rows),
        _moved(context, rows),
        _thirds(context, question, rows),
        _strained(context, rows),
    ]
    return [text for text in told if text]


def _below(context: Context, question: ReachQuestion, rows: Rows) -> str:
    share = _value(rows, "fgt0")
    if share is None or question.places is None:
        return ""
    line = plain_number(question.places.bounds[0], context.words)
    return context.words("reach.fair_below", share=_percent(context, share), line=line)


def _moved(context: Context, rows: Rows) -> str:
    share = _value(rows, "dissimilarity")
    areas = context.text(context.project.areas.label)
    return "" if share is None else context.words("reach.fair_moved", share=_percent(context, share), area=areas)


def _thirds(context: Context, question: ReachQuestion, rows: Rows) -> str:
    """Those of the third with the least strain beside those of the third with the most."""
    ratio, words = _value(rows, "best_to_worst"), context.words
    if ratio is None:
        return ""
    what = "places" if question.places is not None else "near"
    near, people = metres_text(context, question.near_m), context.text(question.people_label)
    if abs(ratio - 1) <= ALIKE:
        return words(f"reach.fair_alike_{what}", near=near, people=people)
    times = number(max(ratio, 1 / ratio) if ratio > 0 else 0.0, 1, words)
    if ratio <= 0:
        return words(f"reach.fair_only_strained_{what}", near=near, people=people)
    return words(f"reach.fair_{'less' if ratio > 1 else 'more'}_{what}", times=times, near=near, people=people)


def _strained(context: Context, rows: Rows) -> str:
    """Share of the places in the areas of most strain beside the share of the children, and usual fluctuation."""
    points, words = _value(rows, "disparity"), context.words
    usual = known(rows["disparity"]["upper"]) if points is not None else None
    if points is None or usual is None:
        return ""
    if abs(points) <= usual:
        return words("reach.fair_usual")
    told = number(abs(points), 1, words)
    return words("reach.fair_strained_more" if points > 0 else "reach.fair_strained_less", points=told)


def _percent(context: Context, share: float) -> str:
    return f"{number(100 * share, 0, context.words)}\u202f%"


def _value(rows: Rows, measure: str) -> float | None:
    return known(rows[measure]["value"]) if measure in rows else None
