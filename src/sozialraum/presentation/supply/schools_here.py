"""The schools of one Sozialraum: entry classes from registrations, and places of all-day care beside the claim."""

from typing import Any

from sozialraum.model.periods import in_order
from sozialraum.presentation.quality.data_notes import shown_value
from sozialraum.presentation.supply.cells import Cell, Line, balance, balance_span, plain, printed
from sozialraum.presentation.supply.rows import PlanRows, Row
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import number


def schools_here(context: Context, rows: PlanRows, area_id: str) -> list[dict[str, Any]]:
    """A table for each school of an area of which registrations or all-day places are told.

    Returns:
        {name, table}; a table as of cells.printed, one column for each Schuljahr.
    """
    found = []
    for house in rows.houses.get(area_id, []):
        id_ = str(house["facility_id"])
        classes = {str(row["year"]): row for row in rows.classes.get(id_, [])}
        ganztag = {str(row["year"]): row for row in rows.ganztag.get(id_, [])}
        years = in_order([*classes, *ganztag])
        if years:
            groups = [
                (context.words("supply.group_classes"), _classes(context, [classes.get(one) for one in years])),
                (context.words("supply.group_ganztag"), _ganztag(context, [ganztag.get(one) for one in years])),
            ]
            table = printed(groups, years, context.published.planning.today, context.words)
            found.append({"name": str(house["name"]), "table": table})
    return found


def _classes(context: Context, rows: list[Row | None]) -> list[Line]:
    words = context.words

    def mean(row: Row | None) -> Cell:
        cell = _part(context, row, "per_class", 1)
        band = "" if row is None else str(row["band"])
        if band in {"", "within"}:
            return cell
        return Cell(cell.text, words(f"supply.band_{band}"), status=cell.status, valued=cell.valued)

    return [
        Line(words("supply.registrations"), tuple(_part(context, row, "children") for row in rows)),
        Line(words("supply.classes"), tuple(_part(context, row, "classes") for row in rows), main=True),
        Line(words("supply.per_class"), tuple(mean(row) for row in rows)),
    ]


def _ganztag(context: Context, rows: list[Row | None]) -> list[Line]:
    words, rule = context.words, context.project.planning.rules.ganztag
    hours = "" if rule is None else number(rule.hours_a_day, 0 if rule.hours_a_day % 1 == 0 else 1, words)

    def line(column: str, decimals: int = 0) -> Line:
        label = words(f"supply.ganztag_{column}", hours=hours)
        return Line(label, tuple(_part(context, row, column, decimals) for row in rows))

    def some(column: str) -> Line:
        """Nothing where there are none in any year."""
        made = line(column)
        return made if any(row is not None and shown_value(row[column]) for row in rows) else Line(made.label, ())

    def of_claim(column: str, decimals: int = 0) -> Line:
        """Nothing for the years before the claim: a zero would seem to say that nobody wants a place."""
        made = line(column, decimals)
        cells = (Cell("") if _nobody(row) else cell for row, cell in zip(rows, made.cells, strict=True))
        return Line(made.label, tuple(cells))

    pairs = [
        (None, None) if _nobody(row) else (_as_row(row, "places_missing"), _as_row(row, "places_spare"))
        for row in rows
    ]
    return [
        line("children"),
        of_claim("entitled"),
        of_claim("places_needed", 1),
        line("places_claim_hours"),
        some("places_shorter"),
        some("places_hours_unknown"),
        Line(words("supply.balance"), tuple(balance(*pair, words) for pair in pairs), main=True),
        Line(words("supply.variants"), tuple(balance_span(*pair, words) for pair in pairs)),
    ]


def _nobody(row: Row | None) -> bool:
    """Before the first year of the claim there is no balance: all places would seem to be spare."""
    return row is not None and shown_value(row["entitled"]) == 0


def _part(context: Context, row: Row | None, column: str, decimals: int = 0) -> Cell:
    return plain(_as_row(row, column), decimals, "", context.words)


def _as_row(row: Row | None, column: str) -> Row | None:
    """One number of a school as a row with its status; its bounds are those of what is missing."""
    if row is None:
        return None
    bounds = {name: row.get(name) if column == "places_missing" else None for name in ("lower", "upper")}
    return {"value": row[column], **bounds, "status": row["status"], "reason": row["reason"]}
