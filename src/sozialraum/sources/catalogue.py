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


@cache
def packaged_cohorts() -> dict[str, dict[str, Any]]:
    """Every set of rules on cohorts by its name, as a [cohorts] table."""
    return _every("cohorts")


@cache
def packaged_rules() -> dict[str, dict[str, Any]]:
    """Every set of rules on schools, groups and networks by its name, as a [planning.rules] table."""
    return _every("rules")


@cache
def packaged_walking() -> dict[str, Any]:
    """Which ways of OpenStreetMap are walked, as a [network.ways] table."""
    return _read("walking", "osm.toml")


def _every(folder: str) -> dict[str, dict[str, Any]]:
    entries = files("sozialraum").joinpath("catalogue", folder).iterdir()
    names = sorted(entry.name.removesuffix(".toml") for entry in entries if entry.name.endswith(".toml"))
    return {name: _read(folder, f"{name}.toml") for name in names}


def _read(*name: str) -> dict[str, Any]:
    text = files("sozialraum").joinpath("catalogue", *name).read_text(encoding="utf-8")
    return tomllib.loads(text)
