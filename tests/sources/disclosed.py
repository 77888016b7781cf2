"""Cities whose rules of disclosure control are wrong, and one whose file names the largest contributions."""

from collections.abc import Callable, Mapping
from pathlib import Path

from cities import POPULATION, write_city

from sozialraum.model.codes import Code

TOML, POP = "projekt.toml", "indicators/bevoelkerung.csv"
NO_DOMINANCE, DOMINANCE = 'dominance = "keine"\n', "dominance = { p_percent = 10 }\n"
OF_CLASS = """
[disclosure.oeffentlich.klassen.ba]
min_count = 3
min_base = 0
zeros = "zeigen"
complement = "sperren"
rates_without_counts = "sperren"
min_values = 3
dominance = "keine"
rounding = "keine"
rule = "Vereinbarung mit der Statistik der BA (erfunden)"
set_by = "erfunden"
set_on = 2024-02-01
"""
SET_ON = "set_on = 2024-02-01\n"
VALUE = 'value = "WERT", dimensions'
MAPPED = 'value = "WERT", largest = "GROSS", second_largest = "ZWEIT", dimensions'
HEAD = "KEY;KENNZAHL;STICHTAG;SEX;WERT"


def with_rule(changes: Mapping[str, str], behind: str = "") -> Callable[[Path], Path]:
    """The city with these changes of its rule; and what follows it."""
    more = {SET_ON: f"{SET_ON}{behind}"} if behind else {}
    return lambda folder: write_city(folder, replace={TOML: {**changes, **more}})


def with_contributions(
    folder: Path, rows: Mapping[str, str], toml: Mapping[str, str] | None = None, mapped: str = MAPPED
) -> Path:
    """The city whose file of residents names contributions, as if residents were a sum of what firms add.

    Args:
        rows: start of a row -> its two further cells.
        toml: further changes of the project.
        mapped: columns of the file.
    """
    head, *lines = POPULATION.splitlines()
    further = [next((cells for start, cells in rows.items() if line.startswith(start)), ";") for line in lines]
    text = "\n".join(
        [f"{head};GROSS;ZWEIT", *(f"{line};{cells}" for line, cells in zip(lines, further, strict=True))]
    )
    changes = {NO_DOMINANCE: DOMINANCE, VALUE: mapped, **(toml or {})}
    return write_city(folder, replace={TOML: changes}, add={POP: f"{text}\n"})


BROKEN_RULES: dict[Code, Callable[[Path], Path]] = {
    Code.DOMINANCE_UNCLEAR: with_rule(
        {NO_DOMINANCE: "dominance = { p_percent = 10, largest = 2, k_percent = 85 }\n"}
    ),
    Code.MIN_BASE_BELOW_MIN_COUNT: with_rule({"min_base = 0\n": "min_base = 4\n"}),
    Code.ROUNDING_UNCLEAR: with_rule({'rounding = "keine"\n': 'rounding = "5"\n'}),
    Code.ROUNDING_TOO_FINE: with_rule({'rounding = "keine"\n': "rounding = 4\n"}),
    Code.ROUNDING_TELLS_ZEROS: with_rule(
        {'rounding = "keine"\n': "rounding = 5\n", 'zeros = "zeigen"\n': 'zeros = "sperren"\n'}
    ),
    Code.PEOPLE_NOT_PUBLIC: with_rule({'id = "residents"\n': 'id = "residents"\nschutzklasse = "oeffentlich"\n'}),
    Code.DOMINANCE_WITHOUT_CONTRIBUTIONS: with_rule({NO_DOMINANCE: DOMINANCE}),
    Code.CONTRIBUTIONS_UNFIT: lambda folder: with_contributions(
        folder, {}, mapped='value = "WERT", second_largest = "ZWEIT", dimensions'
    ),
    Code.CONTRIBUTION_ABOVE_SUM: lambda folder: with_contributions(folder, {"hafen;Einwohner": "300;101"}),
}
