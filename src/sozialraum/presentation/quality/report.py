"""The report on the quality of the data, as sections of sentences and tables for a page, a printer or a terminal."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sozialraum.errors import Problem
from sozialraum.model.project import Project
from sozialraum.model.quality import Quality
from sozialraum.presentation.quality.figures import facilities_section, filled_section, jumps_section
from sozialraum.presentation.quality.files import files_section, matching_section, reading_section
from sozialraum.presentation.quality.grid import Section
from sozialraum.presentation.words.texts import Texts

FURTHER, JUMP = "SR-299", "SR-603"


def quality_sections(
    quality: Quality, problems: Iterable[Problem], project: Project, names: Mapping[str, str], words: Texts
) -> list[Section]:
    """The report; a section about which nothing is known says so in a sentence.

    Args:
        quality: overviews and findings.
        problems: what reading and placing found; its sections get those that belong there.
        project: labels.
        names: area_id -> name.
        words: of the language of the report.
    """
    sorted_in: dict[str, list[Problem]] = {}
    for problem in (*problems, *quality.findings):
        sorted_in.setdefault(_belongs_to(problem), []).append(problem)
    made = [
        files_section(quality.files, words),
        reading_section(quality.intakes, words),
        matching_section(quality.intakes, names, words),
        facilities_section(quality, project, words),
        filled_section(quality, project, names, words),
        Section("summen", words("report.sums.title"), [words("report.sums.intro")]),
        jumps_section([one for one in quality.findings if one.code == JUMP], project, words),
        Section("weitere", words("report.other.title")),
    ]
    return [
        replace(
            one,
            problems=[problem for problem in sorted_in.get(one.id, ()) if problem.code != JUMP],
            count=len(sorted_in.get(one.id, ())),
        )
        for one in made
        if one.id != "weitere" or one.id in sorted_in
    ]


def _belongs_to(problem: Problem) -> str:
    code = problem.fields.get("code", problem.code) if problem.code == FURTHER else problem.code
    if code in {"SR-601", "SR-602"}:
        return "summen"
    if code == JUMP:
        return "spruenge"
    if code == "SR-604" or code.startswith("SR-4"):
        return "einrichtungen"
    if code == "SR-605" or code.startswith("SR-2"):
        return "dateien"
    if code.startswith("SR-3") or code in {"SR-516", "SR-517", "SR-518", "SR-524", "SR-525"}:
        return "gebiete"
    return "weitere"
