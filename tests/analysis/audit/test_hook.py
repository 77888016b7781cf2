"""Every edition goes through the audit before it leaves analysis, and nothing leads round it."""

import ast
import inspect
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from built import built
from cities import write_city
from invented import invented_pages
from running import ROOT, build_here
from typer.core import TyperGroup
from typer.main import get_command

from sozialraum.analysis import disclosure
from sozialraum.analysis.disclosure import publish
from sozialraum.cli.app import app
from sozialraum.errors import InputError
from sozialraum.model.audit import Audit, AuditFinding
from sozialraum.presentation.words.texts import texts

LEAK = Audit((AuditFinding("hafen", "children_u3", "2024"),))
SWITCH = re.compile("audit|skip|prüf|pruef|unsafe|force|protect|geheim|no-check", re.IGNORECASE)


def leaking(*_: object) -> Audit:
    return LEAK


def broken(error: Exception) -> Callable[..., Audit]:
    def fails(*_: object) -> Audit:
        raise error

    return fails


def test_an_edition_that_leaks_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure, "audit", leaking)
    with pytest.raises(InputError) as caught:
        _ = built(tmp_path).published
    assert [one.code for one in caught.value.problems] == ["SR-730"]


@pytest.mark.parametrize("error", [ValueError("no"), RuntimeError("no")])
@pytest.mark.parametrize("work", ["audit", "withheld_of"])
def test_work_that_breaks_down_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: str, error: Exception
) -> None:
    city = built(tmp_path)
    monkeypatch.setattr(disclosure, work, broken(error))
    with pytest.raises(InputError) as caught:
        _ = city.published
    assert [(one.code, one.value) for one in caught.value.problems] == [("SR-734", "oeffentlich")]


@pytest.mark.slow
def test_nothing_of_a_refused_city_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure, "audit", leaking)
    project = write_city(tmp_path / "city")
    with pytest.raises(InputError):
        build_here([project], tmp_path / "maps")
    assert not list((tmp_path / "maps").rglob("*.html"))


def test_no_option_of_the_command_line_switches_it_off() -> None:
    command = get_command(app(texts("de")))
    assert isinstance(command, TyperGroup)
    options = {name for one in command.commands.values() for option in one.params for name in option.opts}
    assert {"--out", "--intern"} <= options
    assert not [option for option in options if SWITCH.search(option)]


def test_no_environment_variable_is_asked() -> None:
    """Whatever makes or checks an edition reads no variable, so none can change what it does."""
    folder = ROOT / "src" / "sozialraum"
    files = [*(folder / "analysis").rglob("*.py"), folder / "pipeline.py", *(folder / "cli").glob("build*.py")]
    for file in files:
        names = {one.attr for one in ast.walk(ast.parse(file.read_text())) if isinstance(one, ast.Attribute)}
        names |= {one.id for one in ast.walk(ast.parse(file.read_text())) if isinstance(one, ast.Name)}
        assert not names & {"environ", "getenv", "environb"}, file


def test_whoever_publishes_cannot_ask_for_less() -> None:
    assert list(inspect.signature(publish).parameters) == [
        "results",
        "project",
        "audience",
        "earlier",
        "public",
        "progress",
    ]


@pytest.mark.slow
def test_whoever_builds_is_told_how_far_protection_and_proof_are(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    city = built(tmp_path)
    city.listeners.append(lambda *step: told.append(step))
    _ = city.published
    steps = [step for step, _, _ in told]
    assert list(dict.fromkeys(steps)) == ["withhold", "audit"]
    assert all(0 <= done <= of for _, done, of in told)


def test_the_audit_is_the_last_thing_that_happens() -> None:
    """Of every edition, whatever its audience: one call, at the top of the function, just before what is returned."""
    body = ast.parse(inspect.getsource(publish)).body[0].body  # type: ignore[attr-defined]  # a function
    last = [ast.unparse(one) for one in body[-3:]]
    asked = "audited = audit(edition, results, project, earlier, progress and partial(progress, 'audit'))"
    assert last[0].endswith(asked)
    assert last[1].startswith("refuse_unsafe(audited, project, ")
    assert last[2] == "return edition"


@pytest.mark.slow
def test_musterstadt_as_built_is_safe() -> None:
    """Its build ends with the audit, and would write nothing where that finds anything."""
    assert (invented_pages() / "index.html").is_file()
