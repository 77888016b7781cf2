"""Soziale Lage beside Versorgung as a field of 3 x 3, with the reason in words."""

from dataclasses import replace

from sozialraum.model.measures import CLASS, FIELD, MISSING, NEEDED, OF_NEED, PLACES
from sozialraum.model.periods import in_order, last_not_after
from sozialraum.model.planned import WITH_MEASURES
from sozialraum.model.rules import Coverage, GapRule
from sozialraum.model.status import Status
from sozialraum.model.tables import BESTAND
from sozialraum.model.whole_places import whole_missing
from sozialraum.presentation.atlas.palettes import palettes
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.lage_words import contributions, cuts_text
from sozialraum.presentation.views.layer import ClassEntry, Layer, by_period_and_area, numbers_of
from sozialraum.presentation.views.supply_rows import base_rows, claims_break, dates_of, rows_of, target_info
from sozialraum.presentation.words.numbers import half_away, number
from sozialraum.presentation.words.numbers import period as period_label
from sozialraum.presentation.words.tenses import ahead

MOST_REASONS = 2
STEPS = 3  # of the Lage, and of the supply
CRITICAL = STEPS * STEPS - 1  # high strain where places are missing
MOST_DIGITS = 4


def gap_layers(context: Context) -> list[Layer]:
    """One layer per offer for which the project sets bounds: with the places there are."""
    rule = context.project.gaps
    if rule is None:
        return []
    coverages = {coverage.id: coverage for coverage in context.project.coverage}
    layers = [_layer(context, rule, coverages[id_]) for id_ in rule.coverage]
    return [layer for layer in layers if layer.periods]


def gap_layer_id(coverage: Coverage) -> str:
    """Id of the layer of an offer."""
    return f"{coverage.id}_lage_versorgung"


def gap_info(context: Context, coverage: Coverage) -> list[tuple[str, str]]:
    """What the field means, what today's targets are, whose bounds hold, and who is asked."""
    words, rule = context.words, context.project.gaps
    rows = [
        (words("info.definition"), words("gap.definition")),
        (words("info.target"), target_info(context, coverage)),
        (words("info.bounds"), _class_note(context, rule) if rule else ""),
        (words("info.office"), context.text(coverage.office)),
    ]
    return [(name, text) for name, text in rows if text]


def unknown_words(context: Context, reason: str, status: str) -> str:
    """Why an area has no field."""
    words = context.words
    if status == Status.WITHHELD:
        return words("gap.withheld")
    return words(f"why.{reason}") if reason else words(f"status.{status}")


def share_text(context: Context, share: float, bounds: tuple[float, float]) -> str:
    """Coverage of need in percent with one digit, or as many more as show on which side of a bound it lies."""
    for digits in range(1, MOST_DIGITS):
        if all((half_away(share, digits) < bound) == (share < bound) for bound in bounds):
            return number(share, digits, context.words)
    return number(share, MOST_DIGITS, context.words)


def _layer(context: Context, rule: GapRule, coverage: Coverage) -> Layer:
    words = context.words
    rows = rows_of(context, coverage, FIELD)
    low, high = (number(bound, 0 if bound == int(bound) else 1, words) for bound in rule.bounds_pct)
    x = [words(f"gap.x_{at}") for at in range(STEPS)]
    y = [words("gap.y_0", bound=high), words("gap.y_1", low=low, high=high), words("gap.y_2", bound=low)]
    name = context.text(coverage.short)
    periods = dates_of(context, rows) if rows["value"].notna().any() else in_order(list(rows["period"]))
    layer = Layer(
        id=gap_layer_id(coverage),
        group="lage_versorgung",
        kind="bivariate",
        label=words("gap.label", coverage=context.text(coverage.label)),
        short=words("gap.short", coverage=name),
        offer=name,
        part=words("gap.part"),
        unit="%",
        decimals=1,
        polarity="keine",
        polarity_word="",
        info=gap_info(context, coverage),
        periods=periods,
        values={},
        statuses={},
        city={},
        classes=[
            ClassEntry(
                palettes()["lage_versorgung"][STEPS * row + column],
                words("gap.cell", lage=x[column], supply=y[row]),
                f"{'ABC'[column]}{row + 1}",
            )
            for row in range(STEPS)
            for column in range(STEPS)
        ],
        class_note=_class_note(context, rule),
        caption=words("lage.caption"),
        axes={
            "x": words("gap.x"),
            "y": words("gap.y"),
            "x_labels": x,
            "y_labels": y,
            "critical": [CRITICAL],
            "critical_note": words("gap.critical", lage=x[-1], supply=y[-1]),
        },
        unassigned=words("lage.unassigned"),
        ahead=ahead(periods, context.published.planning.today),
        breaks=claims_break(context, coverage, periods),
        office=context.text(coverage.office),
        formula=words("gap.definition"),
    )
    planned = rows_of(context, coverage, FIELD, WITH_MEASURES)
    changed = [when for when in dates_of(context, planned) if when in periods] if len(planned) else []
    return replace(
        _with_fields(context, rule, coverage, BESTAND, layer),
        planned=_with_fields(context, rule, coverage, WITH_MEASURES, replace(layer, periods=changed))
        if changed
        else None,
    )


def _with_fields(context: Context, rule: GapRule, coverage: Coverage, scenario: str, layer: Layer) -> Layer:
    """The layer with the fields, values and reasons of a scenario."""
    rows = rows_of(context, coverage, FIELD, scenario)
    of_need = base_rows(context, rows_of(context, coverage, OF_NEED, scenario))
    fields = {key: int(value) for key, value in numbers_of(rows).items()}
    return replace(
        layer,
        values={key: value for key, value in numbers_of(of_need).items() if key in fields},
        statuses=by_period_and_area(rows, "status"),
        class_of=fields,
        sentences=_reasons(context, rule, coverage, scenario, fields),
    )


def _class_note(context: Context, rule: GapRule) -> str:
    """Whose bounds divide the Lage: those of the index, or two of the field's own."""
    words, source = context.words, context.text(rule.source)
    if rule.lage_cuts is None:
        return words("gap.class_note", source=source)
    return words("gap.class_note_cuts", cuts=cuts_text(context, rule.lage_cuts), source=source)


def _reasons(
    context: Context, rule: GapRule, coverage: Coverage, scenario: str, fields: dict[tuple[str, str], int]
) -> dict[tuple[str, str], str]:
    """Which burden, how many places, of when: for every area with a field; else why there is none."""
    words, table = context.words, context.published.measures
    numbers = {
        measure: numbers_of(rows_of(context, coverage, measure, scenario))
        for measure in (PLACES, NEEDED, MISSING, OF_NEED)
    }
    parts = contributions(context)
    dates = list(table.loc[table["measure_id"] == CLASS, "period"])
    forecast = by_period_and_area(rows_of(context, coverage, OF_NEED, scenario), "status")
    said = {}
    for key, field in fields.items():
        when, area = key
        lage_date = last_not_after(when, dates) or ""
        sentences = [
            _lage_sentence(context, field % STEPS, parts.get((lage_date, area), [])),
            _places_sentence(context, rule, when, {name: of[key] for name, of in numbers.items() if key in of}),
            words("gap.reason_forecast") if forecast.get(key) == Status.FORECAST else "",
            words("gap.reason_dates", lage=period_label(lage_date, words)) if lage_date else "",
        ]
        said[key] = " ".join(sentence for sentence in sentences if sentence)
    rows = rows_of(context, coverage, FIELD, scenario)
    rows = rows[rows["reason"] != ""]
    for when, area, reason, status in zip(
        rows["period"], rows["area_id"], rows["reason"], rows["status"], strict=True
    ):
        said[(str(when), str(area))] = unknown_words(context, str(reason), str(status))
    return said


def _lage_sentence(context: Context, lage: int, parts: list[tuple[str, float]]) -> str:
    words = context.words
    strongest = [label for label, value in parts if value > 0][:MOST_REASONS]
    name = words(f"gap.reason_lage_{lage}")
    if lage == STEPS - 1 and strongest:
        return words("gap.reason_because", lage=name, parts=words("gap.and").join(strongest))
    return words("gap.reason_plain", lage=name)


def _places_sentence(context: Context, rule: GapRule, when: str, numbers: dict[str, float]) -> str:
    """Missing places as whole ones; "" where one of the numbers is not known."""
    words = context.words
    if len(numbers) < 4:
        return ""
    missing = whole_missing(numbers[MISSING])
    return words(
        f"gap.reason_{'enough' if not missing else 'one' if missing == 1 else 'missing'}",
        period=period_label(when, words),
        missing=number(missing, 0, words),
        needed=number(numbers[NEEDED], 1, words),
        places=number(numbers[PLACES], 0, words),
        share=share_text(context, numbers[OF_NEED], rule.bounds_pct),
    )
