"""Tables of values: long or wide, which numbers have a known meaning, and which must be asked about."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from sozialraum.model.draft import FileDraft, ValuesDraft, WideDraft
from sozialraum.model.periods import YEAR, in_order, parse_period
from sozialraum.sources.catalogue import packaged_indicators
from sozialraum.sources.drafts.guessed_areas import Link
from sozialraum.sources.drafts.guessed_facilities import Facilities, stated_period
from sozialraum.sources.drafts.headings import has_role, meaning, of_facilities, with_role
from sozialraum.sources.drafts.survey import Surveyed, kept

IN_HEADING = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
PERIOD = "{period}"
KEYS = ("area_id", "area_name", "facility_id", "ags")  # numbers under these headings are keys
MOST_STRANGE = 20  # rows of so many other texts are put aside by name; more are another division


@dataclass(frozen=True)
class Series:
    """Rows of a long table that belong together: texts of the column of context and of the column of indicators."""

    context: str
    text: str
    rows: int
    indicator: str | None


def values_of_areas(
    surveyed: Surveyed, found: Link, table: FileDraft, taken: set[tuple[str, str]]
) -> list[ValuesDraft] | None:
    """The entries a table of values needs; None where it holds no numbers.

    Args:
        taken: (indicator, date) that other files already give; is added to.
    """
    key = {"area_id" if found.by == "id" else "area_name": found.heading}
    unless = _unless(found.heading, _empty(surveyed, found.heading), found.strange[:MOST_STRANGE])
    column, whole = stated_period(surveyed)
    indicator = _with_role(surveyed, "indicator", ("text",))
    value = _with_role(surveyed, "value", ("number",))
    if indicator and value:
        return _long(surveyed, table, key, column, whole, (indicator, value), unless, taken)
    numbers = [
        one
        for one in surveyed.of_kind("number")
        if one not in {found.heading, column} and not any(has_role(one, role) for role in KEYS)
    ]
    if not numbers:
        return None
    if surveyed.table.cells.duplicated([found.heading, *([column] if column else [])]).any():
        # several rows of one area: parts of something, of which only a person knows what they add up to
        return [ValuesDraft(table, key, unclear=tuple(numbers), period_known=bool(column or whole))]
    return [_wide(surveyed, table, key, numbers, column, whole, unless, taken)]


def of_lage(values: Iterable[ValuesDraft]) -> tuple[str, ...]:
    """The known indicators with a date that may enter an index: shares of the role Lage with a reading."""
    known = dict.fromkeys(id_ for one in values if one.period_known for id_ in one.indicators)
    catalogue = packaged_indicators()
    return tuple(
        id_
        for id_ in known
        if catalogue[id_]["rolle"] == "lage"
        and catalogue[id_]["kind"] in {"share", "rate", "mean"}
        and catalogue[id_]["polaritaet"] != "keine"
    )


def values_of_facilities(one: Facilities, table: FileDraft, taken: set[tuple[str, str]]) -> ValuesDraft | None:
    """Values of the facilities themselves that stand in their list and whose meaning is known."""
    surveyed = one.surveyed
    numbers = [heading for heading in surveyed.of_kind("number") if meaning(heading) in of_facilities()]
    if not numbers:
        return None
    column, whole = stated_period(surveyed)
    key = {"facility_id": one.key if len(one.key) > 1 else one.key[0]}
    return _wide(surveyed, table, key, numbers, column, whole, {}, taken)


def _wide(
    surveyed: Surveyed,
    table: FileDraft,
    key: Mapping[str, str | tuple[str, ...]],
    numbers: Sequence[str],
    column: str | None,
    whole: str | None,
    unless: Mapping[str, str | tuple[str, ...]],
    taken: set[tuple[str, str]],
) -> ValuesDraft:
    wide: dict[str, WideDraft] = {}
    unclear: list[str] = []
    years: set[str] = set()
    for heading in numbers:
        in_heading = IN_HEADING.findall(heading) if column is None else []
        stem = IN_HEADING.sub("", heading) if len(in_heading) == 1 else heading
        date = in_heading[0] if len(in_heading) == 1 else (column or whole or "")
        known = meaning(stem, [other for other in numbers if other != heading])
        if known is None or (known, date) in taken or any(sign in heading for sign in "{}"):
            unclear.append(heading)
            continue
        taken.add((known, date))
        if len(in_heading) == 1:
            years.add(date)
            form = IN_HEADING.sub(PERIOD, heading)
            wide[form] = WideDraft(form, known)
        else:
            wide[heading] = WideDraft(heading, known)
    own = bool(wide) and all(PERIOD in one.column for one in wide.values())
    columns = {**key, **({"period": column} if column else {})}
    return ValuesDraft(
        table=table,
        columns=columns,
        wide=tuple(wide.values()),
        period=None if own else whole,
        period_known=own or bool(column or whole),
        year_only=own or _years_only(surveyed, column, whole),
        newest=_newest(surveyed, column, whole, years),
        unless=unless,
        unclear=tuple(unclear),
    )


def _long(
    surveyed: Surveyed,
    table: FileDraft,
    key: Mapping[str, str | tuple[str, ...]],
    column: str | None,
    whole: str | None,
    headings: tuple[str, str],
    unless: Mapping[str, str | tuple[str, ...]],
    taken: set[tuple[str, str]],
) -> list[ValuesDraft]:
    """One entry for each text of the column of context that has known indicators; the last lists the rest."""
    indicator, value = headings
    area = str(next(iter(key.values())))
    key_of_rows = [area, indicator, *([column] if column else [])]
    context = _context(surveyed, key_of_rows, {indicator, value})
    series = _series(surveyed, area, indicator, context)
    if context is None and surveyed.table.cells.duplicated(key_of_rows).any():
        series = [replace(one, indicator=None) for one in series]  # parts of which nobody says what they add up to
    date = column or whole or ""
    known: dict[str, dict[str, str]] = {}
    unclear: dict[str, dict[str, str]] = {}
    for one in sorted(series, key=lambda one: (-one.rows, one.context, one.text)):
        if one.indicator is None or (one.indicator, date) in taken:
            shown = f"{one.context}: {one.text}" if one.context else one.text
            unclear[shown] = {**({context: one.context} if context else {}), indicator: one.text}
        else:
            taken.add((one.indicator, date))
            known.setdefault(one.context, {})[one.text] = one.indicator
    columns = {**key, "indicator": indicator, **({"period": column} if column else {}), "value": value}
    parts = {role: _with_role(surveyed, role, ("number",)) for role in ("numerator", "denominator")}
    columns |= {role: heading for role, heading in parts.items() if heading is not None}
    drafts = [
        ValuesDraft(
            table=_asking(table, {**({context: of} if context else {}), indicator: _one_or_all(sorted(names))}),
            columns=columns,
            names=dict(sorted(names.items())),
            period=whole,
            period_known=bool(column or whole),
            year_only=_years_only(surveyed, column, whole),
            newest=_newest(kept(surveyed, _rows_of(surveyed, context, of, indicator, names)), column, whole),
            unless=_needed(surveyed, unless, {**({context: (of,)} if context else {}), indicator: tuple(names)}),
        )
        for of, names in sorted(known.items())
    ]
    if unclear:
        left = sorted(unclear)
        rest = ValuesDraft(table, columns, period=whole, unclear=tuple(left), example=unclear[left[0]])
        drafts.append(replace(rest, period_known=bool(column or whole)))
    return drafts


def _needed(
    surveyed: Surveyed, unless: Mapping[str, str | tuple[str, ...]], asked: Mapping[str, tuple[str, ...]]
) -> dict[str, str | tuple[str, ...]]:
    """Of the texts that mean no area those that stand in the rows that are asked for."""
    cells = surveyed.table.cells
    for heading, texts in asked.items():
        cells = cells[cells[heading].isin(texts)]
    found: dict[str, str | tuple[str, ...]] = {}
    for heading, strange in unless.items():
        wanted = [strange] if isinstance(strange, str) else list(strange)
        if there := [text for text in wanted if (cells[heading] == text).any()]:
            found[heading] = _one_or_all(there)
    return found


def _rows_of(
    surveyed: Surveyed, context: str | None, of: str, indicator: str, names: Iterable[str]
) -> "pd.Series[bool]":
    named = surveyed.texts(indicator).isin(list(names))
    return named if context is None else named & (surveyed.texts(context) == of)


def _one_or_all(texts: Sequence[str]) -> str | tuple[str, ...]:
    return texts[0] if len(texts) == 1 else tuple(texts)


def _asking(table: FileDraft, where: Mapping[str, str | tuple[str, ...]]) -> FileDraft:
    return replace(table, where={**table.where, **where})


def _context(surveyed: Surveyed, key: list[str], besides: set[str]) -> str | None:
    """The column without which one area, indicator and date would have several values."""
    cells = surveyed.table.cells
    if not cells.duplicated(key).any():
        return None
    texts = [one for one in surveyed.of_kind("text") if one not in {*key, *besides}]
    tells = [one for one in texts if not cells.duplicated([*key, one]).any()]
    return min(tells, key=lambda one: surveyed.column(one).different) if tells else None


def _series(surveyed: Surveyed, area: str, indicator: str, context: str | None) -> list[Series]:
    cells = surveyed.table.cells
    own = cells[cells[area] != ""]
    contexts = own[context] if context else pd.Series("", index=own.index)
    pairs = list(zip(contexts.tolist(), own[indicator].tolist(), strict=True))
    texts = sorted({f"{of} {text}".strip() for of, text in pairs})
    return [
        Series(of, text, rows, meaning(f"{of} {text}".strip(), texts))
        for (of, text), rows in sorted(Counter(pairs).items())
    ]


def _newest(surveyed: Surveyed, column: str | None, whole: str | None, years: Iterable[str] = ()) -> str | None:
    """The last date as the project will read it before anybody says stichtag; None where there is none."""
    texts = set(years) or (surveyed.values(column) if column else {whole or ""})
    periods = [period for text in texts if (period := parse_period(text)) is not None]
    return in_order(periods)[-1] if periods else None


def _years_only(surveyed: Surveyed, column: str | None, whole: str | None) -> bool:
    texts = surveyed.values(column) if column else {whole or ""}
    found = [parse_period(text) for text in texts]
    return any(period is not None and YEAR.fullmatch(period) for period in found)


def _with_role(surveyed: Surveyed, role: str, kinds: tuple[str, ...]) -> str | None:
    named = [one for one in with_role(surveyed.headings, role) if has_role(one, role)]
    return next((one for one in named if surveyed.column(one).kind in kinds), None)


def _empty(surveyed: Surveyed, heading: str) -> bool:
    return bool((surveyed.texts(heading) == "").any())


def _unless(heading: str, empty: bool, strange: tuple[str, ...]) -> dict[str, str | tuple[str, ...]]:
    texts = (*([""] if empty else []), *strange)
    return {heading: _one_or_all(texts)} if texts else {}
