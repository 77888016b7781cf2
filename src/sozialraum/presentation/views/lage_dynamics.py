"""How the soziale Lage changes, and the field of status and change."""

from sozialraum.model.lage import Dynamics, LageIndex
from sozialraum.model.measures import DYNAMICS, DYNAMICS_CITY, DYNAMICS_CLASS, INDEX, ROBUST, TYPE
from sozialraum.model.periods import in_order
from sozialraum.model.status import Status
from sozialraum.model.tables import CITY
from sozialraum.presentation.atlas.palettes import field_of_change, palettes
from sozialraum.presentation.lage.change_methods import compared_with, dynamics_methods
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.lage_words import (
    class_labels,
    cut_text,
    sources_of,
    sources_of_index,
    without_common_end,
    without_index,
)
from sozialraum.presentation.views.layer import (
    Certainty,
    CityValue,
    ClassEntry,
    Layer,
    by_period_and_area,
    numbers_of,
)
from sozialraum.presentation.words.numbers import period as period_label

STEPS = 3  # better, stable, worse
FOUR_CLASSES = 4


def dynamics_layers(context: Context, index: LageIndex) -> list[Layer]:
    """The typology and the change alone, where the project follows the Lage over time and there are two dates."""
    if index.dynamics is None:
        return []
    return [*_type_layer(context, index), *_dynamics_layer(context, index, index.dynamics)]


def critical_classes(rows: int) -> list[int]:
    """Fields to be outlined: the most strained class however it changes, and of four or more classes the one before
    it where it changes for the worse.

    Source: docs/methods.md#typologie
    """
    last = [STEPS * (rows - 1) + column for column in range(STEPS)]
    return [STEPS * (rows - 1) - 1, *last] if critical_rows(rows) > 1 else last


def critical_rows(rows: int) -> int:
    """How many classes, from the most strained, have fields to be outlined."""
    return 2 if rows >= FOUR_CLASSES else 1


def _dynamics_layer(context: Context, index: LageIndex, rule: Dynamics) -> list[Layer]:
    words, table = context.words, context.published.measures
    rows = table[(table["measure_id"] == DYNAMICS) & (table["area_id"] != CITY)]
    if rows["value"].isna().all():
        return []
    classes = numbers_of(table[table["measure_id"] == DYNAMICS_CLASS])
    city = numbers_of(table[table["measure_id"] == DYNAMICS_CITY])
    lower, upper = numbers_of(rows, "lower"), numbers_of(rows, "upper")
    periods = in_order(list(rows.loc[rows["value"].notna(), "period"]))
    firm = {
        key: not lower[key] <= city[key[0], CITY] <= upper[key]
        for key in lower
        if key in upper and (key[0], CITY) in city
    }
    definition = words("lage_dynamics.definition")
    no_city = CityValue(None, str(Status.NOT_APPLICABLE), words("lage_dynamics.no_city"))
    own = [part.indicator for part in rule.parts]
    return [
        Layer(
            id=DYNAMICS,
            group="lage",
            kind="choropleth",
            label=words("lage_dynamics.label"),
            short=words("lage_dynamics.short"),
            unit="",
            decimals=2,
            polarity="mehr_belastung",
            polarity_word=words("lage_dynamics.polarity_word"),
            info=[
                (words("info.definition"), definition),
                *dynamics_methods(context),
                (
                    words("info.source"),
                    context.sources(sources_of(context, own) if own else sources_of_index(context, index)),
                ),
            ],
            periods=periods,
            values=numbers_of(rows),
            statuses=by_period_and_area(rows, "status"),
            city={
                period: CityValue(city[period, CITY], str(Status.NORMAL), words("lage_dynamics.city"))
                if (period, CITY) in city
                else no_city
                for period in periods
            },
            class_of={key: int(value) for key, value in classes.items()},
            classes=[
                ClassEntry(colour, words(f"lage_dynamics.class_{at}"), words(f"lage_type.sign_{at}"))
                for at, colour in enumerate(palettes()["entwicklung"])
            ],
            class_note=words(
                "lage_dynamics.class_note", low=cut_text(context, rule.cuts[0]), high=cut_text(context, rule.cuts[1])
            ),
            sentences=_sentences(context, classes) | without_index(context, rows),
            caption=words("lage.caption"),
            certainty=Certainty(
                lower=lower, upper=upper, firm=firm, note=words("lage_dynamics.firm_note") if firm else ""
            ),
            unassigned=words("lage.unassigned"),
            source_ids=sources_of(context, own) if own else sources_of_index(context, index),
            formula=definition,
        )
    ]


def _type_layer(context: Context, index: LageIndex) -> list[Layer]:
    words, table = context.words, context.published.measures
    rows = table[table["measure_id"] == TYPE]
    fields = {key: int(value) for key, value in numbers_of(rows).items()}
    if not fields:
        return []
    labels = class_labels(words, index)
    steps = [words(f"lage_dynamics.class_{at}") for at in range(STEPS)]
    letters = [chr(ord("A") + at) for at in range(len(labels))]
    codes = [letter + words(f"lage_type.sign_{at}") for letter in letters for at in range(STEPS)]
    names = [words("lage_type.cell", lage=label, dynamics=step) for label in labels for step in steps]
    values = numbers_of(table[table["measure_id"] == INDEX])
    robust = numbers_of(table[table["measure_id"] == ROBUST])
    changed = _sentences(context, numbers_of(table[table["measure_id"] == DYNAMICS_CLASS]))
    definition = words("lage_type.definition")
    return [
        Layer(
            id=TYPE,
            group="lage",
            kind="bivariate",
            label=words("lage_type.label"),
            short=words("lage_type.short"),
            unit="",
            decimals=2,
            polarity="mehr_belastung",
            polarity_word="",
            info=[
                (words("info.definition"), definition),
                *dynamics_methods(context),
                (words("info.source"), context.sources(sources_of_index(context, index))),
            ],
            periods=in_order(list(rows.loc[rows["value"].notna(), "period"])),
            values={key: values[key] for key in fields if key in values},
            statuses=by_period_and_area(rows, "status"),
            city={},
            class_of=fields,
            classes=[
                ClassEntry(colour, name, code)
                for colour, name, code in zip(field_of_change(len(labels)), names, codes, strict=True)
            ],
            class_note=words("lage_type.class_note", last=letters[-1]),
            sentences={key: changed[key] for key in fields if key in changed} | without_index(context, rows),
            caption=words("lage.caption"),
            axes={
                "x": words("lage_type.x"),
                "y": words("lage_type.y"),
                "x_labels": steps,
                "y_labels": without_common_end(labels),
                "critical": critical_classes(len(labels)),
                "critical_note": words(f"lage_type.critical_{critical_rows(len(labels))}"),
            },
            certainty=Certainty(
                firm={key: robust[key] > 0 for key in fields if key in robust},
                note=words("lage.firm_note") if robust else "",
            ),
            unassigned=words("lage.unassigned"),
            source_ids=sources_of_index(context, index),
            formula=definition,
        )
    ]


def _sentences(context: Context, classes: dict[tuple[str, str], float]) -> dict[tuple[str, str], str]:
    """Since when each area changed so beside the others; nothing where the indicators are changes themselves."""
    words = context.words
    since = compared_with(context)
    return {
        (period, area): words(
            "lage_dynamics.sentence",
            **{"since": period_label(since[period], words), "class": words(f"lage_dynamics.class_{int(at)}")},
        )
        for (period, area), at in classes.items()
        if period in since
    }
