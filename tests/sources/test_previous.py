"""An earlier public edition is taken for what it says, or refused."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from sozialraum.errors import InputError
from sozialraum.sources.previous import read_previous

CITY = "Musterstadt"
INDICATORS = """area_id,indicator_id,period,group,value,numerator,denominator,status
nord,children,2023-12-31,,12,,,A
hafen,children,2023-12-31,,,,,Q
nord,share,2023-12-31,sex=f,25,3,12,A
"""
CHILDREN = "area_id,group,year,value,lower,upper,status\nnord,u3,2023/24,12,,,A\n"
OFFERS = """facility_id,offer,target_group,period,kind,weekly_hours,group_form,inclusion,places,status
k1,kita,u3,2023/24,belegt,35,,,7,A
"""
VALUES = "facility_id,indicator_id,period,value,status\ns1,pupils,2023/24,30,A\n"


def edition(folder: Path, changes: dict[str, Any] | None = None, **files: str) -> Path:
    """The files of an edition; `changes` to what its package says of itself."""
    tables = {"indicators": INDICATORS, "children": CHILDREN, "offers": OFFERS, "facility_values": VALUES} | files
    folder.mkdir(parents=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_bytes(text.encode())
    package = {
        "name": "sozialraum",
        "audience": "oeffentlich",
        "title": CITY,
        "resources": [
            {"name": name, "path": f"{name}.csv", "hash": f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"}
            for name, text in tables.items()
        ],
    } | (changes or {})
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return folder / "datapackage.json"


def test_counts_are_read_and_withheld_ones_stay_unknown(tmp_path: Path) -> None:
    earlier = read_previous(edition(tmp_path / "data"), CITY)
    rows = earlier.indicators.set_index(["area_id", "indicator_id"])
    assert rows.loc[("nord", "children"), "value"] == 12
    assert rows["value"].isna().tolist() == [False, True, False]
    assert [rows.loc[("nord", "share"), name] for name in ("numerator", "denominator")] == [3, 12]
    assert earlier.children["value"].tolist() == [12]
    assert earlier.offers["places"].tolist() == [7]
    assert earlier.facility_values["value"].tolist() == [30]


@pytest.mark.parametrize("name", ["", "data", "data/datapackage.json"])
def test_the_folder_of_the_city_the_folder_of_the_data_and_the_file_are_understood(tmp_path: Path, name: str) -> None:
    edition(tmp_path / "data")
    assert len(read_previous(tmp_path / name, CITY).indicators) == 3


@pytest.mark.parametrize(
    "changes",
    [
        {"audience": "intern"},
        {"name": "other"},
        {"title": "Anderswo"},
        {"resources": []},
        {"resources": None},
        {"resources": [{"name": "indicators", "path": "../indicators.csv", "hash": ""}]},
    ],
)
def test_what_is_no_public_edition_of_the_city_is_refused(tmp_path: Path, changes: dict[str, Any]) -> None:
    file = edition(tmp_path / "data", changes)
    with pytest.raises(InputError) as caught:
        read_previous(file, CITY)
    (problem,) = caught.value.problems
    assert (problem.code, problem.file, problem.fields["city"]) == ("SR-722", "datapackage.json", CITY)


@pytest.mark.parametrize(
    "text",
    [
        INDICATORS.replace("12,,", "viele,,"),
        INDICATORS.replace("12,,", "inf,,"),
        INDICATORS.replace("denominator", "nenner"),
        "\x00",
        "",
    ],
)
def test_a_table_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError):
        read_previous(edition(tmp_path / "data", indicators=text), CITY)


def test_a_table_that_was_changed_since_is_refused(tmp_path: Path) -> None:
    file = edition(tmp_path / "data")
    (tmp_path / "data" / "indicators.csv").write_text(INDICATORS.replace("12", "13"), encoding="utf-8")
    with pytest.raises(InputError):
        read_previous(file, CITY)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"name": "sozialraum"}'])
def test_what_is_no_package_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "datapackage.json"
    file.write_bytes(content)
    with pytest.raises(InputError):
        read_previous(file, CITY)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_previous(tmp_path / "nirgends", CITY)
    with pytest.raises(InputError):
        read_previous(tmp_path, CITY)
