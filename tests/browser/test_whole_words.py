"""Narrow columns and tiles: no number is broken inside, and a word only where the browser may hyphenate it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Open = Callable[..., Any]
UNFOLDED = "() => document.querySelectorAll('#sr-profile details').forEach((fold) => { fold.open = true; })"
BROKEN = r"""(where) => {
  const found = [];
  const lines = (range) => new Set([...range.getClientRects()].filter((box) => box.width > 0.5)
    .map((box) => Math.round(box.top / 4))).size;
  const texts = document.createTreeWalker(document.querySelector(where), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (!node.parentElement.checkVisibility() || node.parentElement.closest("svg, option, .sr-hidden")) continue;
    const hyphens = getComputedStyle(node.parentElement).hyphens === "auto";
    for (const word of node.data.matchAll(/[^\s\u202f\u00a0\-\/–—\u00ad]+/g)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      if (lines(range) > 1 && (!hyphens || /\d/.test(word[0]))) found.push(word[0]);
    }
  }
  return found;
}"""


@pytest.mark.parametrize("size", ["phone", (1024, 768), "desktop"], ids=str)
@pytest.mark.parametrize("area", ["sr03", "sr04"])
def test_the_steckbrief_breaks_no_number_and_no_word(
    invented_city: Path, reopened_page: Open, size: Any, area: str
) -> None:
    page = reopened_page(
        invented_city / "index.html", size=size, fragment=f"#ind=sgb2_u18&gebiet={area}&ansicht=steckbrief"
    ).page
    page.evaluate(UNFOLDED)
    assert "5.941" in page.inner_text("#sr-profile") or "9.408" in page.inner_text("#sr-profile")
    assert page.evaluate(BROKEN, "#sr-profile") == []
