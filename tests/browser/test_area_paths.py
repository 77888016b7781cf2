"""Areas are drawn straight from their packed borders: what stands there is what the library itself would draw."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from packing import page_data

pytestmark = pytest.mark.browser
Open = Callable[..., Any]
SIDE_BY_SIDE = """() => {
  const told = (node) => {
    const { x, y, width, height } = node.getBBox();
    return [x, y, width, height, node.getTotalLength()];
  };
  const apart = [];
  let cut = 0;
  map_1.eachLayer((area) => {
    if (area.sozialraumArea === undefined) return;
    area.getBounds();
    const plain = L.polygon(area.getLatLngs(), { renderer: area._renderer, smoothFactor: 0, weight: 1 }).addTo(map_1);
    const [ours, theirs] = [area, plain].map((one) => told(one.getElement()));
    const drawn = plain.getElement().getAttribute("d").match(/[ML]/g) || [];
    if (drawn.length !== plain.getLatLngs().flat(Infinity).length) cut += 1;
    plain.remove();
    const far = (one, at) => Math.abs(one - theirs[at]) > (at < 4 ? 1 : 2 + theirs[4] / 100);
    if (ours.some(far)) apart.push([ours, theirs]);
  });
  const middle = map_1.getContainer().getBoundingClientRect();
  const under = document.elementFromPoint(middle.x + middle.width / 2, middle.y + middle.height / 2);
  return { apart, cut, under: under.matches("path.sr-area") && under.getAttribute("aria-label") };
}"""
PLACES = """() => [...document.querySelectorAll('path.sr-area')].map((one) => {
  const { x, y, width, height } = one.getBoundingClientRect();
  return [x, y, width, height].map(Math.round);
})"""


def test_whole_and_cut_paths_are_those_of_the_library(offline_page: Open, invented_city: Path) -> None:
    opened = offline_page(invented_city / "index.html")
    page = opened.page
    home = page.evaluate(SIDE_BY_SIDE)
    assert home["apart"] == []
    assert home["cut"] == 0
    page.click("#sr-home")
    whole = page.evaluate(PLACES)
    first = page_data(page.text_content("#sr-data"))["areas"][0]
    page.evaluate("(at) => map_1.setView(at, 15, { animate: false })", first["label"])
    near = page.evaluate(SIDE_BY_SIDE)
    assert near["apart"] == []
    assert near["cut"] > 0
    assert near["under"].startswith(first["name"])
    page.evaluate("map_1.panBy([400, 250], { animate: false })")
    assert page.evaluate(SIDE_BY_SIDE)["apart"] == []
    page.click("#sr-home")
    assert page.evaluate(SIDE_BY_SIDE)["apart"] == []
    assert page.evaluate(PLACES) == whole
    assert opened.complaints() == []
