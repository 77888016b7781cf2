"""Colour ramps by what a value says; read from assets/palettes.toml."""

import tomllib
from functools import cache
from importlib import resources


@cache
def palettes() -> dict[str, tuple[str, ...]]:
    """Name of a ramp -> its colours, light to dark."""
    file = resources.files("sozialraum.presentation") / "assets" / "palettes.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: tuple(colours) for name, colours in table["ramps"].items()}


def ramp(polaritaet: str, count: int) -> list[str]:
    """Colours of `count` classes from the lowest values to the highest: the darker, the more strained.

    Args:
        polaritaet: "mehr_belastung", "weniger_belastung" (then the lowest values are darkest), "angebot"
            (the fewer places, the darker), or "keine" (dark is much, without valuation).
        count: 1 to 7.
    """
    name = {"mehr_belastung": "lage", "weniger_belastung": "lage", "angebot": "versorgung"}.get(polaritaet, "neutral")
    colours = spread(palettes()[name], count)
    return colours[::-1] if polaritaet in {"weniger_belastung", "angebot"} else colours


def field_of_change(rows: int) -> list[str]:
    """Colours of the field of Lage and change, row by row from the least strained: better, stable, worse.

    Args:
        rows: number of classes of the Lage, 2 to 7; the more there are, the more the codes in the fields are needed.
    """
    steps = [spread(palettes()[name], rows) for name in ("typ_guenstiger", "typ_stabil", "typ_unguenstiger")]
    return [ramp_[row] for row in range(rows) for ramp_ in steps]


def spread(colours: tuple[str, ...], count: int) -> list[str]:
    """`count` colours over the whole ramp; between two of its colours they are mixed."""
    if count == 1:
        return [colours[len(colours) // 2]]
    if count == len(colours):
        return list(colours)
    steps = [index * (len(colours) - 1) / (count - 1) for index in range(count)]
    return [_mixed(colours[int(step)], colours[min(int(step) + 1, len(colours) - 1)], step % 1) for step in steps]


def _mixed(first: str, second: str, share: float) -> str:
    parts = [
        round(int(first[at : at + 2], 16) * (1 - share) + int(second[at : at + 2], 16) * share) for at in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02x}" for part in parts)
