"""Promises kept to everyone on the map, tried on a whole city."""

import random
from collections.abc import Callable

import pytest
from built import built
from cities import KITAS, PLACES, city_files
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rows import of

from sozialraum.model.inputs import Results
from sozialraum.pipeline import CityBuild

Build = Callable[..., CityBuild]
FEW = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def city(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build the small city with these files in place of its own."""

    def make(**texts: str) -> CityBuild:
        add = {name.replace("__", "/") + ".csv": text for name, text in texts.items()}
        return built(tmp_path_factory.mktemp("city"), add=add)

    return make


def quotas(results: Results) -> dict[tuple[str, str], float | None]:
    """(area, measure) -> value of everything about places under three but the number of houses."""
    rows = of(results.situation.measures, target_group="kita_u3")
    return {
        (area, measure): None if value != value else value
        for area, measure, value in zip(
            rows["area_id"], rows["measure_id"], rows["value"].astype(float).round(9), strict=True
        )
    }


def shuffled(text: str, seed: int) -> str:
    head, *rows = text.strip().splitlines()
    random.Random(seed).shuffle(rows)
    return "\n".join([head, *rows]) + "\n"


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> CityBuild:
    """The small city as it is; what it works out is worked out once."""
    return built(tmp_path_factory.mktemp("usual"))


@FEW
@given(x=st.integers(500_001, 500_999), y=st.integers(5_701_001, 5_701_999))
def test_moving_a_facility_inside_its_sozialraum_changes_nothing(
    city: Build, usual: CityBuild, x: int, y: int
) -> None:
    moved = KITAS.replace("500300;5701500", f"{x};{y}")
    assert moved.count(f"{x};{y}") == 1
    assert quotas(city(facilities__kitas=moved).results) == quotas(usual.results)


@FEW
@given(here=st.integers(0, 12))
def test_splitting_a_facility_in_two_changes_no_quota(city: Build, usual: CityBuild, here: int) -> None:
    """k2 of Mitte has 12 places under three: two houses with as many together are as good."""
    kitas = KITAS + "k2b;Kita Nebenstelle;Kirche;501600;5701500;mitte;offen;\n"
    places = PLACES.replace("k2;U3;2023/24;12;35", f"k2;U3;2023/24;{here};35\nk2b;U3;2023/24;{12 - here};35")
    assert quotas(city(facilities__kitas=kitas, facilities__plaetze=places).results) == quotas(usual.results)


@FEW
@given(seed=st.integers(0, 1000))
def test_the_order_of_rows_in_the_files_never_matters(city: Build, usual: CityBuild, seed: int) -> None:
    """Every table is the same to the byte, but for messages that name a row."""
    files = {name: text for name, text in city_files().items() if name.endswith(".csv") and isinstance(text, str)}
    mixed = {name.removesuffix(".csv").replace("/", "__"): shuffled(text, seed) for name, text in files.items()}
    one, other = (
        {name: content for name, content in build.tables() if name.startswith("data/") and "problems" not in name}
        for build in (usual, city(**mixed))
    )
    assert len(one) > 6
    for name, content in one.items():
        if name != "data/datapackage.json":
            assert other[name] == content, name


def test_two_builds_are_the_same_to_the_byte(city: Build, usual: CityBuild) -> None:
    assert dict(city().files()) == dict(usual.files())
