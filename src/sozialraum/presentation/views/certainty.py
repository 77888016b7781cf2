"""Usual fluctuation of a rate, and whether an area differs from the rest of the city beyond it."""

from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.layer import Certainty, by_period_and_area, numbers_of


def rate_certainty(context: Context) -> dict[str, Certainty]:
    """Indicator -> what is known of its totals, for the Sozialräume; only indicators with an interval anywhere."""
    table, base = context.published.intervals, set(context.areas)
    rows = table[(table["group"] == "") & table["area_id"].isin(base) & table["lower"].notna()]
    note = context.words("certainty.firm_note")
    found = {}
    for indicator_id, own in rows.groupby("indicator_id"):
        beside = {key: str(word) for key, word in by_period_and_area(own, "beside_rest").items() if word}
        found[str(indicator_id)] = Certainty(
            lower=numbers_of(own, "lower"),
            upper=numbers_of(own, "upper"),
            beside=beside,
            firm={key: word != "similar" for key, word in beside.items()},
            note=note if beside else "",
        )
    return found
