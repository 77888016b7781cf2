"""A public edition drawn by hand: a table of figures, written as the open files have it."""

import csv
import io
from collections.abc import Iterable

HEAD = {
    "indicators": "area_id,indicator_id,period,group,value,numerator,denominator,status",
    "intervals": "area_id,indicator_id,period,group,lower,upper",
    "changes": "area_id,indicator_id,period,since,change,status",
    "measures": "area_id,measure_id,target_group,period,group,scenario,value,base,status,lower,upper",
    "reach_around": "question,facility_id,step_m,people,status",
    "areas": "area_id,name,level,part_of",
    "facilities": "facility_id,area_id,name",
    "offers": "facility_id,offer,target_group,kind,weekly_hours,group_form,inclusion,period,places,status",
}
NORTH = ("a", "b", "c")
AREAS = [("city", "Stadt", "city", ""), ("n", "Nord", "district", "city"), ("s", "Süd", "district", "city")]
AREAS += [(one, f"Gebiet {one}", "area", "n") for one in NORTH]
AREAS += [(one, f"Gebiet {one}", "area", "s") for one in ("d", "e")]
SINGLE = ("a", "b", "c", "d", "e")


def edition(
    figures: Iterable[tuple[str, str, str, str, object, object, object]], **others: Iterable[Iterable[object]]
):
    """The files of an edition.

    Args:
        figures: area, indicator, period, group, value, numerator, denominator; "Q" as value: withheld.
        others: rows of further tables, see HEAD.
    """
    rows = []
    for area, indicator, period, group, value, above, below in figures:
        gone = value == "Q"
        numbers = ["" if gone or one is None else one for one in (value, above, below)]
        rows.append((area, indicator, period, group, *numbers, "Q" if gone else "A"))
    tables = {"areas": AREAS, "facilities": [], "indicators": rows} | others
    return {f"data/{name}.csv": _written(HEAD[name], each) for name, each in tables.items()}


def _written(head: str, rows: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head.split(","))
    writer.writerows(rows)
    return text.getvalue().encode()


def counts(
    indicator: str, years: dict[int, dict[str, int]], withheld: Iterable[tuple[str, int]] = (), group: str = ""
) -> list[tuple[str, str, str, str, object, object, object]]:
    """Rows of a count of every area and year, larger areas summed up; some are withheld."""
    gone, rows = set(withheld), []
    for year, each in years.items():
        for area in ("city", "n", "s", *SINGLE):
            parts = {"city": SINGLE, "n": NORTH, "s": ("d", "e")}.get(area, (area,))
            value: object = "Q" if (area, year) in gone else sum(each[part] for part in parts)
            rows.append((area, indicator, str(year), group, value, None, None))
    return rows


def shares(
    indicator: str,
    above: dict[int, dict[str, int]],
    below: dict[int, dict[str, int]],
    withheld: Iterable[tuple[str, int]] = (),
) -> list[tuple[str, str, str, str, object, object, object]]:
    """Rows of a share in per cent, two digits behind the mark."""
    over, under = counts(indicator, above), counts(indicator, below)
    gone, rows = set(withheld), []
    for one, other in zip(over, under, strict=True):
        area, _, period, group, numerator, *_ = one
        denominator = other[4]
        value: object = round(100 * numerator / denominator, 2)  # type: ignore[operator]  # both are counts here
        rows.append((area, indicator, period, group, "Q" if (area, int(period)) in gone else value,
                     numerator, denominator))  # fmt: skip
    return rows
