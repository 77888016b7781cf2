"""Area keys of a file that the project does not know: single slips, or another division of the city altogether."""

from collections.abc import Mapping
from functools import partial

import pandas as pd

from sozialraum.errors import InputError, Problem
from sozialraum.model.checks import unmapped
from sozialraum.model.codes import Code
from sozialraum.model.fields import text_of
from sozialraum.model.files import Dialect
from sozialraum.model.project import Project
from sozialraum.sources.names import AreaKeys, By
from sozialraum.sources.paths import listed
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.reading import read_whole

FEW = 0.2  # when less than this share of a file's keys is known, the file is about other areas


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
    """What is wrong with the area keys of a file.

    Args:
        texts: the keys as they stand; index is the row of the file.
        areas: the area each one means, "" for none.
        base: area_ids of the Sozialräume.
        others: other divisions and their keys.

    Returns:
        One Problem that names both divisions where the keys are those of another one; one that shows the counts
        where hardly any key is known; else one Problem per unknown key.
    """
    unknown = texts[areas == ""]
    if unknown.empty:
        return []
    given = set(texts.unique().tolist())
    ours = given - set(unknown.unique().tolist())
    own_name = project.areas.geography or text_of(project.areas.label_plural, project.language)
    for name, other_keys in others.items():
        theirs = given & other_keys
        if len(theirs) > len(ours) and 2 * len(theirs) > len(given):
            fields = {"geography": own_name, "other": name, "count": str(len(theirs)), "total": str(len(given))}
            return [Problem(Code.OTHER_GEOGRAPHY, file, column=column, value=_sample(theirs - ours), fields=fields)]
    if len(ours) < FEW * len(given) and len(given) > 1:
        fields = {
            "count": str(len(ours)),
            "total": str(len(given)),
            "covered": str(len({areas[row] for row in areas.index[areas != ""]} & base)),
            "areas": str(len(base)),
            "geography": own_name,
            "nearest": _sample(set(base)) if by == "id" else _sample(set(keys.names)),
        }
        sample = _sample(given - ours)
        return [Problem(Code.MOST_KEYS_UNKNOWN, file, column=column, value=sample, fields=fields)]
    shared = texts.isin(set(keys.ambiguous) if by == "name" else set())
    near = partial(keys.nearest, by=by)
    return [
        *unmapped(texts, (areas != "") | ~shared, Code.VALUE_AREA_AMBIGUOUS, file, column, near),
        *unmapped(texts, (areas != "") | shared, Code.VALUE_AREA_UNKNOWN, file, column, near),
    ]


def _sample(texts: set[str]) -> str:
    return listed(sorted(texts), limit=4)
