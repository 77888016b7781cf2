"""What stands out and no public edition tells yet: sentences for the office, each with the entry that releases it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sozialraum.model.findings import Finding, Noticed
from sozialraum.model.project import Project
from sozialraum.model.tables import CITY
from sozialraum.presentation.draft.toml_text import quoted
from sozialraum.presentation.quality.grid import Column, Grid, Section
from sozialraum.presentation.words.findings import sentence
from sozialraum.presentation.words.texts import Texts

SHORT = 12  # sentences in a report that was not asked for every one


@dataclass(frozen=True)
class Unreleased:
    """One sentence that is not released.

    Args:
        strength: how telling it is, the larger the more.
        toml: lines for projekt.toml that release it; None where it rests on what is withheld.
    """

    area_id: str
    area: str
    rule: str
    indicator: str
    weight: str
    period: str
    text: str
    strength: float
    toml: str | None


def unreleased_sentences(
    noticed: Iterable[Noticed], project: Project, names: Mapping[str, str], words: Texts
) -> tuple[Unreleased, ...]:
    """Every finding that the project does not release, the city's first, then in order of area and strength.

    Args:
        noticed: findings of the office.
        project: labels and digits.
        names: area_id -> name.
    """
    told = [
        Unreleased(
            area_id=one.finding.area_id,
            area=names.get(one.finding.area_id, one.finding.area_id),
            rule=one.finding.rule,
            indicator=one.finding.indicator_id,
            weight=one.finding.weight,
            period=one.finding.period,
            text=sentence(one.finding, project, words),
            strength=round(one.finding.strength, 3),
            toml=release_lines(one.finding) if one.publishable else None,
        )
        for one in noticed
        if not one.released
    ]
    return tuple(sorted(told, key=_place))


def unreleased_section(unreleased: Sequence[Unreleased], words: Texts, every: bool) -> Section:
    """The sentences as a table, without one where there is nothing to tell.

    Args:
        every: all of them; else a few, the most telling strength and burden of each area first.
    """
    met = Counter[tuple[str, str]]()
    turns = {}
    for one in sorted(unreleased, key=_place):
        met[one.area_id, one.weight] += 1
        turns[one] = met[one.area_id, one.weight]
    most = sorted(turns, key=lambda one: (turns[one], -one.strength, _place(one)))[: None if every else SHORT]
    left_out = len(unreleased) - len(most)
    sentences = [words("findings.office.intro"), words("findings.office.how")]
    if left_out:
        sentences.append(words("findings.office.more", count=left_out))
    keys = (("area", "text"), ("sentence", "text"), ("weight", "text"), ("release", "code"))
    columns = [Column(words(f"findings.office.{key}"), kind) for key, kind in keys]
    rows = [
        (one.area, one.text, words(f"findings.weight.{one.weight}"), one.toml or words("findings.office.withheld"))
        for one in sorted(most, key=_place)
    ]
    grids = [Grid("", columns, rows)] if rows else []
    return Section("auffaelliges", words("findings.office.title"), sentences, grids)


def release_lines(finding: Finding) -> str:
    """The lines of projekt.toml that release this finding and no other."""
    keys = {"rule": finding.rule, "indicator": finding.indicator_id, "area": finding.area_id}
    return "\n".join(["[[findings.release]]", *(f"{key} = {quoted(text)}" for key, text in keys.items())])


def _place(one: Unreleased) -> tuple[bool, str, float, str, str]:
    return one.area_id != CITY, one.area_id, -one.strength, one.indicator, one.rule
