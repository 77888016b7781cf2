"""A page carries the texts its scripts ask for, by whole keys and by beginnings of keys, and no other."""

import re

from sozialraum.presentation.page.asked import asked_texts
from sozialraum.presentation.page.elements import asset
from sozialraum.presentation.words.texts import texts as texts_in

OTHERS = ("atlas.title", "skip.panel", "planning.tick", "noscript")  # of templates, of other pages


def test_texts_of_templates_and_of_other_pages_stay_away() -> None:
    texts = {"status.gesperrt": "x", "legend.title": "x", "trend.none": "x", "reach.nothing": "x"}
    assert set(asked_texts(texts | dict.fromkeys(OTHERS, "x"), "scripts.txt")) == {
        "status.gesperrt",  # "status." + a name
        "legend.title",
        "trend.none",
    }


def test_every_key_that_stands_in_a_script_is_there() -> None:
    texts = texts_in("de").section("page")
    of_area = ("scripts_sozialraum.txt", "scripts_cells.txt")
    for names in (("scripts.txt",), of_area, ("scripts_planning.txt",)):
        code = "".join(asset(script) for name in names for script in asset(name).split())
        asked = {key for key in re.findall(r"\"([a-z]+\.[a-z_]+)\"", code) if key in texts}
        assert asked <= asked_texts(texts, *names).keys()
