"""Areas that are like each other, and in what."""

from sozialraum.model.lage import parts_at
from sozialraum.model.periods import in_order
from sozialraum.model.tables import records
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import period as period_label


def similar_by(context: Context) -> list[str]:
    """Names of the indicators by which areas are compared: the project's choice, else those of the index."""
    project, table = context.project, context.published.similar
    chosen = list(project.profile.similar_by)
    if not chosen and project.lage_index is not None and not table.empty:
        newest = in_order(list(table["period"]))[-1]
        chosen = [part.indicator for part in parts_at(project.lage_index, newest)]
    return [context.text(project.indicator(id_).short) for id_ in chosen]


def similar_areas(context: Context) -> dict[str, list[str]]:
    """Area -> those most like it, the most alike first; areas without any are left out."""
    found: dict[str, list[str]] = {}
    for row in sorted(records(context.published.similar), key=lambda row: (row["area_id"], row["place"])):
        found.setdefault(str(row["area_id"]), []).append(str(row["other_id"]))
    return found


def similar_note(context: Context) -> str:
    """How likeness is measured and at which date; "" where none is."""
    table = context.published.similar
    if table.empty:
        return ""
    newest = in_order(list(table["period"]))[-1]
    return context.words("similar.note", period=period_label(newest, context.words))
