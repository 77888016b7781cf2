"""Essen's 102,981 house coordinates: addresses as other hands write them are found, and never on another street."""

import random
import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from cities import write_city

from sozialraum.errors import Problem
from sozialraum.sources.establishments.addresses import read_register
from sozialraum.sources.establishments.geocoding import Asked, Streets, by_street, located
from sozialraum.sources.project import ProjectFolder, read_project

DATA = Path(__file__).parents[3] / "shared" / "data" / "essen_addresses"
SAMPLE, SEED = 2_000, 20_221_005
PERFECT = 0.98
COLUMNS = 'street = "strname", house_number = "hsnr", suffix = "hsnrzu", street_key = "strschl"'
ENTRY = f"""[addresses]
file = "hauskoordinaten_essen_2022-10-05_4647.zip"
layer = "hauskoordinaten_essen_2022-10-05_4647.geojson"
columns = {{ {COLUMNS} }}
source = "jugendamt"

[disclosure.oeffentlich]"""
GML_ENTRY = """[addresses]
file = "hauskoordinaten_014.gml"
columns = { street = "STRNAME", house_number = "HSNR", suffix = "HSNRZU", street_key = "STRSCHL" }
source = "jugendamt"

[disclosure.oeffentlich]"""
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
INVENTED = ("Allee", "weg", "str.", "platz", "gasse", "ufer")


@dataclass(frozen=True)
class Sampled:
    """An address of the register, and how another hand writes it."""

    street: str
    street_id: str
    number: tuple[int, str]
    x: float
    y: float
    rough: Asked


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    return read(tmp_path_factory.mktemp("essen"), ENTRY)[0]


@pytest.fixture(scope="module")
def streets(register: pd.DataFrame) -> Streets:
    return by_street(register)


@pytest.fixture(scope="module")
def sample(register: pd.DataFrame) -> list[Sampled]:
    hand = random.Random(SEED)
    rows = register.sample(SAMPLE, random_state=SEED)
    columns = ("street", "street_id", "first", "suffix", "x", "y")
    return [
        Sampled(street, id_, (first, suffix), x, y, roughened(street, first, suffix, hand))
        for street, id_, first, suffix, x, y in zip(*(rows[column] for column in columns), strict=True)
    ]


def read(folder: Path, entry: str) -> tuple[pd.DataFrame, list[Problem]]:
    """A register of Essen, and what is odd about it."""
    if not DATA.exists():
        pytest.skip("the house coordinates of Essen are not here")
    names = {"[disclosure.oeffentlich]": entry, 'name = "Musterstadt"': 'name = "Essen"'}
    city = read_project(write_city(folder, replace={"projekt.toml": names}))
    found, _, problems = read_register(ProjectFolder(city.project, city.folder, DATA))
    assert found is not None
    return found, problems


def roughened(street: str, number: int, letter: str, hand: random.Random) -> Asked:
    """The address with the liberties that people take with addresses."""
    ways = [
        lambda text: re.sub(r"(?i)str\.", lambda found: "Straße" if found[0][0] == "S" else "straße", text),
        lambda text: re.sub(r"(?i)str\.", lambda found: "Strasse" if found[0][0] == "S" else "strasse", text),
        lambda text: text.replace("str.", "str"),
        lambda text: text.translate(UMLAUTS),
        str.upper,
        str.lower,
        lambda text: text.replace(" ", "  "),
        lambda text: text.replace(" ", "-"),
        lambda text: text.replace("-", " "),
        lambda text: text.replace(" Str.", "str."),
        lambda text: text.replace(".", ""),
    ]
    for way in hand.sample(ways, hand.randint(1, 3)):
        street = way(street)
    number_text = f"{number}{hand.choice(['', ' '])}{hand.choice([str.lower, str.upper])(letter)}"
    number_text += hand.choice(["", "", "", ", 1. OG", " (Eingang Hof)", " Hinterhaus"])
    whole = f"{street}{hand.choice([' ', '  '])}{number_text}"
    form = hand.randrange(4)
    if form == 0:
        return Asked(street, number_text)
    return Asked((whole, f"{whole}, 45127 Essen", f"45127 Essen, {whole}")[form - 1])


def in_essen(place: str) -> bool:
    return place == "Essen"


def test_the_whole_register_is_read_but_for_rows_that_are_no_address(register: pd.DataFrame) -> None:
    assert len(register) == 99_581
    assert register["street_id"].nunique() == 3_318
    assert not register["street"].str.startswith("#").any()


def test_the_same_houses_lie_in_the_same_place_in_gml_with_north_first(
    register: pd.DataFrame, tmp_path: Path
) -> None:
    found, _ = read(tmp_path, GML_ENTRY)
    key = ["street_id", "first", "suffix"]
    both = found.merge(register, on=key, suffixes=("_gml", "_geojson"))
    assert len(both) == len(found) > 900
    assert (both["x_gml"] - both["x_geojson"]).abs().max() < 0.01
    assert (both["y_gml"] - both["y_geojson"]).abs().max() < 0.01


def test_as_many_as_promised_are_found_exactly_and_none_on_another_street(
    sample: list[Sampled], streets: Streets
) -> None:
    exact, astray = 0, []
    for one in sample:
        found = located(one.rough, streets, in_essen)
        if found.house is None:
            continue
        here = (found.house.x, found.house.y) == (one.x, one.y)
        exact += found.grade == "address" and here
        if found.house.street != one.street:
            astray.append((one, found))
    assert astray == []
    assert exact >= PERFECT * len(sample)


def test_an_address_as_the_register_writes_it_is_found_exactly(sample: list[Sampled], streets: Streets) -> None:
    for one in sample:
        found = located(Asked(one.street, f"{one.number[0]}{one.number[1]}"), streets, in_essen)
        assert found.grade == "address"
        assert found.house is not None
        assert found.house.street == one.street


def test_a_street_that_does_not_exist_is_never_placed(sample: list[Sampled], streets: Streets) -> None:
    hand = random.Random(SEED)
    names = {name.casefold() for name in streets.names.values()}
    tried = 0
    for one in sample[:100]:
        letters = list(one.street.split(" ")[0].rstrip("."))
        at = hand.randrange(1, len(letters))
        for street in (
            "".join([*letters[:at], hand.choice("qxy"), *letters[at:]]) + f"-{hand.choice(INVENTED)}",
            f"Neue {one.street} am Nirgendwo",
            f"Xanthippe-{one.street}",
        ):
            if street.casefold() not in names:
                tried += 1
                found = located(Asked(f"{street} {one.number[0]}"), streets, in_essen)
                assert (found.grade, found.house) == ("street_unknown", None)
    assert tried > 250
