"""What is withheld looks like something that is there and not shown; an internal edition says whose it is."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cities import with_intern, write_city
from packing import page_data

from sozialraum.cli.build import build_cities
from sozialraum.cli.output import internal_folder
from sozialraum.presentation.words.texts import texts

Open = Callable[..., Any]
AREAS = "path.sr-area"
WITHHELD = "gesperrt (Datenschutz)"
WHY = texts("de")("page.withheld.why")
SENTENCE = texts("de")("intern.sentence")
FRAGMENTS = ["#ind=children_u3&ansicht=steckbrief", "#ind=sgb2_u18&jahr=2022-12-31&ansicht=steckbrief"]

# per withheld column its left and right end, top and bottom; the points of the area's line; the ends of the drawing
TREND = """() => {
  const drawing = document.querySelector('[data-sr-trend="sgb2_u18"] svg');
  const ends = (one) => (({ left, right, top, bottom }) => [left, right, top, bottom])(one.getBoundingClientRect());
  const paths = [...drawing.querySelectorAll(".sr-trend-own")].map((one) => one.getAttribute("d"));
  return [[...drawing.querySelectorAll(".sr-trend-withheld rect")].map(ends), paths, ends(drawing)];
}"""
# per area: its name, whether its fill is the hatch, and whether its "•" lies on it
SIGNS = """() => {
  const labels = [...document.querySelectorAll(".sr-label-sign")];
  const signs = labels.filter((one) => one.textContent === "•");
  const inside = (shape) => signs.some((one) => {
    const box = one.getBoundingClientRect();
    const at = new DOMPoint(box.left + box.width / 2, box.top + box.height / 2);
    return shape.isPointInFill(at.matrixTransform(shape.getScreenCTM().inverse()));
  });
  const hatched = (shape) => shape.getAttribute("fill").includes("withheld");
  return [...document.querySelectorAll("path.sr-area")].map((one) => [hatched(one), inside(one)]);
}"""
BANNER = """() => [".sr-intern", ".sr-intern-sheet"].map((one) => {
  const found = document.querySelector(one);
  const seen = found && getComputedStyle(found).display !== "none" && found.getBoundingClientRect().height > 0;
  return seen ? found.textContent : "";
})"""


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the public edition of the fixture city; the internal one lies beside it."""
    out = tmp_path_factory.mktemp("beide") / "karten"
    project = write_city(tmp_path_factory.mktemp("stadt"), with_intern())
    assert build_cities([project], out, None, texts("de"), True, None) == 0
    return out


def test_a_withheld_year_is_a_column_over_the_whole_height_and_no_line_crosses_it(
    public: Path, offline_page: Open
) -> None:
    page = offline_page(public / "musterstadt" / "hafen.html").page
    columns, lines, (left, right, top, bottom) = page.evaluate(TREND)
    assert len(columns) == 1
    begin, end, above, below = columns[0]
    assert left <= begin < end <= right
    assert below - above > 0.7 * (bottom - top)
    assert lines == [""], "of two dates one is withheld: there is nothing to be joined"
    assert WITHHELD in page.text_content("main").replace("\u00ad", "")


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_the_mark_of_a_withheld_area_lies_on_it_and_the_legend_counts_it(
    public: Path, offline_page: Open, fragment: str
) -> None:
    opened = offline_page(public / "musterstadt" / "index.html", fragment=fragment)
    drawn = opened.page.evaluate(SIGNS)
    assert any(hatched for hatched, _ in drawn)
    assert [hatched for hatched, _ in drawn] == [marked for _, marked in drawn]
    entry = opened.page.locator("#sr-legend .sr-legend-entry", has_text=WITHHELD)
    count = entry.locator(".sr-legend-count").inner_text()
    assert re.sub(r"\D", "", count) == str(sum(hatched for hatched, _ in drawn))
    assert "withheld" in entry.locator("rect").first.get_attribute("fill")
    assert entry.locator("text").text_content() == "•"
    assert opened.complaints() == []


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_withheld_area_clicked_tells_why_in_a_sentence(public: Path, offline_page: Open, fragment: str) -> None:
    opened = offline_page(public / "musterstadt" / "index.html", fragment=fragment)
    page = opened.page
    names = [area["name"] for area in page_data(page.text_content("#sr-data"))["areas"]]
    hatched = [at for at, (withheld, _) in enumerate(page.evaluate(SIGNS)) if withheld]
    assert hatched
    for at in hatched:
        page.locator(AREAS).nth(at).dispatch_event("click")
        assert page.text_content("#sr-profile h2") == names[at]
        headline = page.locator("#sr-profile .sr-headline").inner_text()
        assert WITHHELD in headline
        assert WHY in headline
        box = page.locator("#sr-profile .sr-headline p.sr-box").inner_text()
        assert WITHHELD not in box, "the word stands above it already"
        assert WITHHELD in page.locator(AREAS).nth(at).get_attribute("aria-label")
    assert opened.complaints() == []


@pytest.mark.parametrize("name", ["index.html", "hafen.html", "qualitaet.html", "lizenzen.html"])
def test_an_internal_page_says_so_on_the_screen_and_on_every_sheet(
    public: Path, offline_page: Open, name: str
) -> None:
    opened = offline_page(internal_folder(public) / "musterstadt" / name)
    page = opened.page
    on_screen, across = page.evaluate(BANNER)
    assert SENTENCE in on_screen
    assert across == "", "the word across the sheet is for paper"
    page.emulate_media(media="print")
    on_paper, across = page.evaluate(BANNER)
    assert SENTENCE in on_paper
    assert across == "Nur intern"
    assert opened.complaints() == []


def test_a_public_page_has_no_such_banner(public: Path, offline_page: Open) -> None:
    page = offline_page(public / "musterstadt" / "index.html").page
    assert page.evaluate(BANNER) == ["", ""]
    page.emulate_media(media="print")
    assert page.evaluate(BANNER) == ["", ""]
