"""Templates of the page bodies: autoescaped, and a name that is not given is an error."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def environment() -> Environment:
    """The one environment; no arithmetic and no formatting of numbers happens in templates."""
    return Environment(
        loader=PackageLoader("sozialraum.presentation"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def filled(template: str, **context: Any) -> str:
    """A template with its context; every text in it arrives as that text."""
    return environment().get_template(template).render(**context)
