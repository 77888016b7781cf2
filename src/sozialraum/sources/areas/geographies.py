"""What is told of the area keys of a file: those taken by a rule, single slips, or another division of the city."""

from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.checks import unmapped
from sozialraum.model.codes import Code
from sozialraum.model.fields import text_of
from sozialraum.model.files import Dialect
from sozialraum.model.intake import Rule
from sozialraum.model.project import Project
from sozialraum.sources.areas.names import AreaKeys, By, Meaning, by_rule
from sozialraum.sources.areas.spelling import means_the_city
from sozialraum.sources.paths import listed
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.reading import read_whole
from sozialraum.sources.tables.digits import is_grouped, is_rounded, key_lengths, restored

FEW = 0.2  # when less than this share of a file's keys is known, the file is about other areas
HALF = 0.5  # so it is, too, if less than this share of both sides is known to the other
SEVERAL = 10  # fewer unknown keys than this are told one by one
SHOWN = 8  # examples in one sentence
ARROW = " → "
# what is told of the texts that a rule decided; an alias the project stated itself
TOLD = {
    Code.SPELLINGS_TAKEN: (Rule.SPELLING, Rule.NUMBER_PREFIX, Rule.KIND),
    Code.ZEROS_RESTORED: (Rule.LEADING_ZERO,),
    Code.DECIMALS_DROPPED: (Rule.DECIMALS,),
}


def read_other_geographies(folder: ProjectFolder) -> tuple[dict[str, frozenset[str]], list[Problem]]:
    """Name of each other division -> its keys."""
    found: dict[str, frozenset[str]] = {}
    problems: list[Problem] = []
    for other in folder.project.other_geographies:
        try:
            table, odd = read_whole(other.file, other.layer, Dialect(), folder.files)
            found[other.name] = frozenset(table.column(other.column))
            problems += odd
        except InputError as error:
            problems += error.problems
    return found, problems


def unknown_areas(
    texts: pd.Series,
    areas: pd.Series,
    by: By,
    keys: AreaKeys,
    base: frozenset[str],
    others: Mapping[str, frozenset[str]],
    project: Project,
    file: str,
    column: str,
) -> list[Problem]:
    """What there is to say of the area keys of a file.

    Args:
        texts: the keys as they stand; index is the row of the file.
        areas: the area each one means, "" for none.
        base: area_ids of the Sozialräume.
        others: other divisions and their keys.

    Returns:
        A warning per kind of rule that decided texts. Then one Problem that names both divisions where the keys are
        those of another one; one that shows the counts where few keys are known and few areas occur; else one
        Problem per unknown key.
    """
    meanings = keys.meanings(texts.unique().tolist(), by)
    told = taken_by_rule(by_rule(meanings), keys, file, column)
    unknown = texts[areas == ""]
    if unknown.empty:
        return told
    given = set(texts.unique().tolist())
    ours = given - set(unknown.unique().tolist())
    own_name = project.areas.geography or text_of(project.areas.label_plural, project.language)
    for name, other_keys in others.items():
        theirs = _known_to(given, other_keys)
        foreign = theirs - ours
        most = len(theirs) > len(ours) and 2 * len(theirs) > len(given)
        if most or (len(foreign) >= SEVERAL and 2 * len(foreign) > len(given - ours)):
            fields = {"geography": own_name, "other": name, "count": str(len(theirs)), "total": str(len(given))}
            problem = Problem(Code.OTHER_GEOGRAPHY, file, column=column, value=_sample(foreign), fields=fields)
            return [*told, problem]
    covered = {areas[row] for row in areas.index[areas != ""]} & base
    if _about_others(len(ours), len(given), len(covered), len(base)):
        fields = {
            "count": str(len(ours)),
            "total": str(len(given)),
            "covered": str(len(covered)),
            "areas": str(len(base)),
            "geography": own_name,
            "nearest": _sample(set(base)) if by == "id" else _sample(set(keys.names)),
        }
        sample = _sample(given - ours)
        return [*told, Problem(Code.MOST_KEYS_UNKNOWN, file, column=column, value=sample, fields=fields)]
    return told + _one_by_one(unknown, meanings, by, keys, project.city.name, file, column)


def taken_by_rule(found: Sequence[tuple[str, str, str]], keys: AreaKeys, file: str, column: str) -> list[Problem]:
    """One warning per kind of rule that decided what texts of a column mean, with examples.

    Args:
        found: (text of the file, area_id, rule), as in `KeyMatch.by_rule`.
    """
    problems = []
    for code, rules in TOLD.items():
        examples = [
            f"{' '.join(text.split())}{ARROW}{keys.called.get(id_, id_)}"
            for text, id_, rule in found
            if rule in rules
        ]
        if examples:
            fields = {"count": str(len(examples))}
            value = listed(examples, limit=SHOWN)
            problems.append(Problem(code, file, None, column, value, fields, Severity.WARNING))
    return problems


def _one_by_one(
    unknown: pd.Series,
    meanings: Mapping[str, Meaning],
    by: By,
    keys: AreaKeys,
    city: str,
    file: str,
    column: str,
) -> list[Problem]:
    """One Problem per unknown text, of the kind that says most about it."""
    reasons = {text: _reason(text, meanings[text], by, keys, city) for text in unknown.unique().tolist()}
    code_of = unknown.map(reasons)
    near = partial(keys.nearest, by=by)
    return [
        problem
        for code in sorted(set(reasons.values()))
        for problem in unmapped(unknown, code_of != code, code, file, column, near)
    ]


def _reason(text: str, meaning: Meaning, by: By, keys: AreaKeys, city: str) -> Code:
    if meaning.several:
        return Code.VALUE_AREA_AMBIGUOUS if by == "name" and text in keys.ambiguous else Code.SPELLING_AMBIGUOUS
    lengths = keys.forms.lengths if keys.forms and by == "id" else frozenset()
    if lengths and is_rounded(text):
        return Code.KEY_ROUNDED
    if is_grouped(text, keys.ids, lengths):
        return Code.KEY_GROUPED
    return Code.LOOKS_LIKE_TOTAL if means_the_city(text, city) else Code.VALUE_AREA_UNKNOWN


def _known_to(texts: set[str], others: frozenset[str]) -> set[str]:
    """The texts that are keys of another division, even if all of them lost their zeros."""
    return texts & others | set(restored(texts - others, others, key_lengths([others])))


def _about_others(known: int, given: int, covered: int, areas: int) -> bool:
    if given < 2:
        return False
    return known < FEW * given or (given - known >= SEVERAL and known < HALF * given and covered < HALF * areas)


def _sample(texts: set[str]) -> str:
    return listed(sorted(texts), limit=4)
