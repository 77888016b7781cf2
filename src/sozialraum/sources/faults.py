"""What pydantic finds in a project file -> Problems, one for each mistake, with the place in the file."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from sozialraum.errors import Problem
from sozialraum.model.codes import Code
from sozialraum.model.project import Project
from sozialraum.sources.paths import listed, nearest

# our own ValueErrors in the model
OWN = MappingProxyType(
    {
        "path_outside_project": Code.PATH_OUTSIDE_PROJECT,
        "one_key_needed": Code.ONE_KEY_NEEDED,
        "larger_needed": Code.LARGER_NEEDED,
        "figure_without_level": Code.FIGURE_WITHOUT_LEVEL,
        "wide_has_its_values": Code.WIDE_HAS_ITS_VALUES,
        "layout_or_columns": Code.LAYOUT_OR_COLUMNS,
        "indicator_needed": Code.INDICATOR_NEEDED,
        "period_needed": Code.PERIOD_NEEDED,
        "value_needed": Code.VALUE_NEEDED,
        "schematic_needs_both": Code.SCHEMATIC_NEEDS_BOTH,
        "x_and_y": Code.X_AND_Y,
        "places_meaning_needed": Code.PLACES_MEANING_NEEDED,
        "computed_needs_ratio": Code.COMPUTED_NEEDS_RATIO,
        "palette_alike": Code.PALETTE_ALIKE,
        "palette_red": Code.PALETTE_RED,
        "background_unfit": Code.BACKGROUND_UNFIT,
        "breaks_rising": Code.NOT_RISING,
        "cuts_rising": Code.NOT_RISING,
        "bounds_rising": Code.NOT_RISING,
        "target_needs_source": Code.TARGET_NEEDS_SOURCE,
        "not_a_date": Code.NOT_A_DATE,
        "class_labels_count": Code.CLASS_LABELS_COUNT,
        "needs_by_handlungsfeld": Code.NEEDS_BY_HANDLUNGSFELD,
        "zero_needs_z": Code.ZERO_NEEDS_Z,
        "rescale_and_share": Code.RESCALE_AND_SHARE,
        "residents_needed": Code.RESIDENTS_NEEDED,
        "period_unfit": Code.NO_CANONICAL_PERIOD,
        "cohort_window": Code.COHORT_WINDOW,
        "cut_off_inside_month": Code.CUT_OFF_INSIDE_MONTH,
        "register_age_needed": Code.REGISTER_AGE_NEEDED,
        "group_or_age": Code.GROUP_OR_AGE,
        "target_of_nobody": Code.TARGET_OF_NOBODY,
        "reserve_above_target": Code.RESERVE_ABOVE_TARGET,
        "hours_twice": Code.HOURS_TWICE,
        "groups_need_form": Code.GROUPS_NEED_FORM,
        "kita_year_needed": Code.KITA_YEAR_NEEDED,
        "edges_need_nodes": Code.NETWORK_NEEDS_NODES,
        "weight_unfit": Code.WEIGHT_UNFIT,
        "cell_or_position_needed": Code.CELL_OR_POSITION_NEEDED,
        "polygons_need_a_file": Code.POLYGONS_NEED_A_FILE,
        "dominance_unclear": Code.DOMINANCE_UNCLEAR,
        "min_base_below_min_count": Code.MIN_BASE_BELOW_MIN_COUNT,
        "rounding_too_fine": Code.ROUNDING_TOO_FINE,
        "rounding_tells_zeros": Code.ROUNDING_TELLS_ZEROS,
        "contributions_unfit": Code.CONTRIBUTIONS_UNFIT,
    }
)
# mistakes of a whole section of which one key is the one to change
KEY_OF = MappingProxyType(
    {
        "palette_alike": "palette",
        "palette_red": "palette",
        "min_base_below_min_count": "min_base",
        "rounding_too_fine": "rounding",
        "rounding_tells_zeros": "rounding",
    }
)
QUOTED = frozenset(
    {
        Code.PATH_OUTSIDE_PROJECT,
        Code.NOT_A_DATE,
        Code.NO_CANONICAL_PERIOD,
        Code.KITA_YEAR_NEEDED,
        Code.BACKGROUND_UNFIT,
        Code.FIGURE_WITHOUT_LEVEL,
    }
)
TYPES = MappingProxyType(
    {
        "missing": Code.KEY_MISSING,
        "dominance_unclear": Code.DOMINANCE_UNCLEAR,
        "rounding_unclear": Code.ROUNDING_UNCLEAR,
        "string_pattern_mismatch": Code.WRONG_PATTERN,
        "literal_error": Code.NOT_A_CHOICE,
        "enum": Code.NOT_A_CHOICE,
        "greater_than": Code.OUT_OF_BOUNDS,
        "greater_than_equal": Code.OUT_OF_BOUNDS,
        "less_than": Code.OUT_OF_BOUNDS,
        "less_than_equal": Code.OUT_OF_BOUNDS,
        "finite_number": Code.OUT_OF_BOUNDS,
        "too_short": Code.WRONG_LENGTH,
        "too_long": Code.WRONG_LENGTH,
        "string_too_short": Code.WRONG_LENGTH,
        "string_too_long": Code.WRONG_LENGTH,
        "date_parsing": Code.NOT_A_DATE,
        "date_type": Code.NOT_A_DATE,
        "date_from_datetime_parsing": Code.NOT_A_DATE,
        "date_from_datetime_inexact": Code.NOT_A_DATE,
    }
)
LIMITS = (("gt", ">"), ("ge", "≥"), ("lt", "<"), ("le", "≤"), ("min_length", "≥"), ("max_length", "≤"))
SAMPLES = (
    ("string", '"…"'),
    ("int", "1"),
    ("float", "1.5"),
    ("finite", "1.5"),
    ("bool", "true"),
    ("list", "[…]"),
    ("tuple", "[…, …]"),
    ("dict", "{ … }"),
    ("model", "{ … }"),
)
UNION_MEMBER = re.compile(r"(?:list\[)?(?:constrained-)?str\]?|\[\w+\]")  # how pydantic names them in a place
LONGEST_VALUE = 60


def faults(errors: Iterable[Any], document: Mapping[str, Any], file: str) -> list[Problem]:
    """One Problem per mistake; a value that fits none of several types is one mistake.

    Args:
        errors: what pydantic's ValidationError lists.
        document: what was validated, for the names of list entries and the nearest keys.
    """
    found: dict[str, Problem] = {}
    for error in errors:
        location = tuple(part for part in error["loc"] if not UNION_MEMBER.fullmatch(str(part)))
        key = KEY_OF.get(str(error.get("ctx", {}).get("error")))
        location += () if key is None else (key,)
        place = _place(location, document)
        found.setdefault(place, _problem(error, location, place, file))
    return list(found.values())


def _problem(error: Any, location: tuple[str | int, ...], place: str, file: str) -> Problem:
    kind, context = error["type"], error.get("ctx", {})
    value = _shown(error.get("input"))
    if kind == "value_error":
        own = OWN.get(str(context.get("error")))
        if own is not None:
            told = own in QUOTED
            return Problem(own, file, column=place, value=value if told else None)
    if kind == "extra_forbidden":
        fields = {"nearest": _nearest_key(location)}
        return Problem(Code.UNKNOWN_KEY, file, column=place, fields=fields)
    code = TYPES.get(kind, Code.WRONG_TYPE)
    if code is Code.KEY_MISSING:
        return Problem(code, file, column=place)
    if code is Code.NOT_A_DATE:
        return Problem(code, file, column=place, value=value)
    return Problem(code, file, column=place, value=value, fields={"expected": _expected(kind, context)})


def _expected(kind: str, context: Mapping[str, Any]) -> str:
    if "pattern" in context:
        return str(context["pattern"])
    if "expected" in context:
        return str(context["expected"]).replace(" or ", ", ").replace("'", "")
    limits = [f"{sign} {context[key]:g}" for key, sign in LIMITS if key in context]
    if limits:
        return ", ".join(limits)
    # written as it would stand in the file, so that it needs no translation
    return next((sample for start, sample in SAMPLES if kind.startswith(start)), kind)


def _shown(value: Any) -> str:
    if isinstance(value, dict | list):
        return listed([str(key) for key in value], limit=4)
    text = str(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def _place(location: Sequence[str | int], document: Any) -> str:
    """The place as a path; an entry of a list by its id, else by its number, counted from 1."""
    path, here = "", document
    for part in location:
        try:
            here = here[part]
        except (KeyError, IndexError, TypeError):
            here = None
        if isinstance(part, int):
            own = here.get("id") if isinstance(here, dict) else None
            path += f".{own}" if isinstance(own, str) else f"[{part + 1}]"
        else:
            path += f".{part}" if path else part
    return path


def _nearest_key(location: Sequence[str | int]) -> str:
    """The keys that are allowed there and most like the unknown one, else all of them."""
    model: type[BaseModel] | None = Project
    for part in location[:-1]:
        if isinstance(part, str) and model is not None:
            model = _model_of(model, part)
    if model is None:
        return listed([])
    keys = sorted(field.alias or name for name, field in model.model_fields.items())
    wanted = str(location[-1])
    alike = difflib.get_close_matches(wanted, keys, n=2, cutoff=0.6)
    return nearest(wanted, keys) if alike else listed(keys, limit=40)


def _model_of(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    """The model below a key: direct, in a list or in a table."""
    for name, field in model.model_fields.items():
        if key in {name, field.alias}:
            return next(iter(_models(field.annotation)), None)
    return model  # a key of a free table, e.g. the id of a source


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _models(part)]
