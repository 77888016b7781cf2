"""Whoever may see the pages cannot tell which small count stands behind a withheld value: the bytes are the same."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from cities import PROJECT, write_city

from sozialraum.pipeline import CityBuild
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project

PEOPLE, SHARES = "indicators/bevoelkerung.csv", "indicators/anteile.csv"
# sums of withheld values are no longer withheld if they are large, so there are none here
TOTALS = {
    "Gesamtstadt;Kinder u3;31.12.2023;insgesamt;73\n": "",
    "Nord/Mitte;Kinder u3;31.12.2022;insgesamt;71\n": "",
}
ONE = "hafen;Kinder u3;31.12.2023;insgesamt;3\n"
WIDE = """
[[values]]
file = "indicators/breit.csv"
columns = { area_id = "KEY" }
indicator = "children_u3"
wide = [{ column = "Kinder {period}" }]
stichtag = "12-31"

[[facility_types]]
id = "grundschule"
"""


def pages(folder: Path, people: str, shares: str = "", wide: str = "") -> dict[str, bytes]:
    """The public files of a city whose hafen has these counts, and in which nothing is summed up.

    Args:
        people: rows in place of the small count.
        shares: the row of nord's share.
        wide: a file with columns of years.
    """
    start, end = PROJECT.index("[[planungsbezirke]]"), PROJECT.index("[disclosure.oeffentlich]")
    toml = {
        PROJECT[start:end]: "",
        'kind = "count"\ncounts = "persons"\nunit = { de = "Kinder"': (
            'kind = "count"\nadditive = false\ncounts = "persons"\nunit = { de = "Kinder"'
        ),
    }
    if wide:
        toml['\n[[facility_types]]\nid = "grundschule"\n'] = WIDE
    replace = {"projekt.toml": toml, PEOPLE: {**TOTALS, ONE: people}}
    if shares:
        replace[SHARES] = {"Nord;SGB II;2023;25,0;30;120;": shares}
    folder_ = read_project(write_city(folder, replace, add={"indicators/breit.csv": wide} if wide else {}))
    return dict(CityBuild(folder_.project, read_inputs(folder_)).files())


BEFORE = "hafen;Kinder u3;31.12.2023;insgesamt;90\nhafen;Kinder u3;31.12.2022;insgesamt;{}\n"
MARKED = "hafen;Kinder u3;31.12.2023;insgesamt;{}¹\nhafen;Kinder u3;31.12.2022;insgesamt;{}¹\n"
# 400 live in hafen: 400 less its men would tell its few women, so both are withheld
PARTS = ONE + "hafen;Einwohner;31.12.2023;weiblich;{}\nhafen;Einwohner;31.12.2023;männlich;{men}\n"
TWICE = "hafen;Kinder u3;31.12.2023;insgesamt;{0}\nhafen;Kinder u3;31.12.2023;insgesamt;{0}\n"
YEARS = "KEY;Kinder 2020;Kinder 2021\nhafen;{}¹;{}¹\nnord;44;4¹\n"


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., dict[str, bytes]]:
    """The files of a city with usual counts, built once whatever they are compared with."""

    @cache
    def built(people: str, wide: str = "") -> dict[str, bytes]:
        return pages(tmp_path_factory.mktemp("usual"), people, wide=wide)

    return built


@pytest.mark.parametrize("other", ["1", "2", "4"])
@pytest.mark.parametrize(
    "people",
    [ONE.replace("3\n", "{}\n"), BEFORE, MARKED, PARTS, TWICE],
    ids=["one", "jump", "mark", "parts", "twice"],
)
def test_another_small_count_changes_no_byte(
    tmp_path: Path, usual: Callable[..., dict[str, bytes]], people: str, other: str
) -> None:
    expected = usual(people.format(3, 3, men=400 - 3))
    assert len(expected) > 10
    assert pages(tmp_path, people.format(other, 3, men=400 - int(other))) == expected


def test_another_small_count_beside_others_changes_no_byte(
    tmp_path_factory: pytest.TempPathFactory, usual: Callable[..., dict[str, bytes]]
) -> None:
    expected = usual(ONE, YEARS.format(3, 3))
    assert "gesperrt" in expected["nord.html"].decode()
    for counts in ((4, 3), (1, 2), (4, 4)):
        assert pages(tmp_path_factory.mktemp("other"), ONE, wide=YEARS.format(*counts)) == expected
