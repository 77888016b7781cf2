"""A rule that stands in a law or a plan: where it was read, and when it so held."""

from datetime import date

from sozialraum.model.fields import Strict, Text


class Rule(Strict):
    """Where a rule was read, and what is not sure about it."""

    source: Text
    as_of: date
    note: Text | None = None
