"""The ten tasks that show whether the atlas works, done on the pages of Musterstadt as a person does them.

Each begins on the map of the city, goes its way by what it can see, and holds what it reads beside the answer that
the city's files give by hand.
"""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

from driving.answers import (
    GESPERRT,
    KNOWN,
    NAMES,
    SHOWN,
    balance,
    german,
    in_german,
    in_words,
    needed,
    risen,
    schools,
    statuses_of,
    there,
    withheld,
)
from driving.person import Person
from musterstadt import planning_by_hand as hand
from musterstadt import reach_by_hand as reach
from musterstadt.city_files import CITY
from musterstadt.lage_by_hand import index_by_hand

Task = Callable[[Person, Path], None]
COLUMN = {"U3": "bilanz-1", "Ü3": "bilanz-2"}
PANE = "[data-sr-pane]"
ROWS = """() => Object.fromEntries([...document.querySelectorAll("tr[id^='wert-']")].map((row) => {
  const [name, ...when] = [...row.cells[0].childNodes].map((node) => node.textContent.trim());
  return [row.id.slice(5), [name, when.join(" "), row.cells[1].textContent]];
}))"""
KEPT = "() => [...document.querySelectorAll('.sr-withheld li')].map((one) => one.textContent)"


def _to_planning(person: Person) -> None:
    person.use("nav a[href='planung.html']")
    person.wait_for_text("h1", "Planung")


def _to_section(person: Person, id_: str) -> None:
    person.use(f"nav a[href='#{id_}']")
    person.wait("id => Math.abs(document.getElementById(id).getBoundingClientRect().top) < 300", id_)


def missing_places(person: Person, city: Path) -> None:
    """1. Wie viele U3- und Ü3-Plätze fehlen 2027/28 je Stadtteil?"""
    _to_planning(person)
    for target, id_ in COLUMN.items():
        told = person.table(f"#{id_} {PANE} table")
        untold = withheld(city, "places_missing", target)
        for area in hand.AREAS:
            answer = GESPERRT if (area, 2027) in untold else in_words(balance((area,), target, 2027))
            assert told[NAMES[area]]["2027/28"][0] == answer, (area, target)


def two_neighbours(person: Person, city: Path) -> None:
    """2. Reicht es in zwei Nachbar-Stadtteilen zusammen?"""
    _to_planning(person)
    person.use("#bilanz-1 input[type=checkbox][aria-label*='Lüttkenhöhe']")
    person.use("#sr-together button", "+ Tannwisch")
    told = person.table(f"#bilanz-1 {PANE} table")["2 Gebiete zusammen"]
    for start in hand.AHEAD:
        assert told[hand.school_year(start)][0] == in_words(balance(("sr03", "sr06"), "U3", start))


def opens_in_february(person: Person, city: Path) -> None:
    """3. Was bringt die Kita, die im Februar öffnet?"""
    _to_planning(person)
    _to_section(person, "massnahmen")
    planned = person.table("#massnahmen table:first-of-type")["Neubau Kita Fingerhut"]
    assert [planned["ab"][0], planned["Stand"][0]] == ["01.02.2026", "im Bau"]
    words = person.text("#massnahmen")
    for start in hand.AHEAD:
        before = max(0.0, -balance(("sr03",), "U3", start))
        after = max(0.0, before - 22 * hand.part_of_year("2026-02-01", start))
        assert f"fehlen {hand.whole(before)} → {hand.whole(after)}" in words


def from_outside(person: Person, city: Path) -> None:
    """4. Wie viele Plätze belegen Kinder von außerhalb?"""
    _to_planning(person)
    person.use("input[type=radio][value='wohnort']")
    for target, id_ in COLUMN.items():
        told = person.table(f"#{id_} {PANE} table")
        kept = withheld(city, "places_from_outside", target)
        for area in hand.AREAS:
            answer = GESPERRT if (area, 2024) in kept else german(hand.from_outside(area, target, "2024/25"), 0)
            assert told[NAMES[area]]["von außerhalb belegt"][0] == answer, (area, target)


def strained_and_short(person: Person, city: Path) -> None:
    """5. Wo treffen belastete Lage und fehlende Plätze zusammen, und warum?"""
    person.reach_tab("#sr-tab-gap")
    person.choose("#sr-gap [data-gap='year']", "2027/28 (Prognose)")
    index = index_by_hand()
    shown = [area for area in SHOWN if (area, 2027) not in withheld(city, "handlungsbedarf", "U3")]
    critical = [
        area
        for area in shown
        if index[area] > 0.5 and there((area,), "U3", 2027, False) < 0.9 * needed(area, "U3", 2027)
    ]
    said = person.js(
        "() => [...document.querySelectorAll('#sr-gap td:has(> [data-cell=\"8\"]) li')].map((li) => li.textContent)"
    )
    assert sorted(said) == sorted(NAMES[area] for area in critical)
    reasons = person.text("#sr-gap .sr-gap-list")
    for area in critical:
        assert f"Es fehlen {hand.whole(-balance((area,), 'U3', 2027))} Plätze" in reasons
    assert "ungünstiger als im Mittel" in reasons


def all_day_school(person: Person, city: Path) -> None:
    """6. Welche Grundschule hat 2028/29 zu wenig OGS-Plätze?"""
    _to_planning(person)
    _to_section(person, "ganztag")
    short = {}
    for school, name in schools().items():
        enough, _, untold = hand.ganztag_places(school)
        if not untold and enough < hand.ganztag_needed(school, 2028):
            short[name] = hand.whole(hand.ganztag_needed(school, 2028) - enough)
    named = ", ".join(f"{name} (fehlen {count})" for name, count in sorted(short.items()))
    assert (f"Zu wenige Plätze: {named}." if short else "An keiner Schule") in person.text("#ganztag")


def familienzentrum(person: Person, city: Path) -> None:
    """7. Wo fehlt ein Familienzentrum?"""
    _to_planning(person)
    _to_section(person, "familienzentren")
    held = hand.centres("2025-03-15")
    bare = ", ".join(NAMES[area] for area in hand.AREAS if not held[area])
    assert f"Ohne Familienzentrum: {bare}." in person.text("#familienzentren")


def risen_more(person: Person, city: Path) -> None:
    """8. Ist Kinderarmut in Lüttkenhöhe seit 2018 stärker gestiegen als in der Stadt?

    The series breaks in 2022, so only the change since then is told; the usual fluctuation stands beside the value.
    """
    person.use("[data-question='indicator']")
    person.choose("#sr-layer", "Unter 18 im SGB II")
    person.wait_for_text("#sr-title", "SGB II")
    assert "Reihenbruch" in person.text("#sr-period")
    person.pick_area("Lüttkenhöhe")
    said = person.text("#sr-profile .sr-headline")
    own, whole = (risen("sgb2_u18", area, "2022-12-31", "2024-12-31") for area in ("sr03", "city"))
    assert own > whole
    assert f"seit 31.12.2022: +{german(own, 1)} Prozentpunkte" in said
    assert f"(Stadt: +{german(whole, 1)})" in said
    assert "Übliche Schwankung" in said


def over_two_kilometres(person: Person, city: Path) -> None:
    """9. Welche Kinder haben über 2 km Fußweg zur nächsten Grundschule?"""
    person.use("[data-question='way']")
    person.choose("#sr-own-way", "Grundschule")
    person.reach_tab("#sr-tab-table")
    over = reach.over(reach.community_schools().values(), 2000.0, "A6_9")
    whole = person.js("() => document.querySelector('#sr-table .sr-city-row td:last-child').textContent")
    assert whole == str(sum(over.values()))


def steckbrief(person: Person, city: Path) -> None:
    """10. Steckbrief öffentlich: was ist gesperrt, warum, wie alt ist jede Zahl?"""
    person.pick_area("Hafenbruch")
    person.use("#sr-profile a[href^='hafenbruch.html']")
    person.wait_for_text("h1", "Hafenbruch")
    project = tomllib.loads((CITY / "projekt.toml").read_text(encoding="utf-8"))
    words = person.text("body")
    public = project["disclosure"]["oeffentlich"]
    for rule in (public, *public["klassen"].values()):
        assert rule["rule"] in words
    rows = person.js(ROWS)
    assert not [id_ for id_, (_, when, _) in rows.items() if not re.search(r"(19|20)\d\d", when)]
    listed = person.js(KEPT)
    told = {True: 0, False: 0}
    for id_, statuses in statuses_of(city, "sr09").items():
        if id_ not in rows:
            continue
        name, when, value = rows[id_]
        newest = max(statuses)
        shown = max((date for date, status in statuses.items() if status in KNOWN), default=newest)
        gone = statuses[newest] == "Q"
        told[gone] += 1
        if shown != newest:
            assert when.startswith(f"Stand {in_german(shown)}; {in_german(newest)}: "), id_
            assert (GESPERRT in when) is gone, id_
        else:
            assert when.startswith(in_german(newest)), id_
            assert GESPERRT not in when, id_
        assert (GESPERRT in value) is (gone and shown == newest), id_
        kept = [in_german(date) for date, status in sorted(statuses.items()) if status == "Q"]
        entries = [one for one in listed if re.match(re.escape(name) + r" \(\d", one)]
        assert len(entries) == bool(kept), (id_, kept, entries)
        assert all(end in entries[0] for end in kept[:1] + kept[-1:]), (kept, entries)
    assert min(told.values()) > 10


TASKS: dict[str, Task] = {
    "1": missing_places,
    "2": two_neighbours,
    "3": opens_in_february,
    "4": from_outside,
    "5": strained_and_short,
    "6": all_day_school,
    "7": familienzentrum,
    "8": risen_more,
    "9": over_two_kilometres,
    "10": steckbrief,
}
