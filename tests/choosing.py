"""Choosing what the atlas shows by its list of everything, whichever question is asked just now."""

from typing import Any

CHOOSE = """(layer) => {
  const list = document.querySelector("#sr-layer");
  list.value = String(layer);
  list.dispatchEvent(new Event("change", { bubbles: true }));
}"""


def choose_layer(page: Any, layer: int) -> None:
    """Shows a layer by its number."""
    page.evaluate(CHOOSE, layer)
