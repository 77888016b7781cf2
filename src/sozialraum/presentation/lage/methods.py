"""How the soziale Lage is calculated, as (term, text) from the parameters of this project and this build."""

from sozialraum.model.lage import IndexPart, LageIndex, parts_at
from sozialraum.model.measures import INDEX, POOLED, SMOOTHED
from sozialraum.model.periods import in_order
from sozialraum.presentation.lage.change_methods import dynamics_methods
from sozialraum.presentation.lage.rules import (
    again_text,
    field_shares,
    percent,
    scale_text,
    short_name,
    short_number,
    weights_text,
)
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.lage_words import class_labels, cut_text
from sozialraum.presentation.words.numbers import number
from sozialraum.presentation.words.numbers import period as period_label

Rows = list[tuple[str, str]]


def all_methods(context: Context) -> Rows:
    """Everything that is said of the Lage, its uncertainty and its comparisons; only what this project has."""
    rows = [*index_methods(context), *dynamics_methods(context), *rank_methods(context), *rate_methods(context)]
    if context.project.lage_index is not None:
        rows += [*other_words(context), (context.words("methods.meaning"), context.words("lage.caption"))]
    return rows


def index_methods(context: Context) -> Rows:
    """Indicators, orientation, normalisation, aggregation, classes, missing figures, areas left out."""
    index = context.project.lage_index
    if index is None:
        return []
    words = context.words
    return [
        *_sets(context, index),
        (words("methods.orientation"), _orientation(context, index)),
        (words("methods.comparable"), _comparable(context, index)),
        (words("methods.together"), _together(context, index)),
        (words("methods.contributions"), _contributions(context, index)),
        (words("methods.classes"), _classes(context, index)),
        (words("methods.missing"), _missing(context, index)),
        (words("methods.unassigned"), _unassigned(context, index)),
        *_compared(context),
    ]


def other_words(context: Context) -> Rows:
    """What the project file says beside its parameters."""
    index, words = context.project.lage_index, context.words
    if index is None:
        return []
    rows = [
        (words("methods.other_roles"), context.text(index.other_roles_because)),
        (words("methods.note"), context.text(index.note)),
    ]
    return [(term, text) for term, text in rows if text]


def rank_methods(context: Context) -> Rows:
    """How the variants are made that show how firm a rank is."""
    index = context.project.lage_index
    if index is None:
        return []
    rule, words = index.rank_stability, context.words
    said = [
        words(
            "methods.ranks_free" if rule.free_weights else "methods.ranks_weights",
            count=number(rule.variants, 0, words),
            share=short_number(context, rule.weights_pct),
        ),
        rank_rule(context, index),
        words("methods.ranks_seed", seed=rule.seed),
    ]
    return [(words("methods.ranks"), " ".join(said))]


def rank_rule(context: Context, index: LageIndex) -> str:
    """When a rank is called robust."""
    rule = index.rank_stability
    return context.words(
        "methods.ranks_rule",
        ranks=short_number(context, rule.robust_ranks),
        share=short_number(context, rule.robust_pct),
    )


def rate_methods(context: Context) -> Rows:
    """The usual fluctuation of rates of people; smoothed rates, rates of several years where such were shown."""
    words, rule = context.words, context.project.uncertainty
    level = short_number(context, rule.confidence_pct)
    rows: Rows = []
    if context.published.intervals["lower"].notna().any():
        rows.append((words("methods.uncertainty"), words("methods.uncertainty_text", level=level)))
        rows.append((words("methods.beside"), words("methods.beside_text", level=level)))
    table = context.published.measures
    made = set(table.loc[table["value"].notna(), "measure_id"])
    smoothed = [id_ for id_ in rule.smoothed if f"{SMOOTHED}{id_}" in made]
    pooled = [one for one in rule.pooled if f"{POOLED}{one.indicator}" in made]
    if smoothed:
        labels = "; ".join(short_name(context, id_) for id_ in smoothed)
        rows.append((words("methods.smoothed"), words("methods.smoothed_text", labels=labels)))
    if pooled:
        each = [
            words("methods.pooled_one", label=short_name(context, one.indicator), years=one.years) for one in pooled
        ]
        rows.append((words("methods.pooled"), words("methods.pooled_text", labels="; ".join(each))))
    return rows


def _sets(context: Context, index: LageIndex) -> Rows:
    """The indicators of each version of the set, the newest first."""
    words = context.words
    rows = []
    versions = sorted(index.versions, key=lambda one: one.since, reverse=True)
    for version in versions:
        parts = words(
            "methods.because",
            parts=weights_text(context, index, version.parts),
            because=context.text(version.because),
        )
        rows.append((words("methods.parts_since", since=period_label(version.since, words)), parts))
    term = words("methods.parts_before" if versions else "methods.parts")
    return [*rows, (term, weights_text(context, index, index.parts))]


def _orientation(context: Context, index: LageIndex) -> str:
    words, said = context.words, []
    newest = _newest_parts(context, index)
    for key, polarity in (("more", "mehr_belastung"), ("less", "weniger_belastung")):
        names = [
            short_name(context, part.indicator)
            for part in newest
            if context.project.indicator(part.indicator).polaritaet == polarity
        ]
        if names:
            said.append(words(f"methods.orientation_{key}", labels="; ".join(names)))
    return " ".join(said)


def _comparable(context: Context, index: LageIndex) -> str:
    if index.normalisation in {"z", "robust_z"}:
        return scale_text(context, index)
    words = context.words
    windows = [
        words(
            "methods.window",
            label=short_name(context, part.indicator),
            low=short_number(context, part.window[0]),
            high=short_number(context, part.window[1]),
        )
        for part in _newest_parts(context, index)
        if part.window
    ]
    return words(f"methods.{index.normalisation}", windows="; ".join(windows))


def _together(context: Context, index: LageIndex) -> str:
    words = context.words
    if not index.by_handlungsfeld:
        return " ".join([words("methods.one_level"), again_text(context, index)])
    labels = {field.id: context.text(field.label) for field in context.project.handlungsfelder}
    shares = ", ".join(
        words("methods.part_weighted", label=labels[id_], share=percent(context, 100 * share))
        for id_, share in field_shares(context, index, _newest_parts(context, index)).items()
    )
    between = words(f"methods.fields_{index.field_normalisation}", ddof=index.ddof)
    return " ".join([words("methods.two_levels", fields=shares), between, again_text(context, index)])


def _contributions(context: Context, index: LageIndex) -> str:
    """What a contribution is measured from, and how exactly."""
    ranked = index.by_handlungsfeld and index.field_normalisation in {"percentile", "exponential"}
    words = context.words
    zero = words("methods.from_city" if index.zero == "city" else "methods.from_area")
    return words("methods.contributions_shared" if ranked else "methods.contributions_exact", zero=zero)


def _classes(context: Context, index: LageIndex) -> str:
    words, labels = context.words, class_labels(context.words, index)
    cuts = [cut_text(context, cut) for cut in index.cuts]
    said = []
    for at, label in enumerate(labels):
        key = "first" if at == 0 else "last" if at == len(cuts) else "between"
        low, high = cuts[at - 1] if at else "", cuts[at] if at < len(cuts) else ""
        said.append(words(f"methods.class_{key}", low=low, high=high, label=label))
    return words("methods.classes_text", classes="; ".join(said))


def _missing(context: Context, index: LageIndex) -> str:
    return context.words(f"methods.missing_{index.missing}", share=short_number(context, index.min_share_pct))


def _unassigned(context: Context, index: LageIndex) -> str:
    words, said = context.words, []
    if index.min_residents:
        said.append(words("methods.unassigned_text", count=number(index.min_residents, 0, words)))
    for one in index.excluded:
        fields = {"area": context.names.get(one.area, one.area), "because": context.text(one.because).rstrip(".")}
        if one.periods:
            dates = ", ".join(period_label(period, words) for period in in_order(one.periods))
            said.append(words("methods.left_out_at", periods=dates, **fields))
        else:
            said.append(words("methods.left_out", **fields))
    return " ".join([*said, words("methods.unassigned_note")])


def _compared(context: Context) -> Rows:
    """How many areas are compared at each date; runs of dates with the same number as one."""
    words, table = context.words, context.published.measures
    rows = table[(table["measure_id"] == INDEX) & table["base"].notna()]
    counts = {str(when): float(base) for when, base in zip(rows["period"], rows["base"], strict=True)}
    dates = in_order(list(counts))
    if not dates:
        return []
    runs: list[list[str]] = []
    for period in dates:
        if runs and counts[runs[-1][-1]] == counts[period]:
            runs[-1].append(period)
        else:
            runs.append([period])
    said = "; ".join(
        words(
            "methods.compared_at",
            period=_span(context, run),
            count=number(counts[run[0]], 0, words),
            all=len(context.areas),
        )
        for run in runs
    )
    return [(words("methods.compared"), said)]


def _span(context: Context, run: list[str]) -> str:
    words = context.words
    if len(run) == 1:
        return period_label(run[0], words)
    return words("number.span", start=period_label(run[0], words), end=period_label(run[-1], words))


def _newest_parts(context: Context, index: LageIndex) -> list[IndexPart]:
    table = context.published.measures
    dates = in_order(list(table.loc[table["measure_id"] == INDEX, "period"]))
    return parts_at(index, dates[-1]) if dates else index.parts
