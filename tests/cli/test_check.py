"""`check` reports on every file of a project, to people and to programs, and writes nothing."""

import json
import re
import tomllib
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cities import write_city
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from running import sozialraum, tree

from sozialraum.cli.check import _table, _widths
from sozialraum.presentation.quality.grid import Column, Grid

SECTIONS = (
    "Dateien und Zeilen",
    "Wie die Dateien gelesen wurden",
    "Zuordnung der Gebiete",
    "Einrichtungen",
    "Kennzahlen: Werte und Lücken",
)
WITHOUT_A_TABLE = ("Summen und Gliederungen", "Sprünge in der Zeit")
NORD = "nord;Kinder u3;31.12.2023;insgesamt;"
BROKEN = {"indicators/bevoelkerung.csv": {f"{NORD}40": f"{NORD}vierzig"}}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_city(tmp_path_factory.mktemp("kaputt"), BROKEN)


def document(project: Path, folder: Path, *more: str) -> tuple[int, dict[str, Any], str]:
    ran = sozialraum("check", project, "--format", "json", *more, folder=folder)
    return ran.returncode, json.loads(ran.stdout), ran.stderr


def test_a_report_has_every_section_with_a_table_and_says_where_the_rows_went(project: Path, tmp_path: Path) -> None:
    before = tree(project.parent)
    ran = sozialraum("check", project, folder=tmp_path)
    assert ran.returncode == 0
    lines = ran.stdout.splitlines()
    for title in SECTIONS:
        assert lines[lines.index(title) + 1] == "=" * len(title)
    assert "Jede Zeile ist verwendet oder mit Grund aufgelistet." in " ".join(lines[:6])
    assert not set(lines) & set(WITHOUT_A_TABLE)
    assert lines[-2].startswith("Musterstadt: 4 Gebiete, ")  # the city and what is larger are none
    assert lines[-2].endswith("keine Fehler.")
    assert lines[-1] == f"Als Nächstes: sozialraum build {project}"
    assert tree(project.parent) == before
    assert list(tmp_path.iterdir()) == []


def test_a_report_appears_with_errors_too(broken: Path, tmp_path: Path) -> None:
    """Account, readings and matches are told, then every problem; status 2."""
    ran = sozialraum("check", broken, folder=tmp_path)
    assert ran.returncode == 2
    for title in SECTIONS[:3]:
        assert title in ran.stdout.splitlines()
    assert "indicators/bevoelkerung.csv" in ran.stdout
    assert "vierzig" in ran.stderr
    assert ran.stderr.splitlines()[-1].startswith("Es wurde nichts gebaut: 1 Fehler")


def test_a_pipe_gets_neither_colour_nor_a_line_that_is_too_long(project: Path, tmp_path: Path) -> None:
    env = {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLUMNS": "70"}
    ran = sozialraum("check", project, folder=tmp_path, env=env)
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", ran.stdout + ran.stderr)
    report = ran.stdout.splitlines()[:-2]  # sentences are for the terminal to break
    assert max(len(line) for line in report) <= 70


def test_one_document_and_nothing_else(project: Path, tmp_path: Path) -> None:
    status, found, stderr = document(project, tmp_path)
    assert (status, found["ok"], found["city"], stderr) == (0, True, "Musterstadt", "")
    assert list(found) == [
        "program",
        "version",
        "format",
        "city",
        "ok",
        "counts",
        "problems",
        "files",
        "intakes",
        "findings",
        "unreleased",
        "disclosure",
    ]
    counts = found["counts"]
    assert counts["rows"] == counts["used"] + counts["listed"] > 0
    assert counts["rows"] == sum(one["rows"] for one in found["intakes"])
    assert counts["warnings"] == len(found["problems"])
    keys = {"code", "severity", "file", "row", "column", "value", "fields", "text"}
    assert all(set(problem) == keys for problem in found["problems"])
    assert {"SR-450", "SR-451", "SR-452"} <= {problem["code"] for problem in found["problems"]}
    keys = {"entry", "file", "layer", "rows", "used", "listed", "guesses", "toml", "match"}
    assert all(set(one) == keys for one in found["intakes"])
    assert all(one["rows"] == one["used"] + sum(one["listed"].values()) for one in found["intakes"])
    assert set(found["findings"]) == {"positions", "filled"}


def test_the_rules_in_force_are_in_the_document(project: Path, tmp_path: Path) -> None:
    found = document(project, tmp_path)[1]["disclosure"]
    (rule,) = found["rules"]
    assert (rule["audience"], rule["classes"], rule["min_count"], rule["set_on"]) == (
        "oeffentlich",
        ["register"],
        5,
        "2024-02-01",
    )
    assert found["classes"]["children_u3"] == "register"


def test_errors_are_in_the_document(broken: Path, tmp_path: Path) -> None:
    status, found, stderr = document(broken, tmp_path)
    assert (status, found["ok"], stderr) == (2, False, "")
    errors = [problem for problem in found["problems"] if problem["severity"] == "error"]
    assert [(one["file"], one["value"]) for one in errors] == [("indicators/bevoelkerung.csv", "vierzig")]
    assert found["counts"]["errors"] == 1
    assert any(one["file"] == "indicators/bevoelkerung.csv" for one in found["intakes"])


def test_a_project_file_that_cannot_be_read_is_a_document_too(tmp_path: Path) -> None:
    (tmp_path / "projekt.toml").write_text("schema = ", encoding="utf-8")
    status, found, stderr = document(tmp_path / "projekt.toml", tmp_path)
    assert (status, found["ok"], found["city"], found["intakes"], stderr) == (2, False, None, [], "")
    assert [problem["code"] for problem in found["problems"]] == ["SR-102"]


def test_the_office_sees_what_pages_withhold(tmp_path: Path) -> None:
    """Hafen has 3 children, which no page may show; stated are 99 in all, and 40 + 30 + 3 + 0 are 73."""
    text = (write_city(tmp_path / "vorher").parent / "indicators/bevoelkerung.csv").read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.endswith(";73"))
    project = write_city(tmp_path / "stadt", {"indicators/bevoelkerung.csv": {row: row.removesuffix("73") + "99"}})
    _, found, _ = document(project, tmp_path)
    told = [problem for problem in found["problems"] if problem["code"] == "SR-601"]
    assert [(one["value"], one["fields"]["sum"]) for one in told] == [("99", "73")]


SHARES = """STADTTEIL;KENNZAHL;JAHR;QUOTE;ZAEHLER;NENNER;STATUS
Nord;SGB II;2023;;120;200;
Mitte;SGB II;2023;;10;200;
Hafen;SGB II;2023;;40;400;
Heide;SGB II;2023;;3;200;
"""
OF_NORD = {"rule": "above_city", "indicator": "sgb2_u18", "area": "nord"}


def noticed(folder: Path, toml: dict[str, str] | None = None) -> Path:
    """The city with a share that stands out in nord (60 %), and in heide, where it is to be withheld."""
    return write_city(folder, {"projekt.toml": toml or {}}, add={"indicators/anteile.csv": SHARES})


def test_what_stands_out_is_told_with_the_lines_that_release_it(tmp_path: Path) -> None:
    project = noticed(tmp_path / "vorher")
    ran = sozialraum("check", project, folder=tmp_path)
    lines = ran.stdout.splitlines()
    assert lines[lines.index("Was auffällt, nicht freigegeben") + 1] == "=" * 31
    assert "[[findings.release]]" in ran.stdout
    assert "nur intern" in ran.stdout
    _, found, _ = document(project, tmp_path)
    told = {(one["area_id"], one["rule"]): one for one in found["unreleased"] if one["indicator"] == "sgb2_u18"}
    assert set(told) == {
        ("nord", "above_city"),
        ("mitte", "below_city"),
        ("hafen", "below_city"),
        ("heide", "below_city"),
    }
    assert "60,0" in told[("nord", "above_city")]["text"]
    assert tomllib.loads(told[("nord", "above_city")]["toml"]) == {"findings": {"release": [OF_NORD]}}
    assert told[("heide", "below_city")]["toml"] is None

    lines_of = told[("nord", "above_city")]["toml"]
    released = noticed(tmp_path / "nachher", {"[profile]": f"{lines_of}\n\n[profile]"})
    _, found, _ = document(released, tmp_path)
    assert ("nord", "above_city") not in {(one["area_id"], one["rule"]) for one in found["unreleased"]}


def test_a_broken_city_has_nothing_to_tell_of_itself(broken: Path, tmp_path: Path) -> None:
    assert document(broken, tmp_path)[1]["unreleased"] == []


def test_an_unknown_output_is_named(project: Path, tmp_path: Path) -> None:
    ran = sozialraum("check", project, "--format", "xml", folder=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "xml" in ran.stderr
    assert "text, json" in ran.stderr


WORDS = st.lists(st.text("abcäß", min_size=1, max_size=30), min_size=1, max_size=4).map(" ".join)


@settings(max_examples=60)
@given(rows=st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=4), width=st.integers(20, 120))
def test_no_letter_is_cut_off_in_a_narrow_terminal(rows: list[tuple[str, ...]], width: int) -> None:
    grid = Grid("", [Column("erste"), Column("zweite", "number"), Column("dritte", "code")], rows)
    console = Console(file=StringIO(), width=width, color_system=None, force_terminal=False)
    with console.capture() as capture:
        console.print(_table(grid, width))
    printed = capture.get()
    letters = re.sub(r"[\s─]", "", "erstezweitedritte" + "".join(cell for row in rows for cell in row))
    assert sorted(re.sub(r"[\s─]", "", printed)) == sorted(letters)
    assert max(len(line) for line in printed.splitlines()) <= width


def test_the_widest_column_gives_way_first_and_words_stay_whole_while_they_can() -> None:
    """20 + 9 letters into 22: the first may go down to "einrichtung" (11), the second is one word."""
    texts = [["kita und einrichtung"], ["dorfmitte"]]
    assert _widths(texts, 40) == [20, 9]
    assert _widths(texts, 22) == [13, 9]
    assert _widths(texts, 16) == [8, 8]
