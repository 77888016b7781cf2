"""Words for the rules that the index and its change have in common: weights, zero point, standardisation."""

from collections.abc import Sequence

from sozialraum.model.lage import Dynamics, IndexPart, LageIndex
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.lage_words import EXACT
from sozialraum.presentation.words.numbers import number


def weights_text(context: Context, index: LageIndex, parts: Sequence[IndexPart]) -> str:
    """Indicators of a set with what each weighs in the whole, its Handlungsfeld included."""
    words, shares = context.words, _shares(context, index, parts)
    if len({f"{share:.9g}" for share in shares}) == 1:
        return words("methods.parts_equal", parts="; ".join(short_name(context, part.indicator) for part in parts))
    return "; ".join(
        words("methods.part_weighted", label=short_name(context, part.indicator), share=percent(context, 100 * share))
        for part, share in zip(parts, shares, strict=True)
    )


def field_shares(context: Context, index: LageIndex, parts: Sequence[IndexPart]) -> dict[str, float]:
    """Handlungsfeld -> its share of the whole, in the order of the project file."""
    stated = {one.handlungsfeld: one.weight for one in index.field_weights}
    used = {context.project.indicator(part.indicator).handlungsfeld for part in parts}
    weights = {field.id: stated.get(field.id, 1.0) for field in context.project.handlungsfelder if field.id in used}
    return {id_: weight / sum(weights.values()) for id_, weight in weights.items()}


def _shares(context: Context, index: LageIndex, parts: Sequence[IndexPart]) -> list[float]:
    total = sum(part.weight for part in parts)
    if not index.by_handlungsfeld:
        return [part.weight / total for part in parts]
    fields = field_shares(context, index, parts)
    of = [context.project.indicator(part.indicator).handlungsfeld for part in parts]
    held = {field: sum(part.weight for part, own in zip(parts, of, strict=True) if own == field) for field in fields}
    return [fields[own] * part.weight / held[own] for part, own in zip(parts, of, strict=True)]


def scale_text(context: Context, rule: "LageIndex | Dynamics") -> str:
    """The two normalisations that have a zero point."""
    return context.words(f"methods.{rule.normalisation}", zero=_zero(context, rule), ddof=rule.ddof)


def again_text(context: Context, rule: "LageIndex | Dynamics") -> str:
    """Whether the result is standardised once more."""
    if not rule.standardise_again:
        return context.words("methods.not_again")
    zero = context.words("methods.zero_city" if rule.zero == "city" else "methods.zero_mean")
    return context.words("methods.again", ddof=rule.ddof, zero=zero)


def short_name(context: Context, indicator_id: str) -> str:
    """Short name of an indicator."""
    return context.text(context.project.indicator(indicator_id).short)


def short_number(context: Context, value: float) -> str:
    """A number with as many digits as it needs, two at most."""
    digits = next((digits for digits in range(2) if abs(round(value, digits) - value) < EXACT), 2)
    return number(value, digits, context.words)


def percent(context: Context, value: float) -> str:
    """A share of weight: whole where it is, else with one digit."""
    return number(value, int(abs(round(value) - value) >= EXACT), context.words)


def _zero(context: Context, rule: "LageIndex | Dynamics") -> str:
    if rule.zero == "city":
        return context.words("methods.zero_city")
    return context.words("methods.zero_median" if rule.normalisation == "robust_z" else "methods.zero_mean")
