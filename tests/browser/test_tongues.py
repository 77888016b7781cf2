"""On a page of another language, German texts say that they are German: a screen reader reads them as such."""

import csv
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from invented import CITY
from moving import show

Open = Callable[..., Any]
AT_LEAST = 6  # signs; shorter ones may be words of the other language, too
SHOWN = {  # address: what is to be seen there
    "ind=sgb2_u18&ansicht=lesen": ["#sr-about"],
    "ind=kita_u3_bilanz&gebiet=sr03&ansicht=steckbrief": ["#sr-profile h2"],
    "ind=reach_kita_u3&gebiet=sr07&ansicht=tabelle&rundgang=2": ["#sr-table table", ".sr-tour-title"],
    "ind=lage_index&gebiet=sr11&ansicht=vergleich&vergleich=sr03": ["#sr-compare table"],
}
UNTOLD = """(texts) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  let seen = 0;
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (["script", "style", "textarea"].includes(parentElement.localName)) continue;
    const german = texts.find((text) => data.includes(text));
    if (!german) continue;
    seen += 1;
    const own = parentElement.closest("[lang]").lang;
    const alone = ["option", "title", "desc"].includes(parentElement.localName) && data.trim() !== german;
    if (own !== "de" && !alone) found.push(data.trim());
  }
  return [seen, found];
}"""
SAY = """async (text) => {
  const node = document.querySelector("#sr-announce");
  node.textContent = text;
  await null; // what watches the page is told before
  return node.lang;
}"""
ENGLISH_IN_GERMAN = """() => [...document.querySelectorAll("[lang=de]")].map((one) => one.textContent)
  .filter((text) => /\\b(the|and|with|children|of)\\b/.test(text))"""


def only_german(part: Any) -> Iterator[str]:
    """Texts of the project file without an English one."""
    if isinstance(part, dict):
        if isinstance(part.get("de"), str) and "en" not in part:
            yield part["de"]
        for one in part.values():
            yield from only_german(one)
    elif isinstance(part, list):
        for one in part:
            yield from only_german(one)


def test_german_texts_on_english_pages_say_that_they_are_german(invented_city: Path, offline_page: Open) -> None:
    project = tomllib.loads((CITY / "projekt.toml").read_text(encoding="utf-8"))
    rows = {
        name: list(
            csv.DictReader((invented_city / "data" / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines())
        )
        for name in ("facilities", "areas")
    }
    german = {one["name"] for one in rows["facilities"]} | {one["title"] for one in project["sources"].values()}
    german |= set(only_german(project))
    german -= {one["name"] for one in rows["areas"]}
    texts = sorted(text for text in german if len(text) >= AT_LEAST)
    assert len(texts) > 100
    opened = offline_page(invented_city / "en" / "index.html", fragment="#ind=residents")
    page = opened.page
    for address, shown in SHOWN.items():
        show(page, address)
        assert all(page.locator(selector).is_visible() for selector in shown), address
        seen, untold = page.evaluate(UNTOLD, texts)
        assert (seen > 20, untold) == (True, []), address
    # what a script writes anew: the found facility, and an element that speaks English again says so
    page.get_by_role("combobox", name="Find an area, facility or street").fill("Kita El")
    assert page.locator("#sr-hits [lang=de]").first.inner_text().startswith("Kita El")
    assert page.evaluate(UNTOLD, texts)[1] == []
    assert page.evaluate(ENGLISH_IN_GERMAN) == []
    assert page.evaluate(SAY, "Kita Elchwiese") == "de"
    assert page.evaluate(SAY, "near Kita Elchwiese") == ""
    assert page.locator("#sr-announce [lang=de]").inner_text() == "Kita Elchwiese"
    for name in ("hafenbruch", "planung", "qualitaet"):
        page.goto((invented_city / "en" / f"{name}.html").as_uri())
        seen, untold = page.evaluate(UNTOLD, texts)
        assert (seen > 0, untold) == (True, []), name
        assert page.evaluate(ENGLISH_IN_GERMAN) == [], name
    page.goto((invented_city / "index.html").as_uri())
    assert page.locator("#sr-map [lang], #sr-panel [lang], [lang=en]:not([data-sr-language])").count() == 0
    assert opened.complaints() == []
