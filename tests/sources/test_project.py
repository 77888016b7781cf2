"""projekt.toml: reading, migrations, the catalogue, and what every mistake is told with."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from cities import PROJECT, write_city

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.sources.catalogue import packaged_handlungsfelder, packaged_indicators
from sozialraum.sources.project import migrated, parsed, read_project


def document(**changes: Any) -> dict[str, Any]:
    return {**tomllib.loads(PROJECT), **changes}


def problems(changed: dict[str, Any]) -> list[Problem]:
    with pytest.raises(InputError) as error:
        parsed(changed)
    return list(error.value.problems)


def test_a_project_is_found_by_its_file_or_its_folder(tmp_path: Path) -> None:
    file = write_city(tmp_path)
    by_file, by_folder = read_project(file), read_project(tmp_path)
    assert by_file == by_folder
    assert by_file.files.folders == (tmp_path,)
    assert read_project(tmp_path, tmp_path / "data").files.folders == (tmp_path / "data", tmp_path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    write_city(tmp_path, add={"projekt.toml": "\ufeff" + PROJECT})
    assert read_project(tmp_path).project.city.name == "Musterstadt"


def test_an_older_file_is_migrated_step_by_step() -> None:
    def one_to_two(old: dict[str, Any]) -> dict[str, Any]:
        return {"town": old["city"], **{key: value for key, value in old.items() if key != "city"}}

    def two_to_three(old: dict[str, Any]) -> dict[str, Any]:
        return {**old, "town": {**old["town"], "big": True}}

    steps = {1: one_to_two, 2: two_to_three}
    old = {"schema": 1, "city": {"name": "A"}}
    assert migrated(old, migrations=steps, newest=3) == {"schema": 3, "town": {"name": "A", "big": True}}
    assert migrated({"schema": 2, "town": {}}, migrations=steps, newest=3)["town"] == {"big": True}
    assert old == {"schema": 1, "city": {"name": "A"}}


@pytest.mark.parametrize(
    ("schema", "code"),
    [(4, Code.SCHEMA_NEWER), (0, Code.SCHEMA_UNKNOWN), ("1", Code.SCHEMA_UNKNOWN), (True, Code.SCHEMA_UNKNOWN)],
)
def test_a_schema_no_way_leads_from_is_refused(schema: object, code: Code) -> None:
    with pytest.raises(InputError) as error:
        migrated({"schema": schema}, migrations={1: dict, 2: dict}, newest=3)
    (problem,) = error.value.problems
    assert (problem.code, problem.value, problem.fields["newest"]) == (code, str(schema), "3")


def test_the_present_schema_needs_no_migration() -> None:
    assert migrated(document()) == document()


def test_an_indicator_of_the_catalogue_needs_its_id_only_and_may_be_overruled() -> None:
    packaged = packaged_indicators()
    id_ = min(packaged)
    used = {"use": id_, "id": "eigene", "label": {"de": "Eigener Name"}, "source": "melderegister"}
    project = parsed(document(indicators=[*document()["indicators"], {"use": id_}, used]))
    plain, own = project.indicator(id_), project.indicator("eigene")
    assert plain.label == packaged[id_]["label"]
    assert own.label == {"de": "Eigener Name"}
    assert own.definition == plain.definition
    assert own.use == id_


def test_every_indicator_of_the_catalogue_can_be_used() -> None:
    own = document()["indicators"]
    taken = {indicator["id"] for indicator in own}
    used = [{"use": id_} for id_ in packaged_indicators() if id_ not in taken]
    project = parsed(document(indicators=own + used))
    assert len(project.indicators) == len(own) + len(used)


def test_handlungsfelder_are_the_packaged_ones_in_order_with_own_ones_behind() -> None:
    packaged = [table["id"] for table in packaged_handlungsfelder()]
    first = {"id": packaged[0], "label": {"de": "Anders genannt"}}
    own = [*document()["handlungsfelder"], first]
    project = parsed(document(handlungsfelder=own))
    assert [one.id for one in project.handlungsfelder] == [*packaged, "bevoelkerung", "soziale_sicherung"]
    assert project.handlungsfelder[0].label == {"de": "Anders genannt"}


def test_places_in_the_file_are_told_as_one_reads_them() -> None:
    changed = document()
    changed["city"]["languages"] = "de"
    changed["indicators"][0]["desimals"] = 1
    changed["indicators"][1]["kind"] = "counts"
    changed["values"][1]["where"] = {"A": 3}
    found = {problem.column: problem for problem in problems(changed)}
    assert set(found) == {
        "city.languages",
        "indicators.residents.desimals",
        "indicators.children_u3.kind",
        "values[2].where.A",
    }
    assert found["indicators.residents.desimals"].fields["nearest"] == "decimals"
    assert "count" in found["indicators.children_u3.kind"].fields["expected"]
    assert {problem.file for problem in found.values()} == {"projekt.toml"}


def test_an_unknown_key_is_told_with_the_keys_of_its_own_section() -> None:
    changed = document()
    changed["sources"]["geo"]["lizenz"] = "dl-de"
    changed["areas"]["columns"]["ident"] = "X"
    found = {problem.column: problem.fields["nearest"] for problem in problems(changed)}
    assert "licence" in found["sources.geo.lizenz"]
    assert "area_id" in found["areas.columns.ident"]


def test_names_that_refer_to_nothing_are_told_with_the_nearest_known_one() -> None:
    changed = document()
    changed["coverage"][0]["children"] = "childen_u3"
    changed["areas"]["source"] = "geodaten"
    found = {problem.column: problem for problem in problems(changed)}
    assert found["coverage.kita_u3.children"].fields["nearest"] == "children_u3"
    assert {problem.code for problem in found.values()} == {Code.NOT_DECLARED}


@pytest.mark.parametrize("path", ["../a.csv", "/etc/passwd", "C:\\a.csv", "a/../../b.csv", "http://x/a.csv", ""])
def test_no_path_leads_out_of_the_project(path: str) -> None:
    changed = document()
    changed["values"][0]["file"] = path
    assert [problem.code for problem in problems(changed)] == [Code.PATH_OUTSIDE_PROJECT]


@pytest.mark.parametrize("crs", ["25832", "EPSG:4326", "EPSG:2263", "+proj=utm", "/etc/crs.wkt"])
def test_the_city_needs_a_system_in_metres(crs: str) -> None:
    changed = document()
    changed["city"]["crs"] = crs
    assert {problem.code for problem in problems(changed)} <= {Code.UNKNOWN_CRS, Code.CRS_NOT_METRIC}


def test_a_deeply_nested_file_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / "projekt.toml").write_text("a = " + "[" * 5_000 + "]" * 5_000)
    with pytest.raises(InputError) as error:
        read_project(tmp_path)
    assert error.value.problems[0].code == Code.TOML_SYNTAX
