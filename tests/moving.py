"""Going to another view of the atlas that is open, as an address or the back button brings it."""

from typing import Any
from urllib.parse import parse_qs

from packing import page_data

# Refuses an address that is there already: nothing would happen, and nobody would hear of it.
MOVE = """(to) => new Promise((done, refuse) => {
  if (location.hash.slice(1) === to) {
    refuse(new Error(`${to} is shown already`));
    return;
  }
  addEventListener("hashchange", () => setTimeout(done, 0), { once: true });
  location.hash = to;
})"""


def go(page: Any, fragment: str) -> None:
    """Set the address, without its "#", and wait until the page has taken it."""
    page.evaluate(MOVE, fragment)


def show(page: Any, fragment: str) -> str:
    """The title of the map once the page shows the figure that the address asks for.

    Raises:
        AssertionError: it is the title of another figure.
    """
    go(page, fragment)
    (wanted,) = parse_qs(fragment)["ind"]
    layers = page_data(page.text_content("#sr-data"))["layers"]
    (label,) = (layer["label"] for layer in layers if layer["id"] == wanted)
    title = str(page.text_content("#sr-title")).replace("\u00ad", "")
    assert title.startswith(label.replace("\u00ad", "")), f"{fragment}: {title}"
    return title
