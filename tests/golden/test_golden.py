"""Parts of pages and tables as they were last read through; the reasons stand in the tests of each room."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from built import built
from cities import POPULATION, SHARES
from golden.compare import readable, same_as_golden, skeleton

from sozialraum.errors import InputError
from sozialraum.pipeline import CityBuild
from sozialraum.presentation.area.page import near_houses
from sozialraum.presentation.atlas.data import area_data, atlas_data
from sozialraum.presentation.page.elements import json_for_html
from sozialraum.presentation.views.layer_json import layer_json
from sozialraum.presentation.words.texts import problem_text, texts

LEGENDS = ("kita_u3_lage_versorgung", "kita_u3_bilanz", "kita_u3_quota", "lage_index", "sgb2_u18", "residents")


def layer(city: CityBuild, id_: str) -> dict[str, Any]:
    context = city.pages.context
    found = next(one for one in city.pages.layers if one.id == id_)
    return layer_json(found, context.areas, context.words)


def part(page: str, start: str, end: str) -> str:
    """From the first `start` to the next `end`, one element a line."""
    begin = page.index(start)
    text = page[begin : page.index(end, begin) + len(end)]
    lines = re.sub(r">\s*(?=<)", ">\n", text).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def test_legends(city: CityBuild) -> None:
    legends = {
        id_: {key: layer(city, id_)[key] for key in ("classes", "class_note", "symbols", "polarity_word")}
        for id_ in LEGENDS
    }
    same_as_golden("legends.json", readable(legends))


def test_one_layer(city: CityBuild) -> None:
    same_as_golden("layer_sgb2_u18.json", readable(layer(city, "sgb2_u18")))


@pytest.mark.parametrize("area", ["mitte", "nord"])
def test_an_offer_of_supply(files: dict[str, str], area: str) -> None:
    """30 children in mitte, 12 of 15 places; nord's 40 are withheld: of 43 in the Bezirk they tell hafen's 3."""
    start = '<article class="sr-offer"'
    same_as_golden(f"offer_{area}.html", part(files[f"{area}.html"], start, "</article>"))


@pytest.mark.parametrize(("area", "field"), [("hafen", "Bevölkerung"), ("heide", "Soziale Sicherung")])
def test_one_group_of_a_profile(files: dict[str, str], area: str, field: str) -> None:
    """The three children of hafen are withheld; in heide nobody lives, so shares do not apply."""
    found = part(files[f"{area}.html"], f"<caption>{field}</caption>", "</tbody>")
    same_as_golden(f"profile_{area}.html", found)


def test_the_block_of_the_lage(files: dict[str, str]) -> None:
    """Class in words, scale, reason for an unsure rank and caption; the bars of the two indicators stand beside."""
    same_as_golden("lage_nord.html", part(files["nord.html"], '<section class="sr-lage"', "</section>"))


def test_what_facilities_say(city: CityBuild) -> None:
    """k1 lies well, k2 on a border, k4 nowhere known, k5 in conflict, k6 is planned; s1 is a school."""
    said = {
        house.id: {"name": house.name, "status": house.status_label, "lines": house.lines}
        for house in city.pages.houses
        if house.id in {"k1", "k2", "k4", "k5", "k6", "s1"}
    }
    same_as_golden("facilities.json", readable(said))


def test_the_shape_of_the_data_of_the_atlas(city: CityBuild) -> None:
    data = json.loads(json_for_html(atlas_data(city.pages)))
    own = {key: data.pop(key) for key in ("lage", "findings", "notes", "groups_of", "similar", "methods")}
    board = data.pop("gap_board")
    larger = {key: data.pop(key) for key in ("levels", "larger")}
    larger["larger"]["layers"] = list(larger["larger"]["layers"].values())
    del data["definitions"]  # the layers' own, by group: tests/presentation/atlas/test_definitions.py
    layers = data.pop("layers")
    same_as_golden("atlas_data.txt", skeleton(data))
    same_as_golden("atlas_layers.txt", skeleton({"layers": layers}))
    same_as_golden("gap_board.txt", skeleton(board))
    same_as_golden("larger_areas.txt", skeleton(larger))
    same_as_golden("situation_data.txt", skeleton(own))


def test_the_shape_of_the_data_of_a_sozialraum(city: CityBuild) -> None:
    near = near_houses(city.pages)["nord"]
    data = json.loads(json_for_html(area_data(city.pages, "nord", near)))
    same_as_golden("area_data.txt", skeleton(data))


def test_the_open_tables(files: dict[str, str]) -> None:
    package = json.loads(files["data/datapackage.json"])
    tables = {
        one["name"]: " ".join(
            field["name"] + ("*" if field["type"] == "number" else "") for field in one["schema"]["fields"]
        )
        for one in package.pop("resources")
    }
    package.pop("version")
    same_as_golden("datapackage.txt", skeleton(package) + "\n\n* number\n" + readable(tables))


def test_warnings_in_german(city: CityBuild) -> None:
    sentences = [problem_text(one, texts("de")) for one in city.published.problems]
    same_as_golden("warnings.txt", "\n".join(sentences))


def test_errors_in_german(tmp_path: Path) -> None:
    """One mistake of each kind that offices make most often, told in one go."""
    rows = "hafn;Einwohner;31.12.2022;insgesamt;400\nhafen;Einwohner;31.13.2022;insgesamt;400\n"
    rows += "nord;Einwohnr;31.12.2022;insgesamt;1,2,3\nnord;Einwohner;31.12.2023;insgesamt;1.201\n"
    with pytest.raises(InputError) as raised:
        built(
            tmp_path,
            {"facilities/kitas.csv": {"offen;01.08.2010": "zu;01.08.2010", "500300;5701500": "500300;570150"}},
            add={
                "indicators/bevoelkerung.csv": POPULATION + rows,
                "indicators/anteile.csv": SHARES + "Nord;SGB II;2021;25,0;130;120;\n",
            },
        )
    sentences = [problem_text(one, texts("de")) for one in raised.value.problems]
    same_as_golden("errors.txt", "\n".join(sentences))


def test_a_difference_is_shown_line_by_line(tmp_path: Path) -> None:
    same_as_golden("a.txt", "eins\nzwei", tmp_path, write=True)
    same_as_golden("a.txt", "eins\nzwei\n", tmp_path, write=False)
    with pytest.raises(AssertionError, match=r"(?s)-zwei\n\+drei"):
        same_as_golden("a.txt", "eins\ndrei", tmp_path, write=False)
    with pytest.raises(AssertionError, match="not there yet"):
        same_as_golden("b.txt", "eins", tmp_path, write=False)
    with pytest.raises(AssertionError, match="smaller part"):
        same_as_golden("b.txt", "\n".join("x" * 200), tmp_path, write=True)
