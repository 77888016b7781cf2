"""Faults in the input are told all at once and stop the build; warnings are told and do not."""

import csv
import re
from pathlib import Path

import pytest
from cities import write_city
from running import build_here, sozialraum, tree

# five faults in four files, so that it shows whether all of them are found in one go
BROKEN = {
    "indicators/bevoelkerung.csv": {
        "nord;Kinder u3;31.12.2023;insgesamt;40": "nord;Kinder u3;31.12.2023;insgesamt;vierzig",
        "mitte;Kinder u3;31.12.2023;insgesamt;30": "sued;Kinder u3;31.12.2023;insgesamt;30",
    },
    "indicators/anteile.csv": {
        "Mitte;Alleinerziehende;2023;;15;150;": "Mitte;Alleinerziehende;letztes Jahr;;15;150;"
    },
    "facilities/kitas.csv": {"k5;Kita Irrtum;Stadt;501500": "k5;Kita Irrtum;Stadt;hier"},
    "facilities/plaetze.csv": {"k4;U3;2023/24;0;": "k4;U3;2023/24;viele;"},
}
FILES = tuple(BROKEN)
CODE = re.compile(r"^(SR-\d{3}) ")


def told(stderr: str) -> list[str]:
    return [line for line in stderr.splitlines() if CODE.match(line)]


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_city(tmp_path_factory.mktemp("kaputt"), BROKEN)


def test_every_fault_is_told_at_once_and_nothing_is_written(broken: Path, tmp_path: Path) -> None:
    ran = sozialraum("build", broken, "--out", tmp_path / "karten", folder=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Traceback" not in ran.stderr
    lines = told(ran.stderr)
    for file in FILES:
        assert any(file in line for line in lines), (file, ran.stderr)
    for value in ("vierzig", "sued", "letztes Jahr", "hier", "viele"):
        assert any(value in line for line in lines), (value, ran.stderr)
    assert ran.stderr.splitlines()[-1] == "Es wurde nichts gebaut: 5 Fehler in den Eingaben (siehe oben)."
    assert list(tmp_path.iterdir()) == []


def test_old_pages_stay_when_the_input_has_become_wrong(project: Path, broken: Path, tmp_path: Path) -> None:
    assert build_here([project], tmp_path) == 0
    before = tree(tmp_path)
    assert sozialraum("build", broken, "--out", tmp_path, folder=tmp_path).returncode == 2
    assert tree(tmp_path) == before


def test_a_good_city_is_not_built_beside_a_broken_one(project: Path, broken: Path, tmp_path: Path) -> None:
    ran = sozialraum("build", project, broken, "--out", tmp_path / "karten", folder=tmp_path)
    assert ran.returncode == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "env"),
    [
        (["--lang", "en", "build"], {}),
        (["build", "--lang=en"], {}),
        (["build"], {"SOZIALRAUM_LANG": "en"}),
        (["check", "--lang", "en"], {"SOZIALRAUM_LANG": "de"}),
    ],
)
def test_english_when_asked_for(broken: Path, tmp_path: Path, arguments: list[str], env: dict[str, str]) -> None:
    ran = sozialraum(*arguments, broken, folder=tmp_path, env=env)
    assert ran.returncode == 2
    assert ran.stderr.splitlines()[-1] == "Nothing was built: 5 errors in the input (see above)."
    german = sozialraum("check", broken, folder=tmp_path, env={"LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"})
    assert german.stderr.splitlines()[-1].startswith("Es wurde nichts gebaut")
    codes = [CODE.match(line)[1] for line in told(german.stderr)]  # type: ignore[index]  # told() matched
    assert [CODE.match(line)[1] for line in told(ran.stderr)] == codes  # type: ignore[index]  # as above


def test_an_unknown_language_is_named(tmp_path: Path, project: Path) -> None:
    for arguments, env in ((["--lang", "fr"], {}), ([], {"SOZIALRAUM_LANG": "fr"})):
        ran = sozialraum(*arguments, "check", project, folder=tmp_path, env=env)
        assert (ran.returncode, "fr" in ran.stderr, "de, en" in ran.stderr) == (2, True, True)


def test_check_tells_the_same_and_writes_nothing(project: Path, broken: Path, tmp_path: Path) -> None:
    before = tree(project.parent)
    good, bad = (sozialraum("check", one, folder=tmp_path) for one in (project, broken))
    assert (good.returncode, bad.returncode) == (0, 2)
    assert "4 Gebiete" in good.stdout or "Gebiete" in good.stdout
    assert len(told(good.stderr)) == 3
    assert list(tmp_path.iterdir()) == []
    assert tree(project.parent) == before


def test_warnings_stand_on_the_terminal_on_the_page_and_in_the_table(
    maps: Path, project: Path, tmp_path: Path
) -> None:
    ran = sozialraum("build", project, "--out", tmp_path, folder=tmp_path)
    assert ran.returncode == 0
    lines = told(ran.stderr)
    assert {line.split()[0] for line in lines} == {"SR-450", "SR-451", "SR-452"}
    with (maps / "musterstadt" / "data" / "problems.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["text"] for row in rows) == sorted(lines)
    assert {row["severity"] for row in rows} == {"warning"}
    assert {(row["file"], row["row"]) for row in rows} == {("facilities/kitas.csv", str(row)) for row in (3, 4, 6)}
    page = (maps / "musterstadt" / "index.html").read_text(encoding="utf-8")
    for line in lines:
        assert line.removeprefix(line.split()[0]).strip() in page


def test_a_pipe_gets_sentences_and_no_bars_or_colours(project: Path, tmp_path: Path) -> None:
    ran = sozialraum("build", project, "--out", "karten", folder=tmp_path, env={"FORCE_COLOR": "1", "TERM": "xterm"})
    assert len(ran.stdout.splitlines()) == 2
    assert ran.stdout.splitlines()[-1] == f"Öffnen Sie: {Path('karten') / 'index.html'}"
    assert len(ran.stderr.splitlines()) == len(told(ran.stderr)) == 3
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", ran.stdout + ran.stderr)
