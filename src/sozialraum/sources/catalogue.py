"""The built-in German catalogue: indicators and Handlungsfelder that every project may use."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def packaged_indicators() -> dict[str, dict[str, Any]]:
    """Every indicator of the catalogue by its id, as [[indicators]] tables."""
    return {table["id"]: table for table in _read("indicators.toml")["indicators"]}


@cache
def packaged_handlungsfelder() -> tuple[dict[str, Any], ...]:
    """The Handlungsfelder of the catalogue in their order."""
    return tuple(_read("handlungsfelder.toml")["handlungsfelder"])


def _read(name: str) -> dict[str, Any]:
    text = files("sozialraum").joinpath("catalogue", name).read_text(encoding="utf-8")
    return tomllib.loads(text)
