"""Two builds of the same input are byte-identical, wherever, whenever and in whatever order the rows stand."""

import json
import random
from pathlib import Path

import pytest
from cities import city_files, write_city
from running import build_here, differing, sozialraum, tree
from workbooks import ROWS, write_workbook

ELSEWHERE = {
    "TZ": "Pacific/Chatham",
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "tr_TR.UTF-8",
    "PYTHONHASHSEED": "4711",
    "SOURCE_DATE_EPOCH": "1",
}
# k2, k3 and k5 raise warnings, which quote their rows: they keep them, the others change places.
WARNED_ROWS = ("k2", "k3", "k5")


def shuffled_csv(text: str, dice: random.Random, fixed: tuple[str, ...]) -> str:
    """The same rows in another order; rows that begin with a fixed key keep their place."""
    head, *rows = text.splitlines()
    free = [at for at, row in enumerate(rows) if row.split(";")[0] not in fixed]
    order = free.copy()
    while order == free and len(free) > 1:
        dice.shuffle(order)
    moved = dict(zip(free, order, strict=True))
    return "\n".join([head, *(rows[moved.get(at, at)] for at in range(len(rows)))]) + "\n"


def shuffled_geojson(text: str, dice: random.Random) -> str:
    collection = json.loads(text)
    dice.shuffle(collection["features"])
    for feature in collection["features"]:
        feature["properties"] = dict(reversed(feature["properties"].items()))
    return json.dumps(collection)


def shuffled_city(seed: int) -> dict[str, str | bytes]:
    dice = random.Random(seed)
    files: dict[str, str | bytes] = {}
    for name, content in city_files().items():
        assert isinstance(content, str)
        if name.endswith(".csv"):
            files[name] = shuffled_csv(content, dice, WARNED_ROWS)
        elif name.endswith(".geojson"):
            files[name] = shuffled_geojson(content, dice)
    return files


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_rows_decides_nothing(maps: Path, tmp_path: Path, seed: int) -> None:
    files = shuffled_city(seed)
    usual = city_files()
    assert any(files[name] != usual[name] for name in files)
    project = write_city(tmp_path / "stadt", add=files)
    assert build_here([project], tmp_path / "karten") == 0
    assert differing(tree(maps), tree(tmp_path / "karten")) == []


def test_zone_locale_hash_seed_and_folder_decide_nothing(maps: Path, tmp_path: Path) -> None:
    other = tmp_path / "anderer Ort ü"
    project = write_city(other / "ç", add=shuffled_city(99))
    ran = sozialraum("build", project.relative_to(other), "--out", "hier/karten", folder=other, env=ELSEWHERE)
    assert (ran.returncode, differing(tree(maps), tree(other / "hier/karten"))) == (0, []), ran.stderr


def test_a_workbook_gives_the_same_bytes_wherever_its_rows_stand(tmp_path: Path) -> None:
    """Rows of the facilities keep their place: three of them raise warnings, which quote it."""
    dice = random.Random(5)
    one = write_workbook(tmp_path / "stadt") / "projekt.xlsx"
    assert build_here([one], tmp_path / "karten") == 0
    other = tmp_path / "anderer Ort ü"
    mixed = {sheet: dice.sample(ROWS[sheet], len(ROWS[sheet])) for sheet in ("areas", "places", "values")}
    assert all(mixed[sheet] != ROWS[sheet] for sheet in mixed)
    write_workbook(other / "ç", rows=mixed)
    ran = sozialraum("build", "ç", "--out", "hier/karten", folder=other, env=ELSEWHERE)
    assert (ran.returncode, differing(tree(tmp_path / "karten"), tree(other / "hier/karten"))) == (0, []), ran.stderr


def test_a_second_build_over_the_first_changes_no_byte(project: Path, maps: Path) -> None:
    before = tree(maps)
    assert build_here([project], maps) == 0
    assert differing(before, tree(maps)) == []


def test_another_number_makes_another_build(maps: Path, tmp_path: Path) -> None:
    changed = {
        "indicators/bevoelkerung.csv": {
            "mitte;Einwohner;31.12.2023;insgesamt;900": "mitte;Einwohner;31.12.2023;insgesamt;901"
        }
    }
    assert build_here([write_city(tmp_path / "stadt", changed)], tmp_path / "karten") == 0
    different = differing(tree(maps), tree(tmp_path / "karten"))
    assert {"musterstadt/index.html", "musterstadt/mitte.html", "musterstadt/data/indicators.csv"} <= set(different)


def test_no_page_tells_where_or_when_it_was_built(maps: Path, project: Path) -> None:
    for name, content in tree(maps).items():
        for trace in (str(project.parent), str(maps), str(Path.home()), str(Path.cwd())):
            assert len(trace) < 3 or trace.encode() not in content, (name, trace)
