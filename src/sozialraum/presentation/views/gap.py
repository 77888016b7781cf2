"""Soziale Lage beside Versorgung as a field of 3 x 3, with the reason in words."""

from sozialraum.model.measures import CLASS, FIELD, MISSING, NEEDED, OF_NEED, PLACES
from sozialraum.model.periods import in_order, last_not_after
from sozialraum.model.rules import Coverage, GapRule
from sozialraum.presentation.numbers import number
from sozialraum.presentation.numbers import period as period_label
from sozialraum.presentation.palettes import palettes
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.lage_words import contributions, cuts_text
from sozialraum.presentation.views.layer import ClassEntry, Layer, by_period_and_area, numbers_of

MOST_REASONS = 2
STEPS = 3  # of the Lage, and of the supply
CRITICAL = STEPS * STEPS - 1  # high strain where places are missing


def gap_layers(context: Context) -> list[Layer]:
    """One layer per offer for which the project sets bounds."""
    rule = context.project.gaps
    if rule is None:
        return []
    coverages = {coverage.id: coverage for coverage in context.project.coverage}
    layers = [_layer(context, rule, coverages[id_]) for id_ in rule.coverage]
    return [layer for layer in layers if layer.periods]


def _layer(context: Context, rule: GapRule, coverage: Coverage) -> Layer:
    words, table = context.words, context.published.measures
    rows = table[(table["measure_id"] == FIELD) & (table["target_group"] == coverage.id)]
    of_need = table[(table["measure_id"] == OF_NEED) & (table["target_group"] == coverage.id)]
    of_need = of_need[of_need["area_id"].isin(context.areas)]
    fields = {key: int(value) for key, value in numbers_of(rows).items()}
    low, high = (number(bound, 0, words) for bound in rule.bounds_pct)
    x = [words(f"gap.x_{at}") for at in range(STEPS)]
    y = [words("gap.y_0", bound=high), words("gap.y_1", low=low, high=high), words("gap.y_2", bound=low)]
    name = context.text(coverage.short)
    return Layer(
        id=f"{coverage.id}_lage_versorgung",
        group="lage_versorgung",
        kind="bivariate",
        label=words("gap.label", coverage=context.text(coverage.label)),
        short=words("gap.short", coverage=name),
        unit="%",
        decimals=1,
        polarity="keine",
        polarity_word="",
        info=_info(context, rule, coverage),
        periods=in_order(list(rows["period"])),
        values={key: value for key, value in numbers_of(of_need).items() if key in fields},
        statuses=by_period_and_area(rows, "status"),
        city={},
        class_of=fields,
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
        sentences=_reasons(context, coverage, fields),
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
        office=context.text(coverage.office),
        formula=words("gap.definition"),
    )


def _info(context: Context, rule: GapRule, coverage: Coverage) -> list[tuple[str, str]]:
    words = context.words
    target = words(
        "coverage.target",
        value=number(coverage.target_quota_pct or 0, 1, words),
        source=context.text(coverage.target_source),
    )
    return [
        (words("info.definition"), words("gap.definition")),
        (words("info.target"), target),
        (words("info.bounds"), _class_note(context, rule)),
        (words("info.office"), context.text(coverage.office)),
    ]


def _class_note(context: Context, rule: GapRule) -> str:
    """Whose bounds divide the Lage: those of the index, or two of the field's own."""
    words, source = context.words, context.text(rule.source)
    if rule.lage_cuts is None:
        return words("gap.class_note", source=source)
    return words("gap.class_note_cuts", cuts=cuts_text(context, rule.lage_cuts), source=source)


def _reasons(context: Context, coverage: Coverage, fields: dict[tuple[str, str], int]) -> dict[tuple[str, str], str]:
    """Which burden, how many places, of when: for every area with a field; else why there is none."""
    words, table = context.words, context.published.measures
    own = table[table["target_group"] == coverage.id]
    numbers = {
        measure: numbers_of(own[own["measure_id"] == measure]) for measure in (PLACES, NEEDED, MISSING, OF_NEED)
    }
    parts = contributions(context)
    dates = list(table.loc[table["measure_id"] == CLASS, "period"])
    said = {}
    for key, field in fields.items():
        when, area = key
        lage_date = last_not_after(when, dates) or ""
        said[key] = " ".join(
            [
                _lage_sentence(context, field % STEPS, parts.get((lage_date, area), [])),
                _places_sentence(
                    context, coverage, when, {name: of[key] for name, of in numbers.items() if key in of}
                ),
                words("gap.reason_dates", lage=period_label(lage_date, words)),
            ]
        )
    rows = own[(own["measure_id"] == FIELD) & (own["reason"] != "")]
    for when, area, reason in zip(rows["period"], rows["area_id"], rows["reason"], strict=True):
        said[(str(when), str(area))] = words(f"why.{reason}")
    return said


def _lage_sentence(context: Context, lage: int, parts: list[tuple[str, float]]) -> str:
    words = context.words
    strongest = [label for label, value in parts if value > 0][:MOST_REASONS]
    name = words(f"gap.reason_lage_{lage}")
    if lage == 2 and strongest:
        return words("gap.reason_because", lage=name, parts=words("gap.and").join(strongest))
    return words("gap.reason_plain", lage=name)


def _places_sentence(context: Context, coverage: Coverage, when: str, numbers: dict[str, float]) -> str:
    words = context.words
    if len(numbers) < 4 or coverage.target_quota_pct is None:
        return ""
    key = "gap.reason_missing" if numbers[MISSING] > 0 else "gap.reason_enough"
    return words(
        key,
        period=period_label(when, words),
        missing=number(numbers[MISSING], 1, words),
        needed=number(numbers[NEEDED], 1, words),
        places=number(numbers[PLACES], 0, words),
        share=number(numbers[OF_NEED], 1, words),
        target=number(coverage.target_quota_pct, 1, words),
    )
