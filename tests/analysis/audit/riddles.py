"""Small editions drawn as a table, and what the audit finds in them."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from rules import made_rule
from tables import text_table

from sozialraum.analysis.audit.exposed import exposed, given_away
from sozialraum.analysis.audit.indicators import indicator_riddle
from sozialraum.analysis.audit.possible import possible
from sozialraum.analysis.audit.riddle import Riddle
from sozialraum.analysis.audit.rules import Rules
from sozialraum.analysis.audit.same import freed
from sozialraum.analysis.audit.sums import area_pairs
from sozialraum.model.disclosure_rules import StatedSum
from sozialraum.model.indicators import Indicator, Source
from sozialraum.model.tables import INDICATORS, frame

TEXTS = {"de": "x", "en": "x"}
BASE = ["a", "b", "c", "d"]


def indicator(id_: str, **more: Any) -> Indicator:
    """A count of persons, or what `more` makes of it."""
    usual: dict[str, Any] = {
        "id": id_,
        "label": TEXTS,
        "short": TEXTS,
        "handlungsfeld": "x",
        "definition": TEXTS,
        "kind": "count",
        "counts": "persons",
        "unit": TEXTS,
        "polaritaet": "keine",
        "rolle": "kontext",
        "raumbezug": "wohnort",
        "zeitbezug": "stichtag",
    }
    return Indicator(**(usual | more))


def rules(
    *indicators: Indicator, sources: dict[str, Source] | None = None, sums: Sequence[StatedSum] = (), **changed: Any
) -> Rules:
    """All of them by one rule, some of it changed."""
    return Rules(
        {one.id: one for one in indicators},
        sources or {},
        {"register": made_rule(**changed)},
        {one.id: "register" for one in indicators},
        frozenset(),
        sums,
    )


def drawn(text: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """True and told rows: columns area, indicator, and value, numerator, denominator, period, group, source where
    they matter; "3?" is a number that is not told."""
    rows = text_table(text).to_dict("records")
    tables: tuple[list[dict[str, object]], list[dict[str, object]]] = ([], [])
    for row in rows:
        key = {
            "area_id": row["area"],
            "indicator_id": row["indicator"],
            "period": row.get("period", "2024"),
            "group": row.get("group", ""),
            "source_id": row.get("source", ""),
        }
        numbers = {one: row.get(one, "") for one in ("value", "numerator", "denominator")}
        true = {one: float(text.rstrip("?")) for one, text in numbers.items() if text}
        told = {one: number for one, number in true.items() if not numbers[one].endswith("?")}
        tables[0].append(key | true | {"status": "A"})
        tables[1].append(key | told | {"status": "A" if told else "Q"})
    return frame(INDICATORS, tables[0]), frame(INDICATORS, tables[1])


def areas(**larger: list[str]) -> pd.DataFrame:
    """Pairs of the larger areas named, of areas a to d, and of the city that holds all."""
    base_of = {"city": BASE} | larger | {one: [one] for one in BASE}
    part_of = dict.fromkeys(larger, "city") | {
        one: next((name for name, parts in larger.items() if one in parts), "city") for one in BASE
    }
    table = pd.DataFrame({"part_of": part_of | {"city": ""}})
    return area_pairs(table, base_of, {})


def riddle(text: str, by: Rules, pairs: pd.DataFrame | None = None, exhaustive: bool = True) -> Riddle:
    """The riddle of a drawn edition; breakdowns are by age and sex."""
    true, told = drawn(text)
    pairs = areas() if pairs is None else pairs
    return freed(indicator_riddle(true, told, by, pairs, {"age": exhaustive, "sex": exhaustive}))


def limits(text: str, by: Rules, pairs: pd.DataFrame | None = None) -> list[list[float]]:
    """The smallest and the largest possible value of each protected number of a drawn edition."""
    one = riddle(text, by, pairs)
    asked = Riddle(one.cells.assign(needs=one.cells["needs"].mask(one.cells["needs"] > 0, 99)), one.links, one.limits)
    return possible(asked)[["low", "high"]].to_numpy().tolist()


def found(text: str, by: Rules, pairs: pd.DataFrame | None = None, exhaustive: bool = True) -> list[str]:
    """The numbers the edition gives away, as "what group area", in order."""
    one = riddle(text, by, pairs, exhaustive)
    return sorted(f"{f.what} {f.group} {f.area_id}" for f in given_away(one, exposed(one)))
