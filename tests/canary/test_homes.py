"""Homes of childminders are counted and nothing else: not a word of their lists is in any file of the city."""

import re
from pathlib import Path

import pytest
from canary.decoding import decoded
from canary.homes_city import secret_texts, write_homes_city
from running import build_here, tree

from sozialraum.pipeline import CityBuild
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project

# what is found out about the homes, so that there is something to withhold
WANTED = {
    "SR-222", "SR-232", "SR-233", "SR-235", "SR-403", "SR-407", "SR-409", "SR-415", "SR-416",
    "SR-424", "SR-425", "SR-426", "SR-427", "SR-428", "SR-429", "SR-430", "SR-431", "SR-432", "SR-433", "SR-434",
    "SR-435", "SR-436", "SR-450", "SR-451", "SR-452", "SR-453", "SR-515", "SR-526", "SR-544",
}  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_homes_city(tmp_path_factory.mktemp("homes") / "stadt")


def test_much_is_odd_about_the_homes(project: Path) -> None:
    folder = read_project(project)
    build = CityBuild(folder.project, read_inputs(folder))
    told = {str(problem.code) for problem in build.results.problems}
    assert WANTED - told == set()


def test_no_word_about_a_home_is_in_any_file(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build_here([project], tmp_path / "karten") == 0
    said = capsys.readouterr()
    files = {**tree(tmp_path / "karten"), "screen": (said.out + said.err).encode()}
    secrets = [re.compile(rf"(?<!\d){secret}(?!\d)" if secret.isdigit() else secret) for secret in secret_texts()]
    told = [
        (where, text[max(met.start() - 60, 0) : met.end() + 60])
        for where, text in decoded(files).texts
        for secret in secrets
        if (met := secret.search(text.casefold()))
    ]
    assert told == []
