"""Seven questions of planners answered by clicking in the pages of Musterstadt, beside what its files say by hand.

Every way begins on the map of the city and takes at most MOST clicks; a choice in a list is one click, too.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from driving.answers import (
    GESPERRT,
    MIN_COUNT,
    NAMES,
    SHOWN,
    WITHHELD,
    balance,
    german,
    half_up,
    in_words,
    needed,
    schools,
    short_label,
    there,
    withheld,
)
from musterstadt import planning_by_hand as hand
from musterstadt.lage_by_hand import index_by_hand, strongest

Open = Callable[..., Any]
Click = Callable[..., None]
Told = dict[str, dict[str, list[str]]]  # row -> heading -> lines of the cell

MOST = 4
BEZIRKE = {"Bezirk I Wallring": ("sr01", "sr02", "sr12"), "Bezirk II Nordhang": ("sr03", "sr06", "sr13")}
PARTS = {"Bezirk I Wallring": "pb1", "Bezirk II Nordhang": "pb2"}
COLUMN = {"U3": "bilanz-1", "Ü3": "bilanz-2"}
YEARS = (hand.LAST, *hand.AHEAD)
READ = """table => {
  const first = (cell) => [...cell.childNodes].find((node) => node.nodeName !== "SMALL" && node.nodeName !== "INPUT")
    .textContent.trim();
  const notes = (cell) => [...cell.querySelectorAll("small")].map((one) => one.textContent);
  const heads = [...table.tHead.rows[0].cells].slice(1).map(first);
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  return rows.map((row) => [[first(row.cells[0]), ...notes(row.cells[0])],
    Object.fromEntries([...row.cells].slice(1).map((cell, at) => [heads[at], [first(cell), ...notes(cell)]]))]);
}"""


@pytest.fixture
def offline_page(reopened_page: Open) -> Open:
    """Pages that other tests had before."""
    return reopened_page


@pytest.fixture
def atlas(invented_city: Path, offline_page: Open) -> Iterator[Any]:
    """The map of the city as it opens; at the end nothing may have gone wrong."""
    opened = offline_page(invented_city / "index.html")
    yield opened.page
    assert opened.complaints() == []


@pytest.fixture
def click() -> Iterator[Click]:
    """Clicks, or chooses from a list, and counts it."""
    clicked = []

    def once(what: Any, choice: str | None = None) -> None:
        if choice is None:
            what.click()
        else:
            what.select_option(label=choice)
        clicked.append(what)

    yield once
    assert 0 < len(clicked) <= MOST


def to_planning(page: Any, click: Click) -> None:
    click(page.get_by_role("navigation").get_by_role("link", name="Planung", exact=True))
    page.wait_for_selector("h1:has-text('Planung')")


def to_section(page: Any, click: Click, name: str) -> Any:
    """The part of the page behind a link at its top, once it is on the screen."""
    link = page.get_by_role("navigation", name="Abschnitte dieser Seite").get_by_role("link", name=name)
    click(link)
    section = page.locator(f"section{link.get_attribute('href')}")
    page.wait_for_function(
        "id => { const top = document.querySelector(id).getBoundingClientRect().top; return top >= 0 && top < 300; }",
        arg=link.get_attribute("href"),
    )
    return section


def told_by(table: Any) -> Told:
    """What a table says; a row of the same name twice is told apart by the small print below its name."""
    rows = table.evaluate(READ)
    names = [names[0] for names, _ in rows]
    return {names_[0] if names.count(names_[0]) == 1 else " · ".join(names_): cells for names_, cells in rows}


def balance_told(page: Any, target: str) -> Told:
    """The balance of an offer that is on the screen."""
    return told_by(page.locator(f"#{COLUMN[target]} [data-sr-pane]:visible table"))


def test_whole_children_move_no_answer_by_more_than_one_place() -> None:
    """What the pages show and what the files say unrounded may differ by the rounding of children only."""
    for target in COLUMN:
        for start in YEARS:
            for area in SHOWN:
                exact, shown = (
                    hand.missing((area,), target, start),
                    max(0.0, -balance((area,), target, start)),
                )
                assert abs(hand.whole(exact) - hand.whole(shown)) <= (1 if start > hand.LAST else 0)


@pytest.mark.parametrize("counted", [False, True])
def test_task_1_missing_places_of_every_area_and_year(
    atlas: Any, invented_city: Path, click: Click, counted: bool
) -> None:
    """Wie viele U3- und Ü3-Plätze fehlen je Stadtteil? One click; with planned measures two."""
    to_planning(atlas, click)
    if counted:
        click(atlas.get_by_label("mit geplanten Maßnahmen"))
    for target in COLUMN:
        told = balance_told(atlas, target)
        untold = withheld(invented_city, "places_missing", target)
        rows = [(NAMES[area], area, (area,)) for area in hand.AREAS]
        rows += [(name, PARTS[name], areas) for name, areas in BEZIRKE.items()]
        for name, id_, areas in rows:
            for start in YEARS:
                cell = told[name][hand.school_year(start)]
                answer = GESPERRT if (id_, start) in untold else in_words(balance(areas, target, start, counted))
                assert cell[0] == answer, (name, start)


@pytest.mark.parametrize("target", ["U3", "Ü3"])
def test_task_1_on_the_map(atlas: Any, invented_city: Path, click: Click, target: str) -> None:
    """Four clicks: the offer, what of it, the Kita-Jahr, the planned measures."""
    click(atlas.get_by_label("Angebot", exact=True).first, f"Versorgung {target}")
    click(atlas.get_by_label("fehlende Plätze", exact=True).first)
    slider = atlas.locator("#sr-year")
    click(slider, None)  # beside the Kita-Jahr that is wanted; then the arrow keys
    slider.fill(str(int(slider.get_attribute("max")) - 1))
    told = [area for area in SHOWN if (area, 2027) not in withheld(invented_city, "places_missing", target)]
    for counted in (False, True):
        if counted:
            click(atlas.get_by_label("mit geplanten Maßnahmen"))
        title = atlas.locator("#sr-title").inner_text()
        assert "2027/28 (Prognose)" in title
        missing = [hand.whole(-balance((area,), target, 2027, counted)) for area in told]
        circles = atlas.locator(".sr-map .sr-gap-number").all_inner_texts()
        assert sorted(circles) == sorted(str(one) for one in missing if one > 0)


def test_task_2_two_neighbours_together(atlas: Any, click: Click) -> None:
    """Reicht es in zwei Nachbar-Stadtteilen zusammen? Three clicks, and four with planned measures."""
    to_planning(atlas, click)
    row = atlas.locator(f"#{COLUMN['U3']} tbody tr").filter(has=atlas.get_by_role("link", name="Lüttkenhöhe"))
    click(row.locator("visible=true").get_by_role("checkbox"))
    click(atlas.get_by_role("button", name="+ Tannwisch"))
    for counted in (False, True):
        if counted:
            click(atlas.get_by_label("mit geplanten Maßnahmen"))
        for target in COLUMN:
            told = balance_told(atlas, target)["2 Gebiete zusammen"]
            for start in YEARS:
                told_here = told[hand.school_year(start)][0]
                assert told_here == in_words(balance(("sr03", "sr06"), target, start, counted)), (target, start)
    assert in_words(balance(("sr03",), "Ü3", 2027)) == "fehlen 30"  # alone


def test_task_3_the_kita_that_opens_in_february(atlas: Any, click: Click) -> None:
    """Was bringt die Kita, die im Februar öffnet? Two clicks."""
    to_planning(atlas, click)
    section = to_section(atlas, click, "Geplante Maßnahmen")
    planned, effects = (told_by(section.locator("table").nth(at)) for at in (0, 1))
    opens = planned["Neubau Kita Fingerhut"]
    assert [opens["ab"][0], opens["Stand"][0]] == ["01.02.2026", "im Bau"]
    for target, of in (("U3", 22), ("Ü3", 78)):
        row = effects[f"Neubau Kita Fingerhut · Lüttkenhöhe, Versorgung {target}"]
        for start in hand.AHEAD:
            before = max(0.0, -balance(("sr03",), target, start))
            part = of * hand.part_of_year("2026-02-01", start)
            after = max(0.0, before - part)
            cell = row[hand.school_year(start)]
            assert cell[0] == f"fehlen {hand.whole(before)} → {hand.whole(after)}"
            assert cell[1].startswith(f"+{german(part, 0)} Plätze")


def test_task_3_on_the_page_of_the_area(atlas: Any, click: Click) -> None:
    """Two clicks from the map to the page of Lüttkenhöhe; the measure stands below its balance."""
    click(atlas.locator("path.sr-area[aria-label*='Lüttkenhöhe']"))
    click(atlas.get_by_role("link", name="Eigene Seite: Lüttkenhöhe"))
    row = atlas.get_by_role("row").filter(has=atlas.get_by_text("Neubau Kita Fingerhut"))
    said = row.inner_text()
    for target, of in (("U3", 22), ("Ü3", 78)):
        for start in hand.AHEAD:
            before = max(0.0, -balance(("sr03",), target, start))
            after = max(0.0, before - of * hand.part_of_year("2026-02-01", start))
            assert f"{hand.school_year(start)}: {hand.whole(before)} → {hand.whole(after)}" in said


def test_task_4_places_taken_by_children_from_outside(atlas: Any, invented_city: Path, click: Click) -> None:
    """Wie viele Plätze belegen Kinder von außerhalb? Two clicks."""
    to_planning(atlas, click)
    click(atlas.get_by_label("nach Wohnort der Kinder"))
    for target in COLUMN:
        title = atlas.locator(f"#{COLUMN[target]} [data-sr-pane]:visible h3").inner_text()
        assert "2024/25" in title
        told = balance_told(atlas, target)
        untold = set()
        for area in hand.AREAS:
            taken = hand.taken(area, target, "2024/25")
            cell = told[NAMES[area]]["von außerhalb belegt"]
            if cell[0] == GESPERRT:
                untold.add(area)
                continue
            outside = hand.from_outside(area, target, "2024/25")
            assert cell[0] == german(outside, 0)
            if (area, 2024) in withheld(invented_city, "places_from_outside_pct", target):
                assert cell[1] == f"Anteil {GESPERRT}"
            elif sum(taken.values()):
                assert cell[1] == f"{german(100 * outside / sum(taken.values()), 1)}\u202f% der belegten"
        kept = withheld(invented_city, "places_from_outside", target)
        assert untold == {area for area in hand.AREAS if (area, 2024) in kept}
        assert untold >= {area for area in hand.AREAS if 0 < hand.from_outside(area, target, "2024/25") < MIN_COUNT}


@pytest.mark.parametrize("target", ["U3", "Ü3"])
def test_task_5_strained_situation_and_missing_places(
    atlas: Any, invented_city: Path, click: Click, target: str
) -> None:
    """Wo treffen belastete Lage und fehlende Plätze zusammen, und warum? Three clicks: tab, offer, Kita-Jahr."""
    click(atlas.get_by_role("tab", name="Handlungsbedarf"))
    board = atlas.locator("#sr-gap")
    click(board.get_by_label("Angebot"), f"Versorgung {target}")
    click(board.get_by_label("Jahr"), "2027/28 (Prognose)")
    index = index_by_hand()
    shown = [area for area in SHOWN if (area, 2027) not in withheld(invented_city, "handlungsbedarf", target)]
    covered = {area: there((area,), target, 2027, False) / needed(area, target, 2027) for area in shown}
    fields: dict[str, list[str]] = {}
    for area, share in covered.items():
        letter = "ABC"[sum(index[area] > cut for cut in (-0.5, 0.5))]
        level = "321"[sum(share >= bound for bound in (0.9, 1.0))]
        fields.setdefault(letter + level, []).append(NAMES[area])
    for at in range(9):
        cell = board.locator(f'td:has(> [data-cell="{at}"])')
        field = f"{'ABC'[at % 3]}{at // 3 + 1}"
        assert sorted(cell.locator("li").all_inner_texts()) == sorted(fields.get(field, []))
    listed = board.locator(".sr-gap-list > li")
    said = {one.locator("h4 button").inner_text(): one.inner_text() for one in listed.all()}
    assert set(said) == {NAMES[area] for area, share in covered.items() if share < 0.9}
    for area, share in covered.items():
        if share < 0.9:
            assert f"Es fehlen {hand.whole(-balance((area,), target, 2027))} Plätze" in said[NAMES[area]]
            assert f"{german(100 * share, 1)} % von" in said[NAMES[area]]
    if target == "U3":
        burdens = " und ".join(f"„{short_label(id_)}“" for id_ in strongest("sr03"))
        assert f"ungünstiger als im Mittel: {burdens}" in said["Lüttkenhöhe"]
        first = next(
            start
            for start in hand.AHEAD
            if there(("sr03",), target, start, True) >= 0.9 * needed("sr03", target, start)
        )
        assert f"Mindestens 90 % sind damit ab {hand.school_year(first)} gedeckt." in said["Lüttkenhöhe"]


def test_task_6_schools_without_enough_places_of_all_day_school(atlas: Any, click: Click) -> None:
    """Welche Grundschule hat 2028/29 zu wenig OGS-Plätze? Two clicks."""
    to_planning(atlas, click)
    section = to_section(atlas, click, "Ganztag: Anspruch und Plätze je Schule")
    told = told_by(section.locator("table").first)
    for start in (2026, 2027, 2028):
        short = {}
        for school, name in schools().items():
            enough, _, untold = hand.ganztag_places(school)
            beyond = enough - hand.ganztag_needed(school, start)
            cell = told[name][hand.school_year(start)]
            assert cell[0] == ("k. A." if untold else in_words(beyond))
            if not untold and beyond < 0:
                short[name] = hand.whole(-beyond)
        sentence = section.get_by_text(f"{hand.school_year(start)}:", exact=False).first.inner_text()
        named = ", ".join(f"{name} (fehlen {count})" for name, count in sorted(short.items()))
        assert (f"Zu wenige Plätze: {named}." if short else "An keiner Schule") in sentence
        assert "An einer Schule ist es nicht zu sagen." in sentence


def test_task_7_areas_without_a_familienzentrum(atlas: Any, click: Click) -> None:
    """Wo fehlt ein Familienzentrum? Two clicks."""
    to_planning(atlas, click)
    section = to_section(atlas, click, "Familienzentren")
    held = hand.centres("2025-03-15")
    bare = ", ".join(NAMES[area] for area in ("sr09", "sr11"))
    assert [area for area in hand.AREAS if not held[area]] == ["sr09", "sr11"]
    assert section.get_by_text(f"Ohne Familienzentrum: {bare}.").count() == 1
    told = told_by(section.locator("table").first)
    untold = set()
    for area in hand.AREAS:
        row = told[NAMES[area]]
        children = hand.under_six(area)  # before school
        assert row["Familienzentren"][0] == str(len(held[area]))
        if row["Kinder"][0] == GESPERRT:
            untold.add(area)
            continue
        assert row["Kinder"] == [german(children, 0)]
        if held[area]:
            assert row["Kinder je Familienzentrum"][0] == half_up(children / len(held[area]))
    assert WITHHELD in untold
    assert len(untold) <= 4  # those of the others would tell the first, beside the sums of larger areas
    networks = told_by(section.locator("table").nth(1))
    apart = networks["FZ-Verbund Ahlkedörfer"]["größter Abstand zweier Häuser"]
    assert apart == [f"{german(hand.farthest('FZ-Verbund Ahlkedörfer'), 0)}\u202fm", "über der Regel"]
