"""What a stop of the invented city's walk-through says of signs is there to be seen."""

import re
from pathlib import Path

from packing import page_data

BLOCK = re.compile(r'<script id="sr-data" type="application/json">(.*?)</script>', re.DOTALL)


def test_a_stop_speaks_of_a_sign_only_where_its_figure_shows_it(invented_city: Path) -> None:
    block = BLOCK.search((invented_city / "index.html").read_text(encoding="utf-8"))
    assert block
    data = page_data(block[1])
    layers = {layer["id"]: layer for layer in data["layers"]}
    spoken = 0
    for stop in data["tour"]:
        layer, sentence = layers[stop["at"]["ind"]], stop["sentence"]
        periods = layer["periods"]
        at = [period["id"] for period in periods].index(stop["at"]["jahr"])
        values = [round(value, layer["decimals"]) for value in layer["v"][at] if value is not None]
        signs = {
            r"gesperrt|Schraffur": "Q" in layer["s"][at],
            r"Punktlinie|Reihenbruch": any(period.get("break_before") for period in periods),
            r"teilen den Rang": len(set(values)) < len(values),
        }
        for words, shown in signs.items():
            if re.search(words, sentence):
                spoken += 1
                assert shown, sentence
    assert spoken > 0, "no stop speaks of a sign"
