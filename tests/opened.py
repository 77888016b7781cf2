"""A page that a test has opened, and what it should not have done meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Opened:
    """A page opened from file://, with what happened while it was open."""

    page: Any  # Playwright's
    requests: list[str] = field(default_factory=list)  # addresses asked for that are not files, all blocked
    console_errors: list[str] = field(default_factory=list)
    page_errors: list[str] = field(default_factory=list)
    good: bool = True  # is every complaint a fault? A test that plants or asks for something looks for itself

    def complaints(self) -> list[str]:
        """Everything that should not have happened; empty for a good page."""
        return [
            *(f"request: {address}" for address in self.requests),
            *(f"console: {text}" for text in self.console_errors),
            *(f"error: {text}" for text in self.page_errors),
        ]


def faults(used: Iterable[Opened]) -> list[str]:
    """What no page of a test should have done, whichever of them the test looked at."""
    return [text for opened in used if opened.good for text in opened.complaints()]
