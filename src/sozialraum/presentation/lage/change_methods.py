"""How the change of the soziale Lage is worked out, and between which dates."""

from collections.abc import Iterable

from sozialraum.model.lage import Dynamics
from sozialraum.model.lage_dates import compared_since, dates_known
from sozialraum.model.measures import DYNAMICS
from sozialraum.model.periods import in_order
from sozialraum.presentation.lage.rules import again_text, scale_text, short_number, weights_text
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.lage_words import cut_text
from sozialraum.presentation.words.numbers import period as period_label


def dynamics_methods(context: Context) -> list[tuple[str, str]]:
    """Over which dates and by which rule the change is worked out."""
    index = context.project.lage_index
    if index is None or index.dynamics is None:
        return []
    rule, words = index.dynamics, context.words
    parts = words("methods.dynamics_own")
    if rule.parts:
        parts = words("methods.dynamics_parts", parts=weights_text(context, index, rule.parts))
    said = [parts, *_dates(context, rule), scale_text(context, rule), again_text(context, rule)]
    low, high = (cut_text(context, cut) for cut in rule.cuts)
    said.append(words("methods.dynamics_cuts", low=low, high=high))
    if rule.stable_within_interval:
        said.append(words("methods.dynamics_interval"))
    return [(words("methods.dynamics"), " ".join(said))]


def compared_with(context: Context) -> dict[str, str]:
    """Date of the dynamics -> the earlier date it is compared with, where there is one."""
    index, published = context.project.lage_index, context.published
    if index is None or index.dynamics is None:
        return {}
    rows = published.measures[published.measures["measure_id"] == DYNAMICS]
    known = dates_known(published.indicators, context.areas)
    periods = in_order(list(rows.loc[rows["value"].notna(), "period"]))
    each = {period: compared_since(index, period, known) for period in periods}
    return {period: since for period, since in each.items() if since}


def _dates(context: Context, rule: Dynamics) -> Iterable[str]:
    words = context.words
    pairs = [
        words("methods.dynamics_pair", period=period_label(period, words), since=period_label(since, words))
        for period, since in compared_with(context).items()
    ]
    if not rule.parts:
        yield words("methods.dynamics_years", years=short_number(context, rule.years))
    if pairs:
        yield words("methods.dynamics_pairs", pairs=", ".join(pairs))
