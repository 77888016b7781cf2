"""Every fault a city's files can have is found, told with its code, and told in whole sentences."""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from cities import write_city
from sources.broken import BROKEN, OF_ANALYSIS, WARNINGS

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.presentation.words.texts import FIELD, problem_text, texts
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project

LANGUAGES = ("de", "en")


def problems_of(project: Path) -> tuple[Problem, ...]:
    try:
        return read_inputs(read_project(project)).problems
    except InputError as error:
        return error.problems


@cache
def sentences(language: str) -> dict[str, str]:
    text = files("sozialraum.presentation").joinpath("locales", language, "problems.toml").read_text("utf-8")
    found: dict[str, str] = tomllib.loads(text)["problems"]
    return found


@pytest.mark.slow  # a city for each of two hundred codes
@pytest.mark.parametrize("code", BROKEN, ids=lambda code: code.name)
def test_each_fault_is_found_and_told_with_all_its_sentence_speaks_of(code: Code, tmp_path: Path) -> None:
    problems = problems_of(BROKEN[code](tmp_path))
    found = [problem for problem in problems if problem.code == code]
    assert found
    assert {problem.is_error for problem in found} == {code not in WARNINGS}
    for problem in problems:
        said = {"file": problem.file, "row": problem.row, "column": problem.column, "value": problem.value}
        for language in LANGUAGES:
            for field in FIELD.findall(sentences(language)[problem.code]):
                assert (said | dict(problem.fields)).get(field) is not None, (problem, field)
            told = problem_text(problem, texts(language))
            assert problem.file in told
            assert problem.row is None or str(problem.row) in told


def test_every_code_has_a_broken_city_and_a_sentence_in_both_languages() -> None:
    assert set(BROKEN) | OF_ANALYSIS == set(Code)
    german, english = sentences("de"), sentences("en")
    assert set(german) == set(english) == {str(code) for code in Code}
    for code, sentence in german.items():
        assert set(FIELD.findall(sentence)) == set(FIELD.findall(english[code])), code
        assert "{file}" in sentence


def test_codes_are_stable_numbers_in_their_hundred() -> None:
    numbers = [str(code) for code in Code]
    assert len(set(numbers)) == len(numbers)
    assert all(len(number) == 6 and number.startswith("SR-") and number[3] in "1234567" for number in numbers)


def test_all_faults_of_all_files_are_found_in_one_go(tmp_path: Path) -> None:
    project = write_city(
        tmp_path,
        replace={
            "facilities/kitas.csv": {"01.08.2010": "irgendwann", "geplant": "vielleicht"},
            "indicators/bevoelkerung.csv": {";40": ";vierzig"},
            "boundaries/bezirke.csv": {"heide;ost": "haide;ost"},
        },
        without=["facilities/plaetze.csv"],
    )
    codes = {problem.code for problem in problems_of(project)}
    assert codes == {
        Code.DATE_UNREADABLE,
        Code.STATUS_UNKNOWN,
        Code.NOT_A_NUMBER,
        Code.LARGER_AREA_UNKNOWN,
        Code.AREA_IN_NO_LARGER,
        Code.FILE_NOT_FOUND,
    }


def test_other_files_are_read_even_without_boundaries(tmp_path: Path) -> None:
    project = write_city(
        tmp_path,
        replace={"indicators/bevoelkerung.csv": {";40": ";vierzig"}, "facilities/kitas.csv": {"01.08.2010": "?"}},
        without=["boundaries/stadtteile.geojson"],
    )
    codes = {problem.code for problem in problems_of(project)}
    assert codes == {Code.FILE_NOT_FOUND, Code.NOT_A_NUMBER, Code.DATE_UNREADABLE}


@pytest.mark.slow
def test_counts_of_people_are_marked_as_such(tmp_path: Path) -> None:
    for code in (Code.NOT_A_NUMBER, Code.COUNT_NEGATIVE, Code.VALUES_DIFFER, Code.NUMERATOR_ABOVE_DENOMINATOR):
        found = [one for one in problems_of(BROKEN[code](tmp_path / code)) if one.code == code]
        assert all(problem.about_persons for problem in found)
