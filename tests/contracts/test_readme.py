"""README and tutorial keep their word: their projects build, every command and option is explained, links lead on."""

import re
import tomllib
from pathlib import Path
from typing import get_args

import pandas as pd
import pytest
import typer
from typer.core import TyperGroup

from sozialraum.cli import app as cli
from sozialraum.model.base_map import Background, BaseLines
from sozialraum.model.cohorts import RegisterFile
from sozialraum.model.findings import FindingRules, PlannerNote
from sozialraum.model.forecast import Forecast, NewHousing
from sozialraum.model.indicators import Classing
from sozialraum.model.lage import LageIndex, all_parts
from sozialraum.model.network_file import NetworkFile
from sozialraum.model.planning_files import PlannedFile, UseFile
from sozialraum.model.planning_settings import PlanningSettings
from sozialraum.model.population import PopulationFile
from sozialraum.model.reach_settings import ReachSettings
from sozialraum.model.targets import Target
from sozialraum.model.tour import TourView
from sozialraum.model.uncertainty import Uncertainty
from sozialraum.presentation.words.texts import texts
from sozialraum.sources.catalogue import packaged_cohorts, packaged_indicators, packaged_rules

ROOT = Path(__file__).resolve().parents[2]
README, ENGLISH, TUTORIAL = ROOT / "README.md", ROOT / "docs" / "README.en.md", ROOT / "docs" / "projekt-anlegen.md"
FOLDERS = ("docs/**/*.md", "geodata/**/README.md", "examples/**/README.md", "maps/README.md")
PAGES = sorted({*ROOT.glob("*.md"), *(page for pattern in FOLDERS for page in ROOT.glob(pattern))})
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
FILE = re.compile(
    r"^(Datei|File|Anhängen an|Append to) `([^`]+)`[^\n]*:\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL
)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def written(page: Path, folder: Path) -> Path:
    """Write the files a page shows into a folder, add what it appends, and return the folder."""
    shown = FILE.findall(page.read_text(encoding="utf-8"))
    assert shown
    for how, name, content in shown:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text(encoding="utf-8") + "\n" if how in {"Anhängen an", "Append to"} else ""
        file.write_text(before + content, encoding="utf-8")
    return folder


def commands(program: TyperGroup) -> list[tuple[str, list[str]]]:
    """Each command with its options; the program's own options stand with the name ""."""
    return [
        (name, [option for parameter in one.params for option in parameter.opts if option.startswith("--")])
        for name, one in [("", program), *program.commands.items()]
    ]


def built(project: Path, out: Path) -> Path:
    """The folder of the city's tables, after `check` and `build`."""
    from sozialraum.cli.build import build_cities
    from sozialraum.cli.check import check_city

    words = texts("de")
    assert check_city(project, None, words) == cli.OK
    assert build_cities([project], out, None, words) == cli.OK
    (manifest,) = out.glob("*/manifest.json")
    return manifest.parent / "data"


def table(data: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(
        data / f"{name}.csv", dtype={"area_id": "str"}, keep_default_na=False, na_values={"value": [""]}
    )


@pytest.mark.slow
@pytest.mark.parametrize("page", [README, ENGLISH], ids=lambda page: page.name)
def test_the_smallest_project_builds_and_shows_what_the_page_says(page: Path, tmp_path: Path) -> None:
    data = built(written(page, tmp_path / "city"), tmp_path / "maps")
    rows = table(data, "indicators")
    newest = rows[rows["period"] == "2024-12-31"].set_index("area_id")
    assert newest["status"].to_dict() == {"01": "A", "02": "O", "03": "Q", "04": "A", "city": "O"}
    assert (newest.loc["01", "value"], newest.loc["04", "value"]) == (178, 0)
    assert newest.loc[["02", "03", "city"], "value"].isna().all()
    assert len(list(data.parent.glob("*.html"))) == len(newest) + 2  # the city is the atlas; the report and licences


@pytest.mark.slow
def test_each_step_of_the_tutorial_builds(tmp_path: Path) -> None:
    project = written(TUTORIAL, written(README, tmp_path / "city"))
    measures = table(built(project, tmp_path / "maps"), "measures")
    of_year = measures[(measures["period"] == "2023/24") & (measures["target_group"] == "kita_u3")]
    year = of_year[of_year["scenario"] == "bestand"]
    quota = year[year["measure_id"] == "versorgungsquote_pct"].set_index("area_id")
    assert quota.loc["01", "value"] == pytest.approx(100 * 60 / 184)
    assert (quota.loc["04", "status"], quota.loc["city", "value"]) == ("M", pytest.approx(100 * 132 / 327))
    missing = year[year["measure_id"] == "places_missing"].set_index("area_id")["value"]
    assert missing[["01", "02", "03"]].tolist() == pytest.approx([184 * 0.45 - 60, 0, 52 * 0.45 - 20])
    index = measures.query("measure_id == 'lage_index' and period == '2023-12-31'").set_index("area_id")
    assert index.loc["04", "reason"] == "below_min_residents"
    assert index["value"].idxmax() == "02"
    field = year[year["measure_id"] == "handlungsbedarf"].set_index("area_id")["value"]
    assert field.notna().sum() == 3
    change = measures.query("measure_id == 'lage_dynamics' and period == '2023-12-31'").set_index("area_id")
    assert change["value"].idxmax() == "02"  # children 38.1 % after 31.8, single parents 31.2 % after 28.4
    assert change.loc["04", "reason"] == "below_min_residents"
    plan = measures[measures["target_group"] == "kita_u3_plan"]
    as_it_is = plan[plan["scenario"] == "bestand"]
    now = as_it_is.pivot_table(index=["area_id", "period"], columns="measure_id", values="value")
    old_town = now.loc["01"]
    assert old_town["places_needed"].tolist() == pytest.approx([79.2, 72.3, 70.5, 75])
    assert old_town["places_missing"].tolist() == pytest.approx([19.2, 12.3, 10.5, 15])
    assert now.loc[("03", "2025/26"), "places_missing"] == pytest.approx(4)
    later = plan[(plan["scenario"] == "mit_massnahmen") & (plan["area_id"] == "03")]
    spare = later[later["measure_id"] == "places_spare"].set_index("period")["value"]
    assert spare[["2025/26", "2026/27"]].tolist() == pytest.approx([6, 17.5])
    told = measures[measures["target_group"] == "kita"].pivot_table(
        index="area_id", columns="measure_id", values="value"
    )
    assert told["way_mean_m"][["01", "02", "03"]].tolist() == [250, 60, 1730]
    places = told["places_per_person"]  # in the second area 52 / 90 in steps of 0.05
    assert places[["01", "02", "03"]].tolist() == pytest.approx([0.34, 0.6, 0])


@pytest.mark.parametrize("page", [README, ENGLISH], ids=lambda page: page.name)
def test_the_index_that_the_page_shows_is_one(page: Path) -> None:
    """Every section of it is valid, and every indicator and Handlungsfeld it names is in the catalogue."""
    blocks = [content for kind, content in BLOCK.findall(page.read_text(encoding="utf-8")) if kind == "toml"]
    (shown,) = (tomllib.loads(content) for content in blocks if "[lage_index]" in content)
    index = LageIndex.model_validate(shown["lage_index"])
    wishes = Uncertainty.model_validate(shown["uncertainty"])
    released = FindingRules.model_validate(shown["findings"]).release
    assert [PlannerNote.model_validate(note).signed for note in shown["planner_notes"]]
    named = {*all_parts(index), index.residents, *wishes.smoothed, *(one.indicator for one in wishes.pooled)}
    named |= {one.indicator for one in released if one.indicator}
    assert named <= set(packaged_indicators())
    fields = {packaged_indicators()[part.indicator]["handlungsfeld"] for part in index.parts}
    assert {one.handlungsfeld for one in index.field_weights} == fields


@pytest.mark.parametrize("page", [README, ENGLISH], ids=lambda page: page.name)
def test_the_map_that_the_page_shows_is_one(page: Path) -> None:
    """Every section of it is valid; the walk-through shows an indicator of the page and switches on its lines."""
    blocks = [content for kind, content in BLOCK.findall(page.read_text(encoding="utf-8")) if kind == "toml"]
    (shown,) = (tomllib.loads(content) for content in blocks if "[[base_lines]]" in content)
    lines = [BaseLines.model_validate(one).id for one in shown["base_lines"]]
    assert Background.model_validate(shown["background"]).host.endswith(".example")
    (indicator,) = shown["indicators"]
    assert indicator["use"] in packaged_indicators()
    assert indicator["classes"] in get_args(Classing)
    (view,) = (TourView.model_validate(one) for one in shown["views"])
    assert view.figure == indicator["use"]
    assert view.settings["grund"].split(".") == lines
    assert set(shown) == {"base_lines", "background", "indicators", "views"}


@pytest.mark.parametrize("page", [README, ENGLISH], ids=lambda page: page.name)
def test_the_planning_that_the_page_shows_is_one(page: Path) -> None:
    """Every section of it is valid, and what it names is there: groups, kinds of dwellings, rules of the Land."""
    blocks = [content for kind, content in BLOCK.findall(page.read_text(encoding="utf-8")) if kind == "toml"]
    (shown,) = (tomllib.loads(content) for content in blocks if "[forecast]" in content)
    known = {group["id"] for group in packaged_cohorts()[shown["cohorts"]["preset"]]["groups"]}
    assert set(shown["planning"]["centre_children"]) | {"alter_0", "alter_1", "alter_2"} <= known
    assert {housing["type"] for housing in shown["new_housing"]} == {
        one.id for one in Forecast.model_validate(shown["forecast"]).dwelling_types
    }
    assert PlanningSettings.model_validate(shown["planning"]).measures.counted
    models = {"registers": RegisterFile, "new_housing": NewHousing, "targets": Target, "use": UseFile}
    models |= {"planned_measures": PlannedFile}
    for name, model in models.items():
        assert [model.model_validate(one) for one in shown[name]]
    assert set(shown) == {"cohorts", "forecast", "planning", *models}


@pytest.mark.parametrize("page", [README, ENGLISH], ids=lambda page: page.name)
def test_the_questions_of_reach_that_the_page_shows_are_some(page: Path) -> None:
    """Every section of it is valid, and groups, limit and coverage agree with each other."""
    blocks = [content for kind, content in BLOCK.findall(page.read_text(encoding="utf-8")) if kind == "toml"]
    (shown,) = (tomllib.loads(content) for content in blocks if "[reach]" in content)
    (people,) = (PopulationFile.model_validate(one) for one in shown["population"])
    reach = ReachSettings.model_validate(shown["reach"])
    assert NetworkFile.model_validate(shown["network"]).is_osm
    assert {group for one in reach.questions for group in one.people} <= set(people.people)
    limits = {one["id"] for one in packaged_rules()["nrw"]["school_way"]["limits"]}
    assert {one.limit for one in reach.questions if one.limit} <= limits
    asked = {one.places.coverage for one in reach.questions if one.places}
    assert asked == {"kita_ue3"} == set(reach.beyond[0].columns.places)
    assert set(shown) == {"network", "population", "reach"}


@pytest.mark.slow
def test_what_the_page_admits_is_so_a_total_gives_a_withheld_value_away(tmp_path: Path) -> None:
    project = written(README, tmp_path / "city")
    values = project / "indicators" / "kinder.csv"
    text = values.read_text(encoding="utf-8")
    values.write_text(text.replace("02;31.12.2024;\n", "02;31.12.2024;91\n"), encoding="utf-8")
    shown = table(built(project, tmp_path / "maps"), "indicators")
    newest = shown[shown["period"] == "2024-12-31"].set_index("area_id")
    assert newest.loc["03", "status"] == "Q"
    assert newest.loc["city", "value"] == 178 + 91 + 3
    values.write_text(
        text.replace("02;31.12.2024;\n", "02;31.12.2024;91\n").replace("03;31.12.2024;3\n", "03;31.12.2024;.\n"),
        encoding="utf-8",
    )
    shown = table(built(project, tmp_path / "again"), "indicators")
    newest = shown[shown["period"] == "2024-12-31"].set_index("area_id")
    assert (newest.loc["03", "status"], newest.loc["city", "reason"]) == ("Q", "parts_withheld")
    assert pd.isna(newest.loc["city", "value"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_toml_block_is_toml(page: Path) -> None:
    for kind, content in BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "toml":
            tomllib.loads(content)


@pytest.mark.parametrize("page", [README, ENGLISH], ids=lambda page: page.name)
def test_every_command_option_and_exit_status_is_explained(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    program = typer.main.get_command(cli.app(texts("de")))
    assert isinstance(program, TyperGroup)
    known = commands(program)
    assert {name for name, _ in known} >= {"", "build", "check"}
    for name, options in known:
        assert f"`sozialraum {name}".rstrip() in text, name
        for option in options:
            assert f"`{option}" in text, f"{name} {option}"
    for status in (cli.OK, cli.INTERNAL, cli.INPUT, cli.OUTPUT):
        assert re.search(rf"^\| {status} \|", text, re.MULTILINE), status


@pytest.mark.slow
@pytest.mark.parametrize("page", [README, ENGLISH], ids=lambda page: page.name)
def test_the_notebook_example_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(page, tmp_path / "geodata" / "beispielstadt")
    monkeypatch.chdir(tmp_path)
    (code,) = (content for kind, content in BLOCK.findall(page.read_text(encoding="utf-8")) if kind == "python")
    exec(compile(code, str(page), "exec"), {})  # noqa: S102  # our own page
    assert list((tmp_path / "maps").glob("*/index.html"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


def anchors(page: Path) -> set[str]:
    """Anchors of the headings, as forges make them, and those that are written out."""
    text = page.read_text(encoding="utf-8")
    written = set(re.findall(r'<a id="([\w-]+)">', text))
    titles = HEADING.findall(text)
    return written | {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
