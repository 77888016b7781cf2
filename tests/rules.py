"""A rule of disclosure control for tests, every number of it said."""

from datetime import date
from typing import Any

from sozialraum.model.disclosure_rules import AudienceRule

USUAL: dict[str, Any] = {
    "min_count": 5,
    "min_base": 0,
    "zeros": "zeigen",
    "complement": "sperren",
    "rates_without_counts": "sperren",
    "min_values": 3,
    "dominance": "keine",
    "rounding": "keine",
    "rule": "erfunden",
    "set_by": "erfunden",
    "set_on": date(2024, 2, 1),
}


def made_rule(**changed: Any) -> AudienceRule:
    """The usual rule, some of it changed."""
    return AudienceRule(**(USUAL | changed))
