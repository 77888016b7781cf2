"""Soziale Lage: the index of an area, its class and what it is made of, as table `measures`.

The index describes circumstances, not people and not the quality of facilities.
"""

from collections.abc import Mapping

import pandas as pd

from sozialraum.analysis.lage.aggregation import aggregate
from sozialraum.analysis.lage.comparison import Comparison, comparisons
from sozialraum.analysis.lage.contributions import contributions
from sozialraum.analysis.lage.normalisation import ALIKE, ORIENTATION, normalised
from sozialraum.model.indicators import Indicator
from sozialraum.model.lage import LageIndex, all_parts
from sozialraum.model.measures import CENTRING, CLASS, FIELD_INDEX, FIELD_PART, INDEX, PART
from sozialraum.model.status import Status
from sozialraum.model.tables import BESTAND, MEASURES, frame


def index_measures(
    index: LageIndex, indicators: pd.DataFrame, definitions: Mapping[str, Indicator], areas: list[str]
) -> pd.DataFrame:
    """The index, its class, its parts and the indices of its Handlungsfelder, for every date of the index.

    Args:
        index: how the project makes it.
        indicators: table `indicators`, with the city's row where the city is the zero point.
        definitions: indicator id -> definition, for orientation and Handlungsfeld.
        areas: the Sozialräume that are compared.

    Returns:
        Table `measures`: lage_index, lage_class (decided before any rounding), lage_part:<indicator>,
        lage_field_part:<handlungsfeld>, lage_centring, lage_field:<handlungsfeld>; no unit, `base` is the number of
        areas compared (NA where withheld). Parts and centring add up to the index. NA where an area is "ohne
        Zuordnung" (never low), with reason "excluded", "below_min_residents", "residents_unknown", "parts_withheld"
        (status Q), "parts_missing", "set_too_small", "city_unknown" (no value of the city to measure from) or
        "no_spread" (robust z does not exist); a part alone is NA with "parts_missing" or "no_exact_parts".

    Raises:
        ValueError: an indicator of the index has no polarity.

    Source: docs/methods.md#lageindex
    """
    if any(definitions[id_].polaritaet not in ORIENTATION for id_ in all_parts(index)):
        raise ValueError("every indicator of the index needs a polarity")
    fields = {id_: definition.handlungsfeld for id_, definition in definitions.items()}
    tables = [_measures(index, one, definitions, fields) for one in comparisons(index, indicators, fields, areas)]
    return pd.concat([frame(MEASURES), *tables], ignore_index=True).astype(MEASURES)


def scores_of(index: LageIndex, compared: Comparison, definitions: Mapping[str, Indicator]) -> pd.DataFrame:
    """The indicators of a date oriented and made comparable.

    Returns:
        Index the areas compared, a column per indicator; all NaN where the indicator cannot be made comparable: no
        value of the city to measure from, or no spread for robust z.
    """
    scores = {}
    for part in compared.parts:
        zero = float(compared.city[part.indicator]) if index.zero == "city" else None
        scores[part.indicator] = normalised(
            compared.rates[part.indicator],
            index.normalisation,
            orientation=ORIENTATION[definitions[part.indicator].polaritaet],
            ddof=index.ddof,
            zero=zero,
            window=part.window,
        )
    return pd.DataFrame(scores, index=compared.rates.index)


def classes(values: pd.Series, cuts: list[float]) -> pd.Series:
    """Number of cuts that lie below a value; exactly on a cut (but for binary rounding) is still the lower class."""
    total = pd.Series(0.0, index=values.index)
    for cut in cuts:
        total = total + (values - cut > ALIKE)
    return total.where(values.notna())


def _measures(
    index: LageIndex, compared: Comparison, definitions: Mapping[str, Indicator], fields: Mapping[str, str]
) -> pd.DataFrame:
    scores = scores_of(index, compared, definitions)
    impossible, status = _impossible(index, compared, scores)
    reason = compared.reason.mask(compared.reason == "", impossible)
    statuses = compared.status.mask(compared.reason == "", status) if impossible else compared.status
    if impossible or scores.empty:
        scores = scores.iloc[:0]
    made = aggregate(index, compared.parts, fields, scores)
    added = contributions(index, fields, scores, made)
    columns = {INDEX: made.index, CLASS: classes(made.index, index.cuts)}
    columns |= {f"{PART}{name}": added.parts[name] for name in added.parts}
    columns |= {f"{FIELD_PART}{field}": added.fields[field] for field in added.fields}
    columns |= {CENTRING: added.centring}
    columns |= {f"{FIELD_INDEX}{field}": values for field, values in _alone(index, compared, fields, scores).items()}
    base = pd.Series(float(len(compared.rates)), index=compared.areas, dtype="Float64")
    base = base.mask(statuses == str(Status.WITHHELD))  # a withheld row holds no number at all
    inexact = {f"{PART}{name}" for name in added.no_exact}
    tables = []
    for measure, values in columns.items():
        without = "no_exact_parts" if measure in inexact else "parts_missing"
        none = str(Status.NOT_APPLICABLE if measure in inexact else Status.MISSING)
        shown = values.reindex(compared.areas)
        lone = shown.isna() & (reason == "")
        tables.append(
            pd.DataFrame(
                {
                    "measure_id": measure,
                    "value": shown.astype("Float64"),
                    "base": base,
                    "status": statuses.mask(lone, none),
                    "reason": reason.mask(lone, without),
                },
                index=compared.areas,
            )
        )
    rows = pd.concat([table.reset_index() for table in tables], ignore_index=True)
    rows[["lower", "upper"]] = pd.NA
    rows = rows.assign(target_group="", period=compared.period, group="", scenario=BESTAND)
    return rows[list(MEASURES)]


def _impossible(index: LageIndex, compared: Comparison, scores: pd.DataFrame) -> tuple[str, str]:
    """(reason, status) of a date at which one indicator cannot be made comparable, ("", "") otherwise."""
    names = [part.indicator for part in compared.parts]
    lost = [name for name in names if compared.rates[name].notna().any() and scores[name].isna().all()]
    if not lost:
        return "", ""
    if index.zero == "city" and compared.city[lost].isna().any():
        if (compared.city_statuses[lost] == str(Status.WITHHELD)).any():
            return "parts_withheld", str(Status.WITHHELD)
        return "city_unknown", str(Status.MISSING)
    return "no_spread", str(Status.NOT_APPLICABLE)


def _alone(
    index: LageIndex, compared: Comparison, fields: Mapping[str, str], scores: pd.DataFrame
) -> dict[str, pd.Series]:
    """The index of each Handlungsfeld alone, on the scale of the whole; none where it would be the whole itself."""
    own = index.model_copy(update={"by_handlungsfeld": False, "field_normalisation": "none"})
    found = {}
    of_field = pd.Series({part.indicator: fields[part.indicator] for part in compared.parts})
    for field, count in of_field.value_counts(sort=False).items():
        if len(of_field.unique()) > 1 and (index.by_handlungsfeld or count > 1):
            parts = [part for part in compared.parts if fields[part.indicator] == field]
            names = [part.indicator for part in parts]
            found[str(field)] = aggregate(own, parts, fields, scores[names]).index
    return found
