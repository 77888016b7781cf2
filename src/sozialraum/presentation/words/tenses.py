"""Whether a Kita-Jahr is past, today or ahead, seen from the newest places a city tells."""

from collections.abc import Iterable
from typing import Literal

from sozialraum.model.periods import first_day

Tense = Literal["past", "today", "ahead"]


def tense(period: str, today: str) -> Tense:
    """Where a date stands.

    Args:
        period: canonical period.
        today: the Kita-Jahr of the newest places (Planning.today); "" if there is none, then nothing is ahead.
    """
    if not today or period == today:
        return "today"
    return "past" if first_day(period) < first_day(today) else "ahead"


def ahead(periods: Iterable[str], today: str) -> frozenset[str]:
    """Those of the Kita-Jahre that lie ahead."""
    return frozenset(period for period in periods if tense(period, today) == "ahead")
