"""The open tables by their keys, as far as an atlas shows them; of what is withheld there is no number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from attack.told import WITHHELD, rows_of

AS_IS, PLANNED, CITY = "bestand", "mit_massnahmen", "city"
SIGNIFICANT = 1e-5  # of a number written with six digits
Row = Mapping[str, str]
Table = dict[tuple[str, ...], Row]


@dataclass(frozen=True)
class OpenTables:
    """Rows by area, then what they tell."""

    measures: Table  # area, measure, target group, period, scenario
    newest: Table  # area, measure, target group: of reach, which is told of one date
    indicators: Table  # area, indicator, period, group
    intervals: Table  # the same
    changes: Table  # area, indicator, period, since
    around: Table  # question, house, metres
    similar: Table  # area, place
    houses: Table  # name
    planned: tuple[Row, ...]
    names: frozenset[str]  # measures of no target group


def open_tables(files: Mapping[str, bytes]) -> OpenTables:
    def rows(name: str) -> tuple[Row, ...]:
        return rows_of(files.get(f"data/{name}.csv", b""))

    def by(name: str, *columns: str) -> Table:
        return {tuple(row[column] for column in columns): row for row in rows(name)}

    figure = ("area_id", "indicator_id", "period", "group")
    measured = [row for row in rows("measures") if not row["group"]]
    return OpenTables(
        measures={
            (row["area_id"], row["measure_id"], row["target_group"], row["period"], row["scenario"]): row
            for row in measured
        },
        newest={(row["area_id"], row["measure_id"], row["target_group"]): row for row in measured},
        indicators=by("indicators", *figure),
        intervals=by("intervals", *figure),
        changes=by("changes", "area_id", "indicator_id", "period", "since"),
        around=by("reach_around", "question", "facility_id", "step_m"),
        similar=by("similar", "area_id", "place"),
        houses=by("facilities", "name"),
        planned=rows("planned"),
        names=frozenset(row["measure_id"] for row in measured if not row["target_group"]),
    )


def withheld(row: Row | None) -> bool:
    return row is not None and row.get("status") == WITHHELD


def number(row: Row | None, column: str = "value") -> float | None:
    written = row.get(column) if row and not withheld(row) else None
    return float(written) if written else None


def near(value: float, numbers: Iterable[float | None], within: float) -> bool:
    """Whether it is one of these numbers, written with six digits or rounded by not more than `within`."""
    return any(one is not None and abs(one - value) <= within + abs(value) * SIGNIFICANT for one in numbers)
